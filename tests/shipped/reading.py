"""Reading sentences back: the numbers in them, and what stood in the places of a wording template."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])(?P<sign>[+\u2212-]?)(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<after>\s?%|\s个百分点|\spercentage points)?"
)
"""A number that stands by itself, not inside a code such as A23; what follows says which kind it is of."""
YEARS = re.compile(r"(?<!\d)(\d{4})(?:[—–-](\d{4}))?(?!\d)")
FEWEST, FEWEST_SEEN = 4, 3
"""Letters by which a template is known when what stands in its places is wrong, and how many of them are no spaces."""
MAY_BE_EMPTY = frozenset({"not_published", "not_derived", "missing"})
PLACE = re.compile(r"\{(\w+)\}")
ADDRESS = re.compile(r"(https?://\S+|[\w./-]+\.(html|csv|json|txt|svg|xlsx|zip)(#\S*)?)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a sentence shows it."""

    value: Decimal
    """Without the sign: words such as “fell” often carry it."""
    sign: str
    places: int
    kind: str
    """percent, points or plain."""

    def shows(self, exact: Decimal) -> bool:
        """Whether this is an exact number, rounded half up to no fewer than two decimals."""
        if self.sign and (self.sign == "+") != (exact > 0):
            return False
        if self.value == abs(exact):
            return True
        return self.places >= 2 and self.rounds(exact)

    def rounds(self, exact: Decimal) -> bool:
        """Whether this is an exact number without its sign, rounded half up to as many decimals as are shown."""
        return self.value == abs(exact).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)


@lru_cache(1 << 16)
def numbers(text: str) -> tuple[Number, ...]:
    """Every number of a text, in its order."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    for found in NUMBER.finditer(text):
        digits = found["digits"].rstrip(",").replace(",", "")
        after = found["after"] or ""
        kind = "percent" if "%" in after else "points" if after else "plain"
        yield Number(Decimal(digits), found["sign"], len(digits.partition(".")[2]), kind)


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, runs spelt out.

    >>> years_in("2016、2018—2020 年")
    (2016, 2018, 2019, 2020)
    """
    found = ((int(first), int(last or first)) for first, last in YEARS.findall(text))
    return tuple(year for first, last in found for year in range(first, last + 1))


class Phrases:
    """The wording templates of one language, read backwards."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language, self.texts = language, texts
        self._patterns: dict[str, tuple[str, re.Pattern[str]]] = {}

    def slots(self, key: str, text: str) -> Mapping[str, str] | None:
        """What stands in the places of a template; None where the text is none of its."""
        literal, pattern = self._pattern(key)
        found = pattern.fullmatch(text) if literal in text else None
        return found.groupdict() if found else None

    def is_told(self, key: str) -> bool:
        """Whether a template has words enough of its own that no other text is mistaken for it."""
        literal = self._pattern(key)[0]
        return len(literal) >= FEWEST and len(literal.strip()) >= FEWEST_SEEN

    def _pattern(self, key: str) -> tuple[str, re.Pattern[str]]:
        if key not in self._patterns:
            self._patterns[key] = _pattern(self.texts[key])
        return self._patterns[key]

    def items(self, text: str) -> list[str]:
        """The items of a list in words."""
        last = PLACE.split(self.texts["list.last"])[2]
        return [item for part in text.split(self.texts["list.separator"]) for item in part.split(last)]

    def every(self, key: str, text: str) -> list[Mapping[str, str]]:
        """What each item of a list says that is made of a template."""
        found = (self.slots(key, item) for item in self.items(text))
        return [slots for slots in found if slots is not None]

    @cached_property
    def fixed(self) -> frozenset[str]:
        """Texts that hold no facts."""
        return frozenset(text for text in self.texts.values() if not PLACE.search(text))


def _pattern(template: str) -> tuple[str, re.Pattern[str]]:
    """The longest fixed piece of a template, and the expression that reads it backwards: a scope's name, and a place
    with another one right behind it, take what they can; counts are digits; no space is left before an empty place."""
    made, pieces, seen = "", PLACE.split(template), set[str]()
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            is_before_empty = piece.endswith(" ") and pieces[number + 1] in MAY_BE_EMPTY
            made += re.escape(piece.rstrip()) + r"(?:\s+|$)" if is_before_empty else re.escape(piece)
            continue
        has_neighbour = not pieces[number + 1] and number + 2 < len(pieces)
        content = r"[\d,]*" if piece == "count" else ".*" if piece == "scope" or has_neighbour else ".*?"
        made += f"(?P={piece})" if piece in seen else f"(?P<{piece}>{content})"
        seen.add(piece)
    return max(pieces[::2], key=len), re.compile(made, re.DOTALL)
