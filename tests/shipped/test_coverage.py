"""What the page of coverage says, counted again from the committed files alone."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pytest

from disclosure.measures.coverage import conversions_of, coverage_of, in_all
from disclosure.model.release import Release
from disclosure.model.siteplan import Page
from disclosure.presentation import coverage_page
from tests.conftest import ROOT
from tests.presentation.conftest import views_of

KINDS = {
    "target": "targets",
    "observation": "observations",
    "official-assessment": "official",
    "provision": "provisions",
    "efficiency-level": "levels",
    "limit-grade": "levels",
}
Row = Mapping[str, str]


def committed_rows() -> Iterator[tuple[str, Row]]:
    """The kind and the cells of every row about a real region, straight from the files."""
    for file in sorted((ROOT / "datapackages").glob("*/datapackage.json")):
        descriptor = json.loads(file.read_bytes())
        for resource in () if descriptor.get("sample") else descriptor["resources"]:
            kind = resource["schema"].removesuffix(".schema.json")
            if kind in KINDS:
                with (file.parent / resource["path"]).open(encoding="utf-8-sig", newline="") as table:
                    yield from ((KINDS[kind], row) for row in csv.DictReader(table))


@pytest.fixture(scope="module")
def rows() -> Sequence[tuple[str, Row]]:
    return list(committed_rows())


def archived(document: str) -> str:
    file = ROOT / "datapackages/reference/archive" / f"{document}.txt"
    return re.sub(r"\s", "", file.read_text("utf-8")) if file.exists() else ""


def stands(quote: str, text: str) -> bool:
    """Whether the pieces of a quote stand in a text one after the other."""
    pieces = [re.escape(re.sub(r"\s", "", piece)) for piece in re.split("…+", quote) if piece.strip()]
    return re.search(".*?".join(pieces), text, re.DOTALL) is not None


def test_every_record_is_counted_under_its_document_and_kind(release: Release, rows: Sequence[tuple[str, Row]]) -> None:
    counted = {code: dict(part.kinds) for code, part in coverage_of(release).items()}
    expected: dict[str, Counter[str]] = {}
    for kind, row in rows:
        expected.setdefault(row["source_document"], Counter())[kind] += 1
    assert counted == {code: dict(kinds) for code, kinds in expected.items()}
    assert in_all(coverage_of(release)).records == len(rows)


def test_every_record_has_its_place_and_quote_and_archived_quotes_stand_in_their_text(
    release: Release, rows: Sequence[tuple[str, Row]]
) -> None:
    total = in_all(coverage_of(release))
    own = [row for _, row in rows if archived(row["source_document"])]
    assert total.placed == sum(bool(row["source_anchor"].strip()) for _, row in rows) == total.records
    assert total.quoted == sum(bool(row["source_quote"].strip()) for _, row in rows) == total.records
    found = sum(
        row.get("processing") == "computed" or stands(row["source_quote"], archived(row["source_document"]))
        for row in own
    )
    assert total.found == found == total.archived == len(own)


def test_flags_are_counted_by_record_and_by_kind_of_anomaly(release: Release, rows: Sequence[tuple[str, Row]]) -> None:
    assert in_all(coverage_of(release)).flagged == sum(bool(row.get("anomaly")) for _, row in rows)
    with (ROOT / "datapackages/reference/anomalies.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["code"]: row["kind"] for row in csv.DictReader(file)}
    flags = Counter(kinds[code] for _, row in rows for code in row.get("anomaly", "").split(";") if code)
    listed = _table(release, "anomalies")
    assert {row[0]: int(row[2]) for row in listed} == {_kind(release, kind): flags[kind] for kind in kinds.values()}
    assert sum(int(row[1]) for row in listed) == len(kinds)


def test_the_page_shows_the_very_counts(release: Release, rows: Sequence[tuple[str, Row]]) -> None:
    page = _page(release)
    documents = {row["source_document"] for _, row in rows}
    assert page.context["answer"] == f"{len(documents)} 份文件的 {len(rows)} 条记录，每条都有位置和摘录"
    proofs = page.context["proofs"]
    assert [proof["value"] for proof in proofs] == ["100%"] * 3  # type: ignore[attr-defined]
    *single, last = _table(release, "documents")
    assert len(single) == len(documents)
    assert last[6] == str(len(rows)) == str(sum(int(row[6]) for row in single))
    by_kind = Counter(kind for kind, _ in rows)
    assert last[1:6] == [str(by_kind[kind]) for kind in ("targets", "observations", "official", "provisions", "levels")]


def test_every_conversion_has_its_factor_and_each_is_a_power_of_ten(
    release: Release, rows: Sequence[tuple[str, Row]]
) -> None:
    converted = [row for _, row in rows if row.get("processing") == "unit_converted"]
    found = conversions_of(release)
    assert sum(one.records for one in found) == len(converted) > 0
    for one in found:
        assert one.factor.normalize().as_tuple().digits == (1,)
    in_100m = {one.factor for one in found if one.unit == "10k_tce"}
    assert in_100m == {Decimal(10_000)}


def _page(release: Release) -> Page:
    _, page = coverage_page.page(views_of(release)[0])
    assert isinstance(page, Page)
    return page


def _table(release: Release, name: str) -> list[list[str]]:
    shown = _page(release).context[name]
    assert isinstance(shown, Mapping)
    return [[str(cell["text"]) for cell in row] for row in shown["rows"]]


def _kind(release: Release, kind: str) -> str:
    return views_of(release)[0].word(f"anomaly_kind.{kind}")
