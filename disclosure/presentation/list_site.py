"""Which pages a release has about lists, products and installations."""

from collections.abc import Iterator

from disclosure.model.siteplan import Entry
from disclosure.presentation import list_pages, listed, product_pages, unit_pages
from disclosure.presentation.view import View


def pages(view: View) -> Iterator[Entry]:
    """Every page about lists; none where no product is known."""
    for name in listed.PAGES:
        yield from list_pages.pages(view, name)
    yield product_pages.register_page(view)
    for code in view.release.lists.products:
        yield from product_pages.entries(view, code)
    for code in view.release.lists.installations:
        yield unit_pages.page(view, code)
