"""The overview of all lists: how many entries each holds, how to read them, what is open, and what was taken down."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclosure.model.efficiency import Product
from disclosure.model.later import grouped
from disclosure.model.lists import Open, Standing, Tombstone
from disclosure.model.siteplan import Entry
from disclosure.presentation import list_addresses, listed, product_tables, tier_words
from disclosure.presentation.view import Cell, View, cell, column, table


def page(view: View, has_sample: bool = False) -> Entry:
    """The overview; where nobody is named it says so, shows the levels, and leads to the sample if the site has one."""
    lists = view.release.lists
    sentence = answer(view)
    facts = {
        "title": view.word("lists.title"),
        "description": sentence,
        "section": listed.SECTION,
        "trail": (listed.here(view.word("lists.short")),),
    }
    is_any = lists.is_any
    return view.page(
        "pages/lists.html",
        partial(list_addresses.lists, realm=view.realm),
        facts,
        answer=sentence,
        has_lists=is_any,
        tally=listed.tally(view, lists.installations.values()) if is_any else (),
        cards=tuple(_cards(view)) if is_any else (),
        fields=None if is_any else _fields(view),
        doors=tuple(doors(view)),
        sample=list_addresses.lists(view.language, list_addresses.SAMPLE) if has_sample else "",
        how=tuple(_how(view)),
        procedures=tuple(_procedures(view)),
        few=_few(view),
        open=_open(view),
        tombstones=_tombstones(view),
        method=list_addresses.tiers(view.language),
        files=listed.files(view, lists.placings) if is_any else (),
    )


def answer(view: View) -> str:
    """How many entries stand on lists, of the lagging one and corrected among them; or that nobody may be named, or
    that no list is on record here."""
    lists = view.release.lists
    if not lists.is_any:
        levels = lists.levels.values()
        valued = {one.product for one in levels if (one.benchmark_level, one.baseline_level) != (None, None)}
        return view.word("lists.answer_none", products=len(lists.products), valued=len(valued))
    if not lists.installations:
        return view.word("lists.answer_unnamed", open=len(lists.open), gone=len(lists.tombstones))
    counts = {name: len(listed.on_list(lists.placings, name)) for name in ("advanced", "lagging", listed.CORRECTED)}
    return view.word("lists.answer", installations=len(lists.installations), open=len(lists.open), **counts)


def _cards(view: View) -> Iterator[Mapping[str, object]]:
    """Every list with its count and its orders."""
    for name in listed.PAGES:
        count = len(listed.on_list(view.release.lists.placings, name))
        at = partial(list_addresses.list_page, view.language, view.realm, name)
        orders = list_addresses.ORDERS[1:] if count else ()
        yield {
            "name": view.word(f"list_name.{name}"),
            "address": at(),
            "count": view.word("lists.entries", count=count),
            "note": view.word(f"list_caution.{name}"),
            "orders": tuple({"label": view.word(f"lists.by_{order}"), "address": at(order)} for order in orders),
        }


def _fields(view: View) -> Mapping[str, object]:
    """The fields with their products, leading to the register: what can be shown where nobody is named."""
    heads = (
        column(view.word("product.field")),
        column(view.word("lists.products"), is_number=True),
        column(view.word("lists.with_values"), is_number=True),
    )
    fields = grouped((product.field.zh, product) for product in view.release.lists.products.values())
    return table(view.word("lists.fields_caption"), heads, (_field(view, products) for products in fields.values()))


def _field(view: View, products: Sequence[Product]) -> Iterator[Cell]:
    first = products[0]
    register = list_addresses.products(view.language, view.realm)
    yield cell(view.text(first.field), f"{register}#{product_tables.field_anchor(first)}", view.lang(first.field))
    yield cell(str(len(products)))
    yield cell(str(sum(product_tables.has_levels(view, product) for product in products)))


def doors(view: View) -> Iterator[Cell]:
    """What stands beside the lists."""
    language, realm = view.language, view.realm
    yield cell(view.word("product.index_title"), list_addresses.products(language, realm))
    yield cell(view.word("dc.title"), list_addresses.data_centers(language, realm))
    if view.release.lists.installations:
        yield cell(view.word("retrofits.title"), list_addresses.retrofits(language, realm))


def _how(view: View) -> Iterator[Mapping[str, str]]:
    """What a reader must know: what is covered, by which levels, on which day, what absence means, how to object."""
    lists = view.release.lists
    editions = product_tables.editions_of(view, lists.products.values())
    facts = {
        "products": len(lists.products),
        "editions": view.wording.list(listed.edition_name(view, code) for code in editions),
        "day": view.wording.date(view.release.as_of),
        "contact": view.text(view.release.rules.site.contact),
    }
    for key in ("coverage", "levels", "day", "absence", "lights", "object", "correct"):
        yield {"label": view.word(f"lists.how_{key}_label"), "text": view.word(f"lists.how_{key}", **facts)}


def _procedures(view: View) -> Iterator[Mapping[str, object]]:
    """Each procedure that an entry or an open case may follow: its window and how long entries are valid."""
    used = {placing.listing.procedure for placing in view.release.lists.placings}
    for procedure in view.release.rules.lists.procedures.values():
        if procedure.id in used:
            yield {
                "label": view.text(procedure.name),
                "text": view.word("lists.procedure", days=procedure.window_days, months=procedure.longest_months),
                "contact": listed.objections(view, procedure),
                "document": view.document_title(procedure.document),
                "anchor": procedure.anchor,
            }


def _few(view: View) -> str:
    """Why some cases without a name are without a product too; empty where none is."""
    lists, cells = view.release.lists, view.release.rules.lists.small_cells
    products = (*(case.product for case in lists.open), *(stone.product for stone in lists.tombstones))
    return view.word("lists.few", least=cells.least_units) if cells and "" in products else ""


def _open(view: View) -> Mapping[str, object] | None:
    """The open cases by list, product and the end of their window; none of them is named."""
    heads = (
        column(view.word("lists.list")),
        column(view.word("lists.column_place_region")),
        column(view.word("lists.cases"), is_number=True),
        column(view.word("unit.window_end"), is_short=True),
        column(view.word("lists.state")),
    )
    found = Counter(view.release.lists.open)
    caption = view.word("lists.open_caption", count=found.total())
    rows = (_open_row(view, case, count) for case, count in found.items())
    return table(caption, heads, rows) if found else None


def _open_row(view: View, case: Open, count: int) -> Iterator[Cell]:
    yield cell(view.word(f"list_name.{case.list}"))
    yield _product(view, case.product)
    yield cell(str(count))
    yield cell(listed.day(view, case.window_end))
    yield cell(view.word("lists.undecided" if case.is_undecided else "standing.pending"))


def _product(view: View, code: str) -> Cell:
    """A product, leading to its page; one that too few installations make is not said."""
    product = view.release.lists.products.get(code)
    if product is None:
        return cell(view.word("lists.other_products"), is_quiet=True)
    address = list_addresses.product(view.language, view.realm, code)
    return cell(tier_words.product_name(view, product), address, view.lang(product.name))


def _tombstones(view: View) -> Mapping[str, object] | None:
    """What was taken down or not listed: its code and why, never a name."""
    heads = (
        column(view.word("lists.code"), is_short=True),
        column(view.word("lists.list")),
        column(view.word("lists.column_place_region")),
        column(view.word("lists.became")),
        column(view.word("lists.since"), is_short=True),
        column(view.word("reply.reason")),
    )
    found = view.release.lists.tombstones
    caption = view.word("lists.tombstones_caption", count=len(found))
    return table(caption, heads, (_tombstone_row(view, stone) for stone in found)) if found else None


def _tombstone_row(view: View, stone: Tombstone) -> Iterator[Cell]:
    yield cell(stone.code)
    yield cell(view.word(f"list_name.{stone.list}"))
    yield _product(view, stone.product)
    yield cell(view.word(f"standing.{stone.standing}"))
    yield cell(listed.day(view, stone.on))
    known = "lists.lapsed" if stone.standing is Standing.EXPIRED else "lists.no_reason"
    yield cell(stone.reason or view.word(known), lang=view.chinese if stone.reason else "")
