"""Reporting periods and plans, as ordinal codes rather than dates."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, total_ordering

_CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<last_year>\d{4})|H(?P<half>[12])|Q(?P<quarter>[1-4])(?:Q(?P<last_quarter>[2-4]))?"
    r"|M(?P<month>[1-9]|1[0-2])(?:M(?P<last_month>[2-9]|1[0-2]))?))?",
    re.ASCII,
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months: a year `2020`, a half `2021-H1`, quarters `2020-Q1Q3`, months `2014-M1M7`,
    or a plan `2016-2020`. Periods order by their end, then by their start."""

    code: str
    first_year: int
    first_month: int
    last_year: int
    last_month: int

    @staticmethod
    def parse(code: str) -> "Period":
        """Read a period code; raises `ValueError` when it is none.

        >>> Period.parse("2020-Q1Q3").last_month
        9
        >>> Period.parse("2016-2020").years
        (2016, 2017, 2018, 2019, 2020)
        """
        return _parsed(code)

    @staticmethod
    def of_year(year: int) -> "Period":
        """One calendar year.

        >>> Period.of_year(2020).code
        '2020'
        """
        return _parsed(f"{year:04d}")

    @property
    def end_month(self) -> str:
        """The month with which it ends, as dates begin.

        >>> Period.parse("2025-H1").end_month
        '2025-06'
        """
        return f"{self.last_year:04d}-{self.last_month:02d}"

    def is_before(self, day: object) -> bool:
        """Whether it is over on a day, given as a date or as its ISO text."""
        return self.end_month < str(day)[: len(self.end_month)]

    @property
    def is_plan(self) -> bool:
        """Whether the period spans several years."""
        return self.last_year > self.first_year

    @property
    def is_year(self) -> bool:
        """Whether the period is exactly one calendar year."""
        return not self.is_plan and (self.first_month, self.last_month) == (1, 12)

    @property
    def kind(self) -> str:
        """`plan`, `year`, or the code's part after the year, such as `H1`, `Q1Q3`, `M1M7`."""
        if self.is_plan:
            return "plan"
        return "year" if self.is_year else self.code.partition("-")[2]

    @property
    def base_year(self) -> int:
        """The year before the period, against which plans measure."""
        return self.first_year - 1

    @property
    def year_before(self) -> "Period":
        """The same months of the year before: what yearly changes are measured against.

        >>> Period.parse("2021-H1").year_before.code
        '2020-H1'
        """
        _, dash, rest = self.code.partition("-")
        return _parsed(f"{self.first_year - 1:04d}{dash}{rest}")

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the period touches."""
        return tuple(range(self.first_year, self.last_year + 1))

    def elapsed_at(self, reporting: "Period") -> Fraction:
        """How many years of this plan have passed at the end of `reporting` (4.5 at the half of the fifth year)."""
        return _years(((reporting.last_year - self.first_year) * 12) + reporting.last_month)

    def up_to(self, reporting: "Period") -> "Period":
        """The stretch from the start of this plan to the end of `reporting`; where that cuts a year short, its code
        ends with the part that counts (`2021-2023-H1`), which no committed period does.

        >>> plan = Period.parse("2021-2025")
        >>> [plan.up_to(Period.parse(code)).code for code in ("2023", "2023-H2", "2023-H1", "2021-Q3")]
        ['2021-2023', '2021-2023', '2021-2023-H1', '2021-M1M9']
        """
        end = _from_january(reporting)
        if reporting.last_year == self.first_year:
            return _parsed(end)
        return Period(f"{self.first_year:04d}-{end}", self.first_year, 1, reporting.last_year, reporting.last_month)

    def contains(self, other: "Period") -> bool:
        """Whether `other` lies wholly inside this period."""
        return (self.first_year, self.first_month) <= (other.first_year, other.first_month) and (
            other.last_year,
            other.last_month,
        ) <= (self.last_year, self.last_month)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, int, int]:
        return self.last_year, self.last_month, self.first_year, self.first_month


@lru_cache(4096)
def _parsed(code: str) -> Period:
    match = _CODE.fullmatch(code)
    if match is None:
        raise ValueError(f"not a period: {code!r}")
    year = int(match["year"])
    last_year = int(match["last_year"] or year)
    first_month, last_month = _months(match)
    is_span = match["last_quarter"] or match["last_month"]
    if last_year < year or match["last_year"] == match["year"] or (is_span and _repeats(match)):
        raise ValueError(f"a period that ends before it begins: {code!r}")
    return Period(code, year, first_month, last_year, last_month)


@lru_cache(4096)
def _years(months: int) -> Fraction:
    return Fraction(months, 12)


def _from_january(period: Period) -> str:
    """The code of the last year of a period from its January to the period's end."""
    if period.last_month == 12:
        return f"{period.last_year:04d}"
    return period.code if period.first_month == 1 else f"{period.last_year:04d}-M1M{period.last_month}"


def _repeats(match: re.Match[str]) -> bool:
    first, last = match["quarter"] or match["month"], match["last_quarter"] or match["last_month"]
    return int(last) <= int(first)


def _months(match: re.Match[str]) -> tuple[int, int]:
    if half := match["half"]:
        return int(half) * 6 - 5, int(half) * 6
    if quarter := match["quarter"]:
        return int(quarter) * 3 - 2, int(match["last_quarter"] or quarter) * 3
    if month := match["month"]:
        return int(month), int(match["last_month"] or month)
    return 1, 12
