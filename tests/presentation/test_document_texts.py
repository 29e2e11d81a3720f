"""An archived text is shown whole and unchanged, with every place that a number was taken from marked in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from disclosure.model.archive import ArchivedText
from disclosure.model.records import Anomaly, Further, Provenance, Target
from disclosure.presentation import addresses
from disclosure.presentation.document_counts import taken_by_document
from disclosure.presentation.document_texts import entries, marks_of
from disclosure.presentation.region_records import source
from disclosure.presentation.view import View

ARCHIVED = {
    "dalad-2022-dual-control": (20, 23, 5), "dongsheng-14th-plan": (74, 98, 9), "hohhot-14th-plan": (67, 109, 6),
    "inner-mongolia-2022-142": (28, 22, 3), "qingdao-14th-plan-draft": (23, 29, 2),
}  # fmt: skip
"""How many places are marked in each archived text, how many records were taken there, and what is odd there."""


def context(view: View, code: str) -> Mapping[str, Any]:
    *_, (_, page) = entries(view, code, taken_by_document(view.release)[code])
    return page.context  # type: ignore[union-attr]  # the page comes last


def odd_in(view: View, code: str) -> list[Anomaly]:
    return [anomaly for anomaly in view.release.anomalies.values() if anomaly.provenance.document == code]


def segments(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for block in found["blocks"]:
        for row in (block["head"], *block["rows"]):
            for cell in row:
                yield from cell


@pytest.mark.parametrize("code", ARCHIVED)
def test_every_word_of_the_text_stands_on_its_page_in_its_order(shipped: Sequence[View], code: str) -> None:
    zh, release = shipped[0], shipped[0].release
    shown = "".join(str(segment["text"]) for segment in segments(context(zh, code)))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", release.texts[code].text)


@pytest.mark.parametrize("code", ARCHIVED)
def test_every_record_that_is_printed_leads_to_its_marks_and_its_row(shipped: Sequence[View], code: str) -> None:
    """A record has a mark where it was read and one at every further place that prints the same."""
    zh, text = shipped[0], shipped[0].release.texts[code]
    taken = taken_by_document(zh.release)[code]
    found = context(zh, code)
    ids = [id_ for segment in segments(found) for id_ in segment.get("ids", ())]
    notes = [note["address"] for block in found["blocks"] for note in block["notes"]]
    printed = [record for record in taken if text.find(record.provenance.quote)]
    rows = {record.provenance: addresses.record("zh", record.provenance) for record in printed}
    rows |= {odd.provenance: addresses.anomaly("zh", odd.code) for odd in odd_in(zh, code)}
    assert sorted(ids) == sorted(anchor for provenance in rows for anchor in anchors(provenance))
    assert sorted(notes) == sorted(row for provenance, row in rows.items() for _ in anchors(provenance))
    for record in printed:
        anchor = addresses.record_anchor(record.provenance)
        assert zh.origin(record.provenance) == f"doc/{code}/text/index.html#{anchor}"
    for record in set(taken) - set(printed):
        assert record.processing.value == "computed"  # type: ignore[union-attr]  # nothing else is unprinted
        assert zh.origin(record.provenance) == addresses.record("zh", record.provenance)


def anchors(provenance: Provenance) -> Iterator[str]:
    yield addresses.record_anchor(provenance)
    for number, _ in enumerate(provenance.more, start=1):
        yield addresses.further_anchor(provenance, number)


def test_what_is_marked_is_what_was_quoted(shipped: Sequence[View]) -> None:
    code, release = "hohhot-14th-plan", shipped[0].release
    text, facts = release.texts[code], [fact for fact in release.targets if fact.provenance.document == code]
    marks = {text.text[start:end]: mark.places for mark in marks_of(text, facts) for start, end in [mark.passage]}
    printed = {quoted: [place.record.as_printed for place in places] for quoted, places in marks.items()}  # type: ignore[union-attr]
    assert printed["新城区\t11\t12.5"] == ["11", "12.5"]
    assert printed["能源消费总量得到合理控制"] == ["得到合理控制"]


@pytest.mark.parametrize(("code", "counted"), ARCHIVED.items())
def test_a_text_says_how_much_was_taken_from_how_many_places(
    shipped: Sequence[View], code: str, counted: tuple[int, int, int]
) -> None:
    zh, (places, records, odd) = shipped[0], counted
    assert (len(taken_by_document(zh.release)[code]), len(odd_in(zh, code))) == (records, odd)
    answer = zh.word("document_text.answer_odd", places=places, count=records, odd=odd)
    assert context(zh, code)["answer"] == answer
    assert all(str(number) in answer for number in counted)


def test_places_that_overlap_are_marked_once(shipped: Sequence[View]) -> None:
    first, second, third = shipped[0].release.targets[:3]
    quotes = {first: "甲省下降4%", second: "下降4%，乙省", third: "丙省"}
    text = ArchivedText("甲省下降4%，乙省下降5%，丙省不变。", "")
    facts = [_quoting(fact, quote) for fact, quote in quotes.items()]
    assert marks_of(text, facts) == (
        ((0, 9), ((facts[0], 0), (facts[1], 0))),
        ((14, 16), ((facts[2], 0),)),
    )


def test_a_further_place_of_a_record_is_marked_too(shipped: Sequence[View]) -> None:
    fact = _quoting(shipped[0].release.targets[0], "甲省下降4%")
    more = (Further("三", "甲省4%"), Further("四", "四个百分点"))
    fact = replace(fact, provenance=replace(fact.provenance, more=more))
    text = ArchivedText("甲省下降4%，再说一遍：甲省4%。", "")
    assert marks_of(text, [fact]) == (((0, 6), ((fact, 0),)), ((12, 16), ((fact, 1),)))


def _quoting(fact: Any, quote: str) -> Any:
    return replace(fact, provenance=replace(fact.provenance, quote=quote))


def test_the_text_is_set_as_headings_paragraphs_and_tables(shipped: Sequence[View]) -> None:
    zh = shipped[0]
    blocks = context(zh, "hohhot-14th-plan")["blocks"]
    headings = [
        "".join(segment["text"] for segment in block["rows"][0][0]) for block in blocks if block["kind"] == "h2"
    ]
    assert headings == ["一、总体要求", "二、实施节能减排重点工程", "三、健全节能减排政策机制", "四、组织实施"]
    tables = [(block["head"], *block["rows"]) for block in blocks if block["kind"] == "table"]
    assert [(len(rows), len(rows[0])) for rows in tables] == [(13, 3), (22, 5)]
    assert [segment["text"] for cell in tables[0][2] for segment in cell] == ["新城区", "11", "12.5"]


def test_the_file_is_the_text_that_was_read(shipped: Sequence[View]) -> None:
    (zh, en), release = shipped, shipped[0].release
    (address, file), _ = entries(zh, "hohhot-14th-plan", ())
    assert (address, file.text) == ("doc/hohhot-14th-plan/text.txt", release.texts["hohhot-14th-plan"].text)  # type: ignore[union-attr]
    assert [address for address, _ in entries(en, "hohhot-14th-plan", ())] == [
        "en/doc/hohhot-14th-plan/text/index.html"
    ]


@pytest.mark.parametrize(("position", "word"), [(0, "征求意见稿"), (1, "draft for comment")])
def test_a_figure_from_a_draft_says_so_wherever_its_source_is_named(
    shipped: Sequence[View], position: int, word: str
) -> None:
    view = shipped[position]
    facts = taken_by_document(view.release)
    for code in ("qingdao-14th-plan-draft", "hohhot-14th-plan"):
        for fact in facts[code]:
            expected = word if code == "qingdao-14th-plan-draft" else ""
            assert view.source(fact.provenance)["draft"] == expected
            assert source(view, fact).get("chip", "") == expected
    drafts = [fact.status for fact in facts["qingdao-14th-plan-draft"] if isinstance(fact, Target)]
    assert drafts == ["draft"] * 7
