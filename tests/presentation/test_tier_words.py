"""How far a figure is from a level, in words: exact at the levels, with negative levels, and where more is better."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.measures.tiers import judge
from disclosure.model.efficiency import Product, Reported, Tier
from disclosure.model.lists import Judgement
from disclosure.presentation import tier_words
from disclosure.presentation.view import View
from tests.presentation.city import LEVELS, PRODUCTS, record

BY_CODE = {product.code: product for product in PRODUCTS}
LEVEL = {level.product: level for level in LEVELS if level.edition == "2021"}


def judged(code: str, value: str) -> tuple[Judgement, Product]:
    return judge(record("u-1", value), BY_CODE[code], LEVEL[code]), BY_CODE[code]


@pytest.mark.parametrize(
    ("code", "value", "side", "said"),
    [
        ("cement_clinker", "129", "baseline", "每吨比基准水平多用 12 千克标准煤（高\u00a010.3%）"),
        ("cement_clinker", "99.9", "benchmark", "每吨比标杆水平少用 0.1 千克标准煤（低\u00a00.1%）"),
        ("cement_clinker", "100", "benchmark", "与标杆水平相等"),
        ("cement_clinker", "117", "baseline", "与基准水平相等"),
        ("cement_clinker", "100.01", "benchmark", "每吨比标杆水平多用 0.01 千克标准煤（高\u00a00.01%）"),
        ("converter_steel", "-12", "benchmark", "每吨比标杆水平多用 18 千克标准煤"),
        ("converter_steel", "-31", "benchmark", "每吨比标杆水平少用 1 千克标准煤"),
        ("waste_heat", "88", "baseline", "比基准水平低 2 个百分点"),
        ("waste_heat", "96", "benchmark", "比标杆水平高 1 个百分点"),
        ("data_center_large", "1.42", "baseline", "比基准水平高 0.12（高\u00a09.2%）"),
        ("data_center_large", "1.42", "benchmark", ""),
    ],
)
def test_a_distance_is_a_difference_and_a_ratio_only_of_positive_levels(
    city_zh: View, code: str, value: str, side: str, said: str
) -> None:
    judgement, product = judged(code, value)
    assert tier_words.distance(city_zh, judgement, product, side) == said


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("cement_clinker", "129", "uses 12 kgce/t more than the baseline level (10.3% higher)"),
        ("cement_clinker", "117", "is equal to the baseline level"),
        ("converter_steel", "-4", "uses 6 kgce/t more than the baseline level"),
        ("waste_heat", "88", "is 2 percentage points below the baseline level"),
    ],
)
def test_a_distance_in_english_names_its_whole_unit(city_en: View, code: str, value: str, said: str) -> None:
    judgement, product = judged(code, value)
    assert tier_words.distance(city_en, judgement, product, "baseline").replace("\u00a0", " ") == said


def test_a_level_of_zero_has_no_ratio(city_zh: View) -> None:
    product = BY_CODE["converter_steel"]
    level = replace(LEVEL["converter_steel"], baseline_level=Decimal(0))
    judgement = judge(record("u-1", "3"), product, level)
    assert tier_words.distance(city_zh, judgement, product, "baseline") == "每吨比基准水平多用 3 千克标准煤"


@pytest.mark.parametrize(
    ("code", "value", "side"),
    [
        ("cement_clinker", "129", "baseline"),
        ("cement_clinker", "110", "benchmark"),
        ("cement_clinker", "90", "benchmark"),
        ("data_center_large", "1.2", "baseline"),
    ],
)
def test_those_below_the_baseline_are_told_their_distance_to_it_others_that_to_the_benchmark(
    code: str, value: str, side: str
) -> None:
    assert tier_words.deciding_side(judged(code, value)[0]) == side


def test_without_a_figure_there_is_no_distance(city_zh: View) -> None:
    product = BY_CODE["cement_clinker"]
    missing = record("u-1", "", value_status=Reported.NOT_REPORTED)
    judgement = judge(missing, product, LEVEL["cement_clinker"])
    assert judgement.tier is Tier.NOT_REPORTED
    assert tier_words.deciding_side(judgement) == ""
    assert tier_words.measured(city_zh, missing, product) == "应报未报"


def test_a_missing_level_says_that_it_is_not_on_record(city_zh: View) -> None:
    assert tier_words.level_value(city_zh, LEVEL["lime"], "benchmark") == "未收录"
    assert tier_words.level_value(city_zh, None, "baseline") == "未收录"


def test_where_no_benchmark_level_is_on_record_none_is_said_to_be_missed(city_zh: View) -> None:
    judgement, _ = judged("data_center_large", "1.25")
    assert tier_words.judged(city_zh, judgement)["label"] == "居中：达到基准水平（没有收录标杆水平）"
