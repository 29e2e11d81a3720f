"""Figures: what is drawn, what the table shows and what the files hold are the same rows, missing ones included."""

import csv
import doctest
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.catalogue import read_checked, records_of
from disclosure.measures.derive import derive_release
from disclosure.model.periods import Period
from disclosure.model.records import (
    Document,
    Indicator,
    Measure,
    Observation,
    Processing,
    Region,
    Sector,
    Target,
    ValueStatus,
)
from disclosure.model.release import Records
from disclosure.model.rules import Rules
from disclosure.model.siteplan import Chart, TableFile
from disclosure.model.text import Text
from disclosure.presentation import placing
from disclosure.presentation.amount_figures import comparison_figure, consumption_figure, region_figures
from disclosure.presentation.charts import KINDS, WORDED, size
from disclosure.presentation.figures import Figure, gap_figure
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.path_figures import path_figure
from disclosure.presentation.placing import fitted, letters_width, placed
from disclosure.presentation.view import View
from disclosure.presentation.wording import Wording
from disclosure.publishing.tablefiles import table_bytes
from disclosure.sources.rules import read_rules
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT
from tests.easel import THEME, Easel, parse
from tests.presentation.conftest import target, where

SCOPE = "provinces-13th-plan"
OF_PRODUCTS = {"strip", "shares"}
"""Kinds that need installations, which no real place has; see test_product_figures.py."""
Made = Mapping[str, dict[str, Figure]]


@pytest.fixture(scope="module")
def easel() -> Iterator[Easel]:
    made = Easel()
    yield made
    made.close()


def views_of(records: Records, rules: Rules) -> dict[str, View]:
    release = derive_release(records, (), rules, "2021-06-01")
    words, indexes = read_wording(ROOT / "templates"), Indexes.of(release)
    return {
        language: View(release, Wording(language, words[language], rules.units), indexes, is_first=language == "zh")
        for language in ("zh", "en")
    }


def figures_of(view: View) -> dict[str, Figure]:
    found = [figure for code in view.release.regions for figure in region_figures(view, code)]
    found += [figure for barometer in view.release.barometers if (figure := gap_figure(view, barometer))]
    return {figure.id: figure for figure in found}


@pytest.fixture(scope="module")
def shipped_views() -> dict[str, View]:
    rules = read_rules(ROOT / "rules")
    committed = read_checked(ROOT / "datapackages", ROOT / "schemas", rules)
    real = [dataset for dataset in committed.datasets if not dataset.is_sample]
    return views_of(records_of(real), rules)


@pytest.fixture(scope="module")
def shipped(shipped_views: dict[str, View]) -> Made:
    return {language: figures_of(view) for language, view in shipped_views.items()}


def point(
    code: str, indicator: str, measure: Measure, year: int, value: str, processing: Processing = Processing.NONE
) -> Observation:
    units = {Measure.LEVEL: {"energy_consumption": "10k_tce", "energy_intensity": "tce_per_10k_yuan"}[indicator]}
    return Observation(
        code, "all", indicator, measure, Period.parse(str(year)), 1, Decimal(value), ValueStatus.NUMBER, value,
        units.get(measure, "percent"), "final", processing, "", (), where(year),
    )  # fmt: skip


def level(code: str, year: int, value: str, processing: Processing = Processing.NONE) -> Observation:
    return point(code, "energy_consumption", Measure.LEVEL, year, value, processing)


def growth(code: str, year: int, value: str, processing: Processing = Processing.NONE) -> Observation:
    return point(code, "energy_consumption", Measure.YEARLY_CHANGE, year, value, processing)


def intensity(code: str, year: int, value: str) -> Observation:
    return point(code, "energy_intensity", Measure.LEVEL, year, value)


