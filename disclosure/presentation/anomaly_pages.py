"""What is odd in the documents: what is printed, what recomputation or another source says, and how it is treated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.model.later import grouped
from disclosure.model.records import Anomaly, OfficialAssessment, Provision, Taken
from disclosure.model.release import Release
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, downloads
from disclosure.presentation.evidence import dimension
from disclosure.presentation.region_records import indicator
from disclosure.presentation.view import View, cell


def cited(release: Release, records: Iterable[Taken], document: str = "") -> tuple[Anomaly, ...]:
    """The registered anomalies that records name, and those that the register finds in a document, in its order."""
    named = {code for record in records for code in record.anomaly}
    return tuple(
        anomaly
        for code, anomaly in release.anomalies.items()
        if code in named or (document and anomaly.provenance.document == document)
    )


def described(view: View, anomaly: Anomaly) -> Mapping[str, object]:
    """An anomaly as `components/anomaly.html` takes it."""
    by_check = view.word("anomaly.by_check", code=view.wording.list(anomaly.check))
    return {
        "id": addresses.record_anchor(anomaly.provenance),
        "code": anomaly.code,
        "address": addresses.anomaly(view.language, anomaly.code),
        "kind": view.word(f"anomaly_kind.{anomaly.kind}"),
        "title": view.text(anomaly.title),
        "lang": view.lang(anomaly.title),
        "printed": anomaly.printed,
        "found": view.text(anomaly.found),
        "treatment": view.text(anomaly.treatment),
        "found_by": by_check if anomaly.check else view.word("anomaly.by_people"),
        "source": view.source(anomaly.provenance),
    }


def register_page(view: View) -> Entry:
    """Every registered anomaly with the records that carry it."""
    release = view.release
    found = tuple(release.anomalies.values())
    flagged = grouped((code, record) for record in release.taken for code in record.anomaly)
    records = sum(bool(record.anomaly) for record in release.taken)
    sentence = view.word("anomaly.index_answer", count=len(found), records=records)
    facts = {
        "title": view.word("anomaly.index_title"),
        "description": sentence,
        "section": "data",
        "trail": (
            {"label": view.word("nav.data"), "address": addresses.datasets(view.language)},
            {"label": view.word("anomaly.index_title"), "address": ""},
        ),
    }
    return view.page(
        "pages/anomalies.html",
        addresses.anomalies,
        facts,
        answer=sentence,
        groups=tuple(_groups(view, found, flagged)),
        coverage=addresses.coverage(view.language),
        files=downloads.committed(view, (anomaly.provenance for anomaly in found)),
    )


def _groups(
    view: View, found: Iterable[Anomaly], flagged: Mapping[str, tuple[Taken, ...]]
) -> Iterator[Mapping[str, object]]:
    """Anomalies within documents, then between sources."""
    for letter in ("A", "C"):
        items = [anomaly for anomaly in found if anomaly.code.startswith(letter)]
        if items:
            yield {
                "title": view.word(f"anomaly.group_{letter}"),
                "items": tuple(
                    {**described(view, anomaly), **_carrying(view, flagged.get(anomaly.code, ()))} for anomaly in items
                ),
            }


def _carrying(view: View, records: Sequence[Taken]) -> Mapping[str, object]:
    """The records that carry an anomaly, each leading to its row on the page of its document."""
    links = (cell(_name(view, record), addresses.record(view.language, record.provenance)) for record in records)
    return {"records": view.word("anomaly.records", count=len(records)), "links": tuple(links)}


def _name(view: View, record: Taken) -> str:
    region = view.region(record.region)
    if isinstance(record, Provision):
        return view.word("anomaly.record_provision", region=region, what=view.word(f"provision.{record.kind}"))
    if isinstance(record, OfficialAssessment):
        what = dimension(view, record.dimension)
    else:
        what = str(indicator(view, record.indicator)["text"])
    return view.word("anomaly.record", region=region, what=what, period=view.period(record.period))
