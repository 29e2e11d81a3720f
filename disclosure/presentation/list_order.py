"""In which order the entries of a list stand, and under which headings: by product, by region, by pinyin."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, takewhile

from disclosure.model.efficiency import Installation
from disclosure.model.lists import Lists, Placing
from disclosure.presentation import listed, tier_words
from disclosure.presentation.view import View

ROWS = 180
"""Entries on one page: with more of them a page would hold over two thousand elements."""
RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
"""The stretches of a name in Latin letters and digits, and in other signs."""
OTHER = "0-9"
"""The heading of names that begin with no letter."""
Sounds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what it is about and the heading it stands under."""

    placing: Placing
    unit: Installation
    group: str
    """A product's or region's code, or a letter."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: its number, counted from one, and its lines, those of a group together."""

    number: int
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


@lru_cache(maxsize=65536)
def sounds(name: str) -> Sounds:
    """The syllables of a name with their tones, as its words are read; letters and digits stay what they are.

    >>> sounds("\u91cd\u5e86\u957f\u6c5f"), sounds("No. 3 \u957f\u6c5f")
    (('chong2', 'qing4', 'chang2', 'jiang1'), ('no. 3 ', 'chang2', 'jiang1'))
    """
    return tuple(chain.from_iterable(map(_syllables, RUNS.findall(name))))


@lru_cache(maxsize=65536)
def _syllables(run: str) -> Sounds:
    """The syllables of a stretch of a name that many names share, such as that after the number of a line."""
    from pypinyin import Style, lazy_pinyin

    return (run.casefold(),) if run.isascii() else tuple(map(str.casefold, lazy_pinyin(run, style=Style.TONE3)))


def letter(name: str) -> str:
    """The capital letter that a name is found under.

    >>> letter("\u91cd\u5e86"), letter("abc"), letter("3 \u53f7")
    ('C', 'A', '0-9')
    """
    first = next(iter(sounds(name)), "")[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def opening(names: Iterable[str]) -> str:
    """How all of some names begin, such as with their city: by that none can be told from another. Empty for a single
    name, and where nothing of one of them would be left.

    >>> opening(["ab-1", "ab-2"]), opening(["ab", "abc"]), opening(["ab"]), opening(["ab", "ba"])
    ('ab-', '', '', '')
    """
    different = sorted(set(names))
    ends = zip(different[0], different[-1], strict=False) if len(different) > 1 else ()
    shared = "".join(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    return "" if shared in different else shared


def opening_of(view: View) -> str:
    """How the names of all enterprises begin that are named: of every list together, so that each of them stands under
    the same letter everywhere."""
    return opening(found.name.zh for found in view.release.lists.enterprises.values())


def lines(view: View, placings: Sequence[Placing], order: str) -> tuple[Line, ...]:
    """The entries in one order, each under its heading."""
    units = view.release.lists.installations
    group = _groups(view)[order]
    key = _keys(view)[order]
    found = sorted((units[placing.listing.installation] for placing in placings), key=key)
    by_unit: dict[str, list[Placing]] = {}
    for placing in placings:
        by_unit.setdefault(placing.listing.installation, []).append(placing)
    return tuple(Line(by_unit[unit.code].pop(0), unit, group(unit)) for unit in found)


def by_sound(view: View) -> Callable[[Installation], tuple[object, ...]]:
    """The order of installations by the sound of their enterprises' names, after what all of them begin with."""
    shared = opening_of(view)

    def key(unit: Installation) -> tuple[object, ...]:
        return sounds(listed.enterprise_zh(view, unit).removeprefix(shared)), sounds(unit.name.zh), unit.code

    return key


def _groups(view: View) -> Mapping[str, Callable[[Installation], str]]:
    shared = opening_of(view)
    return {
        "product": lambda unit: unit.product,
        "region": lambda unit: unit.region,
        "pinyin": lambda unit: letter(listed.enterprise_zh(view, unit).removeprefix(shared)),
    }


def _keys(view: View) -> Mapping[str, Callable[[Installation], tuple[object, ...]]]:
    """Names by their sound after what all of them begin with, products and regions as they are registered."""
    shared, name = opening_of(view), by_sound(view)
    products = {code: place for place, code in enumerate(view.release.lists.products)}
    regions = {code: place for place, code in enumerate(view.release.regions)}

    def firm(unit: Installation) -> str:
        return listed.enterprise_zh(view, unit).removeprefix(shared)

    return {
        "product": lambda unit: (products[unit.product], regions.get(unit.region, len(regions)), *name(unit)),
        "region": lambda unit: (regions.get(unit.region, len(regions)), products[unit.product], *name(unit)),
        "pinyin": lambda unit: (letter(firm(unit)) == OTHER, *name(unit)),
    }


def leaves(found: Sequence[Line]) -> Iterator[Leaf]:
    """The pages of a list; a group that does not fit goes on with the next page."""
    for number, first in enumerate(range(0, max(len(found), 1), ROWS), start=1):
        groups = groupby(found[first : first + ROWS], key=lambda line: line.group)
        yield Leaf(number, tuple((group, tuple(own)) for group, own in groups))


def first_pages(lists: Lists, regions: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
    """On which page of each list, read by region, the heading of each region first stands."""
    found: dict[str, dict[str, int]] = {}
    regions = tuple(regions)
    for name in listed.PAGES:
        counts = Counter(
            lists.installations[one.listing.installation].region for one in listed.on_list(lists.placings, name)
        )
        before = 0
        for code in regions:
            if counts[code]:
                found.setdefault(code, {})[name] = before // ROWS + 1
                before += counts[code]
    return found


def heading(view: View, order: str, group: str) -> str:
    """The words of a heading."""
    if order == "product":
        return tier_words.product_name(view, view.release.lists.products[group])
    if order == "region":
        return view.region(group) if group in view.release.regions else group
    return group


def anchor(order: str, group: str) -> str:
    """The id of a heading."""
    return f"{order}-{group}"
