"""No single installation can be inferred from published sums, by themselves or by subtraction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.findings import Findings
from disclosure.model.rules import Rules
from disclosure.presentation.messages import as_text
from tests.validation.plants import NOT_CORRECTED, UNDECIDED, Row, judged, package, rows_of, told, wordings

SUM, REGION, DEVICE, LISTING, RECORD = "aggregate", "region", "installation", "listing", "efficiency-record"
Told = list[tuple[str, str, str]]
PARTS = ({"code": "990001", "parent": "990000"}, {"code": "990002", "parent": "990000"})
UNNAMED = {LISTING: {"decision": "not_listed", "valid_to": "", **NOT_CORRECTED}}


def sums(rules: Rules, whole: Mapping[str, str], *parts: Row, regions: Sequence[Row] = PARTS) -> Told:
    """What is found in a sum and the sums of regions within it, where no installation is named."""
    return told(rules, {SUM: whole, **UNNAMED}, {SUM: parts, REGION: regions})


@pytest.mark.parametrize(
    ("units", "value", "share", "expected"),
    [
        ("0", "0", "0", []), ("0", "0", "100", []), ("0", "0.1", "0", [("P402", "units", "zero")]),
        ("1", "155", "100", [("P402", "units", "few")]), ("2", "300", "50", [("P402", "units", "few")]),
        ("3", "300", "50", []), ("3", "300", "85", []), ("3", "300", "85.0", []),
        ("3", "300", "85.01", [("P402", "largest_share", "share")]),
        ("30", "300", "100", [("P402", "largest_share", "share")]),
    ],
)  # fmt: skip
def test_a_sum_has_enough_installations_and_none_makes_too_much_of_it(
    rules: Rules, units: str, value: str, share: str, expected: Told
) -> None:
    assert sums(rules, {"units": units, "value": value, "largest_share": share}) == expected


def test_without_rules_no_sum_is_published(rules: Rules) -> None:
    nothing = replace(rules, lists=replace(rules.lists, small_cells=None))
    assert told(nothing, {}) == [("P402", "units", "no_rules")]


def test_a_capacity_is_in_the_product_s_unit_and_other_quantities_are_not(rules: Rules) -> None:
    assert sums(rules, {"unit": "10k_m2"}) == [("D330", "unit", "")]
    assert sums(rules, {"unit": "10k_tce", "quantity": "energy"}) == []


@pytest.mark.parametrize(
    ("parts", "is_told"),
    [
        (("5",), False), (("6",), True), (("7",), True), (("8",), False), (("3", "3"), True), (("4", "4"), False),
        (("3", "0"), False), (("0", "0"), False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quantity", ["capacity", "output", "energy"])
def test_a_sum_minus_its_parts_leaves_enough_or_nothing(
    rules: Rules, quantity: str, parts: tuple[str, ...], is_told: bool
) -> None:
    regions = ("990001", "990002")
    rows = [
        {"region_code": region, "units": units, "value": "0" if units == "0" else "300", "quantity": quantity}
        for region, units in zip(regions, parts, strict=False)
    ]
    assert sums(rules, {"quantity": quantity}, *rows) == [("P402", "units", "children")] * is_told


@pytest.mark.parametrize(
    "other", [{"product_code": "glass"}, {"period": "2024"}, {"quantity": "output"}, {"region_code": "980000"}]
)
def test_sums_of_other_things_are_not_subtracted(rules: Rules, other: Mapping[str, str]) -> None:
    part = {"region_code": "990001", "units": "7", **other}
    regions = [*PARTS, {"code": "980000", "parent": ""}]
    assert sums(rules, {}, part, regions=regions) == []


def test_a_region_further_down_counts_where_those_between_publish_nothing(rules: Rules) -> None:
    regions = [PARTS[0], {"code": "990011", "parent": "990001"}]
    below = {"region_code": "990011", "units": "6"}
    assert sums(rules, {}, below, regions=regions) == [("P402", "units", "children")]
    between = {"region_code": "990001", "units": "8"}
    found = sums(rules, {}, between, below, regions=regions)
    assert found == [("P402", "units", "children")]


def test_regions_in_a_circle_end_the_search(rules: Rules) -> None:
    regions = [{"code": "990001", "parent": "990002"}, {"code": "990002", "parent": "990001"}]
    part = {"region_code": "990001", "units": "7"}
    assert sums(rules, {}, part, regions=regions) == []


def named(
    rules: Rules, units: str, count: int, region: str = "990000", parts: Sequence[Row] = (), **device: str
) -> Told:
    """What is found in a sum where so many installations are named as lagging."""
    codes = [f"u-{number:03d}" for number in range(2, count + 1)]
    more = {
        DEVICE: [{"code": code, "name": f"青禾 {code} 线", "region_code": region, **device} for code in codes],
        LISTING: [{**NOT_CORRECTED, "code": code, "installation_code": code} for code in codes],
        RECORD: [{"installation_code": code} for code in codes], REGION: PARTS, SUM: parts,
    }  # fmt: skip
    return told(rules, {SUM: {"units": units}, DEVICE: {"region_code": region, **device}, LISTING: NOT_CORRECTED}, more)


@pytest.mark.parametrize("region", ["990000", "990001"])
@pytest.mark.parametrize(
    ("units", "count", "is_told"),
    [
        ("8", 5, False),
        ("8", 6, True),
        ("8", 7, True),
        ("8", 8, True),
        ("8", 9, True),
        ("4", 1, False),
        ("3", 1, True),
        ("3", 2, True),
    ],
)
def test_a_sum_holds_enough_installations_that_are_never_named(
    rules: Rules, units: str, count: int, is_told: bool, region: str
) -> None:
    assert named(rules, units, count, region) == [("P402", "units", "named")] * is_told


def test_installations_without_a_published_capacity_cannot_be_subtracted(rules: Rules) -> None:
    silent = {DEVICE: {"capacity": ""}, LISTING: NOT_CORRECTED, SUM: {"units": "3"}}
    assert told(rules, {**silent, "retrofit": {"capacity": ""}}) == []
    assert told(rules, silent) == [("P402", "units", "named")]


def test_parts_and_names_are_subtracted_together(rules: Rules) -> None:
    part = {"region_code": "990001", "units": "4", "value": "620"}
    assert named(rules, "8", 1, "990002", [part]) == []
    assert named(rules, "8", 2, "990002", [part]) == [("P402", "units", "both")]
    assert named(rules, "8", 2, "990001", [{**part, "units": "5"}]) == []


def listed(rules: Rules, count: int, last: Row, whole: Row) -> Told:
    """What is found where so many installations are listed, the last of them with an entry of its own kind."""
    codes = [f"u-{number:03d}" for number in range(2, count + 1)]
    entries: list[Row] = [{**NOT_CORRECTED, "code": code, "installation_code": code} for code in codes]
    entries[-1] = {**entries[-1], **last}
    more = {
        DEVICE: [{"code": code, "name": f"青禾 {code} 线"} for code in codes], LISTING: entries,
        RECORD: [{"installation_code": code} for code in codes],
    }  # fmt: skip
    return told(rules, {SUM: whole, LISTING: NOT_CORRECTED}, more)


@pytest.mark.parametrize(
    ("last", "left"),
    [
        ({"withdrawn_on": "2026-06-01", "withdrawn_reason": "数据有误。"}, "2"), ({"valid_to": "2026-06-01"}, "2"), ({}, "2"),
        ({"withdrawn_on": "2026-03-18", "withdrawn_reason": "数据有误。"}, ""), ({"decision": "not_listed", "valid_to": ""}, ""),
        (UNDECIDED, ""),
    ],
)  # fmt: skip
def test_who_was_named_on_some_day_can_be_subtracted_and_who_never_was_cannot(
    rules: Rules, last: Row, left: str
) -> None:
    found = listed(rules, 3, last, {"units": "5", "value": "775"})
    assert found == [("P402", "units", "named")] * bool(left)


@pytest.mark.parametrize(("last", "whole"), [({"valid_to": "2026-06-01"}, "4"), ({}, "4"), ({}, "3")])
def test_a_sum_of_installations_that_are_all_named_is_refused_as_their_entries_end(
    rules: Rules, last: Row, whole: str
) -> None:
    found = listed(rules, 4, last, {"units": whole, "value": "620", "largest_share": "30"})
    assert found == [("P402", "units", "named")]


@pytest.mark.parametrize("quantity", ["output", "energy"])
@pytest.mark.parametrize(
    ("units", "output", "period", "is_told"),
    [
        ("3", "100", "2025", True), ("4", "100", "2025", False), ("3", "", "2025", False), ("3", "100", "2024", False),
        ("3", "100", "2025-H2", False),
    ],
)  # fmt: skip
def test_an_output_that_is_named_is_subtracted_from_outputs_and_energy(
    rules: Rules, quantity: str, units: str, output: str, period: str, is_told: bool
) -> None:
    made = {"output": output, "output_consent": output and "书面同意 2026-01-03"}
    whole = {"units": units, "value": "400", "quantity": quantity, "unit": "10k_t", "largest_share": "40"}
    found = told(rules, {SUM: {**whole, "period": period}, RECORD: made, LISTING: NOT_CORRECTED})
    assert found == [("P402", "units", "named")] * is_told


def test_the_outputs_of_two_halves_are_subtracted_from_that_of_the_year_once(rules: Rules) -> None:
    made = {"output": "100", "output_consent": "书面同意 2026-01-03"}
    whole = {"value": "400", "quantity": "output", "unit": "10k_t", "largest_share": "40"}
    halves = {RECORD: [{**made, "period": period} for period in ("2025-H1", "2025-H2")]}
    for units, is_told in (("3", True), ("4", False)):
        found = told(rules, {SUM: {**whole, "units": units}, LISTING: NOT_CORRECTED}, halves)
        assert found == [("P402", "units", "named")] * is_told


@pytest.mark.parametrize(
    ("period", "share", "more", "is_told"),
    [
        # Of the 400, 120 are named; somebody else made at most 59.5 % of the whole, 85 % of the 280 that are left.
        ("2025", "59.5", {}, False), ("2025", "59.6", {}, True), ("2025", "59.6", {"unit": "t"}, False),
        ("2025", "59.6", {"quantity": "energy", "unit": "10k_tce"}, False),
        # The output of a part of the year is none of the whole year, before or after it.
        ("2025-H1", "59.6", {}, False),
    ],
)  # fmt: skip
def test_nobody_dominates_what_named_outputs_leave(
    rules: Rules, period: str, share: str, more: Row, is_told: bool
) -> None:
    made = {"output_consent": "书面同意 2026-01-03", "period": period}
    whole = {"units": "6", "value": "400", "quantity": "output", "unit": "10k_t", "largest_share": share, **more}
    rows = rows_of(
        {SUM: whole, RECORD: {**made, "output": "60"}, LISTING: {**NOT_CORRECTED, "period": period}},
        {
            DEVICE: [{"code": "u-002", "name": "青禾 2 号线"}],
            RECORD: [{**made, "installation_code": "u-002", "output": "60"}],
            LISTING: [{**NOT_CORRECTED, "code": "l-002", "installation_code": "u-002", "period": period}],
        },
    )
    found = [one for one in judged(rules, [package("plants", rows)]) if one.code == "P402"]
    assert [one.facts["problem"] for one in found] == ["rest"] * is_told


@pytest.mark.parametrize("order", [1, -1])
def test_the_output_of_a_year_is_known_beside_that_of_a_part_of_it(rules: Rules, order: int) -> None:
    consent = {"output_consent": "书面同意 2026-01-03"}
    records = [{**consent, "output": "100"}, {**consent, "period": "2025-H1", "output": "50"}][::order]
    for share, is_told in (("63.75", False), ("64", True)):
        whole = {"units": "6", "value": "400", "quantity": "output", "unit": "10k_t", "largest_share": share}
        found = told(rules, {SUM: whole, RECORD: records[0], LISTING: NOT_CORRECTED}, {RECORD: records[1:]})
        assert found == [("P402", "largest_share", "rest")] * is_told


def test_a_refused_sum_is_told_with_the_law_and_the_numbers_of_the_rules(rules: Rules) -> None:
    rows = rows_of({SUM: {"units": "2"}, **UNNAMED})
    said = ["".join(as_text(Findings.of(judged(rules, [package("plants", rows)])), words)) for words in wordings()]
    for law, text in zip(("统计法规定", "The Statistics Law"), said, strict=True):
        assert law in text
        assert "85" in text
        assert "[small_cells]" in text


def test_an_output_of_somebody_who_is_never_named_is_not_subtracted(rules: Rules) -> None:
    made = {"output": "100", "output_consent": "书面同意 2026-01-03"}
    whole = {"units": "3", "value": "300", "quantity": "output", "unit": "10k_t", "largest_share": "40"}
    assert told(rules, {SUM: whole, RECORD: made, **UNNAMED}) == []


def rest(rules: Rules, whole: Row, named: str, unnamed: str = "", part: Row | None = None) -> Told:
    """What is found where one installation is named with a capacity and another, unnamed, is registered with one."""
    devices = [{"code": "u-002", "name": "青禾 2 号线", "capacity": unnamed}]
    more = {DEVICE: devices, REGION: PARTS, SUM: [part] if part else []}
    return told(
        rules, {SUM: whole, DEVICE: {"capacity": named}, LISTING: NOT_CORRECTED, "retrofit": {"capacity": ""}}, more
    )


@pytest.mark.parametrize(
    ("value", "share", "named", "unnamed", "is_told"),
    [
        # The largest is none of the named: it is the share of the sum, held against what is left.
        ("1000", "68", "200", "", False), ("1000", "68.1", "200", "", True), ("1000", "68", "201", "", True),
        # The largest is the named one: on a day on which it is not named, it is a part of what is left.
        ("1000", "50", "500", "", False), ("1000", "85", "850", "", False),
        # What the register tells of an unnamed one counts too.
        ("1000", "50", "500", "425", False), ("1000", "50", "500", "426", True),
        # What is named is more than the sum.
        ("100", "30", "200", "", True),
    ],
)  # fmt: skip
def test_nobody_dominates_what_is_left(
    rules: Rules, value: str, share: str, named: str, unnamed: str, is_told: bool
) -> None:
    found = rest(rules, {"units": "6", "value": value, "largest_share": share}, named, unnamed)
    assert found == [("P402", "largest_share", "rest")] * is_told


def test_the_largest_of_the_named_dominates_what_is_left_while_it_is_not_named(rules: Rules) -> None:
    whole = {"units": "6", "value": "1000", "largest_share": "60"}
    devices = [{"code": "u-002", "name": "青禾 2 号线", "capacity": "295"}]
    more = {
        DEVICE: devices, RECORD: [{"installation_code": "u-002"}],
        LISTING: [{**NOT_CORRECTED, "code": "l-002", "installation_code": "u-002"}],
    }  # fmt: skip
    changes = {SUM: whole, DEVICE: {"capacity": "600"}, LISTING: NOT_CORRECTED}
    assert told(rules, changes, more) == [("P402", "largest_share", "rest")]
    devices[0]["capacity"] = "294"
    assert told(rules, changes, more) == []


@pytest.mark.parametrize(
    ("value", "share", "is_told"),
    [("400", "10", True), ("290", "10", False), ("300", "10", True), ("720", "83.3", False)],
)
def test_nobody_dominates_what_the_parts_leave(rules: Rules, value: str, share: str, is_told: bool) -> None:
    part = {"region_code": "990001", "units": "4", "value": value, "largest_share": share}
    found = sums(rules, {"units": "8", "value": "1000", "largest_share": "60"}, part)
    assert found == [("P402", "largest_share", "rest")] * is_told


@pytest.mark.parametrize(
    ("parts", "is_told"), [(("8",), False), (("9",), True), (("5", "3"), False), (("5", "4"), True)]
)
def test_parts_hold_no_more_installations_than_their_whole(rules: Rules, parts: tuple[str, ...], is_told: bool) -> None:
    rows = [
        {"region_code": region, "units": units, "value": "300"}
        for region, units in zip(("990001", "990002"), parts, strict=False)
    ]
    assert sums(rules, {}, *rows) == [("P402", "units", "more")] * is_told


@given(whole=st.integers(0, 20), parts=st.lists(st.integers(0, 10), max_size=2), least=st.integers(1, 5))
def test_whatever_remains_is_nothing_or_enough(rules: Rules, whole: int, parts: list[int], least: int) -> None:
    cells = replace(rules.lists.small_cells, least_units=least)  # type: ignore[type-var]  # the shipped rules have them
    other = replace(rules, lists=replace(rules.lists, small_cells=cells))
    rows = [
        {"region_code": f"99000{place}", "units": str(units), "value": "0"}
        for place, units in enumerate(parts, start=1)
    ]
    found = {problem for *_, problem in sums(other, {"units": str(whole), "value": "0"}, *rows)}
    few = any(0 < units < least for units in (whole, *parts))
    assert ("few" in found) == few
    assert ("children" in found) == (bool(parts) and 0 < whole - sum(parts) < least)
