"""How much of each document is published, and with what proof: counted from the records themselves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from disclosure.model.efficiency import EfficiencyFact, EfficiencyLevel, LimitGrade, Registered
from disclosure.model.later import grouped
from disclosure.model.lists import Lists
from disclosure.model.quantities import find_printed
from disclosure.model.records import Number, Observation, OfficialAssessment, Processing, Provision, Taken, Target
from disclosure.model.release import Release

Drawn = Taken | EfficiencyLevel | LimitGrade
"""What was drawn from a document, about a region or about a product."""
KINDS: Mapping[type[Drawn], str] = {
    Target: "targets",
    Observation: "observations",
    OfficialAssessment: "official",
    Provision: "provisions",
    EfficiencyLevel: "levels",
    LimitGrade: "levels",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was taken from one document, or from all."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    """Records by kind: targets, observations, official, provisions, and levels with the grades of standards."""
    placed: int = 0
    """Records with a place in the document."""
    quoted: int = 0
    """Records with a quote from it, or with the arithmetic of a number that nobody prints."""
    archived: int = 0
    """Records whose document's text is archived."""
    found: int = 0
    """Of these, records whose quote stands in that text, and records of computed numbers."""
    flagged: int = 0
    """Records that carry an anomaly."""

    @property
    def records(self) -> int:
        """All records."""
        return sum(self.kinds.values())


def coverage_of(release: Release) -> Mapping[str, Coverage]:
    """What was taken from each document that something was taken from, in the register's order."""
    drawn = drawn_by_document(release)
    return {code: _coverage(release, code, drawn[code]) for code in release.documents if code in drawn}


def drawn_by_document(release: Release) -> Mapping[str, tuple[Drawn, ...]]:
    """Everything that was drawn from each document, kind by kind in the order of the packages' rows."""
    found: tuple[Drawn, ...] = (*release.taken, *release.lists.levels.values(), *release.lists.grades)
    return grouped((record.provenance.document, record) for record in found)


class Cited(NamedTuple):
    """What is public of installations on the basis of one document, whether it alone or another too prints it."""

    kinds: tuple[tuple[str, int], ...] = ()
    """How many records of each kind, sums over installations among them."""
    units: tuple[str, ...] = ()
    """The installations that these records are about, in the register's order."""


def cited_by_document(release: Release) -> Mapping[str, Cited]:
    """What each document is the basis of, of all records of installations that may be named and sums over them."""
    kinds: dict[str, Counter[str]] = {}
    units: dict[str, set[str]] = {}
    for kind, record, unit in _of_installations(release.lists):
        for document in {record.provenance.document, *record.provenance.also}:
            kinds.setdefault(document, Counter())[kind] += 1
            units.setdefault(document, set()).update([unit] if unit else ())
    places = {code: place for place, code in enumerate(release.lists.installations)}
    return {
        document: Cited(tuple(found.items()), tuple(sorted(units[document], key=places.__getitem__)))
        for document, found in kinds.items()
    }


def _of_installations(lists: Lists) -> Iterator[tuple[str, EfficiencyFact | Registered, str]]:
    """Every record with its kind and the installation that it is about, if it is about a single one."""
    yield from (("enterprises", firm, "") for firm in lists.enterprises.values())
    yield from (("installations", unit, unit.code) for unit in lists.installations.values())
    for unit, records in lists.efficiency.items():
        yield from (("figures", judged.record, unit) for judged in records)
    yield from (("entries", placing.listing, placing.listing.installation) for placing in lists.placings)
    for unit, projects in lists.retrofits.items():
        for project in projects:
            yield "projects", project, unit
            yield from (("steps", step, unit) for step in lists.steps.get(project.code, ()))
    yield from (("sums", total, "") for total in lists.aggregates)


class Conversion(NamedTuple):
    """A factor by which printed numbers of a document were brought into the unit of their records."""

    document: str
    unit: str
    factor: Decimal
    records: int


def conversions_of(release: Release) -> tuple[Conversion, ...]:
    """Every factor between a printed and a stored number, by document and unit, in the order of the records."""
    numbers: tuple[Number, ...] = (*release.targets, *release.observations)
    found = Counter(
        (number.provenance.document, number.unit, number.value / printed)
        for number in numbers
        if number.processing is Processing.UNIT_CONVERTED
        and number.value is not None
        and (printed := find_printed(number.as_printed))
    )
    return tuple(Conversion(*key, records) for key, records in found.items())


def in_all(parts: Mapping[str, Coverage]) -> Coverage:
    """The sums over all documents."""
    kinds: Counter[str] = Counter()
    for part in parts.values():
        kinds.update(part.kinds)
    names = ("placed", "quoted", "archived", "found", "flagged")
    return Coverage(kinds, **{name: sum(getattr(part, name) for part in parts.values()) for name in names})


def _coverage(release: Release, code: str, taken: tuple[Drawn, ...]) -> Coverage:
    text = release.texts.get(code)
    return Coverage(
        Counter(KINDS[type(record)] for record in taken),
        placed=sum(bool(record.provenance.anchor) for record in taken),
        quoted=sum(bool(record.provenance.quote) for record in taken),
        archived=len(taken) if text else 0,
        found=sum(is_computed(record) or bool(text.find(record.provenance.quote)) for record in taken) if text else 0,
        flagged=sum(isinstance(record, Taken) and bool(record.anomaly) for record in taken),
    )


def is_computed(record: Drawn) -> bool:
    """Whether nobody prints the number of a record."""
    return isinstance(record, Target | Observation) and record.processing is Processing.COMPUTED
