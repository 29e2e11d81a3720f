"""The pages of barometers that an authority issued: the levels as published, nothing computed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.measures.changes import level_of
from disclosure.model.comparisons import Comparison
from disclosure.model.levels import Level
from disclosure.model.records import OfficialAssessment
from disclosure.model.release import IssuedBarometer
from disclosure.model.rules import Scope
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, archive_pages, comparisons, downloads, evidence
from disclosure.presentation.comparisons import compared
from disclosure.presentation.issues import changes, period_links, trail
from disclosure.presentation.view import Address, View, column

ORDER = (Level.SEVERE, Level.STRAINED, Level.ON_TRACK, Level.NOT_ASSESSED)
Pair = tuple[str, str]
Beside = Mapping[OfficialAssessment, Comparison]


def pages(view: View, scope: Scope) -> Iterator[Entry]:
    """Each issue of an authority's barometer under its period, the newest under the scope itself, and the archive."""
    issues = view.indexes.issued[scope.id]
    yield _page(view, issues[-1], partial(addresses.barometer, scope=scope.id))
    for issue in issues:
        yield _page(view, issue, partial(addresses.barometer_issue, scope=scope.id, period=issue.period))
    yield archive_pages.page(view, scope)


def answer(view: View, issue: IssuedBarometer) -> str:
    """The counts of an issue's first dimension and yardstick in one sentence."""
    (dimension, yardstick), lights = next(iter(_by_pair(issue).items()))
    return view.word(
        "barometer.issued_answer",
        period=view.period(issue.period),
        dimension=evidence.dimension(view, dimension),
        yardstick=view.word(f"yardstick.{yardstick}"),
        counts=view.wording.list(_counts(view, lights)),
    )


def _counts(view: View, lights: Sequence[OfficialAssessment]) -> list[str]:
    levels = Counter(map(level_of, lights))
    return [
        view.word("barometer.issued_count", level=view.word(f"level.{level}.number"), count=levels[level])
        for level in ORDER
        if levels[level]
    ]


def _by_pair(issue: IssuedBarometer) -> Mapping[Pair, list[OfficialAssessment]]:
    found: dict[Pair, list[OfficialAssessment]] = {}
    for light in issue.lights:
        found.setdefault((light.dimension, light.yardstick), []).append(light)
    return found


def _page(view: View, issue: IssuedBarometer, at: Address) -> Entry:
    scope, sentence = view.text(issue.scope.name), answer(view, issue)
    beside = _beside(view, issue)
    facts = {
        "title": view.word("barometer.issued_title", scope=scope, period=view.period(issue.period)),
        "description": sentence,
        "section": "barometer",
        "trail": trail(view, issue.scope, issue.period),
    }
    periods = [known.period for known in view.indexes.issued[issue.scope.id]]
    return view.page(
        "pages/issued.html",
        at,
        facts,
        answer=sentence,
        columns=_columns(view, issue),
        caption=view.word("barometer.issued_caption", period=view.period(issue.period)),
        rows=tuple(_rows(view, issue, beside)),
        compared=comparisons.counts(view, tuple(beside.values())),
        archive=archive_pages.link(view, issue.scope),
        has_remainder=any(light.basis != "named" for light in issue.lights),
        counts=tuple(_tally(view, pair, lights) for pair, lights in _by_pair(issue).items()),
        changes=changes(view, issue.previous, issue.changes, has_numbers=False),
        sources=_sources(view, issue),
        anomalies=tuple(_anomalies(view, issue)),
        note=view.text(issue.scope.rule_set_note),
        files=downloads.committed(view, (light.provenance for light in issue.lights)),
        periods=period_links(view, issue.scope, periods, issue.period),
    )


def _beside(view: View, issue: IssuedBarometer) -> Beside:
    """Each light of the issue beside ours."""
    lights = set(issue.lights)
    found = (one for code in dict.fromkeys(light.region for light in issue.lights) for one in compared(view, code))
    return {one.issued: one for one in found if one.issued in lights}


def _columns(view: View, issue: IssuedBarometer) -> tuple[Mapping[str, object], ...]:
    pairs = (
        column(evidence.dimension(view, dimension), unit=view.word(f"yardstick.{yardstick}"))
        for dimension, yardstick in _by_pair(issue)
    )
    return (column(view.word("barometer.region")), *pairs)


def _rows(view: View, issue: IssuedBarometer, beside: Beside) -> Iterator[Mapping[str, object]]:
    """Severe in the first dimension first, then the register's order."""
    by_pair = _by_pair(issue)
    by_region: dict[str, dict[Pair, list[OfficialAssessment]]] = {}
    for pair, lights in by_pair.items():
        for light in lights:
            by_region.setdefault(light.region, {}).setdefault(pair, []).append(light)
    lead, order = next(iter(by_pair)), ORDER
    for level in order:
        for code in view.release.regions:
            found = by_region.get(code, {})
            shown = [level_of(light) for light in found.get(lead, ())]
            if found and (min(shown, key=order.index) if shown else Level.NOT_ASSESSED) is level:
                cells = tuple(tuple(_light(view, light, beside) for light in found.get(pair, ())) for pair in by_pair)
                yield {"region": view.region_link(code), "cells": cells}


def _light(view: View, light: OfficialAssessment, beside: Beside) -> Mapping[str, object]:
    found = beside.get(light)
    return {
        "light": comparisons.issued_light(view, light),
        "mark": view.word("barometer.remainder_mark") if light.basis != "named" else "",
        "ours": comparisons.ours(view, found) if found else {},
    }


def _tally(view: View, pair: Pair, lights: Sequence[OfficialAssessment]) -> Mapping[str, object]:
    levels = Counter(map(level_of, lights))
    return {
        "name": evidence.dimension(view, pair[0]),
        "yardstick": view.word(f"yardstick.{pair[1]}"),
        "counts": tuple(
            {
                "light": comparisons.numbered(view, level),
                "count": view.word("barometer.count", count=count),
            }
            for level, count in sorted(levels.items(), key=lambda item: ORDER.index(item[0]))
        ),
    }


def _sources(view: View, issue: IssuedBarometer) -> tuple[Mapping[str, object], ...]:
    documents = dict.fromkeys(light.provenance.document for light in issue.lights)
    return tuple(view.document_title(code) for code in documents)


def _anomalies(view: View, issue: IssuedBarometer) -> Iterator[Mapping[str, object]]:
    """What is odd in the original, once for each region."""
    odd = [light for light in issue.lights if light.anomaly]
    found = dict.fromkeys((light.region, light.note or view.wording.list(light.anomaly)) for light in odd)
    for region, text in found:
        yield {"label": view.region(region), "text": text, "lang": view.chinese}
