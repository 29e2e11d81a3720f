"""Indicators: what each means, who has which target, what was measured, and what must not be compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from disclosure.model.later import grouped
from disclosure.model.records import Indicator, Measure, Number, Observation, Target
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, anomaly_pages, downloads, vintages
from disclosure.presentation.amount_figures import comparison_figure
from disclosure.presentation.directory_pages import trail
from disclosure.presentation.figures import Figure
from disclosure.presentation.region_records import source
from disclosure.presentation.view import Cell, View, cell, column, table

STANDING = frozenset({"in_force", "draft"})
"""Targets that hold, or may come to hold; what was replaced or repealed stands with its document."""
SEVERAL = 2
"""From how many documents on a comparison may mislead."""


def register_page(view: View) -> Entry:
    """The register of indicators: first those that several documents speak of, then those of a single one."""
    found, numbers = view.release.indicators, _by_indicator(view)
    shared = [code for code in found if len(documents(numbers.get(code, ()))) >= SEVERAL]
    sentence = view.word("indicator.index_answer", count=len(found), shared=len(shared))
    facts = {
        "title": view.word("indicator.index_title"),
        "description": sentence,
        "section": "indicators",
        "trail": ({"label": view.word("nav.indicators"), "address": ""},),
    }
    groups = {"shared": shared, "single": [code for code in found if code not in shared]}
    return view.page(
        "pages/indicators.html",
        addresses.indicators,
        facts,
        answer=sentence,
        listings=tuple(_listing(view, key, codes, numbers) for key, codes in groups.items() if codes),
        files=downloads.committed(view, (item.provenance for item in found.values())),
    )


def _by_indicator(view: View) -> Mapping[str, tuple[Number, ...]]:
    numbers: Iterable[Number] = (*view.release.targets, *view.release.observations)
    return grouped((number.indicator, number) for number in numbers)


def documents(numbers: Iterable[Number]) -> tuple[str, ...]:
    """The documents that figures of an indicator were taken from."""
    return tuple(dict.fromkeys(number.provenance.document for number in numbers))


def _listing(
    view: View, key: str, codes: Sequence[str], numbers: Mapping[str, tuple[Number, ...]]
) -> Mapping[str, object]:
    columns = (
        column(view.word("indicator.name")),
        column(view.word("indicator.unit")),
        column(view.word("indicator.direction")),
        *(
            column(view.word(f"indicator.{name}"), is_number=True)
            for name in ("documents", "with_target", "with_figure")
        ),
    )
    rows = (_listed(view, view.release.indicators[code], numbers.get(code, ())) for code in codes)
    return table(view.word(f"indicator.caption_{key}", count=len(codes)), columns, rows)


def _listed(view: View, item: Indicator, numbers: Sequence[Number]) -> Iterator[Cell]:
    yield cell(view.text(item.name), addresses.indicator(view.language, item.code), view.lang(item.name))
    yield cell(_unit(view, item))
    yield cell(view.word(f"direction.{item.direction}"))
    yield cell(str(len(documents(numbers))))
    yield cell(str(len({number.region for number in numbers if isinstance(number, Target)})))
    yield cell(str(len({number.region for number in numbers if isinstance(number, Observation)})))


def _unit(view: View, item: Indicator) -> str:
    return view.wording.unit(item.unit) or view.word("indicator.no_unit")


def page(view: View, code: str) -> Entry:
    """One indicator: what it is, who has which target, the newest figures, and what to mind in comparing them."""
    item = view.release.indicators[code]
    points, goals = newest(view, code), targets(view, code)
    sentence = _answer(view, item, points, goals)
    facts = {
        "title": view.text(item.name),
        "description": sentence,
        "section": "indicators",
        "trail": trail(view, "indicators", addresses.indicators, view.text(item.name)),
    }
    return view.page(
        "pages/indicator.html",
        partial(addresses.indicator, code=code),
        facts,
        answer=sentence,
        lang=view.lang(item.name),
        facts=tuple(_facts(view, item)),
        cautions=tuple(_cautions(view, item, (*goals, *points))),
        anomalies=tuple(_odd(view, (*goals, *points))),
        source={
            **view.source(item.provenance),
            "address": addresses.document(view.language, item.provenance.document),
        },
        targets=_targets_table(view, goals),
        tables=tuple(_newest_tables(view, points)),
        figures=tuple(figure.context(view) for figure in _comparisons(view, code)),
    )


def _answer(view: View, item: Indicator, points: Sequence[Observation], goals: Sequence[Target]) -> str:
    return view.word(
        "indicator.answer",
        name=view.text(item.name),
        regions=len({point.region for point in points}),
        targets=len({goal.region for goal in goals}),
    )


def _comparisons(view: View, code: str) -> Iterator[Figure]:
    """The comparisons of an indicator: one for every region that has others to stand beside."""
    for region in view.release.regions if code == view.release.rules.figures.comparison else ():
        figure = comparison_figure(view, region)
        if figure is not None:
            yield figure


def _facts(view: View, item: Indicator) -> Iterator[Mapping[str, str]]:
    yield {
        "label": view.word("indicator.definition"),
        "text": view.text(item.definition),
        "lang": view.lang(item.definition),
    }
    yield {"label": view.word("indicator.unit"), "text": _unit(view, item), "lang": ""}
    yield {"label": view.word("indicator.direction"), "text": view.word(f"direction.{item.direction}"), "lang": ""}
    if item.formula:
        yield {"label": view.word("indicator.formula"), "text": item.formula, "lang": view.chinese}


def _cautions(view: View, item: Indicator, numbers: Sequence[Number]) -> Iterator[Mapping[str, str]]:
    """What to mind in comparing figures: caliber and prices as registered, and what the figures themselves show."""
    for key, text in (("caliber", item.caliber), ("price_base", item.price_base)):
        if text.zh:
            yield {"label": view.word(f"indicator.{key}"), "text": view.text(text), "lang": view.lang(text)}
    sectors = dict.fromkeys(number.sector for number in numbers)
    if len(sectors) >= SEVERAL:
        names = view.wording.list(view.text(view.release.sectors[sector].name) for sector in sectors)
        yield _caution(view, "scopes", count=len(sectors), names=names)
    sources = documents(numbers)
    if len(sources) >= SEVERAL:
        yield _caution(view, "documents", count=len(sources))
    units = dict.fromkeys(number.unit for number in numbers if number.measure.value == "level")
    if len(units) >= SEVERAL:
        yield _caution(view, "units", units=view.wording.list(map(view.wording.unit, units)))
    drafts = sum(bool(view.draft(number.provenance)) for number in numbers)
    if drafts:
        yield _caution(view, "drafts", count=drafts)


def _caution(view: View, key: str, **facts: object) -> Mapping[str, str]:
    label, text = view.word(f"indicator.caution_{key}_label"), view.word(f"indicator.caution_{key}", **facts)
    return {"label": label, "text": text, "lang": ""}


def _odd(view: View, numbers: Iterable[Number]) -> Iterator[Mapping[str, str]]:
    """The anomalies that figures of this indicator carry, each with its title, leading to the register."""
    for anomaly in anomaly_pages.cited(view.release, numbers):
        text, address = view.text(anomaly.title), addresses.anomaly(view.language, anomaly.code)
        yield {"code": anomaly.code, "text": text, "lang": view.lang(anomaly.title), "address": address}


def targets(view: View, code: str) -> tuple[Target, ...]:
    """The targets of the newest period of each region and scope, a plan's before those of its years."""
    every = chain.from_iterable(view.indexes.targets.values())
    found = [target for target in every if target.indicator == code and target.status in STANDING]
    groups = grouped(((target.region, target.sector), target) for target in found)
    order = {region: place for place, region in enumerate(view.release.regions)}
    ordered = sorted(groups, key=lambda key: order[key[0]])
    return tuple(chain.from_iterable(_newest_targets(groups[key]) for key in ordered))


