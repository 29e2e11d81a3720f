"""The tables of a dataset on its page: their files, their first rows, and what each column means."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.tables import Column, Dataset, Table
from disclosure.presentation import addresses, downloads
from disclosure.presentation.view import Cell, View, cell, column, table

MOST_ROWS, MOST_ROWS_OF_ALL = 10, 30
"""How many rows of a table are shown, and of all the tables of a dataset: the files have the rest."""


def facts(view: View, dataset: Dataset, found: Table) -> Mapping[str, object]:
    """One table of a dataset as its page shows it."""
    title = view.text(found.title)
    files = tuple(
        {
            "label": view.word(f"dataset.file_{form}"),
            "address": addresses.table_file(dataset.name, found.name, extension),
        }
        for form, extension in downloads.FORMATS.items()
    )
    return {
        "id": found.name,
        "title": title,
        "lang": view.lang(found.title),
        "answer": _answer(view, found),
        "files": files,
        "missing": _missing(view, found),
        "preview": _preview(view, found, title, first_rows(dataset, found)),
        "dictionary": _dictionary(view, found, title),
    }


def _answer(view: View, found: Table) -> str:
    """How many rows and columns a table has; and that rows are held back where none of them may be published."""
    if found.is_withheld and not found.rows:
        return view.word("dataset.table_withheld")
    return view.word("dataset.table_answer", rows=len(found.rows), columns=len(found.columns))


def _missing(view: View, found: Table) -> str:
    names = [item.name for item in found.columns]
    if "value_status" not in names:
        return ""
    place = names.index("value_status")
    counts = Counter(row[place] for row in found.rows if row[place])
    if not counts:
        return ""
    reasons = view.wording.list(
        view.word("dataset.missing_reason", reason=view.word(f"value_status.{status}"), count=count)
        for status, count in sorted(counts.items())
    )
    return view.word("dataset.missing_count", count=counts.total(), reasons=reasons)


def first_rows(dataset: Dataset, found: Table) -> Sequence[Sequence[str]]:
    """The rows of a table that its page shows; the more tables a dataset has, the fewer of each."""
    return found.rows[: min(MOST_ROWS, MOST_ROWS_OF_ALL // len(dataset.tables))]


def _preview(view: View, found: Table, title: str, shown: Sequence[Sequence[str]]) -> Mapping[str, object]:
    places = [place for place, item in enumerate(found.columns) if _is_worth_showing(item, shown, place)]
    empty = "preview_withheld" if found.is_withheld else "preview_empty"
    key = "preview" if len(found.rows) > len(shown) else "preview_all" if shown else empty
    columns = tuple(
        column(view.text(found.columns[place].title), is_number=found.columns[place].type == "number")
        for place in places
    )
    rows = tuple(tuple(_data_cell(view, row[place]) for place in places) for row in shown)
    return table(view.word(f"dataset.{key}", table=title, count=len(shown)), columns, rows)


def _is_worth_showing(item: Column, shown: Sequence[Sequence[str]], place: int) -> bool:
    return item.is_required or any(row[place] for row in shown)


def _data_cell(view: View, text: str) -> Cell:
    has_chinese = not text.isascii()
    lang = view.word("language.other_code") if has_chinese and view.language == "en" else ""
    return cell(text, lang=lang)


def _dictionary(view: View, found: Table, title: str) -> Mapping[str, object]:
    columns = (
        column(view.word("dataset.column")),
        column(view.word("dictionary.title")),
        column(view.word("dataset.type")),
        column(view.word("dataset.meaning")),
    )
    rows = tuple(tuple(_dictionary_row(view, item)) for item in found.columns)
    return table(view.word("dataset.dictionary_caption", table=title), columns, rows)


def _dictionary_row(view: View, item: Column) -> Iterator[Cell]:
    yield cell(item.name)
    yield cell(view.text(item.title), lang=view.lang(item.title))
    kind = view.word(f"column_type.{item.type}")
    yield cell(f"{kind}{view.word('list.separator')}{view.word('dataset.required')}" if item.is_required else kind)
    limits = [view.text(item.description)]
    if item.allowed:
        limits.append(view.word("dataset.allowed") + view.word("site.colon") + ", ".join(item.allowed))
    if item.refers_to:
        limits.append(view.word(f"register.{item.refers_to}"))
    yield cell(view.word("sentence.separator").join(filter(None, limits)), lang=view.lang(item.description))
