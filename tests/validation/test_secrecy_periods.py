"""No single installation can be inferred from sums of different years, or from parts of a year put together."""

from collections.abc import Mapping, Sequence

import pytest

from disclosure.model.rules import Rules
from tests.validation.plants import NOT_CORRECTED, Row, told

SUM, REGION, DEVICE, LISTING, RECORD = "aggregate", "region", "installation", "listing", "efficiency-record"
Told = list[tuple[str, str, str]]
PARTS = ({"code": "990001", "parent": "990000"}, {"code": "990002", "parent": "990000"})
NOBODY = {"decision": "not_listed", "valid_to": "", **NOT_CORRECTED}
SOUND = {"units": "8", "value": "1240", "largest_share": "20"}
MADE = {"output_consent": "书面同意 2026-01-03"}


def sums(rules: Rules, whole: Row, *more: Row, regions: Sequence[Row] = PARTS) -> Told:
    """What is found in some sums where nobody is named."""
    return told(rules, {SUM: {**SOUND, **whole}, LISTING: NOBODY}, {SUM: more, REGION: regions})


@pytest.mark.parametrize(
    ("units", "value", "is_told"),
    [
        # One or two more or fewer than in the year before.
        ("9", "1400", True), ("10", "1600", True), ("7", "1000", True), ("6", "900", True),
        # Nobody, or enough.
        ("8", "1240", False), ("8", "1300", False), ("11", "1700", False), ("5", "800", False),
        # More of them make less, and fewer make more: these are not the same ones.
        ("9", "1239", False), ("9", "1240", False), ("9", "1241", True), ("7", "1241", False), ("7", "1239", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("period", ["2024", "2020", "2025-H1"])
def test_capacities_of_two_years_differ_by_nobody_or_by_enough(
    rules: Rules, units: str, value: str, is_told: bool, period: str
) -> None:
    earlier = {"period": period, "units": "8", "value": "1240"}
    assert sums(rules, {"units": units, "value": value}, earlier) == [("P402", "units", "years")] * is_told


def test_any_two_of_several_years_are_held_against_each_other(rules: Rules) -> None:
    others = [{"period": "2023", "units": "9", "value": "1400", "largest_share": "17"},
              {"period": "2024", "units": "12", "value": "1900", "largest_share": "12"}]  # fmt: skip
    assert sums(rules, {}, *others) == [("P402", "units", "years")]
    assert sums(rules, {}, {**others[0], "units": "11"}, {**others[1], "units": "14"}) == []


@pytest.mark.parametrize(
    "other", [{"product_code": "glass"}, {"quantity": "output"}, {"quantity": "energy"}, {"region_code": "980000"}]
)
def test_capacities_of_different_years_and_other_things_are_not_compared(
    rules: Rules, other: Mapping[str, str]
) -> None:
    earlier = {"period": "2024", "units": "9", "value": "1400", **other}
    regions = [*PARTS, {"code": "980000", "parent": ""}]
    assert sums(rules, {}, earlier, regions=regions) == []


@pytest.mark.parametrize("quantity", ["output", "energy"])
def test_what_is_made_in_different_years_is_not_compared(rules: Rules, quantity: str) -> None:
    earlier = {"period": "2024", "units": "9", "value": "1400", "quantity": quantity}
    assert sums(rules, {"quantity": quantity}, earlier) == []


@pytest.mark.parametrize(
    ("share", "is_told"),
    # The largest of 1,600 is none of the 1,240 of the year before: at most 85 % of the 360 that are new.
    [("19.1", False), ("19.2", True)],
)
def test_nobody_dominates_what_is_new_in_a_year(rules: Rules, share: str, is_told: bool) -> None:
    earlier = {"period": "2024", "units": "8", "value": "1240", "largest_share": "20"}
    found = sums(rules, {"units": "12", "value": "1600", "largest_share": share}, earlier)
    assert found == [("P402", "largest_share", "rest")] * is_told


@pytest.mark.parametrize(
    ("commissioned", "named", "units", "is_told"),
    [
        ("2025", True, "11", True), ("2025-03", True, "11", True), ("2025-12-31", True, "11", True),
        ("2025", True, "12", False), ("2024-12", True, "11", False), ("2026-01", True, "11", False), ("", True, "11", False),
        ("2025", False, "11", False),
    ],
)  # fmt: skip
def test_who_began_between_the_years_and_is_named_is_none_of_those_that_are_left(
    rules: Rules, commissioned: str, named: bool, units: str, is_told: bool
) -> None:
    earlier = {"period": "2024", "units": "8", "value": "1240"}
    found = began(rules, commissioned, named, {"units": units, "value": "1840", "largest_share": "18"}, earlier)
    assert found == [("P402", "units", "years")] * is_told


def began(rules: Rules, commissioned: str, named: bool, whole: Row, earlier: Row) -> Told:
    """What is found in two years' sums where the registered installation began on a day, and is named or not."""
    changes = {
        SUM: {**SOUND, **whole}, DEVICE: {"commissioned": commissioned}, "retrofit": {"capacity": ""},
        LISTING: NOT_CORRECTED if named else NOBODY,
    }  # fmt: skip
    return told(rules, changes, {SUM: [earlier]})


@pytest.mark.parametrize(
    ("period", "units", "value", "problem"),
    [
        # The part is published for another year than the whole.
        ("2024", "5", "620", ""), ("2024", "6", "620", "periods"), ("2024", "7", "620", "periods"), ("2024", "8", "620", ""),
        ("2018-H1", "7", "620", "periods"),
        # Other installations than those of the whole: nothing follows.
        ("2024", "9", "620", ""), ("2024", "7", "1240", ""), ("2024", "7", "1239", "periods"),
        # Of the same year these would be faults.
        ("2025", "7", "620", "children"), ("2025", "9", "620", "more"),
    ],
)  # fmt: skip
def test_the_capacity_of_a_part_in_another_year_is_subtracted(
    rules: Rules, period: str, units: str, value: str, problem: str
) -> None:
    part = {"region_code": "990001", "period": period, "units": units, "value": value}
    found = sums(rules, {"largest_share": "20"}, part)
    assert found == ([("P402", "units", problem)] if problem else [])


def test_the_nearest_year_of_a_part_stands_in_for_one_that_is_not_published(rules: Rules) -> None:
    near = {"region_code": "990001", "period": "2024", "units": "5", "value": "620"}
    far = {**near, "period": "2020", "units": "8", "value": "900", "largest_share": "15"}
    assert sums(rules, {"units": "10"}, near, far) == []
    assert sums(rules, {"units": "10"}, {**near, "period": "2019"}, far) == [("P402", "units", "periods")]


@pytest.mark.parametrize(("earlier", "later"), [("5", "9"), ("9", "5")])
def test_a_reader_may_take_the_year_before_or_the_year_after(rules: Rules, earlier: str, later: str) -> None:
    part = {"region_code": "990001", "largest_share": "15"}
    before = {**part, "period": "2024", "units": earlier, "value": "620" if earlier == "5" else "1100"}
    after = {**part, "period": "2026", "units": later, "value": "620" if later == "5" else "1100"}
    whole = {"period": "2025", "units": "10", "value": "1240"}
    found = sums(rules, whole, {**before, "largest_share": "30"}, {**after, "largest_share": "30"})
    assert ("P402", "units", "periods") in found


HALVES = ("2025-H1", "2025-H2")


@pytest.mark.parametrize("quantity", ["output", "energy"])
@pytest.mark.parametrize(
    ("units", "periods", "is_told"),
    [(("7", "6"), HALVES, True), (("6", "7"), HALVES, True), (("5", "5"), HALVES, False), (("8", "8"), HALVES, False),
     (("7", "7"), ("2025-H1", "2025-Q3"), False), (("7", "7"), ("2025-Q1Q3", "2025-Q4"), True)],
)  # fmt: skip
def test_halves_of_a_part_make_up_its_year(
    rules: Rules, quantity: str, units: tuple[str, str], periods: tuple[str, str], is_told: bool
) -> None:
    halves = [
        {"region_code": "990001", "period": period, "units": count, "value": "300", "quantity": quantity}
        for period, count in zip(periods, units, strict=True)
    ]
    assert sums(rules, {"quantity": quantity}, *halves) == [("P402", "units", "periods")] * is_told


def made(rules: Rules, whole: Row, *periods: tuple[str, str], sum_more: Sequence[Row] = ()) -> Told:
    """What is found where the one named installation published outputs of some periods."""
    first, *others = [{**MADE, "period": period, "output": output} for period, output in periods]
    base = {"quantity": "output", "unit": "10k_t", "value": "400", "units": "6", **whole}
    changes = {SUM: base, RECORD: first, LISTING: {**NOT_CORRECTED, "period": first["period"]}}
    return told(rules, changes, {RECORD: others, SUM: [{**base, **more} for more in sum_more]})


@pytest.mark.parametrize(
    ("periods", "share", "is_told"),
    [
        # Of 400 the named one made 100; another at most 63.75 %, which is 85 % of the 300 that are left.
        ((("2025-H1", "40"), ("2025-H2", "60")), "63.75", False), ((("2025-H1", "40"), ("2025-H2", "60")), "63.8", True),
        ((("2025-Q1", "20"), ("2025-Q2", "20"), ("2025-H2", "60")), "63.8", True),
        # A quarter is missing, so that nobody knows how much the year was.
        ((("2025-H1", "40"), ("2025-Q3", "60")), "63.8", False),
        # Halves of different years.
        ((("2024-H2", "40"), ("2025-H1", "60")), "63.8", False),
    ],
)  # fmt: skip
def test_named_halves_add_up_to_the_year(
    rules: Rules, periods: Sequence[tuple[str, str]], share: str, is_told: bool
) -> None:
    found = made(rules, {"largest_share": share}, *periods)
    assert found == [("P402", "largest_share", "rest")] * is_told


@pytest.mark.parametrize(("units", "is_told"), [("4", False), ("3", True)])
def test_a_year_without_its_first_half_is_the_second(rules: Rules, units: str, is_told: bool) -> None:
    found = made(
        rules, {"period": "2025-H2", "units": units, "largest_share": "40"}, ("2025", "100"), ("2025-H1", "60")
    )
    assert found == [("P402", "units", "named")] * is_told


@pytest.mark.parametrize(("units", "is_told"), [("4", False), ("3", True)])
def test_a_named_year_is_subtracted_from_the_sums_of_two_halves(rules: Rules, units: str, is_told: bool) -> None:
    halves = {"units": units, "largest_share": "40", "period": "2025-H1"}
    found = made(rules, halves, ("2025", "100"), sum_more=[{"period": "2025-H2"}])
    assert found == [("P402", "units", "periods")] * is_told


@pytest.mark.parametrize(
    ("capacity_unit", "unit", "value", "share", "is_told"),
    [
        ("10k_t_per_year", "10k_t", "400", "63.75", False), ("10k_t_per_year", "10k_t", "400", "63.8", True),
        ("10k_t", "10k_t", "400", "63.8", True), ("10k_m2_per_year", "10k_t", "400", "63.8", False),
    ],
)  # fmt: skip
def test_outputs_are_in_what_a_capacity_makes_in_a_year(
    rules: Rules, capacity_unit: str, unit: str, value: str, share: str, is_told: bool
) -> None:
    whole = {"quantity": "output", "unit": unit, "value": value, "units": "6", "largest_share": share}
    changes = {SUM: whole, RECORD: {**MADE, "output": "100"}, LISTING: NOT_CORRECTED,
               "product": {"capacity_unit": capacity_unit}}  # fmt: skip
    assert told(rules, changes) == [("P402", "largest_share", "rest")] * is_told


@pytest.mark.parametrize(
    ("unit", "value", "share", "is_told"),
    [
        # 100 of 10,000 t at 120 kgce/t are 12 of 10,000 tce; of the 38 that are left another makes at most 64.6 % of 50.
        ("10k_tce", "50", "64.6", False), ("10k_tce", "50", "64.7", True), ("tce", "500000", "64.6", False),
        ("tce", "500000", "64.7", True), ("kwh", "500000", "64.7", False), ("10k_tce", "11.9", "30", True),
    ],
)  # fmt: skip
def test_the_energy_that_follows_from_a_named_output_is_subtracted(
    rules: Rules, unit: str, value: str, share: str, is_told: bool
) -> None:
    whole = {"quantity": "energy", "unit": unit, "value": value, "units": "6", "largest_share": share}
    found = told(rules, {SUM: whole, RECORD: {**MADE, "output": "100"}, LISTING: NOT_CORRECTED})
    assert found == [("P402", "largest_share", "rest")] * is_told


def test_no_energy_follows_from_an_output_of_another_kind(rules: Rules) -> None:
    """120 kgce/t say nothing of 100 of 10,000 m²."""
    whole = {"quantity": "energy", "unit": "10k_tce", "value": "50", "units": "6", "largest_share": "64.7"}
    changes = {SUM: whole, RECORD: {**MADE, "output": "100"}, LISTING: NOT_CORRECTED}
    assert told(rules, changes) == [("P402", "largest_share", "rest")]
    assert told(rules, {**changes, "product": {"capacity_unit": "10k_m2_per_year"}}) == []
