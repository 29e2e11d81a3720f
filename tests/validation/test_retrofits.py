"""Retrofits take no longer than the duty allows, and their milestones lie within them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from disclosure.model.findings import Findings
from disclosure.model.rules import Rules
from disclosure.presentation.messages import as_text
from tests.validation.plants import NOT_CORRECTED, judged, package, rows_of, told, wordings

RETROFIT, STEP = "retrofit", "retrofit-step"
Told = list[tuple[str, str, str]]
OPEN = {"completed_on": "", "accepted_by": "", "value_after": ""}


def retrofit(rules: Rules, **change: str) -> Told:
    return told(rules, {RETROFIT: change, "listing": NOT_CORRECTED})


@pytest.mark.parametrize(
    ("decided", "deadline", "expected"),
    [
        ("2026-04-01", "2029-04-01", []), ("2026-04-01", "2029-04-02", [("D343", "deadline", "")]),
        ("2024-02-29", "2027-02-28", []), ("2024-02-29", "2027-03-01", [("D343", "deadline", "")]),
        ("2026-04-01", "2026-04-01", []),
    ],
)  # fmt: skip
def test_a_retrofit_takes_at_most_three_years(rules: Rules, decided: str, deadline: str, expected: Told) -> None:
    step = {"due": decided, "done_on": ""}
    changes = {RETROFIT: {"decided_on": decided, "deadline": deadline}, STEP: step, "listing": NOT_CORRECTED}
    assert told(rules, changes) == expected


def test_the_longest_time_is_told_with_the_document_that_the_rules_name(rules: Rules) -> None:
    assert rules.lists.duty
    duty = replace(rules.lists.duty, document="sample-notice", longest_anchor="第九条", longest_quote="不超过两年")
    other = replace(rules, lists=replace(rules.lists, duty=duty))
    rows = rows_of({RETROFIT: {"deadline": "2029-04-02"}, "listing": NOT_CORRECTED})
    found = Findings.of(judged(other, [package("plants", rows)]))
    zh, en = ("".join(as_text(found, wording)) for wording in wordings())
    assert "《示例公告》第九条：“不超过两年”" in zh
    assert "142" not in zh + en


def test_a_deadline_comes_after_the_decision(rules: Rules) -> None:
    found = retrofit(rules, deadline="2026-03-31")
    assert found == [("D336", "deadline", "deadline"), ("D345", "due", "due")]


def test_a_site_without_a_duty_sets_no_longest_time(rules: Rules) -> None:
    nothing = replace(rules, lists=replace(rules.lists, duty=None))
    assert told(nothing, {RETROFIT: {"deadline": "2040-01-01"}}) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (OPEN, []),
        ({"accepted_by": ""}, [("D344", "accepted_by", "incomplete")]),
        ({"value_after": ""}, [("D344", "value_after", "incomplete")]),
        ({**OPEN, "accepted_by": "示例市工信局"}, [("D344", "accepted_by", "early")]),
        ({**OPEN, "value_after": "100"}, [("D344", "value_after", "early")]),
        ({"completed_on": "2026-04-01"}, []),
        ({"completed_on": "2026-03-31"}, [("D336", "completed_on", "completed")]),
        ({"capacity": "155"}, []),
        ({"capacity": "155.01"}, [("D331", "capacity", "more")]),
        ({"capacity": ""}, []),
    ],
)
def test_a_retrofit_is_accepted_when_completed_and_covers_no_more_than_there_is(
    rules: Rules, change: Mapping[str, str], expected: Told
) -> None:
    assert retrofit(rules, **change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"due": "2026-04-01"}, []),
        ({"due": "2026-03-31"}, [("D345", "due", "due")]),
        ({"due": "2029-04-01"}, []),
        ({"due": "2029-04-02"}, [("D345", "due", "due")]),
        ({"done_on": ""}, []),
        ({"done_on": "2026-03-31"}, [("D336", "done_on", "done")]),
        ({"number": "2"}, [("D345", "number", "number")]),
    ],
)
def test_milestones_lie_within_the_retrofit(rules: Rules, change: Mapping[str, str], expected: Told) -> None:
    assert told(rules, {STEP: change}) == expected


@pytest.mark.parametrize(
    ("numbers", "is_told"), [(("2", "3"), False), (("3", "2"), False), (("3", "4"), True), (("2", "4"), True)]
)
def test_milestones_are_numbered_through_in_whatever_order_they_stand(
    rules: Rules, numbers: tuple[str, ...], is_told: bool
) -> None:
    steps = [{"number": number} for number in numbers]
    assert told(rules, {}, {STEP: steps}) == [("D345", "number", "number")] * is_told
