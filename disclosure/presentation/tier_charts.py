"""The drawings of products: every named installation on one line against both levels, and shares of capacity."""

from collections.abc import Mapping
from typing import Any

Theme = Mapping[str, Any]
TIERS = ("advanced", "between", "lagging")
ROWS = "rows"
DASH = [5, 3]
LABEL, LOWER_LABEL = -24, -7
"""Above the marks: where the number of the benchmark level stands, and below it that of the baseline level."""


def strip(alt: Any, theme: Theme, frame: Any) -> Any:
    """One mark for each installation, by its figure; those beside each other are raised or lowered."""
    colour = theme["colour"]
    base = alt.Chart(alt.NamedData(name=ROWS))
    axis = alt.Axis(
        tickCount=5, labelPadding=8, ticks=True, tickSize=5, grid=False, domain=True, domainColor=colour["axis"]
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=True, padding=16))
    y = alt.Y(
        "lane:Q", axis=None, scale=alt.Scale(domain={"expr": f"[-data('{ROWS}')[0].reach, data('{ROWS}')[0].reach]"})
    )
    units = base.transform_filter("datum.role == 'unit'").mark_point(filled=True, size=120, opacity=0.9)
    marks = [units.encode(x=x, y=y, color=_colour(alt, theme), shape=_shape(alt, theme))]
    for role, place, dash in (("benchmark", LABEL, []), ("baseline", LOWER_LABEL, DASH)):
        own = base.transform_filter(f"datum.role == '{role}'").encode(x=x)
        line = own.mark_rule(color=colour["required"], strokeWidth=2, strokeDash=dash)
        label = own.mark_text(color=colour["text"], align="center")
        marks = [line.encode(y=alt.value(place + 4), y2=alt.value(frame.height)), *marks]
        marks.append(label.encode(y=alt.value(place), text="label:N"))
    return alt.layer(*marks)


def shares(alt: Any, theme: Theme, frame: Any) -> Any:
    """One bar from nothing to the whole, a stretch for each tier, and below it its sign with its share."""
    base = alt.Chart(alt.NamedData(name=ROWS))
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 100], range=[0, frame.inner], nice=False))
    ground = {"height": 34, "stroke": theme["colour"]["ground"], "strokeWidth": 2}
    bar = base.mark_bar(**ground).encode(x=x, x2="end:Q", y=alt.value(frame.height / 2 - 12), color=_colour(alt, theme))
    sign = base.mark_point(filled=True, size=80, opacity=1)
    sign = sign.encode(
        x=alt.X("sign:Q", axis=None),
        y=alt.value(frame.height - 12),
        color=_colour(alt, theme),
        shape=_shape(alt, theme),
    )
    label = base.mark_text(align="left", dx=9, dy=5).encode(x="sign:Q", y=alt.value(frame.height - 12), text="label:N")
    return alt.layer(bar, sign, label)


def _colour(alt: Any, theme: Theme) -> Any:
    colours = [theme["colour"][f"tier_{tier}"] for tier in TIERS]
    return alt.Color("tier:N", legend=None, scale=alt.Scale(domain=list(TIERS), range=colours))


def _shape(alt: Any, theme: Theme) -> Any:
    shapes = [theme["tier_shape"][tier] for tier in TIERS]
    return alt.Shape("tier:N", legend=None, scale=alt.Scale(domain=list(TIERS), range=shapes))
