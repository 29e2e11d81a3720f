"""Findings in words: where, what, why and how to mend it, for people and for programs; and faults of the build."""

import errno
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from disclosure.errors import BuildFault
from disclosure.model.findings import Finding, Findings, Severity
from disclosure.presentation.wording import Wording

MAX_VALUE = 60
MAX_SHOWN = 200
MAX_ALIKE, FIRST_ALIKE, MAX_ROWS = 10, 3, 12
"""How many findings of one fault in one column are told one by one, how many of more, and how many rows are named."""
LISTING = frozenset({"F004", "C108", "F013", "F014", "R202", "R213", "R214"})
LISTS = frozenset({"expected", "known"})
"""Codes of which these facts list what the house itself wants: a list that is cut short helps nobody."""
WHOLE = frozenset({"document", "document_en", "law", "law_en"})
"""Facts that name what a rule rests on: nobody finds a title that is cut short."""
NAMED: Mapping[str, str] = {
    "register": "register",
    "tier": "tier",
    "declared": "tier",
    "list": "list",
    "against": "list",
}
"""Facts that are codes of the house, with the group of words that says them."""
VARIANTS = ("problem", "kind")
"""Facts that choose between several wordings of one code."""

SYSTEM_FAULTS: Mapping[int, str] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "not_allowed",
    errno.EADDRINUSE: "port_in_use",
}
"""What the system refuses, as far as people can mend it."""


def fault_text(fault: Exception, wording: Wording) -> str:
    """Why the build could not go on, in a sentence."""
    if isinstance(fault, BuildFault):
        facts = dict(fault.facts)
        if "expected" in facts:
            facts["expected"] = wording.word(f"expected.{facts['expected']}", **fault.facts)
        return wording.word(f"fault.{fault.code}", **facts)
    if isinstance(fault, OSError):
        code = SYSTEM_FAULTS.get(fault.errno or 0, "system")
        return wording.word(f"fault.{code}", file=fault.filename or fault, detail=fault)
    return wording.word("fault.unforeseen", kind=type(fault).__name__, detail=shortened(str(fault)))


def words_key(finding: Finding, wording: Wording) -> str:
    """The dotted key under which a finding's words stand."""
    for variant in VARIANTS:
        key = f"finding.{finding.code}.{finding.facts.get(variant, '')}"
        if wording.has(f"{key}.title"):
            return key
    return f"finding.{finding.code}"


def as_text(findings: Findings, wording: Wording) -> Iterator[str]:
    """The findings as lines in their order, then the count; the same fault all the way down a column is folded, and
    what is registered as an anomaly is one line."""
    documented = [finding for finding in findings if _is_documented(finding)]
    told = [finding for finding in findings if not _is_documented(finding)]
    groups: dict[object, list[Finding]] = {}
    for finding in told:
        groups.setdefault(_group(finding, wording), []).append(finding)
    shown = [
        entry for entry in (_fold(finding, groups[_group(finding, wording)], wording) for finding in told) if entry
    ]
    for finding, folded in shown[:MAX_SHOWN]:
        yield from _block(finding, wording)
        if folded:
            yield folded
        yield ""
    hidden = len(shown) - MAX_SHOWN
    if hidden > 0:
        yield wording.word("message.more", shown=MAX_SHOWN, hidden=hidden)
    if told:
        yield wording.word("message.count", **counts(findings))
    if documented:
        codes = {code for finding in documented for code in finding.facts["anomaly"].split(";")}
        joined = wording.word("list.separator").join(sorted(codes))
        yield wording.word("message.folded", count=len(documented), codes=joined)
    if findings.blocking:
        yield wording.word("message.count_blocking")


def _is_documented(finding: Finding) -> bool:
    """Whether a finding stops nothing and is on record already."""
    return finding.severity is not Severity.ERROR and bool(finding.facts.get("anomaly"))


def _group(finding: Finding, wording: Wording) -> tuple[str, str, int | None, int | None]:
    """What findings share that are told together: their words, their file and their column."""
    place = finding.place
    return words_key(finding, wording), place.file, place.column, None if place.row else id(finding)


