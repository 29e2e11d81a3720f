"""Figures of published amounts: consumption with its growth, and energy intensity side by side."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from disclosure.model.records import Measure, Observation
from disclosure.presentation.figures import Figure, Row, figure_columns, path_figure
from disclosure.presentation.view import View

FEWEST = 3
"""Fewer points are better read in the table."""
CONSUMPTION, INTENSITY = "energy_consumption", "energy_intensity"


def consumption_figure(view: View, code: str) -> Figure | None:
    """A region's energy consumption with the published growth; None for fewer than three years."""
    points = _latest(view.indexes.observations.get(code, ()), CONSUMPTION)
    levels = {year: point for (measure, year), point in points.items() if measure is Measure.LEVEL}
    growth = {year: point for (measure, year), point in points.items() if measure is Measure.YEARLY_CHANGE}
    years = sorted(levels)
    if len(years) < FEWEST:
        return None
    first, last = levels[years[0]], levels[years[-1]]
    facts = {
        "region": view.region(code),
        "first_year": years[0],
        "last_year": years[-1],
        "first": view.wording.number(first.value or Decimal(0)),
        "last": view.wording.quantity(view.wording.number(last.value or Decimal(0)), last.unit),
    }
    return Figure(
        id=f"consumption-{code}",
        kind="consumption",
        title=view.word("figure.consumption.title", **facts),
        summary=view.word("figure.consumption.summary", unit=view.wording.unit(last.unit), **facts),
        alt=view.word("figure.consumption.alt", **facts),
        source=view.text(view.release.documents[last.provenance.document].title),
        columns=figure_columns(view, "year", "consumption", "growth"),
        cells=tuple(
            (year, str(levels[year].value), str(growth[year].value) if year in growth else "") for year in years
        ),
        rows=tuple(_consumption_row(view, year, levels[year], growth.get(year)) for year in years),
    )


def _digits(point: Observation | None) -> str:
    """The stored digits of a point; empty where there is none."""
    return "" if point is None else str(point.value)


def _latest(observations: Iterable[Observation], indicator: str) -> Mapping[tuple[Measure, str], Observation]:
    found: dict[tuple[Measure, str], Observation] = {}
    for point in observations:
        if point.indicator == indicator and point.sector == "all" and point.period.is_year and point.value is not None:
            key = (point.measure, point.period.code)
            if key not in found or found[key].vintage < point.vintage:
                found[key] = point
    return found


def _consumption_row(view: View, year: str, level: Observation, growth: Observation | None) -> Row:
    value, change = level.value or Decimal(0), growth.value if growth else None
    return {
        "year": year,
        "value": float(value),
        "label": view.wording.number(value),
        "growth": None if change is None else float(change),
        "growth_label": "" if change is None else f"{view.wording.signed(change)}%",
    }


def comparison_figure(view: View, reference: str) -> Figure | None:
    """Energy intensity beside that of a larger region: lowest first, the larger one apart; None below three."""
    levels = _compared(view, reference)
    members = sorted((code for code in levels if code != reference), key=lambda code: levels[code].value or Decimal(0))
    if len(members) < FEWEST or reference not in levels:
        return None
    low, high, own = levels[members[0]], levels[members[-1]], levels[reference]
    facts = {
        "period": view.period(own.period),
        "lowest": view.region(members[0]),
        "highest": view.region(members[-1]),
        "low": view.wording.number(low.value or Decimal(0)),
        "high": view.wording.number(high.value or Decimal(0)),
        "reference": view.region(reference),
        "own": view.wording.number(own.value or Decimal(0)),
        "unit": view.wording.unit(own.unit),
    }
    rows = [_level_row(view, code, levels[code], "member") for code in members]
    return Figure(
        id=f"comparison-{reference}",
        kind="comparison",
        title=view.word("figure.comparison.title", **facts),
        summary=view.word("figure.comparison.summary", **facts),
        alt=view.word("figure.comparison.alt", **facts),
        source=view.text(view.release.documents[own.provenance.document].title),
        columns=figure_columns(view, "region", "intensity"),
        cells=tuple((view.region(code), str(levels[code].value)) for code in (reference, *members)),
        rows=(_level_row(view, reference, own, "reference"), *rows),
    )


def _level_row(view: View, code: str, point: Observation, role: str) -> Row:
    value = point.value or Decimal(0)
    number = view.wording.number(value)
    name = view.region(code)
    label = view.word("figure.comparison.reference", name=name, number=number) if role == "reference" else number
    return {"region": name, "value": float(value), "label": label, "role": role}


def _compared(view: View, reference: str) -> Mapping[str, Observation]:
    """The newest level of a region and of those to hold beside it: its children, else the rows of its printed table."""
    own = _level_of(view, reference)
    if own is None:
        return {}
    codes = list(view.indexes.children.get(reference, ()))
    if sum(_level_of(view, code) is not None for code in codes) < FEWEST:
        codes = _same_table(view, own)
    found = {code: point for code in codes if (point := _level_of(view, code)) is not None}
    return {**found, reference: own} if len(found) >= FEWEST else {}


def _level_of(view: View, code: str) -> Observation | None:
    points = _latest(view.indexes.observations.get(code, ()), INTENSITY)
    levels = [point for (measure, _), point in points.items() if measure is Measure.LEVEL]
    return max(levels, key=lambda point: point.period) if levels else None


def _same_table(view: View, own: Observation) -> list[str]:
    """The regions printed in one table with the whole country: one document, one place before the row's name."""
    table_name, _, row = own.provenance.anchor.partition(" ")
    if not row or view.release.regions[own.region].parent:
        return []
    return [
        point.region
        for point in view.release.observations
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
