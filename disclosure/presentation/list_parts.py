"""The parts of the site about levels, lists and installations, each made from its own excerpt."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from disclosure.model.lists import Lists
from disclosure.model.release import Release
from disclosure.model.siteplan import Entry, Part
from disclosure.model.tables import Dataset
from disclosure.presentation import dataset_pages, list_addresses, list_pages, list_site, listed, product_pages
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.efficiency_dataset import efficiency_dataset
from disclosure.presentation.excerpts import Excerpts, over
from disclosure.presentation.fingerprints import fingerprint


def list_parts(cut: Excerpts, release: Release, words: Words) -> Iterator[Part]:
    """Every part about levels, lists and installations."""
    if release.lists.is_any:
        yield _efficiency(cut, release, words)
        for name in listed.PAGES:
            yield _list(cut, release, name)
    for code in release.lists.products:
        yield _product(cut, release, code)
    for code in release.lists.enterprises:
        yield _enterprise(cut, release, code)


def _list(cut: Excerpts, release: Release, name: str) -> Part:
    """Every page of one list; how many entries the others hold stands on them."""
    return Part(
        f"list/{_realm(cut)}/{name}",
        lambda: cut.lists.whole,
        lambda: chain.from_iterable(list_pages.pages(view, name) for view in over(cut.of_nothing(), release.lists)),
        lambda: None,
    )


def _product(cut: Excerpts, release: Release, code: str) -> Part:
    """The page of a product with its drawings, made from what is named of it and how many cases are open."""
    codes = [unit.code for unit in release.lists.made.get(code, ())]
    waiting = tuple(case for case in release.lists.open if case.product == code)

    @cache
    def made() -> Lists:
        return cut.lists.about(codes, open=waiting)

    return Part(
        f"product/{_realm(cut)}/{code}",
        lambda: cut.lists.told(codes, waiting),
        lambda: chain.from_iterable(product_pages.entries(view, code) for view in over(cut.of_nothing(), made())),
        lambda: None,
    )


def _enterprise(cut: Excerpts, release: Release, code: str) -> Part:
    """The page of an enterprise and of each of its installations."""
    codes = [unit.code for unit in release.lists.owned.get(code, ())]

    @cache
    def made() -> Lists:
        return cut.lists.about(codes)

    return Part(
        f"enterprise/{code}",
        lambda: cut.lists.told(codes),
        lambda: _together(list_site.of_enterprise(view, code) for view in over(cut.of_nothing(), made())),
        lambda: None,
    )


def _together(pages: Iterable[Iterator[Entry]]) -> Iterator[Entry]:
    """Each page in every language at once, so that one hand draws what both share."""
    return chain.from_iterable(zip(*pages, strict=True))


def _realm(cut: Excerpts) -> str:
    return cut.of_nothing()[0].realm


def _efficiency(cut: Excerpts, release: Release, words: Words) -> Part:
    """Lists and tiers as a dataset."""

    @cache
    def made() -> Dataset:
        return cut.of_nothing()[0].marked_dataset(efficiency_dataset(release, words))

    return Part(
        f"data/{list_addresses.efficiency_dataset(cut.of_nothing()[0].realm)}",
        lambda: fingerprint(cut.lists.whole, [dataset.title for dataset in release.datasets]),
        lambda: dataset_pages.entries(cut.of_nothing(), made(), words),
        lambda: dataset_pages.summary(cut.of_nothing(), made()),
    )
