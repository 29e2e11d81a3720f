"""Retrofits and their milestones: no longer than the duty allows, accepted when completed, in the order of days."""

from collections.abc import Iterator

from disclosure.model.days import months_later
from disclosure.model.findings import Finding
from disclosure.model.list_rules import Duty
from disclosure.validation.books import Books, Line

MONTHS_OF_YEAR = 12
OF_COMPLETION = ("accepted_by", "value_after")


def check_retrofits(books: Books, duty: Duty | None) -> Iterator[Finding]:
    """All checks of retrofits and of their milestones."""
    for retrofit in books.of("retrofit"):
        yield from _span(retrofit, books, duty)
        yield from _completion(retrofit)
        yield from _capacity(retrofit, books)
    steps: dict[str, list[Line]] = {}
    for step in books.of("retrofit-step"):
        steps.setdefault(step["retrofit_code"], []).append(step)
    for code, found in steps.items():
        if code in books.retrofits:
            yield from _steps(books.retrofits[code], found, is_whole="retrofit-step" not in books.unsure)


def _span(retrofit: Line, books: Books, duty: Duty | None) -> Iterator[Finding]:
    """The deadline comes after the decision, and no later than the duty allows."""
    decided, deadline = retrofit.day("decided_on"), retrofit.day("deadline")
    if not (decided and deadline):
        return
    if deadline < decided:
        yield retrofit.refuse("D336", "deadline", "deadline", earlier=retrofit["decided_on"])
    last = months_later(decided, duty.longest_years * MONTHS_OF_YEAR) if duty else deadline
    if duty and deadline > last:
        cited = books.cited(duty.document, duty.longest_anchor)
        facts = {"years": str(duty.longest_years), "last": last.isoformat(), "quote": duty.longest_quote}
        yield retrofit.refuse("D343", "deadline", **facts, **cited)


def _completion(retrofit: Line) -> Iterator[Finding]:
    """What is completed was accepted by somebody and measured; what is not has neither."""
    completed = retrofit["completed_on"]
    for column in OF_COMPLETION:
        if bool(retrofit[column]) is not bool(completed):
            yield retrofit.refuse("D344", column, "incomplete" if completed else "early")
    if completed and completed < retrofit["decided_on"]:
        yield retrofit.refuse("D336", "completed_on", "completed", earlier=retrofit["decided_on"])


def _capacity(retrofit: Line, books: Books) -> Iterator[Finding]:
    """A retrofit covers no more capacity than its installation has."""
    installation = books.installations.get(retrofit["installation_code"])
    whole, covered = installation.number("capacity") if installation else None, retrofit.number("capacity")
    if whole is not None and covered is not None and covered > whole:
        yield retrofit.refuse("D331", "capacity", "more", whole=str(whole))


def _steps(retrofit: Line, steps: list[Line], is_whole: bool) -> Iterator[Finding]:
    """Milestones count from one without a gap, are due while the retrofit runs, and are done after it was decided."""
    counted = enumerate(sorted(steps, key=lambda step: int(step["number"])), start=1)
    gap = next(((place, step) for place, step in counted if int(step["number"]) != place), None)
    if gap and is_whole:
        yield gap[1].refuse("D345", "number", "number", expected=str(gap[0]))
    for step in steps:
        if not retrofit["decided_on"] <= step["due"] <= retrofit["deadline"]:
            span = " … ".join((retrofit["decided_on"], retrofit["deadline"]))
            yield step.refuse("D345", "due", "due", span=span)
        if step["done_on"] and step["done_on"] < retrofit["decided_on"]:
            yield step.refuse("D336", "done_on", "done", earlier=retrofit["decided_on"])
