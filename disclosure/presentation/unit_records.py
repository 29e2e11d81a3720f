"""What stands on the page of an installation below its tier: entries with their procedure, records, retrofits."""

from collections.abc import Iterable, Iterator, Mapping

from disclosure.measures.retrofitting import State, state_of, state_of_step
from disclosure.model.days import Day, day_of
from disclosure.model.efficiency import Installation, Listing, Product, Retrofit, RetrofitStep
from disclosure.model.lists import Judgement, Placing, Standing
from disclosure.model.records import Provenance
from disclosure.presentation import list_addresses, listed, tier_words
from disclosure.presentation.view import Cell, View, cell, column, table

Fact = Mapping[str, str]


def corrected(view: View, placings: Iterable[Placing]) -> Iterator[str]:
    """Which entries were corrected, since when, and what they said before."""
    for placing in placings:
        if placing.standing is Standing.CORRECTED:
            yield view.word(
                "unit.corrected",
                list=view.word(f"list_name.{placing.listing.list}"),
                period=view.period(placing.listing.period),
                day=listed.day(view, placing.listing.corrected_on),
                tier=view.word(f"unit.tier.{tier_words.tier_of(placing.judgement)}"),
                document=placing.listing.corrected_document or view.word("unit.no_document"),
            )


def entry(view: View, placing: Placing) -> Mapping[str, object]:
    """An entry of a list with every step of its procedure, and what the enterprise said."""
    listing = placing.listing
    name = listed.CORRECTED if placing.standing is Standing.CORRECTED else listing.list
    return {
        "list": view.word(f"list_name.{listing.list}"),
        "address": list_addresses.list_page(view.language, view.realm, name),
        "standing": view.word(f"standing.{placing.standing}"),
        "code": listing.code,
        "facts": tuple(_procedure(view, placing)),
        "reply": _reply(view, listing),
    }


def _procedure(view: View, placing: Placing) -> Iterator[Fact]:
    listing, procedure = placing.listing, view.release.rules.lists.procedures.get(placing.listing.procedure)
    shown = {
        "period": view.period(listing.period),
        "notice_date": listed.day(view, listing.notice_date),
        "window_end": listed.day(view, placing.window_end),
        "decided_on": listed.day(view, listing.decided_on),
        "decided_by": listing.decided_by,
        "document_number": listing.document_number,
        "valid_to": listed.day(view, listing.valid_to),
        "corrected_on": listed.day(view, listing.corrected_on) if placing.standing is Standing.CORRECTED else "",
        "procedure": view.text(procedure.name) if procedure else "",
        "entry_note": listing.note,
    }
    chinese = {"decided_by", "document_number", "entry_note"}
    for key, text in shown.items():
        if text:
            yield {"label": view.word(f"unit.{key}"), "text": text, "lang": view.chinese if key in chinese else ""}


def _reply(view: View, listing: Listing) -> Mapping[str, object]:
    """What the enterprise said in its own words, and what came of it."""
    if listing.reply != "received":
        return {"none": view.word("reply.none")}
    outcome = listing.reply_outcome
    return {
        "title": view.word("reply.title", day=listed.day(view, listing.reply_date) or view.word("unit.unknown")),
        "paragraphs": tuple(filter(None, listing.reply_text.splitlines())),
        "outcome": view.word(f"reply.{outcome}") if outcome else view.word("reply.open"),
        "reason": listing.outcome_reason,
    }


def records(view: View, unit: Installation, product: Product) -> Mapping[str, object]:
    """Every judged record of an installation, the newest first."""
    columns = (
        column(view.word("fact.period"), is_short=True),
        column(view.word("fact.value"), is_number=True, unit=view.wording.unit(product.unit)),
        *(column(view.word(f"level_name.{side}"), is_number=True) for side in tier_words.SIDES),
        column(view.word("unit.edition")),
        column(view.word("unit.tier_column"), is_short=True),
        column(view.word("unit.assessed_by")),
        column(view.word("fact.source")),
    )
    found = reversed(view.release.lists.efficiency.get(unit.code, ()))
    current = listed.current(view, unit.code)
    accepted = [_accepted(view, current, current.retrofit, product)] if current and current.retrofit else []
    rows = (*accepted, *(_record(view, one, product) for one in found))
    return table(view.word("unit.records_caption"), columns, rows)


