"""Frictionless judges descriptors and schemas, and what it accepted is not shown to it twice."""

import json
from collections.abc import Mapping

import frictionless
import pytest

from disclosure.sources.standard import Standard
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "schemas/region.schema.json").read_bytes())
PACKAGE = json.loads((ROOT / "datapackages/reference/datapackage.json").read_bytes())


class Notes:
    """A memory that can be counted."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def fetch(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def store(self, key: str, data: bytes) -> bytes:
        self.kept[key] = data
        return data


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What frictionless was asked about, in order."""
    calls: list[str] = []
    read, validate = frictionless.Schema.from_descriptor, frictionless.Package.metadata_validate

    def from_descriptor(schema: Mapping[str, object]) -> object:
        calls.append("schema")
        return read(dict(schema))

    def metadata_validate(package: Mapping[str, object]) -> object:
        calls.append("package")
        return validate(dict(package))

    monkeypatch.setattr(frictionless.Schema, "from_descriptor", from_descriptor)
    monkeypatch.setattr(frictionless.Package, "metadata_validate", metadata_validate)
    return calls


def test_what_was_accepted_is_not_asked_again(asked: list[str]) -> None:
    standard = Standard(Notes())
    for _ in range(2):
        assert standard.schema_fault(SCHEMA) == ""
        assert standard.package_faults(PACKAGE) == []
    assert asked == ["schema", "package"]


def test_what_was_refused_is_asked_again_and_refused_again(asked: list[str]) -> None:
    standard = Standard(Notes())
    for _ in range(2):
        assert "nonsense" in standard.schema_fault({"fields": [{"name": "a", "type": "nonsense"}]})
        assert standard.package_faults({**PACKAGE, "resources": [{"name": "a"}]}) != []
    assert asked == ["schema", "package"] * 2


def test_anything_that_changed_is_judged_anew(asked: list[str]) -> None:
    standard = Standard(Notes())
    standard.package_faults(PACKAGE)
    assert standard.package_faults({**PACKAGE, "resources": [{"name": "a"}]}) != []
    assert asked == ["package", "package"]


def test_another_release_of_frictionless_judges_anew(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    standard = Standard(Notes())
    standard.schema_fault(SCHEMA)
    monkeypatch.setattr("disclosure.sources.standard.version", lambda _library: "0")
    standard.schema_fault(SCHEMA)
    assert asked == ["schema", "schema"]


def test_without_a_memory_everything_is_asked(asked: list[str]) -> None:
    for _ in range(2):
        Standard().schema_fault(SCHEMA)
    assert asked == ["schema", "schema"]
