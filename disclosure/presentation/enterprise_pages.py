"""The page of one enterprise: its named installations with their tiers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.efficiency import Enterprise, Installation
from disclosure.model.siteplan import Entry
from disclosure.presentation import list_addresses, listed, tier_words
from disclosure.presentation.view import Cell, View, cell, column, table


def page(view: View, code: str) -> Entry:
    """One enterprise; only those of its installations that may be named."""
    enterprise, units = view.release.lists.enterprises[code], view.release.lists.owned.get(code, ())
    name = view.text(enterprise.name)
    sentence = view.word("enterprise.answer", name=name, count=len(units))
    facts = {
        "title": name,
        "description": sentence,
        "section": listed.SECTION,
        "trail": listed.trail(view, listed.here(name)),
    }
    return view.page(
        "pages/enterprise.html",
        partial(list_addresses.enterprise, code=code),
        facts,
        answer=sentence,
        tally=listed.tally(view, units),
        facts=tuple(_facts(view, enterprise)),
        units=_units(view, units),
        files=listed.files_of_units(view, units),
        source=listed.source(view, enterprise.provenance),
    )


def _units(view: View, units: Sequence[Installation]) -> Mapping[str, object]:
    heads = (
        column(view.word("enterprise.unit")),
        column(view.word("lists.column_place_region")),
        column(view.word("fact.region")),
        column(view.word("fact.value")),
        column(view.word("lists.column_distance")),
        column(view.word("unit.tier_column"), is_short=True),
        column(view.word("unit.entries")),
    )
    caption = view.word("enterprise.caption", count=len(units))
    return table(caption, heads, (_row(view, unit) for unit in units))


def _facts(view: View, enterprise: Enterprise) -> Iterator[Mapping[str, str]]:
    sector = view.release.sectors.get(enterprise.sector)
    shown = {
        "credit_code": enterprise.credit_code,
        "region": view.region(enterprise.region),
        "sector": view.text(sector.name) if sector else "",
        "note": enterprise.note,
    }
    for key, text in shown.items():
        if text:
            label = view.word("enterprise.sector" if key == "sector" else f"unit.{key}")
            yield {"label": label, "text": text, "lang": view.chinese if key == "note" else ""}


def _row(view: View, unit: Installation) -> Iterator[Cell]:
    product, judgement = listed.product_of(view, unit), listed.current(view, unit.code)
    tier = tier_words.tier_of(judgement)
    side = tier_words.deciding_side(judgement) if judgement else ""
    yield cell(view.text(unit.name), list_addresses.unit(view.language, unit.code), view.lang(unit.name))
    address = list_addresses.product(view.language, view.realm, product.code)
    yield cell(tier_words.product_name(view, product), address, view.lang(product.name))
    yield cell(view.region(unit.region))
    yield tier_words.figure_cell(view, judgement, product)
    yield cell(tier_words.distance(view, judgement, product, side, is_short=True) if judgement and side else "")
    yield cell(view.word(f"tier.{tier}.name"), tier=tier.value)
    yield cell(view.wording.list(dict.fromkeys(_entries(view, unit))))


def _entries(view: View, unit: Installation) -> Iterator[str]:
    """The lists that an installation stands on, and what was corrected."""
    for placing in view.release.lists.listed.get(unit.code, ()):
        name = view.word(f"list_name.{placing.listing.list}")
        is_corrected = placing in listed.on_list((placing,), listed.CORRECTED)
        yield view.word("enterprise.corrected", list=name) if is_corrected else name
