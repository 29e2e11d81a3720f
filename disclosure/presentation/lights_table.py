"""The table of a derived barometer: one row per region, the severe first, never a rank."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.levels import Level, Yardstick
from disclosure.model.release import Assessment, Barometer, LevelChange
from disclosure.presentation import evidence
from disclosure.presentation.issues import LightKey
from disclosure.presentation.view import Cell, View, column

ORDER = (
    Level.SEVERE, Level.STRAINED, Level.ON_TRACK, Level.EXEMPT, Level.NOT_ASSESSED, Level.NOT_APPLICABLE,
)  # fmt: skip
"""The order in which lights are shown: the severe first."""
TARGET_KINDS = ("basic", "incentive")
Pair = tuple[str, Yardstick]
Lights = Mapping[Pair, Assessment]


def lead_pair(issue: Barometer) -> Pair:
    """The dimension and yardstick whose figures the table shows: the plan schedule where anything is judged by it."""
    judged = [(light.dimension, light.yardstick) for light in issue.assessments if light.level.is_judged]
    for dimension in issue.scope.dimensions:
        for yardstick in (Yardstick.PLAN_SCHEDULE, Yardstick.ANNUAL_TASK):
            if (dimension, yardstick) in judged:
                return dimension, yardstick
    first = issue.assessments[0]
    known = {light.yardstick for light in issue.assessments}
    return first.dimension, Yardstick.PLAN_SCHEDULE if Yardstick.PLAN_SCHEDULE in known else first.yardstick


def by_region(issue: Barometer) -> Mapping[str, Lights]:
    """The lights of each region, in the register's order."""
    found: dict[str, dict[Pair, Assessment]] = {}
    for light in issue.assessments:
        found.setdefault(light.region, {})[light.dimension, light.yardstick] = light
    return found


def grouped(lights_by_region: Mapping[str, Lights], lead: Pair) -> Mapping[Level, list[str]]:
    """The regions under each level of their lead light, levels in the order shown."""
    groups: dict[Level, list[str]] = {level: [] for level in ORDER}
    for code, lights in lights_by_region.items():
        groups[lights[lead].level].append(code)
    return {level: codes for level, codes in groups.items() if codes}


def pairs(issue: Barometer) -> tuple[Pair, ...]:
    """The dimension and yardstick pairs that earn a column: those with at least one light, the lead always."""
    lit = {
        (light.dimension, light.yardstick) for light in issue.assessments if light.grade or light.level is Level.EXEMPT
    }
    known = dict.fromkeys((light.dimension, light.yardstick) for light in issue.assessments)
    lead = lead_pair(issue)
    return (lead, *(pair for pair in known if pair in lit and pair != lead))


def lights_table(
    view: View, issue: Barometer, lights_by_region: Mapping[str, Lights], lead: Pair
) -> Mapping[str, object]:
    """The table of all regions, the severe first, then in the register's order."""
    shown, grades = pairs(issue), official_grades(view, issue)
    is_waiting = all(lights[lead].achieved is None for lights in lights_by_region.values())
    row = _waiting_row if is_waiting else _row
    judged_before = _judged_before(view, issue)
    moves = _moves(view, issue, lights_by_region, lead, judged_before) if judged_before else {}
    rows = {
        code: row(view, lights, lead, shown) | {"official": grades.get(code, ""), "change": moves.get(code, "")}
        for code, lights in lights_by_region.items()
    }
    facts = {"scope": view.text(issue.scope.name), "period": view.period(issue.period)}
    figures = _waiting_columns(view) if is_waiting else _columns(view, lights_by_region, lead)
    return {
        "caption": view.word("barometer.caption_waiting" if is_waiting else "barometer.caption", **facts),
        "columns": (*_heads(view, shown), *figures),
        "has_changes": bool(judged_before),
        "has_official": bool(grades),
        "groups": tuple(
            {
                "id": level.value,
                "light": view.light(level),
                "names": tuple(map(view.region_link, codes)) if level is Level.NOT_APPLICABLE else (),
                "rows": tuple(rows[code] for code in codes),
            }
            for level, codes in grouped(lights_by_region, lead).items()
        ),
    }


def _heads(view: View, shown: Sequence[Pair]) -> Iterator[Cell]:
    yield column(view.word("barometer.region"))
    for dimension, yardstick in shown:
        yield column(evidence.dimension(view, dimension), unit=view.word(f"yardstick.{yardstick}"))


def _waiting_columns(view: View) -> Iterator[Cell]:
    """Where nothing is measured yet, the targets that wait for it."""
    for kind in TARGET_KINDS:
        yield column(view.word(f"target_kind.{kind}"), True)


