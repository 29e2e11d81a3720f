"""Which findings are on record already: an anomaly documents those that the register says its check finds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from disclosure.model.findings import Finding
from disclosure.validation.rows import Sheet

FACT, BETWEEN = "anomaly", ";"
"""The fact of a finding that holds the anomalies of its row."""


def keep_documented(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The findings; of the anomalies that their rows carry, those stay that the register says this very check finds."""
    checks = _checks(sheets)
    for finding in findings:
        codes = finding.facts.get(FACT, "").split(BETWEEN)
        kept = [code for code in codes if finding.code in checks.get(code, ())]
        is_same = not finding.facts.get(FACT) or kept == codes
        yield finding if is_same else replace(finding, facts={**finding.facts, FACT: BETWEEN.join(kept)})


def _checks(sheets: Sequence[Sheet]) -> Mapping[str, frozenset[str]]:
    registers = (sheet for sheet in sheets if sheet.table.kind == "anomaly")
    rows = (row for sheet in registers for _, row in sheet.picked("code", "check"))
    return {code: frozenset(filter(None, checks.split(BETWEEN))) for code, checks in rows}
