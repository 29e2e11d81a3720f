"""Every address of levels, lists and installations, beside those of `addresses`. Pages that exist for real places and
for the sample alike stand in a realm: empty, or the folder of the sample.
"""

from disclosure.model.text import Language
from disclosure.presentation.addresses import in_language

SAMPLE = "sample"
"""The realm of the fictional sample."""
ORDERS = ("product", "region", "pinyin")
"""How a list may be read; the first is its own page."""


def _in_realm(language: Language, realm: str, address: str) -> str:
    """The address of a page of a realm.

    >>> _in_realm("en", "sample", "list/index.html"), _in_realm("zh", "", "list/index.html")
    ('en/sample/list/index.html', 'list/index.html')
    """
    return in_language(language, f"{realm}/{address}" if realm else address)


def sample(language: Language) -> str:
    """The home of the fictional sample."""
    return in_language(language, f"{SAMPLE}/index.html")


def sample_catalogue() -> str:
    """The datasets of the sample for programs, apart from the real ones."""
    return f"{SAMPLE}/datapackages.json"


def lists(language: Language, realm: str) -> str:
    """The overview of all lists."""
    return _in_realm(language, realm, "list/index.html")


def list_page(language: Language, realm: str, name: str, order: str = "product", number: int = 1) -> str:
    """One page of a list (advanced, level, lagging, frontrunner, corrected) in one order.

    >>> list_page("zh", "sample", "lagging"), list_page("en", "", "advanced", "pinyin", 2)
    ('sample/list/lagging/index.html', 'en/list/advanced/by-pinyin/page-2.html')
    """
    folder = f"list/{name}" if order == "product" else f"list/{name}/by-{order}"
    return _in_realm(language, realm, f"{folder}/{'index' if number == 1 else f'page-{number}'}.html")


def retrofits(language: Language, realm: str) -> str:
    """How far the retrofits have come, held against the duty."""
    return _in_realm(language, realm, "list/retrofit/index.html")


def data_centers(language: Language, realm: str) -> str:
    """Data centres by what they use per unit of computing."""
    return _in_realm(language, realm, "list/data-centers/index.html")


def products(language: Language, realm: str) -> str:
    """The register of products with their levels."""
    return _in_realm(language, realm, "product/index.html")


def product(language: Language, realm: str, code: str) -> str:
    """The page of one product: its levels and, in a realm with installations, where these stand."""
    return _in_realm(language, realm, f"product/{code}/index.html")


def enterprise(language: Language, code: str) -> str:
    """The page of one enterprise."""
    return in_language(language, f"enterprise/{code}/index.html")


def unit(language: Language, code: str) -> str:
    """The page of one installation; printed it is its notice, on one sheet."""
    return in_language(language, f"unit/{code}/index.html")


def efficiency_dataset(realm: str) -> str:
    """The name under which lists, tiers and retrofits are published as a dataset."""
    return "-".join(part for part in (realm, "efficiency") if part)


def tiers(language: Language) -> str:
    """How tiers are judged, and how an installation comes onto a list."""
    return in_language(language, "method/tiers/index.html")
