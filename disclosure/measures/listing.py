"""What a release publishes about levels and installations, from records that may all be named."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.measures.procedure import standing_of
from disclosure.measures.tiers import judge
from disclosure.model.days import Day
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
    """Everything about levels and installations that stands on a day."""
    judged = _judged(records)
    efficiency = grouped((found.record.installation, found) for found in judged)
    placings = tuple(_placings(records, rules, day, judged))
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
        steps=grouped((step.retrofit, step) for step in sorted(records.steps, key=lambda step: step.number)),
        aggregates=records.aggregates,
        tombstones=remains.tombstones,
        open=remains.open,
    )


def _judged(records: Records) -> tuple[Judgement, ...]:
    """Every record with its tier, the earliest of an installation first."""
    products = {product.code: product for product in records.products}
    levels = {(level.product, level.edition): level for level in records.levels}
    installed = {found.code: products[found.product] for found in records.installations}
    found = (
        judge(record, product, levels.get((product.code, record.edition)))
        for record in records.efficiency
        if (product := installed.get(record.installation))
    )
    return tuple(sorted(found, key=lambda judged: judged.record.period))


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
