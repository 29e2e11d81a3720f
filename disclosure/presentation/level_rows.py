"""Levels and grades on the page of the document that they were taken from: what, how much, where."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.efficiency import EfficiencyLevel, LimitGrade
from disclosure.model.records import ValueStatus
from disclosure.model.release import Release
from disclosure.presentation import addresses, list_addresses
from disclosure.presentation.view import View, cell

LevelRow = EfficiencyLevel | LimitGrade


def of_document(release: Release, code: str) -> Sequence[LevelRow]:
    """The levels and grades taken from a document, in the order of their rows."""
    found: tuple[LevelRow, ...] = (*release.lists.levels.values(), *release.lists.grades)
    return [level for level in found if level.provenance.document == code]


def row(view: View, level: LevelRow) -> Mapping[str, object]:
    """One line about a level or the grades of a standard."""
    what = _product(view, level) if isinstance(level, EfficiencyLevel) else _standard(view, level)
    values = _levels(view, level) if isinstance(level, EfficiencyLevel) else _grades(view, level)
    return {
        "id": addresses.record_anchor(level.provenance),
        **what,
        "values": tuple(values),
        "anchor": level.provenance.anchor,
        "quote": level.provenance.quote,
        "note": level.note,
    }


def source(view: View, level: LevelRow) -> Mapping[str, object]:
    """Where a level comes from, leading to its row on the page of its document."""
    return {**view.source(level.provenance), "address": addresses.record(view.language, level.provenance)}


def _product(view: View, level: EfficiencyLevel) -> Mapping[str, object]:
    product = view.release.lists.products[level.product]
    name = view.text(product.name)
    kind = view.text(product.kind)
    edition = view.release.rules.editions.get(level.edition)
    shown = view.word("product.with_kind", name=name, kind=kind) if kind else name
    address = list_addresses.product(view.language, "", product.code)
    return {
        "what": cell(shown, address, view.lang(product.name)),
        "of": view.text(edition.name) if edition else level.edition,
    }


def _standard(view: View, grade: LimitGrade) -> Mapping[str, object]:
    name = view.word("product.with_kind", name=grade.product, kind=grade.kind) if grade.kind else grade.product
    return {"what": cell(name, lang=view.chinese), "of": grade.standard}


def _levels(view: View, level: EfficiencyLevel) -> Iterator[Mapping[str, str]]:
    found = ((level.benchmark_level, level.benchmark_status), (level.baseline_level, level.baseline_status))
    for name, (value, status) in zip(("benchmark", "baseline"), found, strict=True):
        if value is None:
            text = view.word(f"value_status.{status}")
        else:
            text = view.wording.quantity(view.wording.number(value), level.unit)
            text = text if status is ValueStatus.NUMBER else view.word("value_status.doubted", value=text)
        yield {"label": view.word(f"document.{name}"), "text": text}


def _grades(view: View, grade: LimitGrade) -> Iterator[Mapping[str, str]]:
    for number, value in enumerate(grade.grades, start=1):
        if value is not None:
            text = view.wording.quantity(view.wording.number(value), grade.unit)
            yield {"label": view.word("document.grade", number=number), "text": text}
