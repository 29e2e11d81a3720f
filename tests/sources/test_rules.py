"""Rules are read as strictly as data: whatever is misspelt, missing or impossible is said with its file and key."""

import shutil
from pathlib import Path

import pytest

from disclosure.errors import SettingsFault
from disclosure.model.levels import Level
from disclosure.model.rules import Rules
from disclosure.presentation.messages import fault_text
from disclosure.presentation.wording import Wording
from disclosure.sources.rules import read_rules
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT

ENGLISH = Wording("en", read_wording(ROOT / "templates")["en"], {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def replaced(folder: Path, name: str, old: str, new: str) -> str:
    """What the reader says after one change in a rules file."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsFault) as fault:
        read_rules(folder)
    return fault_text(fault.value, ENGLISH)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("barometer/national-2020.toml", "at_most", "at_mots", ["national-2020.toml", "bounds 1", "at_mots", "'at_most'"]),
        ("barometer/national-2020.toml", "is_published", "is_publishd", ["national-2020.toml", "'is_published'"]),
        ("barometer/national-2020.toml", "number =", "numbr =", ["grade 1", "numbr", "'number'"]),
        ("barometer/national-2020.toml", "period_kinds", "period_kind", ["ladder 1", "'period_kinds'"]),
        ("barometer/national-2020.toml", "[[ladder.grade.bounds]]", "[[ladder.grade.bound]]", ["grade 1", "'bounds'"]),
        ("scopes.toml", "includes_parent", "include_parent", ["scopes.toml", "scope 1", "'includes_parent'"]),
        ("scopes.toml", 'id = "provinces-13th', 'idd = "provinces-13th', ["scope 1", "id", "'idd'"]),
        ("scopes.toml", "[[scope]]", "[[scoop]]", ["scopes.toml", "scoop", "'scope'"]),
        ("site.toml", "next_update", "nextupdate", ["site.toml", "'next_update'"]),
        ("site.toml", 'zh = "节能目标数据公开"', 'zh = "节能目标数据公开"\nenn = "x"', ["site.toml", "title", "'en'"]),
        ("units.toml", "factor =", "faktor =", ["units.toml", "percent", "factor", "'faktor'"]),
        ("dimensions.toml", "exempt_when", "exempted_when", ["dimensions.toml", "total", "'exempt_when_incentive_met'"]),
        ("limits.toml", "max_rows", "max_row", ["limits.toml", "max_rows", "'max_row'"]),
        ("limits.toml", "max_rows", "max_size = 1\nmax_rows", ["limits.toml", "max_size", "unknown key"]),
        ("grades.toml", "met =", "mett =", ["grades.toml", "mett", "'met'"]),
        ("worked_examples.toml", "anchor =", "anchr =", ["worked_examples.toml", "example 1", "'anchr'"]),
    ],
)  # fmt: skip
def test_a_key_that_nobody_knows_is_refused_with_the_nearest_one(
    folder: Path, file: str, old: str, new: str, said: list[str]
) -> None:
    message = replaced(folder, file, old, new)
    assert [part for part in said if part not in message] == [], message


def test_a_number_without_quotes_is_told_how_to_be_written(folder: Path) -> None:
    message = replaced(folder, "barometer/national-2020.toml", 'at_most = "0.10"', "at_most = 0.10")
    assert 'at_most: expected a number as text, such as "0.10", found 0.1' in message


@pytest.mark.parametrize("limit", ["NaN", "Infinity", "-Infinity", "sNaN", "1e400", "０．１", "", "ten", "1_0"])
def test_a_limit_is_a_plain_number(folder: Path, limit: str) -> None:
    message = replaced(folder, "barometer/national-2020.toml", 'above = "0.10"', f'above = "{limit}"')
    assert "bounds 1: above: expected a number as text" in message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "x"])
def test_the_numbers_of_a_worked_example_are_plain(folder: Path, number: str) -> None:
    assert "yearly: expected numbers" in replaced(folder, "worked_examples.toml", '"-0.0151"', f'"{number}"')
    shutil.copytree(ROOT / "rules", folder, dirs_exist_ok=True)
    assert "result: expected" in replaced(folder, "worked_examples.toml", 'result = "0.0487"', f'result = "{number}"')


def test_a_condition_sets_at_least_one_limit(folder: Path) -> None:
    message = replaced(folder, "barometer/national-2020.toml", 'metric = "gap_share"\nabove = "0.10"', 'metric = "gap"')
    assert "bounds 1" in message
    assert "a limit beside it" in message


@pytest.mark.parametrize("level", ["exempt", "not_assessed", "not_applicable", "red", ""])
def test_a_grade_leads_to_a_light(folder: Path, level: str) -> None:
    message = replaced(folder, "barometer/national-2020.toml", 'level = "severe"', f'level = "{level}"')
    assert "grade 1: level: expected one of severe, strained, on_track" in message


def test_every_light_has_a_name_in_the_rules(rules: Rules) -> None:
    levels = {grade.level for item in rules.rule_sets.values() for ladder in item.ladders for grade in ladder.grades}
    assert levels == {level for level in Level if level.is_judged}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("scopes.toml", 'kind = "derived"', 'kind = "derivd"', "scope 1: kind: expected one of derived, issued"),
        ("scopes.toml", 'plan = "2016-2020"', 'plan = ""', "scope 1: plan: expected a plan"),
        ("scopes.toml", 'plan = "2016-2020"', 'plan = "2016"', "scope 1: plan: expected a plan"),
        ("scopes.toml", 'periods = ["2016", "2017", "2018", "2019", "2020"]', "periods = []", "scope 1: periods"),
        ("scopes.toml", '["2016", "2017"', '["2015", "2017"', "scope 1: periods: expected at least one period"),
        ("scopes.toml", '["2016", "2017"', '["2017", "2017"', "scope 1: periods: expected at least one period"),
        ("scopes.toml", '["2016", "2017"', '["2016-H3", "2017"', "scope 1: periods: expected periods"),
        ("scopes.toml", 'dimensions = ["intensity", "total"]', "dimensions = []", "scope 1: dimensions"),
        ("scopes.toml", 'dimensions = ["intensity", "total"]', 'dimensions = ["intensty"]', "no dimension is called"),
        ("scopes.toml", 'scheme = "national_barometer"', 'scheme = ""', "scope 4: scheme"),
        ("scopes.toml", 'id = "provinces-12th-plan"', 'id = "provinces-13th-plan"', "two share this id"),
        ("scopes.toml", 'id = "provinces-12th-plan"', 'id = "../other"', "scope 2: id: expected lower-case"),
        ("scopes.toml", 'rule_set = "national-2020"', 'rule_set = "national-2002"', "no rule set is called"),
        ("dimensions.toml", 'met = "intensity"', 'met = "intensty"', "no dimension is called 'intensty'"),
        ("site.toml", 'home_scope = "provinces-13th-plan"', 'home_scope = "x"', "no scope is called 'x'"),
        ("site.toml", 'home_scope = "provinces-13th-plan"', 'home_scope = "national-barometer"', "not a derived scope"),
        ("site.toml", '["provinces-12th-plan"', '["provinces-11th-plan"', "no scope is called 'provinces-11th-plan'"),
        ("barometer/nanning-2017.toml", 'id = "nanning-2017"', 'id = "national-2020"', "two share this id"),
        ("barometer/national-2020.toml", 'dimensions = ["intensity"', 'dimensions = ["intense"', "'intense'"),
        ("barometer/national-2020.toml", '["annual_task"', '["annual"', "yardsticks: expected one of annual_task"),
        ("limits.toml", "first_year = 1949", "first_year = 2101", "first_year: expected a year, not after last_year"),
        ("barometer/national-2020.toml", '"2021-03"', '"2021-13"', "valid_to: expected a year, month or day"),
        ("barometer/national-2020.toml", 'valid_from = "2020"', 'valid_from = "MMXX"', "valid_from: expected a year"),
        ("limits.toml", "max_whole_digits = 15", "max_whole_digits = 19", "max_whole_digits: expected at most 18"),
        ("limits.toml", "max_decimals = 20", "max_decimals = 24", "max_decimals: expected at most 38 digits"),
        ("limits.toml", 'factors = ["10",', 'factors = ["1",', "slip: factors: expected at least one number above 1"),
        ("units.toml", 'factor = "0.01"', 'factor = "0"', "percent: factor: expected a number above zero"),
        ("units.toml", 'makes_tce = "0.001"', 'makes_tce = "0"', "kgce_per_t: makes_tce: expected a number above zero"),
        ("limits.toml", "max_rows = 2000000", "max_rows = -1", "max_rows: expected a whole number"),
    ],
)  # fmt: skip
def test_rules_name_only_what_exists_and_can_serve(folder: Path, file: str, old: str, new: str, said: str) -> None:
    assert said in replaced(folder, file, old, new)
