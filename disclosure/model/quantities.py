"""Numbers as printed: a value, its unit, and how far rounding in the source may have moved it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self


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


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit (a code of `rules/units.toml`) and the interval that rounding leaves open."""

    value: Decimal
    unit: str
    interval: Interval
