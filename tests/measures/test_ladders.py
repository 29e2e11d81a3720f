import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.measures.ladders import Spread, grade_of, possible_grades
from disclosure.model.levels import Grade, Ladder, Level, Metric, Yardstick
from disclosure.model.records import Measure
from disclosure.model.release import Assessment, Reason, Release
from disclosure.model.rules import Rules
from tests.measures import making

EXPECTED = {
    "national-2020": ("year", Metric.GAP_SHARE, [
        ("-5", "三级"), ("-0.0000001", "三级"), ("0", "三级"), ("0.0000001", "二级"), ("0.0999999", "二级"), ("0.10", "二级"),
        ("0.1000001", "一级"), ("9", "一级"),
    ]),
    "hangzhou-12th-plan:H1": ("H1", Metric.GAP, [
        ("-1", ""), ("0", ""), ("0.2999", ""), ("0.3", "Ⅰ级"), ("0.3001", "Ⅰ级"), ("0.9999", "Ⅰ级"), ("1", "Ⅱ级"),
        ("1.0001", "Ⅱ级"), ("1.9999", "Ⅱ级"), ("2", "Ⅱ级"), ("2.0001", "Ⅲ级"),
    ]),
    "hangzhou-12th-plan:Q1Q3": ("Q1Q3", Metric.GAP, [
        ("-1", ""), ("0", ""), ("0.0001", "Ⅰ级"), ("0.4999", "Ⅰ级"), ("0.5", "Ⅱ级"), ("0.5001", "Ⅱ级"), ("0.9999", "Ⅱ级"),
        ("1", "Ⅱ级"), ("1.0001", "Ⅲ级"),
    ]),
    "completion-ratio": ("year", Metric.COMPLETION, [
        ("-1", "三级"), ("0", "三级"), ("0.4999", "三级"), ("0.5", "三级"), ("0.5001", "二级"), ("0.8999", "二级"), ("0.9", "一级"),
        ("0.9001", "一级"), ("0.9999", "一级"), ("1", "0级"), ("1.0001", "0级"),
    ]),
}  # fmt: skip
DIRECTION: Mapping[Metric, int] = {
    Metric.ACTUAL_CHANGE: 1, Metric.GAP: 1, Metric.GAP_SHARE: 1, Metric.COMPLETION: -1,
}  # fmt: skip
"""Which way each figure worsens."""
LADDERS = (
    ("national-2020", "year"), ("national-2020", "Q1Q3"), ("national-2021-h1", "H1"), ("nanning-2017", "H1"),
    ("hangzhou-12th-plan", "H1"), ("hangzhou-12th-plan", "Q1Q3"), ("completion-ratio", "year"),
)  # fmt: skip
FIGURES = st.decimals("-3", "3", places=3)
STEPS = st.just(Decimal(0)) | st.decimals("0", "3", places=3)
PERIODS = {"year": "2021", "H1": "2021-H1", "Q1Q3": "2021-Q1Q3"}


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


@pytest.mark.parametrize(
    ("change", "gap", "number"),
    [
        ("0.01", "-1", "一级"), ("0.01", "4", "一级"), ("0", "0.01", "二级"), ("-0.01", "3", "二级"), ("-3.2", "0.01", "二级"),
        ("-3.2", "0", "三级"), ("-3.3", "-0.01", "三级"),
    ],
)  # fmt: skip
def test_nanning_looks_at_the_direction_then_at_the_whole_year_s_target(
    rules: Rules, change: str, gap: str, number: str
) -> None:
    ladder = ladder_of(rules, "nanning-2017", "H1")
    grade = grade_of(ladder, {Metric.ACTUAL_CHANGE: Decimal(change), Metric.GAP: Decimal(gap)})
    assert grade is not None
    assert grade.number == number


@pytest.mark.parametrize(
    ("change", "level", "colour"),
    [("0.1", Level.SEVERE, "红灯"), ("0.0", Level.STRAINED, "黄灯"), ("-3.1", Level.STRAINED, "黄灯"), ("-3.2", Level.ON_TRACK, "绿灯")],
)  # fmt: skip
def test_a_district_of_nanning_is_held_against_the_target_of_the_whole_year(
    rules: Rules, change: str, level: Level, colour: str
) -> None:
    light = judged(rules, "nanning-2017", "H1", Decimal(change), Yardstick.ANNUAL_TASK)
    assert (light.level, light.grade and light.grade.colour.zh) == (level, colour)


