"""What the house derives, as datasets beside the committed ones: per scope the levels, inputs, steps and changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclosure.model.levels import Level
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.release import Assessment, Barometer, Input, IssuedBarometer, LevelChange, Release, Step
from disclosure.model.rules import Scope
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import LANGUAGES, Language, Text
from disclosure.presentation import addresses
from disclosure.presentation.wording import Wording, rounded

PLACES = 12
"""Derived numbers are published rounded half up to this many decimals; the columns' descriptions say so."""
Words = Mapping[Language, Wording]
Row = tuple[str, ...]
Issues = Sequence[Barometer | IssuedBarometer]

_LIGHT = ("scope", "period", "region_code", "sector_code", "dimension", "yardstick")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "levels": (
        *_LIGHT, "region_name", "level", "grade_number", "grade_label", "grade_label_en", "achieved", "required", "gap",
        "gap_share", "progress", "required_progress", "remaining", "unit", "possible_levels", "reason", "reason_words",
        "missing_periods", "rule_set", "rule_version",
    ),
    "inputs": (
        *_LIGHT, "number", "role", "value", "low", "high", "unit", "value_as_printed", "input_period",
        "source_document", "source_anchor", "source_quote", "package", "table", "row",
    ),
    "steps": (*_LIGHT, "number", "formula", "operands", "result", "low", "high", "unit"),
    "changes": (
        "scope", "period", "previous_period", "region_code", "dimension", "yardstick", "level_before", "level_after",
        "label_before", "label_after", "is_worse",
    ),
}  # fmt: skip
_KEYS: Mapping[str, Row] = {
    "levels": _LIGHT,
    "inputs": (*_LIGHT, "number"),
    "steps": (*_LIGHT, "number"),
    "changes": ("scope", "period", "region_code", "dimension", "yardstick"),
}
_NUMBERS = {
    "achieved", "required", "gap", "gap_share", "progress", "required_progress", "remaining", "value", "low", "high",
    "result",
}  # fmt: skip
_TYPES = {**dict.fromkeys(_NUMBERS, "number"), "number": "integer", "row": "integer", "is_worse": "boolean"}
_REGISTERS = {
    "region_code": "regions", "sector_code": "sectors", "source_document": "documents", "unit": "units",
}  # fmt: skip
_LEVELS = {"level", "level_before", "level_after"}


def exact(value: Decimal | None) -> str:
    """A derived number as text: at most `PLACES` decimals, no exponent, no trailing zeros; empty for none.

    >>> exact(Decimal("15.990000")), exact(Decimal("1E+2")), exact(None)
    ('15.99', '100', '')
    """
    if value is None:
        return ""
    text = f"{rounded(value, PLACES):f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


def barometer_dataset(
    release: Release, scope: Scope, issues: Issues, titles: Mapping[str, str], words: Words
) -> Dataset:
    """The dataset of one scope, like the committed ones: levels, inputs, steps and changes of the lights that we
    derive; of an authority's barometer only what changed between its issues, since its levels are committed.

    `titles` are those of the committed packages by name.
    """
    lights = [light for issue in issues if isinstance(issue, Barometer) for light in issue.assessments]
    sources = _packages(lights, issues)
    return derived_dataset(
        release,
        name=addresses.barometer_dataset(scope.id),
        title=both(words, f"derived.{scope.kind}.title", scope=scope.name),
        description=both(words, f"derived.{scope.kind}.description", scope=scope.name, places=PLACES),
        keywords=tuple(words["zh"].word("derived.keywords").split(";")),
        sources=tuple((title, "") for name, title in titles.items() if name in sources),
        tables=_tables(release, issues, lights, words),
    )


def derived_dataset(release: Release, **own: Any) -> Dataset:
    """A dataset of the house: what all of them share, and what is its `own`."""
    site = release.rules.site
    return Dataset(
        version=_version(release.as_of),
        created=release.as_of,
        data_date=release.data_date,
        licence_name=site.licence_name,
        licence_title=site.licence_title.zh,
        licence_path=site.licence_path,
        publisher=site.publisher.zh,
        contact=site.contact.zh,
        verification=_verification(release),
        descriptor={},
        **own,
    )


def _packages(lights: Iterable[Assessment], issues: Issues) -> frozenset[str]:
    """The packages whose records the lights rest on."""
    used = [found.record.provenance.package for light in lights for found in light.inputs]
    issued = [light for issue in issues if isinstance(issue, IssuedBarometer) for light in issue.lights]
    return frozenset([*used, *(light.provenance.package for light in issued)])


