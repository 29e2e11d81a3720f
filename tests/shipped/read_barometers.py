"""Reads the counts of barometers, ours and an authority's, and how the two compare."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from disclosure.model.comparisons import Comparison, Outcome
from disclosure.model.levels import Level, Yardstick
from disclosure.model.release import Assessment, Barometer, IssuedBarometer
from disclosure.model.rules import Scope
from tests.shipped.facts import About, lead, newest_lit, tally
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import numbers


@reads("barometer.answer", "barometer.answer_rest", "barometer.answer_none")
def barometer_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """The counts of an issue; in lists of barometers those of the newest issue of any."""
    every = [newest_lit(known) for known in reader.facts.release.derived.values()]
    issue = reader.facts.issue(page) if page.kind in {"issue", "newest"} else None
    return any(is_answer(reader, one, slots) for one in ([issue] if issue else every))


def is_answer(reader: Reader, issue: Barometer, slots: Slots) -> bool:
    levels = tally(issue, lead(issue))
    rest = levels[Level.NOT_ASSESSED] + levels[Level.NOT_APPLICABLE]
    said = {level: reader.phrases.every(f"answer_count.{level}", slots.get("counts", "")) for level in Level}
    items = len(reader.phrases.items(slots.get("counts", "")))
    lit = {level: count for level, count in levels.items() if level not in {Level.NOT_ASSESSED, Level.NOT_APPLICABLE}}
    shown = {level: found[0]["count"] for level, found in said.items() if found}
    is_counted = (
        (items, shown) == (len(lit), {level: str(count) for level, count in lit.items()})
        if "counts" in slots
        else not any(level.is_judged for level in levels)
    )
    is_right = is_count(slots["total"], levels.total()) and is_count(
        slots.get("rest", "0" if "counts" in slots else str(rest)), rest
    )
    return is_counted and is_right and reader.at(slots["period"], issue.period)


@reads("barometer.count")
def barometer_count(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    issued, issue = reader.facts.issued(page), reader.facts.issue(page)
    levels = [*issued_tallies(issued).values()] if issued else []
    counts = [count for known in levels for count in known.values()]
    counts += tally(issue, lead(issue)).values() if issue else []
    return any(is_count(slots["count"], count) for count in counts)


@reads("barometer.lead_waiting")
def lead_waiting(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    issue = reader.facts.issue(page)
    if issue is None:
        return False
    aimed = [one for one in issue.assessments if (one.dimension, one.yardstick) == lead(issue) and one.target]
    return is_count(slots["count"], len(aimed)) and all(
        reader.at(slots["plan"], one.target.period) for one in aimed if one.target
    )


@reads(
    "barometer.caption",
    "barometer.caption_waiting",
    "barometer.issue_title",
    "barometer.issued_title",
    "barometer.issued_caption",
)
def issue_named(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    issue = reader.facts.issued(page) or reader.facts.issue(page)
    if issue is None or not reader.at(slots["period"], issue.period):
        return False
    return "scope" not in slots or slots["scope"] == reader.name(issue.scope.name)


@reads("barometer.other_line")
def other_line(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    issue = reader.facts.issue(page)
    count = sum(
        reader.is_pair(slots, light.dimension, light.yardstick)
        and light.reason is not None
        and slots["reason"] == reader.word(f"reason_short.{light.reason.code}")
        for light in (issue.assessments if issue else ())
    )
    return is_count(slots["count"], count)


@reads("barometer.changes_none")
def changes_none(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    issue = reader.facts.issued(page) or reader.facts.issue(page)
    return issue is not None and issue.previous is not None and reader.at(slots["previous"], issue.previous)


@reads("barometer.changes_since")
def changes_since(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    if issued := reader.facts.issued(page):
        return issued_changes(reader, issued, slots)
    issue = reader.facts.issue(page)
    if issue is None:
        return False
    before = next(one for one in reader.facts.release.derived[issue.scope.id] if one.period == issue.previous)
    lights = {(light.region, light.dimension, light.yardstick): light.level for light in before.assessments}
    moved = sum(
        light.level.is_judged
        and (old := lights.get((light.region, light.dimension, light.yardstick), Level.NOT_ASSESSED)).is_judged
        and old is not light.level
        for light in issue.assessments
    )
    return is_count(slots["count"], moved) and reader.at(slots["previous"], before.period)


def issued_changes(reader: Reader, issue: IssuedBarometer, slots: Slots) -> bool:
    """Regions that stand in one level in both issues, by one dimension and yardstick, and in another one."""
    before = next(one for one in reader.facts.release.issued if one.period == issue.previous)
    old, new = issued_levels(before), issued_levels(issue)
    moved = sum(len(levels) == len(old.get(key, ())) == 1 and levels != old[key] for key, levels in new.items())
    return is_count(slots["count"], moved) and reader.at(slots["previous"], before.period)


def issued_levels(issue: IssuedBarometer) -> Mapping[tuple[str, str, str], set[int]]:
    found: dict[tuple[str, str, str], set[int]] = {}
    for light in issue.lights:
        if light.level is not None:
            found.setdefault((light.region, light.dimension, light.yardstick), set()).add(light.level)
    return found


def results_at(reader: Reader, page: About) -> list[Assessment]:
    """The judged results of an issue by the plan's schedule."""
    issue, dimension = reader.facts.issue(page), reader.facts.release.rules.figures.dimension
    return [
        light
        for light in (issue.assessments if issue else ())
        if light.level.is_judged and (light.dimension, light.yardstick) == (dimension, Yardstick.PLAN_SCHEDULE)
    ]


