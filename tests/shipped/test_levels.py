"""The levels and grades that are shipped: as many as were found, as printed, each held to what its source says."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from disclosure.catalogue import Committed
from disclosure.model.efficiency import EfficiencyLevel, LimitGrade
from disclosure.model.lists import Lists
from disclosure.model.records import ValueStatus
from disclosure.model.release import Release
from disclosure.model.rules import Rules
from tests.conftest import ROOT

PRINTED = {
    "2021": {
        "copper_cathode": ("260", "380"), "aluminium_liquid": ("13000", "13350"), "lead_crude": ("230", "300"),
        "zinc_electrolytic": ("1100", "1280"), "calcium_carbide": ("805", "940"), "cement_clinker": ("100", "117"),
        "building_ceramics_low": ("4", "7"), "building_ceramics_medium": ("3.7", "4.6"),
        "building_ceramics_high": ("3.5", "4.5"), "sanitary_ceramics": ("300", "630"), "ferrosilicon": (None, "1900"),
        "silicomanganese": ("860", "950"),
    },
    "2023": {
        "silicomanganese": ("860", "950"), "ferrosilicon": ("1770", "1850"), "coke_stamp_charged": ("110", "140"),
        "blast_furnace_process": ("361", "435"), "converter_process": ("-30", "-10"), "cement_clinker": ("100", "117"),
    },
    "inner-mongolia-2022": {
        "data_center_large": (None, "1.3"), "data_center_cluster": (None, "1.25"), "data_center_other": (None, "1.5"),
    },
}  # fmt: skip
"""All levels that a source prints: benchmark and baseline by edition and product."""


@pytest.fixture(scope="module")
def lists(release: Release) -> Lists:
    return release.lists


def held(level: EfficiencyLevel) -> tuple[str | None, str | None]:
    both = (level.benchmark_level, level.baseline_level)
    benchmark, baseline = (None if one is None else f"{one:f}" for one in both)
    return benchmark, baseline


def test_every_level_that_was_found_stands_as_printed_and_no_other(lists: Lists) -> None:
    found: dict[str, dict[str, tuple[str | None, str | None]]] = {}
    for (product, edition), level in lists.levels.items():
        if held(level) != (None, None):
            found.setdefault(edition, {})[product] = held(level)
    assert found == PRINTED


def test_a_level_without_a_number_says_so_and_one_with_a_number_says_nothing(lists: Lists) -> None:
    for level in lists.levels.values():
        for value, status in (
            (level.benchmark_level, level.benchmark_status),
            (level.baseline_level, level.baseline_status),
        ):
            assert status is (ValueStatus.NOT_PUBLISHED if value is None else ValueStatus.NUMBER), level


def test_every_field_of_both_editions_is_registered(lists: Lists) -> None:
    """25 and 36 fields; the page that was read prints 13 names for the 11 new ones."""
    rows = Counter(edition for _, edition in lists.levels)
    assert rows == {"2021": 28, "2023": 41, "inner-mongolia-2022": 3}
    assert len(lists.products) == 44
    old = {product for product, edition in lists.levels if edition == "2021"}
    new = {product for product, edition in lists.levels if edition == "2023"}
    assert old < new
    ceramics = {code for code in old if code.startswith("building_ceramics_")}
    alloys = {"ferrosilicon", "silicomanganese"}
    assert len(old - ceramics - alloys) + 1 + 1 == 25
    assert len(new - old) == 13


def test_the_benchmark_is_never_wider_than_the_baseline_and_units_agree(lists: Lists) -> None:
    for level in lists.levels.values():
        product = lists.products[level.product]
        assert level.unit == product.unit
        if level.benchmark_level is not None and level.baseline_level is not None:
            assert product.is_lower_better
            assert level.benchmark_level < level.baseline_level


def test_every_edition_is_a_registered_document_and_each_level_leads_to_it(release: Release, rules: Rules) -> None:
    for edition in rules.editions.values():
        assert edition.document in release.documents
    for level in release.lists.levels.values():
        source = level.provenance
        assert rules.editions[level.edition].document in (source.document, *source.also)


def test_grades_are_all_there_and_grow_wider(lists: Lists) -> None:
    assert len(lists.grades) == 115
    assert len({grade.standard for grade in lists.grades}) == 15
    for grade in lists.grades:
        known = [value for value in grade.grades if value is not None]
        assert known == sorted(known)
        assert known


def test_a_quote_of_the_archived_document_stands_in_its_text(lists: Lists) -> None:
    text = (ROOT / "datapackages/reference/archive/inner-mongolia-2022-142.txt").read_text("utf-8")
    quoted = [level for level in lists.levels.values() if level.provenance.document == "inner-mongolia-2022-142"]
    assert len(quoted) == 3
    for level in quoted:
        assert re.sub(r"\s", "", level.provenance.quote) in re.sub(r"\s", "", text)
        assert f"{level.baseline_level:f}" in level.provenance.quote


def test_a_grade_shows_its_three_values_in_its_quote(lists: Lists) -> None:
    for grade in lists.grades:
        assert grade.provenance.quote == quote(grade)


def quote(grade: LimitGrade) -> str:
    values: list[Decimal | None] = list(grade.grades)
    shown = ("（空）" if value is None else f"{value:f}" for value in values)
    return "；".join(f"{number} 级 {text}" for number, text in enumerate(shown, start=1))


def test_nothing_is_said_of_the_package_by_the_checks(committed: Committed) -> None:
    assert [found for found in committed.findings if found.place.file.startswith("efficiency-levels/")] == []
