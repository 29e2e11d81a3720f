"""The archived text of a document, with what was taken from it marked in it and listed beside it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, groupby
from typing import NamedTuple

from disclosure.model.archive import ArchivedText, Passage
from disclosure.model.records import Anomaly, Taken
from disclosure.model.siteplan import Entry, TextFile
from disclosure.presentation import addresses
from disclosure.presentation.directory_pages import trail
from disclosure.presentation.document_pages import described
from disclosure.presentation.view import View

CELLS = "\t"
"""What parts the cells of a table in an archived text."""
LONGEST_HEADING = 40
"""Characters of a line that may be a heading."""
LONGEST_NUMBER, FULL_STOP = 5, "。"
FEWEST_WITH_HEAD = 3
"""Rows of a table the first of which is taken for its head."""
LEFT_OVER = re.compile(r"(\[(?:bookmark|image): [^\]]*\]|\*\*)")
"""What a word processor left in a text that was copied out of it."""
Segment = Mapping[str, object]


class Place(NamedTuple):
    """A place of a record in its document: its own, or a further one that prints the same, counted from 1."""

    record: Taken | Anomaly
    number: int

    @property
    def anchor(self) -> str:
        """The id of the place on the page of the text."""
        provenance = self.record.provenance
        is_own = self.number == 0
        return addresses.record_anchor(provenance) if is_own else addresses.further_anchor(provenance, self.number)


class Mark(NamedTuple):
    """A stretch of text that records were taken from."""

    passage: Passage
    places: tuple[Place, ...]


class Line(NamedTuple):
    """A line of the text by the places of its first character and of its end."""

    start: int
    end: int
    kind: str
    """h2, h3, p or table."""


def entries(view: View, code: str, taken: Sequence[Taken]) -> Iterator[Entry]:
    """The page of an archived text in the view's language and, with the first language, the text as a file."""
    text = view.release.texts[code]
    if view.is_first:
        yield addresses.document_text_file(code), TextFile(text.text)
    yield _page(view, code, text, taken)


def _page(view: View, code: str, text: ArchivedText, taken: Sequence[Taken]) -> Entry:
    item = view.release.documents[code]
    title = view.word("document_text.title", title=view.text(item.title))
    odd = [anomaly for anomaly in view.release.anomalies.values() if anomaly.provenance.document == code]
    marks = marks_of(text, (*taken, *odd))
    sentence = _answer(view, marks)
    document = {"label": view.text(item.title), "address": addresses.document(view.language, code)}
    *above, _ = trail(view, "documents", addresses.documents, title)
    page_facts = {
        "title": title,
        "description": sentence,
        "section": "documents",
        "trail": (*above, document, {"label": view.word("document_text.short"), "address": ""}),
    }
    return view.page(
        "pages/document_text.html",
        partial(addresses.document_text, code=code),
        page_facts,
        lang=view.lang(item.title),
        answer=sentence,
        is_draft=item.status == "draft",
        document=document,
        file=addresses.document_text_file(code),
        sha256=text.sha256,
        blocks=tuple(_blocks(view, text.text, marks)),
    )


def _answer(view: View, marks: Sequence[Mark]) -> str:
    """How much was taken from how many places; pieces of one quote are one place."""
    places = sum(bool(mark.places) for mark in marks)
    if not places:
        return view.word("document_text.none")
    records = {id(place.record): place.record for mark in marks for place in mark.places}
    odd = sum(isinstance(record, Anomaly) for record in records.values())
    key = "document_text.answer_odd" if odd else "document_text.answer"
    return view.word(key, places=places, count=len(records) - odd, odd=odd)


def marks_of(text: ArchivedText, taken: Iterable[Taken | Anomaly]) -> tuple[Mark, ...]:
    """What is marked in a text, from its beginning to its end; places that overlap are one, and each record is named
    where the first piece of its quote stands, and again at every further place that prints the same."""
    found = sorted(
        (
            (passage, order, place if piece == 0 else None)
            for order, record in enumerate(taken)
            for place, quote in _places(record)
            for piece, passage in enumerate(text.find(quote))
        ),
        key=lambda one: one[:2],
    )
    marks: list[Mark] = []
    for passage, _, place in found:
        named = (place,) if place else ()
        if marks and passage.start < marks[-1].passage.end:
            last = marks.pop()
            end = max(last.passage.end, passage.end)
            marks.append(Mark(Passage(last.passage.start, end), (*last.places, *named)))
        else:
            marks.append(Mark(passage, named))
    return tuple(marks)


