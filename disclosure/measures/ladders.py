"""From figures to a grade: the published ladder decides, and printed precision says what else it could be."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure.model.levels import Grade, Ladder, Metric


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure as computed from printed values, and the best and worst it may be within their precision."""

    best: Decimal
    value: Decimal
    worst: Decimal


Figures = Mapping[Metric, Spread]


def grade_of(ladder: Ladder, figures: Mapping[Metric, Decimal]) -> Grade | None:
    """The first grade whose bounds all hold; None where the ladder leaves a hole.

    The ladder's figures must all be there (`Ladder.metrics`).
    """
    for grade in ladder.grades:
        for bound in grade.bounds:
            if not bound.holds(figures[bound.metric]):
                break
        else:
            return grade
    return None


def possible_grades(ladder: Ladder, figures: Figures, shown: Grade) -> tuple[Grade, ...]:
    """The grades other than the shown one that the printed precision leaves open, most severe first.

    All figures worsen together, so every grade between the best and the worst case is within reach.
    """
    best = grade_of(ladder, {metric: spread.best for metric, spread in figures.items()})
    worst = grade_of(ladder, {metric: spread.worst for metric, spread in figures.items()})
    if best is None or worst is None or (best is shown and worst is shown):
        return ()
    first, last = sorted((_place(ladder, worst), _place(ladder, best)))
    return tuple(grade for grade in ladder.grades[first : last + 1] if grade is not shown)


def _place(ladder: Ladder, grade: Grade) -> int:
    return next(index for index, candidate in enumerate(ladder.grades) if candidate is grade)
