"""Retrofits against the duty: exact shares, the day that counts, and what no share is taken of."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.measures.derive import derive_release
from disclosure.measures.retrofitting import Progress, progress, reaches
from disclosure.model.days import day_of
from disclosure.model.list_rules import Duty
from disclosure.model.release import Records
from disclosure.model.rules import Rules
from tests.presentation.city import AS_OF, records, retrofit

DAY = day_of(AS_OF)


@pytest.fixture(scope="module")
def duty(rules: Rules) -> Duty:
    assert rules.lists.duty is not None
    return rules.lists.duty


def found(rules: Rules, known: Records, day: str = AS_OF) -> dict[tuple[str, str], Progress]:
    lists = derive_release(known, (), rules, day).lists
    assert rules.lists.duty is not None
    return {(one.product, one.region): one for one in progress(lists, rules.lists.duty, "990100", day_of(day))}


def test_the_published_sum_stands_for_the_industry(rules: Rules) -> None:
    clinker = found(rules, records())["cement_clinker", ""]
    assert clinker.industry.aggregate is not None
    assert clinker.industry.capacity == Decimal(800)
    assert (clinker.ordered, clinker.ordered_share) == (Decimal(100), Decimal("12.5"))
    assert (clinker.done, clinker.done_share) == (Decimal(0), Decimal(0))


def test_without_a_published_sum_the_named_installations_are_summed(rules: Rules) -> None:
    clinker = found(rules, records())["cement_clinker", "990101"]
    assert clinker.industry.aggregate is None
    assert [unit.code for unit in clinker.industry.installations] == ["u-1", "u-2", "u-3"]
    assert clinker.ordered_share == Decimal(100) * 100 / Decimal(300)


def test_no_share_is_taken_of_a_capacity_that_is_not_known_in_whole(rules: Rules) -> None:
    known = records()
    units = tuple(replace(unit, capacity=None) if unit.code == "u-1" else unit for unit in known.installations)
    clinker = found(rules, replace(known, installations=units))["cement_clinker", "990101"]
    assert clinker.industry.capacity is None
    assert clinker.ordered_share is None


def test_each_year_has_what_was_ordered_and_what_was_finished_in_it(rules: Rules) -> None:
    steel = found(rules, records())["converter_steel", ""]
    assert [(one.year, one.ordered, one.done) for one in steel.years] == [
        (2022, 0, 0), (2023, 0, 0), (2024, 100, 0), (2025, 0, 0), (2026, 0, 100),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "done"), [("2026-05-17", 0), ("2026-05-18", 100), ("2026-05-19", 100)])
def test_a_retrofit_is_done_from_the_day_of_its_acceptance(rules: Rules, day: str, done: int) -> None:
    assert found(rules, records(), day)["converter_steel", ""].done == done


def test_what_is_ordered_later_is_not_ordered_yet(rules: Rules) -> None:
    known = replace(records(), retrofits=(retrofit("r-1", "u-2", "benchmark", "2026-06-02", None),))
    assert found(rules, known)["cement_clinker", ""].ordered == 0


def test_only_retrofits_to_the_benchmark_level_count(rules: Rules) -> None:
    heat = found(rules, records())["waste_heat", ""]
    assert heat.counted == ()
    assert [one.code for one in heat.others] == ["r-3"]
    assert heat.ordered_share == 0


@pytest.mark.parametrize(("share", "is_reached"), [("9.99", False), ("10", True), ("10.01", True)])
def test_the_duty_is_met_when_the_share_is_not_below_it(duty: Duty, share: str, is_reached: bool) -> None:
    assert reaches(Decimal(share), duty.yearly_share) is is_reached
