"""Which pages, drawings, tables and files the site consists of, in both languages.

**How a page module joins.** It offers functions that take a `View` and give entries, an address with its recipe, for
`view.language`; `parts.py` makes a part of them, or `front` below a front page. Files that exist once for both
languages are yielded only when `view.is_first`. A page is `view.page(template, at, facts, **content)`:

- `template` is below `templates/`, such as `pages/region.html`, and extends `base.html`;
- `at` is a function of the language that gives the page's address (from `addresses`);
- `facts` hold `title` (also the document's title), `description` (the answer sentence, for search engines), `section`
  (a key of `nav.*`, to mark the current part), `trail` (breadcrumbs below home: `{"label", "address"}`, the last one is
  the page itself, with an empty address); the template reads them as `page`;
- `content` is whatever the template names, plain values only (text, booleans, tuples, mappings): no record, no Decimal.

A part sees its own excerpt of the release and nothing else, so that its files stay true while the excerpt does; a
front page sees the whole release and the summaries of all parts, and is made anew in every build.

Every template sees `site` (the chrome of the language), `page`, `word(key, **facts)` and the filter `link`. Components
are imported without context: words, chrome and links are at hand in the whole environment, the rest is passed to them.
"""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.release import Release
from disclosure.model.siteplan import Asset, Entry, SitePlan
from disclosure.model.text import LANGUAGES, Language
from disclosure.presentation import (
    addresses,
    anomaly_pages,
    barometer_pages,
    coverage_page,
    dataset_pages,
    directory_pages,
    document_pages,
    downloads,
    indicator_pages,
    prose_pages,
    region_register,
)
from disclosure.presentation.excerpts import fingerprint, said
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.parts import parts_of
from disclosure.presentation.summaries import DatasetSummary, RegionSummary, ScopeSummary
from disclosure.presentation.view import View
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
        "handbook": addresses.handbook(language),
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


def present(
    release: Release, words: Mapping[Language, Mapping[str, str]], is_draft: bool = False, sample: Release | None = None
) -> SitePlan:
    """The plan of the whole site in both languages."""
    indexes, units = Indexes.of(release), release.rules.units
    views = [
        View(release, Wording(language, words[language], units), indexes, is_draft, is_first=language == LANGUAGES[0])
        for language in LANGUAGES
    ]
    registers = (release.regions, release.sectors, release.indicators, release.documents, release.anomalies)
    known = [said(entry) for register in registers for entry in register.values()]
    texts = [(code, text.sha256) for code, text in release.texts.items()]
    return SitePlan(
        parts=tuple(parts_of(views)),
        front=lambda summaries: front(views, summaries),
        common=fingerprint(known, texts, release.as_of, release.data_date, is_draft),
        chrome={view.language: chrome(view) for view in views},
        words=words,
    )


def front(views: Sequence[View], summaries: Mapping[str, object]) -> Iterator[Entry]:
    """The pages and files that sum the parts up, and those that need none of them."""
    scopes = {scope.id: summaries.get(f"barometer/{scope.id}") for scope in views[0].release.rules.scopes}
    barometers = {id_: found for id_, found in scopes.items() if isinstance(found, ScopeSummary)}
    regions = [found for found in summaries.values() if isinstance(found, RegionSummary)]
    committed = [found for found in summaries.values() if isinstance(found, DatasetSummary)]
    datasets = [*committed, *(found.dataset for found in barometers.values())]
    for view in views:
        yield from _front_pages(view, barometers, regions, datasets)
    release = views[0].release
    yield addresses.DATA_PACKAGES, downloads.catalogue(release, (dataset.entry for dataset in datasets))
    yield addresses.STATUS, downloads.status(release, (one for found in barometers.values() for one in found.levels))
    for name in ASSETS:
        yield addresses.asset(name), Asset(name)


def _front_pages(
    view: View,
    barometers: Mapping[str, ScopeSummary],
    regions: Sequence[RegionSummary],
    datasets: Sequence[DatasetSummary],
) -> Iterator[Entry]:
    cards = {
        scope.id: barometers[scope.id].cards[view.language]
        if scope.id in barometers
        else barometer_pages.card(view, scope)
        for scope in view.release.rules.scopes
    }
    if view.release.rules.site.home_scope in view.indexes.barometers:
        yield barometer_pages.home_page(view, cards)
    yield barometer_pages.index_page(view, cards)
    yield region_register.register_page(view, regions)
    yield indicator_pages.register_page(view)
    yield directory_pages.updates_page(view)
    yield coverage_page.page(view)
    yield anomaly_pages.register_page(view)
    yield document_pages.register_page(view)
    yield dataset_pages.index_page(view, datasets)
    yield from prose_pages.pages(view)
