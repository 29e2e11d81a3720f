"""Numbers that are possible but unlikely: a slipped unit, a rate that does not follow from its own levels.

Only figures whose units are of one family are held against each other, in the family's base unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from disclosure.model.findings import Finding, Severity
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.rules import Rules, SlipLimits, Unit
from disclosure.validation.rows import Sheet, find_period

SERIES_KEY = ("region_code", "sector_code", "indicator_code")
DIGITS_KEPT = frozenset({"none", "sign_reversed"})


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a series with the row that holds it."""

    sheet: Sheet
    row: int
    period: Period
    value: Decimal
    unit: Unit
    is_flagged: bool
    is_as_printed: bool
    """Whether the stored digits are the printed ones, so that they tell how far rounding reaches."""

    @property
    def amount(self) -> Decimal:
        """The value in the base unit of its family."""
        return self.unit.in_base(self.value)

    @property
    def interval(self) -> Interval:
        """How far rounding reaches, in the base unit of its family."""
        printed = Interval.of_printed(self.value)
        return Interval(self.unit.in_base(printed.low), self.unit.in_base(printed.high))

    def shown_in(self, unit: Unit) -> str:
        """The value as it stands, or converted where it stands in another unit."""
        return str(self.value) if unit == self.unit else _shown(self.amount, unit)


Places = list[tuple[Sheet, Unit, list[int]]]
"""The rows that hold a series, sheet by sheet and unit by unit."""
Series = Mapping[tuple[str, ...], Places]


def check_plausibility(sheets: Sequence[Sheet], rules: Rules) -> Iterator[Finding]:
    """Jumps of a power of ten against the series' own history, and printed growth that its levels contradict."""
    levels, changes = _series(sheets, "level", rules), _series(sheets, "yearly_change", rules)
    for places in levels.values():
        if _may_hold_a_slip(places, rules.limits.slip):
            yield from _slips(_points(places), rules.limits.slip)
    by_indicator: dict[tuple[str, ...], list[Places]] = {}
    for key, places in levels.items():
        by_indicator.setdefault(key[:-1], []).append(places)
    for key, places in changes.items():
        for held_against in by_indicator.get(key[:-1], ()):
            yield from _growth(_points(places), _points(held_against))


def _series(sheets: Sequence[Sheet], measure: str, rules: Rules) -> Series:
    """The numbers of a measure by region, sector, indicator and family of units."""
    found: dict[tuple[str, ...], Places] = {}
    for sheet in (sheet for sheet in sheets if sheet.table.kind == "observation"):
        rows: dict[tuple[str, ...], list[int]] = {}
        for number, texts in sheet.picked(*SERIES_KEY, "unit", "measure", "value"):
            if texts[-2] == measure and texts[-1]:
                rows.setdefault(texts[:-2], []).append(number)
        for (*series, code), numbers in rows.items():
            if unit := rules.units.get(code):
                found.setdefault((*series, unit.family), []).append((sheet, unit, numbers))
    return found


def _points(places: Places) -> list[Point]:
    points = (_find_point(sheet, number, unit) for sheet, unit, numbers in places for number in numbers)
    return [point for point in points if point is not None]


def _find_point(sheet: Sheet, number: int, unit: Unit) -> Point | None:
    """The number of a row, or None where its period is none."""
    cells = sheet.cells(number)
    period = find_period(cells["period"])
    if period is None:
        return None
    is_as_printed = cells["processing"] in DIGITS_KEPT
    return Point(sheet, number, period, Decimal(cells["value"]), unit, bool(cells["anomaly"]), is_as_printed)


def _may_hold_a_slip(places: Places, limits: SlipLimits) -> bool:
    """Whether a series spreads far enough for one of its values to look like another unit's; most do not."""
    lows, highs = [], []
    for sheet, unit, numbers in places:
        place = sheet.names.index("value")
        values = [Decimal(sheet.table.rows[number - 2][place]) for number in numbers]
        lows.append(unit.in_base(min(values)))
        highs.append(unit.in_base(max(values)))
    low, high = min(lows), max(highs)
    return low <= 0 or high > low * limits.factors[0] * limits.least


def _slips(points: Sequence[Point], limits: SlipLimits) -> Iterator[Finding]:
    if len(points) < limits.least_figures:
        return
    amounts = [point.amount for point in points]
    for place, (point, amount) in enumerate(zip(points, amounts, strict=True)):
        others = median(amounts[:place] + amounts[place + 1 :])
        if amount <= 0 or others <= 0 or point.is_flagged:
            continue
        ratio = max(amount / others, others / amount)
        for slip in limits.factors:
            if limits.least < ratio / slip < limits.most:
                facts = {"typical": _shown(others, point.unit), "factor": str(slip)}
                yield point.sheet.finding("D308", Severity.ERROR, point.row, "value", facts)


def _shown(amount: Decimal, unit: Unit) -> str:
    return f"{unit.from_base(amount).normalize():f}"


def _growth(changes: Sequence[Point], levels: Sequence[Point]) -> Iterator[Finding]:
    by_year = {point.period.last_year: point for point in levels if point.period.is_year}
    for change in changes:
        now, before = by_year.get(change.period.last_year), by_year.get(change.period.last_year - 1)
        if now is None or before is None or not _is_comparable(change, now, before):
            continue
        computed = (now.amount / before.amount - 1) * 100
        if not _agrees(change.value, now, before):
            facts = {"computed": f"{computed:.2f}", "now": str(now.value), "before": before.shown_in(now.unit)}
            facts["anomaly"] = change.sheet.cells(change.row)["anomaly"]
            yield change.sheet.finding("D304", Severity.WARNING, change.row, "value", facts)


def _is_comparable(change: Point, now: Point, before: Point) -> bool:
    return change.period.is_year and before.value > 0 and now.is_as_printed and before.is_as_printed


def _agrees(change: Decimal, now: Point, before: Point) -> bool:
    """Whether a printed rate lies within what the rounded levels allow."""
    printed, top, bottom = Interval.of_printed(change), now.interval, before.interval
    if bottom.low <= 0:
        return True
    low, high = (top.low / bottom.high - 1) * 100, (top.high / bottom.low - 1) * 100
    return printed.low <= high and low <= printed.high
