"""A slipped unit and a rate that its levels contradict, within one family of units and whatever other rows say."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.catalogue import Committed
from disclosure.model.findings import Finding, Severity
from disclosure.model.rules import Rules
from tests.conftest import observation

Check = Callable[[Path], Committed]
Write = Callable[..., Path]


def level(period: str, value: str, unit: str = "10k_tce", **more: str) -> Mapping[str, str]:
    return observation(
        measure="level", indicator_code="energy_consumption", unit=unit, period=period, value=value,
        value_as_printed=value, **more,
    )  # fmt: skip


def growth(period: str, value: str, **more: str) -> Mapping[str, str]:
    return observation(indicator_code="energy_consumption", period=period, value=value, value_as_printed=value, **more)


def found(committed: Committed, code: str) -> list[Finding]:
    return [finding for finding in committed.findings if finding.code == code]


@pytest.mark.parametrize(
    ("last", "unit", "factors"),
    [
        ("4120000", "tce", []), ("398", "10k_tce", []), ("0.0412", "100m_tce", []), ("412", "tce", ["10000"]),
        ("4120000", "10k_tce", ["10000"]), ("412", "100m_tce", ["10000"]), ("412", "percent", []),
    ],
)  # fmt: skip
def test_figures_are_compared_in_one_unit_of_their_family(
    write_package: Write, check: Check, last: str, unit: str, factors: list[str]
) -> None:
    rows = [level("2016", "415.9"), level("2017", "433.1"), level("2018", "398"), level("2019", last, unit)]
    committed = check(write_package("observation", rows))
    assert [finding.facts["factor"] for finding in found(committed, "D308")] == factors
    assert {finding.place.row for finding in found(committed, "D308")} <= {5}


def test_what_is_typical_is_said_in_the_unit_of_the_row(write_package: Write, check: Check) -> None:
    rows = [level("2016", "400"), level("2017", "410"), level("2018", "420"), level("2019", "412", "tce")]
    assert found(check(write_package("observation", rows)), "D308")[0].facts["typical"] == "4100000"


@pytest.mark.parametrize(
    ("last", "is_slip"), [("70", False), ("70.1", True), ("139.9", True), ("140", False), ("100", True)]
)
def test_the_edges_of_what_looks_like_a_slip_are_the_rules_own(
    write_package: Write, check: Check, last: str, is_slip: bool
) -> None:
    rows = [level("2016", "10"), level("2017", "10"), level("2018", last)]
    assert bool([item for item in found(check(write_package("observation", rows)), "D308") if item.place.row == 4]) is (
        is_slip
    )


def test_two_figures_do_not_tell_which_of_them_slipped(write_package: Write, check: Check) -> None:
    assert not found(check(write_package("observation", [level("2016", "10"), level("2017", "100")])), "D308")


@pytest.mark.parametrize(
    ("now", "unit", "printed", "computed"),
    [
        ("412", "10k_tce", "3.5", []), ("412", "10k_tce", "3.9", ["3.52"]), ("4120000", "tce", "3.5", []),
        ("4120000", "tce", "3.8", ["3.52"]), ("0.0412", "100m_tce", "3.5", []), ("412", "percent", "3.8", []),
    ],
)  # fmt: skip
def test_a_printed_rate_is_held_against_levels_of_one_family(
    write_package: Write, check: Check, now: str, unit: str, printed: str, computed: list[str]
) -> None:
    rows = [level("2018", "398"), level("2019", now, unit), growth("2019", printed)]
    findings = found(check(write_package("observation", rows)), "D304")
    assert [finding.facts["computed"] for finding in findings] == computed
    assert {(finding.severity, finding.place.row) for finding in findings} <= {(Severity.WARNING, 4)}


def test_levels_in_two_units_are_told_in_the_later_one(write_package: Write, check: Check) -> None:
    rows = [level("2018", "398"), level("2019", "4120000", "tce"), growth("2019", "8.0")]
    facts = found(check(write_package("observation", rows)), "D304")[0].facts
    assert (facts["now"], facts["before"]) == ("4120000", "3980000")


def test_one_bad_period_hides_no_other_finding(write_package: Write, check: Check) -> None:
    rows = [level("2016", "10"), level("2017", "10"), level("2018", "100"), level("2019-Q3Q2", "100")]
    rows += [growth("2017", "25.0"), growth("2020-2016", "1.0", region_code="150104")]
    codes = {(finding.code, finding.place.row) for finding in check(write_package("observation", rows)).findings}
    assert codes == {("D308", 4), ("C118", 5), ("D304", 6), ("C118", 7)}


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=10))
def test_a_value_comes_back_from_its_family_s_base_unit_unchanged(rules: Rules, value: Decimal) -> None:
    for unit in rules.units.values():
        assert unit.from_base(unit.in_base(value)) == value
