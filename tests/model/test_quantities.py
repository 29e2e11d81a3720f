from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.quantities import Interval


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
