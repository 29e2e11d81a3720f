"""How tiers, levels and distances to a level are said. A distance is a difference; a ratio stands beside it only where
the level is positive, because some levels are negative or zero.
"""

from collections.abc import Mapping
from decimal import Decimal

from disclosure.measures.tiers import usable
from disclosure.model.efficiency import EfficiencyLevel, EfficiencyRecord, Product, Tier
from disclosure.model.lists import Judgement
from disclosure.model.records import ValueStatus
from disclosure.presentation.view import Cell, View, cell

SIDES = ("benchmark", "baseline")
PUE = "PUE"
"""What the name of a data centre's quantity holds in either language."""
PLAIN = "one"
"""The unit of a bare ratio, which is higher or lower, never more or less used."""
PERCENT = "percent"
NOT_STATED = "unit_not_stated"
"""The unit of products of which nobody said what is compared."""
ALONE = "between_alone"
"""The words for a tier between the levels where no benchmark level is on record."""


def tier(view: View, found: Tier, key: str = "") -> Mapping[str, str]:
    """A tier as `components/tier.html` takes it: its shape's key, its short name and its full label."""
    label = view.word(f"tier.{key or found}.label")
    return {"tier": found.value, "name": view.word(f"tier.{found}.name"), "label": label}


def key_of(found: Tier, over_benchmark: Decimal | None) -> str:
    """Under which words a tier is said in full: where no benchmark level is published none can be missed.

    >>> key_of(Tier.BETWEEN, None), key_of(Tier.BETWEEN, Decimal(3)), key_of(Tier.LAGGING, None)
    ('between_alone', 'between', 'lagging')
    """
    return ALONE if found is Tier.BETWEEN and over_benchmark is None else found.value


def key_of_judgement(judgement: Judgement | None) -> str:
    """Under which words a judgement is said in full."""
    return key_of(tier_of(judgement), judgement.over_benchmark if judgement else None)


def judged(view: View, judgement: Judgement | None) -> Mapping[str, str]:
    """The tier of an installation as `components/tier.html` takes it."""
    return tier(view, tier_of(judgement), key_of_judgement(judgement))


def tier_of(judgement: Judgement | None) -> Tier:
    """The tier of a judgement; unknown where there is no record to judge."""
    return Tier.UNKNOWN if judgement is None else judgement.tier


def product_name(view: View, product: Product) -> str:
    """A product with the class that sets it apart, such as its furnace."""
    name, kind = view.text(product.name), view.text(product.kind)
    return view.word("product.with_kind", name=name, kind=kind) if kind else name


def is_data_center(product: Product) -> bool:
    """Whether a product is held to its PUE."""
    return product.unit == PLAIN and PUE in product.quantity.zh


def quantity(view: View, value: Decimal, product: Product) -> str:
    """A value of a product with its unit."""
    return view.wording.quantity(view.wording.number(value), product.unit)


def measured(view: View, record: EfficiencyRecord, product: Product, with_unit: bool = True) -> str:
    """What an installation used, or why there is no figure."""
    if record.value is None:
        return view.word(f"reported.{record.value_status}")
    shown = quantity(view, record.value, product) if with_unit else view.wording.number(record.value)
    return shown if not record.value_status else view.word("reported.with_doubt", value=shown)


def judged_figure(view: View, judgement: Judgement, product: Product, with_unit: bool = True) -> str:
    """What an installation is judged by: its record's figure, or that accepted after a retrofit with the one before."""
    before = measured(view, judgement.record, product, with_unit)
    if judgement.accepted is None:
        return before
    number = view.wording.number(judgement.accepted)
    after = view.wording.quantity(number, product.unit) if with_unit else number
    return view.word("reported.accepted", value=after, before=before)


def figure_cell(view: View, judgement: Judgement | None, product: Product, with_unit: bool = True) -> Cell:
    """What an installation is judged by, for a table: below the figure accepted after a retrofit the one before."""
    if judgement is None:
        return cell("")
    before, accepted = measured(view, judgement.record, product, with_unit), judgement.accepted
    if accepted is None:
        return cell(before)
    number = view.wording.number(accepted)
    after = view.wording.quantity(number, product.unit) if with_unit else number
    return cell(after, note=view.word("reported.accepted_note", before=before))


