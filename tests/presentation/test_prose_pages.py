"""The generated sections of prose pages: what they promise is what the build does."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.catalogue import CATALOGUE, Committed
from disclosure.errors import SettingsFault
from disclosure.model.levels import Bound, Metric, RuleSet
from disclosure.model.rules import WorkedExample
from disclosure.presentation.prose_pages import sections_of
from disclosure.presentation.view import View
from tests.conftest import ROOT


def with_example(view: View, **changed: object) -> View:
    """The view with the first worked example (−1.51, 2.20 and 4.18 % make 4.87 %) written otherwise."""
    rules = view.release.rules
    first: WorkedExample = replace(rules.worked_examples[0], **changed)
    return replace(view, release=replace(view.release, rules=replace(rules, worked_examples=(first,))))


def test_the_method_page_shows_each_example_as_printed_and_with_two_more_places(zh: View) -> None:
    examples = sections_of(with_example(zh))["examples"]
    assert isinstance(examples, Mapping)
    assert [[cell["text"] for cell in row][2:4] for row in examples["rows"]] == [["4.87%", "4.8730%"]]


@pytest.mark.parametrize("printed", ["0.0486", "0.0488", "-0.0487"])
def test_an_example_that_does_not_come_out_as_printed_stops_the_build(zh: View, printed: str) -> None:
    with pytest.raises(SettingsFault) as stopped:
        sections_of(with_example(zh, result=Decimal(printed)))
    assert (stopped.value.code, stopped.value.facts["example"]) == ("example_differs", "qinghai-cumulative")
    assert (stopped.value.facts["printed"], stopped.value.facts["recomputed"]) == (printed, "0.048730")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"arguments": {"years": (Decimal("0.03"),)}}, "example_not_computed"),
        ({"arguments": {}}, "example_not_computed"),
        ({"arguments": {"yearly": 3}}, "example_not_computed"),
        ({"formula": "progress", "arguments": {"achieved": Decimal(2), "target": Decimal(0)}}, "example_not_computed"),
        ({"formula": "guess"}, "example_no_formula"),
        ({"formula": "Decimal"}, "example_no_formula"),
        ({"formula": "_root"}, "example_no_formula"),
    ],
)
def test_an_example_that_cannot_be_computed_is_named(zh: View, changed: Mapping[str, object], code: str) -> None:
    with pytest.raises(SettingsFault) as stopped:
        sections_of(with_example(zh, **changed))
    assert (stopped.value.code, stopped.value.facts["example"]) == (code, "qinghai-cumulative")


@pytest.mark.parametrize(
    ("first", "last", "zh_says", "en_says"),
    [
        ("2020", "2021-03", "2020 年至 2021 年 3 月", "2020 to March 2021"),
        ("2017", "2017", "2017 年", "2017"),
        ("2021-04", "", "2021 年 4 月起", "from April 2021"),
        ("2021-04-15", "", "2021 年 4 月 15 日起", "from 15 April 2021"),
    ],
)
def test_the_validity_of_a_rule_is_said_in_words(
    zh: View, en: View, first: str, last: str, zh_says: str, en_says: str
) -> None:
    for view, says in ((zh, zh_says), (en, en_says)):
        rules = view.release.rules
        found = replace(rules.rule_sets["national-2020"], valid_from=first, valid_to=last)
        (rule_set,) = sections_of(with_rule_set(view, found))["rule_sets"]
        assert re.split("[；;]", rule_set["facts"])[1].strip().removeprefix("适用期间 ").removeprefix("valid ") == says


def with_rule_set(view: View, found: RuleSet) -> View:
    rules = replace(view.release.rules, rule_sets={found.id: found})
    return replace(view, release=replace(view.release, rules=rules))


def test_the_handbook_explains_every_kind_of_table_by_its_title_whether_a_package_holds_one_or_not(
    zh: View, en: View, committed: Committed
) -> None:
    assert [form.kind for form in committed.forms] == [*CATALOGUE]
    for view, title in ((zh, "清单条目（listing）：各列"), (en, "Listing (listing): columns")):
        found = {item["table"]["caption"]: item for item in sections_of(view, committed.forms)["columns"]}
        assert len(found) == len(CATALOGUE)
        schema = json.loads((ROOT / "schemas" / "listing.schema.json").read_bytes())
        names = [field["name"] for field in schema["fields"]]
        assert [row[0]["text"] for row in found[title]["table"]["rows"]] == names
        assert found[title]["header"] == ",".join(names)
        assert not any("{" in caption or not caption.strip() for caption in found)


def test_a_threshold_of_the_actual_change_is_a_percentage(zh: View, en: View) -> None:
    found = zh.release.rules.rule_sets["national-2020"]
    grade = replace(found.ladders[0].grades[0], bounds=(Bound(Metric.ACTUAL_CHANGE, at_least=Decimal("-1.5")),))
    rising = replace(found, ladders=(replace(found.ladders[0], grades=(grade,)),))
    for view, said in ((zh, "比上年同期变化 −1.5%"), (en, "change of −1.5% on the year before")):
        (row,) = sections_of(with_rule_set(view, rising))["boundary"]["rows"]
        assert row[1]["text"] == said
