"""Levels of the barometer and the published rule sets that lead to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosure.model.text import Text


class Level(StrEnum):
    """The state of one light. The first three come from a rule; the others say why there is no light."""

    SEVERE = "severe"
    STRAINED = "strained"
    ON_TRACK = "on_track"
    NOT_ASSESSED = "not_assessed"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_judged(self) -> bool:
        """Whether a rule gave this level, so that it may be compared with another."""
        return self in _SEVERITY

    def worse_than(self, other: "Level") -> bool:
        """Whether this level is more severe; raises `ValueError` unless both are judged."""
        if not (self.is_judged and other.is_judged):
            raise ValueError(f"{self} and {other} cannot be compared")
        return _SEVERITY[self] > _SEVERITY[other]


_SEVERITY: Mapping[Level, int] = {Level.ON_TRACK: 0, Level.STRAINED: 1, Level.SEVERE: 2}


class Yardstick(StrEnum):
    """What the result is held against."""

    ANNUAL_TASK = "annual_task"
    PLAN_SCHEDULE = "plan_schedule"


class Metric(StrEnum):
    """The figure of an assessment that a rule's condition looks at."""

    ACTUAL_CHANGE = "actual_change"
    """Signed change in percent of the reporting period itself; above zero means it rose (不降反升)."""
    GAP = "gap"
    """What is missing to the required value, in the target's unit (percentage points); negative when ahead."""
    GAP_SHARE = "gap_share"
    """The gap as a share of the required value; 0.10 is 10 %."""
    COMPLETION = "completion"
    """What was achieved as a share of the required value; 1 is 100 %."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on one metric; each given limit must hold."""

    metric: Metric
    above: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether `value` keeps within every given limit."""
        return (
            (self.above is None or value > self.above)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a rule set: its conditions, the level it stands for, and the words the issuer uses for it."""

    level: Level
    number: str
    """The level's number as the rule's issuer counts, such as 一级, Ⅲ级, or empty."""
    colour: Text
    """The word for its colour, such as 红灯; empty where the issuer gives none."""
    meaning: Text
    """What the light says, such as 形势十分严峻."""
    label: Text
    """The full fixed words, such as 红色：形势十分严峻（一级）."""
    condition: Text
    """The condition as the rule's issuer words it."""
    bounds: tuple[Bound, ...] = ()
    """All must hold; no bounds means “everything else”."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The grades of a rule set for some kinds of reporting period, most severe first; the first that holds counts."""

    period_kinds: tuple[str, ...]
    """`Period.kind` values this ladder serves; empty serves every kind."""
    grades: tuple[Grade, ...]
    metrics: frozenset[Metric] = field(init=False, repr=False, compare=False)
    """The figures that its conditions look at."""

    def __post_init__(self) -> None:
        metrics = frozenset(bound.metric for grade in self.grades for bound in grade.bounds)
        object.__setattr__(self, "metrics", metrics)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A published rule for lights: version, validity, source, and its ladders."""

    id: str
    version: str
    name: Text
    valid_from: str
    valid_to: str
    document: str
    """Code of the document that states the rule."""
    anchor: str
    quote: str
    note: Text
    is_published: bool
    """False where the thresholds are the house's own reading rather than an issuer's text."""
    yardsticks: tuple[Yardstick, ...]
    dimensions: tuple[str, ...]
    ladders: tuple[Ladder, ...]

    def find_ladder(self, period_kind: str) -> Ladder | None:
        """The ladder for a kind of reporting period, or None when the rule says nothing about it."""
        for ladder in self.ladders:
            if not ladder.period_kinds or period_kind in ladder.period_kinds:
                return ladder
        return None
