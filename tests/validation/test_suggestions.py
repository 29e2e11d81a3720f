"""What a finding advises is right: nothing is offered that is not really near, and the usual slips have their cause."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Finding
from disclosure.presentation.messages import as_data, as_text
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT, observation, target

Check = Callable[[Path], Committed]
Write = Callable[..., Path]
CHINESE = Wording("zh", read_wording(ROOT / "templates")["zh"])


def only(committed: Committed) -> Finding:
    (finding,) = committed.findings
    return finding


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("observation", {"region_code": "１５０１０２"}, ("R202", "width", "150102")),
        ("observation", {"region_code": "0"}, ("R202", "zeros", "000000")),
        ("observation", {"region_code": "150199"}, ("R202", "unknown", "")),
        ("observation", {"region_code": "150199", "source_quote": "新城区"}, ("R202", "near", "150102 新城区")),
        ("observation", {"indicator_code": "energy_intensty"}, ("R202", "near", "energy_intensity")),
        ("observation", {"period": "２０２１"}, ("C116", "width", "2021")),
        ("observation", {"period": "2021年"}, ("C116", "width", "2021")),
        ("observation", {"period": "2021_H1"}, ("C116", "form", None)),
        ("target", {"period": "2021—2025"}, ("C116", "width", "2021-2025")),
        ("target", {"period": "2021～2025"}, ("C116", "width", "2021-2025")),
        ("target", {"nature": "percent"}, ("C108", "unknown", "")),
        ("target", {"nature": "ｂinding"}, ("C108", "near", "binding")),
    ],
)
def test_a_slip_is_named_with_the_text_that_is_right(
    write_package: Write, check: Check, kind: str, cells: Mapping[str, str], expected: tuple[str, str, str | None]
) -> None:
    make = observation if kind == "observation" else target
    finding = only(check(write_package(kind, [make(**cells)])))
    right = finding.facts.get("expected" if finding.code == "C116" else "nearest")
    assert (finding.code, finding.facts["problem"], right) == expected
    words = "".join(as_text(check(write_package(kind, [make(**cells)])).findings, CHINESE))
    assert "“”" not in words
    assert "\\d" not in words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/3/2", "2026-03-02"),
        ("2026年3月2日", "2026-03-02"),
        ("2026.11.10", "2026-11-10"),
        ("2026-3-2", "2026-03-02"),
    ],
)
def test_a_day_that_a_spreadsheet_wrote_is_offered_in_the_right_form(
    write_package: Write, check: Check, written: str, meant: str
) -> None:
    found = [one for one in check(write_package("listing", [{"notice_date": written}])).findings if one.code == "C116"]
    assert [(one.facts["problem"], one.facts["expected"]) for one in found] == [("day", meant)]


def test_a_region_that_lost_its_zeros_in_the_register_names_the_spreadsheet(packages: Path, check: Check) -> None:
    regions = packages / "reference" / "regions.csv"
    regions.write_bytes(regions.read_bytes().replace(b"\n000000,", b"\n0,", 1))
    finding = next(finding for finding in check(packages).findings if finding.code == "C116")
    assert (finding.facts["problem"], finding.facts["expected"]) == ("zeros", "000000")


@pytest.mark.parametrize(("found", "right"), [("约束性", "binding"), ("预期性", "expected"), ("未注明", "unstated")])
def test_the_chinese_label_of_a_code_leads_to_the_code(
    write_package: Write, check: Check, found: str, right: str
) -> None:
    said = as_data(only(check(write_package("target", [target(nature=found)]))), CHINESE)
    assert f"“{right}”" in str(said["fix"])
    assert "assigned" in str(said["reason"])


def test_the_header_that_is_wanted_is_told_whole(packages: Path, check: Check) -> None:
    table = packages / "hohhot-targets-2021-2025" / "targets.csv"
    names = table.read_text("utf-8").splitlines()[0].split(",")
    table.write_text(",".join(reversed(names)) + "\n", "utf-8")
    finding = next(finding for finding in check(packages).findings if finding.code == "F004")
    assert ", ".join(names) in str(as_data(finding, CHINESE)["fix"])


def test_two_regions_under_one_name_and_parent_are_refused_unless_one_is_past(packages: Path, check: Check) -> None:
    regions = packages / "reference" / "regions.csv"
    text = regions.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("150104,"))
    regions.write_text(text + row.replace("150104", "150194") + "\n", "utf-8")
    finding = only(check(packages))
    assert (finding.code, finding.place.field, finding.facts["first"]) == ("R204", "name", "150104")
    cells = row.replace("150104", "150194").split(",")
    cells[8] = "2010"
    regions.write_text(text + ",".join(cells) + "\n", "utf-8")
    assert list(check(packages).findings) == []


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1"])
def test_a_workbook_under_another_name_is_called_one(packages: Path, check: Check, start: bytes) -> None:
    table = packages / "hohhot-targets-2021-2025" / "targets.csv"
    table.write_bytes(start + bytes(range(256)))
    assert only(check(packages)).code == "F017"


@pytest.mark.parametrize(("mark", "problem"), [(b";", "semicolon"), (b"\t", "tab")])
def test_another_delimiter_is_told_once(packages: Path, check: Check, mark: bytes, problem: str) -> None:
    table = packages / "hohhot-targets-2021-2025" / "targets.csv"
    table.write_bytes(table.read_bytes().replace(b",", mark))
    assert (only(check(packages)).code, only(check(packages)).facts["problem"]) == ("F004", problem)


def test_a_comma_where_another_delimiter_was_promised_is_told_once(packages: Path, check: Check) -> None:
    descriptor = packages / "hohhot-targets-2021-2025" / "datapackage.json"
    text = descriptor.read_text("utf-8")
    descriptor.write_text(text.replace('"encoding"', '"dialect": {"delimiter": ";"}, "encoding"', 1), "utf-8")
    assert only(check(packages)).facts["problem"] == "comma"


@pytest.mark.parametrize("region", ["全市合计", "平均", "各区平均"])
def test_a_row_whose_region_names_a_sum_is_one(write_package: Write, check: Check, region: str) -> None:
    finding = only(check(write_package("observation", [observation(region_code=region)])))
    assert (finding.code, finding.facts["problem"], finding.place.row) == ("F005", "subtotal", 2)


@pytest.mark.parametrize(
    ("cells", "problem"), [({"value": "1,234", "value_as_printed": "x"}, "split"), ({"note": "甲,乙"}, "long")]
)
def test_a_row_too_long_is_only_blamed_on_commas_in_numbers_where_there_may_be_one(
    write_package: Write, check: Check, cells: Mapping[str, str], problem: str
) -> None:
    finding = only(check(write_package("observation", [observation(**cells)])))
    assert (finding.code, finding.facts["problem"]) == ("F009", problem)


def test_an_address_that_is_none_is_a_finding(packages: Path, check: Check) -> None:
    descriptor = packages / "hohhot-targets-2021-2025" / "datapackage.json"
    text = descriptor.read_text("utf-8")
    assert '"path": "targets.csv"' in text
    descriptor.write_text(text.replace('"path": "targets.csv"', '"path": "http://[targets.csv"'), "utf-8")
    assert {finding.code for finding in check(packages).findings} >= {"F013"}