def judged(rules: Rules, rule_set: str, kind: str, change: Decimal, yardstick: Yardstick) -> Assessment:
    """The light for a change of intensity under a plan of −14 % and annual tasks of −3.2 %."""
    records = [
        making.target("-14"), making.target("-3.2", Measure.YEARLY_CHANGE, "2021"),
        making.observation(change, PERIODS[kind]),
    ]  # fmt: skip
    return making.light_of(rules.rule_sets[rule_set], records, PERIODS[kind], yardstick=yardstick)


def test_the_laws_below_speak_of_every_ladder_that_is_shipped(rules: Rules) -> None:
    known = {id(ladder_of(rules, name, kind)) for name, kind in LADDERS}
    assert known == {id(ladder) for rule_set in rules.rule_sets.values() for ladder in rule_set.ladders}


@given(st.sampled_from(LADDERS), st.tuples(*[FIGURES] * 4), st.tuples(*[STEPS] * 4))
def test_a_worse_value_never_gets_a_better_level(
    rules: Rules, which: tuple[str, str], values: tuple[Decimal, ...], steps: tuple[Decimal, ...]
) -> None:
    ladder = ladder_of(rules, *which)
    better = dict(zip(Metric, values, strict=True))
    worse = {metric: better[metric] + DIRECTION[metric] * step for metric, step in zip(Metric, steps, strict=True)}
    first, second = grade_of(ladder, better), grade_of(ladder, worse)
    assert isinstance(first, Grade)
    assert isinstance(second, Grade)
    assert ladder.grades.index(second) <= ladder.grades.index(first)
    assert not first.level.worse_than(second.level)


@given(st.sampled_from(LADDERS), st.sampled_from(Yardstick), FIGURES.map(lambda change: change * 3), STEPS)
def test_a_smaller_fall_of_intensity_never_gets_a_better_light(
    rules: Rules, which: tuple[str, str], yardstick: Yardstick, change: Decimal, step: Decimal
) -> None:
    first, second = (judged(rules, *which, value, yardstick) for value in (change, change + step))
    if yardstick in rules.rule_sets[which[0]].yardsticks:
        assert not first.level.worse_than(second.level)
    else:
        assert [light.reason and light.reason.code for light in (first, second)] == ["yardstick_not_covered"] * 2


@given(
    st.sampled_from(("national-2020", "national-2021-h1", "nanning-2017", "hangzhou-12th-plan", "completion-ratio")),
    st.sampled_from((Measure.LEVEL, Measure.INCREMENT)),
    st.decimals("1", "3000", places=1), st.decimals("0", "3000", places=1), st.integers(2021, 2025),
)  # fmt: skip
def test_more_consumption_never_gets_a_better_light(
    rules: Rules, rule_set: str, measure: Measure, reached: Decimal, more: Decimal, year: int
) -> None:
    first, second = (total(rules, rule_set, measure, amount, year) for amount in (reached, reached + more))
    if "total" in rules.rule_sets[rule_set].dimensions:
        assert not first.level.worse_than(second.level)
    else:
        assert [light.reason and light.reason.code for light in (first, second)] == ["dimension_not_covered"] * 2


def total(rules: Rules, rule_set: str, measure: Measure, amount: Decimal, year: int) -> Assessment:
    """The light for a consumption, from 1,000 in the base year to a cap of 1,500 (or an increment as large)."""
    records = [
        making.target("1500" if measure is Measure.LEVEL else "500", measure, dimension="total"),
        making.observation("1000", "2020", Measure.LEVEL, "total"),
        making.observation(amount, str(year), Measure.LEVEL, "total"),
    ]
    return making.light_of(rules.rule_sets[rule_set], records, str(year), making.TOTAL)


@pytest.mark.parametrize(
    ("rule_set", "kind"),
    [("nanning-2017", "H1"), ("hangzhou-12th-plan", "H1"), ("completion-ratio", "year")],
)
def test_a_rule_for_annual_tasks_says_nothing_about_the_plan(rules: Rules, rule_set: str, kind: str) -> None:
    light = judged(rules, rule_set, kind, Decimal("-3"), Yardstick.PLAN_SCHEDULE)
    assert (light.level, light.reason) == (Level.NOT_ASSESSED, Reason("yardstick_not_covered"))
    assert judged(rules, rule_set, kind, Decimal("-3"), Yardstick.ANNUAL_TASK).level.is_judged


@pytest.mark.parametrize("period", ["2020", "2026", "2025-2026"])
def test_no_rule_reaches_beyond_the_plan(rules: Rules, period: str) -> None:
    records = [making.target("-14"), making.observation("-3", period)]
    light = making.light_of(rules.rule_sets["national-2020"], records, period)
    assert light.reason == Reason("no_rule_for_period")


