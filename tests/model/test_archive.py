"""A quote is found where it stands, whatever spaces and line ends part it, and nowhere else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disclosure.model.archive import ArchivedText

TEXT = "一、目标\n（一）单位 GDP 能耗\n下降 12%，总量\u3000合理控制。\n新城区\t11\t12.5\n回民区\t11\t12.5\n"
LETTERS = st.text("甲乙12.%", min_size=1, max_size=8)


def pieces(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in ArchivedText(text, "").find(quote)]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("单位GDP能耗下降12%", ["单位 GDP 能耗\n下降 12%"]),
        ("回民区 11 12.5", ["回民区\t11\t12.5"]),
        ("12.5", ["12.5"]),
        ("一、目标…合理控制", ["一、目标", "合理控制"]),
        ("总量合理控制。……回民区", ["总量\u3000合理控制。", "回民区"]),
        ("合理控制…一、目标", []),
        ("玉泉区 11 12.5", []),
        ("…", []),
        ("", []),
    ],
)
def test_spaces_do_not_count_and_dots_stand_for_what_is_left_out(quote: str, found: list[str]) -> None:
    assert pieces(TEXT, quote) == found


def test_of_several_places_the_closest_pieces_are_meant_and_the_first_whole() -> None:
    text = "甲省目标。乙省目标。甲省下降4%，乙省下降5%。甲省下降4%。"
    assert ArchivedText(text, "").find("甲省…4%") == ((10, 12), (14, 16))
    assert ArchivedText(text, "").find("甲省下降4%") == ((10, 16),)


@given(LETTERS, LETTERS, LETTERS, st.lists(st.integers(0, 8), max_size=4))
def test_what_stands_in_a_text_is_found_as_it_stands(before: str, quote: str, after: str, spaces: list[int]) -> None:
    spaced = quote
    for place in spaces:
        spaced = spaced[:place] + "\n " + spaced[place:]
    text = before + spaced + after
    (found,) = ArchivedText(text, "").find(quote)
    assert "".join(text[found.start : found.end].split()) == quote
    assert not text[found.start].isspace()
    assert not text[found.end - 1].isspace()


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", min_size=1, max_size=4))
def test_what_does_not_stand_there_is_not_found(text: str, quote: str) -> None:
    assume(quote not in text)
    assert ArchivedText(text, "").find(quote) == ()
