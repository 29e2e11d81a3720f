"""What was achieved and what was required, step by step, for reductions and for totals."""

from collections.abc import Iterable, Sequence
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
ONE_YEAR = Fraction(1)
SHARE = "share"
"""The unit of reductions: 0.16 is 16 %."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A reduction as a share, with the inputs and the arithmetic that lead there."""

    interval: Interval
    value: Decimal
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...] = ()
    elapsed: Fraction = ONE_YEAR
    """The years of the plan at whose end it stands, and whose schedule it is held against."""
    is_projected: bool = False
    """Whether the last year is only published in part, so that the result is an approximation of its end."""


@dataclass(frozen=True, slots=True)
class Result:
    """Achieved against required, in one unit and sign, with the inputs and the arithmetic that lead there."""

    achieved: Interval
    achieved_value: Decimal
    required: Interval
    required_value: Decimal
    unit: str
    """`share` for reductions, the target's unit for totals."""
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    elapsed: Fraction = ONE_YEAR
    is_projected: bool = False


def plan_reduction(stock: Stock, series: SeriesKey, plan: Period, reporting: Period, goal: Input) -> Result | Reason:
    """The reduction since the plan's base year against what the plan's schedule requires by then."""
    if unfit := _unfit_target(goal):
        return unfit
    reached = reduction_since_base(stock, series, plan, reporting)
    if isinstance(reached, Reason):
        return reached
    due = schedule(goal, plan, reached.elapsed)
    return _result(reached, due.interval, due.result, (*reached.steps, due))


def annual_reduction(stock: Stock, series: SeriesKey, reporting: Period, goal: Input) -> Result | Reason:
    """The reduction of the reporting period against the annual task."""
    if unfit := _unfit_target(goal):
        return unfit
    reached = reduction_in_period(stock, series, reporting)
    if isinstance(reached, Reason):
        return reached
    return _result(reached, _reduction(goal.interval), _fall(goal.value), reached.steps)


def _result(reached: Reached, required: Interval, value: Decimal, steps: tuple[Step, ...]) -> Result:
    return Result(
        reached.interval, reached.value, required, value, SHARE, reached.inputs, steps, reached.elapsed,
        reached.is_projected,
    )  # fmt: skip


