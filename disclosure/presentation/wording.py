"""How words, numbers, periods, dates and units are said in one language. Rounding for display happens here alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from disclosure.errors import SettingsFault
from disclosure.model.periods import Period
from disclosure.model.rules import Unit
from disclosure.model.text import Language, Text

MINUS = "\u2212"
UNBROKEN_PERCENT = "\N{NO-BREAK SPACE}%"
"""The sign stays on the line of its number."""
MONTHS = 12
MOST_PLACES = 24
UNIT_OF_PLACE = tuple(Decimal(1).scaleb(-places) for places in range(MOST_PLACES + 1))
"""1, 0.1, 0.01 …: what a number is rounded to a multiple of."""


def places_of(value: Decimal) -> int:
    """How many decimals a number is printed with.

    >>> places_of(Decimal("-4.060"))
    3
    """
    text = str(value)
    if "E" in text:
        return max(0, -int(value.as_tuple().exponent))
    _, _, decimals = text.partition(".")
    return len(decimals)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up (away from zero) to `places` decimals, for display only."""
    if places >= places_of(value):
        return value
    return value.quantize(UNIT_OF_PLACE[places], ROUND_HALF_UP)


def places_apart(value: Decimal, thresholds: Iterable[Decimal], places: int) -> int:
    """The fewest decimals, from `places` on, at which `value` still stands on its own side of every threshold.

    >>> places_apart(Decimal("6.56"), [Decimal("6.6")], 1)
    2
    >>> places_apart(Decimal("9.996"), [Decimal("10")], 2)
    3
    """
    needed = places
    for threshold in thresholds:
        if needed < MOST_PLACES and abs(value - threshold) >= UNIT_OF_PLACE[needed]:
            continue  # nothing that far apart rounds to the same
        while needed < MOST_PLACES and not _same_side(value, threshold, needed):
            needed += 1
    return needed


