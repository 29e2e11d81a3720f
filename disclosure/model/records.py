"""The kinds of record that publishers commit, one frozen noun each.

Signs: a stored change is signed, **a fall is negative** (`-4.06` is a fall of 4.06 %), for observations and targets
alike; the printed string stands beside it. Percentages are stored as percent, not as shares.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosure.model.periods import Period
from disclosure.model.text import Text


class Measure(StrEnum):
    """What a number of an indicator says."""

    LEVEL = "level"
    """The amount itself, such as 162.1 万吨标准煤."""
    YEARLY_CHANGE = "yearly_change"
    """Percent change of the period over the same period of the year before."""
    CUMULATIVE_CHANGE = "cumulative_change"
    """Percent change from the plan's base year to the end of the period."""
    INCREMENT = "increment"
    """Absolute change from the plan's base year to the end of the period."""


class ValueStatus(StrEnum):
    """Why a value is missing; empty when a number stands there."""

    NUMBER = ""
    IN_WORDS = "in_words"
    RANGE = "range"
    NOT_PUBLISHED = "not_published"
    DASH = "dash"
    BLANK = "blank"
    LOST = "lost"
    DOUBTFUL = "doubtful"


class Processing(StrEnum):
    """What was done between the printed string and the stored value."""

    NONE = "none"
    SIGN_REVERSED = "sign_reversed"
    UNIT_CONVERTED = "unit_converted"
    COMPUTED = "computed"
    """Nobody prints this number; it was computed or inferred from what is printed, as the quote says."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record comes from: the document, the place in it, a short quote, and the row that holds it here."""

    document: str
    anchor: str
    quote: str
    also: tuple[str, ...]
    """Further documents that print the same."""
    package: str
    table: str
    row: int
    """The row as Excel shows it; the header is row 1."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place held to targets. A city and its districts are never summed or ranked together."""

    code: str
    name: Text
    short_name: str
    """The name as issuers print it (土左旗); the full name where they print that."""
    kind: str
    """country, province, city, district, county, banner or development_zone."""
    parent: str | None
    code_scheme: str
    valid_from: str
    valid_to: str
    aliases: tuple[str, ...]
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of the economy for which targets are set; `all` is the whole society."""

    code: str
    name: Text
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Indicator:
    """A thing that is measured, with its direction, caliber and price base."""

    code: str
    name: Text
    definition: Text
    unit: str
    direction: str
    """lower_is_better or higher_is_better."""
    caliber: Text
    price_base: Text
    formula: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Document:
    """A document that numbers are taken from."""

    code: str
    title: Text
    number: str
    issuer: str
    issued: str
    """ISO date, or a year or month where no more is known, or empty."""
    status: str
    """in_force, draft, plan, repealed, secondary or unknown."""
    read_at: str
    """The address of the copy that was read, as a web address without a promise that it still answers."""
    verification: str
    """issuer_checked or transcribed (转录，待与发文机关核对)."""
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Target:
    """What a region has to reach by the end of a period."""

    region: str
    sector: str
    indicator: str
    measure: Measure
    period: Period
    kind: str
    """basic or incentive."""
    value: Decimal | None
    value_status: ValueStatus
    as_printed: str
    unit: str
    nature: str
    """binding, expected, assigned or unstated."""
    status: str
    """in_force, draft, superseded or repealed."""
    processing: Processing
    note: str
    anomaly: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Observation:
    """What was measured. A later vintage of the same point replaces an earlier one in assessments; both stay public."""

    region: str
    sector: str
    indicator: str
    measure: Measure
    period: Period
    vintage: int
    value: Decimal | None
    value_status: ValueStatus
    as_printed: str
    unit: str
    status: str
    """final, preliminary, estimate or unstated."""
    processing: Processing
    note: str
    anomaly: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class OfficialAssessment:
    """A level or grade as issued by an authority; never computed here, and ours is never presented as one."""

    scheme: str
    """national_barometer or national_grade."""
    region: str
    period: Period
    dimension: str
    """intensity, total or overall."""
    yardstick: str
    """annual_task, plan_schedule, growth or unstated."""
    level: int | None
    """The level's number as issued, 1 the most severe; None for a grade in words."""
    as_printed: str
    colour_as_printed: str
    basis: str
    """named (the document names the region), remainder (it says “其他地区”) or inferred."""
    note: str
    anomaly: str
    provenance: Provenance


Fact = Target | Observation | OfficialAssessment
"""What a document says of a region."""
Record = Region | Sector | Indicator | Document | Fact
