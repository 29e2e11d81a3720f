"""The home of the fictional sample, apart from real places: its barometers, regions, lists, documents and datasets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclosure.model.siteplan import Entry
from disclosure.presentation import barometer_pages, downloads, list_addresses, list_overview, list_site, listed
from disclosure.presentation.parts import own_documents
from disclosure.presentation.summaries import DatasetSummary, RegionSummary, ScopeSummary
from disclosure.presentation.view import Cell, View, cell, column, table


@dataclass(frozen=True, slots=True)
class Summaries:
    """What the parts of one release say of themselves, by what front pages ask for."""

    scopes: Mapping[str, ScopeSummary]
    regions: Sequence[RegionSummary]
    datasets: Sequence[DatasetSummary]

    @classmethod
    def of(cls, views: Sequence[View], found: Mapping[str, object]) -> "Summaries":
        """Sort the summaries of the parts of a release."""
        named = {scope.id: found.get(f"barometer/{scope.id}") for scope in views[0].release.rules.scopes}
        scopes = {id_: one for id_, one in named.items() if isinstance(one, ScopeSummary)}
        committed = [one for one in found.values() if isinstance(one, DatasetSummary)]
        return cls(
            scopes,
            [one for one in found.values() if isinstance(one, RegionSummary)],
            [*committed, *(scope.dataset for scope in scopes.values())],
        )

    def cards(self, view: View) -> Mapping[str, Mapping[str, object]]:
        """Every scope of the rules as a card."""
        return {
            scope.id: self.scopes[scope.id].cards[view.language]
            if scope.id in self.scopes
            else barometer_pages.card(view, scope)
            for scope in view.release.rules.scopes
        }


def front(views: Sequence[View], found: Summaries) -> Iterator[Entry]:
    """The pages and files that sum the sample up."""
    for view in views:
        yield home_page(view, found)
        yield from list_site.overviews(view)
    release = views[0].release
    yield (
        list_addresses.sample_catalogue(),
        downloads.catalogue(release, (dataset.entry for dataset in found.datasets)),
    )


def home_page(view: View, found: Summaries) -> Entry:
    """Where everything fictional begins: what it is, and what can be seen of it."""
    lists = view.release.lists
    sentence = view.word(
        "sample.answer",
        regions=len(view.release.regions),
        enterprises=len(lists.enterprises),
        installations=len(lists.installations),
    )
    facts = {
        "title": view.word("sample.title"),
        "description": sentence,
        "section": "",
        "trail": ({"label": view.word("sample.title"), "address": ""},),
    }
    return view.page(
        "pages/sample.html",
        list_addresses.sample,
        facts,
        answer=sentence,
        lists=tuple(_lists(view)),
        scopes=tuple(found.cards(view).values()),
        regions=_regions(view, found),
        datasets=tuple(dataset.cards[view.language] for dataset in found.datasets),
        documents=tuple(view.document_title(code) for code in own_documents(view.release)),
        catalogue=list_addresses.sample_catalogue(),
    )


def _lists(view: View) -> Iterator[Cell]:
    """The way to the overview of lists, to each list with its count, and to what stands beside them."""
    language, realm = view.language, view.realm
    yield cell(view.word("sample.lists_all"), list_addresses.lists(language, realm))
    for name in listed.PAGES if view.release.lists.is_any else ():
        yield listed.list_link(view, name)
    yield from list_overview.doors(view)


def _regions(view: View, found: Summaries) -> Mapping[str, object]:
    columns = [column(view.word(f"region.{key}"), is_plain=True) for key in ("title_index", "kind", "latest")]
    rows = ((row[0], row[1], row[3]) for row in (region.rows[view.language] for region in found.regions))
    return table(view.word("sample.regions"), columns, rows)


def link(view: View) -> Cell:
    """The way to the sample, from pages about real places."""
    return cell(view.word("sample.link"), list_addresses.sample(view.language))
