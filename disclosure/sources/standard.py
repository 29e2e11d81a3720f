"""What the standard's own reader, frictionless, says of descriptors and schemas; what it accepted is remembered."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

QUOTED = re.compile(r'"([^"]+)"')
"""How frictionless names a property in its English sentences."""


class Memory(Protocol):
    """Where judgements are kept; one that forgets costs time, nothing else."""

    def fetch(self, key: str) -> bytes | None:
        """The bytes kept under a key."""

    def store(self, key: str, data: bytes) -> bytes:
        """Keep bytes under a key, and return them."""


@dataclass(frozen=True, slots=True)
class Standard:
    """Frictionless as a judge. Loading it takes half a second, so content that it accepted is not shown to it twice."""

    memory: Memory | None = None

    def schema_fault(self, schema: Mapping[str, object]) -> str:
        """Why this is no Table Schema, in the words of frictionless; nothing where it is one."""
        key = self._key("schema", schema)
        if self._is_known(key):
            return ""
        from frictionless import FrictionlessException, Schema

        try:
            Schema.from_descriptor(dict(schema))
        except FrictionlessException as fault:
            return "; ".join(str(error.note) for error in fault.to_errors())
        self._remember(key)
        return ""

    def package_faults(self, descriptor: Mapping[str, object]) -> list[str]:
        """The properties by which this is no valid package descriptor, each empty where none is named."""
        key = self._key("package", descriptor)
        if self._is_known(key):
            return []
        from frictionless import Package

        try:
            errors = list(Package.metadata_validate(dict(descriptor)))
        except ValueError:  # an address that is none, such as http://[
            return [""]
        if not errors:
            self._remember(key)
        return [named[1] if (named := QUOTED.search(str(error.note))) else "" for error in errors]

    def _is_known(self, key: str) -> bool:
        return self.memory is not None and self.memory.fetch(key) is not None

    def _remember(self, key: str) -> None:
        if self.memory is not None:
            self.memory.store(key, b"")

    @staticmethod
    def _key(kind: str, content: Mapping[str, object]) -> str:
        judged = json.dumps([kind, version("frictionless"), content], sort_keys=True).encode()
        return hashlib.sha256(Path(__file__).read_bytes() + judged).hexdigest()
