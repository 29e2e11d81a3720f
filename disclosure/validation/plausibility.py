"""Numbers that are possible but unlikely: a slipped unit, a rate that does not follow from its own levels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from disclosure.model.findings import Finding, Severity
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.validation.rows import Sheet

SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(10000))
SERIES_KEY = ("region_code", "sector_code", "indicator_code")
DIGITS_KEPT = frozenset({"none", "sign_reversed"})
SLIP_TOLERANCE = (Decimal("0.7"), Decimal("1.4"))
"""How close a ratio must come to a power of ten to look like a slipped unit."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a series with the row that holds it."""

    sheet: Sheet
    row: int
    period: Period
    value: Decimal
    is_flagged: bool
    is_as_printed: bool
    """Whether the stored digits are the printed ones, so that they tell how far rounding reaches."""


Places = list[tuple[Sheet, list[int]]]
"""The rows that hold a series, sheet by sheet."""
Series = Mapping[tuple[str, ...], Places]


def check_plausibility(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Jumps of a power of ten against the series' own history, and printed growth that its levels contradict."""
    levels, changes = _series(sheets, "level"), _series(sheets, "yearly_change")
    for places in levels.values():
        if _may_hold_a_slip(places):
            yield from _slips(_points(places))
    for key, places in changes.items():
        if key in levels:
            yield from _growth(_points(places), _points(levels[key]))


def _series(sheets: Sequence[Sheet], measure: str) -> Series:
    found: dict[tuple[str, ...], Places] = {}
    for sheet in (sheet for sheet in sheets if sheet.table.kind == "observation"):
        rows: dict[tuple[str, ...], list[int]] = {}
        for number, texts in sheet.picked(*SERIES_KEY, "measure", "value"):
            if texts[-2] == measure and texts[-1]:
                rows.setdefault(texts[:-2], []).append(number)
        for series, numbers in rows.items():
            found.setdefault(series, []).append((sheet, numbers))
    return found


def _points(places: Places) -> list[Point]:
    return [_point(sheet, number) for sheet, numbers in places for number in numbers]


def _point(sheet: Sheet, number: int) -> Point:
    cells = sheet.cells(number)
    return Point(
        sheet,
        number,
        Period.parse(cells["period"]),
        Decimal(cells["value"]),
        bool(cells["anomaly"]),
        cells["processing"] in DIGITS_KEPT,
    )


def _may_hold_a_slip(places: Places) -> bool:
    """Whether a series spreads far enough for one of its values to look like another unit's; most do not."""
    values = [
        Decimal(sheet.table.rows[number - 2][place])
        for sheet, numbers in places
        for place in [sheet.names.index("value")]
        for number in numbers
    ]
    low, high = min(values), max(values)
    return low <= 0 or high > low * SLIPS[0] * SLIP_TOLERANCE[0]


def _slips(points: Sequence[Point]) -> Iterator[Finding]:
    if len(points) < 3:
        return
    for point in points:
        others = median(other.value for other in points if other is not point)
        if point.value <= 0 or others <= 0 or point.is_flagged:
            continue
        ratio = max(point.value / others, others / point.value)
        for slip in SLIPS:
            if SLIP_TOLERANCE[0] < ratio / slip < SLIP_TOLERANCE[1]:
                facts = {"typical": str(others), "factor": str(slip)}
                yield point.sheet.finding("D308", Severity.ERROR, point.row, "value", facts)


def _growth(changes: Sequence[Point], levels: Sequence[Point]) -> Iterator[Finding]:
    by_year = {point.period.last_year: point for point in levels if point.period.is_year}
    for change in changes:
        now, before = by_year.get(change.period.last_year), by_year.get(change.period.last_year - 1)
        if now is None or before is None or not _is_comparable(change, now, before):
            continue
        computed = (now.value / before.value - 1) * 100
        if not _agrees(change.value, now.value, before.value) and not change.is_flagged:
            facts = {"computed": f"{computed:.2f}", "now": str(now.value), "before": str(before.value)}
            yield change.sheet.finding("D304", Severity.WARNING, change.row, "value", facts)


def _is_comparable(change: Point, now: Point, before: Point) -> bool:
    return change.period.is_year and before.value > 0 and now.is_as_printed and before.is_as_printed


def _agrees(change: Decimal, now: Decimal, before: Decimal) -> bool:
    """Whether a printed rate lies within what the rounded levels allow."""
    printed, top, bottom = (Interval.of_printed(value) for value in (change, now, before))
    if bottom.low <= 0:
        return True
    low, high = (top.low / bottom.high - 1) * 100, (top.high / bottom.low - 1) * 100
    return printed.low <= high and low <= printed.high
