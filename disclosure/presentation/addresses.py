"""Every address of the site, made here and nowhere else.

Addresses have no leading slash and always end in a file name, so that the site opens from a folder too. Chinese pages
stand at the root, English pages under `en/` in the same tree. Files without words (data, twins, assets) exist once.
"""

from disclosure.model.periods import Period
from disclosure.model.records import Provenance
from disclosure.model.text import Language
from disclosure.model.vintages import PointKey

STATUS = "status.json"
DATA_PACKAGES = "datapackages.json"
STYLE = "assets/site.css"
ICON = "assets/favicon.svg"
ROWS_PER_PART = 200
"""Rows of a committed table that share one page of a document."""


def in_language(language: Language, address: str) -> str:
    """The address of a page of the shared tree in `language`.

    >>> in_language("en", "doc/index.html")
    'en/doc/index.html'
    """
    return f"en/{address}" if language == "en" else address


def other_language(language: Language) -> Language:
    """The language that a page links to as its twin."""
    return "zh" if language == "en" else "en"


def home(language: Language) -> str:
    """The barometer of the home scope."""
    return in_language(language, "index.html")


def barometers(language: Language) -> str:
    """The index of all barometers."""
    return in_language(language, "barometer/index.html")


def barometer(language: Language, scope: str) -> str:
    """The latest barometer of a scope."""
    return in_language(language, f"barometer/{scope}/index.html")


def barometer_issue(language: Language, scope: str, period: Period) -> str:
    """The barometer of a scope at one period."""
    return in_language(language, f"barometer/{scope}/{period.code}/index.html")


def barometer_archive(language: Language, scope: str) -> str:
    """All issues of an authority's barometer in one page."""
    return in_language(language, f"barometer/{scope}/archive/index.html")


def regions(language: Language) -> str:
    """The index of regions."""
    return in_language(language, "region/index.html")


def region(language: Language, code: str) -> str:
    """The page of one region."""
    return in_language(language, f"region/{code}/index.html")


def vintages_anchor(point: PointKey) -> str:
    """The id of all vintages of one figure, on the page of its region.

    >>> from disclosure.model.records import Measure
    >>> vintages_anchor(("000000", "all", "energy_consumption", Measure.LEVEL, "2013"))
    'vintages-energy_consumption-all-level-2013'
    """
    _, sector, indicator, measure, period = point
    return f"vintages-{indicator}-{sector}-{measure.value}-{period}"


def vintages(language: Language, point: PointKey) -> str:
    """All vintages of one figure."""
    return f"{region(language, point[0])}#{vintages_anchor(point)}"


def region_twin(code: str, extension: str) -> str:
    """The same facts as the region's page for machines: `json` or `csv`."""
    return f"region/{code}/index.{extension}"


def indicators(language: Language) -> str:
    """The index of indicators."""
    return in_language(language, "indicator/index.html")


def indicator(language: Language, code: str) -> str:
    """The page of one indicator."""
    return in_language(language, f"indicator/{code}/index.html")


def datasets(language: Language) -> str:
    """The index of datasets."""
    return in_language(language, "data/index.html")


def dataset(language: Language, package: str) -> str:
    """The page of one dataset."""
    return in_language(language, f"data/{package}/index.html")


def barometer_dataset(scope: str) -> str:
    """The name under which a scope's levels, inputs, steps and changes are published as a dataset."""
    return f"barometer-{scope}"


def table_file(package: str, table: str, extension: str) -> str:
    """One table as a file: `csv`, `excel.csv`, `json` or `parquet`."""
    return f"data/{package}/{package}-{table}.{extension}"


def dataset_file(package: str, extension: str) -> str:
    """A whole dataset as a file: `xlsx` or `zip`."""
    return f"data/{package}/{package}.{extension}"


def dictionary(package: str) -> str:
    """The columns of a dataset, described."""
    return f"data/{package}/dictionary.csv"


def documents(language: Language) -> str:
    """The index of documents."""
    return in_language(language, "doc/index.html")


def document(language: Language, code: str) -> str:
    """The page of one document."""
    return in_language(language, f"doc/{code}/index.html")


