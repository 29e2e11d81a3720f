"""The style sheet: every pair of colours that carries words or marks has the contrast it needs, light and dark."""

import re
from pathlib import Path

import pytest

from disclosure.presentation.listed import TIERS

PROJECT = Path(__file__).parents[2]
STYLE = (PROJECT / "templates/assets/site.css").read_text("utf-8")
LIGHTS = ("severe", "strained", "on_track", "none", "advanced", "between", "lagging")
"""Lights, and the tiers of installations, which have colours of their own."""
TEXT_PAIRS = [
    ("text", "page"), ("text", "panel"), ("muted", "page"), ("muted", "panel"), ("link", "page"), ("link", "panel"),
    ("focus-text", "focus"), ("severe-text", "page"), *((f"{light}-text", f"{light}-tint") for light in LIGHTS),
]  # fmt: skip
MARK_PAIRS = [
    (mark, ground) for light in LIGHTS for mark in (light,) for ground in ("page", "panel", f"{light}-tint")
] + [("control", "page"), ("rule", "page")]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))


def schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root\{(.*?)\}", STYLE, re.DOTALL)[:2]
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tier", TIERS)
def test_every_tier_has_its_shape_in_tables_in_keys_and_in_lists(tier: str) -> None:
    assert f'id="r-{tier}"' in (PROJECT / "templates/components/tiers.html").read_text("utf-8")
    assert len(re.findall(rf'\.w-{tier}{{--shape:"[^"]+";--ink:var\(--\w+\)}}', STYLE)) == 1


def test_contrast_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), TEXT_PAIRS)
def test_words_have_a_contrast_of_at_least_four_and_a_half(scheme: str, words: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_have_a_contrast_of_at_least_three(scheme: str, mark: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[mark], colours[ground]) >= 3
