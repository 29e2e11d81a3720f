"""Reading the archive of a package: the texts of the documents that it registers, byte for byte."""

import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from disclosure.model.archive import ArchivedText
from disclosure.model.findings import Finding, Place, Severity
from disclosure.sources.cells import Fault, find_personal

FOLDER, ENDING = "archive", ".txt"
MAX_BYTES = 2_000_000
BYTE_ORDER_MARK = "\ufeff"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufffd\ufeff]")
"""What nobody sees in a text; tabs between the cells of a table and the ends of lines may stand there."""

NOTHING = ArchivedText("", "")


def read_archive(package: Path, codes: Collection[str], findings: list[Finding]) -> Mapping[str, ArchivedText]:
    """The archived text of each document that has one, by its code; what is wrong goes to the findings."""
    folder = package / FOLDER
    texts: dict[str, ArchivedText] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        fault, text = _read(path, codes)
        if fault is None:
            texts[path.name.removesuffix(ENDING)] = text
        else:
            line = fault.facts.get("line")
            place = Place(f"{package.name}/{FOLDER}/{path.name}", int(line) if line else None)
            findings.append(Finding(fault.code, Severity.ERROR, place, path.name, fault.facts))
    return texts


def _read(path: Path, codes: Collection[str]) -> tuple[Fault | None, ArchivedText]:
    if not (path.is_file() and path.name.endswith(ENDING) and path.name.removesuffix(ENDING) in codes):
        return _fault("unknown"), NOTHING
    if path.stat().st_size > MAX_BYTES:
        return _fault("large", limit=str(MAX_BYTES)), NOTHING
    data = path.read_bytes()
    text = data.decode(errors="replace")
    fault = _form_fault(data, text) or _personal_fault(text)
    return fault, ArchivedText(text, hashlib.sha256(data).hexdigest())


def _form_fault(data: bytes, text: str) -> Fault | None:
    if not data.strip():
        return _fault("empty")
    if text.encode() != data:
        return _fault("encoding", line=_line(text, text.find("\ufffd")))
    if text.startswith(BYTE_ORDER_MARK):
        return _fault("mark")
    if "\r" in text:
        return _fault("line_end")
    found = CONTROLS.search(text)
    return _fault("unseen", line=_line(text, found.start()), found=f"U+{ord(found[0]):04X}") if found else None


def _personal_fault(text: str) -> Fault | None:
    found = ((number, find_personal(line)) for number, line in enumerate(text.splitlines(), start=1))
    faults = (Fault(fault.code, {**fault.facts, "line": str(number)}) for number, fault in found if fault)
    return next(faults, None)


def _line(text: str, place: int) -> str:
    return str(text.count("\n", 0, place) + 1)


def _fault(problem: str, **facts: str) -> Fault:
    return Fault("F020", {"problem": problem, **facts})
