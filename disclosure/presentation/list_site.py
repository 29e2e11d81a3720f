"""Which pages a release has about lists, products and installations."""

from collections.abc import Iterator

from disclosure.model.siteplan import Entry
from disclosure.presentation import (
    data_center_page,
    enterprise_pages,
    list_overview,
    list_pages,
    listed,
    product_pages,
    retrofit_pages,
    unit_pages,
)
from disclosure.presentation.view import View


def pages(view: View) -> Iterator[Entry]:
    """Every page about lists; none where no product is known."""
    yield from overviews(view)
    for name in listed.PAGES if view.release.lists.is_any else ():
        yield from list_pages.pages(view, name)
    for code in view.release.lists.products:
        yield from product_pages.entries(view, code)
    for code in view.release.lists.enterprises:
        yield from of_enterprise(view, code)


def overviews(view: View, has_sample: bool = False) -> Iterator[Entry]:
    """The front pages: they look at all products and installations; none where no product is known."""
    if not view.release.lists.products:
        return
    yield list_overview.page(view, has_sample)
    yield product_pages.register_page(view)
    yield data_center_page.page(view)
    if view.release.lists.installations:
        yield retrofit_pages.page(view)


def of_enterprise(view: View, code: str) -> Iterator[Entry]:
    """The page of an enterprise and of each of its installations."""
    yield enterprise_pages.page(view, code)
    for unit in view.release.lists.owned.get(code, ()):
        yield unit_pages.page(view, unit.code)
