"""Published figures that contradict each other, in sentences."""

from collections.abc import Callable, Mapping

from disclosure.model.records import Observation
from disclosure.model.release import Discrepancy
from disclosure.presentation import evidence, vintages
from disclosure.presentation.region_records import indicator
from disclosure.presentation.view import View
from disclosure.presentation.wording import places_of


def sentence(view: View, found: Discrepancy) -> str:
    """What contradicts what, with its period."""
    facts = {**found.facts, **FACTS[found.code](view, found)}
    return view.word(f"discrepancy.{found.code}", **facts, period=view.period(found.period))


def _chain(view: View, found: Discrepancy) -> Mapping[str, str]:
    """A change as printed beside the one computed from the years."""
    if found.printed is None or found.computed is None:
        return {}
    places = max(evidence.PLACES, places_of(found.printed))
    say = view.wording
    return {"printed": say.change(found.printed), "computed": say.change(found.computed, places=places)}


def _vintages(view: View, found: Discrepancy) -> Mapping[str, str]:
    """All numbers of one figure, each with its unit; the computed ones say that they are."""
    points = [record for record in found.records if isinstance(record, Observation)]
    said = [
        view.word("region.vintage_computed", value=view.recorded(point))
        if vintages.is_computed(point)
        else view.recorded(point)
        for point in points
    ]
    name = indicator(view, points[0].indicator)["text"], view.word(f"measure.{points[0].measure}")
    return {"figure": view.word("fact.joint").join(map(str, name)), "values": view.wording.list(said)}


def _official(view: View, found: Discrepancy) -> Mapping[str, str]:
    return {"yardstick": view.word(f"yardstick.{found.facts['yardstick']}")}


FACTS: Mapping[str, Callable[[View, Discrepancy], Mapping[str, str]]] = {
    "chain_differs": _chain,
    "vintages_differ": _vintages,
    "official_differs": _official,
}
"""How the facts of each kind of contradiction are said."""
