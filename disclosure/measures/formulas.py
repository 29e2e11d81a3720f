"""The formulas of the field, one function each. Rates and shares are shares of one (0.16 is 16 %); nothing is rounded.

Unless a docstring says otherwise the source is the method note of Qinghai's statistics office (2009), which states the
calculation of the National Bureau of Statistics and the assessment of the National Development and Reform Commission.
"""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from math import prod

DIGITS = 50
"""Significant digits of the arithmetic; far beyond any printed figure, so that only irrational results are inexact."""

ONE = Decimal(1)
PRECISE = Context(prec=DIGITS)
MOST_KEPT = 8192
"""How many irrational results are kept; regions share targets, so that few differ."""


@lru_cache(MOST_KEPT)
def _log(remaining: Decimal) -> Decimal:
    return PRECISE.ln(remaining)


@lru_cache(MOST_KEPT)
def _root(remaining: Decimal, part: int, whole: int) -> Decimal:
    return PRECISE.power(remaining, PRECISE.divide(part, whole))


def cumulative_reduction(yearly: Sequence[Decimal]) -> Decimal:
    """Combine yearly reductions of energy intensity; they compound, they do not add: 1 − ∏(1 − r).

    >>> cumulative_reduction([Decimal("0.03"), Decimal("0.03")])
    Decimal('0.0591')
    """
    with localcontext(prec=DIGITS):
        return 1 - prod((1 - reduction for reduction in yearly), start=Decimal(1))


def projected_reduction(yearly: Sequence[Decimal]) -> Decimal:
    """The cumulative reduction at the end of a year of which only a part is published, if the whole year changes as
    that part did against the same part of the year before: 1 − ∏(1 − r), the last r being the part’s. Our own estimate.

    >>> projected_reduction([Decimal("0.03"), Decimal("0.02")])
    Decimal('0.0494')
    """
    return cumulative_reduction(yearly)


def required_reduction(target: Decimal, elapsed: Fraction, length: int) -> Decimal:
    """The cumulative reduction due after `elapsed` of `length` years of a plan: 1 − (1 − T)^(t/n).

    Equal to a progress of t/n, as the assessments of the 12th plan require (20 % a year). At the end it is exactly T.

    >>> required_reduction(Decimal("0.16"), Fraction(5), 5)
    Decimal('0.16')
    >>> round(required_reduction(Decimal("0.16"), Fraction(2), 5), 6)
    Decimal('0.067365')
    """
    if elapsed == length:
        return target
    remaining = _root(PRECISE.subtract(ONE, target), elapsed.numerator, elapsed.denominator * length)
    return PRECISE.subtract(ONE, remaining)


def progress(achieved: Decimal, target: Decimal) -> Decimal:
    """Logarithmic progress towards a plan's target as a share: ln(1 − achieved) ÷ ln(1 − T).

    `target` is above zero, and both are below one.

    >>> round(progress(Decimal("0.0487"), Decimal("0.17")), 3)
    Decimal('0.268')
    """
    return PRECISE.divide(_log(PRECISE.subtract(ONE, achieved)), _log(PRECISE.subtract(ONE, target)))


def differs_from_zero(share: Decimal) -> bool:
    """Whether the arithmetic tells a share from zero, so that it may be a target of `progress`.

    >>> differs_from_zero(Decimal("0.000001")), differs_from_zero(Decimal("1E-60"))
    (True, False)
    """
    return PRECISE.subtract(ONE, share) != ONE


def required_progress(elapsed: Fraction, length: int) -> Decimal:
    """The progress due after `elapsed` of `length` years: t ÷ n.

    >>> required_progress(Fraction(3), 5)
    Decimal('0.6')
    """
    return PRECISE.divide(elapsed.numerator, elapsed.denominator * length)


