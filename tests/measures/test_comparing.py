"""What an authority issued beside our lights: what counts as agreement, what as difference, and what as neither."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.measures.comparing import compare, grade_differs
from disclosure.measures.derive import lights_of
from disclosure.model.comparisons import Comparison, Outcome
from disclosure.model.levels import Level, Yardstick
from disclosure.model.periods import Period
from disclosure.model.records import OfficialAssessment
from disclosure.model.release import Assessment, Reason, Release
from disclosure.model.rules import Rules
from tests.measures.making import REGION, SOURCE, light_of, target, yearly


def issued(level: int | None, period: str, yardstick: str = "plan_schedule", **more: str) -> OfficialAssessment:
    return OfficialAssessment(
        "national_barometer", REGION, Period.parse(period), more.get("dimension", "intensity"), yardstick, level, "", "",
        "named", "", "", SOURCE,
    )  # fmt: skip


def grade(word: str, period: str = "2021") -> OfficialAssessment:
    light = issued(None, period, "unstated", dimension="overall")
    return replace(light, scheme="national_grade", as_printed=word)


@pytest.fixture(scope="module")
def green(rules: Rules) -> Assessment:
    """14 % over five years asks for 2.972 % in the first; 3.2 % were reached."""
    return seen(light_of(rules.rule_sets["national-2020"], [target("-14"), *yearly("-3.2")], "2021"))


@pytest.fixture(scope="module")
def red(rules: Rules) -> Assessment:
    return seen(light_of(rules.rule_sets["national-2020"], [target("-14"), *yearly("1.0")], "2021"))


def seen(light: Assessment) -> Assessment:
    return replace(light, scope="hohhot-14th-plan")


def only(one: OfficialAssessment, lights: Sequence[Assessment], rules: Rules) -> Comparison:
    (found,) = compare((one,), lights, rules)
    return found


def test_the_same_level_at_the_same_period_agrees_and_another_differs(
    rules: Rules, green: Assessment, red: Assessment
) -> None:
    assert (green.level, red.level) == (Level.ON_TRACK, Level.SEVERE)
    assert only(issued(3, "2021"), [green], rules).outcome is Outcome.AGREES
    assert only(issued(2, "2021"), [green], rules).outcome is Outcome.DIFFERS
    assert only(issued(1, "2021"), [red], rules).outcome is Outcome.AGREES


@pytest.mark.parametrize("period", ["2021-H1", "2021-Q1Q3", "2021-M1M7"])
def test_a_part_of_the_year_stands_beside_the_year_s_end_and_never_counts(
    rules: Rules, green: Assessment, period: str
) -> None:
    for level in (1, 3):
        found = only(issued(level, period), [green], rules)
        assert (found.outcome, found.reason, found.ours) == (Outcome.BESIDE, "other_period", green)
    assert only(issued(3, "2022-H1"), [green], rules).reason == "no_barometer"


def test_a_light_of_the_very_part_goes_before_that_of_the_year_s_end(rules: Rules, green: Assessment) -> None:
    half = replace(green, period=Period.parse("2021-H1"), level=Level.STRAINED)
    found = only(issued(2, "2021-H1"), [green, half], rules)
    assert (found.outcome, found.ours) == (Outcome.AGREES, half)


def test_another_yardstick_or_dimension_is_not_compared(rules: Rules, green: Assessment) -> None:
    assert only(issued(3, "2021", "growth"), [green], rules).reason == "other_yardstick"
    assert only(issued(3, "2021", "unstated"), [green], rules).reason == "other_yardstick"
    assert only(issued(3, "2021", "annual_task"), [green], rules).reason == "no_barometer"
    assert only(issued(3, "2021", dimension="total"), [green], rules).reason == "no_barometer"


@pytest.mark.parametrize(
    ("level", "reason"),
    [
        (Level.NOT_APPLICABLE, "no_target"), (Level.NOT_ASSESSED, "no_figures"), (Level.EXEMPT, "exempt"),
    ],
)  # fmt: skip
def test_a_light_that_judges_nothing_says_why(rules: Rules, green: Assessment, level: Level, reason: str) -> None:
    found = only(issued(3, "2021"), [replace(green, level=level, grade=None)], rules)
    assert (found.outcome, found.reason, found.ours) == (Outcome.NOT_COMPARED, reason, None)


def test_a_region_in_two_levels_or_in_none_is_not_compared(rules: Rules, green: Assessment) -> None:
    found = compare((issued(2, "2021"), issued(3, "2021")), [green], rules)
    assert [(one.outcome, one.reason) for one in found] == [(Outcome.NOT_COMPARED, "two_levels")] * 2
    assert only(issued(None, "2021"), [green], rules).reason == "not_judged"


@pytest.mark.parametrize(
    ("word", "of_green", "of_red"),
    [
        ("超额完成", Outcome.AGREES, Outcome.DIFFERS), ("完成", Outcome.AGREES, Outcome.DIFFERS),
        ("优秀", Outcome.AGREES, Outcome.DIFFERS), ("未完成", Outcome.DIFFERS, Outcome.AGREES),
        ("基本完成", Outcome.NOT_COMPARED, Outcome.NOT_COMPARED), ("良好", Outcome.NOT_COMPARED, Outcome.NOT_COMPARED),
    ],
)  # fmt: skip
def test_a_grade_counts_where_it_says_whether_the_target_was_met(
    rules: Rules, green: Assessment, red: Assessment, word: str, of_green: Outcome, of_red: Outcome
) -> None:
    for light, outcome in ((green, of_green), (red, of_red)):
        found = only(grade(word), [light], rules)
        assert found.outcome is outcome
        assert found.ours is light
        assert grade_differs(light, grade(word), rules.grades) is (outcome is Outcome.DIFFERS)
        assert found.reason == ("grade_says_neither" if outcome is Outcome.NOT_COMPARED else "")


def test_a_grade_is_held_against_the_schedule_rather_than_the_year_s_task(
    rules: Rules, green: Assessment, red: Assessment
) -> None:
    annual = replace(red, yardstick=Yardstick.ANNUAL_TASK)
    assert only(grade("完成"), [annual, green], rules).ours is green
    assert only(grade("完成"), [annual], rules).ours is annual


def test_a_grade_of_a_whole_plan_stands_beside_the_light_at_its_end(rules: Rules, green: Assessment) -> None:
    last = replace(green, period=Period.parse("2025"))
    assert only(grade("完成", "2021-2025"), [green, last], rules).ours is last
    assert only(grade("完成", "2021-2025"), [green], rules).reason == "no_barometer"
    assert only(grade("完成", "2022"), [green], rules).reason == "no_barometer"


def test_causes_are_those_that_are_known(rules: Rules, green: Assessment, red: Assessment) -> None:
    assert only(issued(2, "2021"), [green], rules).causes == ()
    open_ = replace(red, level=Level.STRAINED, possible_grades=(green.grade,) if green.grade else ())
    assert only(issued(3, "2021"), [open_], rules).causes == ("rounding",)
    assert only(grade("完成"), [open_], rules).causes == ("rounding", "measures")
    assert only(grade("完成"), [red], rules).causes == ("measures",)
    before = replace(green, period=Period.parse("2019"))
    assert only(issued(2, "2019"), [before], rules).causes == ("retrospective",)
    assert only(issued(2, "2020"), [replace(green, period=Period.parse("2020"))], rules).causes == ()
    approximate = replace(green, caveat=Reason("projected_to_year_end"))
    assert only(issued(2, "2021"), [approximate], rules).causes == ("projected",)


@pytest.fixture(scope="module")
def shipped(release: Release) -> Sequence[Comparison]:
    by_region: dict[str, list[OfficialAssessment]] = {}
    for one in release.official:
        by_region.setdefault(one.region, []).append(one)
    return [
        found
        for code, official in by_region.items()
        for found in compare(official, lights_of(code, release.regions, release.derived, release.rules), release.rules)
    ]


def test_the_shipped_grades_and_lights_compare_as_counted_by_hand(shipped: Sequence[Comparison]) -> None:
    counts = Counter((one.issued.scheme.partition("_")[2], one.outcome.value, one.reason) for one in shipped)
    assert counts == {
        ("barometer", "beside", "other_period"): 41,
        ("barometer", "not_compared", "two_levels"): 2,
        ("barometer", "not_compared", "other_yardstick"): 120,
        ("barometer", "not_compared", "no_barometer"): 43,
        ("barometer", "not_compared", "no_target"): 124,
        ("barometer", "not_compared", "no_figures"): 103,
        ("grade", "agrees", ""): 20,
        ("grade", "differs", ""): 1,
        ("grade", "not_compared", "grade_says_neither"): 2,
        ("grade", "not_compared", "no_target"): 1,
        ("grade", "not_compared", "no_figures"): 62,
    }
    assert len(shipped) == 433 + 86


def test_the_one_shipped_difference_is_anhui_of_2020_within_its_rounding(shipped: Sequence[Comparison]) -> None:
    (found,) = (one for one in shipped if one.outcome is Outcome.DIFFERS)
    assert (found.issued.region, found.issued.period.code, found.issued.as_printed) == ("340000", "2020", "超额完成")
    assert found.ours is not None
    assert (found.ours.level, found.ours.required) == (Level.STRAINED, Decimal(16))
    assert found.causes == ("rounding", "measures")


def test_zhejiang_missed_in_2011_on_both_sides(shipped: Sequence[Comparison]) -> None:
    found = {one.issued.period.code: one for one in shipped if one.issued.region == "330000" and not one.issued.level}
    assert (found["2011"].issued.as_printed, found["2011"].outcome) == ("未完成", Outcome.AGREES)
    assert found["2011"].ours is not None
    assert found["2011"].ours.level is Level.SEVERE


def test_inner_mongolia_basically_met_2011_and_the_light_counts_neither_way(shipped: Sequence[Comparison]) -> None:
    found = {one.issued.period.code: one for one in shipped if one.issued.region == "150000" and not one.issued.level}
    assert found["2011"].issued.as_printed == "基本完成"
    assert (found["2011"].outcome, found["2011"].reason) == (Outcome.NOT_COMPARED, "grade_says_neither")
