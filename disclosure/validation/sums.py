"""Published sums over installations, and what a reader can subtract from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from disclosure.model.quantities import Interval
from disclosure.model.rules import Unit
from disclosure.validation.books import Line

WHOLE = Decimal(100)
"""Percent."""
A_YEAR = "_per_year"
"""What the family of a unit of capacity adds to that of the unit of what is made in a year."""
Regions = Mapping[str, str]
"""The parent of each region."""
Units = Mapping[str, Unit]


@dataclass(frozen=True, slots=True)
class Single:
    """What is known of one installation of which sums are published."""

    region: str
    is_named: bool
    """Whether it is published on some day."""
    amount: Decimal | None
    """In the base unit of the family; None where that is not known."""
    family: str
    """Of the units of the amount."""
    commissioned: str = ""
    """Year, month or day; may be empty."""

    def beside(self, family: str) -> "Single":
        """What is known of it beside a sum in units of a family: no amount where its own is of another."""
        return self if family == self.family else replace(self, amount=None)


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a sum by a subtraction that a reader can make."""

    name: str
    units: int
    value: Decimal | None
    """In the base unit; None where a part in another kind of unit was subtracted."""
    shares: tuple[tuple[Decimal, Decimal], ...] = ()
    """Amounts of installations, each with what is left on a day on which it is not named."""

    def is_dominated(self, limit: Decimal) -> bool:
        """Whether one installation makes more than `limit` percent of what is left."""
        return any(amount > 0 and amount * WHOLE > limit * rest for amount, rest in self.shares)


@dataclass(slots=True)
class Sum:
    """A published sum, or one that follows from published ones, with what else is known of it."""

    line: Line
    """Where it is published, or the last of those that it follows from."""
    units: int
    """How many installations it holds."""
    value: Decimal
    """In the base unit of the family."""
    family: str
    largest: Interval | None
    """Between which amounts its largest installation lies; None where that is not known."""
    is_published: bool = True
    """Whether it stands so in a row for the period at hand."""
    parts: list["Sum"] = field(default_factory=list)
    """The published sums within it, none of which lies within another."""
    singles: list[Single] = field(default_factory=list)
    own: list[Single] = field(default_factory=list)
    """Those that lie in none of its parts."""

    def remainders(self) -> Iterator[Remainder]:
        """What is left of it by each subtraction: of its parts, of what is named, and of both."""
        units = self.units - sum(part.units for part in self.parts)
        is_alike = all(part.family == self.family for part in self.parts)
        value = self.value - sum((part.value for part in self.parts), Decimal(0)) if is_alike else None
        is_within = any(self._may_share_its_largest(part) for part in self.parts)
        if self.parts:
            yield self._without("children", units, value, [], is_within)
        if any(single.is_named for single in self.singles):
            yield self._without("named", self.units, self.value, self.singles, False)
        if self.parts and any(single.is_named for single in self.own):
            yield self._without("both", units, value, self.own, is_within)

    def _may_share_its_largest(self, part: "Sum") -> bool:
        """Whether a part may hold the largest installation too, or nobody knows."""
        if part.family != self.family or part.largest is None or self.largest is None:
            return True
        return part.largest.high >= self.largest.low

    def _without(
        self, name: str, units: int, value: Decimal | None, singles: Sequence[Single], is_within: bool
    ) -> Remainder:
        """What is left without the named ones; `is_within` where a part that was subtracted may hold the largest."""
        named = [single.amount for single in singles if single.is_named]
        if value is None:
            return Remainder(name, units - len(named), None)
        known = [amount for amount in named if amount is not None]
        rest = value - sum(known, Decimal(0))
        hidden = [single.amount for single in singles if not single.is_named and single.amount is not None]
        if self.largest and not is_within and max(known, default=Decimal(-1)) < self.largest.low:
            hidden.append(self.value * Decimal(self.line["largest_share"]) / WHOLE)
        shares = (*((amount, rest) for amount in hidden), *((amount, rest + amount) for amount in known))
        return Remainder(name, units - len(named), rest, shares)


def scale_of(unit: str, units: Units) -> tuple[str, Decimal]:
    """The family of a unit, with that of capacities as that of what they make, and its factor; an unknown one is a
    family by itself."""
    found = units.get(unit)
    return (found.family.removesuffix(A_YEAR), found.factor) if found else (unit, Decimal(1))


def sum_of(line: Line, units: Units) -> Sum:
    """A sum as a row publishes it."""
    family, factor = scale_of(line["unit"], units)
    value, share = (Interval.of_printed(Decimal(line[name])) for name in ("value", "largest_share"))
    low = max(value.low, Decimal(0)) * max(share.low, Decimal(0))
    largest = Interval(low * factor / WHOLE, value.high * share.high * factor / WHOLE)
    return Sum(line, int(line["units"]), Decimal(line["value"]) * factor, family, largest)


def afresh(found: Sum, is_published: bool) -> Sum:
    """A sum of which nothing else is known yet."""
    return replace(found, is_published=is_published, parts=[], singles=[], own=[])


def add_parts(sums: Mapping[str, Sum], parents: Regions) -> None:
    """Each sum counts as a part of the nearest published one around it."""
    for region, found in sums.items():
        around = next((above for above in upwards(parents.get(region, ""), parents) if above in sums), "")
        if around:
            sums[around].parts.append(found)


def add_singles(sums: Mapping[str, Sum], singles: Sequence[Single], parents: Regions) -> None:
    """Each installation counts beside the sums of all regions around it."""
    around: dict[str, tuple[str, ...]] = {}
    for single in singles:
        published = around.get(single.region)
        if published is None:
            found = (above for above in upwards(single.region, parents) if above in sums)
            around[single.region] = published = tuple(found)
        for above in published:
            sums[above].singles.append(single.beside(sums[above].family))
        if published:
            sums[published[0]].own.append(sums[published[0]].singles[-1])


def upwards(region: str, parents: Regions) -> Iterator[str]:
    """A region and those around it, each once, also where the register goes in a circle."""
    seen: set[str] = set()
    while region and region not in seen:
        seen.add(region)
        yield region
        region = parents.get(region, "")
