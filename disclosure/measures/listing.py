"""What a release publishes about levels and installations, from records that may all be named."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure.measures.procedure import standing_of
from disclosure.measures.tiers import judge
from disclosure.model.days import FIRST, Day
from disclosure.model.later import grouped
from disclosure.model.lists import Judgement, Lists, Open, Placing, Tombstone
from disclosure.model.release import Records
from disclosure.model.rules import Rules


@dataclass(frozen=True, slots=True)
class Remains:
    """What may be said of entries that may not be named."""

    tombstones: tuple[Tombstone, ...] = ()
    open: tuple[Open, ...] = ()


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


def _judged(records: Records) -> tuple[Judgement, ...]:
    """Every record with its tier, in the order of the records: the earliest first."""
    products = {product.code: product for product in records.products}
    levels = {(level.product, level.edition): level for level in records.levels}
    installed = {found.code: products[found.product] for found in records.installations}
    found = (
        judge(record, product, levels.get((product.code, record.edition)))
        for record in records.efficiency
        if (product := installed.get(record.installation))
    )
    return tuple(found)


def _placings(records: Records, rules: Rules, day: Day, judged: tuple[Judgement, ...]) -> Iterator[Placing]:
    by_point = {(found.record.installation, found.record.period): found for found in judged}
    for listing in records.listings:
        procedure = rules.lists.procedures.get(listing.procedure)
        if procedure is None:
            continue
        standing = standing_of(listing, procedure, day)
        if standing.is_public:
            end = procedure.window_end(listing.notice_date)
            yield Placing(listing, standing, end, by_point.get((listing.installation, listing.period)))
