"""A mapping whose values are found later is a mapping like any other, and finds each value once."""

import pytest

from disclosure.model.later import Later, grouped


def test_a_value_is_found_once_and_only_when_it_is_asked_for() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    doubles = Later([3, 1, 3], double)
    assert (list(doubles), len(doubles), 1 in doubles, 2 in doubles, asked) == ([3, 1], 2, True, False, [])
    assert (doubles[3], doubles[3], doubles.get(2), asked) == (6, 6, None, [3])
    assert doubles == {3: 6, 1: 2}


def test_an_unknown_key_is_unknown_even_where_a_value_could_be_found() -> None:
    with pytest.raises(KeyError):
        Later([1], str)[2]


def test_values_are_gathered_in_the_order_in_which_they_came() -> None:
    found = grouped([("b", 1), ("a", 2), ("b", 0)])
    assert list(found.items()) == [("b", (1, 0)), ("a", (2,))]