def _same_side(value: Decimal, threshold: Decimal, places: int) -> bool:
    shown, shown_threshold = rounded(value, places), rounded(threshold, places)
    return (shown > shown_threshold) == (value > threshold) and (shown < shown_threshold) == (value < threshold)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, and how its numbers, periods, dates and units are written."""

    language: Language
    texts: Mapping[str, str]
    units: Mapping[str, Unit] = field(default_factory=dict)
    _periods: dict[Period, str] = field(default_factory=dict, repr=False, compare=False)
    """Periods said before: there are few, and every page names many."""
    _dates: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Dates said before."""
    _plain: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Words without facts that were said before."""

    def word(self, key: str, /, **facts: object) -> str:
        """The words under a dotted key with its facts filled in; raises `SettingsFault` for an unknown key or fact."""
        if not facts and key in self._plain:
            return self._plain[key]
        try:
            said = self.texts[key].format_map(facts)
            if not facts:
                self._plain[key] = said
            return said
        except (KeyError, IndexError, ValueError) as fault:
            raise SettingsFault(code="word", language=self.language, key=key, detail=fault) from fault

    def has(self, key: str) -> bool:
        """Whether there are words under a dotted key."""
        return key in self.texts

    def text(self, text: Text) -> str:
        """A name of the data in this language, Chinese where no other was written."""
        return text.in_language(self.language).replace(" %", UNBROKEN_PERCENT)

    def number(self, value: Decimal, places: int | None = None) -> str:
        """A number with the decimals of its source, or rounded half up to `places`; minus is U+2212.

        >>> Wording("zh", {}).number(Decimal("-12345.60"))
        '−12,345.60'
        """
        shown = value if places is None else rounded(value, places)
        style = ",f" if places is None else f",.{places}f"
        return format(abs(shown), style) if shown >= 0 else MINUS + format(-shown, style)

    def display(self, value: Decimal, *thresholds: Decimal, places: int = 2) -> str:
        """A computed number, with more decimals where rounding would carry it across a threshold.

        >>> Wording("zh", {}).display(Decimal("6.56"), Decimal("6.6"), places=1)
        '6.56'
        """
        return self.number(value, places_apart(value, thresholds, places))

    def percent(self, value: Decimal, *thresholds: Decimal, places: int = 2) -> str:
        """A computed percentage (4.06 is 4.06%)."""
        return self.quantity(self.display(value, *thresholds, places=places), "percent")

    def share(self, value: Decimal, *thresholds: Decimal, places: int = 1) -> str:
        """A share as a percentage (0.10 is 10%), never rounded across a threshold (a share, too)."""
        return self.percent(value * 100, *(threshold * 100 for threshold in thresholds), places=places)

    def signed(self, value: Decimal, places: int | None = None) -> str:
        """A number that always shows its sign, for columns of changes."""
        number = self.number(value, places)
        return number if number.startswith(MINUS) or value == 0 else f"+{number}"

    def change(self, value: Decimal, unit: str = "percent", places: int | None = None) -> str:
        """A signed change in words: 下降 4.06% for -4.06, 上升 10.86% for 10.86, 持平 for 0."""
        if value == 0:
            return self.word("change.none")
        amount = self.quantity(self.number(abs(value), places), unit)
        return self.word("change.rise" if value > 0 else "change.fall", amount=amount)

    def quantity(self, number: str, unit: str) -> str:
        """A number already in words with its unit's symbol: 4.06%, 162.1 万吨标准煤, 162.1 × 10,000 tce."""
        symbol = self.unit(unit)
        key = "attached" if unit == "percent" or not symbol else "times" if symbol[0].isdigit() else "spaced"
        return self.word(f"quantity.{key}", number=number, unit=symbol)

    def unit(self, code: str) -> str:
        """The symbol of a unit; its code where the rules do not name it."""
        return self.text(self.units[code].symbol) if code in self.units else code

    def points(self, value: Decimal, places: int | None = None) -> str:
        """A difference of two percentages in percentage points."""
        return self.word("quantity.points", number=self.number(value, places))

    def list(self, items: Iterable[str]) -> str:
        """Several things in one sentence: 甲、乙、丙 or A, B and C."""
        *head, last = tuple(items) or ("",)
        return last if not head else self.word("list.last", head=self.word("list.separator").join(head), last=last)

    def period(self, period: Period) -> str:
        """A reporting period or plan: 2021 年上半年, 2020 年前三季度, 2016—2020 年."""
        if period not in self._periods:
            self._periods[period] = self._said(period)
        return self._periods[period]

    def part(self, period: Period) -> str:
        """Which part of its year a period is: 上半年, 1 月至 7 月."""
        return self.word(f"period_part.{_period_key(period)}", **_period_facts(self, period))

    def _said(self, period: Period) -> str:
        if period.is_plan and period.last_month < MONTHS:
            end = Period.parse(period.code.partition("-")[2])
            return self.word("period.plan_part", first=period.first_year, end=self.period(end))
        if period.is_plan:
            return self.word("period.plan", first=period.first_year, last=period.last_year)
        return self.word(f"period.{_period_key(period)}", year=period.last_year, **_period_facts(self, period))

    def periods(self, periods: Iterable[Period]) -> str:
        """Several periods; years that follow each other are joined: 2016、2018—2020 年."""
        items = sorted(periods)
        if not all(period.is_year for period in items):
            return self.list(self.period(period) for period in items)
        return self.word("period.year", year=self.list(_year_runs(self, items)))

    def date(self, iso: str) -> str:
        """An ISO date, month or year in words: 2021 年 6 月 4 日, June 2021; a year stays a year."""
        if iso not in self._dates:
            self._dates[iso] = self._dated(iso)
        return self._dates[iso]

    def _dated(self, iso: str) -> str:
        year, *rest = iso.split("-")
        if len(rest) == 2:
            return _long_date(iso, self.word("date.locale"), self.word("date.pattern"))
        return self.period(Period.parse(f"{year}-M{int(rest[0])}")) if rest else iso


def _period_key(period: Period) -> str:
    if period.is_year:
        return "year"
    if period.kind in {"H1", "H2", "Q1Q3"}:
        return period.kind
    is_quarter, is_span = period.kind.startswith("Q"), period.kind.count(period.kind[0]) > 1
    return ("quarter" if is_quarter else "month") + ("_span" if is_span else "")


def _period_facts(wording: Wording, period: Period) -> dict[str, object]:
    if period.kind.startswith("Q"):
        first, last = (period.first_month + 2) // 3, period.last_month // 3
        return {"first": wording.word(f"period.ordinal.{first}"), "last": wording.word(f"period.ordinal.{last}")}
    return {"first": _month(wording, period.first_month), "last": _month(wording, period.last_month)}


def _month(wording: Wording, month: int) -> str:
    return wording.word(f"period.months.{month}")


def _year_runs(wording: Wording, items: Iterable[Period]) -> list[str]:
    runs: list[list[int]] = []
    for year in (period.last_year for period in items):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [text for run in runs for text in _run(wording, run)]


def _run(wording: Wording, run: list[int]) -> list[str]:
    if len(run) < 3:
        return [str(year) for year in run]
    return [wording.word("period.range", first=run[0], last=run[-1])]


@lru_cache(maxsize=4096)
def _long_date(iso: str, locale: str, pattern: str) -> str:
    from babel.dates import format_date

    return str(format_date(date.fromisoformat(iso), pattern, locale=locale))
