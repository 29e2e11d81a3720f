"""Charts as SVG: each kind compiled once, rows injected, and the drawing cleaned so that it is small and recolours."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from disclosure.errors import RenderFault

ROWS = "rows"
"""The name of the data that every chart kind draws."""
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
CLUTTER = re.compile(r'\s(?:aria-[a-z]+|role|class|xml:space|xmlns:xlink)="[^"]*"')
OPENING = re.compile(r"<svg\b[^>]*>")
EMPTY_GROUP = re.compile(r"<g>\s*</g>")


def compile_spec(vega_lite: Mapping[str, object]) -> str:
    """A Vega-Lite specification over named rows as compiled Vega, ready for rows."""
    import vl_convert

    return json.dumps(vl_convert.vegalite_to_vega(dict(vega_lite)), ensure_ascii=False)


def draw_svg(vega: str, rows: Sequence[Mapping[str, object]], theme: Mapping[str, Any]) -> bytes:
    """The drawing of `rows` in the theme's font and colours, dark ones where the page is dark."""
    import vl_convert

    spec = json.loads(vega)
    for data in spec["data"]:
        if data["name"] == ROWS:
            data["values"] = [dict(row) for row in rows]
    try:
        svg = vl_convert.vega_to_svg(spec, allowed_base_urls=[])
    except ValueError as fault:
        raise RenderFault(f"chart: {fault}") from fault
    return cleaned(svg, theme).encode()


def cleaned(svg: str, theme: Mapping[str, Any]) -> str:
    """Without attributes that a picture with a text alternative does not need, with short numbers and dark colours.

    Vega measures text in a generic family and names it on every text; the theme's font is named once instead.
    """
    text = CLUTTER.sub("", svg).replace(f' font-family="{theme["measured_font"]}"', "")
    text = LONG_NUMBER.sub(lambda found: _short(found[0]), text)
    while EMPTY_GROUP.search(text):
        text = EMPTY_GROUP.sub("", text)
    used = {light: shade for light, shade in theme["dark"].items() if light in text}
    return OPENING.sub(lambda found: found[0] + _style(theme["font"], used), text, count=1)


def _short(number: str) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _style(font: str, dark: Mapping[str, str]) -> str:
    """The style sheet inside the drawing: its font, and what recolours all that is drawn in a light colour."""
    rules = "".join(
        f'[fill="{light}"]{{fill:{shade}}}[stroke="{light}"]{{stroke:{shade}}}' for light, shade in dark.items()
    )
    return f"<style>{escape(f'text{{font-family:{font}}}@media(prefers-color-scheme:dark){{{rules}}}')}</style>"
