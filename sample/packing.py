"""Writes a data package: tables with the house's schemas beside them, and a descriptor that says it is a sample."""

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS, TEXTS = ROOT / "schemas", Path(__file__).parent / "texts"
SEED = "示例市 2026"
CREATED = "2026-11-20T00:00:00Z"
"""When the packages are published; the latest date of the real ones is a day later, and decides the default day."""
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a package: its name, the kind of its rows, its titles, and the rows."""

    name: str
    kind: str
    title: str
    title_en: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Package:
    """What a descriptor says, and the tables."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    data_date: str
    sheets: Sequence[Sheet]
    keywords: Sequence[str] = ()
    embargo_until: str = ""
    archive: Sequence[str] = ()
    """The documents whose texts it archives, from the folder of this module."""


def read(name: str) -> Mapping[str, Any]:
    """The facts that one of the city's files of facts holds."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def spread(key: str, low: int, high: int) -> int:
    """A whole number from `low` to `high` that looks drawn by lot and is the same for one key on every machine.

    >>> spread("capacity of u-001", 90, 200) == spread("capacity of u-001", 90, 200)
    True
    """
    digest = hashlib.sha256(f"{SEED}:{key}".encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def rounded(value: Decimal, places: int) -> str:
    """A number as a document prints it, rounded half up.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal("-3"), 1)
    ('2.35', '-3.0')
    """
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def source(document: str, anchor: str, quote: str, also: str = "") -> Row:
    """The columns that say where a row stands."""
    return {"source_document": document, "source_anchor": anchor, "source_quote": quote, "source_also": also}


def write_packages(packages: Iterable[Package], folder: Path) -> None:
    """Write each package into its own folder below `folder`; what stands there under the same names is replaced."""
    for package in packages:
        home = folder / package.name
        home.mkdir(parents=True, exist_ok=True)
        for sheet in package.sheets:
            schema = (SCHEMAS / f"{sheet.kind}.schema.json").read_bytes()
            (home / f"{sheet.kind}.schema.json").write_bytes(schema)
            names = [field["name"] for field in json.loads(schema)["fields"]]
            (home / f"{sheet.name}.csv").write_bytes(_table(names, sheet.rows))
        for code in package.archive:
            (home / "archive").mkdir(exist_ok=True)
            (home / "archive" / f"{code}.txt").write_bytes((TEXTS / f"{code}.txt").read_bytes())
        text = json.dumps(_descriptor(package), ensure_ascii=False, indent=2) + "\n"
        (home / "datapackage.json").write_bytes(text.encode())


def _table(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table as bytes; a row with a column that the schema does not know raises `ValueError`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _descriptor(package: Package) -> Mapping[str, object]:
    embargo = {"embargoUntil": package.embargo_until} if package.embargo_until else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "version": "1.0.0",
        "created": CREATED,
        "keywords": ["示例市", "虚构", *package.keywords],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0",
            }
        ],
        "contributors": [{"title": "数据编辑组", "roles": ["creator", "contact"]}],
        "sources": [{"title": "虚构的文件，见文件登记表"}],
        "languages": ["zh-CN", "en"],
        "translations": {"en": {"title": package.title_en, "description": package.description_en}},
        "dataDate": package.data_date,
        "status": "provisional",
        "verification": "no_original",
        "sample": True,
        **embargo,
        "resources": [_resource(sheet) for sheet in package.sheets],
    }


def _resource(sheet: Sheet) -> Mapping[str, object]:
    return {
        "name": sheet.name,
        "title": sheet.title,
        "path": f"{sheet.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": f"{sheet.kind}.schema.json",
        "translations": {"en": {"title": sheet.title_en}},
    }
