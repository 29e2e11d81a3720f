"""Printed changes beside what follows from the levels at both ends: shown side by side, never repaired."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from disclosure.measures.inputs import interval_of
from disclosure.measures.results import HUNDRED
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval, decimal_places
from disclosure.model.records import Measure, Number, Observation, Processing, Target

AMOUNTS = frozenset({Measure.INCREMENT, Measure.YEARLY_INCREMENT})
YEARLY = frozenset({Measure.YEARLY_CHANGE, Measure.YEARLY_INCREMENT})
AS_PRINTED = frozenset({Processing.NONE, Processing.SIGN_REVERSED})
"""Processing that keeps the printed digits."""
Key = tuple[str, ...]


class Outcome(StrEnum):
    """How a printed change and its recomputation stand to each other."""

    SAME = "same"
    """Rounded to as many decimals as are printed, the recomputation is the printed number."""
    ROUNDING = "rounding"
    """They differ, but no more than rounding at both ends allows."""
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Recomputation:
    """A printed change with the levels that it lies between."""

    record: Number
    base: Observation
    end: Number
    computed: Decimal
    """In the record's own unit and sign, not rounded."""
    outcome: Outcome


def change_between(measure: Measure, base: Decimal, end: Decimal, years: int = 1) -> Decimal | None:
    """The change from `base` to `end` as a measure says it: an amount, a percentage, or a percentage per year over
    `years`, compounded: (end / base) ** (1 / years) - 1; None where a percentage has no base above zero.

    >>> change_between(Measure.CUMULATIVE_CHANGE, Decimal(1761), Decimal(1710)).quantize(Decimal("0.001"))
    Decimal('-2.896')
    >>> change_between(Measure.INCREMENT, Decimal("137.02"), Decimal(110))
    Decimal('-27.02')
    """
    if measure in AMOUNTS:
        return end - base
    if base <= 0 or end <= 0:
        return None
    ratio = end / base
    return ((ratio ** (Decimal(1) / years) if measure is Measure.AVERAGE_CHANGE else ratio) - 1) * HUNDRED


def ends_of(measure: Measure, period: Period, is_goal: bool) -> tuple[str, str]:
    """The periods of the two levels that a change lies between: for a yearly change the same months a year before, for
    all others the base year; the end is the period itself or, of what was measured over a plan, its last year.

    >>> ends_of(Measure.YEARLY_CHANGE, Period.parse("2021-H1"), is_goal=False)
    ('2020-H1', '2021-H1')
    >>> ends_of(Measure.INCREMENT, Period.parse("2016-2020"), is_goal=False)
    ('2015', '2020')
    """
    if measure in YEARLY and not period.is_plan:
        return period.year_before.code, period.code
    is_whole = period.is_plan and not is_goal
    return f"{period.base_year:04d}", f"{period.last_year:04d}" if is_whole else period.code


def in_one_unit(measure: Measure, unit: str, base: str, end: str) -> bool:
    """Whether a change in `unit` may be held against levels in `base` and `end`: shares differ by percentage points."""
    differs_by = "percentage_point" if base == "percent" else base
    return base == end and (unit == differs_by if measure in AMOUNTS else unit == "percent")


def recomputed(records: Iterable[Number]) -> Iterator[Recomputation]:
    """The changes among the records whose levels at both ends are among them too, in the same unit, in their order."""
    known = tuple(records)
    ordered = sorted(known, key=lambda one: one.vintage if isinstance(one, Observation) else 0)
    levels: Mapping[Key, Number] = {_key(one, one.period.code): one for one in ordered if one.measure is Measure.LEVEL}
    for record in known:
        if record.measure is Measure.LEVEL or record.value is None:
            continue
        is_goal = isinstance(record, Target)
        first, last = ends_of(record.measure, record.period, is_goal)
        base, end = (
            levels.get((record.region, record.sector, record.indicator, first, "")),
            levels.get(_key(record, last)),
        )
        if not isinstance(base, Observation) or end is None:
            continue
        if in_one_unit(record.measure, record.unit, base.unit, end.unit):
            yield from _judged(record, base, end)


def _key(record: Number, period: str) -> Key:
    """Targets of each kind and what was measured are series of their own."""
    return record.region, record.sector, record.indicator, period, record.kind if isinstance(record, Target) else ""


def _judged(record: Number, base: Observation, end: Number) -> Iterator[Recomputation]:
    if record.value is None or base.value is None or end.value is None:
        return
    years = len(record.period.years)
    computed = change_between(record.measure, base.value, end.value, years)
    if computed is not None:
        reach = _reach(record.measure, interval_of(base, base.value), interval_of(end, end.value), years)
        yield Recomputation(record, base, end, computed, _outcome(record, record.value, computed, reach))


def _reach(measure: Measure, base: Interval, end: Interval, years: int) -> Interval:
    """How far the recomputation may move within what rounding leaves open at both ends: it falls with the base and
    rises with the end, so that two corners bound it."""
    least, most = (change_between(measure, *ends, years) for ends in ((base.high, end.low), (base.low, end.high)))
    return Interval(least, most) if least is not None and most is not None else Interval(-HUNDRED, HUNDRED)


def _outcome(record: Number, printed: Decimal, computed: Decimal, reach: Interval) -> Outcome:
    places = decimal_places(printed) if record.processing in AS_PRINTED else 2
    last = Decimal((0, (1,), -places))
    if computed.quantize(last, ROUND_HALF_UP) == printed.quantize(last, ROUND_HALF_UP):
        return Outcome.SAME
    own = Interval.of_printed(printed)
    return Outcome.ROUNDING if own.low <= reach.high and reach.low <= own.high else Outcome.DIFFERS
