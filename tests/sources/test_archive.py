"""Archived texts are taken byte for byte, or refused with the place and what to do."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from tests.conftest import ROOT

Check = Callable[[Path], Committed]
TEXT = "reference/archive/hohhot-14th-plan.txt"
TARGETS = "hohhot-targets-2021-2025"


def test_shipped_texts_are_there_with_the_digest_of_their_bytes(committed: Committed) -> None:
    found = {code: text for dataset in committed.datasets for code, text in dataset.texts.items()}
    assert found.keys() == {
        "dalad-2022-dual-control", "dongsheng-14th-plan", "hohhot-14th-plan", "inner-mongolia-2022-142",
        "qingdao-14th-plan-draft", "sample-list-rules",
    }  # fmt: skip
    for code, text in found.items():
        package = "sample-city-reference" if code.startswith("sample-") else "reference"
        data = (ROOT / f"datapackages/{package}/archive/{code}.txt").read_bytes()
        assert text.text.encode() == data
        assert text.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("change", "code", "facts"),
    [
        (lambda data: b"\xef\xbb\xbf" + data, "F020", {"problem": "mark"}),
        (lambda data: data.replace(b"\n", b"\r\n"), "F020", {"problem": "line_end"}),
        (lambda data: data.decode().encode("gb18030"), "F020", {"problem": "encoding", "line": "3"}),
        (lambda _: b" \n", "F020", {"problem": "empty"}),
        (lambda _: b"a" * 2_000_001, "F020", {"problem": "large", "limit": "2000000"}),
        (lambda data: data + b"a\x07\n", "F020", {"problem": "unseen", "line": "138", "found": "U+0007"}),
        (lambda data: data + "\u200b".encode(), "F020", {"problem": "unseen", "line": "138", "found": "U+200B"}),
        (lambda data: data + "电话13812345678".encode(), "P406", {"kind": "mobile", "line": "138"}),
    ],
)
def test_an_unsound_text_is_refused(
    packages: Path, check: Check, change: Callable[[bytes], bytes], code: str, facts: dict[str, str]
) -> None:
    file = packages / TEXT
    file.write_bytes(change(file.read_bytes()))
    committed = check(packages)
    assert committed.findings.blocking
    (found,) = (finding for finding in committed.findings if finding.code == code)
    assert (found.place.file, found.facts) == (TEXT, facts)


@pytest.mark.parametrize("name", ["hohhot.txt", "hohhot-14th-plan.docx", "hohhot-14th-plan.txt/x.txt"])
def test_a_text_of_no_registered_document_is_refused(packages: Path, check: Check, name: str) -> None:
    folder = packages / "reference/archive"
    (folder / "hohhot-14th-plan.txt").unlink()
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("一、目标\n", "utf-8")
    (found,) = check(packages).findings
    assert (found.code, found.facts, found.value) == ("F020", {"problem": "unknown"}, name.partition("/")[0])


def test_a_text_may_be_as_large_as_the_limit_and_hold_tabs(packages: Path, check: Check) -> None:
    file = packages / TEXT
    quoted = file.read_bytes()
    file.write_bytes(quoted + b"\t" + b"a" * (1_999_998 - len(quoted)) + b"\n")
    assert file.stat().st_size == 2_000_000
    assert list(check(packages).findings) == []


def test_archives_of_packages_that_register_no_documents_are_refused(packages: Path, check: Check) -> None:
    folder = packages / TARGETS / "archive"
    folder.mkdir()
    (folder / "hohhot-14th-plan.txt").write_text("一、目标\n", "utf-8")
    (found,) = check(packages).findings
    assert (found.code, found.place.file) == ("F020", f"{TARGETS}/archive/hohhot-14th-plan.txt")


def test_texts_are_not_judged_while_the_register_of_documents_cannot_be_read(packages: Path, check: Check) -> None:
    (packages / "reference/documents.csv").write_bytes(b"")
    codes = {finding.code for finding in check(packages).findings}
    assert "F004" in codes
    assert codes.isdisjoint({"F020", "D322"})


def test_a_file_in_the_place_of_the_archive_is_a_file_that_nobody_named(packages: Path, check: Check) -> None:
    (packages / TARGETS / "archive").write_text("x", "utf-8")
    (found,) = check(packages).findings
    assert (found.code, found.place.file) == ("F012", f"{TARGETS}/archive")
