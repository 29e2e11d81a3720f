"""The entries of the invented city's lists in every standing, and the retrofits of its installations."""

from collections.abc import Iterator, Mapping
from typing import Any

from sample.firms import Unit, assessed_in, units
from sample.packing import Row, read, source

FACTS = read("lists")
AUTHORITY, OFFICE = "示例市发展和改革委员会（虚构）", "示例市工业和信息化局（虚构）"
LEDGER = "sample-retrofit-ledger"
PERIOD = "2025"
OWN = (
    "reply", "reply_date", "reply_text", "reply_outcome", "outcome_reason", "decision", "valid_to", "withdrawn_on",
    "withdrawn_reason", "corrected_on", "corrected_document", "note",
)  # fmt: skip
"""What an entry may have of its own, beside what its batch gives it."""
UNNAMED: Mapping[str, tuple[str, ...]] = {why: tuple(words) for why, words in FACTS["unnamed"].items()}
"""The words of the firms that must not be named on the default day, by why."""


def listings() -> Iterator[Row]:
    """All entries."""
    found = [(group, key) for group in FACTS["entries"] for key in group["units"]]
    by_key = {unit.key: unit for unit in units()}
    for number, (group, key) in enumerate(found, start=1):
        period = group.get("period", PERIOD)
        own = FACTS.get(f"{key} {group['list']} {period}", {})
        row = _entry(by_key[key], FACTS["batch"][group["batch"]], own)
        yield {"code": f"l-2026-{number:03d}", "list": group["list"], "period": period, **row}


def _entry(unit: Unit, batch: Mapping[str, Any], own: Mapping[str, Any]) -> Row:
    row = {
        "installation_code": unit.code, "procedure": "sample-2026", "notice_date": batch["notice"], "reply": "none",
        **_decision(batch), **{name: own[name] for name in OWN if name in own},
    }  # fmt: skip
    if row.get("decision") == "not_listed":
        row["valid_to"] = ""
    document = batch.get("document") or batch["notice_document"]
    if not document:
        return {**row, **assessed_in(unit, PERIOD)}
    also = batch["notice_document"] if batch.get("document") else ""
    return {**row, **source(document, f"附表 {unit.number}", f"{unit.number} {unit.name}", also)}


def _decision(batch: Mapping[str, Any]) -> dict[str, str]:
    """What a batch that was decided gives its entries."""
    if "decided" not in batch:
        return {}
    return {
        "decision": "listed", "decided_on": batch["decided"], "decided_by": AUTHORITY,
        "document_number": batch["number"], "valid_to": batch["valid_to"],
    }  # fmt: skip


def retrofits() -> Iterator[Row]:
    """All retrofits."""
    by_key = {unit.key: unit for unit in units()}
    for number, facts in enumerate(FACTS["retrofit"], start=1):
        unit, (title, title_en) = by_key[facts["unit"]], facts["title"]
        done = facts.get("completed", "")
        yield {
            "code": f"r-{number:03d}", "installation_code": unit.code, "title": title, "title_en": title_en,
            "goal": facts["goal"], "capacity": "" if unit.capacity is None else f"{unit.capacity:f}",
            "decided_on": facts["decided"], "deadline": facts["deadline"], "completed_on": done,
            "accepted_by": OFFICE if done else "", "value_after": facts.get("value_after", ""), "note": "虚构。",
            **source(LEDGER, f"项目 {number}", f"{number} {unit.name} {title}", FACTS["plans"][facts["decided"]]),
        }  # fmt: skip


def steps() -> Iterator[Row]:
    """The milestones of all retrofits."""
    for number, facts in enumerate(FACTS["retrofit"], start=1):
        titles = FACTS["milestones"][str(len(facts["steps"]))]
        for place, ((due, done), (title, title_en)) in enumerate(zip(facts["steps"], titles, strict=True), start=1):
            yield {
                "retrofit_code": f"r-{number:03d}", "number": str(place), "title": title, "title_en": title_en,
                "due": due, "done_on": done,
                **source(LEDGER, f"项目 {number} 节点 {place}", f"{title} {due}"),
            }  # fmt: skip
