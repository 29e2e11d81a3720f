"""Figures: a finding as title, a sentence that says the same, a drawing in two widths, and the rows it draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.levels import Level, Yardstick
from disclosure.model.release import Assessment, Barometer
from disclosure.model.siteplan import Chart, Recipe, TableFile
from disclosure.model.tables import Column, Table
from disclosure.model.text import Text
from disclosure.presentation import addresses, evidence
from disclosure.presentation.lights_table import ORDER
from disclosure.presentation.view import View, cell, column, table

Row = Mapping[str, object]
WIDE, STEP, PLACES = 720, 34, 2
HEIGHTS = {"path": 300, "consumption": 355}


@dataclass(frozen=True, slots=True)
class Figure:
    """What `components/figure.html` places, and the recipes of its files."""

    id: str
    kind: str
    title: str
    summary: str
    alt: str
    source: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    """The drawn numbers as text: the table below the drawing and its CSV hold the same."""
    rows: tuple[Row, ...]
    """What the drawing injects."""

    def context(self, view: View) -> Mapping[str, object]:
        """The figure as its component takes it."""
        files = {"csv": "csv", "excel_csv": "excel.csv"}
        heads = [column(view.text(item.title), is_number=item.type == "number") for item in self.columns]
        return {
            "id": self.id,
            "title": self.title,
            "summary": self.summary,
            "alt": self.alt,
            "source": view.word("figure.source", source=self.source),
            "wide": addresses.drawing(self.id, self.kind, "wide", view.language),
            "narrow": addresses.drawing(self.id, self.kind, "narrow", view.language),
            "width": str(WIDE),
            "height": str(HEIGHTS.get(self.kind, STEP * len(self.rows) + 40)),
            "table": table(
                view.word("figure.table", title=self.title),
                heads,
                ([cell(view.wording.minus(text)) for text in row] for row in self.cells),
            ),
            "downloads": tuple(
                {"label": view.word(f"figure.{key}"), "address": addresses.figure_data(self.id, end)}
                for key, end in files.items()
            ),
        }

    def recipes(self, view: View) -> Iterable[tuple[str, Recipe]]:
        """The drawings of this language; the rows as files once for both."""
        for width in ("wide", "narrow"):
            yield addresses.drawing(self.id, self.kind, width, view.language), Chart(self.kind, width, self.rows)
        if view.is_first:
            data = Table(self.id, "derived", Text(self.title), self.columns, (), self.cells)
            yield addresses.figure_data(self.id, "csv"), TableFile(data, "csv")
            yield addresses.figure_data(self.id, "excel.csv"), TableFile(data, "excel_csv")


def figure_columns(view: View, *names: str) -> tuple[Column, ...]:
    """Columns of a figure's table: text first, numbers after; titles from the wording of this language."""
    texts = {"year", "region", "level"}
    titles = {name: Text(view.word(f"figure.column.{name}")) for name in names}
    return tuple(Column(name, title, title, "string" if name in texts else "number") for name, title in titles.items())


def _plain(value: Decimal | None, places: int = PLACES) -> str:
    return "" if value is None else f"{value:.{places}f}"


def path_figure(view: View, code: str, scope: str) -> Figure | None:
    """A region's cumulative reduction year by year against the required path; None where nothing was achieved yet."""
    lights = [
        light
        for light in view.indexes.assessments.get(code, ())
        if light.scope == scope
        and (light.dimension, light.yardstick) == ("intensity", Yardstick.PLAN_SCHEDULE)
        and light.achieved is not None
        and light.required is not None
    ]
    if len(lights) < 2:
        return None
    last = lights[-1]
    facts = {
        "region": view.region(code),
        "span": view.period(evidence.span(view, last)),
        "achieved": evidence.moved(view, last, last.achieved or Decimal(0)),
        "required": evidence.moved(view, last, last.required or Decimal(0)),
    }
    return Figure(
        id=f"path-{code}-{scope}",
        kind="path",
        title=view.word("figure.path.title", **facts),
        summary=view.word("figure.path.summary", gap=evidence.gap_sentence(view, last), **facts),
        alt=view.word("figure.path.alt", **facts),
        source=view.word("figure.derived"),
        columns=figure_columns(view, "year", "achieved", "required"),
        cells=tuple((light.period.code, _plain(light.achieved), _plain(light.required)) for light in lights),
        rows=tuple(_path_rows(view, lights)),
    )


def _path_rows(view: View, lights: Sequence[Assessment]) -> Iterable[Row]:
    for light in lights:
        achieved, required = light.achieved or Decimal(0), light.required or Decimal(0)
        is_last = light is lights[-1]
        ahead = achieved >= required
        for series, value, side in (
            ("actual", achieved, "above" if ahead else "below"),
            ("required", required, "below" if ahead else "above"),
        ):
            number = view.wording.percent(value)
            label = view.word(f"figure.path.{series}", number=number) if is_last else number
            shown = series == "actual" or is_last
            yield {
                "year": light.period.code,
                "series": series,
                "value": float(value),
                "label": label if shown else "",
                "side": side,
            }


def gap_figure(view: View, barometer: Barometer) -> Figure | None:
    """Achieved against required for every judged region, the severe first; None where nothing is judged."""
    lights = _judged(barometer)
    if not lights:
        return None
    behind = [view.region(light.region) for light in lights if light.level is not Level.ON_TRACK]
    names = view.wording.list(behind) if behind else ""
    facts = {"period": view.period(barometer.period), "count": len(lights), "behind": len(behind), "names": names}
    key = "behind" if behind else "none"
    return Figure(
        id=f"gap-{barometer.scope.id}-{barometer.period.code}",
        kind="gap",
        title=view.word(f"figure.gap.title_{key}", **facts),
        summary=view.word("figure.gap.summary", **facts),
        alt=view.word("figure.gap.alt", **facts),
        source=view.word("figure.derived"),
        columns=figure_columns(view, "region", "achieved", "required", "level"),
        cells=tuple(
            (
                view.region(light.region),
                _plain(light.achieved),
                _plain(light.required),
                view.word(f"level.{light.level}.name"),
            )
            for light in lights
        ),
        rows=tuple(_gap_row(view, light) for light in lights),
    )


def _judged(barometer: Barometer) -> list[Assessment]:
    """The judged lights of intensity by the plan's schedule, the severe first, then as the register has them."""
    lights = [
        light
        for light in barometer.assessments
        if light.level.is_judged and (light.dimension, light.yardstick) == ("intensity", Yardstick.PLAN_SCHEDULE)
    ]
    return sorted(lights, key=lambda light: ORDER.index(light.level))


def _gap_cells(view: View, light: Assessment) -> tuple[str, ...]:
    level = view.word(f"level.{light.level}.name")
    return view.region(light.region), _plain(light.achieved), _plain(light.required), level


def _gap_row(view: View, light: Assessment) -> Row:
    achieved, required = light.achieved or Decimal(0), light.required or Decimal(0)
    return {
        "region": view.region(light.region),
        "achieved": float(achieved),
        "required": float(required),
        "level": light.level.value,
        "label": view.wording.percent(achieved, required),
        "side": "right" if achieved >= required else "left",
    }
