"""Parts of pages that are no sentences by themselves but say something together: a tier with its count, a heading with
how many rows it has, a year of retrofits. They are read as one text each, by a template that only this suite knows."""

from collections.abc import Callable, Mapping

from tests.shipped.reading import PLACE

JOINT = "\t"
TEMPLATES = {
    "shape.tally": "tally\t{label}\t{count}",
    "shape.group": "group\t{id}\t{rows}",
    "shape.entries": "entries\t{list}\t{rows}",
    "shape.year": "retrofit\t{product}\t{year}\t{ordered}\t{share}\t{done}",
}
ENDS = ("product.strip_summary", "product.shares_summary", "retrofits.basis_published", "retrofits.basis_named")
"""Sentences that others go on from, with a space between them."""
Shape = Mapping[str, object]


def templates(words: Mapping[str, str]) -> Mapping[str, str]:
    """The wording templates of a language with those of this suite; sentences without the space behind them."""
    ends = {key: words[key].rstrip() for key in ENDS if key in words and PLACE.search(words[key])}
    return {**words, **ends, **TEMPLATES}


def tally(shape: Shape) -> list[object]:
    return [JOINT.join(("tally", str(shape["label"]), str(shape["count"])))]


def group(shape: Shape) -> list[object]:
    return [shape["label"], JOINT.join(("group", str(shape["id"]), str(shape["count"]))), shape["rows"]]


def card(shape: Shape) -> list[object]:
    return [JOINT.join(("entries", str(shape["name"]), str(shape["count"]))), shape["note"], shape["orders"]]


def retrofitted(shape: Shape) -> list[object]:
    """A product with its years; the bars in their cells are drawings."""
    years: tuple[Shape, ...] = shape["years"]  # type: ignore[assignment]
    cells = ("year", "ordered", "share", "done")
    rows = [JOINT.join(("retrofit", str(shape["id"]), *(str(year[name]) for name in cells))) for year in years]
    return [rows, *(shape[name] for name in ("name", "sentence", "basis", "caption", "regions", "others"))]


def bar(shape: Shape) -> list[object]:
    """A drawing between two levels: what its marks and it itself say, not where they stand."""
    marks: tuple[Shape, ...] = (*shape["lines"], shape["mark"])  # type: ignore[assignment,misc]
    return [[mark["text"] for mark in marks], shape["better"], shape["alt"]]


def jump(shape: Shape) -> list[object]:
    return [shape["label"]]


def square(shape: Shape) -> list[object]:
    """A QR code is a drawing."""
    return []


SHAPES: tuple[tuple[frozenset[str], Callable[[Shape], list[object]]], ...] = (
    (frozenset({"tier", "name", "label", "count"}), tally),
    (frozenset({"id", "label", "count", "rows"}), group),
    (frozenset({"name", "address", "count", "note", "orders"}), card),
    (frozenset({"id", "sentence", "basis", "years", "others"}), retrofitted),
    (frozenset({"zones", "lines", "mark", "alt"}), bar),
    (frozenset({"label", "here", "address"}), jump),
    (frozenset({"side", "path"}), square),
)


def inside(value: Shape) -> list[object] | None:
    """What a part of a page says; None where it is none of these."""
    return next((say(value) for names, say in SHAPES if names <= value.keys()), None)
