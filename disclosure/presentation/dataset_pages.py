"""Datasets: what each holds, how to download, read and cite it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.periods import Period
from disclosure.model.siteplan import Entry
from disclosure.model.tables import Column, Dataset, Table
from disclosure.presentation import addresses, downloads
from disclosure.presentation.directory_pages import trail
from disclosure.presentation.summaries import DatasetSummary
from disclosure.presentation.view import Cell, View, cell, column, table

PREVIEW_ROWS = 10
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
    """How many rows a dataset has, and which regions and periods they cover."""
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
        tables=tuple(_table_facts(view, dataset, found) for found in dataset.tables),
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


def _table_facts(view: View, dataset: Dataset, found: Table) -> Mapping[str, object]:
    title = view.text(found.title)
    files = tuple(
        {
            "label": view.word(f"dataset.file_{form}"),
            "address": addresses.table_file(dataset.name, found.name, extension),
        }
        for form, extension in downloads.FORMATS.items()
    )
    return {
        "id": found.name,
        "title": title,
        "lang": view.lang(found.title),
        "answer": view.word("dataset.table_answer", rows=len(found.rows), columns=len(found.columns)),
        "files": files,
        "missing": _missing(view, found),
        "preview": _preview(view, found, title),
        "dictionary": _dictionary(view, found, title),
    }


def _missing(view: View, found: Table) -> str:
    names = [item.name for item in found.columns]
    if "value_status" not in names:
        return ""
    place = names.index("value_status")
    counts = Counter(row[place] for row in found.rows if row[place])
    if not counts:
        return ""
    reasons = view.wording.list(
        view.word("dataset.missing_reason", reason=view.word(f"value_status.{status}"), count=count)
        for status, count in sorted(counts.items())
    )
    return view.word("dataset.missing_count", count=counts.total(), reasons=reasons)


def _preview(view: View, found: Table, title: str) -> Mapping[str, object]:
    places = [place for place, item in enumerate(found.columns) if _is_worth_showing(item, found, place)]
    shown = found.rows[:PREVIEW_ROWS]
    key = "preview" if len(found.rows) > PREVIEW_ROWS else "preview_all" if shown else "preview_empty"
    columns = tuple(
        column(view.text(found.columns[place].title), is_number=found.columns[place].type == "number")
        for place in places
    )
    rows = tuple(tuple(_data_cell(view, row[place]) for place in places) for row in shown)
    return table(view.word(f"dataset.{key}", table=title, count=len(shown)), columns, rows)


def _is_worth_showing(item: Column, found: Table, place: int) -> bool:
    shown = found.rows[:PREVIEW_ROWS]
    return item.is_required or any(row[place] for row in shown)


def _data_cell(view: View, text: str) -> Cell:
    has_chinese = not text.isascii()
    lang = view.word("language.other_code") if has_chinese and view.language == "en" else ""
    return cell(text, lang=lang)


def _dictionary(view: View, found: Table, title: str) -> Mapping[str, object]:
    columns = (
        column(view.word("dataset.column")),
        column(view.word("dictionary.title")),
        column(view.word("dataset.type")),
        column(view.word("dataset.meaning")),
    )
    rows = tuple(tuple(_dictionary_row(view, item)) for item in found.columns)
    return table(view.word("dataset.dictionary_caption", table=title), columns, rows)


def _dictionary_row(view: View, item: Column) -> Iterator[Cell]:
    yield cell(item.name)
    yield cell(view.text(item.title), lang=view.lang(item.title))
    kind = view.word(f"column_type.{item.type}")
    yield cell(f"{kind}{view.word('list.separator')}{view.word('dataset.required')}" if item.is_required else kind)
    limits = [view.text(item.description)]
    if item.allowed:
        limits.append(view.word("dataset.allowed") + view.word("site.colon") + ", ".join(item.allowed))
    if item.refers_to:
        limits.append(view.word(f"register.{item.refers_to}"))
    yield cell(view.word("sentence.separator").join(filter(None, limits)), lang=view.lang(item.description))


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
            yield {"label": view.word(f"dataset.{key}"), "text": text, "lang": ""}


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
