"""Entries of lists: every day and every cell of the procedure, on both sides of each boundary."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.findings import Findings
from disclosure.model.rules import Rules
from disclosure.presentation.messages import as_text
from tests.validation.plants import NO_REPLY, NOT_CORRECTED, UNDECIDED, judged, package, rows_of, told, wordings

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
    assert entry(rules, procedure="other") == [("R214", "procedure", "unknown")]
    nothing = replace(rules, lists=replace(rules.lists, procedures={}))
    assert told(nothing, {LISTING: NOT_CORRECTED}) == [("R214", "procedure", "none")]


@pytest.mark.parametrize(
    ("procedure", "is_sample", "problem", "known"),
    [
        ("sample-2026", False, "realm", "city-2026"), ("city-2026", True, "realm", "sample-2026"),
        ("other", False, "unknown", "city-2026"), ("other", True, "unknown", "sample-2026"),
        ("city-2026", False, "", ""), ("sample-2026", True, "", ""),
    ],
)  # fmt: skip
def test_a_real_entry_follows_no_procedure_of_the_sample_and_is_not_offered_one(
    rules: Rules, procedure: str, is_sample: bool, problem: str, known: str
) -> None:
    rows = rows_of({LISTING: {**NOT_CORRECTED, "procedure": procedure}})
    found = [one for one in judged(rules, [package("plants", rows, is_sample=is_sample)]) if one.code == "R214"]
    assert [(one.facts["problem"], one.facts["known"]) for one in found] == [(problem, known)] * bool(problem)
    sample = {code: found for code, found in rules.lists.procedures.items() if found.is_sample}
    only = replace(rules, lists=replace(rules.lists, procedures=sample))
    if not is_sample and procedure == "other":
        assert entry(only, procedure=procedure) == [("R214", "procedure", "none")]


def test_what_a_procedure_forbids_is_told_with_its_document_and_place(rules: Rules) -> None:
    own = replace(rules.lists.procedures["city-2026"], document="sample-notice", anchor="第六条")
    other = replace(rules, lists=replace(rules.lists, procedures={"city-2026": own}))
    changes = ({"decided_on": "2026-03-17"}, {"valid_to": "2029-03-19"}, {"reply_date": "2026-03-18"})
    for change in changes:
        rows = rows_of({LISTING: {**NOT_CORRECTED, **change}})
        (found,) = judged(other, [package("plants", rows)])
        said = "".join(as_text(Findings.of([found]), wordings()[0]))
        assert "《示例公告》第六条" in said
    unknown = replace(other.lists.procedures["city-2026"], document="lost-notice")
    lost = replace(rules, lists=replace(rules.lists, procedures={"city-2026": unknown}))
    (found,) = judged(lost, [package("plants", rows)])
    assert found.facts["document"] == "lost-notice"


def test_a_validity_is_not_counted_from_a_decision_that_does_not_stand(rules: Rules) -> None:
    assert entry(rules, decided_on="2026-03-17", valid_to="2029-03-18") == [("P403", "decided_on", "")]
    assert entry(rules, decided_on="2026-03-18", valid_to="2029-03-19") == [("D338", "valid_to", "long")]


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
    procedure = replace(rules.lists.procedures["city-2026"], window_days=days)
    other = replace(rules, lists=replace(rules.lists, procedures={"city-2026": procedure}))
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


@pytest.mark.parametrize("outcome", ["upheld", "partly_upheld", "rejected"])
@pytest.mark.parametrize(
    ("assessed", "is_within"), [("03-08", False), ("03-09", True), ("03-25", True), ("03-26", False)]
)
def test_only_what_an_objection_changed_is_assessed_after_the_notice(
    rules: Rules, outcome: str, assessed: str, is_within: bool
) -> None:
    replied = {**NOT_CORRECTED, "reply_date": "2026-03-09", "reply_outcome": outcome, "decided_on": "2026-03-25"}
    found = told(rules, {LISTING: replied, RECORD: {"assessed_on": f"2026-{assessed}"}})
    is_told = not is_within or outcome == "rejected"
    assert [one for one in found if one[0] == "D336"] == [("D336", "notice_date", "assessed")] * is_told


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
    procedure = replace(rules.lists.procedures["city-2026"], longest_months=18)
    lists = replace(rules.lists, procedures={"city-2026": procedure})
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


def again(**more: str) -> Mapping[str, str]:
    """Another entry of the installation on the same list for the same period."""
    return {"code": "l-002", **NO_REPLY, **NOT_CORRECTED, **more}


OVER = {"withdrawn_on": "2026-06-01", "withdrawn_reason": "核定的数有误。"}
ANEW = {"notice_date": "2026-06-01", "decided_on": "2026-06-17", "valid_to": "2029-06-17"}


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ({}, {}, "case"),  # a row copied as it stands
        ({}, {"notice_date": "2026-03-17", "decided_on": "2026-04-02"}, "case"),
        ({}, {"notice_date": "2026-03-18", "decided_on": "2026-04-03"}, "named"),
        ({}, ANEW, "named"),
        ({"valid_to": "2026-06-17"}, ANEW, "named"),
        ({"valid_to": "2026-06-16"}, ANEW, ""),
        (OVER, ANEW, ""),
        ({**OVER, "withdrawn_on": "2026-06-18"}, ANEW, "named"),
        ({**OVER, "withdrawn_on": "2026-06-17"}, ANEW, ""),
        ({"decision": "not_listed", "valid_to": ""}, ANEW, ""),
        ({"decision": "not_listed", "valid_to": ""}, {**UNDECIDED, "notice_date": "2026-03-18"}, ""),
        ({"decision": "not_listed", "valid_to": ""}, {**UNDECIDED, "notice_date": "2026-03-17"}, "case"),
        (UNDECIDED, {**UNDECIDED, "notice_date": "2026-09-01"}, "case"),
        ({**UNDECIDED, **OVER}, {**UNDECIDED, "notice_date": "2026-06-01"}, ""),
        ({**UNDECIDED, **OVER}, {**UNDECIDED, "notice_date": "2026-05-31"}, "case"),
        ({}, {**UNDECIDED, "notice_date": "2029-01-01"}, ""),  # noticed again before the old entry expires
        ({}, {"list": "level"}, ""),
        ({"corrected_on": "2026-05-01", "corrected_document": "9 号"}, ANEW, "named"),
    ],
)
def test_nobody_is_on_one_list_twice(
    rules: Rules, first: Mapping[str, str], second: Mapping[str, str], problem: str
) -> None:
    rows = rows_of({LISTING: {**NOT_CORRECTED, **first}}, {LISTING: [again(**second)]})
    found = [one for one in judged(rules, [package("plants", rows)]) if one.code == "D346"]
    said = [(one.place.row, one.facts["problem"], one.facts["first"]) for one in found]
    assert said == [(3, problem, "plants/listing.csv:2")] * bool(problem)


def test_entries_of_other_periods_and_installations_repeat_nothing(rules: Rules) -> None:
    other = {"code": "u-002", "name": "青禾 2 号线"}
    more = {
        "installation": [other], LISTING: [again(installation_code="u-002"), again(code="l-003", period="2024", **ANEW)],
        RECORD: [{"installation_code": "u-002"}, {"period": "2024"}],
    }  # fmt: skip
    assert told(rules, {LISTING: NOT_CORRECTED}, more) == []


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
