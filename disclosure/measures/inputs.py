"""Which committed numbers an assessment may rest on: the target in force and the latest vintage of each figure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.levels import Yardstick
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import Measure, Observation, Processing, Target, ValueStatus
from disclosure.model.release import Input, Reason

PointKey = tuple[str, str, str, Measure, str]
SeriesKey = tuple[str, str, str]

REASONS_BY_STATUS: Mapping[ValueStatus, str] = {ValueStatus.RANGE: "target_is_range"}
"""Why a target without a number cannot be judged; everything else is a target in words."""
PRINTED_NUMBER = re.compile(r"[0-9]+(?:[,\u2009\u00a0 ][0-9]{3})*(?:\.[0-9]+)?")
SEPARATOR = re.compile(r"[^0-9.]")


@dataclass(frozen=True, slots=True)
class Stock:
    """Targets and observations, indexed once by what assessments ask for."""

    targets: Mapping[SeriesKey, tuple[Target, ...]]
    inputs: Mapping[PointKey, Input]
    """The latest vintage of each point that has a number, in the role of its measure."""

    @classmethod
    def of(cls, targets: Iterable[Target], observations: Iterable[Observation]) -> "Stock":
        """Index the records; later vintages replace earlier ones."""
        by_series: dict[SeriesKey, list[Target]] = {}
        for target in targets:
            by_series.setdefault((target.region, target.sector, target.indicator), []).append(target)
        latest: dict[PointKey, Observation] = {}
        for point in observations:
            key = (point.region, point.sector, point.indicator, point.measure, point.period.code)
            if point.value is not None and (key not in latest or latest[key].vintage < point.vintage):
                latest[key] = point
        inputs = {key: input_of(point.measure.value, point) for key, point in latest.items()}
        return cls({key: tuple(found) for key, found in by_series.items()}, inputs)

    def find(self, series: SeriesKey, measure: Measure, period: str) -> Input | None:
        """The latest vintage of one point, or None where no number is known."""
        return self.inputs.get((*series, measure, period))

    def targets_for(
        self, series: SeriesKey, yardstick: Yardstick, plan: Period, reporting: Period
    ) -> tuple[Target, ...]:
        """The targets in force that `yardstick` holds this series against at `reporting`."""
        return tuple(
            target
            for target in self.targets.get(series, ())
            if target.status == "in_force" and _serves(target, yardstick, plan, reporting)
        )


def _serves(target: Target, yardstick: Yardstick, plan: Period, reporting: Period) -> bool:
    if yardstick is Yardstick.ANNUAL_TASK:
        return target.measure is Measure.YEARLY_CHANGE and _is_within(target.period, reporting.last_year)
    if target.measure is Measure.YEARLY_CHANGE:
        return False
    return target.period == plan or (target.measure is Measure.LEVEL and _is_within(target.period, plan.last_year))


def _is_within(period: Period, year: int) -> bool:
    return period.first_year == period.last_year == year


def choose_target(candidates: Iterable[Target]) -> Target | Reason:
    """The one target with a number among candidates of one kind and measure, or why there is none to judge by."""
    found = tuple(candidates)
    with_number = [target for target in found if target.value is not None]
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
    found = PRINTED_NUMBER.search(printed)
    number = Decimal(SEPARATOR.sub("", found[0])) if found else Decimal(0)
    if not number:
        return Interval.of_printed(value)
    half = Decimal((0, (5,), int(number.as_tuple().exponent) - 1)) * abs(value / number)
    return Interval(value - half, value + half)


def input_of(role: str, record: Target | Observation) -> Input:
    """A record as an input; raises `ValueError` when it has no number (callers choose only records with one)."""
    if record.value is None:
        raise ValueError(f"{record.indicator} of {record.region} has no number")
    return Input(role, record, record.value, interval_of(record, record.value))
