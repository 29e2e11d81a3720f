"""What the records of levels, installations and retrofits say, counted and recomputed for the sentences of each page,
without the pages' own code and without the tiers and sums that the build derives."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal

from disclosure.model.efficiency import (
    EfficiencyLevel,
    EfficiencyRecord,
    Installation,
    LimitGrade,
    Listing,
    Product,
    Retrofit,
)
from disclosure.model.lists import Lists
from disclosure.model.release import Release
from disclosure.model.text import Text

SIDES = ("benchmark", "baseline")
TIERS = ("advanced", "between", "lagging")
CORRECTED = "corrected"
WIDE = frozenset({"lists", "list"})
"""Pages about every installation and level."""
OF_UNITS = frozenset({"unit", "enterprise", "product", "region"})
"""Pages about some installations."""


@dataclass(frozen=True)
class Held:
    """A record of an installation, and the level it is held to."""

    unit: Installation
    product: Product
    record: EfficiencyRecord
    level: EfficiencyLevel | None
    accepted: Decimal | None = None
    """What was measured when the entry for the record's period was corrected."""

    @property
    def value(self) -> Decimal | None:
        """The figure that counts."""
        return self.record.value if self.accepted is None else self.accepted

    def level_of(self, side: str) -> Decimal | None:
        """The benchmark or the baseline level as it may be judged by."""
        if self.level is None or getattr(self.level, f"{side}_status"):
            return None
        value: Decimal | None = getattr(self.level, f"{side}_level")
        return value

    def above(self, side: str) -> Decimal | None:
        """The figure minus a level; None where one of them is missing or doubtful."""
        level = self.level_of(side)
        if level is None or self.value is None or self.record.value_status:
            return None
        return self.value - level

    def worse(self, side: str) -> Decimal | None:
        """How much worse than a level: above it where less is better, below it where more is."""
        above = self.above(side)
        return -above if above is not None and self.product.direction == "higher_is_better" else above

    @property
    def tier(self) -> str:
        """The key of the words for how it stands."""
        if self.record.value_status in {"not_reported", "exempt"}:
            return str(self.record.value_status)
        benchmark, baseline = self.worse("benchmark"), self.worse("baseline")
        if baseline is not None and baseline > 0:
            return "lagging"
        if benchmark is not None and benchmark <= 0:
            return "advanced"
        return "unknown" if baseline is None else "between" if benchmark is not None else "between_alone"

    @property
    def shown_tier(self) -> str:
        """The tier that it is counted under."""
        return self.tier.removesuffix("_alone")


def inside_of(release: Release, code: str) -> frozenset[str]:
    """A region and all whose parents lead to it."""
    found = {code}
    while more := {one for one, region in release.regions.items() if region.parent in found} - found:
        found |= more
    return frozenset(found)


def units_of(release: Release, kind: str, code: str) -> Sequence[Installation]:
    """The installations that a page is about."""
    inside = inside_of(release, code)
    ask: Mapping[str, Callable[[Installation], bool]] = {
        "unit": lambda unit: unit.code == code,
        "enterprise": lambda unit: unit.enterprise == code,
        "product": lambda unit: unit.product == code,
        "region": lambda unit: unit.region in inside,
    }
    return [unit for unit in release.lists.installations.values() if kind not in ask or ask[kind](unit)]


def records_of(lists: Lists, unit: Installation) -> Sequence[Held]:
    """The records of an installation, the earliest first."""
    product = lists.products[unit.product]
    records = [judged.record for judged in lists.efficiency.get(unit.code, ())]
    ordered = sorted(records, key=lambda one: (one.period.last_year, one.period.last_month))
    return [Held(unit, product, one, lists.levels.get((unit.product, one.edition))) for one in ordered]


def newest(lists: Lists, unit: Installation) -> Held | None:
    found = records_of(lists, unit)
    return found[-1] if found else None


