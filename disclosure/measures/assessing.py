"""One light: from a region's committed numbers to a level, with every input and step, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from disclosure.measures import formulas
from disclosure.measures.inputs import SeriesKey, Stock, choose_target, input_of
from disclosure.measures.ladders import Spread, grade_of, needed_metrics, possible_grades
from disclosure.measures.results import (
    HUNDRED,
    Result,
    reduction_in_period,
    reduction_since_base,
    schedule,
    total_since_base,
)
from disclosure.model.levels import Ladder, Level, Metric, RuleSet, Yardstick
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import Measure, Target
from disclosure.model.release import Assessment, Input, Reason, Step
from disclosure.model.rules import Dimension, Scope

NO_TARGET_REASONS = frozenset({"no_target", "no_annual_task", "dimension_not_covered"})
"""Reasons that say nobody set a number to reach, so that there is nothing to assess."""

PREFERRED_MEASURES = (Measure.CUMULATIVE_CHANGE, Measure.LEVEL, Measure.INCREMENT)


@dataclass(frozen=True, slots=True)
class Case:
    """What one light is about."""

    scope: Scope
    plan: Period
    region: str
    dimension: Dimension
    yardstick: Yardstick
    period: Period
    rule_set: RuleSet
    exempting: str = ""
    """The indicator whose incentive target, once met at the plan's end, exempts this dimension (免予考核)."""

    @property
    def series(self) -> SeriesKey:
        """The series of numbers the light looks at."""
        return self.region, self.scope.sector, self.dimension.indicator


def assess(case: Case, stock: Stock) -> Assessment:
    """The light of one case. Levels come only from the rule set's ladder; everything else is a named state."""
    draft = _unjudged(case)
    ladder = case.rule_set.find_ladder(case.period.kind)
    if ladder is None or case.dimension.id not in case.rule_set.dimensions:
        return _without_level(draft, Reason("no_rule_for_period"))
    target = _target(case, stock)
    if isinstance(target, Reason):
        return _without_level(draft, target)
    draft = replace(draft, target=target, inputs=(input_of("target", target),), unit=target.unit)
    if exemption := _exemption(case, stock):
        return replace(draft, level=Level.EXEMPT, reason=Reason("incentive_met"), incentive=exemption)
    result = _result(case, stock, target)
    if isinstance(result, Reason):
        return _without_level(draft, result)
    return _judged(case, stock, ladder, draft, result)


def _unjudged(case: Case) -> Assessment:
    return Assessment(
        scope=case.scope.id,
        region=case.region,
        sector=case.scope.sector,
        dimension=case.dimension.id,
        yardstick=case.yardstick,
        period=case.period,
        rule_set=case.rule_set.id,
        rule_version=case.rule_set.version,
        level=Level.NOT_ASSESSED,
    )


def _without_level(draft: Assessment, reason: Reason) -> Assessment:
    level = Level.NOT_APPLICABLE if reason.code in NO_TARGET_REASONS else Level.NOT_ASSESSED
    return replace(draft, level=level, reason=reason)


def _target(case: Case, stock: Stock) -> Target | Reason:
    """The target to hold the result against: the first measure for which there is one number and data to compare."""
    found = [
        target
        for target in stock.targets_for(case.series, case.yardstick, case.plan, case.period)
        if target.kind == "basic"
    ]
    if not found:
        return Reason("no_annual_task" if case.yardstick is Yardstick.ANNUAL_TASK else "no_target")
    measures = [measure for measure in PREFERRED_MEASURES if any(target.measure is measure for target in found)]
    choices = [choose_target(t for t in found if t.measure is measure) for measure in measures or [found[0].measure]]
    usable = [choice for choice in choices if isinstance(choice, Target)]
    served = [target for target in usable if not isinstance(_result(case, stock, target), Reason)]
    return (served or usable or choices)[0]


