import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.catalogue import Committed, read_checked
from disclosure.model.findings import Finding, Severity
from disclosure.model.rules import Rules
from tests.conftest import REGISTERS, ROOT, observation, small_packages, target

Check = Callable[[Path], Committed]
LEVEL, CHANGE = "level | 2021-2025 | basic | in_force", "increment | 2021-2025 | basic | in_force"
KNOWN = (
    ("D326", "dongsheng-energy-2015-2020/observations", "150600 | all | energy_intensity | level | 2020 | 1", "A03"),
    ("D323", "hohhot-targets-2021-2025/observations", "150100 | thermal_power | power_supply_coal_consumption | level | 2020 | 1", "A15"),
    ("D325", "hohhot-targets-2021-2025/observations", "150100 | steel | converter_energy | level | 2020 | 1", "A16"),
    ("D325", "hohhot-targets-2021-2025/observations", "150100 | ferroalloys | ferrosilicon_energy | level | 2020 | 1", "A16"),
    ("D325", "hohhot-targets-2021-2025/observations", "150100 | ferroalloys | ferrochrome_energy | level | 2020 | 1", "A16"),
    ("D327", "hohhot-targets-2021-2025/targets", f"150100 | coking_stamp_charged | coke_energy | {CHANGE} | hohhot-14th-plan", "A17"),
    ("D327", "hohhot-targets-2021-2025/targets", f"150100 | cement | cement_clinker_energy | {CHANGE} | hohhot-14th-plan", "A17"),
    ("D325", "hohhot-targets-2021-2025/targets", f"150100 | steel | converter_energy | {LEVEL} | hohhot-14th-plan", "A16"),
    ("D327", "hohhot-targets-2021-2025/targets", f"150100 | steel | converter_energy | {CHANGE} | hohhot-14th-plan", "A17"),
    ("D324", "hohhot-targets-2021-2025/targets", "150100 | steel | converter_energy | cumulative_change | 2021-2025 | basic | in_force | hohhot-14th-plan", "A17"),
    ("D325", "hohhot-targets-2021-2025/targets", f"150100 | ferroalloys | ferrosilicon_energy | {LEVEL} | hohhot-14th-plan", "A16"),
    ("D327", "hohhot-targets-2021-2025/targets", f"150100 | ferroalloys | ferrosilicon_energy | {CHANGE} | hohhot-14th-plan", "A17"),
    ("D325", "hohhot-targets-2021-2025/targets", f"150100 | ferroalloys | ferrochrome_energy | {LEVEL} | hohhot-14th-plan", "A16"),
    ("D327", "hohhot-targets-2021-2025/targets", f"150100 | ferroalloys | ferrochrome_energy | {CHANGE} | hohhot-14th-plan", "A17"),
    ("D328", "national-assessments/barometers", "140000", "C06"),
    ("D328", "national-assessments/barometers", "national_barometer | 610000 | 2011-H1 | intensity | plan_schedule | 三级预警", "C06"),
)  # fmt: skip
"""All that is said of the shipped data: code, package and table, the row's key or the code of the region that has no
row, and the anomaly that documents it."""


def found(committed: Committed, code: str) -> list[Finding]:
    return [finding for finding in committed.findings if finding.code == code]


def spoil(file: Path, change: Callable[[bytes], bytes]) -> None:
    file.write_bytes(change(file.read_bytes()))


def table(packages: Path) -> Path:
    return packages / "hohhot-targets-2021-2025" / "targets.csv"


def test_the_shipped_data_is_sound(committed: Committed) -> None:
    """Nothing is refused, each warning is about a known row that says by which anomaly it is documented, and one package
    waits for its day."""
    said = [
        (
            found.code,
            found.place.file.removesuffix(".csv"),
            found.row_key or found.facts["code"],
            found.facts.get("anomaly", ""),
        )
        for found in committed.findings
        if found.severity is not Severity.NOTICE
    ]
    assert sorted(said) == sorted(KNOWN)
    assert {found.severity for found in committed.findings} <= {Severity.WARNING, Severity.NOTICE}
    noticed = [(found.code, found.place.file) for found in committed.findings if found.severity is Severity.NOTICE]
    assert noticed == [("P409", "sample-city-2025-final/datapackage.json")]
    assert [row for *row, anomaly in said if not anomaly] == []
    assert {dataset.name for dataset in committed.datasets} == {
        "dalad-dual-control-2022", "dongsheng-energy-2015-2020", "efficiency-levels", "hohhot-targets-2021-2025",
        "inner-mongolia-efficiency-2022", "national-assessments", "provinces-progress", "provinces-targets",
        "qingdao-draft-plan-2021-2025", "reference", "sample-city-2025-final", "sample-city-barometer",
        "sample-city-installations", "sample-city-institutions", "sample-city-lists", "sample-city-reference",
    }  # fmt: skip


