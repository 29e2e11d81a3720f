"""How much of each document is published, with what proof, and what is odd in it: counts of the site itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from disclosure.measures.coverage import Coverage, conversions_of, coverage_of, in_all
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses
from disclosure.presentation.view import Cell, View, cell, column, table

KINDS = ("targets", "observations", "official", "provisions", "levels")


def page(view: View) -> Entry:
    """The counts by document and in all, and the anomalies by kind."""
    parts = coverage_of(view.release)
    total = in_all(parts)
    is_whole = total.placed == total.quoted == total.records
    key = "coverage.answer" if is_whole else "coverage.answer_partly"
    sentence = view.word(key, records=total.records, documents=len(parts))
    facts = {
        "title": view.word("coverage.title"),
        "description": sentence,
        "section": "data",
        "trail": (
            {"label": view.word("nav.data"), "address": addresses.datasets(view.language)},
            {"label": view.word("coverage.title"), "address": ""},
        ),
    }
    return view.page(
        "pages/coverage.html",
        addresses.coverage,
        facts,
        answer=sentence,
        lede=view.word("coverage.lede", archived=total.archived, rest=total.records - total.archived),
        proofs=tuple(_proofs(view, total)),
        documents=_documents(view, parts, total),
        anomalies=_anomalies(view),
        conversions=_conversions(view),
        register=addresses.anomalies(view.language),
    )


def _proofs(view: View, total: Coverage) -> Iterator[Mapping[str, str]]:
    """What share of the records has a place, a quote, and a quote that stands in an archived text."""
    for name, count, of in (
        ("placed", total.placed, total.records),
        ("quoted", total.quoted, total.records),
        ("found", total.found, total.archived),
    ):
        yield {
            "label": view.word(f"coverage.{name}"),
            "value": _percent(view, count, of),
            "text": view.word("coverage.of", count=count, of=of),
        }


def _percent(view: View, count: int, of: int) -> str:
    """A share in percent, rounded down, so that 100 % means every one."""
    return view.wording.quantity(str(count * 100 // of if of else 100), "percent")


def _documents(view: View, parts: Mapping[str, Coverage], total: Coverage) -> Mapping[str, object]:
    """Documents by how much was taken from them, the most first, then the sums."""
    columns = (
        column(view.word("document.title")),
        *(column(view.word(f"coverage.{kind}"), is_number=True) for kind in KINDS),
        column(view.word("coverage.records"), is_number=True),
        column(view.word("coverage.in_text"), is_number=True),
        column(view.word("coverage.flagged"), is_number=True),
    )
    ordered = sorted(parts, key=lambda code: -parts[code].records)
    rows = (
        *(_row(view, view.document_title(code), parts[code]) for code in ordered),
        _row(view, cell(view.word("coverage.all")), total),
    )
    return table(view.word("coverage.caption"), columns, rows)


def _row(view: View, name: Cell, part: Coverage) -> Iterator[Cell]:
    yield name
    yield from (_count(part.kinds.get(kind, 0)) for kind in KINDS)
    yield cell(str(part.records))
    yield cell(
        view.word("coverage.of", count=part.found, of=part.archived)
        if part.archived
        else view.word("coverage.not_archived")
    )
    yield _count(part.flagged)


def _count(number: int) -> Cell:
    """A count, empty where there is nothing: most documents hold one kind of record."""
    return cell(str(number) if number else "")


def _anomalies(view: View) -> Mapping[str, object]:
    """Registered anomalies by kind, with how many records carry one."""
    known = view.release.anomalies
    registered = Counter(anomaly.kind for anomaly in known.values())
    carrying = Counter(known[code].kind for code in _flags(view) if code in known)
    columns = (
        column(view.word("anomaly.kind")),
        column(view.word("coverage.registered"), is_number=True),
        column(view.word("coverage.flags"), is_number=True),
        column(view.word("coverage.codes")),
    )
    rows = (
        (
            cell(view.word(f"anomaly_kind.{kind}")),
            cell(str(count)),
            cell(str(carrying[kind])),
            cell(view.word("list.separator").join(code for code in known if known[code].kind == kind)),
        )
        for kind, count in sorted(registered.items(), key=lambda item: -item[1])
    )
    return table(view.word("coverage.anomalies_caption"), columns, rows)


def _conversions(view: View) -> Mapping[str, object] | None:
    """The factors by which printed numbers were converted; None where every number stands in its printed unit."""
    found = conversions_of(view.release)
    columns = (
        column(view.word("document.title")),
        column(view.word("coverage.unit")),
        column(view.word("coverage.factor"), is_number=True),
        column(view.word("coverage.converted"), is_number=True),
    )
    rows = (
        (
            view.document_title(one.document),
            cell(view.wording.unit(one.unit)),
            cell(view.word("coverage.times", factor=view.wording.number(one.factor.normalize() + 0))),
            cell(str(one.records)),
        )
        for one in found
    )
    return table(view.word("coverage.conversions_caption"), columns, rows) if found else None


def _flags(view: View) -> Iterable[str]:
    return (code for record in view.release.taken for code in record.anomaly)
