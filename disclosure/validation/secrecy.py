"""Sums from which a single installation could be inferred: by themselves, or by subtracting what else is published.

What is published of single installations comes and goes with their entries: on a day on which one is named it can be
subtracted, on another it is itself what is left. So a sum holds, beside all that are ever named, enough that never are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from disclosure.model.findings import Finding
from disclosure.model.list_rules import SmallCells
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.validation.books import LISTED, Books, Line
from disclosure.validation.levels import same_unit

CODE, CAPACITY, OUTPUT, ENERGY = "P402", "capacity", "output", "energy"
WHOLE = Decimal(100)
"""Percent."""
Regions = Mapping[str, str]
"""The parent of each region."""
Key = tuple[str, str, str]
"""Product, period and quantity of sums that may hold the same installations."""


@dataclass(frozen=True, slots=True)
class Single:
    """What is known of one installation of which sums are published."""

    region: str
    is_named: bool
    """Whether it is published on some day."""
    amount: Decimal | None
    """None where that is not known."""
    unit: str
    """Of the amount."""

    def in_unit(self, unit: str) -> "Single":
        """What is known of it beside a sum in a unit: no amount where its own is another."""
        return self if unit == self.unit else replace(self, amount=None)


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a sum by a subtraction that a reader can make."""

    name: str
    units: int
    value: Decimal
    shares: tuple[tuple[Decimal, Decimal], ...]
    """Amounts of installations, each with what is left on a day on which it is not named."""

    def is_dominated(self, limit: Decimal) -> bool:
        """Whether one installation makes more than `limit` percent of what is left."""
        return any(amount > 0 and amount * WHOLE > limit * rest for amount, rest in self.shares)


@dataclass(slots=True)
class Sum:
    """A published sum with what else is known of it."""

    line: Line
    parts: list["Sum"] = field(default_factory=list)
    """The published sums of regions within it, none of which lies within another."""
    singles: list[Single] = field(default_factory=list)
    own: list[Single] = field(default_factory=list)
    """Those that lie in none of its parts."""

    @property
    def units(self) -> int:
        """How many installations it holds."""
        return int(self.line["units"])

    @property
    def value(self) -> Decimal:
        """In its unit."""
        return Decimal(self.line["value"])

    @property
    def largest(self) -> Interval:
        """Between which amounts its largest installation lies, as the sum and the share are rounded."""
        value, share = (Interval.of_printed(Decimal(self.line[name])) for name in ("value", "largest_share"))
        low = max(value.low, Decimal(0)) * max(share.low, Decimal(0))
        return Interval(low / WHOLE, value.high * share.high / WHOLE)

    def remainders(self) -> Iterator[Remainder]:
        """What is left of it by each subtraction."""
        units = self.units - sum(part.units for part in self.parts)
        value = self.value - sum((part.value for part in self.parts), Decimal(0))
        is_within = any(self._may_share_its_largest(part) for part in self.parts)
        if self.parts:
            yield self._without("children", units, value, [], is_within)
        if any(single.is_named for single in self.singles):
            yield self._without("named", self.units, self.value, self.singles, False)
        if self.parts and any(single.is_named for single in self.own):
            yield self._without("both", units, value, self.own, is_within)

    def _may_share_its_largest(self, part: "Sum") -> bool:
        """Whether a part may hold the largest installation too, or is in another unit, so that nobody knows."""
        return part.line["unit"] != self.line["unit"] or part.largest.high >= self.largest.low

    def _without(self, name: str, units: int, value: Decimal, singles: Sequence[Single], is_within: bool) -> Remainder:
        """What is left without the named ones; `is_within` where a part that was subtracted may hold the largest."""
        named = [single.amount for single in singles if single.is_named]
        known = [amount for amount in named if amount is not None]
        rest = value - sum(known, Decimal(0))
        hidden = [single.amount for single in singles if not single.is_named and single.amount is not None]
        if not is_within and max(known, default=Decimal(-1)) < self.largest.low:
            hidden.append(self.value * Decimal(self.line["largest_share"]) / WHOLE)
        shares = (*((amount, rest) for amount in hidden), *((amount, rest + amount) for amount in known))
        return Remainder(name, units - len(named), value, shares)


def check_secrecy(books: Books, cells: SmallCells | None) -> Iterator[Finding]:
    """All checks of sums over installations that are not named one by one."""
    groups: dict[Key, dict[str, Sum]] = {}
    for line in books.of("aggregate"):
        if cells is None:
            yield line.refuse(CODE, "units", "no_rules")
            continue
        yield from _alone(line, cells)
        yield from _unit(line, books)
        group = groups.setdefault((line["product_code"], line["period"], line["quantity"]), {})
        group[line["region_code"]] = Sum(line)
    if cells is not None and groups:
        yield from _by_subtraction(groups, books, cells)


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