def test_the_packages_for_tests_are_sound_and_small(packages: Path, check: Check) -> None:
    """What a test finds in them is what it did to them."""
    committed = check(packages)
    assert list(committed.findings) == []
    tables = {name: [t.name for t in d.tables] for d in committed.datasets if (name := d.name) not in REGISTERS}
    assert tables == {"hohhot-targets-2021-2025": ["targets"]}
    assert len(table(packages).read_text("utf-8").splitlines()) == 26


@pytest.mark.parametrize(
    ("change", "code", "row", "problem"),
    [
        (lambda data: data.decode().encode("gb18030"), "F001", 2, "bytes"),
        (lambda data: data.replace("新城区".encode(), "新城区".encode("gbk"), 1), "F001", None, "broken"),
        (lambda data: data.decode().encode("utf-16"), "F001", None, "bytes"),
        (lambda data: b"\xef\xbb\xbf" + data, "F002", None, None),
        (lambda data: b"", "F004", 1, "empty"),
        (lambda data: data.replace(b"region_code", b"region_code ", 1), "F004", 1, "unknown"),
        (lambda data: data.replace(b"region_code,", b"region_code,region_code,", 1), "F004", 1, "repeated"),
        (lambda data: data.replace(b"region_code,", b"", 1), "F004", 1, "missing"),
        (lambda data: data.replace(b"region_code,sector_code", b"sector_code,region_code", 1), "F004", 1, "order"),
        (lambda data: "呼和浩特市目标表\n".encode() + data, "F018", 1, None),
        (lambda data: data.replace(b"\n", b"\n\n", 1), "F005", 2, "blank"),
        (lambda data: data + b"," * 18 + b"\n", "F005", 27, "blank"),
        (lambda data: data + "合计".encode() + b"," * 18 + b"\n", "F005", 27, "subtotal"),
        (lambda data: data.replace(b",all,", b",all,,", 1), "F009", 2, "long"),
        (lambda data: data.replace(b",all,", b",", 1), "F009", 2, "short"),
        (lambda data: data.replace(b",all,", b',"all,', 1), "F008", 2, None),
        (lambda data: data.replace(b",all,", b",al\x00l,", 1), "C102", 2, None),
        (lambda data: data + data.splitlines()[1] + b"\n", "R201", 27, None),
        (lambda data: data.replace(b"150102", b"150199", 1), "R202", None, "near"),
    ],
)
def test_each_fault_of_a_file_is_located(
    packages: Path, check: Check, change: Callable[[bytes], bytes], code: str, row: int | None, problem: str | None
) -> None:
    spoil(table(packages), change)
    findings = found(check(packages), code)
    assert findings, list(check(packages).findings)
    assert findings[0].place.file == "hohhot-targets-2021-2025/targets.csv"
    assert row is None or findings[0].place.row == row
    assert problem in {finding.facts.get("problem") for finding in findings}


def test_all_findings_are_reported_at_once(packages: Path, check: Check) -> None:
    text = table(packages).read_text("utf-8").splitlines()
    text[3] = text[3].replace(",-11,", ",１１,")
    text[5] = text[5].replace("basic", "base")
    table(packages).write_text("\n".join(text) + "\n", "utf-8")
    codes = {(finding.code, finding.place.row) for finding in check(packages).findings}
    assert {("C102", 4), ("C108", 6)} <= codes


