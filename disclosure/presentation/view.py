"""What a page module looks at: the release in one language, its indexes, and the parts that every page shares.

Contexts hold plain values only. A *cell* is a mapping with `text` and, where they apply, `address`, `lang`, `light`,
`note`, `before`, `chip`, `vintages`, `outside` with `host`; a *table* is what `components/table.html` takes; a *light*
is what `components/light.html` takes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.levels import Grade, Level
from disclosure.model.periods import Period
from disclosure.model.records import (
    Document,
    Measure,
    Observation,
    Processing,
    Provenance,
    Target,
    ValueStatus,
)
from disclosure.model.release import Release
from disclosure.model.siteplan import Page
from disclosure.model.tables import Dataset, Table
from disclosure.model.text import Language, Text
from disclosure.presentation import addresses, list_addresses
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.wording import Wording, places_of

LONGEST_TITLE = 65
"""Characters of a page's title that search results show at most."""
REAL_DIRECTORIES = (
    addresses.regions, addresses.datasets, addresses.documents, addresses.barometers, addresses.indicators,
)  # fmt: skip
"""The directories of real places, which hold nothing of the sample."""
Cell = Mapping[str, object]
Address = Callable[[Language], str]
CHANGES = frozenset({Measure.YEARLY_CHANGE, Measure.CUMULATIVE_CHANGE, Measure.AVERAGE_CHANGE})
CUT_FOR_DISPLAY = frozenset({Processing.UNIT_CONVERTED, Processing.COMPUTED})
WORDS = frozenset({ValueStatus.IN_WORDS, ValueStatus.RANGE})
"""Where there is no number because the document says it in words, or gives a range, these speak for themselves."""
CUT_PLACES = 2
"""Decimals of a number whose digits are not the source's own; the printed ones stand beside it."""


