"""Products, levels, enterprises and installations that contradict themselves, each other or the rules."""

from collections.abc import Iterator, Mapping

from disclosure.model.findings import Finding
from disclosure.model.rules import Rules, Unit
from disclosure.validation.books import BASELINE, BENCHMARK, Books, Line, are_contrary, is_lower_better, levels_for

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a credit code in their order; letters that look like digits are not among them."""
BASE = len(SIGNS)
CODE_WEIGHTS = tuple(pow(3, place, BASE) for place in range(17))


def check_levels(books: Books, rules: Rules) -> Iterator[Finding]:
    """All checks of levels and of what is registered for them."""
    for product in books.of("product"):
        yield from _families(product, rules.units)
    for level in books.of("efficiency-level"):
        yield from known_edition(level, rules)
        if product_line := books.products.get(level["product_code"]):
            yield from same_unit(level, product_line["unit"])
            yield from _order(level, product_line, books)
    for enterprise in books.of("enterprise"):
        yield from _credit_code(enterprise)
    for installation in books.of("installation"):
        yield from _counted(installation, books)


def known_edition(line: Line, rules: Rules) -> Iterator[Finding]:
    """The edition that a row names is one of the rules."""
    if line["edition"] and line["edition"] not in rules.editions:
        yield line.refuse("R213", "edition", known=", ".join(rules.editions))


def same_unit(line: Line, unit: str) -> Iterator[Finding]:
    """Nothing is converted: a row about a product has the product's own unit."""
    if line["unit"] != unit:
        yield line.refuse("D330", "unit", expected=unit)


def _order(level: Line, product: Line, books: Books) -> Iterator[Finding]:
    """The benchmark level is at least as strict as the baseline level; a doubtful one is not held to it."""
    is_known = level is books.levels[level["product_code"], level["edition"]]
    if is_known and are_contrary(levels_for(level, level["product_code"], books), product):
        problem = "lower" if is_lower_better(product) else "higher"
        yield level.refuse("D301", BENCHMARK, problem, benchmark=level[BENCHMARK], baseline=level[BASELINE])


def _families(product: Line, units: Mapping[str, Unit]) -> Iterator[Finding]:
    """What is compared and what capacity is counted in are different quantities."""
    compared, counted = units.get(product["unit"]), units.get(product["capacity_unit"])
    if compared and counted and compared.family == counted.family:
        yield product.refuse("D331", "capacity_unit", "family", unit=product["unit"])


def _credit_code(enterprise: Line) -> Iterator[Finding]:
    """The last character of a unified social credit code follows from the others."""
    code = enterprise["credit_code"]
    if code and check_sign(code) != code[-1]:
        yield enterprise.refuse("C111", "credit_code")


def check_sign(code: str) -> str:
    """The check character of a unified social credit code (GB 32100-2015) from its first 17 characters.

    >>> check_sign("91350100M000100Y43")
    '3'
    """
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(code, CODE_WEIGHTS, strict=False))
    return SIGNS[-total % BASE]


def _counted(installation: Line, books: Books) -> Iterator[Finding]:
    """A capacity stands only where the product says in which unit it is counted."""
    product = books.products.get(installation["product_code"])
    if product and installation["capacity"] and not product["capacity_unit"]:
        yield installation.refuse("D331", "capacity", "unit", product=product["code"])
