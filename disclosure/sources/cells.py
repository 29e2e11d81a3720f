"""One cell: is its text what the field's schema allows, and safe to publish as it stands?

Stricter than frictionless on purpose: only ASCII digits, no exponent, no thousands separator, no outer spaces, nothing
invisible, nothing that a spreadsheet would run, nothing that identifies a person.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import partial

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202f\u2060-\u2064\u2066-\u206f\ufeff\ufffd\ue000-\uf8ff]"
)
LINE_BREAK = re.compile(r"[\r\n]")
MARKUP = re.compile(r"<[A-Za-z/!]|&(?:[a-z]+|#[0-9]+);", re.IGNORECASE)
FORMULA = re.compile(r"[=+\-@\t＝＋－＠]")
PLAIN_SIGNED = re.compile(r"[+-][0-9]+(?:\.[0-9]+)?%?(?:[~\uff5e\u2013\u2014][+-]?[0-9]+(?:\.[0-9]+)?%?)?", re.ASCII)
"""Signed numbers and printed ranges (-4.0~-4.5): texts that a spreadsheet shows and does not run."""
MOBILE = re.compile(r"(?<![0-9A-Za-z/_=.-])1[3-9][0-9]{9}(?![0-9A-Za-z/_.-])", re.ASCII)
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z/_=.-])[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])",
    re.ASCII,
)
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}", re.ASCII)
NEAR_NUMBER = re.compile(r"[-+−－]?[0-9０-９,，_ \u3000.．]*[0-9０-９][0-9０-９,，_ .．]*")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－−％", "0123456789.,--%")
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


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
    separator: str
    must_be_unique: bool


def judge(rule: FieldRule, harmless: Collection[str], max_characters: int, text: str) -> Fault | None:
    """The first fault of a cell's text, or None; an empty text is a missing value."""
    if not text:
        return Fault("C107", {}) if rule.is_required else None
    checks: tuple[Callable[[], Fault | None], ...] = (
        partial(_hygiene, text, max_characters),
        partial(_typed, rule, text, harmless),
        partial(_constrained, rule, text),
    )
    return next((fault for check in checks if (fault := check()) is not None), None)


def _hygiene(text: str, max_characters: int) -> Fault | None:
    if len(text) > max_characters:
        return Fault("C113", {"limit": str(max_characters)})
    if LINE_BREAK.search(text):
        return Fault("F006", {})
    if found := INVISIBLE.search(text):
        return Fault("C102", {"found": f"U+{ord(found[0]):04X}", "expected": INVISIBLE.sub("", text).strip()})
    if text != text.strip():
        return Fault("C115", {"expected": text.strip()})
    return Fault("C114", {}) if MARKUP.search(text) else _personal(text)


def _personal(text: str) -> Fault | None:
    if MOBILE.search(text):
        return Fault("P406", {"kind": "mobile"})
    if any(_is_identity_number(found[0]) for found in IDENTITY.finditer(text)):
        return Fault("P406", {"kind": "identity"})
    return Fault("P406", {"kind": "email"}) if EMAIL.search(text) else None


def _is_identity_number(digits: str) -> bool:
    """Whether 18 characters carry the check digit of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, IDENTITY_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()


def _typed(rule: FieldRule, text: str, harmless: Collection[str]) -> Fault | None:
    if rule.type == "number":
        return None if NUMBER.fullmatch(text) else _bad_number(text)
    if rule.type == "integer":
        return None if INTEGER.fullmatch(text) else _bad_number(text)
    if rule.type == "date":
        return None if _is_date(text) else Fault("C106", {})
    if rule.type == "boolean":
        return None if text in {"true", "false"} else Fault("C108", {"expected": "true, false", "nearest": ""})
    if FORMULA.match(text) and text not in harmless and not PLAIN_SIGNED.fullmatch(text):
        return Fault("C110", {"start": text[0]})
    return None


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


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _constrained(rule: FieldRule, text: str) -> Fault | None:
    if rule.allowed and text not in rule.allowed:
        nearest = get_close_matches(text, rule.allowed, 1, 0.4)
        return Fault("C108", {"expected": ", ".join(rule.allowed), "nearest": nearest[0] if nearest else ""})
    if rule.pattern and not rule.pattern.fullmatch(text):
        return Fault("C116", {"pattern": rule.pattern.pattern})
    if rule.type in {"number", "integer"} and not _within(rule, Decimal(text)):
        return Fault("C109", {"limits": " … ".join(str(x) for x in (rule.minimum, rule.maximum) if x is not None)})
    if (rule.max_length is not None and len(text) > rule.max_length) or len(text) < (rule.min_length or 0):
        return Fault("C117", {"limit": str(rule.max_length or rule.min_length), "length": str(len(text))})
    return None


def _within(rule: FieldRule, value: Decimal) -> bool:
    return (rule.minimum is None or value >= rule.minimum) and (rule.maximum is None or value <= rule.maximum)


def field_rules(schema: Mapping[str, object]) -> Iterator[FieldRule]:
    """The rules of a Table Schema that frictionless found valid."""
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
            separator=field.get("separator", ""),
            must_be_unique=bool(constraints.get("unique", False)),
        )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
