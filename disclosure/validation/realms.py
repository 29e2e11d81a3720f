"""The fictional sample and the real places never refer to each other, nor does anything real pass for invented; and
packages that wait for their day."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.tables import Column, Dataset
from disclosure.validation.references import REGISTER_KINDS, codes_of
from disclosure.validation.rows import Sheet

OWN = frozenset({"regions", "enterprises", "installations", "retrofits", "documents", "anomalies"})
"""The registers of which the sample has its own; the others hold definitions, which both share."""
DEFINING = frozenset({"sector", "indicator", "product", "efficiency-level", "limit-grade"})
"""Kinds of record that define; those of the sample may cite real documents."""
Realms = Mapping[str, Mapping[str, bool]]
"""Whether a code is of the sample, by register."""
NO_ORIGINAL = "no_original"
"""How far what nobody issued was checked with its issuer."""


def check_realms(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Codes of the other realm, whatever column they stand in."""
    if not any(sheet.is_sample for sheet in sheets):
        return
    realms = {name: _realm(sheets, kind) for name, kind in REGISTER_KINDS.items()}
    for sheet in sheets:
        for column in sheet.table.columns:
            if column.refers_to in realms:
                foreign = _foreign(sheet, column, realms[column.refers_to])
                yield from _told(sheet, column.name, foreign)


def _realm(sheets: Sequence[Sheet], kind: str) -> Mapping[str, bool]:
    return {code: sheet.is_sample for sheet in sheets if sheet.table.kind == kind for _, code in sheet.column("code")}


def _foreign(sheet: Sheet, column: Column, realm: Mapping[str, bool]) -> Mapping[str, str]:
    """The texts of a column that name a code of the other realm, with the first such code."""
    register = column.refers_to
    is_shared = register not in OWN or (register == "documents" and sheet.table.kind in DEFINING)
    if sheet.is_sample and is_shared:
        return {}
    pairs = ((text, code) for (text,) in sheet.distinct(column.name) for code in codes_of(text))
    return {text: code for text, code in pairs if realm.get(code, sheet.is_sample) is not sheet.is_sample}


def _told(sheet: Sheet, column: str, foreign: Mapping[str, str]) -> Iterator[Finding]:
    for number, text in sheet.column(column) if foreign else ():
        if text in foreign:
            facts = {"problem": "sample" if sheet.is_sample else "real", "code": foreign[text]}
            yield sheet.finding("R212", Severity.ERROR, number, column, facts)


def check_originals(datasets: Sequence[Dataset], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Packages and documents that say, as only the invented sample may, that there is no original to check them with.

    Whatever is real was issued by somebody, so that it was checked with its issuer or is still to be (DECISIONS.md, the
    sample's verification).
    """
    facts = {"problem": NO_ORIGINAL}
    for dataset in datasets:
        if dataset.verification == NO_ORIGINAL and not dataset.is_sample:
            place = Place(f"{dataset.name}/datapackage.json", field="verification")
            yield Finding("R212", Severity.ERROR, place, NO_ORIGINAL, facts)
    for sheet in (sheet for sheet in sheets if sheet.table.kind == "document" and not sheet.is_sample):
        for number, text in sheet.column("verification"):
            if text == NO_ORIGINAL:
                yield sheet.finding("R212", Severity.ERROR, number, "verification", facts)


def check_embargoes(datasets: Sequence[Dataset], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A notice for every package that waits for its day, so that nobody looks for it in vain.

    What is published before that day may not refer to what a package that waits for it registers.
    """
    until = {dataset.name: dataset.embargo_until for dataset in datasets}
    if any(until.values()):
        for register, kind in REGISTER_KINDS.items():
            yield from _too_early(sheets, register, kind, until)
    for dataset in datasets:
        if dataset.embargo_until:
            place = Place(f"{dataset.name}/datapackage.json")
            yield Finding("P409", Severity.NOTICE, place, dataset.embargo_until, {"date": dataset.embargo_until})


def _too_early(sheets: Sequence[Sheet], register: str, kind: str, until: Mapping[str, str]) -> Iterator[Finding]:
    """Codes of a register in packages that are due before the one that registers them."""
    days: dict[str, str] = {}
    for sheet in (sheet for sheet in sheets if sheet.table.kind == kind):
        for _, code in sheet.column("code"):
            days[code] = min(until[sheet.package], days.get(code, until[sheet.package]))
    if not any(days.values()):
        return
    for sheet in sheets:
        for column in (column.name for column in sheet.table.columns if column.refers_to == register):
            for number, text in sheet.column(column):
                code = next((code for code in codes_of(text) if days.get(code, "") > until[sheet.package]), "")
                if code:
                    yield sheet.finding("P410", Severity.ERROR, number, column, {"code": code, "date": days[code]})
