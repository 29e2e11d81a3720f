"""Documents: what each is, and everything taken from it, with place and quote, and what is odd in it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from disclosure.measures.coverage import drawn_by_document
from disclosure.measures.recomputing import AMOUNTS, Outcome, Recomputation, recomputed
from disclosure.model.quantities import decimal_places
from disclosure.model.records import Anomaly, Document, Fact, Observation, OfficialAssessment, Provision, Taken, Target
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, anomaly_pages, downloads, level_rows, list_addresses, provision_rows
from disclosure.presentation.directory_pages import trail
from disclosure.presentation.document_counts import Found, answer, units
from disclosure.presentation.evidence import dimension
from disclosure.presentation.level_rows import LevelRow
from disclosure.presentation.region_records import indicator
from disclosure.presentation.view import Cell, View, cell, column, table

WEB_ADDRESS = re.compile(r"(https?://)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?/\S*", re.ASCII | re.IGNORECASE)
"""A whole address of a page; a bare host, or a page named in words, is none."""
HEADER = ("index_number", "issuer", "number", "written", "issued", "status", "verification", "read_at", "note")
"""What government sites print above a document, in their order, and how far our copy can be trusted."""
MOST_PLACES = 3
"""Decimals of a recomputed share at most."""
ALWAYS_SAID = HEADER[:-1]
"""Facts that are said to be unknown where they are; only a note may be missing."""


def register_page(view: View) -> Entry:
    """The register of documents, with how much was taken from each."""
    found, taken = view.release.documents.values(), drawn_by_document(view.release)
    sentence = view.word("document.index_answer", count=len(found), records=sum(map(len, taken.values())))
    page_facts = {
        "title": view.word("document.index_title"),
        "description": sentence,
        "section": "documents",
        "trail": ({"label": view.word("nav.documents"), "address": ""},),
    }
    rows = (_register_row(view, item, len(taken.get(item.code, ()))) for item in found)
    listing = table(view.word("document.index_caption"), _register_columns(view), rows)
    return view.page(
        "pages/documents.html",
        addresses.documents,
        page_facts,
        answer=sentence,
        listing=listing,
        coverage=addresses.coverage(view.language),
        files=downloads.committed(view, (item.provenance for item in found)),
    )


def _register_columns(view: View) -> Iterator[Mapping[str, object]]:
    yield column(view.word("document.title"))
    yield column(view.word("document.issuer"))
    yield column(view.word("document.status"), is_short=True)
    yield column(view.word("document.records"), is_number=True)


def _register_row(view: View, item: Document, records: int) -> Iterator[Cell]:
    address = addresses.document(view.language, item.code)
    yield cell(view.text(item.title), address, view.lang(item.title), **outside(item))
    yield cell(item.issuer, lang=_chinese(view, item.issuer))
    yield cell(view.word(f"status.{item.status}"))
    yield cell(str(records))


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


def page(view: View, code: str, number: int, taken: Sequence[Taken], found: Found) -> Entry:
    """A page of one document: what it is, and what was taken from it that stands here."""
    item = view.release.documents[code]
    sentence = answer(view, item, found)
    provisions = [record for record in taken if isinstance(record, Provision)]
    facts = [record for record in taken if not isinstance(record, Provision)]
    levels = [one for one in level_rows.of_document(view.release, code) if addresses.part_of(one.provenance) == number]
    odd = anomaly_pages.cited(view.release, taken, code if number == 1 else "")
    return view.page(
        "pages/document.html",
        partial(addresses.document_part, code=code, number=number),
        _chrome(view, item, sentence),
        lang=view.lang(item.title),
        answer=sentence,
        facts=tuple(_header(view, item)),
        archived=_archived(view, code, bool(found.numbers or found.provisions)),
        is_draft=item.status == "draft",
        rows=tuple(_fact_row(view, fact) for fact in facts),
        lists=list_addresses.lists(view.language, view.realm) if found.cited.kinds else "",
        units=units(view, found) if number == 1 else {},
        levels=tuple(level_rows.row(view, one) for one in levels),
        levels_caption=view.word("document.levels_caption", count=len(levels)),
        caption=view.word("document.caption", count=len(facts)) if facts else "",
        provisions=tuple(provision_rows.row(view, one) for one in provision_rows.in_order(provisions)),
        recomputed=_recomputed(view, facts),
        anomalies=tuple(anomaly_pages.described(view, anomaly) for anomaly in odd),
        jumps=tuple(_jumps(view, (*facts, *levels), provisions, odd)),
        parts=tuple(_part(view, code, other, number) for other in found.pages) if len(found.pages) > 1 else (),
    )


def _chrome(view: View, item: Document, sentence: str) -> Mapping[str, object]:
    return {
        "title": view.text(item.title),
        "description": sentence,
        "section": "documents",
        "trail": trail(view, "documents", addresses.documents, view.text(item.title)),
    }


def _jumps(
    view: View, facts: Sequence[Fact | LevelRow], provisions: Sequence[Provision], odd: Sequence[Anomaly]
) -> Iterator[Cell]:
    """What stands on a page, to jump to, with how much of it there is."""
    counts = {"numbers": len(facts), "provisions": len(provisions), "odd": len(odd)}
    for key, count in counts.items():
        if count:
            yield {"id": key, "label": view.word(f"document.jump_{key}", count=count)}


def _archived(view: View, code: str, has_records: bool) -> Mapping[str, str]:
    """Where the archived text stands, and how to tell that it is the very one; empty where there is none."""
    text = view.release.texts.get(code)
    if text is None:
        return {}
    return {
        "address": addresses.document_text(view.language, code),
        "file": addresses.document_text_file(code),
        "sha256": text.sha256,
        "hint": view.word("document.archived_hint" if has_records else "document.archived"),
    }


def _part(view: View, code: str, number: int, current: int) -> Mapping[str, object]:
    return {
        "label": str(number),
        "address": addresses.document_part(view.language, code, number),
        "is_current": number == current,
    }


def _header(view: View, item: Document) -> Iterator[Mapping[str, str]]:
    known = {
        "index_number": item.index_number,
        "issuer": item.issuer,
        "number": item.number,
        "written": view.wording.date(item.written) if item.written else "",
        "issued": view.wording.date(item.issued) if item.issued else "",
        "status": view.word(f"status.{item.status}"),
        "verification": view.word(f"source.{item.verification}"),
        "read_at": item.read_at or view.word("document.no_address"),
        "note": item.note,
    }
    chinese = {"number", "issuer", "note"}
    for key in HEADER:
        text = known[key]
        if text or key in ALWAYS_SAID:
            more = outside(item) if key == "read_at" else {} if text else {"is_unknown": "yes"}
            lang = _chinese(view, text) if key in chinese else ""
            shown = text or view.word("document.unknown")
            yield {"label": view.word(f"document.{key}"), "text": shown, "lang": lang, **more}


def _fact_row(view: View, fact: Fact) -> Mapping[str, object]:
    row, origin = addresses.record(view.language, fact.provenance), view.origin(fact.provenance)
    shown = value(view, fact)
    return {
        "id": addresses.record_anchor(fact.provenance),
        "region": view.region_link(fact.region),
        "what": _what(view, fact),
        "kind": _kind(view, fact),
        "period": view.period(fact.period),
        "value": shown,
        "is_words": not isinstance(fact, OfficialAssessment) and fact.value is None,
        "printed": "" if fact.as_printed == shown else fact.as_printed,
        "responsible": view.word("list.separator").join(fact.responsible) if isinstance(fact, Target) else "",
        "anchor": fact.provenance.anchor,
        "quote": fact.provenance.quote,
        "sentence": origin if origin != row else "",
        "note": "" if set(fact.anomaly) & view.release.anomalies.keys() else fact.note,
        "draft": view.draft(fact.provenance),
        "flags": view.flags(fact.anomaly),
    }


def described(view: View, taken: Taken) -> Mapping[str, object]:
    """A record in a few words: which region, what of it, and the number or the provision."""
    region = view.region_link(taken.region)["text"]
    if isinstance(taken, Provision):
        kind, lang = view.word(f"provision.{taken.kind}"), view.lang(taken.title)
        return {"region": region, "what": kind, "value": view.text(taken.title), "lang": lang, "is_words": True}
    words = (str(_what(view, taken)["text"]), _kind(view, taken), view.period(taken.period))
    return {
        "region": region,
        "what": view.word("fact.joint").join(words),
        "value": value(view, taken),
        "lang": view.chinese if isinstance(taken, OfficialAssessment) or taken.value is None else "",
        "is_words": False,
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


def value(view: View, fact: Fact) -> str:
    """A number in words, or a level as issued."""
    return fact.as_printed if isinstance(fact, OfficialAssessment) else view.recorded(fact)


def _recomputed(view: View, facts: Iterable[Fact]) -> Mapping[str, object] | None:
    """The printed changes of a document beside what follows from its own levels; None where there is none."""
    found = tuple(recomputed(fact for fact in facts if isinstance(fact, Target | Observation)))
    if not found:
        return None
    columns = (
        column(view.word("fact.what")),
        column(view.word("recomputed.base"), is_number=True),
        column(view.word("recomputed.end"), is_number=True),
        column(view.word("recomputed.printed"), is_number=True),
        column(view.word("recomputed.computed"), is_number=True),
        column(view.word("recomputed.outcome")),
    )
    same = sum(one.outcome is Outcome.SAME for one in found)
    caption = view.word("recomputed.caption", count=len(found), same=same)
    return table(caption, columns, (_recomputed_row(view, one) for one in found))


def _places(one: Recomputation) -> int | None:
    """Decimals of a recomputation: a difference is exact, a share shows one more than is printed, and at least two."""
    if one.record.measure in AMOUNTS:
        return None
    printed = decimal_places(one.record.value) if one.record.value is not None else 0
    return max(2, min(printed + 1, MOST_PLACES))


def _recomputed_row(view: View, one: Recomputation) -> Iterator[Cell]:
    record = one.record
    yield {**indicator(view, record.indicator, record.sector), "flags": view.flags(record.anomaly)}
    yield cell(view.recorded(one.base), note=view.period(one.base.period))
    yield cell(view.recorded(one.end), note=view.period(one.end.period))
    yield cell(view.recorded(record), note=view.word(f"measure.{record.measure}"))
    yield cell(view.wording.quantity(view.wording.signed(one.computed, _places(one)), record.unit))
    yield cell(view.word(f"recomputed.{one.outcome}"))
