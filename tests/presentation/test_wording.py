"""How numbers, periods and words are said, and that rounding never carries a number across a threshold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.errors import SettingsFault
from disclosure.model.periods import Period
from disclosure.presentation.view import View
from disclosure.presentation.wording import MOST_PLACES, Wording, places_apart, rounded

numbers = st.decimals(min_value=-1000, max_value=1000, places=6)
bare = Wording("zh", {})


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("2020", "2020 年", "2020"),
        ("2021-H1", "2021 年上半年", "first half of 2021"),
        ("2020-Q1Q3", "2020 年前三季度", "January–September 2020"),
        ("2021-Q1", "2021 年第一季度", "first quarter of 2021"),
        ("2014-M1M7", "2014 年 1 月至 7 月", "January–July 2014"),
        ("2010-M7", "2010 年 7 月", "July 2010"),
        ("2016-2020", "2016—2020 年", "2016–2020"),
    ],
)
def test_a_period_is_said_as_people_say_it(code: str, chinese: str, english: str, zh: View, en: View) -> None:
    assert zh.period(Period.parse(code)) == chinese
    assert en.period(Period.parse(code)) == english


@pytest.mark.parametrize(
    ("reporting", "chinese", "english"),
    [
        ("2023", "2021—2023 年", "2021–2023"),
        ("2023-H1", "2021 年至 2023 年上半年", "2021 – first half of 2023"),
        ("2023-Q3", "2021 年至 2023 年 1 月至 9 月", "2021 – January–September 2023"),
        ("2021-H1", "2021 年上半年", "first half of 2021"),
    ],
)
def test_a_stretch_of_a_plan_is_said_up_to_its_own_end(
    reporting: str, chinese: str, english: str, zh: View, en: View
) -> None:
    stretch = Period.parse("2021-2025").up_to(Period.parse(reporting))
    assert (zh.period(stretch), en.period(stretch)) == (chinese, english)


def test_years_that_follow_each_other_are_joined(zh: View, en: View) -> None:
    years = [Period.parse(year) for year in ("2020", "2016", "2018", "2019")]
    assert zh.wording.periods(years) == "2016、2018—2020 年"
    assert en.wording.periods(years) == "2016 and 2018–2020"


def test_a_fall_and_a_rise_are_words_not_signs(zh: View, en: View) -> None:
    assert zh.wording.change(Decimal("-4.06")) == "下降 4.06%"
    assert zh.wording.change(Decimal("10.86")) == "上升 10.86%"
    assert zh.wording.change(Decimal("0.00")) == "持平"
    assert en.wording.change(Decimal("-4.06")) == "down 4.06%"


def test_a_date_a_month_and_a_year_are_said_as_far_as_they_are_known(zh: View, en: View) -> None:
    assert [zh.wording.date(day) for day in ("2021-06-04", "2021-06", "2021")] == [
        "2021 年 6 月 4 日", "2021 年 6 月", "2021",
    ]  # fmt: skip
    assert [en.wording.date(day) for day in ("2021-06-04", "2021-06", "2021")] == ["4 June 2021", "June 2021", "2021"]


def test_a_number_keeps_the_decimals_of_its_source() -> None:
    assert bare.number(Decimal("-1234.50")) == "−1,234.50"
    assert bare.number(Decimal("-0.004"), 2) == "0.00"
    assert bare.number(Decimal("2.345"), 2) == "2.35"


@pytest.mark.parametrize(
    ("value", "threshold", "places", "shown"),
    [("6.56", "6.6", 1, "6.56"), ("9.996", "10", 2, "9.996"), ("10", "10", 2, "10.00"), ("10.004", "10", 2, "10.004")],
)
def test_digits_are_added_where_rounding_would_hide_the_reason(
    value: str, threshold: str, places: int, shown: str
) -> None:
    assert bare.display(Decimal(value), Decimal(threshold), places=places) == shown


@given(numbers, numbers, st.integers(min_value=0, max_value=4))
def test_a_shown_number_stays_on_its_side_of_the_threshold(value: Decimal, threshold: Decimal, places: int) -> None:
    needed = places_apart(value, [threshold], places)
    shown, shown_threshold = rounded(value, needed), rounded(threshold, needed)
    assert needed >= places
    assert (shown > shown_threshold, shown < shown_threshold) == (value > threshold, value < threshold)


@given(numbers)
def test_a_minus_is_never_a_hyphen(value: Decimal) -> None:
    assert "-" not in bare.number(value, 2)


def test_an_unknown_word_is_a_fault_that_names_the_key() -> None:
    with pytest.raises(SettingsFault, match=r"no\.such\.key"):
        bare.word("no.such.key")


def test_things_are_listed_as_the_language_lists_them(zh: View, en: View) -> None:
    assert zh.wording.list(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert en.wording.list(["a", "b", "c"]) == "a, b and c"
    assert en.wording.list(["a"]) == "a"


def test_more_decimals_than_anybody_prints_are_kept() -> None:
    assert places_apart(Decimal("1.5"), [Decimal(1)], MOST_PLACES + 1) == MOST_PLACES + 1
