"""Charts as SVG: each kind compiled once, rows injected, and the drawing cleaned so that it is small and recolours."""

import json
import re
from collections.abc import Mapping, Sequence
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


def draw_svg(vega: str, rows: Sequence[Mapping[str, object]], dark: Mapping[str, str]) -> bytes:
    """The drawing of `rows`; `dark` maps each light colour of the theme to the one it takes on a dark page."""
    import vl_convert

    spec = json.loads(vega)
    for data in spec["data"]:
        if data["name"] == ROWS:
            data["values"] = [dict(row) for row in rows]
    try:
        svg = vl_convert.vega_to_svg(spec, allowed_base_urls=[])
    except ValueError as fault:
        raise RenderFault(f"chart: {fault}") from fault
    return cleaned(svg, dark).encode()


def cleaned(svg: str, dark: Mapping[str, str]) -> str:
    """Without attributes that a picture with a text alternative does not need, with short numbers and dark colours."""
    text = CLUTTER.sub("", svg)
    text = LONG_NUMBER.sub(lambda found: _short(found[0]), text)
    while EMPTY_GROUP.search(text):
        text = EMPTY_GROUP.sub("", text)
    used = {light: shade for light, shade in dark.items() if light in text}
    return OPENING.sub(lambda found: found[0] + _style(used), text, count=1)


def _short(number: str) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _style(dark: Mapping[str, str]) -> str:
    """The dark colours as a style sheet inside the drawing; its selectors recolour what is drawn in a light colour."""
    rules = "".join(
        f'[fill="{light}"]{{fill:{shade}}}[stroke="{light}"]{{stroke:{shade}}}' for light, shade in dark.items()
    )
    return f"<style>{escape(f'@media(prefers-color-scheme:dark){{{rules}}}')}</style>" if rules else ""
