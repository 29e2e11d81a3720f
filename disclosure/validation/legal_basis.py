"""Whether a text names the law, the regulation or the document by which something is published."""

import re
import unicodedata

from disclosure.model.list_rules import Words
from disclosure.validation.names import fold

MARKS = re.compile(r"[\W_]+")
HAN = r"\u4e00-\u9fff"
DIGITS = r"0-9\u3007\u25cb\u96f6\u4e00\u4e24\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343"
"""In figures and in Chinese, from nought to a thousand."""
TITLE = re.compile(r"\u300a([^\u300b]{2,})\u300b")
"""Within the brackets of titles."""
NUMBER = re.compile(r"[\u3014\[(\u3010](?:19|20)[0-9]{2}[\u3015\])\u3011]\u7b2c?[0-9]+")
"""A year in brackets and the number of a document of it."""
NAMED = re.compile(
    rf"\u7b2c[{DIGITS}]+[\u6761\u53f7\u6b3e]|[{HAN}]{{2,}}\u6cd5(?:$|[\u7b2c\u548c\u53ca\u4e0e\u7b49]|[^{HAN}])"
)
"""The number of an article, an announcement or a paragraph, or a name that ends as those of laws do."""


class LegalBasis:
    """How the name of a law, a regulation or a document is known."""

    def __init__(self, words: Words) -> None:
        """Take the words of the rules."""
        latin = [word.casefold() for word in words.law if word.isascii()]
        whole = "|".join(map(re.escape, latin)) or r"(?!)"
        self._latin = re.compile(rf"(?<![a-z])(?:{whole})(?![a-z])")
        self._words = tuple(fold(word) for word in words.law if not word.isascii())
        self._no_law = words.no_law
        self._denials, self._no_denials = (
            tuple(filter(None, map(plain, said))) for said in (words.denials, words.no_denials)
        )

    def is_named(self, text: str) -> bool:
        """Whether a text names one; whoever begins by denying it names a title or a document's number after that."""
        wide = unicodedata.normalize("NFKC", text).casefold()
        close = "".join(wide.split())
        if NUMBER.search(close) or any(not self._is_denied(title) for title in TITLE.findall(close)):
            return True
        if self._is_denied(close):
            return False
        for word in self._no_law:
            close = close.replace(word, " ")
        return bool(NAMED.search(close) or self._latin.search(wide)) or any(word in close for word in self._words)

    def _is_denied(self, text: str) -> bool:
        said = plain(text)
        return said.startswith(self._denials) and not said.startswith(self._no_denials)


def plain(text: str) -> str:
    """A text as it is compared with words for nothing.

    >>> plain("N/A "), plain("--"), plain("\uff08\u65e0\uff09")
    ('na', '', '\u65e0')
    """
    return MARKS.sub("", fold(text))