def country(
    rules: Rules,
    observations: Sequence[Observation],
    names: Mapping[str, tuple[str, str]],
    targets: Sequence[Target] = (),
) -> dict[str, View]:
    """A country with regions of the given names, each below the region named beside it."""
    regions = (
        Region(code, Text(name, f"Region {name}"), name, "province" if parent == "000000" else "district",
               parent or None, "gb_t_2260", "", "", (), "", where(2))
        for code, (name, parent) in {"000000": ("全国", ""), **names}.items()
    )  # fmt: skip
    indicators = (
        Indicator(code, Text(code, code), Text(""), "percent", "lower_is_better", Text(""), Text(""), "", where(2))
        for code in ("energy_intensity", "energy_consumption")
    )
    document = Document(
        "bulletin", Text("公报"), "", "", "统计局", "", "2021", "in_force", "", "transcribed", "", where(2)
    )
    records = Records(
        tuple(regions), (Sector("all", Text("全社会", "Whole society"), where(2)),), tuple(indicators), (document,),
        tuple(targets), tuple(observations),
    )  # fmt: skip
    return views_of(records, rules)


@pytest.fixture
def holed(rules: Rules) -> dict[str, View]:
    """A province with the first and the last year of a plan of three, and nothing for the year between."""
    found = [
        point("010000", "energy_intensity", Measure.YEARLY_CHANGE, 2018, "-4.0"),
        point("010000", "energy_intensity", Measure.CUMULATIVE_CHANGE, 2020, "-15.0"),
    ]
    return country(rules, found, {"010000": ("甲省", "000000")}, [target("01", "-14")])


def csv_rows(figure: Figure, view: View) -> list[dict[str, str]]:
    recipes = dict(figure.recipes(view))
    recipe = recipes[f"fig/{figure.id}/data.csv"]
    assert isinstance(recipe, TableFile)
    return list(csv.DictReader(io.StringIO(table_bytes(recipe).decode(), newline="")))


def number(text: object) -> Decimal | None:
    found = re.fullmatch(r"[+−]?[\d,]+(\.\d+)?", str(text))
    return Decimal(str(text).replace(",", "").replace("−", "-").replace("+", "")) if found else None


def test_a_year_without_a_figure_stays_on_the_axis_and_its_requirement_is_drawn(holed: dict[str, View]) -> None:
    figure = path_figure(holed["zh"], "010000", SCOPE)
    assert figure is not None
    assert [(row["year"], row["achieved"]) for row in figure.rows] == [("2018", 4.0), ("2019", None), ("2020", 15.0)]
    assert [round(float(str(row["required"])), 4) for row in figure.rows] == [4.9031, 9.5659, 14.0]
    assert figure.cells[1] == ("2019", "", figure.cells[1][2])
    assert Decimal(figure.cells[1][2]).quantize(Decimal("0.0001")) == Decimal("9.5659")


@pytest.mark.parametrize(
    ("language", "state", "sentence"),
    [("zh", "没有收录到", "没有收录到 2019 年的实际数"), ("en", "none on record", "on record for 2019")],
)
def test_the_table_and_the_sentence_name_the_years_without_a_figure(
    holed: dict[str, View], language: str, state: str, sentence: str
) -> None:
    figure = path_figure(holed[language], "010000", SCOPE)
    assert figure is not None
    assert figure.shown[1][1]["text"] == state
    assert sentence in figure.summary
    assert sentence in figure.alt
    assert "2018" not in figure.summary.replace("2018—2020", "").replace("2018–2020", "")


@pytest.mark.parametrize(("language", "state"), [("zh", "未推算"), ("en", "not derived")])
def test_a_year_that_the_barometer_does_not_cover_is_not_called_unpublished(
    rules: Rules, language: str, state: str
) -> None:
    derived = rules.get_scope(SCOPE)
    later = replace(rules, scopes=(replace(derived, periods=derived.periods[1:]),))
    found = [
        point("010000", "energy_intensity", Measure.YEARLY_CHANGE, year, "-4.0") for year in (2018, 2019, 2020)
    ]  # fmt: skip
    view = country(later, found, {"010000": ("甲省", "000000")}, [target("01", "-14")])[language]
    figure = path_figure(view, "010000", SCOPE)
    assert figure is not None
    assert [row["achieved"] for row in figure.rows] == [None, 7.84, 11.5264]
    assert figure.shown[0][1]["text"] == state
    assert "2018" in figure.summary
    assert not re.search("没有收录到|on record", figure.summary)


def test_a_path_without_gaps_says_nothing_of_missing_years(zh: View) -> None:
    figure = path_figure(zh, "010000", SCOPE)
    assert figure is not None
    assert "没有收录到" not in figure.summary + str(figure.shown)


