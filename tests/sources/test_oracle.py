"""frictionless is the oracle: on generated tables our verdict is its verdict, but for the listed stricter cases."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.model.rules import Rules
from disclosure.sources.descriptors import read_packages
from disclosure.sources.standard import Standard
from tests.conftest import ROOT, descriptor, observation

STRICTER = {
    "C101": "NaN, Infinity and digits of other scripts pass there",
    "C102": "full-width digits and invisible characters pass there",
    "C103": "underscores inside numbers pass there",
    "C105": "exponents, plus signs and leading zeros pass there",
    "C110": "texts that a spreadsheet runs pass there",
    "C114": "markup passes there",
    "C115": "outer spaces pass there",
    "C119": "numbers of any length pass there",
    "P406": "personal data passes there",
}
"""What we refuse and frictionless does not, by the code of our finding."""
TEXTS = st.sampled_from(
    [
        "",
        "-3.5",
        "12",
        "0",
        "x",
        "１２",
        "1,2",
        "1e5",
        " 1",
        "=1+1",
        "final",
        "percent",
        "2021",
        "basic",
        "NaN",
        "<b>",
        "-0.5",
        "not_published",
        "1" * 40,
        "甲\u200b",
    ]
)
FIELDS = ("measure", "period", "vintage", "value", "value_status", "unit", "status", "processing", "source_quote")


Cell = tuple[int, str]
"""A row as a spreadsheet numbers it, and a column by name."""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=2), min_size=1, max_size=3))
def test_our_verdict_on_a_cell_is_the_verdict_of_frictionless_or_stricter(
    tmp_path_factory: pytest.TempPathFactory, rules: Rules, rows: list[dict[str, str]]
) -> None:
    folder = written(tmp_path_factory.mktemp("oracle") / "sample", rows)
    ours, theirs = our_verdicts(folder, rules), their_verdicts(folder)
    assert theirs <= ours.keys()
    assert {cell: code for cell, code in ours.items() if cell not in theirs and code not in STRICTER} == {}


def written(folder: Path, rows: list[dict[str, str]]) -> Path:
    """A package of observations, some of whose cells are replaced; keys differ, so that cells alone can be wrong."""
    folder.mkdir()
    shutil.copy(ROOT / "schemas" / "observation.schema.json", folder)
    names = [field["name"] for field in json.loads((folder / "observation.schema.json").read_bytes())["fields"]]
    filled = [{**observation(region_code=f"15010{number}"), **row} for number, row in enumerate(rows)]
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [names, *([row.get(name, "") for name in names] for row in filled)]
        )
    (folder / "datapackage.json").write_text(json.dumps(descriptor("sample", "observation")), "utf-8")
    return folder


def our_verdicts(folder: Path, rules: Rules) -> dict[Cell, str]:
    read = read_packages(folder.parent, ROOT / "schemas", {"observation"}, rules.limits, Standard())
    assert all(found.place.row and found.place.field for found in read.findings), list(read.findings)
    return {(found.place.row or 0, found.place.field): found.code for found in read.findings}


def their_verdicts(folder: Path) -> set[Cell]:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return {
        (row, field) for row, field in report.flatten(["rowNumber", "fieldName"]) if not isinstance(field, type(None))
    }


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "datapackages").iterdir()))
def test_every_shipped_package_is_valid_for_frictionless(name: str) -> None:
    report = Package(str(ROOT / "datapackages" / name / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:5]
    assert Path(ROOT / "datapackages" / name).is_dir()
