"""Where a figure stands between the two levels of its product, as places on a line. It does not begin at zero: what it
shows are distances.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from disclosure.measures.tiers import tier_of, usable
from disclosure.model.efficiency import Product, Tier
from disclosure.model.lists import Judgement
from disclosure.presentation import tier_words
from disclosure.presentation.view import View

MARGIN, ROOM = Decimal(14), Decimal(72)
"""Percent of the width before the first place, and between the first and the last."""
NEAR_START, NEAR_END = Decimal(34), Decimal(66)
"""Beyond these a label runs inwards."""
HALF = Decimal(50)
PLACE = Decimal("0.1")
Point = tuple[str, Decimal]


def bar(view: View, judgement: Judgement, product: Product, distances: Mapping[str, str]) -> Mapping[str, object]:
    """The bar as `components/position.html` takes it; empty where there is no figure or no level. The distances to the
    levels are for those who do not see it."""
    value, level = judgement.value, judgement.level
    if value is None or level is None or not tier_words.deciding_side(judgement):
        return {}
    levels = [(side, held) for side, held in zip(tier_words.SIDES, usable(level), strict=True) if held is not None]
    span = _Span([value, *(held for _, held in levels)])
    return {
        "tier": judgement.tier.value,
        "zones": tuple(_zones(span, levels, product)),
        "lines": tuple(_line(view, span, side, held, product) for side, held in levels),
        "mark": {
            **span.label(value),
            "edge": "0%" if span.at(value) < HALF else "100%",
            "text": view.word(
                "unit.bar_value" if judgement.accepted is None else "unit.bar_accepted",
                value=tier_words.quantity(view, value, product),
            ),
        },
        "better": view.word("unit.bar_better_left" if product.is_lower_better else "unit.bar_better_right"),
        "is_better_right": not product.is_lower_better,
        "alt": view.word(
            "unit.bar_alt",
            value=tier_words.quantity(view, value, product),
            distances=view.word("sentence.separator").join(distances.values()),
        ),
    }


class _Span:
    """From the lowest to the highest of some values, as percent of a width."""

    def __init__(self, values: Sequence[Decimal]) -> None:
        self._first, self._last = min(values), max(values)

    def at(self, value: Decimal) -> Decimal:
        """Where a value stands; in the middle where all are the same."""
        if self._first == self._last:
            return MARGIN + ROOM / 2
        return MARGIN + ROOM * (value - self._first) / (self._last - self._first)

    def label(self, value: Decimal) -> Mapping[str, str]:
        """The place of a mark, and from which of its ends its label runs."""
        place = self.at(value)
        anchor = "start" if place < NEAR_START else "end" if place > NEAR_END else "middle"
        return {"x": percent(place), "anchor": anchor}


def percent(place: Decimal) -> str:
    """A place on a line, in percent of its width."""
    return f"{place.quantize(PLACE):f}%"


def _line(view: View, span: _Span, side: str, held: Decimal, product: Product) -> Mapping[str, str]:
    text = view.word(
        "unit.bar_level", level=view.word(f"level_name.{side}"), value=tier_words.quantity(view, held, product)
    )
    return {**span.label(held), "side": side, "text": text}


def _zones(span: _Span, levels: Sequence[tuple[str, Decimal]], product: Product) -> Iterator[Mapping[str, str]]:
    """The stretches of the line with the tier that a figure in each would have."""
    cuts = sorted({held for _, held in levels})
    places = [Decimal(0), *(span.at(cut) for cut in cuts), Decimal(100)]
    tiers = _tiers_between(tuple(levels), product.is_lower_better)
    for start, end, tier in zip(places, places[1:], tiers, strict=False):
        yield {"tier": tier.value, "x": percent(start), "width": percent(end - start)}


@lru_cache(maxsize=256)
def _tiers_between(levels: tuple[tuple[str, Decimal], ...], is_lower_better: bool) -> tuple[Tier, ...]:
    """The tiers of figures below the lowest level, between any two, and above the highest."""
    cuts, held, sign = sorted({level for _, level in levels}), dict(levels), 1 if is_lower_better else -1
    inside = [cuts[0] - 1, *((one + other) / 2 for one, other in pairwise(cuts)), cuts[-1] + 1]
    over = ([sign * (value - held[side]) if side in held else None for side in tier_words.SIDES] for value in inside)
    return tuple(tier_of(benchmark, baseline) for benchmark, baseline in over)
