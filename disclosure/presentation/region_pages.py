"""The page of one region: its lights with every line of arithmetic, and everything committed about it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.levels import Level
from disclosure.model.periods import Period
from disclosure.model.release import Assessment
from disclosure.model.siteplan import Entry
from disclosure.presentation import (
    addresses,
    contradictions,
    evidence,
    histories,
    region_records,
    region_units,
    region_years,
    task_pages,
)
from disclosure.presentation.amount_figures import region_figures
from disclosure.presentation.figures import Figure
from disclosure.presentation.view import View, cell


def pages(view: View, code: str, places: Mapping[str, int] = region_units.NOWHERE) -> Iterator[Entry]:
    """The page of one region, its figures, and its twins for machines; each list has its heading on a known page."""
    figures = region_figures(view, code)
    yield _page(view, code, figures, region_units.section(view, code, places))
    yield from task_pages.entries(view, code)
    for figure in figures:
        yield from figure.recipes(view)
    if view.is_first:
        yield from region_records.twins(view, code)


def newest(lights: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The lights of each scope's newest issue in which anything of this region is judged, or its newest of all; those
    of the whole society come before those of a part of the economy."""
    by_scope: dict[str, list[Assessment]] = {}
    for light in lights:
        by_scope.setdefault(light.scope, []).append(light)
    chosen: list[Assessment] = []
    for found in by_scope.values():
        judged = [light.period for light in found if light.level.is_judged]
        last = max(judged or [light.period for light in found])
        chosen += [light for light in found if light.period == last]
    by_age = sorted(chosen, key=lambda light: light.period, reverse=True)
    return tuple(sorted(by_age, key=lambda light: light.sector != evidence.WHOLE))


def _page(view: View, code: str, figures: Sequence[Figure], units: Mapping[str, object]) -> Entry:
    lights = newest(view.indexes.assessments.get(code, ()))
    sentence = answer(view, code, lights)
    facts = {
        "title": view.region(code),
        "description": sentence,
        "section": "regions",
        "trail": (
            {"label": view.word("nav.regions"), "address": addresses.regions(view.language)},
            *_ancestors(view, code),
            {"label": view.region(code), "address": ""},
        ),
    }
    return view.page(
        "pages/region.html",
        partial(addresses.region, code=code),
        facts,
        answer=sentence,
        about=_about(view, code),
        figures=tuple(figure.context(view) for figure in figures),
        **_lights(view, code, lights),
        units=units,
        **_records(view, code),
    )


def _lights(view: View, code: str, lights: Sequence[Assessment]) -> Mapping[str, object]:
    """The lights of a region: those of the newest plan with all their evidence, earlier ones, and what has no light."""
    shown = [light for light in lights if light.grade or light.level is Level.EXEMPT]
    first = [light for light in shown if light.scope == shown[0].scope]
    return {
        "lede": tuple(_lede(view, code, first)),
        "lights": tuple({**_evidence(view, light), **_unsaid(first)} for light in first),
        "earlier": tuple(_evidence(view, light) for light in shown if light not in first),
        "unjudged": tuple(_unjudged(view, light) for light in lights if light not in shown),
        "history": region_years.years(view, code),
    }


def _unsaid(lights: Sequence[Assessment]) -> Mapping[str, object]:
    """A single light's sentence already stands below the heading."""
    return {"sentence": ""} if len(lights) == 1 else {}


def _records(view: View, code: str) -> Mapping[str, object]:
    """What was committed about a region, what contradicts itself, where else to look, and the files."""
    return {
        "targets": region_records.targets(view, code),
        "tasks": _tasks(view, code),
        "observations": region_records.observations(view, code),
        "vintages": histories.tables(view, code),
        "official": region_records.official(view, code),
        "discrepancies": tuple(
            {"label": view.period(found.period), "text": contradictions.sentence(view, found)}
            for found in view.indexes.discrepancies.get(code, ())
        ),
        "notes": tuple(region_records.notes(view, code)),
        "relatives": tuple(_relatives(view, code)),
        "downloads": (
            {"label": view.word("region.csv"), "address": addresses.region_twin(code, "csv")},
            {"label": view.word("region.json"), "address": addresses.region_twin(code, "json")},
        ),
        "chinese_note": {"text": view.release.regions[code].note, "lang": view.chinese},
    }


def _tasks(view: View, code: str) -> Mapping[str, str]:
    """How much else documents ask of a region, leading to its page; empty where they ask for nothing."""
    count, provisions = len(task_pages.tasks(view, code)), len(view.indexes.provisions.get(code, ()))
    if not count and not provisions:
        return {}
    text = view.word("task.beside", count=count, provisions=provisions)
    return {"text": text, "address": addresses.region_tasks(view.language, code)}


def _lede(view: View, code: str, lights: Sequence[Assessment]) -> Iterator[str]:
    """The result behind each light, and what an authority issued later; where there is no result, the targets in force
    that are waiting for one."""
    found = [evidence.whole_sentence(view, light) for light in lights if light.achieved is not None]
    yield from found
    judged = [light.period for light in lights if light.level.is_judged]
    if judged and not is_of_old(view, max(judged)) and (later := _issued_after(view, code, max(judged))):
        yield view.word("region.lede_official", **later)
    waiting = [
        target
        for target in view.indexes.targets.get(code, ())
        if target.status == "in_force" and region_records.is_core(view, target)
    ]
    if waiting and not found:
        last = max(target.period for target in waiting)
        parts = [region_records.target_words(view, target) for target in waiting if target.period == last]
        yield view.word("region.waiting", period=view.period(last), targets=view.wording.list(dict.fromkeys(parts)))


