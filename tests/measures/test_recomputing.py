"""Printed changes beside their recomputation, with what rounding leaves open."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.measures.recomputing import Outcome, change_between, in_one_unit, recomputed
from disclosure.model.periods import Period
from disclosure.model.records import Measure
from disclosure.model.release import Release
from tests.measures import making

AMOUNT = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10_000), places=2)


def level(value: str, year: str) -> making.Observation:
    return making.observation(value, year, Measure.LEVEL, "total")


def change(measure: Measure, value: str, period: str) -> making.Observation:
    return making.observation(value, period, measure, "total")


@pytest.mark.parametrize(
    ("measure", "base", "end", "years", "expected"),
    [
        (Measure.INCREMENT, "415.9", "162.1", 5, "-253.8"),
        (Measure.YEARLY_INCREMENT, "100", "87.46", 1, "-12.54"),
        (Measure.CUMULATIVE_CHANGE, "137.02", "110", 5, "-19.7197489418"),
        (Measure.YEARLY_CHANGE, "415.9", "433.1", 1, "4.1356095215"),
        (Measure.AVERAGE_CHANGE, "415.9", "162.1", 5, "-17.1755007418"),
        (Measure.AVERAGE_CHANGE, "100", "121", 2, "10.0000000000"),
    ],
)
def test_a_change_is_what_its_measure_says(measure: Measure, base: str, end: str, years: int, expected: str) -> None:
    found = change_between(measure, Decimal(base), Decimal(end), years)
    assert found is not None
    assert found.quantize(Decimal(expected)) == Decimal(expected)


@pytest.mark.parametrize(("base", "end"), [("0", "5"), ("-1", "5"), ("5", "0"), ("5", "-1")])
def test_a_percentage_needs_amounts_above_zero_and_a_difference_does_not(base: str, end: str) -> None:
    assert change_between(Measure.CUMULATIVE_CHANGE, Decimal(base), Decimal(end)) is None
    assert change_between(Measure.INCREMENT, Decimal(base), Decimal(end)) == Decimal(end) - Decimal(base)


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [("-2.90", Outcome.SAME), ("-2.9", Outcome.SAME), ("-3", Outcome.SAME), ("-2.89", Outcome.ROUNDING),
     ("-2.95", Outcome.ROUNDING), ("-2.96", Outcome.DIFFERS), ("-2.83", Outcome.DIFFERS)],
)  # fmt: skip
def test_a_last_digit_may_be_roundings_and_more_is_not(printed: str, outcome: Outcome) -> None:
    """From 1761 to 1710 is -2.896 %; with half a unit at either end -2.952 to -2.840 %, and half a digit printed."""
    records = [level("1761", "2019"), level("1710", "2020"), change(Measure.YEARLY_CHANGE, printed, "2020")]
    (found,) = recomputed(records)
    assert found.outcome is outcome
    assert (found.base, found.end) == (records[0], records[1])


def test_without_both_ends_nothing_is_recomputed() -> None:
    printed = change(Measure.YEARLY_CHANGE, "-2.90", "2020")
    assert list(recomputed([level("1761", "2019"), printed])) == []
    assert list(recomputed([level("1710", "2020"), printed])) == []
    elsewhere = replace(level("1710", "2020"), unit="tce")
    assert list(recomputed([level("1761", "2019"), elsewhere, printed])) == []


def test_the_latest_vintage_of_a_level_counts() -> None:
    first, revised = level("37.5", "2013"), replace(level("41.7", "2013"), vintage=2)
    for order in ([first, revised], [revised, first]):
        (found,) = recomputed([*order, level("42.6", "2014"), change(Measure.YEARLY_CHANGE, "2.2", "2014")])
        assert (found.base, found.outcome) == (revised, Outcome.SAME)


def test_a_target_lies_between_what_was_measured_and_what_shall_be_reached() -> None:
    goal = making.target("1710", measure=Measure.LEVEL, period="2021-2025", dimension="total")
    rate = making.target("-2.89", measure=Measure.CUMULATIVE_CHANGE, period="2021-2025", dimension="total")
    (found,) = recomputed([level("1761", "2020"), goal, rate])
    assert (found.record, found.end, found.outcome) == (rate, goal, Outcome.ROUNDING)
    other = replace(goal, kind="incentive")
    assert list(recomputed([level("1761", "2020"), other, rate])) == []


def test_every_printed_change_of_the_five_documents_follows_from_its_levels_but_one(release: Release) -> None:
    found = list(recomputed((*release.targets, *release.observations)))
    documents = {"hohhot-14th-plan", "dongsheng-14th-plan"}
    own = [one for one in found if one.record.provenance.document in documents]
    assert len(own) == 22
    odd = [one for one in own if one.outcome is not Outcome.SAME]
    assert [(one.record.indicator, str(one.record.value), round(one.computed, 3)) for one in odd] == [
        ("converter_energy", "-2.89", Decimal("-2.896"))
    ]
    assert Outcome.DIFFERS not in {one.outcome for one in found}


@given(AMOUNT, AMOUNT, st.integers(1, 5))
def test_a_change_has_the_sign_of_the_difference(base: Decimal, end: Decimal, years: int) -> None:
    for measure in Measure:
        found = change_between(measure, base, end, years) if measure is not Measure.LEVEL else end - base
        assert found is not None
        assert (found > 0, found < 0) == (end > base, end < base)


@given(AMOUNT, AMOUNT)
def test_the_average_of_one_year_is_the_change_of_that_year(base: Decimal, end: Decimal) -> None:
    assert change_between(Measure.AVERAGE_CHANGE, base, end, 1) == change_between(Measure.YEARLY_CHANGE, base, end)


def test_a_plan_of_five_years_is_averaged_over_five() -> None:
    records = [level("415.9", "2015"), level("162.1", "2020"), change(Measure.AVERAGE_CHANGE, "-17.2", "2016-2020")]
    (found,) = recomputed(records)
    assert Period.parse("2016-2020").years == (2016, 2017, 2018, 2019, 2020)
    assert (found.computed.quantize(Decimal("0.01")), found.outcome) == (Decimal("-17.18"), Outcome.SAME)


@pytest.mark.parametrize(
    ("measure", "unit", "base", "end", "is_one"),
    [
        (Measure.INCREMENT, "10k_tce", "10k_tce", "10k_tce", True),
        (Measure.INCREMENT, "tce", "10k_tce", "10k_tce", False),
        (Measure.INCREMENT, "percentage_point", "percent", "percent", True),
        (Measure.INCREMENT, "percent", "percent", "percent", False),
        (Measure.YEARLY_CHANGE, "percent", "10k_tce", "10k_tce", True),
        (Measure.YEARLY_CHANGE, "percent", "10k_tce", "tce", False),
    ],
)
def test_a_change_is_held_against_levels_of_its_own_unit(
    measure: Measure, unit: str, base: str, end: str, is_one: bool
) -> None:
    assert in_one_unit(measure, unit, base, end) is is_one


def test_half_a_year_is_held_against_the_same_half_a_year_before() -> None:
    half = change(Measure.YEARLY_CHANGE, "4", "2016-H1")
    assert list(recomputed([level("100", "2015"), level("110", "2016"), half])) == []
    (found,) = recomputed([level("50", "2015-H1"), level("52", "2016-H1"), half])
    assert (found.computed, found.outcome) == (Decimal(4), Outcome.SAME)
