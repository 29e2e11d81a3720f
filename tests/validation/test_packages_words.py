"""A package that was copied and not renamed is refused: its readers would read about another one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Findings
from disclosure.presentation.messages import as_text
from tests.validation.plants import wordings

Check = Callable[[Path], Committed]


def copied(packages: Path, **own: object) -> Path:
    """The targets of Hohhot under another name, with these words of its own."""
    folder = Path(shutil.copytree(packages / "hohhot-targets-2021-2025", packages / "more-targets"))
    file = folder / "datapackage.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "name": "more-targets", **own}), "utf-8")
    return folder


def said(committed: Committed) -> list[tuple[str, str, str]]:
    return [
        (finding.facts["package"], finding.facts["property"], finding.facts["other"])
        for finding in committed.findings.items
        if finding.code == "D320"
    ]


@pytest.mark.parametrize(
    ("own", "alike"),
    [
        ({}, ["title", "description", "translations.en.title", "translations.en.description"]),
        ({"title": "新的标题", "description": "新的说明"}, ["translations.en.title", "translations.en.description"]),
        ({"title": "新的标题", "description": "新的说明", "translations": {}}, []),
    ],
)
def test_words_that_another_package_has_are_refused(
    packages: Path, check: Check, own: dict[str, object], alike: list[str]
) -> None:
    copied(packages, **own)
    assert said(check(packages)) == [("more-targets", name, "hohhot-targets-2021-2025") for name in alike]
    told = [finding for finding in check(packages).findings if finding.code == "D320"]
    for wording in wordings():
        text = "".join(as_text(Findings.of(told), wording))
        assert ("more-targets " in text) is ("hohhot-targets-2021-2025" in text) is bool(alike)


def test_the_shipped_packages_speak_of_themselves(committed: Committed) -> None:
    assert said(committed) == []
