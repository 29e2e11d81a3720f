"""Archived texts: what a document says, as it was read, and where in it a quote stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

_SPACE = re.compile(r"\s+")
_LEFT_OUT = re.compile(r"…+")
"""What a quote leaves out."""
MOST_QUOTES, MOST_TEXTS = 65_536, 256
"""How many are remembered."""


@dataclass(frozen=True, slots=True)
class ArchivedText:
    """The text of a document in the copy that was read, byte for byte."""

    text: str
    sha256: str
    """Of its bytes in UTF-8, in hexadecimal digits."""

    def find(self, quote: str) -> "tuple[Passage, ...]":
        """Where a quote stands: one passage for each piece of it, in their order; none where it does not.

        Spaces and line ends do not count, for a quote of a table's row is written on one line; `…` stands for what is
        left out. Where it stands several times, its pieces are taken where they are closest, and first.

        >>> ArchivedText("降低目标\n新城区\t11\t12.5", "").find("新城区 11…12.5")
        (Passage(start=5, end=11), Passage(start=12, end=16))
        """
        return _found(self.text, quote)


class Passage(NamedTuple):
    """A stretch of a text, from one character up to another."""

    start: int
    end: int


@lru_cache(maxsize=MOST_QUOTES)
def _found(text: str, quote: str) -> tuple[Passage, ...]:
    letters, places = _letters(text)
    pieces = [piece for piece in _LEFT_OUT.split(_SPACE.sub("", quote)) if piece]
    starts = _starts(letters, pieces[0]) if pieces else iter(())
    tries = tuple(takewhile(bool, (_from(letters, pieces, start) for start in starts)))
    if not tries:
        return ()
    closest = min(tries, key=lambda found: found[-1].end - found[0].start)
    return tuple(Passage(places[passage.start], places[passage.end - 1] + 1) for passage in closest)


def _starts(letters: str, piece: str) -> Iterator[int]:
    start = letters.find(piece)
    while start >= 0:
        yield start
        start = letters.find(piece, start + 1)


def _from(letters: str, pieces: Iterable[str], start: int) -> tuple[Passage, ...]:
    """The pieces one after the other from a place on; none where one is missing."""
    found: list[Passage] = []
    for piece in pieces:
        start = letters.find(piece, start)
        if start < 0:
            return ()
        found.append(Passage(start, start + len(piece)))
        start += len(piece)
    return tuple(found)


@lru_cache(maxsize=MOST_TEXTS)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without any space, and where each of its letters stands in the whole."""
    places = tuple(place for place, letter in enumerate(text) if not letter.isspace())
    return "".join(text[place] for place in places), places
