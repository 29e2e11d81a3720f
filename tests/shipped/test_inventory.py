"""Everything that the five archived documents lay down is published: 215 entries, each with the records that hold it.

`inventory.csv` was drawn up from the documents, not from the records. An entry names records by package, table and key, so
that their order does not matter; `#2` is the second place of the document that prints the same (`source_more`).
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from disclosure.model.quantities import find_numbers, find_printed
from disclosure.model.records import OfficialAssessment, Provision, Taken
from disclosure.model.release import Release
from disclosure.presentation import addresses
from disclosure.presentation.document_counts import taken_by_document
from disclosure.presentation.document_texts import entries
from disclosure.presentation.view import View
from tests.conftest import ROOT
from tests.presentation.conftest import views_of

ENTRIES = 215
DOCUMENTS = {
    "dongsheng-14th-plan": 85, "dalad-2022-dual-control": 20, "hohhot-14th-plan": 70, "inner-mongolia-2022-142": 17,
    "qingdao-14th-plan-draft": 23,
}  # fmt: skip
NAMED = re.compile(r"(?P<table>[a-z0-9-]+/[a-z-]+) \| (?P<key>.+?)(?: #(?P<printing>[2-9]))?")
Entry = Mapping[str, str]
Name = tuple[str, str]
"""A table and a key in it, as entries write them."""


class Place(NamedTuple):
    """A place of a record in its document: printing 1 is its own, 2 and more are its further ones."""

    name: Name
    printing: int


@pytest.fixture(scope="module")
def inventory() -> Sequence[Entry]:
    with (ROOT / "tests/shipped/inventory.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def records(release: Release) -> Mapping[Name, Taken]:
    """Every record by the name that entries give it."""
    rows = {(one.provenance.package, one.provenance.table, one.provenance.row): one for one in release.taken}
    found: dict[Name, Taken] = {}
    for dataset in release.datasets:
        for table in dataset.tables:
            places = [[column.name for column in table.columns].index(name) for name in table.key]
            for number, row in enumerate(table.rows, start=2):
                if record := rows.get((dataset.name, table.name, number)):
                    found[f"{dataset.name}/{table.name}", " | ".join(row[place] for place in places)] = record
    return found


def places(entry: Entry) -> Iterator[Place]:
    for text in entry["records"].split("; "):
        match = NAMED.fullmatch(text)
        assert match, f"entry {entry['number']}: {text}"
        yield Place((match["table"], match["key"]), int(match["printing"] or 1))


def parts(text: str) -> list[str]:
    return [part for part in text.split(" | ") if part]


def plain(printed: str) -> Decimal | str:
    """A number without its sign and unit, or the words without spaces."""
    number = find_printed(printed)
    return "".join(printed.split()) if number is None else number.copy_abs()


def faults(inventory: Sequence[Entry], is_right: Callable[[Entry], bool]) -> list[str]:
    return [f"{entry['number']} {entry['what']}" for entry in inventory if not is_right(entry)]


def test_all_entries_are_there(inventory: Sequence[Entry]) -> None:
    assert [int(entry["number"]) for entry in inventory] == list(range(1, ENTRIES + 1))
    assert Counter(entry["document"] for entry in inventory) == DOCUMENTS


def test_each_entry_names_records_of_its_document(
    inventory: Sequence[Entry], records: Mapping[Name, Taken], release: Release
) -> None:
    def exist(entry: Entry) -> bool:
        found = [(records.get(place.name), place.printing) for place in places(entry)]
        return bool(found) and all(
            record is not None
            and record.provenance.document == entry["document"]
            and printing <= 1 + len(record.provenance.more)
            for record, printing in found
        )

    assert faults(inventory, exist) == []
    assert len(records) == len(release.taken)


def test_no_record_and_no_further_printing_is_named_by_two_entries(inventory: Sequence[Entry]) -> None:
    named = Counter(place for entry in inventory for place in places(entry))
    assert [place for place, times in named.items() if times > 1] == []


def test_the_quote_of_each_entry_stands_in_the_archived_text(inventory: Sequence[Entry], release: Release) -> None:
    def stands(entry: Entry) -> bool:
        fragments = [piece for piece in re.split(r"…| / ", entry["quote"]) if piece.strip()]
        return bool(fragments) and all(map(release.texts[entry["document"]].find, fragments))

    assert faults(inventory, stands) == []


def test_what_is_printed_stands_in_the_quote_of_its_entry(inventory: Sequence[Entry]) -> None:
    def stands(entry: Entry) -> bool:
        numbers = {number.copy_abs() for _, number in find_numbers(entry["quote"])}
        found = map(plain, parts(entry["printed"]))
        return all(one in "".join(entry["quote"].split()) if isinstance(one, str) else one in numbers for one in found)

    assert faults(inventory, stands) == []


def test_what_is_printed_is_what_the_records_say(inventory: Sequence[Entry], records: Mapping[Name, Taken]) -> None:
    """No number of an entry is without a record, and no record of it without a number of the entry."""

    def agrees(entry: Entry) -> bool:
        found = [records[place.name] for place in places(entry)]
        said = [record.as_printed for record in found if not isinstance(record, Provision | OfficialAssessment)]
        return set(map(plain, filter(None, said))) == set(map(plain, parts(entry["printed"])))

    assert faults(inventory, agrees) == []


def test_the_place_of_each_entry_is_that_of_its_first_record(
    inventory: Sequence[Entry], records: Mapping[Name, Taken]
) -> None:
    def agrees(entry: Entry) -> bool:
        first = next(places(entry))
        provenance = records[first.name].provenance
        anchors = [provenance.anchor, *(further.anchor for further in provenance.more)]
        return anchors[first.printing - 1] == entry["place"]

    assert faults(inventory, agrees) == []


def test_every_place_is_marked_in_the_text_of_its_document(
    inventory: Sequence[Entry], records: Mapping[Name, Taken], release: Release
) -> None:
    view, *_ = views_of(release)
    marked = {code: set(_ids(view, code)) for code in DOCUMENTS}

    def is_marked(entry: Entry) -> bool:
        return all(_anchor(records[place.name], place.printing) in marked[entry["document"]] for place in places(entry))

    assert faults(inventory, is_marked) == []


def _ids(view: View, code: str) -> Iterator[str]:
    """The ids of the marks on the page of a document's text."""
    *_, (_, page) = entries(view, code, taken_by_document(view.release)[code])
    context: Mapping[str, Any] = page.context  # type: ignore[union-attr]  # the page comes last
    for block in context["blocks"]:
        for cell in (cell for row in (block["head"], *block["rows"]) for cell in row):
            for segment in cell:
                yield from segment.get("ids", ())


def _anchor(record: Taken, printing: int) -> str:
    provenance = record.provenance
    return addresses.record_anchor(provenance) if printing == 1 else addresses.further_anchor(provenance, printing - 1)
