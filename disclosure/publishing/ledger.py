"""What each part of the site came to in the last build, with the fingerprint of everything that it depended on."""

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


class Ledger:
    """The parts of the last build and of this one."""

    def __init__(self, cache: Cache, edition: str) -> None:
        """Open the ledger of an edition, which is what every part depends on besides its excerpt."""
        self._cache, self._name = cache, digest("ledger", edition)
        kept = cache.fetch(self._name)
        self._known: dict[str, tuple[bytes, Made]] = {}
        if kept is not None:
            self._known = pickle.loads(kept)  # noqa: S301  # stored below; the cache is this program's own, like its code
        self._excerpts: dict[str, bytes] = {}

    def find(self, part: Part) -> Made | None:
        """What a part came to when everything it depends on was as it is now; None where that is not known."""
        excerpt = self._excerpts[part.name] = part.excerpt()
        known = self._known.get(part.name)
        return known[1] if known is not None and known[0] == excerpt else None

    def write(self, parts: Mapping[str, Made]) -> None:
        """Remember what the parts of this build came to, and no others."""
        if any(self._known.get(name, (b"", None))[1] is not made for name, made in parts.items()):
            entries = {name: (self._excerpts[name], made) for name, made in parts.items()}
            self._cache.store(self._name, pickle.dumps(entries))
