"""Data centres by what they use per unit of computing, each against the limit of its own scope."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from disclosure.model.efficiency import Installation, Product
from disclosure.model.later import grouped
from disclosure.model.siteplan import Entry
from disclosure.presentation import downloads, list_addresses, listed, product_tables, tier_words
from disclosure.presentation.list_order import sounds
from disclosure.presentation.view import Cell, View, cell, column, table


def page(view: View) -> Entry:
    """The data centres that may be named, the lowest PUE first; limits of different scopes are never mixed."""
    products = [one for one in view.release.lists.products.values() if tier_words.is_data_center(one)]
    units = [unit for product in products for unit in view.release.lists.made.get(product.code, ())]
    sentence = view.word("dc.answer" if units else "dc.answer_none", count=len(units), scopes=len(products))
    facts = {
        "title": view.word("dc.title"),
        "description": sentence,
        "section": listed.SECTION,
        "trail": listed.trail(view, listed.here(view.word("dc.title"))),
    }
    editions = product_tables.editions_of(view, products)
    fields = [products] if products else []
    return view.page(
        "pages/data_centers.html",
        partial(list_addresses.data_centers, realm=view.realm),
        facts,
        answer=sentence,
        units=_table(view, units) if units else None,
        scopes=tuple(_scope(view, product, editions) for group in fields for product in group),
        pue=product_tables.pue(view),
        guide=listed.guide(view),
        files=_files(view, products, units),
    )


def _files(
    view: View, products: Sequence[Product], units: Sequence[Installation]
) -> tuple[Mapping[str, str], ...]:  # fmt: skip
    """The entries of these data centres, the limits they are held against, and what documents ask of their PUE."""
    codes = {product.code for product in products}
    levels = [level for (code, _), level in view.release.lists.levels.items() if code in codes]
    targets = [target.provenance for target in product_tables.pue_targets(view)]
    titles = {dataset.name: view.text(dataset.title) for dataset in view.release.datasets}
    by_package = grouped((origin.package, origin) for origin in targets)
    return (
        *(listed.files_of_units(view, units) if units else ()),
        *downloads.committed(view, (level.provenance for level in levels), view.word("dc.raw_levels")),
        *(
            file
            for package, found in by_package.items()
            for file in downloads.committed(view, found, titles.get(package, package))
        ),
    )


def _scope(view: View, product: Product, editions: tuple[str, ...]) -> Cell:
    """A class of data centres with its newest limit, leading to its page."""
    found = [level for code in editions if (level := product_tables.level_of(view, product, code))]
    value = tier_words.level_value(view, found[-1] if found else None, "baseline")
    text = view.word("dc.scope", product=tier_words.product_name(view, product), limit=value)
    return cell(text, list_addresses.product(view.language, view.realm, product.code), view.lang(product.name))


def _table(view: View, units: list[Installation]) -> object:
    heads = (
        column(view.word("lists.column_unit")),
        column(view.word("product.scope")),
        column(view.word("fact.region")),
        column(view.word("dc.pue"), is_number=True),
        column(view.word("dc.limit"), is_number=True),
        column(view.word("lists.column_distance")),
        column(view.word("unit.tier_column"), is_short=True),
    )
    ordered = sorted(units, key=lambda unit: _key(view, unit))
    return table(view.word("dc.caption", count=len(units)), heads, (_row(view, unit) for unit in ordered))


def _key(view: View, unit: Installation) -> tuple[object, ...]:
    """By PUE, those without a figure last; among equals by the sound of their names."""
    judgement = listed.current(view, unit.code)
    value = judgement.value if judgement else None
    return value is None, value or Decimal(0), sounds(listed.enterprise_zh(view, unit)), unit.code


def _row(view: View, unit: Installation) -> Iterator[Cell]:
    product, judgement = listed.product_of(view, unit), listed.current(view, unit.code)
    tier = tier_words.tier_of(judgement)
    yield listed.unit_link(view, unit)
    yield cell(tier_words.product_name(view, product), lang=view.lang(product.name))
    yield listed.region_link(view, unit.region)
    yield cell(tier_words.judged_figure(view, judgement, product) if judgement else "")
    yield cell(tier_words.level_value(view, judgement.level if judgement else None, "baseline"))
    yield cell(tier_words.distance(view, judgement, product, "baseline", is_short=True) if judgement else "")
    yield cell(view.word(f"tier.{tier}.name"), tier=tier.value)
