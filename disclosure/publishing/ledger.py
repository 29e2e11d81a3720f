"""What each part of the site came to in the last build, with the fingerprint of everything that it depended on."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    """The parts of the last build and of this one, each packed by itself."""

    def __init__(self, cache: Cache, edition: str) -> None:
        """Open the ledger of an edition, which is what every part depends on besides its excerpt."""
        self._cache, self._name = cache, digest("ledger", edition)
        kept = cache.fetch(self._name)
        self._known: dict[str, tuple[bytes, bytes]] = _unpacked(kept) if kept is not None else {}
        self._excerpts: dict[str, bytes] = {}
        self._found: dict[str, Made] = {}

    def find(self, part: Part) -> Made | None:
        """What a part came to when everything it depends on was as it is now; None where that is not known."""
        excerpt = self._excerpts[part.name] = part.excerpt()
        known, packed = self._known.get(part.name, (b"", b""))
        if not packed or known != excerpt:
            return None
        found: Made = _unpacked(packed)
        self._found[part.name] = found
        return found

    def write(self, parts: Mapping[str, Made]) -> None:
        """Where any part is not as it was found, remember all of these, and no others."""
        if any(self._found.get(name) is not part for name, part in parts.items()):
            self._cache.store(self._name, pickle.dumps({name: self._entry(name, part) for name, part in parts.items()}))

    def _entry(self, name: str, part: Made) -> tuple[bytes, bytes]:
        return self._known[name] if self._found.get(name) is part else (self._excerpts[name], pickle.dumps(part))


def _unpacked(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301  # packed above; the cache is this program's own, like its code