def test_one_published_year_makes_no_path(zh: View) -> None:
    assert path_figure(zh, "030000", SCOPE) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_drawn_from_the_shipped_data(shipped: Made, language: str) -> None:
    assert {figure.kind for figure in shipped[language].values()} == set(KINDS) - {"consumption", *OF_PRODUCTS}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_drawing_table_and_file_hold_the_same_rows(
    shipped: Made, shipped_views: dict[str, View], language: str
) -> None:
    for figure in shipped[language].values():
        chinese = shipped["zh"][figure.id]
        stored = csv_rows(chinese, shipped_views["zh"])
        assert len(stored) == len(figure.rows) == len(figure.shown)
        for row, shown, kept in zip(figure.rows, figure.shown, stored, strict=True):
            assert_same(row, shown, kept)


def assert_same(row: Mapping[str, object], shown: Sequence[Mapping[str, object]], kept: Mapping[str, str]) -> None:
    drawn = {"value": "consumption" if "consumption" in kept else "intensity"}
    for name, value in row.items():
        column = drawn.get(name, name)
        if column in kept and name != "level":
            assert (None if kept[column] == "" else kept[column] if name == "year" else float(kept[column])) == (
                pytest.approx(value, abs=1e-11) if isinstance(value, float) else value
            )
    numbers = [Decimal(text) for text in kept.values() if re.fullmatch(r"-?\d+\.?\d*", text)][-len(shown) :]
    for cell in shown[1:]:
        value = number(cell["text"])
        if value is not None:
            assert any(value == found.quantize(value, ROUND_HALF_UP) for found in numbers), (cell, kept)


def test_a_drawing_without_words_serves_both_languages(shipped: Made, shipped_views: dict[str, View]) -> None:
    for id_, figure in shipped["zh"].items():
        english = shipped["en"][id_]
        addresses = {language: charts_of(shipped[language][id_], shipped_views[language]) for language in ("zh", "en")}
        if figure.kind in WORDED:
            assert set(addresses["en"]) == {
                f"fig/{id_}/en/{figure.kind}-wide.svg", f"fig/{id_}/en/{figure.kind}-narrow.svg",
            }  # fmt: skip
            continue
        assert figure.rows == english.rows
        assert addresses["en"] == {}
        assert set(addresses["zh"]) == {f"fig/{id_}/{figure.kind}-wide.svg", f"fig/{id_}/{figure.kind}-narrow.svg"}
        for row in figure.rows:
            assert not any(re.search(r"[^\W\d]", value) for value in row.values() if isinstance(value, str)), row
        wide = english.context(shipped_views["en"])["wide"]
        assert isinstance(wide, dict)
        assert wide["address"] in addresses["zh"]


def charts_of(figure: Figure, view: View) -> dict[str, Chart]:
    return {address: recipe for address, recipe in figure.recipes(view) if isinstance(recipe, Chart)}


