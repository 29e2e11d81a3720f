"""Dates and periods exist, and their years are those of this field."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from tests.conftest import observation, target

Check = Callable[[Path], Committed]
Write = Callable[..., Path]
DOCUMENT = {
    "code": "sample", "title": "样例", "title_en": "Sample", "status": "unknown", "verification": "transcribed",
}  # fmt: skip
REGION = {
    "code": "990000", "name": "样例", "name_en": "Sample", "short_name": "样例", "kind": "province", "parent": "000000", "code_scheme": "local",
    "source_document": "hohhot-14th-plan", "source_anchor": "样例", "source_quote": "样例",
}  # fmt: skip


def said(committed: Committed, code: str) -> list[tuple[str, str]]:
    assert {finding.code for finding in committed.findings} <= {code}, list(committed.findings)
    return [(finding.place.field, finding.facts.get("problem", "")) for finding in committed.findings]


@pytest.mark.parametrize(
    ("date", "exists"),
    [
        ("", True), ("2011", True), ("2011-08", True), ("2024-02-29", True), ("2023-02-29", False), ("2026-13", False),
        ("2026-99-99", False), ("2026-00", False), ("2026-04-31", False), ("0000", False), ("0000-01-01", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["document issued", "region valid_from", "region valid_to"])
def test_a_date_exists_as_far_as_it_is_known(
    write_package: Write, check: Check, column: str, date: str, exists: bool
) -> None:
    kind, _, field = column.partition(" ")
    row = {**{"document": DOCUMENT, "region": REGION}[kind], field: date}
    assert said(check(write_package(kind, [row])), "D316") == [(field, "")] * (not exists)


@pytest.mark.parametrize(
    ("period", "problem"),
    [
        ("1949", None), ("1948", "year"), ("2100", None), ("2101", "year"), ("0000", "year"), ("0001-H1", "year"),
        ("2099-2101", "year"), ("1948-1950", "year"), ("2021-Q3Q2", "form"), ("2020-2016", "form"),
    ],
)  # fmt: skip
def test_a_period_exists_and_lies_in_years_that_data_may_speak_of(
    write_package: Write, check: Check, period: str, problem: str | None
) -> None:
    found = said(check(write_package("observation", [observation(period=period)])), "C118")
    assert found == ([("period", problem)] if problem else [])


def test_targets_are_held_to_the_same_years(write_package: Write, check: Check) -> None:
    assert said(check(write_package("target", [target(period="0000-0004")])), "C118") == [("period", "year")]
