"""What is odd in a document by its own arithmetic: published as printed, and said.

Nothing here refuses data. A row whose `anomaly` names a registered code is documented, and the warning says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from disclosure.measures.recomputing import change_between, ends_of, in_one_unit
from disclosure.model.findings import Finding, Severity
from disclosure.model.quantities import decimal_places, find_printed
from disclosure.model.records import Measure
from disclosure.model.rules import DirectionWords, Rules
from disclosure.validation.consistency import ways
from disclosure.validation.rows import Sheet, find_period

FACTS = frozenset({"target", "observation"})
SERIES = ("region_code", "sector_code", "indicator_code")
RANGED, CHANGED = ("indicator_code", "measure", "unit", "value"), ("measure", "value", "processing")
KINDS = ("indicator_code", "measure", "unit")
LEVEL = "level"
CHANGES = frozenset({"cumulative_change", "increment", "average_change", "yearly_increment"})
"""Measures that follow from two levels; the yearly change has its own check."""
Key = tuple[str, ...]


class Kinds(NamedTuple):
    """A table with the different kinds of numbers in it: whether it needs a closer look."""

    sheet: Sheet
    found: frozenset[Key]
    """Indicator, measure and unit."""


class Ends(NamedTuple):
    """The levels between which a change is printed."""

    base: Decimal
    end: Decimal
    years: int


class Level(NamedTuple):
    """A printed amount; of two, the later vintage is the greater."""

    vintage: int
    value: Decimal
    unit: str


class Printed(NamedTuple):
    """A printed change with the row that holds it."""

    sheet: Sheet
    row: int
    cells: Mapping[str, str]


def check_oddities(sheets: Sequence[Sheet], rules: Rules) -> Iterator[Finding]:
    """All oddities of numbers, kind by kind."""
    facts = [Kinds(sheet, sheet.distinct(*KINDS)) for sheet in sheets if sheet.table.kind in FACTS]
    yield from _units(facts, _register(sheets, "indicator", "unit"), rules)
    yield from _ranges(facts, _register(sheets, "indicator", "name"), rules)
    yield from _totals([sheet for sheet, _ in facts], _register(sheets, "region", "parent"))
    yield from _changes(facts, rules.limits.direction)


def _warning(sheet: Sheet, code: str, row: int, column: str, facts: Mapping[str, str]) -> Finding:
    return sheet.finding(code, Severity.WARNING, row, column, {**facts, "anomaly": sheet.cells(row)["anomaly"]})


def _register(sheets: Sequence[Sheet], kind: str, column: str) -> Mapping[str, str]:
    """One column of a register by its codes."""
    registers = (sheet for sheet in sheets if sheet.table.kind == kind)
    return {code: text for sheet in registers for _, (code, text) in sheet.picked("code", column)}


def _units(facts: Sequence[Kinds], indicators: Mapping[str, str], rules: Rules) -> Iterator[Finding]:
    """Amounts in the unit of another quantity than their indicator's."""
    families = {code: unit.family for code, unit in rules.units.items()}

    def is_odd(indicator: str, measure: str, unit: str) -> bool:
        own = indicators.get(indicator, "")
        return measure == LEVEL and own in families and unit in families and families[unit] != families[own]

    for sheet, kinds in facts:
        odd = {texts for texts in kinds if is_odd(*texts)}
        for number, texts in sheet.picked(*KINDS) if odd else ():
            if texts in odd:
                own, unit = (rules.units[code].symbol.zh for code in (indicators[texts[0]], texts[2]))
                yield _warning(sheet, "D323", number, "unit", {"unit": unit, "expected": own})


def _ranges(facts: Sequence[Kinds], names: Mapping[str, str], rules: Rules) -> Iterator[Finding]:
    """Amounts far from what a unit of the product uses, with the product that they would fit."""
    ranges = rules.ranges
    for sheet, kinds in facts:
        here = {indicator for indicator, *_ in kinds}
        beside = [code for code in ranges.products if code in here]
        for number, (code, measure, unit, text) in sheet.picked(*RANGED) if beside else ():
            found = ranges.products.get(code)
            if found is None or (measure, unit) != (LEVEL, found.unit) or not text:
                continue
            if not ranges.is_near(code, Decimal(text)):
                said = {"low": str(found.low), "high": str(found.high), "source": found.source.zh}
                fits = [names.get(other, other) for other in beside if ranges.is_near(other, Decimal(text))]
                shifted = {"problem": "shifted", "fits": ", ".join(fits)} if fits else {}
                yield _warning(sheet, "D325", number, "value", {**said, **shifted})


