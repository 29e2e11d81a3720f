"""Findings as a clerk reads them: causes before consequences, and the same fault down a column told once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Finding, Findings, Place, Severity
from disclosure.presentation.messages import as_data, as_text
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT

Check = Callable[[Path], Committed]
CHINESE = Wording("zh", read_wording(ROOT / "templates")["zh"])


def lines(*findings: Finding) -> list[str]:
    return list(as_text(Findings.of(findings), CHINESE))


def empty(row: int, column: int = 1) -> Finding:
    return Finding("C107", Severity.ERROR, Place("a.csv", row, column, "f", "列"))


@pytest.mark.parametrize(("rows", "told"), [(10, 10), (11, 3), (40, 3)])
def test_the_same_fault_down_a_column_is_told_three_times_and_then_counted(rows: int, told: int) -> None:
    text = lines(*(empty(row) for row in range(2, rows + 2)), empty(2, 2))
    assert sum("C107" in line for line in text) == told + 1
    folded = [line.strip() for line in text if "同一列还有" in line]
    assert (
        folded
        == {
            10: [],
            11: ["同一列还有 8 行有同样的问题（第 5、6、7、8、9、10、11、12 行）"],
            40: ["同一列还有 37 行有同样的问题（第 5、6、7、8、9、10、11、12、13、14、15、16… 行）"],
        }[rows]
    )
    assert f"共 {rows + 1} 个错误、0 个警告、0 个提示。" in text


def test_what_is_folded_leaves_room_for_other_faults() -> None:
    text = lines(*(empty(row) for row in range(2, 902)), Finding("C101", Severity.ERROR, Place("b.csv", 2, 1)))
    assert any("C101" in line for line in text)
    assert not any("只列出前" in line for line in text)


def test_the_found_value_is_not_worded_as_an_order() -> None:
    finding = Finding("C101", Severity.ERROR, Place("a.csv", 2, 1), "十二")
    assert "  现在填的是  十二" in lines(finding)


def test_a_register_that_was_not_read_soundly_comes_first_and_nothing_is_held_against_it(
    packages: Path, check: Check
) -> None:
    indicators = packages / "reference" / "indicators.csv"
    text = indicators.read_text("utf-8")
    indicators.write_text(
        text.replace(
            '折成标准煤。公布的通常是比上年或比规划基年的变化率。,"Energy',
            "折成标准煤。公布的通常是比上年或比规划基年的变化率。,Energy",
            1,
        ),
        "utf-8",
    )
    findings = list(check(packages).findings)
    assert findings[0].code == "F009"
    assert [finding.severity for finding in findings if finding.code == "R203"] == [Severity.NOTICE]
    assert "R202" not in {finding.code for finding in findings}


def test_references_into_a_register_of_which_one_table_is_unread_are_not_judged(packages: Path, check: Check) -> None:
    sample = packages / "more"
    sample.mkdir()
    descriptor = (packages / "reference" / "datapackage.json").read_text("utf-8").replace('"reference"', '"more"', 1)
    (sample / "datapackage.json").write_text(descriptor, "utf-8")
    for file in (packages / "reference").glob("*.schema.json"):
        (sample / file.name).write_bytes(file.read_bytes())
    for name in ("indicators", "sectors", "documents", "anomalies"):
        first = (packages / "reference" / f"{name}.csv").read_text("utf-8").splitlines()[0]
        (sample / f"{name}.csv").write_text(first + "\n", "utf-8")
    (packages / "reference" / "regions.csv").rename(sample / "regions.csv")
    (packages / "reference" / "regions.csv").write_text(
        (sample / "regions.csv").read_text("utf-8").splitlines()[0] + "\n"
    )
    (sample / "regions.csv").write_bytes((sample / "regions.csv").read_bytes().replace(b"code", b"Code", 1))
    findings = list(check(packages).findings)
    assert {finding.code for finding in findings} == {"D320", "F004", "R203"}  # D320: the words were copied too
    assert findings[0].code == "F004"
    assert next(finding.place.file for finding in findings if finding.code == "R203") == "more/regions.csv"


def test_faults_of_registers_come_before_those_of_the_tables_that_refer_to_them(packages: Path, check: Check) -> None:
    regions = packages / "reference" / "regions.csv"
    regions.write_bytes(regions.read_bytes().replace(b"150104,", "１５０１０４,".encode(), 1))
    targets = packages / "hohhot-targets-2021-2025" / "targets.csv"
    targets.write_bytes(targets.read_bytes().replace(b",basic,", b",base,", 1))
    findings = list(check(packages).findings)
    files = [finding.place.file.partition("/")[0] for finding in findings]
    assert files == sorted(files, reverse=True)
    assert {finding.code for finding in findings} >= {"R203", "C108"}
    assert as_data(findings[0], CHINESE)["file"] == "reference/regions.csv"
