"""What a build publishes of what is committed: what is due on its day, what may be named, and what is fictional."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from disclosure.catalogue import records_of
from disclosure.measures.derive import derive_release
from disclosure.measures.listing import Remains
from disclosure.measures.withholding import LISTED_KINDS, corrections, disclosed, open_cases, public_on, tombstones
from disclosure.model.days import FIRST, find_day
from disclosure.model.release import Release
from disclosure.model.rules import Rules, SampleFacts
from disclosure.model.tables import Dataset

SHARED_KINDS = frozenset({"sector", "indicator", "document", "product", "efficiency-level", "limit-grade"})
"""What the sample takes from the real site: definitions and levels, never places or anybody's figures."""


@dataclass(frozen=True, slots=True)
class Releases:
    """What one build publishes: the real release, and the sample where there is one and the site shows it."""

    real: Release
    sample: Release | None = None


def releases_of(datasets: Sequence[Dataset], rules: Rules, as_of: str | None) -> Releases:
    """Everything due on `as_of`, which defaults to the latest publication date of real data that is not held back."""
    day = as_of or _publication_day(datasets)
    due = [found for found in datasets if found.embargo_until <= day]
    real = [found for found in due if not found.is_sample]
    sample = [found for found in due if found.is_sample] if rules.site.sample else []
    return Releases(
        _release(real, (), _rules_for(rules, is_sample=False), day),
        _release(sample, real, _rules_for(rules, is_sample=True), day) if sample else None,
    )


def _publication_day(datasets: Sequence[Dataset]) -> str:
    """The latest day on which anything was published; the sample decides only where there is nothing else."""
    due = [found for found in datasets if not found.embargo_until]
    return max((found.created for found in [one for one in due if not one.is_sample] or due), default="")


def _rules_for(rules: Rules, is_sample: bool) -> Rules:
    """The rules with the scopes of real places, or with those of the sample."""
    scopes = tuple(scope for scope in rules.scopes if scope.is_sample is is_sample)
    if not is_sample:
        return replace(rules, scopes=scopes)
    first, *others = [scope.id for scope in scopes] or [""]
    return replace(rules, scopes=scopes, site=replace(rules.site, home_scope=first, scopes_beside=tuple(others)))


def _release(own: Sequence[Dataset], shared: Iterable[Dataset], rules: Rules, as_of: str) -> Release:
    day, procedures = find_day(as_of) or FIRST, rules.lists.procedures
    known = records_of(own, LISTED_KINDS)
    public = public_on(known, procedures, day)
    shown = tuple(marked(dataset, rules.site.sample) for dataset in disclosed(own, public, day))
    records = records_of([*shown, *(_only(dataset, SHARED_KINDS) for dataset in shared)])
    cells = rules.lists.small_cells
    remains = Remains(
        tombstones(known, procedures, day, cells),
        open_cases(known, procedures, day, cells),
        corrections(known, procedures, day),
    )
    return derive_release(records, shown, rules, as_of, remains)


def _only(dataset: Dataset, kinds: Collection[str]) -> Dataset:
    return replace(dataset, tables=tuple(table for table in dataset.tables if table.kind in kinds))


def marked(dataset: Dataset, sample: SampleFacts | None) -> Dataset:
    """A dataset; one of the sample says so in its title and in every row."""
    return dataset.marked(sample.mark, sample.note) if sample and dataset.is_sample else dataset
