"""The page of an installation, and of its enterprise: what they say in words, and what they keep apart."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from disclosure.model.days import day_of
from disclosure.model.efficiency import Retrofit
from disclosure.model.periods import Period
from disclosure.model.siteplan import Page
from disclosure.presentation import enterprise_pages, position, unit_pages
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View
from tests.presentation.city import CORRECTED, city, listing, records, retrofit


def context(view: View, code: str) -> Mapping[str, Any]:
    _, page = unit_pages.page(view, code)
    assert isinstance(page, Page)
    return page.context


def facts(found: Any) -> dict[str, str]:
    return {fact["label"]: fact["text"] for fact in found}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("u-1", "示例青禾水泥有限公司 1 号熟料线：达到标杆水平，与标杆水平相等"),
        ("u-2", "示例青禾水泥有限公司 2 号熟料线：低于基准水平，每吨比基准水平多用 12 千克标准煤（高\u00a010.3%）"),
        (
            "u-3",
            "示例青禾水泥有限公司 3 号熟料线：达到基准水平，未达到标杆水平，每吨比标杆水平多用 17 千克标准煤（高\u00a017.0%）",
        ),
        ("u-4", "示例云杉钢铁有限公司 1 号转炉：达到基准水平，未达到标杆水平，每吨比标杆水平多用 18 千克标准煤"),
        ("u-5", "示例云杉钢铁有限公司 2 号转炉：整改后达到标杆水平，每吨比标杆水平少用 1 千克标准煤"),
        ("u-6", "示例云杉钢铁有限公司 余热机组：低于基准水平，比基准水平低 2 个百分点"),
        ("u-8", "示例长汀数据有限公司 二号机房：达到基准水平（没有收录标杆水平），比基准水平低 0.05（低\u00a03.8%）"),
        ("u-9", "示例云杉钢铁有限公司 石灰窑：应报未报，没有数据"),
    ],
)
def test_the_heading_says_the_tier_in_words(city_zh: View, code: str, said: str) -> None:
    assert context(city_zh, code)["answer"] == said


def test_the_arithmetic_is_shown_line_by_line(city_zh: View) -> None:
    assert [(step["text"], step["verdict"]) for step in context(city_zh, "u-2")["steps"]] == [
        ("129 − 100 = 29 > 0", "未达到标杆水平"),
        ("129 − 117 = 12 > 0", "低于基准水平"),
    ]
    assert [step["text"] for step in context(city_zh, "u-4")["steps"]] == [
        "−12 − (−30) = 18 > 0", "−12 − (−10) = −2 < 0",
    ]  # fmt: skip
    assert [step["text"] for step in context(city_zh, "u-6")["steps"]] == ["95 − 88 = 7 > 0", "90 − 88 = 2 > 0"]


def test_a_reply_stands_verbatim_with_its_outcome_and_reason(city_zh: View) -> None:
    reply = context(city_zh, "u-2")["entries"][0]["reply"]
    assert reply["title"] == "企业原话（2026 年 2 月 10 日收到），一字未改"
    assert reply["paragraphs"] == ("2025 年 8 月检修 40 天，折算后应为 121 千克标准煤/吨。", "请予复核。")
    assert (reply["outcome"], reply["reason"]) == ("结论：申辩部分成立", "检修期已按实扣除，复核后仍低于基准水平。")
    assert context(city_zh, "u-1")["entries"][0]["reply"] == {"none": "公示期内没有收到申辩。"}


def test_an_entry_shows_its_window_its_document_and_its_last_day(city_zh: View) -> None:
    shown = facts(context(city_zh, "u-2")["entries"][0]["facts"])
    assert shown["公示第一天"] == "2026 年 2 月 2 日"
    assert shown["申辩截止"] == "2026 年 2 月 17 日"
    assert shown["文号"] == "示例发改〔2026〕1 号"
    assert shown["有效期至"] == "2029 年 3 月 1 日"


def test_a_corrected_entry_says_since_when_and_what_it_was_and_counts_by_the_accepted_figure(city_zh: View) -> None:
    found = context(city_zh, "u-5")
    assert found["corrected"] == (
        "能效落后清单（2025 年）：2026 年 5 月 20 日起转为已整改，文号 示例发改〔2026〕7 号；列入时低于基准水平。",
    )
    assert found["lede"][0] == "改造验收时单位产品综合能耗 −31 千克标准煤/吨；列入时（2025 年）−4 千克标准煤/吨。"
    assert (found["tier"]["label"], found["is_corrected"]) == ("先进：达到标杆水平", True)
    assert found["bar"]["mark"]["text"] == "整改后 −31 千克标准煤/吨"
    assert [step["text"] for step in found["steps"]] == ["−31 − (−30) = −1 < 0", "−31 − (−10) = −21 < 0"]
    said = facts(found["assessment"])
    assert said["数值"] == "−4 千克标准煤/吨（2025 年）"
    assert said["整改后数值"].startswith("−31 千克标准煤/吨（2026 年 5 月 18 日由")
    first = [cell["text"] for cell in found["records"]["rows"][0]]
    assert (first[0], first[1], first[5]) == ("改造验收", "−31", "先进")


def earlier(view: View, corrected: str, listed: str) -> View:
    """The city where the second clinker line has two lagging entries: one corrected, one that stands."""
    known = records()
    entries = (
        listing("x-1", "lagging", "u-2", period=Period.parse(corrected), **CORRECTED),
        listing("x-2", "lagging", "u-2", period=Period.parse(listed), decided_on=day_of("2026-03-03")),
    )
    release = city(view.release.rules, replace(known, listings=entries))
    return replace(view, release=release, indexes=Indexes.of(release))


def test_only_the_entry_for_the_period_shown_decides_whether_it_was_corrected(city_zh: View) -> None:
    standing = earlier(city_zh, corrected="2024", listed="2025")
    found = context(standing, "u-2")
    assert found["answer"] == (
        "示例青禾水泥有限公司 2 号熟料线：低于基准水平，每吨比基准水平多用 12 千克标准煤（高\u00a010.3%）"
    )
    assert not found["is_corrected"]
    assert found["corrected"] == (
        "能效落后清单（2024 年）：2026 年 5 月 20 日起转为已整改，文号 示例发改〔2026〕7 号；列入时低于基准水平。",
    )
    mended = earlier(city_zh, corrected="2025", listed="2024")
    assert context(mended, "u-2")["answer"] == "示例青禾水泥有限公司 2 号熟料线：已整改（2025 年低于基准水平）"


def mended(code: str, done: str, after: str) -> Retrofit:
    own = retrofit(code, "u-5", "benchmark", "2024-05-01", day_of(done))
    return replace(own, value_after=Decimal(after) if after else None)


@pytest.mark.parametrize(
    ("retrofits", "said"),
    [
        (
            (mended("r-8", "2026-05-18", "-31"), mended("r-7", "2025-05-18", "-20")),
            "改造验收时单位产品综合能耗 −31 千克",
        ),
        (
            (mended("r-7", "2026-05-18", "-20"), mended("r-8", "2026-05-18", "-31")),
            "改造验收时单位产品综合能耗 −31 千克",
        ),
        (
            (mended("r-8", "2026-05-18", "-31"), mended("r-7", "2026-05-18", "-20")),
            "改造验收时单位产品综合能耗 −31 千克",
        ),
        ((mended("r-7", "2025-05-18", "-20"), mended("r-8", "2026-05-18", "")), "2025 年单位产品综合能耗 −4 千克"),
        (
            (mended("r-7", "2026-05-20", "-20"), mended("r-8", "2026-05-21", "-31")),
            "改造验收时单位产品综合能耗 −20 千克",
        ),
        ((), "2025 年单位产品综合能耗 −4 千克"),
    ],
)
def test_what_is_told_was_measured_at_the_last_retrofit_before_the_correction(
    city_zh: View, retrofits: tuple[Retrofit, ...], said: str
) -> None:
    release = city(city_zh.release.rules, replace(records(), retrofits=retrofits))
    view = replace(city_zh, release=release, indexes=Indexes.of(release))
    assert context(view, "u-5")["lede"][0].startswith(said)


def test_steps_of_a_retrofit_are_done_overdue_or_due_on_the_day_of_publication(city_zh: View) -> None:
    steps = context(city_zh, "u-2")["retrofits"][0]["steps"]
    assert [(step["title"], step["state"], step["day"]) for step in steps] == [
        ("方案评审", "done", "2025 年 9 月 12 日完成（应在 2025 年 9 月 30 日前）"),
        ("设备到货", "overdue", "应在 2026 年 4 月 30 日前"),
        ("验收", "due", "应在 2027 年 10 月 31 日前"),
    ]


def test_every_record_stands_in_the_history_the_newest_first(city_zh: View) -> None:
    rows = context(city_zh, "u-2")["records"]["rows"]
    assert [[cell["text"] for cell in row[:6]] for row in rows] == [
        ["2025 年", "129", "100", "117", "2021 年版", "落后"],
        ["2024 年", "133", "100", "117", "2021 年版", "落后"],
    ]


def test_the_bar_places_the_figure_between_the_levels(city_zh: View) -> None:
    bar = context(city_zh, "u-2")["bar"]
    assert [(line["side"], line["x"]) for line in bar["lines"]] == [("benchmark", "14.0%"), ("baseline", "56.2%")]
    assert bar["mark"]["x"] == "86.0%"
    assert [zone["tier"] for zone in bar["zones"]] == ["advanced", "between", "lagging"]
    assert bar["alt"] == (
        "在两个水平之间的位置：129 千克标准煤/吨，每吨比标杆水平多用 29 千克标准煤（高\u00a029.0%）；"
        "每吨比基准水平多用 12 千克标准煤（高\u00a010.3%）。"
    )


def test_where_more_is_better_the_advanced_end_is_on_the_right(city_zh: View) -> None:
    bar = context(city_zh, "u-6")["bar"]
    assert [zone["tier"] for zone in bar["zones"]] == ["lagging", "between", "advanced"]
    assert bar["better"] == "越往右越好 →"


def test_where_only_the_baseline_is_published_the_bar_has_two_zones(city_zh: View) -> None:
    assert [zone["tier"] for zone in context(city_zh, "u-7")["bar"]["zones"]] == ["between", "lagging"]


def test_without_a_figure_there_is_no_bar_and_no_arithmetic(city_zh: View) -> None:
    found = context(city_zh, "u-9")
    assert (found["bar"], found["steps"]) == ({}, ())
    assert position.percent(position.MARGIN) == "14.0%"


def test_a_page_says_of_which_period_its_figure_is_and_why_no_other_is_shown(city_zh: View) -> None:
    said = context(city_zh, "u-2")["judged_on"]
    assert said.startswith("用的是这里登载的最近一期：2025 年。")
    assert "别的时期没有登载，不等于没有数" in said
    assert context(city_zh, "u-5")["judged_on"] == ""


def test_an_enterprise_shows_its_named_installations_and_what_was_corrected(city_zh: View) -> None:
    _, page = enterprise_pages.page(city_zh, "e-2")
    assert isinstance(page, Page)
    found: Mapping[str, Any] = page.context
    assert found["answer"] == "示例云杉钢铁有限公司：4 套装置列在能效清单上"
    assert [(row[0]["text"], row[5]["text"], row[6]["text"]) for row in found["units"]["rows"]] == [
        ("1 号转炉", "居中", "能效水平清单"),
        ("2 号转炉", "先进", "能效落后清单（已整改）"),
        ("余热机组", "落后", "能效落后清单"),
        ("石灰窑", "未报送", "能效水平清单"),
    ]


def test_a_sheet_of_paper_says_how_it_can_be_checked(city_zh: View) -> None:
    check = context(city_zh, "u-2")["check"]
    assert check["texts"] == ("x-2 示例发改〔2026〕1 号", "节能目标数据公开 · 装置 u-2")
    assert context(city_zh, "u-5")["check"]["qr"] == "x-5 示例发改〔2026〕1 号 示例发改〔2026〕7 号"
    assert check["qr"] == "x-2 示例发改〔2026〕1 号"
    assert check["says"] == "二维码是旁边的条目编号和文号。"
    assert "截至 2026 年 6 月 1 日。有效期届满、撤下或更正之后，以当时的网页为准。" in check["day"]


@pytest.mark.parametrize("language", ["city_zh", "city_en"])
def test_where_the_site_has_an_address_the_code_leads_to_the_chinese_page(
    language: str, request: pytest.FixtureRequest
) -> None:
    found: View = request.getfixturevalue(language)
    rules = found.release.rules
    own = replace(rules, site=replace(rules.site, base_url="https://example.org/energy"))
    check = context(replace(found, release=replace(found.release, rules=own)), "u-2")["check"]
    assert check["qr"] == "https://example.org/energy/unit/u-2/index.html"
    assert check["texts"] == ("x-2 示例发改〔2026〕1 号", "https://example.org/energy/unit/u-2/index.html")
