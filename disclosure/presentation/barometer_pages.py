"""Home and the pages of the barometers that we derive: what lights up, why, and what changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.levels import Level
from disclosure.model.release import Assessment, Barometer
from disclosure.model.rules import Scope
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, archive_pages, directory_pages, evidence, issued_pages
from disclosure.presentation.figures import gap_figure
from disclosure.presentation.issues import LightKey, changes, period_links, trail
from disclosure.presentation.lights_table import ORDER, Lights, Pair, by_region, grouped, lead_pair, lights_table, pairs
from disclosure.presentation.view import Address, Cell, View

UNLIT = (Level.NOT_ASSESSED, Level.NOT_APPLICABLE)
NAMED = 8
"""How many regions a count names before the table does."""
NEWEST = 3
"""How many updates home shows."""


def pages(view: View, scope: Scope) -> Iterator[Entry]:
    """A barometer of ours: its newest issue under the scope's own address, and each under its period."""
    issues = view.indexes.barometers[scope.id]
    yield _page(view, latest(issues), "pages/barometer.html", partial(addresses.barometer, scope=scope.id))
    for issue in issues:
        at = partial(addresses.barometer_issue, scope=scope.id, period=issue.period)
        yield _page(view, issue, "pages/barometer.html", at)
        if figure := gap_figure(view, issue):
            yield from figure.recipes(view)


def home_page(view: View, cards: Mapping[str, Mapping[str, object]], sample: Cell | None = None) -> Entry:
    """Home: the newest issue of the scope that the rules name, with the other scopes beside it."""
    issues = view.indexes.barometers[view.release.rules.site.home_scope]
    return _page(view, latest(issues), "pages/home.html", addresses.home, **beside(view, cards), sample=sample)


def latest(issues: Sequence[Barometer]) -> Barometer:
    """The newest issue with a judged light, or the newest of all where there is none yet."""
    judged = [issue for issue in issues if is_lit(issue)]
    return (judged or list(issues))[-1]


def is_lit(issue: Barometer) -> bool:
    """Whether anything is judged, so that it can have changed."""
    return any(light.level.is_judged for light in issue.assessments)


def _page(view: View, issue: Barometer, template: str, at: Address, **more: object) -> Entry:
    scope, period = view.text(issue.scope.name), view.period(issue.period)
    lead = lead_pair(issue)
    sentence = answer(view, issue, lead)
    facts: dict[str, object] = {
        "title": view.word("barometer.issue_title", scope=scope, period=period),
        "description": sentence,
        "section": "barometer",
        "trail": trail(view, issue.scope, issue.period),
    }
    if template == "pages/home.html":
        facts |= {"is_home": True, "trail": (), "section": ""}
    return view.page(template, at, facts, **content(view, issue, lead, sentence), **more)


def answer(view: View, issue: Barometer, lead: Pair) -> str:
    """The sentence that answers how many lights of each colour there are."""
    levels = Counter(lights[lead].level for lights in by_region(issue).values() if lead in lights)
    facts = {"period": view.period(issue.period), "total": levels.total()}
    if not any(level.is_judged for level in levels):
        return view.word("barometer.answer_none", **facts)
    lit = [level for level in ORDER if levels[level] and level not in UNLIT]
    counts = view.wording.list(view.word(f"answer_count.{level}", count=levels[level]) for level in lit)
    rest = sum(levels[level] for level in UNLIT)
    return view.word("barometer.answer_rest" if rest else "barometer.answer", counts=counts, rest=rest, **facts)


def content(view: View, issue: Barometer, lead: Pair, sentence: str) -> Mapping[str, object]:
    """What a derived barometer's template places."""
    lights_by_region = by_region(issue)
    return {
        "answer": sentence,
        "scope_line": view.word(
            "barometer.scope_line",
            scope=view.text(issue.scope.name),
            dimension=evidence.dimension(view, lead[0]),
            yardstick=view.word(f"yardstick.{lead[1]}"),
        ),
        "is_waiting": not is_lit(issue),
        "lead": _lead(view, lights_by_region, lead),
        "tallies_list": _tallies(view, lights_by_region, lead),
        "lights": lights_table(view, issue, lights_by_region, lead),
        "rule_facts": _rule(view, issue),
        "changes": changes(view, issue.previous, issue.changes, doubts=_doubts(view, issue)) if is_lit(issue) else {},
        "other_lights": _other_lights(view, issue, pairs(issue)),
        "figures": (figure.context(view),) if (figure := gap_figure(view, issue)) else (),
        "periods": period_links(
            view, issue.scope, [known.period for known in view.indexes.barometers[issue.scope.id]], issue.period
        ),
        "downloads": _downloads(view, issue.scope),
    }


def _lead(view: View, lights_by_region: Mapping[str, Lights], lead: Pair) -> tuple[str, ...]:
    if not any(lights[lead].level.is_judged for lights in lights_by_region.values()):
        return _waiting(view, lights_by_region, lead)
    severe = [lights[lead] for lights in lights_by_region.values() if lights[lead].level is Level.SEVERE]
    if len(severe) > 3:
        names = view.wording.list(_name(view, light) for light in severe)
        return (view.word("barometer.lead_worst", regions=names),)
    colon = view.word("site.colon")
    return tuple(view.region(light.region) + colon + evidence.whole_sentence(view, light) for light in severe)


def _name(view: View, light: Assessment) -> str:
    """A region's name, with what its light could be too within the printed precision."""
    name, others = view.region(light.region), evidence.other_colours(view, light)
    return view.word("figure.gap.name_in_doubt", name=name, names=others) if others else name


