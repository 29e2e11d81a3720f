"""What documents ask of a region beside its energy targets: each task with its figure, its deadline, who answers for it
and the latest published progress; then rules, duties and lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.later import grouped
from disclosure.model.records import Measure, Observation, Provision, Target
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, provision_rows, vintages
from disclosure.presentation.region_records import indicator, is_core, source
from disclosure.presentation.view import Cell, View, cell

Series = tuple[str, str, str, str, str, str]
Points = Mapping[tuple[str, str], tuple[Observation, ...]]
"""What was measured of a region, by indicator and scope."""
FIRST = (Measure.LEVEL, Measure.CUMULATIVE_CHANGE, Measure.INCREMENT)
"""Which of several numbers of one task is its figure; the others stand beside it."""


def tasks(view: View, code: str) -> tuple[tuple[Target, ...], ...]:
    """The targets of a region that no barometer looks at, those of one task together, the soonest due first."""
    found = [target for target in view.indexes.targets.get(code, ()) if not is_core(view, target)]
    groups = grouped((_series(target), target) for target in found)
    return tuple(sorted(groups.values(), key=lambda group: group[0].period))


def _series(target: Target) -> Series:
    """What makes numbers one task: documents, drafts and what was repealed are never mixed."""
    own = target.indicator, target.sector, target.period.code, target.kind
    return *own, target.status, target.provenance.document


def _points(view: View, code: str) -> Points:
    found = view.indexes.observations.get(code, ())
    return grouped(((point.indicator, point.sector), point) for point in found)


def entries(view: View, code: str) -> Iterator[Entry]:
    """The page of a region's tasks; none where no document asks for anything beside energy targets."""
    found, provisions = tasks(view, code), view.indexes.provisions.get(code, ())
    if found or provisions:
        yield _page(view, code, found, provisions)


def _page(
    view: View, code: str, found: Sequence[tuple[Target, ...]], provisions: Sequence[Provision]
) -> Entry:  # fmt: skip
    points = _points(view, code)
    with_progress = sum(bool(_progress(points, group[0])) for group in found)
    sentence = answer(view, code, len(found), with_progress, len(provisions))
    title = view.word("task.title", region=view.region(code))
    facts = {
        "title": title,
        "description": sentence,
        "section": "regions",
        "trail": (
            {"label": view.word("nav.regions"), "address": addresses.regions(view.language)},
            {"label": view.region(code), "address": addresses.region(view.language, code)},
            {"label": view.word("task.short"), "address": ""},
        ),
    }
    return view.page(
        "pages/tasks.html",
        partial(addresses.region_tasks, code=code),
        facts,
        answer=sentence,
        groups=tuple(_groups(view, found, points)),
        caption=view.word("task.caption", region=view.region(code)),
        provisions=tuple(provision_rows.row(view, one) for one in provision_rows.in_order(provisions)),
        region=view.region_link(code),
        csv=addresses.region_twin(code, "csv"),
    )


def answer(view: View, code: str, count: int, with_progress: int, provisions: int) -> str:
    """How many tasks there are, of how many progress was published, and how many provisions."""
    name = view.region(code)
    if not count:
        return view.word("task.answer_provisions", region=name, provisions=provisions)
    if not with_progress:
        return view.word("task.answer_no_progress", region=name, count=count, provisions=provisions)
    return view.word("task.answer", region=name, count=count, progress=with_progress, provisions=provisions)


def _groups(view: View, found: Iterable[tuple[Target, ...]], points: Points) -> Iterator[Mapping[str, object]]:
    """Tasks that one place of a document sets and the same departments answer for, said once above them."""
    for tasks_of_one in grouped((_setting(group[0]), group) for group in found).values():
        first = tasks_of_one[0][0]
        yield {
            "source": source(view, first),
            "responsible": view.word("list.separator").join(first.responsible),
            "status": "" if first.status == "in_force" else view.word(f"status.{first.status}"),
            "rows": tuple(_row(view, group, points) for group in tasks_of_one),
        }


def _setting(target: Target) -> tuple[str, str, tuple[str, ...], str]:
    return target.provenance.document, target.provenance.anchor, target.responsible, target.status


def _row(view: View, group: Sequence[Target], points: Points) -> Mapping[str, object]:
    """One task as `pages/tasks.html` takes it: its name, figure, deadline and progress as cells."""
    first, *others = sorted(group, key=_rank)
    flags = dict.fromkeys(code for target in group for code in target.anomaly)
    lang = view.chinese if first.value is None else ""
    return {
        "what": {**indicator(view, first.indicator, first.sector), "flags": view.flags(flags)},
        "figure": cell(view.recorded(first), lang=lang, note=_beside(view, first, others)),
        "due": _due(view, first),
        "progress": _progress_cell(view, first, points),
        "origin": view.origin(first.provenance),
        "note": first.note,
    }


def _rank(target: Target) -> int:
    return FIRST.index(target.measure) if target.measure in FIRST else len(FIRST)


def _beside(view: View, first: Target, others: Iterable[Target]) -> str:
    """What kind of number a task's figure is, and its other numbers."""
    kind = [] if first.kind == "basic" else [view.word(f"target_kind.{first.kind}")]
    kind += [] if first.measure is Measure.LEVEL or first.value is None else [view.word(f"measure.{first.measure}")]
    more = [
        view.word("task.other", measure=view.word(f"measure.{one.measure}"), value=view.recorded(one))
        for one in others
        if one.value is not None
    ]
    return view.word("sentence.separator").join([*kind, *more])


def _due(view: View, target: Target) -> str:
    if target.period.is_plan:
        return view.word("task.by", year=target.period.last_year)
    return view.period(target.period)


def _progress(points: Points, target: Target) -> tuple[Observation, ...]:
    """What was published of a task since it began: the newest first, later vintages before earlier ones."""
    own = points.get((target.indicator, target.sector), ())
    found = [point for point in own if point.is_usable and point.period.last_year >= target.period.first_year]
    return tuple(sorted(found, key=lambda point: (point.period, point.vintage), reverse=True))


def _progress_cell(view: View, target: Target, points: Points) -> Cell:
    """The latest progress, or that there is none, with the figure that the task starts from."""
    base, progress = _base(points, target), _progress(points, target)
    note = view.word("task.base", period=view.period(base.period), value=view.recorded(base)) if base else ""
    if not progress:
        return cell(view.word("task.no_progress"), is_quiet=True, note=note)
    point = progress[0]
    shown = view.word("task.progress_at", period=view.period(point.period), value=view.recorded(point))
    return {**cell(shown, view.origin(point.provenance), note=note), **vintages.linked(view, point)}


def _base(points: Points, target: Target) -> Observation | None:
    """What was measured in the year before a plan begins."""
    found = [
        point
        for point in points.get((target.indicator, target.sector), ())
        if point.measure is Measure.LEVEL and point.value is not None
        if point.period.is_year and point.period.last_year == target.period.base_year
    ]
    return max(found, key=lambda point: point.vintage, default=None)
