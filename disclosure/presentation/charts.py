"""The kinds of chart: Vega-Lite specifications over named rows, each built once; what is drawn comes with the page.

Periods are ordinal text and the order is the rows' own. Every size is set here, so that a drawing's outer size is known
before it is drawn and Vega measures no text: text has the size 0 in Vega, its real size in the drawing's style sheet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.model.siteplan import Chart
from disclosure.presentation import tier_charts

ROWS = "rows"
LEVELS = ("severe", "strained", "on_track")
WORDED = frozenset({"gap", "comparison"})
"""The kinds that hold names; all others hold numbers only, and one drawing serves both languages."""
Theme = Mapping[str, Any]
Spec = Any
"""Altair's chart classes; Altair is imported only when a kind is compiled."""

BARS, YEARS, GROWTH = 190, 46, 116
"""Heights in a drawing of consumption: bars, the years below them, the panel of growth."""
LOW = 18
"""The height of a mark under a name."""
SIGN, NUMBER, GUTTER = 18, 62, 14
"""Room for a number above or below its bar, for a number beside a name, and before the marks."""
LINE, RISE = 22, 6
"""Room for the mark of what is fictional below a drawing, and how far its words stand above the lower edge."""
UNDERLINED = frozenset({"strip", "shares"})
"""The kinds whose mark has a line of its own below: across the middle it would lie over what is drawn."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a drawing; its outer size is exact."""

    width: int
    """Of the whole drawing; the margins are inside."""
    top: int
    right: int
    bottom: int
    left: int
    height: int = 0
    """Of the marks' room, where it does not grow with the rows."""
    step: int = 0
    """Of each row, where it does."""

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def is_narrow(self) -> bool:
        """Whether a row's name stands above its mark instead of beside it."""
        return self.width < WIDE

    @property
    def upright(self) -> int:
        """The height of a line that marks a level in a row: it spans the row where names stand beside it."""
        return LOW if self.is_narrow else self.step


WIDE, NARROW = 720, 328
FRAMES: Mapping[tuple[str, str], Frame] = {
    ("path", "wide"): Frame(WIDE, 10, 10, 78, 56, 250),
    ("path", "narrow"): Frame(NARROW, 10, 0, 78, 44, 210),
    ("consumption", "wide"): Frame(WIDE, SIGN, 14, 28, 14, BARS),
    ("consumption", "narrow"): Frame(NARROW, 0, 0, 0, 0, step=34),
    ("consumption-growth", "wide"): Frame(WIDE, SIGN, 14, 4, 14, BARS + YEARS + GROWTH),
    ("consumption-growth", "narrow"): Frame(NARROW, 0, 0, 0, 0, step=34),
    ("gap", "wide"): Frame(WIDE, 28, 24, 2, 0, step=34),
    ("gap", "narrow"): Frame(NARROW, 28, 18, 2, 18, step=54),
    ("comparison", "wide"): Frame(WIDE, 2, 4, 2, 0, step=34),
    ("comparison", "narrow"): Frame(NARROW, 2, 2, 2, 0, step=48),
    ("strip", "wide"): Frame(WIDE, 40, 24, 30, 24, 110),
    ("strip", "narrow"): Frame(NARROW, 40, 22, 30, 22, 110),
    ("shares", "wide"): Frame(WIDE, 2, 2, 2, 2, 62),
    ("shares", "narrow"): Frame(NARROW, 2, 2, 2, 2, 62),
}
"""The room of each kind at each width."""


def size(kind: str, width: str, rows: int, mark: str = "") -> tuple[int, int]:
    """The width and height in pixels of a drawing of so many rows; taller by a line where its mark stands below it."""
    frame = FRAMES[kind, width]
    below = LINE if mark and kind in UNDERLINED else 0
    return frame.width, frame.top + (frame.height or frame.step * rows) + frame.bottom + below


def specification(chart: Chart, theme: Theme) -> Mapping[str, object]:
    """The Vega-Lite specification of a chart's kind at its width."""
    import altair as alt

    frame = FRAMES[chart.kind, chart.width]
    made, bottom = KINDS[chart.kind](alt, theme, frame), frame.bottom
    if words := chart.words.get("mark"):
        made, bottom = alt.layer(made, _below(alt, theme, frame, words)), bottom + LINE
    height = frame.height or {"step": frame.step}
    margins = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": bottom}
    sized = made.properties(width=frame.inner, height=height, autosize="none", padding=margins)
    return {**sized.to_dict(validate=False), "config": _config(theme)}


def _below(alt: Any, theme: Theme, frame: Frame, words: str) -> Spec:
    """Words in a line of their own below a drawing of a fixed height."""
    place = {"x": alt.value(-frame.left), "y": alt.value(frame.height + frame.bottom + LINE - RISE)}
    return _once(alt).mark_text(align="left", color=theme["colour"]["muted"]).encode(text=alt.value(words), **place)


