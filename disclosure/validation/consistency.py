"""Rows that contradict themselves or each other."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

from disclosure.model.days import find_day
from disclosure.model.findings import Finding, Severity
from disclosure.model.quantities import decimal_places, find_numbers, find_printed
from disclosure.model.rules import DirectionWords, DisclosureLimits
from disclosure.validation.rows import DAYS, Sheet, find_period

FACT_KINDS = frozenset({"target", "observation"})
FACT_COLUMNS = ("value", "value_status", "value_as_printed", "measure", "unit", "processing")
QUOTE_COLUMNS = ("value", "value_as_printed", "measure", "processing", "source_quote")
DATED: Mapping[str, tuple[str, ...]] = {
    "document": ("issued",),
    "region": ("valid_from", "valid_to"),
    "installation": ("commissioned",),
}
"""The columns of dates that may be known to the year or month only."""
PAST_KINDS = frozenset({"observation", "official-assessment", "efficiency-record", "aggregate"})
"""Tables that tell what was; targets tell what shall be."""
PERIOD_KINDS = PAST_KINDS | {"target", "listing"}
KEYED_KINDS = FACT_KINDS | PAST_KINDS | {"efficiency-level", "limit-grade", "listing", "retrofit-step"}
"""Tables that may say something once only, whichever package holds them; registers have a check of their own."""
FIGURES: Mapping[str, tuple[str, ...]] = {
    "efficiency-record": ("value",),
    "efficiency-level": ("benchmark_level", "baseline_level"),
}
"""The columns of numbers of which each has a column with its state beside it, of the tables about installations."""
DOUBTFUL = "doubtful"
"""The state of a number that stands and is not relied on."""
LENGTH_OF_MONTH = len("2020-12")
CHANGES = frozenset({"yearly_change", "cumulative_change", "average_change"})
MOVEMENTS = CHANGES | {"increment", "yearly_increment"}
"""The measures whose sign says which way something went."""
FULL_FALL = Decimal(-100)
"""The change in percent that leaves nothing of an amount."""
MOST_VERDICTS = 100_000
"""How many judged texts of one table are kept at a time."""
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the finding's code, the column to point at, and the facts of its wording."""

    code: str
    column: str
    facts: Mapping[str, str] = field(default_factory=dict)


Judge = Callable[[Cells], Iterator[Fault]]


def check_consistency(sheets: Sequence[Sheet], limits: DisclosureLimits) -> Iterator[Finding]:
    """All checks of single rows, then of rows that repeat each other across packages."""
    for sheet in sheets:
        if sheet.table.kind == "target":
            yield from _each(sheet, ("period", "measure"), _plan_named)
            yield from _each(sheet, ("value", "value_as_printed", "bound"), partial(_bounded, limits.bounds))
        if sheet.table.kind in FACT_KINDS:
            yield from _each(sheet, FACT_COLUMNS, _fact)
            yield from _each(sheet, QUOTE_COLUMNS, partial(_witnessed, limits.direction))
        if sheet.table.kind in PERIOD_KINDS:
            known = sheet.data_date[:LENGTH_OF_MONTH] if sheet.table.kind in PAST_KINDS else ""
            yield from _each(sheet, ("period",), partial(_period, limits, known))
        for column in DATED.get(sheet.table.kind, ()):
            yield from _each(sheet, (column,), partial(_day, column))
        yield from _about_installations(sheet, limits)
    yield from _repeated(sheets)


def _about_installations(sheet: Sheet, limits: DisclosureLimits) -> Iterator[Finding]:
    """What single rows about levels and installations contradict themselves in."""
    for column in DAYS.get(sheet.table.kind, ()):
        yield from _each(sheet, (column,), partial(_whole_day, limits, column))
    for column in FIGURES.get(sheet.table.kind, ()):
        yield from _each(sheet, (column, f"{column}_status"), partial(_presence, column))
    if sheet.table.kind == "efficiency-record":
        yield from _each(sheet, ("value", "value_as_printed"), lambda cells: _printed({**cells, "processing": "none"}))


