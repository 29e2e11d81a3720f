"""A small sound world of one enterprise, its installations and their entries, for tests to spoil row by row."""

import json
from collections.abc import Mapping, Sequence
from functools import cache

from disclosure.catalogue import judge_lists
from disclosure.model.findings import Finding, Findings
from disclosure.model.rules import Rules
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import Text
from disclosure.presentation.messages import as_text
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from disclosure.validation.consistency import check_consistency
from disclosure.validation.rows import sheets_of
from tests.conftest import ROOT, descriptor

Row = Mapping[str, str]
SOURCE = {"source_document": "sample-notice", "source_anchor": "附表", "source_quote": "样例"}
WORLD: Mapping[str, Row] = {
    "document": {"code": "sample-notice", "title": "示例公告", "url": ""},
    "region": {"code": "990000", "name": "示例市", "parent": ""},
    "product": {
        "code": "clinker", "field": "水泥", "name": "水泥熟料", "quantity": "单位产品综合能耗", "unit": "kgce_per_t",
        "direction": "lower_is_better", "capacity_unit": "10k_t",
    },
    "efficiency-level": {
        "product_code": "clinker", "edition": "2023", "benchmark_level": "100", "baseline_level": "117",
        "unit": "kgce_per_t",
    },
    "enterprise": {
        "code": "e-001", "name": "示例市青禾水泥有限公司", "name_en": "Qinghe Cement", "credit_code": "91990100MA0000001G",
        "region_code": "990000", "sector_code": "all",
    },
    "installation": {
        "code": "u-001", "name": "青禾 1 号线", "enterprise_code": "e-001", "region_code": "990000",
        "product_code": "clinker", "capacity": "155", "commissioned": "2012-06", "status": "operating",
    },
    "efficiency-record": {
        "installation_code": "u-001", "period": "2025", "value": "120", "value_as_printed": "120", "unit": "kgce_per_t",
        "edition": "2023", "declared_tier": "lagging", "assessed_by": "示例市节能监察中心", "assessed_on": "2026-01-01",
        "origin": "supervision", "legal_basis": "示例市规定第三条",
    },
    "listing": {
        "code": "l-001", "list": "lagging", "installation_code": "u-001", "period": "2025", "procedure": "city-2026",
        "notice_date": "2026-03-02", "reply": "received", "reply_date": "2026-03-17", "reply_text": "已在改造。",
        "reply_outcome": "rejected", "outcome_reason": "改造没有完成。", "decision": "listed", "decided_on": "2026-03-18",
        "decided_by": "示例市发展改革委", "document_number": "示发改〔2026〕9 号", "valid_to": "2029-03-18",
        "corrected_on": "2026-10-20", "corrected_document": "示发改〔2026〕19 号",
    },
    "retrofit": {
        "code": "r-001", "installation_code": "u-001", "title": "篦冷机改造", "goal": "benchmark", "capacity": "155",
        "decided_on": "2026-04-01", "deadline": "2029-04-01", "completed_on": "2026-10-20",
        "accepted_by": "示例市工信局", "value_after": "100",
    },
    "retrofit-step": {
        "retrofit_code": "r-001", "number": "1", "title": "招标", "due": "2026-04-01", "done_on": "2026-04-01",
    },
    "aggregate": {
        "region_code": "990000", "product_code": "clinker", "period": "2025", "quantity": "capacity", "value": "1240",
        "unit": "10k_t", "units": "8", "largest_share": "28",
    },
}  # fmt: skip
"""One sound row of each kind; the installation was listed as lagging, replied, was retrofitted and corrected."""
NOT_CORRECTED = {"corrected_on": "", "corrected_document": ""}
NO_REPLY = {"reply": "none", "reply_date": "", "reply_text": "", "reply_outcome": "", "outcome_reason": ""}
UNDECIDED = {
    "decision": "", "decided_on": "", "decided_by": "", "document_number": "", "valid_to": "", **NOT_CORRECTED,
}  # fmt: skip


@cache
def columns_of(kind: str) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns and the key of a kind, as its schema has them."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_bytes())
    columns = tuple(
        Column(
            name=field["name"],
            title=Text(field["title"]),
            description=Text(""),
            type=field["type"],
            allowed=tuple(field.get("constraints", {}).get("enum", ())),
            refers_to=field.get("references", ""),
            constraints=field.get("constraints", {}),
        )
        for field in schema["fields"]
    )
    return columns, tuple(schema["primaryKey"])


def table_of(kind: str, rows: Sequence[Row]) -> Table:
    """A table whose cells are filled by column name."""
    columns, key = columns_of(kind)
    cells = tuple(tuple({**SOURCE, **row}.get(column.name, "") for column in columns) for row in rows)
    return Table(kind, kind, Text(kind), columns, key, cells)


def package(name: str, tables: Mapping[str, Sequence[Row]], is_sample: bool = False, embargo: str = "") -> Dataset:
    """A package of tables by kind."""
    said = descriptor(name, "region")
    return Dataset(
        name=name, title=Text(f"样例 {name}"), description=Text(""), version="1.0.0", created="2026-11-01",
        data_date="2026-12-31", licence_name="", licence_title="", licence_path="", publisher="", contact="",
        verification="transcribed", keywords=(), sources=(), descriptor={**said, "resources": []},
        tables=tuple(table_of(kind, rows) for kind, rows in tables.items()), is_sample=is_sample, embargo_until=embargo,
    )  # fmt: skip


def rows_of(changes: Mapping[str, Row], more: Mapping[str, Sequence[Row]] | None = None) -> dict[str, list[Row]]:
    """The world's rows with some cells changed, and more rows that differ from the sound ones in some cells."""
    rows: dict[str, list[Row]] = {kind: [{**row, **changes.get(kind, {})}] for kind, row in WORLD.items()}
    for kind, others in (more or {}).items():
        rows[kind] += [{**WORLD[kind], **other} for other in others]
    return rows


@cache
def wordings() -> tuple[Wording, ...]:
    """The words of both languages."""
    return tuple(Wording(language, words) for language, words in read_wording(ROOT / "templates").items())


def judged(rules: Rules, datasets: Sequence[Dataset]) -> list[Finding]:
    """Everything that is found in some packages; all of it can be said in both languages."""
    sheets = sheets_of(datasets)
    found = [*check_consistency(sheets, rules.limits), *judge_lists(datasets, sheets, (), rules)]
    for wording in wordings():
        assert not {"{", "}"} & set("".join(as_text(Findings.of(found), wording)))
    return found


def told(
    rules: Rules, changes: Mapping[str, Row], more: Mapping[str, Sequence[Row]] | None = None
) -> list[tuple[str, str, str]]:
    """What is found in a changed world: code, column and variant of each finding."""
    found = judged(rules, [package("plants", rows_of(changes, more))])
    return sorted((one.code, one.place.field, one.facts.get("problem", "")) for one in found)
