"""The figures of a region that have several vintages: each vintage in the order of publication, and what it changed."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from disclosure.model.records import Observation
from disclosure.model.vintages import point_of
from disclosure.presentation import addresses, vintages
from disclosure.presentation.region_records import indicator, source
from disclosure.presentation.view import CHANGES, CUT_FOR_DISPLAY, CUT_PLACES, Cell, View, cell, column, table
from disclosure.presentation.wording import places_of

HEADS = ("vintage_head", "value", "printed_column", "status", "vintage_change", "source")
SHORT = frozenset({"vintage_head", "status"})
POINTS = frozenset({"percent", "percentage_point"})
"""Units whose differences are percentage points."""


def tables(view: View, code: str) -> tuple[Mapping[str, object], ...]:
    """A table for each figure of a region that has several vintages, the newest period first."""
    several = [found for found in view.indexes.vintages.get(code, {}).values() if len(found) > 1]
    ordered = sorted(several, key=lambda found: found[0].period, reverse=True)
    return tuple(_table(view, found) for found in ordered)


def _table(view: View, found: Sequence[Observation]) -> Mapping[str, object]:
    columns = [column(view.word(f"region.{key}"), key == "value", is_short=key in SHORT) for key in HEADS]
    return table(_caption(view, found[0]), columns, _rows(view, found), addresses.vintages_anchor(point_of(found[0])))


def _caption(view: View, point: Observation) -> str:
    name = indicator(view, point.indicator, point.sector)
    parts = (name["text"], name.get("note"), view.word(f"measure.{point.measure}"), view.period(point.period))
    return view.word("fact.joint").join(str(part) for part in parts if part)


def _rows(view: View, found: Sequence[Observation]) -> Iterator[tuple[Cell, ...]]:
    changes = (view.word("region.vintage_first"), *(change(view, *pair) for pair in pairwise(found)))
    number = 0
    for point, said in zip(found, changes, strict=True):
        number += not vintages.is_computed(point)
        yield _row(view, point, number, said)


def _row(view: View, point: Observation, number: int, said: str) -> tuple[Cell, ...]:
    flags = {"flags": view.flags(point.anomaly)} if point.anomaly else {}
    is_computed = vintages.is_computed(point)
    return (
        cell(view.word("processing.computed") if is_computed else view.word("region.vintage", number=number)),
        {**cell(view.recorded(point)), **flags},
        cell(point.as_printed, lang=view.chinese),
        cell(view.word(f"status.{point.status}")),
        cell(said),
        source(view, point),
    )


def change(view: View, before: Observation, after: Observation) -> str:
    """What a vintage changed: 多降 0.7 个百分点; 高 42,000 万吨标准煤（11.2%）; why there is no difference to tell."""
    if before.value is None or after.value is None or not (before.is_usable and after.is_usable):
        return view.word("vintage_change.no_number")
    if before.unit != after.unit:
        return view.word("vintage_change.other_unit")
    if before.value == after.value:
        return view.word("vintage_change.same")
    shown = _amount(view, before, after, after.value - before.value)
    if before.measure in CHANGES:
        return view.word(f"vintage_change.{_side(before.value, after.value)}", amount=shown)
    side = "higher" if after.value > before.value else "lower"
    if before.unit in POINTS or before.value <= 0:
        return view.word(f"vintage_change.{side}", amount=shown)
    share = view.wording.share(abs(after.value / before.value - 1), Decimal(0))
    return view.word(f"vintage_change.{side}_share", amount=shown, share=share)


def _amount(view: View, before: Observation, after: Observation, difference: Decimal) -> str:
    """The difference without its sign, in percentage points or in the figure's own unit."""
    is_cut = {before.processing, after.processing} & CUT_FOR_DISPLAY
    places = min(places_of(difference), CUT_PLACES) if is_cut else None
    if after.unit in POINTS:
        return view.wording.points(abs(difference), places)
    return view.wording.quantity(view.wording.number(abs(difference), places), after.unit)


def _side(before: Decimal, after: Decimal) -> str:
    """How one change stands to another: a deeper or smaller fall, a higher or smaller rise, or the other direction."""
    if before <= 0 and after <= 0:
        return "more_fall" if after < before else "less_fall"
    if before >= 0 and after >= 0:
        return "more_rise" if after > before else "less_rise"
    return "now_fall" if after < 0 else "now_rise"