def _newest_targets(found: Sequence[Target]) -> Iterator[Target]:
    """Those of the period that ends last; of a plan and its last year, the plan."""
    last = max((target.period.last_year, target.period.is_plan) for target in found)
    return (target for target in found if (target.period.last_year, target.period.is_plan) == last)


def _targets_table(view: View, goals: Sequence[Target]) -> Mapping[str, object] | None:
    """One row for each region and scope: its targets of one period side by side."""
    columns = (
        column(view.word("fact.region")),
        column(view.word("fact.period"), is_short=True),
        column(view.word("region.target")),
        column(view.word("region.nature"), is_short=True),
        column(view.word("region.source")),
    )
    groups = grouped(((goal.region, goal.sector, goal.period.code), goal) for goal in goals)
    caption = view.word("indicator.targets_caption", count=len(groups))
    return table(caption, columns, (_target_row(view, group) for group in groups.values())) if groups else None


def _target_row(view: View, group: Sequence[Target]) -> Iterator[Cell]:
    first = group[0]
    words = [_words(view, target, group) for target in group]
    is_chinese = all(target.value is None for target in group)
    yield _place(view, first)
    yield cell(view.period(first.period))
    flags = dict.fromkeys(code for target in group for code in target.anomaly)
    separator = view.word("sentence.separator")
    yield {**cell(separator.join(words), lang=view.chinese if is_chinese else ""), "flags": view.flags(flags)}
    yield cell(view.word(f"nature.{first.nature}"))
    yield source(view, first)


