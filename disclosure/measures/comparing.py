"""Whether our lights agree with what an authority issued, counted only where both speak of the same matter."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from disclosure.measures.changes import level_of
from disclosure.model.comparisons import Comparison, Outcome
from disclosure.model.levels import Level, Yardstick
from disclosure.model.records import OfficialAssessment
from disclosure.model.release import Assessment
from disclosure.model.rules import GradeRules, Rules

Matter = tuple[str, str, str, str]
UNLIT: Mapping[Level, str] = {
    Level.NOT_APPLICABLE: "no_target",
    Level.NOT_ASSESSED: "no_figures",
    Level.EXEMPT: "exempt",
}
"""Why a light that is there judges nothing."""
BY_RULE = frozenset(Yardstick)
"""The yardsticks that our rules know; issuers use others, such as growth."""


def compare(issued: Sequence[OfficialAssessment], lights: Sequence[Assessment], rules: Rules) -> tuple[Comparison, ...]:
    """What was issued about one region, each beside our lights of the same region."""
    printed = Counter(_matter(one) for one in issued)
    return tuple(_compared(one, lights, rules, printed[_matter(one)] > 1) for one in issued)


def says_met(grade: str, rules: GradeRules) -> bool | None:
    """Whether a grade says that the target was met; None where it says neither, or nobody knows the word."""
    return True if grade in rules.met else False if grade in rules.missed else None


def grade_differs(light: Assessment, grade: OfficialAssessment, rules: GradeRules) -> bool:
    """Whether a judged light is behind where the grade says met, or on track where it says missed."""
    met = says_met(grade.as_printed, rules)
    return light.level.is_judged and met is not None and met is not (light.level is Level.ON_TRACK)


def _matter(issued: OfficialAssessment) -> Matter:
    """What one light of an issue is about; one that stands there twice is printed in two levels."""
    return issued.scheme, issued.period.code, issued.dimension, issued.yardstick


def _compared(issued: OfficialAssessment, lights: Sequence[Assessment], rules: Rules, is_ambiguous: bool) -> Comparison:
    if is_ambiguous:
        return Comparison(issued, Outcome.NOT_COMPARED, reason="two_levels")
    if issued.scheme == rules.grades.scheme:
        return _grade_compared(issued, lights, rules)
    if issued.level is None:
        return Comparison(issued, Outcome.NOT_COMPARED, reason="not_judged")
    if issued.yardstick not in BY_RULE:
        return Comparison(issued, Outcome.NOT_COMPARED, reason="other_yardstick")
    return _light_compared(issued, lights, rules)


def _light_compared(issued: OfficialAssessment, lights: Sequence[Assessment], rules: Rules) -> Comparison:
    """An issued light beside ours: of the very period where we have one, else that of the end of its year."""
    known = [light for light in lights if (light.dimension, light.yardstick) == (issued.dimension, issued.yardstick)]
    same = [light for light in known if light.period == issued.period]
    if ours := _judged(same):
        if ours.level is level_of(issued):
            return Comparison(issued, Outcome.AGREES, ours)
        others = {grade.level for grade in ours.possible_grades}
        causes = tuple(_causes(issued, ours, rules, level_of(issued) in others))
        return Comparison(issued, Outcome.DIFFERS, ours, causes=causes)
    year = [light for light in known if light.period.is_year and light.period.years == issued.period.years]
    if ours := _judged(year):
        return Comparison(issued, Outcome.BESIDE, ours, "other_period")
    return Comparison(issued, Outcome.NOT_COMPARED, reason=_why_unlit([*same, *year]))


def _grade_compared(issued: OfficialAssessment, lights: Sequence[Assessment], rules: Rules) -> Comparison:
    """A yearly grade beside our light of the same year, by the plan's schedule rather than by the year's task, as the
    grade counts both; a grade of a whole plan beside the light at its end."""
    dimension = [light for light in lights if light.dimension == rules.grades.dimension]
    known = [light for light in dimension if issued.period in _periods_of(light, rules)]
    by_schedule = [light for light in known if light.yardstick is Yardstick.PLAN_SCHEDULE]
    ours = _judged(by_schedule) or _judged(known)
    if ours is None:
        return Comparison(issued, Outcome.NOT_COMPARED, reason=_why_unlit(by_schedule or known))
    if says_met(issued.as_printed, rules.grades) is None:
        return Comparison(issued, Outcome.NOT_COMPARED, ours, "grade_says_neither")
    if not grade_differs(ours, issued, rules.grades):
        return Comparison(issued, Outcome.AGREES, ours)
    is_green = says_met(issued.as_printed, rules.grades)
    is_open = any((grade.level is Level.ON_TRACK) is is_green for grade in ours.possible_grades)
    causes = (*_causes(issued, ours, rules, is_open), "measures")
    return Comparison(issued, Outcome.DIFFERS, ours, causes=causes)


def _periods_of(light: Assessment, rules: Rules) -> Collection[object]:
    plan = rules.get_scope(light.scope).plan
    is_end = plan is not None and light.period.is_year and plan.last_year == light.period.last_year
    return (light.period, plan) if is_end else (light.period,)


def _judged(lights: Sequence[Assessment]) -> Assessment | None:
    return next((light for light in lights if light.level.is_judged), None)


def _why_unlit(lights: Sequence[Assessment]) -> str:
    return UNLIT[lights[0].level] if lights else "no_barometer"


def _causes(issued: OfficialAssessment, ours: Assessment, rules: Rules, is_open: bool) -> Iterator[str]:
    """What is known to part the two, the nearest first."""
    if is_open:
        yield "rounding"
    if ours.caveat is not None and ours.caveat.code == "projected_to_year_end":
        yield "projected"
    rule_set = rules.rule_sets[ours.rule_set]
    end = f"{issued.period.last_year:04d}-{issued.period.last_month:02d}"
    if end[: len(rule_set.valid_from)] < rule_set.valid_from[: len(end)]:
        yield "retrospective"
