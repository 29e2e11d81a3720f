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
    folder = write_package("observation", [observation(period=period)])
    descriptor = folder / "sample" / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace("2025-12-31", "2101-12-31"), "utf-8")
    found = said(check(folder), "C118")
    assert found == ([("period", problem)] if problem else [])


def test_targets_are_held_to_the_same_years(write_package: Write, check: Check) -> None:
    assert said(check(write_package("target", [target(period="0000-0004")])), "C118") == [("period", "year")]


@pytest.mark.parametrize(
    ("data_date", "period", "is_past"),
    [
        ("2021-12-31", "2021", True),
        ("2021-12-01", "2021", True),
        ("2021-11-30", "2021", False),
        ("2021-11-30", "2021-M1M11", True),
        ("2021-06-30", "2021-H1", True),
        ("2021-05-31", "2021-H1", False),
        ("2020-12-31", "2016-2021", False),
    ],
)
def test_what_was_has_ended_by_the_day_up_to_which_the_data_goes(
    write_package: Write, check: Check, data_date: str, period: str, is_past: bool
) -> None:
    folder = write_package("observation", [observation(period=period)])
    descriptor = folder / "sample" / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace("2025-12-31", data_date), "utf-8")
    found = [finding for finding in check(folder).findings if finding.code == "D321"]
    assert [finding.place.field for finding in found] == ([] if is_past else ["period"])


def test_targets_tell_what_shall_be(write_package: Write, check: Check) -> None:
    folder = write_package("target", [target(period="2026-2030")])
    assert [finding.code for finding in check(folder).findings] == []
