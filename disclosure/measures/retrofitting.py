"""How far retrofits have come, held against the duty: which part of an industry's capacity is brought to the benchmark
level, year by year and in all (document 142 of Inner Mongolia, 2022, parts 1 (3) and 2).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from disclosure.model.days import Day
from disclosure.model.efficiency import Aggregate, Installation, Product, Retrofit, RetrofitStep
from disclosure.model.later import grouped
from disclosure.model.list_rules import Duty
from disclosure.model.lists import Lists

Within = Callable[[str], Collection[str]]
"""The regions that a region lies in, with itself."""
BENCHMARK = "benchmark"
CAPACITY = "capacity"


class State(StrEnum):
    """How a retrofit stands on a day."""

    DONE = "done"
    DUE = "due"
    STEP_OVERDUE = "step_overdue"
    """Its own deadline is still to come, and one of its steps should be done and is not."""
    OVERDUE = "overdue"


class Verdict(StrEnum):
    """What may be said of a year, or of a product in all, against the duty."""

    MET = "met"
    BEHIND = "behind"
    OPEN = "open"
    """Too little of what is known, while others may be retrofitted that are not named: no verdict."""
    NAMED = "named"
    """No capacity is published, and a share of named installations alone is no verdict."""
    RUNNING = "running"
    """The year is not over."""
    UNKNOWN = "unknown"
    """There is no capacity that a share could be taken of."""
    NONE = "none"
    """Nothing is on record that counts towards the duty."""
    BEFORE = "before"
    """The duty does not hold yet in this year."""
    AFTER = "after"
    """The duty's last year is over."""


@dataclass(frozen=True, slots=True)
class Industry:
    """The capacity that shares are taken of, with what it rests on."""

    capacity: Decimal | None
    """In the product's unit of capacity; None where nothing is known."""
    aggregate: Aggregate | None
    """The published sum; None where named installations were summed instead."""
    installations: tuple[Installation, ...] = ()
    """The named installations, which were summed where no sum is published."""
    is_all_known: bool = False
    """Whether every installation of the published sum is named and the capacity of every retrofit to the benchmark
    level is known, so that none of them can be missing in a share."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """What was ordered and finished in one year, in the unit of capacity, with its shares in percent."""

    year: int
    ordered: Decimal
    done: Decimal
    ordered_share: Decimal | None
    done_share: Decimal | None
    is_running: bool
    is_met: bool | None
    """Whether what was ordered is what the duty asks of a year; None where no verdict follows, or no duty holds."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The retrofits of one product in one region, or everywhere, on a day. Only those that are to reach the benchmark
    level count towards the duty."""

    product: str
    region: str
    """Empty for everywhere."""
    industry: Industry
    counted: tuple[Retrofit, ...]
    """Those to the benchmark level whose capacity is known: what all sums rest on."""
    others: tuple[Retrofit, ...]
    """Those to the baseline level, and those of unknown capacity."""
    years: tuple[Yearly, ...]
    ordered: Decimal
    done: Decimal
    ordered_share: Decimal | None
    done_share: Decimal | None
    in_time: Decimal
    """What was finished by the end of the duty's last year."""
    in_time_share: Decimal | None
    is_running: bool
    """Whether the duty's last year is not over yet."""
    is_met: bool | None
    """Whether what was finished in time is what the duty asks for in all; None where no verdict follows."""


def share_of(part: Decimal, whole: Decimal | None) -> Decimal | None:
    """A part of a whole in percent; None where the whole is unknown or nothing.

    >>> share_of(Decimal(100), Decimal(800)), share_of(Decimal(1), None), share_of(Decimal(1), Decimal(0))
    (Decimal('12.5'), None, None)
    """
    return part * 100 / whole if whole else None


def reaches(share: Decimal | None, wanted: Decimal) -> bool | None:
    """Whether a share is not below what is wanted; None where it is unknown.

    >>> reaches(Decimal(10), Decimal(10)), reaches(Decimal("9.99"), Decimal(10)), reaches(None, Decimal(10))
    (True, False, None)
    """
    return None if share is None else share >= wanted


def verdict(share: Decimal | None, wanted: Decimal, industry: Industry, year: int, day: Day) -> bool | None:
    """Whether the duty of a year is met; None where that does not follow. Only a published sum says what an industry's
    capacity is, and a year can only be judged when it is over. Retrofits of installations that are not named are not
    known, nor are capacities that nobody printed: with them a share may be larger, so that too small a one says nothing
    unless all of them are known."""
    if industry.aggregate is None or is_running(year, day):
        return None
    is_reached = reaches(share, wanted)
    return is_reached if is_reached or industry.is_all_known else None


def verdict_of_year(duty: Duty, year: Yearly, whole: Progress) -> Verdict:
    """What is said of a year against the duty, or why nothing is."""
    if not duty.first_year <= year.year <= duty.final_year:
        return Verdict.BEFORE if year.year < duty.first_year else Verdict.AFTER
    if year.is_running:
        return Verdict.RUNNING
    if year.ordered_share is None:
        return Verdict.UNKNOWN
    if year.is_met is None:
        return Verdict.OPEN if whole.industry.aggregate else Verdict.NAMED
    return Verdict.MET if year.is_met else Verdict.BEHIND


def verdict_of(whole: Progress) -> Verdict:
    """What is said of a product in all: whether what was finished in time is what the duty asks for, or why that does
    not follow."""
    if not whole.counted:
        return Verdict.NONE
    if whole.ordered_share is None:
        return Verdict.UNKNOWN
    if whole.industry.aggregate is None:
        return Verdict.NAMED
    if whole.is_running:
        return Verdict.RUNNING
    if whole.is_met is None:
        return Verdict.OPEN
    return Verdict.MET if whole.is_met else Verdict.BEHIND


