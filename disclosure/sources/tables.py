"""Strict reading of one CSV file: every cell judged once per distinct text, keys as the rows go by."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import TextIOWrapper
from itertools import pairwise
from operator import getitem, itemgetter
from pathlib import Path

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.rules import DisclosureLimits
from disclosure.sources.cells import Fault, FieldRule, judge

Row = tuple[str, ...]
MAX_FINDINGS_PER_FILE = 1000
ILLEGIBLE = frozenset({"F001", "F004", "F008", "F015", "F017", "F018"})
"""Faults of a file after which no cell can be trusted to stand where it belongs."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files begin that a spreadsheet saved as its own, not as text."""
OTHER_DELIMITERS = {";": "semicolon", "\t": "tab", ",": "comma"}
SPLIT_NUMBER = re.compile(r"-?[0-9]{1,3} [0-9]{3}(?:\.[0-9]+)?", re.ASCII)
"""Two neighbouring cells, joined by a space, that may be one number with a thousands separator."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file has to look like: its name for people, its encoding and delimiter, its fields and its key."""

    file: str
    encoding: str
    delimiter: str
    fields: tuple[FieldRule, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header that the file must have."""
        return tuple(rule.name for rule in self.fields)


@dataclass(slots=True)
class Reading:
    """One file being read: its rows so far and what was found."""

    layout: Layout
    limits: DisclosureLimits
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    faults: dict[int, set[int]] = field(default_factory=dict)
    """The columns at fault by row; none where the whole row is."""

    def report(self, code: str, row: int | None = None, column: int | None = None, **facts: str) -> None:
        """Note one finding at a row and column of the file."""
        if row is not None:
            self.faults.setdefault(row, set()).update([column] if column else [])
        if len(self.findings) >= MAX_FINDINGS_PER_FILE:
            return
        rule = self.layout.fields[column - 1] if column and column <= len(self.layout.fields) else None
        place = Place(
            self.layout.file,
            row,
            column,
            rule.name if rule else "",
            rule.title if rule else "",
        )
        severity = Severity.NOTICE if code == "F002" else Severity.ERROR
        self.findings.append(Finding(code, severity, place, facts.pop("value", ""), facts))

    @property
    def is_legible(self) -> bool:
        """Whether rows and columns are where they belong, so that sound cells can be judged beside unsound ones."""
        return not any(finding.code in ILLEGIBLE for finding in self.findings)


class Verdicts(dict[str, str]):
    """Texts of one column that were judged sound; an unsound text is judged, and noted, each time it appears."""

    def __init__(self, column: int, verdict: Callable[[str], Fault | None], pending: list[tuple[int, str, Fault]]):
        """Judge with `verdict`; faults go to `pending` with their column and text."""
        super().__init__()
        self._column, self._verdict, self._pending = column, verdict, pending

    def __missing__(self, text: str) -> str:
        fault = self._verdict(text)
        if fault is None:
            self[text] = text
        else:
            self._pending.append((self._column, text, fault))
        return text


def read_table(path: Path, layout: Layout, limits: DisclosureLimits) -> Reading:
    """The rows of a file as they stand, and everything that is wrong with them; nothing is repaired or guessed."""
    reading = Reading(layout, limits)
    if path.stat().st_size > limits.max_file_bytes:
        reading.report("F015", problem="bytes", limit=str(limits.max_file_bytes))
        return reading
    if _is_workbook(path):
        reading.report("F017")
        return reading
    csv.field_size_limit(max(limits.max_cell_characters * 4, 1024))
    try:
        with path.open("rb") as raw:
            _skip_mark(raw.read(3), reading, raw.seek)
            _read(reading, TextIOWrapper(raw, layout.encoding, "strict", newline=""))
    except UnicodeDecodeError:
        reading.findings.clear()
        _report_encoding(reading, path)
    return reading


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as raw:
        return raw.read(4) in WORKBOOKS


def _skip_mark(start: bytes, reading: Reading, seek: Callable[[int], int]) -> None:
    has_mark = start == b"\xef\xbb\xbf"
    seek(3 if has_mark else 0)
    if has_mark:
        reading.report("F002")


def _read(reading: Reading, stream: TextIOWrapper) -> None:
    reader = csv.reader(stream, delimiter=reading.layout.delimiter, strict=True)
    line = 0
    try:
        header = next(reader, None)
        line = reader.line_num
        if not _is_header(reading, header, reader):
            return
        _read_rows(reading, reader)
    except csv.Error:
        opened = len(reading.rows) + 2
        reading.report("F008", opened, first_line=str(max(line, opened)))


def _is_header(reading: Reading, header: Sequence[str] | None, reader: Iterator[list[str]]) -> bool:
    expected = reading.layout.names
    if header is None:
        reading.report("F004", 1, problem="empty", expected=", ".join(expected))
        return False
    if len(header) > reading.limits.max_columns:
        reading.report("F015", 1, problem="columns", limit=str(reading.limits.max_columns))
        return False
    if tuple(header) == expected:
        return True
    if tuple(next(reader, ())) == expected:
        reading.report("F018", 1, value=" ".join(header).strip())
        return False
    _report_header(reading, header, expected)
    return False


def _report_header(reading: Reading, header: Sequence[str], expected: Sequence[str]) -> None:
    if len(header) == 1 and (delimiter := next((mark for mark in OTHER_DELIMITERS if mark in header[0]), "")):
        reading.report("F004", 1, problem=OTHER_DELIMITERS[delimiter], expected=reading.layout.delimiter)
        return
    offered = set(header)
    for column, name in enumerate(header, start=1):
        if name not in expected:
            meant = _meant(reading, name.strip(), [other for other in expected if other not in offered])
            offered.add(meant)
            reading.report("F004", 1, column, value=name, problem="unknown" if meant else "surplus", expected=meant)
    for name in (name for name in expected if name not in offered):
        reading.report("F004", 1, problem="missing", expected=name)
    if set(header) == set(expected):
        problem = "order" if len(header) == len(expected) else "repeated"
        reading.report("F004", 1, value=", ".join(header), problem=problem, expected=", ".join(expected))


def _meant(reading: Reading, name: str, lacking: Sequence[str]) -> str:
    """The lacking column that a head means, by its Chinese title or by a slip of the pen; nothing for none."""
    titles = {rule.title: rule.name for rule in reading.layout.fields if rule.name in lacking}
    return titles.get(name) or next(iter(get_close_matches(name, lacking, 1, 0.6)), "")


def _read_rows(reading: Reading, reader: Iterator[list[str]]) -> None:
    pending: list[tuple[int, str, Fault]] = []
    memos = [Verdicts(place, _verdict(rule, reading), pending) for place, rule in enumerate(reading.layout.fields, 1)]
    width, limit = len(memos), reading.limits.max_rows
    keys = Keys(reading)
    rows, number = reading.rows, 1
    for record in reader:
        number += 1
        if number - 1 > limit:
            reading.report("F015", number, problem="rows", limit=str(limit))
            return
        if len(record) != width:
            rows.append(_ragged(reading, record, number, width))
            continue
        row = tuple(map(getitem, memos, record))
        rows.append(row)
        if pending:
            _report_cells(reading, pending, row, number)
        keys.add(row, number)


def _verdict(rule: FieldRule, reading: Reading) -> Callable[[str], Fault | None]:
    if rule.refers_to == "regions":
        sums = Fault("F005", {"problem": "subtotal"})
        return lambda text: sums if _names_sums(reading, text) else judge(rule, reading.limits, text)
    return lambda text: judge(rule, reading.limits, text)


def _names_sums(reading: Reading, text: str) -> bool:
    return any(word in text for word in reading.limits.subtotal_words)


def _ragged(reading: Reading, record: Sequence[str], number: int, width: int) -> Row:
    if _has_sums(reading, record):
        reading.report("F005", number, problem="subtotal")
    elif any(record):
        problem = "short" if len(record) < width else "split" if _has_split_number(record) else "long"
        reading.report("F009", number, problem=problem, found=str(len(record)), expected=str(width))
    else:
        reading.report("F005", number, problem="blank")
    return tuple(record[:width]) + ("",) * (width - len(record))


def _has_split_number(record: Sequence[str]) -> bool:
    return any(SPLIT_NUMBER.fullmatch(f"{left} {right}") for left, right in pairwise(record))


def _has_sums(reading: Reading, record: Sequence[str]) -> bool:
    places = [place for place, rule in enumerate(reading.layout.fields) if rule.refers_to == "regions"]
    if any(_names_sums(reading, record[place]) for place in places if place < len(record)):
        return True
    return not reading.limits.subtotal_words.isdisjoint(text.strip() for text in record)


def _report_cells(reading: Reading, pending: list[tuple[int, str, Fault]], row: Row, number: int) -> None:
    if not any(row):
        reading.report("F005", number, problem="blank")
    elif _has_sums(reading, row):
        reading.report("F005", number, problem="subtotal")
    else:
        for column, text, fault in pending:
            reading.report(fault.code, number, column, value=text, **fault.facts)
    pending.clear()


class Keys:
    """The primary key of a file, checked as rows go by; unhashed rows are compared when two hashes meet."""

    def __init__(self, reading: Reading) -> None:
        """Watch the key fields of the file being read."""
        names = reading.layout.names
        self._places = tuple(names.index(name) for name in reading.layout.key)
        self._reading = reading
        self._first: dict[int, int] = {}
        self._pick = itemgetter(*self._places) if self._places else None

    def add(self, row: Row, number: int) -> None:
        """Note a row's key, and report it when an earlier row has the same."""
        if self._pick is None:
            return
        key = self._pick(row)
        first = self._first.setdefault(hash(key), number)
        if first != number and self._pick(self._reading.rows[first - 2]) == key and any(row):
            words = key if isinstance(key, str) else " | ".join(key)
            self._reading.report("R201", number, self._places[0] + 1, value=words, first=str(first))


def _report_encoding(reading: Reading, path: Path) -> None:
    """Say in which line the bytes stop being the declared encoding, and whether the file is GBK throughout."""
    data = path.read_bytes()
    try:
        data.decode(reading.layout.encoding)
        line = 1
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
    guess = _guess(data)
    problem = "declared" if guess == "UTF-8" else "bytes" if guess else "broken"
    reading.report("F001", line, problem=problem, encoding=reading.layout.encoding, guess=guess)


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:200]:
        return "UTF-16"
    for encoding, name in (("utf-8", "UTF-8"), ("gb18030", "GBK")):
        with suppress(UnicodeDecodeError):
            data.decode(encoding)
            return name
    return ""
