"""Figures of published amounts: consumption with its growth, and energy intensity side by side."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation, Processing
from disclosure.presentation import vintages
from disclosure.presentation.figures import (
    Figure,
    Row,
    drawn,
    figure_columns,
    not_published,
    told_apart,
)
from disclosure.presentation.path_figures import path_figure
from disclosure.presentation.view import Cell, View, cell, shown_places

FEWEST = 3
"""Fewer points are better read in the table."""
Points = Mapping[str, Observation]
"""Observations by year."""


def consumption_figure(view: View, code: str) -> Figure | None:
    """A region's energy consumption with the growth that is published; None for fewer than three years."""
    points = _latest(view.indexes.observations.get(code, ()), view.release.rules.figures.consumption)
    levels, growth = _by_year(points, Measure.LEVEL), _by_year(points, Measure.YEARLY_CHANGE)
    if len(levels) < FEWEST:
        return None
    years = _every_year({**levels, **growth})
    facts = _consumption_facts(view, code, levels, years)
    part = "_growth" if growth else ""
    columns = ("year", "consumption", "consumption_processing", *(("growth", "growth_processing") if growth else ()))
    series = (levels, growth) if growth else (levels,)
    return Figure(
        id=f"consumption-{code}",
        kind="consumption-growth" if growth else "consumption",
        title=view.word(f"figure.consumption.title_{_direction(levels)}", **facts),
        summary=view.word(f"figure.consumption.summary{part}", **facts).strip(),
        alt=view.word(f"figure.consumption.alt{part}", **facts).strip(),
        source=_documents(view, (*levels.values(), *growth.values())),
        key=(("amount", view.word("figure.consumption.amount", **facts)),),
        columns=figure_columns(view, *columns, unit=facts["unit"]),
        cells=tuple((year, *(text for known in series for text in _stored(known.get(year)))) for year in years),
        shown=tuple((cell(year), *(_shown(view, known.get(year)) for known in series)) for year in years),
        rows=tuple(_consumption_row(view, year, levels.get(year), growth.get(year)) for year in years),
    )


def _consumption_facts(view: View, code: str, levels: Points, years: Sequence[str]) -> Mapping[str, str]:
    first, last = min(levels), max(levels)
    unit = levels[last].unit
    missing = [Period.parse(year) for year in years if year not in levels]
    return {
        "region": view.region(code),
        "first_year": first,
        "last_year": last,
        "first": _say(view, levels[first]),
        "last": _say(view, levels[last]),
        "unit": view.wording.unit(unit),
        "missing": view.word("figure.consumption.missing", years=view.wording.periods(missing)) if missing else "",
    }


def _by_year(points: Mapping[tuple[Measure, str], Observation], measure: Measure) -> Points:
    """The points of one measure in the unit of the newest, ascending."""
    found = {year: point for (kind, year), point in sorted(points.items()) if kind is measure}
    unit = found[max(found)].unit if found else ""
    return {year: point for year, point in found.items() if point.unit == unit}


def _every_year(years: Iterable[str]) -> tuple[str, ...]:
    known = [int(year) for year in years]
    return tuple(str(year) for year in range(min(known), max(known) + 1))


def _direction(levels: Points) -> str:
    """How a headline puts the first beside the last amount: not as a rise or fall where one was revised in between."""
    if any(point.vintage > 1 for point in levels.values()):
        return "revised"
    first, last = _value(levels[min(levels)]), _value(levels[max(levels)])
    return "rise" if last > first else "fall" if last < first else "same"


def _value(point: Observation) -> Decimal:
    return point.value or Decimal(0)


def _stored(point: Observation | None) -> tuple[str, str]:
    """The stored digits of a point, and how they came about."""
    return ("", "") if point is None else (f"{_value(point):f}", point.processing.value)


def _shown(view: View, point: Observation | None) -> Cell:
    if point is None:
        return not_published(view)
    note = view.word("processing.computed") if point.processing is Processing.COMPUTED else ""
    return {**cell(_say(view, point), note=note), **vintages.linked(view, point)}


def _say(view: View, point: Observation) -> str:
    """A number as its source prints it; the digits of one that was converted are cut for display."""
    value = _value(point)
    places = shown_places(point, value)
    is_change = point.measure is Measure.YEARLY_CHANGE
    return view.wording.signed(value, places) if is_change else view.wording.number(value, places)


def _documents(view: View, points: Iterable[Observation]) -> str:
    codes = dict.fromkeys(point.provenance.document for point in points)
    return view.wording.list(view.text(view.release.documents[code].title) for code in codes)


def _latest(observations: Iterable[Observation], indicator: str) -> Mapping[tuple[Measure, str], Observation]:
    found: dict[tuple[Measure, str], Observation] = {}
    for point in observations:
        if point.indicator == indicator and point.sector == "all" and point.period.is_year and point.is_usable:
            key = (point.measure, point.period.code)
            if key not in found or found[key].vintage < point.vintage:
                found[key] = point
    return found


