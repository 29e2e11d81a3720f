"""No byte of a built site names an installation or enterprise whose entry is open, expired, withdrawn, dismissed or still
to come, on any of the days that the sample has something to show on. Who may be named is worked out here once more, from
the committed rows alone."""

import csv
import html
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from disclosure.pipeline import Settings, publish

ROOT = Path(__file__).parents[2]
PACKED = (".zip", ".xlsx")
NAMED = ("name", "name_en")
DAYS = ("2026-03-01", "2026-11-22", "2027-06-01", "2030-01-01")
Rows = Sequence[Mapping[str, str]]


def rows(kind: str) -> Rows:
    """Every committed row of a kind in the packages of the sample."""
    found: list[Mapping[str, str]] = []
    for file in sorted((ROOT / "datapackages").glob("*/datapackage.json")):
        described = json.loads(file.read_bytes())
        for resource in described["resources"] if described.get("sample") else ():
            if resource["schema"] == f"{kind}.schema.json":
                with (file.parent / resource["path"]).open(encoding="utf-8-sig", newline="") as stream:
                    found.extend(csv.DictReader(stream))
    return found


def window() -> int:
    """The days of the sample's procedure, as the rules print them."""
    line = next(
        line for line in (ROOT / "rules" / "lists.toml").read_text("utf-8").splitlines() if "window_days" in line
    )
    return int(line.split("=")[1])


def is_named(row: Mapping[str, str], day: date) -> bool:
    """Whether an entry may be named on a day: decided to be listed, the window over, valid, and not withdrawn."""
    if row["decision"] != "listed" or not row["decided_on"] or not row["valid_to"]:
        return False
    is_decided = date.fromisoformat(row["decided_on"]) <= day
    is_open = day <= date.fromisoformat(row["notice_date"]) + timedelta(days=window())
    is_valid = day <= date.fromisoformat(row["valid_to"])
    is_withdrawn = bool(row["withdrawn_on"]) and date.fromisoformat(row["withdrawn_on"]) <= day
    return is_decided and is_valid and not is_open and not is_withdrawn


def hidden(day: date) -> frozenset[str]:
    """What must stand nowhere on a day: names, credit codes and replies of those that may not be named."""
    listings, installations = rows("listing"), {row["code"]: row for row in rows("installation")}
    public = {row["installation_code"] for row in listings if is_named(row, day)}
    firms = {installations[code]["enterprise_code"] for code in public}
    kept = {row["name"] for code, row in installations.items() if code in public}
    found = {row["name"] for code, row in installations.items() if code not in public} - kept
    for firm in rows("enterprise"):
        if firm["code"] not in firms:
            found |= {firm["name"], firm["credit_code"], firm["name_en"]}
    found |= {row["reply_text"] for row in listings if not is_named(row, day)}
    return frozenset(text for text in found if len(text) >= 4 and not any(text in other for other in kept))


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site as text, archives unpacked."""
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix()
        yield from unpacked(name, file.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith(PACKED):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}!{member}", archive.read(member))
    elif name.endswith(".parquet"):
        yield name, repr(pq.read_table(io.BytesIO(data)).to_pydict())
    else:
        yield name, html.unescape(data.decode("utf-8"))


def leaks(site: Path, secrets: frozenset[str]) -> list[str]:
    """The files that hold what they must not, with what they hold."""
    spelt = {form for text in secrets for form in (text, json.dumps(text)[1:-1])}
    return [f"{name}: {text}" for name, whole in texts(site) for text in spelt if text in whole]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("leaks") / "site"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("day", DAYS)
def test_nobody_is_named_who_may_not_be(site: Path, day: str) -> None:
    """One folder serves all days in turn, so that nothing of the day before may stay in it."""
    outcome = publish(Settings(project=ROOT, packages=ROOT / "datapackages", site=site, as_of=day))
    assert outcome.rendered
    secrets = hidden(date.fromisoformat(day))
    assert len(secrets) >= 10
    assert leaks(site, secrets) == []


@pytest.mark.timeout(300)
def test_those_that_may_be_named_are_found_wherever_they_are_looked_for(site: Path) -> None:
    """The search itself works: names that stand are found in pages, tables, workbooks and archives."""
    publish(Settings(project=ROOT, packages=ROOT / "datapackages", site=site, as_of=DAYS[1]))
    listed = next(row for row in rows("listing") if is_named(row, date.fromisoformat(DAYS[1])))
    installed = next(row for row in rows("installation") if row["code"] == listed["installation_code"])
    firm = next(row for row in rows("enterprise") if row["code"] == installed["enterprise_code"])
    places = [found.split(": ")[0] for found in leaks(site, frozenset({firm["name"]}))]
    assert {"html", "csv", "json", "parquet", "xml"} <= {place.rsplit(".", 1)[1] for place in places}
    packed = {tuple(step.rsplit(".", 1)[1] for step in place.split("!")) for place in places if "!" in place}
    assert {("zip", "csv"), ("xlsx", "xml")} <= packed


@pytest.mark.timeout(300)
def test_a_sample_that_is_not_shown_leaves_no_trace(tmp_path: Path) -> None:
    """Neither its names nor that there is one: not in pages, files and archives, and not in what explains the site."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    file = tmp_path / "rules" / "site.toml"
    said = file.read_text("utf-8")
    assert "is_shown = true" in said
    file.write_text(said.replace("is_shown = true", "is_shown = false"), "utf-8")
    outcome = publish(Settings(project=tmp_path, packages=ROOT / "datapackages", site=tmp_path / "site"))
    assert outcome.rendered
    named = {row[column] for kind in ("enterprise", "installation", "region") for row in rows(kind) for column in NAMED}
    secrets = frozenset({"示例", "虚构", "sample", "Sample", "fictional", "Fictional", *named}) - {""}
    assert [found for found in leaks(tmp_path / "site", secrets) if not found.startswith("assets/site.css: ")] == []
