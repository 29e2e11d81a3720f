"""How far retrofits have come, by product and region, held against the duty, with small bars."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain

from disclosure.measures.retrofitting import Progress, Yearly, verdict_of, verdict_of_year
from disclosure.model.days import FIRST, Day, find_day
from disclosure.model.list_rules import Duty
from disclosure.model.siteplan import Entry
from disclosure.presentation import downloads, list_addresses, listed, retrofit_data, retrofit_projects, tier_words
from disclosure.presentation.position import percent
from disclosure.presentation.view import Cell, View, cell, column, table

ROOM = Decimal(96)
"""Percent of a cell's width that the longest bar may take."""


def page(view: View) -> Entry:
    """The progress of retrofits; where none may be named, or no duty is laid down, it says so."""
    duty = view.release.rules.lists.duty
    found = retrofit_data.found(view.release)
    whole = [one for one in found if not one.region]
    sentence = answer(view, duty, whole)
    facts = {
        "title": view.word("retrofits.title"),
        "description": sentence,
        "section": listed.SECTION,
        "trail": listed.trail(view, listed.here(view.word("retrofits.title"))),
    }
    return view.page(
        "pages/retrofits.html",
        partial(list_addresses.retrofits, realm=view.realm),
        facts,
        answer=sentence,
        duty=_duty(view, duty) if duty else {},
        products=tuple(_product(view, duty, one, found) for one in whole) if duty else (),
        guide=listed.guide(view),
        files=_files(view) if found else (),
    )


def _files(view: View) -> tuple[Mapping[str, str], ...]:
    """Shares with their arithmetic as a table, then the committed rows that they rest on."""
    name = list_addresses.efficiency_dataset(view.realm)
    made = (downloads.of_table(view, name, key, view.word(f"retrofits.{key}")) for key in retrofit_data.COLUMNS)
    raw = (
        downloads.committed(view, (one.provenance for one in rows), view.word(f"retrofits.{key}"))
        for key, rows in retrofit_projects.committed(view).items()
    )
    return tuple(chain.from_iterable((*made, *raw)))


def _today(view: View) -> Day:
    return find_day(view.release.as_of) or FIRST


def answer(view: View, duty: Duty | None, whole: Sequence[Progress]) -> str:
    """How many products are retrofitted, and, of those for which a verdict follows, how many reached the final share;
    before its year is over, and where none follows, that it does not."""
    if duty is None or not whole:
        return view.word("retrofits.answer_none")
    facts = {"count": len(whole), "final": view.wording.percent(duty.final_share, places=0), "year": duty.final_year}
    judged = [one.is_met for one in whole if one.is_met is not None]
    if any(one.is_running for one in whole):
        return view.word("retrofits.answer_running", **facts)
    if not judged:
        return view.word("retrofits.answer_unjudged", **facts)
    key = "retrofits.answer" if any(judged) else "retrofits.answer_zero"
    return view.word(key, **facts, judged=len(judged), met=sum(judged))


def _duty(view: View, duty: Duty) -> Mapping[str, object]:
    return {
        "text": view.word(
            "retrofits.duty",
            yearly=view.wording.percent(duty.yearly_share, places=0),
            final=view.wording.percent(duty.final_share, places=0),
            year=duty.final_year,
            years=duty.longest_years,
        ),
        "reading": view.word(
            "retrofits.reading",
            yearly=view.wording.percent(duty.yearly_share, places=0),
            final=view.wording.percent(duty.final_share, places=0),
            year=duty.final_year,
        ),
        "quote": duty.quote,
        "document": view.document_title(duty.document),
        "anchor": duty.anchor,
    }


def _product(view: View, duty: Duty, whole: Progress, found: Sequence[Progress]) -> Mapping[str, object]:
    product = view.release.lists.products[whole.product]
    unit = view.wording.unit(product.capacity_unit) if product.capacity_unit else ""
    regions = [one for one in found if one.product == whole.product and one.region]
    return {
        "id": product.code,
        "name": tier_words.product_name(view, product),
        "address": list_addresses.product(view.language, view.realm, product.code),
        "sentence": _sentence(view, duty, whole),
        "basis": _basis(view, whole),
        "caption": view.word("retrofits.years_caption", product=tier_words.product_name(view, product), unit=unit),
        "share": view.word("retrofits.share_named" if whole.industry.aggregate is None else "retrofits.share_industry"),
        "against": view.word("retrofits.verdict" if whole.industry.aggregate is None else "retrofits.against"),
        "years": tuple(_year(view, duty, one, whole) for one in whole.years),
        "regions": _regions(view, whole, regions, unit),
        "projects": retrofit_projects.projects(view, (*whole.counted, *whole.others), _today(view)),
        "others": view.word("retrofits.others", count=len(whole.others)) if whole.others else "",
    }


