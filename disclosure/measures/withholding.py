"""What must stay unnamed on a day, and the datasets without it.

An installation is named only while an entry of a list says so: its notice is over, it was decided, it is valid and not
withdrawn. Rows about all others leave the datasets before anything is derived from them, so that no page, file or feed
can hold what is not there.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from disclosure.measures.procedure import correction_of, over_since, standing_of
from disclosure.model.days import Day, find_day
from disclosure.model.efficiency import Listing, Retrofit
from disclosure.model.later import grouped
from disclosure.model.list_rules import Procedure, SmallCells
from disclosure.model.lists import Correction, Open, Standing, Tombstone
from disclosure.model.release import Records
from disclosure.model.tables import Dataset, Table

INFERABLE: Mapping[str, frozenset[str]] = {"aggregate": frozenset({"largest_share"})}
"""Columns that serve the checks alone: published, they would let one installation be inferred."""
TO_COME: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "listing": {"withdrawn_on": ("withdrawn_reason",), "corrected_on": ("corrected_document",)},
    "retrofit": {"completed_on": ("accepted_by", "value_after")},
    "retrofit-step": {"done_on": ()},
}
"""By kind the days of what may lie ahead, with what is known of it only then."""
LISTED_KINDS = frozenset({"enterprise", "installation", "efficiency-record", "listing", "retrofit", "retrofit-step"})
"""The kinds of record that name an installation or lead to one."""


@dataclass(frozen=True, slots=True)
class Public:
    """What may be named on a day: codes of each register, and periods of the efficiency records that are settled."""

    enterprises: Collection[str]
    installations: Collection[str]
    listings: Collection[str]
    retrofits: Collection[str]
    settled: Collection[tuple[str, str]]
    """Installation and period of the records that a named entry rests on: of a named installation nothing else is
    known, as a figure without an entry would speak before its notice."""

    def keeps(self, kind: str, cells: Mapping[str, str]) -> bool:
        """Whether a row of a kind that names an installation, or leads to one, may be published."""
        column, known = {
            "enterprise": ("code", self.enterprises),
            "installation": ("code", self.installations),
            "efficiency-record": ("installation_code", self.installations),
            "listing": ("code", self.listings),
            "retrofit": ("code", self.retrofits),
            "retrofit-step": ("retrofit_code", self.retrofits),
        }[kind]
        is_settled = kind != "efficiency-record" or (cells["installation_code"], cells["period"]) in self.settled
        return is_settled and cells[column] in known


def public_on(records: Records, procedures: Mapping[str, Procedure], day: Day) -> Public:
    """What may be named on a day."""
    standings = {listing.code: _standing(listing, procedures, day) for listing in records.listings}
    named = [listing for listing in records.listings if standings[listing.code].is_public]
    installations = {listing.installation for listing in named}
    noticed = grouped((listing.installation, listing) for listing in records.listings)
    public = {listing.code for listing in named}
    return Public(
        enterprises={found.enterprise for found in records.installations if found.code in installations},
        installations=installations,
        listings=public,
        retrofits={
            found.code
            for found in records.retrofits
            if found.installation in installations and found.decided_on <= day and _may_be_told(found, noticed, public)
        },
        settled={(listing.installation, listing.period.code) for listing in named},
    )


def _may_be_told(retrofit: Retrofit, noticed: Mapping[str, Sequence[Listing]], public: Collection[str]) -> bool:
    """Whether a retrofit tells of no entry that may not be named: those noticed before it may be its reason."""
    before = [found for found in noticed.get(retrofit.installation, ()) if found.notice_date <= retrofit.decided_on]
    return not before or any(found.code in public for found in before)


def _standing(listing: Listing, procedures: Mapping[str, Procedure], day: Day) -> Standing:
    """An entry whose procedure nobody has laid down is never named."""
    procedure = procedures.get(listing.procedure)
    return standing_of(listing, procedure, day) if procedure else Standing.LATER


def disclosed(datasets: Iterable[Dataset], public: Public, day: Day) -> Iterator[Dataset]:
    """The datasets without the rows and columns that may not be published, and without what lies ahead of a day."""
    for dataset in datasets:
        tables = tuple(_disclosed_table(table, public, day) for table in dataset.tables)
        yield replace(dataset, tables=tables) if tables != dataset.tables else dataset


def _disclosed_table(table: Table, public: Public, day: Day) -> Table:
    if table.kind in LISTED_KINDS:
        names = [column.name for column in table.columns]
        rows = (dict(zip(names, row, strict=True)) for row in table.rows)
        kept = (_known(table.kind, cells, day) for cells in rows if public.keeps(table.kind, cells))
        shown = tuple(tuple(cells.values()) for cells in kept)
        return replace(table, rows=shown, is_withheld=len(shown) < len(table.rows))
    hidden = INFERABLE.get(table.kind)
    return _without(table, lambda name: name in hidden) if hidden else table


def _known(kind: str, cells: Mapping[str, str], day: Day) -> Mapping[str, str]:
    """A row without what is entered already and has not happened yet."""
    ahead = {
        name
        for moment, known_then in TO_COME.get(kind, {}).items()
        if (event := find_day(cells[moment])) and event > day
        for name in (moment, *known_then)
    }
    return {name: "" if name in ahead else text for name, text in cells.items()}


def _without(table: Table, is_hidden: Callable[[str], bool]) -> Table:
    places = [place for place, column in enumerate(table.columns) if not is_hidden(column.name)]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)


def corrections(
    records: Records, procedures: Mapping[str, Procedure], day: Day
) -> Mapping[str, tuple[Correction, ...]]:
    """The corrections of each installation by a day, those of entries among them that are over and are not named."""
    found = (
        (listing.installation, correction_of(listing, procedures[listing.procedure], day))
        for listing in records.listings
        if listing.procedure in procedures
    )
    return grouped((code, correction) for code, correction in found if correction)


def speakable(records: Records, cells: SmallCells | None) -> Mapping[str, str]:
    """The product of each installation; empty where so few make it that a case without a name could be guessed from
    it, and wherever no rule says how many are enough. All installations count, also those that are never named."""
    makers = Counter(found.product for found in records.installations)
    return {
        found.code: found.product if cells and makers[found.product] >= cells.least_units else ""
        for found in records.installations
    }


def tombstones(
    records: Records, procedures: Mapping[str, Procedure], day: Day, cells: SmallCells | None
) -> tuple[Tombstone, ...]:
    """What remains of the entries that are over on a day, the latest first."""
    found = list(_tombstones(records.listings, speakable(records, cells), procedures, day))
    return tuple(sorted(found, key=lambda stone: (stone.on, stone.code), reverse=True))


def _tombstones(
    listings: Sequence[Listing], products: Mapping[str, str], procedures: Mapping[str, Procedure], day: Day
) -> Iterator[Tombstone]:
    for listing in listings:
        standing = _standing(listing, procedures, day)
        since = over_since(listing, standing)
        if since is not None:
            reasons = {Standing.WITHDRAWN: listing.withdrawn_reason, Standing.DISMISSED: listing.outcome_reason}
            product = products.get(listing.installation, "")
            yield Tombstone(listing.code, listing.list, product, standing, since, reasons.get(standing, ""))


def open_cases(
    records: Records, procedures: Mapping[str, Procedure], day: Day, cells: SmallCells | None
) -> tuple[Open, ...]:
    """The cases whose notice runs or that await a decision, the first to end first, those without a product last among
    them; none of them is named."""
    products = speakable(records, cells)
    found = []
    for listing in records.listings:
        if _standing(listing, procedures, day) is Standing.PENDING:
            end = procedures[listing.procedure].window_end(listing.notice_date)
            found.append(Open(listing.list, products.get(listing.installation, ""), end, day > end))
    return tuple(sorted(found, key=lambda case: (case.window_end, not case.product, case.product, case.list)))