@dataclass(frozen=True, slots=True)
class View:
    """The release as one language shows it."""

    release: Release
    wording: Wording
    indexes: Indexes
    is_draft: bool = False
    is_first: bool = True
    """Whether this is the first language: files that exist once are yielded with it."""

    @property
    def language(self) -> Language:
        """The language of the pages."""
        return self.wording.language

    @property
    def realm(self) -> str:
        """The folder of pages that exist for real places and for the sample alike: empty, or that of the sample."""
        return list_addresses.SAMPLE if self.release.is_sample else ""

    @property
    def chinese(self) -> str:
        """The `lang` of Chinese fragments that have no translation; empty on Chinese pages."""
        return self.word("language.other_code") if self.language == "en" else ""

    @property
    def word(self) -> Callable[..., str]:
        """The words under a dotted key with its facts filled in, as `Wording.word` gives them."""
        return self.wording.word

    def text(self, text: Text) -> str:
        """A name of the data in the page's language."""
        return self.wording.text(text)

    def lang(self, text: Text) -> str:
        """The `lang` of a fragment that is not in the page's language; empty otherwise."""
        return "" if text.is_translated(self.language) else self.word("language.other_code")

    def region(self, code: str) -> str:
        """A region's name."""
        return self.text(self.release.regions[code].name)

    def region_link(self, code: str) -> Cell:
        """A region's name, leading to its page."""
        return cell(
            self.region(code), addresses.region(self.language, code), self.lang(self.release.regions[code].name)
        )

    def document_title(self, code: str) -> Cell:
        """A document's title, leading to its page; the bare code where a rule cites what the register does not hold."""
        document = self.release.documents.get(code)
        if document is None:
            return cell(code)
        return cell(self.text(document.title), addresses.document(self.language, code), self.lang(document.title))

    def page(self, template: str, at: Address, facts: Mapping[str, object], /, **content: object) -> tuple[str, Page]:
        """A page at its address: `facts` are title, description, trail and section, `content` is the rest."""
        return at(self.language), Page(template, self.language, {"page": self.chrome_of(at, facts), **content})

    def chrome_of(self, at: Address, facts: Mapping[str, object]) -> Mapping[str, object]:
        """The `page` of a context: title, description, addresses, breadcrumbs and dates."""
        address, other = at(self.language), at(addresses.other_language(self.language))
        return {
            "description": "",
            "section": "",
            "trail": (),
            **facts,
            **({"section": ""} if self.release.is_sample else {}),
            "head_title": self._head_title(str(facts["title"])),
            "language": self.language,
            "address": address,
            "other_language_address": other,
            "breadcrumbs": self._breadcrumbs(facts.get("trail", ())),
            "sample": self._sample(),
            "dates": self.dates(str(facts.get("data_date", ""))),
        }

    @property
    def mark(self) -> str:
        """The words on every drawing of the sample, in both languages; empty for real places."""
        facts = self.release.rules.site.sample
        return " ".join((facts.mark.zh, facts.mark.en)) if facts and self.release.is_sample else ""

    def marked(self, table: Table) -> Table:
        """A table, with the mark of the sample in every row where it is of it."""
        facts = self.release.rules.site.sample
        return table.marked(facts.mark, facts.note) if facts and self.release.is_sample else table

    def marked_dataset(self, dataset: Dataset) -> Dataset:
        """A derived dataset, with the mark of the sample where it is of it."""
        facts = self.release.rules.site.sample
        return dataset.marked(facts.mark, facts.note) if facts and self.release.is_sample else dataset

    def _sample(self) -> Mapping[str, str]:
        """The mark of a page of the sample; nothing on a page about real places."""
        facts = self.release.rules.site.sample
        if facts is None or not self.release.is_sample:
            return {}
        address = list_addresses.sample(self.language)
        return {"mark": self.text(facts.mark), "note": self.text(facts.note), "address": address}

    def _head_title(self, title: str) -> str:
        """The title for tabs and search results, which cut long ones off: without the site, or shortened."""
        whole = self.word("site.title_pattern", page=title, site=self.text(self.release.rules.site.title))
        if len(whole) <= LONGEST_TITLE:
            return whole
        return title if len(title) <= LONGEST_TITLE else self.word("site.shortened", text=title[: LONGEST_TITLE - 1])

    def _breadcrumbs(self, trail: object) -> tuple[Mapping[str, object], ...]:
        home = {"label": self.word("site.home"), "address": addresses.home(self.language)}
        if not isinstance(trail, tuple) or not trail:
            return ()
        return (home, *(self._apart(trail) if self.release.is_sample else trail))

    def _apart(self, trail: tuple[Mapping[str, object], ...]) -> Iterator[Mapping[str, object]]:
        """The trail of a page of the sample, over its own home instead of the directories of real places."""
        own = list_addresses.sample(self.language)
        directories = {at(self.language) for at in REAL_DIRECTORIES}
        if trail[-1]["label"] != self.word("sample.title") or len(trail) > 1:
            yield {"label": self.word("sample.crumb"), "address": own}
        yield from (crumb for crumb in trail if crumb["address"] not in directories)

    def dates(self, own: str = "") -> tuple[str, ...]:
        """The date line of every page: its own data's date or that of the whole site, publication, next update."""
        release, say = self.release, self.wording
        known = {
            "own_data_date": own,
            "sample_date" if release.is_sample else "data_date": "" if own else release.data_date,
            "published": release.as_of,
            "next_update": release.rules.site.next_update,
        }
        return tuple(self.word(f"site.{key}", date=say.date(value)) for key, value in known.items() if value)

    def light(self, level: Level, grade: Grade | None = None) -> Mapping[str, str]:
        """A light: its shape's key, colour word, meaning, and full label, in the rule set's own words where one judged.

        A grade without a colour word is named by its meaning.
        """
        if grade is None:
            name, meaning = self.word(f"level.{level}.name"), self.word(f"level.{level}.meaning")
            label = self.word("light.pattern", name=name, meaning=meaning)
        else:
            colour, meaning, label = (self.text(text) for text in (grade.colour, grade.meaning, grade.label))
            name, meaning = (colour, meaning) if colour else (meaning, "")
        return {"level": level.value, "name": name, "meaning": meaning, "label": label}

    def origin(self, provenance: Provenance) -> str:
        """The address of the sentence that a record was taken from, marked in the archived text; where the document is
        not archived, or nobody prints the number, that of its row on the document's page."""
        text = self.release.texts.get(provenance.document)
        if text is None or not text.find(provenance.quote):
            return addresses.record(self.language, provenance)
        return f"{addresses.document_text(self.language, provenance.document)}#{addresses.record_anchor(provenance)}"

    def source(self, provenance: Provenance) -> Mapping[str, object]:
        """Where a record comes from: document, place, quote, and the sentence or row that it leads to."""
        document: Document = self.release.documents[provenance.document]
        return {
            "title": self.text(document.title),
            "lang": self.lang(document.title),
            "address": self.origin(provenance),
            "anchor": provenance.anchor,
            "quote": provenance.quote,
            "also": tuple(self.document_title(code) for code in provenance.also if code in self.release.documents),
            "verification": self.word(f"source.{document.verification}"),
            "draft": self.draft(provenance),
        }

    def flags(self, codes: Iterable[str]) -> tuple[Mapping[str, str], ...]:
        """What is odd about a record, as links to the register of anomalies; a code that it lacks says itself alone."""
        return tuple(self._flag(code) for code in codes)

    def _flag(self, code: str) -> Mapping[str, str]:
        """A flag; figures that must not be compared are not misprinted, and it says so."""
        if (anomaly := self.release.anomalies.get(code)) is None:
            return {"text": self.word("note.flag", code=code), "address": ""}
        key = "note.flag_comparability" if anomaly.kind == "comparability" else "note.flag"
        return {"text": self.word(key, code=code), "address": addresses.anomaly(self.language, code)}

    def draft(self, provenance: Provenance) -> str:
        """The word that a figure was taken from a draft; empty where it was not."""
        return self.word("status.draft") if self.release.documents[provenance.document].status == "draft" else ""

    def recorded(self, record: Target | Observation) -> str:
        """A committed number in words: a change as a fall or rise, an amount with its unit, or why there is none.

        Digits are the source's own; only a converted or computed number is cut to `CUT_PLACES` decimals.
        """
        if record.value is None:
            words = self.word(f"value_status.{record.value_status}")
            speaks = isinstance(record, Target) or record.value_status in WORDS
            return (record.as_printed or words) if speaks else words
        places = shown_places(record, record.value)
        if record.measure in CHANGES:
            said = self.wording.change(record.value, record.unit, places)
        else:
            said = self.wording.quantity(self.wording.number(record.value, places), record.unit)
        return self._qualified(record, said)

    def _qualified(self, record: Target | Observation, said: str) -> str:
        """A number with what bounds it and with the doubt about it."""
        if isinstance(record, Target) and record.bound:
            key = "bound_change" if record.measure in CHANGES else "bound"
            said = self.word(f"{key}.{record.bound}", value=said)
        return said if record.is_usable else self.word("value_status.doubted", value=said)

    def period(self, period: Period) -> str:
        """A period in words."""
        return self.wording.period(period)


