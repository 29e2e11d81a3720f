"""What the handbook tells a clerk to do works: its steps are done here as they are printed, and the checks and the site
say after each what the handbook says."""

import csv
import io
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from disclosure.catalogue import Committed, read_checked
from disclosure.model.findings import Severity
from disclosure.model.lists import Standing
from disclosure.model.release import Release
from disclosure.releasing import releases_of
from disclosure.sources.rules import read_rules
from tests.conftest import ROOT

STEP = re.compile(r"^### (\d+)\. (.*)$", re.MULTILINE)
CELL = re.compile(r"^\| `(\w+)` [^|]+ \| (.*) \|$", re.MULTILINE)
FILE = re.compile(r"`([\w-]+\.csv)`")
CHANGED = frozenset({"7", "8", "10", "11"})
"""The steps that change the row which an earlier step added."""
DOCUMENTS = "documents.csv"


@dataclass
class Desk:
    """A project in which somebody does what the handbook says."""

    root: Path
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    package: Path = Path()

    def do(self, number: str, title: str, text: str) -> None:
        """One step: the rows that its tables show, the texts that it gives to paste."""
        for toml in re.findall(r"```toml\n(.*?)```", text, re.DOTALL):
            file = self.root / "rules" / "lists.toml"
            file.write_text(file.read_text("utf-8") + "\n" + toml, "utf-8")
        for described in re.findall(r"```json\n(.*?)```", text, re.DOTALL):
            self.begin(described, re.findall(r"`([\w-]+\.schema\.json)`", text))
        for block in re.split(r"\n\n", text):
            if cells := dict(CELL.findall(block)):
                name = DOCUMENTS if number == "1" else FILE.findall(title)[0]
                self.fill(name, cells, number in CHANGED)

    def begin(self, described: str, schemas: Sequence[str]) -> None:
        """Make the package, with tables that hold nothing but their first row."""
        self.package = self.root / "datapackages" / json.loads(described)["name"]
        self.package.mkdir()
        (self.package / "datapackage.json").write_text(described, "utf-8")
        for schema in schemas:
            shutil.copy(ROOT / "schemas" / schema, self.package)
        for resource in json.loads(described)["resources"]:
            self.write(self.package / resource["path"], ())

    def fill(self, name: str, cells: Mapping[str, str], is_change: bool) -> None:
        """Add a row to a table, or change its last one."""
        rows = self.rows.setdefault(name, [])
        if is_change:
            rows[-1] |= cells
        else:
            rows.append(dict(cells))
        if name == DOCUMENTS:
            file = self.root / "datapackages" / "reference" / name
            lines = file.read_text("utf-8").splitlines()
            names = next(csv.reader(lines))
            assert cells.keys() <= set(names)
            row = io.StringIO()
            csv.writer(row, lineterminator="\n").writerow(cells.get(column, "") for column in names)
            file.write_text("\n".join(lines) + "\n" + row.getvalue(), "utf-8")
        else:
            self.write(self.package / name, rows)

    def write(self, file: Path, rows: Sequence[Mapping[str, str]]) -> None:
        """A table as a spreadsheet saves it."""
        described = json.loads((self.package / "datapackage.json").read_text("utf-8"))
        schema = next(one["schema"] for one in described["resources"] if one["path"] == file.name)
        names = [one["name"] for one in json.loads((self.package / schema).read_bytes())["fields"]]
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def check(self) -> Committed:
        """What `build.py check` finds."""
        return read_checked(self.root / "datapackages", ROOT / "schemas", read_rules(self.root / "rules"))

    def on(self, day: str) -> Release:
        """What a build of a day publishes."""
        return releases_of(self.check().datasets, read_rules(self.root / "rules"), day).real


def steps(language: str) -> list[tuple[str, str, str]]:
    """Number, title and text of each step."""
    text = (ROOT / "docs" / language / "handbook.md").read_text("utf-8")
    pieces = STEP.split(re.split(r"^### (?!\d)", text[STEP.search(text).start() :], maxsplit=1, flags=re.MULTILINE)[0])  # type: ignore[union-attr]  # there are steps
    return list(zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The project as it is shipped, with everything that a clerk's first package must not clash with."""
    for name in ("datapackages", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Desk(tmp_path)


def standing(release: Release) -> tuple[Sequence[Standing], int, Sequence[Standing]]:
    """The entries that are named, how many cases are open, and what is over."""
    lists = release.lists
    return [one.standing for one in lists.placings], len(lists.open), [one.standing for one in lists.tombstones]


NOTHING_NAMED: tuple[Sequence[Standing], int, Sequence[Standing]] = ([], 1, [])
EXPECTED: Mapping[str, Mapping[str, tuple[Sequence[Standing], int, Sequence[Standing]]]] = {
    "6": {"2026-03-01": ([], 0, []), "2026-03-02": NOTHING_NAMED, "2026-03-18": NOTHING_NAMED},
    "7": {"2026-03-10": NOTHING_NAMED},
    "8": {
        "2026-03-19": NOTHING_NAMED,
        "2026-03-20": ([Standing.LISTED], 0, []),
        "2029-03-20": ([Standing.LISTED], 0, []),
        "2029-03-21": ([], 0, [Standing.EXPIRED]),
    },
    "10": {"2026-10-27": ([Standing.LISTED], 0, []), "2026-10-28": ([Standing.CORRECTED], 0, [])},
    "11": {"2026-11-04": ([Standing.CORRECTED], 0, []), "2026-11-05": ([], 0, [Standing.WITHDRAWN])},
}
"""What each day shows after a step."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_clerk_who_follows_the_handbook_is_never_refused_and_sees_what_it_says(desk: Desk, language: str) -> None:
    told = steps(language)
    assert [number for number, *_ in told] == [str(number) for number in range(1, 12)]
    for number, title, text in told:
        desk.do(number, title, text)
        errors = [(one.code, one.place) for one in desk.check().findings if one.severity is Severity.ERROR]
        assert errors == [], f"step {number}"
        for day, expected in EXPECTED.get(number, {}).items():
            assert standing(desk.on(day)) == expected, (number, day)


def test_both_languages_show_the_same_cells() -> None:
    zh, en = ([CELL.findall(text) for _, _, text in steps(language)] for language in ("zh", "en"))
    assert zh == en
    assert sum(map(len, zh)) > 60


@pytest.mark.parametrize(
    ("number", "spoilt", "code"),
    [
        ("8", {"decided_on": "2026-03-17"}, "P403"), ("8", {"reply_date": "2026-03-18"}, "D339"),
        ("5", {"legal_basis": "无"}, "P404"), ("10", {"corrected_document": ""}, "D341"),
        ("11", {"withdrawn_reason": ""}, "D340"), ("4", {"code": "moumou-1"}, "P407"), ("6", {"procedure": "sample-2026"}, "R214"),
    ],
)  # fmt: skip
def test_what_the_handbook_warns_of_is_refused(desk: Desk, number: str, spoilt: Mapping[str, str], code: str) -> None:
    for at, title, text in steps("zh"):
        desk.do(at, title, text)
        if at == number:
            desk.fill(FILE.findall(title)[0], spoilt, is_change=True)
            break
    assert code in {one.code for one in desk.check().findings if one.severity is Severity.ERROR}