def document_part(language: Language, code: str, number: int) -> str:
    """One part of a document's numbers; the first is the document's own page.

    >>> document_part("zh", "a", 2)
    'doc/a/page-2.html'
    """
    return document(language, code) if number == 1 else in_language(language, f"doc/{code}/page-{number}.html")


def document_text(language: Language, code: str) -> str:
    """The archived text of a document, with what was taken from it marked; each record's anchor stands in it."""
    return in_language(language, f"doc/{code}/text/index.html")


def document_text_file(code: str) -> str:
    """The archived text of a document as a file, byte for byte."""
    return f"doc/{code}/text.txt"


def record_anchor(provenance: Provenance) -> str:
    """The id of a record's row on the page of its document, and of its sentence in the archived text.

    >>> record_anchor(Provenance("a", "表 1", "", (), "progress", "observation", 14))
    'progress-observation-14'
    """
    return f"{provenance.package}-{provenance.table}-{provenance.row}"


def further_anchor(provenance: Provenance, number: int) -> str:
    """The id of a further place of a record in the archived text, counted from 1.

    >>> further_anchor(Provenance("a", "表 1", "", (), "progress", "observation", 14), 1)
    'progress-observation-14.1'
    """
    return f"{record_anchor(provenance)}.{number}"


def record(language: Language, provenance: Provenance) -> str:
    """The row that holds a record, on the page of the document that prints it."""
    page = document_part(language, provenance.document, part_of(provenance))
    return f"{page}#{record_anchor(provenance)}"


def part_of(provenance: Provenance) -> int:
    """The part of its document's pages on which a record stands: rows are dealt out by their place in their table."""
    return (provenance.row - 2) // ROWS_PER_PART + 1


def coverage(language: Language) -> str:
    """How much of each document is published, with what proof."""
    return in_language(language, "data/coverage/index.html")


def anomalies(language: Language) -> str:
    """What is odd in the documents; each anomaly stands under its code as anchor."""
    return in_language(language, "anomaly/index.html")


def anomaly(language: Language, code: str) -> str:
    """One anomaly on the page of all."""
    return f"{anomalies(language)}#{code}"


def region_tasks(language: Language, code: str) -> str:
    """What documents ask of a region beside its energy targets: tasks, rules, duties and lists."""
    return in_language(language, f"region/{code}/tasks/index.html")


def method(language: Language) -> str:
    """How the figures come about."""
    return in_language(language, "method/index.html")


def rule_sets(language: Language) -> str:
    """The page of all rule sets; each stands under its id as anchor."""
    return in_language(language, "method/barometer/index.html")


def reading(language: Language) -> str:
    """How to read the barometer."""
    return in_language(language, "method/reading/index.html")


def handbook(language: Language) -> str:
    """How staff add data."""
    return in_language(language, "handbook/index.html")


def rule_set(language: Language, rule_set_id: str) -> str:
    """One rule set on the page of all rule sets."""
    return f"{rule_sets(language)}#{rule_set_id}"


def formula(language: Language, name: str) -> str:
    """One formula with its worked example on the method page."""
    return f"{method(language)}#{name}"


def updates(language: Language) -> str:
    """What was published when."""
    return in_language(language, "updates/index.html")


def about(language: Language) -> str:
    """Who publishes this site and how to reach them."""
    return in_language(language, "about/index.html")


def accessibility(language: Language) -> str:
    """The accessibility statement."""
    return in_language(language, "accessibility/index.html")


def not_found(language: Language) -> str:
    """The page for addresses that lead nowhere."""
    return in_language(language, "404.html")


def drawing(figure: str, kind: str, width: str, language: Language | None = None) -> str:
    """The drawing of a figure, `wide` or `narrow`; with a language where it holds words.

    >>> drawing("gap-provinces-2020", "gap", "wide", "en")
    'fig/gap-provinces-2020/en/gap-wide.svg'
    """
    folder = f"fig/{figure}/en" if language == "en" else f"fig/{figure}"
    return f"{folder}/{kind}-{width}.svg"


def figure_data(figure: str, extension: str) -> str:
    """The rows of a figure: `csv` or `excel.csv`."""
    return f"fig/{figure}/data.{extension}"


def asset(name: str) -> str:
    """A file of `templates/assets/`."""
    return f"assets/{name}"
