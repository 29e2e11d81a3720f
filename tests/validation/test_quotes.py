"""The quote is the witness of a number: it holds the printed digits, and its words say which way the number went."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Severity
from tests.conftest import observation, target

Check = Callable[[Path], Committed]
Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("2.5", "下降2.5%", "none", "能耗强度下降2.5%"), [("D317", "fall")]), (("-2.5", "下降2.5%", "sign_reversed", "能耗强度下降2.5%"), []),
        (("2.5", "2.5", "none", "能耗强度下降了2.5%"), [("D317", "fall")]), (("2.5", "2.5", "none", "能耗强度降低率为 2.5%"), [("D317", "fall")]),
        (("2.5", "2.5", "none", "能耗强度上升2.5%"), []), (("-2.5", "2.5", "sign_reversed", "能耗强度上升2.5%"), [("D317", "rise")]),
        (("-2.5", "上升2.5%", "sign_reversed", "样例"), [("D317", "rise")]), (("-2.5", "-2.5", "none", "增长-2.5%"), []),
        (("2.5", "2.5", "none", "下降至2.5%"), []), (("2.5", "2.5", "none", "下降1.0%，上升2.5%"), []), (("0.0", "0.0", "none", "下降0.0%"), []),
        (("2.5", "2.5", "none", "未完成下降2.5%的目标，反而上升2.5%"), []), (("2.5", "-2.5", "none", "能耗强度下降2.5%"), [("D305", "")]),
        (("-2.5", "-2.5", "none", "降低率-2.5%"), []), (("2.50", "2.5", "unit_converted", "减少2.5"), [("D317", "fall")]),
        (("-0.025", "0.025", "sign_reversed", "能耗强度下降2.5%"), [("D318", "")]), (("-2.5", "2.5", "sign_reversed", "下降8.8%"), [("D318", "")]),
        (("-2.5", "2.5", "sign_reversed", "能耗强度有所下降"), []), (("-2.5", "", "computed", "下降8.8%"), []), (("-2.5", "2.5", "computed", "下降8.8%"), []),
    ],
)  # fmt: skip
def test_a_quote_bears_witness_to_its_number(
    write_package: Write, check: Check, cells: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    columns = ("value", "value_as_printed", "processing", "source_quote")
    row = observation(**dict(zip(columns, cells, strict=True)))
    findings = check(write_package("observation", [row])).findings
    assert [(finding.code, finding.facts.get("problem", "")) for finding in findings] == expected
    assert {finding.severity for finding in findings} <= {Severity.ERROR}


@pytest.mark.parametrize(
    ("printed", "quote", "is_refused"),
    [
        ("18076", "18076", False), ("180760000", "18076", True), ("398", "433.1 398 231.3 220", False), ("18076", "18 076 万吨", False),
        ("18076", "18，076 万吨", True), ("1.8", "11.8", True), ("11.8", "１１．８", False), ("18 076", "18076", False),
    ],
)  # fmt: skip
def test_the_quote_holds_the_printed_number(
    write_package: Write, check: Check, printed: str, quote: str, is_refused: bool
) -> None:
    row = observation(
        measure="level", indicator_code="energy_consumption", unit="10k_tce", value=printed.replace(" ", ""),
        value_as_printed=printed, source_quote=quote,
    )  # fmt: skip
    findings = check(write_package("observation", [row])).findings
    assert [(finding.code, finding.place.field) for finding in findings] == (
        [("D318", "value_as_printed")] if is_refused else []
    )


def test_a_target_stands_in_its_quoted_row_of_the_table(write_package: Write, check: Check) -> None:
    row = target(value="-0.05", value_as_printed="0.05", source_quote="回民区 11 12.5")
    finding = next(iter(check(write_package("target", [row])).findings))
    assert (finding.code, finding.facts["printed"], finding.facts["quote"]) == ("D318", "0.05", "回民区 11 12.5")


@pytest.mark.parametrize(("value", "processing", "right"), [("0.05", "none", "5"), ("-0.05", "sign_reversed", "-5")])
def test_a_percentage_stored_as_a_fraction_is_answered_with_the_printed_number(
    write_package: Write, check: Check, value: str, processing: str, right: str
) -> None:
    row = observation(value=value, value_as_printed="5%", processing=processing)
    finding = next(iter(check(write_package("observation", [row])).findings))
    assert (finding.code, finding.facts["expected"]) == ("D313", right)


def test_the_message_gives_the_number_with_its_right_sign(write_package: Write, check: Check) -> None:
    row = observation(value="2.50", value_as_printed="下降2.50%", source_quote="下降2.50%")
    assert next(iter(check(write_package("observation", [row])).findings)).facts["expected"] == "-2.50"
