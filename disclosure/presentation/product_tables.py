"""Tables of levels: what each edition holds, the grades of mandatory standards beside them, local limits and PUE."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from disclosure.model.efficiency import EfficiencyLevel, LimitGrade, Product
from disclosure.model.records import Target
from disclosure.presentation import level_rows, list_addresses, listed, region_records, tier_words
from disclosure.presentation.view import Cell, View, cell, column, table

LIMIT_KINDS = ("limit", "access", "advanced")
PUE = "pue"
"""The indicator of data centres' targets."""
Table = Mapping[str, object]


def level_of(view: View, product: Product, edition: str) -> EfficiencyLevel | None:
    """The levels of a product in an edition; None where the edition does not speak of it."""
    return view.release.lists.levels.get((product.code, edition))


def editions_of(view: View, products: Iterable[Product]) -> tuple[str, ...]:
    """The editions that speak of any of some products, as the rules name them; others after them by their code."""
    others = sorted({edition for _, edition in view.release.lists.levels})
    known = dict.fromkeys((*view.release.rules.editions, *others))
    codes = {product.code for product in products}
    found = {edition for code, edition in view.release.lists.levels if code in codes}
    return tuple(edition for edition in known if edition in found)


def has_levels(view: View, product: Product) -> bool:
    """Whether any edition gives a product a number."""
    found = (level for (code, _), level in view.release.lists.levels.items() if code == product.code)
    return any(level.benchmark_level is not None or level.baseline_level is not None for level in found)


def field_anchor(product: Product) -> str:
    """The id of a field in the register, named by its first product."""
    return f"field-{product.code}"


def both(view: View, level: EfficiencyLevel | None) -> Cell:
    """Both levels in one cell; that neither is published is said once."""
    if level is None:
        return cell(view.word("product.not_in_edition"), is_quiet=True)
    first, second = (tier_words.level_value(view, level, side) for side in tier_words.SIDES)
    if level.benchmark_level is None and level.baseline_level is None and first == second:
        return cell(first, is_quiet=True)
    return cell(view.word("lists.levels", benchmark=first, baseline=second))


def register(view: View, caption: str, fields: Sequence[Sequence[Product]]) -> Table:
    """The products of some fields with both levels of each edition, each field under a heading of its own."""
    editions = editions_of(view, chain.from_iterable(fields))
    heads = (
        column(view.word("product.name")),
        column(view.word("product.quantity")),
        column(view.word("indicator.direction"), is_short=True),
        *(column(listed.edition_name(view, code), is_number=True, unit=view.word("product.both")) for code in editions),
        column(view.word("product.standard"), is_short=True),
    )
    groups = tuple(_field(view, products, editions) for products in fields)
    return {"caption": caption, "columns": heads, "groups": groups, "width": str(len(heads))}


def _field(view: View, products: Sequence[Product], editions: Sequence[str]) -> Table:
    name = products[0].field
    rows = tuple(tuple(_product_row(view, product, editions)) for product in products)
    return {"id": field_anchor(products[0]), "name": view.text(name), "lang": view.lang(name), "rows": rows}


def _product_row(view: View, product: Product, editions: Sequence[str]) -> Iterator[Cell]:
    name, unit = tier_words.product_name(view, product), view.wording.unit(product.unit)
    address = list_addresses.product(view.language, view.realm, product.code)
    is_told = product.unit != tier_words.NOT_STATED
    yield cell(name, address, view.lang(product.name))
    yield cell(view.text(product.quantity), lang=view.lang(product.quantity), note=unit)
    yield cell(view.word(f"direction.{product.direction}") if is_told else view.word("unit.unknown"))
    for edition in editions:
        yield both(view, level_of(view, product, edition))
    yield cell(product.standard or view.word("unit.unknown"), is_quiet=not product.standard)


def of_product(view: View, product: Product) -> Table:
    """The levels of a product, edition by edition."""
    unit = view.wording.unit(product.unit)
    heads = (
        column(view.word("product.edition")),
        column(view.word("product.valid"), is_short=True),
        *(column(view.word(f"level_name.{side}"), is_number=True, unit=unit) for side in tier_words.SIDES),
        column(view.word("fact.source")),
    )
    rows = (_edition_row(view, product, edition) for edition in editions_of(view, [product]))
    return table(view.word("product.levels_caption", product=tier_words.product_name(view, product)), heads, rows)


