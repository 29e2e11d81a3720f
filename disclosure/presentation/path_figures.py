"""The figure of a plan: what a region achieved year by year, beside what its target requires."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.measures.results import required_percent
from disclosure.model.levels import Yardstick
from disclosure.model.periods import Period
from disclosure.model.records import Target
from disclosure.model.release import Assessment
from disclosure.presentation import evidence
from disclosure.presentation.derived_datasets import exact
from disclosure.presentation.figures import Figure, Row, drawn, figure_columns, shown_number
from disclosure.presentation.view import Cell, View, cell

FEWEST = 2
"""Fewer years make no path."""
UNPUBLISHED = frozenset({"missing_observations", "missing_base"})
"""Reasons for which a year has no result because somebody has not published a figure."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a path: what was achieved, where that is known, and what was required."""

    year: str
    achieved: Decimal | None
    required: Decimal | None
    places: int
    """The decimals at which the two stand apart as they do unrounded."""
    state: str = ""
    """Why nothing was achieved: not_published or not_derived; empty where a result is known."""


def path_figure(view: View, code: str, scope: str) -> Figure | None:
    """A region's cumulative reduction year by year against the required path; None below two published years."""
    plan = view.release.rules.get_scope(scope).plan
    lights = _path_lights(view, code, scope)
    known = [light for light in lights.values() if light.achieved is not None]
    if plan is None or len(known) < FEWEST:
        return None
    points = [_point(lights.get(str(year)), known[-1].target, plan, str(year)) for year in plan.years]
    facts = {**_path_facts(view, code, known[-1]), **_gaps(view, points)}
    return Figure(
        id=f"path-{code}-{scope}",
        kind="path",
        title=view.word("figure.path.title", **facts),
        summary=_spaced(view.word("figure.path.summary", **facts)),
        alt=_spaced(view.word("figure.path.alt", **facts)),
        source=view.word("figure.derived"),
        key=tuple((series, view.word(f"figure.path.{series}")) for series in ("achieved", "required")),
        columns=figure_columns(view, "year", "achieved", "required"),
        cells=tuple((point.year, exact(point.achieved), exact(point.required)) for point in points),
        shown=tuple(_path_cells(view, point) for point in points),
        rows=tuple(_path_row(view, point) for point in points),
    )


def _path_lights(view: View, code: str, scope: str) -> Mapping[str, Assessment]:
    """The lights of whole years that rest on a cumulative reduction, or wait for one."""
    return {
        light.period.code: light
        for light in view.indexes.assessments.get(code, ())
        if light.scope == scope
        and light.period.is_year
        and light.unit == "percent"
        and (light.dimension, light.yardstick) == (view.release.rules.figures.dimension, Yardstick.PLAN_SCHEDULE)
    }


def _path_facts(view: View, code: str, last: Assessment) -> Mapping[str, str]:
    return {
        "region": view.region(code),
        "span": view.period(evidence.span(view, last)),
        "year": view.period(last.period),
        "achieved": evidence.moved(view, last, last.achieved or Decimal(0)),
        "required": evidence.moved(view, last, last.required or Decimal(0)),
        "gap": evidence.gap_sentence(view, last),
    }


def _gaps(view: View, points: Sequence[Point]) -> Mapping[str, str]:
    """A sentence for each state in which years have no result, empty where none is in it."""
    by_state = {
        state: [Period.parse(point.year) for point in points if point.state == state]
        for state in ("not_published", "not_derived")
    }
    return {
        state: view.word(f"figure.path.{state}", years=view.wording.periods(years)) if years else ""
        for state, years in by_state.items()
    }


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _point(light: Assessment | None, target: Target | None, plan: Period, year: str) -> Point:
    if light is not None and light.achieved is not None:
        return Point(year, light.achieved, light.required, evidence.places(light))
    goal = light.target if light is not None and light.target is not None else target
    due = required_percent(goal, plan, Period.parse(year)) if goal is not None else None
    reason = light.reason.code if light is not None and light.reason else ""
    state = "not_published" if reason in UNPUBLISHED else "not_derived"
    return Point(year, None, due, evidence.PLACES, state)


def _path_cells(view: View, point: Point) -> tuple[Cell, ...]:
    achieved = cell(shown_number(view, point.achieved, point.places))
    if point.state:
        achieved = cell(view.word(f"figure.{point.state}"), is_quiet=True)
    return cell(point.year), achieved, cell(shown_number(view, point.required, point.places))


def _path_row(view: View, point: Point) -> Row:
    return {
        "year": point.year,
        "achieved": drawn(point.achieved),
        "required": drawn(point.required),
        "achieved_label": shown_number(view, point.achieved, point.places),
        "required_label": shown_number(view, point.required, point.places),
    }
