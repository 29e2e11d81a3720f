"""Bytes that were costly to make, kept by what they were made from. Deleting the folder costs time, nothing else."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DIGEST_BYTES = 32
FOLDERS = tuple(f"{number:02x}" for number in range(256))
"""An entry lies in the folder of the first two digits of its name."""
SAMPLE = FOLDERS[::16]
MAX_BYTES = 512 * 1024 * 1024
"""When the folder has grown beyond this, as far as a sample tells, the entries that were used longest ago go."""


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
        """Where the folder has grown beyond `max_bytes`, drop what was used longest ago, until a quarter is free again.

        Names are digests, so that entries lie evenly in the folders: a few folders tell how full all of them are.
        """
        if sum(size for _, size, _ in self._kept(SAMPLE)) * len(FOLDERS) <= max_bytes * len(SAMPLE):
            return
        files = list(self._kept())
        excess = sum(size for _, size, _ in files) - max_bytes * 3 // 4
        for _, size, file in sorted(files):
            if excess <= 0:
                return
            with suppress(OSError):
                Path(file).unlink(missing_ok=True)
            excess -= size

    def _kept(self, folders: Iterable[str] = FOLDERS) -> Iterator[tuple[int, int, str]]:
        """When each entry was last used, its bytes, and its file; entries that vanish meanwhile are passed over."""
        for folder in (self.folder / name for name in folders):
            for entry in os.scandir(folder) if folder.is_dir() else ():
                with suppress(FileNotFoundError):
                    known = entry.stat(follow_symlinks=False)
                    yield known.st_mtime_ns, known.st_size, entry.path

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
