"""The section of a region's page about its installations: how many stand in each tier, and the way to the list."""

from collections.abc import Mapping

from disclosure.presentation import list_addresses, listed
from disclosure.presentation.view import View


def section(view: View, code: str) -> Mapping[str, object]:
    """The tiers of a region's own named installations; empty where there are none."""
    units = [unit for unit in view.release.lists.installations.values() if unit.region == code]
    if not units:
        return {}
    placings = [one for unit in units for one in view.release.lists.listed.get(unit.code, ())]
    names = [name for name in listed.PAGES if listed.on_list(placings, name)]
    return {
        "answer": view.word("region_units.answer", region=view.region(code), count=len(units)),
        "tally": listed.tally(view, units),
        "links": tuple(
            {
                "text": view.word(
                    "lists.with_count",
                    list=view.word(f"list_name.{name}"),
                    count=len(listed.on_list(placings, name)),
                ),
                "address": list_addresses.list_page(view.language, view.realm, name, "region"),
            }
            for name in names
        ),
    }
