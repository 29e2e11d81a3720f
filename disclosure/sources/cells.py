"""One cell: is its text what the field's schema allows, and safe to publish as it stands?

Stricter than frictionless on purpose: only ASCII digits, no exponent, no thousands separator, no outer spaces, nothing
invisible, nothing that a spreadsheet would run, nothing that identifies a person.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import partial

from disclosure.model.rules import DisclosureLimits
from disclosure.model.text import half_width
from disclosure.sources.personal import find_kind

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
UNSEEN = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd\U000e0100-\U000e01ef]"
)
"""Characters that Unicode counts as letters, marks or symbols and that yet show nothing, or that something was lost."""
IDEOGRAPHIC_SPACE = "\u3000"
LINE_BREAK = re.compile(r"[\r\n]")
MARKUP = re.compile(r"<[A-Za-z/!]|&(?:[a-z]+|#[0-9]+);", re.IGNORECASE)
FORMULA = re.compile(r"[=+\-@\t＝＋－＠]")
PLAIN_SIGNED = re.compile(r"[+-][0-9]+(?:\.[0-9]+)?%?(?:[~\uff5e\u2013\u2014][+-]?[0-9]+(?:\.[0-9]+)?%?)?", re.ASCII)
"""Signed numbers and printed ranges (-4.0~-4.5): texts that a spreadsheet shows and does not run."""
WRITTEN_DAY = re.compile(r"(\d{4})[^\d](\d{1,2})[^\d](\d{1,2})[^\d]?", re.ASCII)
NEAR_NUMBER = re.compile(r"[-+−－]?[0-9０-９,，_ \u3000.．]*[0-9０-９][0-9０-９,，_ .．]*")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－−％", "0123456789.,--%")
NEAR = 0.75
"""How alike two words are, from 0 to 1, for one to be taken for a slip of the other."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text: the finding's code and the facts of its wording."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What a field of a Table Schema allows."""

    name: str
    title: str
    type: str
    is_required: bool
    allowed: tuple[str, ...]
    pattern: re.Pattern[str] | None
    minimum: Decimal | None
    maximum: Decimal | None
    min_length: int | None
    max_length: int | None
    refers_to: str
    example: str = ""


def judge(rule: FieldRule, limits: DisclosureLimits, text: str) -> Fault | None:
    """The first fault of a cell's text, or None; an empty text is a missing value."""
    if not text:
        return Fault("C107", {}) if rule.is_required else None
    checks: tuple[Callable[[], Fault | None], ...] = (
        partial(_hygiene, text, limits),
        partial(_typed, rule, text, limits),
        partial(_constrained, rule, text),
    )
    return next((fault for check in checks if (fault := check()) is not None), None)


def judge_words(limits: DisclosureLimits, text: str) -> Fault | None:
    """The first fault of a free text, such as a descriptor holds, or None."""
    return _hygiene(text, limits) or _spreadsheet(text, limits)


def _hygiene(text: str, limits: DisclosureLimits) -> Fault | None:
    if len(text) > limits.max_cell_characters:
        return Fault("C113", {"limit": str(limits.max_cell_characters)})
    if LINE_BREAK.search(text):
        return Fault("F006", {})
    if found := _find_unseen(text):
        return Fault("C102", {"found": f"U+{ord(found):04X}", "expected": _without_unseen(text)})
    if text != text.strip():
        return Fault("C115", {"expected": text.strip()})
    return Fault("C114", {}) if MARKUP.search(text) else find_personal(text)


def _find_unseen(text: str) -> str:
    """The first character that a reader cannot see or tell from a common space; empty where there is none."""
    if text.isprintable() and not UNSEEN.search(text):
        return ""
    return next((character for character in text if _is_unseen(character)), "")


def _is_unseen(character: str) -> bool:
    """Whether a character is a control, a format mark, unassigned, private, an odd space, or shows nothing."""
    if character == IDEOGRAPHIC_SPACE:
        return False
    return not character.isprintable() or bool(UNSEEN.match(character))


def _without_unseen(text: str) -> str:
    """The text as it was probably meant: odd spaces are common ones, what shows nothing is gone."""
    kept = (" " if character == "\t" or unicodedata.category(character) == "Zs" else "" for character in text)
    pairs = zip(text, kept, strict=True)
    return "".join(meant if _is_unseen(character) else character for character, meant in pairs).strip()


def find_personal(text: str) -> Fault | None:
    """What identifies a person in a text, as a fault, or None."""
    kind = find_kind(text)
    return Fault("P406", {"kind": kind}) if kind else None


def _typed(rule: FieldRule, text: str, limits: DisclosureLimits) -> Fault | None:
    if rule.type == "number":
        return _too_long(text, limits) if NUMBER.fullmatch(text) else _bad_number(text)
    if rule.type == "integer":
        return _too_long(text, limits) if INTEGER.fullmatch(text) else _bad_number(text)
    if rule.type == "date":
        return None if is_date(text) else Fault("C106", {})
    if rule.type == "boolean":
        return None if text in {"true", "false"} else _not_allowed(text, ("true", "false"))
    return _spreadsheet(text, limits)


