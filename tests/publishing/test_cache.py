"""Results are kept by what they were made from; losing one, or the whole folder, costs time and nothing else."""

import os
from pathlib import Path

import pytest

from disclosure.publishing.cache import Cache, digest


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
    cache.prune(max_bytes=0)
    assert all(cache.fetch(digest(name)) is None for name in "abc")


@pytest.mark.skipif(os.name != "posix", reason="a file in the folder's place, as POSIX answers it")
def test_a_folder_that_takes_nothing_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    cache = Cache(tmp_path / "cache")
    assert cache.store("ab" + "0" * 62, b"made") == b"made"
    assert cache.fetch("ab" + "0" * 62) is None
    cache.prune()
    assert (tmp_path / "cache").read_text("utf-8") == "no folder"
