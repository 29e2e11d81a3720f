"""Reads the titles, sentences and text alternatives of figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.model.levels import Yardstick
from disclosure.model.records import Measure, Observation
from disclosure.model.release import Assessment
from disclosure.model.vintages import vintages_of
from tests.shipped.facts import About
from tests.shipped.read_results import is_gap, is_moved, span_of
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import years_in


def paths(reader: Reader, page: About) -> Iterator[tuple[Assessment, set[int]]]:
    """The last result of a region under each plan, with the years of the plan that have none."""
    rules = reader.facts.release.rules
    for scope in rules.scopes:
        lights = [
            light
            for light in reader.facts.lights_of(page)
            if (light.scope, light.dimension, light.yardstick)
            == (scope.id, rules.figures.dimension, Yardstick.PLAN_SCHEDULE)
            and light.period.is_year
            and light.achieved is not None
        ]
        if lights and scope.plan:
            known = {light.period.last_year for light in lights}
            yield max(lights, key=lambda light: light.period), {*scope.plan.years} - known


@reads("figure.path.title")
def path_title(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        reader.at(slots["span"], span_of(reader, light, "plan_schedule")) and is_both(reader, slots, light)
        for light, _ in paths(reader, page)
    )


def is_both(reader: Reader, slots: Slots, light: Assessment) -> bool:
    achieved, required = light.achieved or Decimal(0), light.required or Decimal(0)
    return is_moved(reader, slots["achieved"], light, achieved) and is_moved(reader, slots["required"], light, required)


@reads("figure.path.summary")
def path_summary(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The gap at a year; Chinese parts the two by nothing, so that every cut between them is tried."""
    text, _, more = f"{slots['year']} {slots['gap']}".partition("。")
    said = more + slots["not_published"] + slots["not_derived"]
    return any(
        any(
            reader.at(text[:cut], light.period) and is_gap(reader, text[cut:].strip(), light)
            for cut in range(len(text))
        )
        and is_missing(said, missing)
        for light, missing in paths(reader, page)
    )


@reads("figure.path.alt")
def path_alt(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        reader.at(slots["year"], light.period)
        and is_both(reader, slots, light)
        and is_missing(slots["not_published"] + slots["not_derived"], missing)
        for light, missing in paths(reader, page)
    )


def is_missing(text: str, missing: Iterable[int]) -> bool:
    return sorted(years_in(text)) == sorted(missing)


def amounts(reader: Reader, page: About) -> Mapping[int, Observation]:
    """The newest vintage of each year's energy consumption, in the unit of the last."""
    indicator = reader.facts.release.rules.figures.consumption
    points = [
        point
        for point in reader.facts.observations(page.code)
        if (point.indicator, point.sector, point.measure) == (indicator, "all", Measure.LEVEL)
        and point.period.is_year
        and point.is_usable
    ]
    newest = {found[-1].period.last_year: found[-1] for found in vintages_of(points).values()}
    unit = newest[max(newest)].unit if newest else ""
    return {year: point for year, point in sorted(newest.items()) if point.unit == unit}


def growth_years(reader: Reader, page: About) -> set[int]:
    indicator = reader.facts.release.rules.figures.consumption
    return {
        point.period.last_year
        for point in reader.facts.observations(page.code)
        if (point.indicator, point.sector, point.measure) == (indicator, "all", Measure.YEARLY_CHANGE)
        and point.period.is_year
        and point.is_usable
    }


@reads(
    "figure.consumption.title_rise",
    "figure.consumption.title_fall",
    "figure.consumption.title_same",
    "figure.consumption.title_revised",
    "figure.consumption.alt",
    "figure.consumption.alt_growth",
)
def consumption(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    levels = amounts(reader, page)
    if not levels:
        return False
    first, last = levels[min(levels)].value or Decimal(0), levels[max(levels)].value or Decimal(0)
    side = "rise" if last > first else "fall" if last < first else "same"
    side = "revised" if any(one.vintage > 1 for one in levels.values()) else side
    known = {"first": first, "last": last}
    is_shown = all(reader.says(slots[name], value, "") for name, value in known.items() if name in slots)
    every = {*levels, *growth_years(reader, page)}
    ends = {"first_year": min(levels), "last_year": max(levels)}
    is_dated = all(years_in(slots[name]) == (year,) for name, year in ends.items() if name in slots)
    is_side = "title" not in key or key.endswith(side)
    if "missing" in slots:
        gaps = {*range(min(every), max(every) + 1)} - {*levels}
        return is_shown and is_dated and is_missing(slots["missing"], gaps)
    return is_shown and is_dated and is_side


@reads("figure.consumption.summary", "figure.consumption.summary_growth")
def consumption_summary(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    levels = amounts(reader, page)
    if not levels:
        return False
    every = {*levels, *growth_years(reader, page)}
    return is_missing(slots["missing"], {*range(min(every), max(every) + 1)} - {*levels})


@reads("figure.comparison.title", "figure.comparison.alt")
def comparison(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """A region's own intensity between the lowest and highest of those that the same document prints with it."""
    indicator = reader.facts.release.rules.figures.comparison
    points = [
        one for one in reader.facts.release.observations if (one.indicator, one.measure) == (indicator, Measure.LEVEL)
    ]
    return any(
        reader.at(slots["period"], own.period)
        and reader.says(slots["own"], own.value or Decimal(0), "")
        and is_range(reader, slots, beside(reader, points, own))
        for own in points
        if (slots["period"] + slots["reference"]).endswith(reader.name(reader.facts.release.regions[own.region].name))
    )


def beside(reader: Reader, points: Sequence[Observation], own: Observation) -> list[Decimal]:
    """What the document of a point prints in its table for the regions inside, or for all others where it is the country's."""
    regions, place = reader.facts.release.regions, own.provenance
    same = [
        one
        for one in points
        if (one.provenance.document, one.period, one.unit) == (place.document, own.period, own.unit) and one is not own
    ]
    inside = [one for one in same if regions[one.region].parent == own.region]
    table = place.anchor.partition(" ")[0]
    printed = [one for one in same if one.provenance.anchor.startswith(f"{table} ")]
    return [one.value for one in (inside if len(inside) >= 3 else printed) if one.value is not None]


def is_range(reader: Reader, slots: Slots, values: Sequence[Decimal]) -> bool:
    return (
        bool(values)
        and is_count(slots["count"], len(values))
        and reader.says(slots["low"], min(values), "")
        and reader.says(slots["high"], max(values), "")
    )


@reads("figure.comparison.reference")
def comparison_key(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    text = slots["reference"] + " " + slots["own"]
    levels = (one for one in reader.facts.release.observations if one.measure is Measure.LEVEL)
    return any(one.value is not None and text.endswith(f" {one.as_printed}") for one in levels)
