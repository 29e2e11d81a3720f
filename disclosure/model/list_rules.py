"""What officials may change about lists without a programmer: editions of levels, procedures, small cells, the duty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.model.days import Day, days_later
from disclosure.model.text import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of benchmark and baseline levels."""

    code: str
    name: Text
    valid_from: str
    """ISO day from which it holds."""
    valid_to: str
    """The last day; empty while it holds."""
    document: str
    fields: int | None
    """How many fields it covers; None where that is not known."""
    note: Text


@dataclass(frozen=True, slots=True)
class Procedure:
    """How an installation comes onto a list."""

    id: str
    name: Text
    window_days: int
    """Days in which the enterprise may object; the day of the notice does not count."""
    longest_months: int
    """How long an entry may be valid."""
    document: str
    anchor: str
    note: Text
    is_sample: bool = False
    """Whether it is of the fictional sample, which never mixes with real places."""
    contact: Text | None = None
    """Where objections go: an office, an address or a web page, never a person; None where none is laid down."""

    def window_end(self, notice_date: Day) -> Day:
        """The last day on which an objection is taken.

        >>> from disclosure.model.days import day_of
        >>> Procedure("a", Text("a", "a"), 15, 36, "", "", Text("", "")).window_end(day_of("2026-03-02")).isoformat()
        '2026-03-17'
        """
        return days_later(notice_date, self.window_days)


@dataclass(frozen=True, slots=True)
class Duty:
    """Which part of an industry's capacity has to be brought to the benchmark level, and how soon."""

    yearly_share: Decimal
    """Percent of capacity each year."""
    final_share: Decimal
    """Percent of capacity by the end of `final_year`."""
    first_year: int
    final_year: int
    document: str
    anchor: str
    quote: str
    longest_years: int
    """How long a single retrofit may take."""
    longest_anchor: str
    """Where the document says so."""
    longest_quote: str


@dataclass(frozen=True, slots=True)
class SmallCells:
    """When a sum would let one installation be inferred."""

    least_units: int
    largest_share: Decimal
    """Percent of the sum that the largest one may make at most."""
    law: Text
    """Which law forbids it, and in which words."""


@dataclass(frozen=True, slots=True)
class Words:
    """By which a text is known to say something, or nothing."""

    law: tuple[str, ...] = ()
    """Of which a legal basis that names a law, a regulation or a document mostly has one."""
    no_law: tuple[str, ...] = ()
    """What ends as the name of a law does and is none."""
    denials: tuple[str, ...] = ()
    """With which a text begins that says that there is no legal basis."""
    no_denials: tuple[str, ...] = ()
    """What begins as a denial does and is none."""
    nothing: tuple[str, ...] = ()
    """What people write into a cell that they have nothing for."""
    vague: tuple[str, ...] = ()
    """What stands before those of `law` without telling which law, regulation or document it is."""
    relating: tuple[str, ...] = ()
    """After which a new beginning is made: what stands before them is the subject, no name."""


@dataclass(frozen=True, slots=True)
class ListRules:
    """The rules of lists; a site without lists has none."""

    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    small_cells: SmallCells | None = None
    duty: Duty | None = None
    legal_forms: tuple[str, ...] = ()
    """What stands behind the names of enterprises and says nothing but their legal form."""
    prefixes: tuple[str, ...] = ()
    """What stands before the names of enterprises as a region does, and is none."""
    words: Words = Words()
