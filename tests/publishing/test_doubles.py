"""A double holds the very files of its original, whatever stood there before, and is never written through."""

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.publishing.doubles import MANY, clear_way, digests, follow, level, sweep

NAMES = ("a", "b", "c")
TREES = st.recursive(
    st.binary(max_size=2), lambda inner: st.dictionaries(st.sampled_from(NAMES), inner, max_size=3), max_leaves=8
).map(lambda tree: tree if isinstance(tree, dict) else {"a": tree})
"""Folders as mappings, files as bytes."""


def grow(folder: Path, tree: Mapping[str, object]) -> None:
    folder.mkdir()
    for name, content in tree.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            grow(folder / name, content)  # type: ignore[arg-type]  # a tree of trees and bytes


def entries(folder: Path) -> Mapping[str, int]:
    """Every path below a folder; files with the number of their content on the disk, folders with 0."""
    return {
        path.relative_to(folder).as_posix(): 0 if path.is_dir() else path.stat().st_ino for path in folder.rglob("*")
    }


def files_of(folder: Path) -> Mapping[str, int]:
    return {name: number for name, number in entries(folder).items() if number}


@given(TREES, TREES)
def test_whatever_stood_there_a_double_has_the_very_files_of_its_original_and_no_other(
    before: Mapping[str, object], tree: Mapping[str, object]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        double, original = Path(scratch, "double"), Path(scratch, "original")
        grow(double, before)
        grow(original, tree)
        wanted = entries(original)
        level(double, original)
        assert entries(double) == entries(original) == wanted


@given(TREES, TREES)
def test_a_double_that_follows_every_change_is_a_double_again(
    before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        double, original = Path(scratch, "double"), Path(scratch, "original")
        grow(double, before)
        grow(original, after)
        changed = files_of(double).keys() | files_of(original).keys()
        follow(double, original, changed)
        assert files_of(double) == files_of(original)


def test_a_link_is_not_doubled(tmp_path: Path) -> None:
    grow(tmp_path / "original", {"a": b"a"})
    (tmp_path / "original/b").symlink_to(tmp_path)
    grow(tmp_path / "double", {"b": b"b"})
    level(tmp_path / "double", tmp_path / "original")
    assert entries(tmp_path / "double").keys() == {"a"}


def test_where_a_file_has_one_name_only_the_double_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("one name only")

    monkeypatch.setattr(os, "link", refuse)
    grow(tmp_path / "original", {"a": b"new"})
    grow(tmp_path / "double", {"a": b"old"})
    level(tmp_path / "double", tmp_path / "original")
    assert (tmp_path / "double/a").read_bytes() == b"new"
    assert (tmp_path / "double/a").stat().st_mtime == (tmp_path / "original/a").stat().st_mtime


@given(TREES, st.sets(st.sampled_from(["a", "a/b", "b", "b/c", "c/a/b"])))
def test_sweeping_leaves_the_files_of_the_plan_and_no_empty_folder(
    tree: Mapping[str, object], addresses: set[str]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "folder")
        grow(folder, tree)
        files = set(files_of(folder))
        assert sweep(folder, addresses) == files & addresses
        left = entries(folder)
        assert {name for name, number in left.items() if number} == files & addresses
        assert {name for name, number in left.items() if not number} == set(_folders_of(files & addresses))


def _folders_of(addresses: set[str]) -> Iterator[str]:
    for address in addresses:
        yield from (str(parent) for parent in Path(address).parents if str(parent) != ".")


@given(TREES, st.sampled_from(["a", "a/b", "b/c/a"]))
def test_a_new_file_finds_room_and_an_old_one_keeps_its_bytes_under_its_other_name(
    tree: Mapping[str, object], address: str
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        double, original = Path(scratch, "double"), Path(scratch, "original")
        grow(original, tree)
        double.mkdir()
        level(double, original)
        before = {path: path.read_bytes() for path in original.rglob("*") if path.is_file()}
        clear_way(double, address)
        with (double / address).open("xb") as stream:
            stream.write(b"changed")
        assert {path: path.read_bytes() for path in original.rglob("*") if path.is_file()} == before


def test_many_may_make_room_in_the_same_new_folder_at_once(tmp_path: Path) -> None:
    """Also where a file stands in the way."""
    together = threading.Barrier(8, timeout=10)
    for moment in range(0, 200, 2):
        (tmp_path / f"new-{moment}").write_bytes(b"")

    def make_room(number: int) -> None:
        for moment in range(200):
            together.wait()
            clear_way(tmp_path, f"new-{moment}/deep/{number}.html")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(make_room, range(8)))
    assert all((tmp_path / f"new-{moment}/deep").is_dir() for moment in range(200))


def test_shares_of_the_digests_are_all_of_them_whatever_the_files_are_called(tmp_path: Path) -> None:
    odd = os.fsdecode("说明".encode("gbk"))
    grow(tmp_path / "folder", {"a": b"a", "b": {"c": b"c"}, odd: b"o"})
    (tmp_path / "folder/b/link").symlink_to(tmp_path)
    found = digests(str(tmp_path / "folder"))
    assert found == {name: sha256(data).digest() for name, data in (("a", b"a"), ("b/c", b"c"), (odd, b"o"))}
    assert digests(str(tmp_path / "folder"), 0, 2) | digests(str(tmp_path / "folder"), 1, 2) == found
    assert not (tmp_path / "folder/b/link").is_symlink()


def test_each_of_many_folders_is_looked_into_for_one_share_only(tmp_path: Path) -> None:
    many = {f"region-{number}": {"index.html": b"r", "fig": {"path.svg": b"p"}} for number in range(MANY)}
    grow(tmp_path / "folder", {"index.html": b"i", "few": {"a": b"a"}, "many": many})
    shares = [digests(str(tmp_path / "folder"), share, 3) for share in range(3)]
    assert sum(map(len, shares)) == len(shares[0] | shares[1] | shares[2]) == 2 + 2 * MANY
    assert all(shares)
    for share in shares:
        assert {name.removesuffix("index.html") + "fig/path.svg" for name in share if name.endswith("index.html")} - {
            "fig/path.svg"
        } == {name for name in share if name.endswith("path.svg")}


def test_a_file_that_cannot_be_read_has_no_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path / "folder", {"a": b"a", "b": b"b"})

    open_it = os.open

    def refuse(path: str, manner: int) -> int:
        if path.endswith("/a"):
            raise PermissionError(path)
        return open_it(path, manner)

    monkeypatch.setattr(os, "open", refuse)
    assert digests(str(tmp_path / "folder")).keys() == {"b"}
