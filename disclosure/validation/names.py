"""Finding registered names in texts: by their first characters, so that the number of names hardly matters.

Widths, letter cases, spaces and the shapes of brackets make no difference: who reads a name knows it all the same.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

SHORTEST = 4
"""Characters; shorter names stand in texts by chance."""
BRACKETS = str.maketrans("[{〔【「『〈《]}〕】」』〉》", "((((((((" + "))))))))")
Owners = Mapping[str, tuple[str, frozenset[str]]]


def fold(text: str) -> str:
    """A text as names are compared: half-width, in small letters, without spaces, with brackets of one shape.

    >>> fold("Qinghe  Cement\uff08North\uff09 "), fold("[1]")
    ('qinghecement(north)', '(1)')
    """
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    """What spaces part in a text, folded."""
    return unicodedata.normalize("NFKC", text).casefold().translate(BRACKETS).split()


class Names:
    """Names that identify somebody, each with the codes of those who bear it."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Take pairs of name and code; names that are too short are left out."""
        owners: dict[str, tuple[str, set[str]]] = {}
        for name, code in named:
            folded = fold(name)
            if len(folded) >= SHORTEST:
                owners.setdefault(folded, (name, set()))[1].add(code)
        lengths: dict[str, set[int]] = {}
        for name in owners:
            lengths.setdefault(name[:SHORTEST], set()).add(len(name))
        self._owners: Owners = {folded: (name, frozenset(codes)) for folded, (name, codes) in owners.items()}
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The names in a text with their bearers, from left to right; of names within each other the longest.

        >>> names = Names([("Qinghe Cement", "e-1"), ("Qinghe Cement North", "e-2")])
        >>> [name for name, _ in names.find("by QINGHE Cement  North and Qinghe Cement")]
        ['Qinghe Cement North', 'Qinghe Cement']
        """
        return (self._owners[found] for _, found in self._find(_words(text)))

    def find_in_lines(self, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The names in a text of several lines, also where a line ends within one, with the line, from 1, of each.

        >>> list(Names([("Qinghe Cement", "e-1")]).find_in_lines(["of Qinghe", "Cement"]))
        [(1, 'Qinghe Cement')]
        """
        words = [_words(line) for line in lines]
        starts = [0, *accumulate(sum(map(len, found)) for found in words)]
        for place, found in self._find([word for line in words for word in line]):
            yield bisect_right(starts, place), self._owners[found][0]

    def _find(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Where each name begins in the words put together, with the folded name."""
        text, gaps = "".join(words), frozenset(accumulate(map(len, words)))
        place, last = 0, len(text) - SHORTEST
        while place <= last:
            lengths = self._lengths.get(text[place : place + SHORTEST])
            name = self._at(text, place, lengths, gaps) if lengths else ""
            if name:
                yield place, name
            place += len(name) or 1

    def _at(self, text: str, place: int, lengths: Iterable[int], gaps: Collection[int]) -> str:
        """The longest name that begins at a place; empty where none does."""
        names = (text[place : place + length] for length in lengths if place + length <= len(text))
        return next((name for name in names if name in self._owners and _is_whole(text, place, name, gaps)), "")


def _is_whole(text: str, place: int, name: str, gaps: Collection[int] = ()) -> bool:
    """Whether a name is not a piece of a longer word or number, as line 1 is of line 11; `gaps` are where words part.

    >>> _is_whole("11\u53f7\u7ebf", 1, "1\u53f7\u7ebf"), _is_whole("11\u53f7\u7ebf", 1, "1\u53f7\u7ebf", {1})
    (False, True)
    """
    end = place + len(name)
    is_joined_before = place not in gaps and _is_joined(text[place - 1 : place], name[0])
    return not (is_joined_before or (end not in gaps and _is_joined(name[-1], text[end : end + 1])))


def _is_joined(left: str, right: str) -> bool:
    return f"{left}{right}".isascii() and left.isalnum() and right.isalnum()
