"""Whatever numbers are committed, derivation comes to an end with a light or with a named reason."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclosure.measures.derive import derive_release
from disclosure.model.levels import Level, Yardstick
from disclosure.model.records import Measure, Observation, Processing, Target
from disclosure.model.release import Records, Release
from disclosure.model.rules import Rules
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT
from tests.measures import making

EXTREMES = (
    "0", "-0", "-100", "-100.0", "-99.99", "-99.5", "-150", "100", "1E+4000", "-1E+4000", "1E-4000", "-1E-4000",
    "-1E-60", "-99." + "9" * 60, "-0E+3", "-9E+1", "9" * 400,
)  # fmt: skip
NUMBERS = st.sampled_from(EXTREMES).map(Decimal) | st.decimals(-200, 200, places=2) | st.decimals(-20, 0, places=1)
PERIODS = (
    "2020",
    "2021",
    "2022",
    "2023",
    "2023-H1",
    "2023-H2",
    "2023-Q1Q3",
    "2023-M7",
    "2025",
    "2021-2023",
    "2021-2025",
)
SHOWN = ("2021", "2022", "2023-H1", "2023-H2", "2023", "2025-Q1Q3", "2025", "2026", "2021-2025")
PRINTED = st.sampled_from(["", "12", "1.2.3", "4.0~4.5", "…", "约 1,234.5 万吨"])
GROUPS = ("reason", "reason_short", "derived.reason")
RULE_SETS = ("national-2020", "national-2021-h1", "nanning-2017", "hangzhou-12th-plan", "completion-ratio")


@st.composite
def targets(draw: st.DrawFn) -> Target:
    value = draw(st.none() | NUMBERS)
    made = making.target(
        value, draw(st.sampled_from(Measure)), draw(st.sampled_from(PERIODS)),
        draw(st.sampled_from(("basic", "incentive"))), draw(st.sampled_from(("intensity", "total"))), draw(PRINTED),
    )  # fmt: skip
    return replace(made, processing=draw(st.sampled_from(Processing)))


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    made = making.observation(
        draw(NUMBERS), draw(st.sampled_from(PERIODS)), draw(st.sampled_from(Measure)),
        draw(st.sampled_from(("intensity", "total"))),
    )  # fmt: skip
    return replace(made, processing=draw(st.sampled_from(Processing)), as_printed=draw(PRINTED))


@pytest.fixture(scope="module")
def worded() -> frozenset[str]:
    """The keys that both languages have."""
    words = read_wording(ROOT / "templates")
    return frozenset(words["zh"].keys() & words["en"].keys())


def derived(rules: Rules, release: Release, rule_set: str, records: list[Target | Observation]) -> Release:
    scope = making.scope_of(rules, *SHOWN, rule_set=rule_set)
    kept = Records(
        regions=tuple(region for region in release.regions.values() if region.code in {"150100", making.REGION}),
        targets=tuple(record for record in records if isinstance(record, Target)),
        observations=tuple(record for record in records if isinstance(record, Observation)),
    )
    return derive_release(kept, (), replace(rules, scopes=(scope,)))


CHAIN = ["-3", "-3", "-3", "-3", "-3"]


@settings(max_examples=100)
@given(st.sampled_from(RULE_SETS), st.lists(targets() | observations(), max_size=14))
@example("national-2020", [making.target("-100"), *making.yearly(*CHAIN)])
@example("national-2020", [making.target("-150"), *making.yearly(*CHAIN)])
@example("national-2020", [making.target("-15"), *making.yearly("-100", "-3", "-3", "-3", "-3")])
@example("national-2020", [making.target("-15"), *making.yearly("-150", "-150", "-3", "-3", "-3")])
@example("national-2020", [making.target("-1E-60"), *making.yearly(*CHAIN)])
@example("national-2020", [making.target("-15"), *making.yearly(*["-99." + "9" * 20] * 5)])
@example("national-2020", [making.target("-15"), making.observation("-120", "2021-2025", Measure.CUMULATIVE_CHANGE)])
def test_every_light_is_judged_or_says_why_it_is_not(
    rules: Rules, release: Release, worded: frozenset[str], rule_set: str, records: list[Target | Observation]
) -> None:
    for barometer in derived(rules, release, rule_set, records).barometers:
        for light in barometer.assessments:
            assert light.level.is_judged == (light.reason is None)
            for reason, groups in ((light.reason, GROUPS), (light.caveat, ("caveat",))):
                assert {f"{group}.{reason.code}" for group in groups if reason} <= worded


@pytest.mark.parametrize(
    ("goal", "changes", "reason"),
    [
        ("-100", CHAIN, "impossible_change"),
        ("-150", CHAIN, "impossible_change"),
        ("-15", ["-100", "-3", "-3", "-3", "-3"], "impossible_change"),
        ("-15", ["-150", "-150", "-3", "-3", "-3"], "impossible_change"),
        ("0", CHAIN, "target_not_positive"),
        ("-1E-60", CHAIN, "target_not_positive"),
    ],
)
@pytest.mark.parametrize("yardstick", Yardstick)
def test_an_impossible_number_is_named(
    rules: Rules, goal: str, changes: list[str], reason: str, yardstick: Yardstick
) -> None:
    period = "2025" if yardstick is Yardstick.PLAN_SCHEDULE else "2021"
    goals = [making.target(goal), making.target(goal, Measure.YEARLY_CHANGE, "2021")]
    records = [*goals, *making.yearly(*changes)]
    light = making.light_of(rules.rule_sets["national-2020"], records, period, yardstick=yardstick)
    assert (light.level, light.reason and light.reason.code) == (Level.NOT_ASSESSED, reason)


def test_a_fall_by_nearly_everything_is_still_judged(rules: Rules) -> None:
    records = [making.target("-99.9"), *making.yearly("-99.94", "-0.1", "-0.1", "-0.1", "-0.1")]
    light = making.light_of(rules.rule_sets["national-2020"], records, "2025")
    assert (light.level, light.progress is not None and light.progress > 1) == (Level.ON_TRACK, True)


def test_figures_in_another_unit_than_the_target_are_not_compared(rules: Rules) -> None:
    cap = making.target("5000", Measure.LEVEL, dimension="total")
    level = making.observation("4900", "2025", Measure.LEVEL, "total")
    rule_set = rules.rule_sets["national-2020"]
    assert making.light_of(rule_set, [cap, level], "2025", making.TOTAL).level is Level.ON_TRACK
    light = making.light_of(rule_set, [cap, replace(level, unit="tce")], "2025", making.TOTAL)
    assert (light.level, light.reason and light.reason.code) == (Level.NOT_ASSESSED, "units_differ")