def _each(sheet: Sheet, columns: tuple[str, ...], judge: Judge) -> Iterator[Finding]:
    """The findings of every row; rows that say the same in `columns` are judged once."""
    verdicts: dict[tuple[str, ...], tuple[Fault, ...]] = {}
    for number, texts in sheet.picked(*columns):
        found = verdicts.get(texts)
        if found is None:
            if len(verdicts) >= MOST_VERDICTS:
                verdicts.clear()
            verdicts[texts] = found = tuple(judge(dict(zip(columns, texts, strict=True))))
        for fault in found:
            yield sheet.finding(fault.code, Severity.ERROR, number, fault.column, fault.facts)


def _fact(cells: Cells) -> Iterator[Fault]:
    yield from _presence("value", cells)
    yield from _unit(cells)
    yield from _possible(cells)
    yield from _printed(cells)


def _presence(column: str, cells: Cells) -> Iterator[Fault]:
    """A number, or the reason why there is none: exactly one of the two."""
    number, status = cells[column], cells[f"{column}_status"]
    if not number and status in {"", DOUBTFUL}:
        yield Fault("R206", column, {"status": f"{column}_status"})
    if number and status not in {"", DOUBTFUL}:
        yield Fault("R207", f"{column}_status", {"number": number})


def _period(limits: DisclosureLimits, known: str, cells: Cells) -> Iterator[Fault]:
    """A period that exists, of years that data may speak of, and over by the month up to which it is known."""
    period = find_period(cells["period"])
    if period is None:
        yield Fault("C118", "period", {"problem": "form"})
    elif period.first_year < limits.first_year or period.last_year > limits.last_year:
        facts = {"problem": "year", "first": str(limits.first_year), "last": str(limits.last_year)}
        yield Fault("C118", "period", facts)
    elif f"{period.last_year:04d}-{period.last_month:02d}"[: len(known)] > known:
        yield Fault("D321", "period", {"date": known})


def _day(column: str, cells: Cells) -> Iterator[Fault]:
    """A year, month or day of the calendar, as far as it is known."""
    if cells[column] and not _is_day(f"{cells[column]}-01-01"[:10]):
        yield Fault("D316", column)


def _whole_day(limits: DisclosureLimits, column: str, cells: Cells) -> Iterator[Fault]:
    """A day of the calendar, of the years that data may speak of."""
    day = find_day(cells[column])
    if cells[column] and day is None:
        yield Fault("D316", column, {"problem": "day"})
    elif day is not None and not limits.first_year <= day.year <= limits.last_year:
        facts = {"problem": "year", "first": str(limits.first_year), "last": str(limits.last_year)}
        yield Fault("D316", column, facts)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _plan_named(cells: Cells) -> Iterator[Fault]:
    """A target for a plan's change names the plan."""
    period = find_period(cells["period"])
    if period is not None and cells["measure"] == "cumulative_change" and not period.is_plan:
        yield Fault("D312", "period")


def _bounded(words: Mapping[str, str], cells: Cells) -> Iterator[Fault]:
    """A target's bound is the one that the printed words set."""
    said = next((word for word in words if word in cells["value_as_printed"]), "")
    if cells["value"] and said and words[said] != cells["bound"]:
        yield Fault("D329", "bound", {"printed": cells["value_as_printed"], "word": said, "expected": words[said]})


def _unit(cells: Cells) -> Iterator[Fault]:
    """Changes are in percent; amounts are not."""
    if cells["measure"] in CHANGES and cells["unit"] != "percent":
        yield Fault("D306", "unit", {"measure": cells["measure"]})


def _possible(cells: Cells) -> Iterator[Fault]:
    """No amount falls by all that there is of it, or by more."""
    if cells["measure"] in CHANGES and cells["value"] and Decimal(cells["value"]) <= FULL_FALL:
        yield Fault("D314", "value", {"limit": str(FULL_FALL)})