def test_sound_cells_beside_unsound_ones_are_judged_in_the_same_run(packages: Path, check: Check) -> None:
    """Four kinds of fault that different rooms find, one of them in a row that has another fault already."""
    text = table(packages).read_text("utf-8").splitlines()
    text[3] = text[3].replace("150102", "玉泉").replace(",-11,", ",１１,")
    text[5] = text[5].replace("percent", "kg")
    text[6] = text[6].replace("-12.5,", "-12.6,")
    text.append("合计,all,energy_intensity")
    text.append("150104,all")
    table(packages).write_text("\n".join(text) + "\n", "utf-8")
    last = len(text)
    codes = {(finding.code, finding.place.row) for finding in check(packages).findings}
    assert codes == {
        ("R202", 4),
        ("C102", 4),
        ("D306", 6),
        ("R202", 6),
        ("D313", 7),
        ("F005", last - 1),
        ("F009", last),
    }


def test_a_register_with_an_unsound_row_still_knows_its_codes(packages: Path, check: Check) -> None:
    regions = packages / "reference" / "regions.csv"
    lines = regions.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("150104,"))
    lines[place] += " "
    regions.write_text("\n".join(lines) + "\n", "utf-8")
    codes = {finding.code for finding in check(packages).findings}
    assert "R202" not in codes
    assert codes


def test_faults_beyond_the_number_reported_are_not_judged_further(packages: Path, check: Check) -> None:
    rows = table(packages).read_text("utf-8").splitlines()
    broken = [rows[1].replace(",-12,", ",twelve,").replace("basic", f"basic{number}") for number in range(1200)]
    table(packages).write_text("\n".join([*rows, *broken]) + "\n", "utf-8")
    assert check(packages).findings.blocking


def test_an_unknown_unit_is_answered_with_the_known_ones(write_package: Callable[..., Path], check: Check) -> None:
    finding = found(check(write_package("observation", [observation(unit="kg")])), "R202")[0]
    assert finding.facts["problem"] == "unit"
    assert "percent" in finding.facts["known"].split(", ")


def test_a_gbk_file_is_named_as_such(packages: Path, check: Check) -> None:
    spoil(table(packages), lambda data: data.decode().encode("gb18030"))
    assert found(check(packages), "F001")[0].facts["guess"] == "GBK"


def test_a_utf_8_file_that_is_declared_as_another_is_named_as_such(packages: Path, check: Check) -> None:
    descriptor = packages / "hohhot-targets-2021-2025" / "datapackage.json"
    spoil(descriptor, lambda data: data.replace(b'"encoding": "utf-8"', b'"encoding": "gb18030"', 1))
    (finding,) = found(check(packages), "F001")
    assert (finding.facts["problem"], finding.facts["encoding"]) == ("declared", "gb18030")


def test_bytes_of_no_known_encoding_are_called_damaged(packages: Path, check: Check) -> None:
    spoil(table(packages), lambda data: data[:400] + b"\xff\xff" + data[400:])
    assert found(check(packages), "F001")[0].facts["problem"] == "broken"


def test_a_chinese_title_in_the_header_is_answered_with_the_name_of_its_column(packages: Path, check: Check) -> None:
    spoil(table(packages), lambda data: data.replace(b"region_code", "地区代码".encode(), 1))
    (finding,) = found(check(packages), "F004")
    assert (finding.place.column, finding.facts["problem"], finding.facts["expected"]) == (1, "unknown", "region_code")


def test_a_column_that_nobody_asked_for_is_called_surplus(packages: Path, check: Check) -> None:
    spoil(table(packages), lambda data: data.replace(b"region_code,", "备忘,region_code,".encode(), 1))
    (finding,) = found(check(packages), "F004")
    assert (finding.place.column, finding.facts["problem"]) == (1, "surplus")


def test_gb18030_is_read_where_the_descriptor_declares_it(packages: Path, check: Check) -> None:
    spoil(table(packages), lambda data: data.decode().encode("gb18030"))
    descriptor = packages / "hohhot-targets-2021-2025" / "datapackage.json"
    spoil(descriptor, lambda data: data.replace(b'"encoding": "utf-8"', b'"encoding": "gb18030"', 1))
    committed = check(packages)
    assert not committed.findings.blocking, list(committed.findings)