@reads(
    *(f"figure.gap.{part}" for part in ("title_behind", "title_many", "title_none", "title_none_for_certain", "alt"))
)
def gap_figure(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """How many regions have a result, and how many and which of them lie behind what was required."""
    found = results_at(reader, page)
    behind = [light for light in found if (light.achieved or Decimal(0)) < (light.required or Decimal(0))]
    is_behind = not behind if "none" in key else is_count(slots["behind"], len(behind))
    named = behind or [light for light in found if light.possible_grades]
    names = {id(light): reader.name(reader.facts.release.regions[light.region].name) for light in found}
    is_named = "names" not in slots or all((names[id(light)] in slots["names"]) == (light in named) for light in found)
    is_at = bool(found) and reader.at(slots["period"], found[0].period)
    return is_behind and is_named and is_count(slots["count"], len(found)) and is_at


@reads("barometer.index_answer")
def barometers_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    kinds = Counter(scope.kind for scope in reader.facts.release.rules.scopes)
    counted = {"count": kinds.total(), "derived": kinds["derived"], "issued": kinds["issued"]}
    return all(is_count(slots[name], count) for name, count in counted.items())


def issued_tallies(issue: IssuedBarometer) -> Mapping[tuple[str, str], Counter[str]]:
    """How many lights of each level, by dimension and yardstick, in the order of the issue."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for light in issue.lights:
        level = {1: "severe", 2: "strained", 3: "on_track"}.get(light.level or 0, "not_assessed")
        found.setdefault((light.dimension, light.yardstick), Counter())[level] += 1
    return found


@reads("barometer.issued_answer")
def issued_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    own = reader.facts.issued(page)
    return any(
        reader.at(slots["period"], issue.period)
        and reader.is_pair(slots, *next(iter(issued_tallies(issue))))
        and are_levels(reader, slots["counts"], next(iter(issued_tallies(issue).values())))
        for issue in ([own] if own else reader.facts.release.issued)
    )


def are_levels(reader: Reader, text: str, levels: Counter[str]) -> bool:
    """Whether a list of counts has every level with its own count, and no other."""
    found = {words["level"]: words["count"] for words in reader.phrases.every("barometer.issued_count", text)}
    return found == {reader.word(f"level.{level}.number"): str(count) for level, count in levels.items()}


def members(reader: Reader, scope: Scope) -> list[str]:
    """The regions that a scope is about."""
    regions = reader.facts.release.regions
    found = [code for code, one in regions.items() if one.parent == scope.parent and one.kind in scope.region_kinds]
    return [*([scope.parent] if scope.includes_parent else []), *found]


def comparisons(reader: Reader, page: About) -> list[Comparison]:
    """What an issue holds beside our lights; in the archive all issues, and the grades of their regions."""
    issued = reader.facts.issued(page)
    scope = issued.scope if issued else None
    if scope is None or issued is None:
        return []
    every = [one for code in members(reader, scope) for one in reader.facts.compared[code]]
    if page.kind == "archive":
        schemes = {scope.scheme, reader.facts.release.rules.grades.scheme}
        return [one for one in every if one.issued.scheme in schemes]
    lights = set(issued.lights)
    return list({id(one.issued): one for one in every if one.issued in lights}.values())


@reads("comparison.counted", "comparison.beside", "comparison.not_compared")
def comparison_counts(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    every = comparisons(reader, page)
    count = Counter(one.outcome for one in every)
    counted = {
        "counted": count[Outcome.AGREES] + count[Outcome.DIFFERS],
        "beside": count[Outcome.BESIDE],
        "not_compared": count[Outcome.NOT_COMPARED],
    }
    known = {
        "count": counted[key.partition(".")[2]],
        "agrees": count[Outcome.AGREES],
        "differs": count[Outcome.DIFFERS],
    }
    is_right = all(is_count(slots[name], number) for name, number in known.items() if name in slots)
    return is_right and are_reasons(reader, slots.get("reasons", ""), every)


def are_reasons(reader: Reader, text: str, every: Sequence[Comparison]) -> bool:
    """Whether a list of reasons has as many of each as there are; an empty text says nothing."""
    counts = Counter(one.reason for one in every if one.outcome is Outcome.NOT_COMPARED)
    expected = sorted(
        reader.word("comparison.reason_count").format(reason=reader.word(f"comparison.reason.{code}"), count=count)
        for code, count in counts.items()
    )
    left = text
    for item in expected:
        if item not in left and text:
            return False
        left = left.replace(item, "", 1)
    return not numbers(left)


@reads("comparison.reason_count")
def reason_count(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    counts = Counter(one.reason for one in comparisons(reader, page) if one.outcome is Outcome.NOT_COMPARED)
    return any(
        slots["reason"] == reader.word(f"comparison.reason.{code}") and is_count(slots["count"], count)
        for code, count in counts.items()
    )


@reads("archive.answer")
def archive_answer(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    every = comparisons(reader, page)
    grades = sum(one.issued.scheme == reader.facts.release.rules.grades.scheme for one in every)
    known = {
        "issues": len({issue.period for issue in reader.facts.release.issued if issue.scope.id == page.code}),
        "lights": len(every) - grades,
        "grades": grades,
    }
    return bool(every) and all(is_count(slots[name], number) for name, number in known.items())


@reads("archive.outcomes")
def archive_outcomes(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    count = Counter(one.outcome for one in comparisons(reader, page))
    known = {
        "counted": count[Outcome.AGREES] + count[Outcome.DIFFERS],
        "agrees": count[Outcome.AGREES],
        "differs": count[Outcome.DIFFERS],
    }
    return all(is_count(slots[name], number) for name, number in known.items())


@reads("comparison.unlike", "comparison.unlike_grade")
def unlike(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        reader.at(slots["period"], one.issued.period) and one.ours is not None and is_ours(reader, slots["ours"], one)
        for one in comparisons(reader, page)
    )


def is_ours(reader: Reader, text: str, found: Comparison) -> bool:
    slots = reader.phrases.slots("comparison.ours", text)
    return slots is not None and found.ours is not None and reader.at(slots["period"], found.ours.period)


@reads("comparison.ours", "comparison.whose")
def ours(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        one.ours is not None and reader.at(slots["period"], one.ours.period) for one in comparisons(reader, page)
    )