def _totals(sheets: Sequence[Sheet], parents: Mapping[str, str]) -> Iterator[Finding]:
    """A region that stands between its own parts in one printed table; first or last it is an ordinary total."""
    above = frozenset(parents.values())
    same = ("indicator_code", "measure", "period", "source_document")
    for sheet in sheets:
        rows, place = sheet.table.rows, sheet.names.index("region_code")
        codes = [row[place] for row in rows]
        for at in (at for at, code in enumerate(codes[1:-1], start=1) if code in above):
            number, code = at + 2, codes[at]
            if number in sheet.table.faults or not parents.get(codes[at - 1]) == code == parents.get(codes[at + 1]):
                continue
            before, own, after = (sheet.cells(number + step) for step in (-1, 0, 1))
            if all(before[name] == own[name] == after[name] for name in same):
                yield _warning(sheet, "D326", number, "region_code", {"region": code})


def _changes(facts: Sequence[Kinds], words: DirectionWords) -> Iterator[Finding]:
    """Printed changes that do not follow from the levels at both ends."""
    printed = list(_printed(facts))
    levels = _levels(facts, {cells["indicator_code"] for _, _, cells in printed}) if printed else {}
    for found in printed:
        ends = _ends(found.cells, levels)
        if ends is not None:
            yield from _judged(found, ends)
            yield from _unsigned(found, ends, words)


def _printed(facts: Sequence[Kinds]) -> Iterator[Printed]:
    for sheet, kinds in facts:
        has_changes = any(measure in CHANGES for _, measure, _ in kinds)
        for number, (measure, value, processing) in sheet.picked(*CHANGED) if has_changes else ():
            if measure in CHANGES and value and processing in {"none", "sign_reversed"}:
                yield Printed(sheet, number, sheet.cells(number))


def _levels(facts: Sequence[Kinds], indicators: set[str]) -> Mapping[Key, Level]:
    """Printed amounts by series, period and kind of target (none for what was measured), in their newest vintage."""
    levels: dict[Key, Level] = {}
    for sheet, kinds in facts:
        has_levels = any(code in indicators and measure == LEVEL for code, measure, _ in kinds)
        for number, (code, measure, value) in sheet.picked("indicator_code", "measure", "value") if has_levels else ():
            if measure == LEVEL and value and code in indicators:
                cells = sheet.cells(number)
                key = (*(cells[name] for name in SERIES), cells["period"], cells.get("kind", ""))
                level = Level(int(cells.get("vintage", "1")), Decimal(value), cells["unit"])
                levels[key] = max(level, levels.get(key, level))
    return levels


def _ends(cells: Mapping[str, str], levels: Mapping[Key, Level]) -> Ends | None:
    """The levels that a change lies between: what was measured before and, of a target, what shall be reached."""
    period, measure, kind = find_period(cells["period"]), Measure(cells["measure"]), cells.get("kind", "")
    if period is None:
        return None
    series = tuple(cells[name] for name in SERIES)
    first, last = ends_of(measure, period, is_goal=bool(kind))
    base, end = levels.get((*series, first, "")), levels.get((*series, last, kind))
    if base is None or end is None or not in_one_unit(measure, cells["unit"], base.unit, end.unit):
        return None
    return Ends(base.value, end.value, len(period.years))


def _judged(found: Printed, ends: Ends) -> Iterator[Finding]:
    """A change is computed from the printed digits and rounded to as many decimals as are printed."""
    value, measure = Decimal(found.cells["value"]), Measure(found.cells["measure"])
    computed = change_between(measure, ends.base, ends.end, ends.years)
    if computed is None:
        return
    rounded = computed.quantize(Decimal((0, (1,), -decimal_places(value))), ROUND_HALF_UP)
    if rounded != value:
        facts = {**_said(found, ends), "computed": f"{computed:.3f}", "rounded": f"{rounded:f}"}
        yield _warning(found.sheet, "D324", found.row, "value", facts)


def _unsigned(found: Printed, ends: Ends, words: DirectionWords) -> Iterator[Finding]:
    """A fall that is printed without a minus and without a word that says so."""
    printed = find_printed(found.cells["value_as_printed"])
    if printed is None or printed <= 0 or ends.end >= ends.base:
        return
    texts = (found.cells["value_as_printed"], found.cells["source_quote"])
    if not any("fall" in ways(words, text, printed) for text in texts):
        yield _warning(found.sheet, "D327", found.row, "value_as_printed", _said(found, ends))


def _said(found: Printed, ends: Ends) -> Mapping[str, str]:
    return {"base": str(ends.base), "end": str(ends.end), "printed": found.cells["value_as_printed"]}
