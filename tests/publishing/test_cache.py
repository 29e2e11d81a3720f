"""Results are kept by what they were made from; losing one, or the whole folder, costs time and nothing else."""

import os
import time
from pathlib import Path

import pytest

from disclosure.publishing.cache import PAUSE, PRUNED, Cache, digest


def test_what_was_stored_is_fetched_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    key = digest("a", b"b")
    assert cache.fetch(key) is None
    cache.store(key, b"bytes")
    assert cache.fetch(key) == b"bytes"
    assert cache.fetch(digest("ab")) is None


def test_a_damaged_entry_counts_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    key = digest("a")
    cache.store(key, b"bytes")
    file = next(path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-1] + b"X")
    assert cache.fetch(key) is None


def test_parts_of_a_name_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_pruning_drops_only_what_is_too_much(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name in "abc":
        cache.store(digest(name), b"x" * 100)
    cache.prune(max_bytes=300)
    assert sum(cache.fetch(digest(name)) is not None for name in "abc") == 2
    age(tmp_path, PAUSE + 60)
    cache.prune(max_bytes=0)
    assert all(cache.fetch(digest(name)) is None for name in "abc")


def age(folder: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(folder / PRUNED, (then, then))


@pytest.mark.parametrize(("seconds", "is_left"), [(60, True), (PAUSE - 60, True), (PAUSE + 60, False), (-60, False)])
def test_a_folder_is_looked_through_once_in_a_while(tmp_path: Path, seconds: float, is_left: bool) -> None:
    cache = Cache(tmp_path)
    cache.store(digest("a"), b"x")
    cache.prune()
    age(tmp_path, seconds)
    cache.prune(max_bytes=0)
    assert (cache.fetch(digest("a")) is not None) == is_left


def test_what_was_used_last_is_pruned_last(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [digest(name) for name in "abc"]
    for number, key in enumerate(keys):
        cache.store(key, b"x" * 68)
        os.utime(tmp_path / key[:2] / key[2:], (number, number))
    assert cache.fetch(keys[0]) is not None
    cache.prune(max_bytes=200)
    assert [cache.fetch(key) is not None for key in keys] == [True, False, True]


@pytest.mark.skipif(os.name != "posix", reason="a file in the folder's place, as POSIX answers it")
def test_a_folder_that_takes_nothing_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    cache = Cache(tmp_path / "cache")
    assert cache.store("ab" + "0" * 62, b"made") == b"made"
    assert cache.fetch("ab" + "0" * 62) is None
    cache.prune()
    assert (tmp_path / "cache").read_text("utf-8") == "no folder"
