"""What one light is about, and whether its rule says anything about that."""

from dataclasses import dataclass

from disclosure.measures.inputs import SeriesKey
from disclosure.model.levels import Ladder, RuleSet, Yardstick
from disclosure.model.periods import Period
from disclosure.model.release import Reason
from disclosure.model.rules import Dimension, Scope


@dataclass(frozen=True, slots=True)
class Case:
    """A region, a dimension and a yardstick at a reporting period, under a rule set."""

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

    @property
    def exempting_series(self) -> SeriesKey:
        """The series that may exempt this dimension."""
        return self.region, self.scope.sector, self.exempting


def ladder_of(case: Case) -> Ladder | Reason:
    """The ladder that judges a case, or what its rule set is silent about."""
    if case.dimension.id not in case.rule_set.dimensions:
        return Reason("dimension_not_covered")
    if case.yardstick not in case.rule_set.yardsticks:
        return Reason("yardstick_not_covered")
    ladder = case.rule_set.find_ladder(case.period.kind)
    if ladder is None or not case.plan.contains(case.period):
        return Reason("no_rule_for_period")
    return ladder
