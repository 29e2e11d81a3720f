"""One light: from a region's committed numbers to a level, with every input and step, or why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.measures import formulas, gaps
from disclosure.measures.cases import Case, ladder_of
from disclosure.measures.exempting import find_exemption, with_exemption
from disclosure.measures.gaps import Gaps
from disclosure.measures.inputs import Stock, choose_target
from disclosure.measures.ladders import Spread, grade_of, possible_grades
from disclosure.measures.results import (
    HUNDRED,
    SHARE,
    Result,
    annual_reduction,
    plan_reduction,
    total_since_base,
)
from disclosure.model.levels import Grade, Ladder, Level, Metric, Yardstick
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import Measure, Target
from disclosure.model.release import Assessment, Input, Reason, Step

NO_TARGET_REASONS = frozenset({"no_target", "no_annual_task"})
"""Reasons that say nobody set a number to reach, so that there is nothing to assess."""

ONE = Decimal(1)
PREFERRED_MEASURES = (Measure.CUMULATIVE_CHANGE, Measure.LEVEL, Measure.INCREMENT)
TOTALS = frozenset({Measure.LEVEL, Measure.INCREMENT})

Tried = tuple[Target, Result | Reason]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a ladder says about a result: a grade with those that rounding leaves open, or why there is none."""

    grade: Grade | None = None
    others: tuple[Grade, ...] = ()
    reason: Reason | None = None


def assess(case: Case, stock: Stock) -> Assessment:
    """The light of one case. Levels come only from the rule set's ladder; everything else is a named state."""
    ladder = ladder_of(case)
    if isinstance(ladder, Reason):
        return _unlit(case, ladder)
    found = _basic_targets(case, stock)
    if not found:
        return _unlit(case, Reason("no_annual_task" if case.yardstick is Yardstick.ANNUAL_TASK else "no_target"))
    light = _held_against(case, stock, ladder, found)
    exemption = find_exemption(case, stock)
    return with_exemption(light, ladder, exemption) if exemption else light


def _basic_targets(case: Case, stock: Stock) -> tuple[Target, ...]:
    targets = stock.targets_for(case.series, case.yardstick, case.plan, case.period)
    return tuple(target for target in targets if target.kind == "basic")


def _held_against(case: Case, stock: Stock, ladder: Ladder, found: tuple[Target, ...]) -> Assessment:
    """The light under the basic targets, before any exemption."""
    tried = _tried(case, stock, found)
    if isinstance(tried, Reason):
        return _unlit(case, tried)
    target, result = tried
    if isinstance(result, Reason):
        return _unlit(case, result, target, (stock.goal_of(target),))
    return _judged(case, stock, ladder, target, result)


def _unlit(case: Case, reason: Reason, target: Target | None = None, inputs: tuple[Input, ...] = ()) -> Assessment:
    return Assessment(
        *_identity(case),
        level=Level.NOT_APPLICABLE if reason.code in NO_TARGET_REASONS else Level.NOT_ASSESSED,
        reason=reason,
        target=target,
        inputs=inputs,
        unit=target.unit if target else "percent",
    )


def _identity(case: Case) -> tuple[str, str, str, str, Yardstick, Period, str, str]:
    """The fields of an assessment that say which one it is, in their order."""
    scope, rule_set = case.scope, case.rule_set
    return (
        scope.id, case.region, scope.sector, case.dimension.id, case.yardstick, case.period, rule_set.id,
        rule_set.version,
    )  # fmt: skip


def _tried(case: Case, stock: Stock, found: tuple[Target, ...]) -> Tried | Reason:
    """The target to hold the result against: the first measure for which there is one number and data to compare."""
    known = {target.measure for target in found}
    measures = [measure for measure in PREFERRED_MEASURES if measure in known]
    refused: list[Reason] = []
    unserved: list[Tried] = []
    for measure in measures or [found[0].measure]:
        choice = choose_target(target for target in found if target.measure is measure)
        if isinstance(choice, Reason):
            refused.append(choice)
            continue
        result = _result(case, stock, choice)
        if not isinstance(result, Reason):
            return choice, result
        unserved.append((choice, result))
    return unserved[0] if unserved else refused[0]


def _result(case: Case, stock: Stock, target: Target) -> Result | Reason:
    if target.measure in TOTALS:
        return total_since_base(stock, case.series, case.plan, case.period, target)
    goal = stock.goal_of(target)
    if case.yardstick is Yardstick.ANNUAL_TASK:
        return annual_reduction(stock, case.series, case.period, goal)
    return plan_reduction(stock, case.series, case.plan, case.period, goal)


