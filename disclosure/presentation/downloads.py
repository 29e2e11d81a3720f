"""What can be downloaded: the derived dataset of the barometer, and the recipe of every data file."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from disclosure.model.levels import Level
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.release import Assessment, Barometer, Input, IssuedBarometer, LevelChange, Release, Step
from disclosure.model.siteplan import Archive, Data, Recipe, TableFile, Workbook
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import LANGUAGES, Language, Text
from disclosure.presentation import addresses
from disclosure.presentation.wording import Wording, rounded

PLACES = 12
"""Derived numbers are published rounded half up to this many decimals; the columns' descriptions say so."""
FORMATS = {"csv": "csv", "excel_csv": "excel.csv", "json": "json", "parquet": "parquet"}
"""The formats of a table, each with the end of its file's name."""

Words = Mapping[Language, Wording]
Row = tuple[str, ...]

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


def barometer_dataset(release: Release, words: Words) -> Dataset:
    """Levels, inputs, steps and changes of every derived light, as a dataset like the committed ones."""
    site = release.rules.site
    return Dataset(
        name=addresses.BAROMETER_DATASET,
        title=_text(words, "derived.title"),
        description=_text(words, "derived.description", places=PLACES),
        version=_version(release.as_of),
        created=release.as_of,
        data_date=release.data_date,
        licence_name=site.licence_name,
        licence_title=site.licence_title.zh,
        licence_path=site.licence_path,
        publisher=site.publisher.zh,
        contact=site.contact.zh,
        verification=_verification(release),
        keywords=tuple(words["zh"].word("derived.keywords").split(";")),
        sources=tuple((dataset.title.zh, "") for dataset in release.datasets),
        tables=_tables(release, words),
        descriptor={},
    )


def _version(as_of: str) -> str:
    """The date as a version (2026.11.21), since derived figures change whenever their sources do."""
    return ".".join(str(int(part)) for part in as_of.split("-")) if as_of else "0.0.0"


def _verification(release: Release) -> str:
    states = {document.verification for document in release.documents.values()}
    return "issuer_checked" if states == {"issuer_checked"} else "transcribed"


def _text(words: Words, key: str, **facts: object) -> Text:
    return Text(*(words[language].word(key, **facts) for language in LANGUAGES))


def _tables(release: Release, words: Words) -> tuple[Table, ...]:
    lights = [light for barometer in release.barometers for light in barometer.assessments]
    rows: Mapping[str, Iterable[Row]] = {
        "levels": (_level_row(release, light, words["zh"]) for light in lights),
        "inputs": (row for light in lights for row in _input_rows(light)),
        "steps": (row for light in lights for row in _step_rows(light)),
        "changes": _change_rows(release),
    }
    return tuple(
        Table(name, "derived", _text(words, f"derived.{name}.title"), _columns(name, words), _KEYS[name], tuple(found))
        for name, found in rows.items()
    )


def _columns(table: str, words: Words) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=name,
            title=_text(words, f"derived.column.{name}.title"),
            description=_text(words, f"derived.column.{name}.description", places=PLACES),
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


def _change_rows(release: Release) -> Iterator[Row]:
    issues: tuple[Barometer | IssuedBarometer, ...] = (*release.barometers, *release.issued)
    for issue in issues:
        for change in issue.changes:
            yield _change_row(issue.scope.id, issue.period, issue.previous, change)


def _change_row(scope: str, period: Period, previous: Period | None, change: LevelChange) -> Row:
    labels = (change.before_label, change.after_label, "true" if change.is_worse else "false")
    light = (change.region, change.dimension, change.yardstick)
    return (scope, period.code, previous.code if previous else "", *light, change.before, change.after, *labels)


def dictionary(dataset: Dataset, words: Words) -> Table:
    """Every column of a dataset in words: what it means, its type and its limits."""
    names = (
        "table", "column", "title", "title_en", "type", "required", "allowed", "register", "description",
        "description_en", "example",
    )  # fmt: skip
    columns = tuple(
        Column(name, _text(words, f"dictionary.{name}"), _text(words, f"dictionary.{name}"), "string") for name in names
    )
    rows = tuple(_dictionary_row(table, column) for table in dataset.tables for column in table.columns)
    return Table("dictionary", "derived", _text(words, "dictionary.heading"), columns, ("table", "column"), rows)


def _dictionary_row(table: Table, column: Column) -> Row:
    names = (table.name, column.name, column.title.zh, column.title.en)
    limits = (column.type, "true" if column.is_required else "false", ";".join(column.allowed), column.refers_to)
    return (*names, *limits, column.description.zh, column.description.en, column.example)


def files(dataset: Dataset, words: Words) -> Iterator[tuple[str, Recipe]]:
    """The address and recipe of every file of one dataset."""
    for table in dataset.tables:
        for form, extension in FORMATS.items():
            yield addresses.table_file(dataset.name, table.name, extension), TableFile(table, form)
    chosen = _file_words(words)
    yield addresses.dataset_file(dataset.name, "xlsx"), Workbook(dataset, chosen)
    yield addresses.dataset_file(dataset.name, "zip"), Archive(dataset, chosen, dictionary(dataset, words))
    yield addresses.dictionary(dataset.name), TableFile(dictionary(dataset, words), "csv")


def _file_words(words: Words) -> Mapping[str, str]:
    """The words inside workbooks and archives, `file.*`, in Chinese; the English ones under `en.file.*`."""
    found = {
        ("" if language == "zh" else f"{language}.") + key: text
        for language in LANGUAGES
        for key, text in words[language].texts.items()
        if key.startswith("file.")
    }
    return dict(sorted(found.items()))


def catalogue(release: Release, datasets: Iterable[Dataset]) -> Data:
    """All datasets with the addresses of their files, for programs."""
    return Data({"as_of": release.as_of, "base_url": release.rules.site.base_url, "datasets": [*map(_entry, datasets)]})


def _entry(dataset: Dataset) -> Mapping[str, object]:
    return {
        "name": dataset.name,
        "title": dataset.title.zh,
        "title_en": dataset.title.in_language("en"),
        "version": dataset.version,
        "created": dataset.created,
        "data_date": dataset.data_date,
        "licence": dataset.licence_name,
        "verification": dataset.verification,
        "page": addresses.dataset("zh", dataset.name),
        "archive": addresses.dataset_file(dataset.name, "zip"),
        "workbook": addresses.dataset_file(dataset.name, "xlsx"),
        "tables": [
            {
                "name": table.name,
                "rows": len(table.rows),
                **{form: addresses.table_file(dataset.name, table.name, end) for form, end in FORMATS.items()},
            }
            for table in dataset.tables
        ],
    }


def status(release: Release) -> Data:
    """What a watcher asks first: dates, how many lights show which level in each issue, and the rules' versions."""
    return Data(
        {
            "as_of": release.as_of,
            "data_date": release.data_date,
            "barometers": [
                {"scope": issue.scope.id, "period": issue.period.code, "levels": count_levels(issue.assessments)}
                for issue in release.barometers
            ],
            "rule_sets": {rules.id: rules.version for rules in release.rules.rule_sets.values()},
            "datasets": {dataset.name: dataset.version for dataset in release.datasets},
        }
    )


def count_levels(lights: Iterable[Assessment]) -> Mapping[str, int]:
    """How many lights show each level; levels that no light shows are counted as 0."""
    counts = {level.value: 0 for level in Level}
    for light in lights:
        counts[light.level.value] += 1
    return counts
