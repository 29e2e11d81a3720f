import doctest
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.measures import formulas
from disclosure.measures.examples import recomputed
from disclosure.measures.results import required_percent
from disclosure.model.periods import Period
from disclosure.model.records import Measure, Target
from disclosure.model.release import Release
from disclosure.model.rules import Rules
from disclosure.presentation.wording import rounded
from tests.measures import making

SHARES = st.decimals("0.001", "0.6", places=4)
RATES = st.lists(st.decimals("-0.2", "0.2", places=4), min_size=1, max_size=5)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(formulas).failed == 0
    assert doctest.testmod(formulas).attempted >= 15


def test_every_worked_example_comes_out_as_published(rules: Rules) -> None:
    assert len(rules.worked_examples) >= 20
    for example in rules.worked_examples:
        assert rounded(recomputed(example), example.places) == example.result, example.id


def test_a_worked_example_is_printed_with_all_its_places(rules: Rules) -> None:
    shown = {example.id: (example.result.as_tuple().exponent, -example.places) for example in rules.worked_examples}
    assert {key: pair for key, pair in shown.items() if pair[0] != pair[1]} == {}


def test_a_worked_example_stands_in_a_registered_document_and_says_where(rules: Rules, release: Release) -> None:
    assert {example.document for example in rules.worked_examples} <= release.documents.keys()
    assert all(example.anchor for example in rules.worked_examples)
    assert len({example.id for example in rules.worked_examples}) == len(rules.worked_examples)


def test_what_the_records_quote_is_quoted_alike_in_the_examples(rules: Rules, release: Release) -> None:
    records = {point.provenance.quote: point for point in release.observations}
    quoted = {example.quote: example for example in rules.worked_examples if example.quote in records}
    assert {"下降6.04%", "8.96", "16", "7.64"} <= quoted.keys()
    for example in rules.worked_examples:
        assert example.quote or "没有存原文" in example.anchor, example.id


@pytest.mark.parametrize(
    "formula",
    [
        "cumulative_reduction",
        "progress",
        "required_progress",
        "yearly_average",
        "over_achievement",
        "linear_path",
        "growth",
    ],
)
def test_each_formula_with_a_published_result_has_its_example(rules: Rules, formula: str) -> None:
    assert formula in {example.formula for example in rules.worked_examples}


def test_the_linear_share_is_not_the_progress_that_qinghai_published() -> None:
    linear = Decimal("0.0487") / Decimal("0.17")
    assert rounded(linear * 100, 1) == Decimal("28.6")
    assert rounded(formulas.progress(Decimal("0.0487"), Decimal("0.17")) * 100, 1) == Decimal("26.8")


def test_qingdao_is_ahead_by_both_metrics_with_different_figures() -> None:
    achieved, goal = Decimal("0.215"), Decimal("0.16")
    assert rounded(formulas.progress(achieved, goal) * 100, 1) == Decimal("138.8")
    assert rounded(formulas.over_achievement(achieved, goal) * 100, 1) == Decimal("34.4")


@given(RATES)
def test_the_order_of_the_years_does_not_matter(yearly: list[Decimal]) -> None:
    results = {formulas.cumulative_reduction(order).normalize() for order in permutations(yearly)}
    with localcontext(prec=40):
        assert len({+result for result in results}) == 1


@given(SHARES, st.integers(1, 10))
def test_at_the_end_of_the_plan_exactly_the_target_is_required(goal: Decimal, years: int) -> None:
    assert formulas.required_reduction(goal, Fraction(years), years) == goal


@given(SHARES, st.integers(1, 4))
def test_what_is_required_grows_with_the_years(goal: Decimal, year: int) -> None:
    now, later = (formulas.required_reduction(goal, Fraction(t), 5) for t in (year, year + 1))
    assert 0 < now < later <= goal


@given(SHARES, st.integers(1, 5))
def test_reaching_what_is_required_is_a_progress_of_t_over_n(goal: Decimal, year: int) -> None:
    due = formulas.required_reduction(goal, Fraction(year), 5)
    assert rounded(formulas.progress(due, goal), 20) == rounded(formulas.required_progress(Fraction(year), 5), 20)


@given(SHARES, st.decimals("-0.3", "0.5", places=4))
def test_what_remains_leads_exactly_to_the_target(goal: Decimal, achieved: Decimal) -> None:
    left = formulas.remaining_reduction(goal, achieved)
    assert rounded(formulas.cumulative_reduction([achieved, left]), 20) == rounded(goal, 20)


def test_the_half_of_the_fifth_year_requires_nine_tenths_of_the_progress() -> None:
    due = formulas.required_reduction(Decimal("0.15"), Fraction(9, 2), 5)
    assert rounded(formulas.progress(due, Decimal("0.15")), 20) == Decimal("0.9")


@pytest.mark.parametrize(("year", "due"), [(1, "26.6"), (3, "79.8"), (5, "133")])
def test_an_energy_increment_is_spread_evenly(year: int, due: str) -> None:
    assert formulas.linear_path(Decimal(133), Fraction(year), 5) == Decimal(due)


@pytest.mark.parametrize(("year", "places"), [("2021", "2.97"), ("2023", "8.65"), ("2025", "14.00")])
def test_the_required_path_of_a_plan_is_the_logarithmic_one(year: str, places: str) -> None:
    due = required_percent(making.target("-14"), making.PLAN, Period.parse(year))
    independent = 100 * (1 - 0.86 ** ((int(year) - 2020) / 5))
    assert due is not None
    assert f"{due:.2f}" == f"{independent:.2f}" == places


@pytest.mark.parametrize("goal", [making.target(None), making.target("5000", Measure.LEVEL, "2025")])
def test_a_target_that_is_no_number_for_a_fall_has_no_required_path(goal: Target) -> None:
    assert required_percent(goal, making.PLAN, Period.parse("2023")) is None
