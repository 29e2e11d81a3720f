from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.quantities import Interval, decimal_places, find_printed


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("-4.06", "-4.065", "-4.055"), ("16", "15.5", "16.5"), ("14.0", "13.95", "14.05"), ("0", "-0.5", "0.5")],
)
def test_rounding_leaves_half_a_unit_of_the_last_printed_digit_open(printed: str, low: str, high: str) -> None:
    assert Interval.of_printed(Decimal(printed)) == Interval(Decimal(low), Decimal(high))


def test_a_decided_value_is_exact() -> None:
    assert Interval.exactly(Decimal("16")).is_exact
    assert not Interval.of_printed(Decimal("16")).is_exact


def test_an_interval_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Interval(Decimal("1"), Decimal("0.999"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1000, max_value=1000))
def test_the_printed_value_is_the_middle_of_its_interval(value: Decimal) -> None:
    interval = Interval.of_printed(value)
    assert interval.low < value < interval.high
    assert interval.high - value == value - interval.low == Decimal("0.005")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15.90", "15.90"), ("1,234.5", "1234.5"), ("12,345,678", "12345678"), ("1\u2009234.0", "1234.0"), ("−4.06", "-4.06"),
        ("－4", "-4"), ("下降3.7%", "3.7"), ("-4.0~-4.5", "-4.0"), ("1,23", "1"), ("1234,567", "1234"), ("1,2345", "1"),
        ("13 级 4.5", "13"), ("", None), ("持平", None), ("１２．５０", "12.50"), ("１００，２００", "100"), ("0.0", "0.0"),
    ],
)  # fmt: skip
def test_the_first_printed_number_is_found_with_all_its_decimals(text: str, expected: str | None) -> None:
    found = find_printed(text)
    assert (None if found is None else str(found)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_thousands_separators_change_nothing(value: Decimal) -> None:
    assert str(find_printed(f"{value:,f}")) == str(find_printed(f"{value:f}")) == str(value)
    assert decimal_places(value) == 3
