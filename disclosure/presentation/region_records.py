"""Everything committed about a region as tables: targets, progress, official results, notes, and its machine twins."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.records import Observation, OfficialAssessment, Provenance, Provision, Target
from disclosure.model.release import Assessment
from disclosure.model.siteplan import Data, Recipe, TableFile
from disclosure.model.tables import Column, Table
from disclosure.model.text import Text
from disclosure.presentation import addresses, comparisons, evidence, vintages
from disclosure.presentation.derived_datasets import exact
from disclosure.presentation.view import Cell, View, cell, column, table

SHORT = frozenset({"period", "nature", "status", "result"})
JOINT = ";"
"""What parts several values of one cell in the twins, as in the committed tables."""
TWIN_COLUMNS = (
    "record", "indicator_code", "sector_code", "measure", "period", "kind", "vintage", "value", "value_status",
    "value_as_printed", "bound", "unit", "status", "processing", "responsible", "note", "anomaly", "source_document",
    "source_anchor", "source_quote", "package", "table", "row",
)  # fmt: skip


def indicator(view: View, code: str, sector: str = "all") -> Cell:
    """An indicator's name, leading to its page; the sector beside it unless it is the whole society."""
    known = view.release.indicators.get(code)
    if known is None:
        return cell(code)
    short = next((dim.name for dim in view.release.rules.dimensions.values() if dim.indicator == code), known.name)
    note = "" if sector == "all" else view.text(view.release.sectors[sector].name)
    return cell(view.text(short), addresses.indicator(view.language, code), view.lang(short), note=note)


def source(view: View, record: Target | Observation | OfficialAssessment) -> Cell:
    """Where a record stands in its document, as a link to its sentence there or to its row on the document's page."""
    provenance = record.provenance
    title = view.release.documents[provenance.document].title
    draft = {"chip": word} if (word := view.draft(provenance)) else {}
    place = {"note": provenance.anchor, "note_lang": view.chinese if provenance.anchor else ""}
    return cell(view.text(title), view.origin(provenance), view.lang(title), **place, **draft)


def _column(view: View, key: str) -> Mapping[str, object]:
    return column(view.word(f"region.{key}"), key in {"target", "value"}, is_short=key in SHORT)


def is_core(view: View, target: Target) -> bool:
    """Whether a barometer looks at what a target is about: a dimension's indicator for the whole society."""
    looked_at = {dimension.indicator for dimension in view.release.rules.dimensions.values()}
    return target.sector == "all" and target.indicator in looked_at


def targets(view: View, code: str) -> Mapping[str, object] | None:
    """The energy targets of a region, newest plan first; what else is asked of it stands on the page of its tasks."""
    found = [target for target in view.indexes.targets.get(code, ()) if is_core(view, target)]
    heads = ("indicator", "period", "target", "nature", "status", "source")
    columns = [_column(view, key) for key in heads]
    ordered = sorted(found, key=lambda target: target.period, reverse=True)
    rows = [_target_row(view, target) for target in ordered]
    caption = view.word("region.targets_caption", region=view.region(code))
    return table(caption, columns, rows) if rows else None


def _target_row(view: View, target: Target) -> tuple[Cell, ...]:
    kind = view.word(f"target_kind.{target.kind}")
    in_words = view.chinese if target.value is None else ""
    return (
        indicator(view, target.indicator, target.sector),
        cell(view.period(target.period), note=view.word(f"measure.{target.measure}")),
        {**cell(view.recorded(target), lang=in_words, note=kind), **_flags(view, target)},
        cell(view.word(f"nature.{target.nature}")),
        cell(view.word(f"status.{target.status}")),
        source(view, target),
    )


def _flags(view: View, record: Target | Observation) -> Mapping[str, object]:
    return {"flags": view.flags(record.anomaly)} if record.anomaly else {}


def target_words(view: View, target: Target) -> str:
    """A target in a sentence: 能耗强度下降 11%（基本目标）."""
    return view.word(
        "region.target_words",
        indicator=indicator(view, target.indicator, target.sector)["text"],
        value=view.recorded(target),
        kind=view.word(f"target_kind.{target.kind}"),
    )


def observations(view: View, code: str) -> Mapping[str, object] | None:
    """The progress figures of a region, newest first, each in its newest vintage."""
    heads = ("indicator", "period", "value", "printed_column", "status", "source")
    columns = [_column(view, key) for key in heads]
    current = vintages.newest(view.indexes.observations.get(code, ()))
    found = sorted(current, key=lambda point: point.period, reverse=True)
    rows = [_observation_row(view, point) for point in found]
    caption = view.word("region.observations_caption", region=view.region(code))
    return table(caption, columns, rows) if rows else None


def _observation_row(view: View, point: Observation) -> tuple[Cell, ...]:
    return (
        indicator(view, point.indicator, point.sector),
        cell(view.period(point.period), note=view.word(f"measure.{point.measure}")),
        {**cell(view.recorded(point)), **_flags(view, point), **vintages.linked(view, point)},
        cell(point.as_printed, lang=view.chinese),
        cell(view.word(f"status.{point.status}")),
        source(view, point),
    )


def official(view: View, code: str) -> Mapping[str, object] | None:
    """The authority's grades and levels of a region as issued, newest first."""
    columns = [_column(view, key) for key in ("period", "indicator", "result", "source")]
    found = sorted(view.indexes.official.get(code, ()), key=lambda light: light.period, reverse=True)
    rows = [_official_row(view, light) for light in found]
    caption = view.word("region.official_caption", region=view.region(code))
    return table(caption, columns, rows) if rows else None