def reduction_since_base(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> Reached | Reason:
    """The cumulative reduction up to `reporting`.

    For a whole year the chain of yearly changes, else the published cumulative figure. For a part of a year the figure
    published for exactly that part; else the chain up to the year's end, as if the year changes as its part did.
    """
    published = _cumulative(stock, series, Measure.CUMULATIVE_CHANGE, plan, reporting)
    as_published = _reached((published,), plan.elapsed_at(reporting)) if published else None
    if not reporting.is_year:
        return as_published or _projected(stock, series, plan, reporting)
    chain = _chain(stock, series, plan, reporting)
    if isinstance(chain, Reason):
        return as_published or chain
    return _chained(chain, "cumulative_reduction", plan.elapsed_at(reporting))


def reduction_in_period(stock: Stock, series: SeriesKey, reporting: Period) -> Reached | Reason:
    """The reduction of the reporting period itself against the same period of the year before."""
    point = stock.find(series, Measure.YEARLY_CHANGE, reporting.code)
    if point is None:
        return Reason("missing_observations", missing=(reporting,))
    return _reached((point,), ONE_YEAR)


def total_since_base(
    stock: Stock, series: SeriesKey, plan: Period, reporting: Period, target: Target
) -> Result | Reason:
    """A total against its cap: the level against the line from base to cap, or the increment against its part."""
    if not reporting.is_year:
        return Reason("part_of_year")
    held = _increment if target.measure is Measure.INCREMENT else _level
    result = held(stock, series, plan, reporting, target)
    if isinstance(result, Result) and any(item.record.unit != target.unit for item in result.inputs):
        return Reason("units_differ")
    return result


def schedule(goal: Input, plan: Period, elapsed: Fraction) -> Step:
    """The reduction due after `elapsed` years under the plan's target."""
    length, target = len(plan.years), _fall(goal.value)
    value = formulas.required_reduction(target, elapsed, length)
    operands = {"target": target, "elapsed": _decimal(elapsed), "length": Decimal(length)}
    if goal.interval.is_exact:
        return Step("required_reduction", operands, value, Interval.exactly(value), SHARE)
    open_ = _reduction(goal.interval)
    ends = (formulas.required_reduction(end, elapsed, length) for end in (open_.low, open_.high))
    return Step("required_reduction", operands, value, Interval.spanning(value, *ends), SHARE)


def required_percent(target: Target, plan: Period, reporting: Period) -> Decimal | None:
    """The reduction in percent due at the end of a period under the plan's target; None where it is no such number."""
    if target.value is None or target.measure is not Measure.CUMULATIVE_CHANGE:
        return None
    return schedule(input_of("target", target), plan, plan.elapsed_at(reporting)).result * HUNDRED


def _fall(change: Decimal) -> Decimal:
    """A change in percent as a reduction in shares of one."""
    return -change / HUNDRED


def _reduction(change: Interval) -> Interval:
    return Interval(_fall(change.high), _fall(change.low))


def _unfit_target(goal: Input) -> Reason | None:
    """Why no reduction can be held against this target: nothing is to fall, or more than there is."""
    if goal.value >= 0 or not formulas.differs_from_zero(_fall(goal.value)):
        return Reason("target_not_positive", {"printed": goal.record.as_printed})
    return _impossible((goal,))


def _impossible(items: Iterable[Input]) -> Reason | None:
    """The changes among the items by which nothing would be left, within their printed precision."""
    printed = [item.record.as_printed or str(item.value) for item in items if _fall(item.interval.low) >= 1]
    return Reason("impossible_change", {"printed": " / ".join(printed)}) if printed else None


def _chain(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> tuple[Input, ...] | Reason:
    wanted = [*map(Period.of_year, range(plan.first_year, reporting.last_year)), reporting]
    found = [stock.find(series, Measure.YEARLY_CHANGE, period.code) for period in wanted]
    known = tuple(point for point in found if point is not None)
    if len(known) == len(wanted):
        return known
    missing = tuple(period for period, point in zip(wanted, found, strict=True) if point is None)
    return Reason("missing_observations", missing=missing)


def _projected(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> Reached | Reason:
    if reporting.is_plan or reporting.first_month != 1:
        return Reason("part_of_year")
    chain = _chain(stock, series, plan, reporting)
    if isinstance(chain, Reason):
        return chain
    year_end = plan.elapsed_at(Period.of_year(reporting.last_year))
    return _chained(chain, "projected_reduction", year_end, is_projected=True)


def _chained(chain: Sequence[Input], formula: str, elapsed: Fraction, is_projected: bool = False) -> Reached | Reason:
    if impossible := _impossible(chain):
        return impossible
    yearly = tuple(_fall(item.value) for item in chain)
    value = formulas.cumulative_reduction(yearly)
    low = formulas.cumulative_reduction([_fall(item.interval.high) for item in chain])
    high = formulas.cumulative_reduction([_fall(item.interval.low) for item in chain])
    if high >= 1:
        return Reason("impossible_change", {"printed": " / ".join(item.record.as_printed for item in chain)})
    interval = Interval.spanning(low, value, high)
    step = Step(formula, {"yearly": yearly}, value, interval, SHARE)
    return Reached(interval, value, tuple(chain), (step,), elapsed, is_projected)


def _reached(published: tuple[Input], elapsed: Fraction) -> Reached | Reason:
    """A reduction as published."""
    if impossible := _impossible(published):
        return impossible
    return Reached(_reduction(published[0].interval), _fall(published[0].value), published, (), elapsed)


def _cumulative(stock: Stock, series: SeriesKey, measure: Measure, plan: Period, reporting: Period) -> Input | None:
    """A published figure since the plan's base year, committed under the reporting period or the span up to it."""
    found = stock.find(series, measure, reporting.code)
    return found or stock.find(series, measure, plan.up_to(reporting).code)


def _increment(stock: Stock, series: SeriesKey, plan: Period, reporting: Period, target: Target) -> Result | Reason:
    cap = stock.goal_of(target)
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
    cap = stock.goal_of(target)
    if plan.elapsed_at(reporting) == len(plan.years):
        now = stock.find(series, Measure.LEVEL, reporting.code)
        if now is None:
            return Reason("missing_observations", missing=(reporting,))
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
    step = Step("cap_path", operands, value, Interval.spanning(low, value, high), cap.record.unit)
    return _total_result(now.interval, now.value, step, levels, (step,))


def _levels(stock: Stock, series: SeriesKey, plan: Period, reporting: Period) -> tuple[Input, Input] | Reason:
    base_period = Period.of_year(plan.base_year)
    base = stock.find(series, Measure.LEVEL, base_period.code)
    now = stock.find(series, Measure.LEVEL, reporting.code)
    if now is None:
        return Reason("missing_observations", missing=(reporting,))
    if base is None:
        return Reason("missing_base", missing=(base_period,))
    return Input("base_level", base.record, base.value, base.interval), now


def _linear_step(cap: Input, plan: Period, reporting: Period) -> Step:
    elapsed, length = plan.elapsed_at(reporting), len(plan.years)
    low, value, high = (
        formulas.linear_path(amount, elapsed, length) for amount in (cap.interval.low, cap.value, cap.interval.high)
    )
    operands = {"total": cap.value, "elapsed": _decimal(elapsed), "length": Decimal(length)}
    return Step("linear_path", operands, value, Interval.spanning(low, value, high), cap.record.unit)


def _total_result(
    achieved: Interval, value: Decimal, required: Step, inputs: tuple[Input, ...], steps: tuple[Step, ...]
) -> Result:
    return Result(achieved, value, required.interval, required.result, required.unit, inputs, steps)


def _decimal(elapsed: Fraction) -> Decimal:
    return Decimal(elapsed.numerator) / Decimal(elapsed.denominator)