def _columns(view: View, lights_by_region: Mapping[str, Lights], lead: Pair) -> Iterator[Cell]:
    first = next(iter(lights_by_region.values()))[lead]
    unit = next(
        (lights[lead].unit for lights in lights_by_region.values() if lights[lead].achieved is not None), first.unit
    )
    kind = "_total" if unit != "percent" else "_annual" if lead[1] is Yardstick.ANNUAL_TASK else ""
    yield column(view.word(f"barometer.achieved{kind}"), True)
    yield column(view.word(f"barometer.required{kind}"), True)
    gap_unit = view.wording.unit(unit) if kind == "_total" else view.word("barometer.gap_unit")
    yield column(view.word("barometer.gap"), True, gap_unit)


def _row(view: View, lights: Lights, lead: Pair, shown: Sequence[Pair]) -> dict[str, object]:
    main = lights[lead]
    if main.achieved is None or main.required is None:
        return _region(view, lights, lead, shown, ()) | {"why": evidence.reason_with_target(view, main), "span": 3}
    figures = (
        {"text": evidence.amount(view, main, main.achieved), "is_labelled": True},
        {"text": evidence.amount(view, main, main.required), "is_labelled": True},
        {"text": evidence.gap(view, main), "is_behind": main.gap is not None and main.gap > 0},
    )
    return _region(view, lights, lead, shown, figures)


def _waiting_row(view: View, lights: Lights, lead: Pair, shown: Sequence[Pair]) -> dict[str, object]:
    main = lights[lead]
    figures = tuple({"text": _target_of(view, main, kind), "is_labelled": True} for kind in TARGET_KINDS)
    row = _region(view, lights, lead, shown, figures)
    return row | {"lights": ({"light": view.light(main.level), "note": evidence.reason(view, main)},)}


def _target_of(view: View, light: Assessment, kind: str) -> str:
    """A region's target in force for the scope's plan, in words; empty where there is none."""
    plan = view.release.rules.get_scope(light.scope).plan
    indicator = view.release.rules.dimensions[light.dimension].indicator
    found = (
        target
        for target in view.indexes.targets.get(light.region, ())
        if (target.indicator, target.kind, target.period, target.status) == (indicator, kind, plan, "in_force")
    )
    return next((view.recorded(target) for target in found), "")


def _region(
    view: View, lights: Lights, lead: Pair, shown: Sequence[Pair], figures: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    return {
        "region": view.region_link(lights[lead].region),
        "lights": tuple(_light_cell(view, lights.get(pair)) for pair in shown),
        "figures": tuple(figures),
        "why": "",
    }


def _light_cell(view: View, light: Assessment | None) -> Mapping[str, object]:
    if light is None:
        return {"light": view.light(Level.NOT_APPLICABLE)}
    shown: dict[str, object] = {"light": view.light(light.level, light.grade)}
    if note := evidence.doubt(view, light):
        shown["note"] = note
    return shown


def _judged_before(view: View, issue: Barometer) -> frozenset[LightKey]:
    before = [known for known in view.indexes.barometers[issue.scope.id] if known.period == issue.previous]
    return frozenset(
        (light.region, light.dimension, light.yardstick.value)
        for known in before
        for light in known.assessments
        if light.level.is_judged
    )


def _moves(
    view: View,
    issue: Barometer,
    lights_by_region: Mapping[str, Lights],
    lead: Pair,
    judged_before: frozenset[LightKey],
) -> Mapping[str, str]:
    """How each region's lead light moved since the issue before, in words."""
    changes = {(change.region, change.dimension, change.yardstick): change for change in issue.changes}
    return {code: _move(view, lights[lead], changes, judged_before) for code, lights in lights_by_region.items()}


def _move(
    view: View, light: Assessment, changes: Mapping[LightKey, LevelChange], judged_before: frozenset[LightKey]
) -> str:
    key = (light.region, light.dimension, light.yardstick.value)
    if not light.level.is_judged:
        return ""
    if key not in judged_before:
        return view.word("barometer.new")
    change = changes.get(key)
    if change is None:
        return view.word("barometer.same")
    word = "barometer.worse" if change.is_worse else "barometer.better"
    before = evidence.level_label(view, change.before, change.before_label)
    return view.word(word, before=before, after=evidence.level_label(view, change.after, change.after_label))


def official_grades(view: View, issue: Barometer) -> Mapping[str, str]:
    """The authority's grades for the same period, or for the whole plan at its end."""
    plan = issue.scope.plan
    ends = plan is not None and plan.last_year == issue.period.last_year
    wanted = {issue.period, plan} if ends else {issue.period}
    return {
        code: grade.as_printed
        for code in dict.fromkeys(light.region for light in issue.assessments)
        for grade in view.indexes.official.get(code, ())
        if grade.scheme == view.release.rules.grades.scheme and grade.period in wanted
    }