def _official_row(view: View, light: OfficialAssessment) -> tuple[Cell, ...]:
    return (
        cell(view.period(light.period)),
        cell(evidence.dimension(view, light.dimension), note=view.word(f"yardstick.{light.yardstick}")),
        cell(light.as_printed, lang=view.chinese, note=view.word(f"barometer.{light.basis}")),
        source(view, light),
    )


def newest_official(view: View, code: str) -> tuple[OfficialAssessment, ...]:
    """What an authority last issued about a region; empty where it never did."""
    found = view.indexes.official.get(code, ())
    last = max((light.period for light in found), default=None)
    return tuple(light for light in found if light.period == last)


def official_words(view: View, light: OfficialAssessment) -> str:
    """An issued level or grade with what it is about: 能耗强度（年度任务）二级; a grade of the whole alone: 完成."""
    shown = light.as_printed if light.level is None else comparisons.issued_light(view, light)["name"]
    if light.dimension not in view.release.rules.dimensions:
        return shown
    yardstick = view.word(f"yardstick.{light.yardstick}")
    dimension = evidence.dimension(view, light.dimension)
    return view.word("region.official_part", dimension=dimension, yardstick=yardstick, level=shown)


def official_facts(view: View, official: Sequence[OfficialAssessment]) -> Mapping[str, str]:
    """What an authority issued about a period, for a sentence."""
    grades = view.wording.list(official_words(view, light) for light in official)
    return {"grades": grades, "period": view.period(official[0].period)}


def notes(view: View, code: str) -> Iterator[Mapping[str, object]]:
    """What the data says is odd in the original, once per note."""
    seen: set[str] = set()
    records: tuple[Target | Observation, ...] = (
        *view.indexes.targets.get(code, ()),
        *view.indexes.observations.get(code, ()),
    )
    for record in records:
        if record.anomaly and record.note and record.note not in seen:
            seen.add(record.note)
            name = indicator(view, record.indicator)["text"]
            label = view.word("region.note_label", period=view.period(record.period), indicator=name)
            yield {"label": label, "text": record.note} | ({"lang": view.chinese} if view.chinese else {})


def twins(view: View, code: str) -> Iterator[tuple[str, Recipe]]:
    """The same facts for machines: `index.json` and `index.csv`."""
    region = view.release.regions[code]
    rows = tuple(_twin_rows(view, code))
    yield (
        addresses.region_twin(code, "json"),
        Data(
            {
                "region": {"code": code, "name": region.name.zh, "name_en": region.name.en, "kind": region.kind},
                "lights": tuple(_twin_light(light) for light in view.indexes.assessments.get(code, ())),
                "records": tuple(dict(zip(TWIN_COLUMNS, row, strict=True)) for row in rows),
                "official": tuple(_twin_official(light) for light in view.indexes.official.get(code, ())),
                "provisions": tuple(_twin_provision(one) for one in view.indexes.provisions.get(code, ())),
            }
        ),
    )
    columns = tuple(Column(name, Text(name, name), Text(""), "string") for name in TWIN_COLUMNS)
    yield (
        addresses.region_twin(code, "csv"),
        TableFile(Table(f"region-{code}", "derived", region.name, columns, (), rows), "csv"),
    )


def _twin_rows(view: View, code: str) -> Iterator[tuple[str, ...]]:
    for target in view.indexes.targets.get(code, ()):
        yield _twin_row("target", target, target.kind, "")
    for point in view.indexes.observations.get(code, ()):
        yield _twin_row("observation", point, "", str(point.vintage))


def _twin_row(record: str, found: Target | Observation, kind: str, vintage: str) -> tuple[str, ...]:
    where = found.provenance
    return (
        record, found.indicator, found.sector, found.measure.value, found.period.code, kind, vintage,
        "" if found.value is None else str(found.value), found.value_status.value, found.as_printed,
        found.bound if isinstance(found, Target) else "", found.unit, found.status, found.processing.value,
        JOINT.join(found.responsible) if isinstance(found, Target) else "", found.note, JOINT.join(found.anomaly),
        where.document, where.anchor, where.quote, where.package, where.table, str(where.row),
    )  # fmt: skip


def _twin_light(light: Assessment) -> Mapping[str, object]:
    names = ("scope", "dimension", "rule_set", "rule_version", "unit")
    numbers = ("achieved", "required", "gap", "gap_share", "progress", "required_progress", "remaining")
    return {
        **{name: getattr(light, name) for name in names},
        "yardstick": light.yardstick.value,
        "period": light.period.code,
        "level": light.level.value,
        "reason": light.reason.code if light.reason else "",
        **{name: exact(getattr(light, name)) for name in numbers},
    }


def _twin_official(light: OfficialAssessment) -> Mapping[str, object]:
    return {
        "scheme": light.scheme,
        "period": light.period.code,
        "dimension": light.dimension,
        "yardstick": light.yardstick,
        "level": light.level,
        "as_printed": light.as_printed,
        "basis": light.basis,
        "note": light.note,
        "anomaly": JOINT.join(light.anomaly),
        **_twin_source(light.provenance),
    }


def _twin_provision(found: Provision) -> Mapping[str, object]:
    return {
        **{name: getattr(found, name) for name in ("code", "kind", "cadence", "deadline", "status", "note")},
        "title": found.title.zh,
        "title_en": found.title.en,
        "responsible": JOINT.join(found.responsible),
        "anomaly": JOINT.join(found.anomaly),
        **_twin_source(found.provenance),
    }


def _twin_source(where: Provenance) -> Mapping[str, object]:
    return {"source_document": where.document, "source_anchor": where.anchor, "source_quote": where.quote}
