"""Efficiency records: what they are held against, whether what they declare follows, and why they may be published."""

from collections.abc import Iterator

from disclosure.model.days import day_of, days_later, months_later
from disclosure.model.efficiency import Tier
from disclosure.model.findings import Finding
from disclosure.model.list_rules import Edition
from disclosure.model.periods import Period
from disclosure.model.rules import Rules
from disclosure.validation.books import (
    FIGURE,
    LEVEL_NEEDED,
    Books,
    Line,
    find_tier,
    lacks_level,
    levels_for,
)
from disclosure.validation.levels import known_edition, same_unit

SURVEY, SELF_DECLARED = "statistical_survey", "self_declared"
JUDGED = frozenset({Tier.ADVANCED, Tier.BETWEEN, Tier.LAGGING})
"""The tiers that follow from levels."""


def check_figures(books: Books, rules: Rules) -> Iterator[Finding]:
    """All checks of efficiency records."""
    for record in books.of("efficiency-record"):
        yield from known_edition(record, rules)
        if product := books.find_product(record["installation_code"]):
            yield from same_unit(record, product["unit"])
            yield from _levels(record, product, books)
        yield from _in_force(record, rules)
        yield from _declared(record, books)
        yield from _assessed(record)
        yield from _excused(record)
        yield from _lawful(record)
        yield from _consented(record)


def _levels(record: Line, product: Line, books: Books) -> Iterator[Finding]:
    """A figure that a tier is declared for, or that an entry rests on, has the levels that these follow from."""
    lists = books.resting.get((record["installation_code"], record["period"]), frozenset())
    wanted = {LEVEL_NEEDED[one] for one in {*lists, record["declared_tier"]} & LEVEL_NEEDED.keys()}
    if not wanted or not _is_figure(record):
        return
    levels = levels_for(record, product["code"], books)
    lacking = sorted(column for column in wanted if levels[column] is None)
    if not record["edition"]:
        yield record.refuse("D332", "edition", "missing")
    elif lacking and "efficiency-level" not in books.unsure:
        problem = lacking[0] if any(level is not None for level in levels.values()) else "no_levels"
        yield record.refuse("D332", "edition", problem, product=product["code"])


def _is_figure(record: Line) -> bool:
    """Whether there is a number that is relied on."""
    return bool(record["value"]) and record["value_status"] == FIGURE


def _in_force(record: Line, rules: Rules) -> Iterator[Finding]:
    """The edition held when the period ended, as far as its days are known."""
    edition = rules.editions.get(record["edition"])
    if edition and not _holds(edition, Period.parse(record["period"])):
        span = " … ".join((edition.valid_from, edition.valid_to))
        yield record.refuse("D332", "edition", "not_in_force", period=record["period"], span=span)


def _holds(edition: Edition, period: Period) -> bool:
    """Whether an edition holds on the last day of a period."""
    month = day_of(f"{period.end_month}-01")
    end = days_later(months_later(month, 1), -1).isoformat()
    return edition.valid_from <= end and (not edition.valid_to or end[: len(edition.valid_to)] <= edition.valid_to)


def _declared(record: Line, books: Books) -> Iterator[Finding]:
    """The tier that a document declares is the one that follows from its figure."""
    declared, computed = record["declared_tier"], find_tier(record, books)
    if declared and computed not in {None, declared} and not (computed is Tier.UNKNOWN and _is_open(record, books)):
        yield record.refuse("D302", "declared_tier", declared=declared, tier=str(computed))


def _is_open(record: Line, books: Books) -> bool:
    """Whether no tier follows for want of a figure to rely on, or of the level that the declared one needs."""
    declared = record["declared_tier"]
    return declared not in JUDGED or not _is_figure(record) or lacks_level(record, declared, books)


def _assessed(record: Line) -> Iterator[Finding]:
    """Nothing is assessed before its period is over."""
    end = Period.parse(record["period"]).end_month
    if record["assessed_on"] and record["assessed_on"][: len(end)] <= end:
        yield record.refuse("D333", "assessed_on", period=record["period"])


def _excused(record: Line) -> Iterator[Finding]:
    """Who is exempt has a reason that is told."""
    if record["value_status"] == Tier.EXEMPT and not record["note"]:
        yield record.refuse("D334", "note")


def _lawful(record: Line) -> Iterator[Finding]:
    """No figure of a statistical survey names its respondent, and every other one says by what law it is published."""
    if record["origin"] == SURVEY:
        yield record.refuse("P401", "origin")
    if not record["legal_basis"]:
        yield record.refuse("P404", "legal_basis")


def _consented(record: Line) -> Iterator[Finding]:
    """What an enterprise declares itself, and what may be its trade secret, is published with its written consent."""
    if record["origin"] == SELF_DECLARED and not record["consent"]:
        yield record.refuse("P408", "consent", "self_declared")
    if record["output"] and not record["output_consent"]:
        yield record.refuse("P408", "output_consent", "output")
