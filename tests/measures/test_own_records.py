"""What is derived about a region follows from its own committed records and the rules, and from nothing else."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from disclosure.catalogue import Committed, records_of
from disclosure.measures.derive import belongs, derive_release, lights_of, members
from disclosure.model.release import Assessment, Discrepancy, Records, Release


@pytest.fixture(scope="module")
def records(committed: Committed) -> Records:
    return records_of([dataset for dataset in committed.datasets if not dataset.is_sample])


def about(records: Records, code: str) -> Records:
    """The registers whole, and the figures of one region."""
    return replace(
        records,
        **{
            name: tuple(record for record in getattr(records, name) if record.region == code)
            for name in ("targets", "observations", "official")
        },
    )


def derived(release: Release, code: str) -> tuple[tuple[Assessment, ...], tuple[Discrepancy, ...]]:
    return lights_of(code, release.regions, release.derived, release.rules), release.discrepancies[code]


def test_the_figures_of_other_regions_change_nothing(release: Release, records: Records) -> None:
    lit = 0
    for code in release.regions:
        alone = derive_release(about(records, code), (), release.rules)
        assert derived(alone, code) == derived(release, code), code
        lit += any(light.level.is_judged for light in derived(release, code)[0])
    assert lit >= 8


def test_every_light_belongs_to_a_member_of_its_scope(release: Release) -> None:
    scopes: Mapping[str, object] = release.derived
    for scope in (scope for scope in release.rules.scopes if scope.id in scopes):
        found = members(scope, release.regions)
        for barometer in release.derived[scope.id]:
            assert tuple(dict.fromkeys(light.region for light in barometer.assessments)) == found
        assert {code for code, region in release.regions.items() if belongs(scope, region)} == set(found)


def test_the_lights_of_all_regions_are_the_lights_of_all_barometers(release: Release) -> None:
    by_region = [light for code in release.regions for light in derived(release, code)[0]]
    by_scope = [light for barometer in release.barometers for light in barometer.assessments]
    assert len(by_region) == len(by_scope)
    assert set(map(id, by_region)) == set(map(id, by_scope))
