"""A figure that was revised: the newest vintage stands, and leads to all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.model.records import Observation, Processing, ValueStatus
from disclosure.model.siteplan import Data, Page
from disclosure.model.vintages import point_of
from disclosure.presentation import contradictions, evidence, histories, indicator_pages, region_pages
from disclosure.presentation.view import View
from tests.measures import making

COUNTRY, SHANGHAI = "000000", "310000"
TOTAL_OF_2013 = "vintages-energy_consumption-all-level-2013"
UNTIL_2015 = "vintages-energy_intensity-all-cumulative_change-2011-2015"


def context(view: View, code: str) -> Mapping[str, object]:
    prefix = "en/" if view.language == "en" else ""
    found = dict(region_pages.pages(view, code))[f"{prefix}region/{code}/index.html"]
    assert isinstance(found, Page)
    return found.context


def rows(table: object) -> list[list[str]]:
    """The texts of a table."""
    assert isinstance(table, Mapping)
    return [[str(cell["text"]) for cell in row] for row in table["rows"]]


def current(view: View, code: str, indicator: str, period: str) -> Sequence[Mapping[str, object]]:
    """The one row of the progress figures about an indicator and a period."""
    table = context(view, code)["observations"]
    assert isinstance(table, Mapping)
    (row,) = [row for row in table["rows"] if (row[0]["text"], row[1]["text"]) == (indicator, period)]
    return list(row)


def history(view: View, code: str, anchor: str) -> list[list[str]]:
    found = context(view, code)["vintages"]
    assert isinstance(found, tuple)
    return next(rows(table) for table in found if table["id"] == anchor)


def test_the_newest_vintage_stands_and_leads_to_its_history(shipped: Sequence[View]) -> None:
    zh, en = shipped
    shown = current(zh, COUNTRY, "能耗强度", "2011—2015 年")[2]
    assert shown["text"] == "下降 18.4%"
    assert shown["vintages"] == {"text": "共公布 2 次", "address": f"region/000000/index.html#{UNTIL_2015}"}
    shown = current(en, COUNTRY, "Energy intensity", "2011–2015")[2]
    assert shown["vintages"] == {"text": "published 2 times", "address": f"en/region/000000/index.html#{UNTIL_2015}"}


def test_a_number_that_nobody_printed_is_no_publication(shipped: Sequence[View]) -> None:
    zh, en = shipped
    assert current(zh, COUNTRY, "能源消费总量", "2013 年")[2]["vintages"] == {
        "text": "公布 1 次，另有 1 个推算的数", "address": f"region/000000/index.html#{TOTAL_OF_2013}",
    }  # fmt: skip
    assert histories.tables(en, SHANGHAI)[0]["rows"][1][0]["text"] == "computed"  # type: ignore[index]


def test_a_figure_published_once_says_nothing(shipped: Sequence[View]) -> None:
    assert "vintages" not in current(shipped[0], COUNTRY, "能源消费总量", "2014 年")[2]
    assert context(shipped[0], "440000")["vintages"] == ()


def test_the_history_has_every_vintage_as_printed_and_what_it_changed(shipped: Sequence[View]) -> None:
    zh, en = shipped
    assert [[row[0], row[1], row[2], row[4]] for row in history(zh, COUNTRY, UNTIL_2015)] == [
        ["第 1 次公布", "下降 19.71%", "19.71", "首次"],
        ["第 2 次公布", "下降 18.4%", "18.4", "少降 1.31 个百分点"],
    ]
    assert [row[:5] for row in history(zh, COUNTRY, TOTAL_OF_2013)] == [
        ["第 1 次公布", "375,000 万吨标准煤", "37.5亿吨", "初步", "首次"],
        ["推算", "417,000 万吨标准煤", "", "未注明", "高 42,000 万吨标准煤（11.2%）"],
    ]
    assert history(en, COUNTRY, UNTIL_2015)[1][4] == "fell by 1.31 percentage points less"


def test_histories_come_newest_period_first_under_a_caption(shipped: Sequence[View]) -> None:
    assert [table["caption"] for table in histories.tables(shipped[0], COUNTRY)] == [
        "能耗强度 · 比基期累计 · 2011—2015 年",
        "能耗强度 · 比基期累计 · 2011—2014 年",
        "能源消费总量 · 数值 · 2013 年",
    ]


def test_the_inputs_of_a_light_lead_to_the_history_too(zh: View) -> None:
    light = next(light for light in zh.indexes.assessments["010000"] if light.level.is_judged)
    point = next(item.record for item in light.inputs if isinstance(item.record, Observation))
    known = {point_of(point): (replace(point, vintage=1), replace(point, vintage=2))}
    revised = replace(zh, indexes=replace(zh.indexes, vintages={"010000": known}))
    address = "region/010000/index.html#vintages-energy_intensity-all-yearly_change-2018"
    assert [item["vintages"] for item in evidence.inputs(revised, light)] == [
        {},
        {"text": "共公布 2 次", "address": address},
    ]


def test_the_newest_table_of_an_indicator_leads_to_the_history(shipped: Sequence[View]) -> None:
    _, page = indicator_pages.page(shipped[0], "energy_intensity")
    assert isinstance(page, Page)
    links = [
        cell["vintages"]["address"]
        for table in page.context["tables"]  # type: ignore[attr-defined]
        for row in table["rows"]
        for cell in row
        if "vintages" in cell
    ]
    assert links == [f"region/000000/index.html#{UNTIL_2015}"]


def test_the_twins_keep_every_vintage(shipped: Sequence[View]) -> None:
    twin = dict(region_pages.pages(shipped[0], COUNTRY))["region/000000/index.json"]
    assert isinstance(twin, Data)
    found = [
        (record["vintage"], record["value"])
        for record in twin.content["records"]  # type: ignore[attr-defined]
        if (record["indicator_code"], record["period"]) == ("energy_consumption", "2013")
        and record["measure"] == "level"
    ]
    assert found == [("1", "375000"), ("2", "417000")]


def test_contradicting_vintages_stand_with_their_own_units(shipped: Sequence[View]) -> None:
    zh, en = shipped
    said = [contradictions.sentence(zh, found) for found in zh.indexes.discrepancies[COUNTRY]]
    assert "2013 年能源消费总量 · 数值有不同的数：375,000 万吨标准煤、417,000 万吨标准煤（推算）。" in said
    assert (
        "2011—2014 年公布的累计结果是下降 14.1%，由各年公布的升降率连乘得出下降 13.40%，差异超出四舍五入的范围。"
        in said
    )
    assert (
        "Energy intensity · Change on the year before, 2011: there are different figures: down 6.5% and down 6.94%."
        in (contradictions.sentence(en, found) for found in en.indexes.discrepancies["110000"])
    )


def changed(view: View, before: Observation, value: str, **facts: object) -> str:
    return histories.change(view, before, replace(before, value=Decimal(value), **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("-13.4", "-14.1", "多降 0.7 个百分点"),
        ("-14.1", "-13.4", "少降 0.7 个百分点"),
        ("0", "-0.1", "多降 0.1 个百分点"),
        ("2.5", "3", "多升 0.5 个百分点"),
        ("3.0", "2.75", "少升 0.25 个百分点"),
        ("0.3", "-0.1", "由升转降，相差 0.4 个百分点"),
        ("-0.1", "0.3", "由降转升，相差 0.4 个百分点"),
        ("-4.50", "-4.5", "数没有变"),
    ],
)
def test_changes_differ_by_percentage_points(shipped: Sequence[View], before: str, after: str, said: str) -> None:
    assert changed(shipped[0], making.observation(before, "2021"), after) == said


@pytest.mark.parametrize(
    ("before", "after", "unit", "said"),
    [
        ("100", "112.5", "10k_tce", "高 12.5 万吨标准煤（12.5%）"),
        ("100", "80", "10k_tce", "低 20 万吨标准煤（20.0%）"),
        ("100000", "100001", "10k_tce", "高 1 万吨标准煤（0.001%）"),
        ("0", "5", "10k_tce", "高 5 万吨标准煤"),
        ("-30", "-20", "10k_tce", "高 10 万吨标准煤"),
        ("80", "78.5", "percent", "低 1.5 个百分点"),
    ],
)
def test_amounts_differ_in_their_unit_and_in_percent(
    shipped: Sequence[View], before: str, after: str, unit: str, said: str
) -> None:
    level = replace(making.observation(before, "2021", making.Measure.LEVEL), unit=unit)
    assert changed(shipped[0], level, after) == said


def test_computed_digits_are_cut_and_what_cannot_be_subtracted_says_so(shipped: Sequence[View]) -> None:
    first = making.observation("-4.5", "2021")
    assert changed(shipped[0], first, "-5.32167", processing=Processing.COMPUTED) == "多降 0.82 个百分点"
    assert changed(shipped[0], first, "-5", value_status=ValueStatus.DOUBTFUL) == "不能相比"
    assert changed(shipped[0], first, "-5", unit="10k_tce") == "单位不同，不能相比"
    missing = replace(first, value=None, value_status=ValueStatus.NOT_PUBLISHED)
    assert histories.change(shipped[0], first, missing) == "不能相比"