def _amount(view: View, whole: Progress, value: Decimal) -> str:
    product = view.release.lists.products[whole.product]
    return view.wording.quantity(view.wording.number(value), product.capacity_unit)


def _sentence(view: View, duty: Duty, whole: Progress) -> str:
    """What was ordered and what is finished, and, where that follows, whether it is what the duty asks for."""
    return view.word(
        f"retrofits.sentence_{verdict_of(whole)}",
        ordered=_amount(view, whole, whole.ordered),
        done=_amount(view, whole, whole.done),
        ordered_share=_share(view, whole.ordered_share, duty.final_share),
        done_share=_share(view, whole.done_share, duty.final_share),
        in_time_share=_share(view, whole.in_time_share, duty.final_share),
        final=view.wording.percent(duty.final_share, places=0),
        year=duty.final_year,
    )


def _share(view: View, share: Decimal | None, *wanted: Decimal) -> str:
    """A share in percent, never rounded across what is wanted; nothing at all is plainly zero; a sign for none."""
    if share is None:
        return view.word("figure.nothing")
    return view.wording.percent(share, *wanted, places=1 if share else 0)


def _basis(view: View, one: Progress) -> str:
    """What the industry's capacity rests on."""
    industry = one.industry
    if industry.aggregate is not None:
        return view.word(
            "retrofits.basis_published",
            capacity=_amount(view, one, industry.aggregate.value),
            period=view.period(industry.aggregate.period),
            units=industry.aggregate.units,
            named=len(industry.installations),
        )
    if industry.capacity is None:
        return view.word("retrofits.basis_unknown")
    units = len(industry.installations)
    return view.word("retrofits.basis_named", capacity=_amount(view, one, industry.capacity), units=units)


def _year(view: View, duty: Duty, year: Yearly, whole: Progress) -> Mapping[str, object]:
    """A year with its bar beside the duty, where a published capacity allows to compare them."""
    shares = [one.ordered_share for one in whole.years if one.ordered_share is not None]
    longest, is_held = max([*shares, duty.yearly_share]), whole.industry.aggregate is not None
    is_due = is_held and duty.first_year <= year.year <= duty.final_year
    name = view.wording.word("period.year", year=year.year)
    return {
        "year": view.word("retrofits.year_so_far", year=name) if year.is_running else name,
        "ordered": view.wording.number(year.ordered),
        "share": _share(view, year.ordered_share, duty.yearly_share),
        "bar": percent((year.ordered_share or Decimal(0)) / longest * ROOM) if is_held else "",
        "due": percent(duty.yearly_share / longest * ROOM) if is_due else "",
        "verdict": view.word(f"retrofits.year_{verdict_of_year(duty, year, whole)}"),
        "done": view.wording.number(year.done),
    }


def _regions(view: View, whole: Progress, regions: Sequence[Progress], unit: str) -> Mapping[str, object] | None:
    heads = (
        column(view.word("fact.region")),
        column(view.word("retrofits.industry"), is_number=True, unit=unit),
        column(view.word("retrofits.ordered"), is_number=True, unit=unit),
        column(view.word("retrofits.share_sum"), is_number=True),
        column(view.word("retrofits.done"), is_number=True, unit=unit),
        column(view.word("retrofits.done_share"), is_number=True),
        column(view.word("retrofits.basis")),
    )
    name = tier_words.product_name(view, view.release.lists.products[whole.product])
    caption = view.word("retrofits.regions_caption", product=name)
    rows = [_region(view, one) for one in regions]
    return table(caption, heads, (*rows, _together(view, whole))) if rows else None


def _together(view: View, whole: Progress) -> Iterator[Cell]:
    """What was ordered and finished everywhere, each retrofit once, though a region may lie in another; no capacity and
    no share, as these regions are not all."""
    yield cell(view.word("retrofits.together"))
    yield cell(view.word("figure.nothing"))
    yield cell(view.wording.number(whole.ordered))
    yield cell(view.word("figure.nothing"))
    yield cell(view.wording.number(whole.done))
    yield cell(view.word("figure.nothing"))
    yield cell("")


def _region(view: View, one: Progress) -> Iterator[Cell]:
    number, capacity = view.wording.number, one.industry.capacity
    yield listed.region_link(view, one.region)
    yield cell(view.word("figure.nothing") if capacity is None else number(capacity))
    yield cell(number(one.ordered))
    yield cell(_share(view, one.ordered_share))
    yield cell(number(one.done))
    yield cell(_share(view, one.done_share))
    published = one.industry.aggregate is not None
    key = "unknown" if capacity is None else "published" if published else "named"
    yield cell(view.word(f"retrofits.short_{key}"))
