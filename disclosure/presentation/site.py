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

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.release import Release
from disclosure.model.siteplan import Asset, Entry, SitePlan
from disclosure.model.tables import Table
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
    list_addresses,
    list_site,
    prose_pages,
    region_register,
    sample_pages,
)
from disclosure.presentation.fingerprints import fingerprint, said
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.parts import parts_of
from disclosure.presentation.sample_pages import Summaries
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
        "fronts": tuple(part["address"] for part in navigation(view)),
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
    parts: Mapping[str, Callable[[Language], str]] = {
        "barometer": addresses.barometers,
        "regions": addresses.regions,
        "indicators": addresses.indicators,
        **({"lists": partial(list_addresses.lists, realm="")} if view.release.lists.products else {}),
        "data": addresses.datasets,
        "documents": addresses.documents,
        "method": addresses.method,
        "updates": addresses.updates,
    }
    return tuple(
        {"key": key, "label": view.word(f"nav.{key}"), "address": at(view.language)} for key, at in parts.items()
    )


def present(
    release: Release,
    words: Mapping[Language, Mapping[str, str]],
    is_draft: bool = False,
    sample: Release | None = None,
    forms: Sequence[Table] = (),
) -> SitePlan:
    """The plan of the whole site in both languages; the sample stands apart from real places. `forms` are the tables
    that staff fill in, which the handbook explains."""
    real = _views(release, words, is_draft)
    fictional = _views(sample, words, is_draft) if sample else []
    parts, apart = tuple(parts_of(real)), tuple(parts_of(fictional)) if fictional else ()

    def front_of(summaries: Mapping[str, object]) -> Iterator[Entry]:
        yield from front(real, Summaries.of(real, {part.name: summaries[part.name] for part in parts}), sample, forms)
        if fictional:
            found = {part.name: summaries[part.name] for part in apart}
            yield from sample_pages.front(fictional, Summaries.of(fictional, found))

    return SitePlan(
        parts=(*parts, *apart),
        front=front_of,
        common=fingerprint(*map(_shared, filter(None, (release, sample))), is_draft),
        chrome={view.language: chrome(view) for view in real},
        words=words,
    )


def _views(release: Release, words: Mapping[Language, Mapping[str, str]], is_draft: bool) -> Sequence[View]:
    indexes, units = Indexes.of(release), release.rules.units
    return [
        View(release, Wording(language, words[language], units), indexes, is_draft, is_first=language == LANGUAGES[0])
        for language in LANGUAGES
    ]


def _shared(release: Release) -> object:
    """What every part of a release may look at: its registers, texts and dates."""
    lists = release.lists
    registers = (release.regions, release.sectors, release.indicators, release.documents, release.anomalies)
    known = [said(entry) for register in (*registers, lists.products, lists.levels) for entry in register.values()]
    known += [said(grade) for grade in lists.grades]
    texts = [(code, text.sha256) for code, text in release.texts.items()]
    return known, texts, release.as_of, release.data_date


def front(
    views: Sequence[View], found: Summaries, sample: Release | None = None, forms: Sequence[Table] = ()
) -> Iterator[Entry]:
    """The pages and files that sum the parts up, and those that need none of them."""
    for view in views:
        yield from _front_pages(view, found, bool(sample))
        yield from prose_pages.pages(view, forms, bool(sample))
    release = views[0].release
    yield addresses.DATA_PACKAGES, downloads.catalogue(release, (dataset.entry for dataset in found.datasets))
    levels = (one for scope in found.scopes.values() for one in scope.levels)
    yield addresses.STATUS, downloads.status(release, levels)
    for name in ASSETS:
        yield addresses.asset(name), Asset(name)


def _front_pages(view: View, found: Summaries, has_sample: bool) -> Iterator[Entry]:
    cards = found.cards(view)
    if view.release.rules.site.home_scope in view.indexes.barometers:
        yield barometer_pages.home_page(view, cards, sample_pages.link(view) if has_sample else None)
    yield barometer_pages.index_page(view, cards)
    yield region_register.register_page(view, found.regions)
    yield indicator_pages.register_page(view)
    yield directory_pages.updates_page(view)
    yield coverage_page.page(view)
    yield anomaly_pages.register_page(view)
    yield document_pages.register_page(view)
    yield dataset_pages.index_page(view, found.datasets)
    yield from list_site.overviews(view, has_sample)
