"""The vintages of the shipped data: numbered without gaps, and in the order in which their documents came out."""

from itertools import pairwise

from disclosure.model.release import Release
from disclosure.model.vintages import vintages_of


def test_vintages_count_from_one_without_gaps(release: Release) -> None:
    counted = {key: [one.vintage for one in found] for key, found in vintages_of(release.observations).items()}
    assert {key: found for key, found in counted.items() if found != list(range(1, len(found) + 1))} == {}


def test_no_vintage_stands_before_one_from_an_earlier_document(release: Release) -> None:
    """Documents without a date say nothing; a year and a day of that year do not contradict each other."""
    turned = [
        (before, after)
        for found in vintages_of(release.observations).values()
        for before, after in pairwise(found)
        if _is_later(release, before.provenance.document, after.provenance.document)
    ]
    assert turned == []


def _is_later(release: Release, first: str, second: str) -> bool:
    left, right = release.documents[first].issued, release.documents[second].issued
    known = min(len(left), len(right))
    return left[:known] > right[:known]


def test_known_revisions_are_on_record(release: Release) -> None:
    """Every figure that the sources give twice, in the order of publication."""
    several = {key: found for key, found in vintages_of(release.observations).items() if len(found) > 1}
    assert {
        (region, indicator, measure.value, period): [str(one.value) for one in found]
        for (region, _, indicator, measure, period), found in several.items()
    } == {
        ("000000", "energy_consumption", "level", "2013"): ["375000", "417000"],
        ("000000", "energy_intensity", "cumulative_change", "2011-2014"): ["-13.4", "-14.1"],
        ("000000", "energy_intensity", "cumulative_change", "2011-2015"): ["-19.71", "-18.4"],
        ("110000", "energy_intensity", "yearly_change", "2011"): ["-6.5", "-6.94"],
        ("310000", "energy_intensity", "yearly_change", "2011"): ["-4.5", "-5.32"],
    }
