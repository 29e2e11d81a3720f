"""A light that could be another within the printed precision is never named without saying so.

安徽's printed figures of the 13th plan chain to 15.99 % against 16 %; officially it over-achieved its target.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from disclosure.model.siteplan import Page
from disclosure.presentation import barometer_pages, evidence, region_pages, region_register
from disclosure.presentation.figures import gap_figure
from disclosure.presentation.view import View


@pytest.fixture(params=(0, 1), ids=("zh", "en"))
def view(request: pytest.FixtureRequest, shipped: Sequence[View]) -> View:
    return shipped[request.param]


@pytest.fixture
def anhui(view: View) -> str:
    return view.region("340000")


@pytest.fixture
def home(view: View) -> Mapping[str, Any]:
    _, page = barometer_pages.home_page(
        view, {scope.id: barometer_pages.card(view, scope) for scope in view.release.rules.scopes}
    )
    assert isinstance(page, Page)
    return page.context


DOUBT = {
    "zh": ("也可能为绿灯", "按公布精度，也可能为绿灯"),
    "en": ("could also be: Green light", "within the printed precision it could also be: Green light"),
}


def test_the_tally_of_its_light_notes_it(home: Mapping[str, Any], view: View, anhui: str) -> None:
    named = {one["text"]: one.get("note") for tally in home["tallies_list"] for one in tally["names"]}
    assert {name: note for name, note in named.items() if note} == {anhui: DOUBT[view.language][0]}


def test_the_sentence_of_its_change_ends_with_it(home: Mapping[str, Any], view: View, anhui: str) -> None:
    ends = [
        (item["text"].startswith(anhui), item["text"].endswith(DOUBT[view.language][1]))
        for item in home["changes"]["items"]
    ]
    assert sorted(ends) == [(False, False), (True, True)]


def test_the_title_of_the_gap_figure_names_it_beside_the_region(
    home: Mapping[str, Any], view: View, anhui: str
) -> None:
    shown = {"zh": "{}（{}）", "en": "{} ({})"}[view.language].format(anhui, DOUBT[view.language][1])
    assert shown in home["figures"][0]["title"]
    assert shown in home["figures"][0]["alt"]


def test_the_table_of_the_gap_figure_notes_it_and_its_file_too(view: View, anhui: str) -> None:
    figure = gap_figure(view, view.indexes.barometers["provinces-13th-plan"][-1])
    assert figure is not None
    (shown,) = (cells for cells in figure.shown if cells[0]["text"] == anhui)
    assert shown[-1]["note"] == DOUBT[view.language][0]
    assert [cells[-1] for cells in figure.cells if cells[1] == anhui] == [
        {"zh": "绿灯", "en": "Green light"}[view.language]
    ]
    assert {cells[-1] for cells in figure.cells if cells[1] != anhui} == {""}


def test_the_register_and_the_strip_of_lights_note_it(view: View, anhui: str) -> None:
    (_, _, _, derived, _) = region_register.summary((view,), "340000").rows[view.language]
    assert derived["light"]["doubt"] == DOUBT[view.language][0]
    page = dict(region_pages.pages(view, "340000"))[f"{'' if view.language == 'zh' else 'en/'}region/340000/index.html"]
    history = page.context["history"]
    (cells,) = (
        row["cells"]
        for group in history["groups"]
        for row in group["rows"]
        if row["is_ours"] and any(item["light"]["level"] == "strained" for cell in row["cells"] for item in cell)
    )
    assert [item["light"].get("doubt") for item in cells[-2]] == [DOUBT[view.language][0]]
    assert [item["light"].get("doubt") for cell in cells[:-2] for item in cell] == [None] * 9
    assert len(history["doubts"]) == 1
    assert DOUBT[view.language][1] in history["doubts"][0]


def test_a_green_light_that_may_be_another_is_told_too(view: View) -> None:
    """上海's figure for 2016 is 3.70 % against 3.66 %, printed to two digits of which the last may hide the difference."""
    figure = gap_figure(view, view.indexes.barometers["provinces-13th-plan"][0])
    assert figure is not None
    said = {
        "zh": "上海市（按公布精度，也可能为黄灯）",
        "en": "Shanghai (within the printed precision it could also be: Yellow light)",
    }
    assert figure.title.endswith(said[view.language])
    assert said[view.language] in figure.alt


def test_a_sentence_ends_before_what_else_could_be_is_said(view: View) -> None:
    light = next(
        light for light in view.indexes.barometers["provinces-13th-plan"][-1].assessments if light.possible_grades
    )
    said = evidence.whole_sentence(view, light)
    ends = {"zh": "。按公布精度，也可能为", "en": ". Within the printed precision it could also be"}
    assert ends[view.language] in said


def test_what_an_authority_issued_later_stands_beside_our_older_light(view: View) -> None:
    """福建's newest light of ours is of 2015 and green; in the first half of 2021 the authority's level was one."""
    (*_, derived, issued) = region_register.summary((view,), "350000").rows[view.language]
    assert (derived["light"]["level"], issued["light"]["level"]) == ("on_track", "severe")
    answer = dict(region_pages.pages(view, "350000"))[
        f"{'' if view.language == 'zh' else 'en/'}region/350000/index.html"
    ].context["answer"]
    assert {"zh": "2021 年上半年", "en": "first half of 2021"}[view.language] in answer


def test_beside_a_light_of_the_plan_of_home_it_stands_in_the_paragraphs(view: View) -> None:
    page = dict(region_pages.pages(view, "340000"))[f"{'' if view.language == 'zh' else 'en/'}region/340000/index.html"]
    later = {"zh": "官方在其后公布：能耗强度（规划进度）二级", "en": "Officially, later: Energy intensity"}[
        view.language
    ]
    assert later not in page.context["answer"]
    assert page.context["lede"][-1].startswith(later)
