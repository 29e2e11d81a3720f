"""Registers do not contradict themselves, and rules name only what they hold."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.catalogue import Committed, read_checked
from disclosure.model.findings import Finding, Severity
from disclosure.model.rules import Rules
from tests.conftest import ROOT

Check = Callable[[Path], Committed]


def found(committed: Committed, code: str) -> list[Finding]:
    return [finding for finding in committed.findings if finding.code == code]


def reparent(packages: Path, parents: dict[str, str]) -> None:
    """Give some regions another parent."""
    file = packages / "reference" / "regions.csv"
    lines = [line.split(",") for line in file.read_text("utf-8").splitlines()]
    place = lines[0].index("parent")
    for line in lines[1:]:
        line[place] = parents.get(line[0], line[place])
    file.write_text("\n".join(map(",".join, lines)) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("parents", "circles"),
    [
        ({"150102": "150102"}, ["新城区 → 新城区"]),
        ({"150100": "150102"}, ["呼和浩特市 → 新城区 → 呼和浩特市"]),
        ({"150100": "150102", "150600": "150600"}, ["呼和浩特市 → 新城区 → 呼和浩特市", "鄂尔多斯市 → 鄂尔多斯市"]),
        ({"150102": ""}, []),
    ],
)
def test_no_region_lies_within_itself(
    packages: Path, check: Check, parents: dict[str, str], circles: list[str]
) -> None:
    reparent(packages, parents)
    findings = found(check(packages), "R211")
    assert [finding.facts["circle"] for finding in findings] == circles
    assert {(finding.severity, finding.place.field) for finding in findings} <= {(Severity.ERROR, "parent")}


def test_a_code_is_registered_once_whichever_package_holds_it(packages: Path, check: Check) -> None:
    file = packages / "reference" / "sectors.csv"
    other = packages / "sectors-again"
    other.mkdir()
    text = (packages / "reference" / "datapackage.json").read_text("utf-8")
    assert '"reference"' in text
    for name in ("datapackage.json", "region.schema.json", "sector.schema.json", "indicator.schema.json"):
        (other / name).write_bytes((packages / "reference" / name).read_bytes())
    for name in ("document.schema.json", "regions.csv", "indicators.csv", "documents.csv"):
        (other / name).write_bytes((packages / "reference" / name).read_bytes())
    for name in ("regions.csv", "indicators.csv", "documents.csv"):
        header = (other / name).read_text("utf-8").splitlines()[0]
        (other / name).write_text(f"{header}\n", "utf-8")
    (other / "datapackage.json").write_text(text.replace('"name": "reference"', '"name": "sectors-again"', 1), "utf-8")
    lines = file.read_text("utf-8").splitlines()
    (other / "sectors.csv").write_text(f"{lines[0]}\n{lines[1]}\n", "utf-8")
    findings = found(check(packages), "R205")
    assert [(finding.place.file, finding.place.row, finding.facts["first"]) for finding in findings] == [
        ("sectors-again/sectors.csv", 2, "reference/sectors.csv:2")
    ]


def judged(rules: Rules, **more: object) -> list[tuple[str, str]]:
    """What is said of the shipped packages when the first scope is another one."""
    scopes = (replace(rules.scopes[0], **more), *rules.scopes[1:])  # type: ignore[arg-type]
    committed = read_checked(ROOT / "datapackages", ROOT / "schemas", replace(rules, scopes=scopes))
    assert {finding.place.file for finding in found(committed, "R209")} <= {"rules/scopes.toml"}
    return [(finding.facts["problem"], finding.value) for finding in found(committed, "R209")]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, []), ({"parent": "999999"}, [("unknown", "999999")]), ({"sector": "al"}, [("unknown", "al")]),
        ({"region_kinds": ("provinc",)}, [("empty", "provinc")]), ({"region_kinds": ()}, [("empty", "")]),
        ({"region_kinds": (), "includes_parent": True}, []), ({"parent": "150102"}, [("empty", "province")]),
    ],
)  # fmt: skip
def test_a_scope_names_regions_and_sectors_that_are_registered(
    rules: Rules, more: dict[str, object], said: list[tuple[str, str]]
) -> None:
    assert judged(rules, **more) == said


def test_a_dimension_looks_at_a_registered_indicator(rules: Rules) -> None:
    dimensions = {**rules.dimensions, "total": replace(rules.dimensions["total"], indicator="energy")}
    committed = read_checked(ROOT / "datapackages", ROOT / "schemas", replace(rules, dimensions=dimensions))
    findings = [(finding.place.file, finding.value, finding.facts["name"]) for finding in found(committed, "R209")]
    assert findings == [("rules/dimensions.toml", "energy", "total")]


def test_a_figure_is_drawn_from_a_registered_indicator_or_from_none(rules: Rules) -> None:
    figures = replace(rules.figures, consumption="", comparison="energy_intensitty")
    committed = read_checked(ROOT / "datapackages", ROOT / "schemas", replace(rules, figures=figures))
    findings = [(finding.place.file, finding.value, finding.facts["name"]) for finding in found(committed, "R209")]
    assert findings == [("rules/figures.toml", "energy_intensitty", "comparison")]


@pytest.mark.parametrize(
    ("file", "more", "said"),
    [
        ("lists", {"duty": "nowhere"}, [("unknown", "duty", "nowhere")]),
        ("lists", {"duty": "sample-list-rules"}, [("sample", "duty", "sample-list-rules")]),
        ("lists", {"sample-2026": "nowhere"}, [("unknown", "sample-2026", "nowhere")]),
        ("lists", {"sample-2026": "nbs-bulletin-2020"}, [("real", "sample-2026", "nbs-bulletin-2020")]),
        ("lists", {"city-2026": "nowhere"}, [("unknown", "city-2026", "nowhere")]),
        ("lists", {"city-2026": "sample-list-rules"}, [("sample", "city-2026", "sample-list-rules")]),
        ("editions", {"2023": "nowhere"}, [("unknown", "2023", "nowhere")]),
        ("lists", {}, []),
    ],
)  # fmt: skip
def test_what_rules_of_lists_rest_on_is_a_registered_document(
    rules: Rules, file: str, more: dict[str, str], said: list[tuple[str, str, str]]
) -> None:
    committed = read_checked(ROOT / "datapackages", ROOT / "schemas", resting(rules, more))
    findings = found(committed, "R209")
    assert [(one.facts["problem"], one.facts["name"], one.facts["code"]) for one in findings] == said
    assert {(one.place.file, one.severity) for one in findings} <= {(f"rules/{file}.toml", Severity.ERROR)}


def resting(rules: Rules, documents: dict[str, str]) -> Rules:
    """The rules with other documents, by procedure, edition or `duty`."""
    assert rules.lists.duty
    duty = replace(rules.lists.duty, document=documents.get("duty", rules.lists.duty.document))
    procedures = {
        code: replace(one, document=documents.get(code, one.document)) for code, one in rules.lists.procedures.items()
    }
    editions = {code: replace(one, document=documents.get(code, one.document)) for code, one in rules.editions.items()}
    return replace(rules, editions=editions, lists=replace(rules.lists, duty=duty, procedures=procedures))


def test_a_procedure_of_the_sample_is_looked_up_where_the_sample_is_there_and_shown(
    rules: Rules, packages: Path, check: Check
) -> None:
    assert found(check(packages), "R209") == []
    hidden = replace(resting(rules, {"sample-2026": "nowhere"}), site=replace(rules.site, sample=None))
    assert found(read_checked(ROOT / "datapackages", ROOT / "schemas", hidden), "R209") == []


def test_packages_without_the_registers_that_the_rules_name_are_refused(packages: Path, check: Check) -> None:
    for package in packages.iterdir():
        if package.name != "hohhot-targets-2021-2025":
            shutil.rmtree(package)
    findings = found(check(packages), "R209")
    assert [finding.facts["register"] for finding in findings] == ["regions", "sectors", "indicators", "documents"]
    assert {finding.facts["problem"] for finding in findings} == {"absent"}
