"""The plan of a site: every address with the recipe that fills it. The plan comes before the bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from disclosure.errors import PlanFault
from disclosure.model.tables import Dataset, Table
from disclosure.model.text import Language


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page: a template and the worded facts it places. The context holds plain values only
    (text, booleans, tuples, mappings), so that it pickles, digests and renders anywhere."""

    template: str
    language: Language
    context: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Prose:
    """A page written in Markdown by staff and rendered by MkDocs inside our templates."""

    source: str
    """Path below the language's folder in `docs/`, such as `method/index.md`."""
    language: Language
    context: Mapping[str, object]
    """The chrome of the page (navigation, footer, the same page in the other language) and its generated sections."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: a kind of chart, compiled once, and the rows injected into it."""

    kind: str
    """A function of `presentation.charts`."""
    width: str
    """wide or narrow."""
    rows: tuple[Mapping[str, object], ...]
    words: Mapping[str, str] = field(default_factory=dict)
    """The few words inside the drawing (axis titles, direct labels) in the page's language."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table as a file: csv, excel_csv, json or parquet."""

    table: Table
    format: str
    language: Language = "zh"
    """The language of the headers of `excel_csv`."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A dataset as an .xlsx: cover, data sheets, dictionary."""

    dataset: Dataset
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Archive:
    """A dataset as a .zip: datapackage.json (v2), canonical CSVs, dictionary, READMEs, LICENSE, SHA256SUMS."""

    dataset: Dataset
    words: Mapping[str, str]
    dictionary: Table


@dataclass(frozen=True, slots=True)
class Data:
    """A JSON document, such as a page's twin or `status.json`."""

    content: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of `templates/assets/`, copied as it is."""

    source: str


Recipe = Page | Prose | Chart | TableFile | Workbook | Archive | Data | Asset


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every address of the site (`region/150100/index.html`, no leading slash) with its recipe, in sorted order."""

    recipes: Mapping[str, Recipe]
    chrome: Mapping[Language, Mapping[str, object]]
    """What every page of a language shares (site title, navigation, footer): the templates' `site`."""
    words: Mapping[Language, Mapping[str, str]]
    """The interface words of a language by dotted key: the templates' `words`."""

    @classmethod
    def of(
        cls,
        entries: Iterable[tuple[str, Recipe]],
        chrome: Mapping[Language, Mapping[str, object]],
        words: Mapping[Language, Mapping[str, str]],
    ) -> "SitePlan":
        """Gather recipes; raises `PlanFault` when two claim one address."""
        recipes: dict[str, Recipe] = {}
        for address, recipe in entries:
            if address in recipes:
                raise PlanFault(f"two recipes claim {address}")
            recipes[address] = recipe
        return cls(dict(sorted(recipes.items())), chrome, words)
