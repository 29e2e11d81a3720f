"""The release: committed records, and every light that follows from them by the published rules."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from disclosure.measures.assessing import assess
from disclosure.measures.cases import Case
from disclosure.measures.changes import derived_changes, is_comparable, issued_changes
from disclosure.measures.discrepancies import chain_differs, official_differs, vintages_differ
from disclosure.measures.inputs import Stock
from disclosure.model.periods import Period
from disclosure.model.records import OfficialAssessment, Region
from disclosure.model.release import Assessment, Barometer, Discrepancy, IssuedBarometer, Records, Release
from disclosure.model.rules import Rules, Scope
from disclosure.model.tables import Dataset


def derive_release(records: Records, datasets: Sequence[Dataset], rules: Rules, as_of: str | None = None) -> Release:
    """Everything that one build publishes; `as_of` defaults to the latest publication date in the data."""
    stock = Stock.of(records.targets, records.observations)
    register = {region.code: region for region in records.regions}
    barometers = tuple(chain.from_iterable(_derived(scope, register, stock, rules) for scope in rules.scopes))
    issued = tuple(chain.from_iterable(_issued(scope, register, records.official) for scope in rules.scopes))
    return Release(
        as_of=as_of or max((dataset.created for dataset in datasets), default=""),
        data_date=max((dataset.data_date for dataset in datasets), default=""),
        rules=rules,
        regions=register,
        sectors={sector.code: sector for sector in records.sectors},
        indicators={indicator.code: indicator for indicator in records.indicators},
        documents={document.code: document for document in records.documents},
        targets=records.targets,
        observations=records.observations,
        official=records.official,
        barometers=barometers,
        issued=issued,
        discrepancies=tuple(_discrepancies(records, stock, barometers, rules)),
        datasets=tuple(datasets),
    )


def _discrepancies(
    records: Records, stock: Stock, barometers: Sequence[Barometer], rules: Rules
) -> Iterator[Discrepancy]:
    plans = {scope.plan.code: scope.plan for scope in rules.scopes if scope.plan}
    yield from chain_differs(records.observations, stock, plans.values())
    yield from vintages_differ(records.observations)
    yield from official_differs(barometers, records.official, rules.met_grades)


def members(scope: Scope, register: Mapping[str, Region]) -> tuple[str, ...]:
    """The regions of a scope in the register's order, the parent first where it belongs to it."""
    children = (
        code for code, region in register.items() if region.parent == scope.parent and region.kind in scope.region_kinds
    )
    return (*((scope.parent,) if scope.includes_parent else ()), *children)


def _derived(scope: Scope, register: Mapping[str, Region], stock: Stock, rules: Rules) -> Iterator[Barometer]:
    if scope.kind != "derived" or scope.plan is None:
        return
    previous: Period | None = None
    before: tuple[Assessment, ...] = ()
    for period in scope.periods:
        lights = tuple(assess(case, stock) for case in _cases(scope, scope.plan, register, rules, period))
        yield Barometer(scope, period, previous, lights, derived_changes(before, lights))
        previous, before = period, lights


def _cases(scope: Scope, plan: Period, register: Mapping[str, Region], rules: Rules, period: Period) -> Iterator[Case]:
    rule_set = rules.rule_sets[scope.rule_set]
    for region in members(scope, register):
        for name in scope.dimensions:
            dimension = rules.dimensions[name]
            exempting = rules.dimensions.get(dimension.exempt_when_incentive_met)
            for yardstick in rule_set.yardsticks:
                indicator = exempting.indicator if exempting else ""
                yield Case(scope, plan, region, dimension, yardstick, period, rule_set, indicator)


def _issued(
    scope: Scope, register: Mapping[str, Region], official: Sequence[OfficialAssessment]
) -> Iterator[IssuedBarometer]:
    if scope.kind != "issued":
        return
    order = {code: place for place, code in enumerate(register)}
    by_period: dict[Period, list[OfficialAssessment]] = {}
    for light in official:
        if light.scheme == scope.scheme:
            by_period.setdefault(light.period, []).append(light)
    earlier: list[tuple[Period, tuple[OfficialAssessment, ...]]] = []
    for period in sorted(by_period):
        lights = tuple(sorted(by_period[period], key=lambda light: order.get(light.region, len(order))))
        before = next((issue for issue in reversed(earlier) if is_comparable(issue[1], lights)), None)
        changes = issued_changes(before[1], lights) if before else ()
        yield IssuedBarometer(scope, period, before[0] if before else None, lights, changes)
        earlier.append((period, lights))
