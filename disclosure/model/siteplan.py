"""The plan of a site: every address with the recipe that fills it. The plan comes before the bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
    mark: str = ""
    """What stands across the drawing: the mark of what is fictional; empty for everything else."""


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


@dataclass(frozen=True, slots=True)
class TextFile:
    """A plain text in UTF-8, as it is."""

    text: str


Recipe = Page | Prose | Chart | TableFile | Workbook | Archive | Data | Asset | TextFile
Entry = tuple[str, Recipe]
"""An address of the site (`region/150100/index.html`, no leading slash) with the recipe that fills it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the site that is made from its own excerpt of the release: as long as the excerpt and what all parts
    share stay the same, what was made from them before is still true."""

    name: str
    excerpt: Callable[[], bytes]
    """The fingerprint of everything committed that the recipes may look at."""
    recipes: Callable[[], Iterable[Entry]]
    summary: Callable[[], object]
    """What the front pages say of this part; a frozen value that pickles."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every address of the site with its recipe, part by part, and the front pages that sum the parts up."""

    parts: tuple[Part, ...]
    front: Callable[[Mapping[str, object]], Iterable[Entry]]
    """The recipes of the front pages, given the summary of each part by its name."""
    common: bytes
    """The fingerprint of what every part may look at besides its excerpt: registers, dates, the draft mark."""
    chrome: Mapping[Language, Mapping[str, object]]
    """What every page of a language shares (site title, navigation, footer): the templates' `site`."""
    words: Mapping[Language, Mapping[str, str]]
    """The interface words of a language by dotted key: the templates' `words`."""

    def entries(self) -> Iterator[Entry]:
        """Every entry of the plan, made now."""
        for part in self.parts:
            yield from part.recipes()
        yield from self.front({part.name: part.summary() for part in self.parts})