def _config(theme: Theme) -> Mapping[str, Any]:
    colour = theme["colour"]
    axis = {
        "labelColor": colour["muted"],
        "tickColor": colour["axis"],
        "gridColor": colour["grid"],
        "domain": False,
        "ticks": False,
        "title": None,
    }
    return {
        "background": None,
        "view": {"stroke": None},
        "axis": {**axis, "labelFontSize": 0, "labelBaseline": "alphabetic", "labelOverlap": False, "labelFlush": False},
        "text": {"fontSize": 0, "color": colour["text"], "baseline": "alphabetic"},
        "line": {"strokeWidth": 2.5},
    }


def path(alt: Any, theme: Theme, frame: Frame) -> Spec:
    """Progress against the required path, with both numbers under each year; a missing year breaks the line."""
    colour = theme["colour"]
    percent = alt.Axis(labelExpr="datum.label + '%'", tickCount=5, labelOffset=5, labelPadding=6, grid=True)
    y, scale = {"required": frame.height + 68, "achieved": frame.height + 44}, alt.Scale(zero=True, nice=True)
    base = alt.Chart(_rows(alt)).encode(x=_years(alt))
    zero = _once(alt).mark_rule(color=colour["axis"]).encode(y=alt.datum(0))
    layers = [zero, base.mark_text(color=colour["muted"]).encode(y=alt.value(frame.height + 20), text="year:N")]
    for series in ("required", "achieved"):
        ink = {"color": colour[series], "strokeDash": [5, 4] if series == "required" else []}
        own = base.encode(y=alt.Y(f"{series}:Q", axis=percent, scale=scale))
        layers.append(own.mark_line(**ink))
        layers.append(base.mark_text(color=ink["color"]).encode(y=alt.value(y[series]), text=f"{series}_label:N"))
        layers.append(_swatch(alt, frame, y[series] - 5).mark_rule(**ink, strokeWidth=2.5))
    dot = {"color": colour["achieved"], "filled": True, "size": 64, "opacity": 1}
    sign = _once(alt).mark_point(**dot).encode(x=alt.value(17 - frame.left), y=alt.value(y["achieved"] - 5))
    return alt.layer(*layers, own.mark_point(**dot), sign)


def _swatch(alt: Any, frame: Frame, y: int) -> Any:
    """The place of a short line before a row of numbers, which shows whose they are."""
    return _once(alt).encode(x=alt.value(3 - frame.left), x2=alt.value(31 - frame.left), y=alt.value(y))


def gap(alt: Any, theme: Theme, frame: Frame) -> Spec:
    """What was achieved (a mark by level) against what was required (an upright line), one row per region."""
    colour, lower = theme["colour"], 14 if frame.is_narrow else 0
    base = alt.Chart(_rows(alt)).encode(y=_regions(alt))
    level = alt.Color("level:N", legend=None, scale=_scale(alt, [colour[name] for name in LEVELS]))
    shape = alt.Shape("level:N", legend=None, scale=_scale(alt, [theme["shape"][name] for name in LEVELS]))
    x = alt.X("achieved:Q", axis=_percents(alt, frame), scale=_span(alt, frame))
    zero = base.mark_tick(color=colour["axis"], yOffset=lower, opacity=1, thickness=1, size=frame.upright)
    between = base.mark_rule(strokeWidth=2, yOffset=lower).encode(x=x, x2="required:Q", color=level)
    due = base.mark_tick(color=colour["required"], thickness=3, size=LOW + 2, yOffset=lower, opacity=1)
    result = base.mark_point(filled=True, size=130, opacity=1, yOffset=lower).encode(x=x, color=level, shape=shape)
    tracks = [base.mark_rule(color=colour["grid"], yOffset=lower)] if frame.is_narrow else []
    marks = (zero.encode(x=alt.datum(0)), between, due.encode(x=alt.X("required:Q", scale=_span(alt, frame))), result)
    return alt.layer(*tracks, *marks, *_names(alt, base, frame))


def _percents(alt: Any, frame: Frame) -> Any:
    """The scale above the rows; its lines would run through names that stand above their marks."""
    lines = {"ticks": True, "tickSize": 5} if frame.is_narrow else {"grid": True}
    return alt.Axis(labelExpr="datum.label + '%'", tickCount=4, orient="top", labelPadding=10, **lines)


def consumption(alt: Any, theme: Theme, frame: Frame) -> Spec:
    """Consumption as one bar a year with its number; a missing year leaves its place empty."""
    return _columns(alt, theme) if frame.height else _lines(alt, theme, frame, growth=False)


def consumption_growth(alt: Any, theme: Theme, frame: Frame) -> Spec:
    """Consumption as bars, and the published growth: a panel of its own, a column of numbers where narrow."""
    if not frame.height:
        return _lines(alt, theme, frame, growth=True)
    colour = theme["colour"]
    bottom = alt.Scale(zero=True, range=[frame.height - SIGN, frame.height - GROWTH + SIGN])
    base = alt.Chart(_rows(alt)).encode(x=_years(alt), y=alt.Y("growth:Q", axis=None, scale=bottom))
    rise = base.transform_filter("datum.growth >= 0").mark_text(dy=-7).encode(text="growth_label:N")
    fall = base.transform_filter("datum.growth < 0").mark_text(dy=17).encode(text="growth_label:N")
    bars = base.mark_bar(color=colour["bar"], width={"band": 0.35})
    zero = _once(alt).mark_rule(color=colour["axis"]).encode(y=alt.Y(datum=0, scale=bottom, axis=None))
    return alt.layer(_columns(alt, theme), alt.layer(bars, zero, rise, fall)).resolve_scale(y="independent")