@pytest.mark.parametrize(
    ("old", "new", "code", "problem"),
    [
        ('"schema": "target', '"schemas": "target', "F013", "unknown"),
        ('"name": "hohhot-targets-2021-2025"', '"name": "other"', "F013", "folder"),
        ('"name": "hohhot-targets-2021-2025"', '"name": "../evil"', "F013", "name"),
        ('"path": "targets.csv"', '"path": "sub/targets.csv"', "F011", "path"),
        ('"path": "targets.csv"', '"path": "../reference/regions.csv"', "F013", "standard"),
        ('"path": "targets.csv"', '"path": "http://example.org/targets.csv"', "F011", "path"),
        ('"path": "targets.csv"', '"path": "absent.csv"', "F003", None),
        ('"encoding": "utf-8"', '"encoding": "latin-1"', "F013", "encoding"),
        ('"title":', '"title": "甲", "title":', "F016", None),
    ],
)
def test_each_fault_of_a_descriptor_is_said(
    packages: Path, check: Check, old: str, new: str, code: str, problem: str | None
) -> None:
    file = packages / "hohhot-targets-2021-2025" / "datapackage.json"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    findings = found(check(packages), code)
    assert findings
    assert problem is None or problem in {finding.facts.get("problem") for finding in findings}


@pytest.mark.parametrize("text", ["", "[]", "{", "NaN", '{"a": NaN}', "[" * 100_000, "\ufeff{}", '"x"'])
def test_a_broken_descriptor_is_a_finding_and_never_a_traceback(packages: Path, check: Check, text: str) -> None:
    (packages / "hohhot-targets-2021-2025" / "datapackage.json").write_text(text, "utf-8")
    assert check(packages).findings.blocking


def test_a_link_is_refused(packages: Path, check: Check) -> None:
    table(packages).unlink()
    table(packages).symlink_to(ROOT / "README.md")
    assert found(check(packages), "F011")[0].facts["problem"] == "link"


def test_a_schema_that_differs_from_the_house_s_is_refused(packages: Path, check: Check) -> None:
    schema = packages / "hohhot-targets-2021-2025" / "target.schema.json"
    spoil(schema, lambda data: data.replace(b'"required": true', b'"required": false', 1))
    assert found(check(packages), "F014")[0].facts["problem"] == "differs"


def test_an_undeclared_file_is_only_a_notice(packages: Path, check: Check) -> None:
    (packages / "hohhot-targets-2021-2025" / "note.txt").write_text("x", "utf-8")
    committed = check(packages)
    assert found(committed, "F012")
    assert not committed.findings.blocking


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": "", "value_status": ""}, "R206"),
        ({"value": "-3.5", "value_status": "not_published"}, "R207"),
        ({"value": "3.5"}, "D305"),
        ({"value": "-3.6"}, "D313"),
        ({"unit": "10k_tce"}, "D306"),
        ({"region_code": "土左旗"}, "R202"),
        ({"unit": "kg"}, "R202"),
        ({"source_document": "nothing"}, "R202"),
    ],
)
def test_rows_that_contradict_themselves_or_the_registers_are_refused(
    write_package: Callable[..., Path], check: Check, change: Mapping[str, str], code: str
) -> None:
    committed = check(write_package("observation", [observation(**change)]))
    assert found(committed, code), list(committed.findings)


@pytest.mark.parametrize(
    ("kind", "measure", "value", "is_refused"),
    [
        ("observation", "yearly_change", "-99.99", False),
        ("observation", "yearly_change", "-100", True),
        ("observation", "yearly_change", "-100.01", True),
        ("observation", "cumulative_change", "-150", True),
        ("observation", "increment", "-150", False),
        ("target", "cumulative_change", "-99.9", False),
        ("target", "cumulative_change", "-100", True),
        ("target", "yearly_change", "-100.0", True),
    ],
)
def test_no_amount_falls_by_all_there_is_of_it(
    write_package: Callable[..., Path], check: Check, kind: str, measure: str, value: str, is_refused: bool
) -> None:
    make = observation if kind == "observation" else target
    unit = "10k_tce" if measure == "increment" else "percent"
    row = make(measure=measure, unit=unit, value=value, value_as_printed=value, processing="none")
    findings = found(check(write_package(kind, [row])), "D314")
    assert [(finding.place.row, finding.place.field) for finding in findings] == [(2, "value")] * is_refused


