"""What one part of the site may look at of levels, lists and installations."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from disclosure.model.later import grouped
from disclosure.model.lists import Lists
from disclosure.presentation.fingerprints import fingerprint


class ListExcerpts:
    """Cuts the lists of a release down to what a part is made from; registers of products and levels stay whole."""

    def __init__(self, lists: Lists) -> None:
        """The lists of the whole release."""
        self._lists = lists

    @cached_property
    def whole(self) -> bytes:
        """The fingerprint of everything."""
        return fingerprint(*_said(self._lists))

    @cached_property
    def _by_region(self) -> Mapping[str, tuple[str, ...]]:
        return grouped((installed.region, code) for code, installed in self._lists.installations.items())

    def within(self, regions: Collection[str]) -> Lists:
        """What is known of the installations in some regions."""
        return self.about([code for region in regions for code in self._by_region.get(region, ())])

    def about(self, codes: Collection[str], **more: object) -> Lists:
        """What is known of some installations."""
        lists = self._lists
        retrofits = {code: lists.retrofits[code] for code in codes if code in lists.retrofits}
        projects = [project.code for found in retrofits.values() for project in found]
        installations = {code: lists.installations[code] for code in codes}
        firms = dict.fromkeys(installed.enterprise for installed in installations.values())
        listed = {code: lists.listed[code] for code in codes if code in lists.listed}
        return replace(
            bare_lists(lists),
            enterprises={code: lists.enterprises[code] for code in firms},
            installations=installations,
            efficiency={code: lists.efficiency[code] for code in codes if code in lists.efficiency},
            current={code: lists.current[code] for code in codes if code in lists.current},
            placings=tuple(placing for found in listed.values() for placing in found),
            listed=listed,
            owned=grouped((installed.enterprise, installed) for installed in installations.values()),
            made=grouped((installed.product, installed) for installed in installations.values()),
            retrofits=retrofits,
            steps={code: lists.steps[code] for code in projects if code in lists.steps},
            **more,  # type: ignore[arg-type]  # further fields of the lists, by their names
        )


def told(lists: Lists) -> bytes:
    """The fingerprint of an excerpt."""
    return fingerprint(*_said(lists))


def _said(lists: Lists) -> tuple[object, ...]:
    installed = (lists.enterprises, lists.installations, lists.efficiency, lists.current, lists.placings)
    return (*installed, lists.retrofits, lists.steps, lists.aggregates, lists.tombstones, lists.open)


def bare_lists(lists: Lists) -> Lists:
    """Lists without any installation: products, levels and grades."""
    return Lists(products=lists.products, levels=lists.levels, grades=lists.grades)