def _by_subtraction(groups: Mapping[Key, dict[str, Sum]], books: Books, cells: SmallCells) -> Iterator[Finding]:
    parents = {line["code"]: line["parent"] for line in books.of("region")}
    singles = _singles(books)
    for key, sums in groups.items():
        product, period, quantity = key
        _add_parts(sums, parents)
        _add_singles(sums, singles.get((product, "" if quantity == CAPACITY else period, quantity), ()), parents)
        for found in sums.values():
            yield from _inferred(found, cells)


def _inferred(found: Sum, cells: SmallCells) -> Iterator[Finding]:
    """The first subtraction that leaves too little, or the parts that hold more than their whole."""
    within = sum(part.units for part in found.parts)
    if within > found.units:
        yield found.line.refuse(CODE, "units", "more", parts=str(within))
        return
    remainders = tuple(found.remainders())
    few = next((left for left in remainders if _is_few(left, cells)), None)
    if few:
        yield found.line.refuse(CODE, "units", few.name, left=str(max(0, few.units)), **_stated(cells))
        return
    is_alone_sound = Decimal(found.line["largest_share"]) <= cells.largest_share
    if is_alone_sound and any(left.units and left.is_dominated(cells.largest_share) for left in remainders):
        yield found.line.refuse(CODE, "largest_share", "rest", **_stated(cells))


def _is_few(left: Remainder, cells: SmallCells) -> bool:
    """Whether so few are left; where the parts are the whole and nobody is named, nothing is hidden."""
    return left.units < cells.least_units and not (left.name == "children" and left.units == 0)


def _singles(books: Books) -> Mapping[Key, Sequence[Single]]:
    """What is known of single installations: capacities, without a period, and outputs.

    A retrofit tells of its installation's capacity too.
    """
    named = {entry["installation_code"] for entry in books.of("listing") if _is_ever_public(entry)}
    retrofitted = {line["installation_code"] for line in books.of("retrofit") if line["capacity"]}
    found: dict[Key, dict[str, Single]] = {}
    for code, line in books.installations.items():
        if line["capacity"] or code in retrofitted:
            single = _single(line, line.number("capacity"), named, books)
            found.setdefault((line["product_code"], "", CAPACITY), {})[code] = single
    for record in books.of("efficiency-record"):
        installed = books.installations.get(record["installation_code"])
        if installed and record["output"]:
            _add_output(found, record["period"], _single(installed, record.number("output"), named, books), installed)
    return {key: tuple(singles.values()) for key, singles in found.items()}


def _single(installed: Line, amount: Decimal | None, named: Collection[str], books: Books) -> Single:
    """An installation with an amount in its product's unit of capacity."""
    product = books.products.get(installed["product_code"])
    unit = product["capacity_unit"] if product else ""
    return Single(installed["region_code"], installed["code"] in named, amount, unit)


def _add_output(found: dict[Key, dict[str, Single]], period: str, made: Single, installed: Line) -> None:
    """An output is a part of the output of its period, and, as energy per output is published beside it, tells of the
    energy; so do outputs of parts of a year of that of the year, though not how much the year's are."""
    product, code = installed["product_code"], installed["code"]
    unknown = replace(made, amount=None)
    for known in (period, f"{Period.parse(period).last_year:04d}"):
        found.setdefault((product, known, OUTPUT), {}).setdefault(code, unknown)
        found.setdefault((product, known, ENERGY), {})[code] = unknown
    found[product, period, OUTPUT][code] = made


def _is_ever_public(entry: Line) -> bool:
    """Whether there is a day on which an entry names its installation."""
    is_over = entry["withdrawn_on"] and entry["withdrawn_on"] <= entry["decided_on"]
    return entry["decision"] == LISTED and not is_over


def _add_parts(sums: Mapping[str, Sum], parents: Regions) -> None:
    """Each sum counts as a part of the nearest published one around it."""
    for region, found in sums.items():
        around = next((above for above in _upwards(parents.get(region, ""), parents) if above in sums), "")
        if around:
            sums[around].parts.append(found)


def _add_singles(sums: Mapping[str, Sum], singles: Sequence[Single], parents: Regions) -> None:
    around: dict[str, tuple[str, ...]] = {}
    for single in singles:
        published = around.get(single.region)
        if published is None:
            found = (above for above in _upwards(single.region, parents) if above in sums)
            around[single.region] = published = tuple(found)
        for above in published:
            sums[above].singles.append(single.in_unit(sums[above].line["unit"]))
        if published:
            sums[published[0]].own.append(sums[published[0]].singles[-1])


def _upwards(region: str, parents: Regions) -> Iterator[str]:
    """A region and those around it, each once, also where the register goes in a circle."""
    seen: set[str] = set()
    while region and region not in seen:
        seen.add(region)
        yield region
        region = parents.get(region, "")
