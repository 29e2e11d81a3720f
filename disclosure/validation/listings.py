"""Entries of lists: what each rests on, its days in their order, and what its decision asks for."""

from collections.abc import Iterator, Mapping

from disclosure.model.days import months_later
from disclosure.model.efficiency import Tier
from disclosure.model.findings import Finding
from disclosure.model.list_rules import Procedure
from disclosure.validation.books import FIGURE, LISTED, Books, Line, find_tier, lacks_level, stands
from disclosure.validation.overlaps import check_overlaps

TIERS: Mapping[str, frozenset[Tier]] = {
    "advanced": frozenset({Tier.ADVANCED}),
    "frontrunner": frozenset({Tier.ADVANCED}),
    "lagging": frozenset({Tier.LAGGING}),
    "level": frozenset({Tier.BETWEEN, Tier.NOT_REPORTED, Tier.EXEMPT}),
}
"""The tiers with which an installation belongs on each list."""
IN_ORDER = (
    ("reply_date", "notice_date", "reply"),
    ("withdrawn_on", "notice_date", "withdrawn"),
    ("corrected_on", "decided_on", "corrected"),
)
"""A day, the day before which it cannot be, and how the fault is called."""
UPHELD = frozenset({"upheld", "partly_upheld"})
"""Outcomes of an objection after which a figure may be assessed anew."""
OF_DECISION = ("decided_on", "decided_by", "document_number")


def check_listings(books: Books, procedures: Mapping[str, Procedure]) -> Iterator[Finding]:
    """All checks of what entries rest on and of how they were decided."""
    for entry in books.of("listing"):
        yield from _basis(entry, books)
        yield from _order(entry)
        yield from _decision(entry)
        yield from _validity(entry)
        yield from _procedure(entry, books, procedures)
    yield from check_overlaps(books.of("listing"))


def _basis(entry: Line, books: Books) -> Iterator[Finding]:
    """An entry rests on a record of its period, known before the notice, whose tier is that of the list."""
    record = books.records.get((entry["installation_code"], entry["period"]))
    if record is None:
        if "efficiency-record" not in books.unsure:
            yield entry.refuse("R215", "period", installation=entry["installation_code"])
        return
    if record["assessed_on"] > entry["notice_date"] and not _is_amended(record, entry):
        yield entry.refuse("D336", "notice_date", "assessed", earlier=record["assessed_on"])
    tier = find_tier(record, books)
    if tier and stands(entry) and tier not in TIERS[entry["list"]] and not _has_no_level(record, tier, entry, books):
        yield entry.refuse("D335", "list", list=entry["list"], tier=tier, record=record.place)


def _is_amended(record: Line, entry: Line) -> bool:
    """Whether a figure was assessed anew on an objection that was upheld, between its day and the decision's."""
    is_upheld = entry["reply_outcome"] in UPHELD
    return is_upheld and "" < entry["reply_date"] <= record["assessed_on"] <= entry["decided_on"]


def _has_no_level(record: Line, tier: Tier, entry: Line, books: Books) -> bool:
    """Whether a tier is unknown for want of the level that the list needs, which is told of at the record."""
    is_figure = record["value_status"] == FIGURE
    return tier is Tier.UNKNOWN and is_figure and lacks_level(record, entry["list"], books)


def _order(entry: Line) -> Iterator[Finding]:
    """Nothing happens before that from which it follows."""
    for later, earlier, problem in IN_ORDER:
        if entry[later] and entry[earlier] and entry[later] < entry[earlier]:
            yield entry.refuse("D336", later, problem, earlier=entry[earlier])


def _decision(entry: Line) -> Iterator[Finding]:
    """A decision has its day, its authority and its document, and these stand only beside a decision."""
    for column in OF_DECISION:
        if entry["decision"] and not entry[column]:
            yield entry.refuse("D337", column, "incomplete")
        elif entry[column] and not entry["decision"]:
            yield entry.refuse("D337", column, "undecided")


def _validity(entry: Line) -> Iterator[Finding]:
    """What is listed is valid to a day after the decision; what is not listed has no such day."""
    if entry["decision"] != LISTED:
        if entry["valid_to"]:
            yield entry.refuse("D338", "valid_to", "stray")
    elif not entry["valid_to"]:
        yield entry.refuse("D338", "valid_to", "missing")
    elif entry["valid_to"] <= entry["decided_on"]:
        yield entry.refuse("D338", "valid_to", "short", decided=entry["decided_on"])


def _procedure(entry: Line, books: Books, procedures: Mapping[str, Procedure]) -> Iterator[Finding]:
    """An entry follows a procedure that is laid down for its realm, the sample's or the real one."""
    own = {code: found for code, found in procedures.items() if found.is_sample is entry.sheet.is_sample}
    procedure = own.get(entry["procedure"])
    if procedure is None:
        problem = "realm" if entry["procedure"] in procedures else "unknown" if own else "none"
        yield entry.refuse("R214", "procedure", problem, known=", ".join(own))
    else:
        yield from _timely(entry, procedure, books.cited(procedure.document, procedure.anchor))


def _timely(entry: Line, procedure: Procedure, cited: Mapping[str, str]) -> Iterator[Finding]:
    """Objections are heard until the window is over: before, nothing is decided, and after, nothing is taken. No entry
    is valid for longer than its procedure allows, counted from a decision that stands."""
    notice, decided, replied = (entry.day(column) for column in ("notice_date", "decided_on", "reply_date"))
    if notice is None:
        return
    end = procedure.window_end(notice)
    facts = {"notice": notice.isoformat(), "days": str(procedure.window_days), "end": end.isoformat(), **cited}
    if replied and replied > end:
        yield entry.refuse("D339", "reply_date", "late", **facts)
    if decided and decided <= end:
        yield entry.refuse("P403", "decided_on", **facts)
        return
    last, valid_to = months_later(decided, procedure.longest_months) if decided else None, entry.day("valid_to")
    if last and valid_to and valid_to > last:
        months = str(procedure.longest_months)
        yield entry.refuse("D338", "valid_to", "long", months=months, last=last.isoformat(), **cited)
