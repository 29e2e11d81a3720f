"""Whether a met incentive target exempts a dimension (免予考核), with the inputs and steps that show it."""

from dataclasses import dataclass, replace

from disclosure.measures import gaps
from disclosure.measures.cases import Case
from disclosure.measures.inputs import Stock, choose_target
from disclosure.measures.ladders import Spread
from disclosure.measures.results import plan_reduction
from disclosure.model.levels import Grade, Ladder, Level
from disclosure.model.records import Measure, Target
from disclosure.model.release import Assessment, Input, Reason, Step


@dataclass(frozen=True, slots=True)
class Exemption:
    """An incentive target held against the whole plan's reduction, when the plan has ended."""

    incentive: Target
    gap: Spread
    """Incentive minus achieved; at or below zero the incentive target is met."""
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]

    @property
    def is_met(self) -> bool:
        """Whether the printed figures reach the incentive target."""
        return self.gap.value <= 0

    @property
    def is_open(self) -> bool:
        """Whether the printed precision leaves open if it is met."""
        return self.gap.best <= 0 < self.gap.worst


def find_exemption(case: Case, stock: Stock) -> Exemption | None:
    """The exemption that a case may have; None where there is nothing to hold against each other yet."""
    if not case.exempting or not case.period.is_year or case.period.last_year != case.plan.last_year:
        return None
    incentive = choose_target(
        target
        for target in stock.targets_for(case.exempting_series, case.yardstick, case.plan, case.period)
        if target.kind == "incentive" and target.measure is Measure.CUMULATIVE_CHANGE
    )
    if isinstance(incentive, Reason):
        return None
    goal = stock.goal_of(incentive)
    result = plan_reduction(stock, case.exempting_series, case.plan, case.period, goal)
    if isinstance(result, Reason):
        return None
    found = gaps.gaps_of(result)
    shown = next(gaps.steps_of(result, found))
    chain = tuple(step for step in result.steps if step.formula != "required_reduction")
    return Exemption(incentive, found.amount, (goal, *result.inputs), (*chain, shown))


def with_exemption(light: Assessment, ladder: Ladder, exemption: Exemption) -> Assessment:
    """The light as the exemption leaves it: exempt, or as it was; where rounding decides, the light says so."""
    if exemption.is_met:
        return _exempt(light, ladder, exemption)
    if not exemption.is_open:
        return light
    return replace(
        light,
        caveat=Reason("incentive_within_precision"),
        incentive=exemption.incentive,
        inputs=light.inputs + exemption.inputs,
        steps=light.steps + exemption.steps,
    )


def _exempt(light: Assessment, ladder: Ladder, exemption: Exemption) -> Assessment:
    return replace(
        light,
        level=Level.EXEMPT,
        grade=None,
        possible_grades=_grades(light, ladder) if exemption.is_open else (),
        reason=Reason("incentive_met_as_printed" if exemption.is_open else "incentive_met"),
        incentive=exemption.incentive,
        inputs=tuple(item for item in light.inputs if item.role == "target") + exemption.inputs,
        steps=exemption.steps,
        achieved=None,
        achieved_interval=None,
        required=None,
        gap=None,
        gap_share=None,
    )


def _grades(light: Assessment, ladder: Ladder) -> tuple[Grade, ...]:
    """The grades that the light would have, or might have, if the incentive target was missed after all."""
    return tuple(grade for grade in ladder.grades if grade is light.grade or grade in light.possible_grades)