def test_an_alias_of_a_region_leads_to_its_code(write_package: Callable[..., Path], check: Check) -> None:
    committed = check(write_package("observation", [observation(region_code="土左旗")]))
    assert found(committed, "R202")[0].facts["nearest"] == "150121"


def test_a_cumulative_target_names_its_plan(write_package: Callable[..., Path], check: Check) -> None:
    assert found(check(write_package("target", [target(period="2025")])), "D312")


def test_the_same_fact_in_two_packages_is_refused(write_package: Callable[..., Path], check: Check) -> None:
    write_package("observation", [observation()], name="one")
    assert found(check(write_package("observation", [observation()], name="two")), "R208")


@pytest.mark.parametrize(("last", "is_slip"), [("4120", True), ("41.2", True), ("430", False), ("900", False)])
def test_a_slipped_unit_stops_and_asks(
    write_package: Callable[..., Path], check: Check, last: str, is_slip: bool
) -> None:
    values = {"2016": "415.9", "2017": "433.1", "2018": "398", "2019": last}
    rows = [
        observation(
            measure="level", indicator_code="energy_consumption", unit="10k_tce", period=period, value=value,
            value_as_printed=value, region_code="150102",
        )
        for period, value in values.items()
    ]  # fmt: skip
    committed = check(write_package("observation", rows))
    assert bool(found(committed, "D308")) is is_slip


def breaking(constraint: str, limit: object) -> tuple[str, str]:
    """A text just beyond a constraint, and the code that refuses it; an unknown constraint fails the suite."""
    beyond = {
        "required": lambda: ("", "C107"),
        "enum": lambda: ("no-such-value", "C108"),
        "pattern": lambda: ("不合", "C116"),
        "minimum": lambda: (str(int(str(limit)) - 1), "C109"),
        "maximum": lambda: (str(int(str(limit)) + 1), "C109"),
        "minLength": lambda: ("a" * (int(str(limit)) - 1), "C117"),
        "maxLength": lambda: ("a" * (int(str(limit)) + 1), "C117"),
        "unique": lambda: ("x", "R201"),
    }
    return beyond[constraint]()


def constraint_cases() -> list[tuple[str, str, str, str]]:
    """One breaking text for each constraint of each field of each schema, with the code that must refuse it."""
    return [
        (file.name.removesuffix(".schema.json"), field["name"], *breaking(name, limit))
        for file in sorted((ROOT / "schemas").glob("*.schema.json"))
        for field in json.loads(file.read_bytes())["fields"]
        for name, limit in field.get("constraints", {}).items()
    ]


@pytest.mark.parametrize(("kind", "field", "text", "code"), constraint_cases())
def test_every_constraint_of_every_schema_refuses_the_row_that_breaks_it(
    write_package: Callable[..., Path], check: Check, kind: str, field: str, text: str, code: str
) -> None:
    names = [entry["name"] for entry in json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_bytes())["fields"]]
    filler = next(name for name in ("note", "title", "name", "source_quote") if name in names and name != field)
    committed = check(write_package(kind, [{filler: "x", field: text}]))
    assert (2, field, code) in {(found.place.row, found.place.field, found.code) for found in committed.findings}


def test_a_text_as_long_as_allowed_passes(write_package: Callable[..., Path], check: Check) -> None:
    fields = json.loads((ROOT / "schemas" / "observation.schema.json").read_bytes())["fields"]
    longest = {field["name"]: field.get("constraints", {}).get("maxLength") for field in fields}
    row = observation(**{name: "长" * limit for name, limit in longest.items() if limit})
    assert list(check(write_package("observation", [row])).findings) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_a_file_ever_raises(
    tmp_path_factory: pytest.TempPathFactory, rules: Rules, data: st.DataObject
) -> None:
    packages = small_packages(tmp_path_factory.mktemp("damaged") / "datapackages", registers=())
    folder = packages / "hohhot-targets-2021-2025"
    victim = folder / data.draw(st.sampled_from(["targets.csv", "datapackage.json", "target.schema.json"]))
    content = bytearray(victim.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
        content = content or bytearray(b"x")
    victim.write_bytes(content)
    read_checked(packages, ROOT / "schemas", rules)
