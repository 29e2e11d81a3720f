"""Numbers as printed: a value, its unit, and how far rounding in the source may have moved it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

_PRINTED = re.compile(
    r"(?P<sign>[-\u2212\uff0d])?(?P<digits>[0-9]{1,3}(?:[, \u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9]+)"
    r"(?P<fraction>\.[0-9]+)?",
    re.ASCII,
)
_UNSPACED = re.compile(_PRINTED.pattern.replace(r"[, \u00a0\u2009\u202f]", ","), re.ASCII)
"""As above, but spaces part numbers, as they do in a row copied from a table."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_NO_DIGIT = re.compile(r"[^0-9]", re.ASCII)


def find_printed(text: str) -> Decimal | None:
    """The first number of a printed string, with every decimal that is printed and without thousands separators, or
    None where no number is printed.

    >>> find_printed("约 1,234.50 万吨")
    Decimal('1234.50')
    >>> find_printed("−4.0~−4.5")
    Decimal('-4.0')
    """
    found = _PRINTED.search(text.translate(_FULL_WIDTH))
    return None if found is None else _number(found)


def find_numbers(text: str) -> tuple[tuple[int, Decimal], ...]:
    """Every number of a quoted text with where it begins; a space may part thousands or two numbers, so both count.

    >>> [str(number) for _, number in find_numbers("433.1 398 231.3")]
    ['433.1', '398231.3', '433.1', '398', '231.3']
    """
    plain = text.translate(_FULL_WIDTH)
    return tuple((found.start(), _number(found)) for form in (_PRINTED, _UNSPACED) for found in form.finditer(plain))


def _number(found: re.Match[str]) -> Decimal:
    sign = "-" if found["sign"] else ""
    return Decimal(f"{sign}{_NO_DIGIT.sub('', found['digits'])}{found['fraction'] or ''}")


def decimal_places(value: Decimal) -> int:
    """How many decimals a number is written with.

    >>> decimal_places(Decimal("14.0"))
    1
    """
    return max(0, -int(value.as_tuple().exponent))


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed range in which the true value lies when the source prints a rounded one."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low is not self.high and self.low > self.high:
            raise ValueError(f"an interval that ends before it begins: {self.low} … {self.high}")

    @classmethod
    def exactly(cls, value: Decimal) -> Self:
        """The interval of a value that is not rounded, such as a target set by decision."""
        return cls(value, value)

    @classmethod
    def spanning(cls, *values: Decimal) -> Self:
        """The least interval that holds all values.

        >>> Interval.spanning(Decimal("3"), Decimal("1"), Decimal("2"))
        Interval(low=Decimal('1'), high=Decimal('3'))
        """
        return cls(min(values), max(values))

    @classmethod
    def of_printed(cls, value: Decimal) -> Self:
        """Half a unit of the last printed digit on either side.

        >>> Interval.of_printed(Decimal("-4.06"))
        Interval(low=Decimal('-4.065'), high=Decimal('-4.055'))
        >>> Interval.of_printed(Decimal("16"))
        Interval(low=Decimal('15.5'), high=Decimal('16.5'))
        """
        half_unit = Decimal((0, (5,), int(value.as_tuple().exponent) - 1))
        return cls(value - half_unit, value + half_unit)

    @property
    def is_exact(self) -> bool:
        """Whether the interval holds a single value."""
        return self.low == self.high