def current(release: Release, unit: Installation) -> Held | None:
    """The newest record; where its entry was corrected with what the last retrofit before that day measured."""
    held = newest(release.lists, unit)
    for listing in listings_of(release.lists, unit) if held else ():
        day = listing.corrected_on
        if held is not None and day is not None and is_past(day, release) and listing.period == held.record.period:
            retrofits = release.lists.retrofits.get(unit.code, ())
            done = [
                (one.completed_on, one.value_after) for one in retrofits if one.completed_on and one.completed_on <= day
            ]
            held = replace(held, accepted=max(done)[1])
    return held


def listings_of(lists: Lists, unit: Installation) -> Sequence[Listing]:
    return [placing.listing for placing in lists.placings if placing.listing.installation == unit.code]


def rests_on(lists: Lists, listing: Listing) -> Held | None:
    """The record that an entry rests on."""
    found = records_of(lists, lists.installations[listing.installation])
    return next((one for one in found if one.record.period == listing.period), None)


def standing(release: Release, units: Iterable[Installation]) -> Iterator[Held]:
    """What a page may say of installations: how they count today, their newest records, and those that their entries
    rest on."""
    lists = release.lists
    for unit in units:
        found = [
            current(release, unit),
            newest(lists, unit),
            *(rests_on(lists, listing) for listing in listings_of(lists, unit)),
        ]
        yield from (one for one in found if one is not None)


def is_past(day: date | None, release: Release) -> bool:
    return day is not None and day.isoformat() <= release.as_of


def entries(release: Release, name: str, units: Iterable[Installation]) -> Sequence[Listing]:
    """The entries of a list: those that were corrected stand under that heading alone."""
    known = {unit.code for unit in units}
    found = [one.listing for one in release.lists.placings if one.listing.installation in known]
    if name == CORRECTED:
        return [one for one in found if is_past(one.corrected_on, release)]
    return [one for one in found if one.list == name and not is_past(one.corrected_on, release)]


def window_end(release: Release, listing: Listing) -> date:
    """The last day to object: the first day of the notice does not count."""
    days = release.rules.lists.procedures[listing.procedure].window_days
    return listing.notice_date + timedelta(days=days)


def drawn(release: Release, code: str = "") -> Sequence[EfficiencyLevel | LimitGrade]:
    """The levels and grades of all documents or of one."""
    found: tuple[EfficiencyLevel | LimitGrade, ...] = (*release.lists.levels.values(), *release.lists.grades)
    return [one for one in found if not code or one.provenance.document == code]


def records(release: Release, kind: str, code: str) -> Iterator[object]:
    """Every record about levels and installations that a page is about."""
    lists = release.lists
    if kind == "document":
        yield from drawn(release, code)
    if kind in WIDE or kind == "product":
        product = lists.products.get(code)
        yield from (one for one in lists.levels.values() if product is None or one.product == code)
        yield from (one for one in lists.grades if product is None or one.standard == product.standard)
    if kind in WIDE:
        yield from (*release.rules.lists.procedures.values(), release.rules.lists.duty, *lists.tombstones, *lists.open)
    for unit in units_of(release, kind, code) if kind in WIDE | OF_UNITS else ():
        yield from (unit, *listings_of(lists, unit))
        for held in records_of(lists, unit):
            yield from (held.record, *filter(None, [held.level]))
        for retrofit in lists.retrofits.get(unit.code, ()):
            yield from (retrofit, *lists.steps.get(retrofit.code, ()))


def taken_from(release: Release, code: str) -> Sequence[object]:
    """Every public record of installations, and every sum over them, that a document prints, alone or as well."""
    found = [one for one in records(release, "lists", "") if hasattr(one, "provenance")]
    drawn_ones = {id(one) for one in drawn(release)}
    found = [
        *(one for one in found if id(one) not in drawn_ones),
        *release.lists.enterprises.values(),
        *release.lists.aggregates,
    ]
    known = {id(one): one for one in found}.values()
    return [one for one in known if code in (one.provenance.document, *one.provenance.also)]


