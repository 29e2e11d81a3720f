"""The kinds of record this house publishes, one entry each, and reading a packages folder as records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from disclosure.model.findings import Finding, Findings
from disclosure.model.release import Records
from disclosure.model.rules import Rules
from disclosure.model.tables import Dataset, Table
from disclosure.sources import efficiency_records as lists
from disclosure.sources import records as build
from disclosure.sources.descriptors import read_packages
from disclosure.sources.records import Build, build_records
from disclosure.sources.standard import Memory, Standard
from disclosure.validation.blanks import check_blanks
from disclosure.validation.books import books_of
from disclosure.validation.consistency import check_consistency
from disclosure.validation.documented import keep_documented
from disclosure.validation.figures import check_figures
from disclosure.validation.levels import check_levels
from disclosure.validation.listings import check_listings
from disclosure.validation.naming import check_naming
from disclosure.validation.oddities import check_oddities
from disclosure.validation.packages import check_packages
from disclosure.validation.partitions import check_partitions
from disclosure.validation.plausibility import check_plausibility
from disclosure.validation.realms import check_embargoes, check_originals, check_realms
from disclosure.validation.references import REGISTER_KINDS, check_references
from disclosure.validation.registers import check_registers, check_rules
from disclosure.validation.replies import check_replies
from disclosure.validation.retrofits import check_retrofits
from disclosure.validation.rows import Sheet, sheets_of, unread_tables
from disclosure.validation.secrecy import check_secrecy
from disclosure.validation.witnesses import check_quotes


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the field of `Records` that gathers it, and how a row becomes one."""

    records: str
    build: Build


CATALOGUE: Mapping[str, Kind] = {
    "region": Kind("regions", build.build_region),
    "sector": Kind("sectors", build.build_sector),
    "indicator": Kind("indicators", build.build_indicator),
    "document": Kind("documents", build.build_document),
    "target": Kind("targets", build.build_target),
    "observation": Kind("observations", build.build_observation),
    "official-assessment": Kind("official", build.build_official),
    "provision": Kind("provisions", build.build_provision),
    "anomaly": Kind("anomalies", build.build_anomaly),
    "product": Kind("products", lists.build_product),
    "efficiency-level": Kind("levels", lists.build_level),
    "limit-grade": Kind("grades", lists.build_grade),
    "enterprise": Kind("enterprises", lists.build_enterprise),
    "installation": Kind("installations", lists.build_installation),
    "efficiency-record": Kind("efficiency", lists.build_efficiency),
    "listing": Kind("listings", lists.build_listing),
    "retrofit": Kind("retrofits", lists.build_retrofit),
    "retrofit-step": Kind("steps", lists.build_step),
    "aggregate": Kind("aggregates", lists.build_aggregate),
}
"""By the stem of the schema file in `schemas/`."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What stands in the packages folder: its datasets, and everything that is wrong with them."""

    datasets: tuple[Dataset, ...]
    findings: Findings
    forms: tuple[Table, ...] = ()
    """An empty table of each kind that staff may fill in, with its columns."""

    def records(self) -> Records:
        """The records of all packages; only asked for when nothing blocks."""
        return records_of(self.datasets)


def records_of(datasets: Iterable[Dataset], kinds: Collection[str] = CATALOGUE.keys()) -> Records:
    """The records of some kinds; only asked for when nothing blocks."""
    gathered: dict[str, list[object]] = {kind.records: [] for kind in CATALOGUE.values()}
    for dataset in datasets:
        for table in (table for table in dataset.tables if table.kind in kinds):
            kind = CATALOGUE[table.kind]
            gathered[kind.records].extend(build_records(dataset.name, table, kind.build))
    return Records(**{name: tuple(items) for name, items in gathered.items()})  # type: ignore[arg-type]  # one list per field, filled by that field's builder


def read_checked(packages: Path, schemas: Path, rules: Rules, memory: Memory | None = None) -> Committed:
    """Read every package strictly and judge all of them together; all findings at once.

    `memory` holds which descriptors and schemas the standard's own reader accepted in earlier runs.
    """
    read = read_packages(packages, schemas, CATALOGUE, rules.limits, Standard(memory))
    sheets = sheets_of(read.datasets)
    texts = {code: text for dataset in read.datasets for code, text in dataset.texts.items()}
    unread = unread_tables(read.datasets)
    judged = chain(
        _judge(sheets, unread, rules),
        judge_lists(read.datasets, sheets, unread, rules),
        check_quotes(sheets, texts),
    )
    findings = read.findings + Findings.of([*check_packages(read.datasets), *keep_documented(judged, sheets)])
    if not findings.blocking:  # of registers that are not sound nothing is known for certain
        findings += Findings.of(check_rules(sheets, rules))
    registers = {sheet.file for sheet in sheets if sheet.table.kind in REGISTER_KINDS.values()}
    return Committed(read.datasets, Findings.of(findings, registers), read.forms)


def _judge(sheets: Sequence[Sheet], unread: Mapping[str, str], rules: Rules) -> Iterator[Finding]:
    yield from check_consistency(sheets, rules.limits)
    yield from check_references(sheets, rules.units, unread)
    yield from check_registers(sheets)
    yield from check_partitions(sheets)
    yield from check_plausibility(sheets, rules)
    yield from check_oddities(sheets, rules)


def judge_lists(
    datasets: Sequence[Dataset], sheets: Sequence[Sheet], unread: Iterable[str], rules: Rules
) -> Iterator[Finding]:
    """Everything about levels, installations and lists, and what none of it may give away."""
    books = books_of(sheets, unread, rules.limits)
    yield from check_levels(books, rules)
    yield from check_figures(books, rules)
    yield from check_listings(books, rules.lists.procedures)
    yield from check_replies(books)
    yield from check_blanks(books, rules.lists)
    yield from check_retrofits(books, rules.lists.duty)
    yield from check_secrecy(books, rules.lists.small_cells, rules.units)
    yield from check_naming(sheets, datasets, books, rules.lists)
    yield from check_realms(sheets)
    yield from check_originals(datasets, sheets)
    yield from check_embargoes(datasets, sheets)