def _spreadsheet(text: str, limits: DisclosureLimits) -> Fault | None:
    if FORMULA.match(text) and text not in limits.harmless_texts and not PLAIN_SIGNED.fullmatch(text):
        return Fault("C110", {"start": text[0]})
    return None


def _too_long(text: str, limits: DisclosureLimits) -> Fault | None:
    whole, _, decimals = text.lstrip("-").partition(".")
    if len(whole) <= limits.max_whole_digits and len(decimals) <= limits.max_decimals:
        return None
    return Fault("C119", {"whole": str(limits.max_whole_digits), "decimals": str(limits.max_decimals)})


def _bad_number(text: str) -> Fault:
    is_exponent = re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", text, re.ASCII)
    if is_exponent or re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]*)?", text, re.ASCII):
        return Fault("C105", {})
    plain = text.translate(FULL_WIDTH).replace(",", "").replace("，", "").replace("_", "").replace(" ", "")
    if NUMBER.fullmatch(plain) and plain != text:
        has_separator = any(mark in text for mark in ",，_")
        return Fault("C103" if has_separator else "C102", {"found": text, "expected": plain})
    found = NEAR_NUMBER.match(plain)
    rest = plain[found.end() :] if found else ""
    if found and NUMBER.fullmatch(found[0]) and rest and (rest == "%" or not rest[0].isascii()):
        return Fault("C103", {"expected": found[0], "extra": rest})
    return Fault("C101", {})


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, written as 2022-02-11."""
    try:
        return bool(DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _constrained(rule: FieldRule, text: str) -> Fault | None:
    if rule.allowed and text not in rule.allowed:
        return _not_allowed(text, rule.allowed)
    if rule.pattern and not rule.pattern.fullmatch(text):
        return _bad_form(rule.pattern, rule.example, text)
    if rule.type in {"number", "integer"} and not _within(rule, Decimal(text)):
        return Fault("C109", {"limits": " … ".join(str(x) for x in (rule.minimum, rule.maximum) if x is not None)})
    if (rule.max_length is not None and len(text) > rule.max_length) or len(text) < (rule.min_length or 0):
        return Fault("C117", {"limit": str(rule.max_length or rule.min_length), "length": str(len(text))})
    return None


def _not_allowed(text: str, allowed: Sequence[str]) -> Fault:
    nearest = get_close_matches(half_width(text), allowed, 1, NEAR)
    facts = {"expected": ", ".join(allowed), "problem": "near" if nearest else "unknown"}
    return Fault("C108", {**facts, "nearest": nearest[0] if nearest else ""})


def _bad_form(pattern: re.Pattern[str], example: str, text: str) -> Fault:
    """How a text misses its pattern: an input method's signs, zeros or days that a spreadsheet wrote, or otherwise."""
    plain, whole = half_width(text), text.zfill(len(example))
    if plain != text and pattern.fullmatch(plain):
        return Fault("C116", {"problem": "width", "expected": plain, "example": example})
    if text.isdecimal() and whole != text and example.isdecimal() and pattern.fullmatch(whole):
        return Fault("C116", {"problem": "zeros", "expected": whole, "example": example})
    if (day := _written_day(text)) and pattern.fullmatch(day):
        return Fault("C116", {"problem": "day", "expected": day, "example": example})
    return Fault("C116", {"problem": "form", "example": example})


def _written_day(text: str) -> str:
    """The ISO day that a spreadsheet or a pen writes as 2026/3/2, 2026.3.2 or 2026年3月2日; empty for anything else."""
    found = WRITTEN_DAY.fullmatch(half_width(text))
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""


def _within(rule: FieldRule, value: Decimal) -> bool:
    return (rule.minimum is None or value >= rule.minimum) and (rule.maximum is None or value <= rule.maximum)


def field_rules(schema: Mapping[str, object]) -> Iterator[FieldRule]:
    """The rules of a Table Schema that was found valid when the house's schemas were read."""
    fields = schema["fields"]
    for field in fields if isinstance(fields, list) else ():
        constraints = field.get("constraints", {})
        yield FieldRule(
            name=field["name"],
            title=field.get("title", field["name"]),
            type=field.get("type", "string"),
            is_required=bool(constraints.get("required", False)),
            allowed=tuple(str(value) for value in constraints.get("enum", ())),
            pattern=re.compile(constraints["pattern"], re.ASCII) if "pattern" in constraints else None,
            minimum=_decimal(constraints.get("minimum")),
            maximum=_decimal(constraints.get("maximum")),
            min_length=constraints.get("minLength"),
            max_length=constraints.get("maxLength"),
            refers_to=field.get("references", ""),
            example=str(field.get("example", "")),
        )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
