"""How much was taken from a document, by the pages that it stands on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from disclosure.model.later import grouped
from disclosure.model.records import Document, Provision, Taken
from disclosure.model.release import Release
from disclosure.presentation import addresses
from disclosure.presentation.level_rows import LevelRow
from disclosure.presentation.view import View


class Found(NamedTuple):
    """How much was taken from a document: numbers, provisions, the pages that they stand on, and records of
    installations."""

    numbers: int
    provisions: int
    pages: tuple[int, ...]
    listed: int = 0
    """Records of installations that may be named, which stand on the pages of these."""

    @classmethod
    def among(cls, taken: Sequence[Taken], levels: Sequence[LevelRow] = (), listed: int = 0) -> "Found":
        """Count what was taken."""
        provisions = sum(isinstance(record, Provision) for record in taken)
        pages = {*numbered(taken), *(addresses.part_of(level.provenance) for level in levels)}
        return cls(len(taken) - provisions + len(levels), provisions, tuple(sorted(pages)), listed)


def taken_by_document(release: Release) -> Mapping[str, tuple[Taken, ...]]:
    """Everything that was taken from each document, kind by kind in the order of the packages' rows."""
    return grouped((record.provenance.document, record) for record in release.taken)


def numbered(taken: Iterable[Taken]) -> Mapping[int, tuple[Taken, ...]]:
    """What was taken from a document by the page it stands on; long documents go on over several pages."""
    return {1: (), **grouped((addresses.part_of(record.provenance), record) for record in taken)}


def answer(view: View, item: Document, found: Found) -> str:
    """How much was taken from a document."""
    title = view.text(item.title)
    if found.listed and not found.numbers:
        return view.word("document.answer_only_listed", title=title, listed=found.listed)
    if found.listed:
        return view.word("document.answer_listed", title=title, count=found.numbers, listed=found.listed)
    key = "document.answer_provisions" if found.provisions else "document.answer"
    return view.word(key, title=title, count=found.numbers, provisions=found.provisions)
