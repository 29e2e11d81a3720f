"""Reads the counts and dates of registers, documents, datasets and the site itself."""

from collections import Counter
from collections.abc import Iterable, Sequence

from disclosure.measures.recomputing import Outcome as Recomputed
from disclosure.measures.recomputing import recomputed
from disclosure.model.archive import ArchivedText
from disclosure.model.efficiency import (
    Aggregate,
    EfficiencyLevel,
    EfficiencyRecord,
    Enterprise,
    Installation,
    LimitGrade,
    Listing,
    Retrofit,
    RetrofitStep,
)
from disclosure.model.periods import Period
from disclosure.model.records import Anomaly, Observation, Provision, Taken, Target
from disclosure.model.release import Release
from disclosure.model.tables import Dataset, Table
from disclosure.presentation.dataset_tables import MOST_ROWS, MOST_ROWS_OF_ALL
from tests.shipped import list_facts
from tests.shipped.facts import About
from tests.shipped.list_facts import drawn
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import numbers, years_in

OF_INSTALLATIONS = {
    "enterprises": Enterprise,
    "installations": Installation,
    "figures": EfficiencyRecord,
    "entries": Listing,
    "projects": Retrofit,
    "steps": RetrofitStep,
    "sums": Aggregate,
}
"""Kinds of records of installations by the word for them."""
ANSWERS = ("", "_provisions", "_only_provisions", "_listed", "_only_listed", "_beside", "_nothing")


@reads(*(f"document.answer{end}" for end in ANSWERS))
def document_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    taken = reader.facts.taken(page)
    provisions = sum(isinstance(one, Provision) for one in taken)
    levels = len(drawn(reader.facts.release, page.code))
    known = {"count": len(taken) - provisions + levels, "provisions": provisions}
    release = reader.facts.release
    cited = list_facts.taken_from(release, page.code)
    is_whole = all(bool(count) == (name in slots) for name, count in {**known, "kinds": len(cited)}.items())
    known["beside"] = sum(page.code in one.provenance.also for one in all_records(release))
    is_whole = is_whole and (is_known_otherwise(slots) or bool(known["beside"]) == ("beside" in slots))
    is_all = all(is_count(slots[name], count) for name, count in known.items() if name in slots)
    return is_whole and is_all and ("kinds" not in slots or slots["kinds"] == kinds_of(reader, cited))


def is_known_otherwise(slots: Slots) -> bool:
    """Whether a sentence speaks of what was taken from the document itself."""
    return any(name in slots for name in ("count", "provisions", "kinds"))


def kinds_of(reader: Reader, records: Sequence[object]) -> str:
    """How many records there are of each kind, in words."""
    counts = {key: sum(isinstance(one, kind) for one in records) for key, kind in OF_INSTALLATIONS.items()}
    words = [reader.word(f"document_kind.{key}").format(count=count) for key, count in counts.items() if count]
    *head, last = words
    if not head:
        return last
    return reader.word("list.last").format(head=reader.word("list.separator").join(head), last=last)


