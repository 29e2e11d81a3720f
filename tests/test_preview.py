"""The preview over a real socket: drafts, reloading, refused changes and wrong addresses."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from disclosure.pipeline import Settings
from disclosure.preview import QUIET_SECONDS, watch
from tests.conftest import ROOT
from tests.golden.tree import COUNTRY

PROGRESS = Path("datapackages") / "sample-progress" / "observations.csv"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COUNTRY, tmp_path / "country"))


@pytest.fixture
def preview(project: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "disclosure", "serve", "--port", "0", "--lang", "en", "--project", str(project)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        yield process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def heard(preview: "subprocess.Popen[str]", words: str) -> str:
    """What the preview says up to the line that holds `words`."""
    said = ""
    assert preview.stdout is not None
    while words not in said:
        line = preview.stdout.readline()
        assert line, said
        said += line
    return said


def address(preview: "subprocess.Popen[str]") -> str:
    return heard(preview, "Preview at").partition("Preview at ")[2].split()[0]


def read(url: str) -> str:
    with urlopen(url) as answer:  # noqa: S310  # our own server
        return str(answer.read().decode())


def edit(project: Path, change: Callable[[str], str]) -> None:
    file = project / PROGRESS
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def test_a_preview_is_a_draft_that_reloads_and_leaves_the_built_files_alone(
    preview: "subprocess.Popen[str]", project: Path
) -> None:
    page = read(address(preview))
    built = (project / ".disclosure" / "preview" / "index.html").read_text("utf-8")
    assert "草稿" in built
    assert "location.reload()" in page
    assert "<script" not in built
    assert not (project / "site").exists()


def test_a_page_knows_its_own_edition_so_that_no_change_is_missed(
    preview: "subprocess.Popen[str]", project: Path
) -> None:
    base = address(preview)
    assert f'now!=="{read(base + ".edition")}"' in read(base)
    edit(project, lambda text: text.replace(",-4.1,", ",-4.7,", 3))
    heard(preview, "Rebuilt")
    assert f'now!=="{read(base + ".edition")}"' in read(base)


@pytest.mark.parametrize(
    ("changed", "is_seen"),
    [
        ("datapackages/sample/table.csv", True), ("rules/site.toml", True), ("schemas/target.schema.json", True),
        ("templates/base.html", True), ("docs/zh/about.md", True), ("mkdocs.yml", True), ("notes.txt", False),
        (".disclosure/preview/index.html", False), ("site/index.html", False),
    ],
)  # fmt: skip
def test_all_that_a_site_is_made_from_is_watched_and_nothing_else(tmp_path: Path, changed: str, is_seen: bool) -> None:
    for name in ("datapackages/sample", "rules", "schemas", "templates", "docs/zh", ".disclosure/preview", "site"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("", "utf-8")
    rebuilt = threading.Event()
    stop = watch(Settings(tmp_path, tmp_path / "datapackages", tmp_path / "site"), rebuilt.set)
    try:
        (tmp_path / changed).write_text("new", "utf-8")
        assert rebuilt.wait(20 if is_seen else 3 * QUIET_SECONDS) is is_seen
    finally:
        stop()


def test_a_wrong_address_answers_with_the_site_s_own_page(preview: "subprocess.Popen[str]") -> None:
    with pytest.raises(HTTPError) as wrong:
        read(address(preview) + "nowhere/")
    assert wrong.value.code == 404
    assert "<h1" in wrong.value.read().decode()


def test_a_change_is_shown_and_a_refused_one_keeps_the_last_good_draft(
    preview: "subprocess.Popen[str]", project: Path
) -> None:
    base = address(preview)
    before = read(base + ".edition")
    edit(project, lambda text: text.replace(",-4.1,", ",-4.7,", 3))
    heard(preview, "Rebuilt")
    assert read(base + ".edition") != before
    assert "4.7" in read(base + "region/900100/")
    edit(project, lambda text: text.replace(",-4.7,", ",４.７,", 1))
    assert "C102" in heard(preview, "the last good preview stays")
    page = read(base + "region/900100/")
    assert "4.7" in page
    assert 'role="alert"><h2>The data has errors; the last good preview stays</h2>' in page
    assert "C102" in page
    edit(project, lambda text: text.replace(",４.７,", ",-4.7,", 1))
    heard(preview, "Rebuilt")
    assert 'role="alert"' not in read(base + "region/900100/")
