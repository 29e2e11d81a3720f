"""Tables and datasets: committed cells as text, with their columns described in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from disclosure.model.archive import ArchivedText
from disclosure.model.text import Text

SAMPLE = "sample"
"""The column that marks every row of the fictional sample, in every file."""
MAX_DECIMAL_DIGITS = 38
"""Digits that a column of exact decimals holds in the widest download format."""
MAX_INTEGER_DIGITS = 18
"""Digits that a column of whole numbers surely holds there."""
RESERVED_NAMES = frozenset(
    {"dictionary", "datapackage", "readme", "license", "sha256sums", "history", "con", "prn", "aux", "nul"}
    | {"coverage"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Names that no package or table may bear: another file of a download has them, the spreadsheet keeps the sheet for
itself, a page stands at that address, or one of the usual systems cannot make a file of that name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: machine name, titles, type (string, integer, number, year, date, boolean) and constraints."""

    name: str
    title: Text
    description: Text
    type: str
    is_required: bool = False
    allowed: tuple[str, ...] = ()
    refers_to: str = ""
    """The register whose codes the column holds: regions, sectors, indicators, documents or units."""
    example: str = ""
    constraints: Mapping[str, object] = field(default_factory=dict)
    """The constraints as the Table Schema states them, for the archive's descriptor."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are the source's own text; an empty text is a missing value."""

    name: str
    kind: str
    """The catalogue entry it belongs to, such as `target`; `derived` for tables that the house computes."""
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    faults: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Rows that the reader found fault with, as Excel numbers them, with the columns (from 1) where it did; no column
    where the whole row is unsound. Empty for every table that may be published."""
    is_withheld: bool = False
    """Whether rows of it may not be published on the day that a release stands for."""

    def marked(self, mark: Text, note: Text) -> "Table":
        """The table with a last column that marks every row as fictional."""
        column = Column(SAMPLE, mark, note, "boolean", is_required=True)
        return replace(self, columns=(*self.columns, column), rows=tuple((*row, "true") for row in self.rows))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published package: its tables and what a reader must know to reuse them."""

    name: str
    title: Text
    description: Text
    version: str
    created: str
    """ISO date on which this version was published."""
    data_date: str
    licence_name: str
    licence_title: str
    licence_path: str
    publisher: str
    contact: str
    verification: str
    keywords: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    """Pairs of title and path."""
    tables: tuple[Table, ...]
    descriptor: Mapping[str, object]
    """The committed descriptor, for the archive; empty for derived datasets."""
    texts: Mapping[str, ArchivedText] = field(default_factory=dict)
    """The archived texts of the documents that the package registers, by their codes."""
    is_sample: bool = False
    """Whether everything in it is fictional, made to show what the house can do."""
    embargo_until: str = ""
    """The ISO day on which it may first be published; empty where it may be at once."""

    def marked(self, mark: Text, note: Text) -> "Dataset":
        """The dataset as fictional: it says so in its title and in every row."""
        title = Text(f"{mark.zh} {self.title.zh}", f"{mark.en} {self.title.in_language('en')}")
        tables = tuple(table.marked(mark, note) for table in self.tables)
        return replace(self, title=title, tables=tables, is_sample=True)
