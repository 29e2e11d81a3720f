"""What is taken from the records: how far rounding reaches, and which targets hold at a period."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.measures import formulas
from disclosure.measures.inputs import Stock, choose_target, interval_of
from disclosure.model.levels import Yardstick
from disclosure.model.periods import Period
from disclosure.model.records import Measure, Processing, ValueStatus
from disclosure.model.release import Reason
from tests.measures import making


@pytest.mark.parametrize(
    ("printed", "value", "half"),
    [
        ("3.75", "37500", "50"), ("3.75亿吨标准煤", "37500", "50"), ("约 1,234.5 万吨", "12345000", "500"),
        ("4.0~4.5", "40000", "500"), ("13 级 4.5", "13", "0.5"), ("", "12.5", "0.05"), ("0", "12.5", "0.05"), ("…", "7", "0.5"),
    ],
)  # fmt: skip
def test_rounding_of_a_converted_figure_reaches_as_far_as_the_printed_one_did(
    printed: str, value: str, half: str
) -> None:
    point = replace(making.observation(value, "2021", Measure.LEVEL, "total"), as_printed=printed)
    found = interval_of(replace(point, processing=Processing.UNIT_CONVERTED), Decimal(value))
    assert (found.low, found.high) == (Decimal(value) - Decimal(half), Decimal(value) + Decimal(half))


def found(yardstick: Yardstick, period: str, targets: Sequence[tuple[str, Measure, str]]) -> list[str]:
    made = [making.target(value, measure, when, dimension="total") for value, measure, when in targets]
    stock = Stock.of(made, ())
    series = (making.REGION, "all", making.TOTAL.indicator)
    return [str(target.value) for target in stock.targets_for(series, yardstick, making.PLAN, Period.parse(period))]


def test_a_yardstick_has_its_own_targets() -> None:
    targets = [
        ("-13", Measure.CUMULATIVE_CHANGE, "2021-2025"), ("-12", Measure.CUMULATIVE_CHANGE, "2016-2020"),
        ("5000", Measure.LEVEL, "2025"), ("4000", Measure.LEVEL, "2024"), ("300", Measure.INCREMENT, "2021-2025"),
        ("-3", Measure.YEARLY_CHANGE, "2023"), ("-2", Measure.YEARLY_CHANGE, "2024"), ("-9", Measure.YEARLY_CHANGE, "2021-2025"),
    ]  # fmt: skip
    assert found(Yardstick.PLAN_SCHEDULE, "2023", targets) == ["-13", "5000", "300"]
    assert found(Yardstick.ANNUAL_TASK, "2023", targets) == ["-3"]
    assert found(Yardstick.ANNUAL_TASK, "2024-H1", targets) == ["-2"]
    assert found(Yardstick.ANNUAL_TASK, "2025", targets) == []


@pytest.mark.parametrize("part", ["H1", "H2", "Q1", "Q1Q3", "M1M7"])
def test_what_is_set_for_a_part_of_a_year_is_no_target_of_the_year(part: str) -> None:
    task = ("-1.5", Measure.YEARLY_CHANGE, f"2025-{part}")
    cap = ("2500", Measure.LEVEL, f"2025-{part}")
    for period in ("2025", f"2025-{part}"):
        assert found(Yardstick.ANNUAL_TASK, period, [task]) == []
        assert found(Yardstick.ANNUAL_TASK, period, [task, ("-3", Measure.YEARLY_CHANGE, "2025")]) == ["-3"]
        assert found(Yardstick.PLAN_SCHEDULE, period, [cap]) == []
        assert found(Yardstick.PLAN_SCHEDULE, period, [cap, ("5000", Measure.LEVEL, "2025")]) == ["5000"]


def test_the_latest_vintage_counts_whatever_the_order_of_the_rows() -> None:
    first, revised = making.observation("-3.5", "2021"), replace(making.observation("-3.7", "2021"), vintage=2)
    series = (making.REGION, "all", making.INTENSITY.indicator)
    for rows in ([first, revised], [revised, first]):
        point = Stock.of((), rows).find(series, Measure.YEARLY_CHANGE, "2021")
        assert point is not None
        assert point.value == Decimal("-3.7")


def test_what_is_kept_does_not_depend_on_how_a_number_was_written() -> None:
    whole, half = Period.parse("2021-2025").elapsed_at(Period.parse("2022")), Decimal("0.5")
    pairs = [
        [str(formulas.required_reduction(Decimal(text), whole, 5)) for text in order]
        + [str(formulas.progress(half, Decimal(text))) for text in order]
        for order in (("0.16", "0.160"), ("0.170", "0.17"))
    ]
    assert all(first == second for row in pairs for first, second in (row[:2], row[2:]))


def test_a_doubtful_figure_judges_nothing_and_hides_no_sound_one() -> None:
    sound = making.observation("-3", "2021")
    doubtful = replace(making.observation("-9", "2021"), value_status=ValueStatus.DOUBTFUL, vintage=2)
    series = (making.REGION, "all", sound.indicator)
    assert Stock.of((), (doubtful,)).find(series, Measure.YEARLY_CHANGE, "2021") is None
    for order in ((sound, doubtful), (doubtful, sound)):
        found = Stock.of((), order).find(series, Measure.YEARLY_CHANGE, "2021")
        assert found is not None
        assert found.record is sound


def test_a_doubtful_target_is_no_target_to_judge_by() -> None:
    doubtful = replace(making.target("-12"), value_status=ValueStatus.DOUBTFUL)
    assert isinstance(choose_target([doubtful]), Reason)
    sound = making.target("-13")
    assert choose_target([doubtful, sound]) is sound
