"""Small registers of enterprises, installations and listings in memory, for tests that look at days and names."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from disclosure.model.list_rules import Procedure
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import Text

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
PROCEDURE = Procedure("p", Text("程序"), 15, 36, "rules", "第六条", Text(""))
Cells = Mapping[str, str]
SOURCE = {"source_document": "doc", "source_anchor": "表 1"}


def table(name: str, kind: str, rows: Iterable[Cells]) -> Table:
    """A table of a kind whose rows name only the cells that say something."""
    fields = json.loads((SCHEMAS / f"{kind}.schema.json").read_bytes())["fields"]
    columns = tuple(Column(field["name"], Text(field["title"]), Text(""), field["type"]) for field in fields)
    cells = tuple(tuple({**SOURCE, **row}.get(column.name, "") for column in columns) for row in rows)
    return Table(name, kind, Text(name), columns, (columns[0].name,), cells)


def dataset(
    name: str, *tables: Table, is_sample: bool = False, embargo: str = "", created: str = "2026-06-01"
) -> Dataset:
    """A package of some tables."""
    return Dataset(
        name, Text(name), Text(""), "1.0.0", created, "2026-05-31", "CC0", "", "", "", "", "transcribed", (), (), tables,
        {"name": name}, is_sample=is_sample, embargo_until=embargo,
    )  # fmt: skip


def product(code: str = "clinker") -> Cells:
    return {"code": code, "name": "水泥熟料", "field": "水泥", "unit": "kgce_per_t", "direction": "lower_is_better"}


def enterprise(code: str, name: str) -> Cells:
    return {"code": code, "name": name, "region_code": "1"}


def installation(code: str, name: str, firm: str) -> Cells:
    return {"code": code, "name": name, "enterprise_code": firm, "region_code": "1", "product_code": "clinker"}


def record(code: str, value: str, period: str = "2025") -> Cells:
    return {"installation_code": code, "period": period, "value": value, "unit": "kgce_per_t", "edition": "2023"}


def listing(code: str, installed: str, **more: str) -> Cells:
    """An entry of the lagging list: notice of 2 March, decided on 25 March, valid for three years."""
    return {
        "code": code, "list": "lagging", "installation_code": installed, "period": "2025", "procedure": "p",
        "notice_date": "2026-03-02", "reply": "none", "decision": "listed", "decided_on": "2026-03-25",
        "decided_by": "机关", "document_number": "文号", "valid_to": "2029-03-24", **more,
    }  # fmt: skip


UNDECIDED = {"decision": "", "decided_on": "", "decided_by": "", "document_number": "", "valid_to": ""}
