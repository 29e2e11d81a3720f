"""What of an enterprise's name is its own: without the region before it and the legal form behind it, and its sound."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from disclosure.model.list_rules import ListRules
from disclosure.validation.books import Books
from disclosure.validation.names import SHORTEST, fold

NO_SOUND = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class OwnName:
    """An enterprise's name, folded, without its legal form."""

    stem: str
    core: str
    """Without the regions, or prefixes like these, before it too."""


def own_names(books: Books, rules: ListRules) -> Mapping[str, OwnName]:
    """What of each enterprise's name is its own, by code."""
    registered = (line[column] for line in books.of("region") for column in ("name", "short_name"))
    regions = set(map(fold, (*registered, *rules.prefixes))) - {""}
    forms = sorted(filter(None, map(fold, rules.legal_forms)), key=len, reverse=True)
    longest = max(map(len, regions), default=0)
    return {line["code"]: _own(fold(line["name"]), regions, longest, forms) for line in books.of("enterprise")}


def _own(name: str, regions: Collection[str], longest: int, forms: Sequence[str]) -> OwnName:
    """A name without regions before it and legal forms behind it, however many there are.

    >>> _own("northcityminingco.,ltd.", {"north", "northcity"}, 9, ["co.,ltd."])
    OwnName(stem='northcitymining', core='mining')
    """
    while form := next((form for form in forms if name.endswith(form)), ""):
        name = name[: -len(form)]
    stem = name
    while region := next((name[:size] for size in range(longest, 0, -1) if name[:size] in regions), ""):
        name = name[len(region) :]
    return OwnName(stem, name)


@lru_cache(maxsize=65536)
def sounds_of(name: str, syllables: int) -> tuple[str, ...]:
    """The first syllables of a name in letters, and the first letter of each of all, where these are long enough.

    >>> sounds_of("\u9752\u79be\u6c34\u6ce5", 2), sounds_of("\u9752\u79be", 2)
    (('qinghe', 'qhsn'), ('qinghe',))
    """
    from pypinyin import lazy_pinyin

    spoken = [NO_SOUND.sub("", syllable) for syllable in lazy_pinyin(name)]
    sounds = ("".join(spoken[:syllables]), "".join(syllable[:1] for syllable in spoken))
    return tuple(sound for sound in sounds if len(sound) >= SHORTEST)
