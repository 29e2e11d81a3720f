"""Reads what the pages of products and data centres say: levels of an edition, grades, and how units spread over tiers."""

from collections.abc import Sequence
from decimal import Decimal

from disclosure.model.efficiency import EfficiencyLevel, Installation, Product
from tests.shipped.facts import About
from tests.shipped.list_facts import SIDES, TIERS, Held, current, drawn, units_of
from tests.shipped.reader import Reader, Slots, claims, is_count, reads
from tests.shipped.reading import NUMBER, numbers

MOST_ROWS = 180
"""Installations and entries that one page holds."""
PUE = "PUE"


def whole(reader: Reader, key: str, slots: Slots) -> str:
    """The text that was read."""
    return reader.word(key).format(**{name: slots[name] for name in slots})


def rest(reader: Reader, key: str, slots: Slots, place: str, **known: str) -> str | None:
    """What stands in one place of a template whose other places are known; None where they say something else."""
    text = whole(reader, key, slots)
    head, _, tail = reader.word(key).format(**known, **{place: "\0"}).partition("\0")
    fits = text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail)
    return text[len(head) : len(text) - len(tail)] if fits else None


def exactly(reader: Reader, text: str, value: Decimal, unit: str) -> bool:
    """Whether a text is an exact number with its sign and its unit."""
    found, symbol = numbers(reader.plain(text)), unit and reader.name(reader.facts.release.rules.units[unit].symbol)
    is_one = len(found) == 1 and found[0].value == abs(value) and bool(found[0].sign) == (value < 0)
    return is_one and (not symbol or symbol in text)


def signed(text: str) -> Decimal | None:
    """The only number of a text with its sign."""
    found = numbers(text)
    return None if len(found) != 1 else found[0].value if found[0].sign in {"", "+"} else -found[0].value


def product_name(reader: Reader, product: Product) -> str:
    name, kind = reader.name(product.name), reader.name(product.kind)
    return reader.word("product.with_kind").format(name=name, kind=kind) if kind else name


def unit_name(reader: Reader, unit: Installation) -> str:
    firm = reader.facts.release.lists.enterprises[unit.enterprise]
    return reader.word("unit.name").format(enterprise=reader.name(firm.name), unit=reader.name(unit.name))


def units(reader: Reader, page: About) -> Sequence[Installation]:
    """The installations that a page is about."""
    return units_of(reader.facts.release, page.kind, page.code)


def levels_of(reader: Reader, product: str) -> Sequence[EfficiencyLevel]:
    """The levels of a product in the order of their editions."""
    lists, editions = reader.facts.release.lists, reader.facts.release.rules.editions
    return [lists.levels[product, code] for code in editions if (product, code) in lists.levels]


def has_number(level: EfficiencyLevel) -> bool:
    return level.benchmark_level is not None or level.baseline_level is not None


def says_level(reader: Reader, text: str, level: EfficiencyLevel, side: str, unit: str) -> bool:
    """Whether a text says one of the two levels, or why it has no number."""
    value, status = getattr(level, f"{side}_level"), getattr(level, f"{side}_status")
    if value is None:
        return text == reader.word(f"level_status.{status}")
    doubted = reader.phrases.slots("level_status.with_doubt", text) if status else None
    return exactly(reader, doubted["value"] if doubted else text, value, unit) and bool(doubted) == bool(status)


@reads("product.answer")
def product_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The newest levels with a number, and how many units may be named."""
    product = reader.facts.release.lists.products.get(page.code)
    found = [level for level in levels_of(reader, page.code) if has_number(level)]
    if product is None or not found:
        return False
    edition = reader.name(reader.facts.release.rules.editions[found[-1].edition].name)
    said = rest(reader, key, slots, "levels", product=product_name(reader, product), edition=edition)
    both = None if said is None else named(reader, page, said)
    parts = both.split(reader.word("list_join.clause")) if both else []
    if len(parts) != len(SIDES):
        return False
    heads = [
        reader.word("product.answer_level").format(level=reader.word(f"level_name.{one}"), value="") for one in SIDES
    ]
    is_ordered = all(part.startswith(head) for part, head in zip(parts, heads, strict=True))
    values = [part.removeprefix(head) for part, head in zip(parts, heads, strict=True)]
    return is_ordered and all(
        says_level(reader, value, found[-1], side, product.unit) for value, side in zip(values, SIDES, strict=True)
    )


@claims("product.answer")
def is_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    product, text = reader.facts.release.lists.products.get(page.code), whole(reader, key, slots)
    names = [reader.word(f"level_name.{side}") for side in SIDES]
    return product is not None and text.startswith(product_name(reader, product)) and all(one in text for one in names)


@claims("lists.levels")
def is_pair(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return page.kind in {"product", "list", "lists"} and all(NUMBER.fullmatch(slots[side]) for side in SIDES)


def named(reader: Reader, page: About, text: str) -> str | None:
    """What stands before the number of units that may be named; None where that number is wrong."""
    head, tail = reader.word("product.answer_units").split("{count}")
    before, joint, after = text.partition(head)
    count = len(units(reader, page))
    is_said = is_count(after.removesuffix(tail), count) if joint else not count
    return before if is_said else None


@reads("product.answer_none")
def no_levels(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    product = reader.facts.release.lists.products.get(page.code)
    if product is None or any(has_number(level) for level in levels_of(reader, page.code)):
        return False
    text, said = whole(reader, key, slots), reader.word(key).format(product=product_name(reader, product))
    return text.startswith(said) and named(reader, page, text.removeprefix(said)) == ""


@reads("lists.levels")
def both_levels(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The two levels of one product and edition, or those that a record is held to."""
    products = reader.facts.release.lists.products
    return any(
        says_level(reader, slots["benchmark"], level, "benchmark", "")
        and says_level(reader, slots["baseline"], level, "baseline", "")
        for level in reader.facts.release.lists.levels.values()
        if page.code not in products or level.product == page.code
    )


