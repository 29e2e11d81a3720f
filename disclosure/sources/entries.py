"""Tables of the rules as they are read: every value typed, every key known, every fault with its place."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from disclosure.errors import SettingsFault
from disclosure.model.text import Text
from disclosure.sources.cells import is_date
from disclosure.sources.profiles import NAME
from disclosure.sources.wording import load_toml

Made = TypeVar("Made")
PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}", re.ASCII)
PLAIN_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def read_entry(file: Path, make: Callable[["Entry"], Made]) -> Made:
    """What `make` makes of a file's table; raises `SettingsFault` where the file holds a key that nobody asks for."""
    entry = Entry(f"{file.parent.name}/{file.name}", file.stem, load_toml(file))
    made = make(entry)
    entry.refuse_strangers()
    return made


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a TOML file, with getters that say where a value is missing or malformed, and that remember which
    keys were asked for: a misspelt one is never passed over in silence."""

    where: str
    name: str
    values: Mapping[str, object]
    _asked: set[str] = field(default_factory=set)
    _inner: list["Entry"] = field(default_factory=list)

    def fault(self, key: str, expected: str, **facts: object) -> SettingsFault:
        """What to raise when `key` is not as expected; the words stand under `expected.<expected>`."""
        where, found = self.where, self.values.get(key)
        if key in self.values:
            return SettingsFault(code="rule_value", where=where, key=key, expected=expected, found=repr(found), **facts)
        near = get_close_matches(key, self.values.keys() - self._asked, 1)
        if near:
            return SettingsFault(
                code="rule_missing_near", where=where, key=key, expected=expected, near=near[0], **facts
            )
        return SettingsFault(code="rule_missing", where=where, key=key, expected=expected, **facts)

    def refuse_strangers(self) -> None:
        """Raise `SettingsFault` for the first key that nobody asked for, with the nearest known one."""
        for key in self.values:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1)
                if near:
                    raise SettingsFault(code="rule_stranger_near", where=self.where, key=key, near=near[0])
                known = ", ".join(sorted(self._asked))
                raise SettingsFault(code="rule_stranger", where=self.where, key=key, known=known)
        for entry in self._inner:
            entry.refuse_strangers()

    def tables(self) -> list["Entry"]:
        """The tables inside, by name."""
        return [self.table(key) for key in self.values]

    def table(self, key: str) -> "Entry":
        """The table under `key`."""
        value = self._get(key)
        if not isinstance(value, dict):
            raise self.fault(key, "table")
        return self._entry(f"{self.where}: {key}", key, value)

    def list(self, key: str) -> list["Entry"]:
        """The array of tables under `key`; none when it is absent."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(key, "tables")
        return [self._entry(f"{self.where}: {key} {place}", key, item) for place, item in enumerate(value, start=1)]

    def string(self, key: str, default: str | None = None) -> str:
        """The text under `key`."""
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, "text")
        return value

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """The text under `key`, which is one of those known."""
        value = self.string(key)
        if value not in known:
            raise self.fault(key, "one_of", known=", ".join(known))
        return value

    def identity(self, key: str) -> str:
        """The text under `key` as a name that may stand in an address."""
        value = self.string(key)
        if not NAME.fullmatch(value):
            raise self.fault(key, "identity")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`; empty when it is absent."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(key, "texts")
        return tuple(value)

    def text(self, key: str) -> Text:
        """The words under `key` in both languages."""
        value = self._get(key)
        if not isinstance(value, dict) or not isinstance(value.get("zh"), str):
            raise self.fault(key, "words")
        words = self._entry(f"{self.where}: {key}", key, value)
        return Text(words.string("zh"), words.string("en", ""))

    def flag(self, key: str, default: bool | None = None) -> bool:
        """The true or false under `key`."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, "flag")
        return value

    def whole(self, key: str) -> int:
        """The whole number under `key`, zero or more."""
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(key, "whole")
        return value

    def made(self, key: str, make: Callable[[str], Made], expected: str, **facts: object) -> Made:
        """The text under `key` turned into a noun."""
        return next(iter(self._each_made((self.string(key),), make, lambda: self.fault(key, expected, **facts))))

    def all_made(self, key: str, make: Callable[[str], Made], expected: str, **facts: object) -> tuple[Made, ...]:
        """The texts under `key`, each turned into a noun."""
        return tuple(self._each_made(self.texts(key), make, lambda: self.fault(key, expected, **facts)))

    def partial_date(self, key: str, default: str | None = None) -> str:
        """The text under `key` as a year, month or day that exists, or empty."""
        value = self.string(key, default)
        if value and not (PARTIAL_DATE.fullmatch(value) and is_date(f"{value}-01-01"[:10])):
            raise self.fault(key, "partial_date")
        return value

    def decimal(self, key: str) -> Decimal:
        """The exact decimal under `key`, written as a text such as "0.10"."""
        if not isinstance(self._get(key), str):
            raise self.fault(key, "decimal")
        return self.made(key, _plain_decimal, "decimal")

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """The exact decimals under `key`, written as texts."""
        return self.all_made(key, _plain_decimal, "decimals")

    def optional_decimal(self, key: str) -> Decimal | None:
        """The exact decimal under `key`, or None when it is absent."""
        self._asked.add(key)
        return self.decimal(key) if key in self.values else None

    def _get(self, key: str, default: object = None) -> object:
        self._asked.add(key)
        return self.values.get(key, default)

    def _entry(self, where: str, name: str, values: Mapping[str, object]) -> "Entry":
        entry = Entry(where, name, values)
        self._inner.append(entry)
        return entry

    def _each_made(
        self, texts: Sequence[str], make: Callable[[str], Made], fault: Callable[[], SettingsFault]
    ) -> Iterator[Made]:
        try:
            yield from [make(text) for text in texts]
        except (ValueError, InvalidOperation) as cause:
            raise fault() from cause


def _plain_decimal(text: str) -> Decimal:
    if not PLAIN_DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)