@reads("document.units_answer", "document.units_more")
def cited_units(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The installations with a record that the document prints; at most fifty of them are linked."""
    lists = reader.facts.release.lists
    projects = {one.code: unit for unit, found in lists.retrofits.items() for one in found}
    units = set()
    for one in list_facts.taken_from(reader.facts.release, page.code):
        if isinstance(one, Installation):
            units.add(one.code)
        elif isinstance(one, EfficiencyRecord | Listing | Retrofit):
            units.add(one.installation)
        elif isinstance(one, RetrofitStep):
            units.add(projects[one.retrofit])
    if key == "document.units_more":
        return len(units) > 50 and is_count(slots["shown"], 50)
    return bool(units) and is_count(slots["count"], len(units))


@reads("document_text.answer", "document_text.answer_odd")
def text_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """Records and anomalies whose quotes stand in the text; stretches that overlap are one place."""
    text = reader.facts.release.texts.get(page.code)
    if text is None:
        return False
    odd = [one for one in reader.facts.release.anomalies.values() if one.provenance.document == page.code]
    found = [one for one in (*reader.facts.taken(page), *odd) if text.find(one.provenance.quote)]
    anomalies = sum(isinstance(one, Anomaly) for one in found)
    known = {"count": len(found) - anomalies, "odd": anomalies, "places": len(places_in(text, found))}
    return all(is_count(slots[name], count) for name, count in known.items() if name in slots)


def places_in(text: ArchivedText, records: Sequence[Taken | Anomaly]) -> list[int]:
    """Where the stretches of a text begin in which the first piece of a quote stands; those that overlap are one."""
    quotes = [
        quote for one in records for quote in (one.provenance.quote, *(more.quote for more in one.provenance.more))
    ]
    pieces = sorted((passage, number == 0) for quote in quotes for number, passage in enumerate(text.find(quote)))
    stretches: list[tuple[int, int, bool]] = []
    for (start, end), is_first in pieces:
        if stretches and start < stretches[-1][1]:
            begun, until, has_first = stretches.pop()
            stretches.append((begun, max(until, end), has_first or is_first))
        else:
            stretches.append((start, end, is_first))
    return [start for start, _, has_first in stretches if has_first]


@reads("provision.by")
def deadline(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    dates = (one.deadline for one in reader.facts.taken(page) if isinstance(one, Provision) and one.deadline)
    return any(is_date(slots["date"], date) for date in dates)


@reads("document.index_answer")
def documents_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    return is_count(slots["count"], len(release.documents)) and is_count(slots["records"], len(all_records(release)))


def all_records(release: Release) -> Sequence[Taken | EfficiencyLevel | LimitGrade]:
    """What was drawn from documents, about regions and about products."""
    return [*release.taken, *drawn(release)]


@reads("recomputed.caption")
def recomputed_caption(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    found = list(recomputed([one for one in reader.facts.taken(page) if isinstance(one, Target | Observation)]))
    same = sum(one.outcome is Recomputed.SAME for one in found)
    return is_count(slots["count"], len(found)) and is_count(slots["same"], same)


@reads("anomaly.index_answer")
def anomalies_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    marks = sum(bool(one.anomaly) for one in release.taken)
    return is_count(slots["count"], len(release.anomalies)) and is_count(slots["records"], marks)


@reads("anomaly.records")
def anomaly_records(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    marks = Counter(code for one in reader.facts.release.taken for code in one.anomaly)
    return any(is_count(slots["count"], marks[code]) for code in reader.facts.release.anomalies)


@reads("coverage.answer")
def coverage_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    found = all_records(release)
    documents = {one.provenance.document for one in found}
    return is_count(slots["records"], len(found)) and is_count(slots["documents"], len(documents))


@reads("coverage.lede")
def coverage_lede(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    found = all_records(release)
    archived = sum(one.provenance.document in release.texts for one in found)
    return is_count(slots["archived"], archived) and is_count(slots["rest"], len(found) - archived)


@reads("coverage.of")
def coverage_of(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """So many of all records, or of those of archived documents that somebody printed."""
    taken = all_records(reader.facts.release)
    quoted = sum(bool(one.provenance.quote) for one in taken)
    placed = sum(bool(one.provenance.anchor) for one in taken)
    texts = reader.facts.release.texts
    archived = [one for one in taken if one.provenance.document in texts and not is_computed(one)]
    found = sum(bool(texts[one.provenance.document].find(one.provenance.quote)) for one in archived)
    known = {(quoted, len(taken)), (placed, len(taken)), (found, len(archived))}
    return any(is_count(slots["count"], count) and is_count(slots["of"], of) for count, of in known)


def is_computed(record: object) -> bool:
    return isinstance(record, Target | Observation) and record.processing.value == "computed"


def dataset_pages(reader: Reader, page: About) -> Iterable[Dataset]:
    known = reader.facts.datasets
    return [known[page.code]] if page.code in known else known.values()


@reads("dataset.answer")
def dataset_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(is_dataset(reader, dataset, slots) for dataset in dataset_pages(reader, page))


def column_of(dataset: Dataset, name: str) -> set[str]:
    """The values of one column in all tables of a dataset."""
    found: set[str] = set()
    for table in dataset.tables:
        names = [column.name for column in table.columns]
        if name in names:
            found |= {row[names.index(name)] for row in table.rows}
    return found - {""}


def is_dataset(reader: Reader, dataset: Dataset, slots: Slots) -> bool:
    rows = sum(len(table.rows) for table in dataset.tables)
    regions = numbers(slots["regions"])
    is_covered = not regions or regions[0].value == len(column_of(dataset, "region_code"))
    named = years_in(slots["periods"])
    periods = sorted(Period.parse(code) for code in column_of(dataset, "period"))
    first = min(periods, key=lambda one: (one.first_year, one.first_month), default=None)
    ends = (
        {year for one in (first, periods[-1]) if one for year in (one.first_year, one.last_year)} if periods else set()
    )
    runs = {year for one in (first, periods[-1]) if one for year in one.years} if periods else set()
    return is_count(slots["rows"], rows) and is_covered and ends <= {*named} <= runs


def tables_of(reader: Reader, page: About) -> Sequence[Table]:
    dataset = reader.facts.datasets.get(page.code)
    return dataset.tables if dataset else ()


@reads("dataset.whole_size")
def whole_size(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    tables = tables_of(reader, page)
    return is_count(slots["tables"], len(tables)) and is_count(slots["rows"], sum(len(table.rows) for table in tables))


@reads("dataset.table_answer")
def table_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    tables = tables_of(reader, page)
    return any(
        is_count(slots["rows"], len(one.rows)) and is_count(slots["columns"], len(one.columns)) for one in tables
    )


@reads("dataset.preview", "dataset.preview_all")
def preview(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    tables = [one for one in tables_of(reader, page) if reader.name(one.title) == slots["table"]]
    if key.endswith("all"):
        return any(is_count(slots["count"], len(one.rows)) for one in tables)
    sizes = {len(one.tables) for one in dataset_pages(reader, page)}
    limits = {min(MOST_ROWS, MOST_ROWS_OF_ALL // size) for size in sizes}
    return any(is_count(slots["count"], most) and any(len(one.rows) > most for one in tables) for most in limits)


@reads("dataset.missing_count")
def missing_count(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """Rows without a number, by the reason that their status gives."""
    for table in tables_of(reader, page):
        names = [column.name for column in table.columns]
        if "value_status" in names:
            counts = Counter(row[names.index("value_status")] for row in table.rows)
            del counts[""]
            said = [number.value for number in numbers(slots["reasons"])]
            if is_count(slots["count"], counts.total()) and sorted(said) == sorted(counts.values()):
                return True
    return False


@reads("dataset.index.answer")
def datasets_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    datasets = reader.facts.datasets.values()
    rows = sum(len(table.rows) for dataset in datasets for table in dataset.tables)
    return is_count(slots["count"], len(datasets)) and is_count(slots["rows"], rows)


def is_date(text: str, iso: str) -> bool:
    """Whether a date in words has the year and day of an ISO date, month or year, and its month where that is in digits."""
    year, *rest = (int(part) for part in iso.split("-"))
    day = rest[1:]
    said = [int(number.value) for number in numbers(text)]
    return said in ([year, *rest], [*day, year], [year, *day], [*day, *rest[:1], year])


@reads("updates.answer")
def updates_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    committed = reader.facts.release.datasets
    newest = max(dataset.created for dataset in committed)
    return is_count(slots["count"], len(committed)) and is_date(slots["date"], newest)


@reads("updates.item")
def updates_item(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        slots["version"] == one.version
        and is_count(slots["rows"], sum(len(table.rows) for table in one.tables))
        and is_date(slots["data_date"], one.data_date)
        for one in reader.facts.release.datasets
    )


@reads("dataset.version_facts")
def version_facts(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    dataset = reader.facts.datasets.get(page.code)
    if dataset is None:
        return False
    dates = is_date(slots["created"], dataset.created) and is_date(slots["data_date"], dataset.data_date)
    return slots["version"] == dataset.version and dates


@reads("dataset.cite_zh", "dataset.cite_en")
def citation(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    dataset = reader.facts.datasets.get(page.code)
    if dataset is None:
        return False
    titles = {dataset.title.zh, dataset.title.en}
    return slots["title"] in titles and (slots["version"], slots["created"]) == (dataset.version, dataset.created)


@reads("site.own_data_date", "site.data_date", "site.sample_date", "site.published", "site.next_update")
def site_date(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    release = reader.facts.release
    known = {
        "data_date": release.data_date,
        "sample_date": release.data_date if release.is_sample else "",
        "published": release.as_of,
        "next_update": release.rules.site.next_update,
        "own_data_date": reader.facts.datasets[page.code].data_date if page.code in reader.facts.datasets else "",
    }[key.partition(".")[2]]
    return bool(known) and is_date(slots["date"], known)
