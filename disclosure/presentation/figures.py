"""Figures: a finding as title, a sentence that says the same, a drawing in two widths, and the rows it draws."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.levels import Level, Yardstick
from disclosure.model.release import Assessment, Barometer
from disclosure.model.siteplan import Chart, Recipe, TableFile
from disclosure.model.tables import Column, Table
from disclosure.model.text import Language, Text
from disclosure.presentation import addresses, charts, evidence, placing
from disclosure.presentation.derived_datasets import exact
from disclosure.presentation.lights_table import ORDER
from disclosure.presentation.view import Cell, View, cell, column, table

Row = Mapping[str, object]
WIDTHS = ("wide", "narrow")
MOST_NAMES = 6
"""More names make no title."""
TEXTS = frozenset(
    {"year", "region_code", "region", "level", "light", "possible", "consumption_processing", "growth_processing"}
)
FOR_MACHINES = frozenset(
    {
        "region_code",
        "level",
        "possible",
        "consumption_processing",
        "growth_processing",
        "unit_code",
        "tier_code",
        "sample",
    }
)
"""Columns of the files that the page shows in words, as a link, or as a note."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What `components/figure.html` places, and the recipes of its files."""

    id: str
    kind: str
    title: str
    summary: str
    alt: str
    source: str
    key: tuple[tuple[str, str], ...]
    """The marks of the drawing, each with its meaning."""
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    """The drawn numbers with all their digits, as the files hold them."""
    shown: tuple[tuple[Cell, ...], ...]
    """The same rows as the page's table shows them."""
    rows: tuple[Row, ...]
    """The same rows as the drawing takes them."""

    def context(self, view: View) -> Mapping[str, object]:
        """The figure as its component takes it."""
        files = {"csv": "csv", "excel_csv": "excel.csv"}
        shown = (item for item in self.columns if item.name not in FOR_MACHINES)
        heads = [column(view.text(item.title), is_number=item.type == "number") for item in shown]
        return {
            "id": self.id,
            "title": self.title,
            "summary": self.summary,
            "alt": self.alt,
            "source": view.word("figure.source", source=self.source),
            "key": tuple({"mark": mark, "label": label} for mark, label in self.key),
            **{width: self._drawing(width, view) for width in WIDTHS},
            "table": table(view.word("figure.table", title=self.title), heads, self.shown),
            "downloads": tuple(
                {"label": view.word(f"figure.{key}"), "address": addresses.figure_data(self.id, end)}
                for key, end in files.items()
            ),
        }

    def _drawing(self, width: str, view: View) -> Mapping[str, str]:
        across, down = charts.size(self.kind, width, len(self.rows), view.mark)
        return {"address": self._address(width, view.language), "width": str(across), "height": str(down)}

    def _address(self, width: str, language: Language) -> str:
        return addresses.drawing(self.id, self.kind, width, language if self.kind in charts.WORDED else None)

    def recipes(self, view: View) -> Iterable[tuple[str, Recipe]]:
        """The drawings, once for both languages where they hold no words; the rows as files, once for both."""
        if view.is_first or self.kind in charts.WORDED:
            for width in WIDTHS:
                yield self._address(width, view.language), self._chart(width, view.mark)
        if view.is_first:
            data = view.marked(Table(self.id, "derived", Text(self.title), self.columns, (), self.cells))
            yield addresses.figure_data(self.id, "csv"), TableFile(data, "csv")
            yield addresses.figure_data(self.id, "excel.csv"), TableFile(data, "excel_csv")

    def _chart(self, width: str, mark: str) -> Chart:
        """The drawing, with the mark of what is fictional across it, or below where that would hide what is drawn."""
        placed = placing.placed(self.kind, width, self.rows)
        if mark and self.kind in charts.UNDERLINED:
            return Chart(self.kind, width, placed, {"mark": mark})
        return Chart(self.kind, width, placed, mark=mark)


def figure_columns(view: View, *names: str, **facts: str) -> tuple[Column, ...]:
    """Columns of a figure's table, with titles from the wording of this language."""
    titles = {name: Text(view.word(f"figure.column.{name}", **facts)) for name in names}
    return tuple(Column(name, title, title, "string" if name in TEXTS else "number") for name, title in titles.items())


def not_published(view: View) -> Cell:
    """What a table shows where the drawing leaves a gap."""
    return cell(view.word("figure.not_published"), is_quiet=True)


