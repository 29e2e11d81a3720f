"""What was achieved and what was required, step by step, for reductions and for totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from disclosure.measures import formulas
from disclosure.measures.inputs import SeriesKey, Stock, input_of
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import Measure, Target
from disclosure.model.release import Input, Reason, Step

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Result:
    """Achieved against required, in one unit and sign, with the inputs and the arithmetic that lead there."""

    achieved: Interval
    achieved_value: Decimal
    required: Interval
    required_value: Decimal
    unit: str
    """`share` for reductions (0.16 is 16 %), the target's unit for totals."""
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]


def reduction_since_base(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> Result | Reason:
    """The cumulative reduction up to `reporting`: the chain of yearly changes, else the published cumulative figure.

    Only `achieved` is filled meaningfully; `required` repeats it until the caller sets the schedule.
    """
    chain = _chain(stock, series, plan, reporting)
    if not isinstance(chain, Reason):
        return _achieved_by_chain(chain)
    published = _cumulative(stock, series, Measure.CUMULATIVE_CHANGE, plan, reporting)
    return chain if published is None else _achieved_as_published(published)


def reduction_in_period(stock: Stock, series: SeriesKey, reporting: Period) -> Result | Reason:
    """The reduction of the reporting period itself against the same period of the year before."""
    point = stock.find(series, Measure.YEARLY_CHANGE, reporting.code)
    if point is None:
        return Reason("missing_observations", missing=(reporting,))
    return _achieved_as_published(input_of("yearly_change", point))


def total_since_base(
    stock: Stock, series: SeriesKey, plan: Period, reporting: Period, target: Target
) -> Result | Reason:
    """A total against its cap: the level against the line from base to cap, or the increment against its part."""
    if target.measure is Measure.INCREMENT:
        return _increment(stock, series, plan, reporting, target)
    return _level(stock, series, plan, reporting, target)


def schedule(target: Input, plan: Period, reporting: Period) -> Step:
    """The reduction due at `reporting` under the plan's target."""
    elapsed, length = plan.elapsed_at(reporting), len(plan.years)
    low, value, high = (
        formulas.required_reduction(reduction, elapsed, length)
        for reduction in (-target.interval.high / HUNDRED, -target.value / HUNDRED, -target.interval.low / HUNDRED)
    )
    operands = {"target": -target.value / HUNDRED, "elapsed": _decimal(elapsed), "length": Decimal(length)}
    return Step("required_reduction", operands, value, Interval(low, high), "share")


def _chain(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> tuple[Input, ...] | Reason:
    wanted = [Period.parse(str(year)) for year in range(plan.first_year, reporting.last_year)] + [reporting]
    found = [stock.find(series, Measure.YEARLY_CHANGE, period.code) for period in wanted]
    missing = tuple(period for period, point in zip(wanted, found, strict=True) if point is None)
    if missing:
        return Reason("missing_observations", missing=missing)
    return tuple(input_of("yearly_change", point) for point in found if point is not None)


def _achieved_by_chain(chain: Sequence[Input]) -> Result:
    low, value, high = (
        formulas.cumulative_reduction([-change / HUNDRED for change in changes])
        for changes in (
            [item.interval.high for item in chain],
            [item.value for item in chain],
            [item.interval.low for item in chain],
        )
    )
    interval = Interval(low, high)
    operands = {"yearly": tuple(-item.value / HUNDRED for item in chain)}
    step = Step("cumulative_reduction", operands, value, interval, "share")
    return Result(interval, value, interval, value, "share", tuple(chain), (step,))


def _achieved_as_published(item: Input) -> Result:
    interval = Interval(-item.interval.high / HUNDRED, -item.interval.low / HUNDRED)
    value = -item.value / HUNDRED
    return Result(interval, value, interval, value, "share", (item,), ())


def _cumulative(stock: Stock, series: SeriesKey, measure: Measure, plan: Period, reporting: Period) -> Input | None:
    """A published figure since the plan's base year, committed under the reporting period or the span up to it."""
    for code in (reporting.code, f"{plan.first_year}-{reporting.last_year}"):
        point = stock.find(series, measure, code)
        if point is not None and (code == reporting.code or reporting.last_month == 12):
            return input_of(measure.value, point)
    return None


def _increment(stock: Stock, series: SeriesKey, plan: Period, reporting: Period, target: Target) -> Result | Reason:
    cap = input_of("target", target)
    published = _cumulative(stock, series, Measure.INCREMENT, plan, reporting)
    if published is None:
        return _increment_from_levels(stock, series, plan, reporting, cap)
    step = _linear_step(cap, plan, reporting)
    return _total_result(published.interval, published.value, step, (published,), (step,))


def _increment_from_levels(
    stock: Stock, series: SeriesKey, plan: Period, reporting: Period, cap: Input
) -> Result | Reason:
    levels = _levels(stock, series, plan, reporting)
    if isinstance(levels, Reason):
        return levels
    base, now = levels
    interval = Interval(now.interval.low - base.interval.high, now.interval.high - base.interval.low)
    value = formulas.excess(now.value, base.value)
    made = Step("excess", {"reached": now.value, "allowed": base.value}, value, interval, cap.record.unit)
    step = _linear_step(cap, plan, reporting)
    return _total_result(interval, value, step, (base, now), (made, step))


def _level(stock: Stock, series: SeriesKey, plan: Period, reporting: Period, target: Target) -> Result | Reason:
    cap = input_of("target", target)
    if plan.elapsed_at(reporting) == len(plan.years):
        point = stock.find(series, Measure.LEVEL, reporting.code)
        if point is None:
            return Reason("missing_observations", missing=(reporting,))
        now = input_of("level", point)
        return Result(now.interval, now.value, cap.interval, cap.value, target.unit, (now,), ())
    levels = _levels(stock, series, plan, reporting)
    if isinstance(levels, Reason):
        return levels
    return _level_on_the_line(levels, cap, plan, reporting)


def _level_on_the_line(levels: tuple[Input, Input], cap: Input, plan: Period, reporting: Period) -> Result:
    base, now = levels
    elapsed, length = plan.elapsed_at(reporting), len(plan.years)

    low, value, high = (
        formulas.cap_path(start, end, elapsed, length)
        for start, end in (
            (base.interval.low, cap.interval.low),
            (base.value, cap.value),
            (base.interval.high, cap.interval.high),
        )
    )
    operands = {"base": base.value, "cap": cap.value, "elapsed": _decimal(elapsed), "length": Decimal(length)}
    step = Step("cap_path", operands, value, Interval(low, high), cap.record.unit)
    return _total_result(now.interval, now.value, step, levels, (step,))


def _levels(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> tuple[Input, Input] | Reason:
    base_period = Period.parse(str(plan.base_year))
    base = stock.find(series, Measure.LEVEL, base_period.code)
    now = stock.find(series, Measure.LEVEL, reporting.code)
    if now is None:
        return Reason("missing_observations", missing=(reporting,))
    if base is None:
        return Reason("missing_base", missing=(base_period,))
    return input_of("base_level", base), input_of("level", now)


def _linear_step(cap: Input, plan: Period, reporting: Period) -> Step:
    elapsed, length = plan.elapsed_at(reporting), len(plan.years)
    low, value, high = (
        formulas.linear_path(amount, elapsed, length) for amount in (cap.interval.low, cap.value, cap.interval.high)
    )
    operands = {"total": cap.value, "elapsed": _decimal(elapsed), "length": Decimal(length)}
    return Step("linear_path", operands, value, Interval(low, high), cap.record.unit)


def _total_result(
    achieved: Interval, value: Decimal, required: Step, inputs: tuple[Input, ...], steps: tuple[Step, ...]
) -> Result:
    return Result(achieved, value, required.interval, required.result, required.unit, inputs, steps)


def _decimal(elapsed: Fraction) -> Decimal:
    return Decimal(elapsed.numerator) / Decimal(elapsed.denominator)
