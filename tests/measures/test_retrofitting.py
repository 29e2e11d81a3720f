"""Retrofits against the duty: exact shares, the day that counts, and what no share is taken of."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.measures.derive import derive_release
from disclosure.measures.retrofitting import Progress, State, progress, reaches, state_of, state_of_step
from disclosure.model.days import day_of
from disclosure.model.list_rules import Duty
from disclosure.model.release import Records
from disclosure.model.rules import Rules
from tests.presentation.city import AS_OF, records, retrofit, step

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
        (2024, 100, 0), (2025, 0, 0), (2026, 0, 100),
    ]  # fmt: skip


def test_before_the_first_retrofit_there_are_no_years_and_the_duty_is_gone_through_to_its_last(rules: Rules) -> None:
    known = replace(records(), retrofits=(retrofit("r-1", "u-2", "benchmark", "2023-04-01", None),))
    assert [one.year for one in found(rules, known)["cement_clinker", ""].years] == [2023, 2024, 2025]
    assert [one.year for one in found(rules, known, "2024-07-01")["cement_clinker", ""].years] == [2023, 2024]


def test_without_a_published_sum_no_verdict_follows(rules: Rules) -> None:
    """The second converter is half of the named capacity, more than any year asks for."""
    known = replace(records(), retrofits=(retrofit("r-2", "u-5", "benchmark", "2024-05-01", day_of("2025-05-18")),))
    steel = found(rules, known)["converter_steel", ""]
    assert (steel.in_time_share, steel.is_met) == (Decimal(50), None)
    assert [(one.ordered_share, one.is_met) for one in steel.years] == [(Decimal(50), None), (Decimal(0), None)]
    total = replace(known.aggregates[0], product="converter_steel", value=Decimal(200), units=2)
    judged = found(rules, replace(known, aggregates=(total,)))["converter_steel", ""]
    assert (judged.in_time_share, judged.is_met) == (Decimal(50), True)
    assert [one.is_met for one in judged.years] == [True, False]


def test_too_small_a_share_is_no_verdict_while_installations_are_not_named(rules: Rules) -> None:
    """What those that are not named did is not known: they may have done the rest."""
    known = replace(records(), retrofits=(retrofit("r-2", "u-5", "benchmark", "2024-05-01", day_of("2025-05-18")),))
    total = replace(known.aggregates[0], product="converter_steel", value=Decimal(800), units=3)
    judged = found(rules, replace(known, aggregates=(total,)))["converter_steel", ""]
    assert (judged.in_time_share, judged.is_met) == (Decimal("12.5"), None)
    assert [(one.ordered_share, one.is_met) for one in judged.years] == [(Decimal("12.5"), True), (Decimal(0), None)]


@pytest.mark.parametrize(
    ("day", "done", "state"),
    [
        ("2026-04-30", "", State.DUE),
        ("2026-05-01", "", State.STEP_OVERDUE),
        ("2026-05-01", "2026-04-29", State.DUE),
        ("2026-05-01", "2026-05-02", State.STEP_OVERDUE),
        ("2027-12-31", "", State.STEP_OVERDUE),
        ("2028-01-01", "2026-04-29", State.OVERDUE),
    ],
)
def test_a_retrofit_with_an_overdue_step_is_not_on_schedule(day: str, done: str, state: State) -> None:
    assert (
        state_of(
            retrofit("r-1", "u-2", "benchmark", "2025-04-01", None), [step(2, "", "2026-04-30", done)], day_of(day)
        )
        is state
    )


@pytest.mark.parametrize(
    ("done", "day", "state"),
    [
        ("", "2026-04-30", State.DUE),
        ("", "2026-05-01", State.OVERDUE),
        ("2026-05-02", "2026-05-01", State.OVERDUE),
        ("2026-05-01", "2026-05-01", State.DONE),
    ],
)
def test_the_last_day_of_a_step_is_not_overdue(done: str, day: str, state: State) -> None:
    assert state_of_step(step(2, "", "2026-04-30", done), day_of(day)) is state


def test_a_finished_retrofit_is_done_whatever_its_steps_say() -> None:
    done = retrofit("r-2", "u-5", "benchmark", "2024-05-01", day_of("2026-05-18"))
    assert state_of(done, [step(2, "", "2026-04-30")], day_of("2026-05-18")) is State.DONE


@pytest.mark.parametrize(
    ("day", "is_running", "final", "yearly"),
    [
        ("2025-12-30", True, None, [False, None]),
        ("2025-12-31", True, None, [False, None]),
        ("2026-01-01", False, False, [False, True]),
    ],
)
def test_no_verdict_follows_before_the_year_is_over(
    rules: Rules, day: str, is_running: bool, final: bool | None, yearly: list[bool | None]
) -> None:
    """Four percent of the published capacity in 2024 and an eighth of it in 2025."""
    retrofits = (
        retrofit("r-1", "u-2", "benchmark", "2025-04-01", None),
        retrofit("r-4", "u-3", "benchmark", "2024-04-01", None, "32"),
    )
    whole = (replace(records().aggregates[0], units=3),)
    clinker = found(rules, replace(records(), retrofits=retrofits, aggregates=whole), day)["cement_clinker", ""]
    assert (clinker.is_running, clinker.is_met) == (is_running, final)
    assert [one.is_met for one in clinker.years] == yearly
    assert [one.is_running for one in clinker.years] == [False, is_running]


@pytest.mark.parametrize(("year", "is_met"), [("2021", None), ("2022", True)])
def test_no_verdict_follows_outside_the_years_of_the_duty(rules: Rules, year: str, is_met: bool | None) -> None:
    known = replace(records(), retrofits=(retrofit("r-1", "u-2", "benchmark", f"{year}-04-01", None),))
    assert found(rules, known)["cement_clinker", ""].years[0].is_met is is_met


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


def test_a_region_counts_what_lies_in_it_as_its_published_sum_does(rules: Rules) -> None:
    lists = derive_release(records(), (), rules, AS_OF).lists
    assert rules.lists.duty is not None

    def within(region: str) -> tuple[str, ...]:
        return ("990101", region) if region == "990102" else (region,)

    product = lists.products["converter_steel"]
    moved = [replace(unit, region="990101") for unit in lists.made["converter_steel"][:1]]
    made = {**lists.made, product.code: (*moved, *lists.made[product.code][1:])}
    found = {
        (one.product, one.region): len(one.industry.installations)
        for one in progress(replace(lists, made=made), rules.lists.duty, "990100", DAY, within)
    }
    whole = len(made[product.code])
    assert found[product.code, "990101"] == found[product.code, ""] == whole
    assert found[product.code, "990102"] == whole - 1


def test_too_small_a_share_says_nothing_while_the_capacity_of_a_retrofit_is_unknown(rules: Rules) -> None:
    """All three installations of a published sum are named; one is retrofitted, nobody says with which capacity."""
    known = records()
    of_clinker = {unit.code for unit in known.installations if unit.product == "cement_clinker"}
    sums = tuple(replace(one, units=len(of_clinker)) for one in known.aggregates)
    mute = tuple(replace(one, capacity=None) for one in known.retrofits)
    told = found(rules, replace(known, aggregates=sums))["cement_clinker", ""]
    assert (told.industry.is_all_known, told.is_met) == (True, False)
    silent = found(rules, replace(known, aggregates=sums, retrofits=mute))["cement_clinker", ""]
    assert (silent.industry.is_all_known, silent.is_met) == (False, None)
