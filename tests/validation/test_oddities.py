"""What is odd by its own arithmetic is said and published as printed; what is documented says under which code."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Finding, Severity
from tests.conftest import observation, target

Check = Callable[[Path], Committed]
Write = Callable[..., Path]


def found(committed: Committed, code: str) -> list[Finding]:
    return [finding for finding in committed.findings if finding.code == code]


def level(indicator: str, value: str, unit: str, **more: str) -> Mapping[str, str]:
    return observation(
        indicator_code=indicator, measure="level", period="2020", value=value, value_as_printed=value, unit=unit, **more
    )


def goal(indicator: str, measure: str, value: str, printed: str, unit: str, **more: str) -> Mapping[str, str]:
    reverses = not printed.startswith("-") and value.startswith("-")
    return target(
        region_code="150102", indicator_code=indicator, measure=measure, value=value, value_as_printed=printed, unit=unit,
        processing="sign_reversed" if reverses else "none", **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "is_odd"), [("kgce_per_t", False), ("100m_kwh", True), ("percent", True), ("tce", True)]
)
def test_an_amount_in_the_unit_of_another_quantity_is_said(
    write_package: Write, check: Check, unit: str, is_odd: bool
) -> None:
    findings = found(check(write_package("observation", [level("coke_energy", "130", unit)])), "D323")
    assert [(finding.place.row, finding.place.field, finding.severity) for finding in findings] == (
        [(2, "unit", Severity.WARNING)] * is_odd
    )


@pytest.mark.parametrize("measure", ["yearly_change", "cumulative_change"])
def test_changes_are_in_percent_whatever_the_indicator_s_unit(write_package: Write, check: Check, measure: str) -> None:
    row = observation(indicator_code="coke_energy", measure=measure)
    assert not found(check(write_package("observation", [row])), "D323")


@pytest.mark.parametrize(
    ("indicator", "value", "is_far"),
    [
        ("converter_energy", "-10", False),
        ("converter_energy", "-30", False),
        ("converter_energy", "-37.5", False),  # a quarter of the wider level beyond it
        ("converter_energy", "-37.6", True),
        ("converter_energy", "-2.5", False),
        ("converter_energy", "-2.4", True),
        ("converter_energy", "1761", True),
        ("ferrosilicon_energy", "1307.5", False),
        ("ferrosilicon_energy", "1307.4", True),
        ("ferrosilicon_energy", "852.1", True),
        ("aluminium_power", "14027.2", False),
    ],
)  # fmt: skip
def test_an_amount_far_from_its_product_is_said_by_difference_never_by_ratio(
    write_package: Write, check: Check, indicator: str, value: str, is_far: bool
) -> None:
    unit = "kwh_per_t" if indicator == "aluminium_power" else "kgce_per_t"
    assert bool(found(check(write_package("observation", [level(indicator, value, unit)])), "D325")) is is_far


def test_a_shifted_row_names_the_product_that_it_fits(write_package: Write, check: Check) -> None:
    rows = [
        level("converter_energy", "1761", "kgce_per_t"), level("ferrosilicon_energy", "852.1", "kgce_per_t"),
        level("ferrochrome_energy", "13693", "kgce_per_t"), level("aluminium_power", "14027.2", "kwh_per_t"),
    ]  # fmt: skip
    findings = found(check(write_package("observation", rows)), "D325")
    assert {finding.facts["problem"] for finding in findings} == {"shifted"}
    assert [(finding.place.row, finding.facts["fits"]) for finding in findings] == [
        (2, "硅铁单位产品综合能耗"), (3, "高碳铬铁单位产品综合能耗"), (4, "电解铝铝液交流电耗"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        (["150602", "150600", "150621"], [3]),
        (["150600", "150602", "150621"], []),
        (["150602", "150621", "150600"], []),
        (["150602", "150600", "150102"], []),
    ],
)
def test_a_total_among_its_own_parts_is_said_at_either_end_it_is_an_ordinary_total(
    write_package: Write, check: Check, order: list[str], rows: list[int]
) -> None:
    table = [level("energy_intensity", "2.1", "tce_per_10k_yuan", region_code=code) for code in order]
    assert [finding.place.row for finding in found(check(write_package("observation", table)), "D326")] == rows


@pytest.mark.parametrize(
    ("measure", "value", "printed", "is_odd"),
    [
        ("cumulative_change", "-2.90", "-2.90", False),  # 1710 / 1761 - 1 = -2.8961 %
        ("cumulative_change", "-2.89", "-2.89", True),
        ("cumulative_change", "-2.9", "-2.9", False),
        ("cumulative_change", "-3", "-3", False),
        ("cumulative_change", "-2", "-2", True),
        ("increment", "-51", "-51", False),
        ("increment", "-50", "-50", True),
        ("increment", "-51.0", "-51.0", False),
    ],
)
def test_a_printed_change_is_recomputed_from_the_levels_at_both_ends(
    write_package: Write, check: Check, measure: str, value: str, printed: str, is_odd: bool
) -> None:
    unit = "percent" if measure == "cumulative_change" else "kgce_per_t"
    write_package("observation", [level("ferrosilicon_energy", "1761", "kgce_per_t")], name="levels")
    rows = [
        goal("ferrosilicon_energy", "level", "1710", "1710", "kgce_per_t"),
        goal("ferrosilicon_energy", measure, value, printed, unit),
    ]
    findings = found(check(write_package("target", rows, name="goals")), "D324")
    assert [(finding.place.file, finding.place.row) for finding in findings] == [("goals/table.csv", 3)] * is_odd


def test_an_average_change_is_compounded_over_the_years(write_package: Write, check: Check) -> None:
    ends = [
        observation(
            indicator_code="energy_consumption", measure="level", period=year, value=value, value_as_printed=value,
            unit="10k_tce",
        )
        for year, value in (("2015", "415.9"), ("2020", "162.1"))
    ]  # fmt: skip
    average = {"indicator_code": "energy_consumption", "measure": "average_change", "period": "2016-2020"}
    true, false = observation(**average, value="-17.2", value_as_printed="-17.2"), {"value": "-12.2"}
    assert not found(check(write_package("observation", [*ends, true])), "D324")
    (finding,) = found(
        check(write_package("observation", [*ends, {**true, **false, "value_as_printed": "-12.2"}])), "D324"
    )
    assert finding.facts["computed"] == "-17.176"


@pytest.mark.parametrize(
    ("printed", "quote", "is_odd"),
    [("51", "1761 1710 51", True), ("-51", "1761 1710 -51", False), ("51", "1761 1710 减少51", False)],
)
def test_a_fall_printed_without_a_sign_or_word_is_said(
    write_package: Write, check: Check, printed: str, quote: str, is_odd: bool
) -> None:
    write_package("observation", [level("ferrosilicon_energy", "1761", "kgce_per_t")], name="levels")
    rows = [
        goal("ferrosilicon_energy", "level", "1710", "1710", "kgce_per_t", source_quote=quote),
        goal("ferrosilicon_energy", "increment", "-51", printed, "kgce_per_t", source_quote=quote),
    ]
    findings = found(check(write_package("target", rows, name="goals")), "D327")
    assert [finding.place.row for finding in findings] == [3] * is_odd


def test_a_documented_oddity_is_still_said_with_its_code(write_package: Write, check: Check) -> None:
    row = level("coke_energy", "556.39", "100m_kwh", value_status="doubtful", anomaly="A15")
    (finding,) = found(check(write_package("observation", [row])), "D323")
    assert finding.facts["anomaly"] == "A15"


@pytest.mark.parametrize(("anomaly", "documented"), [("A17", ""), ("A16;A15", "A15"), ("A15", "A15"), ("", "")])
def test_an_anomaly_documents_the_findings_that_its_register_names_and_no_others(
    write_package: Write, check: Check, anomaly: str, documented: str
) -> None:
    row = level("coke_energy", "556.39", "100m_kwh", value_status="doubtful", anomaly=anomaly)
    (finding,) = found(check(write_package("observation", [row])), "D323")
    assert finding.facts["anomaly"] == documented


def test_levels_in_another_unit_or_of_an_older_vintage_contradict_nothing(write_package: Write, check: Check) -> None:
    series = {"indicator_code": "energy_consumption", "measure": "level", "unit": "10k_tce"}
    base = observation(**series, period="2015", value="100", value_as_printed="100")
    revised = observation(**series, period="2020", value="90", value_as_printed="90", vintage="2")
    first = observation(**series, period="2020", value="70", value_as_printed="70")
    fall = {**series, "measure": "increment", "period": "2016-2020"}
    agrees = observation(**fall, value="-10", value_as_printed="-10")
    for order in ([first, revised], [revised, first]):
        assert not found(check(write_package("observation", [base, *order, agrees])), "D324")
    in_tonnes = observation(**{**fall, "unit": "tce"}, value="-100000", value_as_printed="-100000")
    assert not found(check(write_package("observation", [base, revised, in_tonnes])), "D324")
