"""The notice of one installation on one sheet of paper: its tier, its entry, and where both can be checked."""

from collections.abc import Iterator, Mapping
from functools import partial

from disclosure.model.days import FIRST
from disclosure.model.efficiency import Installation, Product
from disclosure.model.lists import Judgement, Placing, Standing
from disclosure.model.siteplan import Entry
from disclosure.presentation import list_addresses, listed, tier_words, unit_pages
from disclosure.presentation.view import View

Fact = Mapping[str, str]


def page(view: View, code: str) -> Entry:
    """The notice of the newest entry of an installation."""
    unit = view.release.lists.installations[code]
    placing = newest(view.release.lists.listed[code])
    sentence = unit_pages.answer(
        view, unit, listed.product_of(view, unit), placing.judgement, placing.standing is Standing.CORRECTED
    )
    own = {"label": view.text(unit.name), "address": list_addresses.unit(view.language, code)}
    chrome = {
        "title": view.word("notice.title", name=listed.unit_name(view, unit)),
        "description": sentence,
        "section": listed.SECTION,
        "trail": listed.trail(view, own, listed.here(view.word("notice.short"))),
    }
    return view.page(
        "pages/notice.html",
        partial(list_addresses.notice, code=code),
        chrome,
        answer=sentence,
        publisher=view.text(view.release.rules.site.publisher),
        contact=view.text(view.release.rules.site.contact),
        day=view.word("notice.day", day=view.wording.date(view.release.as_of)),
        **_content(view, unit, placing),
    )


def _content(view: View, unit: Installation, placing: Placing) -> Mapping[str, object]:
    """What the sheet says of the installation and of its entry, and the code that leads to both."""
    return {
        "tier": tier_words.judged(view, placing.judgement),
        "is_corrected": placing.standing is Standing.CORRECTED,
        "list": view.word(f"list_name.{placing.listing.list}"),
        "is_lagging": placing.listing.list == "lagging",
        "facts": tuple(_facts(view, unit, listed.product_of(view, unit), placing.judgement)),
        "entry": tuple(_entry(view, placing)),
        "qr": text_of(view, placing, unit.code),
        "qr_text": _places(view, placing, unit.code),
    }


def newest(placings: tuple[Placing, ...]) -> Placing:
    """The entry that was decided last; of those of one day the one for the later period."""
    return max(placings, key=lambda one: (one.listing.decided_on or FIRST, one.listing.period, one.listing.code))


def text_of(view: View, placing: Placing, code: str) -> str:
    """What the code holds: the address of the installation's page; where the site has none of its own, the entry."""
    address, base = list_addresses.unit(view.language, code), view.release.rules.site.base_url
    return f"{base}/{address}" if base else "\n".join(_places(view, placing, code))


def _places(view: View, placing: Placing, code: str) -> tuple[str, ...]:
    """By what the entry can be found: its code, its document number, the address of the page."""
    address, base = list_addresses.unit(view.language, code), view.release.rules.site.base_url
    found = (placing.listing.code, placing.listing.document_number, f"{base}/{address}" if base else address)
    return tuple(filter(None, found))


def _facts(view: View, unit: Installation, product: Product, judgement: Judgement | None) -> Iterator[Fact]:
    enterprise = view.release.lists.enterprises.get(unit.enterprise)
    shown = {
        "unit.enterprise": listed.enterprise_name(view, unit.enterprise),
        "unit.credit_code": enterprise.credit_code if enterprise else "",
        "enterprise.unit": view.text(unit.name),
        "unit.region": view.region(unit.region),
        "unit.product": tier_words.product_name(view, product),
        **(dict(_figures(view, product, judgement)) if judgement else {}),
    }
    yield from (_fact(view.word(key), text) for key, text in shown.items() if text)


def _figures(view: View, product: Product, judgement: Judgement) -> Iterator[tuple[str, str]]:
    """The figure with its period, and both levels with their edition and the distance."""
    record = judgement.record
    value = tier_words.measured(view, record, product)
    quantity = view.text(product.quantity)
    yield "fact.value", view.word("notice.figure", period=view.period(record.period), quantity=quantity, value=value)
    for side in tier_words.SIDES if judgement.level else ():
        is_number = judgement.level is not None and tier_words.held(judgement.level, side)[0] is not None
        shown = tier_words.level_value(view, judgement.level, side)
        shown = view.wording.quantity(shown, product.unit) if is_number else shown
        distance = tier_words.distance(view, judgement, product, side)
        if distance:
            shown = view.word("notice.level", value=shown, distance=distance)
        yield f"level_name.{side}", shown
    if record.edition:
        yield "unit.edition", listed.edition_name(view, record.edition)
    yield "unit.assessed_by", record.assessed_by
    yield "unit.legal_basis", record.legal_basis


def _entry(view: View, placing: Placing) -> Iterator[Fact]:
    listing = placing.listing
    replied = listing.reply == "received"
    shown = {
        "lists.code": listing.code,
        "unit.document_number": listing.document_number,
        "unit.decided_by": listing.decided_by,
        "unit.decided_on": listed.day(view, listing.decided_on),
        "unit.valid_to": listed.day(view, listing.valid_to),
        "unit.corrected_on": listed.day(view, listing.corrected_on) if placing.standing is Standing.CORRECTED else "",
        "notice.window": view.word(
            "notice.window_days",
            first=listed.day(view, listing.notice_date),
            last=listed.day(view, placing.window_end),
        ),
        "notice.reply": view.word(f"notice.reply_{listing.reply_outcome or 'open'}" if replied else "reply.none"),
    }
    yield from (_fact(view.word(key), text) for key, text in shown.items() if text)


def _fact(label: str, text: str) -> Fact:
    return {"label": label, "text": text, "lang": ""}
