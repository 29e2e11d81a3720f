"""Pages written as prose with their generated sections, and the page for wrong addresses."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from disclosure.errors import SettingsFault
from disclosure.measures.examples import recomputed
from disclosure.model.levels import Bound, Grade, Ladder, Metric, RuleSet
from disclosure.model.periods import Period
from disclosure.model.rules import Unit, WorkedExample
from disclosure.model.siteplan import Entry, Prose
from disclosure.model.tables import Table
from disclosure.presentation import addresses, list_addresses, tier_method
from disclosure.presentation.evidence import dimension
from disclosure.presentation.lights_table import ORDER
from disclosure.presentation.view import Address, Cell, View, cell, column, table
from disclosure.presentation.wording import rounded

PROSE: Mapping[str, tuple[Address, str, str]] = {
    "about.md": (addresses.about, "about", ""),
    "accessibility.md": (addresses.accessibility, "accessibility", ""),
    "handbook.md": (addresses.handbook, "handbook", ""),
    "method/index.md": (addresses.method, "method", "method"),
    "method/reading.md": (addresses.reading, "reading", "method"),
    "method/barometer.md": (addresses.rule_sets, "rule_sets", "method"),
    "method/tiers.md": (list_addresses.tiers, "tiers", "method"),
}
"""Source below the language's folder → its address, the key of its name under `nav`, the part of the site it is in."""


def pages(view: View, forms: Iterable[Table] = (), has_sample: bool = False) -> Iterator[Entry]:
    """The prose pages and 404."""
    sections = {"data": sections_of(view, forms, has_sample)}
    for source, (at, key, section) in PROSE.items():
        label = view.word(f"nav.{key}")
        trail: tuple[Mapping[str, str], ...] = ({"label": label, "address": ""},)
        if section and source != "method/index.md":
            trail = ({"label": view.word("nav.method"), "address": addresses.method(view.language)}, *trail)
        facts = {"title": label, "section": section, "trail": trail}
        yield at(view.language), Prose(source, view.language, {"page": view.chrome_of(at, facts), **sections})
    yield not_found_page(view)


def not_found_page(view: View) -> Entry:
    """What stands at an address that leads nowhere."""
    facts = {"title": view.word("prose.not_found"), "description": view.word("prose.not_found_text")}
    return view.page("pages/404.html", addresses.not_found, facts, text=view.word("prose.not_found_text"))


def sections_of(view: View, forms: Iterable[Table] = (), has_sample: bool = False) -> Mapping[str, object]:
    """What the generated sections of prose pages place."""
    return {
        "formulas": tuple(_formulas(view)),
        "examples": _examples(view),
        "levels": tuple(_levels(view)),
        "rule_sets": tuple(_rule_set(view, found) for found in view.release.rules.rule_sets.values()),
        "boundary": _boundary(view),
        "tier_cases": tier_method.cases(view),
        "columns": tuple(_columns(view, forms)),
        "has_sample": has_sample,
        "units": _units(view),
        "publisher": view.text(view.release.rules.site.publisher),
        "contact": view.text(view.release.rules.site.contact),
    }


def _formulas(view: View) -> Iterator[Mapping[str, object]]:
    names = dict.fromkeys(
        key.split(".")[1] for key in view.wording.texts if key.startswith("formula.") and key.endswith(".layout")
    )
    for name in names:
        yield {
            "id": name,
            "name": view.word(f"formula.{name}.name"),
            "parts": tuple(view.word(f"symbol.{name}").split("^")),
            "text": view.word(f"formula_text.{name}"),
        }


def _examples(view: View) -> Mapping[str, object]:
    columns = (
        column(view.word("prose.example")),
        column(view.word("prose.formula")),
        column(view.word("prose.published"), is_number=True),
        column(view.word("prose.recomputed"), is_number=True),
        column(view.word("prose.source")),
    )
    rows = tuple(_example_row(view, example) for example in view.release.rules.worked_examples)
    return table(view.word("prose.examples_caption"), columns, rows)


def _example_row(view: View, example: WorkedExample) -> tuple[Cell, ...]:
    found = _as_printed(example)
    return (
        cell(view.text(example.title)),
        cell(view.word(f"formula.{example.formula}.name")),
        cell(_shown(view, example, example.result, example.places)),
        cell(_shown(view, example, found, example.places + 2)),
        view.document_title(example.document),
    )


def _as_printed(example: WorkedExample) -> Decimal:
    """Our own result, unrounded; raises `SettingsFault` where it does not come out as printed."""
    found = recomputed(example)
    if rounded(found, example.places) != example.result:
        shown = f"{rounded(found, example.places + 2):f}"
        raise SettingsFault(code="example_differs", example=example.id, printed=f"{example.result:f}", recomputed=shown)
    return found


def _shown(view: View, example: WorkedExample, value: Decimal, places: int) -> str:
    if example.unit == "share":
        return view.wording.percent(value * 100, places=max(places - 2, 0))
    return view.wording.quantity(view.wording.number(value, places), example.unit)


def _levels(view: View) -> Iterator[Mapping[str, object]]:
    for level in ORDER:
        yield {"light": view.light(level), "meaning": view.word(f"prose.level_{level}")}


