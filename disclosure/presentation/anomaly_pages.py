"""What is odd in the documents: what is printed, what recomputation or another source says, and how it is treated."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from disclosure.model.records import Anomaly, Taken
from disclosure.model.release import Release
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, downloads
from disclosure.presentation.view import View


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
    by_check = view.word("anomaly.by_check", code=anomaly.check)
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
    flagged = Counter(code for record in release.taken for code in record.anomaly)
    sentence = view.word("anomaly.index_answer", count=len(found), records=sum(flagged.values()))
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


def _groups(view: View, found: Iterable[Anomaly], flagged: Mapping[str, int]) -> Iterator[Mapping[str, object]]:
    """Anomalies within documents, then between sources."""
    for letter in ("A", "C"):
        items = [anomaly for anomaly in found if anomaly.code.startswith(letter)]
        if items:
            yield {
                "title": view.word(f"anomaly.group_{letter}"),
                "items": tuple(
                    {**described(view, anomaly), "records": view.word("anomaly.records", count=flagged[anomaly.code])}
                    for anomaly in items
                ),
            }
