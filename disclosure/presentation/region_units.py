"""The section of a region's page about its installations: how many stand in each tier, and the way to the list."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.efficiency import Installation
from disclosure.presentation import list_addresses, listed
from disclosure.presentation.view import Cell, View, cell


def section(view: View, code: str) -> Mapping[str, object]:
    """The tiers of the named installations in a region and in all that lie in it; empty where there are none."""
    inside = frozenset(view.indexes.inside(code))
    units = [unit for unit in view.release.lists.installations.values() if unit.region in inside]
    if not units:
        return {}
    return {
        "answer": view.word("region_units.answer", region=view.region(code), count=len(units)),
        "guide": listed.guide(view),
        "tally": listed.tally(view, units),
        "parts": tuple(_parts(view, code, units)),
        "links": tuple(_lists(view, units)),
    }


def _parts(view: View, code: str, units: Sequence[Installation]) -> Iterator[Cell]:
    """The regions right inside that have any of them, each with how many."""
    for child in view.indexes.children.get(code, ()):
        inside = view.indexes.inside(child)
        if count := sum(unit.region in inside for unit in units):
            text = view.word("region_units.part", region=view.region(child), count=count)
            yield cell(text, listed.region_address(view, child), view.lang(view.release.regions[child].name))


def _lists(view: View, units: Sequence[Installation]) -> Iterator[Cell]:
    """The overview, and the lists on which any of them stands, each with how many of them."""
    yield cell(view.word("region_units.all"), list_addresses.lists(view.language, view.realm))
    placings = [one for unit in units for one in view.release.lists.listed.get(unit.code, ())]
    for name in listed.PAGES:
        if count := len(listed.on_list(placings, name)):
            text = view.word("lists.with_count", list=view.word(f"list_name.{name}"), count=count)
            yield cell(text, list_addresses.list_page(view.language, view.realm, name, "region"))