@pytest.mark.parametrize(
    ("reached", "level"),
    [("-15.3", Level.ON_TRACK), ("-15.299", Level.STRAINED), ("-13.77", Level.STRAINED), ("-13.769", Level.SEVERE)],
)
def test_a_gap_of_exactly_ten_percent_of_the_target_is_level_two(rules: Rules, reached: str, level: Level) -> None:
    records = [making.target("-15.3"), making.observation(reached, "2021-2025", Measure.CUMULATIVE_CHANGE)]
    light = making.light_of(rules.rule_sets["national-2020"], records, "2025")
    assert light.level is level
    if reached == "-13.77":
        assert light.gap_share == Decimal("0.1")


@given(st.decimals("-0.3", "0.3", places=4), st.decimals("0", "0.3", places=4))
def test_what_may_also_be_true_includes_both_ends_and_never_the_shown_grade(
    rules: Rules, value: Decimal, margin: Decimal
) -> None:
    ladder = ladder_of(rules, "national-2020", "year")
    spread = Spread(value - margin, value, value + margin)
    shown, best, worst = (grade_of(ladder, {Metric.GAP_SHARE: gap}) for gap in (value, spread.best, spread.worst))
    assert shown is not None
    others = possible_grades(ladder, {Metric.GAP_SHARE: spread}, shown)
    assert shown not in others
    assert {best, worst} <= {shown, *others}


def test_a_wide_margin_leaves_the_grade_in_between_open_too(rules: Rules) -> None:
    ladder = ladder_of(rules, "national-2020", "year")
    spread = Spread(Decimal("-0.5"), Decimal("0.5"), Decimal("0.6"))
    others = possible_grades(ladder, {Metric.GAP_SHARE: spread}, ladder.grades[0])
    assert [grade.level for grade in others] == [Level.STRAINED, Level.ON_TRACK]


@pytest.mark.parametrize(
    "name", ["national-2020", "national-2021-h1", "nanning-2017", "hangzhou-12th-plan", "completion-ratio"]
)
def test_a_rule_says_what_its_issuer_did_not_write(rules: Rules, release: Release, name: str) -> None:
    rule_set = rules.rule_sets[name]
    assert rule_set.is_published
    assert rule_set.document in release.documents
    assert re.search("以下(也)?是本站的理解|以下是本站所加", rule_set.note.zh)
    assert re.search("Also our reading|Our reading, not in the text|Added by us", rule_set.note.en)
    assert "有效期" in rule_set.note.zh
    assert "validity" in rule_set.note.en


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("national-2020", "年度任务", "annual task"),
        ("national-2021-h1", "年度任务", "annual task"),
        ("national-2021-h1", "没有印颜色", "no colours"),
        ("nanning-2017", "编号", "level numbers"),
        ("completion-ratio", "名称由本站拟定", "name of the rule is ours"),
    ],
)
def test_a_rule_s_note_names_what_was_added(rules: Rules, name: str, zh: str, en: str) -> None:
    note = rules.rule_sets[name].note
    assert zh in note.zh
    assert en in note.en


def test_a_rule_uses_the_light_words_of_its_issuer(rules: Rules) -> None:
    colours = {name: [g.colour.zh for g in rule_set.ladders[0].grades] for name, rule_set in rules.rule_sets.items()}
    assert colours == {
        "national-2020": ["红灯", "黄灯", "绿灯"], "national-2021-h1": ["", "", ""], "nanning-2017": ["红灯", "黄灯", "绿灯"],
        "hangzhou-12th-plan": ["红色", "橙色", "黄色", ""], "completion-ratio": ["红色", "橙色", "黄色", "绿色"],
    }  # fmt: skip
    assert rules.rule_sets["national-2020"].ladders[0].grades[2].label.zh == "绿色：进展总体顺利（三级）"


@pytest.mark.parametrize("measure", [Measure.LEVEL, Measure.INCREMENT])
def test_a_rule_by_completion_is_silent_on_totals_and_misses_no_figure(rules: Rules, measure: Measure) -> None:
    found = rules.rule_sets["completion-ratio"]
    wider = replace(found, dimensions=("intensity", "total"), yardsticks=(Yardstick.PLAN_SCHEDULE,))
    records = [
        making.target("1500" if measure is Measure.LEVEL else "500", measure, dimension="total"),
        making.observation("1000", "2020", Measure.LEVEL, "total"),
        making.observation("1200", "2025", Measure.LEVEL, "total"),
    ]
    light = making.light_of(wider, records, "2025", making.TOTAL)
    assert (light.level, light.reason) == (Level.NOT_ASSESSED, Reason("no_rule_for_totals"))
    assert (light.achieved is None, light.gap is None) == (False, False)
