"""The drawings of one product: where each named installation stands, and how the named capacity spreads over tiers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.measures.tiers import usable
from disclosure.model.efficiency import EfficiencyLevel, Installation, Product, Tier
from disclosure.model.lists import Judgement
from disclosure.model.tables import Column
from disclosure.model.text import Text
from disclosure.presentation import listed, tier_words
from disclosure.presentation.derived_datasets import exact
from disclosure.presentation.figures import Figure, Row
from disclosure.presentation.view import Cell, View, cell

TIERS = (Tier.ADVANCED, Tier.BETWEEN, Tier.LAGGING)
BINS = 28
"""Places on the line that are told apart: installations that share one stand above each other."""
LEAST_REACH = 3
"""Lanes above and below the middle that there is always room for."""
TEXTS = frozenset({"unit_code", "unit", "tier_code", "tier"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A named installation with the judgement that places it."""

    unit: Installation
    judgement: Judgement

    @property
    def value(self) -> Decimal:
        """Its figure."""
        return self.judgement.value or Decimal(0)


def stands(view: View, product: Product) -> tuple[Stand, ...]:
    """The named installations of a product that a tier was judged for, as they are registered."""
    found = ((unit, listed.current(view, unit.code)) for unit in view.release.lists.made.get(product.code, ()))
    return tuple(Stand(unit, judged) for unit, judged in found if judged is not None and judged.tier in TIERS)


def figures(view: View, product: Product) -> Iterator[Figure]:
    """The drawings of a product; none where no installation is named."""
    found = stands(view, product)
    editions = Counter(stand.judgement.record.edition for stand in found)
    if found:
        edition = max(editions, key=lambda code: (editions[code], code))
        yield _strip(view, product, [stand for stand in found if stand.judgement.record.edition == edition], edition)
    if any(stand.unit.capacity for stand in found):
        yield _shares(view, product, [stand for stand in found if stand.unit.capacity])


def _id(view: View, kind: str, product: Product) -> str:
    return "-".join(part for part in (view.realm, kind, product.code) if part)


def unnamed(view: View, product: Product) -> str:
    """How many cases of a product are open, of which nobody is named; a sentence in either case. Where none is known
    there may still be some, since those of a product that few installations make are not counted under it."""
    count = sum(case.product == product.code for case in view.release.lists.open)
    return view.word("product.only_named", open=count) if count else view.word("product.only_named_none")


def _strip(view: View, product: Product, found: Sequence[Stand], edition: str) -> Figure:
    count = Counter(stand.judgement.tier for stand in found)
    level = found[0].judgement.level
    facts = {
        "product": tier_words.product_name(view, product),
        "count": len(found),
        "edition": listed.edition_name(view, edition),
        **{tier.value: count[tier] for tier in TIERS},
    }
    key, manner = _key(view, found), _manner(found)
    names = ("unit_code", "unit", "value", "benchmark", "baseline", "tier_code", "tier")
    return Figure(
        id=_id(view, "strip", product),
        kind="strip",
        title=view.word(f"product.strip_title{manner}", **facts),
        summary=view.word(f"product.strip_summary{manner}", **facts) + unnamed(view, product),
        alt=view.word(f"product.strip_alt{manner}", **facts),
        source=_source(view, found),
        key=(*key, *((side, view.word(f"level_name.{side}")) for side in _sides(level))),
        columns=_columns(view, *names, unit=view.wording.unit(product.unit)),
        cells=tuple(_strip_cells(view, stand) for stand in found),
        shown=tuple(_strip_shown(view, stand) for stand in found),
        rows=tuple(_strip_rows(view, found, level)),
    )  # fmt: skip


def _manner(found: Sequence[Stand]) -> str:
    """Which words a drawing is told in: where no benchmark level is on record none is reached or missed."""
    return "_alone" if listed.lacks_benchmark(stand.judgement for stand in found) else ""


def _key(view: View, found: Sequence[Stand]) -> tuple[tuple[str, str], ...]:
    """What the shapes of the tiers mean that a drawing shows; one shape may be told in the words of two."""
    said = {(TIERS.index(one.tier), tier_words.key_of_judgement(one)) for one in (stand.judgement for stand in found)}
    return tuple((TIERS[place].value, view.word(f"tier.{key}.label")) for place, key in sorted(said))


def _sides(level: EfficiencyLevel | None) -> list[str]:
    """The levels that there are."""
    known = usable(level) if level else (None, None)
    return [side for side, held in zip(tier_words.SIDES, known, strict=True) if held is not None]


def _columns(view: View, *names: str, unit: str) -> tuple[Column, ...]:
    titles = {name: Text(view.word(f"figure_column.{_worded(name, unit)}", unit=unit)) for name in names}
    return tuple(Column(name, title, title, "string" if name in TEXTS else "number") for name, title in titles.items())


def _worded(name: str, unit: str) -> str:
    """Under which words a column is said: a bare ratio has no brackets for a unit."""
    return "value_bare" if name == "value" and not unit else name


def _source(view: View, found: Sequence[Stand]) -> str:
    """The documents that the figures were taken from."""
    judged = [stand.judgement for stand in found]
    mended = [one.retrofit.provenance.document for one in judged if one.retrofit]
    codes = dict.fromkeys([*(one.record.provenance.document for one in judged), *mended])
    return view.wording.list(view.document_title(code)["text"] for code in codes)  # type: ignore[misc]  # a title is text


