"""Reads what results rest on, why there are none, and the targets that wait."""

from decimal import Decimal

from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation, Target
from disclosure.model.release import Assessment
from tests.shipped.facts import About
from tests.shipped.reader import Reader, Slots, reads
from tests.shipped.reading import numbers, years_in

RESULTS = ("evidence.sentence.plan_schedule", "evidence.sentence.annual_task", "evidence.sentence.total")


def is_result(reader: Reader, light: Assessment, key: str, slots: Slots) -> bool:
    """Whether a sentence says what one light rests on: period, achieved, required, and the difference of the two."""
    if light.achieved is None or light.required is None:
        return False
    if not is_of_kind(light, key) or not reader.at(slots.get("span") or slots["period"], span_of(reader, light, key)):
        return False
    return (
        is_moved(reader, slots["achieved"], light, light.achieved)
        and is_moved(reader, slots["required"], light, light.required)
        and is_gap(reader, slots["gap"], light)
    )


def is_of_kind(light: Assessment, key: str) -> bool:
    kind = "total" if light.unit != "percent" else light.yardstick.value
    return key.rpartition(".")[2] == kind


def span_of(reader: Reader, light: Assessment, key: str) -> Period:
    plan = reader.facts.release.rules.get_scope(light.scope).plan
    return plan.up_to(light.period) if plan and key.endswith("plan_schedule") else light.period


def is_moved(reader: Reader, text: str, light: Assessment, reduction: Decimal) -> bool:
    """A reduction is a fall: its sign is the other one of a change."""
    return reader.says(text, -reduction if light.unit == "percent" else reduction, light.unit)


def is_gap(reader: Reader, text: str, light: Assessment) -> bool:
    """Whether a text says how far achieved and required are apart, and which of the two is ahead."""
    achieved, required = light.achieved or Decimal(0), light.required or Decimal(0)
    behind = required - achieved if light.unit == "percent" else achieved - required
    side = "behind" if behind > 0 else "ahead" if behind < 0 else "even"
    slots = reader.phrases.slots(f"gap.{'reduction' if light.unit == 'percent' else 'total'}.{side}", text)
    found = numbers(reader.plain(slots.get("amount", ""))) if slots is not None else ()
    if slots is None or side == "even":
        return slots is not None
    is_kind = len(found) == 1 and (found[0].kind == "points") == (light.unit == "percent")
    return is_kind and found[0].shows(abs(behind))


@reads(*RESULTS)
def result(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(is_result(reader, light, key, slots) for light in reader.facts.lights_of(page))


def sector_name(reader: Reader, light: Assessment) -> str:
    return "" if light.sector == "all" else reader.name(reader.facts.release.sectors[light.sector].name)


def dimension_in(reader: Reader, light: Assessment) -> str:
    """What a light is about, with the part of the economy that it is held to."""
    name, sector = reader.dimension(light.dimension), sector_name(reader, light)
    return reader.word("evidence.of_sector").format(dimension=name, sector=sector) if sector else name


@reads("evidence.in_sector")
def in_sector(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """A result of one part of the economy."""
    lights = [light for light in reader.facts.lights_of(page) if sector_name(reader, light) == slots["sector"]]
    told = {key: reader.phrases.slots(key, slots["sentence"]) for key in RESULTS}
    said = {key: Slots(found) for key, found in told.items() if found is not None}
    return any(is_result(reader, light, key, found) for key, found in said.items() for light in lights)


@reads("caveat.projected_to_year_end")
def caveat(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    return any(light.caveat and reader.at(slots["period"], light.period) for light in reader.facts.lights_of(page))


def is_reason(reader: Reader, light: Assessment, text: str) -> bool:
    """Whether a text is why a light is not lit; a year said to be missing has indeed no figure on record."""
    if light.reason is None:
        return False
    slots = reader.phrases.slots(f"reason.{light.reason.code}", text)
    if slots is None or not light.reason.missing:
        return slots is not None and slots.get("printed", "") in {"", *light.reason.facts.values()}
    missing = sorted({year for period in light.reason.missing for year in period.years})
    return sorted(years_in(slots["missing"])) == missing and not any(
        has_figure(reader, light, year) for year in missing
    )


def has_figure(reader: Reader, light: Assessment, year: int) -> bool:
    """Whether a year's own change, or its amount for a total, is on record for the indicator that a light is about."""
    indicator = reader.facts.release.rules.dimensions[light.dimension].indicator
    measure = Measure.YEARLY_CHANGE if light.unit == "percent" else Measure.LEVEL
    return any(
        (point.indicator, point.sector, point.measure, point.period.code)
        == (indicator, light.sector, measure, str(year))
        and point.is_usable
        for point in reader.facts.observations(light.region)
    )


def is_waiting(reader: Reader, light: Assessment, text: str) -> bool:
    slots = reader.phrases.slots("evidence.waiting", text)
    if slots is None or light.target is None:
        return False
    return reader.says_record(slots["target"], light.target) and is_reason(reader, light, slots["reason"])


@reads("evidence.waiting")
def waiting(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    text = reader.word(key).format_map(slots)
    return any(is_waiting(reader, light, text) for light in reader.facts.lights_of(page))


@reads("reason.missing_observations", "reason.missing_base", "reason.conflicting_targets", "reason.target_is_range")
def reason(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    text = reader.word(key).format_map(slots)
    return any(is_reason(reader, light, text) for light in reader.facts.lights_of(page))


@reads("region.unjudged_line")
def unjudged(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """Where either of them holds brackets of its own, the two are told together only."""

    def matter(dimension: str, yardstick: str) -> str:
        others = dict.fromkeys(("scope", "period", "reason"), "")
        return reader.word(key).format(dimension=dimension, yardstick=yardstick, **others)

    return any(
        reader.at(slots["period"], light.period)
        and matter(slots["dimension"], slots["yardstick"])
        == matter(dimension_in(reader, light), reader.word(f"yardstick.{light.yardstick}"))
        and slots["scope"] == reader.name(reader.facts.release.rules.get_scope(light.scope).name)
        and (is_reason(reader, light, slots["reason"]) or is_waiting(reader, light, slots["reason"]))
        for light in reader.facts.lights_of(page)
    )


@reads("region.waiting")
def targets_waiting(reader: Reader, page: About, key: str, slots: Slots) -> bool:
    """Every target that is said to wait is one of the region's own for that period."""
    said = reader.phrases.every("region.target_words", slots["targets"])
    has_all = len(said) == len(reader.phrases.items(slots["targets"]))
    known = [target for target in reader.facts.targets(page.code) if reader.at(slots["period"], target.period)]
    return bool(said) and has_all and all(any(is_target(reader, one, words) for one in known) for words in said)


def is_target(reader: Reader, target: Target, words: Slots) -> bool:
    """Whether words name a target's indicator, its number and its kind; Chinese parts the first two by nothing."""
    text = f"{words['indicator']} {words['value']}".strip()
    rests = [text.removeprefix(name).strip() for name in indicator_names(reader, target) if text.startswith(name)]
    is_said = any(reader.says_record(rest, target) for rest in rests)
    return is_said and words["kind"] == reader.word(f"target_kind.{target.kind}")


def indicator_names(reader: Reader, record: Target | Observation) -> set[str]:
    """An indicator's own name, and the short one of the dimension that looks at it."""
    known = reader.facts.release.rules.dimensions.values()
    short = {reader.name(dimension.name) for dimension in known if dimension.indicator == record.indicator}
    return {reader.name(reader.facts.release.indicators[record.indicator].name), *short}
