"""A committed number in words: what it is decides how it is said, not its unit alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.model.records import Measure, Observation, Processing, ValueStatus
from disclosure.model.release import Release
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def view(release: Release) -> View:
    words = read_wording(ROOT / "templates")
    return View(release, Wording("zh", words["zh"], release.rules.units), Indexes.of(release))


@pytest.fixture(scope="module")
def point(release: Release) -> Observation:
    return next(item for item in release.observations if item.value is not None)


@pytest.mark.parametrize(
    ("measure", "value", "unit", "expected"),
    [
        (Measure.YEARLY_CHANGE, "-4.06", "percent", "下降 4.06%"),
        (Measure.CUMULATIVE_CHANGE, "9.5", "percent", "上升 9.5%"),
        (Measure.YEARLY_CHANGE, "0", "percent", "持平"),
        (Measure.LEVEL, "65.40", "percent", "65.40%"),
        (Measure.LEVEL, "162.1", "10k_tce", "162.1 万吨标准煤"),
        (Measure.INCREMENT, "-253.8", "10k_tce", "−253.8 万吨标准煤"),
    ],
)
def test_only_a_change_rises_or_falls(
    view: View, point: Observation, measure: Measure, value: str, unit: str, expected: str
) -> None:
    said = view.recorded(replace(point, measure=measure, value=Decimal(value), unit=unit, processing=Processing.NONE))
    assert said == expected


@pytest.mark.parametrize(
    ("processing", "expected"),
    [
        (Processing.NONE, "下降 26.31818%"),
        (Processing.SIGN_REVERSED, "下降 26.31818%"),
        (Processing.UNIT_CONVERTED, "下降 26.32%"),
        (Processing.COMPUTED, "下降 26.32%"),
    ],
)
def test_only_digits_that_are_not_the_source_s_own_are_cut(
    view: View, point: Observation, processing: Processing, expected: str
) -> None:
    value = Decimal("-26.31818")
    changed = replace(point, measure=Measure.YEARLY_CHANGE, value=value, unit="percent", processing=processing)
    assert view.recorded(changed) == expected


def test_a_missing_number_says_why_and_a_target_in_words_speaks_for_itself(view: View, release: Release) -> None:
    missing = replace(release.observations[0], value=None, value_status=ValueStatus.NOT_PUBLISHED, as_printed="…")
    assert view.recorded(missing) == "未公布"
    target = replace(release.targets[0], value=None, value_status=ValueStatus.IN_WORDS, as_printed="得到合理控制")
    assert view.recorded(target) == "得到合理控制"
