"""The pages of one list: every entry that may be named, in three orders, with how far it is from the levels."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from disclosure.measures.tiers import usable
from disclosure.model.efficiency import EfficiencyLevel, Product
from disclosure.model.lists import Placing
from disclosure.model.siteplan import Entry
from disclosure.presentation import list_addresses, list_order, listed, tier_words
from disclosure.presentation.list_order import Leaf, Line
from disclosure.presentation.view import Cell, View

Known = Mapping[str, Mapping[str, object]]
"""What is said of each entry in every order, by its code."""


def pages(view: View, name: str) -> Iterator[Entry]:
    """A list in every order, page by page; an empty list has one page that says so."""
    placings = listed.on_list(view.release.lists.placings, name)
    alike, known = _alike(view, name, placings), {one.listing.code: _known(view, one) for one in placings}
    for order in list_addresses.ORDERS if placings else list_addresses.ORDERS[:1]:
        leaves = tuple(list_order.leaves(list_order.lines(view, placings, order)))
        caption = view.word(
            "lists.caption", list=view.word(f"list_name.{name}"), order=_order(view, order), count=len(placings)
        )
        for leaf in leaves:
            groups = tuple(_group(view, order, group, lines, known) for group, lines in leaf.groups)
            yield _page(view, name, order, leaf, leaves, {**alike, "caption": caption, "groups": groups})


def _alike(view: View, name: str, placings: Sequence[Placing]) -> Mapping[str, object]:
    """What every page of a list says."""
    return {
        "answer": answer(view, name, placings),
        "caution": view.word(f"list_caution.{name}"),
        "guide": listed.guide(view),
        "others": tuple(_others(view, name)),
        "files": listed.files(view, placings),
    }


def _page(
    view: View, name: str, order: str, leaf: Leaf, leaves: Sequence[Leaf], content: Mapping[str, object]
) -> Entry:  # fmt: skip
    title = view.word(f"list_name.{name}")
    at = partial(list_addresses.list_page, realm=view.realm, name=name, order=order)
    return view.page(
        "pages/list.html",
        partial(at, number=leaf.number),
        {
            "title": title if leaf.number == 1 else view.word("lists.page_title", list=title, number=leaf.number),
            "description": content["answer"],
            "section": listed.SECTION,
            "trail": listed.trail(view, listed.here(title)),
        },
        orders=tuple(_orders(view, name, order)) if leaf.groups else (),
        jumps=tuple(_jumps(view, name, order, leaf, leaves)),
        columns=tuple(_columns(view, order)),
        pages=tuple(_numbers(view, at, leaf, leaves)),
        **content,
    )


def _order(view: View, order: str) -> str:
    """The words of an order; with what all names begin with they say that the letters leave it out."""
    shared = list_order.opening_of(view) if order == "pinyin" else ""
    return view.word("lists.order_pinyin_after", shared=shared) if shared else view.word(f"lists.order_{order}")


def _numbers(
    view: View, at: Callable[..., str], here: Leaf, leaves: Sequence[Leaf]
) -> Iterator[Mapping[str, object]]:  # fmt: skip
    for leaf in leaves:
        address = at(view.language, number=leaf.number)
        yield {"label": str(leaf.number), "address": address, "is_current": leaf is here}


def answer(view: View, name: str, placings: Sequence[Placing]) -> str:
    """How many entries a list holds, of how many products."""
    units = view.release.lists.installations
    products = {units[placing.listing.installation].product for placing in placings}
    title = view.word(f"list_name.{name}")
    if not placings:
        return view.word("lists.answer_empty", list=title)
    return view.word("lists.answer_list", list=title, count=len(placings), products=len(products))


def _orders(view: View, name: str, current: str) -> Iterator[Mapping[str, object]]:
    for order in list_addresses.ORDERS:
        address = list_addresses.list_page(view.language, view.realm, name, order)
        yield {"label": view.word(f"lists.by_{order}"), "address": address, "is_current": order == current}


def _jumps(
    view: View, name: str, order: str, here: Leaf, leaves: Sequence[Leaf]
) -> Iterator[Mapping[str, str]]:  # fmt: skip
    """Where each heading first stands, on this page or another one."""
    seen: set[str] = set()
    for leaf in leaves:
        for group, _ in leaf.groups:
            if group not in seen:
                seen.add(group)
                page = list_addresses.list_page(view.language, view.realm, name, order, leaf.number)
                place = list_order.anchor(order, group)
                label = list_order.heading(view, order, group)
                yield {"label": label, "here": place if leaf is here else "", "address": f"{page}#{place}"}


def _columns(view: View, order: str) -> Iterator[Mapping[str, object]]:
    for key in ("unit", f"place_{order}", "value", "levels", "distance", "tier", "valid_to"):
        yield {"label": view.word(f"lists.column_{key}"), "is_number": key in {"value", "levels"}}


def _group(view: View, order: str, group: str, lines: Sequence[Line], known: Known) -> Mapping[str, object]:
    label = list_order.heading(view, order, group)
    if order == "product":
        product = view.release.lists.products[group]
        label = view.word("lists.product_heading", product=label, quantity=_quantity(view, product))
    rows = tuple(_row(view, order, line, known[line.placing.listing.code]) for line in lines)
    count = view.word("lists.group_count", count=len(lines))
    address = _leads_to(view, order, group)
    return {"id": list_order.anchor(order, group), "label": label, "count": count, "rows": rows, "address": address}


def _leads_to(view: View, order: str, group: str) -> str:
    """Where a heading leads: the page of its product, or what its region's page says of lists; empty for letters."""
    if order == "product":
        return list_addresses.product(view.language, view.realm, group)
    return listed.region_address(view, group) if order == "region" and group in view.release.regions else ""


