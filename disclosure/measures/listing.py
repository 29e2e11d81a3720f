"""What a release publishes about levels and installations, from records that may all be named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from disclosure.measures.procedure import correction_of, standing_of
from disclosure.measures.tiers import judge, judge_corrected
from disclosure.model.days import FIRST, Day
from disclosure.model.efficiency import Product, Retrofit, Tier
from disclosure.model.later import grouped
from disclosure.model.lists import Correction, Judgement, Lists, Open, Placing, Standing, Tombstone
from disclosure.model.release import Records
from disclosure.model.rules import Rules


@dataclass(frozen=True, slots=True)
class Remains:
    """What may be said of entries that may not be named, and what they leave behind."""

    tombstones: tuple[Tombstone, ...] = ()
    open: tuple[Open, ...] = ()
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    """Of installations, by entries that stand or are over: none of it is told, only how a named installation counts."""


def derive_lists(records: Records, rules: Rules, day: Day, remains: Remains) -> Lists:
    """Everything about levels and installations that stands on a day, in an order that rows have no part in."""
    records = _ordered(records)
    judged = _judged(records)
    efficiency = grouped((found.record.installation, found) for found in judged)
    placings = tuple(sorted(_placings(records, rules, day, judged), key=_decided))
    return Lists(
        products={product.code: product for product in records.products},
        levels={(level.product, level.edition): level for level in records.levels},
        grades=records.grades,
        enterprises={enterprise.code: enterprise for enterprise in records.enterprises},
        installations={installation.code: installation for installation in records.installations},
        efficiency=efficiency,
        current=_current(records, judged, placings, remains.corrections),
        placings=placings,
        listed=grouped((placing.listing.installation, placing) for placing in placings),
        owned=grouped((found.enterprise, found) for found in records.installations),
        made=grouped((found.product, found) for found in records.installations),
        retrofits=grouped((retrofit.installation, retrofit) for retrofit in records.retrofits),
        steps=grouped((step.retrofit, step) for step in records.steps),
        aggregates=records.aggregates,
        tombstones=remains.tombstones,
        open=remains.open,
    )


def _ordered(records: Records) -> Records:
    """Records of installations by their own codes and days, however their rows stand. Products, levels and grades keep
    the order of their register, which is that of the document."""
    return replace(
        records,
        enterprises=tuple(sorted(records.enterprises, key=lambda found: found.code)),
        installations=tuple(sorted(records.installations, key=lambda found: found.code)),
        efficiency=tuple(sorted(records.efficiency, key=lambda found: (found.period, found.installation))),
        retrofits=tuple(sorted(records.retrofits, key=lambda found: (found.decided_on, found.code))),
        steps=tuple(sorted(records.steps, key=lambda found: (found.retrofit, found.number))),
        aggregates=tuple(
            sorted(records.aggregates, key=lambda found: (found.product, found.region, found.period, found.quantity))
        ),
    )


def _decided(placing: Placing) -> tuple[Day, str]:
    """The order of entries: by the day of their decision, then by their code."""
    return placing.listing.decided_on or FIRST, placing.listing.code


def _products(records: Records) -> Mapping[str, Product]:
    """The product of each installation."""
    products = {product.code: product for product in records.products}
    return {found.code: products[found.product] for found in records.installations}


def _judged(records: Records) -> tuple[Judgement, ...]:
    """Every record with its tier, in the order of the records: the earliest first."""
    levels = {(level.product, level.edition): level for level in records.levels}
    installed = _products(records)
    found = (
        judge(record, product, levels.get((product.code, record.edition)))
        for record in records.efficiency
        if (product := installed.get(record.installation))
    )
    return tuple(found)


def _placings(records: Records, rules: Rules, day: Day, judged: tuple[Judgement, ...]) -> Iterator[Placing]:
    by_point = {(found.record.installation, found.record.period): found for found in judged}
    products, retrofits = _products(records), grouped((found.installation, found) for found in records.retrofits)
    for listing in records.listings:
        procedure = rules.lists.procedures.get(listing.procedure)
        if procedure is None:
            continue
        standing = standing_of(listing, procedure, day)
        current = judgement = by_point.get((listing.installation, listing.period))
        correction = correction_of(listing, procedure, day)
        if judgement is not None and correction:
            found = retrofits.get(listing.installation, ())
            current = _corrected(judgement, products[listing.installation], correction, found)
        if standing.is_public:
            yield Placing(listing, standing, procedure.window_end(listing.notice_date), judgement, current)


def _corrected(
    judgement: Judgement, product: Product, correction: Correction, retrofits: Sequence[Retrofit]
) -> Judgement:
    """How an installation counts once it was corrected: by its retrofit, never as lagging. Where the retrofit that the
    correction rests on may not be told, and no other one that may reached its goal, it is in no tier."""
    found = judge_corrected(judgement, product, retrofit_for(correction, retrofits))
    return judge_corrected(judgement, product, None) if found.tier is Tier.LAGGING else found


def retrofit_for(correction: Correction, retrofits: Sequence[Retrofit]) -> Retrofit | None:
    """The retrofit that a correction rests on: of those completed after the entry's period and by the day of the
    correction the last one of which the figure is known. What was completed before is in the figure already."""
    found = [
        (one.completed_on, one.code, one)
        for one in retrofits
        if one.completed_on
        and one.value_after is not None
        and correction.period.is_before(one.completed_on)
        and one.completed_on <= correction.on
    ]
    return max(found)[2] if found else None


def _current(
    records: Records,
    judged: tuple[Judgement, ...],
    placings: tuple[Placing, ...],
    corrections: Mapping[str, tuple[Correction, ...]],
) -> Mapping[str, Judgement]:
    """How each installation counts: its newest record as the entries for that period say, or as a later correction does
    by an entry for that or a later period, which may be over by now. It counts only where the retrofit that it rests on
    may be told: nobody would see why else."""
    products, retrofits = _products(records), grouped((found.installation, found) for found in records.retrofits)
    standing = grouped(((placing.listing.installation, placing.listing.period), placing) for placing in placings)
    current = {}
    for code, newest in {found.record.installation: found for found in judged}.items():
        own = standing.get((code, newest.record.period), ())
        current[code] = _by_entries(newest, own)
        last = _last_correction(newest, own, corrections.get(code, ()))
        told = retrofit_for(last, retrofits.get(code, ())) if last else None
        if told and (found := judge_corrected(newest, products[code], told)).tier is not Tier.LAGGING:
            current[code] = found
    return current


def _by_entries(newest: Judgement, placings: Sequence[Placing]) -> Judgement:
    """The newest record as its corrected entry says, else as it is."""
    corrected = [one.current for one in placings if one.standing is Standing.CORRECTED and one.current]
    return corrected[-1] if corrected else newest


def _last_correction(
    newest: Judgement, placings: Sequence[Placing], corrections: Sequence[Correction]
) -> Correction | None:
    """The last correction that speaks of the newest record and that no entry for its period came after: a retrofit that
    changed what was found for a period changed what was found for an earlier one, not what is found for a later one."""
    end = newest.record.period.end_month
    since = max((_spoke_on(placing) for placing in placings), default=FIRST)
    found = [one for one in corrections if one.period.end_month >= end and one.on > since]
    return max(found, key=lambda one: (one.on, one.period), default=None)


def _spoke_on(placing: Placing) -> Day:
    """The day on which an entry said last what it says: that of its correction, else of its decision."""
    said = placing.listing.corrected_on if placing.standing is Standing.CORRECTED else placing.listing.decided_on
    return said or FIRST
