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


Series = Mapping[tuple[str, ...], list[Point]]


def check_plausibility(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Jumps of a power of ten against the series' own history, and printed growth that its levels contradict."""
    levels, changes = _series(sheets, "level"), _series(sheets, "yearly_change")
    for points in levels.values():
        yield from _slips(points)
    for key, points in changes.items():
        yield from _growth(points, levels.get(key, []))


def _series(sheets: Sequence[Sheet], measure: str) -> Series:
    found: dict[tuple[str, ...], list[Point]] = {}
    for sheet in (sheet for sheet in sheets if sheet.table.kind == "observation"):
        for number, cells in sheet.rows():
            if cells["measure"] == measure and cells["value"]:
                key = (cells["region_code"], cells["sector_code"], cells["indicator_code"])
                period = Period.parse(cells["period"])
                point = Point(
                    sheet,
                    number,
                    period,
                    Decimal(cells["value"]),
                    bool(cells["anomaly"]),
                    cells["processing"] in DIGITS_KEPT,
                )
                found.setdefault(key, []).append(point)
    return found


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
