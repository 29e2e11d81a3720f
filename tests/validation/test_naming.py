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

FIRM, DEVICE, LISTING, REGION = "示例市青禾水泥有限公司", "青禾 1 号线", "listing", "region"
NORTH: Row = {"code": "990001", "name": "北岭区", "short_name": "北岭", "parent": "990000"}
Told = list[tuple[str, str, str]]
OTHER: Mapping[str, list[Row]] = {
    "enterprise": [{"code": "e-002", "name": "示例市远山玻璃厂", "name_en": "", "credit_code": "91350100M000100Y43"}],
    "installation": [
        {"code": "u-002", "name": "远山二线", "enterprise_code": "e-002", "note": "原属另一家企业。"},
        {"code": "u-003", "name": "青禾 2 号线"},
    ],
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
        ("含青禾水泥", True), ("含青禾的水泥", False), ("含青禾 11 号线", False), ("含 Qinghe Cements", False),
        ("含 QINGHE  cement", True), ("含Ｑｉｎｇｈｅ　Ｃｅｍｅｎｔ", True), ("含示例市青禾水泥 有限公司", True), ("含青禾1号线", True), ("e-001 u-001", False), ("", False),
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
        (LISTING, "note", "与远山二线同期。", True), (LISTING, "reply_text", f"{DEVICE}已在改造。", False),
            (LISTING, "reply_text", "远山玻璃厂也是这样。", True), ("enterprise", "note", f"有{DEVICE}", True),
            ("retrofit", "title", f"{DEVICE}改造", False), ("retrofit-step", "title", "远山二线停产", True),
            ("efficiency-record", "note", "同远山 二线", True), (LISTING, "reply_text", "青禾 2 号线也低于基准。", True),
            ("installation", "note", "青禾2号线旁", True), ("installation", "note", f"原名{DEVICE}", False), ("retrofit", "title", "与示例市远山玻璃厂共建", True),
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


def test_a_name_that_others_bear_without_its_region_and_legal_form_may_stand_in_the_rows_of_each(rules: Rules) -> None:
    namesake = {"enterprise": [{**OTHER["enterprise"][0], "name": "北岭青禾水泥股份有限公司"}], REGION: [NORTH]}
    assert told(rules, {LISTING: {"note": "青禾水泥"}}, namesake) == []
    assert told(rules, {LISTING: {"note": "北岭青禾水泥"}}, namesake) == [("P407", "note", "another")]
    assert told(rules, {LISTING: {"note": "北岭青禾水泥股份有限公司"}}, namesake) == [("P407", "note", "another")]


@pytest.mark.parametrize(
    ("name", "text", "is_told"),
    [
        ("雁汀（北岭）铁合金有限公司", "雁汀(北岭)铁合金有限公司", True), ("雁汀（北岭）铁合金有限公司", "雁汀〔北岭〕铁合金", True),
        ("示例市北岭雁汀铁合金集团有限责任公司", "雁汀铁合金", True), ("示例市雁汀铁合金（集团）有限公司", "雁汀铁合金", True),
        ("示例市雁汀有限公司", "雁汀", False), ("示例市雁汀铁业有限公司", "雁汀铁业", True), ("示例市雁铁业有限公司", "雁铁业", False),
        ("示例市水泥熟料有限公司", "水泥熟料", False), ("示例市水泥熟料有限公司", "示例市水泥熟料有限公司", True),
    ],
)  # fmt: skip
def test_the_core_of_a_name_tells_who_it_is(rules: Rules, name: str, text: str, is_told: bool) -> None:
    firm = {"enterprise": [{"code": "e-002", "name": name, "name_en": "", "credit_code": ""}], REGION: [NORTH]}
    assert told(rules, {"aggregate": {"note": f"含{text}。"}}, firm) == [("P407", "note", "text")] * is_told


def test_what_is_a_legal_form_stands_in_the_rules(rules: Rules) -> None:
    other = replace(rules, lists=replace(rules.lists, legal_forms=("水泥有限公司",)))
    assert told(other, {"aggregate": {"note": "青禾水泥"}}) == []
    assert told(replace(rules, lists=replace(rules.lists, legal_forms=("",))), {}) == []


def test_a_device_of_the_sample_identifies_none_in_real_rows(rules: Rules) -> None:
    rows = rows_of({"retrofit": {"title": "水泥熟料生产线改造"}})
    sample = package(
        "sample",
        {"installation": [{**rows["installation"][0], "code": "u-9", "name": "水泥熟料生产线"}]},
        is_sample=True,
    )
    found = judged(rules, [package("real", rows), sample])
    assert [one.code for one in found if one.code == "P407"] == []


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        ("qinghe-shuini", True), ("l-qingheshuini-1", True), ("qing-he-shui-ni", True), ("l-qhsn-1", True), ("l-qhs-1", False),
        ("shuini-1", False), ("qsni-1", False), ("l-001", False), ("l-qinghe", True), ("qinghe-01", True), ("u-qing-he-1", True),
        ("qinghecements", True), ("qing-1", False), ("u-he-1", False), ("u-heshui", False), ("l-91990100ma0000001g", True),
    ],
)  # fmt: skip
def test_a_code_tells_nothing(rules: Rules, code: str, is_told: bool) -> None:
    assert told(rules, {LISTING: {"code": code}}) == [("P407", "code", "code")] * is_told
    retrofit = {"retrofit": {"code": code}, "retrofit-step": {"retrofit_code": code}}
    assert told(rules, retrofit) == [("P407", "code", "code")] * is_told