def _words(view: View, target: Target, group: Sequence[Target]) -> str:
    """A target in words, with what tells it apart from those beside it: its kind, or what sort of number it is."""
    said, apart = view.recorded(target), []
    if len({other.kind for other in group}) > 1:
        apart.append(view.word(f"target_kind.{target.kind}"))
    if len({other.measure for other in group}) > 1 and target.measure is not Measure.LEVEL:
        apart.append(view.word(f"measure.{target.measure}"))
    return view.word("indicator.target_words", value=said, kind=view.wording.list(apart)) if apart else said


def _place(view: View, number: Number) -> Cell:
    """A region, with the scope beside it unless that is the whole society."""
    scope = "" if number.sector == "all" else view.text(view.release.sectors[number.sector].name)
    return {**view.region_link(number.region), **({"note": scope} if scope else {})}


def newest(view: View, code: str) -> tuple[Observation, ...]:
    """The newest point of each region, scope and measure, in the register's order."""
    found: dict[tuple[str, str, str], Observation] = {}
    for point in chain.from_iterable(view.indexes.observations.values()):
        key = (point.region, point.sector, point.measure.value)
        if point.indicator == code and point.value is not None:
            held = found.get(key)
            if held is None or (held.period, held.vintage) < (point.period, point.vintage):
                found[key] = point
    order = {region: place for place, region in enumerate(view.release.regions)}
    return tuple(sorted(found.values(), key=lambda point: order[point.region]))


def _newest_tables(view: View, points: Iterable[Observation]) -> Iterator[Mapping[str, object]]:
    columns = (
        column(view.word("fact.region")),
        column(view.word("fact.period")),
        column(view.word("fact.value"), is_number=True),
        column(view.word("fact.printed")),
        column(view.word("fact.status")),
        column(view.word("fact.source")),
    )
    for measure, found in grouped((point.measure.value, point) for point in points).items():
        caption = view.word("indicator.newest_caption", measure=view.word(f"measure.{measure}"), count=len(found))
        rows = tuple(tuple(_newest_row(view, point)) for point in found)
        yield table(caption, columns, rows, id_=measure)


def _newest_row(view: View, point: Observation) -> Iterator[Cell]:
    yield _place(view, point)
    yield cell(view.period(point.period))
    flags = {"flags": view.flags(point.anomaly)} if point.anomaly else {}
    yield {**cell(view.recorded(point)), **flags, **vintages.linked(view, point)}
    yield cell(point.as_printed, lang=view.chinese)
    yield cell(_status(view, point))
    yield cell(view.word("fact.row"), view.origin(point.provenance))


def _status(view: View, point: Observation) -> str:
    words = [view.word(f"status.{point.status}")]
    if (draft := view.draft(point.provenance)) and draft not in words:
        words.append(draft)
    if point.processing.value == "computed":
        words.append(view.word("processing.computed"))
    return view.wording.list(words)
