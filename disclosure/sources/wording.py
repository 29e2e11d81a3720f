"""Interface words: TOML files of both languages, flattened to dotted keys."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from disclosure.errors import SettingsFault
from disclosure.model.text import Language

FOLDERS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}


def read_wording(templates: Path) -> Mapping[Language, Mapping[str, str]]:
    """All words of both languages; raises `SettingsFault` for a key that one language lacks or a file repeats."""
    words = {language: _read(templates / "wording" / folder) for language, folder in FOLDERS.items()}
    lonely = sorted(words["zh"].keys() ^ words["en"].keys())
    if lonely:
        raise SettingsFault(code="words_lonely", keys=", ".join(lonely[:8]))
    return words


def _read(folder: Path) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        for key, text in _flat(load_toml(file)):
            if key in words:
                raise SettingsFault(code="word_twice", file=file.name, key=key)
            words[key] = text
    return words


def load_toml(file: Path) -> Mapping[str, object]:
    """A TOML file; raises `SettingsFault` with its name when it cannot be read."""
    try:
        return _parsed(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsFault(code="toml", file=f"{file.parent.name}/{file.name}", detail=fault) from fault


@lru_cache(maxsize=128)
def _parsed(text: str) -> Mapping[str, object]:
    """One run reads the words twice: to speak to its user, and for the pages."""
    return tomllib.loads(text)


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
