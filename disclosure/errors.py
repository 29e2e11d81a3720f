"""Faults of the build itself. Faults of the *data* are findings (`model.findings`), never exceptions.

BuildFault                     the build could not do its work; the published site is untouched
├── SettingsFault              a folder, option or rules file that the build needs is missing or malformed
├── PlanFault                  two recipes claim one address, or a link leads to an address nobody writes
├── RenderFault                a template, chart or download could not be made from its recipe
└── SwitchFault                the finished site could not take the place of the published one

A fault that people can mend names its words: `SwitchFault(code="under_way", site=site)` is said as `fault.under_way`
with its facts. One from inside the program gives an English detail instead, which follows the sentence of its kind.
"""

from collections.abc import Mapping
from typing import ClassVar


class BuildFault(Exception):
    """The build could not do its work; the published site is untouched."""

    kind: ClassVar[str] = "build"
    """The key of the sentence before a detail."""

    def __init__(self, detail: str = "", /, *, code: str = "", **facts: object) -> None:
        """Say `fault.<code>` with these facts, or the kind's sentence and the detail."""
        super().__init__(detail or f"{code} ({', '.join(f'{name}: {fact}' for name, fact in facts.items())})")
        self.code = code or self.kind
        self.facts: Mapping[str, str] = {"detail": detail, **{name: str(fact) for name, fact in facts.items()}}


class SettingsFault(BuildFault):
    """A folder, an option or a rules file that the build needs is missing or malformed."""

    kind = "settings"


class PlanFault(BuildFault):
    """Two recipes claim one address, or a link leads to an address that nobody writes."""

    kind = "plan"


class RenderFault(BuildFault):
    """A template, a chart or a download could not be made from its recipe."""

    kind = "render"


class SwitchFault(BuildFault):
    """The finished site could not take the place of the published one."""

    kind = "switch"
