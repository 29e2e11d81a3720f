"""How much was taken from a document, by the pages that it stands on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from disclosure.measures.coverage import Cited
from disclosure.model.later import grouped
from disclosure.model.records import Document, Provision, Taken
from disclosure.model.release import Release
from disclosure.presentation import addresses, list_addresses, listed
from disclosure.presentation.level_rows import LevelRow
from disclosure.presentation.view import View

MOST_UNITS = 50
"""Installations that the page of a document leads to at most; further ones stand on the lists."""


class Found(NamedTuple):
    """How much was taken from a document: numbers, provisions, the pages that they stand on, and records of
    installations."""

    numbers: int
    provisions: int
    pages: tuple[int, ...]
    cited: Cited = Cited()
    """What is published of installations on its basis, which stands on the pages of these."""
    beside: int = 0
    """Records taken from another document of which this one prints the same."""

    @classmethod
    def among(cls, taken: Sequence[Taken], levels: Sequence[LevelRow], cited: Cited, beside: int = 0) -> "Found":
        """Count what was taken."""
        provisions = sum(isinstance(record, Provision) for record in taken)
        pages = {*numbered(taken), *(addresses.part_of(level.provenance) for level in levels)}
        return cls(len(taken) - provisions + len(levels), provisions, tuple(sorted(pages)), cited, beside)


def taken_by_document(release: Release) -> Mapping[str, tuple[Taken, ...]]:
    """Everything that was taken from each document, kind by kind in the order of the packages' rows."""
    return grouped((record.provenance.document, record) for record in release.taken)


def printed_beside(release: Release) -> Mapping[str, int]:
    """How much each document prints as well of what was taken from others."""
    records = (*release.taken, *release.lists.levels.values(), *release.lists.grades)
    return Counter(document for record in records for document in record.provenance.also)


def numbered(taken: Iterable[Taken]) -> Mapping[int, tuple[Taken, ...]]:
    """What was taken from a document by the page it stands on; long documents go on over several pages."""
    return {1: (), **grouped((addresses.part_of(record.provenance), record) for record in taken)}


def answer(view: View, item: Document, found: Found) -> str:
    """How much was taken from a document, or is published on its basis."""
    kinds = view.wording.list(view.word(f"document_kind.{kind}", count=count) for kind, count in found.cited.kinds)
    return view.word(
        f"document.{_answer_key(found)}",
        title=view.text(item.title),
        count=found.numbers,
        provisions=found.provisions,
        kinds=kinds,
        beside=found.beside,
    )


def _answer_key(found: Found) -> str:
    """Nothing is said of what there is none of: another day it may be published."""
    if found.cited.kinds:
        return "answer_listed" if found.numbers else "answer_only_listed"
    if found.provisions:
        return "answer_provisions" if found.numbers else "answer_only_provisions"
    if found.numbers:
        return "answer"
    return "answer_beside" if found.beside else "answer_nothing"


def units(view: View, found: Found) -> Mapping[str, object]:
    """The installations whose records cite a document, each leading to its page; empty where there are none."""
    codes = found.cited.units
    if not codes:
        return {}
    known = view.release.lists.installations
    return {
        "answer": view.word("document.units_answer", count=len(codes)),
        "links": tuple(listed.unit_link(view, known[code]) for code in codes[:MOST_UNITS]),
        "more": view.word("document.units_more", shown=MOST_UNITS) if len(codes) > MOST_UNITS else "",
        "lists": list_addresses.lists(view.language, view.realm),
    }
