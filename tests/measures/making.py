"""Plain records for tests of the arithmetic: one region, one plan, whatever figures a test names."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from disclosure.measures.assessing import assess
from disclosure.measures.cases import Case
from disclosure.measures.inputs import Stock
from disclosure.model.levels import RuleSet, Yardstick
from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation, Processing, Provenance, Target, ValueStatus
from disclosure.model.release import Assessment
from disclosure.model.rules import Dimension, Rules, Scope
from disclosure.model.text import Text

PLAN = Period.parse("2021-2025")
REGION = "150102"
SOURCE = Provenance("document", "anchor", "quote", (), "package", "table", 2)
INTENSITY = Dimension("intensity", Text("能耗强度"), "energy_intensity")
TOTAL = Dimension("total", Text("能源消费总量"), "energy_consumption", "intensity")
INDICATORS = {dimension.id: dimension.indicator for dimension in (INTENSITY, TOTAL)}
PERCENT = frozenset({Measure.YEARLY_CHANGE, Measure.CUMULATIVE_CHANGE, Measure.AVERAGE_CHANGE})


def target(
    value: str | Decimal | None, measure: Measure = Measure.CUMULATIVE_CHANGE, period: str = "2021-2025",
    kind: str = "basic", dimension: str = "intensity", printed: str | None = None,
) -> Target:  # fmt: skip
    """A target in force; without a value it is in words."""
    number = None if value is None else Decimal(value)
    return Target(
        region=REGION, sector="all", indicator=INDICATORS[dimension], measure=measure, period=Period.parse(period),
        kind=kind, value=number, value_status=ValueStatus.NUMBER if number is not None else ValueStatus.IN_WORDS,
        as_printed=str(value) if printed is None else printed,
        unit="percent" if measure in PERCENT else "10k_tce", nature="binding", status="in_force",
        processing=Processing.NONE, responsible=(), bound="", note="", anomaly=(), provenance=SOURCE,
    )  # fmt: skip


def observation(
    value: str | Decimal, period: str, measure: Measure = Measure.YEARLY_CHANGE, dimension: str = "intensity"
) -> Observation:
    """A published figure."""
    return Observation(
        region=REGION, sector="all", indicator=INDICATORS[dimension], measure=measure, period=Period.parse(period),
        vintage=1, value=Decimal(value), value_status=ValueStatus.NUMBER, as_printed=str(value),
        unit="percent" if measure in PERCENT else "10k_tce", status="final", processing=Processing.NONE, note="",
        anomaly=(), provenance=SOURCE,
    )  # fmt: skip


def yearly(*values: str, first: int = 2021) -> list[Observation]:
    """Yearly changes of intensity, year after year."""
    return [observation(value, str(year)) for year, value in enumerate(values, start=first)]


def scope_of(rules: Rules, *periods: str, rule_set: str = "national-2020") -> Scope:
    """The shipped scope of Hohhot, for other periods or another rule set."""
    found = rules.get_scope("hohhot-14th-plan")
    return replace(found, rule_set=rule_set, periods=tuple(sorted(map(Period.parse, periods))))


def light_of(
    rule_set: RuleSet, records: Iterable[Target | Observation], period: str, dimension: Dimension = INTENSITY,
    yardstick: Yardstick = Yardstick.PLAN_SCHEDULE,
) -> Assessment:  # fmt: skip
    """The light of the region at a period under a rule set."""
    known = tuple(records)
    stock = Stock.of(
        (record for record in known if isinstance(record, Target)),
        (record for record in known if isinstance(record, Observation)),
    )
    exempting = INTENSITY.indicator if dimension.exempt_when_incentive_met else ""
    scope = Scope(
        "scope", Text("范围"), Text(""), "derived", "150100", ("district",), False, PLAN, (), rule_set.id, Text(""),
        "all", ("intensity", "total"), "",
    )  # fmt: skip
    return assess(Case(scope, PLAN, REGION, dimension, yardstick, Period.parse(period), rule_set, exempting), stock)
