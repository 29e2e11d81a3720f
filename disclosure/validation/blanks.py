"""Cells that are filled and say nothing: a dash or a word for nothing where an authority, a document or a reason is
asked for, a legal basis that names no law, a consent without its day."""

import re
from collections.abc import Collection, Iterator, Mapping

from disclosure.model.efficiency import Tier
from disclosure.model.findings import Finding
from disclosure.model.list_rules import ListRules
from disclosure.validation.books import Books, Line
from disclosure.validation.legal_basis import LegalBasis, plain

ASKED: Mapping[str, tuple[str, ...]] = {
    "efficiency-record": ("assessed_by", "note"),
    "listing": ("outcome_reason", "decided_by", "document_number", "withdrawn_reason", "corrected_document"),
    "retrofit": ("accepted_by",),
}
"""The columns of each kind that other checks ask for."""
CONSENTS = ("consent", "output_consent")
DATED = re.compile(
    r"[0-9\uff10-\uff19]|[\u3007\u25cb\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]{4}\u5e74"
    r"(?:[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]|\u5341[\u4e00\u4e8c]?|\u6b63|\u5143)\u6708"
)
"""A digit of either width, or the year, in four figures, and the month of a day in Chinese."""


def check_blanks(books: Books, rules: ListRules) -> Iterator[Finding]:
    """Every cell that seems to say what is asked for and does not."""
    nothing = frozenset(map(plain, rules.words.nothing)) | {""}
    basis = LegalBasis(rules.words)
    for kind, columns in ASKED.items():
        for line in books.of(kind):
            for column in (column for column in columns if _is_asked(line, column) and plain(line[column]) in nothing):
                yield line.refuse("C120", column)
    for record in books.of("efficiency-record"):
        yield from _unlawful(record, basis, nothing)
        for column in (column for column in CONSENTS if record[column] and not _has_digit(record[column])):
            yield record.refuse("P408", column, "no_date")


def _is_asked(line: Line, column: str) -> bool:
    """Whether a cell is filled, and with what is needed: a note is where it gives the reason of an exemption."""
    return bool(line[column]) and (column != "note" or line["value_status"] == Tier.EXEMPT)


def _unlawful(record: Line, basis: LegalBasis, nothing: Collection[str]) -> Iterator[Finding]:
    """A legal basis says by which law, regulation or document a figure is published, and says which one."""
    said = record["legal_basis"]
    if said and (plain(said) in nothing or not basis.is_named(said)):
        yield record.refuse("P404", "legal_basis", "no_law")
    elif said and basis.is_vague(said):
        yield record.refuse("P404", "legal_basis", "vague", basis=said)


def _has_digit(text: str) -> bool:
    """Whether a day or a number stands in a text: a digit, or a year and a month in Chinese.

    >>> _has_digit("2026-01-15"), _has_digit("\u4e8c\u3007\u4e8c\u516d\u5e74\u4e00\u6708"), _has_digit("\u4e07\u8fbe")
    (True, True, False)
    """
    return bool(DATED.search(text))
