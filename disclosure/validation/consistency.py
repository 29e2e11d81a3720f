"""Rows that contradict themselves or each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.model.findings import Finding, Severity
from disclosure.model.periods import Period
from disclosure.validation.rows import Sheet

FACT_KINDS = frozenset({"target", "observation"})
CHANGES = frozenset({"yearly_change", "cumulative_change"})
PRINTED_NUMBER = re.compile(r"[-\u2212\uff0d]?[0-9]+(?:\.[0-9]+)?")
Cells = Mapping[str, str]


def check_consistency(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """All checks of single rows, then of rows that repeat each other across packages."""
    for sheet in sheets:
        if sheet.table.kind in FACT_KINDS:
            for number, cells in sheet.rows():
                yield from _fact(sheet, number, cells)
        elif sheet.table.kind == "official-assessment":
            for number, cells in sheet.rows():
                yield from _period(sheet, number, cells)
    yield from _repeated(sheets)


def _fact(sheet: Sheet, number: int, cells: Cells) -> Iterator[Finding]:
    yield from _presence(sheet, number, cells)
    yield from _period(sheet, number, cells)
    yield from _unit(sheet, number, cells)
    yield from _printed(sheet, number, cells)


def _presence(sheet: Sheet, number: int, cells: Cells) -> Iterator[Finding]:
    """A number, or the reason why there is none: exactly one of the two."""
    if not cells["value"] and not cells["value_status"]:
        yield sheet.finding("R206", Severity.ERROR, number, "value")
    if cells["value"] and cells["value_status"] not in {"", "doubtful"}:
        yield sheet.finding("R207", Severity.ERROR, number, "value_status", {"number": cells["value"]})


def _period(sheet: Sheet, number: int, cells: Cells) -> Iterator[Finding]:
    """A period that exists, and a target for a plan's change that names the plan."""
    try:
        period = Period.parse(cells["period"])
    except ValueError:
        yield sheet.finding("C118", Severity.ERROR, number, "period")
        return
    is_plan_target = sheet.table.kind == "target" and cells["measure"] == "cumulative_change"
    if is_plan_target and not period.is_plan:
        yield sheet.finding("D312", Severity.ERROR, number, "period")


def _unit(sheet: Sheet, number: int, cells: Cells) -> Iterator[Finding]:
    """Changes are in percent; amounts are not."""
    if cells["measure"] in CHANGES and cells["unit"] != "percent":
        yield sheet.finding("D306", Severity.ERROR, number, "unit", {"measure": cells["measure"]})


def _printed(sheet: Sheet, number: int, cells: Cells) -> Iterator[Finding]:
    """The number is the printed one, digit for digit, with the sign that the processing says."""
    printed = PRINTED_NUMBER.findall(cells["value_as_printed"])
    if not cells["value"] or not printed or cells["processing"] not in {"none", "sign_reversed"}:
        return
    value, expected = Decimal(cells["value"]), _signed(printed[0], cells["processing"])
    if abs(value) != abs(expected):
        yield sheet.finding("D313", Severity.ERROR, number, "value", {"printed": cells["value_as_printed"]})
    elif value != expected:
        facts = {"printed": cells["value_as_printed"], "processing": cells["processing"]}
        yield sheet.finding("D305", Severity.ERROR, number, "value", facts)


def _signed(printed: str, processing: str) -> Decimal:
    value = Decimal(printed.replace("\u2212", "-").replace("\uff0d", "-"))
    return -value if processing == "sign_reversed" else value


def _repeated(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The same fact committed in two packages."""
    for kind in sorted(FACT_KINDS | {"official-assessment"}):
        first: dict[tuple[str, ...], str] = {}
        for sheet in (sheet for sheet in sheets if sheet.table.kind == kind):
            places = [sheet.names.index(name) for name in sheet.table.key]
            for number, row in enumerate(sheet.table.rows, start=2):
                key = tuple(row[place] for place in places)
                seen = first.setdefault(key, f"{sheet.file}:{number}")
                if not seen.startswith(f"{sheet.file}:"):
                    yield sheet.finding("R208", Severity.ERROR, number, sheet.table.key[0], {"first": seen})
