"""What one part of the site may look at of levels, lists and installations, with the fingerprint of what was committed
there: tiers and standings follow from it, from the rules and from the day, and how an installation counts also from a
correction whose entry is over.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from disclosure.model.later import Later, grouped
from disclosure.model.lists import Lists
from disclosure.presentation.fingerprints import fingerprint, said


class ListExcerpts:
    """Cuts the lists of a release down to what a part is made from; registers of products and levels stay whole."""

    def __init__(self, lists: Lists) -> None:
        """The lists of the whole release."""
        self._lists = lists
        self._of_unit = Later(lists.installations, self._committed)

    @cached_property
    def whole(self) -> bytes:
        """The fingerprint of everything."""
        lists = self._lists
        return fingerprint(self.told(lists.installations), lists.aggregates, lists.tombstones, lists.open)

    def told(self, codes: Iterable[str], *more: object) -> bytes:
        """The fingerprint of some installations and their enterprises, and of more; each is spelt once, whatever shows
        it."""
        lists, codes = self._lists, tuple(codes)
        firms = dict.fromkeys(lists.installations[code].enterprise for code in codes)
        known = [said(lists.enterprises[firm]) for firm in firms if firm in lists.enterprises]
        return fingerprint(known, b"".join(self._of_unit[code] for code in codes), *more)

    def _committed(self, code: str) -> bytes:
        lists = self._lists
        projects, current = lists.retrofits.get(code, ()), lists.current.get(code)
        found = (
            lists.installations[code],
            *(judged.record for judged in lists.efficiency.get(code, ())),
            *(placing.listing for placing in lists.listed.get(code, ())),
            *projects,
            *(step for project in projects for step in lists.steps.get(project.code, ())),
        )
        mended = current.retrofit.code if current and current.retrofit else ""
        return fingerprint([said(record) for record in found], current.tier if current else "", mended)

    @cached_property
    def _by_region(self) -> Mapping[str, tuple[str, ...]]:
        return grouped((installed.region, code) for code, installed in self._lists.installations.items())

    def inside(self, regions: Iterable[str]) -> tuple[str, ...]:
        """The installations in some regions."""
        return tuple(code for region in regions for code in self._by_region.get(region, ()))

    def within(self, regions: Iterable[str]) -> Lists:
        """What is known of the installations in some regions."""
        return self.about(self.inside(regions))

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


def bare_lists(lists: Lists) -> Lists:
    """Lists without any installation: products, levels and grades."""
    return Lists(products=lists.products, levels=lists.levels, grades=lists.grades)
