"""An archived text is shown whole and unchanged, with every place that a number was taken from marked in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from disclosure.model.archive import ArchivedText
from disclosure.model.records import Target
from disclosure.presentation import addresses
from disclosure.presentation.document_pages import facts_by_document
from disclosure.presentation.document_texts import entries, marks_of
from disclosure.presentation.region_records import source
from disclosure.presentation.view import View

ARCHIVED = {
    "dalad-2022-dual-control": (11, 16), "dongsheng-14th-plan": (62, 91), "hohhot-14th-plan": (47, 90),
    "inner-mongolia-2022-142": (6, 6), "qingdao-14th-plan-draft": (14, 19),
}  # fmt: skip
"""How many places are marked in each archived text, and how many facts were taken from them."""


def context(view: View, code: str) -> Mapping[str, Any]:
    facts = facts_by_document(view.release).get(code, ())
    *_, (_, page) = entries(view, code, facts)
    return page.context  # type: ignore[union-attr]  # the page comes last


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
def test_every_number_that_is_printed_leads_to_its_mark_and_its_row(shipped: Sequence[View], code: str) -> None:
    zh, release = shipped[0], shipped[0].release
    facts = facts_by_document(release).get(code, ())
    found = context(zh, code)
    ids = [id_ for segment in segments(found) for id_ in segment.get("ids", ())]
    notes = [note["address"] for block in found["blocks"] for note in block["notes"]]
    printed = [fact for fact in facts if release.texts[code].find(fact.provenance.quote)]
    assert sorted(ids) == sorted(addresses.record_anchor(fact.provenance) for fact in printed)
    assert sorted(notes) == sorted(addresses.record("zh", fact.provenance) for fact in printed)
    for fact in printed:
        assert zh.origin(fact.provenance) == f"doc/{code}/text/index.html#{addresses.record_anchor(fact.provenance)}"
    for fact in set(facts) - set(printed):
        assert fact.processing.value == "computed"  # type: ignore[union-attr]  # levels as issued are printed
        assert zh.origin(fact.provenance) == addresses.record("zh", fact.provenance)


def test_what_is_marked_is_what_was_quoted(shipped: Sequence[View]) -> None:
    code, release = "hohhot-14th-plan", shipped[0].release
    text, facts = release.texts[code], facts_by_document(release)[code]
    marks = {text.text[start:end]: mark.facts for mark in marks_of(text, facts) for start, end in [mark.passage]}
    assert [fact.as_printed for fact in marks["新城区\t11\t12.5"]] == ["11", "12.5"]
    assert [fact.as_printed for fact in marks["能源消费总量得到合理控制"]] == ["得到合理控制"]


@pytest.mark.parametrize(("code", "counted"), ARCHIVED.items())
def test_every_fact_of_an_archived_text_is_marked_in_it(
    shipped: Sequence[View], code: str, counted: tuple[int, int]
) -> None:
    release = shipped[0].release
    facts = facts_by_document(release)[code]
    marks = marks_of(release.texts[code], facts)
    assert (len(marks), sum(len(mark.facts) for mark in marks)) == counted
    assert len(facts) == counted[1]


def test_places_that_overlap_are_marked_once(shipped: Sequence[View]) -> None:
    first, second, third = facts_by_document(shipped[0].release)["hohhot-14th-plan"][:3]
    quotes = {first: "甲省下降4%", second: "下降4%，乙省", third: "丙省"}
    text = ArchivedText("甲省下降4%，乙省下降5%，丙省不变。", "")
    facts = [_quoting(fact, quote) for fact, quote in quotes.items()]
    assert [(mark.passage, mark.facts) for mark in marks_of(text, facts)] == [
        ((0, 9), (facts[0], facts[1])),
        ((14, 16), (facts[2],)),
    ]


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
    facts = facts_by_document(view.release)
    for code in ("qingdao-14th-plan-draft", "hohhot-14th-plan"):
        for fact in facts[code]:
            expected = word if code == "qingdao-14th-plan-draft" else ""
            assert view.source(fact.provenance)["draft"] == expected
            assert source(view, fact).get("chip", "") == expected
    drafts = [fact.status for fact in facts["qingdao-14th-plan-draft"] if isinstance(fact, Target)]
    assert drafts == ["in_force", *["draft"] * 6]  # what the province had assigned before is only relayed
