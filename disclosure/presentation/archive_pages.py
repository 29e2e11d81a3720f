"""The archive of an authority's barometer: all issues and regions at a glance, with the yearly grades, each beside our
own light where one may stand there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.measures.derive import members
from disclosure.model.comparisons import Comparison, Outcome
from disclosure.model.levels import Level
from disclosure.model.periods import Period
from disclosure.model.rules import Scope
from disclosure.model.siteplan import Entry
from disclosure.model.text import Text
from disclosure.presentation import addresses, comparisons, downloads, evidence
from disclosure.presentation.comparisons import COUNTED
from disclosure.presentation.view import Cell, View, cell, column, table

Found = Mapping[str, Sequence[Comparison]]
"""What was issued by region, in the register's order."""
Head = tuple[Period, str]
"""Period and yardstick: one column."""
LEVELS = (Level.SEVERE, Level.STRAINED, Level.ON_TRACK)
LONG = 4
"""Characters from which on a grade may take two lines."""
SIGNS = {Outcome.AGREES: "comparison.sign.agrees", Outcome.DIFFERS: "comparison.sign.differs"}


def page(view: View, scope: Scope) -> Entry:
    """All issues of a scope in one page, the grades of its regions beside them."""
    lights, grades = _found(view, scope, scope.scheme), _found(view, scope, view.release.rules.grades.scheme)
    every = [*_all(lights), *_all(grades)]
    sentence = _answer(view, scope, lights, grades)
    facts = {
        "title": view.word("archive.title", scope=view.text(scope.name)),
        "description": sentence,
        "section": "barometer",
        "trail": (
            {"label": view.word("nav.barometer"), "address": addresses.barometers(view.language)},
            {"label": view.text(scope.name), "address": addresses.barometer(view.language, scope.id)},
            {"label": view.word("archive.name"), "address": ""},
        ),
    }
    return view.page(
        "pages/archive.html",
        partial(addresses.barometer_archive, scope=scope.id),
        facts,
        answer=sentence,
        lede=_outcomes(view, every),
        matrices=(*_matrices(view, scope, lights), *_grades(view, grades)),
        key=_key(view),
        notes=tuple(_notes(view, lights)),
        issues=_issues(view, scope, lights, grades),
        files=tuple(_files(view, {"lights": lights, "grades": grades})),
        **_compared(view, every),
    )


def _files(view: View, groups: Mapping[str, Found]) -> Iterator[Mapping[str, str]]:
    """The committed tables of the lights and of the grades, called by these names where there are both."""
    held = {key: tuple(_all(found)) for key, found in groups.items() if found}
    for key, every in held.items():
        name = view.word(f"archive.{key}") if len(held) > 1 else ""
        yield from downloads.committed(view, (one.issued.provenance for one in every), name)


def _compared(view: View, every: Sequence[Comparison]) -> Mapping[str, object]:
    """How all of it compares with our lights: counts, what differs, and why the rest does not count."""
    unlike = [one for one in every if comparisons.is_unlike(one)]
    return {
        "counts": comparisons.counts(view, [one for one in every if one.outcome not in COUNTED]),
        "explained": tuple(_explained(view, every)),
        "rules": tuple(_rules(view, every)),
        "differing": tuple(comparisons.unlike(view, one) for one in unlike if one.outcome is Outcome.DIFFERS),
        "beside": tuple(comparisons.unlike(view, one) for one in unlike if one.outcome is Outcome.BESIDE),
    }


def link(view: View, scope: Scope) -> Mapping[str, str]:
    """The archive in a list of links."""
    return {"label": view.word("archive.link"), "address": addresses.barometer_archive(view.language, scope.id)}


def _found(view: View, scope: Scope, scheme: str) -> Found:
    codes = members(scope, view.release.regions)
    found = {
        code: [one for one in comparisons.compared(view, code) if one.issued.scheme == scheme]
        for code in sorted(codes, key=list(view.release.regions).index)
    }
    return {code: known for code, known in found.items() if known}


def _all(found: Found) -> Iterator[Comparison]:
    for known in found.values():
        yield from known


def _answer(view: View, scope: Scope, lights: Found, grades: Found) -> str:
    return view.word(
        "archive.answer",
        scope=view.text(scope.name),
        issues=len(view.indexes.issued[scope.id]),
        lights=len(list(_all(lights))),
        grades=len(list(_all(grades))),
    )


def _outcomes(view: View, every: Sequence[Comparison]) -> str:
    """How many can be compared, and how they compare."""
    count = comparisons.totals(every)
    return view.word(
        "archive.outcomes",
        counted=sum(count[outcome] for outcome in COUNTED),
        agrees=count[Outcome.AGREES],
        differs=count[Outcome.DIFFERS],
    )


def _matrices(view: View, scope: Scope, lights: Found) -> Iterator[Mapping[str, object]]:
    """One matrix for each dimension that was ever judged."""
    for dimension in dict.fromkeys(one.issued.dimension for one in _all(lights)):
        known = {code: [one for one in found if one.issued.dimension == dimension] for code, found in lights.items()}
        heads = sorted({(one.issued.period, one.issued.yardstick) for one in _all(known)})
        name = evidence.dimension(view, dimension)
        yield {
            "id": dimension,
            "title": name,
            "caption": view.word("archive.caption", dimension=name),
            "columns": tuple(_head(view, scope, head) for head in heads),
            "rows": tuple(_row(view, code, found, heads) for code, found in known.items() if found),
            "is_graded": False,
        }


