"""What an authority issued, held beside our own light of the same matter."""

from dataclasses import dataclass
from enum import StrEnum

from disclosure.model.records import OfficialAssessment
from disclosure.model.release import Assessment


class Outcome(StrEnum):
    """What came of holding an issued light or grade beside ours. Only the first two are counted as a comparison."""

    AGREES = "agrees"
    DIFFERS = "differs"
    BESIDE = "beside"
    """Both exist, but speak of different periods: shown side by side, neither agreement nor difference."""
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One issued light or grade with our light, where one may honestly stand beside it, and why it counts or not."""

    issued: OfficialAssessment
    outcome: Outcome
    ours: Assessment | None = None
    """Our judged light of the same region and matter; None where nothing of ours may stand beside it."""
    reason: str = ""
    """Why it is neither agreement nor difference, worded under `comparison.reason.<code>`: other_period, two_levels,
    not_judged, other_yardstick, no_barometer, no_target, no_figures, exempt or grade_says_neither."""
    causes: tuple[str, ...] = ()
    """What is known to part the two where they differ, worded under `comparison.cause.<code>`: rounding, measures,
    retrospective or projected."""
