"""Every state of a listing on the days at its edges; only what is decided, valid and not withdrawn is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.measures.procedure import over_since, standing_of
from disclosure.model.days import Day, day_of, days_later, months_later
from disclosure.model.efficiency import Listing
from disclosure.model.list_rules import Procedure
from disclosure.model.lists import Standing
from disclosure.model.periods import Period
from disclosure.model.records import Provenance
from disclosure.model.text import Text

PROCEDURE = Procedure("p", Text("程序"), 15, 36, "rules", "第六条", Text(""))
SOURCE = Provenance("doc", "表 1", "", (), "p", "listings", 2)
LISTED = Listing(
    "l-1", "lagging", "u-1", Period.parse("2025"), "p", day_of("2026-03-02"), "none", None, "", "", "", "listed",
    day_of("2026-03-25"), "机关", "文号", day_of("2029-03-24"), None, "", None, "", "", SOURCE,
)  # fmt: skip
"""The notice begins on 2 March, so that 17 March is the last day for objections."""
DISMISSED = replace(LISTED, decision="not_listed", valid_to=None)
WITHDRAWN = replace(LISTED, withdrawn_on=day_of("2026-08-01"), withdrawn_reason="复核")
CORRECTED = replace(LISTED, corrected_on=day_of("2026-10-20"), corrected_document="文号二")
UNDECIDED = replace(LISTED, decision="", decided_on=None, valid_to=None)


@pytest.mark.parametrize(
    ("listing", "day", "expected"),
    [
        (LISTED, "2026-03-01", Standing.LATER),
        (LISTED, "2026-03-02", Standing.PENDING),
        (LISTED, "2026-03-17", Standing.PENDING),
        (LISTED, "2026-03-18", Standing.PENDING),
        (LISTED, "2026-03-24", Standing.PENDING),
        (LISTED, "2026-03-25", Standing.LISTED),
        (LISTED, "2029-03-24", Standing.LISTED),
        (LISTED, "2029-03-25", Standing.EXPIRED),
        (UNDECIDED, "2030-01-01", Standing.PENDING),
        (DISMISSED, "2026-03-24", Standing.PENDING),
        (DISMISSED, "2026-03-25", Standing.DISMISSED),
        (WITHDRAWN, "2026-07-31", Standing.LISTED),
        (WITHDRAWN, "2026-08-01", Standing.WITHDRAWN),
        (WITHDRAWN, "2035-01-01", Standing.WITHDRAWN),
        (CORRECTED, "2026-10-19", Standing.LISTED),
        (CORRECTED, "2026-10-20", Standing.CORRECTED),
        (CORRECTED, "2029-03-24", Standing.CORRECTED),
        (CORRECTED, "2029-03-25", Standing.EXPIRED),
        (replace(LISTED, decided_on=day_of("2026-03-10")), "2026-03-17", Standing.PENDING),
        (replace(LISTED, decided_on=day_of("2026-03-10")), "2026-03-18", Standing.LISTED),
        (replace(WITHDRAWN, withdrawn_on=day_of("2026-03-05")), "2026-03-05", Standing.WITHDRAWN),
        (replace(LISTED, valid_to=None), "2026-03-25", Standing.EXPIRED),
    ],
)
def test_each_day_has_its_standing(listing: Listing, day: str, expected: Standing) -> None:
    assert standing_of(listing, PROCEDURE, day_of(day)) is expected


def test_what_is_over_says_since_when() -> None:
    assert over_since(WITHDRAWN, Standing.WITHDRAWN) == day_of("2026-08-01")
    assert over_since(DISMISSED, Standing.DISMISSED) == day_of("2026-03-25")
    assert over_since(LISTED, Standing.EXPIRED) == day_of("2029-03-25")
    assert over_since(LISTED, Standing.LISTED) is None


days = st.dates(day_of("2026-01-01"), day_of("2030-01-01"))


@given(st.sampled_from([LISTED, DISMISSED, WITHDRAWN, CORRECTED, UNDECIDED]), st.integers(1, 60), days, days)
def test_nobody_is_named_within_the_window_whatever_was_decided(
    listing: Listing, window: int, decided: Day, day: Day
) -> None:
    procedure = replace(PROCEDURE, window_days=window)
    standing = standing_of(replace(listing, decided_on=decided), procedure, day)
    assert not (standing.is_public and day <= days_later(listing.notice_date, window))
    assert not (standing.is_public and day < decided)


@given(days, days)
def test_what_was_taken_down_never_comes_back(first: Day, second: Day) -> None:
    early, late = sorted((first, second))
    for listing in (LISTED, DISMISSED, WITHDRAWN, CORRECTED):
        if over_since(listing, standing_of(listing, PROCEDURE, early)):
            assert over_since(listing, standing_of(listing, PROCEDURE, late))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-25", 36, "2029-03-25"),
        ("2026-12-01", 1, "2027-01-01"), ("2026-11-30", 13, "2027-12-30"), ("2026-08-31", 6, "2027-02-28"),
    ],
)  # fmt: skip
def test_months_end_where_the_calendar_ends_them(start: str, months: int, end: str) -> None:
    assert months_later(day_of(start), months).isoformat() == end
