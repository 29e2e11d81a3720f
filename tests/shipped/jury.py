"""Judges the texts of pages: whether every number in them stands in the data."""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from disclosure.model.release import Release
from disclosure.model.siteplan import Archive, Page, SitePlan
from disclosure.model.text import LANGUAGES
from tests.shipped import (
    read_barometers,
    read_figures,
    read_lists,
    read_products,
    read_regions,
    read_registers,
    read_results,
    read_retrofits,
    read_tasks,
    read_units,
    shapes,
)
from tests.shipped.facts import About, Facts, about, longest_first, texts_in
from tests.shipped.read_registers import is_date
from tests.shipped.reader import Reader, of_region
from tests.shipped.reading import ADDRESS, Number, Phrases, numbers

ROOMS = (
    read_results,
    read_regions,
    read_barometers,
    read_figures,
    read_registers,
    read_tasks,
    read_lists,
    read_products,
    read_units,
    read_retrofits,
)
"""Where the readers are; importing them registers them."""

NO_SENTENCES = frozenset(
    {
        "address", "other_language_address", "breadcrumbs", "trail", "head_title", "data_date", "stamp", "id", "anchor",
        "width", "height", "code", "structured", "host", "outside", "sha256", "century", "year", "blocks", "columns",
        "dictionary", "part", "parts", "links",
    }
)  # fmt: skip
"""What a page holds for machines, what it says a second time (the trail), an archived text, and pages or records in a list."""
DATE = re.compile(r"\d{4}(?: 年(?: \d+ 月(?: \d+ 日)?)?)?|(?:\d+ )?(?:[A-Z][a-z]+ )?\d{4}|[\d-]+")
ENDS = re.compile(r"(?<=[。；;.→])\s*")


def texts(value: object) -> Iterator[str]:
    """Every text of a context that may be a sentence with a number."""
    if isinstance(value, str):
        if any(letter.isdigit() for letter in value) and not ADDRESS.fullmatch(value):
            yield value.strip()
    elif isinstance(value, Mapping):
        said = table_texts(value) if is_table(value) else shapes.inside(value)
        yield from texts(without_machines(value) if said is None else said)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)


def without_machines(value: Mapping[str, object]) -> list[object]:
    return [item for name, item in value.items() if name not in NO_SENTENCES]


def is_table(value: Mapping[str, object]) -> bool:
    rows = value.get("rows")
    return (
        {"caption", "columns"} <= {*value} and isinstance(rows, tuple) and all(isinstance(row, tuple) for row in rows)
    )


def table_texts(table: Mapping[str, object]) -> list[object]:
    """The caption of a table, how often its figures were published, and what each vintage changed."""
    rows: tuple[tuple[Mapping[str, object], ...], ...] = table["rows"]  # type: ignore[assignment]
    changes = [row[4]["text"] for row in rows] if str(table.get("id", "")).startswith("vintages-") else []
    return [
        table["caption"],
        changes,
        [without_machines(cell["vintages"]) for row in rows for cell in row if "vintages" in cell],
    ]  # type: ignore[arg-type]


