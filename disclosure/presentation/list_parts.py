"""The parts of the site about levels, lists and installations, each made from its own excerpt."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property

from disclosure.model.later import grouped
from disclosure.model.lists import Lists, Placing
from disclosure.model.release import Release
from disclosure.model.siteplan import Part
from disclosure.model.tables import Dataset
from disclosure.presentation import dataset_pages, list_addresses
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.efficiency_dataset import efficiency_dataset
from disclosure.presentation.excerpts import Excerpts, Views, bare_lists, fingerprint


def list_parts(cut: Excerpts, release: Release, words: Words) -> Iterator[Part]:
    """Every part about levels, lists and installations."""
    if release.lists.installations:
        yield _efficiency(cut, release, words)


def _efficiency(cut: Excerpts, release: Release, words: Words) -> Part:
    """Lists and tiers as a dataset."""

    @cache
    def made() -> Dataset:
        return cut.of_nothing()[0].marked_dataset(efficiency_dataset(release, words))

    return Part(
        f"data/{list_addresses.efficiency_dataset(cut.of_nothing()[0].realm)}",
        lambda: ListExcerpts(release.lists).whole,
        lambda: dataset_pages.entries(cut.of_nothing(), made(), words),
        lambda: dataset_pages.summary(cut.of_nothing(), made()),
    )


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
    def _placings(self) -> Mapping[str, tuple[Placing, ...]]:
        return grouped((placing.listing.installation, placing) for placing in self._lists.placings)

    def about(self, codes: Collection[str], **more: object) -> Lists:
        """What is known of some installations."""
        lists = self._lists
        retrofits = {code: lists.retrofits[code] for code in codes if code in lists.retrofits}
        projects = [project.code for found in retrofits.values() for project in found]
        installations = {code: lists.installations[code] for code in codes}
        firms = dict.fromkeys(installed.enterprise for installed in installations.values())
        return replace(
            bare_lists(lists),
            enterprises={code: lists.enterprises[code] for code in firms},
            installations=installations,
            efficiency={code: lists.efficiency[code] for code in codes if code in lists.efficiency},
            placings=tuple(placing for code in codes for placing in self._placings.get(code, ())),
            retrofits=retrofits,
            steps={code: lists.steps[code] for code in projects if code in lists.steps},
            **more,  # type: ignore[arg-type]  # further fields of the lists, by their names
        )


def told(lists: Lists) -> bytes:
    """The fingerprint of an excerpt."""
    return fingerprint(*_said(lists))


def _said(lists: Lists) -> tuple[object, ...]:
    installed = (lists.enterprises, lists.installations, lists.efficiency, lists.placings)
    return (*installed, lists.retrofits, lists.steps, lists.aggregates, lists.tombstones, lists.open)


def over(views: Views, lists: Lists) -> Views:
    """Views in which nothing is known of installations but an excerpt."""
    return tuple(replace(view, release=replace(view.release, lists=lists)) for view in views)
