"""What one part of the site may look at, cut out of the release, with the fingerprint of what was committed there.

Lights follow from the committed records of their own region and from the rules alone, so that the fingerprint of the
records stands for them too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from disclosure.measures.derive import members
from disclosure.model.later import Later
from disclosure.model.lists import Lists
from disclosure.model.records import Observation, Taken, Target
from disclosure.model.release import Release
from disclosure.model.rules import Scope
from disclosure.presentation.amount_figures import stands_beside
from disclosure.presentation.fingerprints import fingerprint, said
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.list_excerpts import ListExcerpts, bare_lists
from disclosure.presentation.list_order import first_pages
from disclosure.presentation.view import View

Views = tuple[View, ...]
"""The same excerpt in every language."""


class Excerpts:
    """Cuts views of the whole release down to what a part is made from."""

    def __init__(self, views: Sequence[View]) -> None:
        """Views of the whole release, one for each language."""
        self._views, self._release, self._indexes = views, views[0].release, views[0].indexes
        self.bare = bare(self._release)
        self._of_region = Later(self._release.regions, self._committed)
        self.lists = ListExcerpts(self._release.lists)

    @cached_property
    def _of_record(self) -> Mapping[int, bytes]:
        return {id(taken): fingerprint(said(taken)) for taken in self._release.taken}

    def _committed(self, code: str) -> bytes:
        found = self._indexes
        kinds = (found.targets, found.observations, found.official, found.provisions)
        return fingerprint(code, *(self.told(kind.get(code, ())) for kind in kinds), self._installed((code,)))

    def _installed(self, regions: Iterable[str]) -> bytes:
        return self.lists.told(self.lists.inside(regions))

    def committed_inside(self, code: str) -> bytes:
        """The fingerprint of the installations in a region and in all that lie in it."""
        return self._installed(self._indexes.inside(code))

    def told(self, records: Iterable[Taken]) -> bytes:
        """The fingerprint of some records of the release, in their order; each is spelt once, whatever shows it."""
        return fingerprint(b"".join(self._of_record[id(record)] for record in records))

    def family(self, code: str) -> tuple[str, ...]:
        """A region with those whose figures stand beside its own on its page."""
        return tuple(dict.fromkeys((code, *stands_beside(self._views[0], code))))

    def places(self, code: str) -> Mapping[str, int]:
        """On which page of each list a region has its heading; empty where no entry is about it."""
        return self._places.get(code, {})

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        return first_pages(self._release.lists, self._release.regions)

    def lists_inside(self, code: str) -> Lists:
        """What is known of the installations in a region and in all that lie in it."""
        return self.lists.within(self._indexes.inside(code))

    def committed(self, codes: Iterable[str]) -> bytes:
        """The fingerprint of everything committed about some regions."""
        return fingerprint(*(self._of_region[code] for code in codes))

    def of_regions(self, codes: Collection[str]) -> Views:
        """Views of some regions, in which no other region has any record, light or installation."""
        return over(self._over(self._indexes.within(codes)), self.lists.within(codes))

    def of_scope(self, scope: Scope) -> Views:
        """Views of one barometer, ours or an authority's, and its members."""
        found = self._indexes.within(members(scope, self._release.regions))
        derived, issued = self._indexes.barometers.get(scope.id), self._indexes.issued.get(scope.id)
        return self._over(
            replace(
                found,
                barometers={scope.id: derived} if derived else {},
                issued={scope.id: issued} if issued else {},
            )
        )

    def of_numbers(self, targets: tuple[Target, ...], points: tuple[Observation, ...]) -> Views:
        """Views in which nothing is known but some targets and observations."""
        return self._over(Indexes.of(replace(self.bare, targets=targets, observations=points)))

    def of_nothing(self) -> Views:
        """Views in which no record is known: registers, rules and words alone."""
        return self._of_nothing

    @cached_property
    def _of_nothing(self) -> Views:
        return self._over(Indexes.of(self.bare))

    def _over(self, indexes: Indexes) -> Views:
        return tuple(replace(view, release=self.bare, indexes=indexes) for view in self._views)


def over(views: Views, lists: Lists) -> Views:
    """Views in which nothing is known of installations but an excerpt."""
    return tuple(replace(view, release=replace(view.release, lists=lists)) for view in views)


def bare(release: Release) -> Release:
    """A release without any record, light or package: what all parts share."""
    return replace(
        release,
        targets=(),
        observations=(),
        official=(),
        provisions=(),
        derived={},
        issued=(),
        discrepancies={},
        datasets=(),
        lists=bare_lists(release.lists),
    )
