"""Rules, duties, lists and tasks as rows: what, by when, who answers for it, and the sentence that says so."""

from collections.abc import Iterable, Mapping

from disclosure.model.periods import Period
from disclosure.model.records import Provision
from disclosure.presentation import addresses
from disclosure.presentation.view import View

ORDER = ("task", "duty", "list", "rule", "statement")
"""What somebody has to do comes first."""


def in_order(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Provisions by kind, each kind in the order of the document."""
    return tuple(sorted(provisions, key=lambda provision: ORDER.index(provision.kind)))


def row(view: View, provision: Provision) -> Mapping[str, object]:
    """A provision as `components/provisions.html` takes it."""
    provenance = provision.provenance
    own, origin = addresses.record(view.language, provenance), view.origin(provenance)
    return {
        "id": addresses.record_anchor(provenance),
        "region": view.region_link(provision.region),
        "kind": view.word(f"provision.{provision.kind}"),
        "text": view.text(provision.title),
        "lang": view.lang(provision.title),
        "when": when(view, provision),
        "responsible": view.word("list.separator").join(provision.responsible),
        "status": view.word("status.draft") if provision.status == "draft" else "",
        "anchor": provenance.anchor,
        "quote": provenance.quote,
        "sentence": origin if origin != own else "",
        "note": provision.note,
        "flags": view.flags(provision.anomaly),
    }


def when(view: View, provision: Provision) -> str:
    """The deadline of a provision, or how often it recurs; empty where the document is silent."""
    if provision.deadline:
        is_year = provision.deadline.isdigit()
        date = view.period(Period.parse(provision.deadline)) if is_year else view.wording.date(provision.deadline)
        return view.word("provision.by", date=date)
    return view.word(f"cadence.{provision.cadence}") if provision.cadence else ""
