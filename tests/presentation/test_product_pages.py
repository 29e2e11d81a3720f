"""Products: levels by edition, what stands beside them, drawings over the named, data centres, retrofits, regions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from disclosure.model.days import day_of
from disclosure.model.siteplan import Chart, Entry, Page
from disclosure.presentation import (
    data_center_page,
    enterprise_pages,
    list_order,
    listed,
    product_figures,
    product_pages,
    region_units,
    retrofit_pages,
)
from disclosure.presentation.charts import LINE, size
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View
from tests.presentation.city import city, records, retrofit


def content(entry: Entry) -> Mapping[str, Any]:
    assert isinstance(entry[1], Page)
    return entry[1].context


def product(view: View, code: str) -> Mapping[str, Any]:
    return content(next(iter(product_pages.entries(view, code))))


def texts(table: Any) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in table["rows"]]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "cement_clinker",
            "水泥熟料，2023 年版：标杆水平 100 千克标准煤/吨，基准水平 117 千克标准煤/吨；3 套装置可以点名",
        ),
        (
            "converter_steel",
            "转炉钢（转炉），2021 年版：标杆水平 −30 千克标准煤/吨，基准水平 −10 千克标准煤/吨；2 套装置可以点名",
        ),
        ("lime", "石灰：没有收录到标杆水平和基准水平；1 套装置可以点名"),
        ("data_center_large", "大型数据中心，2021 年版：标杆水平 未收录，基准水平 1.3；2 套装置可以点名"),
    ],
)
def test_a_product_says_its_newest_levels(city_zh: View, code: str, said: str) -> None:
    assert product(city_zh, code)["answer"] == said


def test_each_edition_has_its_row_with_its_validity(city_zh: View) -> None:
    assert texts(product(city_zh, "cement_clinker")["levels"]) == [
        ["2021 年版", "2022 年 1 月 1 日起", "100", "117", "能效水平（虚构）"],
        ["2023 年版", "2023 年 7 月 4 日起", "100", "117", "能效水平（虚构）"],
    ]


def test_grades_of_the_same_standard_stand_apart_with_what_they_share_said_once(city_zh: View) -> None:
    grades = product(city_zh, "cement_clinker")["grades"]
    assert texts(grades) == [["熟料", "GB 16780-2021", "单位产品综合能耗", "100", "107", "117"]]
    assert grades["document"]["text"] == "示例市能效清单（虚构）"
    assert product(city_zh, "waste_heat")["grades"] is None


def test_the_register_has_both_levels_of_each_edition_and_says_what_is_missing(country_zh: View) -> None:
    found = content(product_pages.register_page(country_zh))
    assert found["answer"] == "4 个领域 5 个产品的能效水平，其中 4 个收录到数值"
    rows = {
        row[0]["text"]: [cell["text"] for cell in row]
        for reg in found["registers"]
        for group in reg["groups"]
        for row in group["rows"]
    }
    assert rows["水泥熟料"] == ["水泥熟料", "单位产品综合能耗", "越低越好", "100 / 117", "100 / 117", "GB 16780-2021"]
    assert rows["石灰"] == ["石灰", "单位产品综合能耗", "越低越好", "未收录", "这一版没有", "不详"]
    assert rows["大型数据中心"][3] == "未收录 / 1.3"
    assert [len(register["groups"]) for register in found["registers"]] == [3, 1]


def test_the_strip_has_one_mark_for_each_named_installation_and_both_levels(city_zh: View) -> None:
    strip, shares = product_figures.figures(city_zh, city_zh.release.lists.products["cement_clinker"])
    assert strip.title == "水泥熟料：3 套点名的装置，1 套达到标杆，1 套低于基准"
    assert strip.summary.endswith("只算可以点名的装置；另有 2 件公示中或待决定，决定之前不点名，不在图表里。")
    assert [(row["role"], row["value"], row.get("tier")) for row in strip.rows] == [
        ("benchmark", 100.0, None), ("baseline", 117.0, None),
        ("unit", 100.0, "advanced"), ("unit", 129.0, "lagging"), ("unit", 117.0, "between"),
    ]  # fmt: skip
    assert (shares.rows[0]["tier"], shares.rows[0]["start"], shares.rows[-1]["end"]) == (
        "advanced",
        0.0,
        pytest.approx(100),
    )
    assert [cells[:4] for cells in shares.cells] == [
        ("advanced", "先进", "1", "100"), ("between", "居中", "1", "100"), ("lagging", "落后", "1", "100"),
    ]  # fmt: skip


def test_drawings_of_the_sample_have_names_of_their_own(city_zh: View, country_zh: View) -> None:
    clinker = city_zh.release.lists.products["cement_clinker"]
    assert [figure.id for figure in product_figures.figures(city_zh, clinker)] == [
        "sample-strip-cement_clinker", "sample-shares-cement_clinker",
    ]  # fmt: skip
    assert list(product_figures.figures(country_zh, clinker)) == []


def test_the_mark_of_the_sample_has_a_line_of_its_own_below_the_drawings_of_tiers(city_zh: View) -> None:
    clinker = city_zh.release.lists.products["cement_clinker"]
    for figure in product_figures.figures(city_zh, clinker):
        charts = [recipe for _, recipe in figure.recipes(city_zh) if isinstance(recipe, Chart)]
        assert [(chart.words, chart.mark) for chart in charts] == [({"mark": city_zh.mark}, "")] * 2
        drawn: Any = figure.context(city_zh)
        for width in ("wide", "narrow"):
            plain = size(figure.kind, width, len(figure.rows))
            assert (drawn[width]["width"], drawn[width]["height"]) == (str(plain[0]), str(plain[1] + LINE))


def test_the_head_of_a_bare_ratio_has_no_empty_brackets(city_zh: View) -> None:
    products = city_zh.release.lists.products
    heads = {
        code: [column.title.zh for column in next(iter(product_figures.figures(city_zh, products[code]))).columns]
        for code in ("cement_clinker", "data_center_large")
    }
    assert heads["data_center_large"][2] == "数值"
    assert heads["cement_clinker"][2] == "数值（千克标准煤/吨）"


def test_what_has_no_capacity_has_no_shares_of_it(city_zh: View) -> None:
    found = product_figures.figures(city_zh, city_zh.release.lists.products["data_center_large"])
    assert [figure.kind for figure in found] == ["strip"]


def test_a_corrected_installation_says_so_in_the_table_of_its_product(city_zh: View) -> None:
    rows = product(city_zh, "converter_steel")["units"]["rows"]
    assert [(row[0]["text"], row[3]["text"], row[5]["text"], row[5].get("note", "")) for row in rows] == [
        ("示例云杉钢铁有限公司 1 号转炉", "−12", "居中", ""),
        ("示例云杉钢铁有限公司 2 号转炉", "−31", "先进", "已整改"),
    ]
    assert [row[3].get("note", "") for row in rows] == ["", "整改后；列入时 −4"]


def test_a_corrected_installation_no_longer_counts_as_lagging(city_zh: View) -> None:
    strip, shares = product_figures.figures(city_zh, city_zh.release.lists.products["converter_steel"])
    assert (strip.title, [row["value"] for row in strip.rows if row["role"] == "unit"]) == (
        "转炉钢（转炉）：2 套点名的装置，1 套达到标杆，0 套低于基准", [-12.0, -31.0],
    )  # fmt: skip
    assert [cells[:3] for cells in shares.cells] == [("advanced", "先进", "1"), ("between", "居中", "1")]


def test_data_centres_stand_by_their_pue_against_their_own_ceiling(city_zh: View) -> None:
    found = content(data_center_page.page(city_zh))
    assert [row[0:1] + row[3:7] for row in texts(found["units"])] == [
        ["示例长汀数据有限公司 二号机房", "1.25", "1.3", "比基准低 0.05（低\u00a03.8%）", "居中"],
        ["示例长汀数据有限公司 一号机房", "1.42", "1.3", "比基准高 0.12（高\u00a09.2%）", "落后"],
    ]
    assert [scope["text"] for scope in found["scopes"]] == ["大型数据中心：上限 1.3"]


def said(tally: Any) -> list[tuple[str, str]]:
    return [(item["label"], item["count"]) for item in tally]


ALONE = "居中：达到基准水平（没有收录标杆水平）"
LAGGING = "落后：低于基准水平"


def test_a_tally_speaks_of_no_benchmark_where_none_is_on_record(city_zh: View) -> None:
    assert said(product(city_zh, "data_center_large")["tally"]) == [(ALONE, "1"), (LAGGING, "1")]
    assert said(product(city_zh, "cement_clinker")["tally"]) == [
        ("先进：达到标杆水平", "1"), ("居中：达到基准水平，未达到标杆水平", "1"), (LAGGING, "1"),
    ]  # fmt: skip
    worse = city_zh.release.lists.installations["u-7"]
    assert said(listed.tally(city_zh, [worse])) == [(ALONE, "0"), (LAGGING, "1")]


def test_a_tally_over_many_products_keeps_those_without_a_benchmark_apart(city_zh: View) -> None:
    units = city_zh.release.lists.installations.values()
    assert said(listed.tally(city_zh, units)) == [
        ("先进：达到标杆水平", "2"), ("居中：达到基准水平，未达到标杆水平", "2"), (ALONE, "1"), (LAGGING, "3"),
        ("未报送：应报未报，没有数据", "1"),
    ]  # fmt: skip


def test_a_drawing_speaks_of_no_benchmark_where_none_is_on_record(city_zh: View) -> None:
    (strip,) = product_figures.figures(city_zh, city_zh.release.lists.products["data_center_large"])
    assert strip.title == "大型数据中心：2 套点名的装置，1 套低于基准（没有收录标杆水平）"
    assert strip.summary.startswith("每个记号是一套装置，按数值从小到大排在线上；竖线是2021 年版的基准水平。")
    assert [label for _, label in strip.key] == [ALONE, LAGGING, "基准水平"]


def test_retrofits_are_held_against_the_duty_in_words(city_zh: View) -> None:
    found = content(retrofit_pages.page(city_zh))
    assert found["answer"] == "3 个产品有节能改造；公布的数不够，是否达到 30% 的要求不下结论"
    clinker, steel, heat = found["products"]
    assert clinker["sentence"] == (
        "已下达 100 万吨（占行业产能的 12.5%），已完成 0 万吨（0%），到 2025 年底完成 0%；这只是点名装置的，是否达到 30% 的要求不下结论"
    )
    assert (
        clinker["basis"]
        == "分母：行业产能 800 万吨（2025 年，公布的汇总数，6 套装置）；分子：其中可以点名的 3 套的项目。"
    )
    assert [(year["year"], year["share"], year["verdict"]) for year in clinker["years"]] == [
        ("2025 年", "12.5%", "达到"),
    ]
    assert steel["sentence"] == (
        "至今已下达 100 万吨，已完成 100 万吨，占点名装置产能的 50.0% 和 50.0%；没有公布行业产能，是否达到要求不下结论"
    )
    assert steel["basis"] == "没有公布行业产能；分母只是可以点名的 2 套装置的产能（200 万吨），不代表全行业。"
    assert [(year["year"], year["share"], year["verdict"]) for year in steel["years"]] == [
        ("2024 年", "50.0%", "没有公布行业产能，不下结论"),
        ("2025 年", "0%", "没有公布行业产能，不下结论"),
        ("2026 年至今", "0%", "要求的期限已过"),
    ]
    assert (heat["sentence"], heat["years"]) == ("没有改到标杆水平的项目", ())


def retrofits_on(view: View, day: str, **more: Any) -> Mapping[str, Any]:
    release = city(view.release.rules, replace(records(), **more), as_of=day)
    return content(retrofit_pages.page(replace(view, release=release, indexes=Indexes.of(release))))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-12-31", "3 个产品有节能改造；2025 年还没有结束，是否达到 30% 的要求不下结论"),
        ("2026-01-01", "3 个产品有节能改造；公布的数不够，是否达到 30% 的要求不下结论"),
    ],
)
def test_the_heading_draws_no_conclusion_before_the_last_year_is_over(city_zh: View, day: str, said: str) -> None:
    found = retrofits_on(city_zh, day)
    assert found["answer"] == said


def test_a_year_that_runs_is_told_so_far(city_zh: View) -> None:
    clinker = retrofits_on(city_zh, "2025-12-31")["products"][0]
    assert [(year["year"], year["share"], year["verdict"]) for year in clinker["years"]] == [
        ("2025 年至今", "12.5%", "年内，不下结论"),
    ]
    assert clinker["sentence"] == (
        "至今已下达 100 万吨（12.5%），已完成 0 万吨（0%）；2025 年还没有结束，是否达到 30% 的要求不下结论"
    )


def test_where_no_sum_is_published_the_heading_draws_no_conclusion(city_zh: View) -> None:
    found = retrofits_on(city_zh, "2026-06-01", aggregates=())
    assert found["answer"] == "3 个产品有节能改造；公布的数不够，是否达到 30% 的要求不下结论"


def test_a_product_that_did_what_the_duty_asks_for_is_counted(city_zh: View) -> None:
    done = (retrofit("r-1", "u-2", "benchmark", "2023-04-01", day_of("2025-12-31"), "240"),)
    found = retrofits_on(city_zh, "2026-06-01", retrofits=done)
    assert found["answer"] == "1 个产品有节能改造；能下结论的 1 个里，1 个到 2025 年底有 30% 的产能改到标杆水平"
    lower = "点名装置至少这么多，不下结论"
    assert [year["verdict"] for year in found["products"][0]["years"]] == ["达到", lower, lower]


def test_where_all_installations_are_named_too_small_a_share_is_a_verdict(city_zh: View) -> None:
    whole = (replace(records().aggregates[0], units=3),)
    found = retrofits_on(city_zh, "2026-06-01", aggregates=whole)
    assert found["answer"] == "3 个产品有节能改造；能下结论的 1 个里，到 2025 年底没有一个有 30% 的产能改到标杆水平"
    assert found["products"][0]["sentence"].endswith("到 2025 年底 0%，未达到 30% 的要求（全部装置都已点名）")


def test_every_retrofit_stands_below_its_product_with_how_it_stands(city_zh: View) -> None:
    shown = [
        row for product in content(retrofit_pages.page(city_zh))["products"] for row in product["projects"]["rows"]
    ]
    assert [(row[0]["text"], row[1]["text"], row[5]["text"], row[5].get("note", "")) for row in shown] == [
        ("示例青禾水泥有限公司 2 号熟料线", "标杆水平", "有步骤逾期", "设备到货应在 2026 年 4 月 30 日前"),
        ("示例云杉钢铁有限公司 2 号转炉", "标杆水平", "已完成", "2026 年 5 月 18 日"),
        ("示例云杉钢铁有限公司 余热机组", "基准水平", "未到期", ""),
    ]


def test_every_retrofit_names_the_document_that_it_was_taken_from(city_zh: View) -> None:
    found = content(retrofit_pages.page(city_zh))
    tables = [product["projects"] for product in found["products"]]
    assert [table["columns"][6]["label"] for table in tables] == ["来源"] * 3
    assert {row[6]["text"] for table in tables for row in table["rows"]} == {"示例市能效清单（虚构）"}
    assert all(row[6]["address"].startswith("doc/city-list/") for table in tables for row in table["rows"])


def test_every_file_that_a_page_offers_is_called_otherwise(city_zh: View, shipped: Sequence[View]) -> None:
    pages = [retrofit_pages.page(city_zh), data_center_page.page(city_zh), enterprise_pages.page(city_zh, "e-2")]
    for entry in (*pages, data_center_page.page(shipped[0])):
        labels = [file["label"] for file in content(entry)["files"]]
        assert len(labels) == len(set(labels)) >= 6
    assert {"改造项目的原始记录：CSV", "改造步骤的原始记录：CSV"} <= {
        file["label"] for file in content(pages[0])["files"]
    }


def test_the_page_of_data_centres_says_how_to_read_it_and_offers_entries_and_ceilings(
    city_zh: View, country_zh: View
) -> None:
    found = content(data_center_page.page(city_zh))
    assert found["guide"] == {"method": "method/tiers/index.html", "how": "sample/list/index.html"}
    named = {file["label"].partition("：")[0] for file in found["files"]}
    assert named == {"全部在列条目（平表", "清单条目的原始记录", "各类上限的原始记录"}
    bare = {file["label"].partition("：")[0] for file in content(data_center_page.page(country_zh))["files"]}
    assert "各类上限的原始记录" in bare
    assert "清单条目的原始记录" not in bare


def test_the_direction_of_a_product_says_plainly_what_below_the_baseline_means(city_zh: View) -> None:
    facts = {item["label"]: item["text"] for item in product(city_zh, "cement_clinker")["facts"]}
    assert facts["方向"] == "数越小越好：不高于标杆水平算先进，高于基准水平即“低于基准水平”，算落后"
    assert "能耗的数高于基准水平，就叫“低于基准水平”" in city_zh.word("lists.tiers_line")


def test_regions_of_a_retrofitted_product_are_all_that_have_a_named_installation_and_add_up(city_zh: View) -> None:
    steel = content(retrofit_pages.page(city_zh))["products"][1]
    assert texts(steel["regions"])[-1][:6] == ["以上合计（点名装置的项目）", "–", "100", "–", "100", "–"]


def test_a_region_counts_its_own_installations_and_leads_to_the_lists(city_zh: View) -> None:
    found: Any = region_units.section(city_zh, "990101")
    assert found["answer"] == "青禾区有 3 套装置列在能效清单上。不在清单上不表示好或者不好。"
    assert [(link["text"], link["address"]) for link in found["links"]] == [
        ("能效清单总览", "sample/list/index.html"),
        ("能效先进清单（1）", "sample/list/advanced/by-region/index.html"),
        ("能效水平清单（1）", "sample/list/level/by-region/index.html"),
        ("能效落后清单（1）", "sample/list/lagging/by-region/index.html"),
    ]
    assert found["parts"] == ()


def test_a_region_counts_the_installations_of_all_that_lie_in_it(city_zh: View) -> None:
    found: Any = region_units.section(city_zh, "990100")
    assert found["answer"] == "示例市有 9 套装置列在能效清单上。不在清单上不表示好或者不好。"
    assert [(part["text"], part["address"]) for part in found["parts"]] == [
        ("青禾区（3）", "region/990101/index.html#units"), ("云杉区（6）", "region/990102/index.html#units"),
    ]  # fmt: skip


def test_a_region_opens_each_list_at_its_own_heading_and_names_its_lagging_installations(city_zh: View) -> None:
    lists, regions = city_zh.release.lists, city_zh.release.regions
    places = list_order.first_pages(lists, regions)["990101"]
    found: Any = region_units.section(city_zh, "990101", places)
    addresses = [link["address"] for link in found["links"][1:]]
    assert addresses == [
        f"sample/list/{name}/by-region/index.html#region-990101" for name in ("advanced", "level", "lagging")
    ]
    behind = [one.listing.installation for one in lists.placings if one.listing.list == "lagging"]
    own = [code for code in behind if lists.installations[code].region == "990101"]
    assert [link["address"] for link in found["lagging"]] == [f"unit/{code}/index.html" for code in own]


@pytest.mark.parametrize("rows", [1, 2, 3, 180])
def test_the_page_of_a_region_s_heading_is_the_one_that_the_list_jumps_to(
    city_zh: View, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(list_order, "ROWS", rows)
    found = list_order.first_pages(city_zh.release.lists, city_zh.release.regions)
    for name in listed.PAGES:
        placings = listed.on_list(city_zh.release.lists.placings, name)
        leaves = list_order.leaves(list_order.lines(city_zh, placings, "region"))
        first: dict[str, int] = {}
        for leaf in leaves:
            for group, _ in leaf.groups:
                first.setdefault(group, leaf.number)
        assert {code: numbers[name] for code, numbers in found.items() if name in numbers} == first
