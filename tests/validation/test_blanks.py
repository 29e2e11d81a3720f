"""What is asked for is said: a dash, a word for nothing or an empty promise is refused as if nothing stood there."""

from collections.abc import Mapping

import pytest

from disclosure.model.rules import Rules
from tests.validation.plants import NOT_CORRECTED, told

RECORD, LISTING, RETROFIT = "efficiency-record", "listing", "retrofit"
NOTHING = ("无", "暂无", "/", "-", "——", "不详", "n/a", "N/A", "none", "ＮＯＮＥ", "（无）", "无。", "没有依据", "…")
WITHDRAWN = {"withdrawn_on": "2026-12-01", "withdrawn_reason": "停产。"}


@pytest.mark.parametrize(
    "text",
    [*NOTHING, "有关文件", "待定", "领导同意", "x", "暂无相关规定", "（暂无相关规定）", "尚无规定", "目前没有规定", "第三方", "无相关办法",
     "待有关方案出台后补", "unlawful", "rgb", "第", "第三", "《", "（无关）", "《暂无》", "依法", "按有关方法", "市节能执法", "Lawrence", "No law yet"],
)  # fmt: skip
def test_a_legal_basis_names_a_law(rules: Rules, text: str) -> None:
    assert told(rules, {RECORD: {"legal_basis": text}}) == [("P404", "legal_basis", "no_law")]


@pytest.mark.parametrize(
    "text", ["《节约能源法》", "节约能源法第十六条", "示例市规定第三条", "内发改〔2022〕142 号", "无锡市节能条例", "GB 16780",
     "统计法", "循环经济促进法", "DB15/T 1234-2020", "节能法", "清洁生产促进法", "节能法第二十条", "节能法（2018 年修正）", "统计法、节能法",
     "GB/T2589", "ＧＢ 16780", "Energy Conservation Law", "the Energy LAW, Art. 3", "公告第 9 号", "暂无地方规定，按《节约能源法》", "暂无，见内发改[2022]142号"]
)  # fmt: skip
def test_whoever_names_a_law_a_regulation_or_a_document_says_the_basis(rules: Rules, text: str) -> None:
    assert told(rules, {RECORD: {"legal_basis": text}}) == []


@pytest.mark.parametrize(
    "text",
    ["按规定", "依据有关规定", "根据相关法律规定", "根据相关法规规定", "根据相关法律法规的规定", "按照国家有关规定执行", "按国家节能有关规定", "省里规定", "市政府公告", "公告",
     "有关规定第三条", "第五条", "本办法第五条", "管理办法", "实施细则第（二）项", "《有关规定》", "《相关法律法规》第三条", "《规定》", "依法规定", "按照本法",
     "领导决定", "局长办公会研究决定", "按规定（2025 年）", "GB", "按国家标准 GB", "国家发展改革委有关规定", "规 定", "以及以及以及规定",
     "按县里的规定", "根据工信局通知", "按发改委通知", "按新规定", "口头通知", "见附件通知", "企业自己的规定", "《XX办法》", "《国家有关法律法规》",
     "some law", "see law", "as agreed by regulation", "laws in force", "by notice",
     "according to regulations", "According to the relevant laws and regulations", "Law", "LAW, Art. 3", "Article 5", "as required by national law"],
)  # fmt: skip
def test_a_legal_basis_says_which_law_it_is(rules: Rules, text: str) -> None:
    assert told(rules, {RECORD: {"legal_basis": text}}) == [("P404", "legal_basis", "vague")]


@pytest.mark.parametrize(
    "text",
    ["根据有关规定和《节约能源法》第十六条", "按国家有关规定（发改产业〔2023〕723 号）", "节约能源法及相关规定", "内蒙古自治区规定第三条", "节能监察办法",
     "依兰县节能规定", "按市公告第 9 号", "《关于做好有关工作的通知》", "《关于印发管理办法的通知》", "依据节能法规定", "国家标准 GB 16780",
     "according to the Statistics Law", "Regulation on Disclosure of Government Information",
     "Measures on Energy Conservation Supervision, Article 5", "according to GB 16780-2021", "Standard DB15/T 1234-2020",
     "State Council Order 711, Article 3", "Law No. 90", "民法典第一千条", "《立法法》第五条", "《中央企业管理办法》", "《规范性文件管理办法》"],
)  # fmt: skip
def test_vague_words_beside_a_name_do_no_harm(rules: Rules, text: str) -> None:
    assert told(rules, {RECORD: {"legal_basis": text}}) == []


@pytest.mark.parametrize("column", ["consent", "output_consent"])
@pytest.mark.parametrize(
    ("text", "is_told"),
    [*((text, True) for text in NOTHING), ("同意", True), ("已取得书面同意", True), ("一致同意", True), ("同意书一份", True), ("统一", True),
     ("万达同意", True), ("一年一月一致同意", True), ("同意书第③号", True), ("二〇二五年十二月同意", False), ("２０２６年同意", False), ("2026-01-15 同意书第 1 号", False),
     ("二〇二六年一月十五日书面同意", False), ("同意书 3 号", False)],
)  # fmt: skip
def test_a_written_consent_has_its_day_or_number(rules: Rules, column: str, text: str, is_told: bool) -> None:
    known = {"origin": "self_declared", "consent": "2026-01-15", "output": "100", "output_consent": "2026-01-15"}
    found = told(rules, {RECORD: {**known, column: text}, "aggregate": {"units": "30"}})
    assert found == [("P408", column, "no_date")] * is_told


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize(
    ("kind", "column", "more"),
    [
        (RECORD, "assessed_by", {}), (LISTING, "outcome_reason", {}), (LISTING, "decided_by", {}),
        (LISTING, "document_number", {}), (LISTING, "withdrawn_reason", WITHDRAWN), (LISTING, "corrected_document", {}),
        (RETROFIT, "accepted_by", {}),
    ],
)  # fmt: skip
def test_a_word_for_nothing_is_no_authority_no_document_and_no_reason(
    rules: Rules, kind: str, column: str, more: Mapping[str, str], text: str
) -> None:
    assert told(rules, {kind: {**more, column: text}}) == [("C120", column, "")]


def test_an_exemption_has_a_reason_and_any_other_note_may_say_nothing(rules: Rules) -> None:
    exempt = {"value_status": "exempt", "value": "", "value_as_printed": "", "declared_tier": ""}
    listed = {LISTING: {"list": "level", **NOT_CORRECTED}}
    assert told(rules, {RECORD: {**exempt, "note": "无"}, **listed}) == [("C120", "note", "")]
    assert told(rules, {RECORD: {**exempt, "note": "停产。"}, **listed}) == []
    assert told(rules, {RECORD: {"note": "无"}}) == []


def test_the_words_of_an_enterprise_are_its_own(rules: Rules) -> None:
    assert told(rules, {LISTING: {"reply_text": "无"}}) == []


def test_longer_words_that_hold_one_for_nothing_say_something(rules: Rules) -> None:
    assert told(rules, {LISTING: {"outcome_reason": "无新的证据。", "document_number": "无政发〔2026〕3 号"}}) == []
