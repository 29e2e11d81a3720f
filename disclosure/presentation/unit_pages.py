"""The page of one installation: how it stands, how that follows, which lists say so, and what it does about it.

Printed, it is the notice of the installation on one sheet, with a code that leads back to where it can be checked."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.measures.tiers import usable
from disclosure.model.efficiency import Installation, Product, Retrofit, Tier
from disclosure.model.lists import Judgement, Placing, Standing
from disclosure.model.records import Provenance
from disclosure.model.siteplan import Entry
from disclosure.presentation import list_addresses, listed, position, tier_words, unit_records
from disclosure.presentation.view import View

Fact = Mapping[str, str]
JUDGED = frozenset({Tier.ADVANCED, Tier.BETWEEN, Tier.LAGGING})


def page(view: View, code: str) -> Entry:
    """The page of one installation."""
    unit = view.release.lists.installations[code]
    product, judgement = listed.product_of(view, unit), listed.current(view, code)
    distances = tier_words.distances(view, judgement, product)
    sentence = answer(view, unit, judgement, distances)
    chrome = {
        "title": listed.unit_name(view, unit),
        "description": sentence,
        "section": listed.SECTION,
        "trail": listed.trail(view, _product_step(view, product), listed.here(view.text(unit.name))),
    }
    return view.page(
        "pages/unit.html",
        partial(list_addresses.unit, code=code),
        chrome,
        answer=sentence,
        facts=tuple(_facts(view, unit, product)),
        enterprise=list_addresses.enterprise(view.language, unit.enterprise),
        check=_check(view, unit),
        **_judged(view, product, judgement, distances),
        **_listed(view, unit, product, judgement),
    )


def _judged(view: View, product: Product, judgement: Judgement | None, distances: Fact) -> Mapping[str, object]:
    """The tier with the figure, the bar and the arithmetic."""
    return {
        "tier": tier_words.judged(view, judgement),
        "lede": tuple(_lede(view, product, judgement, distances)),
        "bar": position.bar(view, judgement, product, distances) if judgement else {},
        "steps": tuple(steps(view, judgement, product)) if judgement else (),
        "judged_on": _judged_on(view, judgement),
        "assessment": tuple(_assessment(view, judgement, product)) if judgement else (),
    }


def _listed(view: View, unit: Installation, product: Product, judgement: Judgement | None) -> Mapping[str, object]:
    """Entries of lists, records, retrofits, and where all of it was taken from."""
    placings, retrofits = view.release.lists.listed.get(unit.code, ()), view.release.lists.retrofits.get(unit.code, ())
    return {
        "corrected": tuple(unit_records.corrected(view, placings)),
        "is_corrected": listed.is_corrected(view, unit.code),
        "is_lagging": any(placing.listing.list == "lagging" for placing in placings),
        "entries": tuple(unit_records.entry(view, placing) for placing in placings),
        "records": unit_records.records(view, unit, product),
        "retrofits": tuple(unit_records.retrofit(view, one, product) for one in retrofits),
        "sources": tuple(listed.source(view, one) for one in _provenances(unit, judgement, placings, retrofits)),
    }


def _check(view: View, unit: Installation) -> Mapping[str, object]:
    """How what a sheet of paper says can be checked, and where to object: a code with the page's address, in Chinese,
    whose text holds; where the site has no address of its own, with the entries and their documents."""
    site, procedures = view.release.rules.site, view.release.rules.lists.procedures
    placings = view.release.lists.listed.get(unit.code, ())
    followed = dict.fromkeys(placing.listing.procedure for placing in placings)
    entries = tuple(
        " ".join(filter(None, (one.listing.code, one.listing.document_number, _corrected_by(one)))) for one in placings
    )
    address = f"{site.base_url}/{list_addresses.unit('zh', unit.code)}" if site.base_url else ""
    return {
        "qr": address or "\n".join(entries),
        "says": view.word("unit.code_address" if address else "unit.code_entries"),
        "texts": (*entries, address or view.word("unit.place", site=view.text(site.title), code=unit.code)),
        "object": " ".join(filter(None, dict.fromkeys(listed.objections(view, procedures[name]) for name in followed))),
        "differs": view.word("unit.differs", contact=view.text(site.contact)),
        "guide": listed.guide(view),
        "day": view.word(
            "unit.printed_day", publisher=view.text(site.publisher), day=view.wording.date(view.release.as_of)
        ),
    }


def _corrected_by(placing: Placing) -> str:
    """The document that made an entry a corrected one; empty as long as it is none."""
    return placing.listing.corrected_document if placing.standing is Standing.CORRECTED else ""


def _product_step(view: View, product: Product) -> Fact:
    address = list_addresses.product(view.language, view.realm, product.code)
    return {"label": tier_words.product_name(view, product), "address": address}


def answer(view: View, unit: Installation, judgement: Judgement | None, distances: Fact) -> str:
    """How an installation stands, in one sentence: its tier in words, and the distance to the level that decides. Once
    corrected, it stands by what was measured when its retrofit was accepted; where that is not known it says so."""
    name = listed.unit_name(view, unit)
    if judgement is None:
        return view.word("unit.answer_none", name=name)
    if side := tier_words.deciding_side(judgement):
        key = "unit.answer_distance" if judgement.accepted is None else "unit.answer_accepted"
        return view.word(key, name=name, tier=_tier(view, judgement), distance=distances[side])
    before = listed.newest(view, unit.code) if listed.is_corrected(view, unit.code) else None
    if before is None:
        return view.word("unit.answer", name=name, tier=_tier(view, judgement))
    period = view.period(before.record.period)
    return view.word("unit.answer_corrected", name=name, tier=_tier(view, before), period=period)


def _tier(view: View, judgement: Judgement) -> str:
    return view.word(f"unit.tier.{tier_words.key_of_judgement(judgement)}")


def _lede(view: View, product: Product, judgement: Judgement | None, distances: Fact) -> Iterator[str]:
    """The figure, the levels, and the distance to the other level."""
    if judgement is None or judgement.tier is Tier.NOT_REPORTED:
        return
    facts = {"period": view.period(judgement.record.period), "quantity": view.text(product.quantity)}
    measured, after = tier_words.measured(view, judgement.record, product), judgement.accepted
    if after is None:
        yield view.word("unit.figure", **facts, value=measured)
    else:
        value = tier_words.quantity(view, after, product)
        yield view.word("unit.figure_accepted", **facts, value=value, before=measured)
    deciding = tier_words.deciding_side(judgement)
    for side, said in distances.items():
        if side != deciding:
            yield view.word("unit.other_level", distance=said)


def steps(view: View, judgement: Judgement, product: Product) -> Iterator[Fact]:
    """The arithmetic: the figure and a level, their difference, and what follows."""
    value, level = judgement.value, judgement.level
    if value is None or level is None:
        return
    number = view.wording.number
    for side, held in zip(tier_words.SIDES, usable(level), strict=True):
        worse = tier_words.worse_by(judgement, side)
        if held is not None and worse is not None:
            first, second = (value, held) if product.is_lower_better else (held, value)
            sign = ">" if worse > 0 else "=" if worse == 0 else "<"
            text = view.word("unit.step", first=number(first), second=_bracketed(number(second)), result=number(worse))
            verdict = view.word(f"unit.step_{side}_{'missed' if worse > 0 else 'met'}")
            yield {"name": view.word(f"unit.step_{side}"), "text": f"{text} {sign} 0", "verdict": verdict}


def _judged_on(view: View, judgement: Judgement | None) -> str:
    """Which period a figure is of, and why no later one is shown; empty where a figure accepted since counts."""
    if judgement is None or judgement.accepted is not None:
        return ""
    return view.word("unit.judged_on", period=view.period(judgement.record.period))


def _bracketed(number: str) -> str:
    """A negative number in brackets, as it stands after a minus."""
    return number if number[0].isdigit() else f"({number})"


def _facts(view: View, unit: Installation, product: Product) -> Iterator[Fact]:
    """What is registered of an installation; what is not known says so."""
    enterprise = view.release.lists.enterprises.get(unit.enterprise)
    capacity = unit.capacity
    shown = {
        "code": unit.code,
        "credit_code": enterprise.credit_code if enterprise else "",
        "region": view.region(unit.region),
        "product": tier_words.product_name(view, product),
        "capacity": ""
        if capacity is None
        else view.wording.quantity(view.wording.number(capacity), product.capacity_unit),
        "commissioned": listed.moment(view, unit.commissioned),
        "status": view.word(f"unit.status_{unit.status}"),
    }
    for key, text in shown.items():
        known: dict[str, str] = {
            "label": view.word(f"unit.{key}"),
            "text": text or view.word("unit.unknown"),
            "lang": "",
        }
        yield known if text else {**known, "is_unknown": "yes"}


def _assessment(view: View, judgement: Judgement, product: Product) -> Iterator[Fact]:
    """The figure on record, who established it, when, on which ground, and what it is held against."""
    record = judgement.record
    measured = tier_words.measured(view, record, product)
    shown = {
        "accepted": _accepted(view, judgement, product),
        "assessed": view.word("unit.assessed_figure", value=measured, period=view.period(record.period)),
        "assessed_by": record.assessed_by,
        "assessed_on": listed.day(view, record.assessed_on),
        "origin": view.word(f"origin.{record.origin}"),
        "legal_basis": record.legal_basis,
        "consent": record.consent,
        "edition": listed.edition_name(view, record.edition) if record.edition else "",
        "note": record.note,
    }
    chinese = {"assessed_by", "legal_basis", "consent", "note"}
    for key, text in shown.items():
        if text:
            yield {"label": view.word(f"unit.{key}"), "text": text, "lang": view.chinese if key in chinese else ""}


def _accepted(view: View, judgement: Judgement, product: Product) -> str:
    """The figure that counts instead of the one on record, with who accepted it and when; empty where none does."""
    retrofit = judgement.retrofit
    if retrofit is None or retrofit.value_after is None:
        return ""
    value, day = tier_words.quantity(view, retrofit.value_after, product), listed.day(view, retrofit.completed_on)
    return view.word("unit.accepted_figure", value=value, day=day, body=retrofit.accepted_by)


def _provenances(
    unit: Installation, judgement: Judgement | None, placings: Sequence[Placing], retrofits: Sequence[Retrofit]
) -> Iterator[Provenance]:  # fmt: skip
    """Where the figure, the levels, the entries, the retrofits and the installation were taken from, once each."""
    found = [placing.listing.provenance for placing in placings]
    if judgement is not None:
        found = [judgement.record.provenance, *([judgement.level.provenance] if judgement.level else []), *found]
    yield from dict.fromkeys([*found, *(one.provenance for one in retrofits), unit.provenance])
