"""Codes that stand in registers of other packages: regions, sectors, indicators, documents and units."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.tables import Column
from disclosure.validation.rows import Sheet

REGISTER_KINDS: Mapping[str, str] = {
    "regions": "region",
    "sectors": "sector",
    "indicators": "indicator",
    "documents": "document",
}


def check_references(
    sheets: Sequence[Sheet], units: Collection[str], unread: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Every code that a column refers to exists; the nearest name is offered where one does not.

    A register of which a table is `unread` (its file by kind) or a code is in doubt has its own findings; a notice says
    that nothing is held against it, as the codes that it seems to lack may be there once it is mended.
    """
    doubtful = _doubtful(sheets, unread or {})
    for name, file in doubtful.items():
        yield Finding("R203", Severity.NOTICE, Place(file), facts={"register": name})
    registers: dict[str, Mapping[str, str]] = {
        name: _register(sheets, kind) for name, kind in REGISTER_KINDS.items() if name not in doubtful
    }
    registers["units"] = {code: code for code in units}
    for sheet in sheets:
        for column in sheet.table.columns:
            if registers.get(column.refers_to):
                yield from _column(sheet, column, registers[column.refers_to])


def _doubtful(sheets: Sequence[Sheet], unread: Mapping[str, str]) -> Mapping[str, str]:
    """The registers whose codes are not all known for certain, each with a file to mend first."""
    found = {name: unread[kind] for name, kind in REGISTER_KINDS.items() if kind in unread}
    for name, kind in REGISTER_KINDS.items():
        for sheet in (sheet for sheet in sheets if sheet.table.kind == kind and not sheet.is_certain("code")):
            found.setdefault(name, sheet.file)
    return found


def _register(sheets: Sequence[Sheet], kind: str) -> Mapping[str, str]:
    """What people may have typed, by code: the code itself, names, short names and aliases lead to the code."""
    known: dict[str, str] = {}
    for sheet in (sheet for sheet in sheets if sheet.table.kind == kind):
        for number, code in sheet.column("code"):
            cells = sheet.cells(number)
            names = [cells.get("name", ""), cells.get("short_name", ""), cells.get("title", "")]
            names += cells.get("aliases", "").split(";")
            for name in filter(None, (name.strip() for name in names)):
                known.setdefault(name, code)
            known[code] = code
    return known


def _column(sheet: Sheet, column: Column, register: Mapping[str, str]) -> Iterator[Finding]:
    place = sheet.names.index(column.name)
    wrong = dict(_wrong({row[place] for row in sheet.table.rows}, register))
    if not wrong:
        return
    for number, text in sheet.column(column.name):
        if code := wrong.get(text):
            yield sheet.finding("R202", Severity.ERROR, number, column.name, _facts(code, column.refers_to, register))


def _facts(code: str, name: str, register: Mapping[str, str]) -> Mapping[str, str]:
    if name == "units":
        return {"problem": "unit", "code": code, "register": name, "known": ", ".join(register)}
    nearest = _nearest(code, register)
    return {"problem": "near" if nearest else "unknown", "code": code, "register": name, "nearest": nearest}


def _wrong(texts: Collection[str], register: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts of a column that name an unknown code, with the first such code."""
    for text in texts:
        code = next((code for code in _codes(text) if register.get(code) != code), "")
        if code:
            yield text, code


def _codes(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _nearest(text: str, register: Mapping[str, str]) -> str:
    """The code that a name stands for, or the nearest known spelling with its code."""
    if text in register:
        return register[text]
    near = get_close_matches(text, register, 1, 0.5)
    return " ".join(dict.fromkeys((register[near[0]], near[0]))) if near else ""
