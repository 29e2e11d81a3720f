"""Reads what regions' pages say: answers, tasks, contradictions, vintages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation, Target
from disclosure.model.vintages import vintages_of
from tests.shipped.facts import About
from tests.shipped.read_results import indicator_names
from tests.shipped.reader import Reader, Slots, is_count, reads
from tests.shipped.reading import numbers


def newest_judged(reader: Reader, page: About) -> Period | None:
    return max((light.period for light in reader.facts.lights_of(page) if light.level.is_judged), default=None)


def newest_official(reader: Reader, page: About) -> Period | None:
    found = [light.period for light in reader.facts.release.official if light.region == page.code]
    return max(found, default=None)


@reads("region.answer_lights")
def answer_lights(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    newest = newest_judged(reader, page)
    return newest is not None and reader.at(slots["period"], newest)


@reads("region.lede_official", "region.answer_official")
def answer_official(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    newest = newest_official(reader, page)
    return newest is not None and reader.at(slots["period"], newest) and not numbers(slots["grades"])


@reads("region.answer_and_official", "region.answer_possible")
def answer_with_more(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    is_official = "grades" not in slots or answer_official(reader, page, key, slots)
    return is_official and bool(reader.understood(page, slots["answer"])) and not numbers(slots.get("lights", ""))


@reads("region.index_answer")
def regions_index(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    lit = {light.region for light in reader.facts.lights if light.level.is_judged}
    return is_count(slots["count"], len(reader.facts.release.regions)) and is_count(slots["lit"], len(lit))


@reads("region.as_of_code")
def code_of_region(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return slots["code"] == page.code


@reads("region.evidence_at")
def evidence_at(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    scopes = {scope.id for scope in reader.facts.release.rules.scopes if reader.name(scope.name) == slots["scope"]}
    lights = reader.facts.lights_of(page) if scopes else ()
    return any(light.scope in scopes and reader.at(slots["period"], light.period) for light in lights)


@reads("region.years_doubt")
def years_doubt(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        light.possible_grades and reader.at(slots["period"], light.period) for light in reader.facts.lights_of(page)
    )


KINDS = ("year", "plan", "H1", "H2", "Q1Q3", "quarter", "quarter_span", "month", "month_span")


@reads(*(f"period.{kind}" for kind in KINDS))
def period(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """A period alone: one of those that the page is about."""
    if not all(said.isdigit() for name, said in slots.items() if name in {"year", "last"} and "quarter" not in key):
        return False
    text, kind = reader.word(key).format_map(slots), key.partition(".")[2]
    known = (one for one in reader.facts.periods(page) if one.kind == kind or one.kind[0] == kind[0].upper())
    return any(reader.at(text, one) for one in known)


@reads("region.note_label")
def note_label(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    noted = (one for one in reader.facts.taken(page) if isinstance(one, Target | Observation) and one.anomaly)
    text = f"{slots['period']} {slots['indicator']}"
    return page.kind == "region" and any(
        text.endswith(name) and reader.at(text.removesuffix(name), one.period)
        for one in noted
        for name in indicator_names(reader, one)
    )


@reads(
    "input.target",
    "input.incentive",
    "input.yearly_change",
    "input.cumulative_change",
    "input.level",
    "input.increment",
    "input.base_level",
)
def input_role(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    role = key.partition(".")[2]
    inputs = (item for light in reader.facts.lights_of(page) for item in light.inputs if item.role == role)
    return any(reader.at(slots["period"], item.record.period) for item in inputs)


def tasks_of(reader: Reader, code: str) -> Mapping[tuple[str, ...], list[Target]]:
    """What documents ask of a region beside what barometers look at; several numbers of one task are one."""
    looked_at = {dimension.indicator for dimension in reader.facts.release.rules.dimensions.values()}
    groups: dict[tuple[str, ...], list[Target]] = {}
    for one in reader.facts.targets(code):
        if one.sector != "all" or one.indicator not in looked_at:
            own = (one.indicator, one.sector, one.period.code, one.kind, one.status, one.provenance.document)
            groups.setdefault(own, []).append(one)
    return groups


def has_progress(reader: Reader, group: Sequence[Target]) -> bool:
    first = group[0]
    return any(
        (point.indicator, point.sector) == (first.indicator, first.sector)
        and point.is_usable
        and point.period.last_year >= first.period.first_year
        for point in reader.facts.observations(first.region)
    )


@reads("task.answer", "task.answer_no_progress", "task.answer_provisions", "task.beside")
def tasks(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    groups = tasks_of(reader, page.code)
    counted = {
        "count": len(groups),
        "progress": sum(has_progress(reader, group) for group in groups.values()),
        "provisions": len(reader.facts.provisions(page.code)),
    }
    is_silent = key != "task.answer_no_progress" or not counted["progress"]
    is_short = key != "task.answer_provisions" or not counted["count"]
    return is_silent and is_short and all(is_count(slots[name], n) for name, n in counted.items() if name in slots)


@reads("discrepancy.chain_differs")
def chain_differs(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        point.measure is Measure.CUMULATIVE_CHANGE
        and point.value is not None
        and reader.at(slots["period"], point.period)
        and reader.says(slots["printed"], point.value, "percent")
        and (chain := reader.facts.chained(page.code, point.indicator, point.sector, point.period.years)) is not None
        and reader.says(slots["computed"], chain, "percent")
        for point in reader.facts.observations(page.code)
    )


@reads("discrepancy.vintages_differ")
def vintages_differ(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(
        len(found) > 1 and reader.at(slots["period"], found[0].period) and names_all(reader, slots["values"], found)
        for found in vintages_of(reader.facts.observations(page.code)).values()
    )


def names_all(reader: Reader, text: str, points: Sequence[Observation]) -> bool:
    """Whether a list holds the numbers of all vintages, in their order, and no other."""
    said = []
    for item in reader.phrases.items(text):
        computed = reader.phrases.slots("region.vintage_computed", item)
        said.append(computed["value"] if computed else item)
    return len(said) == len(points) and all(map(reader.says_record, said, points))


@reads("discrepancy.official_differs")
def official_differs(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    grades = (one for one in reader.facts.release.official if one.region == page.code)
    return any(reader.at(slots["period"], one.period) and slots["grade"] == one.as_printed for one in grades)


@reads("region.vintages_count", "region.vintages_computed")
def vintages_counted(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    points = [one for one in reader.facts.taken(page) if isinstance(one, Observation)]
    counts = set()
    for found in vintages_of(points).values():
        computed = sum(one.processing.value == "computed" for one in found)
        counts.add((str(len(found) - computed), str(computed)) if len(found) > 1 else ("", ""))
    return (slots["count"], slots.get("computed", "0")) in counts


@reads("region.vintage")
def vintage_number(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(is_count(slots["number"], one.vintage) for one in reader.facts.observations(page.code))


@reads(
    *(
        f"vintage_change.{side}"
        for side in (
            "more_fall",
            "less_fall",
            "more_rise",
            "less_rise",
            "now_fall",
            "now_rise",
            "higher",
            "lower",
            "higher_share",
            "lower_share",
        )
    )
)
def vintage_change(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """What a vintage changed against the one before: the amount, its share, and which way."""
    side = key.partition(".")[2]
    return any(
        is_change(reader, before.value, after.value, side, slots)
        for found in vintages_of(reader.facts.observations(page.code)).values()
        for before, after in pairwise(found)
        if before.value is not None and after.value is not None
    )


def is_change(reader: Reader, before: Decimal, after: Decimal, side: str, slots: Slots) -> bool:
    is_down = {"more_fall", "less_rise", "lower", "lower_share", "now_fall"}
    amount, share = numbers(reader.plain(slots["amount"])), numbers(slots.get("share", ""))
    is_right = len(amount) == 1 and amount[0].shows(abs(after - before)) and (side in is_down) == (after < before)
    if "share" not in slots or not is_right:
        return is_right
    return len(share) == 1 and share[0].rounds(abs(after / before - 1) * 100)
