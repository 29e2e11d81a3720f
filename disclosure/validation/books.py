"""Rows about levels and installations as cross-checks look them up: by their codes, with days and numbers read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.measures.tiers import tier_of, worse_by
from disclosure.model.days import Day, find_day
from disclosure.model.efficiency import Tier
from disclosure.model.findings import Finding, Severity
from disclosure.model.rules import DisclosureLimits
from disclosure.validation.references import REGISTER_KINDS
from disclosure.validation.rows import DAYS, Sheet, find_period

BOOKED = frozenset(REGISTER_KINDS.values()) | {
    "efficiency-level",
    "efficiency-record",
    "listing",
    "retrofit-step",
    "aggregate",
}
BENCHMARK, BASELINE = "benchmark_level", "baseline_level"
FIGURE = ""
"""The state of a number that stands and is relied on."""
LISTED, NOT_LISTED = "listed", "not_listed"
LEVEL_NEEDED: Mapping[str, str] = {
    "advanced": BENCHMARK,
    "frontrunner": BENCHMARK,
    "between": BASELINE,
    "level": BASELINE,
    "lagging": BASELINE,
}
"""The level without which nobody can be said to be of a tier, or belong on a list: columns by tier and list."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sound row with where it stands."""

    sheet: Sheet
    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def day(self, column: str) -> Day | None:
        """The day in a cell; None where it is empty."""
        return find_day(self.cells[column])

    def number(self, column: str) -> Decimal | None:
        """The number in a cell; None where it is empty."""
        return Decimal(self.cells[column]) if self.cells[column] else None

    @property
    def place(self) -> str:
        """The file and row, as messages name it."""
        return f"{self.sheet.file}:{self.row}"

    def refuse(self, code: str, column: str, problem: str = "", **facts: str) -> Finding:
        """An error at a cell of the row."""
        said = {"problem": problem, **facts} if problem else facts
        return self.sheet.finding(code, Severity.ERROR, self.row, column, said)


Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Books:
    """All sound rows about levels and installations; a row whose day or period does not exist is not among them."""

    lines: Mapping[str, tuple[Line, ...]]
    """By kind of record."""
    unsure: frozenset[str] = frozenset()
    """The kinds of which some rows are not known, so that what seems to be missing may be there."""
    documents: Mapping[str, Line] = field(default_factory=dict)
    products: Mapping[str, Line] = field(default_factory=dict)
    levels: Mapping[Key, Line] = field(default_factory=dict)
    """By product and edition."""
    installations: Mapping[str, Line] = field(default_factory=dict)
    enterprises: Mapping[str, Line] = field(default_factory=dict)
    retrofits: Mapping[str, Line] = field(default_factory=dict)
    records: Mapping[Key, Line] = field(default_factory=dict)
    """Efficiency records by installation and period."""
    resting: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    """The lists of the entries that rest on a record and stand or may come to stand, by installation and period."""

    def of(self, kind: str) -> tuple[Line, ...]:
        """The rows of a kind."""
        return self.lines.get(kind, ())

    def find_product(self, installation: str) -> Line | None:
        """The product of an installation, where both are registered."""
        found = self.installations.get(installation)
        return self.products.get(found["product_code"]) if found else None

    def cited(self, document: str, anchor: str) -> Mapping[str, str]:
        """What messages say of the document and the place in it that a rule rests on."""
        found = self.documents.get(document)
        title, title_en = (found["title"], found["title_en"]) if found else (document, "")
        return {"document": title, "document_en": title_en or title, "anchor": anchor}


