"""Documents: what each is, and every number taken from it, with place and quote."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from disclosure.model.later import grouped
from disclosure.model.records import Document, Fact, OfficialAssessment, Target
from disclosure.model.release import Release
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, downloads
from disclosure.presentation.directory_pages import trail
from disclosure.presentation.evidence import dimension
from disclosure.presentation.region_records import indicator
from disclosure.presentation.view import Cell, View, cell, column, table

WEB_ADDRESS = re.compile(r"(https?://)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?/\S*", re.ASCII | re.IGNORECASE)
"""A whole address of a page; a bare host, or a page named in words, is none."""


class Found(NamedTuple):
    """How much was taken from a document: numbers, and the pages that they stand on."""

    numbers: int
    pages: tuple[int, ...]


def facts_by_document(release: Release) -> Mapping[str, tuple[Fact, ...]]:
    """Every number by the document it was taken from, in the order of the packages' rows."""
    facts: tuple[Fact, ...] = (*release.targets, *release.observations, *release.official)
    return grouped((fact.provenance.document, fact) for fact in facts)


def register_page(view: View) -> Entry:
    """The register of documents, with how many numbers were taken from each."""
    found, facts = view.release.documents.values(), facts_by_document(view.release)
    sentence = view.word("document.index_answer", count=len(found), numbers=sum(map(len, facts.values())))
    page_facts = {
        "title": view.word("document.index_title"),
        "description": sentence,
        "section": "documents",
        "trail": ({"label": view.word("nav.documents"), "address": ""},),
    }
    rows = (_register_row(view, item, len(facts.get(item.code, ()))) for item in found)
    listing = table(view.word("document.index_caption"), _register_columns(view), rows)
    files = downloads.committed(view, (item.provenance for item in found))
    return view.page(
        "pages/documents.html", addresses.documents, page_facts, answer=sentence, listing=listing, files=files
    )


def _register_columns(view: View) -> Iterator[Mapping[str, object]]:
    yield column(view.word("document.title"))
    yield column(view.word("document.issuer"))
    yield column(view.word("document.status"), is_short=True)
    yield column(view.word("document.numbers"), is_number=True)


def _register_row(view: View, item: Document, numbers: int) -> Iterator[Cell]:
    address = addresses.document(view.language, item.code)
    yield cell(view.text(item.title), address, view.lang(item.title), **outside(item))
    yield cell(item.issuer, lang=_chinese(view, item.issuer))
    yield cell(view.word(f"status.{item.status}"))
    yield cell(str(numbers))


def outside(item: Document) -> Mapping[str, str]:
    """The page elsewhere on which a document was read, with its host; empty where none is on record.

    Addresses are kept without a scheme; `http` is what old hosts answer, and newer ones turn it into `https`.
    """
    found = WEB_ADDRESS.fullmatch(item.read_at)
    if found is None:
        return {}
    return {"outside": item.read_at if found[1] else f"http://{item.read_at}", "host": found["host"]}


def _chinese(view: View, text: str) -> str:
    return view.word("language.other_code") if view.language == "en" and text else ""


def numbered(facts: Iterable[Fact]) -> Mapping[int, tuple[Fact, ...]]:
    """The numbers of a document by the page they stand on; long documents go on over several pages."""
    return {1: (), **grouped((addresses.part_of(fact.provenance), fact) for fact in facts)}


def page(view: View, code: str, number: int, facts: Sequence[Fact], found: Found) -> Entry:
    """A page of one document: what it is, and the numbers taken from it that stand here."""
    item = view.release.documents[code]
    sentence = view.word("document.answer", title=view.text(item.title), count=found.numbers)
    page_facts = {
        "title": view.text(item.title),
        "description": sentence,
        "section": "documents",
        "trail": trail(view, "documents", addresses.documents, view.text(item.title)),
    }
    return view.page(
        "pages/document.html",
        partial(addresses.document_part, code=code, number=number),
        page_facts,
        lang=view.lang(item.title),
        answer=sentence,
        facts=tuple(_document_facts(view, item)),
        archived=_archived(view, code, found.numbers > 0),
        is_draft=item.status == "draft",
        rows=tuple(_fact_row(view, fact) for fact in facts),
        parts=tuple(_part(view, code, other, number) for other in found.pages) if len(found.pages) > 1 else (),
    )


def _archived(view: View, code: str, has_numbers: bool) -> Mapping[str, str]:
    """Where the archived text stands, and how to tell that it is the very one; empty where there is none."""
    text = view.release.texts.get(code)
    if text is None:
        return {}
    return {
        "address": addresses.document_text(view.language, code),
        "file": addresses.document_text_file(code),
        "sha256": text.sha256,
        "hint": view.word("document.archived_hint" if has_numbers else "document.archived"),
    }


def _part(view: View, code: str, number: int, current: int) -> Mapping[str, object]:
    return {
        "label": str(number),
        "address": addresses.document_part(view.language, code, number),
        "is_current": number == current,
    }


def _document_facts(view: View, item: Document) -> Iterator[Mapping[str, str]]:
    known = {
        "number": item.number,
        "issuer": item.issuer,
        "issued": view.wording.date(item.issued) if item.issued else "",
        "status": view.word(f"status.{item.status}"),
        "verification": view.word(f"source.{item.verification}"),
        "read_at": item.read_at or view.word("document.no_address"),
        "note": item.note,
    }
    chinese = {"number", "issuer", "note"}
    for key, text in known.items():
        if text:
            lang = _chinese(view, text) if key in chinese else ""
            more = outside(item) if key == "read_at" else {}
            yield {"label": view.word(f"document.{key}"), "text": text, "lang": lang, **more}


def _fact_row(view: View, fact: Fact) -> Mapping[str, object]:
    row, origin = addresses.record(view.language, fact.provenance), view.origin(fact.provenance)
    note = view.wording.list([part for part in (*fact.anomaly, fact.note) if part]) if fact.note or fact.anomaly else ""
    return {
        "id": addresses.record_anchor(fact.provenance),
        "region": view.region_link(fact.region),
        "what": _what(view, fact),
        "kind": _kind(view, fact),
        "period": view.period(fact.period),
        "value": _value(view, fact),
        "printed": fact.as_printed,
        "anchor": fact.provenance.anchor,
        "quote": fact.provenance.quote,
        "sentence": origin if origin != row else "",
        "note": note,
    }


def described(view: View, fact: Fact) -> Mapping[str, object]:
    """A fact in a few words: which region, what of it, and the number."""
    words = (str(_what(view, fact)["text"]), _kind(view, fact), view.period(fact.period))
    return {
        "region": view.region_link(fact.region)["text"],
        "what": view.word("fact.joint").join(words),
        "value": _value(view, fact),
        "lang": view.chinese if isinstance(fact, OfficialAssessment) or fact.value is None else "",
    }


def _what(view: View, fact: Fact) -> Cell:
    if isinstance(fact, OfficialAssessment):
        return cell(dimension(view, fact.dimension))
    return indicator(view, fact.indicator, fact.sector)


def _kind(view: View, fact: Fact) -> str:
    """What sort of number it is: a yearly change, a basic target since the base year, a level by the annual task."""
    if isinstance(fact, OfficialAssessment):
        return view.word(f"yardstick.{fact.yardstick}")
    words = [view.word(f"measure.{fact.measure}")]
    if isinstance(fact, Target):
        words.append(view.word(f"target_kind.{fact.kind}"))
    return view.word("fact.joint").join(words)


def _value(view: View, fact: Fact) -> str:
    return fact.as_printed if isinstance(fact, OfficialAssessment) else view.recorded(fact)
