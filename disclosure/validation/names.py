"""Finding registered names in texts: by their first characters, so that the number of names hardly matters."""

from collections.abc import Iterable, Iterator, Mapping

SHORTEST = 4
"""Characters; shorter names stand in texts by chance."""
Owners = Mapping[str, frozenset[str]]


class Names:
    """Names that identify somebody, each with the codes of those who bear it."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Take pairs of name and code; names that are too short are left out."""
        owners: dict[str, set[str]] = {}
        for name, code in named:
            if len(name) >= SHORTEST:
                owners.setdefault(name, set()).add(code)
        lengths: dict[str, set[int]] = {}
        for name in owners:
            lengths.setdefault(name[:SHORTEST], set()).add(len(name))
        self._owners: Owners = {name: frozenset(codes) for name, codes in owners.items()}
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The names in a text with their bearers, from left to right; of names within each other the longest.

        >>> names = Names([("Qinghe Cement", "e-1"), ("Qinghe Cement North", "e-2")])
        >>> [name for name, _ in names.find("by Qinghe Cement North and Qinghe Cement")]
        ['Qinghe Cement North', 'Qinghe Cement']
        """
        place, last = 0, len(text) - SHORTEST
        while place <= last:
            lengths = self._lengths.get(text[place : place + SHORTEST])
            name = self._at(text, place, lengths) if lengths else ""
            if name:
                yield name, self._owners[name]
            place += len(name) or 1

    def _at(self, text: str, place: int, lengths: Iterable[int]) -> str:
        """The longest name that begins at a place; empty where none does."""
        names = (text[place : place + length] for length in lengths if place + length <= len(text))
        return next((name for name in names if name in self._owners and _is_whole(text, place, name)), "")


def _is_whole(text: str, place: int, name: str) -> bool:
    """Whether a name is not a piece of a longer word or number, as line 1 is of line 11.

    >>> _is_whole("11 号线", 1, "1 号线"), _is_whole("甲1 号线", 1, "1 号线")
    (False, True)
    """
    before, after = text[place - 1 : place], text[place + len(name) : place + len(name) + 1]
    return not (_is_joined(before, name[0]) or _is_joined(name[-1], after))


def _is_joined(left: str, right: str) -> bool:
    return f"{left}{right}".isascii() and left.isalnum() and right.isalnum()
