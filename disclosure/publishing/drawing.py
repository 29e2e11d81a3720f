"""Charts as SVG: each kind compiled once, rows injected, and the drawing cleaned so that it is small and recolours."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from disclosure.errors import RenderFault

ROWS = "rows"
"""The name of the data that every chart kind draws."""
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
SVG = "http://www.w3.org/2000/svg"
KEPT = frozenset({"width", "height", "viewBox", "d", "transform", "x2", "y2", "fill", "stroke", "text-anchor",
                  "stroke-width", "stroke-dasharray", "stroke-miterlimit"})  # fmt: skip
"""The attributes that draw something; Vega's others tell what the page's text, table and alternative tell already."""
EMPTY = {"$schema": "https://vega.github.io/schema/vega/v5.json", "width": 1, "height": 1, "marks": []}
PAINTED = ("fill", "stroke")
STAMP, PALE, EDGE = 40, "0.32", "0.8"
"""The size in pixels of the words across a drawing, and how much they and their edge cover."""


def load() -> None:
    """Load the drawing library, and have it start its engine."""
    import vl_convert

    vl_convert.vega_to_svg(EMPTY, allowed_base_urls=[])


def compile_spec(vega_lite: Mapping[str, object]) -> str:
    """A Vega-Lite specification over named rows as compiled Vega, ready for rows."""
    import vl_convert

    return json.dumps(vl_convert.vegalite_to_vega(dict(vega_lite)), ensure_ascii=False)


def draw_svg(vega: str, rows: Sequence[Mapping[str, object]], theme: Mapping[str, Any], mark: str = "") -> bytes:
    """The drawing of `rows` in the theme's font and colours, and its `mark` across it."""
    import vl_convert

    spec = json.loads(vega)
    for data in spec["data"]:
        if data["name"] == ROWS:
            data["values"] = [dict(row) for row in rows]
    try:
        svg = vl_convert.vega_to_svg(spec, allowed_base_urls=[])
    except ValueError as fault:
        raise RenderFault(code="chart", detail=fault) from fault
    return cleaned(svg, theme, mark).encode()


def cleaned(svg: str, theme: Mapping[str, Any], mark: str = "") -> str:
    """Only what is seen, with short numbers and a style sheet of its own; words are left exactly as they are.

    Vega is told that text has the size 0, because measuring it costs most of a drawing; font and size are named once.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314  # Vega wrote it a moment ago, from escaped rows
    _prune(root)
    if mark:
        _stamp(root, mark, theme["colour"])
    style = ElementTree.Element(f"{{{SVG}}}style")
    style.text = _style(theme, {(name, element.get(name, "")) for element in root.iter() for name in PAINTED})
    root.insert(0, style)
    return ElementTree.tostring(root, encoding="unicode")


def _stamp(root: ElementTree.Element, mark: str, colour: Mapping[str, str]) -> None:
    """Words across the middle, so large and pale that they are seen and hide nothing; an edge in the colour of the
    ground shows them on what is dark."""
    across, down = (float(root.get(name, "0")) for name in ("width", "height"))
    place = {
        "x": f"{across / 2:.0f}",
        "y": f"{down / 2:.0f}",
        "text-anchor": "middle",
        "fill": colour["muted"],
        "stroke": colour["ground"],
        "paint-order": "stroke",
    }
    size = min(STAMP, across / len(mark))
    stamp = ElementTree.SubElement(
        root,
        f"{{{SVG}}}text",
        {**place, "fill-opacity": PALE, "stroke-opacity": EDGE, "style": f"font-size:{size:.0f}px"},
    )
    stamp.text = mark


def _prune(element: ElementTree.Element) -> None:
    """Drop what draws nothing: empty groups and texts, and paths without a colour."""
    kept = {name: _shortened(text) for name, text in element.attrib.items() if name in KEPT}
    element.attrib.clear()
    element.attrib.update(kept)
    for child in list(element):
        _prune(child)
        if not _is_seen(child):
            element.remove(child)


def _is_seen(element: ElementTree.Element) -> bool:
    kind = element.tag.removeprefix(f"{{{SVG}}}")
    if kind == "g":
        return len(element) > 0
    return bool(element.text) if kind == "text" else any(name in element.attrib for name in PAINTED)


def _shortened(text: str) -> str:
    return LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), text)


def _style(theme: Mapping[str, Any], used: set[tuple[str, str]]) -> str:
    """The style sheet inside the drawing: its font, and what recolours all that is drawn in a light colour."""
    rules = "".join(
        f'[{name}="{light}"]{{{name}:{shade}}}'
        for light, shade in theme["dark"].items()
        for name in PAINTED
        if (name, light) in used
    )
    font = f"text{{font-family:{theme['font']};font-size:{theme['font_size']}px}}"
    return f"{font}@media(prefers-color-scheme:dark){{{rules}}}"