def books_of(sheets: Sequence[Sheet], unread: Iterable[str], limits: DisclosureLimits) -> Books:
    """The rows of all tables about levels and installations; `unread` names the kinds of which a table was not read."""
    booked = [sheet for sheet in sheets if sheet.table.kind in BOOKED]
    kept = {kind: tuple(_lines(booked, kind, limits)) for kind in BOOKED}
    whole = {kind: sum(len(s.table.rows) for s in booked if s.table.kind == kind) for kind in BOOKED}
    return Books(
        lines=kept,
        unsure=frozenset(unread) | {kind for kind in BOOKED if len(kept[kind]) < whole[kind]},
        documents={line["code"]: line for line in kept["document"]},
        products={line["code"]: line for line in kept["product"]},
        levels={(line["product_code"], line["edition"]): line for line in kept["efficiency-level"]},
        installations={line["code"]: line for line in kept["installation"]},
        enterprises={line["code"]: line for line in kept["enterprise"]},
        retrofits={line["code"]: line for line in kept["retrofit"]},
        records={(line["installation_code"], line["period"]): line for line in kept["efficiency-record"]},
        resting=_resting(kept["listing"]),
    )


def _lines(sheets: Iterable[Sheet], kind: str, limits: DisclosureLimits) -> Iterator[Line]:
    for sheet in (sheet for sheet in sheets if sheet.table.kind == kind):
        days, has_period = DAYS.get(kind, ()), "period" in sheet.names
        for number, cells in sheet.rows():
            exist = all(_exists(cells[column], limits) for column in days)
            if exist and not (has_period and find_period(cells["period"]) is None):
                yield Line(sheet, number, cells)


def _exists(text: str, limits: DisclosureLimits) -> bool:
    day = find_day(text)
    return not text or (day is not None and limits.first_year <= day.year <= limits.last_year)


def stands(listing: Line) -> bool:
    """Whether an entry may be named some day: it was neither taken down nor decided against."""
    return listing["decision"] != NOT_LISTED and not listing["withdrawn_on"]


def _resting(entries: Iterable[Line]) -> Mapping[Key, frozenset[str]]:
    lists: dict[Key, set[str]] = {}
    for entry in filter(stands, entries):
        lists.setdefault((entry["installation_code"], entry["period"]), set()).add(entry["list"])
    return {key: frozenset(found) for key, found in lists.items()}


def levels_for(line: Line, product: str, books: Books) -> Mapping[str, Decimal | None]:
    """The benchmark and the baseline level to hold a row with an edition against, by column.

    None where there is none, a doubtful one, or one that the sample invented for what is real.
    """
    level = books.levels.get((product, line["edition"]))
    if level is None or (level.sheet.is_sample and not line.sheet.is_sample):
        return {BENCHMARK: None, BASELINE: None}
    return {column: None if level[f"{column}_status"] else level.number(column) for column in (BENCHMARK, BASELINE)}


def are_contrary(levels: Mapping[str, Decimal | None], product: Line) -> bool:
    """Whether the benchmark level is looser than the baseline level, so that no tier follows from the two."""
    benchmark, baseline = levels[BENCHMARK], levels[BASELINE]
    worse = worse_by(benchmark, baseline, is_lower_better(product)) if benchmark is not None else None
    return worse is not None and worse > 0


def is_lower_better(product: Line) -> bool:
    """Whether less is better."""
    return product["direction"] == "lower_is_better"


def find_tier(record: Line, books: Books) -> Tier | None:
    """The tier that follows from a record; None where faults that are told elsewhere leave it open."""
    if record["value_status"] in {Tier.NOT_REPORTED, Tier.EXEMPT}:
        return Tier(record["value_status"])
    product, value = books.find_product(record["installation_code"]), record.number("value")
    if product is None or value is None or record["unit"] != product["unit"]:
        return None
    if record["value_status"] != FIGURE:
        return Tier.UNKNOWN
    levels = levels_for(record, product["code"], books)
    if are_contrary(levels, product):
        return None
    return tier_of(*(worse_by(value, levels[column], is_lower_better(product)) for column in (BENCHMARK, BASELINE)))


def lacks_level(record: Line, wanted: str, books: Books) -> bool:
    """Whether a figure has no level by which it could be of a tier, or belong on a list, that is `wanted`."""
    product = books.find_product(record["installation_code"])
    return product is not None and levels_for(record, product["code"], books)[LEVEL_NEEDED[wanted]] is None
