"""Published figures that contradict each other beyond rounding: shown side by side, never repaired."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from disclosure.measures.comparing import grade_differs
from disclosure.measures.inputs import Stock, interval_of
from disclosure.measures.results import HUNDRED, reduction_since_base
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import Measure, Observation, OfficialAssessment
from disclosure.model.release import Assessment, Discrepancy, Reason
from disclosure.model.rules import GradeRules
from disclosure.model.vintages import vintages_of


def chain_differs(observations: Iterable[Observation], stock: Stock, plans: Iterable[Period]) -> Iterator[Discrepancy]:
    """Published cumulative changes that the chain of published yearly changes does not reach within rounding."""
    known_plans = tuple(plans)
    for point in observations:
        plan = next((plan for plan in known_plans if plan.contains(point.period)), None)
        if point.measure is not Measure.CUMULATIVE_CHANGE or point.value is None or plan is None:
            continue
        if not (point.period.is_year or point.period.is_plan):
            continue
        series = (point.region, point.sector, point.indicator)
        result = reduction_since_base(stock, series, plan, Period.of_year(point.period.last_year))
        if isinstance(result, Reason) or not result.steps:
            continue
        chained = Interval(-result.interval.high * HUNDRED, -result.interval.low * HUNDRED)
        if not _overlap(chained, interval_of(point, point.value)):
            computed = -result.value * HUNDRED
            yield Discrepancy(
                "chain_differs", point.region, point.indicator, point.period, point.value, computed, {}, (point,)
            )


def vintages_differ(observations: Iterable[Observation]) -> Iterator[Discrepancy]:
    """One point published with different numbers."""
    for ordered in vintages_of(point for point in observations if point.value is not None).values():
        first, last = ordered[0], ordered[-1]
        if len({_plain(point.value) for point in ordered}) > 1:
            yield Discrepancy(
                "vintages_differ", first.region, first.indicator, first.period, first.value, last.value, {},
                ordered,
            )  # fmt: skip


def official_differs(
    lights: Iterable[Assessment], official: Iterable[OfficialAssessment], rules: GradeRules
) -> Iterator[Discrepancy]:
    """Lights of ours that are behind where the grade of the same year says met, or on track where it says missed."""
    grades = {(light.region, light.period.code): light for light in official if light.scheme == rules.scheme}
    for light in lights:
        grade = grades.get((light.region, light.period.code))
        if grade and light.dimension == rules.dimension and grade_differs(light, grade, rules):
            yield Discrepancy(
                "official_differs", light.region, light.dimension, light.period, None, None,
                {"grade": grade.as_printed, "yardstick": light.yardstick.value}, (grade,),
            )  # fmt: skip


def _overlap(left: Interval, right: Interval) -> bool:
    return left.low <= right.high and right.low <= left.high


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize()
