"""Finding in a text what identifies a person: telephone numbers, numbers of identity cards, mail addresses."""

import re
import unicodedata

_BEFORE, _GAP = r"(?<![0-9A-Za-z/_=.-])", "[-－—– ]"
MOBILE = re.compile(
    rf"{_BEFORE}(?:(?:\+86[- ]?)?1[3-9][0-9]{{9}}|(?:\+86[- ]?|(?<![0-9] ))1[3-9][0-9](?P<gap>{_GAP})"
    r"(?!(?:19|20)[0-9]{2}(?P=gap)(?:19|20)[0-9]{2})[0-9]{4}(?P=gap)[0-9]{4}(?! (?!1[3-9][0-9])[0-9]))"
    r"(?![0-9A-Za-z/_.-])",
    re.ASCII,
)
"""In one piece, or parted as people write it; a figure between figures or before two years is none."""
IDENTITY = re.compile(
    rf"{_BEFORE}[0-9]{{6}}(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{{3}}[0-9Xx](?![0-9A-Za-z])",
    re.ASCII,
)
PARTED_IDENTITY = re.compile(
    rf"{_BEFORE}(?:[0-9]{{6}}(?P<gap>{_GAP})(?:[0-9]{{8}}|[0-9]{{4}}(?P=gap)[0-9]{{4}})(?P=gap)[0-9]{{3}}[0-9Xx]"
    rf"|[0-9]{{4}}(?P<other>{_GAP})[0-9]{{4}}(?P=other)[0-9]{{4}}(?P=other)[0-9]{{4}}(?P=other)[0-9][0-9Xx])(?![0-9A-Za-z])",
    re.ASCII,
)
"""With its region, birthday and number apart, or in fours."""
LANDLINE = re.compile(
    rf"{_BEFORE}(?:[（(]0(?:10|2[0-9]|[3-9][0-9]{{2}})[)）] ?|0(?:10|2[0-9]|[3-9][0-9]{{2}}){_GAP})"
    rf"(?:[0-9]{{7,8}}|[0-9]{{3,4}}{_GAP}[0-9]{{4}})(?![0-9A-Za-z])",
    re.ASCII,
)
"""An area code with its zero, in brackets or parted from the number, which may be in two pieces."""
NO_SIGN = re.compile(r"[^0-9Xx]", re.ASCII)
HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ＋\u3000", "0123456789Xx+ ")
EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}", re.ASCII)
_LEAD = r"[\uff1a:.\s\u53f7\u7801\u4e3a\u662f]{0,6}"
"""What may stand between the word for a number and the number."""
MANY_DIGITS = re.compile(rf"[0-9](?:{_GAP}?[0-9]){{6}}", re.ASCII)
"""Fewer are no number that reaches or names anybody."""
SAID_IDENTITY = re.compile(
    rf"(?:\u8eab\u4efd\u8bc1|\b(?:id|identity) card){_LEAD}(?:[0-9][ -]?){{14,17}}[0-9x]", re.IGNORECASE
)
"""A number that the words call that of an identity card, whatever its digits are: one of them may be a slip."""
SAID_PHONE = re.compile(
    rf"(?:\u7535\u8bdd|\u70ed\u7ebf|\u8bf7\u7535|\u81f4\u7535|\u4f20\u771f|\bphone|\btelephone|\btel|\bhotline|\bfax){_LEAD}"
    r"(?:[0-9]-?){6,11}[0-9](?![0-9])",
    re.IGNORECASE,
)
"""A number that the words call one to ring, without an area code."""
SERVICE = re.compile(rf"{_BEFORE}[48]00-[0-9]{{3,4}}-?[0-9]{{3,4}}(?![0-9A-Za-z-])", re.ASCII)
"""A number that costs the caller little or nothing."""
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def find_kind(text: str) -> str:
    """Which of them stands in a text: `mobile`, `landline`, `identity` or `email`; empty where none does."""
    plain = text if text.isascii() else text.translate(HALF_WIDTH)
    if MANY_DIGITS.search(plain) and (kind := _find_number(plain)):
        return kind
    address = text if "\uff20" not in text else unicodedata.normalize("NFKC", text)
    return "email" if "@" in address and EMAIL.search(address) else ""


def _find_number(text: str) -> str:
    if MOBILE.search(text):
        return "mobile"
    numbers = (*IDENTITY.finditer(text), *PARTED_IDENTITY.finditer(text))
    if SAID_IDENTITY.search(text) or any(_is_identity_number(found[0]) for found in numbers):
        return "identity"
    return "landline" if any(pattern.search(text) for pattern in (LANDLINE, SAID_PHONE, SERVICE)) else ""


def _is_identity_number(text: str) -> bool:
    """Whether 18 characters, in one piece or parted, hold a birthday and carry the check digit of GB 11643."""
    digits = NO_SIGN.sub("", text)
    if not IDENTITY.fullmatch(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, IDENTITY_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()