def remaining_reduction(target: Decimal, achieved: Decimal) -> Decimal:
    """The reduction still to be made in the rest of the plan: 1 − (1 − T) ÷ (1 − achieved).

    >>> remaining_reduction(Decimal("0.0591"), Decimal("0.03"))
    Decimal('0.03')
    """
    with localcontext(prec=DIGITS):
        return 1 - (1 - target) / (1 - achieved)


def yearly_average(target: Decimal, length: int) -> Decimal:
    """The equal yearly reduction that adds up to `target` over `length` years: 1 − (1 − T)^(1/n).

    >>> round(yearly_average(Decimal("0.195"), 5), 4)
    Decimal('0.0425')
    """
    return required_reduction(target, Fraction(1), length)


def over_achievement(achieved: Decimal, target: Decimal) -> Decimal:
    """By how much a result exceeds its target, linearly: (achieved − T) ÷ T. Another figure than `progress`.

    As published for the 11th plan (公告 2011 年第 9 号, as reported): Beijing 26.59 against 20 is 32.95 %.

    >>> over_achievement(Decimal("26.59"), Decimal("20"))
    Decimal('0.3295')
    """
    with localcontext(prec=DIGITS):
        return (achieved - target) / target


def linear_path(total: Decimal, elapsed: Fraction, length: int) -> Decimal:
    """The part of a plan's energy increment that is allowed after `elapsed` of `length` years: Δ × t ÷ n.

    As the assessment of Pingxiang (2017) divides its increment: 133 over five years is 26.6 a year.

    >>> linear_path(Decimal("133"), Fraction(1), 5)
    Decimal('26.6')
    """
    return PRECISE.divide(PRECISE.multiply(total, elapsed.numerator), elapsed.denominator * length)


def cap_path(base: Decimal, cap: Decimal, elapsed: Fraction, length: int) -> Decimal:
    """The total allowed after `elapsed` of `length` years, straight from base to cap: E₀ + (cap − E₀) × t ÷ n.

    >>> cap_path(Decimal("100"), Decimal("110"), Fraction(2), 5)
    Decimal('104')
    """
    return PRECISE.add(base, linear_path(PRECISE.subtract(cap, base), elapsed, length))


def intensity_change(energy_growth: Decimal, gdp_growth: Decimal) -> Decimal:
    """The change of energy intensity that follows from two growth rates: (1 + e) ÷ (1 + g) − 1.

    >>> intensity_change(Decimal("0.05"), Decimal("0.05"))
    Decimal('0')
    """
    with localcontext(prec=DIGITS):
        return (1 + energy_growth) / (1 + gdp_growth) - 1


def growth(now: Decimal, before: Decimal) -> Decimal:
    """The change of a level as a share of the level before: now ÷ before − 1. `before` is above zero.

    >>> growth(Decimal("110"), Decimal("100"))
    Decimal('0.1')
    """
    with localcontext(prec=DIGITS):
        return now / before - 1


def shortfall(required: Decimal, achieved: Decimal) -> Decimal:
    """The gap of a reduction: required − achieved; positive is behind.

    >>> shortfall(Decimal("16"), Decimal("15.99"))
    Decimal('0.01')
    """
    return PRECISE.subtract(required, achieved)


def excess(reached: Decimal, allowed: Decimal) -> Decimal:
    """The gap of a total: reached − allowed; positive is behind.

    >>> excess(Decimal("6191.49"), Decimal("6284"))
    Decimal('-92.51')
    """
    return PRECISE.subtract(reached, allowed)


def gap_share(gap: Decimal, required: Decimal) -> Decimal:
    """The gap as a share of what is required (发改办环资〔2020〕901号: 差距占目标值). `required` is above zero.

    >>> gap_share(Decimal("1"), Decimal("10"))
    Decimal('0.1')
    """
    return PRECISE.divide(gap, required)


def completion(achieved: Decimal, required: Decimal) -> Decimal:
    """What was achieved as a share of what is required. `required` is above zero.

    >>> completion(Decimal("9"), Decimal("10"))
    Decimal('0.9')
    """
    return PRECISE.divide(achieved, required)
