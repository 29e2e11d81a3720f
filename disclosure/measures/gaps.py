"""How far a result lies from what is required: as printed, and at best and at worst within the printed precision."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from disclosure.measures import formulas
from disclosure.measures.ladders import Spread
from disclosure.measures.results import HUNDRED, SHARE, Result
from disclosure.model.quantities import Interval
from disclosure.model.release import Step


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gap in the result's own unit, and as a share of what is required; only what is above zero has shares."""

    amount: Spread
    share: Spread | None


def gaps_of(result: Result) -> Gaps:
    """What is missing to the required reduction, or used beyond the allowed total; positive is behind."""
    measure = formulas.shortfall if result.unit == SHARE else _excess
    (good, easy), (achieved, required), (bad, hard) = _ends(result)
    amount = Spread(measure(easy, good), measure(required, achieved), measure(hard, bad))
    if result.required.low <= 0:
        return Gaps(amount, None)
    share = formulas.gap_share
    return Gaps(amount, Spread(share(amount.best, easy), share(amount.value, required), share(amount.worst, hard)))


def completion_of(result: Result) -> Spread:
    """What was achieved as a share of what is required; only for reductions."""
    return Spread(*(formulas.completion(achieved, required) for achieved, required in _ends(result)))


def in_percent(amount: Spread, unit: str) -> Spread:
    """A gap in the target's terms: percentage points for reductions, the target's unit for totals."""
    if unit != SHARE:
        return amount
    with localcontext(prec=formulas.DIGITS):
        return Spread(amount.best * HUNDRED, amount.value * HUNDRED, amount.worst * HUNDRED)


def steps_of(result: Result, gaps: Gaps) -> Iterator[Step]:
    """The arithmetic of the gap."""
    achieved, required = result.achieved_value, result.required_value
    if result.unit == SHARE:
        yield _step("shortfall", {"required": required, "achieved": achieved}, gaps.amount, SHARE)
    else:
        yield _step("excess", {"reached": achieved, "allowed": required}, gaps.amount, result.unit)
    if gaps.share is not None:
        yield _step("gap_share", {"gap": gaps.amount.value, "required": required}, gaps.share, SHARE)


def _step(formula: str, operands: dict[str, Decimal | tuple[Decimal, ...]], spread: Spread, unit: str) -> Step:
    return Step(formula, operands, spread.value, Interval.spanning(spread.best, spread.value, spread.worst), unit)


def _excess(allowed: Decimal, reached: Decimal) -> Decimal:
    return formulas.excess(reached, allowed)


def _ends(result: Result) -> tuple[tuple[Decimal, Decimal], ...]:
    """Achieved and required in the best, the printed and the worst case."""
    good, bad = result.achieved.high, result.achieved.low
    easy, hard = result.required.low, result.required.high
    if result.unit != SHARE:
        good, bad, easy, hard = bad, good, hard, easy
    return (good, easy), (result.achieved_value, result.required_value), (bad, hard)