def test_a_code_is_not_made_of_an_english_name(rules: Rules) -> None:
    for code, is_told in (("l-greenfield-cement-1", True), ("greenfield-cements", False), ("l-greenfield", False)):
        changes = {"enterprise": {"name_en": "Greenfield Cement"}, LISTING: {"code": code}}
        assert told(rules, changes) == [("P407", "code", "code")] * is_told


def test_what_a_product_is_called_too_stands_in_a_code_unless_all_of_the_name_does(rules: Rules) -> None:
    for code, is_told in (("shuini-1", False), ("shuini-gongsi-1", False), ("shuini-keji-1", True)):
        changes = {"enterprise": {"name": "示例市水泥科技有限公司", "name_en": ""}, LISTING: {"code": code}}
        assert told(rules, changes) == [("P407", "code", "code")] * is_told, code


@pytest.mark.parametrize(
    ("name", "code", "is_told"),
    [
        ("示例市林科水泥有限公司", "clinker-006", False), ("示例市林科水泥有限公司", "u-linke-6", True),
        ("示例市林科水泥有限公司", "u6_lin_ke", True), ("示例市林科水泥有限公司", "u6linke", True),
        ("示例市安达水泥有限公司", "standard-06", False), ("示例市安达水泥有限公司", "anda-06", True),
        ("中国林科水泥有限公司", "linke-6", True), ("国家林科水泥有限公司", "linke-6", True),
        ("示例林科水泥有限公司", "linke-6", True), ("中国示例市林科水泥有限公司", "linke-6", True),
        ("示例市林科水泥有限公司", "zhongguo-6", False), ("中国林科水泥有限公司", "zhongguo-6", False),
    ],
)  # fmt: skip
def test_a_code_sounds_like_a_name_where_one_of_its_words_begins_so(
    rules: Rules, name: str, code: str, is_told: bool
) -> None:
    changes = {"enterprise": {"name": name, "name_en": ""}, LISTING: {"code": code}}
    assert told(rules, changes) == [("P407", "code", "code")] * is_told


def test_what_stands_before_names_as_a_region_does_is_in_the_rules(rules: Rules) -> None:
    changes = {"enterprise": {"name": "中国林科水泥有限公司", "name_en": ""}, LISTING: {"code": "linke-6"}}
    assert told(replace(rules, lists=replace(rules.lists, prefixes=("",))), changes) == []


def test_the_codes_of_registers_tell_nothing_either(rules: Rules) -> None:
    assert ("P407", "code", "code") in told(rules, {"enterprise": {"code": "qinghe-cement"}})
    assert ("P407", "code", "code") in told(rules, {"installation": {"code": "qinghe-cement-1"}})
    assert ("P407", "code", "code") in told(rules, {"enterprise": {"code": "qinghe-shuini", "name_en": ""}})
    assert ("P407", "code", "code") in told(rules, {"installation": {"code": "u-qhsn"}})


def test_neither_descriptors_nor_archived_texts_name_anybody(rules: Rules) -> None:
    sound = package("plants", rows_of({}))
    named = replace(sound, descriptor={**sound.descriptor, "sources": [{"title": f"{FIRM}公告"}]})
    assert [(one.code, one.facts["problem"], one.place.file) for one in judged(rules, [named])] == [
        ("P407", "package", "plants/datapackage.json")
    ]
    text = ArchivedText(f"公告\n一、{FIRM[:6]}\n  {FIRM[6:]}\n", "")
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
    assert [name for name, _ in index.find(" ".join(text))] or not found
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
