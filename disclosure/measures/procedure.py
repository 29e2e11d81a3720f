"""Where an entry of a list stands in its procedure on a day."""

from disclosure.model.days import Day, days_later
from disclosure.model.efficiency import Listing
from disclosure.model.list_rules import Procedure
from disclosure.model.lists import Correction, Standing


def standing_of(listing: Listing, procedure: Procedure, day: Day) -> Standing:
    """The standing on a day; whatever is to happen later has not happened.

    An entry is named from the day of its decision, never before the window for objections is over, until its last day
    of validity or its withdrawal. What is listed without an end of validity is never named.
    """
    if listing.notice_date > day:
        return Standing.LATER
    if _is_past(listing.withdrawn_on, day):
        return Standing.WITHDRAWN
    if day <= procedure.window_end(listing.notice_date) or not _is_past(listing.decided_on, day):
        return Standing.PENDING
    if listing.decision != "listed":
        return Standing.DISMISSED
    if listing.valid_to is None or day > listing.valid_to:
        return Standing.EXPIRED
    return Standing.CORRECTED if _is_past(listing.corrected_on, day) else Standing.LISTED


def over_since(listing: Listing, standing: Standing) -> Day | None:
    """The first day on which an entry is over; None while it is not."""
    days = {
        Standing.WITHDRAWN: listing.withdrawn_on,
        Standing.DISMISSED: listing.decided_on,
        Standing.EXPIRED: days_later(listing.valid_to, 1) if listing.valid_to else listing.decided_on,
    }
    return days.get(standing)


def correction_of(listing: Listing, procedure: Procedure, day: Day) -> Correction | None:
    """The correction that an entry brought its installation by a day, while it stood; it may be over by then."""
    on = listing.corrected_on
    if on is None or on > day or standing_of(listing, procedure, on) is not Standing.CORRECTED:
        return None
    return Correction(listing.period, on)


def _is_past(event: Day | None, day: Day) -> bool:
    """Whether something dated has happened by a day."""
    return event is not None and event <= day
