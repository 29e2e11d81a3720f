"""Where recipes are dealt out to the hands of the crew, and files are counted as they come back."""

import hashlib
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from disclosure.model.siteplan import Archive, Chart, Entry, Recipe, TableFile, Workbook
from disclosure.model.tables import Table
from disclosure.publishing import drawing, tablefiles, workbooks
from disclosure.publishing.bench import Bench, Written, outlines
from disclosure.publishing.crew import ENOUGH, Crew
from disclosure.publishing.doubles import digests
from disclosure.publishing.outputs import Links

MOST_WAITING = 64
"""Jobs that may wait, so that a large plan is never in memory as a whole."""
MOST_IN_A_JOB, MOST_PAGES_IN_A_JOB = 12, 32
"""Files of a craft in one job, and pages; pages of small parts share a job."""
EFFORT_OF_A_CHART = 5
"""A drawing takes as long as this many pages."""
CELLS_OF_A_PAGE, CELLS_OF_A_WORKBOOK = 5000, 400
"""Cells of a table that take as long to write as a page does, in most files and in a workbook."""

LIBRARIES: Mapping[str, Callable[[], None]] = {
    "drawing": drawing.load,
    "columns": tablefiles.load,
    "packing": workbooks.load,
}
"""What loads the library of a craft."""
_benches: dict[bytes, Bench] = {}
"""The bench of the build that this process works for, so that its presses serve every job."""
LEARNT_TOGETHER = (("drawing",), ("columns", "packing"))
"""Crafts of one hand: loading those of either takes about as long."""


def prepare(crew: Crew) -> None:
    """Have libraries loaded that a changed figure asks for, while the data is still being read."""
    for crafts in LEARNT_TOGETHER:
        crew.learn(crafts, _load)


def survey(crew: Crew, folder: Path) -> Callable[[], Mapping[str, bytes]]:
    """Have every file below a folder read, while the data is; what comes back waits for their SHA-256 by address."""
    jobs = ((str(folder), share, crew.workers) for share in range(crew.workers))
    shares = [crew.start(_digests, job, effort=ENOUGH) for job in jobs]
    return cache(lambda: {address: digest for share in shares for address, digest in share().items()})


def _digests(job: tuple[str, int, int]) -> Mapping[str, bytes]:
    return digests(*job)


def _load(craft: str) -> None:
    LIBRARIES[craft]()


class Desk:
    """Deals out the recipes of one build."""

    def __init__(self, bench: Bench, crew: Crew, links: Links) -> None:
        """Set up the bench where the hands work, once for all jobs; where pages lead is gathered as they come back."""
        packed = pickle.dumps(bench)
        self._bench, self._crew, self._links = hashlib.sha256(packed).digest(), crew, links
        self._is_set_up = crew.tell(_set_up, (self._bench, packed))
        self._waiting: deque[tuple[Sequence[str], Callable[[], Sequence[Written]]]] = deque()
        self._written: dict[str, list[Written]] = {}
        self._pages: list[tuple[str, Entry]] = []
        """Pages with their parts that make no job yet: small parts share one."""

    def write(self, part: str, entries: Iterable[Entry]) -> None:
        """Have the entries of a part written."""
        self._written.setdefault(part, [])
        for craft, job in jobs_of(entries):
            if craft:
                self._begin(craft, job, [part] * len(job))
            else:
                self._pages += ((part, entry) for entry in job)
            while len(self._pages) >= MOST_PAGES_IN_A_JOB:
                self._begin_pages()

    def finish(self) -> Mapping[str, Sequence[Written]]:
        """Every file that was written, by part."""
        while self._pages:
            self._begin_pages()
        while self._waiting:
            self._collect()
        return self._written

    def _begin_pages(self) -> None:
        pages, self._pages = self._pages[:MOST_PAGES_IN_A_JOB], self._pages[MOST_PAGES_IN_A_JOB:]
        self._begin("", [entry for _, entry in pages], [part for part, _ in pages])

    def _begin(self, craft: str, job: Sequence[Entry], parts: Sequence[str]) -> None:
        """Begin a job, of which each entry is of the part at its place."""
        effort = sum(_effort(recipe) for _, recipe in job)
        self._waiting.append((parts, self._crew.start(_write_all, (self._bench, job), craft, effort)))
        while len(self._waiting) > MOST_WAITING:
            self._collect()

    def _collect(self) -> None:
        self._is_set_up()
        parts, wait = self._waiting.popleft()
        files = wait()
        for part, written in zip(parts, files, strict=True):
            self._written[part].append(written)
        self._links.add(outlines(files))


def jobs_of(entries: Iterable[Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Jobs with the craft that each asks for, in handfuls of one craft; workbooks each by itself, and after the rest:
    then the hand that has loaded Parquet's slow library writes tables, and another the workbook."""
    by_craft: dict[str, list[Entry]] = {}
    books: list[Entry] = []
    for entry in entries:
        found = books if isinstance(entry[1], Workbook) else by_craft.setdefault(_craft(entry[1]), [])
        found.append(entry)
    for craft, rest in by_craft.items():
        handfuls = iter(rest)
        while job := tuple(islice(handfuls, MOST_IN_A_JOB if craft else MOST_PAGES_IN_A_JOB)):
            yield craft, job
    for book in books:
        yield "packing", (book,)


def _craft(recipe: Recipe) -> str:
    """All files of a dataset but its workbook are one craft's, so that the dataset travels once."""
    if isinstance(recipe, Chart):
        return "drawing"
    return "columns" if isinstance(recipe, TableFile | Archive) else ""


def _effort(recipe: Recipe) -> int:
    """How long a recipe takes, in pages."""
    if isinstance(recipe, Workbook):
        return 1 + _cells(recipe.dataset.tables) // CELLS_OF_A_WORKBOOK
    if isinstance(recipe, Archive):
        return 1 + _cells(recipe.dataset.tables) // CELLS_OF_A_PAGE
    if isinstance(recipe, TableFile):
        return 1 + _cells([recipe.table]) // CELLS_OF_A_PAGE
    return EFFORT_OF_A_CHART if isinstance(recipe, Chart) else 1


def _cells(tables: Iterable[Table]) -> int:
    return sum(len(table.rows) * len(table.columns) for table in tables)


def _set_up(job: tuple[bytes, bytes]) -> None:
    name, packed = job
    _benches.clear()
    _benches[name] = pickle.loads(packed)  # noqa: S301  # packed by this very program a moment ago


def _write_all(job: tuple[bytes, Sequence[Entry]]) -> list[Written]:
    name, entries = job
    return [_benches[name].write(address, recipe) for address, recipe in entries]
