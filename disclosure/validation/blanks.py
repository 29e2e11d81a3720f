"""Cells that are filled and say nothing: a dash or a word for nothing where an authority, a document or a reason is
asked for, a legal basis that names no law, a consent without its day."""

import re
from collections.abc import Collection, Iterator, Mapping

from disclosure.model.efficiency import Tier
from disclosure.model.findings import Finding
from disclosure.model.list_rules import ListRules
from disclosure.validation.books import Books, Line
from disclosure.validation.names import fold

ASKED: Mapping[str, tuple[str, ...]] = {
    "efficiency-record": ("assessed_by", "note"),
    "listing": ("outcome_reason", "decided_by", "document_number", "withdrawn_reason", "corrected_document"),
    "retrofit": ("accepted_by",),
}
"""The columns of each kind that other checks ask for."""
CONSENTS = ("consent", "output_consent")
MARKS = re.compile(r"[\W_]+")


def check_blanks(books: Books, rules: ListRules) -> Iterator[Finding]:
    """Every cell that seems to say what is asked for and does not."""
    nothing = frozenset(map(_plain, rules.nothing_words)) | {""}
    for kind, columns in ASKED.items():
        for line in books.of(kind):
            for column in (column for column in columns if _is_asked(line, column) and _plain(line[column]) in nothing):
                yield line.refuse("C120", column)
    for record in books.of("efficiency-record"):
        yield from _unlawful(record, rules.law_words, nothing)
        for column in (column for column in CONSENTS if record[column] and not _has_digit(record[column])):
            yield record.refuse("P408", column, "no_date")


def _is_asked(line: Line, column: str) -> bool:
    """Whether a cell is filled, and with what is needed: a note is where it gives the reason of an exemption."""
    return bool(line[column]) and (column != "note" or line["value_status"] == Tier.EXEMPT)


def _unlawful(record: Line, law_words: Collection[str], nothing: Collection[str]) -> Iterator[Finding]:
    """A legal basis says by which law, regulation or document a figure is published."""
    basis = record["legal_basis"]
    if basis and (_plain(basis) in nothing or not any(fold(word) in fold(basis) for word in law_words)):
        yield record.refuse("P404", "legal_basis", "no_law")


def _plain(text: str) -> str:
    """A text as it is compared with words for nothing.

    >>> _plain("N/A "), _plain("--"), _plain("\uff08\u65e0\uff09")
    ('na', '', '\u65e0')
    """
    return MARKS.sub("", fold(text))


def _has_digit(text: str) -> bool:
    """Whether a day or a number stands in a text, in whatever digits.

    >>> _has_digit("2026-01-15"), _has_digit("\u4e8c\u3007\u4e8c\u516d\u5e74"), _has_digit("\u540c\u610f")
    (True, True, False)
    """
    return any(sign.isnumeric() for sign in text)
