"""Issues that do not part the regions as an issue does: one region in two levels, or one in none.

A scheme that numbers its levels parts all its regions: each stands in exactly one. Two things tell that a group (one
issue, dimension and yardstick) is meant to be whole: it says “the other regions”, or it goes down to the scheme's
mildest level beside others. A list of the severe ones alone is a list, and nobody is missing from it. Grades in words
are gathered from reports that name some regions, so that only a region under two grades is told of.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from disclosure.model.findings import Finding, Place, Severity
from disclosure.validation.rows import Sheet

KIND, CODE = "official-assessment", "D328"
BETWEEN_CODES, BETWEEN_RESULTS = ";", " / "
COLUMNS = (
    "scheme",
    "period",
    "dimension",
    "yardstick",
    "region_code",
    "level",
    "result_as_printed",
    "basis",
    "anomaly",
)
GROUPS = ""
"""The name under which groups themselves are counted; no region bears it."""
LEAST_OTHERS = 2
"""How many other whole groups must all name a region before one that does not is said to miss it."""
Key = tuple[str, str, str, str]
"""Scheme, period, dimension and yardstick."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A region as one row of a group names it."""

    sheet: Sheet
    row: int
    result: str
    anomaly: str


@dataclass(slots=True)
class Group:
    """What one issue says by one dimension and yardstick."""

    key: Key
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    levels: set[str] = field(default_factory=set)
    has_remainder: bool = False

    @property
    def regions(self) -> Set[str]:
        """The regions that it names."""
        return self.entries.keys()


def check_partitions(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Regions in two levels of one issue, and regions that an issue of all regions leaves out."""
    official = [sheet for sheet in sheets if sheet.table.kind == KIND]
    groups = _groups(official)
    for group in groups.values():
        yield from _twice(group)
    if any(sheet.table.faults for sheet in official):  # the row of a region that seems to be missing may be one of them
        return
    names = _names(sheets)
    whole = _whole(groups)
    always, beside = _memberships(whole)
    for group in whole:
        for region in sorted(_expected(group, always, beside) - group.regions):
            yield _missing(group, region, names.get(region, region))


def _groups(sheets: Sequence[Sheet]) -> Mapping[Key, Group]:
    found: dict[Key, Group] = {}
    for sheet in sheets:
        for row, (scheme, period, dimension, yardstick, region, level, result, basis, anomaly) in sheet.picked(
            *COLUMNS
        ):
            key = (scheme, period, dimension, yardstick)
            group = found.setdefault(key, Group(key))
            group.entries.setdefault(region, []).append(Entry(sheet, row, result, anomaly))
            group.levels.add(level)
            group.has_remainder |= basis == "remainder"
    return found


def _twice(group: Group) -> Iterator[Finding]:
    """Told at the last of the rows; the ones before it are named."""
    for entries in group.entries.values():
        results = dict.fromkeys(entry.result for entry in entries)
        if len(results) > 1:
            last = entries[-1]
            facts = {"problem": "twice", "results": BETWEEN_RESULTS.join(results), **_where(group, entries)}
            yield last.sheet.finding(CODE, Severity.WARNING, last.row, "result_as_printed", facts)


def _whole(groups: Mapping[Key, Group]) -> Sequence[Group]:
    """The groups that part all regions of their scheme."""
    mildest: dict[str, str] = {}
    for (scheme, *_), group in groups.items():
        mildest[scheme] = max(mildest.get(scheme, ""), *group.levels)
    return [
        group
        for (scheme, *_), group in groups.items()
        if group.has_remainder or (mildest[scheme] in group.levels - {""} and len(group.levels - {""}) > 1)
    ]


def _memberships(whole: Sequence[Group]) -> tuple[Mapping[str, Counter[str]], Mapping[tuple[str, str], Counter[str]]]:
    """How many whole groups name a region, by scheme and by issue; under an empty name, how many groups there are."""
    schemes: dict[str, Counter[str]] = {}
    issues: dict[tuple[str, str], Counter[str]] = {}
    for group in whole:
        scheme, period, *_ = group.key
        for counter in (schemes.setdefault(scheme, Counter()), issues.setdefault((scheme, period), Counter())):
            counter.update([GROUPS, *group.regions])
    return schemes, issues


def _expected(
    group: Group, schemes: Mapping[str, Counter[str]], issues: Mapping[tuple[str, str], Counter[str]]
) -> Set[str]:
    """The regions that the same issue names elsewhere, and those that every other issue of the scheme names; what the
    group itself names is not missing, so that counting it changes nothing."""
    scheme, period, *_ = group.key
    others = schemes[scheme][GROUPS] - 1
    always = (
        {region for region, count in schemes[scheme].items() if count == others} if others >= LEAST_OTHERS else set()
    )
    return (always | issues[scheme, period].keys()) - {GROUPS}


def _missing(group: Group, region: str, name: str) -> Finding:
    entries = [entry for found in group.entries.values() for entry in found]
    facts = {"problem": "missing", "region": name, "code": region, **_where(group, entries)}
    return Finding(CODE, Severity.WARNING, Place(entries[0].sheet.file), facts=facts)


def _where(group: Group, entries: Sequence[Entry]) -> Mapping[str, str]:
    """The group, and the codes under which its rows document what is odd in the original."""
    scheme, period, dimension, yardstick = group.key
    codes = dict.fromkeys(code for entry in entries for code in entry.anomaly.split(BETWEEN_CODES) if code)
    known = {"scheme": scheme, "period": period, "dimension": dimension, "yardstick": yardstick}
    return {**known, "anomaly": BETWEEN_CODES.join(codes)}


def _names(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    regions = (sheet for sheet in sheets if sheet.table.kind == "region")
    return {code: name for sheet in regions for _, (code, name) in sheet.picked("code", "name")}
