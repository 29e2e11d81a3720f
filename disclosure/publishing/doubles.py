"""A folder that is a double of another: the very same files under second names, so that it costs no bytes."""

import hashlib
import os
import shutil
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
"""How a file is opened for its bytes; Windows would change line ends otherwise."""
MOST_AT_ONCE = 262_144
"""Bytes that are read at once: more than nearly every file of a site has."""

MANY = 16
"""Folders in one folder, such as those of regions, among which work can be shared out."""


def level(double: Path | str, original: Path | str) -> None:
    """Make `double` hold the very files of `original`, and nothing else: copies of them on a file system that gives a
    file one name only. Links and the like are not doubled."""
    wanted = _entries(original)
    there = _entries(double)
    for name, entry in there.items():
        if not _are_alike(entry, wanted.get(name)):
            _remove(entry)
    for name, entry in wanted.items():
        path, is_there = f"{double}/{name}", _are_alike(there.get(name), entry)
        if entry.is_dir(follow_symlinks=False):
            if not is_there:
                os.mkdir(path)  # noqa: PTH102  # thousands of times a build
            level(path, entry.path)
        elif entry.is_file(follow_symlinks=False) and not is_there:
            _give_name(entry.path, path)


def follow(double: Path, original: Path, addresses: Collection[str]) -> None:
    """Make `double` hold at some addresses what `original` holds there; where it raises `OSError`, `level` may help."""
    to_give = {address for address in addresses if (original / address).is_file()}
    for address in set(addresses) - to_give:
        clear_way(double, address)
        _remove_if_empty(double, address)
    for address in to_give:
        clear_way(double, address)
        _give_name(f"{original}/{address}", f"{double}/{address}")


def _remove_if_empty(folder: Path, address: str) -> None:
    """Remove the folders on the way to an address, from the innermost, as long as nothing is in them."""
    with suppress(OSError):
        for parent in list((folder / address).parents)[: address.count("/")]:
            parent.rmdir()


def digests(folder: str, share: int = 0, shares: int = 1) -> dict[str, bytes]:
    """The SHA-256 of the files below a folder by their addresses; of a share of them, when it is shared out.

    What is neither a folder nor a plain file is removed, so that nothing is ever written through a link; files that
    cannot be read are passed over.
    """
    found = {}
    for address, path in _files(folder, "", lambda address: zlib.crc32(os.fsencode(address)) % shares == share):
        with suppress(OSError):
            found[address] = _digest(path)
    return found


def _digest(path: str) -> bytes:
    """The SHA-256 of a file, read without a file object: for small files that takes a fifth less."""
    total = hashlib.sha256()
    file = os.open(path, READ)
    try:
        while data := os.read(file, MOST_AT_ONCE):
            total.update(data)
    finally:
        os.close(file)
    return total.digest()


def _files(folder: str, inside: str, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """The wanted files below a folder; folders that are many in one are wanted or not as a whole, to be looked into by
    one only of those who share the work."""
    entries = _entries(folder)
    folders = [name for name, entry in entries.items() if entry.is_dir(follow_symlinks=False)]
    for name, entry in entries.items():
        address = inside + name
        if entry.is_dir(follow_symlinks=False):
            if len(folders) < MANY:
                yield from _files(entry.path, f"{address}/", is_wanted)
            elif is_wanted(address):
                yield from _files(entry.path, f"{address}/", _any)
        elif entry.is_file(follow_symlinks=False):
            if is_wanted(address):
                yield address, entry.path
        else:
            Path(entry.path).unlink(missing_ok=True)


def _any(_address: str) -> bool:
    return True


def sweep(folder: Path, addresses: Collection[str]) -> frozenset[str]:
    """Remove every file below `folder` but those at `addresses`, and folders that are empty then; the addresses where
    a plain file stands come back."""
    return frozenset(_swept(str(folder), "", addresses))


def _swept(folder: str, inside: str, addresses: Collection[str]) -> Iterator[str]:
    for name, entry in _entries(folder).items():
        address = inside + name
        if entry.is_dir(follow_symlinks=False):
            kept = list(_swept(entry.path, f"{address}/", addresses))
            yield from kept
            if not kept:
                os.rmdir(entry.path)  # noqa: PTH106  # thousands of times a build
        elif address in addresses and entry.is_file(follow_symlinks=False):
            yield address
        else:
            _remove(entry)


def clear_way(folder: Path, address: str) -> None:
    """Make room for a new file at an address below `folder`: an older file there, or a file where a folder must be,
    loses that name; a folder where a file must be goes with all that is in it. Others may do the same at once."""
    place = folder
    *parents, name = address.split("/")
    for parent in parents:
        place /= parent
        if place.is_symlink() or not place.is_dir():
            with suppress(OSError):  # it is not there, or another hand has made the folder by now
                place.unlink()
        place.mkdir(exist_ok=True)
    file = place / name
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)


def _give_name(file: str, name: str) -> None:
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(file, name)


def _entries(folder: Path | str) -> Mapping[str, "os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries}


def _are_alike(one: "os.DirEntry[str] | None", other: "os.DirEntry[str] | None") -> bool:
    """Whether both are folders, or one file under two names."""
    if one is None or other is None:
        return False
    if one.is_dir(follow_symlinks=False) or other.is_dir(follow_symlinks=False):
        return one.is_dir(follow_symlinks=False) and other.is_dir(follow_symlinks=False)
    return one.inode() == other.inode()


def _remove(entry: "os.DirEntry[str]") -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)  # noqa: PTH108  # thousands of times a build
