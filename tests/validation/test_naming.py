"""Names stand only in rows that leave with them."""

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.archive import ArchivedText
from disclosure.model.rules import Rules
from disclosure.validation.names import Names
from tests.validation.plants import Row, judged, package, rows_of, told

FIRM, DEVICE, LISTING = "示例市青禾水泥有限公司", "青禾 1 号线", "listing"
Told = list[tuple[str, str, str]]
OTHER: Mapping[str, list[Row]] = {
    "enterprise": [{"code": "e-002", "name": "示例市远山玻璃厂", "name_en": "", "credit_code": "91350100M000100Y43"}],
    "installation": [{"code": "u-002", "name": "远山二线", "enterprise_code": "e-002", "note": "原属另一家企业。"}],
}


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("aggregate", "note"), ("document", "title"), ("product", "note"), ("efficiency-level", "source_quote"),
        ("region", "note"), ("aggregate", "source_anchor"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (f"含{FIRM}。", True), ("含 91990100MA0000001G。", True), ("含Qinghe Cement。", True), (f"含{DEVICE}", True),
        ("含青禾水泥", False), ("含青禾 11 号线", False), ("含 Qinghe Cements", False), ("e-001 u-001", False), ("", False),
    ],
)  # fmt: skip
def test_no_table_that_stays_names_anybody(rules: Rules, kind: str, column: str, text: str, is_told: bool) -> None:
    assert told(rules, {kind: {column: text}}) == [("P407", column, "text")] * is_told


@pytest.mark.parametrize("column", ["withdrawn_reason", "outcome_reason"])
@pytest.mark.parametrize(
    ("text", "is_told"), [(f"{FIRM}已停产。", True), (f"{DEVICE}已停产。", True), ("该装置已停产。", False)]
)
def test_a_reason_names_nobody(rules: Rules, column: str, text: str, is_told: bool) -> None:
    found = told(rules, {LISTING: {"withdrawn_on": "2026-12-01", "withdrawn_reason": "停产。", column: text}})
    assert found == [("P407", column, "reason")] * is_told


def test_a_reason_does_not_name_its_own_installation_though_others_bear_the_name(rules: Rules) -> None:
    twin = {"installation": [{"code": "u-002"}]}
    withdrawn = {"withdrawn_on": "2026-12-01", "withdrawn_reason": f"{DEVICE}停产。"}
    assert told(rules, {LISTING: withdrawn}, twin) == [("P407", "withdrawn_reason", "reason")]


def test_a_name_that_several_installations_bear_identifies_none(rules: Rules) -> None:
    twin = {"installation": [{"code": "u-002"}]}
    assert told(rules, {"aggregate": {"note": f"含{DEVICE}"}}, twin) == []


@pytest.mark.parametrize(
    ("kind", "column", "text", "is_told"),
    [
        (LISTING, "reply_text", f"{FIRM}已在改造。", False), (LISTING, "reply_text", "与示例市远山玻璃厂合并。", True),
        (LISTING, "note", "与远山二线同期。", False), ("retrofit", "title", "与示例市远山玻璃厂共建", True),
        ("efficiency-record", "assessed_by", "示例市远山玻璃厂", True), ("efficiency-record", "note", FIRM, False),
        ("enterprise", "note", "原名示例市远山玻璃厂", True), ("installation", "note", "91350100M000100Y43", True),
        ("retrofit-step", "title", "示例市远山玻璃厂交货", True), ("retrofit-step", "title", f"{FIRM}招标", False),
    ],
)  # fmt: skip
def test_a_row_about_one_enterprise_names_no_other(
    rules: Rules, kind: str, column: str, text: str, is_told: bool
) -> None:
    assert told(rules, {kind: {column: text}}, OTHER) == [("P407", column, "another")] * is_told


def test_a_row_of_which_nobody_knows_whose_it_is_is_not_said_to_name_another(rules: Rules) -> None:
    found = told(rules, {LISTING: {"installation_code": "u-404", "reply_text": f"{FIRM}已在改造。"}})
    assert found == [("R215", "period", "")]


