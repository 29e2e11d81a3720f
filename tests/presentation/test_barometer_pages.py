"""The sentences and tables of the barometer pages, from a country of four provinces."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.measures.derive import derive_release
from disclosure.model.levels import Level
from disclosure.model.periods import Period
from disclosure.model.release import Reason, Records
from disclosure.model.siteplan import Page
from disclosure.model.tables import Dataset
from disclosure.model.text import Text
from disclosure.presentation import barometer_pages, evidence, issued_pages
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View

SHAPES = (Path(__file__).parents[2] / "templates/components/lights.html").read_text("utf-8")


def page(view: View, address: str) -> dict[str, object]:
    scopes = view.release.rules.scopes
    cards = {scope.id: barometer_pages.card(view, scope) for scope in scopes}
    entries = [barometer_pages.home_page(view, cards), barometer_pages.index_page(view, cards)]
    for scope in (scope for scope in scopes if {*view.indexes.barometers, *view.indexes.issued} & {scope.id}):
        entries += (issued_pages if scope.kind == "issued" else barometer_pages).pages(view, scope)
    found = dict(entries)[address]
    assert isinstance(found, Page)
    return dict(found.context)


def test_home_answers_first(zh: View, en: View) -> None:
    assert page(zh, "index.html")["answer"] == (
        "2020 年，4 个地区中 1 个亮红灯、1 个亮绿灯；其余 2 个缺少数据或目标，没有评价"
    )
    assert page(en, "en/index.html")["answer"] == (
        "2020: of 4 regions, 1 red and 1 green; the other 2 lack data or a target and are not assessed"
    )


def dataset(name: str, created: str) -> Dataset:
    return Dataset(
        name, Text(name), Text(""), "1.0.0", created, "2020-12-31", "", "", "", "", "", "", (), (), (), {}
    )  # fmt: skip


def test_home_names_the_three_newest_updates_with_their_dates(zh: View) -> None:
    published = {"a": "2021-03-01", "b": "2021-06-01", "c": "2021-04-01", "d": "2021-05-01"}
    datasets = tuple(dataset(name, created) for name, created in published.items())
    context = page(replace(zh, release=replace(zh.release, datasets=datasets)), "index.html")
    assert [(item["date"], item["stamp"], item["address"]) for item in context["updates"]] == [
        ("2021 年 6 月 1 日", "2021-06-01", "data/b/index.html"),
        ("2021 年 5 月 1 日", "2021-05-01", "data/d/index.html"),
        ("2021 年 4 月 1 日", "2021-04-01", "data/c/index.html"),
    ]


def test_the_severe_stand_first_and_then_the_register(zh: View) -> None:
    groups = page(zh, "index.html")["lights"]["groups"]
    assert [group["id"] for group in groups] == ["severe", "on_track", "not_assessed", "not_applicable"]


def test_a_row_shows_a_rise_as_a_rise_and_its_gap_in_words(zh: View) -> None:
    row = page(zh, "index.html")["lights"]["groups"][0]["rows"][0]
    assert row["region"]["text"] == "甲省"
    assert [figure["text"] for figure in row["figures"]] == ["上升 7.64%", "14%", "少降 21.64"]
    assert row["figures"][-1]["is_behind"]


def test_a_region_without_figures_says_exactly_what_is_missing(zh: View) -> None:
    groups = {group["id"]: group for group in page(zh, "index.html")["lights"]["groups"]}
    assert groups["not_assessed"]["rows"][0]["why"] == "目标下降 10%；缺少 2019 年的数据"
    assert [name["text"] for name in groups["not_applicable"]["names"]] == ["丁省"]


def without_progress(view: View) -> View:
    """The same targets, with nothing measured yet, and an incentive target beside the first basic one."""
    first = view.release.targets[0]
    records = Records(
        tuple(view.release.regions.values()),
        tuple(view.release.sectors.values()),
        tuple(view.release.indicators.values()),
        tuple(view.release.documents.values()),
        (*view.release.targets, replace(first, kind="incentive", value=Decimal("-15.5"), as_printed="15.5")),
    )
    release = derive_release(records, (), view.release.rules, "2021-06-01")
    return View(release, view.wording, Indexes.of(release))


def test_a_barometer_that_waits_for_progress_shows_the_targets_that_wait(zh: View) -> None:
    context = page(without_progress(zh), "barometer/provinces-13th-plan/index.html")
    assert context["is_waiting"]
    assert context["lead"] == ("3 个地区有 2018—2020 年的目标，还没有公布进展。进展数据一经提交，灯就会亮。",)
    lights = context["lights"]
    assert [column["label"] for column in lights["columns"]] == ["地区", "能耗强度", "基本目标", "激励目标"]
    rows = lights["groups"][0]["rows"]
    assert [[figure["text"] for figure in row["figures"]] for row in rows] == [
        ["下降 14%", "下降 15.5%"],
        ["下降 11%", ""],
        ["下降 10%", ""],
    ]
    assert rows[0]["lights"][0]["note"] == "缺少 2018—2020 年的数据"


def test_what_must_be_known_beside_a_light_stands_in_its_sentence(zh: View) -> None:
    light = next(light for light in zh.release.barometers[-1].assessments if light.achieved is not None)
    plain = evidence.result_sentence(zh, light)
    said = evidence.result_sentence(zh, replace(light, caveat=Reason("projected_to_year_end")))
    assert said.startswith(plain)
    assert "2020 年只公布了不满一年的同比变化" in said.removeprefix(plain)


def test_a_published_cumulative_figure_is_said_to_reach_its_own_end(zh: View, en: View) -> None:
    light = next(light for light in zh.release.barometers[-1].assessments if light.achieved is not None)
    half = replace(light, period=Period.parse("2020-H1"), steps=())
    assert evidence.result_sentence(zh, half).startswith("2018 年至 2020 年上半年能耗强度累计")
    assert evidence.result_sentence(en, half).startswith("In 2018 – first half of 2020 energy intensity")


def test_a_figure_that_stands_for_the_year_s_end_is_said_to_reach_it(zh: View) -> None:
    light = next(light for light in zh.release.barometers[-1].assessments if light.achieved is not None)
    half = replace(
        light,
        period=Period.parse("2020-H1"),
        steps=(replace(light.steps[0], formula="projected_reduction"),),
        caveat=Reason("projected_to_year_end"),
    )
    said = evidence.result_sentence(zh, half)
    assert said.startswith("2018—2020 年能耗强度累计")
    assert "2020 年上半年只公布了不满一年的同比变化" in said


def test_what_changed_is_a_sentence_from_the_data(zh: View) -> None:
    changes = page(zh, "barometer/provinces-13th-plan/2019/index.html")["changes"]
    assert [item["text"] for item in changes["items"]] == []
    assert page(zh, "barometer/national-barometer/2013-H1/index.html")["changes"]["items"][0]["text"] == (
        "甲省能耗强度（规划进度）由三级预警上升为一级预警"
    )


def test_the_newest_issue_stands_under_the_scope_itself(zh: View) -> None:
    newest = page(zh, "barometer/provinces-13th-plan/index.html")
    assert newest["answer"] == page(zh, "barometer/provinces-13th-plan/2020/index.html")["answer"]
    assert [item["is_current"] for item in newest["periods"]] == [True, False, False]


@pytest.mark.parametrize("level", list(Level))
def test_every_level_has_a_word_and_a_shape(level: Level, zh: View, en: View) -> None:
    for view in (zh, en):
        light = view.light(level)
        assert light["name"]
        assert light["meaning"]
    assert f'id="s-{level.value}"' in SHAPES


def test_issued_levels_are_named_by_their_number(zh: View) -> None:
    issue = zh.release.issued[-1]
    assert issued_pages.answer(zh, issue) == "2013 年上半年国家晴雨表：能耗强度（规划进度）一级 1 个"


def test_an_official_barometer_s_title_names_it_once(zh: View, en: View) -> None:
    for view, title in (
        (zh, "国家发布的晴雨表（2013 年上半年）"),
        (en, "National barometer as issued, first half of 2013"),
    ):
        prefix = "en/" if view is en else ""
        facts = page(view, f"{prefix}barometer/national-barometer/index.html")["page"]
        assert isinstance(facts, dict)
        assert facts["title"] == title


def test_counts_in_english_are_true_of_one_and_of_many(en: View) -> None:
    assert en.word("dataset.answer_regions", count=1) == "regions: 1"
    assert en.word("dataset.whole_size", tables=1, rows=1) == "Tables: 1; rows: 1"
    assert en.text(Text("差距 10%", "gap of 10 %")) == "gap of 10\u00a0%"
