"""Rows of committed tables as checks look at them: cells by name, with the place to point at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.periods import Period
from disclosure.model.tables import Dataset, Table

KEY_SEPARATOR = " | "
DAYS: Mapping[str, tuple[str, ...]] = {
    "efficiency-record": ("assessed_on",),
    "listing": ("notice_date", "reply_date", "decided_on", "valid_to", "withdrawn_on", "corrected_on"),
    "retrofit": ("decided_on", "deadline", "completed_on"),
    "retrofit-step": ("due", "done_on"),
}
"""The columns of whole days, by kind of record."""
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with the file it stands in."""

    package: str
    table: Table
    file: str
    names: tuple[str, ...]
    data_date: str
    """The day up to which the package's data goes."""
    is_sample: bool = False
    """Whether its package is of the fictional sample."""

    def rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Numbers as Excel shows them of the sound rows, with cells by column name."""
        for number, row in self._sound(self.table.rows):
            yield number, dict(zip(self.names, row, strict=True))

    def picked(self, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Numbers of the sound rows with the texts of a few columns: what checks of a million rows can afford."""
        pick = itemgetter(*(self.names.index(name) for name in names))
        texts = ((pick(row),) for row in self.table.rows) if len(names) == 1 else map(pick, self.table.rows)
        return self._sound(texts)

    def distinct(self, *names: str) -> frozenset[Row]:
        """The different texts of a few columns, whatever row they stand in: whether a table needs a closer look costs
        a fraction of looking at each of its rows."""
        places = [self.names.index(name) for name in names]
        if len(places) == 1:
            return frozenset((row[places[0]],) for row in self.table.rows)
        return frozenset(map(itemgetter(*places), self.table.rows))

    def column(self, name: str) -> Iterator[tuple[int, str]]:
        """Row numbers with the texts of one column, wherever that cell is sound, whatever the rest of the row is."""
        place, faults = self.names.index(name), self.table.faults
        for number, row in enumerate(self.table.rows, start=2):
            if number not in faults or (faults[number] and place + 1 not in faults[number]):
                yield number, row[place]

    def _sound(self, rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
        numbered = enumerate(rows, start=2)
        return (entry for entry in numbered if entry[0] not in self.table.faults) if self.table.faults else numbered

    def cells(self, row: int) -> Mapping[str, str]:
        """The cells of one row by column name."""
        return dict(zip(self.names, self.table.rows[row - 2], strict=True))

    def is_certain(self, name: str) -> bool:
        """Whether every row's text of one column can be trusted."""
        place = self.names.index(name) + 1
        return all(columns and place not in columns for columns in self.table.faults.values())

    def finding(
        self, code: str, severity: Severity, row: int, column: str, facts: Mapping[str, str] | None = None
    ) -> Finding:
        """A finding at a cell of this table, with the row's key in words."""
        position = self.names.index(column)
        title = self.table.columns[position].title.zh
        cells = self.table.rows[row - 2]
        key = KEY_SEPARATOR.join(cells[self.names.index(name)] for name in self.table.key)
        place = Place(self.file, row, position + 1, column, title)
        return Finding(code, severity, place, cells[position], facts or {}, key)


def find_period(code: str) -> Period | None:
    """The period that a code stands for, or None where it stands for none."""
    try:
        return Period.parse(code)
    except ValueError:
        return None


def sheets_of(datasets: Sequence[Dataset]) -> tuple[Sheet, ...]:
    """All tables with their files."""
    return tuple(
        Sheet(
            package=dataset.name,
            table=table,
            file=f"{dataset.name}/{_file(dataset, table)}",
            names=tuple(column.name for column in table.columns),
            data_date=dataset.data_date,
            is_sample=dataset.is_sample,
        )
        for dataset in datasets
        for table in dataset.tables
    )


def unread_tables(datasets: Sequence[Dataset]) -> Mapping[str, str]:
    """A file of each kind that a descriptor promises and that could not be read, by kind."""
    return {
        str(resource["schema"]).removesuffix(".schema.json"): f"{dataset.name}/{resource['path']}"
        for dataset in datasets
        for resource in _resources(dataset)
        if resource["name"] not in {table.name for table in dataset.tables}
    }


def _resources(dataset: Dataset) -> Sequence[Mapping[str, object]]:
    resources = dataset.descriptor.get("resources", [])
    return resources if isinstance(resources, list) else []


def _file(dataset: Dataset, table: Table) -> str:
    for resource in _resources(dataset):
        if resource["name"] == table.name:
            return str(resource["path"])
    return f"{table.name}.csv"