def shown_places(record: Target | Observation, value: Decimal) -> int | None:
    """The decimals to show of a committed number; None for the source's own."""
    return min(places_of(value), CUT_PLACES) if record.processing in CUT_FOR_DISPLAY else None


def cell(text: str, address: str = "", lang: str = "", **more: object) -> Cell:
    """A cell of a table, or a link, with only the keys that say something."""
    known: dict[str, object] = {"address": address, "lang": lang, **more}
    return {"text": text, **{key: value for key, value in known.items() if value}}


def column(
    label: str, is_number: bool = False, unit: str = "", is_short: bool = False, is_plain: bool = False
) -> Mapping[str, object]:
    """A column of a table: its head, its unit, whether its cells are numbers (flush right) or short (never broken).

    Cells of a plain column speak for themselves where a narrow screen has no heads.
    """
    return {"label": label, "is_number": is_number, "unit": unit, "is_short": is_short, "is_plain": is_plain}


def table(
    caption: str, columns: Iterable[Mapping[str, object]], rows: Iterable[Iterable[Cell]], id_: str = ""
) -> Mapping[str, object]:
    """A table as `components/table.html` takes it; the first cell of a row is its head."""
    return {"caption": caption, "columns": tuple(columns), "rows": tuple(tuple(row) for row in rows), "id": id_}
