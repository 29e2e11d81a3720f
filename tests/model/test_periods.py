from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.periods import Period


@pytest.mark.parametrize(
    ("code", "kind", "months"),
    [
        ("2020", "year", (1, 12)),
        ("2021-H1", "H1", (1, 6)),
        ("2021-H2", "H2", (7, 12)),
        ("2021-Q1", "Q1", (1, 3)),
        ("2020-Q1Q3", "Q1Q3", (1, 9)),
        ("2014-M1M7", "M1M7", (1, 7)),
        ("2015-M1M10", "M1M10", (1, 10)),
        ("2016-2020", "plan", (1, 12)),
    ],
)
def test_every_published_kind_of_period_is_read(code: str, kind: str, months: tuple[int, int]) -> None:
    period = Period.parse(code)
    assert (period.kind, (period.first_month, period.last_month)) == (kind, months)


@pytest.mark.parametrize(
    "code",
    ["", "20", "2020-", "2020-H3", "2020-Q5", "2020-Q3Q2", "2020-M0", "2020-M13", "2020-M7M7", "2020-2019",
     "2020-2020", "２０２０", "2020年", "2020-1", "24-01", "2020 "],
)  # fmt: skip
def test_anything_else_is_not_a_period(code: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.parse(code)


def test_the_last_single_month_and_the_first_are_periods() -> None:
    assert Period.parse("2020-M1").last_month == 1
    assert Period.parse("2020-M12").first_month == 12


def test_periods_order_by_their_end_then_by_their_start() -> None:
    codes = ["2020", "2021-Q1", "2021-H1", "2020-Q1Q3", "2016-2020", "2021"]
    assert sorted(codes, key=Period.parse) == ["2020-Q1Q3", "2016-2020", "2020", "2021-Q1", "2021-H1", "2021"]


@given(st.integers(1001, 9998), st.integers(1, 20))
def test_a_plan_covers_each_of_its_years_and_its_end_is_the_whole_plan(first: int, length: int) -> None:
    last = min(first + length, 9999)
    plan = Period.parse(f"{first}-{last}")
    assert plan.elapsed_at(Period.parse(str(last))) == len(plan.years) == last - first + 1
    assert all(plan.contains(Period.parse(str(year))) for year in plan.years)
    assert not plan.contains(Period.parse(str(plan.base_year)))


def test_the_half_of_the_fifth_year_is_four_and_a_half_years_into_the_plan() -> None:
    assert Period.parse("2016-2020").elapsed_at(Period.parse("2020-H1")) == Fraction(9, 2)


@pytest.mark.parametrize(
    ("reporting", "code", "months"),
    [
        ("2021", "2021", 12), ("2021-H1", "2021-H1", 6), ("2021-H2", "2021", 12), ("2021-Q2", "2021-M1M6", 6),
        ("2023", "2021-2023", 12), ("2023-H2", "2021-2023", 12), ("2023-H1", "2021-2023-H1", 6),
        ("2023-M1", "2021-2023-M1", 1), ("2023-Q1Q3", "2021-2023-Q1Q3", 9), ("2021-2025", "2021-2025", 12),
    ],
)  # fmt: skip
def test_a_plan_up_to_a_period_begins_with_the_plan_and_ends_with_the_period(
    reporting: str, code: str, months: int
) -> None:
    stretch = Period.parse("2021-2025").up_to(Period.parse(reporting))
    assert (stretch.code, stretch.first_year, stretch.first_month, stretch.last_month) == (code, 2021, 1, months)