def _columns(alt: Any, theme: Theme) -> Spec:
    """Upright bars with their numbers above and their years below."""
    colour = theme["colour"]
    base = alt.Chart(_rows(alt)).encode(x=_years(alt))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, range=[BARS, 0]))
    bars = base.mark_bar(color=colour["achieved"], width={"band": 0.6}).encode(y=y)
    numbers = base.mark_text(dy=-7).encode(y=y, text="label:N")
    years = base.mark_text(color=colour["muted"]).encode(y=alt.value(BARS + 20), text="year_label:N")
    ground = _once(alt).mark_rule(color=colour["axis"]).encode(y=alt.value(BARS))
    return alt.layer(bars, ground, numbers, years)


def _lines(alt: Any, theme: Theme, frame: Frame, growth: bool) -> Spec:
    """Lying bars, one line a year: year, bar, number and growth."""
    colour = theme["colour"]
    reach = frame.inner - NUMBER * (2 if growth else 1)
    base = alt.Chart(_rows(alt)).encode(y=alt.Y("year:O", sort="ascending", axis=None, scale=_even(alt)))
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, range=[44, reach]))
    bars = base.mark_bar(color=colour["achieved"], height={"band": 0.6}).encode(x=x)
    numbers = base.mark_text(align="left", dx=6, dy=5).encode(x=x, text="label:N")
    years = base.mark_text(align="left", dy=5, color=colour["muted"]).encode(x=alt.value(0), text="year:N")
    changes = base.mark_text(align="right", dy=5).encode(x=alt.value(frame.inner), text="growth_label:N")
    return alt.layer(bars, numbers, years, *([changes] if growth else []))


def comparison(alt: Any, theme: Theme, frame: Frame) -> Spec:
    """Levels side by side as ordered bars; the reference stands on top, and a line marks its level in every row."""
    colour = theme["colour"]
    base = alt.Chart(_rows(alt)).encode(y=_regions(alt))
    x = alt.X("value:Q", axis=None, scale=_span(alt, frame))
    roles = alt.Scale(domain=["reference", "member"], range=[colour["required"], colour["bar"]])
    lower, height = (13, 12) if frame.is_narrow else (0, 20)
    bars = base.mark_bar(height=height, yOffset=lower).encode(x=x, color=alt.Color("role:N", legend=None, scale=roles))
    line = base.mark_tick(color=colour["required"], thickness=2, size=frame.upright, yOffset=lower, opacity=1)
    marks = (bars, line.encode(x=alt.X("reference:Q", scale=_span(alt, frame))))
    return alt.layer(*marks, *_names(alt, base, frame))


def _names(alt: Any, base: Any, frame: Frame) -> list[Any]:
    """Each row's name and number: before its marks, or above them where the drawing is narrow."""
    rise = -2 if frame.is_narrow else 5
    last = frame.inner + frame.right
    place = alt.value(last) if frame.is_narrow else alt.XValue({"expr": f"{_start()} - {GUTTER}"})
    name = base.mark_text(align="left", dy=rise).encode(x=alt.value(-frame.left), text="name:N")
    number = base.mark_text(align="right", dy=rise).encode(x=place, text="label:N")
    return [name, number]


def _rows(alt: Any) -> Any:
    return alt.NamedData(name=ROWS)


def _once(alt: Any) -> Any:
    """A mark that stands once, whatever the rows are."""
    return alt.Chart(alt.InlineData(values=[{}]))


def _years(alt: Any) -> Any:
    return alt.X("year:O", sort="ascending", axis=None)


def _regions(alt: Any) -> Any:
    """One place per code: two regions may share a name."""
    return alt.Y("code:N", sort=None, axis=None, scale=_even(alt))


def _even(alt: Any) -> Any:
    return alt.Scale(paddingInner=0, paddingOuter=0)


def _start() -> str:
    return f"data('{ROWS}')[0].start"


def _span(alt: Any, frame: Frame) -> Any:
    """From where the rows say that marks start to the right margin."""
    return alt.Scale(zero=True, nice=False, range=[{"expr": _start()}, frame.inner])


def _scale(alt: Any, colours: list[str]) -> Any:
    return alt.Scale(domain=list(LEVELS), range=colours)


KINDS: Mapping[str, Callable[[Any, Theme, Frame], Spec]] = {
    "path": path,
    "gap": gap,
    "consumption": consumption,
    "consumption-growth": consumption_growth,
    "comparison": comparison,
    "strip": tier_charts.strip,
    "shares": tier_charts.shares,
}
"""Each kind of chart by the name that a `Chart` recipe carries."""
