"""Entries of one installation that cannot stand side by side: twice on one list, or advanced and lagging at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.model.days import LAST, Day, days_later
from disclosure.model.findings import Finding
from disclosure.validation.books import LISTED, Line

AGAINST: Mapping[str, str] = {"advanced": "lagging", "frontrunner": "lagging", "lagging": "advanced"}
"""What an entry speaks against while it is valid: two sides, by list."""
Span = tuple[Day, Day, Line]
"""The first and the last day of something about an entry."""


def check_overlaps(entries: Iterable[Line]) -> Iterator[Finding]:
    """All entries that repeat or contradict another one of the same installation."""
    by_installation: dict[str, list[Line]] = {}
    for entry in entries:
        by_installation.setdefault(entry["installation_code"], []).append(entry)
    for found in by_installation.values():
        if len(found) > 1:
            yield from _repetitions(found)
            yield from _contradictions(found)


def _repetitions(entries: Iterable[Line]) -> Iterator[Finding]:
    """Entries of one list and period of which two cases are open, or two name the installation, on the same day.

    Who was dismissed or taken down may be put on the list again, and so may who expires: a case may be opened while the
    old entry is valid still, and names the installation after it.
    """
    same: dict[tuple[str, str], list[Line]] = {}
    for entry in entries:
        same.setdefault((entry["list"], entry["period"]), []).append(entry)
    for found in same.values():
        repeated: dict[str, tuple[str, Line, Line]] = {}
        for problem, spans in (("case", map(_open, found)), ("named", map(_named, found))):
            for earlier, later in _meeting([span for span in spans if span]):
                repeated.setdefault(later.place, (problem, earlier, later))
        for problem, earlier, later in repeated.values():
            yield later.refuse("D346", "installation_code", problem, list=later["list"], first=earlier.place)


def _meeting(spans: Sequence[Span]) -> Iterator[tuple[Line, Line]]:
    """Each entry whose span begins within that of an earlier one, after that one."""
    latest: tuple[Day, Line] | None = None
    for first, last, entry in sorted(spans, key=_begun):
        if latest and latest[0] >= first:
            yield latest[1], entry
        if latest is None or latest[0] < last:
            latest = (last, entry)


def _contradictions(entries: Iterable[Line]) -> Iterator[Finding]:
    """Entries that name their installation as advanced and as lagging on the same day."""
    spans = (_named(entry, "corrected_on") for entry in entries if entry["list"] in AGAINST)
    latest: dict[str, tuple[Day, Line]] = {}
    for first, last, entry in sorted(filter(None, spans), key=_begun):
        against, side = AGAINST[entry["list"]], AGAINST[AGAINST[entry["list"]]]
        if against in latest and latest[against][0] >= first:
            other = latest[against][1]
            yield entry.refuse("D342", "list", list=entry["list"], against=other["list"], first=other.place)
        if side not in latest or latest[side][0] < last:
            latest[side] = (last, entry)


def _begun(span: Span) -> tuple[Day, str]:
    return span[0], span[2].place


def _open(entry: Line) -> Span | None:
    """From the notice of an entry to the day before it is decided or withdrawn."""
    return _span(entry, "notice_date", LAST, "decided_on", "withdrawn_on")


def _named(entry: Line, *over: str) -> Span | None:
    """While an entry names its installation, at most until the day before those in the columns that end it."""
    valid_to = entry.day("valid_to")
    if entry["decision"] != LISTED or valid_to is None:
        return None
    return _span(entry, "decided_on", valid_to, "withdrawn_on", *over)


def _span(entry: Line, begins: str, last: Day, *over: str) -> Span | None:
    """From the day in a column to the last day, or to the day before the first one in columns that end it."""
    first = entry.day(begins)
    ends = (days_later(day, -1) for column in over if (day := entry.day(column)))
    last = min(last, *ends, LAST)
    return (first, last, entry) if first and first <= last else None
