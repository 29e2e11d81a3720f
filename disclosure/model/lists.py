"""What follows from the records of installations: tiers with their evidence, the standing of each entry, what remains
of entries that were taken down, and everything of it that one release publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosure.model.days import Day
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
    Tier,
)
from disclosure.model.periods import Period


class Standing(StrEnum):
    """Where an entry stands in its procedure on a day."""

    LATER = "later"
    """Its notice has not begun: nothing is known of it."""
    PENDING = "pending"
    """The notice runs, or nothing has been decided: only that there is such a case may be said."""
    DISMISSED = "dismissed"
    """Decided not to be listed: only that may be said."""
    LISTED = "listed"
    CORRECTED = "corrected"
    """Listed, and its retrofit was accepted since (已整改)."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def is_public(self) -> bool:
        """Whether the installation may be named."""
        return self in {Standing.LISTED, Standing.CORRECTED}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The tier of one installation in one period, with what it follows from."""

    tier: Tier
    record: EfficiencyRecord
    level: EfficiencyLevel | None
    over_benchmark: Decimal | None = None
    """How much worse than the benchmark level, in the product's unit; negative is better, zero is equal."""
    over_baseline: Decimal | None = None
    """How much worse than the baseline level."""
    retrofit: Retrofit | None = None
    """The retrofit at whose acceptance was measured what is judged in place of the record's figure."""

    @property
    def accepted(self) -> Decimal | None:
        """What was measured when the retrofit was accepted; None where the record's figure counts, or none is known."""
        return self.retrofit.value_after if self.retrofit else None

    @property
    def value(self) -> Decimal | None:
        """The figure that is judged."""
        return self.record.value if self.accepted is None else self.accepted


@dataclass(frozen=True, slots=True)
class Placing:
    """An entry that may be named, with where it stands and what it rests on."""

    listing: Listing
    standing: Standing
    window_end: Day
    judgement: Judgement | None
    """What it was listed for."""
    current: Judgement | None = None
    """How it counts today: once corrected by the figure that was accepted, else as it was listed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """That an installation which was listed was found corrected after its retrofit: a fact of the installation, which
    outlasts the entry that says so."""

    period: Period
    """The period for which it was listed."""
    on: Day


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What remains of an entry that was taken down or not listed: nothing that names or identifies anybody."""

    code: str
    list: str
    product: str
    """Empty where so few installations make it that this one could be guessed."""
    standing: Standing
    on: Day
    """The day from which it is gone."""
    reason: str


@dataclass(frozen=True, slots=True)
class Open:
    """A case of which only that it is open may be said."""

    list: str
    product: str
    """Empty where so few installations make it that one of them could be guessed."""
    window_end: Day
    is_undecided: bool
    """Whether the window is over and a decision is awaited."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything about levels and installations that one release may publish: what must stay unnamed is not in it."""

    products: Mapping[str, Product] = field(default_factory=dict)
    levels: Mapping[tuple[str, str], EfficiencyLevel] = field(default_factory=dict)
    """By product and edition."""
    grades: tuple[LimitGrade, ...] = ()
    enterprises: Mapping[str, Enterprise] = field(default_factory=dict)
    installations: Mapping[str, Installation] = field(default_factory=dict)
    efficiency: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    """The judged records of each installation, the earliest first."""
    current: Mapping[str, Judgement] = field(default_factory=dict)
    """How each installation counts today: by its newest record, once corrected by the figure accepted since."""
    placings: tuple[Placing, ...] = ()
    retrofits: Mapping[str, tuple[Retrofit, ...]] = field(default_factory=dict)
    """By installation, the first ordered first."""
    steps: Mapping[str, tuple[RetrofitStep, ...]] = field(default_factory=dict)
    """By retrofit, in their order."""
    aggregates: tuple[Aggregate, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    open: tuple[Open, ...] = ()
    listed: Mapping[str, tuple[Placing, ...]] = field(default_factory=dict)
    """The entries of each installation, the first decided first; they are many, and each page asks for its own."""
    owned: Mapping[str, tuple[Installation, ...]] = field(default_factory=dict)
    """The installations of each enterprise."""
    made: Mapping[str, tuple[Installation, ...]] = field(default_factory=dict)
    """The installations of each product."""

    @property
    def is_any(self) -> bool:
        """Whether any list is on record: somebody may be named, or cases are open or over."""
        return bool(self.installations or self.open or self.tombstones)

    def latest(self, installation: str) -> Judgement | None:
        """The newest judged record of an installation."""
        found = self.efficiency.get(installation, ())
        return found[-1] if found else None
