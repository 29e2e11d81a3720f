"""What is published of single installations on some day, and so can be subtracted from sums: capacities, outputs, and
the energy that follows from an output and the energy per output beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.model.periods import Period
from disclosure.validation.books import LISTED, Books, Line
from disclosure.validation.sums import Single, Units, scale_of

CAPACITY, OUTPUT, ENERGY = "capacity", "output", "energy"
MONTHS = 12
Span = tuple[int, int]
"""The months in which something begins, and in which it is over."""

ENERGY_FAMILY = "energy"
"""The family of units of energy; that of energy per amount is named after both."""


@dataclass(frozen=True, slots=True)
class Made:
    """An installation of which outputs are published, with what is known of each quantity, period by period."""

    installed: Line
    families: Mapping[str, str]
    """Of the amounts, by quantity."""
    periods: list[Period] = field(default_factory=list)
    amounts: Mapping[str, dict[Span, Decimal]] = field(default_factory=lambda: {OUTPUT: {}, ENERGY: {}})
    """By quantity and span, in the base unit of the family."""


class Singles:
    """What is known of the installations of each product."""

    def __init__(self, books: Books, units: Units) -> None:
        """Take all rows; a retrofit tells of its installation's capacity too."""
        self._named = {entry["installation_code"] for entry in books.of("listing") if _is_ever_public(entry)}
        self._capacities: dict[str, list[Single]] = {}
        self._made: dict[str, dict[str, Made]] = {}
        retrofitted = {line["installation_code"] for line in books.of("retrofit") if line["capacity"]}
        for code, line in books.installations.items():
            if line["capacity"] or code in retrofitted:
                family, factor = _scale(line, books, units)
                capacity = line.number("capacity")
                amount = None if capacity is None else capacity * factor
                self._capacities.setdefault(line["product_code"], []).append(self._single(line, amount, family))
        for record in books.of("efficiency-record"):
            installed = books.installations.get(record["installation_code"])
            if installed and record["output"]:
                self._add(record, installed, books, units)

    def of(self, product: str, quantity: str, period: Period) -> Sequence[Single]:
        """What is known beside a sum of a quantity over a period."""
        if quantity == CAPACITY:
            return self._capacities.get(product, ())
        found = self._made.get(product, {}).values()
        return [single for made in found if (single := self._over(made, quantity, period))]

    def periods(self, product: str) -> Sequence[Period]:
        """The periods of which outputs are published, each once."""
        return list(dict.fromkeys(period for made in self._made.get(product, {}).values() for period in made.periods))

    def _over(self, made: Made, quantity: str, period: Period) -> Single | None:
        """What is known of an installation over a period: how much, where that follows from its published periods, or
        only that something is, as outputs of parts of a year tell of the year's."""
        amount = amount_over(made.amounts[quantity], span_of(period))
        if amount is None and not any(_tells(known, period) for known in made.periods):
            return None
        return self._single(made.installed, amount, made.families[quantity])

    def _add(self, record: Line, installed: Line, books: Books, units: Units) -> None:
        family, factor = _scale(installed, books, units)
        known = self._made.setdefault(installed["product_code"], {})
        made = known.setdefault(installed["code"], Made(installed, {OUTPUT: family, ENERGY: ENERGY_FAMILY}))
        period, output = Period.parse(record["period"]), Decimal(record["output"]) * factor
        made.periods.append(period)
        made.amounts[OUTPUT][span_of(period)] = output
        per_output, value = units.get(record["unit"]), record.number("value")
        if per_output is None or per_output.family != f"{ENERGY_FAMILY}_per_{family}":
            return
        if per_output.makes_tce is not None and value is not None:
            made.amounts[ENERGY][span_of(period)] = output * per_output.in_base(value) * per_output.makes_tce

    def _single(self, installed: Line, amount: Decimal | None, family: str) -> Single:
        is_named = installed["code"] in self._named
        return Single(installed["region_code"], is_named, amount, family, installed["commissioned"])


def _scale(installed: Line, books: Books, units: Units) -> tuple[str, Decimal]:
    """The family and factor of the unit in which an installation's capacity and output are."""
    product = books.products.get(installed["product_code"])
    return scale_of(product["capacity_unit"] if product else "", units)


def _is_ever_public(entry: Line) -> bool:
    """Whether there is a day on which an entry names its installation."""
    is_over = entry["withdrawn_on"] and entry["withdrawn_on"] <= entry["decided_on"]
    return entry["decision"] == LISTED and not is_over


def _tells(known: Period, period: Period) -> bool:
    """Whether what was made in one period is a part of what was made in another, or of the year that it ends in."""
    (begin, end), (first, last) = span_of(known), span_of(period)
    return (first <= begin and end <= last) or period.code == f"{known.last_year:04d}"


def span_of(period: Period) -> Span:
    """The months of a period, counted through the years.

    >>> span_of(Period.parse("2025-H2"))
    (24306, 24312)
    """
    return period.first_year * MONTHS + period.first_month - 1, period.last_year * MONTHS + period.last_month


def amount_over(known: Mapping[Span, Decimal], wanted: Span) -> Decimal | None:
    """What was made in a span, as it follows from other spans: two halves make a year, and a year without its first
    half is the second. None where nothing follows.

    >>> amount_over({(0, 12): Decimal(9), (0, 6): Decimal(4)}, (6, 12))
    Decimal('5')
    """
    if wanted in known:
        return known[wanted]
    reached = {wanted[0]: Decimal(0)}
    open_ends = [wanted[0]]
    while open_ends and wanted[1] not in reached:
        here = open_ends.pop()
        for there, amount in _steps(known, here):
            if there not in reached:
                reached[there] = reached[here] + amount
                open_ends.append(there)
    return reached.get(wanted[1])


def _steps(known: Mapping[Span, Decimal], month: int) -> Iterator[tuple[int, Decimal]]:
    """The months to which spans lead that begin or end in one, with what was made until then."""
    for (begin, end), amount in known.items():
        if begin == month:
            yield end, amount
        elif end == month:
            yield begin, -amount
