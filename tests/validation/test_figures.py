"""Figures of installations: held against their levels, assessed in time, and published only by law or with consent."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.rules import Rules
from tests.validation.plants import NOT_CORRECTED, judged, package, rows_of, told

RECORD, LISTING = "efficiency-record", "listing"
UNLISTED = {LISTING: {"decision": "not_listed", "valid_to": "", **NOT_CORRECTED}}
"""An entry that names nobody, so that nothing rests on the record."""


@pytest.mark.parametrize(
    ("value", "declared", "is_told"),
    [
        ("100", "advanced", False), ("100", "between", True), ("100.01", "between", False), ("100.01", "advanced", True),
        ("117", "between", False), ("117", "lagging", True), ("117.01", "lagging", False), ("117.01", "between", True),
        ("99", "", False), ("130", "", False),
    ],
)  # fmt: skip
def test_a_declared_tier_is_the_one_that_follows(rules: Rules, value: str, declared: str, is_told: bool) -> None:
    record = {"value": value, "value_as_printed": value, "declared_tier": declared}
    assert told(rules, {RECORD: record, **UNLISTED}) == [("D302", "declared_tier", "")] * is_told


@given(st.decimals(50, 200, places=2))
def test_of_all_declared_tiers_exactly_one_is_right(rules: Rules, value: Decimal) -> None:
    found = [
        told(rules, {RECORD: {"value": str(value), "value_as_printed": "", "declared_tier": tier}, **UNLISTED})
        for tier in ("advanced", "between", "lagging")
    ]
    assert sorted(map(len, found)) == [0, 1, 1]


@pytest.mark.parametrize("status", ["not_reported", "exempt"])
@pytest.mark.parametrize("declared", ["not_reported", "exempt", "lagging"])
def test_a_state_is_a_tier_of_its_own(rules: Rules, status: str, declared: str) -> None:
    record = {"value": "", "value_as_printed": "", "value_status": status, "declared_tier": declared, "note": "理由。"}
    expected = [] if status == declared else [("D302", "declared_tier", "")]
    assert told(rules, {RECORD: record, **UNLISTED}) == expected


def test_a_doubtful_figure_is_judged_by_nobody(rules: Rules) -> None:
    assert told(rules, {RECORD: {"value_status": "doubtful", "declared_tier": "advanced"}, **UNLISTED}) == []


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        ("", "", [("R206", "value", "")]), ("", "doubtful", [("R206", "value", "")]),
        ("120", "not_reported", [("R207", "value_status", "")]),
    ],
)  # fmt: skip
def test_a_record_has_a_figure_or_says_why_not(
    rules: Rules, value: str, status: str, expected: list[tuple[str, str, str]]
) -> None:
    record = {"value": value, "value_status": status, "declared_tier": "", "value_as_printed": ""}
    assert told(rules, {RECORD: record, **UNLISTED}) == expected


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        ("120", "120 千克标准煤/吨", []), ("120.0", "120", ["D315"]), ("120", "120.0", ["D315"]), ("121", "120", ["D313"]),
        ("120", "-120", ["D305"]), ("120", "", []),
    ],
)  # fmt: skip
def test_the_figure_is_the_printed_one(rules: Rules, value: str, printed: str, expected: list[str]) -> None:
    found = told(rules, {RECORD: {"value": value, "value_as_printed": printed}})
    assert [(code, field) for code, field, _ in found] == [(code, "value") for code in expected]


def test_a_figure_is_in_the_unit_of_its_product(rules: Rules) -> None:
    assert told(rules, {RECORD: {"unit": "kwh_per_t"}}) == [("D330", "unit", "")]
    declared = {"unit": "kwh_per_t", "declared_tier": "advanced"}
    assert told(rules, {RECORD: declared, **UNLISTED}) == [("D330", "unit", "")]


@pytest.mark.parametrize(
    ("edition", "declared", "entry", "expected"),
    [
        ("", "", UNLISTED, []),
        ("", "lagging", UNLISTED, [("D332", "edition", "missing")]),
        ("", "", {}, [("D332", "edition", "missing"), ("D341", "corrected_on", "retrofit")]),
        ("2021", "", UNLISTED, []),
        ("2021", "lagging", UNLISTED, [("D332", "edition", "no_levels")]),
        ("2021", "", {}, [("D332", "edition", "no_levels"), ("D341", "corrected_on", "retrofit")]),
        ("1999", "", UNLISTED, [("R213", "edition", "")]),
    ],
)
def test_levels_are_asked_for_where_something_rests_on_them(
    rules: Rules, edition: str, declared: str, entry: dict[str, dict[str, str]], expected: list[tuple[str, str, str]]
) -> None:
    assert told(rules, {RECORD: {"edition": edition, "declared_tier": declared}, **entry}) == expected


NO_BASELINE = {"baseline_level": "", "baseline_level_status": "not_published"}
NO_BENCHMARK = {"benchmark_level": "", "benchmark_level_status": "not_published"}
DOUBTFUL = {"baseline_level_status": "doubtful"}


@pytest.mark.parametrize(
    ("level", "value", "declared", "expected"),
    [
        (NO_BASELINE, "101", "lagging", [("D332", "edition", "baseline_level")]),
        (NO_BASELINE, "101", "between", [("D332", "edition", "baseline_level")]),
        (NO_BASELINE, "100", "advanced", []),
        (NO_BASELINE, "101", "advanced", [("D302", "declared_tier", "")]),
        (NO_BASELINE, "101", "", []),
        (DOUBTFUL, "118", "lagging", [("D332", "edition", "baseline_level")]),
        (DOUBTFUL, "100", "advanced", []),
        (NO_BENCHMARK, "118", "lagging", []), (NO_BENCHMARK, "117", "between", []),
        (NO_BENCHMARK, "90", "advanced", [("D302", "declared_tier", ""), ("D332", "edition", "benchmark_level")]),
        ({"benchmark_level_status": "doubtful"}, "118", "lagging", []),
    ],
)  # fmt: skip
def test_a_declared_tier_has_the_level_that_it_needs(
    rules: Rules, level: dict[str, str], value: str, declared: str, expected: list[tuple[str, str, str]]
) -> None:
    record = {"value": value, "value_as_printed": value, "declared_tier": declared}
    assert told(rules, {"efficiency-level": level, RECORD: record, **UNLISTED}) == expected


def test_the_levels_of_the_sample_judge_nothing_that_is_real(rules: Rules) -> None:
    rows = rows_of({LISTING: NOT_CORRECTED})
    levels = {"efficiency-level": rows.pop("efficiency-level")}
    for is_sample, expected in ((True, ["no_levels"]), (False, [])):
        found = judged(rules, [package("real", rows), package("levels", levels, is_sample=is_sample)])
        assert [one.facts["problem"] for one in found if one.code == "D332"] == expected


def test_the_levels_of_real_places_judge_the_sample(rules: Rules) -> None:
    rows = rows_of({LISTING: NOT_CORRECTED})
    levels = {"efficiency-level": rows.pop("efficiency-level")}
    found = judged(rules, [package("city", rows, is_sample=True), package("levels", levels)])
    assert [one.code for one in found if one.code in {"D332", "D335", "D302"}] == []


def test_levels_without_numbers_are_none(rules: Rules) -> None:
    empty = {"benchmark_level": "", "baseline_level": ""}
    states = {"benchmark_level_status": "not_published", "baseline_level_status": "not_published"}
    assert ("D332", "edition", "no_levels") in told(rules, {"efficiency-level": {**empty, **states}})


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "period", "is_told"),
    [
        ("2022-01-01", "", "2021", True), ("2021-12-31", "", "2021", False), ("2022", "", "2021", True),
        ("2021", "", "2021-H1", False), ("2021-07", "", "2021-H1", True), ("2021-06-30", "", "2021-H1", False),
        ("2021-07-01", "", "2021-H1", True), ("2020", "2021-06-30", "2021-H1", False),
        ("2020", "2021-06-29", "2021-H1", True), ("2020", "2021", "2021", False), ("2020", "2020", "2021", True),
        ("2020", "2021-12-30", "2021", True), ("2020", "2021-12-31", "2021", False),
    ],
)  # fmt: skip
def test_an_edition_holds_on_the_last_day_of_the_period(
    rules: Rules, valid_from: str, valid_to: str, period: str, is_told: bool
) -> None:
    edition = replace(rules.editions["2023"], valid_from=valid_from, valid_to=valid_to)
    found = told(replace(rules, editions={"2023": edition}), {RECORD: {"period": period}, LISTING: {"period": period}})
    assert found == [("D332", "edition", "not_in_force")] * is_told


@pytest.mark.parametrize(
    ("period", "assessed", "is_told"),
    [
        ("2025", "2025-12-31", True), ("2025", "2026-01-01", False), ("2025-H1", "2025-06-30", True),
        ("2025-H1", "2025-07-01", False), ("2025", "", False),
    ],
)  # fmt: skip
def test_nothing_is_assessed_before_its_period_is_over(rules: Rules, period: str, assessed: str, is_told: bool) -> None:
    found = told(rules, {RECORD: {"period": period, "assessed_on": assessed}, LISTING: {"period": period}})
    assert found == [("D333", "assessed_on", "")] * is_told


def test_a_period_that_is_not_over_has_no_figure(rules: Rules) -> None:
    period = {"period": "2027"}
    assert ("D321", "period", "") in told(rules, {RECORD: period, LISTING: period})
    assert ("D321", "period", "") in told(rules, {"aggregate": period})


@pytest.mark.parametrize(("note", "is_told"), [("", True), ("2025 年全年停产，依据第四条。", False)])
def test_who_is_exempt_has_a_reason(rules: Rules, note: str, is_told: bool) -> None:
    record = {"value": "", "value_as_printed": "", "value_status": "exempt", "declared_tier": "exempt", "note": note}
    assert told(rules, {RECORD: record, **UNLISTED}) == [("D334", "note", "")] * is_told


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"origin": "statistical_survey"}, [("P401", "origin", "")]),
        ({"legal_basis": ""}, [("P404", "legal_basis", "")]),
        ({"origin": "self_declared"}, [("P408", "consent", "self_declared")]),
        ({"origin": "self_declared", "consent": "2026-01-05 第 3 号"}, []),
        ({"output": "140"}, [("P408", "output_consent", "output")]),
        ({"output": "0"}, [("P408", "output_consent", "output")]),
        ({"output": "140", "output_consent": "2026-01-05 第 4 号"}, []),
        ({"origin": "audit"}, []),
        ({"origin": "announcement"}, []),
    ],
)
def test_a_named_figure_is_published_only_by_law_and_with_consent(
    rules: Rules, change: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    assert told(rules, {RECORD: change}) == expected
    assert told(rules, {RECORD: change, **UNLISTED}) == expected
