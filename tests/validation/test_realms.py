"""The sample and the real places keep apart; a package that waits for its day says so."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from disclosure.model.findings import Findings, Severity
from disclosure.model.rules import Rules
from disclosure.presentation.messages import as_text
from tests.validation.plants import WORLD, Row, judged, package, rows_of, wordings

REGION, OBSERVED = "region", "observation"
OF_PLACES: Row = {"region_code": "150100", "source_document": "real-plan", "sector_code": "all"}
DEFINED = ("product", "efficiency-level")
REAL: Mapping[str, list[Row]] = {
    "document": [{"code": "real-plan", "title": "规划"}],
    REGION: [{"code": "150100", "name": "某市", "parent": "", "source_document": "real-plan"}],
    "sector": [{"code": "all", "name": "全社会", "source_document": "real-plan"}],
    **{kind: [{**WORLD[kind], "source_document": "real-plan"}] for kind in DEFINED},
    "anomaly": [{"code": "A01", "source_document": "real-plan"}],
}  # fmt: skip


def told(rules: Rules, sample: Mapping[str, list[Row]], real: Mapping[str, list[Row]] = REAL) -> list[tuple[str, ...]]:
    found = judged(rules, [package("real", real), package("sample", sample, is_sample=True)])
    return [
        (one.place.file, one.place.field, one.facts["problem"], one.facts["code"])
        for one in found
        if one.code == "R212"
    ]


def sample(**changes: Row) -> dict[str, list[Row]]:
    """The sample's own rows beside real definitions."""
    rows = rows_of({kind.replace("_", "-"): change for kind, change in changes.items()})
    return {kind: found for kind, found in rows.items() if kind not in DEFINED}


def test_the_sample_shares_definitions_and_nothing_else(rules: Rules) -> None:
    assert told(rules, sample()) == []


@pytest.mark.parametrize(
    ("kind", "column", "code"),
    [
        ("region", "parent", "150100"), ("enterprise", "region_code", "150100"), ("installation", "region_code", "150100"),
        ("aggregate", "region_code", "150100"), ("listing", "source_document", "real-plan"),
        ("listing", "source_also", "sample-notice;real-plan"),
    ],
)  # fmt: skip
def test_the_sample_says_nothing_of_real_places(rules: Rules, kind: str, column: str, code: str) -> None:
    found = told(rules, sample(**{kind: {column: code}}))
    assert found == [(f"sample/{kind}.csv", column, "sample", code.rpartition(";")[2])]


def test_levels_of_the_sample_may_cite_real_documents(rules: Rules) -> None:
    own = {**WORLD["product"], "code": "glass", "source_document": "real-plan"}
    assert told(rules, {**sample(), "product": [own]}) == []


@pytest.mark.parametrize(
    ("kind", "row", "column", "code"),
    [
        ("aggregate", {**WORLD["aggregate"], "source_document": "real-plan"}, "region_code", "990000"),
        ("aggregate", {**WORLD["aggregate"], "region_code": "150100"}, "source_document", "sample-notice"),
        ("enterprise", {**WORLD["enterprise"], "code": "e-9", "name": "另一家", **OF_PLACES, "region_code": "990000"}, "region_code", "990000"),
        ("installation", {**WORLD["installation"], "code": "u-9", **OF_PLACES}, "enterprise_code", "e-001"),
        ("retrofit", {**WORLD["retrofit"], "code": "r-9", "source_document": "real-plan"}, "installation_code", "u-001"),
        ("limit-grade", {"standard": "GB 1", "source_document": "sample-notice"}, "source_document", "sample-notice"),
    ],
)  # fmt: skip
def test_real_data_never_uses_what_is_invented(rules: Rules, kind: str, row: Row, column: str, code: str) -> None:
    found = told(rules, sample(), {**REAL, kind: [*REAL.get(kind, []), row]})
    assert found == [(f"real/{kind}.csv", column, "real", code)]


