"""A stored number has the digits of the printed one: neither more nor fewer, as they say how exact it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Severity
from tests.conftest import observation, target

Check = Callable[[Path], Committed]


@pytest.mark.parametrize(
    ("printed", "value", "processing", "expected"),
    [
        ("15.9", "-15.9", "sign_reversed", []), ("15.9", "-15.900", "sign_reversed", ["D315"]),
        ("15.90", "-15.9", "sign_reversed", ["D315"]), ("15.90", "-15.90", "sign_reversed", []),
        ("16", "-16.0", "sign_reversed", ["D315"]), ("16.0", "-16", "sign_reversed", ["D315"]),
        ("-3.50", "-3.5", "none", ["D315"]), ("−3.50", "-3.50", "none", []), ("3.5", "-3.5", "none", ["D305"]),
        ("下降3.50%", "-3.5", "sign_reversed", ["D315"]), ("3.51", "-3.5", "sign_reversed", ["D313"]),
        ("159", "-15.900", "unit_converted", []), ("", "-15.900", "computed", []), ("持平", "0.0", "none", []),
        ("0.0", "0", "none", ["D315"]), ("0.00", "0.00", "sign_reversed", []),
    ],
)  # fmt: skip
def test_a_value_keeps_the_printed_decimals(
    write_package: Callable[..., Path], check: Check, printed: str, value: str, processing: str, expected: list[str]
) -> None:
    row = observation(value=value, value_as_printed=printed, processing=processing)
    findings = [finding for finding in check(write_package("observation", [row])).findings if finding.code[0] == "D"]
    assert [finding.code for finding in findings] == expected
    assert {(finding.severity, finding.place.row, finding.place.field) for finding in findings} <= {
        (Severity.ERROR, 2, "value")
    }


@pytest.mark.parametrize(
    ("printed", "value", "problem", "right"),
    [("15.90", "-15.9", "dropped", "-15.90"), ("15.9", "-15.900", "added", "-15.9"), ("0.0", "0.00", "added", "0.0")],
)
def test_the_message_gives_the_number_to_write(
    write_package: Callable[..., Path], check: Check, printed: str, value: str, problem: str, right: str
) -> None:
    processing = "none" if printed == "0.0" else "sign_reversed"
    row = observation(value=value, value_as_printed=printed, processing=processing)
    finding = next(iter(check(write_package("observation", [row])).findings))
    assert (finding.code, finding.facts["problem"], finding.facts["expected"]) == ("D315", problem, right)


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("1,234.5", "1234.5", []), ("1,234.50", "1234.5", ["D315"]), ("1 234.5", "1234.5", []),
        ("1,234,567", "1234567", []), ("1,234.5", "1.5", ["D313"]), ("12,34", "1234", ["D313"]), ("1,2345", "1", []),
        ("约1,234.5万吨标准煤", "1234.5", []),
    ],
)  # fmt: skip
def test_thousands_separators_of_the_document_are_understood(
    write_package: Callable[..., Path], check: Check, printed: str, value: str, expected: list[str]
) -> None:
    row = observation(
        measure="level", indicator_code="energy_consumption", unit="10k_tce", value=value,
        value_as_printed=f'"{printed}"',
    )  # fmt: skip
    findings = check(write_package("observation", [row])).findings
    assert [finding.code for finding in findings] == expected


@pytest.mark.parametrize(
    ("printed", "bound", "expected"),
    [
        ("不低于30%", "at_least", ""), ("不低于30%", "", "at_least"), ("不低于30%", "at_most", "at_least"),
        ("30%以上", "at_least", ""), ("超过30%", "more_than", ""), ("不超过30%", "at_most", ""),
        ("不超过30%", "more_than", "at_most"), ("低于30%", "less_than", ""), ("30%左右", "about", ""),
        ("30%", "", ""), ("30%", "at_least", ""),
    ],
)  # fmt: skip
def test_the_bound_of_a_target_is_the_one_that_the_printed_words_set(
    write_package: Callable[..., Path], check: Callable[[Path], Committed], printed: str, bound: str, expected: str
) -> None:
    row = target(
        indicator_code="coal_share", measure="level", value="30", value_as_printed=printed, bound=bound,
        processing="none",
    )  # fmt: skip
    findings = [finding for finding in check(write_package("target", [row])).findings if finding.code == "D329"]
    assert [finding.facts["expected"] for finding in findings] == ([expected] if expected else [])
