"""What is odd stands beside the figures that carry it, on the page of its document, and in one register."""

from collections.abc import Mapping, Sequence

from disclosure.measures.coverage import Cited
from disclosure.model.records import Observation
from disclosure.model.siteplan import Page
from disclosure.presentation import anomaly_pages, document_pages
from disclosure.presentation.document_counts import Found, taken_by_document
from disclosure.presentation.view import View

HOHHOT, QINGDAO = "hohhot-14th-plan", "qingdao-14th-plan-draft"


def document(view: View, code: str) -> Mapping[str, object]:
    taken = taken_by_document(view.release).get(code, ())
    _, page = document_pages.page(view, code, 1, taken, Found.among(taken, (), Cited()))
    assert isinstance(page, Page)
    return page.context


def register(view: View) -> Mapping[str, object]:
    _, page = anomaly_pages.register_page(view)
    assert isinstance(page, Page)
    return page.context


def test_the_head_of_a_document_says_what_is_unknown(shipped: Sequence[View]) -> None:
    zh, en = shipped
    known = {fact["label"]: fact["text"] for fact in document(zh, "inner-mongolia-2022-142")["facts"]}  # type: ignore[attr-defined]
    assert list(known)[:6] == ["索引号", "发文机关", "文号", "成文日期", "发布日期", "有效性"]
    assert known["文号"] == "内发改产业字〔2022〕142号"
    assert known["成文日期"] == "2022 年 1 月 28 日"
    assert known["发布日期"] == "2022 年 1 月 29 日"
    assert known["索引号"] == "不详（所读的文本没有载明）"
    unknown = [fact for fact in document(en, HOHHOT)["facts"] if "is_unknown" in fact]  # type: ignore[attr-defined]
    assert [fact["label"] for fact in unknown] == ["Index number", "Number", "Written", "Issued"]


def test_a_document_shows_the_anomalies_that_its_records_carry_and_those_found_in_it(shipped: Sequence[View]) -> None:
    shown = document(shipped[0], HOHHOT)
    codes = [item["code"] for item in shown["anomalies"]]  # type: ignore[attr-defined]
    assert {"A14", "A15", "A16", "A17", "A18", "A19"} <= set(codes)
    assert codes == sorted(codes)
    assert document(shipped[0], "nbs-bulletin-2020")["anomalies"] == ()


def test_flagged_rows_lead_to_the_register(shipped: Sequence[View]) -> None:
    rows = document(shipped[1], HOHHOT)["rows"]
    odd = next(row for row in rows if row["printed"] == "556.39 亿千瓦时")  # type: ignore[attr-defined]
    assert odd["value"] == "556.39 × 100 million kWh (doubtful)"
    assert [(flag["text"], flag["address"]) for flag in odd["flags"]] == [
        ("as printed A15", "en/anomaly/index.html#A15")
    ]


def test_printed_changes_stand_beside_their_recomputation(shipped: Sequence[View]) -> None:
    shown = document(shipped[0], HOHHOT)["recomputed"]
    assert isinstance(shown, Mapping)
    assert shown["caption"] == "15 个印刷的变化，其中 14 个与复算一致"
    odd = [[cell["text"] for cell in row] for row in shown["rows"] if row[5]["text"] != "一致"]
    assert odd == [
        ["炼钢转炉工序综合能耗", "1,761 千克标准煤/吨（存疑）", "1,710 千克标准煤/吨（存疑）", "下降 2.89%（存疑）", "−2.896%",
         "末位不同，在四舍五入的余地以内"]
    ]  # fmt: skip


def test_a_draft_says_so_at_every_record_of_it(shipped: Sequence[View]) -> None:
    release = shipped[0].release
    taken = taken_by_document(release)[QINGDAO]
    assert {record.status for record in taken if isinstance(record, Observation)} == {"draft"}
    assert document(shipped[0], QINGDAO)["is_draft"] is True
    provisions = document(shipped[0], QINGDAO)["provisions"]
    assert {row["status"] for row in provisions} == {"征求意见稿"}  # type: ignore[attr-defined]


def test_every_registered_anomaly_stands_once_with_the_records_that_carry_it(shipped: Sequence[View]) -> None:
    view = shipped[0]
    items = [item for group in register(view)["groups"] for item in group["items"]]  # type: ignore[attr-defined]
    assert [item["code"] for item in items] == list(view.release.anomalies)
    assert {f"A{number:02d}" for number in range(1, 26)} <= {item["code"] for item in items}
    for item in items:
        carrying = [record for record in view.release.taken if item["code"] in record.anomaly]
        assert len(item["links"]) == len(carrying)
        assert item["records"] == f"{len(carrying)} 条记录带有这个标记"


def test_a_code_that_nobody_registered_says_itself_alone(shipped: Sequence[View]) -> None:
    (flag,) = shipped[0].flags(("A99",))
    assert flag == {"text": "原文如此 A99", "address": ""}
