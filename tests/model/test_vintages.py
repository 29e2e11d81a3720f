"""What makes two numbers vintages of one point."""

from dataclasses import replace

import pytest

from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation
from disclosure.model.vintages import point_of, vintages_of
from tests.measures import making

FIRST = making.observation("-3.5", "2021")


def test_vintages_stand_in_the_order_of_publication_whatever_the_order_of_the_rows() -> None:
    second, third = replace(FIRST, vintage=2), replace(FIRST, vintage=3)
    assert vintages_of([third, FIRST, second]) == {point_of(FIRST): (FIRST, second, third)}


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, region="150100"),
        replace(FIRST, sector="industry"),
        replace(FIRST, indicator="energy_consumption"),
        replace(FIRST, measure=Measure.CUMULATIVE_CHANGE),
        replace(FIRST, period=Period.parse("2022")),
    ],
)
def test_another_region_sector_indicator_measure_or_period_is_another_point(other: Observation) -> None:
    assert [len(found) for found in vintages_of([FIRST, other]).values()] == [1, 1]
