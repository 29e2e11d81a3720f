"""Words in both languages of the site."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A name or sentence in Chinese and, where somebody wrote it, in English."""

    zh: str
    en: str = ""

    def in_language(self, language: Language) -> str:
        """The words in `language`; Chinese where no English was written."""
        return self.en if language == "en" and self.en else self.zh

    def is_translated(self, language: Language) -> bool:
        """Whether the words exist in `language` (the page marks Chinese fragments with `lang`)."""
        return language == "zh" or bool(self.en)


DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212~", "-"))
YEAR_MARK = re.compile(r"(?<=[0-9]{4})[^\W0-9A-Za-z_](?=-|$)")
"""The character that stands after a year in running text."""


def half_width(text: str) -> str:
    """A code as a keyboard without an input method writes it: half-width, with plain hyphens, no mark after a year.

    >>> half_width("\uff12\uff10\uff12\uff11\u20142025")
    '2021-2025'
    """
    plain = unicodedata.normalize("NFKC", text).translate(DASHES)
    return YEAR_MARK.sub("", plain).strip()
