"""Sums from which a single installation could be inferred: by themselves, or by subtracting what else is published.

What is published of single installations comes and goes with their entries: on a day on which one is named it can be
subtracted, on another it is itself what is left. So a sum holds, beside all that are ever named, enough that never are.
Capacities last, so that those of different years are subtracted too, and what is made in a year from what is made in
its halves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import combinations

from disclosure.model.findings import Finding
from disclosure.model.list_rules import SmallCells
from disclosure.model.periods import Period
from disclosure.validation.books import Books, Line
from disclosure.validation.levels import same_unit
from disclosure.validation.singles import CAPACITY, MONTHS, Singles, amount_over, span_of
from disclosure.validation.sums import (
    Remainder,
    Sum,
    Units,
    add_parts,
    add_singles,
    afresh,
    sum_of,
)

CODE = "P402"
Key = tuple[str, str]
"""Product and quantity of sums that may hold the same installations."""
ByPeriod = Mapping[Period, Mapping[str, Sum]]
"""The sums of one product and quantity by period and region."""
Pick = Callable[[Mapping[Period, Sum]], Sum | None]
"""What stands for a region's sum, of those of other periods."""


def check_secrecy(books: Books, cells: SmallCells | None, units: Units) -> Iterator[Finding]:
    """All checks of sums over installations that are not named one by one."""
    groups: dict[Key, dict[Period, dict[str, Sum]]] = {}
    for line in books.of("aggregate"):
        if cells is None:
            yield line.refuse(CODE, "units", "no_rules")
            continue
        yield from _alone(line, cells)
        yield from _unit(line, books)
        group = groups.setdefault((line["product_code"], line["quantity"]), {})
        group.setdefault(Period.parse(line["period"]), {})[line["region_code"]] = sum_of(line, units)
    if cells is not None and groups:
        yield from _by_subtraction(groups, books, cells, units)


def _alone(line: Line, cells: SmallCells) -> Iterator[Finding]:
    """A sum of too few, or of which one makes too much, tells of that one by itself."""
    units, facts = int(line["units"]), _stated(cells)
    if units == 0 and Decimal(line["value"]) != 0:
        yield line.refuse(CODE, "units", "zero", value=line["value"])
    elif 0 < units < cells.least_units:
        yield line.refuse(CODE, "units", "few", **facts)
    elif units and Decimal(line["largest_share"]) > cells.largest_share:
        yield line.refuse(CODE, "largest_share", "share", **facts)


def _stated(cells: SmallCells) -> Mapping[str, str]:
    """What messages say of the rule: its law, and the numbers that this site set."""
    law = {"law": cells.law.zh, "law_en": cells.law.in_language("en")}
    return {"least": str(cells.least_units), "limit": str(cells.largest_share), **law}


def _unit(line: Line, books: Books) -> Iterator[Finding]:
    """A capacity is in the product's unit of capacity."""
    product = books.products.get(line["product_code"])
    if product and line["quantity"] == CAPACITY and product["capacity_unit"]:
        yield from same_unit(line, product["capacity_unit"])


def _by_subtraction(groups: Mapping[Key, ByPeriod], books: Books, cells: SmallCells, units: Units) -> Iterator[Finding]:
    """The first that is found of each row: within its period, then beside other periods."""
    parents = {line["code"]: line["parent"] for line in books.of("region")}
    singles = Singles(books, units)
    for (product, quantity), by_period in groups.items():
        told: set[str] = set()
        for period in dict.fromkeys((*by_period, *(() if quantity == CAPACITY else singles.periods(product)))):
            beside = (_of_any_period(by_period, period, pick) for pick in _picks(quantity, period))
            for sums in (by_period.get(period, {}), *beside):
                add_parts(sums, parents)
                add_singles(sums, singles.of(product, quantity, period) if sums else (), parents)
                wholes = [one for one in sums.values() if one.is_published or quantity != CAPACITY]
                yield from _once(told, (found for one in wholes for found in _inferred(one, cells)))
        if quantity == CAPACITY:
            yield from _once(told, _over_years(by_period, cells))


