"""A dataset as a workbook and as an archive, with the same bytes for the same data."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from disclosure.errors import RenderFault
from disclosure.model.siteplan import Archive, Workbook
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import LANGUAGES, Language
from disclosure.publishing.tablefiles import NUMBERS, csv_bytes

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time stamp of every member of an archive: the earliest that the format knows."""
MAX_ROWS = 1_048_576
WRITTEN = 0
"""What XlsxWriter answers when a cell holds all that it was given."""
MAX_SHEET_NAME = 31
MAX_EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps; longer numbers are written as text."""
Words = Mapping[str, str]
Put = Callable[..., int]
"""Writes a text into a cell, given its row, column and text."""


def load() -> None:
    """Load the library of workbooks."""
    import xlsxwriter

    xlsxwriter.__name__  # noqa: B018  # loading it is all that is asked


def workbook_bytes(recipe: Workbook) -> bytes:
    """An .xlsx with a cover, one sheet per table from A1 down, and the dictionary; no formulas, codes as text."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": datetime(*EPOCH), "title": recipe.dataset.title.zh})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _cover(book.add_worksheet(recipe.words["file.cover"]), recipe.dataset, recipe.words, head)
    for name, table in zip(
        sheet_names([table.name for table in recipe.dataset.tables]), recipe.dataset.tables, strict=True
    ):
        _sheet(book.add_worksheet(name), table, head)
    _dictionary(book.add_worksheet(recipe.words["file.dictionary"]), recipe.dataset, recipe.words, head)
    book.close()
    return stream.getvalue()


def sheet_names(tables: Sequence[str]) -> list[str]:
    """The tables' names within what a spreadsheet allows, numbered where the cut makes two alike.

    >>> sheet_names(["energy-consumption-of-all-districts-2015", "energy-consumption-of-all-districts-2020"])
    ['energy-consumption-of-all-distr', 'energy-consumption-of-all-dis-2']
    """
    names: list[str] = []
    for table in tables:
        name, number = table[:MAX_SHEET_NAME], 1
        while name in names:
            number += 1
            name = f"{table[: MAX_SHEET_NAME - len(str(number)) - 1]}-{number}"
        names.append(name)
    return names


def _cover(sheet, dataset: Dataset, words: Words, head) -> None:  # type: ignore[no-untyped-def]  # XlsxWriter has no types
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    for place, (label, value) in enumerate(_facts(dataset, words, "zh")):
        sheet.write_string(place, 0, label, head)
        sheet.write_string(place, 1, value)


def _facts(dataset: Dataset, words: Words, language: Language) -> Iterator[tuple[str, str]]:
    prefix = "" if language == "zh" else f"{language}."
    rows = "; ".join(f"{table.name}: {len(table.rows)}" for table in dataset.tables)
    facts = {
        "title": dataset.title.in_language(language),
        "description": dataset.description.in_language(language),
        "version": dataset.version,
        "created": dataset.created,
        "data_date": dataset.data_date,
        "verification": words[f"{prefix}file.{dataset.verification}"],
        "licence": f"{dataset.licence_title} ({dataset.licence_name}) {dataset.licence_path}",
        "publisher": dataset.publisher,
        "rows": rows,
    }
    for key, value in facts.items():
        yield words[f"{prefix}file.{key}"], value


def _sheet(sheet, table: Table, head) -> None:  # type: ignore[no-untyped-def]  # XlsxWriter has no types
    if len(table.rows) >= MAX_ROWS:
        raise RenderFault(f"{table.name}: {len(table.rows)} rows do not fit a worksheet")
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title.zh, head)
    sheet.set_column(0, len(table.columns) - 1, 16)
    sheet.freeze_panes(1, 0)
    write_string, write_number = _plain(sheet.write_string), _plain(sheet.write_number)
    put_number = partial(_put_number, write_number, write_string)
    puts = [put_number if column.type in NUMBERS else write_string for column in table.columns]
    for number, row in enumerate(table.rows, start=1):
        for place, (text, put) in enumerate(zip(row, puts, strict=True)):
            if text and put(number, place, text) != WRITTEN:
                fault = f"{table.name}, row {number + 1}: a text of {len(text)} characters does not fit a cell"
                raise RenderFault(fault)


def _plain(method: Any) -> Put:
    """A worksheet's method without its look for addresses such as A1, which takes a tenth of the time of a workbook."""
    return partial(method.__wrapped__, method.__self__)