def _strip_cells(view: View, stand: Stand) -> tuple[str, ...]:
    levels = usable(stand.judgement.level) if stand.judgement.level else (None, None)
    tier = stand.judgement.tier
    numbers = (exact(stand.value), *map(exact, levels))
    return stand.unit.code, listed.unit_name(view, stand.unit), *numbers, tier.value, _short(view, tier)


def _short(view: View, tier: Tier) -> str:
    return view.word(f"tier.{tier}.name")


def _strip_shown(view: View, stand: Stand) -> tuple[Cell, ...]:
    level, tier = stand.judgement.level, stand.judgement.tier
    sides = (cell(tier_words.level_value(view, level, side)) for side in tier_words.SIDES)
    return (
        listed.unit_link(view, stand.unit),
        cell(view.wording.number(stand.value)),
        *sides,
        cell(_short(view, tier), tier=tier.value),
    )


def _strip_rows(view: View, found: Sequence[Stand], level: EfficiencyLevel | None) -> Iterator[Row]:
    """The levels, then one row for each installation in its lane."""
    lanes = _lanes([stand.value for stand in found])
    reach = max(LEAST_REACH, *map(abs, lanes)) + 1
    for side, held in zip(tier_words.SIDES, usable(level) if level else (), strict=False):
        if held is not None:
            yield {"role": side, "value": float(held), "label": view.wording.number(held), "reach": reach}
    for stand, lane in zip(found, lanes, strict=True):
        own = {"value": float(stand.value), "lane": lane, "tier": stand.judgement.tier.value}
        yield {"role": "unit", "reach": reach, **own}


def _lanes(values: Sequence[Decimal]) -> list[int]:
    """For each value how far from the middle it stands: 0, 1, -1, 2 … among those that share a place.

    >>> _lanes([Decimal(1), Decimal(1), Decimal(9), Decimal(1)])
    [0, 1, 0, -1]
    """
    low, span = min(values), (max(values) - min(values)) or Decimal(1)
    seen: Counter[int] = Counter()
    found = []
    for value in values:
        place = int((value - low) / span * BINS)
        number = seen[place]
        seen[place] += 1
        found.append((number + 1) // 2 * (1 if number % 2 else -1))
    return found


def _shares(view: View, product: Product, found: Sequence[Stand]) -> Figure:
    """Shares of the named capacity; each tier's own number of installations stands in the table."""
    capacity: Mapping[Tier, Decimal] = {
        tier: sum((stand.unit.capacity or Decimal(0) for stand in found if stand.judgement.tier is tier), Decimal(0))
        for tier in TIERS
    }
    total = sum(capacity.values())
    shares = {tier: held / total * 100 for tier, held in capacity.items() if held}
    facts = {
        "product": tier_words.product_name(view, product),
        "count": len(found),
        "total": view.wording.quantity(view.wording.number(Decimal(total)), product.capacity_unit),
        "advanced": view.wording.percent(shares.get(Tier.ADVANCED, Decimal(0)), places=1),
        "lagging": view.wording.percent(shares.get(Tier.LAGGING, Decimal(0)), places=1),
    }
    names = ("tier_code", "tier", "units", "capacity", "share")
    return Figure(
        id=_id(view, "shares", product),
        kind="shares",
        title=view.word(f"product.shares_title{_manner(found)}", **facts),
        summary=view.word("product.shares_summary", **facts) + unnamed(view, product),
        alt=view.word(f"product.shares_alt{_manner(found)}", **facts),
        source=_source(view, found),
        key=_key(view, found),
        columns=_columns(view, *names, unit=view.wording.unit(product.capacity_unit)),
        cells=tuple(_share_cells(view, found, tier, capacity[tier], shares[tier]) for tier in shares),
        shown=tuple(_share_shown(view, found, tier, capacity[tier], shares[tier]) for tier in shares),
        rows=tuple(_share_rows(view, shares)),
    )


def _units(found: Sequence[Stand], tier: Tier) -> int:
    return sum(stand.judgement.tier is tier for stand in found)


def _share_cells(
    view: View, found: Sequence[Stand], tier: Tier, capacity: Decimal, share: Decimal
) -> tuple[str, ...]:  # fmt: skip
    return tier.value, _short(view, tier), str(_units(found, tier)), exact(capacity), exact(share)


def _share_shown(
    view: View, found: Sequence[Stand], tier: Tier, capacity: Decimal, share: Decimal
) -> tuple[Cell, ...]:  # fmt: skip
    name, units = cell(_short(view, tier), tier=tier.value), cell(str(_units(found, tier)))
    return name, units, cell(view.wording.number(capacity)), cell(view.wording.percent(share, places=1))


def _share_rows(view: View, shares: Mapping[Tier, Decimal]) -> Iterator[Row]:
    """Each stretch with where it begins and ends in percent, and the number below it."""
    start = Decimal(0)
    for tier, share in shares.items():
        end = start + share
        label = view.wording.percent(share, places=1)
        yield {"tier": tier.value, "start": float(start), "end": float(end), "label": label}
        start = end