def _quantity(view: View, product: Product) -> str:
    unit = view.wording.unit(product.unit)
    quantity = view.text(product.quantity)
    return view.word("lists.quantity_unit", quantity=quantity, unit=unit) if unit else quantity


def _row(view: View, order: str, line: Line, known: Mapping[str, object]) -> Mapping[str, object]:
    """One entry with what its heading does not say."""
    judgement, product = line.placing.current, listed.product_of(view, line.unit)
    row = {**known, "place": _place(view, order, line, product)}
    if order == "product" and judgement:
        row["value"] = tier_words.judged_figure(view, judgement, product, with_unit=False)
    return row


def _known(view: View, placing: Placing) -> Mapping[str, object]:
    """What is said of an entry in every order: its levels stand in one cell and its tier's shape comes with the style,
    to keep the page small."""
    unit, judgement = view.release.lists.installations[placing.listing.installation], placing.current
    product = listed.product_of(view, unit)
    tier = tier_words.tier_of(judgement)
    side = tier_words.deciding_side(judgement) if judgement else ""
    return {
        "unit": listed.unit_link(view, unit),
        "value": tier_words.judged_figure(view, judgement, product) if judgement else "",
        "levels": _levels(view, judgement.level if judgement else None),
        "distance": tier_words.distance(view, judgement, product, side, is_short=True) if judgement and side else "",
        "tier": tier.value,
        "tier_name": view.word(f"tier.{tier}.name"),
        "valid_to": listed.day(view, placing.listing.valid_to),
    }


def _place(view: View, order: str, line: Line, product: Product) -> str:
    """What the heading does not say: the region, the product, or both."""
    region = view.region(line.unit.region) if line.unit.region in view.release.regions else line.unit.region
    name = tier_words.product_name(view, product)
    both = view.word("lists.place", region=region, product=name)
    return {"product": region, "region": name}.get(order, both)


def _levels(view: View, level: EfficiencyLevel | None) -> str:
    if level is None:
        return view.word("level_status.not_published")
    first, second = (tier_words.level_value(view, level, side) for side in tier_words.SIDES)
    if first == second and usable(level) == (None, None):
        return first
    return view.word("lists.levels", benchmark=first, baseline=second)


def _others(view: View, current: str) -> Iterator[Cell]:
    """The other lists, each with how many entries it holds."""
    for name in listed.PAGES:
        if name != current:
            yield listed.list_link(view, name)