def amounts(record: object) -> Iterator[tuple[Decimal, str]]:
    """The numbers of a record with their unit."""
    if isinstance(record, LimitGrade):
        yield from ((value, record.unit) for value in record.grades if value is not None)
    for name in ("benchmark_level", "baseline_level", "value", "value_after", "capacity"):
        value = getattr(record, name, None)
        if isinstance(value, Decimal):
            yield value, getattr(record, "unit", "") if name != "capacity" else ""


def words(record: object) -> Iterator[str]:
    """What a record says word for word, line by line."""
    for one in fields(record):  # type: ignore[arg-type]  # all of them are dataclasses
        value = getattr(record, one.name)
        sides = (value.zh, value.en) if isinstance(value, Text) else (value,)
        yield from (line for side in sides if isinstance(side, str) for line in (side, *side.splitlines()))
    provenance = getattr(record, "provenance", None)
    if provenance is not None:
        yield from (provenance.anchor, provenance.quote)


def days(release: Release, record: object) -> Iterator[str]:
    """The days of a record, and the period or time that it names."""
    values = [getattr(record, one.name) for one in fields(record)]  # type: ignore[arg-type]
    yield from (value.isoformat() for value in values if isinstance(value, date))
    yield from filter(None, [getattr(record, "commissioned", ""), getattr(getattr(record, "period", None), "code", "")])
    if isinstance(record, Listing):
        yield window_end(release, record).isoformat()


@dataclass(frozen=True)
class Progress:
    """The retrofits of a product to the benchmark level, summed anew."""

    capacity: Decimal | None
    counted: Sequence[Retrofit]
    others: int
    release: Release

    def total(self, ask: Callable[[Retrofit], bool] = lambda one: True) -> Decimal:
        return sum((one.capacity or Decimal(0) for one in self.counted if ask(one)), Decimal(0))

    def share(self, part: Decimal) -> Decimal | None:
        return part / self.capacity * 100 if self.capacity else None

    def ordered(self, year: int = 0) -> Decimal:
        return self.total(lambda one: not year or one.decided_on.year == year)

    def done(self, first: int = 0, last: int = 9999) -> Decimal:
        """What was finished in a run of years."""
        return self.total(
            lambda one: (
                one.completed_on is not None
                and is_past(one.completed_on, self.release)
                and first <= one.completed_on.year <= last
            )
        )


def published_capacity(release: Release, product: Product) -> Sequence[tuple[Decimal, object, int]]:
    """The sums published of a product's capacity in the region that lies in no other, the newest first."""
    root = next((code for code, region in release.regions.items() if not region.parent), "")
    found = [one for one in release.lists.aggregates if (one.region, one.product) == (root, product.code)]
    sums = [one for one in found if one.quantity == "capacity" and one.unit == product.capacity_unit]
    sums.sort(key=lambda one: (one.period.last_year, one.period.last_month), reverse=True)
    return [(one.value, one.period, one.units) for one in sums]


def named_capacity(release: Release, product: Product) -> tuple[Decimal | None, int]:
    """The capacity of the named installations, if all are known, and how many there are."""
    units = units_of(release, "product", product.code)
    known = [unit.capacity for unit in units if unit.capacity is not None]
    return (sum(known, Decimal(0)) if units and len(known) == len(units) else None), len(units)


def progress(release: Release, product: Product) -> Progress | None:
    """How far a product is retrofitted; None where nothing is."""
    units = units_of(release, "product", product.code)
    found = [one for unit in units for one in release.lists.retrofits.get(unit.code, ())]
    ordered = [one for one in found if is_past(one.decided_on, release)]
    counted = [one for one in ordered if one.goal == "benchmark" and one.capacity is not None]
    published = published_capacity(release, product)
    capacity = published[0][0] if published else named_capacity(release, product)[0]
    return Progress(capacity, counted, len(ordered) - len(counted), release) if found else None