def _edition_row(view: View, product: Product, edition: str) -> Iterator[Cell]:
    level = view.release.lists.levels[product.code, edition]
    yield cell(listed.edition_name(view, edition))
    yield cell(_validity(view, edition))
    for side in tier_words.SIDES:
        yield cell(tier_words.level_value(view, level, side), is_quiet=tier_words.held(level, side)[0] is None)
    source = level_rows.source(view, level)
    note_lang = view.chinese if level.note else ""
    yield cell(str(source["title"]), str(source["address"]), str(source["lang"]), note=level.note, note_lang=note_lang)


def _validity(view: View, edition: str) -> str:
    found = view.release.rules.editions.get(edition)
    if found is None or not found.valid_from:
        return view.word("unit.unknown")
    first = listed.moment(view, found.valid_from)
    if not found.valid_to:
        return view.word("prose.since", first=first)
    return view.word("prose.between", first=first, last=listed.moment(view, found.valid_to))


def grades(view: View, found: Sequence[LimitGrade]) -> Table | None:
    """The grades of mandatory standards, a table of its own: they are no levels. Their names are Chinese. The document
    and the remark that most of them share are said once."""
    if not found:
        return None
    heads = (
        column(view.word("product.grade_product")),
        column(view.word("product.standard"), is_short=True),
        column(view.word("product.quantity")),
        *(column(view.word("product.grade", number=number), is_number=True) for number in (1, 2, 3)),
    )
    document, note = (_commonest(found, ask) for ask in (lambda one: one.provenance.document, lambda one: one.note))
    rows = (_grade_row(view, one, document, note) for one in found)
    shown = table(view.word("product.grades_caption", count=len(found)), heads, rows)
    return {**shown, "document": view.document_title(document), "note": note}


def _commonest(found: Sequence[LimitGrade], ask: Callable[[LimitGrade], str]) -> str:
    return Counter(map(ask, found)).most_common(1)[0][0]


def _grade_row(view: View, grade: LimitGrade, document: str, note: str) -> Iterator[Cell]:
    name = view.word("product.with_kind", name=grade.product, kind=grade.kind) if grade.kind else grade.product
    own = "" if grade.note == note else grade.note
    yield cell(name, lang=view.chinese, note=own, note_lang=view.chinese if own else "")
    yield cell(grade.standard)
    unit = view.wording.unit(grade.unit)
    quantity = cell(grade.quantity, lang=view.chinese, note=unit)
    title = view.document_title(grade.provenance.document)["text"]
    yield quantity if grade.provenance.document == document else {**quantity, "note": f"{unit} {title}"}
    for value in grade.grades:
        yield cell(view.word("figure.nothing") if value is None else view.wording.number(value))


def is_limit(target: Target) -> bool:
    """Whether a target is a limit for single products, or asks for the PUE of data centres."""
    return target.kind in LIMIT_KINDS or target.indicator == PUE


def limits(view: View) -> Table | None:
    """The limits that local documents set for single products: limit, access and advanced values."""
    found = [target for target in view.release.targets if target.kind in LIMIT_KINDS]
    return _targets(view, found, view.word("product.limits_caption"), with_kind=True)


def pue(view: View) -> Table | None:
    """What documents ask of the PUE of data centres, by the scope they speak of."""
    return _targets(view, pue_targets(view), view.word("product.pue_caption"), with_kind=False)


def pue_targets(view: View) -> Sequence[Target]:
    """The targets for the PUE of data centres."""
    return [target for target in view.release.targets if target.indicator == PUE and target.kind not in LIMIT_KINDS]


def _targets(view: View, found: Sequence[Target], caption: str, with_kind: bool) -> Table | None:
    heads = (
        column(view.word("product.scope")),
        column(view.word("fact.region"), is_short=True),
        column(view.word("fact.what")),
        column(view.word("fact.value")),
        column(view.word("fact.period"), is_short=True),
        column(view.word("fact.source")),
    )
    return table(caption, heads, (_target_row(view, target, with_kind) for target in found)) if found else None


def _target_row(view: View, target: Target, with_kind: bool) -> Iterator[Cell]:
    sector, indicator = view.release.sectors[target.sector], view.release.indicators[target.indicator]
    yield cell(view.text(sector.name), lang=view.lang(sector.name))
    yield view.region_link(target.region)
    kind = {"note": view.word(f"target_kind.{target.kind}")} if with_kind else {}
    yield cell(view.text(indicator.name), lang=view.lang(indicator.name), **kind)
    flags = {"flags": view.flags(target.anomaly)} if target.anomaly else {}
    yield {**cell(view.recorded(target)), **flags}
    yield cell(view.period(target.period))
    yield region_records.source(view, target)
