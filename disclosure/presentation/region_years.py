"""A region's lights through the years: what was issued above, ours below, each year in its own column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.model.periods import Period
from disclosure.model.records import OfficialAssessment
from disclosure.model.release import Assessment
from disclosure.presentation import addresses, comparisons, evidence
from disclosure.presentation.view import View

ISSUED, OURS = "issued", "ours"
CENTURY = 2
"""Digits of a year that a narrow screen leaves out."""
Matter = tuple[str, str, str]
"""Dimension, yardstick and sector of one group of rows; grades have no dimension."""
GRADES: Matter = ("", "", "")


@dataclass(frozen=True, slots=True)
class Item:
    """One light or grade with the period that it is about."""

    period: Period
    shown: Mapping[str, object]


@dataclass(slots=True)
class Rows:
    """What was issued of one matter, and what we derive of it."""

    kinds: dict[str, list[Item]] = field(default_factory=lambda: {ISSUED: [], OURS: []})


def years(view: View, code: str) -> Mapping[str, object]:
    """The table of all years of which anything is known; empty where nothing was ever judged or issued."""
    groups = _groups(view, code)
    items = [item for rows in groups.values() for kind in rows.kinds.values() for item in kind]
    if not items:
        return {}
    span = range(min(item.period.last_year for item in items), max(item.period.last_year for item in items) + 1)
    return {
        "caption": view.word("region.years_caption", region=view.region(code)),
        "years": tuple({"century": str(year)[:CENTURY], "year": str(year)[CENTURY:]} for year in span),
        "width": len(span) + 1,
        "groups": tuple(
            {"title": _title(view, matter), "rows": tuple(_rows(view, rows, span))} for matter, rows in groups.items()
        ),
        "doubts": tuple(_doubts(view, code)),
    }


def _groups(view: View, code: str) -> Mapping[Matter, Rows]:
    found: dict[Matter, Rows] = {}
    for matter, kind, item in (*_derived(view, code), *_issued(view, code)):
        found.setdefault(matter, Rows()).kinds[kind].append(item)
    dimensions = list(view.release.rules.dimensions)

    def place(matter: Matter) -> tuple[bool, int, str]:
        """The whole society before its parts, dimensions in the order of the rules, grades after them."""
        known = dimensions.index(matter[0]) if matter[0] in dimensions else len(dimensions) + (matter != GRADES)
        return matter[2] not in {"", evidence.WHOLE}, known, matter[1]

    return {matter: found[matter] for matter in sorted(found, key=place)}


def _title(view: View, matter: Matter) -> str:
    if matter == GRADES:
        return view.word("region.years_grades")
    dimension, yardstick, sector = matter
    name = evidence.dimension(view, dimension)
    if sector != evidence.WHOLE:
        name = view.word("evidence.of_sector", sector=view.text(view.release.sectors[sector].name), dimension=name)
    return view.word("region.years_group", dimension=name, yardstick=view.word(f"yardstick.{yardstick}"))


def _shown(view: View, code: str) -> Sequence[Assessment]:
    """Our lights of every scope, dimension and yardstick in which anything was ever judged."""
    lights = view.indexes.assessments.get(code, ())
    judged = {(one.scope, one.dimension, one.yardstick) for one in lights if one.level.is_judged}
    return [one for one in lights if (one.scope, one.dimension, one.yardstick) in judged]


def _derived(view: View, code: str) -> Iterator[tuple[Matter, str, Item]]:
    for one in _shown(view, code):
        shown = {
            "light": evidence.light(view, one),
            "address": addresses.barometer_issue(view.language, one.scope, one.period),
        }
        yield (one.dimension, one.yardstick.value, one.sector), OURS, Item(one.period, shown)


def _issued(view: View, code: str) -> Iterator[tuple[Matter, str, Item]]:
    """The lights of all issues that name the region, then its grades."""
    for scope, issues in view.indexes.issued.items():
        for issue in issues:
            address = addresses.barometer_issue(view.language, scope, issue.period)
            for light in (light for light in issue.lights if light.region == code):
                shown = {"light": comparisons.issued_light(view, light), "address": address}
                yield (light.dimension, light.yardstick, evidence.WHOLE), ISSUED, Item(light.period, shown)
    grades = (one for one in view.indexes.official.get(code, ()) if one.scheme == view.release.rules.grades.scheme)
    for grade in sorted(grades, key=lambda one: one.period):
        yield GRADES, ISSUED, Item(grade.period, _grade(view, grade))


def _grade(view: View, grade: OfficialAssessment) -> Mapping[str, object]:
    return {"text": grade.as_printed, "lang": view.chinese}


def _rows(view: View, rows: Rows, span: range) -> Iterator[Mapping[str, object]]:
    for kind, items in rows.kinds.items():
        if items:
            yield {
                "label": view.word(f"region.years_{kind}"),
                "is_ours": kind == OURS,
                "cells": tuple(
                    tuple(_cell(view, item) for item in items if item.period.last_year == year) for year in span
                ),
            }


def _cell(view: View, item: Item) -> Mapping[str, object]:
    part = "" if item.period.is_year or item.period.is_plan else view.wording.part(item.period)
    return {**item.shown, "period": view.period(item.period), "part": part}


def _doubts(view: View, code: str) -> Iterator[str]:
    """What each light of the table could be too within the printed precision."""
    for one in _shown(view, code):
        if others := evidence.other_colours(view, one):
            yield view.word(
                "region.years_doubt",
                period=view.period(one.period),
                dimension=evidence.subject(view, one),
                names=others,
            )
