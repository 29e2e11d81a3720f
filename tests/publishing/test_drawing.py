"""Drawings: exact in size, whole in what they show, quiet in what they ask for."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.errors import RenderFault
from disclosure.presentation.charts import FRAMES, KINDS, LINE, size
from tests.conftest import ROOT
from tests.easel import (
    SVG,
    THEME,
    Easel,
    Mark,
    Row,
    comparison_rows,
    consumption_rows,
    gap_rows,
    marks,
    parse,
    path_rows,
    texts,
)

WIDTHS = ("wide", "narrow")
STYLE = (ROOT / "templates/assets/site.css").read_text("utf-8")
COMPONENT = (ROOT / "templates/components/figure.html").read_text("utf-8")
COLOURS = THEME["colour"]
MANY = [f"第{place}个地区" for place in range(200)]
SAMPLES: dict[str, tuple[str, list[Row]]] = {
    "a whole path": ("path", path_rows([3.13, 9.04, 12.4, 15.1, 20.7])),
    "a path with a hole": ("path", path_rows([5.32, None, None, 15.1, 20.7])),
    "a path with one year": ("path", path_rows([None, None, 6.1, None, None])),
    "a path that goes wrong": ("path", path_rows([-4.6, -9.39, -12.5, -16.8, -9.5])),
    "consumption with a hole": ("consumption", consumption_rows([348000, None, 417000, 426000])),
    "consumption of one year": ("consumption", consumption_rows([None, None, 415.9])),
    "consumption of many years": ("consumption", consumption_rows([1000.5 + 70 * year for year in range(25)])),
    "consumption with growth": (
        "consumption-growth",
        consumption_rows([415.9, 433.1, 398, 231.3, 220, 162.1], [None, 4.14, -8.1, -41.88, -4.89, -26.32]),
    ),
    "growth without consumption": (
        "consumption-growth",
        consumption_rows([348000, None, None, None], [None, None, 2.9, None]),
    ),
    "one region": ("gap", gap_rows(["北京市"], [16.06])),
    "a region that rose": ("gap", gap_rows(["内蒙古自治区", "Inner Mongolia Autonomous Region"], [-16.93, 26.4])),
    "two hundred regions": ("gap", gap_rows(MANY, [place / 10 for place in range(200)], "on_track")),
    "a comparison": ("comparison", comparison_rows(["鄂尔多斯市", "东胜区", "准格尔旗", "鄂托克旗"], [2.1, 0.23, 1.34, 6.24])),
    "a comparison of one": ("comparison", comparison_rows(["全国"], [0.49])),
    "a comparison below zero": ("comparison", comparison_rows(["甲", "乙", "丙"], [-2.5, -4.0, 3.5])),
    "a comparison of two hundred": ("comparison", comparison_rows(MANY, [0.1 + place for place in range(200)])),
    "a strip of installations": ("strip", [
        {"role": "benchmark", "value": 100.0, "label": "100", "reach": 3}, {"role": "baseline", "value": 117.0, "label": "117", "reach": 3},
        *({"role": "unit", "reach": 3, "value": value, "lane": lane, "tier": tier}
          for value, lane, tier in ((99.6, 0, "advanced"), (104.9, 0, "between"), (104.9, 1, "between"), (129.0, -1, "lagging"))),
    ]),
    "a strip without levels": ("strip", [{"role": "unit", "reach": 2, "value": 1.3, "lane": 0, "tier": "unknown"}]),
    "shares of capacity": ("shares", [
        {"tier": "advanced", "start": 0.0, "end": 26.5, "label": "26.5%"},
        {"tier": "between", "start": 26.5, "end": 58.2, "label": "31.7%"},
        {"tier": "lagging", "start": 58.2, "end": 100.0, "label": "41.8%"},
    ]),
    "shares with slivers": ("shares", [
        {"tier": "advanced", "start": 0.0, "end": 0.4, "label": "0.4%"},
        {"tier": "between", "start": 0.4, "end": 0.9, "label": "0.5%"},
        {"tier": "lagging", "start": 0.9, "end": 100.0, "label": "99.1%"},
    ]),
    "shares with slivers at the end": ("shares", [
        {"tier": "advanced", "start": 0.0, "end": 99.1, "label": "99.1%"},
        {"tier": "between", "start": 99.1, "end": 99.6, "label": "0.5%"},
        {"tier": "lagging", "start": 99.6, "end": 100.0, "label": "0.4%"},
    ]),
    "one share": ("shares", [{"tier": "between", "start": 0.0, "end": 100.0, "label": "100%"}]),
}  # fmt: skip
ODD_NAMES = (
    '"引号"与\'撇号\'', "a[0].b", "x.y", "<b>&amp;</b>", "{{ name }}", "datum['x']", "1.23456", "-0.1234567", 'a role="x" b',
    "\\n\\u0041", "名" * 60, "a very long name " * 8, "👩‍👩‍👧 𠮷野", "%E4", "null", "NaN",
)  # fmt: skip
every_sample = pytest.mark.parametrize("sample", SAMPLES)
every_width = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture(scope="module")
def easel() -> Iterator[Easel]:
    made = Easel()
    yield made
    made.close()


@pytest.fixture(scope="module")
def drawings(easel: Easel) -> dict[tuple[str, str], bytes]:
    return {
        (sample, width): easel.draw(kind, width, rows) for sample, (kind, rows) in SAMPLES.items() for width in WIDTHS
    }


def style_of(svg: bytes) -> str:
    return parse(svg).findtext(f"{SVG}style", "")


def of_colour(svg: bytes, name: str, kind: str = "path") -> list[Mark]:
    return [mark for mark in marks(svg) if mark.kind == kind and mark.colour == COLOURS[name]]


def lines(svg: bytes, name: str) -> list[Mark]:
    return [mark for mark in of_colour(svg, name) if "fill" not in mark.attributes]


def dots(svg: bytes, name: str) -> list[Mark]:
    return [mark for mark in of_colour(svg, name) if "fill" in mark.attributes]


def left_edges(bars: Sequence[Mark]) -> list[float]:
    return [float(re.match(r"M(-?[\d.]+)", bar.attributes["d"])[1]) for bar in bars]  # type: ignore[index]


def test_every_kind_has_a_sample() -> None:
    assert {kind for kind, _ in SAMPLES.values()} == set(KINDS)


@every_sample
@every_width
def test_a_drawing_has_exactly_the_size_that_the_page_reserves(
    drawings: dict[tuple[str, str], bytes], sample: str, width: str
) -> None:
    kind, rows = SAMPLES[sample]
    root = parse(drawings[sample, width])
    assert (int(root.get("width", "")), int(root.get("height", ""))) == size(kind, width, len(rows))
    assert int(root.get("width", "")) <= {"wide": 720, "narrow": 340}[width]


@every_sample
@every_width
def test_nothing_asks_for_anything_outside_the_drawing(
    drawings: dict[tuple[str, str], bytes], sample: str, width: str
) -> None:
    svg = drawings[sample, width]
    assert {element.tag for element in parse(svg).iter()} <= {
        SVG + tag for tag in ("svg", "g", "style", "path", "line", "text")
    }
    assert svg.count(b"http") == 1
    assert not re.search(rb"url\(|@import|href|\son\w+=", svg)


@every_sample
@every_width
def test_every_colour_of_a_drawing_has_a_dark_partner(
    drawings: dict[tuple[str, str], bytes], sample: str, width: str
) -> None:
    svg = drawings[sample, width]
    style = style_of(svg)
    used = {
        (name, mark.attributes[name]) for mark in marks(svg) for name in ("fill", "stroke") if name in mark.attributes
    }
    assert used
    for name, colour in used:
        assert f'[{name}="{colour}"]{{{name}:{THEME["dark"][colour]}}}' in style


@every_sample
@every_width
def test_all_text_has_one_size_and_stands_inside_the_drawing(
    drawings: dict[tuple[str, str], bytes], sample: str, width: str
) -> None:
    svg = drawings[sample, width]
    across, down = size(SAMPLES[sample][0], width, len(SAMPLES[sample][1]))
    assert f"text{{font-family:{THEME['font']};font-size:14px}}" in style_of(svg)
    for text in texts(svg):
        assert "font-size" not in text.attributes
        left, top, right, bottom = text.box
        assert left >= -1, text
        assert top >= -1, text
        assert right <= across + 1, text
        assert bottom <= down + 1, text


@every_sample
@every_width
def test_no_text_covers_another(drawings: dict[tuple[str, str], bytes], sample: str, width: str) -> None:
    found = sorted(texts(drawings[sample, width]), key=lambda text: text.y)
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if other.box[1] >= one.box[3]:
                break
            assert one.box[2] <= other.box[0] or other.box[2] <= one.box[0], (one, other)


@every_sample
@every_width
def test_no_upright_line_runs_through_a_text(drawings: dict[tuple[str, str], bytes], sample: str, width: str) -> None:
    svg = drawings[sample, width]
    uprights = [mark for mark in marks(svg) if mark.kind == "path" and mark.colour == COLOURS["required"]]
    spans = []
    for mark in uprights:
        drawn = re.fullmatch(r"M(-?[\d.]+),(-?[\d.]+)h([23])v(-?[\d.]+)h-[23]Z", mark.attributes["d"])
        if drawn:
            x, y, _, height = map(float, drawn.groups())
            spans.append((mark.x + x, mark.y + y, mark.y + y + height))
    if SAMPLES[sample][0] in {"gap", "comparison"}:
        assert len(spans) == len(SAMPLES[sample][1])
    for x, top, bottom in spans:
        for text in texts(svg):
            left, upper, right, lower = text.box
            assert not (left < x < right and upper < bottom and top < lower), text


def test_text_is_at_least_12_pixels_high_wherever_a_drawing_is_shown() -> None:
    root_size = 16 * float(re.search(r"html\{font:([\d.]+)%", STYLE)[1]) / 100  # type: ignore[index]
    margin = 2 * root_size * float(re.search(r"\.w\{[^}]*padding:0 ([\d.]+)rem", STYLE)[1])  # type: ignore[index]
    narrow_until = 16 * float(re.search(r"max-width:([\d.]+)em", COMPONENT)[1])  # type: ignore[index]
    for page, drawing in ((320, "narrow"), (narrow_until + 1, "wide")):
        shown = min(1, (page - margin) / FRAMES["path", drawing].width)
        assert THEME["font_size"] * shown >= 12


def test_the_same_rows_give_the_same_bytes(easel: Easel, drawings: dict[tuple[str, str], bytes]) -> None:
    for (sample, width), svg in drawings.items():
        kind, rows = SAMPLES[sample]
        assert easel.draw(kind, width, rows) == svg


@every_width
@pytest.mark.parametrize(
    ("achieved", "pieces"),
    [([3.1, 9.0, 12.4, 15.1, 20.7], [5]), ([5.3, None, None, 15.1, 20.7], [1, 2]), ([5.3, 6.0, None, None, 9.9], [2, 1]),
     ([None, None, 6.1, None, None], [1]), ([0.0, -1.0, None, None, None], [2])],
)  # fmt: skip
def test_a_missing_year_breaks_the_line_and_every_published_year_has_a_dot(
    easel: Easel, width: str, achieved: list[float | None], pieces: list[int]
) -> None:
    svg = easel.draw("path", width, path_rows(achieved))
    assert len(dots(svg, "achieved")) == sum(pieces) + 1
    drawn = "".join(line.attributes["d"] for line in lines(svg, "achieved"))
    runs = [run.count("L") + 1 for run in re.sub("Z", "", drawn).split("M")[1:]]
    assert [run for run in runs if run > 1] == [piece for piece in pieces if piece > 1]
    assert sum(line.attributes["d"].count("L") for line in lines(svg, "required")) == len(achieved) - 1


@every_width
def test_every_year_of_a_path_has_its_place_published_or_not(easel: Easel, width: str) -> None:
    svg = easel.draw("path", width, path_rows([5.3, None, None, 15.1, 20.7]))
    years = [text for text in texts(svg) if re.fullmatch(r"\d{4}", text.text)]
    assert [year.text for year in years] == ["2011", "2012", "2013", "2014", "2015"]
    steps = {round(after.x - before.x, 1) for before, after in pairwise(years)}
    assert len(steps) == 1
    places = sorted(round(dot.x, 1) for dot in dots(svg, "achieved"))[1:]
    assert places == [round(years[place].x, 1) for place in (0, 3, 4)]


def test_a_missing_year_leaves_its_column_empty(easel: Easel) -> None:
    whole = left_edges(of_colour(easel.draw("consumption", "wide", consumption_rows([5, 6, 7, 8])), "achieved"))
    holed = left_edges(of_colour(easel.draw("consumption", "wide", consumption_rows([5, None, 7, 8])), "achieved"))
    assert len(whole) == 4
    assert holed == [whole[0], whole[2], whole[3]]


def test_growth_has_a_bar_for_every_published_year_and_only_for_those(easel: Easel) -> None:
    svg = easel.draw("consumption-growth", "wide", consumption_rows([5, 6, 7, 8], [None, 2.0, None, -3.0]))
    assert len(of_colour(svg, "bar")) == 2
    assert {text.text for text in texts(svg) if "%" in text.text} == {"+2.00%", "−3.00%"}
    assert of_colour(easel.draw("consumption", "wide", consumption_rows([5, 6, 7], [1.0, 2.0, 3.0])), "bar") == []


@every_width
def test_every_region_has_its_mark_its_name_and_its_number(easel: Easel, width: str) -> None:
    rows = gap_rows(["甲", "乙", "丙"], [-3.5, 11.5, 20.25])
    svg = easel.draw("gap", width, rows)
    assert len(dots(svg, "severe")) == 3
    assert {text.text for text in texts(svg)} >= {"甲", "乙", "丙", "−3.50%", "11.50%", "20.25%"}


@every_width
@pytest.mark.parametrize("kind", ["gap", "comparison"])
def test_two_regions_of_one_name_keep_a_row_each(easel: Easel, kind: str, width: str) -> None:
    names, values = ["鼓楼区", "鼓楼区", "玄武区"], [1.5, 2.5, 3.5]
    rows = gap_rows(names, values) if kind == "gap" else comparison_rows(names, values)
    shown = [text for text in texts(easel.draw(kind, width, rows)) if text.text in names]
    assert len({text.y for text in shown}) == 3


@every_width
@pytest.mark.parametrize("kind", ["gap", "comparison"])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_shown_letter_by_letter_whatever_is_in_it(easel: Easel, kind: str, name: str, width: str) -> None:
    names, values = ["甲", name, "乙"], [1.5, 2.5, 3.5]
    rows = gap_rows(names, values) if kind == "gap" else comparison_rows(names, values)
    shown = texts(easel.draw(kind, width, rows))
    place = next(number for number, text in enumerate(shown) if text.text == "甲")
    text = shown[place + 1].text
    assert text == name or (text.endswith("…") and name.startswith(text[:-1]))
    assert len(text) >= min(len(name), 12)


@settings(max_examples=30)
@given(
    st.lists(st.none() | st.floats(-40, 40).map(lambda value: round(value, 2)), min_size=5, max_size=5).filter(any),
    st.sampled_from(WIDTHS),
)
def test_whatever_was_achieved_its_dots_stand_inside_the_drawing(
    easel: Easel, achieved: list[float | None], width: str
) -> None:
    svg = easel.draw("path", width, path_rows(achieved))
    across, down = size("path", width, 5)
    found = dots(svg, "achieved")
    assert len(found) == 1 + sum(value is not None for value in achieved)
    assert all(4 <= dot.x <= across - 4 and 4 <= dot.y <= down - 4 for dot in found)


@every_width
def test_each_share_stands_under_the_middle_of_its_stretch(easel: Easel, width: str) -> None:
    kind, rows = SAMPLES["shares of capacity"]
    shown = {text.text: text for text in texts(easel.draw(kind, width, rows))}
    for row in rows:
        left, _, right, _ = shown[str(row["label"])].box
        middle = (float(str(row["start"])) + float(str(row["end"]))) / 200 * FRAMES[kind, width].inner
        assert left < middle < right, row


@every_width
@pytest.mark.parametrize("sample", ["a strip of installations", "shares with slivers"])
def test_the_mark_of_what_is_fictional_stands_below_all_that_is_drawn(easel: Easel, sample: str, width: str) -> None:
    kind, rows = SAMPLES[sample]
    words = "示例数据·虚构 Sample data, fictional"
    svg = easel.draw(kind, width, rows, words)
    down = size(kind, width, len(rows), words)[1]
    assert int(parse(svg).get("height", "")) == down == size(kind, width, len(rows))[1] + LINE
    *others, mark = texts(svg)
    assert mark.text == words
    left, top, right, bottom = mark.box
    assert (left >= 0, right <= size(kind, width, len(rows))[0] + 1, bottom <= down) == (True, True, True)
    assert top >= max(other.box[3] for other in others)
    assert top >= down - LINE - FRAMES[kind, width].bottom
    assert mark.colour == COLOURS["muted"]


def test_digits_of_labels_are_left_as_they_are(easel: Easel) -> None:
    rows = gap_rows(["甲"], [13.84857])
    svg = easel.draw("gap", "wide", [{**rows[0], "label": "13.8486%"}])
    assert "13.8486%" in {text.text for text in texts(svg)}


def test_a_drawing_that_cannot_be_made_is_a_fault_of_the_build(easel: Easel) -> None:
    with pytest.raises(RenderFault, match="chart"):
        easel.drawn('{"data": [], "marks": [{"type": "no such mark"}]}', [])
