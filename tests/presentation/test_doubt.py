"""A light that could be another within the printed precision is never named without saying so.

安徽's printed figures of the 13th plan chain to 15.99 % against 16 %; officially it over-achieved its target.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from disclosure.model.siteplan import Page
from disclosure.presentation import barometer_pages
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
    said = {
        item["text"].startswith(anhui): item["text"].endswith(DOUBT[view.language][1])
        for item in home["changes"]["items"]
    }
    assert said == {True: True, False: False}


def test_the_title_of_the_gap_figure_names_it_beside_the_region(
    home: Mapping[str, Any], view: View, anhui: str
) -> None:
    shown = {"zh": "{}（{}）", "en": "{} ({})"}[view.language].format(anhui, DOUBT[view.language][1])
    assert shown in home["figures"][0]["title"]
