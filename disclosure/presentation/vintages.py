"""Where a figure stands as current: its newest vintage, and how often it was published, leading to all vintages."""

from collections.abc import Iterable, Mapping, Sequence

from disclosure.model.records import Observation, Processing
from disclosure.model.vintages import point_of, vintages_of
from disclosure.presentation import addresses
from disclosure.presentation.view import View


def newest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The newest vintage of each point, points in the order of their first appearance."""
    return tuple(vintages[-1] for vintages in vintages_of(observations).values())


def known(view: View, observation: Observation) -> tuple[Observation, ...]:
    """All vintages of the point of an observation that this view has on record, the first one first."""
    return view.indexes.vintages.get(observation.region, {}).get(point_of(observation), (observation,))


def linked(view: View, observation: Observation) -> Mapping[str, object]:
    """How often a figure was published, leading to its history, as `vintages` of a cell; nothing for one vintage."""
    found = known(view, observation)
    if len(found) == 1:
        return {}
    return {"vintages": {"text": count(view, found), "address": addresses.vintages(view.language, point_of(found[0]))}}


def count(view: View, vintages: Sequence[Observation]) -> str:
    """共公布 2 次; a number that nobody printed is no publication: 公布 1 次，另有 1 个推算的数."""
    computed = sum(map(is_computed, vintages))
    key = "region.vintages_computed" if computed else "region.vintages_count"
    return view.word(key, count=len(vintages) - computed, computed=computed)


def is_computed(observation: Observation) -> bool:
    """Whether no document prints the number."""
    return observation.processing is Processing.COMPUTED
