"""Sums from which a single installation could be inferred: by themselves, or by subtracting what else is published."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.findings import Finding
from disclosure.model.list_rules import SmallCells
from disclosure.validation.books import LISTED, Books, Line
from disclosure.validation.levels import same_unit

CODE, CAPACITY = "P402", "capacity"
"""Of what installations publish one by one, only the capacity is also published as sums."""
Regions = Mapping[str, str]
"""The parent of each region."""


@dataclass(slots=True)
class Sum:
    """A published sum with what else is published of it."""

    line: Line
    units: int
    parts: int = 0
    """How many of its installations the published sums of regions within it hold."""
    named: int = 0
    """How many of its installations are named one by one."""
    own: int = 0
    """How many of those lie in none of the published parts."""
    has_parts: bool = False

    def remainders(self) -> Iterator[tuple[str, int]]:
        """What is left of it by each subtraction that a reader can make, with its name."""
        if self.has_parts:
            yield "children", self.units - self.parts
        if self.named:
            yield "named", self.units - self.named
        if self.has_parts and self.own:
            yield "both", self.units - self.parts - self.own


def check_secrecy(books: Books, cells: SmallCells | None) -> Iterator[Finding]:
    """All checks of sums over installations that are not named one by one."""
    groups: dict[tuple[str, str, str], dict[str, Sum]] = {}
    for line in books.of("aggregate"):
        if cells is None:
            yield line.refuse(CODE, "units", "no_rules")
            continue
        yield from _alone(line, cells)
        yield from _unit(line, books)
        group = groups.setdefault((line["product_code"], line["period"], line["quantity"]), {})
        group[line["region_code"]] = Sum(line, int(line["units"]))
    if cells is not None and groups:
        yield from _by_subtraction(groups, books, cells)


def _alone(line: Line, cells: SmallCells) -> Iterator[Finding]:
    """A sum of too few, or of which one makes too much, tells of that one by itself."""
    units, facts = int(line["units"]), {"least": str(cells.least_units), "limit": str(cells.largest_share)}
    if units == 0 and Decimal(line["value"]) != 0:
        yield line.refuse(CODE, "units", "zero", value=line["value"])
    elif 0 < units < cells.least_units:
        yield line.refuse(CODE, "units", "few", **facts)
    elif units and Decimal(line["largest_share"]) > cells.largest_share:
        yield line.refuse(CODE, "largest_share", "share", **facts)


def _unit(line: Line, books: Books) -> Iterator[Finding]:
    """A capacity is in the product's unit of capacity."""
    product = books.products.get(line["product_code"])
    if product and line["quantity"] == CAPACITY and product["capacity_unit"]:
        yield from same_unit(line, product["capacity_unit"])


def _by_subtraction(
    groups: Mapping[tuple[str, str, str], dict[str, Sum]], books: Books, cells: SmallCells
) -> Iterator[Finding]:
    parents = {line["code"]: line["parent"] for line in books.of("region")}
    named = _named(books)
    for (product, _, quantity), sums in groups.items():
        _add_parts(sums, parents)
        if quantity == CAPACITY:
            _add_named(sums, named.get(product, {}), parents)
        for found in sums.values():
            left = next((left for left in found.remainders() if 0 < left[1] < cells.least_units), None)
            if left:
                facts = {"left": str(left[1]), "least": str(cells.least_units)}
                yield found.line.refuse(CODE, "units", left[0], **facts)


def _named(books: Books) -> Mapping[str, Counter[str]]:
    """How many installations of each product and region are named with their capacity, or were once."""
    listed = {entry["installation_code"] for entry in books.of("listing") if entry["decision"] == LISTED}
    found: dict[str, Counter[str]] = {}
    for line in books.of("installation"):
        if line["code"] in listed and line["capacity"]:
            found.setdefault(line["product_code"], Counter())[line["region_code"]] += 1
    return found


def _add_parts(sums: Mapping[str, Sum], parents: Regions) -> None:
    """Each sum counts as a part of the nearest published one around it."""
    for region, found in sums.items():
        around = next((above for above in _upwards(parents.get(region, ""), parents) if above in sums), "")
        if around:
            sums[around].parts += found.units
            sums[around].has_parts = True


def _add_named(sums: Mapping[str, Sum], named: Mapping[str, int], parents: Regions) -> None:
    for region, count in named.items():
        published = [above for above in _upwards(region, parents) if above in sums]
        for above in published:
            sums[above].named += count
        if published:
            sums[published[0]].own += count


def _upwards(region: str, parents: Regions) -> Iterator[str]:
    """A region and those around it, each once, also where the register goes in a circle."""
    seen: set[str] = set()
    while region and region not in seen:
        seen.add(region)
        yield region
        region = parents.get(region, "")
