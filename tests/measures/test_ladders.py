from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.measures.ladders import Spread, grade_of, possible_grades
from disclosure.model.levels import Grade, Ladder, Level, Metric
from disclosure.model.rules import Rules

EXPECTED = {
    "national-2020": ("year", Metric.GAP_SHARE, [
        ("-5", "三级"), ("0", "三级"), ("0.0000001", "二级"), ("0.10", "二级"), ("0.1000001", "一级"), ("9", "一级"),
    ]),
    "hangzhou-12th-plan:H1": ("H1", Metric.GAP, [
        ("-1", ""), ("0.2999", ""), ("0.3", "Ⅰ级"), ("0.9999", "Ⅰ级"), ("1", "Ⅱ级"), ("2", "Ⅱ级"), ("2.0001", "Ⅲ级"),
    ]),
    "hangzhou-12th-plan:Q1Q3": ("Q1Q3", Metric.GAP, [
        ("0", ""), ("0.0001", "Ⅰ级"), ("0.4999", "Ⅰ级"), ("0.5", "Ⅱ级"), ("1", "Ⅱ级"), ("1.0001", "Ⅲ级"),
    ]),
    "completion-ratio": ("year", Metric.COMPLETION, [
        ("0.5", "三级"), ("0.5001", "二级"), ("0.8999", "二级"), ("0.9", "一级"), ("0.9999", "一级"), ("1", "0级"),
    ]),
}  # fmt: skip


def ladder_of(rules: Rules, name: str, kind: str) -> Ladder:
    ladder = rules.rule_sets[name.partition(":")[0]].find_ladder(kind)
    assert ladder is not None
    return ladder


@pytest.mark.parametrize("name", EXPECTED)
def test_each_threshold_of_a_rule_belongs_where_its_text_says(rules: Rules, name: str) -> None:
    kind, metric, cases = EXPECTED[name]
    ladder = ladder_of(rules, name, kind)
    found = [(value, grade_of(ladder, {metric: Decimal(value)})) for value, _ in cases]
    assert [(value, grade.number if grade else None) for value, grade in found] == cases


@pytest.mark.parametrize(
    ("change", "gap", "level"),
    [("0.01", "-1", Level.SEVERE), ("0", "1", Level.STRAINED), ("-1", "0.001", Level.STRAINED), ("-1", "0", Level.ON_TRACK)],
)  # fmt: skip
def test_the_rule_of_2021_looks_at_the_direction_first(rules: Rules, change: str, gap: str, level: Level) -> None:
    ladder = ladder_of(rules, "national-2021-h1", "H1")
    grade = grade_of(ladder, {Metric.ACTUAL_CHANGE: Decimal(change), Metric.GAP: Decimal(gap)})
    assert grade is not None
    assert grade.level is level


def test_a_rule_for_halves_says_nothing_about_years(rules: Rules) -> None:
    assert rules.rule_sets["national-2021-h1"].find_ladder("year") is None
    assert rules.rule_sets["hangzhou-12th-plan"].find_ladder("year") is None


@given(st.decimals("-2", "2", places=3), st.decimals("0", "1", places=3))
def test_a_worse_value_never_gets_a_better_level(rules: Rules, value: Decimal, step: Decimal) -> None:
    ladder = ladder_of(rules, "national-2020", "year")
    better, worse = (grade_of(ladder, {Metric.GAP_SHARE: gap}) for gap in (value, value + step))
    assert isinstance(better, Grade)
    assert isinstance(worse, Grade)
    assert not better.level.worse_than(worse.level)


@given(st.decimals("-0.3", "0.3", places=4), st.decimals("0", "0.3", places=4))
def test_what_may_also_be_true_includes_both_ends_and_never_the_shown_grade(
    rules: Rules, value: Decimal, margin: Decimal
) -> None:
    ladder = ladder_of(rules, "national-2020", "year")
    spread = Spread(value - margin, value, value + margin)
    others = possible_grades(ladder, {Metric.GAP_SHARE: spread})
    shown, best, worst = (grade_of(ladder, {Metric.GAP_SHARE: gap}) for gap in (value, spread.best, spread.worst))
    assert shown not in others
    assert {best, worst} <= {shown, *others}


def test_a_wide_margin_leaves_the_grade_in_between_open_too(rules: Rules) -> None:
    ladder = ladder_of(rules, "national-2020", "year")
    spread = Spread(Decimal("-0.5"), Decimal("0.5"), Decimal("0.6"))
    others = possible_grades(ladder, {Metric.GAP_SHARE: spread})
    assert [grade.level for grade in others] == [Level.STRAINED, Level.ON_TRACK]
