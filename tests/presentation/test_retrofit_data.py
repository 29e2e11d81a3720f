"""Retrofits as rows of a dataset: what every share is made of, and what follows from it."""

from dataclasses import replace

import pytest

from disclosure.model.rules import Rules
from disclosure.presentation import retrofit_data
from disclosure.presentation.retrofit_data import COLUMNS, KEYS, TOTALS, YEARS
from tests.presentation.city import city


def rows(rules: Rules, table: str) -> dict[tuple[str, ...], dict[str, str]]:
    found = [dict(zip(COLUMNS[table], row, strict=True)) for row in retrofit_data.rows(city(rules))[table]]
    keyed = {tuple(row[column] for column in KEYS[table]): row for row in found}
    assert len(keyed) == len(found)
    return keyed


def test_a_year_shows_the_share_ordered_with_its_arithmetic_and_what_was_asked_for(rules: Rules) -> None:
    year = rows(rules, YEARS)["cement_clinker", "", "2025"]
    assert {name: year[name] for name in ("ordered_capacity", "industry_capacity", "capacity_basis")} == {
        "ordered_capacity": "100", "industry_capacity": "800", "capacity_basis": "published",
    }  # fmt: skip
    assert (year["ordered_share"], year["required_share"]) == ("12.5", "10")
    assert year["share_arithmetic"] == "100 / 800 * 100 = 12.5"
    assert year["verdict"] == "met"


def test_a_year_that_is_not_over_is_not_judged(rules: Rules) -> None:
    year = rows(rules, YEARS)["converter_steel", "", "2026"]
    assert (year["required_share"], year["verdict"]) == ("", "after")


def test_where_no_sum_is_published_the_share_of_named_installations_is_no_verdict(rules: Rules) -> None:
    region = rows(rules, TOTALS)["cement_clinker", "990101"]
    assert (region["industry_capacity"], region["capacity_basis"], region["capacity_period"]) == ("300", "named", "")
    assert region["ordered_share"] == "33.333333333333"
    assert region["verdict"] == "named"


def test_in_all_what_was_finished_in_time_is_held_against_the_final_share(rules: Rules) -> None:
    whole = rows(rules, TOTALS)["cement_clinker", ""]
    assert (whole["final_year"], whole["in_time_capacity"], whole["required_share"]) == ("2025", "0", "30")
    assert whole["share_arithmetic"] == "0 / 800 * 100 = 0"
    assert whole["verdict"] == "open"


@pytest.mark.parametrize("table", [YEARS, TOTALS])
def test_without_a_duty_nothing_is_held_against_it(rules: Rules, table: str) -> None:
    bare = city(replace(rules, lists=replace(rules.lists, duty=None)))
    assert retrofit_data.rows(bare)[table] == ()
