"""What can be downloaded: the recipe of every data file, the dictionary of its columns, and what programs ask first."""

from collections.abc import Iterable, Iterator, Mapping

from disclosure.model.levels import Level
from disclosure.model.records import Provenance
from disclosure.model.release import Assessment, Barometer, Release
from disclosure.model.siteplan import Archive, Data, Entry, TableFile, Workbook
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import LANGUAGES
from disclosure.presentation import addresses
from disclosure.presentation.derived_datasets import Row, Words, both
from disclosure.presentation.view import View

FORMATS = {"csv": "csv", "excel_csv": "excel.csv", "json": "json", "parquet": "parquet"}
"""The formats of a table, each with the end of its file's name."""


TABLE_FORMS = ("csv", "excel_csv")
"""The formats of a table that pages offer beside what they show."""


def dictionary(dataset: Dataset, words: Words) -> Table:
    """Every column of a dataset in words: what it means, its type and its limits."""
    names = (
        "table", "column", "title", "title_en", "type", "required", "allowed", "register", "description",
        "description_en", "example",
    )  # fmt: skip
    columns = tuple(
        Column(name, both(words, f"dictionary.{name}"), both(words, f"dictionary.{name}"), "string") for name in names
    )
    rows = tuple(_dictionary_row(table, column) for table in dataset.tables for column in table.columns)
    return Table("dictionary", "derived", both(words, "dictionary.heading"), columns, ("table", "column"), rows)


def _dictionary_row(table: Table, column: Column) -> Row:
    names = (table.name, column.name, column.title.zh, column.title.en)
    limits = (column.type, "true" if column.is_required else "false", ";".join(column.allowed), column.refers_to)
    return (*names, *limits, column.description.zh, column.description.en, column.example)


def files(dataset: Dataset, words: Words) -> Iterator[Entry]:
    """The address and recipe of every file of one dataset."""
    for table in dataset.tables:
        for form, extension in FORMATS.items():
            yield addresses.table_file(dataset.name, table.name, extension), TableFile(table, form)
    chosen = _file_words(words)
    yield addresses.dataset_file(dataset.name, "xlsx"), Workbook(dataset, chosen)
    yield addresses.dataset_file(dataset.name, "zip"), Archive(dataset, chosen, dictionary(dataset, words))
    yield addresses.dictionary(dataset.name), TableFile(dictionary(dataset, words), "csv")


def _file_words(words: Words) -> Mapping[str, str]:
    """The words inside workbooks and archives, `file.*`, in Chinese; the English ones under `en.file.*`."""
    found = {
        ("" if language == "zh" else f"{language}.") + key: text
        for language in LANGUAGES
        for key, text in words[language].texts.items()
        if key.startswith("file.")
    }
    return dict(sorted(found.items()))


def committed(view: View, found: Iterable[Provenance], name: str = "") -> tuple[Mapping[str, str], ...]:
    """The committed tables that hold some records, as files, and the page of their dataset."""
    tables = dict.fromkeys((one.package, one.table) for one in found)
    packages = dict.fromkeys(package for package, _ in tables)
    return (
        *(file for package, table in tables for file in _table_files(view, package, table, name)),
        *(_more(view, package, name) for package in packages),
    )


def of_table(view: View, package: str, table: str, name: str) -> tuple[Mapping[str, str], ...]:
    """One table of a dataset as files, and the page of the dataset, all said by a name."""
    return (*_table_files(view, package, table, name), _more(view, package, name))


def _table_files(view: View, package: str, table: str, name: str) -> Iterator[Mapping[str, str]]:
    for form in TABLE_FORMS:
        address = addresses.table_file(package, table, FORMATS[form])
        yield {"label": _named(view, name, view.word(f"downloads.{form}")), "address": address}


def _more(view: View, package: str, name: str) -> Mapping[str, str]:
    return {
        "label": _named(view, name, view.word("barometer.more")),
        "page": addresses.dataset(view.language, package),
    }


def _named(view: View, name: str, label: str) -> str:
    """A label with what it is a file of, where a page offers files of several things."""
    return view.word("downloads.of", name=name, label=label) if name else label


def catalogue(release: Release, entries: Iterable[Mapping[str, object]]) -> Data:
    """All datasets with the addresses of their files, for programs."""
    return Data({"as_of": release.as_of, "base_url": release.rules.site.base_url, "datasets": list(entries)})


def catalogue_entry(dataset: Dataset) -> Mapping[str, object]:
    """A dataset in the catalogue: what it is, and the addresses of its files."""
    return {
        "name": dataset.name,
        "title": dataset.title.zh,
        "title_en": dataset.title.in_language("en"),
        "version": dataset.version,
        "created": dataset.created,
        "data_date": dataset.data_date,
        "licence": dataset.licence_name,
        "verification": dataset.verification,
        **({"sample": True} if dataset.is_sample else {}),
        "page": addresses.dataset("zh", dataset.name),
        "archive": addresses.dataset_file(dataset.name, "zip"),
        "workbook": addresses.dataset_file(dataset.name, "xlsx"),
        "tables": [
            {
                "name": table.name,
                "rows": len(table.rows),
                **{form: addresses.table_file(dataset.name, table.name, end) for form, end in FORMATS.items()},
            }
            for table in dataset.tables
        ],
    }


def status(release: Release, levels: Iterable[Mapping[str, object]]) -> Data:
    """What a watcher asks first: dates, how many lights show which level in each issue, and the rules' versions."""
    return Data(
        {
            "as_of": release.as_of,
            "data_date": release.data_date,
            "barometers": list(levels),
            "rule_sets": {rules.id: rules.version for rules in release.rules.rule_sets.values()},
            "datasets": {dataset.name: dataset.version for dataset in release.datasets},
        }
    )


def issue_levels(issue: Barometer) -> Mapping[str, object]:
    """How many lights of one issue show each level."""
    return {"scope": issue.scope.id, "period": issue.period.code, "levels": count_levels(issue.assessments)}


def count_levels(lights: Iterable[Assessment]) -> Mapping[str, int]:
    """How many lights show each level; levels that no light shows are counted as 0."""
    counts = {level.value: 0 for level in Level}
    for light in lights:
        counts[light.level.value] += 1
    return counts