def _consumption_row(view: View, year: str, level: Observation | None, growth: Observation | None) -> Row:
    return {
        "year": year,
        "year_label": year,
        "value": drawn(level.value) if level else None,
        "label": _say(view, level) if level else "",
        "growth": drawn(growth.value) if growth else None,
        "growth_label": view.wording.quantity(_say(view, growth), "percent") if growth else "",
    }


def comparison_figure(view: View, reference: str) -> Figure | None:
    """Energy intensity beside that of the region around, as one document prints them; None below three.

    The order is the register's, so that nothing is ranked.
    """
    levels = _compared(view, reference)
    if not levels:
        return None
    order = (reference, *(code for code in view.release.regions if code in levels and code != reference))
    names = told_apart(view, order)
    facts = _comparison_facts(view, names, levels, order)
    return Figure(
        id=f"comparison-{reference}",
        kind="comparison",
        title=view.word("figure.comparison.title", **facts),
        summary=view.word("figure.comparison.summary", **facts),
        alt=view.word("figure.comparison.alt", **facts),
        source=_documents(view, levels.values()),
        key=tuple((mark, view.word(f"figure.comparison.{mark}", **facts)) for mark in ("reference", "member")),
        columns=figure_columns(view, "region_code", "region", "intensity", unit=str(facts["unit"])),
        cells=tuple((code, view.region(code), f"{_value(levels[code]):f}") for code in order),
        shown=tuple(_level_cells(view, code, names[code], levels[code]) for code in order),
        rows=tuple(_level_row(view, code, names[code], levels, reference) for code in order),
    )


def _comparison_facts(
    view: View, names: Mapping[str, str], levels: Points, order: Sequence[str]
) -> Mapping[str, object]:
    reference, members = order[0], [levels[code] for code in order[1:]]
    own = levels[reference]
    return {
        "period": view.period(own.period),
        "low": _say(view, min(members, key=_value)),
        "high": _say(view, max(members, key=_value)),
        "reference": names[reference],
        "own": _say(view, own),
        "unit": view.wording.unit(own.unit),
        "count": len(members),
    }


def _level_cells(view: View, code: str, name: str, point: Observation) -> tuple[Cell, ...]:
    return {**view.region_link(code), "text": name}, _shown(view, point)


def _level_row(view: View, code: str, name: str, levels: Points, reference: str) -> Row:
    return {
        "code": code,
        "name": name,
        "value": drawn(levels[code].value),
        "reference": drawn(levels[reference].value),
        "label": _say(view, levels[code]),
        "role": "reference" if code == reference else "member",
    }


def _compared(view: View, reference: str) -> Points:
    """The newest level of a region by code, and in its period those that the same document prints of its children,
    else of its printed table."""
    own = _newest_level(view, reference)
    if own is None:
        return {}
    found = _levels_at(view, view.indexes.children.get(reference, ()), own)
    if len(found) < FEWEST:
        found = _levels_at(view, _same_table(view, own), own)
    return {**found, reference: own} if len(found) >= FEWEST else {}


def _levels(view: View, code: str) -> Points:
    return _by_year(
        _latest(view.indexes.observations.get(code, ()), view.release.rules.figures.comparison), Measure.LEVEL
    )


def _newest_level(view: View, code: str) -> Observation | None:
    levels = _levels(view, code)
    return levels[max(levels)] if levels else None


def _levels_at(view: View, codes: Iterable[str], own: Observation) -> Points:
    """The levels of regions in the same document, period and unit, by code."""
    found = {code: _levels(view, code).get(own.period.code) for code in codes}
    return {
        code: point
        for code, point in found.items()
        if point is not None and point.unit == own.unit and point.provenance.document == own.provenance.document
    }


def stands_beside(view: View, reference: str) -> tuple[str, ...]:
    """The regions that may stand beside a region in its comparison: those inside it, and those of its printed table."""
    own = _newest_level(view, reference)
    return (*view.indexes.children.get(reference, ()), *(_same_table(view, own) if own else ()))


def _same_table(view: View, own: Observation) -> list[str]:
    """The regions printed in one table with the whole country: one document, one place before the row's name."""
    table_name, _, row = own.provenance.anchor.partition(" ")
    if not row or view.release.regions[own.region].parent:
        return []
    return [
        point.region
        for points in view.indexes.observations.values()
        for point in points
        if point.indicator == own.indicator
        and point.provenance.document == own.provenance.document
        and point.provenance.anchor.startswith(f"{table_name} ")
        and point.region != own.region
    ]


def region_figures(view: View, code: str) -> tuple[Figure, ...]:
    """The figures of a region's page: its path under each plan, its consumption, the regions inside it."""
    scopes = [scope.id for scope in view.release.rules.scopes if scope.kind == "derived"]
    made = (
        *(path_figure(view, code, scope) for scope in scopes),
        consumption_figure(view, code),
        comparison_figure(view, code),
    )
    return tuple(figure for figure in made if figure is not None)