def level_value(view: View, level: EfficiencyLevel | None, side: str) -> str:
    """The benchmark or baseline level as a number, or why there is none; the unit stands elsewhere."""
    if level is None:
        return view.word("level_status.not_published")
    value, status = held(level, side)
    if value is None:
        return view.word(f"level_status.{status}")
    number = view.wording.number(value)
    return view.word("level_status.with_doubt", value=number) if status is ValueStatus.DOUBTFUL else number


def held(level: EfficiencyLevel, side: str) -> tuple[Decimal | None, ValueStatus]:
    """One of the two levels with its state."""
    if side == "benchmark":
        return level.benchmark_level, level.benchmark_status
    return level.baseline_level, level.baseline_status


def worse_by(judgement: Judgement, side: str) -> Decimal | None:
    """How much worse than a level a figure is; None where there is no level to hold it against."""
    return judgement.over_benchmark if side == "benchmark" else judgement.over_baseline


def deciding_side(judgement: Judgement) -> str:
    """The level whose distance tells most: the baseline for those below it, else the benchmark; may be empty."""
    first = SIDES[::-1] if judgement.tier is Tier.LAGGING else SIDES
    return next((side for side in first if worse_by(judgement, side) is not None), "")


def distance(view: View, judgement: Judgement, product: Product, side: str, is_short: bool = False) -> str:
    """How much more or less than a level, in words; empty where there is no level. The short form leaves the unit out.

    Used more or less where less is better, higher or lower for ratios and where more is better.
    """
    worse = worse_by(judgement, side)
    if worse is None or judgement.level is None:
        return ""
    over = worse if product.is_lower_better else -worse
    manner = "use" if product.is_lower_better and product.unit != PLAIN else "number"
    name = view.word(f"level_name.{side}_short" if is_short else f"level_name.{side}")
    if over == 0:
        return view.word("distance.equal", level=name)
    facts = _amounts(view, over, product, is_short)
    said = view.word(f"distance.{manner}_{'more' if over > 0 else 'less'}", level=name, **facts)
    return said + _share(view, over, usable(judgement.level)[SIDES.index(side)], product)


def distances(view: View, judgement: Judgement | None, product: Product) -> Mapping[str, str]:
    """How much more or less than each level, in words; only where there is a level."""
    if judgement is None:
        return {}
    said = {side: distance(view, judgement, product, side) for side in SIDES}
    return {side: text for side, text in said.items() if text}


def _share(view: View, over: Decimal, level: Decimal | None, product: Product) -> str:
    """A difference as a share of a level, where that is positive; never rounded to nothing. A share of a percentage
    would be taken for percentage points, and is not said."""
    if level is None or level <= 0 or product.unit == PERCENT:
        return ""
    share = view.wording.percent(abs(over) / level * 100, Decimal(0), places=1)
    return view.word(f"distance.share_{'more' if over > 0 else 'less'}", share=share)


def _amounts(view: View, over: Decimal, product: Product, is_short: bool) -> Mapping[str, str]:
    """An amount in words: with its whole unit, and with the part of it above the stroke, which "per" goes before."""
    number = view.wording.number(abs(over))
    if product.unit == PERCENT:
        return _bare(view.wording.points(abs(over)))
    if is_short:
        return _bare(number)
    above, _, below = view.wording.unit(product.unit).partition("/")
    whole = view.wording.quantity(number, product.unit)
    if not below:
        return _bare(whole)
    amount = view.word("quantity.spaced", number=number, unit=above)
    return {"amount": amount, "whole": whole, "per": view.word("distance.per", unit=below)}


def _bare(amount: str) -> Mapping[str, str]:
    """An amount that no "per" goes before."""
    return {"amount": amount, "whole": amount, "per": ""}