def _version(as_of: str) -> str:
    """The date as a version (2026.11.21), since derived figures change whenever their sources do."""
    return ".".join(str(int(part)) for part in as_of.split("-")) if as_of else "0.0.0"


def _verification(release: Release) -> str:
    if release.is_sample:
        return "no_original"
    states = {document.verification for document in release.documents.values()}
    return "issuer_checked" if states == {"issuer_checked"} else "transcribed"


def both(words: Words, key: str, **facts: object) -> Text:
    """The words under a key in both languages; a fact that is a name is said in each."""
    said = (
        words[language].word(key, **{name: _in(fact, language) for name, fact in facts.items()})
        for language in LANGUAGES
    )
    return Text(*said)


def _in(fact: object, language: Language) -> object:
    return fact.in_language(language) if isinstance(fact, Text) else fact


def _tables(release: Release, issues: Issues, lights: Sequence[Assessment], words: Words) -> tuple[Table, ...]:
    rows: dict[str, Iterable[Row]] = {
        "levels": (_level_row(release, light, words["zh"]) for light in lights),
        "inputs": (row for light in lights for row in _input_rows(light)),
        "steps": (row for light in lights for row in _step_rows(light)),
    }
    found = {**(rows if lights else {}), "changes": _change_rows(issues)}
    return tuple(
        Table(name, "derived", both(words, f"derived.{name}.title"), _columns(name, words), _KEYS[name], tuple(made))
        for name, made in found.items()
    )


def _columns(table: str, words: Words) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=name,
            title=both(words, f"derived.column.{name}.title"),
            description=both(words, f"derived.column.{name}.description", places=PLACES),
            type=_TYPES.get(name, "string"),
            is_required=name in _KEYS[table],
            allowed=tuple(Level) if name in _LEVELS else (),
            refers_to=_REGISTERS.get(name, ""),
        )
        for name in _COLUMNS[table]
    )


def _light_cells(light: Assessment) -> Row:
    return (light.scope, light.period.code, light.region, light.sector, light.dimension, light.yardstick)


def _level_row(release: Release, light: Assessment, wording: Wording) -> Row:
    grade, reason = light.grade, light.reason
    grade_words = (grade.number, grade.label.zh, grade.label.in_language("en")) if grade else ("", "", "")
    numbers = (light.achieved, light.required, light.gap, light.gap_share)
    progress = (light.progress, light.required_progress, light.remaining)
    return (
        *_light_cells(light),
        release.regions[light.region].name.zh,
        light.level,
        *grade_words,
        *map(exact, (*numbers, *progress)),
        light.unit,
        ";".join(grade.level for grade in light.possible_grades),
        reason.code if reason else "",
        wording.word(f"derived.reason.{reason.code}") if reason else "",
        ";".join(period.code for period in reason.missing) if reason else "",
        light.rule_set,
        light.rule_version,
    )


def _input_rows(light: Assessment) -> Iterator[Row]:
    for number, found in enumerate(light.inputs, 1):
        yield (*_light_cells(light), str(number), *_input_cells(found))


def _input_cells(found: Input) -> Row:
    record, source = found.record, found.record.provenance
    number = (found.role, exact(found.value), *_limits(found.interval), record.unit)
    printed = (record.as_printed, record.period.code, source.document, source.anchor, source.quote)
    return (*number, *printed, source.package, source.table, str(source.row))


def _limits(interval: Interval) -> Row:
    return exact(interval.low), exact(interval.high)


def _step_rows(light: Assessment) -> Iterator[Row]:
    for number, step in enumerate(light.steps, 1):
        cells = (step.formula, _operands(step), exact(step.result), *_limits(step.interval), step.unit)
        yield (*_light_cells(light), str(number), *cells)


def _operands(step: Step) -> str:
    """The operands as text: `yearly=-3.5 -4.06; target=15`."""
    return "; ".join(f"{name}={_operand(value)}" for name, value in step.operands.items())


def _operand(value: Decimal | tuple[Decimal, ...]) -> str:
    return " ".join(map(exact, value)) if isinstance(value, tuple) else exact(value)


def _change_rows(issues: Issues) -> Iterator[Row]:
    for issue in issues:
        for change in issue.changes:
            yield _change_row(issue.scope.id, issue.period, issue.previous, change)


def _change_row(scope: str, period: Period, previous: Period | None, change: LevelChange) -> Row:
    labels = (change.before_label, change.after_label, "true" if change.is_worse else "false")
    light = (change.region, change.dimension, change.yardstick)
    return (scope, period.code, previous.code if previous else "", *light, change.before, change.after, *labels)