def _once(told: set[str], findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings of rows of which nothing was told yet."""
    for finding in findings:
        place = f"{finding.place.file}:{finding.place.row}"
        if place not in told:
            told.add(place)
            yield finding


def _picks(quantity: str, period: Period) -> Sequence[Pick]:
    """What readers may take for the sum of a region for a period in which none is published: the capacity of the
    nearest period before or after it, and of what is made what the sums of other periods make together."""
    if quantity == CAPACITY:
        return [partial(_capacity_before, period), partial(_capacity_after, period)]
    return [partial(_made_over, period)]


def _of_any_period(by_period: ByPeriod, period: Period, pick: Pick) -> Mapping[str, Sum]:
    """The sums of a period with those of regions that follow for it from other periods; none where nothing follows."""
    published = by_period.get(period, {})
    elsewhere: dict[str, dict[Period, Sum]] = {}
    for other, sums in by_period.items():
        for region, found in sums.items():
            if region not in published:
                elsewhere.setdefault(region, {})[other] = found
    others = {region: made for region, sums in elsewhere.items() if (made := pick(sums))}
    return {**{region: afresh(found, True) for region, found in published.items()}, **others} if others else {}


def _capacity_before(period: Period, sums: Mapping[Period, Sum]) -> Sum:
    before = [one for one in sums if _end(one) <= _end(period)]
    return afresh(sums[max(before, key=_end) if before else min(sums, key=_end)], False)


def _capacity_after(period: Period, sums: Mapping[Period, Sum]) -> Sum:
    after = [one for one in sums if _end(one) >= _end(period)]
    return afresh(sums[min(after, key=_end) if after else max(sums, key=_end)], False)


def _made_over(period: Period, sums: Mapping[Period, Sum]) -> Sum | None:
    last = sums[max(sums)]
    if any(found.family != last.family for found in sums.values()):
        return None
    value = amount_over({span_of(one): found.value for one, found in sums.items()}, span_of(period))
    if value is None:
        return None
    first, end = span_of(period)
    units = max(found.units for one, found in sums.items() if span_of(one)[0] < end and first < span_of(one)[1])
    return replace(afresh(last, False), units=units, value=value, largest=None)


def _end(period: Period) -> int:
    """The month in which a period is over, counted through the years."""
    return period.last_year * MONTHS + period.last_month


def _inferred(found: Sum, cells: SmallCells) -> Iterator[Finding]:
    """The first subtraction that leaves too little, or the parts that hold more than their whole."""
    within = sum(part.units for part in found.parts)
    others = sorted({one.line["period"] for one in (found, *found.parts) if not one.is_published})
    is_of_one_period = not others
    if within > found.units:
        if is_of_one_period:
            yield found.line.refuse(CODE, "units", "more", parts=str(within))
        return
    remainders = tuple(found.remainders())
    if not is_of_one_period:
        told = {"named"} if found.is_published else set()
        remainders = tuple(left for left in remainders if left.name not in told and _is_something(left))
    few = next((left for left in remainders if _is_few(left, cells)), None)
    if few:
        problem = few.name if is_of_one_period else "periods"
        facts = {"left": str(max(0, few.units)), "periods": ", ".join(others), **_stated(cells)}
        yield found.line.refuse(CODE, "units", problem, **facts)
        return
    is_alone_sound = Decimal(found.line["largest_share"]) <= cells.largest_share
    if is_alone_sound and any(left.units and left.is_dominated(cells.largest_share) for left in remainders):
        yield found.line.refuse(CODE, "largest_share", "rest", **_stated(cells))


def _is_something(left: Remainder) -> bool:
    """Whether what is left beside another period can be anybody's: where less than nothing is, others were summed."""
    return left.value is not None and left.value > 0


def _is_few(left: Remainder, cells: SmallCells) -> bool:
    """Whether so few are left; where the parts are the whole and nobody is named, nothing is hidden."""
    return left.units < cells.least_units and not (left.name == "children" and left.units == 0)


def _over_years(by_period: ByPeriod, cells: SmallCells) -> Iterator[Finding]:
    """Capacities of a region in different years, of which the smaller is a part of the larger but for a few."""
    by_region: dict[str, list[Sum]] = {}
    for period in sorted(by_period):
        for region, found in by_period[period].items():
            by_region.setdefault(region, []).append(found)
    for sums in by_region.values():
        for earlier, later in combinations(sums, 2):
            yield from _between(earlier, later, cells)


def _between(earlier: Sum, later: Sum, cells: SmallCells) -> Iterator[Finding]:
    """What the capacities of two years leave. Who was commissioned between them is in the larger one alone, so that the
    named ones among these are subtracted too; who is as many in both years may be the same, and nothing is left."""
    smaller, larger = sorted((earlier, later), key=lambda one: one.units)
    if not cells.least_units <= smaller.units < larger.units:
        return
    first, last = (Period.parse(one.line["period"]).end_month for one in (smaller, larger))
    new = [one for one in larger.singles if first < one.commissioned[: len(first)] <= last]
    whole = replace(afresh(larger, True), parts=[smaller], own=new)
    remainders = [left for left in whole.remainders() if _is_something(left)]
    few = next((left for left in remainders if _is_few(left, cells)), None)
    if few:
        facts = {"left": str(max(0, few.units)), "period": earlier.line["period"], **_stated(cells)}
        yield later.line.refuse(CODE, "units", "years", **facts)
    elif any(left.is_dominated(cells.largest_share) for left in remainders):
        yield later.line.refuse(CODE, "largest_share", "rest", **_stated(cells))
