"""Reads what the pages of installations say: figures, distances to a level, the steps of a procedure."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.model.efficiency import Listing, Retrofit, RetrofitStep
from tests.shipped.facts import About
from tests.shipped.list_facts import (
    SIDES,
    Held,
    is_past,
    listings_of,
    records_of,
    rests_on,
    standing,
)
from tests.shipped.read_products import exactly, rest, signed, unit_name, units, whole
from tests.shipped.read_registers import is_date
from tests.shipped.reader import Reader, Slots, claims, reads
from tests.shipped.reading import NUMBER, Number, numbers

RELATIONS = {"use_more": 1, "use_less": -1, "number_more": 1, "number_less": -1, "equal": 0}
SHARES = {"share_more": 1, "share_less": -1}


def held(reader: Reader, page: About) -> Sequence[Held]:
    """Every record of the units that a page is about."""
    lists = reader.facts.release.lists
    return [one for unit in units(reader, page) for one in records_of(lists, unit)]


def shown(reader: Reader, page: About) -> Sequence[Held]:
    """How units count today, their newest records, and those that entries rest on."""
    return list(standing(reader.facts.release, units(reader, page)))


def share_in(reader: Reader, text: str) -> tuple[str, int, Number | None]:
    """A distance without the share of the level behind it, on which side that share is, and the share."""
    for key, side in SHARES.items():
        head, tail = reader.word(f"distance.{key}").split("{share}")
        found = re.fullmatch(f"(.*){re.escape(head)}(.*?){re.escape(tail)}", text, re.DOTALL)
        if found and len(share := numbers(found[2])) == 1:
            return found[1], side, share[0]
    return text, 0, None


def says_distance(reader: Reader, text: str, one: Held) -> bool:
    """Whether a text says how far a figure is from one of its levels, and what share of the level that is."""
    return any(says_side(reader, text, one, side) for side in SIDES)


def says_side(reader: Reader, text: str, one: Held, side: str) -> bool:
    above, level = one.above(side), one.level_of(side)
    if above is None or level is None:
        return False
    bare, share_side, share = share_in(reader, text)
    has_share = level > 0 and above != 0 and one.product.unit != "percent"
    if has_share != (share is not None) or (share and share_side != (1 if above > 0 else -1)):
        return False
    if share and (share.kind != "percent" or not share.rounds(above / level * 100)):
        return False
    return any(is_amount(reader, bare, key, one, side) for key, sign in RELATIONS.items() if sign == sign_of(above))


def sign_of(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def is_amount(reader: Reader, text: str, key: str, one: Held, side: str) -> bool:
    slots = reader.phrases.slots(f"distance.{key}", text)
    names = {reader.word(f"level_name.{side}{short}") for short in ("", "_short")}
    if slots is None or slots["level"] not in names or numbers(slots.get("per", "")):
        return False
    if key == "equal":
        return True
    found, above = numbers(reader.plain(slots.get("amount") or slots["whole"])), one.above(side) or Decimal(0)
    kind = "points" if one.product.unit == "percent" else "plain"
    return len(found) == 1 and found[0].value == abs(above) and (found[0].kind, found[0].sign) == (kind, "")


@reads(*(f"distance.{key}" for key in RELATIONS if key != "equal"))
def distance(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    text = whole(reader, key, slots)
    return any(says_distance(reader, text, one) for one in shown(reader, page))


@reads("unit.other_level")
def other_level(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(says_distance(reader, slots["distance"], one) for one in shown(reader, page))


@reads("unit.answer_distance", "unit.answer_accepted")
def answer_distance(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    is_accepted = key == "unit.answer_accepted"
    for one in shown(reader, page):
        if (one.accepted is not None) != is_accepted:
            continue
        known = {"name": unit_name(reader, one.unit), "tier": reader.word(f"unit.tier.{one.tier}")}
        said = rest(reader, key, slots, "distance", **known)
        if said is not None and says_distance(reader, said, one):
            return True
    return False


@reads("unit.answer_corrected")
def answer_corrected(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    for one in shown(reader, page):
        known = {"name": unit_name(reader, one.unit), "tier": reader.word(f"unit.tier.{one.tier}")}
        said = rest(reader, key, slots, "period", **known)
        is_corrected = any(is_past(listing.corrected_on, release) for listing in listings_of(release.lists, one.unit))
        if said is not None and is_corrected and reader.at(said, one.record.period):
            return True
    return False


@reads("unit.figure")
def figure(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    text = whole(reader, key, slots)
    return any(says_figure(reader, text, one) for one in shown(reader, page))


def says_figure(reader: Reader, text: str, one: Held) -> bool:
    """Whether a text names the quantity, the period and the figure of one record, or why it has none."""
    quantity, record = reader.name(one.product.quantity), one.record
    if quantity not in text:
        return False
    left = reader.plain(text.replace(quantity, " ", 1))
    if record.value is None:
        return reader.word(f"reported.{record.value_status}") in left and reader.at(left, record.period)
    last = [*NUMBER.finditer(left)][-1:]
    return bool(last) and (
        exactly(reader, left[last[0].start() :], record.value, "")
        and reader.name(reader.facts.release.rules.units[one.product.unit].symbol) in text
        and reader.at(left[: last[0].start()], record.period)
    )


@reads("unit.judged_on")
def judged_on(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The newest period that a named entry rests on, where no figure accepted since counts instead."""
    found = [one for unit in units(reader, page) for one in records_of(reader.facts.release.lists, unit)]
    newest = max((one.record.period for one in found), default=None)
    counts = any(one.accepted is None and one.record.period == newest for one in shown(reader, page))
    return newest is not None and counts and reader.at(slots["period"], newest)


@reads("unit.assessed_figure")
def assessed(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        is_measured(reader, slots["value"], one) and reader.at(slots["period"], one.record.period)
        for one in shown(reader, page)
    )