def _printed(cells: Cells) -> Iterator[Fault]:
    """The number is the printed one, digit for digit, with the sign that the processing says."""
    printed = find_printed(cells["value_as_printed"])
    if not cells["value"] or printed is None or cells["processing"] not in {"none", "sign_reversed"}:
        return
    value, expected = Decimal(cells["value"]), -printed if cells["processing"] == "sign_reversed" else printed
    facts = {"printed": cells["value_as_printed"], "expected": f"{expected:f}"}
    if abs(value) != abs(expected):
        yield Fault("D313", "value", facts)
    elif value != expected:
        yield Fault("D305", "value", {**facts, "processing": cells["processing"]})
    elif decimal_places(value) != decimal_places(expected):
        yield Fault("D315", "value", {**facts, "problem": _precision_fault(value, expected)})


def _witnessed(words: DirectionWords, cells: Cells) -> Iterator[Fault]:
    """The quote bears witness: the printed number stands in it, and the stored one goes the way that the words say."""
    printed = find_printed(cells["value_as_printed"])
    if printed is None or cells["processing"] == "computed":
        return
    numbers = {number.copy_abs() for _, number in find_numbers(cells["source_quote"])}
    if numbers and printed.copy_abs() not in numbers:
        facts = {"printed": cells["value_as_printed"], "quote": cells["source_quote"]}
        yield Fault("D318", "value_as_printed", facts)
    if cells["measure"] in MOVEMENTS and cells["value"]:
        yield from _direction(words, cells, printed)


def _direction(words: DirectionWords, cells: Cells, printed: Decimal) -> Iterator[Fault]:
    """Whether every word beside the printed number says that it went the other way than the stored one."""
    value = Decimal(cells["value"])
    if not value or (cells["processing"] == "none" and value == -printed):  # a wrong sign that D305 tells of
        return
    if cells["processing"] == "sign_reversed" and value == printed:
        return
    texts = (cells["value_as_printed"], cells["source_quote"])
    said = {way: text for text in texts for way in ways(words, text, printed)}
    opposite = "rise" if value < 0 else "fall"
    if said.keys() == {opposite}:
        facts = {"problem": opposite, "printed": said[opposite], "expected": f"{-value:f}"}
        yield Fault("D317", "value", facts)


def ways(words: DirectionWords, text: str, printed: Decimal) -> Iterator[str]:
    """`fall` or `rise`, as the words say that stand before a number; a fall by a number with a minus may be either."""
    for start, number in find_numbers(text):
        found = _before(words).search(text[:start])
        if found and number.copy_abs() == printed.copy_abs():
            is_fall = found[1] in words.falls
            if not (is_fall and number < 0):
                yield "fall" if is_fall or number < 0 else "rise"


@lru_cache(maxsize=4)
def _before(words: DirectionWords) -> re.Pattern[str]:
    """A word of direction at the end of a text, with what may stand between it and its number."""
    ways, between = ("|".join(map(re.escape, texts)) for texts in (words.falls + words.rises, words.between))
    return re.compile(rf"({ways})\s*(?:{between})?\s*$")


def _precision_fault(value: Decimal, expected: Decimal) -> str:
    """How the decimals came to differ: they tell how far rounding reaches, so none is dropped or added."""
    return "dropped" if decimal_places(value) < decimal_places(expected) else "added"


def _repeated(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The same fact committed in two packages; hashes find the tables that may share one, keys decide."""
    for kind in sorted(KEYED_KINDS):
        earlier: list[Sheet] = []
        known: set[int] = set()
        for sheet in (sheet for sheet in sheets if sheet.table.kind == kind):
            hashes = {hash(key) for _, key in sheet.picked(*sheet.table.key)}
            if not known.isdisjoint(hashes):
                yield from _shared(sheet, earlier)
            known |= hashes
            earlier.append(sheet)


def _shared(sheet: Sheet, earlier: Sequence[Sheet]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], str] = {}
    for other in earlier:
        for number, key in other.picked(*other.table.key):
            first.setdefault(key, f"{other.file}:{number}")
    for number, key in sheet.picked(*sheet.table.key):
        if key in first:
            facts = {"first": first[key], **({} if "vintage" in sheet.names else {"problem": "again"})}
            yield sheet.finding("R208", Severity.ERROR, number, sheet.table.key[0], facts)
