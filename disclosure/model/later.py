"""A mapping whose values are found when they are first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Later(Mapping[Key, Value]):
    """What stands under known keys, found by a pure function once each; nobody can tell it from a finished mapping."""

    def __init__(self, keys: Iterable[Key], find: Callable[[Key], Value]) -> None:
        """Keys in their order, and how to find the value of one."""
        self._keys, self._find = dict.fromkeys(keys), find
        self._found: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        """The value under a key; raises `KeyError` for a key that is not known."""
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._found:
            self._found[key] = self._find(key)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        """Whether a key is known; nothing is found for the answer."""
        return key in self._keys

    def __iter__(self) -> Iterator[Key]:
        """The keys in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._keys)


def grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    """Values under their keys, both in the order of their first appearance."""
    groups: dict[Key, list[Value]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}