def _places(record: Taken | Anomaly) -> Iterator[tuple[Place, str]]:
    """The places of a record with what is quoted there."""
    provenance = record.provenance
    for number, quote in enumerate((provenance.quote, *(further.quote for further in provenance.more))):
        yield Place(record, number), quote


def _lines(text: str) -> Iterator[Line]:
    """The lines that say something."""
    start = 0
    for whole in text.splitlines(keepends=True):
        line = whole.rstrip("\n")
        if line.strip():
            yield Line(start, start + len(line), _kind(line))
        start += len(whole)


def _kind(line: str) -> str:
    """How a line is set: a short one without a full stop, which begins with a Chinese numeral and then a mark or space,
    is a heading, and one of lower rank where the numeral is in brackets. What it says stays as it is."""
    if CELLS in line.lstrip():
        return "table"
    plain = LEFT_OVER.sub("", line).strip()
    opening = plain[:LONGEST_NUMBER]
    is_numbered = any(map(_is_numeral, opening[:2])) and not opening.isalnum()
    if len(plain) > LONGEST_HEADING or FULL_STOP in plain or not is_numbered:
        return "p"
    return "h2" if opening[0].isalnum() else "h3"


def _is_numeral(character: str) -> bool:
    return unicodedata.category(character) == "Lo" and unicodedata.numeric(character, None) is not None


def _blocks(view: View, text: str, marks: Sequence[Mark]) -> Iterator[Mapping[str, object]]:
    """Paragraphs, headings and tables, each with the marks that begin in it beside it."""
    tables = count(1)
    for (kind, _), group in groupby(_lines(text), lambda line: (line.kind, line.kind == "table" or line.start)):
        lines = tuple(group)
        has_head = kind == "table" and len(lines) >= FEWEST_WITH_HEAD
        inside = [mark for mark in marks if lines[0].start <= mark.passage.start < lines[-1].end]
        yield {
            "kind": kind,
            "number": next(tables) if kind == "table" else 0,
            "head": tuple(_cells(text, lines[0], marks)) if has_head else (),
            "rows": tuple(tuple(_cells(text, line, marks)) for line in lines[has_head:]),
            "notes": tuple(_note(view, place) for mark in inside for place in mark.places),
        }


def _cells(text: str, line: Line, marks: Sequence[Mark]) -> Iterator[tuple[Segment, ...]]:
    """The cells of a line, one where it is no row of a table."""
    start = line.start
    for cell in text[line.start : line.end].split(CELLS) if line.kind == "table" else [text[line.start : line.end]]:
        yield tuple(_segments(text, start, start + len(cell), marks))
        start += len(cell) + len(CELLS)


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    """A stretch of text cut at the marks in it; a mark names its records where it begins."""
    place = start
    for mark in (mark for mark in marks if start < end and mark.passage.start < end and mark.passage.end > start):
        first, last = max(mark.passage.start, start), min(mark.passage.end, end)
        yield from _plain(text[place:first])
        ids = [place.anchor for place in mark.places] if first == mark.passage.start else []
        yield {"text": text[first:last], "ids": tuple(ids)}
        place = last
    yield from _plain(text[place:end])


def _plain(text: str) -> Iterator[Segment]:
    for number, piece in enumerate(LEFT_OVER.split(text)):
        if piece:
            yield {"text": piece, "is_left_over": True} if number % 2 else {"text": piece}


def _note(view: View, place: Place) -> Mapping[str, object]:
    """What was taken from a place, leading to its row on the document's page."""
    record = place.record
    if isinstance(record, Anomaly):
        address, words = addresses.anomaly(view.language, record.code), view.word("note.flag", code=record.code)
        lang = view.lang(record.title)
        return {"address": address, "what": words, "value": view.text(record.title), "lang": lang, "is_words": True}
    return {
        "address": addresses.record(view.language, record.provenance),
        "flags": view.flags(record.anomaly),
        **described(view, record),
    }
