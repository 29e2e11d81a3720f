"""Breadcrumbs of directories, and what was published when."""

from collections.abc import Callable, Mapping

from disclosure.model.siteplan import Entry
from disclosure.model.tables import Dataset
from disclosure.presentation import addresses
from disclosure.presentation.view import View


def trail(view: View, section: str, index: Callable[..., str], label: str) -> tuple[Mapping[str, str], ...]:
    """The breadcrumbs of a page inside a directory."""
    return (
        {"label": view.word(f"nav.{section}"), "address": index(view.language)},
        {"label": label, "address": ""},
    )


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