def told_apart(view: View, codes: Sequence[str]) -> Mapping[str, str]:
    """Names by code; where a name stands twice, with the region it lies in, or its code where that is the same too."""
    ways = [{code: say(view, code) for code in codes} for say in (View.region, _within, _with_code)]
    counts = [Counter(way.values()) for way in ways]
    return {
        code: next(way[code] for way, count in zip(ways, counts, strict=True) if count[way[code]] == 1)
        for code in codes
    }  # fmt: skip


def _within(view: View, code: str) -> str:
    parent = view.release.regions[code].parent
    return view.word("figure.within", name=view.region(code), parent=view.region(parent) if parent else code)


def _with_code(view: View, code: str) -> str:
    return view.word("figure.within", name=view.region(code), parent=code)


def shown_number(view: View, value: Decimal | None, places: int) -> str:
    """A number to so many decimals, or the sign for none."""
    return view.word("figure.nothing") if value is None else view.wording.number(value, places)


def drawn(value: Decimal | None) -> float | None:
    """A number as the drawing takes it."""
    return None if value is None else float(value)


def gap_figure(view: View, barometer: Barometer) -> Figure | None:
    """Achieved against required for every judged region, the severe first; None where nothing is judged."""
    lights = _judged(barometer, view.release.rules.figures.dimension)
    if not lights:
        return None
    names = told_apart(view, [light.region for light in lights])
    behind = [_named(view, names, light) for light in lights if light.level is not Level.ON_TRACK]
    doubted = [_named(view, names, light) for light in lights if light.possible_grades]
    facts = {
        "period": view.period(barometer.period),
        "count": len(lights),
        "behind": len(behind),
        "names": view.wording.list(behind or doubted),
    }
    title = "behind" if len(behind) <= MOST_NAMES else "many"
    if not behind:
        title = "none_for_certain" if doubted else "none"
    return Figure(
        id=f"gap-{barometer.scope.id}-{barometer.period.code}",
        kind="gap",
        title=view.word(f"figure.gap.title_{title}", **facts),
        summary=view.word("figure.gap.summary", **facts),
        alt=view.word("figure.gap.alt", **facts) + _doubts(view, doubted),
        source=view.word("figure.derived"),
        key=(("due", view.word("figure.gap.due")), *_levels(view, lights)),
        columns=figure_columns(view, "region_code", "region", "achieved", "required", "level", "light", "possible"),
        cells=tuple(_gap_cells(view, light) for light in lights),
        shown=tuple(_gap_shown(view, light, names[light.region]) for light in lights),
        rows=tuple(_gap_row(view, light, names[light.region]) for light in lights),
    )


def _named(view: View, names: Mapping[str, str], light: Assessment) -> str:
    """A region's name, with what its light could be too within the printed precision."""
    others = evidence.other_colours(view, light)
    return (
        view.word("figure.gap.name_in_doubt", name=names[light.region], names=others) if others else names[light.region]
    )


def _doubts(view: View, doubted: Sequence[str]) -> str:
    return view.word("figure.gap.alt_doubts", names=view.wording.list(doubted)) if doubted else ""


def _levels(view: View, lights: Sequence[Assessment]) -> Iterator[tuple[str, str]]:
    for level in dict.fromkeys(light.level for light in lights):
        yield level.value, view.word("figure.gap.achieved", light=view.word(f"level.{level}.name"))


def _judged(barometer: Barometer, dimension: str) -> list[Assessment]:
    """The judged lights of a dimension by the plan's schedule, the severe first, then as the register has them."""
    lights = [
        light
        for light in barometer.assessments
        if light.level.is_judged
        and light.unit == "percent"
        and (light.dimension, light.yardstick) == (dimension, Yardstick.PLAN_SCHEDULE)
    ]
    return sorted(lights, key=lambda light: ORDER.index(light.level))


def _gap_cells(view: View, light: Assessment) -> tuple[str, ...]:
    numbers = exact(light.achieved), exact(light.required)
    name = view.region(light.region)
    colour = view.word(f"level.{light.level}.name")
    return light.region, name, *numbers, light.level.value, colour, evidence.other_colours(view, light)


def _gap_shown(view: View, light: Assessment, name: str) -> tuple[Cell, ...]:
    places = evidence.places(light)
    numbers = (cell(shown_number(view, value, places)) for value in (light.achieved, light.required))
    level = cell(view.word(f"level.{light.level}.name"), note=evidence.doubt(view, light))
    return {**view.region_link(light.region), "text": name}, *numbers, level


def _gap_row(view: View, light: Assessment, name: str) -> Row:
    achieved, required = light.achieved or Decimal(0), light.required or Decimal(0)
    return {
        "code": light.region,
        "name": name,
        "achieved": float(achieved),
        "required": float(required),
        "level": light.level.value,
        "label": view.wording.percent(achieved, required),
    }