def _judged(case: Case, stock: Stock, ladder: Ladder, target: Target, result: Result) -> Assessment:
    """The light with the result in the assessment's own terms: percent for reductions, else the target's unit."""
    distances = gaps.gaps_of(result)
    verdict = _verdict(case, stock, ladder, target, (result, distances))
    progress = tuple(_progress_steps(case, target, result))
    shown = {step.formula: step.result for step in progress}
    scale = HUNDRED if result.unit == SHARE else ONE
    return Assessment(
        *_identity(case),
        level=verdict.grade.level if verdict.grade else Level.NOT_ASSESSED,
        grade=verdict.grade,
        possible_grades=verdict.others,
        reason=verdict.reason,
        caveat=Reason("projected_to_year_end") if result.is_projected else None,
        target=target,
        inputs=(stock.goal_of(target), *result.inputs),
        steps=(*result.steps, *gaps.steps_of(result, distances), *progress),
        achieved=result.achieved_value * scale,
        achieved_interval=Interval(result.achieved.low * scale, result.achieved.high * scale),
        required=result.required_value * scale,
        gap=distances.amount.value * scale,
        gap_share=distances.share.value if distances.share else None,
        progress=shown.get("progress"),
        required_progress=shown.get("required_progress"),
        remaining=shown["remaining_reduction"] * HUNDRED if "remaining_reduction" in shown else None,
        unit="percent" if result.unit == SHARE else result.unit,
    )


def _verdict(case: Case, stock: Stock, ladder: Ladder, target: Target, found: tuple[Result, Gaps]) -> Verdict:
    """The grade of the printed figures with those that rounding leaves open, or why there is none."""
    result, distances = found
    if result.required_value <= 0 or distances.share is None:
        return Verdict(reason=Reason("target_not_positive", {"printed": target.as_printed}))
    if result.unit != SHARE and Metric.COMPLETION in ladder.metrics:
        return Verdict(reason=Reason("no_rule_for_totals"))
    figures = {metric: _spread(metric, case, stock, result, distances) for metric in ladder.metrics}
    known = {metric: spread for metric, spread in figures.items() if spread is not None}
    if len(known) < len(figures):
        return Verdict(reason=Reason("missing_observations", missing=(case.period,)))
    grade = grade_of(ladder, {metric: spread.value for metric, spread in known.items()})
    if grade is None:
        return Verdict(reason=Reason("no_rule_for_period"))
    return Verdict(grade, possible_grades(ladder, known, grade))


def _progress_steps(case: Case, target: Target, result: Result) -> Iterator[Step]:
    if case.yardstick is Yardstick.ANNUAL_TASK or result.unit != SHARE or target.value is None:
        return
    goal, achieved, length = -target.value / HUNDRED, result.achieved_value, len(case.plan.years)
    share, *ends = (
        formulas.progress(reached, goal) for reached in (achieved, result.achieved.low, result.achieved.high)
    )
    operands = {"achieved": achieved, "target": goal}
    yield Step("progress", operands, share, Interval.spanning(share, *ends), SHARE)
    due = formulas.required_progress(result.elapsed, length)
    times = {"elapsed": Decimal(result.elapsed.numerator) / result.elapsed.denominator, "length": Decimal(length)}
    yield Step("required_progress", times, due, Interval.exactly(due), SHARE)
    if result.elapsed < length:
        left = formulas.remaining_reduction(goal, achieved)
        yield Step("remaining_reduction", {"target": goal, "achieved": achieved}, left, Interval.exactly(left), SHARE)


def _spread(metric: Metric, case: Case, stock: Stock, result: Result, distances: Gaps) -> Spread | None:
    """One figure of the ladder in the best, the printed and the worst case; None where it is not known."""
    if metric is Metric.ACTUAL_CHANGE:
        return _actual_change(case, stock)
    if metric is Metric.GAP_SHARE:
        return distances.share
    if metric is Metric.COMPLETION:
        return gaps.completion_of(result)
    return gaps.in_percent(distances.amount, result.unit)


def _actual_change(case: Case, stock: Stock) -> Spread | None:
    point = stock.find(case.series, Measure.YEARLY_CHANGE, case.period.code)
    if point is None:
        return None
    return Spread(point.interval.low, point.value, point.interval.high)
