"""What becomes of an entry: the reply and its outcome, withdrawal, correction."""

from collections.abc import Mapping

import pytest

from disclosure.model.rules import Rules
from tests.validation.plants import NO_REPLY, NOT_CORRECTED, UNDECIDED, told

LISTING, RETROFIT = "listing", "retrofit"
Told = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (NO_REPLY, []),
        ({"reply_date": ""}, [("D339", "reply_date", "missing")]),
        ({"reply_text": ""}, [("D339", "reply_text", "missing")]),
        ({**NO_REPLY, "reply_date": "2026-03-10"}, [("D339", "reply_date", "stray")]),
        ({**NO_REPLY, "reply_text": "无异议。"}, [("D339", "reply_text", "stray")]),
        ({**NO_REPLY, "reply_outcome": "rejected"}, [("D339", "reply_outcome", "stray")]),
        ({**NO_REPLY, "decision": "not_listed", "valid_to": "", "outcome_reason": "全年停产。"}, []),
        ({"reply_outcome": ""}, [("D339", "reply_outcome", "outcome")]),
        ({"outcome_reason": ""}, [("D339", "outcome_reason", "outcome")]),
        ({**UNDECIDED, "reply_outcome": "", "outcome_reason": ""}, []),
        ({"reply_outcome": "partly_upheld"}, []),
        ({"reply_outcome": "upheld"}, [("D339", "decision", "upheld")]),
        ({"reply_outcome": "upheld", "decision": "not_listed", "valid_to": ""}, []),
    ],
)
def test_a_reply_stands_whole_and_is_answered_before_the_decision(
    rules: Rules, change: Mapping[str, str], expected: Told
) -> None:
    assert told(rules, {LISTING: {**NOT_CORRECTED, **change}}) == expected


def test_a_reply_may_be_upheld_on_another_list(rules: Rules) -> None:
    record = {"value": "110", "value_as_printed": "110", "declared_tier": "between"}
    listing = {**NOT_CORRECTED, "list": "level", "reply_outcome": "upheld"}
    assert told(rules, {"efficiency-record": record, LISTING: listing}) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"withdrawn_on": "2026-05-01", "withdrawn_reason": "核定有误。"}, []),
        ({"withdrawn_on": "2026-05-01"}, [("D340", "withdrawn_reason", "reason")]),
        ({"withdrawn_reason": "核定有误。"}, [("D340", "withdrawn_on", "date")]),
        ({"withdrawn_on": "2026-03-02", "withdrawn_reason": "核定有误。"}, []),
        ({"withdrawn_on": "2026-03-01", "withdrawn_reason": "核定有误。"}, [("D336", "withdrawn_on", "withdrawn")]),
        ({**UNDECIDED, "withdrawn_on": "2026-03-05", "withdrawn_reason": "公示有误。"}, []),
    ],
)
def test_what_is_withdrawn_has_its_day_and_its_reason(rules: Rules, change: Mapping[str, str], expected: Told) -> None:
    assert told(rules, {LISTING: {**NOT_CORRECTED, **change}}) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"corrected_document": ""}, [("D341", "corrected_document", "document")]),
        ({"corrected_on": ""}, [("D341", "corrected_on", "date")]),
        ({**UNDECIDED, "corrected_on": "2026-10-20", "corrected_document": "9 号"}, [("D341", "corrected_on", "list")]),
        ({"decision": "not_listed", "valid_to": ""}, [("D341", "corrected_on", "list")]),
        ({"corrected_on": "2026-10-20"}, []),
        ({"corrected_on": "2026-10-19"}, [("D341", "corrected_on", "retrofit")]),
        (
            {"corrected_on": "2026-03-17"},
            [("D336", "corrected_on", "corrected"), ("D341", "corrected_on", "retrofit")],
        ),
    ],
)
def test_only_what_was_listed_as_lagging_is_corrected(rules: Rules, change: Mapping[str, str], expected: Told) -> None:
    assert told(rules, {LISTING: change}) == expected


def test_a_correction_on_another_list_is_none(rules: Rules) -> None:
    record = {"value": "110", "value_as_printed": "110", "declared_tier": "between"}
    assert told(rules, {"efficiency-record": record, LISTING: {"list": "level"}}) == [("D341", "corrected_on", "list")]


@pytest.mark.parametrize(
    ("retrofit", "is_told"),
    [
        ({"value_after": "100"}, False), ({"value_after": "100.1"}, True),
        ({"goal": "baseline", "value_after": "117"}, False), ({"goal": "baseline", "value_after": "117.1"}, True),
        ({"completed_on": "2026-10-20"}, False), ({"completed_on": "2026-10-21"}, True),
        ({"completed_on": "", "accepted_by": "", "value_after": ""}, True),
    ],
)  # fmt: skip
def test_a_correction_rests_on_a_retrofit_that_reached_its_goal(
    rules: Rules, retrofit: Mapping[str, str], is_told: bool
) -> None:
    assert told(rules, {RETROFIT: retrofit}) == [("D341", "corrected_on", "retrofit")] * is_told


@pytest.mark.parametrize(
    ("period", "completed", "is_told"),
    [
        ("2025", "2025-12-31", True), ("2025", "2026-01-01", False), ("2025", "2026-03-01", False),
        ("2025-H1", "2025-06-30", True), ("2025-H1", "2025-07-01", False), ("2025", "2022-01-01", True),
    ],
)  # fmt: skip
def test_a_retrofit_that_is_in_the_figure_already_corrects_nothing(
    rules: Rules, period: str, completed: str, is_told: bool
) -> None:
    retrofit = {"decided_on": "2021-01-01", "deadline": "2024-01-01", "completed_on": completed}
    step = {"due": "2021-05-01", "done_on": "2021-05-01"}
    changes = {
        RETROFIT: retrofit,
        "retrofit-step": step,
        LISTING: {"period": period},
        "efficiency-record": {"period": period},
    }
    assert told(rules, changes) == [("D341", "corrected_on", "retrofit")] * is_told


@pytest.mark.parametrize(
    ("completed", "value", "is_told"),
    [
        ("2026-10-14", "130", False), ("2026-10-16", "130", True), ("2026-10-16", "", False), ("2026-10-16", "99", False),
    ],
)  # fmt: skip
def test_of_several_retrofits_the_last_one_counts(rules: Rules, completed: str, value: str, is_told: bool) -> None:
    """By its figure the installation is shown from then on; one of which no figure is known changes nothing."""
    other = {"code": "r-002", "value_after": value, "completed_on": completed}
    found = told(
        rules,
        {RETROFIT: {"completed_on": "2026-10-15"}},
        {RETROFIT: [other], "retrofit-step": [{"retrofit_code": "r-002"}]},
    )
    assert [one for one in found if one[0] == "D341"] == [("D341", "corrected_on", "retrofit")] * is_told


def test_a_retrofit_of_another_installation_corrects_nothing(rules: Rules) -> None:
    other = {"code": "u-002", "name": "青禾 2 号线"}
    found = told(rules, {RETROFIT: {"installation_code": "u-002"}}, {"installation": [other]})
    assert found == [("D341", "corrected_on", "retrofit")]


def test_rows_that_were_not_understood_are_not_said_to_be_missing(rules: Rules) -> None:
    assert told(rules, {RETROFIT: {"completed_on": "2026-02-30"}}) == [("D316", "completed_on", "day")]
