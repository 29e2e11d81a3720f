"""Faults of the build itself. Faults of the *data* are findings (`model.findings`), never exceptions.

BuildFault                     the build could not do its work; the published site is untouched
├── SettingsFault              a folder, option or rules file that the build needs is missing or malformed
├── PlanFault                  two recipes claim one address, or a link leads to an address nobody writes
├── RenderFault                a template, chart or download could not be made from its recipe
└── SwitchFault                the finished site could not take the place of the published one
"""


class BuildFault(Exception):
    """The build could not do its work; the published site is untouched."""


class SettingsFault(BuildFault):
    """A folder, an option or a rules file that the build needs is missing or malformed."""


class PlanFault(BuildFault):
    """Two recipes claim one address, or a link leads to an address that nobody writes."""


class RenderFault(BuildFault):
    """A template, a chart or a download could not be made from its recipe."""


class SwitchFault(BuildFault):
    """The finished site could not take the place of the published one."""
