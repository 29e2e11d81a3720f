import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from disclosure.errors import RenderFault
from disclosure.model.rules import Rules
from disclosure.model.siteplan import Archive, TableFile, Workbook
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import Text
from disclosure.publishing.tablefiles import parquet_bytes, table_bytes
from disclosure.publishing.workbooks import archive_bytes, workbook_bytes
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT

COLUMNS = (
    Column("code", Text("代码", "Code"), Text("地区代码"), "string", is_required=True),
    Column("name", Text("名称", "Name"), Text("地区名称"), "string"),
    Column("value", Text("数值", "Value"), Text("变化率"), "number"),
    Column("rank", Text("次序", "Order"), Text("次序"), "integer"),
)
ROWS = (
    ("010", "甲,“乙”", "-3.50", "1"),
    ("020", "丙", "", ""),
    ("123456789012345678", "", "0.1234567890123456789", "3"),
)
TABLE = Table("points", "derived", Text("样例", "Sample"), COLUMNS, ("code",), ROWS)


@pytest.fixture(scope="module")
def words() -> dict[str, str]:
    read = read_wording(ROOT / "templates")
    return {**read["zh"], **{f"en.{key}": text for key, text in read["en"].items()}}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return Dataset(
        "sample", Text("样例数据", "Sample data"), Text("说明", "About"), "1.0.0", "2026-01-01", "2025-12-31", "CC-BY-4.0",
        "知识共享", "https://example.org/licence", "样例", "", "transcribed", ("样例",), (("某文件", ""),), (TABLE,), {},
    )  # fmt: skip


def made(form: str) -> bytes:
    return table_bytes(TableFile(TABLE, form))


def test_the_canonical_csv_is_the_source_s_own_text() -> None:
    data = made("csv")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert list(csv.reader(io.StringIO(data.decode()))) == [[c.name for c in COLUMNS], *map(list, ROWS)]


def test_the_csv_for_spreadsheets_has_a_mark_and_chinese_headers() -> None:
    data = made("excel_csv")
    assert data.startswith(b"\xef\xbb\xbf" + "代码,名称,数值,次序\r\n".encode())
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:] == list(map(list, ROWS))


def test_json_keeps_the_digits_of_numbers_and_codes_as_text() -> None:
    rows = json.loads(made("json"), parse_float=Decimal, parse_int=Decimal)
    assert [row["value"] for row in rows] == [Decimal("-3.50"), None, Decimal("0.1234567890123456789")]
    assert [row["code"] for row in rows] == ["010", "020", "123456789012345678"]
    assert '"value": -3.50' in made("json").decode()


def test_parquet_holds_exact_decimals_and_text_codes() -> None:
    table = pq.read_table(io.BytesIO(made("parquet")))
    assert table.column("code").to_pylist() == [row[0] for row in ROWS]
    assert table.column("value").to_pylist() == [Decimal("-3.5"), None, Decimal("0.1234567890123456789")]
    assert table.column("rank").to_pylist() == [1, None, 3]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)
"""Also commas, quotes and outer spaces; the strict reader lets fewer characters through, and no control character."""
NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=6).map(str)


@given(st.lists(st.tuples(WORDS, WORDS, st.just("") | NUMBERS, st.just("") | st.integers(-9, 9).map(str))))
def test_parquet_and_json_hold_what_the_rows_hold(rows: list[tuple[str, str, str, str]]) -> None:
    table = Table("points", "derived", Text("样例"), COLUMNS, (), tuple(rows))
    wanted = [
        {
            "code": code or None,
            "name": name or None,
            "value": Decimal(value) if value else None,
            "rank": int(rank) if rank else None,
        }
        for code, name, value, rank in rows
    ]
    assert pq.read_table(io.BytesIO(parquet_bytes(table))).to_pylist() == wanted
    assert json.loads(table_bytes(TableFile(table, "json")), parse_float=Decimal) == wanted


def test_tables_are_written_without_pandas() -> None:
    code = "import sys, tests.publishing.test_files as files; files.made('parquet'); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_workbook_has_codes_as_text_numbers_as_numbers_and_no_formula(
    dataset: Dataset, words: dict[str, str]
) -> None:
    data = workbook_bytes(Workbook(dataset, words))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["封面", "points", "字段说明"]
    sheet = book["points"]
    assert [cell.value for cell in sheet[1]] == ["代码", "名称", "数值", "次序"]
    assert [cell.value for cell in sheet[2]] == ["010", "甲,“乙”", -3.5, 1]
    assert sheet["C4"].value == "0.1234567890123456789"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert data == workbook_bytes(Workbook(dataset, words))
    with zipfile.ZipFile(io.BytesIO(data)) as members:
        assert {member.date_time for member in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_that_a_cell_would_cut_is_refused(dataset: Dataset, words: dict[str, str]) -> None:
    long = Table("points", "derived", Text(""), COLUMNS, (), (("010", "长" * 32_768, "", ""),))
    whole = Dataset(**{name: getattr(dataset, name) for name in Dataset.__slots__} | {"tables": (long,)})
    with pytest.raises(RenderFault, match="32768"):
        workbook_bytes(Workbook(whole, words))


def test_the_archive_is_valid_whole_and_reproducible(dataset: Dataset, words: dict[str, str], tmp_path: Path) -> None:
    recipe = Archive(dataset, words, Table("dictionary", "derived", Text(""), COLUMNS[:1], (), (("code",),)))
    data = archive_bytes(recipe)
    assert data == archive_bytes(recipe)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["note"])
    for line in (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == checksum
    assert {path.name for path in tmp_path.iterdir()} == {
        "datapackage.json", "points.csv", "dictionary.csv", "README.zh.md", "README.en.md", "LICENSE.txt", "SHA256SUMS",
    }  # fmt: skip


def test_the_longest_numbers_of_the_limits_fit_every_file_exactly(rules: Rules) -> None:
    """The widest whole part beside the longest decimals in one column: what an exact decimal column must hold at once."""
    limits = rules.limits
    texts = ("9" * limits.max_whole_digits, f"-{'9' * limits.max_whole_digits}.{'9' * limits.max_decimals}", "0")
    column = Column("value", Text("数值"), Text(""), "number")
    table = Table("longest", "observation", Text("数值"), (column,), ("value",), tuple((text,) for text in texts))
    read = pq.read_table(io.BytesIO(parquet_bytes(table)))
    assert [Decimal(text) for text in texts] == read.column("value").to_pylist()
