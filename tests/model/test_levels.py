from decimal import Decimal

import pytest

from disclosure.model.levels import Bound, Grade, Ladder, Level, Metric, RuleSet, Yardstick
from disclosure.model.text import Text

JUDGED = (Level.ON_TRACK, Level.STRAINED, Level.SEVERE)


def test_severe_is_worse_than_strained_and_strained_than_on_track() -> None:
    assert [[worse.worse_than(better) for better in JUDGED] for worse in JUDGED] == [
        [False, False, False],
        [True, False, False],
        [True, True, False],
    ]


@pytest.mark.parametrize("level", [Level.NOT_ASSESSED, Level.EXEMPT, Level.NOT_APPLICABLE])
def test_a_state_that_no_rule_gave_is_never_compared(level: Level) -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        level.worse_than(Level.SEVERE)
    with pytest.raises(ValueError, match="cannot be compared"):
        Level.SEVERE.worse_than(level)


@pytest.mark.parametrize(
    ("limit", "below", "at", "above"),
    [("above", False, False, True), ("at_least", False, True, True), ("at_most", True, True, False),
     ("below", True, False, False)],
)  # fmt: skip
def test_each_limit_of_a_bound_counts_its_own_edge(limit: str, below: bool, at: bool, above: bool) -> None:
    bound = Bound(Metric.GAP_SHARE, **{limit: Decimal("0.10")})
    assert [bound.holds(Decimal(value)) for value in ("0.0999999", "0.10", "0.1000001")] == [below, at, above]


def test_a_rule_set_has_a_ladder_only_for_the_periods_it_speaks_of() -> None:
    grade = Grade(Level.SEVERE, "Ⅲ级", Text("红"), Text("严峻"), Text("红色"), Text("其余"))
    half, quarters = Ladder(("H1",), (grade,)), Ladder(("Q1Q3",), (grade,))
    rules = RuleSet("r", "1", Text("规则"), "", "", "d", "a", "q", Text(""), True, (Yardstick.ANNUAL_TASK,), (),
                    (half, quarters))  # fmt: skip
    assert [rules.find_ladder(kind) for kind in ("H1", "Q1Q3", "year")] == [half, quarters, None]
