"""From a staging folder to the published site in one switch; whatever fails, the site that was there stays whole."""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from disclosure.errors import SwitchFault
from disclosure.publishing.doubles import follow, level

MARKER = ".disclosure-site"
"""Stands in every folder that we published, so that we never replace a folder of somebody else's."""
FEW = 1_000
"""Up to so many changed files are followed one by one; beyond that, comparing the two folders is quicker."""
AT_WORKING_FOLDER = -100
EXCHANGE_LINUX = 2
SWAP_MACOS = 2


@dataclass(slots=True)
class Staging:
    """A folder beside the site, on the same file system, that becomes the site when it is switched."""

    path: Path
    site: Path
    changed: Collection[str] | None = None
    """Where the new edition differs from the old one, once they were exchanged and if that is known."""

    def switch(self, changed: Collection[str] | None = None) -> None:
        """Make this folder the published site; raises `SwitchFault`, and then the old site is untouched.

        `changed` names all addresses where the two differ; without it that is found out afterwards.
        """
        try:
            (self.path / MARKER).touch()
            if not self.site.exists():
                self.path.rename(self.site)
            elif not _exchange(self.path, self.site):
                _exchange_in_three_steps(self.path, self.site)
            self.changed = changed
        except OSError as fault:
            raise SwitchFault(code="not_switched", site=self.site, detail=fault) from fault


@contextmanager
def staging(site: Path) -> Iterator[Staging]:
    """The staging folder of `site`: a double of what is published, in which only what changes has to be replaced.

    A file in it is the published file itself under a second name: remove it and make another, never write into it.
    Whatever happens inside, the folder is a double again at the end, so that nothing of another edition stays behind;
    after a run that was killed, and after the first one, which perhaps none follows, the next one makes it so. Nobody
    may write into it any more when this ends.

    Raises `SwitchFault` when another build is under way, or when `site` is a folder that is not ours or has no name.
    """
    site = site.absolute()
    if not site.name:
        raise SwitchFault(code="not_a_site", site=site)
    _refuse_foreign(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(_beside(site, "lock")))
    try:
        lock.acquire(timeout=0)
    except Timeout as fault:
        raise SwitchFault(code="under_way", site=site) from fault
    try:
        recover(site)
        _refuse_foreign(site)
        with _doubled(Staging(_beside(site, "staging"), site)) as staged:
            yield staged
    finally:
        lock.release()


@contextmanager
def _doubled(staged: Staging) -> Iterator[Staging]:
    """Make the folder a double, and again at the end; a note beside the site stands for as long as it may be none."""
    note = _beside(staged.site, "open")
    if note.exists() or staged.path.is_symlink() or not staged.path.is_dir():
        _make_double(staged)
    note.touch()
    staged.path.mkdir(exist_ok=True)
    is_first = not staged.site.exists()
    try:
        yield staged
    finally:
        if is_first:
            shutil.rmtree(staged.path, ignore_errors=True)
        else:
            _make_double(staged)
        note.unlink(missing_ok=True)


def recover(site: Path) -> None:
    """Finish what a killed run left: put back the site that was moved aside where no new one took its place."""
    aside = _beside(site, "old")
    if aside.exists() and not site.exists():
        aside.rename(site)
    shutil.rmtree(aside, ignore_errors=True)


def _make_double(staged: Staging) -> None:
    """Make the folder a double of the site; there is none while nothing is published, or where there is no room."""
    folder, site = staged.path, staged.site
    if staged.changed is not None and len(staged.changed) <= FEW:
        with suppress(OSError):
            follow(folder, site, {*staged.changed, MARKER})
            return
    with suppress(OSError):
        if site.is_dir() and not folder.is_symlink() and not folder.is_file():
            folder.mkdir(exist_ok=True)
            level(folder, site)
            return
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _beside(site: Path, purpose: str) -> Path:
    return site.with_name(f".{site.name}.{purpose}")


def _refuse_foreign(site: Path) -> None:
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise SwitchFault(code="not_a_folder", site=site)
    if site.exists() and any(site.iterdir()) and not (site / MARKER).exists():
        raise SwitchFault(code="not_ours", site=site)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call; False where the system has none for it."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return bool(library.renamex_np(first, second, SWAP_MACOS) == 0)
    if not hasattr(library, "renameat2"):
        return False
    return bool(library.renameat2(AT_WORKING_FOLDER, first, AT_WORKING_FOLDER, second, EXCHANGE_LINUX) == 0)


def _exchange_in_three_steps(new: Path, site: Path) -> None:
    """Move the old site aside, the new one in, and the old one to where the new one was; `recover` finishes this when
    it is cut off."""
    aside = _beside(site, "old")
    site.rename(aside)
    try:
        new.rename(site)
    except OSError:
        aside.rename(site)
        raise
    with suppress(OSError):
        aside.rename(new)
