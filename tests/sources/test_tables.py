"""The limits of a file: as many rows, columns and bytes as allowed, and not one more."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.catalogue import read_checked
from disclosure.model.findings import Finding
from disclosure.model.rules import Rules
from tests.conftest import ROOT, observation

Write = Callable[..., Path]
COLUMNS = len(json.loads((ROOT / "schemas" / "observation.schema.json").read_bytes())["fields"])


def findings(folder: Path, rules: Rules, **limits: int) -> list[Finding]:
    """What is wrong with the sample package, by limits of its own."""
    own = replace(rules, limits=replace(rules.limits, **limits))  # type: ignore[arg-type]
    committed = read_checked(folder, ROOT / "schemas", own)
    return [finding for finding in committed.findings if finding.place.file == "sample/table.csv"]


@pytest.fixture
def folder(write_package: Write) -> Path:
    """A sound package with a table of three rows, beside no other."""
    made = write_package("observation", [observation(vintage=str(number)) for number in (1, 2, 3)])
    for file in (made / "reference").iterdir():
        file.unlink()
    (made / "reference").rmdir()
    return made


@pytest.mark.parametrize(("limit", "row"), [(2, 4), (3, None), (4, None)])
def test_a_table_has_at_most_so_many_rows_beside_its_header(
    folder: Path, rules: Rules, limit: int, row: int | None
) -> None:
    found = findings(folder, rules, max_rows=limit)
    expected = [] if row is None else [("F015", "rows", str(limit), row)]
    assert [(item.code, item.facts["problem"], item.facts["limit"], item.place.row) for item in found] == expected


@pytest.mark.parametrize(("limit", "is_refused"), [(COLUMNS - 1, True), (COLUMNS, False), (COLUMNS + 1, False)])
def test_a_table_has_at_most_so_many_columns(folder: Path, rules: Rules, limit: int, is_refused: bool) -> None:
    found = findings(folder, rules, max_columns=limit)
    assert [(item.code, item.facts["problem"]) for item in found] == [("F015", "columns")] * is_refused


@pytest.mark.parametrize(("spare", "is_refused"), [(-1, True), (0, False), (1, False)])
def test_a_file_has_at_most_so_many_bytes(folder: Path, rules: Rules, spare: int, is_refused: bool) -> None:
    size = (folder / "sample" / "table.csv").stat().st_size
    found = findings(folder, rules, max_file_bytes=size + spare)
    assert [(item.code, item.facts["problem"]) for item in found] == [("F015", "bytes")] * is_refused
