"""What each part of the site came to, kept for the next build under a name for everything it depends on."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.model.siteplan import Part
from disclosure.publishing.bench import Written
from disclosure.publishing.cache import Cache, digest


@dataclass(frozen=True, slots=True)
class Made:
    """A part as it was made: its files, and what the front pages say of it."""

    files: tuple[Written, ...]
    summary: object

    def stands(self, digests: Mapping[str, bytes]) -> bool:
        """Whether every file of the part stands where it was written, with these very bytes."""
        return all(digests.get(file.address) == file.digest for file in self.files)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The parts made in earlier builds, in the cache."""

    cache: Cache
    edition: str
    """What every part depends on besides its excerpt."""

    def find(self, part: Part) -> Made | None:
        """What a part came to when everything it depends on was as it is now; None where that is not known."""
        kept = self.cache.fetch(self._name(part))
        if kept is None:
            return None
        made: Made = pickle.loads(kept)  # noqa: S301  # stored below; the cache is this program's own, like its code
        return made

    def keep(self, part: Part, made: Made) -> None:
        """Remember what a part came to."""
        self.cache.store(self._name(part), pickle.dumps(made))

    def _name(self, part: Part) -> str:
        return digest("part", self.edition, part.name, part.excerpt())
