"""Reads what the pages of lists say: counts of entries, headings and open cases, and the tiers of installations."""

from collections.abc import Callable, Mapping
from math import inf
from os.path import commonprefix

from disclosure.model.efficiency import Installation
from tests.shipped.facts import About
from tests.shipped.list_facts import (
    CORRECTED,
    OF_UNITS,
    TIERS,
    Held,
    current,
    entries,
)
from tests.shipped.read_products import MOST_ROWS, units
from tests.shipped.read_registers import is_date
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import numbers

LISTS = ("advanced", "level", "lagging", "frontrunner", CORRECTED)


@reads("lists.answer_none", "lists.how_coverage")
def products_count(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lists = reader.facts.release.lists
    if not is_count(slots["products"], len(lists.products)):
        return False
    printed = [
        one.product
        for one in lists.levels.values()
        if one.benchmark_level is not None or one.baseline_level is not None
    ]
    return key != "lists.answer_none" or (not lists.installations and is_count(slots["valued"], len(set(printed))))


@reads("lists.how_levels")
def how_levels(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """Every edition of which a level is on record, and no other."""
    text, rules = slots["editions"], reader.facts.release.rules
    names = [reader.name(rules.editions[code].name) for _, code in reader.facts.release.lists.levels]
    is_all = all(name in text for name in names)
    for name in names:
        text = text.replace(name, "")
    return is_all and not numbers(text)


@reads("unit.printed_day")
def printed_day(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return as_of(reader, page, key, slots) and slots["publisher"] == reader.name(
        reader.facts.release.rules.site.publisher
    )


@reads("lists.how_day")
def as_of(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return is_date(slots["day"], reader.facts.release.as_of)


def list_of(reader: Reader, name: str) -> str:
    """The list of a name; empty where there is none."""
    return next((one for one in LISTS if reader.word(f"list_name.{one}") == name), "")


def size(reader: Reader, page: About, name: str) -> float:
    """How many entries a list has, of the units that a page is about."""
    release = reader.facts.release
    about = units(reader, page) if page.kind in OF_UNITS else release.lists.installations.values()
    return len(entries(release, name, about)) if name else inf


@reads("lists.answer_list", "lists.caption", "lists.with_count", "shape.entries")
def list_size(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    name, release = list_of(reader, slots["list"]), reader.facts.release
    if page.kind == "list" and key in {"lists.answer_list", "lists.caption"} and name != page.code:
        return False
    said = numbers(slots["rows"] if key == "shape.entries" else slots["count"])
    found = entries(release, name, release.lists.installations.values()) if name else ()
    products = {release.lists.installations[one.installation].product for one in found}
    is_all = "products" not in slots or is_count(slots["products"], len(products))
    return is_all and len(said) == 1 and said[0].value == size(reader, page, name)


@reads("shape.group")
def group(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """How many entries of a list stand under a heading: a product, a region or a letter."""
    kind, _, code = slots["id"].partition("-")
    release, said = reader.facts.release, numbers(slots["rows"])
    shared = commonprefix([found.name.zh for found in release.lists.enterprises.values()])  # noqa: RUF071  # letters
    ask: Mapping[str, Callable[[Installation], str]] = {
        "product": lambda unit: unit.product,
        "region": lambda unit: unit.region,
        "pinyin": lambda unit: letter(release.lists.enterprises[unit.enterprise].name.zh.removeprefix(shared)),
    }
    found = entries(release, page.code, release.lists.installations.values())
    count = sum(ask[kind](release.lists.installations[one.installation]) == code for one in found)
    is_cut = len(found) > MOST_ROWS
    return len(said) == 1 and (said[0].value <= count if is_cut else said[0].value == count)


def letter(name: str) -> str:
    from pypinyin import lazy_pinyin

    first = lazy_pinyin(name)[0][0].upper()
    return first if "A" <= first <= "Z" else "0-9"


@reads("shape.tally")
def tally(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """How many of the page's units stand in a tier today."""
    found = [current(reader.facts.release, unit) for unit in units(reader, page)]
    tiers = [named_tier(held) for held in found]
    return any(
        slots["label"] == reader.word(f"tier.{tier}.label") and is_count(slots["count"], tiers.count(tier))
        for tier in {*TIERS, *tiers}
    )


def named_tier(held: Held | None) -> str:
    """The tier of a record as tallies name it: reaching the baseline is another thing where no benchmark is on record."""
    if held is None:
        return "unknown"
    is_alone = held.shown_tier == "between" and held.level_of("benchmark") is None
    return "between_alone" if is_alone else held.shown_tier


@reads("lists.answer")
def lists_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lists = reader.facts.release.lists
    counts = {name: size(reader, page, name) for name in ("advanced", "lagging", "corrected")}
    counts |= {"installations": len(lists.installations), "open": len(lists.open)}
    return all(slots[name].replace(",", "") == str(count) for name, count in counts.items())


@reads("lists.answer_unnamed")
def nobody(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lists = reader.facts.release.lists
    counts = {"open": len(lists.open), "gone": len(lists.tombstones)}
    return not lists.installations and all(is_count(slots[name], count) for name, count in counts.items())


@reads("lists.open_caption", "lists.tombstones_caption")
def unnamed(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lists = reader.facts.release.lists
    return is_count(slots["count"], len(lists.open if key == "lists.open_caption" else lists.tombstones))


@reads("product.only_named")
def only_named(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return is_count(slots["open"], sum(one.product == page.code for one in reader.facts.release.lists.open))


@reads("lists.procedure")
def procedure(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    known = reader.facts.release.rules.lists.procedures.values()
    return any(
        is_count(slots["days"], one.window_days) and is_count(slots["months"], one.longest_months) for one in known
    )


@reads("product.units_caption", "enterprise.caption", "enterprise.answer", "region_units.answer")
def named_units(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    firm, region = release.lists.enterprises.get(page.code), release.regions.get(page.code)
    noun = firm or region
    is_named = all(
        noun is not None and slots[one] == reader.name(noun.name) for one in ("name", "region") if one in slots
    )
    return is_named and is_count(slots["count"], len(units(reader, page)))


@reads("region_units.lagging_first")
def first_lagging(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """At most twenty installations on the lagging list are named on the page of a region."""
    return len(entries(reader.facts.release, "lagging", units(reader, page))) > 20 and is_count(slots["count"], 20)


@reads("sample.answer")
def sample(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    counts = {
        "regions": len(release.regions),
        "enterprises": len(release.lists.enterprises),
        "installations": len(release.lists.installations),
    }
    return all(is_count(slots[name], count) for name, count in counts.items())
