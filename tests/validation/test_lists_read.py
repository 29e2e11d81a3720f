"""Lists as they are committed: files read from disk, judged with everything else, refused at the cell."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclosure.catalogue import Committed, judge_lists
from disclosure.model.findings import Severity
from disclosure.model.rules import Rules
from disclosure.validation.rows import sheets_of
from tests.validation.plants import NOT_CORRECTED, WORLD, Row, package, rows_of

Check = Callable[[Path], Committed]
REAL = {
    "region_code": "150102",
    "source_document": "nbs-bulletin-2020",
    "source_anchor": "样例",
    "source_quote": "样例",
}
KINDS = [kind for kind in WORLD if kind not in {"document", "region"}]


def written(write_package: Callable[..., Path], changes: Mapping[str, Row]) -> Path:
    """The sound world as packages of one table each, its place and document those of the shipped registers."""
    for kind in KINDS:
        folder = write_package(kind, [{**WORLD[kind], **REAL, **changes.get(kind, {})}], name=kind)
    return folder


def errors(committed: Committed) -> list[tuple[str, str, int | None, str]]:
    return [
        (one.code, one.place.file, one.place.row, one.place.field)
        for one in committed.findings
        if one.severity is Severity.ERROR
    ]


def test_sound_lists_are_read_without_a_finding(write_package: Callable[..., Path], check: Check) -> None:
    committed = check(written(write_package, {}))
    assert errors(committed) == []
    records = committed.records()
    assert [len(found) for found in (records.listings, records.efficiency, records.aggregates)] == [1, 1, 1]


def test_every_gate_is_shut_where_files_are_read(write_package: Callable[..., Path], check: Check) -> None:
    folder = written(
        write_package,
        {
            "efficiency-record": {"origin": "statistical_survey", "declared_tier": "between", "value": "119.0"},
            "listing": {"decided_on": "2026-03-17", "withdrawn_reason": "停产。", "valid_to": "2029-02-30"},
            "retrofit": {"deadline": "2029-04-02"},
            "aggregate": {"units": "2", "note": "含示例市青禾水泥有限公司。"},
        },
    )
    assert sorted(errors(check(folder))) == [
        ("D302", "efficiency-record/table.csv", 2, "declared_tier"),
        ("D313", "efficiency-record/table.csv", 2, "value"),
        ("D316", "listing/table.csv", 2, "valid_to"),
        ("D343", "retrofit/table.csv", 2, "deadline"),
        ("P401", "efficiency-record/table.csv", 2, "origin"),
        ("P402", "aggregate/table.csv", 2, "units"),
        ("P407", "aggregate/table.csv", 2, "note"),
    ]
    folder = written(write_package, {"listing": {"decided_on": "2026-03-17", "withdrawn_reason": "停产。"}})
    assert sorted(errors(check(folder))) == [
        ("D340", "listing/table.csv", 2, "withdrawn_on"),
        ("P403", "listing/table.csv", 2, "decided_on"),
    ]


@pytest.mark.parametrize(
    ("kind", "column", "register"),
    [("listing", "installation_code", "installations"), ("retrofit-step", "retrofit_code", "retrofits")],
)
def test_codes_of_lists_stand_in_their_registers(
    write_package: Callable[..., Path], check: Check, kind: str, column: str, register: str
) -> None:
    committed = check(written(write_package, {kind: {column: "x-1"}}))
    found = [one for one in committed.findings if one.code == "R202"]
    assert [(one.place.field, one.facts["register"]) for one in found] == [(column, register)]


def test_twenty_thousand_installations_are_judged_in_seconds(rules: Rules) -> None:
    """One product and region, names that begin alike, and thousands of entries of a single installation."""
    numbers = range(2, 20_001)
    more = {
        "enterprise": [
            {"code": f"e-{n}", "name": f"示例市青禾第{n}水泥有限公司", "name_en": "", "credit_code": ""}
            for n in numbers
        ],
        "installation": [{"code": f"u-{n}", "name": f"{n} 号线", "enterprise_code": f"e-{n}"} for n in numbers],
        "efficiency-record": [{"installation_code": f"u-{n}", "note": f"第 {n} 条"} for n in numbers],
        "listing": [
            {**NOT_CORRECTED, "code": f"l-{n}", "installation_code": f"u-{n if n % 2 else 3}"} for n in numbers
        ],
    }
    datasets = [package("plants", rows_of({"aggregate": {"units": "30000", "value": "4650000"}}, more))]
    began = time.process_time()
    assert Counter(one.code for one in judge_lists(datasets, sheets_of(datasets), (), rules)) == {"D346": 10_000}
    assert time.process_time() - began < 30
