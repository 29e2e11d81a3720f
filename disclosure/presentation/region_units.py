"""The section of a region's page about its installations: how many stand in each tier, and the way to the list."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.efficiency import Installation
from disclosure.presentation import list_addresses, list_order, listed
from disclosure.presentation.view import Cell, View, cell

MOST_NAMED = 20
"""Lagging installations that are named at most; further ones stand on their list."""
LAGGING = "lagging"
NOWHERE: Mapping[str, int] = {}
"""A region that no list has a heading for."""


def section(view: View, code: str, places: Mapping[str, int] = NOWHERE) -> Mapping[str, object]:
    """The tiers of the named installations in a region and in all that lie in it; empty where there are none. Lists
    are opened at the region's own heading, where they have one on a known page."""
    inside = frozenset(view.indexes.inside(code))
    units = [unit for unit in view.release.lists.installations.values() if unit.region in inside]
    if not units:
        return {}
    return {
        "answer": view.word("region_units.answer", region=view.region(code), count=len(units)),
        "guide": listed.guide(view),
        "tally": listed.tally(view, units),
        "parts": tuple(_parts(view, code, units)),
        **_lagging(view, units),
        "links": tuple(_lists(view, code, units, places)),
    }


def _lagging(view: View, units: Sequence[Installation]) -> Mapping[str, object]:
    """The first installations on the list of those below the baseline level, and the heading over them."""
    known = view.release.lists.listed
    behind = [unit for unit in units if listed.on_list(known.get(unit.code, ()), LAGGING)]
    key = "lagging_first" if len(behind) > MOST_NAMED else "lagging"
    return {
        "lagging": tuple(listed.unit_link(view, unit) for unit in behind[:MOST_NAMED]),
        "lagging_title": view.word(f"region_units.{key}", count=MOST_NAMED),
    }


def _parts(view: View, code: str, units: Sequence[Installation]) -> Iterator[Cell]:
    """The regions right inside that have any of them, each with how many."""
    for child in view.indexes.children.get(code, ()):
        inside = view.indexes.inside(child)
        if count := sum(unit.region in inside for unit in units):
            text = view.word("region_units.part", region=view.region(child), count=count)
            yield cell(text, listed.region_address(view, child), view.lang(view.release.regions[child].name))


def _lists(view: View, code: str, units: Sequence[Installation], places: Mapping[str, int]) -> Iterator[Cell]:
    """The overview, and the lists on which any of them stands, each with how many of them."""
    yield cell(view.word("region_units.all"), list_addresses.lists(view.language, view.realm))
    placings = [one for unit in units for one in view.release.lists.listed.get(unit.code, ())]
    for name in listed.PAGES:
        if count := len(listed.on_list(placings, name)):
            text = view.word("lists.with_count", list=view.word(f"list_name.{name}"), count=count)
            yield cell(text, _list_address(view, code, name, places))


def _list_address(view: View, code: str, name: str, places: Mapping[str, int]) -> str:
    page = list_addresses.list_page(view.language, view.realm, name, "region", places.get(name, 1))
    return f"{page}#{list_order.anchor('region', code)}" if name in places else page
