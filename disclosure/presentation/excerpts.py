"""What one part of the site may look at, cut out of the release, with the fingerprint of what was committed there.

Lights follow from the committed records of their own region and from the rules alone, so that the fingerprint of the
records stands for them too.
"""

import hashlib
import io
import pickle
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import Any, ClassVar

from disclosure.measures.derive import members
from disclosure.model.later import Later
from disclosure.model.records import Observation
from disclosure.model.release import Release
from disclosure.model.rules import Scope
from disclosure.presentation.amount_figures import stands_beside
from disclosure.presentation.view import Indexes, View

Views = tuple[View, ...]
"""The same excerpt in every language."""


def fingerprint(*values: object) -> bytes:
    """A name for values that is another when any of them is; equal values may differ in name, never the reverse."""
    total = hashlib.sha256()
    for value in values:
        data = value if isinstance(value, bytes) else _packed(value)
        total.update(len(data).to_bytes(8, "big") + data)
    return total.digest()


def _packed(value: object) -> bytes:
    stream = io.BytesIO()
    _Packer(stream).dump(value)
    return stream.getvalue()


class _Packer(pickle.Pickler):
    """Packs a record as its class and the values of its fields; the record's own way takes twice as long."""

    readers: ClassVar[dict[type, Callable[[object], tuple[object, ...]] | None]] = {}
    """How the fields of a class are read; nothing for what is no record."""

    def reducer_override(self, value: Any) -> Any:
        """How one value is packed; everything but records as usual. Nothing is ever unpacked again."""
        kind = type(value)
        if kind not in self.readers:
            names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
            self.readers[kind] = attrgetter("__class__", *names) if names else None
        read = self.readers[kind]
        return (tuple, (read(value),)) if read else NotImplemented


class Excerpts:
    """Cuts views of the whole release down to what a part is made from."""

    def __init__(self, views: Sequence[View]) -> None:
        """Views of the whole release, one for each language."""
        self._views, self._release, self._indexes = views, views[0].release, views[0].indexes
        self.bare = bare(self._release)
        self._of_region = Later(self._release.regions, self._committed)

    def _committed(self, code: str) -> bytes:
        found = self._indexes
        return fingerprint(
            code, found.targets.get(code, ()), found.observations.get(code, ()), found.official.get(code, ())
        )

    def family(self, code: str) -> tuple[str, ...]:
        """A region with those whose figures stand beside its own on its page."""
        return tuple(dict.fromkeys((code, *stands_beside(self._views[0], code))))

    def committed(self, codes: Iterable[str]) -> bytes:
        """The fingerprint of everything committed about some regions."""
        return fingerprint(*(self._of_region[code] for code in codes))

    def of_regions(self, codes: Collection[str]) -> Views:
        """Views of some regions, in which no other region has any record or light."""
        return self._over(self._indexes.within(codes))

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

    def of_observations(self, points: tuple[Observation, ...]) -> Views:
        """Views in which nothing is known but some observations."""
        return self._over(Indexes.of(replace(self.bare, observations=points)))

    def of_nothing(self) -> Views:
        """Views in which no record is known: registers, rules and words alone."""
        return self._over(Indexes.of(self.bare))

    def _over(self, indexes: Indexes) -> Views:
        return tuple(replace(view, release=self.bare, indexes=indexes) for view in self._views)


def bare(release: Release) -> Release:
    """A release without any record, light or package: what all parts share."""
    return replace(
        release, targets=(), observations=(), official=(), derived={}, issued=(), discrepancies={}, datasets=()
    )
