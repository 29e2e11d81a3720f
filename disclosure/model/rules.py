"""What officials may change without a programmer: units, dimensions, scopes, the site, the limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

from disclosure.model.levels import RuleSet
from disclosure.model.list_rules import Edition, ListRules
from disclosure.model.periods import Period
from disclosure.model.text import Text

EXACT = Context(prec=100)
"""Wide enough that converting a number between units never rounds it."""
SCOPE_KINDS = ("derived", "issued")
"""`derived` (our arithmetic) or `issued` (an authority's barometer, shown as published)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure with its symbol in both languages."""

    code: str
    symbol: Text
    name: Text
    family: str
    """Units of one family convert into each other (energy, share, …)."""
    factor: Decimal
    """How many of the family's base unit one of this unit is."""
    makes_tce: Decimal | None = None
    """Of energy per amount of a product: how many tce one of it makes with one of the base unit of that amount."""

    def in_base(self, value: Decimal) -> Decimal:
        """A value of this unit in the family's base unit, exactly."""
        return EXACT.multiply(value, self.factor)

    def from_base(self, value: Decimal) -> Decimal:
        """A value of the family's base unit in this unit."""
        return EXACT.divide(value, self.factor)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is judged separately: intensity and total, each with the indicator it looks at."""

    id: str
    name: Text
    indicator: str
    exempt_when_incentive_met: str = ""
    """The dimension whose incentive target, once met at the plan's end, exempts this one; empty for none."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which regions are held to which plan, by which rule set, and for which reporting periods."""

    id: str
    name: Text
    summary: Text
    kind: str
    """One of `SCOPE_KINDS`."""
    parent: str
    """The region whose children are assessed."""
    region_kinds: tuple[str, ...]
    includes_parent: bool
    plan: Period | None
    periods: tuple[Period, ...]
    """Reporting periods, ascending; for issued scopes read from the data and empty here."""
    rule_set: str
    rule_set_note: Text
    """Why this rule set is applied to this scope and its periods, shown beside the rule."""
    sector: str
    dimensions: tuple[str, ...]
    scheme: str
    """For issued scopes: the `OfficialAssessment.scheme` shown."""
    is_sample: bool = False
    """Whether it is of the fictional sample, which never mixes with real places."""


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """How everything fictional is marked."""

    mark: Text
    """The words that stand on every page, drawing and file of it."""
    note: Text
    """What it is, in a sentence."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Who publishes this site and how it presents itself."""

    title: Text
    tagline: Text
    base_url: str
    """Absolute address without trailing slash, for citations and canonical links; empty where none is decided."""
    publisher: Text
    contact: Text
    footer: tuple[tuple[Text, str], ...]
    """Label and value pairs that the law asks for (主办单位, 网站标识码, ICP 备案 …); empty values are not shown."""
    home_scope: str
    scopes_beside: tuple[str, ...]
    licence_name: str
    licence_title: Text
    licence_path: str
    is_demonstration: bool
    next_update: str
    sample: SampleFacts | None = None
    """How the fictional sample is shown; None where the site leaves it out, and no trace of it is built."""


@dataclass(frozen=True, slots=True)
class SlipLimits:
    """When a figure looks as if it stood in another unit than the rest of its series."""

    factors: tuple[Decimal, ...]
    """What slipped units differ by, ascending."""
    least: Decimal
    most: Decimal
    """How far a ratio may be from a factor, as a share of it."""
    least_figures: int
    """How many figures a series needs before one of them is held against the others."""


@dataclass(frozen=True, slots=True)
class DirectionWords:
    """The words before a printed number that say which way it went."""

    falls: tuple[str, ...]
    rises: tuple[str, ...]
    between: tuple[str, ...]
    """What may stand between such a word and its number."""


@dataclass(frozen=True, slots=True)
class DisclosureLimits:
    """Limits of reading and publishing, in one place."""

    max_file_bytes: int
    max_rows: int
    max_columns: int
    max_cell_characters: int
    max_whole_digits: int
    """Digits before the point of a number; no figure of this field has more."""
    max_decimals: int
    """Digits after the point of a number; with the digits before it they fit an exact decimal column."""
    first_year: int
    last_year: int
    """The years that data may speak of."""
    harmless_texts: tuple[str, ...]
    """Exact texts that look like a formula start but are allowed, such as `-`."""
    subtotal_words: frozenset[str]
    """Words that mark a row of sums, which is never read: sums are computed here."""
    slip: SlipLimits
    direction: DirectionWords
    bounds: Mapping[str, str]
    """Words of a printed target with the bound that each sets, the longest first."""


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A published calculation that must come out as printed: shown on the method page and run by the tests."""

    id: str
    formula: str
    """Name of the function in `measures.formulas`."""
    title: Text
    arguments: Mapping[str, object]
    """Decimals or tuples of decimals, by parameter name."""
    result: Decimal
    """The result, rounded half up to `places` decimals."""
    places: int
    unit: str
    document: str
    anchor: str
    quote: str


@dataclass(frozen=True, slots=True)
class GradeRules:
    """Which official grades stand beside our lights; compared with them, never computed."""

    scheme: str
    dimension: str
    """The dimension whose lights the grades may contradict."""
    met: tuple[str, ...]
    """Grades as issued that say a target was met."""
    missed: tuple[str, ...] = ()
    """Grades as issued that say it was missed; any other says neither, for grades count measures too."""
    names: tuple[Text, ...] = ()
    """The grades with what they mean in English."""


@dataclass(frozen=True, slots=True)
class FigureRules:
    """What the figures of the pages are drawn from."""

    dimension: str
    """The dimension of the required path and of the gaps."""
    consumption: str
    """The indicator whose amounts are drawn year by year; empty for none."""
    comparison: str
    """The indicator whose levels one document sets side by side; empty for none."""


@dataclass(frozen=True, slots=True)
class ProductRange:
    """What a unit of a product uses between the benchmark and the baseline level."""

    unit: str
    low: Decimal
    high: Decimal
    source: Text


@dataclass(frozen=True, slots=True)
class Ranges:
    """What figures of products are held against, to find those that stand in another product's row."""

    products: Mapping[str, ProductRange]
    """By indicator."""
    reach: Decimal
    """How far outside its range a figure may lie, as a share of the range's wider level."""

    def is_near(self, indicator: str, value: Decimal) -> bool:
        """Whether a value is in the range of a product, or not far outside; levels may be negative."""
        found = self.products[indicator]
        reach = self.reach * max(abs(found.low), abs(found.high))
        return found.low - reach <= value <= found.high + reach


NO_RANGES = Ranges({}, Decimal(0))


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a site."""

    site: SiteFacts
    units: Mapping[str, Unit]
    dimensions: Mapping[str, Dimension]
    rule_sets: Mapping[str, RuleSet]
    scopes: tuple[Scope, ...]
    limits: DisclosureLimits
    worked_examples: tuple[WorkedExample, ...]
    grades: GradeRules
    figures: FigureRules
    ranges: Ranges = NO_RANGES
    editions: Mapping[str, Edition] = field(default_factory=dict)
    lists: ListRules = field(default_factory=ListRules)

    def get_scope(self, scope_id: str) -> Scope:
        """The scope with this id; raises `KeyError`."""
        return {scope.id: scope for scope in self.scopes}[scope_id]