def _rule_set(view: View, found: RuleSet) -> Mapping[str, object]:
    facts = view.word(
        "prose.rule_facts",
        version=found.version,
        valid=_validity(view, found.valid_from, found.valid_to),
        yardsticks=view.wording.list(view.word(f"yardstick.{yardstick}") for yardstick in found.yardsticks),
        dimensions=view.wording.list(dimension(view, name) for name in found.dimensions),
    )
    return {
        "id": found.id,
        "name": view.text(found.name),
        "facts": facts,
        "quote": found.quote,
        "anchor": found.anchor,
        "document": view.document_title(found.document),
        "note": view.text(found.note),
        "own_reading": "" if found.is_published else view.word("prose.own_reading"),
        "ladders": tuple(_ladder(view, found, ladder) for ladder in found.ladders),
    }


def _validity(view: View, first: str, last: str) -> str:
    """A year, or from one year, month or day to another, or from one on."""
    if first == last:
        return _moment(view, first)
    said = {"first": _moment(view, first), "last": _moment(view, last)} if last else {"first": _moment(view, first)}
    return view.word("prose.between" if last else "prose.since", **said)


def _moment(view: View, text: str) -> str:
    return view.wording.date(text) if "-" in text else view.period(Period.parse(text))


def _ladder(view: View, found: RuleSet, ladder: Ladder) -> Mapping[str, object]:
    kinds = [view.word(f"prose.period_kind.{kind}") for kind in ladder.period_kinds]
    period = view.wording.list(kinds) if kinds else view.word("prose.rule_every_period")
    columns = (column(view.word("prose.level")), column(view.word("prose.condition")))
    rows = (_grade_row(view, grade) for grade in ladder.grades)
    return table(view.word("prose.rule_caption", name=view.text(found.name), period=period), columns, rows)


def _grade_row(view: View, grade: Grade) -> tuple[Mapping[str, object], ...]:
    return cell(view.text(grade.label)), cell(view.text(grade.condition))


def _boundary(view: View) -> Mapping[str, object]:
    """Where a figure exactly on each threshold of each rule belongs, found by asking the ladder itself."""
    rows = [
        (cell(view.text(found.name)), cell(_metric(view, metric, value)), _grade_row(view, grade)[0])
        for found in view.release.rules.rule_sets.values()
        for ladder in found.ladders
        for metric, value in _thresholds(ladder)
        if (grade := _grade_at(ladder, metric, value)) is not None
    ]
    columns = (
        column(view.word("barometer.rule")),
        column(view.word("prose.boundary_figure")),
        column(view.word("prose.boundary_result")),
    )
    return table(view.word("prose.boundary_caption"), columns, rows)


def _thresholds(ladder: Ladder) -> list[tuple[Metric, Decimal]]:
    bounds = [bound for grade in ladder.grades for bound in grade.bounds]
    found = {(bound.metric, limit) for bound in bounds for limit in _limits(bound)}
    return sorted(found)


def _limits(bound: Bound) -> list[Decimal]:
    return [limit for limit in (bound.above, bound.at_least, bound.at_most, bound.below) if limit is not None]


def _grade_at(ladder: Ladder, metric: Metric, value: Decimal) -> Grade | None:
    for grade in ladder.grades:
        if grade.bounds and all(bound.metric is metric and bound.holds(value) for bound in grade.bounds):
            return grade
    return None


def _metric(view: View, metric: Metric, value: Decimal) -> str:
    is_share = metric in {Metric.GAP_SHARE, Metric.COMPLETION}
    amount = view.wording.share(value, places=0) if is_share else view.wording.number(value)
    if metric is Metric.ACTUAL_CHANGE:
        amount = view.wording.quantity(amount, "percent")
    return view.word(f"prose.{metric}", amount=amount)


def _columns(view: View, forms: Iterable[Table]) -> Iterator[Mapping[str, object]]:
    """The columns of each kind of table that staff fill in, and the first row of its file."""
    columns = (
        column(view.word("prose.column")),
        column(view.word("prose.column_title")),
        column(view.word("prose.required"), is_short=True),
        column(view.word("prose.meaning_column")),
    )
    for form in forms:
        rows = (
            (
                cell(item.name),
                cell(view.text(item.title), lang=view.lang(item.title)),
                cell(view.word("prose.yes" if item.is_required else "prose.no")),
                cell(view.text(item.description), lang=view.lang(item.description)),
            )
            for item in form.columns
        )
        caption = view.word("prose.columns_caption", title=view.text(form.title), kind=form.kind)
        yield {"table": table(caption, columns, rows), "header": ",".join(item.name for item in form.columns)}


def _units(view: View) -> Mapping[str, object]:
    columns = (
        column(view.word("prose.unit_code")),
        column(view.word("prose.unit_symbol")),
        column(view.word("prose.unit_name")),
        column(view.word("prose.unit_factor")),
    )
    units = view.release.rules.units.values()
    rows = (
        (cell(unit.code), cell(view.text(unit.symbol)), cell(view.text(unit.name)), cell(_factor(view, unit, units)))
        for unit in units
    )
    return table(view.word("prose.units_caption"), columns, rows)


def _factor(view: View, unit: Unit, units: Iterable[Unit]) -> str:
    """How many of its family's base unit one of a unit is; empty for the base itself and for units that stand alone."""
    base = next((other for other in units if other.family == unit.family and other.factor == 1), None)
    if base is None or base == unit:
        return ""
    factor = view.wording.number(unit.factor)
    return view.word("prose.unit_equals", factor=factor, base=view.text(base.symbol) or view.text(base.name))
