"""Words in both languages of the site."""

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