def unoriginal(rules: Rules, of_package: str, of_document: str, is_sample: bool) -> list[tuple[str, str]]:
    """The places at which somebody claims wrongly that there is no original."""
    rows = {**rows_of({}), "document": [{**WORLD["document"], "verification": of_document}]}
    made = replace(package("plants", rows, is_sample=is_sample), verification=of_package)
    found = [one for one in judged(rules, [made]) if one.code == "R212"]
    assert {one.facts["problem"] for one in found} <= {"no_original"}
    return [(one.place.file, one.place.field) for one in found]


@pytest.mark.parametrize("is_sample", [True, False])
@pytest.mark.parametrize("of_package", ["transcribed", "issuer_checked", "no_original"])
@pytest.mark.parametrize("of_document", ["", "transcribed", "issuer_checked", "no_original"])
def test_only_what_is_invented_has_no_original(
    rules: Rules, of_package: str, of_document: str, is_sample: bool
) -> None:
    places = [("plants/datapackage.json", "verification")] * (of_package == "no_original")
    places += [("plants/document.csv", "verification")] * (of_document == "no_original")
    assert unoriginal(rules, of_package, of_document, is_sample) == places * (not is_sample)


def test_a_real_document_beside_the_sample_has_an_original(rules: Rules) -> None:
    real = {**REAL, "document": [{**REAL["document"][0], "verification": "no_original"}]}
    found = judged(
        rules, [package("real", real), replace(package("sample", sample(), True), verification="no_original")]
    )
    told = [(one.place.file, one.facts["problem"]) for one in found if one.code == "R212"]
    assert told == [("real/document.csv", "no_original")]


def test_without_a_sample_nothing_is_foreign(rules: Rules) -> None:
    found = judged(rules, [package("real", REAL)])
    assert [one.code for one in found] == []


@pytest.mark.parametrize(
    ("early", "late", "is_told"),
    [("", "2026-12-31", True), ("2026-12-30", "2026-12-31", True), ("2026-12-31", "2026-12-31", False),
     ("2027-01-01", "2026-12-31", False), ("2026-12-31", "", False), ("", "", False)],
)  # fmt: skip
@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("region", {"region_code"}), ("enterprise", {"enterprise_code"}), ("installation", {"installation_code"}),
        ("product", {"product_code"}), ("retrofit", {"retrofit_code"}), ("document", {"source_document"}),
    ],
)  # fmt: skip
def test_what_is_due_refers_to_nothing_that_is_due_later(
    rules: Rules, kind: str, told: set[str], early: str, late: str, is_told: bool
) -> None:
    rows = rows_of({})
    register = {kind: rows.pop(kind)}
    found = judged(rules, [package("early", rows, embargo=early), package("late", register, embargo=late)])
    there = {one.place.field for one in found if one.code == "P410" and one.place.file.startswith("early/")}
    assert there == (told if is_told else set())


def test_what_is_registered_early_too_may_be_referred_to(rules: Rules) -> None:
    rows = rows_of({})
    found = judged(rules, [package("early", rows), package("late", {"region": rows["region"]}, embargo="2026-12-31")])
    assert [one.code for one in found if one.code == "P410"] == []


def test_one_of_several_codes_is_found(rules: Rules) -> None:
    rows = rows_of({"listing": {"source_also": "sample-notice;later-notice"}})
    later = {"document": [{**WORLD["document"], "code": "later-notice"}]}
    found = judged(rules, [package("early", rows), package("late", later, embargo="2026-12-31")])
    assert [(one.place.field, one.facts["code"]) for one in found if one.code == "P410"] == [
        ("source_also", "later-notice")
    ]


def test_a_package_that_waits_for_its_day_says_so_and_stops_nothing(rules: Rules) -> None:
    found = judged(rules, [package("plants", rows_of({}), embargo="2026-12-31")])
    assert [(one.code, one.severity, one.place.file, one.facts["date"]) for one in found] == [
        ("P409", Severity.NOTICE, "plants/datapackage.json", "2026-12-31")
    ]
    for wording in wordings():
        title, *_ = as_text(Findings.of(found), wording)
        assert "2026-12-31" in title
