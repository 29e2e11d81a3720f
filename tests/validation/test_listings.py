"""Entries of lists: every day and every cell of the procedure, on both sides of each boundary."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.rules import Rules
from tests.validation.plants import NO_REPLY, NOT_CORRECTED, UNDECIDED, judged, package, rows_of, told

RECORD, LISTING = "efficiency-record", "listing"
Told = list[tuple[str, str, str]]


def entry(rules: Rules, **change: str) -> Told:
    """What is found where the entry is not corrected, and changed."""
    return told(rules, {LISTING: {**NOT_CORRECTED, **change}})


def valued(value: str, **more: str) -> Mapping[str, str]:
    return {"value": value, "value_as_printed": value, "declared_tier": "", **more}


@pytest.mark.parametrize(
    ("listed", "record", "is_told"),
    [
        ("advanced", valued("100"), False), ("advanced", valued("100.1"), True), ("frontrunner", valued("100"), False),
        ("frontrunner", valued("101"), True), ("lagging", valued("117"), True), ("lagging", valued("117.1"), False),
        ("level", valued("117"), False), ("level", valued("117.1"), True), ("level", valued("100"), True),
        ("level", valued("", value_status="not_reported"), False),
        ("level", valued("", value_status="exempt", note="停产。"), False),
        ("lagging", valued("", value_status="not_reported"), True),
        ("level", valued("110", value_status="doubtful"), True), ("lagging", valued("120", value_status="doubtful"), True),
    ],
)  # fmt: skip
def test_an_installation_is_on_the_list_of_its_tier(
    rules: Rules, listed: str, record: Mapping[str, str], is_told: bool
) -> None:
    found = told(rules, {RECORD: record, LISTING: {**NOT_CORRECTED, "list": listed}})
    assert found == [("D335", "list", "")] * is_told


@pytest.mark.parametrize(
    ("level", "listed", "value", "expected"),
    [
        ({"baseline_level": "", "baseline_level_status": "not_published"}, "lagging", "101", "D332"),
        ({"baseline_level_status": "doubtful"}, "lagging", "118", "D332"),
        ({"baseline_level": "", "baseline_level_status": "not_published"}, "level", "101", "D332"),
        ({"baseline_level": "", "baseline_level_status": "not_published"}, "advanced", "100", ""),
        ({"baseline_level": "", "baseline_level_status": "not_published"}, "advanced", "101", "D335"),
        ({"baseline_level": "", "baseline_level_status": "not_published"}, "frontrunner", "101", "D335"),
        ({"benchmark_level": "", "benchmark_level_status": "not_published"}, "lagging", "118", ""),
    ],
)
def test_nobody_is_on_a_list_without_the_level_that_it_needs(
    rules: Rules, level: Mapping[str, str], listed: str, value: str, expected: str
) -> None:
    listing = {**NOT_CORRECTED, "list": listed}
    found = told(rules, {"efficiency-level": level, RECORD: valued(value), LISTING: listing})
    assert [code for code, *_ in found] == [expected] * bool(expected)


@pytest.mark.parametrize(
    "over",
    [
        {"decision": "not_listed", "valid_to": "", "reply_outcome": "upheld"},
        {"withdrawn_on": "2026-05-01", "withdrawn_reason": "核定的数有误。"},
    ],
)
def test_an_entry_that_is_over_may_rest_on_a_figure_that_was_changed_since(
    rules: Rules, over: Mapping[str, str]
) -> None:
    assert told(rules, {RECORD: valued("110"), LISTING: {**NOT_CORRECTED, **over}}) == []


def test_an_entry_rests_on_a_record_of_its_installation_and_period(rules: Rules) -> None:
    assert entry(rules, period="2024") == [("R215", "period", "")]
    rows = rows_of({LISTING: {**NOT_CORRECTED, "period": "2024"}, RECORD: {"assessed_on": "2026-02-30"}})
    assert [one.code for one in judged(rules, [package("plants", rows)])] == ["D316"]


def test_a_procedure_has_no_default(rules: Rules) -> None:
    assert entry(rules, procedure="other") == [("R214", "procedure", "")]
    nothing = replace(rules, lists=replace(rules.lists, procedures={}))
    assert told(nothing, {LISTING: NOT_CORRECTED}) == [("R214", "procedure", "")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"decided_on": "2026-03-17"}, [("P403", "decided_on", "")]),
        ({"decided_on": "2026-03-18"}, []),
        ({"decided_on": "2026-03-02"}, [("P403", "decided_on", "")]),
        ({"reply_date": "2026-03-17"}, []),
        ({"reply_date": "2026-03-18"}, [("D339", "reply_date", "late")]),
        ({"reply_date": "2026-03-02"}, []),
        ({"reply_date": "2026-03-01"}, [("D336", "reply_date", "reply")]),
    ],
)
def test_objections_are_heard_to_the_last_day_of_the_window_and_decided_after_it(
    rules: Rules, change: Mapping[str, str], expected: Told
) -> None:
    assert entry(rules, valid_to="2028-12-31", **change) == expected


@given(days=st.integers(1, 60), after=st.integers(-5, 65))
def test_whatever_the_window_its_last_day_belongs_to_the_reply_and_the_next_to_the_decision(
    rules: Rules, days: int, after: int
) -> None:
    procedure = replace(rules.lists.procedures["sample-2026"], window_days=days)
    other = replace(rules, lists=replace(rules.lists, procedures={"sample-2026": procedure}))
    day = (date(2026, 3, 2) + timedelta(days=after)).isoformat()
    on_time = {**NOT_CORRECTED, "reply_date": "2026-03-02", "valid_to": "2028-12-31"}
    decided = told(other, {LISTING: {**on_time, "decided_on": day}})
    replied = told(other, {LISTING: {**on_time, **UNDECIDED, "reply_date": day}})
    assert [code for code, *_ in decided] == ["P403"] * (after <= days)
    assert [problem for *_, problem in replied] == ["reply"] * (after < 0) + ["late"] * (after > days)


@pytest.mark.parametrize(("assessed", "is_told"), [("2026-03-02", False), ("2026-03-03", True), ("", False)])
def test_the_notice_comes_after_the_assessment(rules: Rules, assessed: str, is_told: bool) -> None:
    found = told(rules, {RECORD: {"assessed_on": assessed}})
    assert found == [("D336", "notice_date", "assessed")] * is_told


@pytest.mark.parametrize("column", ["decided_on", "decided_by", "document_number"])
@pytest.mark.parametrize("decision", ["listed", "not_listed"])
def test_a_decision_stands_whole_or_not_at_all(rules: Rules, column: str, decision: str) -> None:
    valid_to = "2029-03-18" if decision == "listed" else ""
    decided = {"decision": decision, "valid_to": valid_to, column: ""}
    assert entry(rules, **decided) == [("D337", column, "incomplete")]
    assert entry(rules, **UNDECIDED) == []
    assert entry(rules, **{**UNDECIDED, column: "2026-03-20"}) == [("D337", column, "undecided")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"valid_to": ""}, [("D338", "valid_to", "missing")]),
        ({"valid_to": "2026-03-18"}, [("D338", "valid_to", "short")]),
        ({"valid_to": "2026-03-19"}, []),
        ({"valid_to": "2029-03-18"}, []),
        ({"valid_to": "2029-03-19"}, [("D338", "valid_to", "long")]),
        ({"decided_on": "2026-03-31", "valid_to": "2029-03-31"}, []),
        ({"decision": "not_listed"}, [("D338", "valid_to", "stray")]),
        ({"decision": "not_listed", "valid_to": ""}, []),
    ],
)
def test_an_entry_is_valid_for_at_most_the_months_of_its_procedure(
    rules: Rules, change: Mapping[str, str], expected: Told
) -> None:
    assert entry(rules, **change) == expected


@pytest.mark.parametrize(("valid_to", "is_told"), [("2028-02-29", False), ("2028-03-01", True)])
def test_months_end_with_the_month(rules: Rules, valid_to: str, is_told: bool) -> None:
    procedure = replace(rules.lists.procedures["sample-2026"], longest_months=18)
    lists = replace(rules.lists, procedures={"sample-2026": procedure})
    found = told(
        replace(rules, lists=lists), {LISTING: {**NOT_CORRECTED, "decided_on": "2026-08-31", "valid_to": valid_to}}
    )
    assert found == [("D338", "valid_to", "long")] * is_told


def advanced(**more: str) -> Mapping[str, str]:
    """Another entry of the installation, as advanced a year later."""
    return {
        "code": "l-002", "list": "advanced", "period": "2026", "notice_date": "2027-03-01", "decided_on": "2027-03-17",
        "valid_to": "2029-03-17", **NO_REPLY, **NOT_CORRECTED, **more,
    }  # fmt: skip


BETTER = {
    "period": "2026", "value": "99", "value_as_printed": "99", "declared_tier": "advanced", "assessed_on": "2027-01-20",
}  # fmt: skip


@pytest.mark.parametrize("side", ["advanced", "frontrunner"])
@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ({}, {}, True),
        ({"valid_to": "2027-03-16"}, {}, False),
        ({"valid_to": "2027-03-17"}, {}, True),
        ({"withdrawn_on": "2027-03-17", "withdrawn_reason": "有误。"}, {}, False),
        ({"withdrawn_on": "2027-03-18", "withdrawn_reason": "有误。"}, {}, True),
        ({"corrected_on": "2027-03-17", "corrected_document": "9 号"}, {}, False),
        ({"corrected_on": "2027-03-18", "corrected_document": "9 号"}, {}, True),
        ({}, {**UNDECIDED}, False),
        ({}, {"decision": "not_listed", "valid_to": ""}, False),
        ({}, {"list": "level"}, False),
    ],
)
def test_nobody_is_advanced_and_lagging_on_the_same_day(
    rules: Rules, side: str, first: Mapping[str, str], second: Mapping[str, str], is_told: bool
) -> None:
    listing = {LISTING: {**NOT_CORRECTED, **first}}
    more = {LISTING: [advanced(**{"list": side, **second})], RECORD: [BETTER]}
    found = told(rules, listing, more)
    assert [one for one in found if one[0] != "D335"] == [("D342", "list", "")] * is_told


def test_contrary_entries_of_two_installations_are_no_contradiction(rules: Rules) -> None:
    other = {"code": "u-002", "name": "青禾 2 号线"}
    more = {
        "installation": [other], LISTING: [advanced(installation_code="u-002")],
        RECORD: [{**BETTER, "installation_code": "u-002"}],
    }  # fmt: skip
    assert told(rules, {LISTING: NOT_CORRECTED}, more) == []


def test_the_earlier_entry_is_named_and_what_is_long_over_is_not(rules: Rules) -> None:
    past = {**advanced(code="l-000", notice_date="2023-03-01", decided_on="2023-03-17", valid_to="2024-03-17")}
    rows = rows_of({LISTING: NOT_CORRECTED}, {LISTING: [past, advanced()], RECORD: [BETTER]})
    found = [one for one in judged(rules, [package("plants", rows)]) if one.code == "D342"]
    assert [(one.place.row, one.facts["first"]) for one in found] == [(4, "plants/listing.csv:2")]
