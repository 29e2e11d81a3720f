"""What many tests need: the shipped rules, words and data, and small packages of their own."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from disclosure.catalogue import Committed, read_checked
from disclosure.model.release import Release
from disclosure.model.rules import Rules
from disclosure.releasing import releases_of
from disclosure.sources.rules import read_rules

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "packages"
"""Packages for tests to spoil: they stay as they are however much data is shipped."""
REGISTERS = ("reference",)
"""The shipped packages that hold the registers, which every package for tests refers to."""
NO_ARCHIVE = shutil.ignore_patterns("archive")
"""Packages that tests write quote what no archived text says."""

settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def rules() -> Rules:
    return read_rules(ROOT / "rules")


@pytest.fixture(scope="session")
def committed(rules: Rules) -> Committed:
    return read_checked(ROOT / "datapackages", ROOT / "schemas", rules)


@pytest.fixture(scope="session")
def release(rules: Rules, committed: Committed) -> Release:
    return releases_of(committed.datasets, rules, None).real


def small_packages(folder: Path, registers: Sequence[str] = REGISTERS) -> Path:
    """Write the packages for tests into a new folder, with the schemas of today and beside the shipped registers."""
    shutil.copytree(SMALL, folder)
    for package in SMALL.iterdir():
        for resource in json.loads((package / "datapackage.json").read_bytes())["resources"]:
            shutil.copy(ROOT / "schemas" / resource["schema"], folder / package.name)
    for name in registers:
        shutil.copytree(ROOT / "datapackages" / name, folder / name)
    return folder


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """The targets of annex 1 of Hohhot's plan beside the shipped registers: packages that a test may spoil."""
    return small_packages(tmp_path / "datapackages")


@pytest.fixture
def check(rules: Rules) -> Callable[[Path], Committed]:
    """Read and judge a packages folder with the shipped rules and schemas."""
    return lambda folder: read_checked(folder, ROOT / "schemas", rules)


@pytest.fixture
def write_package(tmp_path: Path) -> Callable[..., Path]:
    """Write a package with one table of a kind from a header and rows of text, beside the shipped registers."""

    def write(kind: str, rows: Sequence[Mapping[str, str]], name: str = "sample") -> Path:
        folder = tmp_path / "datapackages"
        if not (folder / "reference").exists():
            shutil.copytree(ROOT / "datapackages" / "reference", folder / "reference", ignore=NO_ARCHIVE)
        package = folder / name
        package.mkdir(exist_ok=True)
        schema = ROOT / "schemas" / f"{kind}.schema.json"
        shutil.copy(schema, package)
        names = [field["name"] for field in json.loads(schema.read_bytes())["fields"]]
        lines = [",".join(names), *(",".join(row.get(column, "") for column in names) for row in rows)]
        (package / "table.csv").write_text("\n".join(lines) + "\n", "utf-8")
        (package / "datapackage.json").write_text(json.dumps(descriptor(name, kind)), "utf-8")
        return folder

    return write


def descriptor(name: str, kind: str) -> Mapping[str, object]:
    """A descriptor that keeps the closed profile."""
    return {
        "name": name,
        "title": f"样例 {name}",
        "description": f"样例数据包 {name}，地区、数字和文件都是为测试编的。",
        "version": "1.0.0",
        "created": "2026-01-01T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0"}],
        "contributors": [{"title": "样例"}],
        "dataDate": "2025-12-31",
        "status": "final",
        "verification": "transcribed",
        "resources": [
            {
                "name": "table", "title": "样例", "path": "table.csv", "type": "table", "format": "csv",
                "mediatype": "text/csv", "encoding": "utf-8", "schema": f"{kind}.schema.json",
            }
        ],
    }  # fmt: skip


def observation(**more: str) -> Mapping[str, str]:
    """A sound row of observations."""
    return {
        "region_code": "150102", "sector_code": "all", "indicator_code": "energy_intensity",
        "measure": "yearly_change", "period": "2021", "vintage": "1", "value": "-3.5", "value_as_printed": "-3.5",
        "unit": "percent", "status": "final", "processing": "none", "source_document": "nbs-bulletin-2020",
        "source_anchor": "样例", "source_quote": "样例", **more,
    }  # fmt: skip


def target(**more: str) -> Mapping[str, str]:
    """A sound row of targets."""
    return {
        "region_code": "150600", "sector_code": "all", "indicator_code": "energy_intensity",
        "measure": "cumulative_change", "period": "2021-2025", "kind": "basic", "value": "-12",
        "value_as_printed": "12", "unit": "percent", "nature": "binding", "status": "in_force",
        "processing": "sign_reversed", "source_document": "nbs-bulletin-2020", "source_anchor": "样例",
        "source_quote": "样例", **more,
    }  # fmt: skip