class Jury:
    """Judges the texts of pages, remembering what each page is about."""

    def __init__(self, release: Release, plan: SitePlan, beside: Collection[str] = ()) -> None:
        """Judge the pages of a plan about one release; those at the addresses of `beside` are about another one."""
        made = [(address, recipe) for address, recipe in plan.entries() if address not in beside]
        datasets = {recipe.dataset.name: recipe.dataset for _, recipe in made if isinstance(recipe, Archive)}
        self.pages = [(address, recipe) for address, recipe in made if isinstance(recipe, Page)]
        self.facts = Facts(release, datasets)
        self.readers = {
            language: Reader(Phrases(language, shapes.templates(plan.words[language])), self.facts)
            for language in LANGUAGES
        }
        self._pools: dict[About, list[tuple[Decimal, str, bool]]] = {}
        self._said: dict[About, frozenset[str]] = {}
        self._own: dict[About, tuple[str, ...]] = {}

    def faults(self) -> Iterator[str]:
        """Every number of every page that is not found: the page, the sentence, the number."""
        for address, recipe in self.pages:
            page, reader = about(address), self.readers[recipe.language]
            for text in dict.fromkeys(texts(recipe.context)):
                if lost := self.lost(reader, page, text):
                    yield f"{address}: {text!r}: {', '.join(lost)}"

    def lost(self, reader: Reader, page: About, text: str) -> list[str]:
        """The numbers of a text that are nowhere in the data."""
        if self.is_fixed(reader, page, text) or self.is_told(reader, page, text):
            return []
        joint = reader.word("fact.joint")
        if joint in text:
            return [number for part in text.split(joint) for number in self.lost(reader, page, part)]
        if (tail := self.behind(reader, page, text)) and (lost := self.lost(reader, page, tail)):
            return lost
        if key := reader.refuted(page, text):
            return [f"{number.value} ({key})" for number in numbers(text)]
        return [str(number.value) for number in numbers(self.bare(reader, page, text)) if not self.knows(page, number)]

    def is_fixed(self, reader: Reader, page: About, text: str) -> bool:
        """Whether a text holds no facts, is said by a record or register word for word, or is a date of theirs."""
        if text in reader.phrases.fixed or text in self.committed(page):
            return True
        if not DATE.fullmatch(text):
            return False
        return any(is_date(text, iso) for dates in (self.dates, self.facts.list_days(page)) for iso in dates)

    def is_told(self, reader: Reader, page: About, text: str) -> bool:
        """Whether readers understand a text as a whole, or sentence by sentence, or what it says of a region."""
        if reader.understood(page, text) or any(self.goes_on(reader, page, text, cut) for cut in ENDS.finditer(text)):
            return True
        named = of_region(reader, page, text)
        return named is not None and self.is_told(reader, *named)

    def goes_on(self, reader: Reader, page: About, text: str, cut: re.Match[str]) -> bool:
        """Whether a text is a true sentence up to a cut, and nothing is lost behind it."""
        return self.is_true_until(reader, page, text, cut) and not self.lost(reader, page, text[cut.end() :])

    def is_true_until(self, reader: Reader, page: About, text: str, cut: re.Match[str]) -> bool:
        head, tail = text[: cut.start()], text[cut.end() :]
        return bool(tail and (reader.understood(page, head) or reader.understood(page, head.rstrip("；;"))))

    def behind(self, reader: Reader, page: About, text: str) -> str:
        """What stands behind the true sentences that a text begins with; empty where it begins with none."""
        cuts = [cut for cut in ENDS.finditer(text) if self.is_true_until(reader, page, text, cut)]
        return text[cuts[-1].end() :] if cuts else ""

    def committed(self, page: About) -> frozenset[str]:
        """What the records of a page and the registers say, word for word."""
        if page not in self._said:
            taken = self.facts.taken(page)
            sources = (one.provenance for one in (*taken, *self.facts.release.anomalies.values()))
            said = {text for source in sources for text in (source.anchor, source.quote)}
            said |= {getattr(one, name, "") for one in taken for name in ("as_printed", "note")}
            said |= {one.printed for one in self.facts.release.anomalies.values()}
            self._said[page] = frozenset({*said, *self.facts.list_words(page), *self.facts.names})
        return self._said[page]

    @cached_property
    def dates(self) -> frozenset[str]:
        """The dates of documents and datasets."""
        documents = self.facts.release.documents.values()
        known = {date for one in documents for date in (one.written, one.issued)}
        known |= {date for one in self.facts.datasets.values() for date in (one.created, one.data_date)}
        return frozenset(known - {""})

    def bare(self, reader: Reader, page: About, text: str) -> str:
        """A text without names from registers, without the words of its own records, and without units."""
        if page not in self._own:
            self._own[page] = longest_first(
                text for record in (*self.facts.taken(page), *self.facts.listed(page)) for text in texts_in(record)
            )
        for name in (*self._own[page], *self.facts.names):
            if name in text:
                text = text.replace(name, " ")
        return reader.plain(text)

    def knows(self, page: About, number: Number) -> bool:
        """Whether a number is one of the records or lights that a page is about."""
        if page not in self._pools:
            self._pools[page] = [*self._pool(page)]
        return any(
            (kind in {number.kind, "any"}) and (number.shows(value) if may_round else number.value == abs(value))
            for value, kind, may_round in self._pools[page]
        )

    def _pool(self, page: About) -> Iterator[tuple[Decimal, str, bool]]:
        for value, kind in self.facts.exact(page):
            yield value, kind, True
