"""Which pages a release has about lists, products and installations."""

from collections.abc import Iterator

from disclosure.model.siteplan import Entry
from disclosure.presentation import (
    data_center_page,
    enterprise_pages,
    list_overview,
    notice_pages,
    retrofit_pages,
    unit_pages,
)
from disclosure.presentation.view import View


def overviews(view: View) -> Iterator[Entry]:
    """The pages that look at all products and installations at once."""
    yield list_overview.page(view)
    yield data_center_page.page(view)
    if view.release.lists.installations:
        yield retrofit_pages.page(view)


def of_enterprise(view: View, code: str) -> Iterator[Entry]:
    """The page of an enterprise, and the page and notice of each of its installations."""
    yield enterprise_pages.page(view, code)
    for unit in view.release.lists.owned.get(code, ()):
        yield unit_pages.page(view, unit.code)
        if unit.code in view.release.lists.listed:
            yield notice_pages.page(view, unit.code)
