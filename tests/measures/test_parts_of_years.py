"""A report on a part of a year: what its figure is held against, and what cannot be held against anything."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from disclosure.measures import formulas
from disclosure.measures.discrepancies import chain_differs
from disclosure.measures.inputs import Stock
from disclosure.model.levels import Level, Yardstick
from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation
from disclosure.model.release import Assessment, Reason
from disclosure.model.rules import Rules
from disclosure.presentation.wording import rounded
from tests.measures import making

YEARS = making.yearly("-2.75", "-2.75")


def half_year(
    rules: Rules, *more: Observation, period: str = "2023-H1", known: Sequence[Observation] = YEARS
) -> Assessment:
    records = [making.target("-13"), *known, *more]
    return making.light_of(rules.rule_sets["national-2020"], records, period)


@pytest.mark.parametrize(
    ("change", "level"),
    [("-2.76", Level.ON_TRACK), ("-2.73", Level.STRAINED), ("-1.95", Level.STRAINED), ("-1.85", Level.SEVERE)],
)
def test_the_change_of_a_half_stands_for_its_year_and_is_held_against_the_year_s_end(
    rules: Rules, change: str, level: Level
) -> None:
    light = half_year(rules, making.observation(change, "2023-H1"))
    assert light.level is level
    assert light.required == formulas.required_reduction(Decimal("0.13"), Fraction(3), 5) * 100
    assert light.required_progress == Decimal("0.6")
    assert light.caveat == Reason("projected_to_year_end")
    assert light.steps[0].formula == "projected_reduction"


def test_a_half_year_is_never_held_against_the_lenient_middle_of_the_year(rules: Rules) -> None:
    change = making.observation("-1.5", "2023-H1")
    light = half_year(rules, change)
    assert light.achieved is not None
    assert light.achieved > formulas.required_reduction(Decimal("0.13"), Fraction(5, 2), 5) * 100
    assert light.level is Level.SEVERE


@pytest.mark.parametrize(("reached", "level"), [("-6.74", Level.ON_TRACK), ("-6.72", Level.STRAINED)])
def test_a_published_cumulative_figure_of_exactly_the_half_is_held_against_the_half(
    rules: Rules, reached: str, level: Level
) -> None:
    published = making.observation(reached, "2023-H1", Measure.CUMULATIVE_CHANGE)
    light = half_year(rules, making.observation("-2.76", "2023-H1"), published)
    assert light.level is level
    assert light.required == formulas.required_reduction(Decimal("0.13"), Fraction(5, 2), 5) * 100
    assert (light.caveat, [item.role for item in light.inputs]) == (None, ["target", "cumulative_change"])


def test_the_cumulative_figure_of_the_whole_year_does_not_speak_for_its_half(rules: Rules) -> None:
    published = making.observation("-9", "2021-2023", Measure.CUMULATIVE_CHANGE)
    light = half_year(rules, making.observation("-2.76", "2023-H1"), published)
    assert light.caveat == Reason("projected_to_year_end")


def test_a_whole_year_is_no_approximation(rules: Rules) -> None:
    light = half_year(rules, making.observation("-2.76", "2023"), period="2023")
    assert (light.level, light.caveat, light.steps[0].formula) == (Level.ON_TRACK, None, "cumulative_reduction")


def test_the_first_half_of_a_plan_needs_no_year_before(rules: Rules) -> None:
    made = [making.observation("-2.75", "2021-H1")]
    light = half_year(rules, *made, period="2021-H1", known=())
    assert light.required is not None
    assert (light.level, rounded(light.required, 2)) == (Level.ON_TRACK, Decimal("2.75"))


@pytest.mark.parametrize("period", ["2023-H2", "2023-Q3", "2023-M7"])
def test_a_part_that_does_not_begin_with_the_year_stands_for_nothing_else(rules: Rules, period: str) -> None:
    light = half_year(rules, making.observation("-2.76", period), period=period)
    assert (light.level, light.reason) == (Level.NOT_ASSESSED, Reason("part_of_year"))


@pytest.mark.parametrize("measure", [Measure.LEVEL, Measure.INCREMENT])
@pytest.mark.parametrize("period", ["2023-H1", "2025-H2"])
def test_the_consumption_of_a_half_is_not_held_against_a_cap_for_years(
    rules: Rules, measure: Measure, period: str
) -> None:
    known = [making.observation("4000", year, Measure.LEVEL, "total") for year in ("2020", period)]
    records = [making.target("5000", measure, dimension="total"), *known]
    light = making.light_of(rules.rule_sets["national-2020"], records, period, making.TOTAL)
    assert (light.level, light.reason) == (Level.NOT_ASSESSED, Reason("part_of_year"))


@pytest.mark.parametrize(("change", "level"), [("-2.8", Level.ON_TRACK), ("-2.7", Level.STRAINED)])
def test_the_annual_task_is_held_against_the_half_s_own_change(rules: Rules, change: str, level: Level) -> None:
    records = [making.target("-2.8", Measure.YEARLY_CHANGE, "2023"), making.observation(change, "2023-H1")]
    light = making.light_of(rules.rule_sets["national-2020"], records, "2023-H1", yardstick=Yardstick.ANNUAL_TASK)
    assert (light.level, light.required, light.caveat) == (level, Decimal("2.8"), None)


@pytest.mark.parametrize(
    ("change", "level"),
    [("0.1", Level.SEVERE), ("0.0", Level.STRAINED), ("-2.73", Level.STRAINED), ("-2.76", Level.ON_TRACK)],
)
def test_the_rule_of_2021_judges_a_half_by_its_direction_and_the_year_s_end(
    rules: Rules, change: str, level: Level
) -> None:
    records = [making.target("-13"), *YEARS, making.observation(change, "2023-H1")]
    assert making.light_of(rules.rule_sets["national-2021-h1"], records, "2023-H1").level is level


def test_a_published_figure_of_a_half_is_not_compared_with_the_chain_of_years() -> None:
    points = [
        *YEARS,
        making.observation("-2.75", "2023"),
        making.observation("-6.8", "2023-H1", Measure.CUMULATIVE_CHANGE),
    ]
    assert list(chain_differs(points, Stock.of((), points), [making.PLAN])) == []
    wrong = making.observation("-6.8", "2021-2023", Measure.CUMULATIVE_CHANGE)
    found = list(chain_differs([wrong], Stock.of((), points), [making.PLAN]))
    assert [(d.code, d.period) for d in found] == [("chain_differs", Period.parse("2021-2023"))]


def test_a_task_of_a_half_and_a_cap_of_a_half_judge_no_year(rules: Rules) -> None:
    national = rules.rule_sets["national-2020"]
    task = [making.target("-1.5", Measure.YEARLY_CHANGE, "2021-H1"), making.observation("-1.6", "2021")]
    light = making.light_of(national, task, "2021", yardstick=Yardstick.ANNUAL_TASK)
    assert (light.level, light.reason) == (Level.NOT_APPLICABLE, Reason("no_annual_task"))
    cap = making.target("2500", Measure.LEVEL, "2025-H1", dimension="total")
    level = making.observation("4900", "2025", Measure.LEVEL, "total")
    light = making.light_of(national, [cap, level], "2025", making.TOTAL)
    assert (light.level, light.reason) == (Level.NOT_APPLICABLE, Reason("no_target"))