def _put_number(write_number: Put, write_string: Put, row: int, column: int, text: str) -> int:
    """A number as one, where a spreadsheet keeps all its digits."""
    if len(text) <= MAX_EXACT_DIGITS or len(Decimal(text).as_tuple().digits) <= MAX_EXACT_DIGITS:
        return write_number(row, column, float(text))
    return write_string(row, column, text)


def _dictionary(sheet, dataset: Dataset, words: Words, head) -> None:  # type: ignore[no-untyped-def]
    titles = ("table", "column", "column_title", "type", "meaning")
    for place, title in enumerate(titles):
        sheet.write_string(0, place, words[f"file.{title}"], head)
    sheet.set_column(0, 3, 20)
    sheet.set_column(4, 4, 80)
    rows = ((table.name, column) for table in dataset.tables for column in table.columns)
    for number, (table, column) in enumerate(rows, start=1):
        cells = (table, column.name, column.title.zh, column.type, column.description.zh)
        for place, text in enumerate(cells):
            sheet.write_string(number, place, text)


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """A .zip of members in the order given, with fixed time stamps and rights."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, content)
    return stream.getvalue()


def archive_bytes(recipe: Archive) -> bytes:
    """A dataset to keep: canonical CSVs, a Data Package v2 descriptor, dictionary, READMEs, licence and checksums."""
    dataset = recipe.dataset
    files = {f"{table.name}.csv": csv_bytes(table) for table in dataset.tables}
    members = {
        "datapackage.json": _json(descriptor(dataset, files)),
        **files,
        "dictionary.csv": csv_bytes(recipe.dictionary),
        **{f"archive/{code}.txt": text.text.encode() for code, text in dataset.texts.items()},
        **{f"README.{language}.md": _readme(dataset, recipe.words, language) for language in LANGUAGES},
        "LICENSE.txt": f"{dataset.licence_title}\n{dataset.licence_name}\n{dataset.licence_path}\n".encode(),
    }
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(members.items()))
    return zip_bytes({**members, "SHA256SUMS": sums.encode()})


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _readme(dataset: Dataset, words: Words, language: Language) -> bytes:
    lines = [f"- {label}: {value}" for label, value in _facts(dataset, words, language)]
    prefix = "" if language == "zh" else f"{language}."
    sources = [f"- {title} {path}".rstrip() for title, path in dataset.sources]
    head = f"# {dataset.title.in_language(language)}"
    return "\n".join([head, "", *lines, "", f"## {words[f'{prefix}file.sources']}", "", *sources, ""]).encode()


def descriptor(dataset: Dataset, files: Mapping[str, bytes]) -> Mapping[str, object]:
    """The descriptor of a published dataset (Data Package v2), with sizes and hashes of its files."""
    sources = [{"title": title, **({"path": path} if path else {})} for title, path in dataset.sources]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": dataset.name,
        "title": dataset.title.zh,
        "description": dataset.description.zh,
        "version": dataset.version,
        "created": f"{dataset.created}T00:00:00Z",
        "licenses": [{"name": dataset.licence_name, "path": dataset.licence_path, "title": dataset.licence_title}],
        "contributors": [{"title": dataset.publisher, "roles": ["publisher"]}],
        **({"keywords": list(dataset.keywords)} if dataset.keywords else {}),
        "translations": {"en": {"title": dataset.title.en, "description": dataset.description.en}},
        "dataDate": dataset.data_date,
        "verification": dataset.verification,
        **({"sample": True} if dataset.is_sample else {}),
        **({"sources": sources} if sources else {}),
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in dataset.tables],
    }


def _resource(table: Table, data: bytes) -> Mapping[str, object]:
    return {
        "name": table.name,
        "title": table.title.zh,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(column) for column in table.columns],
            "fieldsMatch": "equal",
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> Mapping[str, object]:
    constraints: dict[str, object] = dict(column.constraints)
    if column.is_required:
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    english = {"title": column.title.en, "description": column.description.en}
    return {
        "name": column.name,
        "title": column.title.zh,
        "type": column.type,
        "description": column.description.zh,
        **({"constraints": constraints} if constraints else {}),
        **({"example": column.example} if column.example else {}),
        **({"references": column.refers_to} if column.refers_to else {}),
        "translations": {"en": english},
    }
