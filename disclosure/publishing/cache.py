"""Bytes that were costly to make, kept by what they were made from. Deleting the folder costs time, nothing else."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DIGEST_BYTES = 32
MAX_BYTES = 512 * 1024 * 1024
"""When the folder grows beyond this, the entries that were used longest ago go first."""
PRUNED = "pruned"
"""The file whose time says when the folder was last looked through."""
PAUSE = 3600
"""Seconds until it is looked through again: at thousands of entries that takes as long as hundreds of pages."""


def digest(*parts: str | bytes) -> str:
    """One name for everything that a result depends on."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results; each file carries the digest of its content, so that a damaged one is made again."""

    folder: Path

    def fetch(self, key: str) -> bytes | None:
        """The bytes kept under `key`, or None where there are none or they were damaged."""
        file = self._file(key)
        try:
            stored = file.read_bytes()
        except OSError:
            return None
        checksum, data = stored[:DIGEST_BYTES], stored[DIGEST_BYTES:]
        if hashlib.sha256(data).digest() != checksum:
            return None
        with suppress(OSError):
            os.utime(file)
        return data

    def store(self, key: str, data: bytes) -> bytes:
        """Keep `data` under `key`, whole or not at all, and return it; a folder that takes nothing costs time only."""
        file = self._file(key)
        aside = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(hashlib.sha256(data).digest() + data)
            aside.replace(file)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
        return data

    def prune(self, max_bytes: int = MAX_BYTES) -> None:
        """Drop what was used longest ago until the folder is within `max_bytes`; at most once in a while."""
        if not self._is_due():
            return
        files = list(self._kept())
        excess = sum(size for _, size, _ in files) - max_bytes
        for _, size, file in sorted(files):
            if excess <= 0:
                break
            with suppress(OSError):
                Path(file).unlink(missing_ok=True)
            excess -= size
        with suppress(OSError):
            (self.folder / PRUNED).touch()

    def _is_due(self) -> bool:
        try:
            return not 0 <= time.time() - (self.folder / PRUNED).stat().st_mtime < PAUSE
        except OSError:
            return True

    def _kept(self) -> Iterator[tuple[int, int, str]]:
        """When each entry was last used, its bytes, and its file; entries that vanish meanwhile are passed over."""
        for folder in os.scandir(self.folder) if self.folder.is_dir() else ():
            for entry in os.scandir(folder) if folder.is_dir(follow_symlinks=False) else ():
                with suppress(FileNotFoundError):
                    known = entry.stat(follow_symlinks=False)
                    yield known.st_mtime_ns, known.st_size, entry.path

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
