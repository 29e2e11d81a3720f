"""Levels, products, enterprises and installations are held against each other and the rules."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.rules import Rules
from disclosure.validation.levels import SIGNS, check_sign
from tests.validation.plants import Row, judged, package, rows_of, told

HIGHER = {"direction": "higher_is_better"}
LEVEL, PRODUCT, FIRM, DEVICE = "efficiency-level", "product", "enterprise", "installation"


def level(benchmark: str, baseline: str, **more: str) -> dict[str, Row]:
    return {LEVEL: {"benchmark_level": benchmark, "baseline_level": baseline, **more}}


def alone(rules: Rules, changes: dict[str, Row]) -> list[tuple[str, str, str]]:
    """What is found where there are only a product and its levels."""
    rows = {kind: rows for kind, rows in rows_of(changes).items() if kind in {PRODUCT, LEVEL}}
    found = judged(rules, [package("levels", rows)])
    return sorted((one.code, one.place.field, one.facts.get("problem", "")) for one in found)


def test_the_world_that_tests_spoil_is_sound(rules: Rules) -> None:
    assert told(rules, {}) == []


@pytest.mark.parametrize(
    ("benchmark", "baseline", "direction", "problem"),
    [
        ("100", "117", "lower_is_better", ""), ("117", "117", "lower_is_better", ""),
        ("117.01", "117", "lower_is_better", "lower"), ("-30", "-10", "lower_is_better", ""),
        ("-10", "-30", "lower_is_better", "lower"), ("90", "85", "higher_is_better", ""),
        ("85", "85.0", "higher_is_better", ""), ("85", "85.1", "higher_is_better", "higher"),
    ],
)  # fmt: skip
def test_the_benchmark_is_no_wider_than_the_baseline(
    rules: Rules, benchmark: str, baseline: str, direction: str, problem: str
) -> None:
    found = alone(rules, {**level(benchmark, baseline), PRODUCT: {"direction": direction}})
    assert found == [("D301", "benchmark_level", problem)] * bool(problem)


@pytest.mark.parametrize(("value", "tier"), [("110", "lagging"), ("120", "advanced"), ("130", "between")])
def test_no_tier_follows_from_contrary_levels_and_nothing_is_told_of_what_rests_on_them(
    rules: Rules, value: str, tier: str
) -> None:
    record = {"value": value, "value_as_printed": value, "declared_tier": tier}
    found = told(rules, {**level("117.01", "117"), "efficiency-record": record})
    assert found == [("D301", "benchmark_level", "lower")]


def test_nothing_is_told_of_a_correction_that_is_held_to_contrary_levels(rules: Rules) -> None:
    short = {"retrofit": {"value_after": "116"}}
    assert told(rules, {**level("115", "117"), **short}) == [("D341", "corrected_on", "retrofit")]
    assert told(rules, {**level("115", "114"), **short}) == [("D301", "benchmark_level", "lower")]


@given(
    low=st.decimals(-100, 100, places=2), high=st.decimals(-100, 100, places=2), is_lower=st.booleans()
)  # fmt: skip
def test_one_order_of_two_levels_is_sound_and_the_other_is_not(
    rules: Rules, low: Decimal, high: Decimal, is_lower: bool
) -> None:
    product = {PRODUCT: {} if is_lower else HIGHER}
    one, other = (alone(rules, {**level(str(a), str(b)), **product}) for a, b in ((low, high), (high, low)))
    assert bool(one) + bool(other) == (low != high)


@pytest.mark.parametrize("column", ["benchmark_level", "baseline_level"])
@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        ("", "not_published", []), ("", "in_words", []), ("117", "doubtful", []), ("", "", ["R206"]),
        ("", "doubtful", ["R206"]), ("117", "lost", ["R207"]),
    ],
)  # fmt: skip
def test_a_level_is_a_number_or_the_reason_why_there_is_none(
    rules: Rules, column: str, value: str, status: str, expected: list[str]
) -> None:
    found = alone(rules, {LEVEL: {column: value, f"{column}_status": status}})
    field = f"{column}_status" if expected == ["R207"] else column
    assert found == [(code, field, "") for code in expected]


def test_a_doubtful_level_is_published_as_printed_and_not_held_to_the_order(rules: Rules) -> None:
    assert alone(rules, level("130", "117", benchmark_level_status="doubtful")) == []


def test_levels_have_the_unit_of_their_product_and_an_edition_of_the_rules(rules: Rules) -> None:
    assert alone(rules, {LEVEL: {"unit": "kwh_per_t"}}) == [("D330", "unit", "")]
    assert alone(rules, {LEVEL: {"edition": "2022"}}) == [("R213", "edition", "")]
    found = judged(rules, [package("levels", rows_of({LEVEL: {"edition": "2022"}}))])
    assert next(one for one in found if one.code == "R213").facts["known"] == ", ".join(rules.editions)


def test_what_is_compared_is_not_what_capacity_is_counted_in(rules: Rules) -> None:
    assert alone(rules, {PRODUCT: {"capacity_unit": "kgce_per_t"}}) == [("D331", "capacity_unit", "family")]
    assert alone(rules, {PRODUCT: {"capacity_unit": ""}}) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [("91350100M000100Y43", []), ("91990100MA0000001G", []), ("", []), ("91990100MA00000017", ["C111"])],
)
def test_the_last_sign_of_a_credit_code_follows_from_the_others(rules: Rules, code: str, expected: list[str]) -> None:
    assert told(rules, {FIRM: {"credit_code": code}}) == [(one, "credit_code", "") for one in expected]


@given(st.text(SIGNS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(SIGNS))
def test_one_mistyped_sign_of_a_credit_code_is_always_found(code: str, place: int, sign: str) -> None:
    mistyped = code[:place] + sign + code[place + 1 :]
    assert (check_sign(mistyped) == check_sign(code)) == (mistyped == code)


def test_a_capacity_has_the_unit_of_its_product(rules: Rules) -> None:
    no_unit = {PRODUCT: {"capacity_unit": ""}}
    assert told(rules, no_unit) == [("D331", "capacity", "unit")]
    assert told(rules, {**no_unit, DEVICE: {"capacity": ""}}) == []


def test_the_same_row_in_two_packages_is_refused(rules: Rules) -> None:
    rows = {kind: rows for kind, rows in rows_of({}).items() if kind in {PRODUCT, LEVEL}}
    one, two = package("one", rows), package("two", {LEVEL: rows[LEVEL]})
    found = judged(rules, [one, two])
    assert [(one.code, one.place.file, one.facts["problem"]) for one in found] == [
        ("R208", "two/efficiency-level.csv", "again")
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("2026-02-28", ""), ("2026-02-29", "day"), ("2100-12-31", ""), ("2101-01-01", "year"), ("1948-12-31", "year")],
)
def test_days_exist_and_are_of_years_that_data_may_speak_of(rules: Rules, text: str, problem: str) -> None:
    step = {"retrofit-step": {"done_on": "", "due": text}}
    found = [one for one in told(rules, step) if one[0] != "D345"]
    assert found == [("D316", "due", problem)] * bool(problem)


def test_a_site_without_editions_knows_none(rules: Rules) -> None:
    assert alone(replace(rules, editions={}), {}) == [("R213", "edition", "")]
