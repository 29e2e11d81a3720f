"""Which pages, drawings, tables and files the site consists of, in both languages.

**How a page module joins.** It offers `pages(view: View) -> Iterator[tuple[str, Recipe]]` and yields addresses with
recipes for `view.language`. Files that exist once for both languages are yielded only when `view.is_first`. A page is
`view.page(template, at, facts, **content)`:

- `template` is below `templates/`, such as `pages/region.html`, and extends `base.html`;
- `at` is a function of the language that gives the page's address (from `addresses`);
- `facts` hold `title` (also the document's title), `description` (the answer sentence, for search engines), `section`
  (a key of `nav.*`, to mark the current part), `trail` (breadcrumbs below home: `{"label", "address"}`, the last one is
  the page itself, with an empty address); the template reads them as `page`;
- `content` is whatever the template names, plain values only (text, booleans, tuples, mappings): no record, no Decimal.

Every template sees `site` (the chrome of the language), `page`, `word(key, **facts)` and the filter `link`. Components
are imported `with context`, because links are relative to the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from disclosure.model.release import Release
from disclosure.model.siteplan import Asset, Recipe, SitePlan
from disclosure.model.tables import Dataset
from disclosure.model.text import LANGUAGES, Language
from disclosure.presentation import (
    addresses,
    barometer_pages,
    dataset_pages,
    derived_datasets,
    directory_pages,
    document_pages,
    downloads,
    prose_pages,
    region_pages,
)
from disclosure.presentation.view import Indexes, View
from disclosure.presentation.wording import Wording

ASSETS = ("site.css", "favicon.svg")


def chrome(view: View) -> Mapping[str, object]:
    """What every page of a language shares: the templates' `site`."""
    site, language = view.release.rules.site, view.language
    return {
        "title": view.text(site.title),
        "tagline": view.text(site.tagline),
        "base_url": site.base_url,
        "publisher": view.text(site.publisher),
        "contact": view.text(site.contact),
        "footer": tuple({"label": view.text(label), "value": value} for label, value in site.footer if value),
        "licence": {"text": view.text(site.licence_title), "address": site.licence_path},
        "is_demonstration": site.is_demonstration,
        "is_draft": view.is_draft,
        "home": addresses.home(language),
        "navigation": navigation(view),
        "about": addresses.about(language),
        "accessibility": addresses.accessibility(language),
        "status": addresses.STATUS,
        "data_packages": addresses.DATA_PACKAGES,
        "style": addresses.STYLE,
        "icon": addresses.ICON,
    }


def navigation(view: View) -> tuple[Mapping[str, str], ...]:
    """The main parts of the site, in the order of the header."""
    parts = {
        "barometer": addresses.barometers,
        "regions": addresses.regions,
        "indicators": addresses.indicators,
        "data": addresses.datasets,
        "documents": addresses.documents,
        "method": addresses.method,
        "updates": addresses.updates,
    }
    return tuple(
        {"key": key, "label": view.word(f"nav.{key}"), "address": at(view.language)} for key, at in parts.items()
    )


def present(release: Release, words: Mapping[Language, Mapping[str, str]], is_draft: bool = False) -> SitePlan:
    """The plan of the whole site in both languages; raises `PlanFault` when two recipes claim one address."""
    indexes, units = Indexes.of(release), release.rules.units
    wordings = {language: Wording(language, words[language], units) for language in LANGUAGES}
    views = [
        View(release, wordings[language], indexes, is_draft, is_first=language == LANGUAGES[0])
        for language in LANGUAGES
    ]
    datasets = (*release.datasets, *derived_datasets.barometer_datasets(release, wordings))
    entries = chain(
        chain.from_iterable(_pages(view, datasets) for view in views),
        _files(release, datasets, wordings),
    )
    return SitePlan.of(entries, {view.language: chrome(view) for view in views}, words)


def _pages(view: View, datasets: Sequence[Dataset]) -> Iterator[tuple[str, Recipe]]:
    yield from barometer_pages.pages(view)
    yield from region_pages.pages(view)
    yield from directory_pages.pages(view)
    yield from document_pages.pages(view)
    yield from dataset_pages.pages(view, datasets)
    yield from prose_pages.pages(view)


def _files(
    release: Release, datasets: Sequence[Dataset], wordings: Mapping[Language, Wording]
) -> Iterator[tuple[str, Recipe]]:
    """Files that exist once for both languages."""
    for dataset in datasets:
        yield from downloads.files(dataset, wordings)
    yield addresses.DATA_PACKAGES, downloads.catalogue(release, datasets)
    yield addresses.STATUS, downloads.status(release)
    for name in ASSETS:
        yield addresses.asset(name), Asset(name)
