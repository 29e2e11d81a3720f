"""The release: committed records, and every light that follows from them by the published rules."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from disclosure.measures.assessing import assess
from disclosure.measures.cases import Case
from disclosure.measures.changes import derived_changes, is_comparable, issued_changes
from disclosure.measures.discrepancies import chain_differs, official_differs, vintages_differ
from disclosure.measures.inputs import Stock
from disclosure.measures.listing import Remains, derive_lists
from disclosure.model.days import FIRST, find_day
from disclosure.model.later import Later, grouped
from disclosure.model.periods import Period
from disclosure.model.records import OfficialAssessment, Region
from disclosure.model.release import Assessment, Barometer, Discrepancy, IssuedBarometer, Records, Release
from disclosure.model.rules import Rules, Scope
from disclosure.model.tables import Dataset

NOTHING = Remains()


def derive_release(
    records: Records, datasets: Sequence[Dataset], rules: Rules, as_of: str | None = None, remains: Remains = NOTHING
) -> Release:
    """Everything that one build publishes; `as_of` defaults to the latest publication date in the data. Records and
    datasets hold nothing that must stay unnamed; what may be said of that are the `remains`."""
    published = as_of or max((dataset.created for dataset in datasets), default="")
    register = {region.code: region for region in records.regions}
    stock = Stock.of(records.targets, records.observations)
    derived = _barometers(register, stock, rules)
    return Release(
        as_of=published,
        data_date=max((dataset.data_date for dataset in datasets), default=""),
        rules=rules,
        regions=register,
        sectors={sector.code: sector for sector in records.sectors},
        indicators={indicator.code: indicator for indicator in records.indicators},
        documents={document.code: document for document in records.documents},
        targets=records.targets,
        observations=records.observations,
        official=records.official,
        derived=derived,
        issued=tuple(chain.from_iterable(_issued(scope, register, records.official) for scope in rules.scopes)),
        discrepancies=_discrepancies(records, stock, derived, rules),
        datasets=tuple(datasets),
        texts={code: text for dataset in datasets for code, text in dataset.texts.items()},
        provisions=records.provisions,
        anomalies={anomaly.code: anomaly for anomaly in records.anomalies},
        lists=derive_lists(records, rules, find_day(published) or FIRST, remains),
        is_sample=any(dataset.is_sample for dataset in datasets),
    )


def _barometers(register: Mapping[str, Region], stock: Stock, rules: Rules) -> Mapping[str, tuple[Barometer, ...]]:
    """Our barometers by scope, derived when first asked for."""
    scopes = {scope.id: scope for scope in rules.scopes if scope.kind == "derived" and scope.periods}
    return Later(scopes, lambda id_: tuple(_derived(scopes[id_], register, stock, rules)))


def _discrepancies(
    records: Records, stock: Stock, derived: Mapping[str, Sequence[Barometer]], rules: Rules
) -> Mapping[str, tuple[Discrepancy, ...]]:
    """What contradicts itself about each region of the register."""
    register = {region.code: region for region in records.regions}
    plans = dict.fromkeys(scope.plan for scope in rules.scopes if scope.plan)
    observations = grouped((point.region, point) for point in records.observations)
    official = grouped((light.region, light) for light in records.official)

    def found(code: str) -> tuple[Discrepancy, ...]:
        points, grades = observations.get(code, ()), official.get(code, ())
        lights = lights_of(code, register, derived, rules) if grades else ()
        return (
            *chain_differs(points, stock, plans),
            *vintages_differ(points),
            *official_differs(lights, grades, rules.grades),
        )

    return Later(register, found)


def lights_of(
    code: str, register: Mapping[str, Region], derived: Mapping[str, Sequence[Barometer]], rules: Rules
) -> tuple[Assessment, ...]:
    """Every light of one region, scope by scope in the order of the rules, ascending by period."""
    scopes = (scope for scope in rules.scopes if scope.id in derived and belongs(scope, register[code]))
    issues = chain.from_iterable(derived[scope.id] for scope in scopes)
    return tuple(light for issue in issues for light in issue.assessments if light.region == code)


def belongs(scope: Scope, region: Region) -> bool:
    """Whether a region is a member of a scope: its parent where that is included, or a child of the wanted kind."""
    is_parent = scope.includes_parent and region.code == scope.parent
    return is_parent or (region.parent == scope.parent and region.kind in scope.region_kinds)


def members(scope: Scope, register: Mapping[str, Region]) -> tuple[str, ...]:
    """The regions of a scope in the register's order, the parent first where it belongs to it."""
    found = [code for code, region in register.items() if belongs(scope, region)]
    return tuple(sorted(found, key=lambda code: code != scope.parent))


def _derived(scope: Scope, register: Mapping[str, Region], stock: Stock, rules: Rules) -> Iterator[Barometer]:
    if scope.plan is None:
        return
    regions = members(scope, register)
    previous: Period | None = None
    before: tuple[Assessment, ...] = ()
    for period in scope.periods:
        lights = tuple(assess(case, stock) for case in _cases(scope, scope.plan, regions, rules, period))
        yield Barometer(scope, period, previous, lights, derived_changes(before, lights))
        previous, before = period, lights


def _cases(scope: Scope, plan: Period, regions: Sequence[str], rules: Rules, period: Period) -> Iterator[Case]:
    rule_set = rules.rule_sets[scope.rule_set]
    for region in regions:
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