def _accepted(view: View, judgement: Judgement, mended: Retrofit, product: Product) -> Iterator[Cell]:
    """What was measured when a retrofit was accepted, held against the level of the record that it corrects."""
    edition = judgement.record.edition
    yield cell(view.word("unit.at_acceptance"), note=listed.day(view, mended.completed_on))
    yield cell(view.word("unit.unknown") if mended.value_after is None else view.wording.number(mended.value_after))
    for side in tier_words.SIDES:
        yield cell(tier_words.level_value(view, judgement.level, side))
    yield cell(listed.edition_name(view, edition) if edition else "")
    yield cell(view.word(f"tier.{judgement.tier}.name"), tier=judgement.tier.value)
    yield cell(mended.accepted_by, lang=view.chinese)
    yield _source(view, mended.provenance)


def _record(view: View, judgement: Judgement, product: Product) -> Iterator[Cell]:
    record, level = judgement.record, judgement.level
    yield cell(view.period(record.period))
    yield cell(tier_words.measured(view, record, product, with_unit=False))
    for side in tier_words.SIDES:
        yield cell(tier_words.level_value(view, level, side))
    yield cell(listed.edition_name(view, record.edition) if record.edition else "")
    yield cell(view.word(f"tier.{judgement.tier}.name"), tier=judgement.tier.value)
    yield cell(record.assessed_by, lang=view.chinese, note=listed.day(view, record.assessed_on))
    yield _source(view, record.provenance)


def _source(view: View, provenance: Provenance) -> Cell:
    source = listed.source(view, provenance)
    return cell(str(source["title"]), str(source["address"]), str(source["lang"]))


def retrofit(view: View, found: Retrofit, product: Product) -> Mapping[str, object]:
    """A retrofit with its deadline and its steps; what is to happen later is due, not done."""
    today, steps = day_of(view.release.as_of), view.release.lists.steps.get(found.code, ())
    state = state_of(found, steps, today)
    return {
        "title": view.text(found.title),
        "lang": view.lang(found.title),
        "state": state.value,
        "state_name": view.word(f"step.{state}"),
        "facts": tuple(_retrofit_facts(view, found, product, state is State.DONE)),
        "steps": tuple(_step(view, step, today) for step in steps),
        "source": listed.source(view, found.provenance),
    }


def _retrofit_facts(view: View, found: Retrofit, product: Product, is_done: bool) -> Iterator[Fact]:
    capacity = found.capacity
    after = found.value_after if is_done else None
    shown = {
        "goal": view.word(f"level_name.{found.goal}"),
        "retrofit_capacity": ""
        if capacity is None
        else view.wording.quantity(view.wording.number(capacity), product.capacity_unit),
        "ordered_on": listed.day(view, found.decided_on),
        "deadline": listed.day(view, found.deadline),
        "completed_on": listed.day(view, found.completed_on) if is_done else "",
        "accepted_by": found.accepted_by if is_done else "",
        "value_after": "" if after is None else tier_words.quantity(view, after, product),
        "entry_note": found.note,
    }
    chinese = {"accepted_by", "entry_note"}
    for key, text in shown.items():
        if text:
            yield {"label": view.word(f"unit.{key}"), "text": text, "lang": view.chinese if key in chinese else ""}


def _step(view: View, step: RetrofitStep, today: Day) -> Mapping[str, str]:
    found = state_of_step(step, today)
    when = step.done_on if found is State.DONE else step.due
    return {
        "state": found.value,
        "state_name": view.word(f"step.{found}"),
        "title": view.text(step.title),
        "lang": view.lang(step.title),
        "day": view.word(f"step.{found}_day", day=listed.day(view, when), due=listed.day(view, step.due)),
    }
