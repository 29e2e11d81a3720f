"""Quotes stand in the archived text of their document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed

Check = Callable[[Path], Committed]
TARGETS = "hohhot-targets-2021-2025/targets.csv"


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("新城区 11 12.5", True), ("新城区11 12.5", True), ("新城区…12.5", True), ("新城区 12.5 11", False),
        ("新城区 11 12.50", False),
    ],
)  # fmt: skip
def test_a_quote_is_held_against_the_archived_text(packages: Path, check: Check, quote: str, stands: bool) -> None:
    file = packages / TARGETS
    lines = file.read_text("utf-8").splitlines(keepends=True)
    assert lines[4].startswith("150102,all,energy_intensity,cumulative_change,2021-2025,incentive,-12.5")
    lines[4] = lines[4].replace("新城区 11 12.5", quote)
    file.write_text("".join(lines), "utf-8")
    found = [(finding.code, finding.place.row, finding.facts) for finding in check(packages).findings]
    assert found == ([] if stands else [("D322", 5, {"document": "hohhot-14th-plan"})])


def test_without_an_archived_text_a_quote_is_taken_at_its_word(packages: Path, check: Check) -> None:
    (packages / "reference/archive/hohhot-14th-plan.txt").unlink()
    file = packages / TARGETS
    file.write_text(file.read_text("utf-8").replace("新城区 11 12.5", "新城区 11 12.5 x"), "utf-8")
    assert list(check(packages).findings) == []


def test_the_arithmetic_of_a_computed_number_is_no_quote(packages: Path, check: Check) -> None:
    file = packages / TARGETS
    row = "150102,all,energy_intensity,cumulative_change,2021-2025,incentive,-12.5,,12.5,,percent,unstated,in_force,"
    text = file.read_text("utf-8")
    assert f"{row}sign_reversed,,,,hohhot-14th-plan,附件1 第2行,新城区 11 12.5," in text
    computed = text.replace(
        f"{row}sign_reversed,,,,hohhot-14th-plan,附件1 第2行,新城区 11 12.5,",
        f"{row}computed,,,,hohhot-14th-plan,附件1 第2行,11 + 1.5 = 12.5,",
    )
    file.write_text(computed, "utf-8")
    assert "D322" not in {finding.code for finding in check(packages).findings}


@pytest.mark.parametrize(("quote", "stands"), [("下降 12%", True), ("下降 13%", False)])
def test_further_places_are_held_against_the_archived_text_too(
    packages: Path, check: Check, quote: str, stands: bool
) -> None:
    file = packages / TARGETS
    text = file.read_text("utf-8")
    assert text.count("呼和浩特市 12 13.6,,") == 2
    file.write_text(text.replace("呼和浩特市 12 13.6,,", f"呼和浩特市 12 13.6,一（二） | {quote},", 1), "utf-8")
    found = [(finding.code, finding.place.field) for finding in check(packages).findings]
    assert found == ([] if stands else [("D322", "source_more")])