def _waiting(view: View, lights_by_region: Mapping[str, Lights], lead: Pair) -> tuple[str, ...]:
    """Where nothing is judged yet: how many regions have a target, and what would light them up."""
    aimed = [lights[lead] for lights in lights_by_region.values() if lights[lead].target is not None]
    if not aimed:
        return ()
    plan = aimed[0].target.period if aimed[0].target else aimed[0].period
    return (view.word("barometer.lead_waiting", count=len(aimed), plan=view.period(plan)),)


def _tallies(view: View, lights_by_region: Mapping[str, Lights], lead: Pair) -> tuple[Mapping[str, object], ...]:
    return tuple(
        {
            "light": view.light(level, lights_by_region[codes[0]][lead].grade),
            "count": view.word("barometer.count", count=len(codes)),
            "names": tuple(_named(view, lights_by_region[code][lead]) for code in codes) if len(codes) <= NAMED else (),
            "anchor": level.value,
        }
        for level, codes in grouped(lights_by_region, lead).items()
    )


def _named(view: View, light: Assessment) -> Mapping[str, object]:
    """A region, with what its light could be too within the printed precision."""
    note = evidence.doubt(view, light)
    return {**view.region_link(light.region), **({"note": note} if note else {})}


def _doubts(view: View, issue: Barometer) -> Mapping[LightKey, str]:
    return {
        (light.region, light.dimension, light.yardstick.value): evidence.other_colours(view, light)
        for light in issue.assessments
        if light.possible_grades
    }


def _rule(view: View, issue: Barometer) -> Mapping[str, object]:
    rule_set = view.release.rules.rule_sets[issue.scope.rule_set]
    ladder = rule_set.find_ladder(issue.period.kind)
    return {
        "name": view.word("barometer.rule_name", rule=view.text(rule_set.name)),
        "grades": tuple(evidence.grade_condition(view, grade) for grade in (ladder.grades if ladder else ())),
        "note": view.text(issue.scope.rule_set_note),
        "document": view.document_title(rule_set.document) if rule_set.document in view.release.documents else {},
        "address": addresses.rule_set(view.language, rule_set.id),
    }


def _other_lights(view: View, issue: Barometer, shown: Sequence[Pair]) -> tuple[str, ...]:
    """The pairs without any light, with the reason and how many regions it concerns."""
    counts = Counter(
        (light.dimension, light.yardstick, light.reason.code)
        for light in issue.assessments
        if light.reason and (light.dimension, light.yardstick) not in shown
    )
    return tuple(
        view.word(
            "barometer.other_line",
            dimension=evidence.dimension(view, dimension),
            yardstick=view.word(f"yardstick.{yardstick}"),
            count=count,
            reason=view.word(f"reason_short.{code}"),
        )
        for (dimension, yardstick, code), count in counts.items()
    )


def _downloads(view: View, scope: Scope) -> tuple[Mapping[str, str], ...]:
    name = addresses.barometer_dataset(scope.id)
    files = {
        "levels_csv": addresses.table_file(name, "levels", "csv"),
        "levels_excel": addresses.table_file(name, "levels", "excel.csv"),
        "steps_csv": addresses.table_file(name, "steps", "csv"),
        "workbook": addresses.dataset_file(name, "xlsx"),
    }
    return tuple({"label": view.word(f"barometer.{key}"), "address": address} for key, address in files.items())


def beside(view: View, cards: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """What stands beside the home barometer: the other scopes with their newest answers, and the last updates."""
    site = view.release.rules.site
    return {
        "others": tuple({**cards[id_], "periods": ()} for id_ in site.scopes_beside),
        "tagline": view.text(site.tagline),
        "all_barometers": addresses.barometers(view.language),
        "updates": directory_pages.updates(view)[:NEWEST],
        "all_updates": addresses.updates(view.language),
    }


def card(view: View, scope: Scope) -> Mapping[str, object]:
    """A scope on home and in the index: its newest answer and its issues."""
    derived, issued = view.indexes.barometers.get(scope.id, ()), view.indexes.issued.get(scope.id, ())
    sentence = basis = ""
    if derived:
        newest = latest(derived)
        dimension, yardstick = lead_pair(newest)
        sentence = answer(view, newest, (dimension, yardstick))
        facts = {"dimension": evidence.dimension(view, dimension), "yardstick": view.word(f"yardstick.{yardstick}")}
        basis = view.word("barometer.card_basis", **facts)
    elif issued:
        sentence = issued_pages.answer(view, issued[-1])
    periods = [*(issue.period for issue in derived), *(issue.period for issue in issued)]
    return {
        "name": view.text(scope.name),
        "summary": view.text(scope.summary),
        "address": addresses.barometer(view.language, scope.id) if periods else "",
        "mark": view.word("barometer.issued_mark" if scope.kind == "issued" else "barometer.derived_mark"),
        "is_official": scope.kind == "issued",
        "answer": sentence,
        "basis": basis,
        "periods": period_links(view, scope, periods, None),
        "archive": (archive_pages.link(view, scope),) if issued else (),
    }


def index_page(view: View, cards: Mapping[str, Mapping[str, object]]) -> Entry:
    """All barometers: every scope with its newest answer and all its issues."""
    scopes = view.release.rules.scopes
    issued = sum(scope.kind == "issued" for scope in scopes)
    sentence = view.word("barometer.index_answer", count=len(scopes), derived=len(scopes) - issued, issued=issued)
    facts = {
        "title": view.word("barometer.index_title"),
        "description": sentence,
        "section": "barometer",
        "trail": ({"label": view.word("nav.barometer"), "address": ""},),
    }
    return view.page(
        "pages/barometers.html", addresses.barometers, facts, answer=sentence, scopes=tuple(cards.values())
    )
