"""What follows an entry's notice: the enterprise's reply and its outcome, withdrawal, correction after a retrofit."""

from collections.abc import Iterator

from disclosure.measures.tiers import worse_by
from disclosure.model.findings import Finding
from disclosure.model.periods import Period
from disclosure.validation.books import LISTED, Books, Line, are_contrary, is_lower_better, levels_for

LAGGING, RECEIVED, UPHELD = "lagging", "received", "upheld"
OF_REPLY, OF_OUTCOME = ("reply_date", "reply_text"), ("reply_outcome", "outcome_reason")
NEEDED = frozenset({"retrofit", "efficiency-level", "efficiency-record"})


def check_replies(books: Books) -> Iterator[Finding]:
    """All checks of what became of an entry."""
    retrofits: dict[str, list[Line]] = {}
    for retrofit in books.of("retrofit"):
        retrofits.setdefault(retrofit["installation_code"], []).append(retrofit)
    for entry in books.of("listing"):
        yield from _reply(entry)
        yield from _outcome(entry)
        yield from _withdrawal(entry)
        yield from _correction(entry)
        if entry["corrected_on"] and NEEDED.isdisjoint(books.unsure):
            yield from _retrofitted(entry, retrofits.get(entry["installation_code"], []), books)


def _reply(entry: Line) -> Iterator[Finding]:
    """A reply that was received has its day and its words; where none was, there is nothing of it."""
    if entry["reply"] == RECEIVED:
        for column in (column for column in OF_REPLY if not entry[column]):
            yield entry.refuse("D339", column, "missing")
    else:
        for column in (column for column in (*OF_REPLY, "reply_outcome") if entry[column]):
            yield entry.refuse("D339", column, "stray")


def _outcome(entry: Line) -> Iterator[Finding]:
    """Nothing is decided over a reply without an outcome and its reason, nor against a reply that was upheld."""
    if entry["reply"] != RECEIVED or not entry["decision"]:
        return
    for column in (column for column in OF_OUTCOME if not entry[column]):
        yield entry.refuse("D339", column, "outcome")
    if (entry["reply_outcome"], entry["decision"], entry["list"]) == (UPHELD, LISTED, LAGGING):
        yield entry.refuse("D339", "decision", "upheld")


def _withdrawal(entry: Line) -> Iterator[Finding]:
    """What is withdrawn says why, and what says why has its day."""
    if entry["withdrawn_on"] and not entry["withdrawn_reason"]:
        yield entry.refuse("D340", "withdrawn_reason", "reason")
    if entry["withdrawn_reason"] and not entry["withdrawn_on"]:
        yield entry.refuse("D340", "withdrawn_on", "date")


def _correction(entry: Line) -> Iterator[Finding]:
    """A correction has its document, and only what was listed as lagging is corrected."""
    if not entry["corrected_on"]:
        if entry["corrected_document"]:
            yield entry.refuse("D341", "corrected_on", "date")
        return
    if not entry["corrected_document"]:
        yield entry.refuse("D341", "corrected_document", "document")
    if (entry["list"], entry["decision"]) != (LAGGING, LISTED):
        yield entry.refuse("D341", "corrected_on", "list")


def _retrofitted(entry: Line, retrofits: list[Line], books: Books) -> Iterator[Finding]:
    """A correction rests on the last retrofit that was accepted by that day, and that one reached its goal: by its
    figure the installation counts from then on.

    What was completed before the period of the record was over is in its figure already, and did not help; from the day
    after, it is not, whether the notice had begun or not.
    """
    record = books.records.get((entry["installation_code"], entry["period"]))
    product = books.find_product(entry["installation_code"])
    if record is None or product is None:
        return
    levels, period = levels_for(record, product["code"], books), Period.parse(record["period"])
    if are_contrary(levels, product):
        return
    done = [
        (line["completed_on"], line["code"], value, levels[f"{line['goal']}_level"])
        for line in retrofits
        if period.is_before(line["completed_on"]) and _is_by(line, entry)
        if (value := line.number("value_after")) is not None
    ]
    *_, value, goal = max(done, default=("", "", None, None))
    worse = None if value is None else worse_by(value, goal, is_lower_better(product))
    if worse is None or worse > 0:
        yield entry.refuse("D341", "corrected_on", "retrofit", installation=entry["installation_code"])


def _is_by(retrofit: Line, entry: Line) -> bool:
    return retrofit["completed_on"] <= entry["corrected_on"]
