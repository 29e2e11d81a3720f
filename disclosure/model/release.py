"""What is published: the records, what is derived from them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.model.archive import ArchivedText
from disclosure.model.efficiency import (
    Aggregate,
    EfficiencyLevel,
    EfficiencyRecord,
    Enterprise,
    Installation,
    LimitGrade,
    Listing,
    Product,
    Retrofit,
    RetrofitStep,
)
from disclosure.model.levels import Grade, Level, Yardstick
from disclosure.model.lists import Lists
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import (
    Anomaly,
    Document,
    Indicator,
    Observation,
    OfficialAssessment,
    Provision,
    Region,
    Sector,
    Taken,
    Target,
)
from disclosure.model.rules import Rules, Scope
from disclosure.model.tables import Dataset


@dataclass(frozen=True, slots=True)
class Records:
    """All committed records, in the order of their files."""

    regions: tuple[Region, ...] = ()
    sectors: tuple[Sector, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    documents: tuple[Document, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    official: tuple[OfficialAssessment, ...] = ()
    provisions: tuple[Provision, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    products: tuple[Product, ...] = ()
    levels: tuple[EfficiencyLevel, ...] = ()
    grades: tuple[LimitGrade, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    installations: tuple[Installation, ...] = ()
    efficiency: tuple[EfficiencyRecord, ...] = ()
    listings: tuple[Listing, ...] = ()
    retrofits: tuple[Retrofit, ...] = ()
    steps: tuple[RetrofitStep, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A committed number that an assessment rests on."""

    role: str
    """`target`, `incentive`, `yearly_change`, `cumulative_change`, `level`, `base_level` or `increment`."""
    record: Target | Observation
    value: Decimal
    interval: Interval
    """Exact for targets set by decision, half a printed unit on either side for measured figures."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: which formula, on which operands, with which result."""

    formula: str
    """A name of `measures.formulas`; its words and layout stand in the wording under `formula.<name>`."""
    operands: Mapping[str, Decimal | tuple[Decimal, ...]]
    result: Decimal
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no light; worded under `reason.<code>` with these facts."""

    code: str
    """no_target, target_in_words, target_is_range, target_not_positive, conflicting_targets, impossible_change,
    missing_observations, missing_base, part_of_year, units_differ, dimension_not_covered, yardstick_not_covered,
    no_rule_for_period, no_rule_for_totals, no_annual_task, incentive_met or incentive_met_as_printed."""
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[Period, ...] = ()
    """The periods whose figures are missing."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One light with its evidence: region × sector × dimension × yardstick at a reporting period."""

    scope: str
    region: str
    sector: str
    dimension: str
    yardstick: Yardstick
    period: Period
    rule_set: str
    rule_version: str
    level: Level
    grade: Grade | None = None
    """The rule set's own step, when judged."""
    possible_grades: tuple[Grade, ...] = ()
    """Other grades that the printed precision leaves open (“按公布精度，也可能为…”), most severe first."""
    reason: Reason | None = None
    caveat: Reason | None = None
    """What must be known beside the light, worded under `caveat.<code>`: projected_to_year_end (the last year is only
    published in part) or incentive_within_precision (the printed precision leaves open an exemption)."""
    target: Target | None = None
    incentive: Target | None = None
    """The incentive target that exempts, or within the printed precision may exempt, this dimension."""
    inputs: tuple[Input, ...] = ()
    steps: tuple[Step, ...] = ()
    achieved: Decimal | None = None
    """Reduction achieved in percent (positive is a fall) or, for totals, the level or increment reached."""
    achieved_interval: Interval | None = None
    required: Decimal | None = None
    """What was required at this period, in the same unit and sign as `achieved`."""
    gap: Decimal | None = None
    """Required minus achieved for reductions, achieved minus cap for totals: positive means behind."""
    gap_share: Decimal | None = None
    progress: Decimal | None = None
    """Logarithmic progress towards the plan's target, as a share (1 is 100 %); None for the annual task and totals."""
    required_progress: Decimal | None = None
    remaining: Decimal | None = None
    """Reduction in percent still to be made in the rest of the plan."""
    unit: str = "percent"


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A light that differs from the one in the issue before."""

    region: str
    dimension: str
    yardstick: str
    before: Level
    after: Level
    before_label: str
    """The issuer's number of the level before, such as 三级."""
    after_label: str
    is_worse: bool


@dataclass(frozen=True, slots=True)
class Barometer:
    """The lights that we derive for one scope at one reporting period."""

    scope: Scope
    period: Period
    previous: Period | None
    assessments: tuple[Assessment, ...]
    """Ordered by the register of regions, then dimension, then yardstick."""
    changes: tuple[LevelChange, ...]


@dataclass(frozen=True, slots=True)
class IssuedBarometer:
    """An authority's barometer as published."""

    scope: Scope
    period: Period
    previous: Period | None
    """The issue before that judged at least one of the same dimensions by the same yardstick."""
    lights: tuple[OfficialAssessment, ...]
    changes: tuple[LevelChange, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two published figures that contradict each other beyond rounding, or a figure and its recomputation."""

    code: str
    """chain_differs, vintages_differ or official_differs; worded under `discrepancy.<code>`."""
    region: str
    indicator: str
    period: Period
    printed: Decimal | None
    computed: Decimal | None
    facts: Mapping[str, str] = field(default_factory=dict)
    records: tuple[Target | Observation | OfficialAssessment, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that one build publishes."""

    as_of: str
    """ISO date: given, or the latest publication date in the data."""
    data_date: str
    rules: Rules
    regions: Mapping[str, Region]
    """In the register's order."""
    sectors: Mapping[str, Sector]
    indicators: Mapping[str, Indicator]
    documents: Mapping[str, Document]
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    official: tuple[OfficialAssessment, ...]
    derived: Mapping[str, tuple[Barometer, ...]]
    """Our barometers by scope in the order of the rules, each ascending by period; derived when first asked for."""
    issued: tuple[IssuedBarometer, ...]
    discrepancies: Mapping[str, tuple[Discrepancy, ...]]
    """By region; looked for when first asked for."""
    datasets: tuple[Dataset, ...]
    """The committed packages in name order."""
    texts: Mapping[str, ArchivedText] = field(default_factory=dict)
    """The archived texts of documents, by their codes."""
    provisions: tuple[Provision, ...] = ()
    anomalies: Mapping[str, Anomaly] = field(default_factory=dict)
    """The register of anomalies, by code."""
    lists: Lists = field(default_factory=Lists)
    is_sample: bool = False
    """Whether it is the release of the fictional sample, which never mixes with real places."""

    @property
    def taken(self) -> tuple[Taken, ...]:
        """Everything that was taken from documents about regions, kind by kind in the order of the files."""
        return (*self.targets, *self.observations, *self.official, *self.provisions)

    @property
    def barometers(self) -> tuple[Barometer, ...]:
        """All our barometers, one scope after the other."""
        return tuple(barometer for issues in self.derived.values() for barometer in issues)
