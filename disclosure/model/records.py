"""The kinds of record that publishers commit, one frozen noun each.

Signs: a stored change is signed, **a fall is negative** (`-4.06` is a fall of 4.06 %), for observations and targets
alike; the printed string stands beside it. Percentages are stored as percent, not as shares.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

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
    AVERAGE_CHANGE = "average_change"
    """Percent change per year on average over the years of the period, compounded."""
    INCREMENT = "increment"
    """Absolute change from the plan's base year to the end of the period."""
    YEARLY_INCREMENT = "yearly_increment"
    """Absolute change of the period over the same period of the year before."""


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


class Further(NamedTuple):
    """A further place of the same document that prints the same."""

    anchor: str
    quote: str

    @staticmethod
    def listed(text: str) -> "tuple[Further, ...]":
        """The places that a cell lists, each as `place | quote`, separated by semicolons.

        >>> Further.listed("Box 1, row 5 | 0.23 65.40%; Chart | 0.23")
        (Further(anchor='Box 1, row 5', quote='0.23 65.40%'), Further(anchor='Chart', quote='0.23'))
        """
        parts = (part.partition("|") for part in text.split(";") if part.strip())
        return tuple(Further(anchor.strip(), quote.strip()) for anchor, _, quote in parts)


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
    more: tuple[Further, ...] = ()
    """Where else in the document the same is printed."""


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
    """What a number covers: a part of the economy or a group of facilities; `all` is the whole society."""

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
    index_number: str
    """The number under which government sites file it; empty where none is known."""
    number: str
    issuer: str
    written: str
    """The date that it bears itself (成文日期): ISO date, year or month, or empty."""
    issued: str
    """When it was issued or published: ISO date, year or month, or empty."""
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
    """basic or incentive; limit, access or advanced for a value of a limit standard."""
    value: Decimal | None
    value_status: ValueStatus
    as_printed: str
    bound: str
    """How the words bound the number: at_least, more_than, at_most, less_than or about; empty for a plain number."""
    unit: str
    nature: str
    """binding, expected, assigned or unstated."""
    status: str
    """in_force, draft, superseded or repealed."""
    processing: Processing
    responsible: tuple[str, ...]
    """Who answers for it, as the document names them; the lead first."""
    note: str
    anomaly: tuple[str, ...]
    """Codes of the register of anomalies."""
    provenance: Provenance

    @property
    def is_usable(self) -> bool:
        """Whether the number may be drawn, summed and judged by: there is one, and nothing says that it is doubtful."""
        return self.value is not None and self.value_status is ValueStatus.NUMBER


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
    anomaly: tuple[str, ...]
    """Codes of the register of anomalies."""
    provenance: Provenance

    @property
    def is_usable(self) -> bool:
        """Whether the number may be drawn, summed and judged by: there is one, and nothing says that it is doubtful."""
        return self.value is not None and self.value_status is ValueStatus.NUMBER


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
    anomaly: tuple[str, ...]
    """Codes of the register of anomalies."""
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Provision:
    """What a document lays down without a number: a rule, a duty, a list to be kept, a task, or its own head."""

    code: str
    region: str
    kind: str
    """rule, duty, list, task or statement."""
    title: Text
    cadence: str
    """once, yearly, regular or ongoing; empty where the document is silent."""
    deadline: str
    """ISO month, day or year; empty where the document is silent."""
    responsible: tuple[str, ...]
    """Who answers for it, as the document names them; the lead first."""
    status: str
    """in_force, draft, superseded or repealed."""
    note: str
    anomaly: tuple[str, ...]
    """Codes of the register of anomalies."""
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something odd in a document, or between sources: published as printed, and said beside it."""

    code: str
    """A… lies in a document itself, C… between sources."""
    kind: str
    """arithmetic, unit, shifted, missing, wording, comparability, contradiction, plausibility or draft."""
    title: Text
    printed: str
    found: Text
    """What recomputation or another source says."""
    treatment: Text
    check: tuple[str, ...]
    """The codes of the findings by which `check` finds it by itself; none where people found it."""
    provenance: Provenance


Number = Target | Observation
"""A fact with a measure."""
Fact = Number | OfficialAssessment
"""What a document says of a region in a number or a level."""
Taken = Fact | Provision
"""What was taken from a document about a region."""
Record = Region | Sector | Indicator | Document | Anomaly | Taken
