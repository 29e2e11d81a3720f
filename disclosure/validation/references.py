"""Codes that stand in registers of other packages: regions, sectors, indicators, documents and units."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.tables import Column
from disclosure.model.text import half_width
from disclosure.validation.rows import Sheet

NEAR, NEAR_DIGITS = 0.75, 0.6
"""How alike two spellings are, from 0 to 1, for one to be taken for a slip of the other; for codes of digits
less will do, as the row names the region too."""
REGISTER_KINDS: Mapping[str, str] = {
    "regions": "region",
    "sectors": "sector",
    "indicators": "indicator",
    "documents": "document",
    "anomalies": "anomaly",
    "products": "product",
    "enterprises": "enterprise",
    "installations": "installation",
    "retrofits": "retrofit",
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
            words = " ".join(sheet.table.rows[number - 2])
            facts = _facts(code, column.refers_to, register, words)
            yield sheet.finding("R202", Severity.ERROR, number, column.name, facts)


def _facts(code: str, name: str, register: Mapping[str, str], words: str) -> Mapping[str, str]:
    """What to say of an unknown code; `words` is the whole row, which may name what was meant."""
    facts = {"code": code, "register": name}
    if name == "units":
        return {**facts, "problem": "unit", "known": ", ".join(register)}
    plain = half_width(code)
    if plain != code and register.get(plain) == plain:
        return {**facts, "problem": "width", "nearest": plain}
    if whole := _with_zeros(code, register):
        return {**facts, "problem": "zeros", "nearest": whole}
    nearest = _nearest(code, register, words)
    return {**facts, "problem": "near" if nearest else "unknown", "nearest": nearest}


def _with_zeros(text: str, register: Mapping[str, str]) -> str:
    """The code that a number stands for which lost its zeros in front; empty where there is none."""
    codes = (code for code in set(register.values()) if code.isdecimal() and code.endswith(text))
    return next((code for code in codes if text.isdecimal() and int(code) == int(text)), "")


def _wrong(texts: Collection[str], register: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts of a column that name an unknown code, with the first such code."""
    for text in texts:
        code = next((code for code in codes_of(text) if register.get(code) != code), "")
        if code:
            yield text, code


def codes_of(text: str) -> list[str]:
    """The codes of a cell that may hold several."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _nearest(text: str, register: Mapping[str, str], words: str) -> str:
    """The code that a name stands for, or a spelling so near that it may be meant, with its code.

    Codes of digits are all alike, so one is offered only where the row itself names what it stands for.
    """
    if text in register:
        return register[text]
    if text.isdecimal():
        named = {register[name]: name for name in register if name != register[name] and name in words}
        near = [named[code] for code in get_close_matches(text, named, 1, NEAR_DIGITS)]
    else:
        near = get_close_matches(text, register, 1, NEAR)
    return " ".join(dict.fromkeys((register[near[0]], near[0]))) if near else ""
