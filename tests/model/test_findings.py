from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.findings import Finding, Findings, Place, Severity


def test_findings_are_listed_as_a_person_reads_the_file() -> None:
    places = [Place("b.csv", 2, column=1), Place("a.csv", 10, column=1), Place("a.csv", 9, column=2), Place("a.csv")]
    findings = Findings.of(Finding("F001", Severity.ERROR, place) for place in places)
    assert [finding.place for finding in findings] == [places[3], places[2], places[1], places[0]]


def test_only_an_error_refuses_the_data() -> None:
    milder = Findings.of([Finding("F002", Severity.WARNING, Place("a")), Finding("F003", Severity.NOTICE, Place("a"))])
    assert not milder.blocking
    assert (milder + Findings.of([Finding("F001", Severity.ERROR, Place("a"))])).blocking


@given(st.integers(1, 20_000))
def test_column_letters_count_like_a_spreadsheet(column: int) -> None:
    number = 0
    for letter in Place("a", column=column).column_letter:
        number = number * 26 + ord(letter) - 64
    assert number == column
