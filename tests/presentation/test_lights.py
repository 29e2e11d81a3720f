"""A light is said in the words of the rule set that judged it."""

from dataclasses import replace

import pytest

from disclosure.model.levels import Grade, Level
from disclosure.presentation.prose_pages import sections_of
from disclosure.presentation.view import View
from disclosure.sources.rules import read_rules
from tests.conftest import ROOT

GRADES = [
    (rule_set.id, grade)
    for rule_set in read_rules(ROOT / "rules").rule_sets.values()
    for ladder in rule_set.ladders
    for grade in ladder.grades
]


@pytest.mark.parametrize(("rule_set", "grade"), GRADES, ids=[f"{name}-{grade.label.zh}" for name, grade in GRADES])
def test_every_grade_has_a_name_and_its_meaning_stands_in_its_label(
    views: dict[str, View], rule_set: str, grade: Grade
) -> None:
    for view in views.values():
        light = view.light(grade.level, grade)
        assert light["name"], rule_set
        assert (light["meaning"] or light["name"]) == view.text(grade.meaning)
        assert view.text(grade.meaning) in light["label"]


def test_a_colour_names_a_grade_and_without_one_its_meaning_does(zh: View) -> None:
    by_rule = {(name, grade.level): grade for name, grade in GRADES}
    green = zh.light(Level.ON_TRACK, by_rule["national-2020", Level.ON_TRACK])
    assert (green["name"], green["meaning"]) == ("绿灯", "进展总体顺利")
    plain = zh.light(Level.ON_TRACK, by_rule["national-2021-h1", Level.ON_TRACK])
    assert (plain["name"], plain["meaning"], plain["label"]) == ("进展基本顺利", "", "进展基本顺利（三级）")


def test_a_level_that_no_rule_gave_is_said_in_our_own_words(zh: View) -> None:
    assert zh.light(Level.NOT_ASSESSED)["label"] == "未评价：缺少数据"


def test_a_rule_whose_thresholds_are_our_own_reading_says_so(zh: View) -> None:
    known = zh.release.rules
    first = next(iter(known.rule_sets.values()))
    ours = replace(known, rule_sets={first.id: replace(first, is_published=False)})
    shown = sections_of(replace(zh, release=replace(zh.release, rules=ours)))["rule_sets"]
    assert isinstance(shown, tuple)
    assert shown[0]["own_reading"] == "这套规则的界限是本站的读法，不是发文机关的原文。"
    published = sections_of(zh)["rule_sets"]
    assert isinstance(published, tuple)
    assert {item["own_reading"] for item in published} == {""}
