"""The archive of issued barometers, and our lights beside the issued ones, from the shipped data."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from disclosure.model.siteplan import Page
from disclosure.presentation import barometer_pages, issued_pages
from disclosure.presentation.view import View

ARCHIVE = "barometer/national-barometer/archive/index.html"


@pytest.fixture(scope="module", params=(0, 1), ids=("zh", "en"))
def view(request: pytest.FixtureRequest, shipped: Sequence[View]) -> View:
    return shipped[request.param]


@pytest.fixture(scope="module")
def pages(shipped: Sequence[View]) -> Mapping[str, Any]:
    scope = shipped[0].release.rules.get_scope("national-barometer")
    found = (entry for view in shipped for entry in issued_pages.pages(view, scope))
    return {address: page.context for address, page in found if isinstance(page, Page)}


def test_the_answer_counts_what_is_on_record_and_how_it_compares(pages: Mapping[str, Any]) -> None:
    assert pages[ARCHIVE]["answer"] == ("国家发布的晴雨表：8 期 433 盏灯，另有 86 个年度考核等级")
    assert pages[ARCHIVE]["lede"].startswith("其中 21 个可以与本站的推算对照：20 个一致，1 个不同。")
    assert pages[f"en/{ARCHIVE}"]["answer"] == (
        "National barometer as issued: 433 lights in 8 issues, and 86 yearly grades"
    )
    assert pages[f"en/{ARCHIVE}"]["lede"].startswith(
        "21 of them can be compared with our own lights: 20 alike, 1 different."
    )


def test_issues_stand_in_columns_and_regions_in_rows(pages: Mapping[str, Any]) -> None:
    intensity, total, grades = pages[ARCHIVE]["matrices"]
    assert [len(matrix["columns"]) for matrix in (intensity, total, grades)] == [10, 6, 8]
    assert [len(matrix["rows"]) for matrix in (intensity, total, grades)] == [30, 30, 31]
    assert [column["label"] for column in intensity["columns"][:2]] == ["2011 年上半年"] * 2
    assert [column["yardstick"] for column in intensity["columns"][:2]] == ["年度任务", "规划进度"]
    assert {len(row["cells"]) for row in intensity["rows"]} == {10}
    assert [column["label"] for column in grades["columns"]] == [
        f"{year} 年" for year in (2011, 2013, 2014, 2016, 2017, 2018, 2019, 2020)
    ]


def row(matrix: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    return next(row["cells"] for row in matrix["rows"] if row["region"]["text"] == name)


def test_shaanxi_stands_in_two_levels_and_shanxi_in_none_as_printed(pages: Mapping[str, Any]) -> None:
    intensity = pages[ARCHIVE]["matrices"][0]
    assert [item["text"] for item in row(intensity, "陕西")[1]["issued"]] == ["二级", "三级"]
    assert row(intensity, "陕西")[1]["ours"] == {}
    assert row(intensity, "山西")[1]["issued"] == ()
    assert [item["text"] for item in row(intensity, "山西")[0]["issued"]] == ["三级"]
    notes = [note["text"] for note in pages[ARCHIVE]["notes"] if note["label"] == "2011 年上半年"]
    assert notes == ["原文把陕西同时列在二级和三级，且缺山西；照原样收录。"]


def test_our_light_stands_below_without_a_sign_where_periods_differ(pages: Mapping[str, Any]) -> None:
    hebei = row(pages[ARCHIVE]["matrices"][0], "河北")[1]
    assert [item["level"] for item in hebei["issued"]] == ["strained"]
    assert (hebei["ours"]["level"], hebei["ours"]["text"], hebei["sign"]) == ("on_track", "本站 2011 年：绿灯", {})
    anhui = row(pages[ARCHIVE]["matrices"][0], "安徽")[7]
    assert (anhui["ours"]["name"], anhui["ours"]["doubt"]) == ("黄灯", "也可能为绿灯")


def test_grades_carry_the_sign_of_their_comparison(pages: Mapping[str, Any]) -> None:
    grades = pages[ARCHIVE]["matrices"][2]
    anhui = row(grades, "安徽")
    assert [cell["sign"].get("meaning") for cell in anhui] == [
        "一致",
        None,
        None,
        "一致",
        "一致",
        "一致",
        "一致",
        "不同",
    ]
    neither = row(grades, "内蒙古")[0]
    assert (neither["issued"][0]["text"], neither["issued"][0]["mark"]) == ("基本完成", "*")
    assert (neither["ours"]["level"], neither["sign"]) == ("severe", {})


def test_what_differs_is_named_and_explained(pages: Mapping[str, Any], view: View) -> None:
    archive = pages[ARCHIVE if view.language == "zh" else f"en/{ARCHIVE}"]
    (differing,), (beside,) = archive["differing"], archive["beside"]
    assert (differing["label"], beside["label"]) == (view.region("340000"), view.region("130000"))
    assert list(differing["remarks"][1:]) == [
        view.word("comparison.cause.rounding"), view.word("comparison.cause.measures"),
    ]  # fmt: skip
    assert beside["remarks"][1:] == (view.word("comparison.cause.other_period"),)
    if view.language == "zh":
        assert differing["text"] == "2020 年，官方考核等级“超额完成”；本站 2020 年：黄灯。"
        assert beside["text"] == "2011 年上半年能耗强度，官方公布“二级”；本站 2011 年：绿灯。"


def test_counts_by_issue_add_up(pages: Mapping[str, Any]) -> None:
    rows = [[cell["text"] for cell in line] for line in pages[ARCHIVE]["issues"]["rows"]]
    assert rows[0] == ["2011 年上半年", "60", "0", "0", "13", "47"]
    assert rows[8] == ["2011 年考核等级", "30", "11", "0", "0", "19"]
    assert rows[-1] == ["合计", "519", "20", "1", "41", "457"]
    for place in range(1, 6):
        assert sum(int(line[place]) for line in rows[:-1]) == int(rows[-1][place])
    assert len(rows) == 8 + 8 + 1


def test_every_reason_is_explained_with_its_count(pages: Mapping[str, Any]) -> None:
    assert [item["label"] for item in pages[ARCHIVE]["explained"]] == [
        "缺少数据 165 个", "没有收录到目标 125 个", "比较标准不同 120 个", "本站没有推算这一年 43 个", "原文列在两级 2 个",
        "等级不说明目标是否完成 2 个",
    ]  # fmt: skip
    assert [rule["label"] for rule in pages[ARCHIVE]["rules"]] == ["各省（区、市）“十二五”", "各省（区、市）“十三五”"]


def test_english_pages_say_what_the_grades_mean(pages: Mapping[str, Any]) -> None:
    names = {name["text"]: name["meaning"] for name in pages[f"en/{ARCHIVE}"]["matrices"][2]["names"]}
    assert names == {
        "超额完成": "exceeded", "完成": "met", "优秀": "excellent", "基本完成": "basically met", "未完成": "missed",
    }  # fmt: skip
    assert pages[ARCHIVE]["matrices"][2]["names"] == ()


def test_an_issue_counts_its_own_comparisons_and_shows_ours_beside(pages: Mapping[str, Any]) -> None:
    page = pages["barometer/national-barometer/2011-H1/index.html"]
    assert page["compared"] == (
        "13 个旁边列有本站同一年年末的灯；期间不同，只作并列，不算一致，也不算不同。",
        "47 个没有对照：没有收录到目标 27 个、缺少数据 18 个、原文列在两级 2 个。",
    )
    cells = {line["region"]["text"]: line["cells"] for line in page["rows"]}
    assert cells["河北省"][0][0]["ours"] == {}
    assert cells["河北省"][1][0]["ours"]["text"] == "本站 2011 年：绿灯"
    assert [item["text"] for item in page["anomalies"]] == ["原文把陕西同时列在二级和三级，且缺山西；照原样收录。"]


def test_issued_pages_and_cards_lead_to_the_archive(pages: Mapping[str, Any], view: View) -> None:
    prefix = "" if view.language == "zh" else "en/"
    assert pages[f"{prefix}barometer/national-barometer/index.html"]["archive"]["address"] == f"{prefix}{ARCHIVE}"
    cards = {scope.id: barometer_pages.card(view, scope) for scope in view.release.rules.scopes}
    assert [link["address"] for link in cards["national-barometer"]["archive"]] == [f"{prefix}{ARCHIVE}"]
    assert cards["provinces-13th-plan"]["archive"] == ()
    assert [step["address"] for step in pages[f"{prefix}{ARCHIVE}"]["page"]["trail"]] == [
        f"{prefix}barometer/index.html", f"{prefix}barometer/national-barometer/index.html", "",
    ]  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_files_of_lights_and_of_grades_are_told_apart(pages: Mapping[str, Any], prefix: str) -> None:
    labels = [file["label"] for file in pages[prefix + ARCHIVE]["files"]]
    assert len(labels) == 6
    assert len(set(labels)) == len(labels)
