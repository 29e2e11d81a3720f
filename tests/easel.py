"""Drawings for tests, made in a process of their own: the drawing library starts threads, and some tests fork later."""

import multiprocessing
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from unicodedata import east_asian_width
from xml.etree import ElementTree

from disclosure.model.siteplan import Chart
from disclosure.presentation.charts import specification
from disclosure.presentation.placing import placed
from disclosure.publishing.drawing import compile_spec, draw_svg
from tests.conftest import ROOT

THEME = tomllib.loads((ROOT / "templates/chart-theme.toml").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"
Row = Mapping[str, object]


@dataclass(frozen=True)
class Mark:
    """One thing that a drawing shows, where it stands on the whole drawing."""

    kind: str
    x: float
    y: float
    attributes: Mapping[str, str]
    text: str

    @property
    def colour(self) -> str:
        return self.attributes.get("fill", self.attributes.get("stroke", ""))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a text of 14 pixels in a broad font."""
        width = sum(14 if east_asian_width(letter) in "WF" else 7.6 for letter in self.text)
        left = self.x - {"start": 0, "middle": width / 2, "end": width}[self.attributes["text-anchor"]]
        return left, self.y - 11, left + width, self.y + 3


class Easel:
    """Draws rows of a kind at a width."""

    def __init__(self) -> None:
        self.pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self.compiled: dict[tuple[str, str, str], str] = {}

    def vega(self, kind: str, width: str, mark: str = "") -> str:
        if (kind, width, mark) not in self.compiled:
            chart = Chart(kind, width, (), {"mark": mark} if mark else {})
            spec = self.pool.submit(specification, chart, THEME).result()
            self.compiled[kind, width, mark] = self.pool.submit(compile_spec, spec).result()
        return self.compiled[kind, width, mark]

    def draw(self, kind: str, width: str, rows: Sequence[Row], mark: str = "") -> bytes:
        return self.drawn(self.vega(kind, width, mark), placed(kind, width, rows))

    def drawn(self, vega: str, rows: Sequence[Row]) -> bytes:
        return self.pool.submit(draw_svg, vega, rows, THEME).result()

    def close(self) -> None:
        self.pool.shutdown()


def parse(svg: bytes) -> ElementTree.Element:
    """The drawing as a tree; fails where it is not well-formed."""
    return ElementTree.fromstring(svg)  # noqa: S314  # our own drawing


def marks(svg: bytes) -> list[Mark]:
    """Everything that is drawn, with its place."""
    return list(_marks(parse(svg), 0, 0))


def _marks(element: ElementTree.Element, x: float, y: float) -> Iterator[Mark]:
    moved = re.fullmatch(r"translate\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", "translate(0,0)"))
    assert moved is not None, element.attrib
    x, y = x + float(moved[1]), y + float(moved[2])
    kind = element.tag.removeprefix(SVG)
    if kind not in {"svg", "g", "style"}:
        yield Mark(kind, x, y, element.attrib, element.text or "")
    for child in element:
        yield from _marks(child, x, y)


def texts(svg: bytes) -> list[Mark]:
    return [mark for mark in marks(svg) if mark.kind == "text"]


def path_rows(achieved: Sequence[float | None], first: int = 2011) -> list[Row]:
    """Rows of a path whose required part is known for every year."""
    return [
        {
            "year": str(first + place),
            "achieved": value,
            "required": 3.5 * (place + 1),
            "achieved_label": "–" if value is None else f"{value:.2f}".replace("-", "−"),
            "required_label": f"{3.5 * (place + 1):.2f}",
        }
        for place, value in enumerate(achieved)
    ]


def consumption_rows(
    amounts: Sequence[float | None], growth: Sequence[float | None] = (), first: int = 2011
) -> list[Row]:
    changes = [*growth, *[None] * (len(amounts) - len(growth))]
    return [
        {
            "year": str(first + place),
            "year_label": str(first + place),
            "value": value,
            "label": "" if value is None else f"{value:,}",
            "growth": change,
            "growth_label": "" if change is None else f"{change:+.2f}%".replace("-", "−"),
        }
        for place, (value, change) in enumerate(zip(amounts, changes, strict=True))
    ]


def gap_rows(names: Sequence[str], achieved: Sequence[float], level: str = "severe") -> list[Row]:
    return [
        {
            "code": str(place),
            "name": name,
            "achieved": value,
            "required": 11.5,
            "level": level,
            "label": f"{value:.2f}%".replace("-", "−"),
        }
        for place, (name, value) in enumerate(zip(names, achieved, strict=True))
    ]


def comparison_rows(names: Sequence[str], values: Sequence[float]) -> list[Row]:
    return [
        {
            "code": str(place),
            "name": name,
            "value": value,
            "reference": values[0],
            "label": f"{value}".replace("-", "−"),
            "role": "member" if place else "reference",
        }
        for place, (name, value) in enumerate(zip(names, values, strict=True))
    ]
