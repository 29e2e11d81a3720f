"""Reads how far retrofits have come: what was ordered and finished, of which capacity, and what the duty asks for."""

from collections.abc import Iterator
from decimal import Decimal

from disclosure.model.efficiency import Product
from disclosure.model.list_rules import Duty
from disclosure.model.periods import Period
from tests.shipped.facts import About
from tests.shipped.list_facts import Progress, named_capacity, progress, published_capacity
from tests.shipped.read_products import exactly, product_name, signed
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import numbers


def in_progress(reader: Reader) -> Iterator[tuple[Product, Progress]]:
    """Every product that is retrofitted."""
    release = reader.facts.release
    for product in release.lists.products.values():
        if (found := progress(release, product)) is not None:
            yield product, found


def duty_of(reader: Reader) -> Duty:
    duty = reader.facts.release.rules.lists.duty
    assert duty
    return duty


def is_share(text: str, share: Decimal | None) -> bool:
    """Whether a text says a share in percent, rounded as it is shown."""
    found = numbers(text)
    return share is not None and len(found) == 1 and found[0].kind == "percent" and found[0].rounds(share)


@reads("retrofits.answer", "retrofits.answer_zero")
def retrofits_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    duty, found = duty_of(reader), list(in_progress(reader))
    verdicts = [is_met(reader, product, one) for product, one in found]
    judged = [verdict for verdict in verdicts if verdict is not None]
    met = sum(judged)
    return (
        is_count(slots["count"], len(found))
        and is_count(slots["judged"], len(judged))
        and is_count(slots["year"], duty.final_year)
        and is_share(slots["final"], duty.final_share)
        and (is_count(slots["met"], met) if "met" in slots else met == 0)
    )


def is_met(reader: Reader, product: Product, one: Progress) -> bool | None:
    """Whether a product did what the duty asks for in all; None where a sum is missing, or installations are unnamed."""
    release, duty = reader.facts.release, duty_of(reader)
    published, named = published_capacity(release, product), named_capacity(release, product)[1]
    is_enough = (in_time(one, duty) or 0) >= duty.final_share
    if not published or int(release.as_of[:4]) <= duty.final_year:
        return None
    return is_enough if is_enough or published[0][2] == named else None


def in_time(one: Progress, duty: Duty) -> Decimal | None:
    return one.share(one.done(last=duty.final_year))


@reads("retrofits.duty", "retrofits.reading")
def laid_down(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    duty = duty_of(reader)
    shares = {"yearly": duty.yearly_share, "final": duty.final_share}
    is_right = is_count(slots["year"], duty.final_year)
    is_right = is_right and ("years" not in slots or is_count(slots["years"], duty.longest_years))
    return is_right and all(is_share(slots[name], share) for name, share in shares.items())


@reads("retrofits.answer_running", "retrofits.answer_unjudged")
def no_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """How many products are retrofitted, where nothing follows for the duty: no sum is published, or its year runs."""
    duty, found = duty_of(reader), list(in_progress(reader))
    is_open = int(reader.facts.release.as_of[:4]) <= duty.final_year
    has_verdict = any(is_met(reader, product, one) is not None for product, one in found)
    is_right = is_open if key.endswith("running") else not has_verdict and not is_open
    year = "year" not in slots or is_count(slots["year"], duty.final_year)
    return is_right and year and is_count(slots["count"], len(found)) and is_share(slots["final"], duty.final_share)


SENTENCES = ("met", "behind", "open", "unknown", "named", "running")


@reads(*(f"retrofits.sentence_{state}" for state in SENTENCES))
def sentence(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(is_progress(reader, product, one, key, slots) for product, one in in_progress(reader))


def is_progress(reader: Reader, product: Product, one: Progress, key: str, slots: Slots) -> bool:
    """What was ordered and finished of one product, in amounts and shares, beside what the duty asks for."""
    amounts = {"ordered": one.ordered(), "done": one.done()}
    unit, duty = product.capacity_unit, duty_of(reader)
    if not all(exactly(reader, slots[name], amount, unit) for name, amount in amounts.items()):
        return False
    late = in_time(one, duty)
    if late is None or key.endswith("unknown"):
        return late is None and key.endswith("unknown")
    shares = {f"{name}_share": one.share(amount) for name, amount in amounts.items()}
    shares |= {"in_time_share": late, "final": duty.final_share}
    is_right = all(is_share(slots[name], share) for name, share in shares.items() if name in slots)
    is_published = bool(published_capacity(reader.facts.release, product))
    is_open = int(reader.facts.release.as_of[:4]) <= duty.final_year
    if key.endswith(("named", "running")):
        return is_right and is_published == key.endswith("running") and (is_open or key.endswith("named"))
    said = {True: "met", False: "behind", None: "open"}[is_met(reader, product, one)]
    is_right = is_right and is_published and not is_open
    return is_right and is_count(slots["year"], duty.final_year) and key.endswith(said)


@reads("retrofits.basis_published", "retrofits.basis_named")
def basis(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    for product, _ in in_progress(reader):
        published = published_capacity(release, product)
        named, count = named_capacity(release, product)
        capacity, period, units_in_it = published[0] if published else (named, None, count)
        is_said = isinstance(period, Period) == key.endswith("published") and capacity is not None
        is_right = is_said and is_count(slots["units"], units_in_it)
        is_right = is_right and ("named" not in slots or is_count(slots["named"], count))
        if is_right and exactly(reader, slots["capacity"], capacity or Decimal(0), product.capacity_unit):
            return not isinstance(period, Period) or reader.at(slots["period"], period)
    return False


@reads("retrofits.projects_caption")
def projects(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    found = {product_name(reader, product): one for product, one in in_progress(reader)}
    one = found.get(slots["product"])
    return one is not None and is_count(slots["count"], len(one.counted) + one.others)


@reads("retrofits.others")
def others(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(is_count(slots["count"], one.others) for _, one in in_progress(reader))


@reads("shape.year")
def year(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """What was ordered and finished of one product in one year."""
    found = {product.code: one for product, one in in_progress(reader)}
    one, said = found.get(slots["product"]), numbers(slots["year"])
    if one is None or len(said) != 1:
        return False
    number, nothing = int(said[0].value), reader.word("figure.nothing")
    ordered, share = one.ordered(number), one.share(one.ordered(number))
    is_right = slots["share"] == nothing if share is None else is_share(slots["share"], share)
    return is_right and signed(slots["ordered"]) == ordered and signed(slots["done"]) == one.done(number, number)
