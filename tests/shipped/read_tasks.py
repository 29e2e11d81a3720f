"""Reads what pages of tasks, indicators and anomalies say, and the counts on pages of documents."""

from collections.abc import Iterable, Sequence

from disclosure.model.efficiency import EfficiencyLevel, LimitGrade
from disclosure.model.records import Observation, Provision, Taken, Target
from disclosure.presentation import addresses
from tests.shipped.facts import About
from tests.shipped.list_facts import drawn
from tests.shipped.read_regions import tasks_of
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import numbers, years_in

Number = Target | Observation
Drawn = Taken | EfficiencyLevel | LimitGrade


def of_indicator(reader: Reader, page: About) -> tuple[list[Target], list[Observation]]:
    """The targets that hold or may come to hold, and the figures, of the indicator that a page is about."""
    release = reader.facts.release
    goals = [one for one in release.targets if one.indicator == page.code and one.status in {"in_force", "draft"}]
    return goals, [one for one in release.observations if one.indicator == page.code and one.value is not None]


def newest_targets(goals: Iterable[Target]) -> list[Target]:
    """Those of the period that ends last, of each region and scope; a plan before its last year."""
    by_place: dict[tuple[str, str], list[Target]] = {}
    for goal in goals:
        by_place.setdefault((goal.region, goal.sector), []).append(goal)
    found = []
    for group in by_place.values():
        last = max((goal.period.last_year, goal.period.is_plan) for goal in group)
        found += [goal for goal in group if (goal.period.last_year, goal.period.is_plan) == last]
    return found


def shown(reader: Reader, page: About) -> list[Number]:
    """The figures that an indicator's page compares: the newest of each region, scope and measure, and targets."""
    goals, points = of_indicator(reader, page)
    return [*newest_targets(goals), *newest_points(points)]


def newest_points(points: Iterable[Observation]) -> list[Observation]:
    newest: dict[tuple[str, str, str], Observation] = {}
    for point in sorted(points, key=lambda one: (one.period, one.vintage)):
        newest[point.region, point.sector, point.measure.value] = point
    return list(newest.values())


@reads("indicator.index_answer")
def indicators_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    known = reader.facts.release.indicators
    shared = sum(len(documents_of(reader, code)) >= 2 for code in known)
    return is_count(slots["count"], len(known)) and is_count(slots["shared"], shared)


def documents_of(reader: Reader, code: str) -> set[str]:
    release = reader.facts.release
    return {one.provenance.document for one in (*release.targets, *release.observations) if one.indicator == code}


@reads("indicator.caption_shared", "indicator.caption_single")
def listings(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    several = [len(documents_of(reader, code)) >= 2 for code in reader.facts.release.indicators]
    return is_count(slots["count"], sum(one == key.endswith("shared") for one in several))


@reads("indicator.answer")
def indicator_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    goals, points = of_indicator(reader, page)
    known = {"regions": {point.region for point in points}, "targets": {goal.region for goal in goals}}
    return all(is_count(slots[name], len(regions)) for name, regions in known.items())


@reads("indicator.targets_caption")
def targets_caption(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    goals = newest_targets(of_indicator(reader, page)[0])
    return is_count(slots["count"], len({(goal.region, goal.sector, goal.period) for goal in goals}))


@reads("indicator.newest_caption")
def newest_caption(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    found = newest_points(of_indicator(reader, page)[1])
    measures = [one for one in found if slots["measure"] == reader.word(f"measure.{one.measure}")]
    return is_count(slots["count"], len(measures))


@reads("indicator.caution_scopes", "indicator.caution_documents", "indicator.caution_drafts")
def cautions(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    figures, release = shown(reader, page), reader.facts.release
    drafts = [one for one in figures if release.documents[one.provenance.document].status == "draft"]
    counts = {
        "scopes": len({one.sector for one in figures}),
        "documents": len({one.provenance.document for one in figures}),
        "drafts": len(drafts),
    }
    return is_count(slots["count"], counts[key.rpartition("_")[2]])


@reads("task.by")
def due(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(years_in(slots["year"]) == (goal.period.last_year,) for goal in tasks(reader, page))


def tasks(reader: Reader, page: About) -> list[Target]:
    return [goal for group in tasks_of(reader, page.code).values() for goal in group]


@reads("task.base", "task.progress_at")
def measured(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """A figure of the year before a task begins, or since then."""
    asked = {(goal.indicator, goal.sector, goal.period.base_year) for goal in tasks(reader, page)}
    found = numbers(slots["value"])
    return bool(found) and any(
        (point.indicator, point.sector) == (indicator, sector)
        and point.value is not None
        and (point.period.last_year == base) == (key == "task.base")
        and reader.at(slots["period"], point.period)
        and found[0].shows(point.value)
        for point in reader.facts.observations(page.code)
        for indicator, sector, base in asked
    )


@reads(
    "document.caption",
    "document.jump_numbers",
    "document.jump_provisions",
    "document.jump_odd",
    "document.levels_caption",
)
def counted(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """What stands on one of the pages of a document: its records are dealt out by their rows."""
    what = key.rpartition(".")[2].removeprefix("jump_")
    parts: dict[int, list[Drawn]] = {1: []}
    for one in (*reader.facts.taken(page), *drawn(reader.facts.release, page.code)):
        parts.setdefault(addresses.part_of(one.provenance), []).append(one)
    return any(is_count(slots["count"], on_page(reader, page, what, taken)) for taken in parts.values())


def on_page(reader: Reader, page: About, what: str, found: Sequence[Drawn]) -> int:
    taken = [one for one in found if isinstance(one, Taken)]
    provisions, levels = sum(isinstance(one, Provision) for one in taken), len(found) - len(taken)
    named = {code for one in taken for code in one.anomaly}
    anomalies = reader.facts.release.anomalies.items()
    odd = [code for code, one in anomalies if code in named or one.provenance.document == page.code]
    counts = {"provisions": provisions, "odd": len(odd), "levels_caption": levels, "numbers": len(found) - provisions}
    return counts.get(what, len(taken) - provisions)
