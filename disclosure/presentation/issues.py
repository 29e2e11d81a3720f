"""What the issues of our barometers and of those that authorities issued share: breadcrumbs, periods, what changed."""

from collections.abc import Mapping, Sequence

from disclosure.model.periods import Period
from disclosure.model.release import LevelChange
from disclosure.model.rules import Scope
from disclosure.presentation import addresses, evidence
from disclosure.presentation.view import View


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
    view: View, previous: Period | None, moves: Sequence[LevelChange], has_numbers: bool = True
) -> Mapping[str, object]:
    """What changed since the issue before, one sentence each, the worse first."""
    if previous is None:
        return {"summary": view.word("barometer.changes_first"), "items": ()}
    ordered = sorted(moves, key=lambda change: not change.is_worse)
    key = "barometer.changes_since" if moves else "barometer.changes_none"
    return {
        "summary": view.word(key, previous=view.period(previous), count=len(moves)),
        "items": tuple(
            {
                "text": evidence.change_sentence(view, change, has_numbers),
                "address": addresses.region(view.language, change.region),
                "level": change.after.value,
            }
            for change in ordered
        ),
    }