@reads("product.with_kind")
def with_kind(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The name of a product, or of what a standard grades."""
    text = whole(reader, key, slots)
    graded = {reader.word(key).format(name=one.product, kind=one.kind) for one in reader.facts.release.lists.grades}
    return text in graded | {product_name(reader, one) for one in reader.facts.release.lists.products.values()}


@reads("product.grades_caption")
def grades(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lists = reader.facts.release.lists
    product = lists.products.get(page.code)
    return is_count(slots["count"], sum(product is None or one.standard == product.standard for one in lists.grades))


def is_data_center(product: Product) -> bool:
    return product.unit == "one" and PUE in product.quantity.zh


@reads("product.index_answer", "product.register", "product.register_data_centers")
def products_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    known = reader.facts.release.lists.products.values()
    centres = sum(map(is_data_center, known))
    counts = {"product.register": len(known) - centres, "product.register_data_centers": centres}
    if key in counts:
        return is_count(slots["count"], counts[key])
    told = {
        level.product
        for level in drawn(reader.facts.release)
        if isinstance(level, EfficiencyLevel) and has_number(level)
    }
    fields = len({product.field.zh for product in known})
    said = {"count": len(known), "fields": fields, "with_levels": len(told & {one.code for one in known})}
    return all(is_count(slots[name], count) for name, count in said.items())


@reads("product.units_more")
def more(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    count = len(units(reader, page))
    return count > MOST_ROWS and is_count(slots["shown"], MOST_ROWS) and is_count(slots["count"], count)


def judged(reader: Reader, page: About) -> Sequence[Held]:
    """What a page's units are judged by today, where a tier can be told."""
    found = [current(reader.facts.release, unit) for unit in units(reader, page)]
    return [held for held in found if held is not None and held.shown_tier in TIERS]


def of_edition(reader: Reader, page: About) -> tuple[str, Sequence[Held]]:
    """The edition that most of them are held to, and those that are."""
    found = judged(reader, page)
    codes = [held.record.edition for held in found]
    edition = max(codes, key=lambda code: (codes.count(code), code), default="")
    return edition, [held for held in found if held.record.edition == edition]


@reads("product.strip_title", "product.strip_alt", "product.strip_summary")
def strip(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    edition, found = of_edition(reader, page)
    if "edition" in slots:
        return bool(edition) and slots["edition"] == reader.name(reader.facts.release.rules.editions[edition].name)
    counts = {tier: sum(held.shown_tier == tier for held in found) for tier in TIERS} | {"count": len(found)}
    return all(is_count(slots[name], count) for name, count in counts.items() if name in slots) and is_product(
        reader, page, slots
    )


def is_product(reader: Reader, page: About, slots: Slots) -> bool:
    """Whether a sentence names the product of its page, if it names one."""
    product = reader.facts.release.lists.products[page.code]
    return "product" not in slots or slots["product"] == product_name(reader, product)


@reads("product.shares_title", "product.shares_alt", "product.shares_summary")
def shares(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The capacity of these units in all, and the shares of tiers in it."""
    found = [held for held in judged(reader, page) if held.unit.capacity]
    total = sum((held.unit.capacity or Decimal(0) for held in found), Decimal(0))
    if "total" in slots:
        unit = found[0].product.capacity_unit
        return is_count(slots["count"], len(found)) and exactly(reader, slots["total"], total, unit)
    for tier in ("advanced", "lagging"):
        part = sum((held.unit.capacity or Decimal(0) for held in found if held.shown_tier == tier), Decimal(0))
        said = numbers(slots[tier])
        if len(said) != 1 or said[0].kind != "percent" or not said[0].rounds(part / total * 100):
            return False
    return is_product(reader, page, slots)


@reads("dc.answer", "dc.answer_none", "dc.caption")
def data_centers(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lists = reader.facts.release.lists
    centres = {code for code, product in lists.products.items() if is_data_center(product)}
    named_ones = sum(unit.product in centres for unit in lists.installations.values())
    return is_count(slots["scopes"], len(centres)) if "scopes" in slots else is_count(slots["count"], named_ones)


@reads("dc.scope")
def ceiling(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The newest ceiling of a class of data centres."""
    for code, product in reader.facts.release.lists.products.items():
        limit = rest(reader, key, slots, "limit", product=product_name(reader, product))
        if limit is not None and (found := levels_of(reader, code)):
            return says_level(reader, limit, found[-1], "baseline", "")
    return False