def is_measured(reader: Reader, text: str, one: Held) -> bool:
    """Whether a text is the figure of a record, or says why it has none."""
    record, doubt = one.record, reader.word("reported.with_doubt").split("{value}")
    if record.value is None:
        return text == reader.word(f"reported.{record.value_status}")
    if record.value_status:
        text = text.removeprefix(doubt[0]).removesuffix(doubt[1])
    return exactly(reader, text, record.value, one.product.unit)


@reads("unit.accepted_figure")
def accepted_figure(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """What counts instead of the figure on record, on the day on which it was accepted."""
    for one in shown(reader, page):
        retrofits = reader.facts.release.lists.retrofits.get(one.unit.code, ())
        days = [found.completed_on for found in retrofits if found.value_after == one.accepted and found.completed_on]
        is_said = one.accepted is not None and exactly(reader, slots["value"], one.accepted, one.product.unit)
        if is_said and any(is_date(slots["day"], day.isoformat()) for day in days):
            return True
    return False


@reads("unit.place")
def place(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return slots["code"] == page.code


@reads("unit.figure_accepted")
def figure_accepted(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """What was measured when a retrofit was accepted, and the figure that was listed before."""
    return any(
        one.accepted is not None
        and slots["quantity"] == reader.name(one.product.quantity)
        and exactly(reader, slots["value"], one.accepted, one.product.unit)
        and is_measured(reader, slots["before"], one)
        and reader.at(slots["period"], one.record.period)
        for one in shown(reader, page)
    )


@reads("unit.bar_value", "unit.bar_accepted")
def bar_value(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    is_accepted = key == "unit.bar_accepted"
    found = [one for one in shown(reader, page) if one.value is not None and (one.accepted is not None) == is_accepted]
    return any(exactly(reader, slots["value"], one.value or Decimal(0), one.product.unit) for one in found)


@reads("unit.bar_level")
def bar_level(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        slots_of is not None and exactly(reader, slots_of, level, one.product.unit)
        for one in shown(reader, page)
        for side in SIDES
        if (level := one.level_of(side)) is not None
        for slots_of in [rest(reader, key, slots, "value", level=reader.word(f"level_name.{side}"))]
    )


@claims("unit.bar_level")
def is_level(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    text, names = whole(reader, key, slots), [reader.word(f"level_name.{side}") for side in SIDES]
    return page.kind == "unit" and any(text.startswith(f"{name} ") for name in names)


@reads("unit.bar_alt")
def bar_alt(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The figure and its distance to each level that there is."""
    parts = slots["distances"].split(reader.word("sentence.separator"))
    for one in shown(reader, page):
        sides = [side for side in SIDES if one.above(side) is not None]
        if (
            one.value is not None
            and exactly(reader, slots["value"], one.value, one.product.unit)
            and len(parts) == len(sides)
            and all(says_side(reader, part, one, side) for part, side in zip(parts, sides, strict=True))
        ):
            return True
    return False


@reads("unit.step")
def step(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """A figure and a level, what is left, and on which side of nothing that is."""
    result, sign, nothing = ([*slots["result"].split(" "), "", ""])[:3]
    said = [signed(slots["first"]), signed(slots["second"]), signed(result)]
    for one in shown(reader, page):
        for side in SIDES:
            worse, level, value = one.worse(side), one.level_of(side), one.value
            if worse is not None and level is not None and value is not None:
                pair = [value, level] if one.product.direction == "lower_is_better" else [level, value]
                if said == [*pair, worse] and (sign, nothing) == ("<=>"[sign_of(worse) + 1], "0"):
                    return True
    return False


def listings(reader: Reader, page: About) -> Sequence[Listing]:
    return [one for unit in units(reader, page) for one in listings_of(reader.facts.release.lists, unit)]


@reads("unit.corrected")
def corrected(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """Since when an entry is corrected, and what it was listed for."""
    for one in listings(reader, page):
        basis, day = rests_on(reader.facts.release.lists, one), one.corrected_on
        named = (reader.word(f"list_name.{one.list}"), list_document(reader, one))
        if basis and day and named == (slots["list"], slots["document"]):
            is_dated = is_date(slots["day"], day.isoformat()) and reader.at(slots["period"], one.period)
            return is_dated and slots["tier"].rstrip("。.") == reader.word(f"unit.tier.{basis.tier}")
    return False


def list_document(reader: Reader, listing: Listing) -> str:
    return listing.corrected_document or reader.word("unit.no_document")


@claims("unit.step")
def is_step(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return page.kind == "unit" and slots["result"].endswith(" 0")


@reads("reply.title")
def reply(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    days = [one.reply_date for one in listings(reader, page) if one.reply_date is not None]
    return any(is_date(slots["day"], day.isoformat()) for day in days)


def retrofits(reader: Reader, page: About) -> Iterator[Retrofit]:
    for unit in units(reader, page):
        yield from reader.facts.release.lists.retrofits.get(unit.code, ())


@reads("step.done_day", "step.due_day", "step.overdue_day")
def milestone(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """A step that was done on its day, or is due or overdue on the day of the release."""
    release = reader.facts.release
    steps = [one for found in retrofits(reader, page) for one in release.lists.steps.get(found.code, ())]
    return any(is_milestone(reader, one, key, slots) for one in steps)


def is_milestone(reader: Reader, one: RetrofitStep, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    if key == "step.done_day":
        is_due = is_date(slots["due"], one.due.isoformat())
        return (
            is_due
            and one.done_on is not None
            and is_past(one.done_on, release)
            and is_date(slots["day"], one.done_on.isoformat())
        )
    return not is_past(one.done_on, release) and is_date(slots["day"], one.due.isoformat())
