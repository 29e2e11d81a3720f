"""Tiers: equal to a level counts as reaching it, levels may be negative, and worse is never better."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.measures.tiers import judge, judge_corrected
from disclosure.model.days import day_of
from disclosure.model.efficiency import EfficiencyLevel, EfficiencyRecord, Product, Reported, Retrofit, Tier
from disclosure.model.lists import Judgement
from disclosure.model.periods import Period
from disclosure.model.records import Provenance, ValueStatus
from disclosure.model.text import Text
from disclosure.sources.rules import read_rules
from tests.conftest import ROOT
from tests.presentation.city import CORRECTED, city, listing, records, retrofit

RULES = read_rules(ROOT / "rules")
SOURCE = Provenance("doc", "表 1", "", (), "p", "t", 2)
NAMES = (Text("水泥制造"), Text("水泥熟料"), Text(""), Text("单位产品综合能耗"))
ORDER = [Tier.ADVANCED, Tier.BETWEEN, Tier.LAGGING]


def product(direction: str = "lower_is_better") -> Product:
    return Product("p", *NAMES, "kgce_per_t", direction, "10k_t_per_year", "", "", "", SOURCE)


def level(benchmark: str, baseline: str, status: ValueStatus = ValueStatus.NUMBER) -> EfficiencyLevel:
    numbers = [(Decimal(text), status) if text else (None, ValueStatus.NOT_PUBLISHED) for text in (benchmark, baseline)]
    return EfficiencyLevel("p", "2023", *numbers[0], *numbers[1], "kgce_per_t", "", SOURCE)


def record(value: str, status: str = "") -> EfficiencyRecord:
    return EfficiencyRecord(
        "u", Period.parse("2025"), Decimal(value) if value else None, Reported(status), value, "kgce_per_t", "2023", None,
        "监察队", None, "supervision", "第五条", "", None, "", "", SOURCE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "levels", "direction", "tier", "over"),
    [
        ("99.99", ("100", "117"), "lower_is_better", Tier.ADVANCED, ("-0.01", "-17.01")),
        ("100", ("100", "117"), "lower_is_better", Tier.ADVANCED, ("0", "-17")),
        ("100.0000000001", ("100", "117"), "lower_is_better", Tier.BETWEEN, ("1E-10", "-16.9999999999")),
        ("117", ("100", "117"), "lower_is_better", Tier.BETWEEN, ("17", "0")),
        ("117.01", ("100", "117"), "lower_is_better", Tier.LAGGING, ("17.01", "0.01")),
        ("-30", ("-30", "-10"), "lower_is_better", Tier.ADVANCED, ("0", "-20")),
        ("-29.9", ("-30", "-10"), "lower_is_better", Tier.BETWEEN, ("0.1", "-19.9")),
        ("-10", ("-30", "-10"), "lower_is_better", Tier.BETWEEN, ("20", "0")),
        ("-9.9", ("-30", "-10"), "lower_is_better", Tier.LAGGING, ("20.1", "0.1")),
        ("0", ("-30", "-10"), "lower_is_better", Tier.LAGGING, ("30", "10")),
        ("95", ("95", "90"), "higher_is_better", Tier.ADVANCED, ("0", "-5")),
        ("94", ("95", "90"), "higher_is_better", Tier.BETWEEN, ("1", "-4")),
        ("90", ("95", "90"), "higher_is_better", Tier.BETWEEN, ("5", "0")),
        ("89.9", ("95", "90"), "higher_is_better", Tier.LAGGING, ("5.1", "0.1")),
    ],
)
def test_a_figure_at_and_beside_each_level(
    value: str, levels: tuple[str, str], direction: str, tier: Tier, over: tuple[str, str]
) -> None:
    found = judge(record(value), product(direction), level(*levels))
    assert (found.tier, found.over_benchmark, found.over_baseline) == (tier, Decimal(over[0]), Decimal(over[1]))


@pytest.mark.parametrize(
    ("benchmark", "baseline", "value", "tier"),
    [
        ("", "1.3", "1.3", Tier.BETWEEN), ("", "1.3", "1.31", Tier.LAGGING), ("100", "", "100", Tier.ADVANCED),
        ("100", "", "101", Tier.UNKNOWN), ("", "", "100", Tier.UNKNOWN),
    ],
)  # fmt: skip
def test_a_level_that_nobody_published_decides_nothing(benchmark: str, baseline: str, value: str, tier: Tier) -> None:
    assert judge(record(value), product(), level(benchmark, baseline)).tier is tier


def test_what_has_no_figure_to_judge_says_why() -> None:
    assert judge(record("", "not_reported"), product(), level("100", "117")).tier is Tier.NOT_REPORTED
    assert judge(record("", "exempt"), product(), level("100", "117")).tier is Tier.EXEMPT
    assert judge(record("90", "doubtful"), product(), level("100", "117")).tier is Tier.UNKNOWN
    assert judge(record("90"), product(), level("100", "117", ValueStatus.DOUBTFUL)).tier is Tier.UNKNOWN
    assert judge(record("90"), product(), None).tier is Tier.UNKNOWN


@pytest.mark.parametrize(
    ("accepted", "tier", "over"),
    [("99", Tier.ADVANCED, "-18"), ("117", Tier.BETWEEN, "0"), ("117.1", Tier.LAGGING, "0.1")],
)
def test_what_was_corrected_counts_by_the_figure_that_was_accepted(accepted: str, tier: Tier, over: str) -> None:
    listed = judge(record("129"), product(), level("100", "117"))
    found = judge_corrected(listed, product(), mended(accepted))
    assert (found.tier, found.over_baseline, found.value) == (tier, Decimal(over), Decimal(accepted))
    assert (found.record, listed.tier, listed.value) == (listed.record, Tier.LAGGING, Decimal(129))


def test_what_was_corrected_without_a_known_figure_is_in_no_tier() -> None:
    listed = judge(record("129"), product(), level("100", "117"))
    assert judge_corrected(listed, product(), None).tier is Tier.UNKNOWN
    unmeasured = judge_corrected(listed, product(), mended(""))
    assert (unmeasured.tier, unmeasured.accepted, unmeasured.value) == (Tier.UNKNOWN, None, Decimal(129))


def mended(value: str) -> Retrofit:
    done = day_of("2026-05-18")
    after = Decimal(value) if value else None
    return Retrofit("r", "u", Text("改造"), "baseline", None, done, done, done, "示例局", after, "", SOURCE)


def corrected(*retrofits: Retrofit) -> Judgement:
    """How the second clinker line counts once its lagging entry for 2025 was corrected on 20 May 2026."""
    known = records()
    entry = listing("x-2", "lagging", "u-2", **CORRECTED)
    release = city(RULES, replace(known, listings=(entry,), retrofits=retrofits))
    return release.lists.current["u-2"]


def done(code: str, day: str, value: str) -> Retrofit:
    return replace(retrofit(code, "u-2", "baseline", "2020-05-01", day_of(day)), value_after=Decimal(value))


def test_what_was_measured_before_the_period_was_over_corrects_nothing() -> None:
    assert corrected(done("r-1", "2025-12-31", "99")).tier is Tier.UNKNOWN
    assert corrected(done("r-1", "2026-01-01", "99")).tier is Tier.ADVANCED
    assert corrected(done("r-1", "2020-09-01", "99"), done("r-2", "2026-05-20", "117")).tier is Tier.BETWEEN
    assert corrected(done("r-1", "2026-05-21", "99")).tier is Tier.UNKNOWN


def test_a_corrected_entry_never_counts_as_lagging() -> None:
    """Where the retrofit that reached its goal may not be told, another that did not says nothing."""
    assert corrected(done("r-1", "2026-05-18", "117.1")).tier is Tier.UNKNOWN


numbers = st.decimals(-1000, 1000, places=3)


@given(numbers, numbers, numbers, numbers, st.sampled_from(["lower_is_better", "higher_is_better"]))
def test_a_worse_value_never_gets_a_better_tier(
    first: Decimal, second: Decimal, one: Decimal, other: Decimal, direction: str
) -> None:
    is_lower = direction == "lower_is_better"
    better, worse = sorted((first, second), reverse=not is_lower)
    benchmark, baseline = sorted((one, other), reverse=not is_lower)
    tiers = [
        judge(record(str(value)), product(direction), level(str(benchmark), str(baseline))).tier
        for value in (better, worse)
    ]
    assert ORDER.index(tiers[0]) <= ORDER.index(tiers[1])
