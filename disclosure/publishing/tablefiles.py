"""One table as a file. Cells are the source's own text in every format; numbers stay exact."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal

from disclosure.errors import RenderFault
from disclosure.model.siteplan import TableFile
from disclosure.model.tables import MAX_DECIMAL_DIGITS, Column, Table

NUMBERS = frozenset({"number", "integer"})


def table_bytes(recipe: TableFile) -> bytes:
    """The file that a recipe asks for."""
    if recipe.format == "csv":
        return csv_bytes(recipe.table)
    if recipe.format == "excel_csv":
        titles = [column.title.in_language(recipe.language) for column in recipe.table.columns]
        return b"\xef\xbb\xbf" + _csv(titles, recipe.table, "\r\n")
    if recipe.format == "json":
        return json_bytes(recipe.table)
    return parquet_bytes(recipe.table)


def csv_bytes(table: Table) -> bytes:
    """The canonical CSV: UTF-8 without mark, LF, machine names."""
    return _csv([column.name for column in table.columns], table, "\n")


def _csv(header: list[str], table: Table, line_end: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows(table.rows)
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
    return text if is_literal else json.dumps(text, ensure_ascii=False)


def parquet_bytes(table: Table) -> bytes:
    """Parquet with text as text, whole numbers as int64 and numbers as exact decimals."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)
    arrays = [_array(column, texts, pa) for column, texts in zip(table.columns, columns, strict=True)]
    made = pa.Table.from_arrays(arrays, names=[column.name for column in table.columns])
    if made.num_rows != len(table.rows):
        raise RenderFault(f"{table.name}: {made.num_rows} of {len(table.rows)} rows reached the Parquet file")
    stream = io.BytesIO()
    pq.write_table(made, stream, compression="snappy", store_schema=False)
    return stream.getvalue()


def _array(column: Column, texts: tuple[str, ...], pa):  # type: ignore[no-untyped-def]  # pyarrow has no types
    if column.type == "integer":
        return pa.array([int(text) if text else None for text in texts], pa.int64())
    if column.type == "boolean":
        return pa.array([text == "true" if text else None for text in texts], pa.bool_())
    if column.type != "number":
        return pa.array([text or None for text in texts], pa.string())
    values = [Decimal(text) if text else None for text in texts]
    places = max((-int(value.as_tuple().exponent) for value in values if value is not None), default=0)
    return pa.array(values, pa.decimal128(MAX_DECIMAL_DIGITS, max(places, 0)))
