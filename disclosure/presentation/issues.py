"""What the issues of our barometers and of those that authorities issued share: breadcrumbs, periods, what changed."""

from collections.abc import Mapping, Sequence

from disclosure.model.periods import Period
from disclosure.model.release import LevelChange
from disclosure.model.rules import Scope
from disclosure.presentation import addresses, evidence
from disclosure.presentation.view import View

LightKey = tuple[str, str, str]
"""Region, dimension and yardstick of a light."""
EVERYTHING_CERTAIN: Mapping[LightKey, str] = {}


def trail(view: View, scope: Scope, period: Period) -> tuple[Mapping[str, str], ...]:
    """The breadcrumbs of an issue."""
    return (
        {"label": view.word("nav.barometer"), "address": addresses.barometers(view.language)},
        {"label": view.text(scope.name), "address": addresses.barometer(view.language, scope.id)},
        {"label": view.period(period), "address": ""},
    )


def period_links(
    view: View, scope: Scope, periods: Sequence[Period], current: Period | None
) -> tuple[Mapping[str, object], ...]:
    """The issues of a scope, newest first, the current one marked."""
    return tuple(
        {
            "label": view.period(period),
            "address": addresses.barometer_issue(view.language, scope.id, period),
            "is_current": period == current,
        }
        for period in sorted(periods, reverse=True)
    )


def changes(
    view: View,
    previous: Period | None,
    moves: Sequence[LevelChange],
    has_numbers: bool = True,
    doubts: Mapping[LightKey, str] = EVERYTHING_CERTAIN,
) -> Mapping[str, object]:
    """What changed since the issue before, one sentence each, the worse first.

    `doubts` names the colours that a light could have too within the printed precision.
    """
    if previous is None:
        return {"summary": view.word("barometer.changes_first"), "items": ()}
    ordered = sorted(moves, key=lambda change: not change.is_worse)
    key = "barometer.changes_since" if moves else "barometer.changes_none"
    return {
        "summary": view.word(key, previous=view.period(previous), count=len(moves)),
        "items": tuple(
            {
                "text": _sentence(view, change, has_numbers, doubts),
                "address": addresses.region(view.language, change.region),
                "level": change.after.value,
            }
            for change in ordered
        ),
    }


def _sentence(view: View, change: LevelChange, has_numbers: bool, doubts: Mapping[LightKey, str]) -> str:
    sentence = evidence.change_sentence(view, change, has_numbers)
    names = doubts.get((change.region, change.dimension, change.yardstick))
    return view.word("change_sentence.doubt", sentence=sentence, names=names) if names else sentence
