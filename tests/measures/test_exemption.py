"""A total is exempt (免予考核) once the intensity's incentive target is met; the light shows why, or that rounding decides."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.model.levels import Level, Yardstick
from disclosure.model.records import Measure, Observation, Target, ValueStatus
from disclosure.model.release import Assessment, Reason
from disclosure.model.rules import Rules
from tests.measures import making

INCENTIVE = making.target("-14", kind="incentive")
CAP = making.target("5000", Measure.LEVEL, dimension="total")
IN_WORDS = making.target(None, Measure.LEVEL, dimension="total", printed="完成自治区下达目标")
TOO_MUCH = making.observation("6000", "2025", Measure.LEVEL, "total")


def since_2020(value: str, period: str = "2021-2025") -> Observation:
    return making.observation(value, period, Measure.CUMULATIVE_CHANGE)


def total(rules: Rules, records: Sequence[Target | Observation], period: str = "2025") -> Assessment:
    return making.light_of(rules.rule_sets["national-2020"], records, period, making.TOTAL)


def code(light: Assessment) -> str:
    return light.reason.code if light.reason else ""


@pytest.mark.parametrize(
    ("reached", "level", "reason", "possible"),
    [
        ("-14.01", Level.EXEMPT, "incentive_met", []),
        ("-14.00", Level.EXEMPT, "incentive_met_as_printed", [Level.SEVERE]),
        ("-13.99", Level.SEVERE, "", []),
    ],
)
def test_the_incentive_target_is_met_exactly_or_not_at_all(
    rules: Rules, reached: str, level: Level, reason: str, possible: list[Level]
) -> None:
    light = total(rules, [CAP, INCENTIVE, since_2020(reached), TOO_MUCH])
    assert (light.level, code(light), [grade.level for grade in light.possible_grades]) == (level, reason, possible)
    assert light.caveat is None


def test_an_exempt_light_shows_that_the_incentive_target_was_met(rules: Rules) -> None:
    light = total(rules, [CAP, INCENTIVE, *making.yearly("-3", "-3", "-3", "-3", "-3"), TOO_MUCH])
    assert (light.level, light.target, light.incentive) == (Level.EXEMPT, CAP, INCENTIVE)
    assert [item.role for item in light.inputs] == ["target", "incentive", *["yearly_change"] * 5]
    assert [step.formula for step in light.steps] == ["cumulative_reduction", "shortfall"]
    assert light.steps[0].result == 1 - Decimal("0.97") ** 5
    assert light.steps[1].operands == {"required": Decimal("0.14"), "achieved": light.steps[0].result}
    assert light.achieved is None


def test_a_published_cumulative_figure_shows_it_too(rules: Rules) -> None:
    light = total(rules, [CAP, INCENTIVE, since_2020("-15")])
    assert [item.role for item in light.inputs] == ["target", "incentive", "cumulative_change"]
    assert [(step.formula, step.result) for step in light.steps] == [("shortfall", Decimal("-0.01"))]


@pytest.mark.parametrize("status", [ValueStatus.IN_WORDS, ValueStatus.RANGE])
def test_a_total_without_a_number_is_exempt_all_the_same(rules: Rules, status: ValueStatus) -> None:
    words = replace(IN_WORDS, value_status=status)
    light = total(rules, [words, INCENTIVE, since_2020("-15")])
    assert (light.level, code(light)) == (Level.EXEMPT, "incentive_met")
    assert [item.role for item in light.inputs] == ["incentive", "cumulative_change"]


def test_a_total_whose_own_figure_is_missing_is_exempt_all_the_same(rules: Rules) -> None:
    assert total(rules, [CAP, INCENTIVE, since_2020("-15")]).level is Level.EXEMPT


def test_a_total_that_nobody_limits_is_not_exempt_from_anything(rules: Rules) -> None:
    light = total(rules, [INCENTIVE, since_2020("-15")])
    assert (light.level, code(light)) == (Level.NOT_APPLICABLE, "no_target")


@pytest.mark.parametrize(
    "incentive",
    [
        (),
        (making.target("-12"),),
        (replace(INCENTIVE, status="draft"),),
        (replace(INCENTIVE, value=None, value_status=ValueStatus.IN_WORDS),),
        (INCENTIVE, replace(INCENTIVE, value=Decimal("-13"))),
        (replace(INCENTIVE, value=Decimal("4")),),
    ],
)
def test_without_one_incentive_target_in_force_there_is_no_exemption(
    rules: Rules, incentive: tuple[Target, ...]
) -> None:
    light = total(rules, [IN_WORDS, *incentive, since_2020("-15")])
    assert (light.level, code(light)) == (Level.NOT_ASSESSED, "target_in_words")


@pytest.mark.parametrize("period", ["2024", "2025-H2", "2025-H1"])
def test_before_the_plan_has_ended_there_is_no_exemption(rules: Rules, period: str) -> None:
    figures = [
        since_2020("-15", period),
        since_2020("-15", "2021-2024"),
        making.observation("6000", "2020", Measure.LEVEL, "total"),
    ]
    light = total(rules, [CAP, INCENTIVE, *figures, replace(TOO_MUCH, period=making.PLAN.parse("2024"))], period)
    assert light.level is (Level.SEVERE if period == "2024" else Level.NOT_ASSESSED)


def test_what_the_printed_precision_leaves_open_is_said_beside_the_light(rules: Rules) -> None:
    nearly = making.target("-14.3", kind="incentive")
    light = total(rules, [CAP, nearly, since_2020("-14"), TOO_MUCH])
    assert (light.level, light.caveat) == (Level.SEVERE, Reason("incentive_within_precision"))
    assert [item.role for item in light.inputs] == ["target", "level", "incentive", "cumulative_change"]
    far = making.target("-14.6", kind="incentive")
    assert total(rules, [CAP, far, since_2020("-14"), TOO_MUCH]).caveat is None


def test_the_grades_that_stay_open_are_those_of_the_total_the_severe_first(rules: Rules) -> None:
    barely = making.observation("5.5E3", "2025", Measure.LEVEL, "total")
    light = total(rules, [CAP, INCENTIVE, since_2020("-14.0"), barely])
    assert light.level is Level.EXEMPT
    assert [grade.level for grade in light.possible_grades] == [Level.SEVERE, Level.STRAINED]


def test_intensity_itself_and_annual_tasks_are_never_exempt(rules: Rules) -> None:
    records = [making.target("-12"), INCENTIVE, since_2020("-15")]
    assert making.light_of(rules.rule_sets["national-2020"], records, "2025").level is Level.ON_TRACK
    task = making.target("-1", Measure.YEARLY_CHANGE, "2025", dimension="total")
    rise = making.observation("2", "2025", dimension="total")
    light = making.light_of(
        rules.rule_sets["national-2020"], [task, rise, *records], "2025", making.TOTAL, Yardstick.ANNUAL_TASK
    )
    assert light.level is Level.SEVERE
