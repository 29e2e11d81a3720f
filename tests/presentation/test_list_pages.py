"""Lists: who stands on them in which order, how many fit a page, and what is said of those who may not be named."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from disclosure.measures.listing import Remains
from disclosure.model.days import day_of
from disclosure.model.lists import Correction, Open, Standing, Tombstone
from disclosure.model.periods import Period
from disclosure.model.release import Release
from disclosure.model.rules import Rules
from disclosure.model.siteplan import Page
from disclosure.model.text import Text
from disclosure.presentation import list_order, list_overview, list_pages, list_site, listed, product_pages, unit_pages
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.efficiency_dataset import efficiency_dataset
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.list_excerpts import ListExcerpts
from disclosure.presentation.site import chrome
from disclosure.presentation.view import View
from disclosure.publishing.templating import Equipment, press
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT
from tests.presentation.city import city, installation, listing, record, records, retrofit

ROW = ("unit", "place", "value", "levels", "distance", "tier_name", "valid_to")


def pages(view: View, name: str) -> dict[str, Mapping[str, Any]]:
    found = dict(list_pages.pages(view, name))
    return {address: page.context for address, page in found.items() if isinstance(page, Page)}


def rows(context: Mapping[str, Any]) -> list[list[str]]:
    shown = [row for group in context["groups"] for row in group["rows"]]
    return [[row[key]["text"] if key == "unit" else row[key] for key in ROW] for row in shown]


def overview(view: View, has_sample: bool = False) -> Mapping[str, Any]:
    _, page = list_overview.page(view, has_sample)
    assert isinstance(page, Page)
    return page.context


def seen(release: Release, view: View) -> View:
    return replace(view, release=release, indexes=Indexes.of(release))


def test_a_row_says_figure_levels_distance_and_tier_in_words(city_zh: View) -> None:
    first = pages(city_zh, "lagging")["sample/list/lagging/index.html"]
    assert first["answer"] == "能效落后清单：在列 3 条，涉及 3 个产品"
    assert [group["label"] for group in first["groups"]] == [
        "水泥熟料：单位产品综合能耗（千克标准煤/吨）", "余热发电：余热利用率（%）", "大型数据中心：电能利用效率（PUE）",
    ]  # fmt: skip
    assert rows(first) == [
        ["示例青禾水泥有限公司 2 号熟料线", "青禾区", "129", "100 / 117", "比基准多用 12（高\u00a010.3%）", "落后", "2029 年 3 月 1 日"],
        ["示例云杉钢铁有限公司 余热机组", "云杉区", "88", "95 / 90", "比基准低 2 个百分点", "落后", "2029 年 3 月 1 日"],
        ["示例长汀数据有限公司 一号机房", "云杉区", "1.42", "未收录 / 1.3", "比基准高 0.12（高\u00a09.2%）", "落后", "2029 年 3 月 1 日"],
    ]  # fmt: skip


def test_a_corrected_entry_leaves_its_list_for_that_of_the_corrected(city_zh: View) -> None:
    assert rows(pages(city_zh, "corrected")["sample/list/corrected/index.html"]) == [
        [
            "示例云杉钢铁有限公司 2 号转炉",
            "云杉区",
            "−31（整改后；列入时 −4）",
            "−30 / −10",
            "比标杆少用 1",
            "先进",
            "2029 年 3 月 1 日",
        ]
    ]
    assert not any("2 号转炉" in row[0] for row in rows(pages(city_zh, "lagging")["sample/list/lagging/index.html"]))


def test_names_are_ordered_by_their_sound_and_not_by_their_code(city_zh: View) -> None:
    by_pinyin = pages(city_zh, "level")["sample/list/level/by-pinyin/index.html"]
    assert [row[0] for row in rows(by_pinyin)] == [
        "示例青禾水泥有限公司 3 号熟料线", "示例云杉钢铁有限公司 1 号转炉", "示例云杉钢铁有限公司 石灰窑",
    ]  # fmt: skip
    assert rows(by_pinyin)[0][1] == "青禾区，水泥熟料"
    assert rows(by_pinyin)[0][2] == "117 千克标准煤/吨"


def test_letters_are_those_after_what_all_names_begin_with(city_zh: View) -> None:
    """青禾 and 云杉 stand under Q and Y, not both under the S of 示例."""
    found = pages(city_zh, "lagging")["sample/list/lagging/by-pinyin/index.html"]
    assert [(group["label"], group["id"], len(group["rows"])) for group in found["groups"]] == [
        ("C", "pinyin-C", 1), ("Q", "pinyin-Q", 1), ("Y", "pinyin-Y", 1),
    ]  # fmt: skip
    assert found["caption"] == "能效落后清单，按企业名称拼音，名称都以“示例”开头，从其后的字算起（共 3 条）"


def test_where_names_begin_differently_nothing_of_them_is_left_out(city_zh: View) -> None:
    known = records()
    first, *others = known.enterprises
    view = seen(
        city(city_zh.release.rules, replace(known, enterprises=(replace(first, name=Text("长河水泥厂")), *others))),
        city_zh,
    )
    found = pages(view, "lagging")["sample/list/lagging/by-pinyin/index.html"]
    assert [(group["label"], len(group["rows"])) for group in found["groups"]] == [("C", 1), ("S", 2)]
    assert found["caption"] == "能效落后清单，按企业名称拼音（共 3 条）"


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("长汀", ("chang2", "ting1")),
        ("长大", ("zhang3", "da4")),
        ("重庆", ("chong2", "qing4")),
        ("银行", ("yin2", "hang2")),
    ],
)
def test_characters_of_several_sounds_are_read_as_their_word_is(name: str, syllables: tuple[str, ...]) -> None:
    assert list_order.sounds(name) == syllables


def test_an_empty_list_has_one_page_that_says_so(city_zh: View) -> None:
    view = seen(city(city_zh.release.rules, replace(records(), listings=())), city_zh)
    assert {address: context["answer"] for address, context in pages(view, "lagging").items()} == {
        "sample/list/lagging/index.html": "能效落后清单：现在没有在列的条目"
    }


def many(rules: Rules, count: int) -> Release:
    codes = [f"u-{number}" for number in range(1, count + 1)]
    units = tuple(installation(code, f"{code} 号线", "e-1", "cement_clinker") for code in codes)
    known = replace(
        records(),
        installations=units,
        efficiency=tuple(record(code, "129") for code in codes),
        listings=tuple(listing(f"x-{code}", "lagging", code) for code in codes),
        retrofits=(),
        steps=(),
    )
    return city(rules, known)


def lengths(found: Sequence[Mapping[str, Any]]) -> list[int]:
    return [len(rows(context)) for context in found]


@pytest.mark.parametrize(("count", "expected"), [(179, [179]), (180, [180]), (181, [180, 1]), (361, [180, 180, 1])])
def test_a_list_goes_on_to_another_page_when_one_is_full(city_zh: View, count: int, expected: list[int]) -> None:
    view = seen(many(city_zh.release.rules, count), city_zh)
    found = [context for address, context in pages(view, "lagging").items() if "/by-" not in address]
    assert lengths(found) == expected
    assert [len(context["pages"]) for context in found] == [len(expected)] * len(expected)


def test_a_jump_leads_to_the_page_where_its_heading_first_stands(city_zh: View) -> None:
    view = seen(many(city_zh.release.rules, 181), city_zh)
    second = pages(view, "lagging")["sample/list/lagging/page-2.html"]
    assert [(jump["here"], jump["address"]) for jump in second["jumps"]] == [
        ("", "sample/list/lagging/index.html#product-cement_clinker")
    ]


def test_the_overview_counts_entries_and_open_cases(city_zh: View) -> None:
    found = overview(city_zh)
    assert found["answer"] == "9 套装置列在能效清单上：先进 1 条，落后 3 条，已整改 1 条；另有 3 件公示中或待决定"
    assert [(item["tier"], item["count"]) for item in found["tally"]] == [
        ("advanced", "2"), ("between", "2"), ("between", "1"), ("lagging", "3"), ("not_reported", "1"),
    ]  # fmt: skip
    assert [card["count"] for card in found["cards"]] == ["1 条", "3 条", "3 条", "1 条", "1 条"]


def test_open_cases_are_counted_by_product_and_never_named(city_zh: View) -> None:
    shown = [[cell["text"] for cell in row] for row in overview(city_zh)["open"]["rows"]]
    assert shown == [
        ["能效落后清单", "水泥熟料", "2", "2026 年 6 月 9 日", "公示中"],
        ["能效先进清单", "转炉钢（转炉）", "1", "2026 年 5 月 20 日", "期满，待决定"],
    ]


def test_of_what_was_taken_down_only_code_product_and_reason_remain(city_zh: View) -> None:
    shown = [[cell["text"] for cell in row] for row in overview(city_zh)["tombstones"]["rows"]]
    assert shown == [
        ["x-90", "能效落后清单", "水泥熟料", "已撤出", "2026 年 4 月 1 日", "计量有误"],
        ["x-91", "能效落后清单", "转炉钢（转炉）", "已到期", "2026 年 3 月 15 日", "有效期满，自动撤下"],
    ]


def test_a_product_that_is_not_said_stands_as_one_of_the_others(city_zh: View) -> None:
    few = Remains(
        (Tombstone("x-90", "lagging", "", Standing.WITHDRAWN, day_of("2026-04-01"), "计量有误"),),
        (Open("lagging", "", day_of("2026-06-09"), False), Open("lagging", "", day_of("2026-06-09"), False)),
    )
    view = seen(city(city_zh.release.rules, remains=few), city_zh)
    found = overview(view)
    assert [[cell["text"] for cell in row[:3]] for row in found["open"]["rows"]] == [["能效落后清单", "其他产品", "2"]]
    assert [row[2]["text"] for row in found["tombstones"]["rows"]] == ["其他产品"]
    assert found["few"] == "装置不到 3 套的产品不写名称，写“其他产品”，免得猜出是哪一套。"
    assert overview(city_zh)["few"] == ""


def test_a_dataset_leaves_a_product_empty_that_is_not_said(city_zh: View, city_en: View) -> None:
    few = Remains((), (Open("lagging", "", day_of("2026-06-09"), False),))
    words: Words = {"zh": city_zh.wording, "en": city_en.wording}
    made = efficiency_dataset(city(city_zh.release.rules, remains=few), words)
    waiting = next(table for table in made.tables if table.name == "open")
    assert waiting.rows == (("lagging", "", "2026-06-09", "false", "1"),)
    column = waiting.columns[1]
    assert (column.name, column.is_required) == ("product_code", False)
    assert "装置太少、会猜出是哪一套的产品留空" in column.description.zh


def test_every_row_of_the_flat_tables_names_the_region_beside_its_code(city_zh: View, city_en: View) -> None:
    words: Words = {"zh": city_zh.wording, "en": city_en.wording}
    made = {table.name: table for table in efficiency_dataset(city_zh.release, words).tables}
    regions = {code: region.name.zh for code, region in city_zh.release.regions.items()}
    for name in ("lists", "tiers", "retrofit-years", "retrofit-totals"):
        place = [column.name for column in made[name].columns].index("region_code")
        assert made[name].columns[place + 1].title.zh == "地区"
        assert made[name].rows
        assert all(row[place + 1] == regions.get(row[place], "") for row in made[name].rows)
    assert {"青禾区"} <= {row[place + 1] for row in made["retrofit-totals"].rows}


def test_the_data_file_and_the_page_agree_on_who_was_corrected_by_an_entry_that_is_over(
    city_zh: View, city_en: View
) -> None:
    """The lagging entry of the second clinker line for 2025 stands; one for the same year was corrected and is over."""
    known = records()
    done = replace(retrofit("r-9", "u-2", "benchmark", "2026-04-01", day_of("2026-05-18")), value_after=Decimal(99))
    known = replace(known, retrofits=(*known.retrofits, done))
    words: Words = {"zh": city_zh.wording, "en": city_en.wording}
    told = []
    for corrections in ({}, {"u-2": (Correction(Period.parse("2025"), day_of("2026-05-20")),)}):
        release = city(city_zh.release.rules, known, Remains(corrections=corrections))
        made = next(table for table in efficiency_dataset(release, words).tables if table.name == "tiers")
        names = [column.name for column in made.columns]
        newest = [row for row in made.rows if row[names.index("installation_code")] == "u-2"][-1]
        page = unit_pages.page(seen(release, city_zh), "u-2")[1]
        assert isinstance(page, Page)
        entries = [placing.standing for placing in release.lists.listed["u-2"]]
        told.append((newest[names.index("tier")], page.context["tier"]["tier"], entries))
        told.append(ListExcerpts(release.lists).told(["u-2"]))
    assert told[::2] == [("lagging", "lagging", [Standing.LISTED]), ("advanced", "advanced", [Standing.LISTED])]
    assert told[1] != told[3]


def test_where_nobody_is_named_the_overview_shows_levels_and_leads_to_the_sample(country_zh: View) -> None:
    found = overview(country_zh, has_sample=True)
    assert found["answer"] == "还没有收录到哪个地区公布的能效清单；登记了 5 个产品，其中 4 个收录到能效水平"
    assert found["sample"] == "sample/list/index.html"
    assert [[cell["text"] for cell in row] for row in found["fields"]["rows"]] == [
        ["水泥制造", "2", "1"], ["炼钢", "1", "1"], ["余热", "1", "1"], ["数据中心", "1", "1"],
    ]  # fmt: skip
    assert overview(country_zh)["sample"] == ""


def test_where_cases_are_open_but_nobody_is_named_the_overview_says_so(rules: Rules, city_zh: View) -> None:
    bare = replace(records(), enterprises=(), installations=(), efficiency=(), listings=(), retrofits=(), steps=())
    found = overview(seen(city(rules, bare), city_zh), has_sample=True)
    assert found["answer"] == "现在没有可以点名的装置；3 件公示中或待决定，2 条已经不在清单上"
    assert found["has_lists"]
    assert (len(found["open"]["rows"]), len(found["tombstones"]["rows"])) == (2, 2)
    assert [card["count"] for card in found["cards"]] == ["0 条"] * 5


def test_a_release_without_products_has_no_page_of_lists(zh: View) -> None:
    assert list(list_site.pages(zh)) == []
    assert listed.PAGES == ("advanced", "level", "lagging", "frontrunner", "corrected")


def test_a_full_page_stays_small(city_zh: View, tmp_path: Path) -> None:
    view = seen(many(city_zh.release.rules, 500), city_zh)
    words = read_wording(ROOT / "templates")["zh"]
    printer = press(ROOT / "templates", Equipment("zh", chrome(view), words, "/"), tmp_path, "test")
    for context in pages(view, "lagging").values():
        html = printer.render("pages/list.html", context)
        assert html.count("<") - html.count("</") - html.count("<!") <= 2000
        assert len(gzip.compress(html.encode())) <= 20 * 1024


@pytest.mark.parametrize(("count", "shown", "has_more"), [(180, 180, False), (181, 180, True)])
def test_a_product_with_many_installations_leads_on_to_the_lists(
    city_zh: View, count: int, shown: int, has_more: bool
) -> None:
    view = seen(many(city_zh.release.rules, count), city_zh)
    _, page = next(iter(product_pages.entries(view, "cement_clinker")))
    assert isinstance(page, Page)
    context: Mapping[str, Any] = page.context
    assert len(context["units"]["rows"]) == shown
    assert bool(context["more"]) == has_more
