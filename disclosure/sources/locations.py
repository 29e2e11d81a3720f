"""Where a project keeps its folders, and where the copies stand that come with the package."""

from pathlib import Path

from disclosure.errors import SettingsFault

PACKAGE = Path(__file__).resolve().parent.parent
BUNDLED = PACKAGE / "bundled"


def find_folder(project: Path, name: str) -> Path:
    """The project's own `name`, else the copy that was installed with the package; raises `SettingsFault`."""
    for candidate in (project / name, BUNDLED / name, PACKAGE.parent / name):
        if candidate.exists():
            return candidate
    raise SettingsFault(code="no_file", name=name, project=project)
