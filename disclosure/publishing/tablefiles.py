"""One table as a file. Cells are the source's own text in every format; numbers stay exact."""

import csv
import io
import json
from collections.abc import Iterator
from functools import lru_cache

from disclosure.errors import RenderFault
from disclosure.model.siteplan import TableFile
from disclosure.model.tables import MAX_DECIMAL_DIGITS, Table

NUMBERS = frozenset({"number", "integer"})
Rows = tuple[tuple[str, ...], ...]
quoted = json.JSONEncoder(ensure_ascii=False).encode


def load() -> None:
    """Load the library of Parquet."""
    import pyarrow.parquet

    pyarrow.parquet.__name__  # noqa: B018  # loading it is all that is asked


def table_bytes(recipe: TableFile) -> bytes:
    """The file that a recipe asks for."""
    if recipe.format == "csv":
        return csv_bytes(recipe.table)
    if recipe.format == "excel_csv":
        titles = tuple(column.title.in_language(recipe.language) for column in recipe.table.columns)
        return b"\xef\xbb\xbf" + _lines((titles,), "\r\n") + _body(recipe.table.rows, "\r\n")
    if recipe.format == "json":
        return json_bytes(recipe.table)
    return parquet_bytes(recipe.table)


def csv_bytes(table: Table) -> bytes:
    """The canonical CSV: UTF-8 without mark, LF, machine names."""
    names = tuple(column.name for column in table.columns)
    return _lines((names,), "\n") + _body(table.rows, "\n")


@lru_cache(maxsize=2)
def _body(rows: Rows, line_end: str) -> bytes:
    """The rows of a table, which are wanted five times one after the other, with two kinds of line end."""
    return _lines(rows, line_end)


def _lines(rows: Rows, line_end: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=line_end).writerows(rows)
    return stream.getvalue().encode()


def json_bytes(table: Table) -> bytes:
    """An array of objects, one a line; numbers with the source's own digits, missing values as null."""
    body = ",\n".join(_json_rows(table))
    return f"[\n{body}\n]\n".encode() if body else b"[]\n"


def _json_rows(table: Table) -> Iterator[str]:
    names = [json.dumps(column.name) for column in table.columns]
    literal = [column.type in NUMBERS or column.type == "boolean" for column in table.columns]
    for row in table.rows:
        parts = (
            f"{name}: {_json_value(text, is_literal)}"
            for name, text, is_literal in zip(names, row, literal, strict=True)
        )
        yield "{" + ", ".join(parts) + "}"


def _json_value(text: str, is_literal: bool) -> str:
    if not text:
        return "null"
    return text if is_literal else quoted(text)


def parquet_bytes(table: Table) -> bytes:
    """Parquet with text as text, whole numbers as int64 and numbers as exact decimals.

    Arrow reads the canonical CSV itself: values handed over from Python would make it load pandas.
    """
    import pyarrow.csv
    import pyarrow.parquet

    data = csv_bytes(table)
    types = {column.name: _arrow_type(table, place) for place, column in enumerate(table.columns)}
    made = pyarrow.csv.read_csv(
        io.BytesIO(data),
        pyarrow.csv.ReadOptions(use_threads=False, block_size=len(data) + 1),
        pyarrow.csv.ParseOptions(newlines_in_values=True),
        pyarrow.csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
        ),
    )
    if made.num_rows != len(table.rows):
        raise RenderFault(f"{table.name}: {made.num_rows} of {len(table.rows)} rows reached the Parquet file")
    stream = io.BytesIO()
    pyarrow.parquet.write_table(made, stream, compression="snappy", store_schema=False)
    return stream.getvalue()


def _arrow_type(table: Table, place: int):  # type: ignore[no-untyped-def]  # pyarrow has no types
    import pyarrow

    kind = table.columns[place].type
    if kind == "integer":
        return pyarrow.int64()
    if kind == "boolean":
        return pyarrow.bool_()
    if kind != "number":
        return pyarrow.string()
    return pyarrow.decimal128(MAX_DECIMAL_DIGITS, max((_places(row[place]) for row in table.rows), default=0))


def _places(number: str) -> int:
    """Digits after the point of a number as it is printed."""
    return len(number.partition(".")[2])
