"""Which committed numbers an assessment may rest on: the target in force and the latest vintage of each figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.levels import Yardstick
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval, find_printed
from disclosure.model.records import Measure, Observation, Processing, Target, ValueStatus
from disclosure.model.release import Input, Reason
from disclosure.model.vintages import PointKey, vintages_of

SeriesKey = tuple[str, str, str]

REASONS_BY_STATUS: Mapping[ValueStatus, str] = {ValueStatus.RANGE: "target_is_range"}
"""Why a target without a number cannot be judged; everything else is a target in words."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Targets and observations, indexed once by what assessments ask for."""

    tasks: Mapping[tuple[SeriesKey, int], tuple[Target, ...]]
    """Annual tasks in force, by series and year; what is set for a part of a year is no task of the year."""
    plans: Mapping[SeriesKey, tuple[Target, ...]]
    """All other targets in force."""
    goals: Mapping[int, Input]
    """The targets in force that have a number, as inputs, by their identity."""
    inputs: Mapping[PointKey, Input]
    """The latest vintage of each point that has a number, in the role of its measure."""

    @classmethod
    def of(cls, targets: Iterable[Target], observations: Iterable[Observation]) -> "Stock":
        """Index the records; later vintages replace earlier ones."""
        in_force = tuple(target for target in targets if target.status == "in_force")
        tasks: dict[tuple[SeriesKey, int], tuple[Target, ...]] = {}
        plans: dict[SeriesKey, tuple[Target, ...]] = {}
        for target in in_force:
            series, year = (target.region, target.sector, target.indicator), target.period.last_year
            if target.measure is not Measure.YEARLY_CHANGE:
                plans[series] = (*plans.get(series, ()), target)
            elif target.period.is_year:
                tasks[series, year] = (*tasks.get((series, year), ()), target)
        goals = {id(target): input_of(_role(target), target) for target in in_force if target.is_usable}
        inputs = {key: input_of(point.measure.value, point) for key, point in _latest(observations).items()}
        return cls(tasks, plans, goals, inputs)

    def find(self, series: SeriesKey, measure: Measure, period: str) -> Input | None:
        """The latest vintage of one point, or None where no number is known."""
        return self.inputs.get((*series, measure, period))

    def goal_of(self, target: Target) -> Input:
        """A target in force as an input; raises `KeyError` when it has no number."""
        return self.goals[id(target)]

    def targets_for(
        self, series: SeriesKey, yardstick: Yardstick, plan: Period, reporting: Period
    ) -> tuple[Target, ...]:
        """The targets in force that `yardstick` holds this series against at `reporting`.

        The rules hold a part of a year against the task of the whole year.
        """
        if yardstick is Yardstick.ANNUAL_TASK:
            return self.tasks.get((series, reporting.last_year), ())
        return tuple(target for target in self.plans.get(series, ()) if _is_of(plan, target))


def _latest(observations: Iterable[Observation]) -> Mapping[PointKey, Observation]:
    usable = (point for point in observations if point.is_usable)
    return {key: vintages[-1] for key, vintages in vintages_of(usable).items()}


def _role(target: Target) -> str:
    return "incentive" if target.kind == "incentive" else "target"


def _is_of(plan: Period, target: Target) -> bool:
    """Whether a target is the plan's own, or a cap for the whole of its last year."""
    is_cap = target.measure is Measure.LEVEL and target.period == Period.of_year(plan.last_year)
    return target.period == plan or is_cap


def choose_target(candidates: Iterable[Target]) -> Target | Reason:
    """The one target with a number among candidates of one kind and measure, or why there is none to judge by."""
    found = tuple(candidates)
    with_number = [target for target in found if target.is_usable]
    if not found:
        return Reason("no_target")
    if not with_number:
        code = REASONS_BY_STATUS.get(found[0].value_status, "target_in_words")
        return Reason(code, {"printed": found[0].as_printed})
    if len({target.value for target in with_number}) > 1:
        return Reason("conflicting_targets", {"printed": " / ".join(target.as_printed for target in with_number)})
    return with_number[0]


def interval_of(record: Target | Observation, value: Decimal) -> Interval:
    """How far rounding may have moved a number: a target set by decision is exact; measured figures, and targets that
    nobody prints, are open by half a unit of their last digit, scaled as the value was scaled from the printed one."""
    if isinstance(record, Target) and record.processing is not Processing.COMPUTED:
        return Interval.exactly(value)
    if record.processing is Processing.UNIT_CONVERTED:
        return _scaled(record.as_printed, value)
    return Interval.of_printed(value)


def _scaled(printed: str, value: Decimal) -> Interval:
    number = find_printed(printed)
    if not number:
        return Interval.of_printed(value)
    half = Decimal((0, (5,), int(number.as_tuple().exponent) - 1)) * abs(value / number)
    return Interval(value - half, value + half)


def input_of(role: str, record: Target | Observation) -> Input:
    """A record as an input; raises `ValueError` when it has no number (callers choose only records with one)."""
    if record.value is None:
        raise ValueError(f"{record.indicator} of {record.region} has no number")
    return Input(role, record, record.value, interval_of(record, record.value))
