"""The register of products with their levels, and the page of each product."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.efficiency import EfficiencyLevel, Installation, Product
from disclosure.model.later import grouped
from disclosure.model.siteplan import Entry
from disclosure.presentation import downloads, list_addresses, listed, product_figures, product_tables, tier_words
from disclosure.presentation.figures import Figure
from disclosure.presentation.list_order import ROWS, by_sound
from disclosure.presentation.view import Cell, View, cell, column, table

Fact = Mapping[str, str]


def register_page(view: View) -> Entry:
    """All products by field, what stands beside levels without being one, and how to jump to a field."""
    lists = view.release.lists
    fields = {product.field.zh for product in lists.products.values()}
    with_levels = sum(product_tables.has_levels(view, product) for product in lists.products.values())
    sentence = view.word("product.index_answer", count=len(lists.products), fields=len(fields), with_levels=with_levels)
    grades, limits, pue = (
        product_tables.grades(view, lists.grades),
        product_tables.limits(view),
        product_tables.pue(view),
    )
    facts = {
        "title": view.word("product.index_title"),
        "description": sentence,
        "section": listed.SECTION,
        "trail": listed.trail(view, listed.here(view.word("product.index_title"))),
    }
    return view.page(
        "pages/products.html",
        partial(list_addresses.products, realm=view.realm),
        facts,
        answer=sentence,
        registers=tuple(_registers(view)),
        grades=grades,
        limits=limits,
        pue=pue,
        editions=tuple(_editions(view)),
        files=downloads.committed(view, (level.provenance for level in lists.levels.values())),
    )


def _registers(view: View) -> Iterator[Mapping[str, object]]:
    """Products by field, as the register has them; data centres, held to other documents, in a table of their own."""
    fields = grouped((product.field.zh, product) for product in view.release.lists.products.values())
    kinds = grouped((tier_words.is_data_center(products[0]), products) for products in fields.values())
    for is_data_center, found in sorted(kinds.items()):
        key = "product.register_data_centers" if is_data_center else "product.register"
        yield product_tables.register(view, view.word(key, count=sum(map(len, found))), found)


def _editions(view: View) -> Iterator[Mapping[str, object]]:
    """The editions of levels, each with its document and what its editors say of it."""
    used = {edition for _, edition in view.release.lists.levels}
    for code, edition in view.release.rules.editions.items():
        if code in used:
            yield {
                "name": view.text(edition.name),
                "note": view.text(edition.note),
                "document": view.document_title(edition.document),
            }


def entries(view: View, code: str) -> Iterator[Entry]:
    """The page of one product with its drawings."""
    product = view.release.lists.products[code]
    figures = tuple(product_figures.figures(view, product))
    yield _page(view, product, figures)
    for figure in figures:
        yield from figure.recipes(view)


def _page(view: View, product: Product, figures: Sequence[Figure]) -> Entry:
    name, units = tier_words.product_name(view, product), view.release.lists.made.get(product.code, ())
    sentence = answer(view, product, units)
    facts = {"title": name, "description": sentence, "section": listed.SECTION, "trail": _trail(view, name)}
    grades = [one for one in view.release.lists.grades if product.standard and one.standard == product.standard]
    is_known = any(code == product.code for code, _ in view.release.lists.levels)
    return view.page(
        "pages/product.html",
        partial(list_addresses.product, realm=view.realm, code=product.code),
        facts,
        answer=sentence,
        tally=listed.tally(view, units) if units else (),
        only_named=product_figures.unnamed(view, product) if units else "",
        guide=listed.guide(view),
        facts=tuple(_facts(view, product)),
        levels=product_tables.of_product(view, product) if is_known else None,
        grades=product_tables.grades(view, grades),
        figures=tuple(figure.context(view) for figure in figures),
        units=_units(view, product, units) if units else None,
        more=_more(view, units),
        source=listed.source(view, product.provenance),
    )


def _trail(view: View, name: str) -> tuple[Fact, ...]:
    address = list_addresses.products(view.language, view.realm)
    register = {"label": view.word("product.index_title"), "address": address}
    return listed.trail(view, register, listed.here(name))


def answer(view: View, product: Product, units: Sequence[Installation]) -> str:
    """The newest levels of a product, and how many named installations it has."""
    name = tier_words.product_name(view, product)
    found = [
        level
        for edition in product_tables.editions_of(view, [product])
        if (level := product_tables.level_of(view, product, edition))
        and (level.benchmark_level is not None or level.baseline_level is not None)
    ]
    if not found:
        said = view.word("product.answer_none", product=name)
    else:
        edition = listed.edition_name(view, found[-1].edition)
        levels = view.word("list_join.clause").join(_levels(view, product, found[-1]))
        said = view.word("product.answer", product=name, edition=edition, levels=levels)
    return said + view.word("product.answer_units", count=len(units)) if units else said


def _levels(view: View, product: Product, level: EfficiencyLevel) -> Iterator[str]:
    """Each level with its unit, or why there is none."""
    for side in tier_words.SIDES:
        shown, name = tier_words.level_value(view, level, side), view.word(f"level_name.{side}")
        is_number = tier_words.held(level, side)[0] is not None
        value = view.wording.quantity(shown, product.unit) if is_number else shown
        yield view.word("product.answer_level", level=name, value=value)


def _facts(view: View, product: Product) -> Iterator[Fact]:
    unit = view.wording.unit(product.unit)
    shown = {
        "quantity": view.text(product.quantity),
        "unit": unit or view.word("indicator.no_unit"),
        "direction": view.word(f"product.{product.direction}") if product.unit != tier_words.NOT_STATED else "",
        "standard": product.standard,
        "field": view.text(product.field),
        "note": product.note,
    }
    for key, text in shown.items():
        if text:
            yield {"label": view.word(f"product.{key}"), "text": text, "lang": view.chinese if key == "note" else ""}


def _more(view: View, units: Sequence[Installation]) -> Mapping[str, str]:
    """The way to all installations of a product where they do not fit its page; empty where they do."""
    if len(units) <= ROWS:
        return {}
    address = list_addresses.lists(view.language, view.realm)
    return {"text": view.word("product.units_more", shown=ROWS, count=len(units)), "address": address}


def _units(view: View, product: Product, units: Sequence[Installation]) -> Mapping[str, object]:
    """The named installations of a product by the sound of their names."""
    capacity_unit = view.wording.unit(product.capacity_unit) if product.capacity_unit else ""
    heads = (
        column(view.word("lists.column_unit")),
        column(view.word("fact.region")),
        column(view.word("unit.capacity"), is_number=True, unit=capacity_unit),
        column(view.word("fact.value"), is_number=True, unit=view.wording.unit(product.unit)),
        column(view.word("lists.column_distance")),
        column(view.word("unit.tier_column"), is_short=True),
    )
    ordered = sorted(units, key=by_sound(view))
    rows = (_unit_row(view, product, unit) for unit in ordered[:ROWS])
    return table(view.word("product.units_caption", count=len(units)), heads, rows)


def _unit_row(view: View, product: Product, unit: Installation) -> Iterator[Cell]:
    judgement = listed.current(view, unit.code)
    tier = tier_words.tier_of(judgement)
    side = tier_words.deciding_side(judgement) if judgement else ""
    yield listed.unit_link(view, unit)
    yield listed.region_link(view, unit.region)
    yield cell("" if unit.capacity is None else view.wording.number(unit.capacity))
    yield tier_words.figure_cell(view, judgement, product, with_unit=False)
    yield cell(tier_words.distance(view, judgement, product, side, is_short=True) if judgement and side else "")
    corrected = view.word("standing.corrected") if listed.is_corrected(view, unit.code) else ""
    yield cell(view.word(f"tier.{tier}.name"), tier=tier.value, note=corrected)