def _grades(view: View, grades: Found) -> Iterator[Mapping[str, object]]:
    heads = sorted({(one.issued.period, one.issued.yardstick) for one in _all(grades)})
    if heads:
        yield {
            "id": "grades",
            "title": view.word("archive.grades"),
            "caption": view.word("archive.grades_caption"),
            "columns": tuple({"label": view.period(period), "yardstick": "", "address": ""} for period, _ in heads),
            "rows": tuple(_row(view, code, found, heads) for code, found in grades.items()),
            "is_graded": True,
            "names": tuple({"text": name.zh, "meaning": name.en} for name in _names(view, grades)),
        }


def _names(view: View, grades: Found) -> Iterator[Text]:
    """The grades that were issued with their meaning, where the page is not in their language."""
    issued = {one.issued.as_printed for one in _all(grades)}
    if view.chinese:
        yield from (name for name in view.release.rules.grades.names if name.zh in issued)


def _head(view: View, scope: Scope, head: Head) -> Mapping[str, str]:
    period, yardstick = head
    return {
        "label": view.period(period),
        "yardstick": view.word(f"yardstick.{yardstick}"),
        "address": addresses.barometer_issue(view.language, scope.id, period),
    }


def _row(view: View, code: str, found: Sequence[Comparison], heads: Sequence[Head]) -> Mapping[str, object]:
    by_head: dict[Head, list[Comparison]] = {}
    for one in found:
        by_head.setdefault((one.issued.period, one.issued.yardstick), []).append(one)
    short = view.release.regions[code].short_name if view.language == "zh" else view.region(code)
    return {
        "region": {**view.region_link(code), "text": short},
        "cells": tuple(_cell(view, by_head.get(head, ())) for head in heads),
    }


def _cell(view: View, found: Sequence[Comparison]) -> Mapping[str, object]:
    """What one issue says of a region, which may be two things at once, with ours below."""
    shown = next((one for one in found if one.ours), None)
    sign = SIGNS.get(shown.outcome, "") if shown else ""
    return {
        "issued": tuple(_issued(view, one) for one in found),
        "ours": comparisons.ours(view, shown) if shown else {},
        "sign": {"text": view.word(sign), "meaning": view.word(f"{sign}_meaning")} if sign else {},
    }


def _issued(view: View, found: Comparison) -> Mapping[str, str]:
    issued = found.issued
    mark = view.word("barometer.remainder_mark") if issued.basis != "named" else ""
    if issued.level is None and issued.scheme == view.release.rules.grades.scheme:
        is_short = "yes" if len(issued.as_printed) < LONG else ""
        return {"level": "", "text": issued.as_printed, "mark": mark, "lang": view.chinese, "is_short": is_short}
    level = comparisons.issued_light(view, issued)["level"]
    return {"level": level, "text": view.word(f"level.{level}.brief"), "mark": mark, "lang": "", "is_short": ""}


def _key(view: View) -> tuple[Mapping[str, object], ...]:
    """What the shapes mean, solid for the authority's and hollow for ours."""
    lights = [comparisons.numbered(view, level) for level in LEVELS]
    issued = [
        {"level": light["level"], "is_ours": False, "text": view.word("light.pattern", **light)} for light in lights
    ]
    return (*issued, {"level": lights[-1]["level"], "is_ours": True, "text": view.word("archive.key_ours")})


def _explained(view: View, every: Sequence[Comparison]) -> Iterator[Mapping[str, object]]:
    """Each reason for which something is not compared, with how often it holds and what it means."""
    for code, count in comparisons.reasons(every).items():
        yield {
            "label": view.word("comparison.reason_count", reason=view.word(f"comparison.reason.{code}"), count=count),
            "text": view.word(f"comparison.explained.{code}"),
        }


def _rules(view: View, every: Sequence[Comparison]) -> Iterator[Mapping[str, object]]:
    """By which rules our lights beside them were judged, and what their editors say of that."""
    for id_ in dict.fromkeys(one.ours.scope for one in every if one.ours):
        scope = view.release.rules.get_scope(id_)
        yield {
            "label": view.text(scope.name),
            "address": addresses.barometer(view.language, id_),
            "text": view.text(scope.rule_set_note),
        }


def _notes(view: View, lights: Found) -> Iterator[Mapping[str, object]]:
    """What is odd in an issue, or in how it was taken down, once each."""
    for period, note in sorted({(one.issued.period, one.issued.note) for one in _all(lights) if one.issued.note}):
        yield {"label": view.period(period), "text": note} | ({"lang": view.chinese} if view.chinese else {})


def _issues(view: View, scope: Scope, lights: Found, grades: Found) -> Mapping[str, object]:
    """Issues and years of grades with how many of each outcome they hold, and all together."""
    heads = ("issue", "recorded", *Outcome)
    columns = [column(view.word(f"archive.column.{head}"), head != "issue") for head in heads]
    rows: list[tuple[Cell, ...]] = []
    for key, found in (("archive.light_row", lights), ("archive.grade_row", grades)):
        every = list(_all(found))
        for period in sorted({one.issued.period for one in every}):
            name = view.word(key, period=view.period(period))
            at = addresses.barometer_issue(view.language, scope.id, period) if found is lights else ""
            rows.append(_counted(cell(name, at), [one for one in every if one.issued.period == period]))
    rows.append(_counted(cell(view.word("archive.all")), [*_all(lights), *_all(grades)]))
    return table(view.word("archive.issues_caption"), columns, rows)


def _counted(head: Cell, found: Sequence[Comparison]) -> tuple[Cell, ...]:
    count = comparisons.totals(found)
    return (head, cell(str(len(found))), *(cell(str(count[outcome])) for outcome in Outcome))
