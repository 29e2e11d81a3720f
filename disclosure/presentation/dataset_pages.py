"""Datasets: what each holds, how to download, read and cite it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.periods import Period
from disclosure.model.siteplan import Entry
from disclosure.model.tables import Dataset, Table
from disclosure.presentation import addresses, dataset_tables, downloads
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.directory_pages import trail
from disclosure.presentation.summaries import DatasetSummary
from disclosure.presentation.view import View

MAX_SOURCES = 12
MIN_DESCRIPTION = 50
"""Characters that search engines for datasets want in a description."""


def index_page(view: View, datasets: Sequence[DatasetSummary]) -> Entry:
    """All datasets with their files."""
    rows = sum(dataset.rows for dataset in datasets)
    sentence = view.word("dataset.index.answer", count=len(datasets), rows=rows)
    facts = {
        "title": view.word("dataset.index.title"),
        "description": view.word("dataset.index.description"),
        "section": "data",
        "trail": ({"label": view.word("nav.data"), "address": ""},),
    }
    cards = tuple(dataset.cards[view.language] for dataset in datasets)
    return view.page(
        "pages/datasets.html",
        addresses.datasets,
        facts,
        answer=sentence,
        datasets=cards,
        coverage=addresses.coverage(view.language),
        register=addresses.anomalies(view.language),
    )


def summary(views: Sequence[View], dataset: Dataset) -> DatasetSummary:
    """A dataset in the index, in every language, and in the catalogue for programs."""
    cards = {view.language: _card(view, dataset) for view in views}
    return DatasetSummary(_rows(dataset), cards, downloads.catalogue_entry(dataset))


def _card(view: View, dataset: Dataset) -> Mapping[str, object]:
    return {
        "title": view.text(dataset.title),
        "lang": view.lang(dataset.title),
        "address": addresses.dataset(view.language, dataset.name),
        "answer": answer(view, dataset),
        "description": view.text(dataset.description),
        "description_lang": view.lang(dataset.description),
        "is_derived": not dataset.descriptor,
        "files": _whole_files(view, dataset),
    }


def _rows(dataset: Dataset) -> int:
    return sum(len(found.rows) for found in dataset.tables)


def answer(view: View, dataset: Dataset) -> str:
    """How many rows a dataset has, and which regions and periods they cover; or why there is none yet."""
    if not _rows(dataset) and any(found.is_withheld for found in dataset.tables):
        return view.word("dataset.answer_withheld")
    regions, periods = _values(dataset, "region_code"), _values(dataset, "period")
    covered = view.word("dataset.answer_regions", count=len(regions)) if regions else ""
    return view.word(
        "dataset.answer",
        rows=_rows(dataset),
        regions=covered or view.word("dataset.answer_no_regions"),
        periods=_span(view, periods),
    )


def _values(dataset: Dataset, name: str) -> set[str]:
    found: set[str] = set()
    for known in dataset.tables:
        names = [item.name for item in known.columns]
        if name in names:
            place = names.index(name)
            found.update(row[place] for row in known.rows if row[place])
    return found


def _span(view: View, codes: set[str]) -> str:
    periods = sorted(Period.parse(code) for code in codes)
    if not periods:
        return view.word("dataset.answer_no_periods")
    first, last = min(periods, key=lambda period: (period.first_year, period.first_month)), periods[-1]
    if first == last:
        return view.word("dataset.answer_period", first=view.period(first))
    return view.word("dataset.answer_span", first=view.period(first), last=view.period(last))


def entries(views: Sequence[View], dataset: Dataset, words: Words) -> Iterator[Entry]:
    """The files of a dataset, and its page in every language."""
    yield from downloads.files(dataset, words)
    for view in views:
        yield page(view, dataset)


def page(view: View, dataset: Dataset) -> Entry:
    """One dataset."""
    sentence = answer(view, dataset)
    facts = {
        "title": view.text(dataset.title),
        "description": view.text(dataset.description),
        "section": "data",
        "trail": trail(view, "data", addresses.datasets, view.text(dataset.title)),
        "data_date": dataset.data_date if dataset.descriptor else "",
    }
    return view.page(
        "pages/dataset.html",
        partial(addresses.dataset, package=dataset.name),
        facts,
        answer=sentence,
        lang=view.lang(dataset.title),
        description=view.text(dataset.description),
        description_lang=view.lang(dataset.description),
        is_derived=not dataset.descriptor,
        whole=_whole_files(view, dataset),
        whole_size=view.word("dataset.whole_size", tables=len(dataset.tables), rows=_rows(dataset)),
        tables=tuple(dataset_tables.facts(view, dataset, found) for found in dataset.tables),
        facts=tuple(_facts(view, dataset)),
        citations=tuple(_citations(view, dataset)),
        code=tuple(_code(view, dataset)),
        sources=tuple({"title": title, "path": path} for title, path in dataset.sources[:MAX_SOURCES]),
        more_sources=max(0, len(dataset.sources) - MAX_SOURCES),
        structured=_structured(view, dataset),
    )


def _whole_files(view: View, dataset: Dataset) -> tuple[Mapping[str, str], ...]:
    return (
        {"label": view.word("dataset.workbook"), "address": addresses.dataset_file(dataset.name, "xlsx")},
        {"label": view.word("dataset.archive"), "address": addresses.dataset_file(dataset.name, "zip")},
        {"label": view.word("dataset.dictionary_file"), "address": addresses.dictionary(dataset.name)},
    )


def _facts(view: View, dataset: Dataset) -> Iterator[Mapping[str, str]]:
    licence = view.word(
        "dataset.licence_sentence", licence=view.text(view.release.rules.site.licence_title), name=dataset.licence_name
    )
    version = view.word(
        "dataset.version_facts",
        version=dataset.version,
        created=view.wording.date(dataset.created),
        data_date=view.wording.date(dataset.data_date),
    )
    known = {
        "version": f"{version}{view.word('sentence.separator')}{view.word('dataset.version_rule')}",
        "quality": view.word(f"source.{dataset.verification}"),
        "licence": licence,
        "keywords": view.wording.list(dataset.keywords) if dataset.keywords else "",
    }
    for key, text in known.items():
        if text:
            yield {
                "label": view.word(f"dataset.{key}"),
                "text": text,
                "lang": view.chinese if key == "keywords" else "",
            }


def _citations(view: View, dataset: Dataset) -> Iterator[Mapping[str, str]]:
    base = view.release.rules.site.base_url
    for language, title in (("zh", dataset.title.zh), ("en", dataset.title.en or dataset.title.zh)):
        publisher = view.release.rules.site.publisher.in_language("en" if language == "en" else "zh")
        facts = {"publisher": publisher, "title": title, "version": dataset.version, "created": dataset.created}
        text = view.word(f"dataset.cite_{language}", **facts)
        if base:
            address = f"{base}/{addresses.dataset('zh', dataset.name)}"
            text = view.word("dataset.cite_address", citation=text, address=address)
        code = view.word("language.code" if language == view.language else "language.other_code")
        yield {"label": view.word(f"dataset.cite_{language}_label"), "text": text, "lang": code}


def _code(view: View, dataset: Dataset) -> Iterator[Mapping[str, str]]:
    first = dataset.tables[0]
    file = addresses.table_file(dataset.name, first.name, "csv").rpartition("/")[2]
    texts = [item.name for item in first.columns if item.name.endswith("code")]
    types = ", ".join(f'"{name}": str' for name in texts)
    classes = ", ".join(f'{name} = "c"' for name in texts)
    yield {
        "label": view.word("dataset.code_pandas"),
        "text": f'import pandas as pd\nrows = pd.read_csv("{file}", dtype={{{types}}}, keep_default_na=False)',
    }
    yield {
        "label": view.word("dataset.code_r"),
        "text": f'library(readr)\nrows <- read_csv("{file}", col_types = cols({classes}), na = "")',
    }


def _structured(view: View, dataset: Dataset) -> Mapping[str, object]:
    """The dataset as schema.org describes it."""
    publisher = {"@type": "Organization", "name": view.text(view.release.rules.site.publisher)}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": view.text(dataset.title),
        "alternateName": dataset.title.en if view.language == "zh" else dataset.title.zh,
        "description": _machine_description(view, dataset),
        "identifier": dataset.name,
        "version": dataset.version,
        "datePublished": dataset.created,
        "inLanguage": [view.word("language.code"), view.word("language.other_code")],
        "isAccessibleForFree": True,
        "license": dataset.licence_path,
        "keywords": list(dataset.keywords),
        "creator": publisher,
        "publisher": publisher,
        "distribution": [_distribution(view, dataset, found) for found in dataset.tables],
    }


def _machine_description(view: View, dataset: Dataset) -> str:
    description = view.text(dataset.description)
    if len(description) >= MIN_DESCRIPTION:
        return description
    publisher = view.text(view.release.rules.site.publisher)
    return view.word("dataset.machine_description", description=description, publisher=publisher)


def _distribution(view: View, dataset: Dataset, found: Table) -> Mapping[str, str]:
    base, address = view.release.rules.site.base_url, addresses.table_file(dataset.name, found.name, "csv")
    return {
        "@type": "DataDownload",
        "name": found.name,
        "encodingFormat": "text/csv",
        "contentUrl": f"{base}/{address}" if base else address.rpartition("/")[2],
    }
