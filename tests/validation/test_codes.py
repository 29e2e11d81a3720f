"""Every code of a finding is raised, worded and named by a test; none is dead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure.presentation.messages import VARIANTS
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT

CODE = re.compile(r"""["']([FCRDP]\d{3})["']""")
ROOMS = tuple(file for room in ("sources", "validation") for file in (ROOT / "disclosure" / room).glob("*.py"))
TESTS = tuple(file for file in (ROOT / "tests").rglob("*.py") if file != Path(__file__))


def codes(files: tuple[Path, ...]) -> set[str]:
    return {code for file in files for code in CODE.findall(file.read_text("utf-8"))}


def variants() -> Iterator[tuple[str, str]]:
    """The wordings of codes that are told in several ways."""
    for key in read_wording(ROOT / "templates")["zh"]:
        if found := re.fullmatch(r"finding\.([FCRDP]\d{3})\.([a-z_]+)\.title", key):
            yield found[1], found[2]


def test_every_code_that_is_raised_is_named_by_a_test_and_no_other_is() -> None:
    assert codes(ROOMS) == codes(TESTS)


def test_several_wordings_are_chosen_by_what_findings_say() -> None:
    assert VARIANTS == ("problem", "kind")
    assert len(list(variants())) > 30


@pytest.mark.parametrize(("code", "variant"), sorted(variants()))
def test_every_wording_of_a_code_is_raised_and_named_by_a_test(code: str, variant: str) -> None:
    quoted = f'"{variant}"'
    assert any(quoted in file.read_text("utf-8") for file in ROOMS), f"{code}: nobody raises {variant}"
    assert any(quoted in file.read_text("utf-8") for file in TESTS), f"{code}: no test names {variant}"


ABOUT_LISTS = re.compile(r"C111|R21[2-5]|D30[12]|D33\d|D34\d|P4\d\d")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_handbook_tells_of_every_check_of_lists(language: str) -> None:
    words = read_wording(ROOT / "templates")["zh" if language == "zh" else "en"]
    handbook = (ROOT / "docs" / language / "handbook.md").read_text("utf-8") + words["prose.sample_rule"]
    about = {code for code in codes(ROOMS) if ABOUT_LISTS.fullmatch(code)}
    assert len(about) > 25
    assert sorted(code for code in about if code not in handbook) == []