def is_running(year: int, day: Day) -> bool:
    """Whether a year is not over on a day.

    >>> from disclosure.model.days import day_of
    >>> is_running(2025, day_of("2025-12-31")), is_running(2025, day_of("2026-01-01"))
    (True, False)
    """
    return day.year <= year


def _alone(region: str) -> tuple[str, ...]:
    return (region,)


def progress(lists: Lists, duty: Duty, root: str, day: Day, within: Within = _alone) -> Iterator[Progress]:
    """Every product that is retrofitted: everywhere first, then in and inside of every region that has a named
    installation of it, as published sums of a region hold what lies in it.

    `root` is the region whose published sum stands for everywhere; `within` gives the regions that one lies in, with
    itself.
    """
    for product in lists.products.values():
        units = lists.made.get(product.code, ())
        if any(lists.retrofits.get(unit.code) for unit in units):
            yield _progress(lists, duty, product, "", industry_of(lists, product, root, units), day)
            inside = grouped((region, unit) for unit in units for region in within(unit.region))
            for region in sorted({unit.region for unit in units}):
                yield _progress(lists, duty, product, region, industry_of(lists, product, region, inside[region]), day)


def _is_all_named(industry: Industry) -> bool:
    return industry.aggregate is not None and industry.aggregate.units == len(industry.installations)


def _progress(
    lists: Lists, duty: Duty, product: Product, region: str, industry: Industry, day: Day
) -> Progress:  # fmt: skip
    found_of = (lists.retrofits.get(unit.code, ()) for unit in industry.installations)
    projects = [found for own in found_of for found in own if found.decided_on <= day]
    counted = tuple(found for found in projects if found.goal == BENCHMARK and found.capacity is not None)
    is_measured = not any(found.goal == BENCHMARK and found.capacity is None for found in projects)
    industry = replace(industry, is_all_known=_is_all_named(industry) and is_measured)
    finished = [found for found in counted if _is_done(found, day)]
    ordered, done = _sum(counted), _sum(finished)
    in_time = _sum(found for found in finished if found.completed_on and found.completed_on.year <= duty.final_year)
    in_time_share = share_of(in_time, industry.capacity)
    return Progress(
        product.code,
        region,
        industry,
        counted,
        tuple(found for found in projects if found not in counted),
        tuple(_years(counted, industry, duty, day)),
        ordered,
        done,
        share_of(ordered, industry.capacity),
        share_of(done, industry.capacity),
        in_time,
        in_time_share,
        is_running(duty.final_year, day),
        verdict(in_time_share, duty.final_share, industry, duty.final_year, day),
    )


def industry_of(lists: Lists, product: Product, region: str, units: Sequence[Installation]) -> Industry:
    """The newest published capacity of a product in a region; else that of named installations, if all are known."""
    found = [
        one
        for one in lists.aggregates
        if (one.region, one.product, one.quantity, one.unit) == (region, product.code, CAPACITY, product.capacity_unit)
    ]
    if found:
        newest = max(found, key=lambda one: (one.period, one.value))
        return Industry(newest.value, newest, tuple(units))
    known = [unit.capacity for unit in units if unit.capacity is not None]
    is_whole = bool(units) and len(known) == len(units)
    return Industry(sum(known, Decimal(0)) if is_whole else None, None, tuple(units))


def _years(
    counted: Sequence[Retrofit], industry: Industry, duty: Duty, day: Day
) -> Iterator[Yearly]:  # fmt: skip
    """From the first year in which anything was ordered or finished to the duty's last, or the last in which anything
    was; none without retrofits."""
    if not counted:
        return
    finished = {found.completed_on.year for found in counted if found.completed_on and _is_done(found, day)}
    active = {found.decided_on.year for found in counted} | finished
    last = max({duty.final_year, *active})
    for year in range(min(active), min(last, day.year) + 1):
        ordered = _sum(found for found in counted if found.decided_on.year == year)
        done = _sum(
            found
            for found in counted
            if _is_done(found, day) and found.completed_on is not None and found.completed_on.year == year
        )
        share, done_share = share_of(ordered, industry.capacity), share_of(done, industry.capacity)
        is_due = duty.first_year <= year <= duty.final_year
        is_met = verdict(share, duty.yearly_share, industry, year, day) if is_due else None
        yield Yearly(year, ordered, done, share, done_share, is_running(year, day), is_met)


def _sum(found: Iterable[Retrofit]) -> Decimal:
    return sum((one.capacity for one in found if one.capacity is not None), Decimal(0))


def state_of(found: Retrofit, steps: Iterable[RetrofitStep], day: Day) -> State:
    """How a retrofit stands on a day: one of which a step is overdue is not on schedule although its own deadline is
    still to come."""
    state = _state(found.completed_on, found.deadline, day)
    is_late = any(state_of_step(step, day) is State.OVERDUE for step in steps)
    return State.STEP_OVERDUE if state is State.DUE and is_late else state


def state_of_step(step: RetrofitStep, day: Day) -> State:
    """Whether a step is done, due, or overdue: its last day is over and it is not done."""
    return _state(step.done_on, step.due, day)


def _state(done_on: Day | None, due: Day, day: Day) -> State:
    if done_on is not None and done_on <= day:
        return State.DONE
    return State.OVERDUE if day > due else State.DUE


def _is_done(found: Retrofit, day: Day) -> bool:
    return found.completed_on is not None and found.completed_on <= day
