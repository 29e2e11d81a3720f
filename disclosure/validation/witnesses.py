"""Quotes held against the archived texts of the documents they are taken from."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.archive import ArchivedText
from disclosure.model.findings import Finding, Severity
from disclosure.model.records import Further
from disclosure.validation.rows import Sheet

DOCUMENT, QUOTE, MORE, PROCESSING = "source_document", "source_quote", "source_more", "processing"
COMPUTED = "computed"
"""The processing of a number that nobody prints; its quote is the arithmetic."""


def check_quotes(sheets: Sequence[Sheet], texts: Mapping[str, ArchivedText]) -> Iterator[Finding]:
    """Every quote stands in the text of its document, where that is archived."""
    for sheet in sheets if texts else ():
        if {DOCUMENT, QUOTE} <= set(sheet.names):
            yield from _sheet(sheet, texts)


def _sheet(sheet: Sheet, archive: Mapping[str, ArchivedText]) -> Iterator[Finding]:
    columns = (DOCUMENT, QUOTE, *(name for name in (MORE, PROCESSING) if name in sheet.names))
    for number, (document, quote, *rest) in sheet.picked(*columns):
        if document not in archive or not quote or COMPUTED in rest:
            continue
        text = archive[document]
        if not text.find(quote):
            yield sheet.finding("D322", Severity.ERROR, number, QUOTE, {"document": document})
        if MORE in sheet.names and not all(text.find(place.quote) for place in Further.listed(rest[0])):
            yield sheet.finding("D322", Severity.ERROR, number, MORE, {"document": document})
