"""The generated sections of prose pages: what they promise is what the build does."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.errors import SettingsFault
from disclosure.model.rules import WorkedExample
from disclosure.presentation.prose_pages import sections_of
from disclosure.presentation.view import View


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
