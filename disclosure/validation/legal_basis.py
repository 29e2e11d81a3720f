"""Whether a text names the law, the regulation or the document by which something is published, and which one it is."""

import re
import unicodedata
from collections.abc import Iterable

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
ORDINAL = re.compile(rf"\u7b2c[{DIGITS}]+\u53f7")
"""The number of an announcement or an order."""
LAW = rf"\u6cd5(?=$|[\u7b2c\u548c\u53ca\u4e0e\u7b49]|[^{HAN}])"
"""What names of laws end in."""
NO_LAWS = r"(?![\u5f8b\u89c4])"
"""Behind what only seems to be a law's name: that it is no beginning of the words for laws and regulations as such."""
NAMED = re.compile(rf"\u7b2c[{DIGITS}]+[\u6761\u53f7\u6b3e]|[{HAN}]{{2,}}{LAW}")
"""The number of an article, an announcement or a paragraph, or a name that ends as those of laws do."""
CLAUSE = re.compile(
    rf"\u7b2c[{DIGITS}]+[\u6761\u6b3e\u9879\u7ae0\u8282]|(?<![a-z])(?:art|article|section|clause|chapter)s?\.?\s*[0-9]+"
)
"""A place in a document, which says nothing of which document it is."""
LONG = 6
"""Characters of a title from which on it may be made of common words alone."""
LATIN = re.compile("[a-z]{2,}")
"""A word in Latin letters."""


class LegalBasis:
    """How the name of a law, a regulation or a document is known."""

    def __init__(self, words: Words) -> None:
        """Take the words of the rules."""
        self._latin_words = frozenset(word.casefold() for word in words.law if word.isascii())
        self._latin = re.compile(rf"(?<![a-z])(?:{_either(self._latin_words)})(?![a-z])")
        standards = _either(word.casefold() for word in words.law if word.isascii() and word.isupper())
        self._standard = re.compile(rf"(?<![a-z])(?:{standards})\s*[0-9]*\s*(?:/\s*[a-z])?\s*[0-9]{{2,}}")
        kinds = _either(word for word in self._latin_words if not word.startswith("article"))
        self._numbered = re.compile(rf"(?<![a-z])(?:{kinds})\s+(?:no\.?\s*|number\s+)?[0-9]{{2,}}")
        self._words = tuple(fold(word) for word in words.law if not word.isascii())
        self._kind = re.compile(rf"{_either(self._words)}|{LAW}")
        self._no_law = words.no_law
        self._seeming = re.compile(rf"(?:{_either(words.no_law)}){NO_LAWS}")
        self._denials, self._no_denials = (
            tuple(filter(None, map(plain, said))) for said in (words.denials, words.no_denials)
        )
        self._relating = re.compile(_either(words.relating))
        self._vague = frozenset({word.casefold() for word in words.vague} | {*self._words, *words.relating})

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

    def is_vague(self, text: str) -> bool:
        """Whether a text that names one does not say which it is, as "by the relevant regulations" does not.

        A title, the number of a document, an announcement or a standard say it, and so does a name before a word such
        as that for a regulation; whose it is and an article of it do not.
        """
        wide = CLAUSE.sub(" ", unicodedata.normalize("NFKC", text).casefold())
        close = "".join(wide.split())
        if NUMBER.search(close) or ORDINAL.search(close) or self._standard.search(wide) or self._numbered.search(wide):
            return False
        if any(self._is_title(plain(title)) for title in TITLE.findall(close)):
            return False
        close = plain(self._seeming.sub(" ", wide))
        before = (close[: kind.start()] for kind in self._kind.finditer(close))
        return not (any(self._is_name(words) for words in before) or self._is_named_in_latin(wide))

    def _is_title(self, text: str) -> bool:
        """Whether what stands within the brackets of titles is one: also a name of common words, if it is long enough
        and does not leave open which one is meant."""
        return not self._is_nothing(text, {0}) or (len(text) >= LONG and not self._relating.search(text))

    def _is_name(self, text: str) -> bool:
        """Whether words before that for a regulation tell which it is: more than what it relates to, and more than
        whose it is."""
        return not self._is_nothing(text, {0, *(found.end() for found in self._relating.finditer(text))})

    def _is_nothing(self, text: str, starts: set[int]) -> bool:
        """Whether a text is, from one of some places on, made of nothing but vague words."""
        reached = set(starts)
        for place in range(len(text)):
            if place in reached:
                reached.update(place + len(word) for word in self._vague if text.startswith(word, place))
        return len(text) in reached

    def _is_named_in_latin(self, text: str) -> bool:
        """Whether a text in Latin letters has more than such words and vague ones."""
        words = set(LATIN.findall(text))
        return bool(words & self._latin_words) and bool(words - self._latin_words - self._vague)

    def _is_denied(self, text: str) -> bool:
        said = plain(text)
        return said.startswith(self._denials) and not said.startswith(self._no_denials)


def _either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; for nothing where there is none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def plain(text: str) -> str:
    """A text as it is compared with words for nothing.

    >>> plain("N/A "), plain("--"), plain("\uff08\u65e0\uff09")
    ('na', '', '\u65e0')
    """
    return MARKS.sub("", fold(text))
