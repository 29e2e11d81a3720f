"""The release by what pages ask for: by region, scope, enterprise and list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from disclosure.measures.derive import lights_of
from disclosure.model.later import Later, grouped
from disclosure.model.records import Observation, OfficialAssessment, Provision, Target
from disclosure.model.release import Assessment, Barometer, Discrepancy, IssuedBarometer, Release
from disclosure.model.vintages import PointKey, vintages_of

Item = TypeVar("Item")
BY_REGION = ("targets", "observations", "vintages", "official", "provisions", "assessments", "discrepancies")
"""The indexes whose keys are regions."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """The release by region and scope, computed once for both languages."""

    targets: Mapping[str, tuple[Target, ...]]
    observations: Mapping[str, tuple[Observation, ...]]
    vintages: Mapping[str, Mapping[PointKey, tuple[Observation, ...]]]
    """The vintages of each point, by region; found when first asked for."""
    official: Mapping[str, tuple[OfficialAssessment, ...]]
    provisions: Mapping[str, tuple[Provision, ...]]
    assessments: Mapping[str, tuple[Assessment, ...]]
    """Our lights of every region of the register, found when first asked for."""
    discrepancies: Mapping[str, tuple[Discrepancy, ...]]
    children: Mapping[str, tuple[str, ...]]
    barometers: Mapping[str, tuple[Barometer, ...]]
    """Derived barometers by scope, ascending by period."""
    issued: Mapping[str, tuple[IssuedBarometer, ...]]

    @classmethod
    def of(cls, release: Release) -> "Indexes":
        """Gather the records of a release by what pages ask for."""
        children = [(region.parent, code) for code, region in release.regions.items() if region.parent]
        observations = grouped((observation.region, observation) for observation in release.observations)
        return cls(
            grouped((target.region, target) for target in release.targets),
            observations,
            Later(observations, lambda code: vintages_of(observations[code])),
            grouped((light.region, light) for light in release.official),
            grouped((provision.region, provision) for provision in release.provisions),
            Later(release.regions, lambda code: lights_of(code, release.regions, release.derived, release.rules)),
            release.discrepancies,
            grouped(children),
            release.derived,
            grouped((barometer.scope.id, barometer) for barometer in release.issued),
        )

    def inside(self, code: str) -> tuple[str, ...]:
        """A region and all that lie in it."""
        return (code, *(inner for child in self.children.get(code, ()) for inner in self.inside(child)))

    def within(self, codes: Collection[str]) -> "Indexes":
        """What stands here about some regions alone; the register stays whole."""
        return replace(
            self,
            **{name: _only(getattr(self, name), codes) for name in BY_REGION},
            barometers={},
            issued={scope: tuple(_naming(issue, codes) for issue in issues) for scope, issues in self.issued.items()},
        )


def _only(index: Mapping[str, Item], codes: Collection[str]) -> Mapping[str, Item]:
    return Later([code for code in codes if code in index], index.__getitem__)


def _naming(issue: IssuedBarometer, codes: Collection[str]) -> IssuedBarometer:
    return replace(issue, lights=tuple(light for light in issue.lights if light.region in codes), changes=())
