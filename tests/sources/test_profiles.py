"""The descriptor is read as strictly as the tables, and what is wrong with it is said in the house's own words."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.catalogue import Committed, read_checked
from disclosure.errors import SettingsFault
from disclosure.model.findings import Severity
from disclosure.model.rules import Rules
from disclosure.model.siteplan import Archive
from disclosure.model.tables import RESERVED_NAMES
from disclosure.presentation.messages import as_text
from disclosure.presentation.wording import Wording
from disclosure.publishing.workbooks import archive_bytes
from disclosure.sources.profiles import PACKAGE_FIELDS, RESOURCE_FIELDS
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT, small_packages

Check = Callable[[Path], Committed]
PACKAGE = "hohhot-targets-2021-2025"


def changed(packages: Path, **more: object) -> Path:
    """The packages with one descriptor changed; the properties of its one table are those after `table_`."""
    file = packages / PACKAGE / "datapackage.json"
    content = json.loads(file.read_bytes())
    content |= {name: value for name, value in more.items() if not name.startswith("table_")}
    table = {name.removeprefix("table_"): value for name, value in more.items() if name.startswith("table_")}
    if table:
        content["resources"][0] |= table
    file.write_text(json.dumps(content), "utf-8")
    return packages


def said(committed: Committed) -> list[tuple[str, str]]:
    """Codes and problems, all of them errors of this descriptor."""
    assert {(f.place.file, f.severity) for f in committed.findings} <= {(f"{PACKAGE}/datapackage.json", Severity.ERROR)}
    return [(finding.code, finding.facts.get("problem", "")) for finding in committed.findings]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"verification": "transcribd"}, [("F013", "allowed")]), ({"verification": "issuer_checked"}, []),
        ({"status": "draft"}, [("F013", "allowed")]), ({"status": "final"}, []), ({"status": "provisional"}, []),
        ({"version": "1.0"}, [("F013", "version")]), ({"version": "1.0.x"}, [("F013", "version")]),
        ({"version": "1.0.0\n"}, [("F013", "version"), ("F006", "")]), ({"version": "01.0.0"}, [("F013", "version")]),
        ({"version": "10.20.30"}, []), ({"created": "2026-99-99T00:00:00Z"}, [("F013", "created")]),
        ({"created": "2026-02-29T00:00:00Z"}, [("F013", "created")]), ({"created": "2026-01-31"}, [("F013", "created")]),
        ({"created": "2024-02-29T23:59:59Z"}, []), ({"created": "yesterday"}, [("F013", "created")]),
        ({"created": "2026-01-31T24:00:00Z"}, [("F013", "created")]), ({"dataDate": "2026-99-99"}, [("F013", "date")]),
        ({"dataDate": "2025-02-29"}, [("F013", "date")]), ({"dataDate": "2024-02-29"}, []),
        ({"dataDate": "2025"}, [("F013", "date")]), ({"title": ""}, [("F013", "missing")]),
        ({"licenses": ["CC-BY-4.0"]}, [("F013", "type")]), ({"licenses": [{"path": "x"}]}, [("F013", "missing")]),
        ({"contributors": [{"title": 5}]}, [("F013", "missing")]), ({"keywords": ["a", 5]}, [("F013", "type")]),
        ({"contributors": [{"title": "甲", "email": "x"}]}, [("F013", "standard")]),
        ({"sources": [{"path": "x"}]}, [("F013", "missing")]), ({"resources": "targets"}, [("F013", "type")]),
        ({"translations": {"fr": {"title": "x"}}}, [("F013", "translations")]),
        ({"translations": {"en": {"title": ["x"]}}}, [("F013", "translations")]),
        ({"translations": {"en": "x"}}, [("F013", "translations")]),
        ({"table_type": "map"}, [("F013", "allowed")]), ({"table_format": "xlsx"}, [("F013", "allowed")]),
        ({"table_encoding": "latin-1"}, [("F013", "encoding")]), ({"table_name": "dictionary"}, [("F013", "reserved")]),
        ({"table_name": "con"}, [("F013", "reserved")]), ({"table_name": "dictionary-2021"}, []),
        ({"table_dialect": {"delimiter": ";;"}}, [("F013", "delimiter")]),
        ({"table_dialect": {"delimiter": ""}}, [("F013", "delimiter")]),
        ({"table_dialect": {"delimiter": 1}}, [("F013", "delimiter")]),
        ({"table_dialect": {"delimiter": "\n"}}, [("F013", "delimiter")]),
        ({"table_dialect": {"quoteChar": "'"}}, [("F013", "dialect")]), ({"table_dialect": {"delimiter": ","}}, []),
        ({"table_dialect": {"header": False, "delimiter": "a"}}, [("F013", "dialect"), ("F013", "delimiter")]),
    ],
)  # fmt: skip
def test_each_property_has_its_form(
    packages: Path, check: Check, more: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    found = said(check(changed(packages, **more)))
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "=1+1"}, "C110"), ({"description": "甲\u200b乙"}, "C102"), ({"description": "x" * 5000}, "C113"),
        ({"keywords": ["节能", "甲\u00a0乙"]}, "C102"), ({"title": "甲\ud800"}, "C102"), ({"title": " 甲"}, "C115"),
        ({"description": "电话13812345678"}, "P406"), ({"sources": [{"title": "a@b.cn"}]}, "P406"),
        ({"contributors": [{"title": "11010519491231002X"}]}, "P406"), ({"description": "<b>甲</b>"}, "C114"),
        ({"description": "甲\n乙"}, "F006"), ({"translations": {"en": {"title": "@SUM(A1)"}}}, "C110"),
        ({"table_title": "甲\u2065"}, "C102"), ({"contributors": [{"title": "甲", "email": "13812345678"}]}, "P406"),
        ({"contributors": [{"title": "甲", "email": "office@b.gov.cn"}]}, ""),
    ],
)  # fmt: skip
def test_the_words_of_a_descriptor_are_as_free_of_harm_as_cells(
    packages: Path, check: Check, more: dict[str, object], code: str
) -> None:
    assert [found for found, _ in said(check(changed(packages, **more)))] == [code] * bool(code)


def test_a_table_with_another_delimiter_is_read(packages: Path, check: Check) -> None:
    table = changed(packages, table_dialect={"delimiter": "\t"}) / PACKAGE / "targets.csv"
    text = table.read_text("utf-8")
    assert '"' not in text
    table.write_text(text.replace(",", "\t"), "utf-8")
    committed = check(packages)
    assert not committed.findings.blocking, list(committed.findings)


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (b'{\n"a": 1\n"b": 2}', {"problem": "syntax", "line": "3", "column": "1"}),
        (b"", {"problem": "syntax", "line": "1", "column": "1"}),
        ('{\n"title": "甲"}'.encode("gbk"), {"problem": "encoding", "line": "2"}),
        (b"\xef\xbb\xbf{}", {"problem": "mark"}), (b"[]", {"problem": "object"}), (b'"x"', {"problem": "object"}),
        (b'{"a": NaN}', {"problem": "constant", "found": "NaN"}),
        (b'{"a": -Infinity}', {"problem": "constant", "found": "-Infinity"}),
        (b'{"a": ' + b"1" * 5000 + b"}", {"problem": "constant", "found": "0…9"}),
        (b'{"a": {"b": 1, "b": 2}}', {"problem": "repeated", "name": "b"}), (b"[" * 100_000, {"problem": "deep"}),
        (b" " * 1_000_001, {"problem": "large", "limit": "1000000"}),
    ],
)  # fmt: skip
def test_a_descriptor_that_cannot_be_read_says_where_and_why(
    packages: Path, check: Check, data: bytes, facts: Mapping[str, str]
) -> None:
    (packages / PACKAGE / "datapackage.json").write_bytes(data)
    found = [finding for finding in check(packages).findings if finding.code == "F016"]
    assert [finding.facts for finding in found] == [facts]


def test_what_the_standard_refuses_is_told_in_our_words(packages: Path, check: Check) -> None:
    findings = check(changed(packages, table_path="../reference/regions.csv")).findings
    lines = "\n".join(as_text(findings, Wording("zh", read_wording(ROOT / "templates")["zh"], {})))
    assert [(finding.code, finding.value) for finding in findings] == [("F013", "../reference/regions.csv")]
    assert "safe" not in lines


def test_every_file_of_an_archive_has_a_reserved_name(committed: Committed) -> None:
    """No table may stand where another file of the download stands."""
    import io
    import zipfile

    words = read_wording(ROOT / "templates")
    dataset = committed.datasets[0]
    both = {**words["zh"], **{f"en.{key}": text for key, text in words["en"].items()}}
    made = archive_bytes(Archive(dataset, both, dataset.tables[0]))
    names = {name.partition(".")[0].lower() for name in zipfile.ZipFile(io.BytesIO(made)).namelist()}
    assert names - RESERVED_NAMES == {table.name for table in dataset.tables}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"fields"', '"felder"'), ('"fields"', '"fields'), ('"type": "string"', '"type": "strng"'),
        ('"pattern": "', '"pattern": "('), ('"primaryKey": [', '"primaryKey": ["nobody", '), ("{", "["), ('"name"', '"nam"'),
    ],
)  # fmt: skip
def test_a_broken_schema_of_the_house_is_named(tmp_path: Path, rules: Rules, old: str, new: str) -> None:
    schemas = Path(shutil.copytree(ROOT / "schemas", tmp_path / "schemas"))
    file = schemas / "region.schema.json"
    text = file.read_text("utf-8")
    assert old in text
    place = text.index('"fields"') if old == '"name"' else 0
    file.write_text(text[:place] + text[place:].replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsFault, match=r"^schema(_key)? \(file: region\.schema\.json, "):
        read_checked(ROOT / "datapackages", schemas, rules)


def test_every_finding_here_has_its_own_words(packages: Path, check: Check) -> None:
    wording = Wording("zh", read_wording(ROOT / "templates")["zh"], {})
    findings = check(changed(packages, version="1", dataDate="x", table_dialect={"a": 1}, status="draft")).findings
    assert "草稿" in "\n".join(as_text(findings, wording))


WORDS = read_wording(ROOT / "templates")["zh"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PROPERTIES = [*sorted(PACKAGE_FIELDS.keys() - {"resources"}), "extra", *(f"table_{name}" for name in RESOURCE_FIELDS)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(PROPERTIES), VALUES, min_size=1, max_size=3))
def test_no_value_of_a_descriptor_ever_raises(
    tmp_path_factory: pytest.TempPathFactory, rules: Rules, more: dict[str, object]
) -> None:
    packages = small_packages(tmp_path_factory.mktemp("descriptors") / "datapackages", registers=())
    committed = read_checked(changed(packages, **more), ROOT / "schemas", rules)
    wording = Wording("zh", WORDS, {})
    assert committed.findings.blocking
    assert list(as_text(committed.findings, wording))