def _fold(finding: Finding, group: Sequence[Finding], wording: Wording) -> tuple[Finding, str] | None:
    """A finding with the line about the ones that it stands for, or None where another stands for it."""
    if len(group) <= MAX_ALIKE or all(finding is not one for one in group[:FIRST_ALIKE]):
        return (finding, "") if len(group) <= MAX_ALIKE else None
    if finding is not group[FIRST_ALIKE - 1]:
        return finding, ""
    rest = [str(one.place.row) for one in group[FIRST_ALIKE:]]
    rows = wording.word("list.separator").join(rest[:MAX_ROWS]) + ("…" if len(rest) > MAX_ROWS else "")
    return finding, wording.word("message.alike", number=len(rest), rows=rows)


def counts(findings: Findings) -> Mapping[str, int]:
    """How many findings there are of each severity."""
    return {f"{severity}s": findings.count(severity) for severity in Severity}


def _block(finding: Finding, wording: Wording) -> Iterator[str]:
    finding = _labelled(finding, wording)
    key = words_key(finding, wording)
    severity = wording.word(f"message.severity_{finding.severity}")
    yield wording.word(
        "message.head", severity=severity, code=finding.code, title=_said(wording, key, "title", finding)
    )
    yield wording.word("message.place", place=_place(finding, wording))
    if finding.row_key:
        yield wording.word("message.object", key=finding.row_key)
    if finding.value:
        yield wording.word("message.value", value=shortened(finding.value))
    yield wording.word("message.reason", reason=_said(wording, key, "reason", finding))
    yield wording.word("message.fix", fix=_said(wording, key, "fix", finding))


def _labelled(finding: Finding, wording: Wording) -> Finding:
    """A finding about a word that is not allowed, with the code for which pages say this very word."""
    if finding.code != "C108":
        return finding
    keys = (key for key, words in wording.texts.items() if words.replace("{value}", "").strip() == finding.value)
    allowed = finding.facts["expected"].split(", ")
    code = next((code for key in keys if (code := key.rpartition(".")[2]) in allowed), "")
    return replace(finding, facts={**finding.facts, "problem": "near", "nearest": code}) if code else finding


def _said(wording: Wording, key: str, part: str, finding: Finding) -> str:
    if part == "fix" and finding.facts.get("anomaly"):
        return wording.word("message.documented", anomaly=finding.facts["anomaly"])
    is_listed = finding.code in LISTING
    whole = LISTS | WHOLE if is_listed else WHOLE
    facts = {name: fact if name in whole else shortened(fact) for name, fact in finding.facts.items()}
    for name, group in NAMED.items():
        if code := facts.get(name):
            facts[name] = wording.word(f"message.{group}.{code}")
    return wording.word(f"{key}.{part}", **facts)


def _place(finding: Finding, wording: Wording) -> str:
    place = finding.place
    if place.row is None:
        return place.file
    if place.column is None:
        return wording.word("message.place_row", file=place.file, row=place.row)
    field = place.field_title or place.field
    return wording.word("message.place_cell", file=place.file, row=place.row, letter=place.column_letter, field=field)


def shortened(text: str) -> str:
    """A value as a line can show it: control characters visible, long texts cut."""
    visible = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)
    return visible if len(visible) <= MAX_VALUE else f"{visible[:MAX_VALUE]}…"


def as_data(finding: Finding, wording: Wording) -> Mapping[str, object]:
    """A finding as a JSON object."""
    finding = _labelled(finding, wording)
    key, place = words_key(finding, wording), finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.file,
        "row": place.row,
        "column": place.column,
        "column_letter": place.column_letter,
        "field": place.field,
        "field_title": place.field_title,
        "row_key": finding.row_key,
        "value": finding.value,
        "title": _said(wording, key, "title", finding),
        "reason": _said(wording, key, "reason", finding),
        "fix": _said(wording, key, "fix", finding),
        "facts": dict(finding.facts),
    }