def _result(case: Case, stock: Stock, target: Target) -> Result | Reason:
    if target.measure in {Measure.LEVEL, Measure.INCREMENT}:
        return total_since_base(stock, case.series, case.plan, case.period, target)
    if target.value is None or target.value >= 0:
        return Reason("target_not_positive", {"printed": target.as_printed})
    entry = input_of("target", target)
    if case.yardstick is Yardstick.ANNUAL_TASK:
        result = reduction_in_period(stock, case.series, case.period)
        required = Interval(-entry.interval.high / HUNDRED, -entry.interval.low / HUNDRED)
        due: tuple[Step, ...] = ()
        required_value = -target.value / HUNDRED
    else:
        result = reduction_since_base(stock, case.series, case.plan, case.period)
        step = schedule(entry, case.plan, case.period)
        required, required_value, due = step.interval, step.result, (step,)
    if isinstance(result, Reason):
        return result
    return replace(result, required=required, required_value=required_value, steps=result.steps + due)


def _judged(case: Case, stock: Stock, ladder: Ladder, draft: Assessment, result: Result) -> Assessment:
    filled = _with_figures(case, draft, result)
    if result.required_value <= 0 or result.required.low <= 0:
        return _without_level(filled, Reason("target_not_positive", {"printed": _printed(draft)}))
    figures = {metric: _spread(metric, case, stock, result) for metric in needed_metrics(ladder)}
    known = {metric: spread for metric, spread in figures.items() if spread is not None}
    if len(known) < len(figures):
        return _without_level(filled, Reason("missing_observations", missing=(case.period,)))
    grade = grade_of(ladder, {metric: spread.value for metric, spread in known.items()})
    if grade is None:
        return _without_level(filled, Reason("no_rule_for_period"))
    return replace(filled, level=grade.level, grade=grade, possible_grades=possible_grades(ladder, known))


def _printed(draft: Assessment) -> str:
    return draft.target.as_printed if draft.target else ""


def _with_figures(case: Case, draft: Assessment, result: Result) -> Assessment:
    """The result in the assessment's own terms: percent for reductions, the target's unit for totals."""
    is_share = result.unit == "share"
    scale = HUNDRED if is_share else Decimal(1)
    gap_step = _gap_step(result)
    steps = (*result.steps, gap_step, *_share_step(gap_step.result, result), *_progress_steps(case, draft, result))
    by_formula: Mapping[str, Decimal] = {step.formula: step.result for step in steps}
    return replace(
        draft,
        unit="percent" if is_share else result.unit,
        inputs=draft.inputs + result.inputs,
        steps=steps,
        achieved=result.achieved_value * scale,
        achieved_interval=Interval(result.achieved.low * scale, result.achieved.high * scale),
        required=result.required_value * scale,
        gap=gap_step.result * scale,
        gap_share=by_formula.get("gap_share"),
        progress=by_formula.get("progress"),
        required_progress=by_formula.get("required_progress"),
        remaining=_percent(by_formula.get("remaining_reduction")),
    )


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else share * HUNDRED


def _gap(result: Result, achieved: Decimal, required: Decimal) -> Decimal:
    if result.unit == "share":
        return formulas.shortfall(required, achieved)
    return formulas.excess(achieved, required)


def _gap_step(result: Result) -> Step:
    value = _gap(result, result.achieved_value, result.required_value)
    ends = sorted(
        (
            _gap(result, result.achieved.low, result.required.high),
            _gap(result, result.achieved.high, result.required.low),
        )
    )
    if result.unit == "share":
        name, operands = "shortfall", {"required": result.required_value, "achieved": result.achieved_value}
    else:
        name, operands = "excess", {"reached": result.achieved_value, "allowed": result.required_value}
    return Step(name, operands, value, Interval(ends[0], ends[1]), result.unit)


def _share_step(gap: Decimal, result: Result) -> tuple[Step, ...]:
    if result.required.low <= 0:
        return ()
    shares = _gap_shares(result)
    operands = {"gap": gap, "required": result.required_value}
    return (Step("gap_share", operands, shares.value, Interval(*sorted((shares.best, shares.worst))), "share"),)


