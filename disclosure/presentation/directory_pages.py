"""Indicators with their newest figures, and what was published when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from disclosure.model.records import Indicator, Observation
from disclosure.model.siteplan import Entry
from disclosure.model.tables import Dataset
from disclosure.presentation import addresses, downloads, vintages
from disclosure.presentation.amount_figures import comparison_figure
from disclosure.presentation.figures import Figure
from disclosure.presentation.view import Cell, View, cell, column, table


def trail(view: View, section: str, index: Callable[..., str], label: str) -> tuple[Mapping[str, str], ...]:
    """The breadcrumbs of a page inside a directory."""
    return (
        {"label": view.word(f"nav.{section}"), "address": index(view.language)},
        {"label": label, "address": ""},
    )


def indicators_page(view: View) -> Entry:
    """The register of indicators."""
    found = view.release.indicators.values()
    sentence = view.word("indicator.index_answer", count=len(found))
    facts = {
        "title": view.word("indicator.index_title"),
        "description": sentence,
        "section": "indicators",
        "trail": ({"label": view.word("nav.indicators"), "address": ""},),
    }
    columns = (
        column(view.word("indicator.name")),
        column(view.word("indicator.unit")),
        column(view.word("indicator.direction")),
        column(view.word("indicator.definition")),
    )
    rows = (
        (
            cell(view.text(item.name), addresses.indicator(view.language, item.code), view.lang(item.name)),
            cell(view.wording.unit(item.unit)),
            cell(view.word(f"direction.{item.direction}")),
            cell(view.text(item.definition), lang=view.lang(item.definition)),
        )
        for item in found
    )
    listing = table(view.word("indicator.index_caption"), columns, rows)
    files = downloads.committed(view, (item.provenance for item in found))
    return view.page(
        "pages/indicators.html", addresses.indicators, facts, answer=sentence, listing=listing, files=files
    )


def indicator_page(view: View, code: str) -> Entry:
    """One indicator: what it is, and its newest published figures by region."""
    item = view.release.indicators[code]
    newest = _newest(view, code)
    sentence = view.word("indicator.answer", name=view.text(item.name), regions=len({o.region for o in newest}))
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
        facts=tuple(_indicator_facts(view, item)),
        source={
            **view.source(item.provenance),
            "address": addresses.document(view.language, item.provenance.document),
        },
        tables=tuple(_newest_tables(view, newest)),
        figures=tuple(figure.context(view) for figure in _comparisons(view, code)),
    )


def _comparisons(view: View, code: str) -> Iterator[Figure]:
    """The comparisons of an indicator: one for every region that has others to stand beside."""
    for region in view.release.regions if code == view.release.rules.figures.comparison else ():
        figure = comparison_figure(view, region)
        if figure is not None:
            yield figure


def _indicator_facts(view: View, item: Indicator) -> Iterator[Mapping[str, str]]:
    known = {
        "definition": item.definition,
        "caliber": item.caliber,
        "price_base": item.price_base,
    }
    yield {"label": view.word("indicator.unit"), "text": view.wording.unit(item.unit), "lang": ""}
    yield {"label": view.word("indicator.direction"), "text": view.word(f"direction.{item.direction}"), "lang": ""}
    for key, text in known.items():
        if text.zh:
            yield {"label": view.word(f"indicator.{key}"), "text": view.text(text), "lang": view.lang(text)}
    if item.formula:
        yield {"label": view.word("indicator.formula"), "text": item.formula, "lang": ""}


def _newest(view: View, code: str) -> tuple[Observation, ...]:
    """The newest point of each region and measure, in the register's order."""
    newest: dict[tuple[str, str], Observation] = {}
    for point in chain.from_iterable(view.indexes.observations.values()):
        key = (point.region, point.measure.value)
        if point.indicator == code and point.sector == "all" and point.value is not None:
            held = newest.get(key)
            if held is None or (held.period, held.vintage) < (point.period, point.vintage):
                newest[key] = point
    order = {region: place for place, region in enumerate(view.release.regions)}
    return tuple(sorted(newest.values(), key=lambda point: order[point.region]))


def _newest_tables(view: View, newest: Iterable[Observation]) -> Iterator[Mapping[str, object]]:
    by_measure: dict[str, list[Observation]] = {}
    for point in newest:
        by_measure.setdefault(point.measure.value, []).append(point)
    columns = (
        column(view.word("fact.region")),
        column(view.word("fact.period")),
        column(view.word("fact.value"), is_number=True),
        column(view.word("fact.printed")),
        column(view.word("fact.status")),
        column(view.word("fact.source")),
    )
    for measure, points in by_measure.items():
        caption = view.word("indicator.newest_caption", measure=view.word(f"measure.{measure}"), count=len(points))
        rows = tuple(tuple(_newest_row(view, point)) for point in points)
        yield table(caption, columns, rows, id_=measure)


def _newest_row(view: View, point: Observation) -> Iterator[Cell]:
    yield view.region_link(point.region)
    yield cell(view.period(point.period))
    yield {**cell(view.recorded(point)), **vintages.linked(view, point)}
    yield cell(point.as_printed)
    yield cell(_status(view, point))
    yield cell(view.word("fact.row"), view.origin(point.provenance))


def _status(view: View, point: Observation) -> str:
    words = [view.word(f"status.{point.status}")]
    if draft := view.draft(point.provenance):
        words.append(draft)
    if point.processing.value == "computed":
        words.append(view.word("processing.computed"))
    return view.wording.list(words)


def updates_page(view: View) -> Entry:
    """What was published when: every dataset's newest version."""
    items = updates(view)
    newest = items[0]["date"] if items else view.wording.date(view.release.as_of)
    sentence = view.word("updates.answer", date=newest, count=len(items))
    facts = {
        "title": view.word("updates.title"),
        "description": sentence,
        "section": "updates",
        "trail": ({"label": view.word("nav.updates"), "address": ""},),
    }
    return view.page("pages/updates.html", addresses.updates, facts, answer=sentence, entries=items)


def updates(view: View) -> tuple[Mapping[str, str], ...]:
    """The newest version of every dataset, the latest first."""
    datasets = sorted(view.release.datasets, key=lambda dataset: (dataset.created, dataset.name), reverse=True)
    return tuple(_update(view, dataset) for dataset in datasets)


def _update(view: View, dataset: Dataset) -> Mapping[str, str]:
    return {
        "date": view.wording.date(dataset.created),
        "stamp": dataset.created,
        "title": view.text(dataset.title),
        "lang": view.lang(dataset.title),
        "address": addresses.dataset(view.language, dataset.name),
        "text": view.word(
            "updates.item",
            version=dataset.version,
            rows=sum(len(found.rows) for found in dataset.tables),
            data_date=view.wording.date(dataset.data_date),
        ),
    }
