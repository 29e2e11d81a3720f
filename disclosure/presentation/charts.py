"""The kinds of chart: Vega-Lite specifications over named rows, each built once; what is drawn comes with the page.

Periods are ordinal text and the order is the rows' own. Words come inside the rows, so a kind has none of its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from disclosure.model.siteplan import Chart

ROWS = "rows"
LEVELS = ("severe", "strained", "on_track")
Theme = Mapping[str, Any]
Spec = Any
"""Altair's chart classes; Altair is imported only when a kind is compiled."""


def specification(chart: Chart, theme: Theme) -> Mapping[str, object]:
    """The Vega-Lite specification of a chart's kind at its width."""
    import altair as alt

    made = KINDS[chart.kind](alt, theme, theme["width"][chart.width])
    return {**made.to_dict(validate=False), "config": _config(theme)}


def _config(theme: Theme) -> Mapping[str, Any]:
    colour, size = theme["colour"], theme["font_size"]
    return {
        "font": theme["measured_font"],
        "background": None,
        "padding": {"left": 14, "right": 16, "top": 4, "bottom": 4},
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": size,
            "titleFontSize": size,
            "labelColor": colour["muted"],
            "gridColor": colour["grid"],
            "domainColor": colour["axis"],
            "tickColor": colour["axis"],
            "labelPadding": 6,
            "labelLimit": 220,
            "title": None,
        },
        "text": {"fontSize": size, "color": colour["text"]},
        "line": {"strokeWidth": 2.5},
    }


def _rows(alt: Any) -> Any:
    return alt.NamedData(name=ROWS)


def _years(alt: Any) -> Any:
    return alt.X("year:O", sort=None, axis=alt.Axis(labelAngle=0, domain=True, ticks=False))


def path(alt: Any, theme: Theme, width: int) -> Spec:
    """Progress against the required path: achieved solid with dots, required dashed, the ends labelled directly."""
    colour = theme["colour"]
    percent = alt.Axis(labelExpr="datum.label + '%'", tickCount=5, domain=False, ticks=False)
    base = alt.Chart(_rows(alt)).encode(x=_years(alt), y=alt.Y("value:Q", axis=percent))
    zero = alt.Chart(_rows(alt)).mark_rule(color=colour["axis"]).encode(y=alt.datum(0))
    layers = [zero]
    for series, dash in (("required", [5, 4]), ("actual", [1, 0])):
        own = base.transform_filter(f"datum.series == '{series}'")
        layers.append(own.mark_line(color=colour[series], strokeDash=dash))
        if series == "actual":
            layers.append(own.mark_point(color=colour[series], filled=True, size=70, opacity=1))
        for side, place in (("above", -12), ("below", 18)):
            labelled = own.transform_filter(f"datum.side == '{side}'")
            layers.append(labelled.mark_text(dy=place, color=colour[series]).encode(text="label:N"))
    return alt.layer(*layers).properties(width=width, height=300, autosize=_fit(alt))


def gap(alt: Any, theme: Theme, width: int) -> Spec:
    """What was achieved (a mark by level) against what was required (an upright line), one row per region."""
    colour = theme["colour"]
    percent = alt.Axis(labelExpr="datum.label + '%'", tickCount=4, orient="top", domain=False, ticks=False)
    regions = alt.Y("region:N", sort=None, axis=alt.Axis(domain=False, ticks=False, minExtent=70))
    base = alt.Chart(_rows(alt)).encode(y=regions)
    level = alt.Color("level:N", legend=None, scale=_scale(alt, [colour[name] for name in LEVELS]))
    shape = alt.Shape("level:N", legend=None, scale=_scale(alt, [theme["shape"][name] for name in LEVELS]))
    x = alt.X("achieved:Q", axis=percent, scale=alt.Scale(zero=True, nice=True, padding=62))
    between = base.mark_rule(strokeWidth=2).encode(x=x, x2="required:Q", color=level)
    due = base.mark_tick(color=colour["required"], thickness=3, size=22).encode(x=alt.X("required:Q"))
    result = base.mark_point(filled=True, size=130, opacity=1).encode(x=x, color=level, shape=shape)
    labels = [
        base.transform_filter(f"datum.side == '{side}'").mark_text(align=align, dx=shift).encode(x=x, text="label:N")
        for side, align, shift in (("left", "right", -11), ("right", "left", 11))
    ]
    made = alt.layer(between, due, result, *labels)
    return made.properties(width=width, height={"step": theme["step"]}, autosize=_fit(alt, "fit-x"))


def consumption(alt: Any, theme: Theme, width: int) -> Spec:
    """Consumption as bars with their values, and below, as a panel of its own, the growth on the year before."""
    colour = theme["colour"]
    hidden = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True))
    base = alt.Chart(_rows(alt)).encode(x=_years(alt))
    amounts = base.encode(y=hidden)
    top = alt.layer(
        amounts.mark_bar(color=colour["actual"], width={"band": 0.6}),
        amounts.mark_text(dy=-9).encode(text="label:N"),
    ).properties(width=width - 32, height=190)
    bare = alt.X("year:O", sort=None, axis=None)
    growth = alt.Chart(_rows(alt)).encode(
        x=bare, y=alt.Y("growth:Q", axis=None, scale=alt.Scale(zero=True, padding=22))
    )  # fmt: skip
    bottom = alt.layer(
        growth.mark_bar(color=colour["bar"], width={"band": 0.35}),
        growth.transform_filter("isValid(datum.growth) && datum.growth >= 0")
        .mark_text(dy=-9)
        .encode(text="growth_label:N"),
        growth.transform_filter("datum.growth < 0").mark_text(dy=10).encode(text="growth_label:N"),
        alt.Chart(_rows(alt)).mark_rule(color=colour["axis"]).encode(y=alt.datum(0)),
    ).properties(width=width - 32, height=120)
    return alt.vconcat(top, bottom, spacing=10).resolve_scale(x="shared")


def comparison(alt: Any, theme: Theme, width: int) -> Spec:
    """Levels side by side as ordered bars; the reference stands apart as a dashed line with its own label."""
    colour = theme["colour"]
    members = alt.Chart(_rows(alt)).transform_filter("datum.role == 'member'")
    reference = alt.Chart(_rows(alt)).transform_filter("datum.role == 'reference'")
    regions = alt.Y("region:N", sort=None, axis=alt.Axis(domain=False, ticks=False, minExtent=70))
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=True))
    bars = members.mark_bar(color=colour["bar"], height={"band": 0.62}).encode(x=x, y=regions)
    values = members.mark_text(align="left", dx=6).encode(x=x, y=regions, text="label:N")
    line = reference.mark_rule(color=colour["required"], strokeDash=[5, 4], strokeWidth=2).encode(x=x)
    name = reference.mark_text(align="left", dx=5, dy=-8, baseline="bottom", color=colour["required"]).encode(
        x=x, y=alt.value(0), text="label:N"
    )
    made = alt.layer(line, bars, values, name)
    return made.properties(width=width, height={"step": theme["step"]}, autosize=_fit(alt, "fit-x"))


def _scale(alt: Any, colours: list[str]) -> Any:
    return alt.Scale(domain=list(LEVELS), range=colours)


def _fit(alt: Any, kind: str = "fit") -> Any:
    return alt.AutoSizeParams(type=kind, contains="padding")


KINDS: Mapping[str, Callable[[Any, Theme, int], Spec]] = {
    "path": path,
    "gap": gap,
    "consumption": consumption,
    "comparison": comparison,
}
"""Each kind of chart by the name that a `Chart` recipe carries."""
