"""What the rule of tiers says of the cases at its edges, found by asking the rule itself."""

from collections.abc import Mapping
from decimal import Decimal

from disclosure.measures.tiers import tier_of
from disclosure.presentation.tier_words import key_of
from disclosure.presentation.view import View, cell, column, table

CASES: Mapping[str, tuple[Decimal | None, Decimal | None]] = {
    "better": (Decimal(-1), Decimal(-18)),
    "at_benchmark": (Decimal(0), Decimal(-17)),
    "past_benchmark": (Decimal(1), Decimal(-16)),
    "at_baseline": (Decimal(17), Decimal(0)),
    "past_baseline": (Decimal(18), Decimal(1)),
    "no_benchmark_met": (None, Decimal(0)),
    "no_benchmark_missed": (None, Decimal(1)),
    "no_baseline_met": (Decimal(0), None),
    "no_baseline_missed": (Decimal(1), None),
}
"""How much worse than the benchmark and the baseline level; None where none is published."""


def cases(view: View) -> Mapping[str, object]:
    """Each case with the tier that follows."""
    heads = (column(view.word("tier_case.case")), column(view.word("unit.tier_column")))
    rows = (
        (cell(view.word(f"tier_case.{name}")), cell(view.word(f"tier.{key_of(tier_of(*over), over[0])}.label")))
        for name, over in CASES.items()
    )
    return table(view.word("tier_case.caption"), heads, rows)
