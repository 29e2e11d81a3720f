"""Which published numbers are the same point, and in which order they came; a later vintage replaces an earlier one."""

from collections.abc import Iterable, Mapping

from disclosure.model.later import grouped
from disclosure.model.records import Measure, Observation

PointKey = tuple[str, str, str, Measure, str]
"""Region, sector, indicator, measure and the code of the period."""


def point_of(observation: Observation) -> PointKey:
    """What a number is about, whichever vintage it is."""
    return (
        observation.region,
        observation.sector,
        observation.indicator,
        observation.measure,
        observation.period.code,
    )


def vintages_of(observations: Iterable[Observation]) -> Mapping[PointKey, tuple[Observation, ...]]:
    """The vintages of each point, the first one first; points in the order of their first appearance."""
    groups = grouped((point_of(observation), observation) for observation in observations)
    return {key: tuple(sorted(found, key=lambda one: one.vintage)) for key, found in groups.items()}