def test_the_page_reserves_exactly_the_room_of_every_shipped_drawing(
    easel: Easel, shipped: Made, shipped_views: dict[str, View]
) -> None:
    seen = set()
    for figure in shipped["zh"].values():
        if (figure.kind, len(figure.rows)) in seen:
            continue
        seen.add((figure.kind, len(figure.rows)))
        for width in ("wide", "narrow"):
            room = figure.context(shipped_views["zh"])[width]
            assert isinstance(room, dict)
            root = parse(easel.draw(figure.kind, width, figure.rows))
            assert (root.get("width"), root.get("height")) == (room["width"], room["height"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_has_all_its_parts(shipped: Made, shipped_views: dict[str, View], language: str) -> None:
    for figure in shipped[language].values():
        assert re.search(r"\d", figure.title)
        assert all((figure.title, figure.summary, figure.alt, figure.source, figure.key))
        assert figure.summary == figure.summary.strip()
        assert {end for address, _ in figure.recipes(shipped_views["zh"]) if (end := address.split("/")[-1])} >= {
            "data.csv", "data.excel.csv",
        }  # fmt: skip


def test_files_have_machine_names_and_excel_has_chinese_heads(shipped: Made, shipped_views: dict[str, View]) -> None:
    figure = shipped["zh"]["consumption-150602"]
    recipe = dict(figure.recipes(shipped_views["zh"]))["fig/consumption-150602/data.excel.csv"]
    assert isinstance(recipe, TableFile)
    assert table_bytes(recipe).decode("utf-8-sig").splitlines()[0] == (
        "年份,能源消费总量（万吨标准煤）,总量的处理方式,比上年增长（%）,增长率的处理方式"
    )
    assert list(csv_rows(figure, shipped_views["zh"])[0]) == [
        "year", "consumption", "consumption_processing", "growth", "growth_processing",
    ]  # fmt: skip


def test_a_converted_number_is_rounded_on_the_page_and_whole_in_the_file(
    shipped: Made, shipped_views: dict[str, View]
) -> None:
    figure = shipped["zh"]["consumption-150602"]
    assert [row[2]["text"] for row in figure.shown] == ["没有收录到", "+4.14", "−8.10", "−41.88", "−4.89", "−26.32"]
    stored = [row["growth"] for row in csv_rows(figure, shipped_views["zh"])]
    assert stored[:3] == ["", "4.13560952151961", "-8.10436388824752"]


def test_a_number_as_printed_keeps_its_digits_and_a_computed_one_says_so(rules: Rules) -> None:
    points = [
        level("010000", 2018, "10.125"), level("010000", 2019, "11.5", Processing.COMPUTED), level("010000", 2020, "12"),
        growth("010000", 2019, "13.58025", Processing.COMPUTED),
    ]  # fmt: skip
    views = country(rules, points, {"010000": ("甲省", "000000")})
    figure = consumption_figure(views["zh"], "010000")
    assert figure is not None
    assert [row[1]["text"] for row in figure.shown] == ["10.125", "11.5", "12"]
    assert [row[1].get("note") for row in figure.shown] == [None, "推算", None]
    assert figure.shown[1][2] == {"text": "+13.58", "note": "推算"}
    assert figure.cells[1] == ("2019", "11.5", "computed", "13.58025", "computed")


def test_growth_has_no_place_at_all_where_none_is_published(rules: Rules) -> None:
    points = [level("010000", year, value) for year, value in ((2015, "5"), (2017, "6"), (2018, "7"))]
    figure = consumption_figure(country(rules, points, {"010000": ("甲省", "000000")})["zh"], "010000")
    assert figure is not None
    assert figure.kind == "consumption"
    assert [item.name for item in figure.columns] == ["year", "consumption", "consumption_processing"]
    assert "增长" not in figure.summary + figure.alt
    assert [(row["year"], row["value"]) for row in figure.rows] == [
        ("2015", 5.0), ("2016", None), ("2017", 6.0), ("2018", 7.0),
    ]  # fmt: skip
    assert "没有收录到 2016 年的总量" in figure.summary


def test_published_growth_has_a_panel_even_outside_the_years_with_a_total(rules: Rules) -> None:
    points = [*(level("010000", year, "5") for year in (2015, 2016, 2017)), growth("010000", 2019, "2.9")]
    figure = consumption_figure(country(rules, points, {"010000": ("甲省", "000000")})["en"], "010000")
    assert figure is not None
    assert figure.kind == "consumption-growth"
    assert [row["growth_label"] for row in figure.rows] == ["", "", "", "", "+2.9%"]
    assert "2018 and 2019" in figure.summary


def test_a_doubtful_amount_is_not_drawn(rules: Rules) -> None:
    points = [level("010000", year, value) for year, value in ((2015, "5"), (2017, "6"), (2018, "7"))]
    doubtful = replace(level("010000", 2016, "5000"), value_status=ValueStatus.DOUBTFUL)
    figure = consumption_figure(country(rules, [*points, doubtful], {"010000": ("甲省", "000000")})["zh"], "010000")
    assert figure is not None
    assert [(row["year"], row["value"]) for row in figure.rows] == [
        ("2015", 5.0), ("2016", None), ("2017", 6.0), ("2018", 7.0),
    ]  # fmt: skip


def test_a_headline_across_a_revision_tells_no_rise(rules: Rules) -> None:
    points = [level("010000", year, value) for year, value in ((2015, "5"), (2016, "6"), (2017, "7"))]
    revised = replace(points[1], vintage=2, value=Decimal("6.5"), as_printed="6.5")
    views = country(rules, [*points, revised], {"010000": ("甲省", "000000")})
    plain, figure = (
        consumption_figure(country(rules, points, {"010000": ("甲省", "000000")})["zh"], "010000"),
        (consumption_figure(views["zh"], "010000")),
    )
    assert plain is not None
    assert figure is not None
    assert plain.title == "甲省能源消费总量由 2015 年的 5 增加到 2017 年的 7 万吨标准煤"
    assert figure.title == "甲省能源消费总量：2015 年 5，2017 年 7 万吨标准煤；其间修订过，不能直接比较"


def test_two_years_of_consumption_make_no_figure(rules: Rules) -> None:
    points = [level("010000", year, "5") for year in (2015, 2016)]
    assert consumption_figure(country(rules, points, {"010000": ("甲省", "000000")})["zh"], "010000") is None


@pytest.mark.parametrize(("last", "word"), [("6", "增加到"), ("4", "减少到"), ("5", "同为")])
def test_the_title_says_which_way_consumption_went(rules: Rules, last: str, word: str) -> None:
    points = [level("010000", 2015, "5"), level("010000", 2016, "9"), level("010000", 2017, last)]
    figure = consumption_figure(country(rules, points, {"010000": ("甲省", "000000")})["zh"], "010000")
    assert figure is not None
    assert word in figure.title


def compared(rules: Rules, values: Sequence[str], own: str = "2.1", year: int = 2020) -> dict[str, View]:
    names = {f"01010{place}": (f"县{place}", "010000") for place in range(len(values))}
    points = [intensity(code, year, value) for code, value in zip(names, values, strict=True)]
    return country(rules, [intensity("010000", 2020, own), *points], {"010000": ("甲市", "000000"), **names})


def test_a_comparison_stands_in_the_order_of_the_register_and_ranks_nobody(rules: Rules) -> None:
    views = compared(rules, ["3.25", "0.23", "6.24", "1.34"])
    for language, title in (
        ("zh", "甲市为 2.1，文件同时列出的 4 个地区为 0.23 至 6.24"),
        ("en", "stands at 2.1; the 4 regions that the document prints beside it range from 0.23 to 6.24"),
    ):
        figure = comparison_figure(views[language], "010000")
        assert figure is not None
        assert title in figure.title
        assert not re.search("最高|最低|高于|lowest|highest|above", figure.title + figure.summary + figure.alt)
        assert [row["label"] for row in figure.rows] == ["2.1", "3.25", "0.23", "6.24", "1.34"]
        assert [row["role"] for row in figure.rows] == ["reference", *["member"] * 4]


def test_only_what_one_document_prints_together_is_compared(rules: Rules) -> None:
    view = compared(rules, ["0.23", "6.24", "1.34"])["zh"]
    elsewhere = replace(view.release.observations[-1].provenance, document="other")
    moved = (*view.release.observations[:-1], replace(view.release.observations[-1], provenance=elsewhere))
    assert comparison_figure(view, "010000") is not None
    apart = replace(view.release, observations=moved)
    assert comparison_figure(replace(view, release=apart, indexes=Indexes.of(apart)), "010000") is None


def test_only_levels_of_the_same_year_are_compared(rules: Rules) -> None:
    assert comparison_figure(compared(rules, ["0.23", "6.24", "1.34"], year=2019)["zh"], "010000") is None


def gap_of(rules: Rules, names: Mapping[str, tuple[str, str]], change: str = "-1.0") -> Figure:
    codes = list(names)
    points = [point(code, "energy_intensity", Measure.YEARLY_CHANGE, 2018, change) for code in codes]
    targets = [target(code[:2], "-14") for code in codes]
    view = country(rules, points, names, targets)["zh"]
    barometer = next(found for found in view.release.barometers if found.period.code == "2018")
    figure = gap_figure(view, barometer)
    assert figure is not None
    return figure


def provinces(count: int) -> dict[str, tuple[str, str]]:
    return {f"{place + 10}0000": (f"第{place}省", "000000") for place in range(count)}


@pytest.mark.parametrize(("count", "is_named"), [(5, True), (6, True), (7, False)])
def test_a_title_names_up_to_six_regions(rules: Rules, count: int, is_named: bool) -> None:
    figure = gap_of(rules, provinces(count))
    assert f"{count} 个有数据的地区中 {count} 个落后于进度要求" in figure.title
    assert ("第0省" in figure.title) == is_named


def test_regions_of_one_name_keep_a_row_each_and_are_told_apart_by_code(rules: Rules) -> None:
    figure = gap_of(rules, {"100000": ("鼓楼", "000000"), "110000": ("鼓楼", "000000"), "120000": ("玄武", "000000")})
    assert [(row["code"], row["name"]) for row in figure.rows] == [
        ("100000", "鼓楼（100000）"), ("110000", "鼓楼（110000）"), ("120000", "玄武"),
    ]  # fmt: skip
    assert [row[0]["address"] for row in figure.shown] == [
        f"region/{code}/index.html" for code in ("100000", "110000", "120000")
    ]
    assert [row[0]["text"] for row in figure.shown] == ["鼓楼（100000）", "鼓楼（110000）", "玄武"]


def test_regions_of_one_name_in_different_places_are_told_apart_by_their_place(rules: Rules) -> None:
    names = {"010000": ("甲市", "000000"), "010100": ("甲市", "010000"), "020000": ("乙市", "000000")}
    points = [intensity(code, 2020, value) for code, value in zip(("000000", *names), "5123", strict=True)]
    printed_together = country(rules, points, names)
    figure = comparison_figure(printed_together["zh"], "000000")
    assert figure is not None
    assert [row["name"] for row in figure.rows] == ["全国", "甲市（全国）", "甲市（甲市）", "乙市"]


def test_a_region_far_behind_has_a_negative_number_with_a_true_minus(rules: Rules) -> None:
    figure = gap_of(rules, provinces(1), "9.39")
    assert figure.rows[0]["achieved"] == -9.39
    assert figure.rows[0]["label"] == "−9.39%"
    assert figure.shown[0][1]["text"] == "−9.39"
    assert figure.cells[0][2] == "-9.39"


def test_two_hundred_regions_have_a_row_each(rules: Rules) -> None:
    names = {f"{place:03}000": (f"第{place}区", "000000") for place in range(100, 300)}
    points = [intensity("000000", 2020, "5"), *(intensity(code, 2020, f"{int(code[:3])}") for code in names)]
    figure = comparison_figure(country(rules, points, names)["zh"], "000000")
    assert figure is not None
    assert len({row["code"] for row in figure.rows}) == len(figure.cells) == 201
    assert size("comparison", "wide", 201)[1] == 2 + 34 * 201 + 2


@pytest.mark.parametrize(("columns", "labelled"), [(11, 11), (12, 6), (23, 12), (24, 8)])
def test_columns_narrower_than_their_numbers_are_labelled_in_turn_up_to_the_last(columns: int, labelled: int) -> None:
    rows = [{"year": str(year), "year_label": str(year), "label": "1", "growth_label": ""} for year in range(columns)]
    shown = placed("consumption", "wide", rows)
    assert [row["year"] for row in shown] == [row["year"] for row in rows]
    assert sum(bool(row["label"]) for row in shown) == labelled
    assert shown[-1]["label"] == "1"


@given(st.text(max_size=60), st.floats(0, 400))
def test_a_fitted_name_is_the_name_or_its_beginning_and_never_wider_than_its_room(name: str, room: float) -> None:
    shown = fitted(name, room)
    assert shown == name or (shown.endswith("…") and name.startswith(shown[:-1]))
    assert letters_width(shown) <= room or shown == "…"


def test_the_examples_of_placing_hold() -> None:
    assert doctest.testmod(placing) == (0, 2)


def test_the_key_above_a_drawing_has_the_colours_of_the_drawing() -> None:
    style = (ROOT / "templates/assets/site.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root\{(.*?)\}", style, re.DOTALL)[:2]
    )
    for name in ("achieved", "required", "bar", "severe", "strained", "on_track"):
        assert light[name] == THEME["colour"][name]
        assert dark[name] == THEME["dark"][THEME["colour"][name]]


def test_every_mark_of_a_key_has_its_swatch(shipped: Made) -> None:
    component = (ROOT / "templates/components/figure.html").read_text("utf-8")
    levels = {"severe", "strained", "on_track"}
    for figure in shipped["zh"].values():
        assert all(mark in levels or f'"{mark}"' in component for mark, _ in figure.key)
