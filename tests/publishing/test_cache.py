"""Results are kept by what they were made from; losing one, or the whole folder, costs time and nothing else."""

import os
from pathlib import Path

import pytest

from disclosure.publishing.cache import SAMPLE, Cache, digest


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
    keys = [digest(str(number)) for number in range(1000)]
    for key in keys:
        cache.store(key, b"x" * 68)

    def left(max_bytes: int) -> int:
        cache.prune(max_bytes)
        return sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file())

    assert left(max_bytes=150_000) == 100_000
    assert left(max_bytes=60_000) == 45_000
    assert left(max_bytes=20_100) == 15_000
    assert left(max_bytes=0) == 0


def test_what_was_used_last_is_pruned_last(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [digest(str(number)) for number in range(1000)]
    for number, key in enumerate(keys):
        cache.store(key, b"x" * 68)
        os.utime(tmp_path / key[:2] / key[2:], (number, number))
    assert cache.fetch(keys[0]) is not None
    cache.prune(max_bytes=66_800)
    assert [cache.fetch(key) is not None for key in (keys[0], keys[1], keys[499], keys[500])] == [
        True,
        False,
        False,
        True,
    ]


def test_a_small_folder_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    for number in range(1000):
        cache.store(digest(str(number)), b"x" * 68)
    looked, scandir = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: looked.append(folder) or scandir(folder))
    cache.prune(max_bytes=150_000)
    assert len(looked) <= len(SAMPLE)
    cache.prune(max_bytes=50_000)
    assert len(looked) > len(SAMPLE)


@pytest.mark.skipif(os.name != "posix", reason="a file in the folder's place, as POSIX answers it")
def test_a_folder_that_takes_nothing_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    cache = Cache(tmp_path / "cache")
    assert cache.store("ab" + "0" * 62, b"made") == b"made"
    assert cache.fetch("ab" + "0" * 62) is None
    cache.prune()
    assert (tmp_path / "cache").read_text("utf-8") == "no folder"