def _gap_shares(result: Result) -> Spread:
    ends = _ends(result)
    best, value, worst = (formulas.gap_share(_gap(result, achieved, required), required) for achieved, required in ends)
    return Spread(best, value, worst)


def _ends(result: Result) -> tuple[tuple[Decimal, Decimal], ...]:
    """Achieved and required in the best, the printed and the worst case."""
    good, bad = result.achieved.high, result.achieved.low
    easy, hard = result.required.low, result.required.high
    if result.unit != "share":
        good, bad, easy, hard = bad, good, hard, easy
    return (good, easy), (result.achieved_value, result.required_value), (bad, hard)


def _progress_steps(case: Case, draft: Assessment, result: Result) -> tuple[Step, ...]:
    target = draft.target
    if case.yardstick is Yardstick.ANNUAL_TASK or result.unit != "share" or target is None or target.value is None:
        return ()
    goal = -target.value / HUNDRED
    elapsed, length = case.plan.elapsed_at(case.period), len(case.plan.years)
    share = formulas.progress(result.achieved_value, goal)
    ends = Interval(formulas.progress(result.achieved.low, goal), formulas.progress(result.achieved.high, goal))
    due = formulas.required_progress(elapsed, length)
    times = {"elapsed": Decimal(elapsed.numerator) / elapsed.denominator, "length": Decimal(length)}
    steps = [
        Step("progress", {"achieved": result.achieved_value, "target": goal}, share, ends, "share"),
        Step("required_progress", times, due, Interval.exactly(due), "share"),
    ]
    if elapsed < length:
        left = formulas.remaining_reduction(goal, result.achieved_value)
        operands = {"target": goal, "achieved": result.achieved_value}
        steps.append(Step("remaining_reduction", operands, left, Interval.exactly(left), "share"))
    return tuple(steps)


def _spread(metric: Metric, case: Case, stock: Stock, result: Result) -> Spread | None:
    """One figure of the ladder in the best, the printed and the worst case; None where it is not known."""
    if metric is Metric.ACTUAL_CHANGE:
        return _actual_change(case, stock)
    if metric is Metric.GAP_SHARE:
        return _gap_shares(result)
    ends = _ends(result)
    if metric is Metric.COMPLETION:
        best, value, worst = (formulas.completion(achieved, required) for achieved, required in ends)
        return Spread(best, value, worst) if result.unit == "share" else None
    scale = HUNDRED if result.unit == "share" else Decimal(1)
    with localcontext(prec=formulas.DIGITS):
        best, value, worst = (_gap(result, achieved, required) * scale for achieved, required in ends)
    return Spread(best, value, worst)


def _actual_change(case: Case, stock: Stock) -> Spread | None:
    point = stock.find(case.series, Measure.YEARLY_CHANGE, case.period.code)
    if point is None:
        return None
    entry: Input = input_of("yearly_change", point)
    return Spread(entry.interval.low, entry.value, entry.interval.high)


def _exemption(case: Case, stock: Stock) -> Target | None:
    """The incentive target of the exempting dimension, when the plan has ended and its reduction reached it."""
    has_ended = case.plan.elapsed_at(case.period) == len(case.plan.years)
    if not case.exempting or not has_ended or case.yardstick is not Yardstick.PLAN_SCHEDULE:
        return None
    series = (case.region, case.scope.sector, case.exempting)
    incentive = choose_target(
        target
        for target in stock.targets_for(series, case.yardstick, case.plan, case.period)
        if target.kind == "incentive" and target.measure is Measure.CUMULATIVE_CHANGE
    )
    result = reduction_since_base(stock, series, case.plan, case.period)
    if isinstance(incentive, Reason) or isinstance(result, Reason) or incentive.value is None:
        return None
    return incentive if result.achieved_value * HUNDRED >= -incentive.value else None
