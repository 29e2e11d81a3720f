"""A QR code that is drawn is read again by a decoder, as a phone does it from paper."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from zxingcpp import read_barcodes

from disclosure.publishing.qrcodes import QUIET, code

SCALE = 4
"""Dots of the picture for each module."""


def picture(path: str, side: int) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """The drawing as dots, dark ones 0: a pen that is set down (M), lifted over light modules (m) and drawn over dark
    ones (h), one module high."""
    modules, x, y = np.full((side, side), 255, dtype=np.uint8), 0, 0
    moves = re.findall(r"M(\d+),(\d+)|m(\d+),0|h(\d+)", path)
    assert re.sub(r"M\d+,\d+|m\d+,0|h\d+", "", path) == ""
    for left, top, light, dark in moves:
        if left:
            x, y = int(left), int(top)
        if dark:
            modules[y, x : x + int(dark)] = 0
        x += int(light or dark or 0)
    return np.kron(modules, np.ones((SCALE, SCALE), dtype=np.uint8))


def read(text: str) -> list[str]:
    drawn = code(text)
    return [found.text for found in read_barcodes(picture(drawn["path"], int(drawn["side"])))]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/energy/unit/u-001/index.html",
        "l-2026-001 示发改能〔2026〕3 号（虚构）\nl-2026-029 示发改能〔2026〕7 号（虚构）",
    ],
)
def test_a_drawn_code_says_its_text(text: str) -> None:
    assert read(text) == [text]


@given(st.text("abcdefghij0123456789-/.:号〔〕", min_size=1, max_size=120).map(str.strip).filter(bool))
def test_any_address_or_document_number_is_read(text: str) -> None:
    assert read(text) == [text]


def test_the_first_row_begins_after_the_quiet_zone() -> None:
    drawn = code("u-1")
    assert drawn["path"].startswith("M4,4h7")
    assert int(drawn["side"]) == 21 + 2 * QUIET
