"""The parts of the site: each region, barometer, dataset, document and indicator, made from its own excerpt."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain

from disclosure.measures.coverage import Cited, cited_by_document
from disclosure.measures.derive import members
from disclosure.model.later import grouped
from disclosure.model.records import Observation, Taken, Target
from disclosure.model.release import Release
from disclosure.model.rules import Scope
from disclosure.model.siteplan import Entry, Part
from disclosure.model.tables import Dataset
from disclosure.presentation import (
    barometer_pages,
    dataset_pages,
    document_pages,
    document_texts,
    downloads,
    indicator_pages,
    issued_pages,
    region_pages,
    region_register,
)
from disclosure.presentation.derived_datasets import Issues, Words, barometer_dataset
from disclosure.presentation.document_counts import MOST_UNITS, Found, numbered, printed_beside, taken_by_document
from disclosure.presentation.excerpts import Excerpts, Views, over
from disclosure.presentation.fingerprints import fingerprint
from disclosure.presentation.level_rows import of_document
from disclosure.presentation.list_parts import list_parts
from disclosure.presentation.summaries import ScopeSummary
from disclosure.presentation.view import View


def parts_of(views: Sequence[View]) -> Iterator[Part]:
    """Every part of the site, those with the costliest files first."""
    release, cut = views[0].release, Excerpts(views)
    words = {view.language: view.wording for view in views}
    for dataset in release.datasets:
        yield _dataset(cut, dataset, words)
    yield from list_parts(cut, release, words)
    for scope in release.rules.scopes:
        if scope.id in release.derived or scope.id in views[0].indexes.issued:
            yield _scope(cut, release, scope, words)
    for code in release.regions:
        yield _region(cut, code)
    taken, cited = taken_by_document(release), cited_by_document(release)
    beside = printed_beside(release)
    for code in own_documents(release):
        known = taken.get(code, ())
        found = Found.among(known, of_document(cut.bare, code), cited.get(code, Cited()), beside.get(code, 0))
        yield from _document(cut, code, known, found)
        if code in release.texts:
            yield _document_text(cut, code, taken.get(code, ()))
    targets = grouped((target.indicator, target) for target in release.targets)
    points = grouped((point.indicator, point) for point in release.observations)
    for code in () if release.is_sample else release.indicators:  # the sample is measured by the real ones
        yield _indicator(cut, code, targets.get(code, ()), points.get(code, ()))


def own_documents(release: Release) -> Iterator[str]:
    """The documents that have their page in this release; those that the sample borrows have theirs in the real one."""
    packages = {dataset.name for dataset in release.datasets}
    for code, document in release.documents.items():
        if not release.is_sample or document.provenance.package in packages:
            yield code


def _dataset(cut: Excerpts, dataset: Dataset, words: Words) -> Part:
    return Part(
        f"data/{dataset.name}",
        lambda: fingerprint(dataset),
        lambda: dataset_pages.entries(cut.of_nothing(), dataset, words),
        lambda: dataset_pages.summary(cut.of_nothing(), dataset),
    )


def _scope(cut: Excerpts, release: Release, scope: Scope, words: Words) -> Part:
    """A barometer with its dataset, ours from the records of its members, an authority's from what it issued."""
    titles = {dataset.name: dataset.title.zh for dataset in release.datasets}
    official = [light for light in release.official if light.scheme == scope.scheme]

    @cache
    def made() -> tuple[Views, Dataset]:
        views = cut.of_scope(scope)
        found = views[0].indexes
        issues: Issues = (*found.barometers.get(scope.id, ()), *found.issued.get(scope.id, ()))
        dataset = barometer_dataset(cut.bare, scope, issues, titles, words)
        return views, views[0].marked_dataset(dataset)

    return Part(
        f"barometer/{scope.id}",
        lambda: fingerprint(cut.committed(members(scope, release.regions)), cut.told(official), titles),
        lambda: _scope_entries(*made(), scope, words),
        lambda: _scope_summary(*made(), scope),
    )


def _scope_entries(views: Views, dataset: Dataset, scope: Scope, words: Words) -> Iterator[Entry]:
    yield from dataset_pages.entries(views, dataset, words)
    room = issued_pages if scope.kind == "issued" else barometer_pages
    for view in views:
        yield from room.pages(view, scope)


def _scope_summary(views: Views, dataset: Dataset, scope: Scope) -> ScopeSummary:
    issues = views[0].indexes.barometers.get(scope.id, ())
    return ScopeSummary(
        {view.language: barometer_pages.card(view, scope) for view in views},
        tuple(map(downloads.issue_levels, issues)),
        dataset_pages.summary(views, dataset),
    )


def _region(cut: Excerpts, code: str) -> Part:
    family = cut.family(code)

    def views() -> Views:
        return over(cut.of_regions(family), cut.lists_inside(code))

    return Part(
        f"region/{code}",
        lambda: fingerprint(cut.committed(family), cut.committed_inside(code), cut.places(code)),
        lambda: chain.from_iterable(region_pages.pages(view, code, cut.places(code)) for view in views()),
        lambda: region_register.summary(cut.of_regions(family), code),
    )


def _document(cut: Excerpts, code: str, taken: Sequence[Taken], found: Found) -> Iterator[Part]:
    """Each page of a document is a part."""
    pages = numbered(taken)
    for number in found.pages:
        yield Part(
            f"document/{code}/{number}",
            partial(_document_excerpt, cut, pages.get(number, ()), found),
            partial(_document_page, cut, code, number, pages.get(number, ()), found),
            lambda: None,
        )


def _document_text(cut: Excerpts, code: str, taken: Sequence[Taken]) -> Part:
    return Part(
        f"document/{code}/text",
        lambda: cut.told(taken),
        lambda: chain.from_iterable(document_texts.entries(view, code, taken) for view in cut.of_nothing()),
        lambda: None,
    )


def _document_excerpt(cut: Excerpts, taken: Sequence[Taken], found: Found) -> bytes:
    return fingerprint(found, cut.told(taken), cut.lists.told(found.cited.units[:MOST_UNITS]))


def _document_page(cut: Excerpts, code: str, number: int, taken: Sequence[Taken], found: Found) -> Iterator[Entry]:
    for view in over(cut.of_nothing(), cut.lists.about(found.cited.units[:MOST_UNITS])):
        yield document_pages.page(view, code, number, taken, found)


def _indicator(cut: Excerpts, code: str, targets: tuple[Target, ...], points: tuple[Observation, ...]) -> Part:
    return Part(
        f"indicator/{code}",
        lambda: cut.told((*targets, *points)),
        lambda: (indicator_pages.page(view, code) for view in cut.of_numbers(targets, points)),
        lambda: None,
    )
