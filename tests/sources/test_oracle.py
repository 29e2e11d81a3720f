"""frictionless is the oracle: on generated tables our verdict is its verdict, but for the listed stricter cases."""

import json
import shutil
from pathlib import Path

import pytest
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.model.rules import Rules
from disclosure.sources.descriptors import read_packages
from tests.conftest import ROOT, descriptor, observation

STRICTER = {
    "C102": "full-width digits and invisible characters pass as numbers there",
    "C103": "underscores inside numbers pass there",
    "C105": "exponents, plus signs and leading zeros pass there",
    "C115": "outer spaces pass there",
    "C110": "texts that a spreadsheet runs pass there",
    "C114": "markup passes there",
    "C101": "NaN, Infinity and digits of other scripts pass there",
    "P406": "personal data passes there",
    "F006": "line breaks pass there",
    "F005": "rows of sums pass there",
}
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
    ]
)
FIELDS = ("measure", "period", "vintage", "value", "value_status", "unit", "status", "processing", "source_quote")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=2), min_size=1, max_size=3))
def test_our_verdict_on_a_table_is_the_verdict_of_frictionless_or_stricter(
    tmp_path_factory: pytest.TempPathFactory, rules: Rules, rows: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("oracle") / "sample"
    folder.mkdir()
    shutil.copy(ROOT / "schemas" / "observation.schema.json", folder)
    names = [field["name"] for field in json.loads((folder / "observation.schema.json").read_bytes())["fields"]]
    filled = [{**observation(vintage=str(number)), **row} for number, row in enumerate(rows, start=1)]
    lines = [names, *([row.get(name, "") for name in names] for row in filled)]
    text = "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines) + "\n"
    (folder / "table.csv").write_text(text, "utf-8")
    (folder / "datapackage.json").write_text(json.dumps(descriptor("sample", "observation")), "utf-8")

    read = read_packages(folder.parent, ROOT / "schemas", {"observation"}, rules.limits)
    ours = {finding.code for finding in read.findings}
    with system.use_context(trusted=True):
        theirs = Package(str(folder / "datapackage.json")).validate().valid
    if theirs:
        assert ours <= STRICTER.keys()
    else:
        assert ours


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "datapackages").iterdir()))
def test_every_shipped_package_is_valid_for_frictionless(name: str) -> None:
    report = Package(str(ROOT / "datapackages" / name / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:5]
    assert Path(ROOT / "datapackages" / name).is_dir()
