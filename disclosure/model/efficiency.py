"""The kinds of record about installations and the levels they are held to, one frozen noun each."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosure.model.days import Day
from disclosure.model.periods import Period
from disclosure.model.records import Provenance, ValueStatus
from disclosure.model.text import Text


class Tier(StrEnum):
    """How an installation stands between the two levels of its product, or why that is not said."""

    ADVANCED = "advanced"
    """The benchmark level is reached; being equal to it counts."""
    BETWEEN = "between"
    """The baseline level is reached, the benchmark level is not; being equal to the baseline counts."""
    LAGGING = "lagging"
    """The baseline level is not reached."""
    NOT_REPORTED = "not_reported"
    PENDING = "pending"
    """The notice runs or no decision has been made: never shown as final."""
    EXEMPT = "exempt"
    UNKNOWN = "unknown"
    """There is a figure, but no level to hold it against, or it is doubtful."""


class Reported(StrEnum):
    """Why an efficiency record has no figure to judge; empty when it has one."""

    FIGURE = ""
    NOT_REPORTED = "not_reported"
    EXEMPT = "exempt"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Product:
    """A product class, the smallest thing that levels are published for."""

    code: str
    field: Text
    name: Text
    kind: Text
    """What levels of the same product are set apart by, such as process or furnace; may be empty."""
    quantity: Text
    """What is compared, such as 单位产品综合能耗."""
    unit: str
    direction: str
    """lower_is_better or higher_is_better."""
    capacity_unit: str
    standard: str
    """The mandatory consumption standard; empty where unknown."""
    industry_code: str
    note: str
    provenance: Provenance

    @property
    def is_lower_better(self) -> bool:
        """Whether less is better."""
        return self.direction == "lower_is_better"


@dataclass(frozen=True, slots=True)
class EfficiencyLevel:
    """The benchmark level (标杆水平) and the baseline level (基准水平) of a product in one edition."""

    product: str
    edition: str
    benchmark_level: Decimal | None
    benchmark_status: ValueStatus
    baseline_level: Decimal | None
    baseline_status: ValueStatus
    unit: str
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LimitGrade:
    """The grades of a mandatory consumption standard: a table of its own, never used as levels."""

    standard: str
    product: str
    kind: str
    quantity: str
    grades: tuple[Decimal | None, Decimal | None, Decimal | None]
    """Grade 1 (the strictest), 2 and 3."""
    unit: str
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A firm that runs installations."""

    code: str
    name: Text
    credit_code: str
    """Unified social credit code of 18 characters; empty where unknown."""
    region: str
    sector: str
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Installation:
    """A device or production line: what lists are made of."""

    code: str
    name: Text
    enterprise: str
    region: str
    product: str
    capacity: Decimal | None
    """In the product's unit of capacity."""
    commissioned: str
    """Year, month or day; may be empty."""
    status: str
    """operating, idle or retired."""
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class EfficiencyRecord:
    """What an installation used per unit of product in a period, who established it, and why it may be published."""

    installation: str
    period: Period
    value: Decimal | None
    value_status: Reported
    as_printed: str
    unit: str
    edition: str
    declared_tier: Tier | None
    assessed_by: str
    assessed_on: Day | None
    origin: str
    """supervision, audit, self_declared or announcement; figures of statistical surveys are refused."""
    legal_basis: str
    consent: str
    output: Decimal | None
    output_consent: str
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry of a list with its procedure: notice, reply, decision, validity, withdrawal, correction."""

    code: str
    list: str
    """advanced, level, lagging or frontrunner."""
    installation: str
    period: Period
    procedure: str
    notice_date: Day
    reply: str
    """none or received."""
    reply_date: Day | None
    reply_text: str
    reply_outcome: str
    """upheld, partly_upheld, rejected or empty."""
    outcome_reason: str
    decision: str
    """listed, not_listed or empty."""
    decided_on: Day | None
    decided_by: str
    document_number: str
    valid_to: Day | None
    """The last day of validity."""
    withdrawn_on: Day | None
    withdrawn_reason: str
    corrected_on: Day | None
    corrected_document: str
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Retrofit:
    """A project that brings an installation to a level."""

    code: str
    installation: str
    title: Text
    goal: str
    """benchmark or baseline."""
    capacity: Decimal | None
    decided_on: Day
    deadline: Day
    completed_on: Day | None
    accepted_by: str
    value_after: Decimal | None
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RetrofitStep:
    """A milestone of a retrofit."""

    retrofit: str
    number: int
    title: Text
    due: Day
    done_on: Day | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A sum over installations that are not named one by one."""

    region: str
    product: str
    period: Period
    quantity: str
    """capacity, output or energy."""
    value: Decimal
    unit: str
    units: int
    """How many installations it sums."""
    note: str
    provenance: Provenance


EfficiencyFact = EfficiencyLevel | LimitGrade | EfficiencyRecord | Listing | Retrofit | RetrofitStep | Aggregate
"""What documents say of levels and installations."""
Registered = Product | Enterprise | Installation
"""What is registered so that facts can speak of it."""
