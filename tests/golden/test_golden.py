"""The sample country's whole site is compared with the accepted one, file by file.

When a difference is meant, look at it and accept it: `.venv/bin/python -m tests.accept_golden`, then `git diff`.
"""

import csv
import difflib
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from disclosure.catalogue import read_checked
from disclosure.measures.derive import derive_release
from disclosure.model.levels import Level
from disclosure.sources.rules import read_rules
from tests.conftest import ROOT
from tests.golden import tree

MEANT = "\nIf this is meant: .venv/bin/python -m tests.accept_golden"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    assert tree.build(folder).rendered is not None
    return folder / "site"


def test_the_sample_country_has_the_accepted_addresses(site: Path) -> None:
    built, accepted = tree.texts(site).keys(), tree.texts(tree.ACCEPTED).keys()
    assert (sorted(built - accepted), sorted(accepted - built)) == ([], []), MEANT


def test_the_sample_country_reads_as_accepted(site: Path) -> None:
    built, accepted = tree.texts(site), tree.texts(tree.ACCEPTED)
    changed = [address for address in sorted(built.keys() & accepted.keys()) if built[address] != accepted[address]]
    shown = difflib.unified_diff(
        *(found[changed[0]].decode("utf-8", "replace").splitlines() for found in (accepted, built)), n=1, lineterm=""
    ) if changed else ()  # fmt: skip
    assert changed == [], "\n".join([*list(shown)[:40], MEANT])


def test_the_sample_country_downloads_as_accepted(site: Path) -> None:
    built, accepted = tree.digests(site).splitlines(), tree.DIGESTS.read_text("utf-8").splitlines()
    assert sorted(set(built) ^ set(accepted)) == [], MEANT


def test_the_pandas_lines_of_each_dataset_page_read_its_table_as_it_was_published(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = sorted(page.parent / "index.html" for page in (site / "data").glob("*/dictionary.csv"))
    assert pages
    for page in pages:
        lines = re.search(r"import pandas as pd\nrows = .*?(?=</code>)", page.read_text("utf-8"))
        assert lines, page
        monkeypatch.chdir(page.parent)
        made: dict[str, Any] = {}
        exec(unescape(lines[0]), made)  # noqa: S102  # what the page tells readers to run
        with Path(re.findall(r'read_csv\("([^"]+)"', unescape(lines[0]))[0]).open(encoding="utf-8", newline="") as file:
            published = list(csv.DictReader(file))
        assert len(made["rows"]) == len(published)
        for code in (name for name in published[0] if name.endswith("code")):
            assert list(made["rows"][code]) == [row[code] for row in published]


def test_the_sample_country_shows_every_state_of_a_light() -> None:
    rules = read_rules(tree.COUNTRY / "rules")
    committed = read_checked(tree.COUNTRY / "datapackages", ROOT / "schemas", rules)
    release = derive_release(committed.records(), committed.datasets, rules)
    lights = [light for barometer in release.barometers for light in barometer.assessments]
    assert {light.level for light in lights} == set(Level)
    exactly = next(light for light in lights if light.gap_share and str(light.gap_share.normalize()) == "0.1")
    assert (exactly.level, [grade.level for grade in exactly.possible_grades]) == (Level.STRAINED, [Level.SEVERE])
    reasons = {light.reason.code for light in lights if light.reason}
    assert reasons == {
        "incentive_met", "missing_observations", "no_annual_task", "no_target", "target_in_words", "target_is_range",
        "target_not_positive",
    }  # fmt: skip