def test_of_names_within_each_other_the_longest_counts(rules: Rules) -> None:
    shorter = {"enterprise": [{**OTHER["enterprise"][0], "name": "青禾水泥有限公司"}]}
    assert told(rules, {}, shorter) == []
    assert told(rules, {LISTING: {"note": "青禾水泥有限公司"}}, shorter) == [("P407", "note", "another")]


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        ("l-001", False), ("l-qinghe-cement-1", True), ("qinghe-cement", True), ("qinghe-cements", False), ("l-qinghe", False),
        ("l-91990100ma0000001g", True),
    ],
)  # fmt: skip
def test_a_code_tells_nothing(rules: Rules, code: str, is_told: bool) -> None:
    assert told(rules, {LISTING: {"code": code}}) == [("P407", "code", "code")] * is_told
    retrofit = {"retrofit": {"code": code}, "retrofit-step": {"retrofit_code": code}}
    assert told(rules, retrofit) == [("P407", "code", "code")] * is_told


def test_the_codes_of_registers_tell_nothing_either(rules: Rules) -> None:
    assert ("P407", "code", "code") in told(rules, {"enterprise": {"code": "qinghe-cement"}})
    assert ("P407", "code", "code") in told(rules, {"installation": {"code": "qinghe-cement-1"}})


def test_neither_descriptors_nor_archived_texts_name_anybody(rules: Rules) -> None:
    sound = package("plants", rows_of({}))
    named = replace(sound, descriptor={**sound.descriptor, "sources": [{"title": f"{FIRM}公告"}]})
    assert [(one.code, one.facts["problem"], one.place.file) for one in judged(rules, [named])] == [
        ("P407", "package", "plants/datapackage.json")
    ]
    text = ArchivedText(f"公告\n一、{FIRM}\n", "")
    archived = replace(sound, texts={"sample-notice": text})
    found = judged(rules, [archived])
    assert [(one.facts["problem"], one.place.file, one.place.row, one.facts["name"]) for one in found] == [
        ("archive", "plants/archive/sample-notice.txt", 2, FIRM)
    ]


def test_common_names_of_the_sample_s_installations_may_stand_in_real_texts(rules: Rules) -> None:
    sample = package("sample", rows_of({"installation": {"name": "水泥熟料生产线"}}), is_sample=True)
    lines = {
        "aggregate": [
            {"region_code": "150100", "note": "含水泥熟料生产线", "units": "8", "largest_share": "9", "value": "9"}
        ]
    }
    assert [one.code for one in judged(rules, [sample, package("real", lines)]) if one.code == "P407"] == []
    firm = {"aggregate": [{**lines["aggregate"][0], "note": f"含{FIRM}"}]}
    assert [one.code for one in judged(rules, [sample, package("real", firm)]) if one.code == "P407"] == ["P407"]


@given(
    names=st.lists(st.text("甲乙丙1", min_size=4, max_size=7), min_size=1, max_size=8),
    text=st.text("甲乙丙1", max_size=30),
)  # fmt: skip
def test_a_text_in_which_a_name_stands_has_one_found(names: list[str], text: str) -> None:
    index = Names((name, name) for name in names)
    found = [name for name, _ in index.find(text)]
    assert all(name in text and name in names for name in found)
    whole = [name for name in names if name in text and not {name[0], name[-1]} & {"1"}]
    assert bool(found) or not whole


def test_twenty_thousand_names_are_looked_for_in_a_hundred_thousand_texts_within_seconds() -> None:
    names = Names((f"示例市青禾第{number}水泥有限公司", str(number)) for number in range(20_000))
    texts = [
        f"示例市青禾第{number}玻璃有限公司在示例市的第{number}个项目，按期完成改造并通过验收"
        for number in range(100_000)
    ]
    texts[77_777] += "，示例市青禾第123水泥有限公司"
    began = time.process_time()
    found = [name for text in texts for name, _ in names.find(text)]
    assert found == ["示例市青禾第123水泥有限公司"]
    assert time.process_time() - began < 10
