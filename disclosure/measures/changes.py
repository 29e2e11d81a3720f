"""What changed between two issues of a barometer, for ours and for those that authorities issued."""

from collections.abc import Iterable, Mapping, Sequence

from disclosure.model.levels import Level
from disclosure.model.records import OfficialAssessment
from disclosure.model.release import Assessment, LevelChange

LEVELS_BY_NUMBER: Mapping[int, Level] = {1: Level.SEVERE, 2: Level.STRAINED, 3: Level.ON_TRACK}
"""The national barometer's numbering: level one is the most severe."""

LightKey = tuple[str, str, str]


def derived_changes(before: Iterable[Assessment], after: Iterable[Assessment]) -> tuple[LevelChange, ...]:
    """Lights of ours whose level differs from the issue before; only levels that a rule gave are compared."""
    earlier = {(light.region, light.dimension, light.yardstick.value): light for light in before}
    pairs = ((earlier.get((now.region, now.dimension, now.yardstick.value)), now) for now in after)
    return tuple(
        LevelChange(
            now.region, now.dimension, now.yardstick, then.level, now.level, _number(then), _number(now),
            now.level.worse_than(then.level),
        )
        for then, now in pairs
        if then and then.level.is_judged and now.level.is_judged and then.level is not now.level
    )  # fmt: skip


def _number(light: Assessment) -> str:
    return light.grade.number if light.grade else ""


def issued_changes(
    before: Sequence[OfficialAssessment], after: Sequence[OfficialAssessment]
) -> tuple[LevelChange, ...]:
    """Lights of an authority that differ from the issue before; a region printed in two levels at once is left out."""
    earlier, now = _unambiguous(before), _unambiguous(after)
    return tuple(
        LevelChange(
            light.region, light.dimension, light.yardstick, level_of(earlier[key]), level_of(light),
            earlier[key].as_printed, light.as_printed, level_of(light).worse_than(level_of(earlier[key])),
        )
        for key, light in now.items()
        if key in earlier and earlier[key].level != light.level
    )  # fmt: skip


def level_of(light: OfficialAssessment) -> Level:
    """The level that an issued number stands for; NOT_ASSESSED where none is printed."""
    return LEVELS_BY_NUMBER.get(light.level or 0, Level.NOT_ASSESSED)


def is_comparable(before: Iterable[OfficialAssessment], after: Iterable[OfficialAssessment]) -> bool:
    """Whether two issues judged at least one dimension by the same yardstick."""
    return not {(light.dimension, light.yardstick) for light in before}.isdisjoint(
        (light.dimension, light.yardstick) for light in after
    )


def _unambiguous(lights: Sequence[OfficialAssessment]) -> dict[LightKey, OfficialAssessment]:
    found: dict[LightKey, list[OfficialAssessment]] = {}
    for light in lights:
        if light.level is not None:
            found.setdefault((light.region, light.dimension, light.yardstick), []).append(light)
    return {key: group[0] for key, group in found.items() if len(group) == 1}
