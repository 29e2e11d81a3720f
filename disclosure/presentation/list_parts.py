"""The parts of the site about levels, lists and installations, each made from its own excerpt."""

from collections.abc import Iterator
from functools import cache

from disclosure.model.release import Release
from disclosure.model.siteplan import Part
from disclosure.model.tables import Dataset
from disclosure.presentation import dataset_pages, list_addresses
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.efficiency_dataset import efficiency_dataset
from disclosure.presentation.excerpts import Excerpts


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
        lambda: cut.lists.whole,
        lambda: dataset_pages.entries(cut.of_nothing(), made(), words),
        lambda: dataset_pages.summary(cut.of_nothing(), made()),
    )
