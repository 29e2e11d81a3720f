"""What packages say of themselves: a copied descriptor must not tell one package's readers about another."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.tables import Dataset


def check_packages(datasets: Sequence[Dataset]) -> Iterator[Finding]:
    """Titles and descriptions, Chinese and English, that a package shares with one before it."""
    seen: dict[tuple[str, str], str] = {}
    for dataset in datasets:
        for name, text in _own_words(dataset).items():
            other = seen.setdefault((name, text), dataset.name)
            if text and other != dataset.name:
                facts = {"property": name, "package": dataset.name, "other": other}
                place = Place(f"{dataset.name}/datapackage.json")
                yield Finding("D320", Severity.ERROR, place, text, facts)


def _own_words(dataset: Dataset) -> Mapping[str, str]:
    return {
        "title": dataset.title.zh,
        "description": dataset.description.zh,
        "translations.en.title": dataset.title.en,
        "translations.en.description": dataset.description.en,
    }