def answer(view: View, code: str, lights: Sequence[Assessment]) -> str:
    """The sentence that answers which light a region has, or what there is instead."""
    name, judged = view.region(code), [light for light in lights if light.level.is_judged]
    if judged:
        first = judged[0]
        beside = [one for one in judged if (one.scope, one.yardstick) == (first.scope, first.yardstick)]
        shown, later = _lit(view, name, beside), _issued_after(view, code, first.period)
        if later and is_of_old(view, first.period):
            return view.word("region.answer_and_official", answer=shown, **later)
        return shown
    if official := region_records.newest_official(view, code):
        return view.word("region.answer_official", region=name, **region_records.official_facts(view, official))
    known = {"targets": view.indexes.targets.get(code), "data": view.indexes.observations.get(code)}
    return view.word(f"region.answer_{next((key for key, found in known.items() if found), 'nothing')}", region=name)


def _issued_after(view: View, code: str, period: Period) -> Mapping[str, str]:
    """What an authority last issued, where that was after a period; nothing else."""
    official = region_records.newest_official(view, code)
    return region_records.official_facts(view, official) if official and official[0].period > period else {}


def is_of_old(view: View, period: Period) -> bool:
    """Whether a period lies before the plan that home shows, so that its age has to be said first."""
    plan = view.release.rules.get_scope(view.release.rules.site.home_scope).plan
    return plan is not None and period.last_year < plan.first_year


def _lit(view: View, name: str, lights: Sequence[Assessment]) -> str:
    parts = view.wording.list(_light_part(view, light) for light in lights)
    shown = view.word("region.answer_lights", region=name, lights=parts, period=view.period(lights[0].period))
    others = [_possible_part(view, light, len(lights) == 1) for light in lights if light.possible_grades]
    return view.word("region.answer_possible", answer=shown, lights=view.wording.list(others)) if others else shown


def _light_part(view: View, light: Assessment) -> str:
    colour = view.light(light.level, light.grade)["name"]
    return view.word("region.light_part", dimension=evidence.subject(view, light), colour=colour)


def _possible_part(view: View, light: Assessment, is_only: bool) -> str:
    """Which other light the printed precision leaves open, without the dimension where one light alone is named."""
    names = evidence.other_colours(view, light)
    key = "region.possible_only" if is_only else "region.possible_part"
    return view.word(key, dimension=evidence.subject(view, light), names=names)


def _ancestors(view: View, code: str) -> tuple[Mapping[str, str], ...]:
    parent = view.release.regions[code].parent
    if parent is None or parent not in view.release.regions:
        return ()
    own = {"label": view.region(parent), "address": addresses.region(view.language, parent)}
    return (*_ancestors(view, parent), own)


def _about(view: View, code: str) -> tuple[str, ...]:
    region = view.release.regions[code]
    facts = [view.word(f"region_kind.{region.kind}"), view.word("region.as_of_code", code=code)]
    if region.code_scheme == "local":
        facts.append(view.word("region.local_note"))
    return tuple(facts)


def _evidence(view: View, light: Assessment) -> Mapping[str, object]:
    """One light with everything that leads to it."""
    scope, rule_set = view.release.rules.get_scope(light.scope), view.release.rules.rule_sets[light.rule_set]
    shown = view.light(light.level, light.grade)
    condition = view.text(light.grade.condition) if light.grade else evidence.reason(view, light)
    return {
        "title": view.word(
            "region.evidence_title",
            dimension=evidence.subject(view, light),
            yardstick=view.word(f"yardstick.{light.yardstick}"),
        ),
        "at": view.word("region.evidence_at", scope=view.text(scope.name), period=view.period(light.period)),
        "at_address": addresses.barometer_issue(view.language, scope.id, light.period),
        "light": shown,
        "sentence": evidence.result_sentence(view, light),
        "steps": tuple(evidence.steps(view, light)),
        "verdict": view.word("region.verdict_text", condition=condition, label=shown["label"]),
        "inputs": tuple(evidence.inputs(view, light)),
        "possible": evidence.possible(view, light),
        "rule": cell(view.text(rule_set.name), addresses.rule_set(view.language, rule_set.id)),
    }


def _unjudged(view: View, light: Assessment) -> Mapping[str, object]:
    scope = view.release.rules.get_scope(light.scope)
    return {
        "light": view.light(light.level),
        "text": view.word(
            "region.unjudged_line",
            scope=view.text(scope.name),
            period=view.period(light.period),
            dimension=evidence.subject(view, light),
            yardstick=view.word(f"yardstick.{light.yardstick}"),
            reason=evidence.reason_with_target(view, light),
        ),
    }


def _relatives(view: View, code: str) -> Iterator[Mapping[str, object]]:
    region = view.release.regions[code]
    siblings = [
        other
        for other in view.indexes.children.get(region.parent or "", ())
        if other != code and view.release.regions[other].kind == region.kind
    ]
    groups = {
        "parent": [region.parent] if region.parent in view.release.regions else [],
        "children": view.indexes.children.get(code, ()),
        "siblings": siblings,
    }
    for key, codes in groups.items():
        links = tuple(view.region_link(other) for other in codes if other)
        if links:
            yield {"title": view.word(f"region.{key}"), "links": links}
