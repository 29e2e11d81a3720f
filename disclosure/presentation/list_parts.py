"""The parts of the site about levels, lists and installations, each made from its own excerpt."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain

from disclosure.model.lists import Lists
from disclosure.model.release import Release
from disclosure.model.siteplan import Entry, Part
from disclosure.model.tables import Dataset
from disclosure.presentation import dataset_pages, list_addresses, list_pages, list_site, product_pages, product_tables
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.efficiency_dataset import efficiency_dataset
from disclosure.presentation.excerpts import Excerpts, over
from disclosure.presentation.fingerprints import fingerprint
from disclosure.presentation.list_excerpts import told
from disclosure.presentation.listed import PAGES
from disclosure.presentation.view import View

Pages = Callable[[View], Iterator[Entry]]


def list_parts(cut: Excerpts, release: Release, words: Words) -> Iterator[Part]:
    """Every part about levels, lists and installations; none where no product is known."""
    lists = release.lists
    if not lists.products:
        return
    if lists.installations:
        yield _efficiency(cut, release, words)
    yield _register(cut, release)
    yield _whole(cut, "overview", lists, list_site.overviews)
    for name in PAGES if lists.installations else ():
        yield _whole(cut, name, lists, partial(list_pages.pages, name=name))
    for code in lists.products:
        about = partial(cut.lists.of_product, code)
        pages = partial(product_pages.entries, code=code)
        yield _part(cut, f"product/{_realm(cut)}/{code}", _told_by(about), about, pages)
    for code in lists.enterprises:
        about = partial(cut.lists.of_enterprise, code)
        yield _part(cut, f"enterprise/{code}", _told_by(about), about, partial(list_site.of_enterprise, code=code))


def _part(cut: Excerpts, name: str, excerpt: Callable[[], bytes], about: Callable[[], Lists], pages: Pages) -> Part:
    """A part whose pages are made from an excerpt of the lists."""
    return Part(
        name,
        excerpt,
        lambda: chain.from_iterable(pages(view) for view in over(cut.of_nothing(), about())),
        lambda: None,
    )


def _whole(cut: Excerpts, name: str, lists: Lists, pages: Pages) -> Part:
    """A part that looks at all installations at once."""
    return _part(cut, f"lists/{_realm(cut)}/{name}", lambda: cut.lists.whole, lambda: lists, pages)


def _told_by(about: Callable[[], Lists]) -> Callable[[], bytes]:
    return lambda: told(about())


def _realm(cut: Excerpts) -> str:
    return cut.of_nothing()[0].realm or "real"


def _register(cut: Excerpts, release: Release) -> Part:
    """The register of products, with the limits that documents set."""
    targets = tuple(target for target in release.targets if product_tables.is_limit(target))
    return Part(
        f"lists/{_realm(cut)}/products",
        lambda: fingerprint(cut.told(targets), cut.lists.whole),
        lambda: (product_pages.register_page(view) for view in over(cut.of_numbers(targets, ()), release.lists)),
        lambda: None,
    )


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
