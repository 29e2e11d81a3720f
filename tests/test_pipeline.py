"""The whole story with real files: what a build leaves behind when it is whole, killed, out of room or offline."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from disclosure import pipeline
from disclosure.errors import SettingsFault
from disclosure.model.findings import Severity
from disclosure.pipeline import Settings, check, publish
from tests.conftest import ROOT
from tests.golden.tree import COUNTRY, digests, texts

HEAVY = ("altair", "frictionless", "mkdocs", "openpyxl", "pandas", "pyarrow", "vl_convert", "xlsxwriter")
OFFLINE = """
import socket, sys
def refuse(*anything): raise AssertionError("a build asks the network")
socket.socket.connect = socket.getaddrinfo = refuse
from disclosure.cli import main
sys.exit(main())
"""
NO_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from disclosure.cli import main
sys.exit(main())
"""

OLD_TITLE, NEW_TITLE = "示例国节能目标（样例）", "示例国节能目标（新版）"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    project = Path(shutil.copytree(COUNTRY, tmp_path / "country"))
    return Settings(project, project / "datapackages", tmp_path / "site")


def whole(site: Path) -> tuple[Mapping[str, bytes], str]:
    return texts(site), digests(site)


def run(settings: Settings, code: str, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, "--project", str(settings.project), "--out", str(settings.site), *more]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=variables, capture_output=True, encoding="utf-8", check=False)


def test_a_build_says_what_it_did_stage_by_stage(settings: Settings) -> None:
    outcome = publish(settings)
    assert outcome.rendered is not None
    files = [file for file in settings.site.rglob("*") if file.is_file() and file.name != ".disclosure-site"]
    assert (outcome.packages, outcome.rendered.files) == (4, len(files))
    assert outcome.rendered.bytes == sum(file.stat().st_size for file in files)
    assert list(outcome.seconds) == ["read", "plan", "render", "switch"]


def test_checking_writes_nothing(settings: Settings) -> None:
    before = sorted(settings.project.parent.rglob("*"))
    outcome = check(settings)
    assert (outcome.findings.count(Severity.ERROR), outcome.rendered, outcome.packages) == (0, None, 4)
    assert sorted(settings.project.parent.rglob("*")) == before


def test_a_project_without_packages_is_a_plain_fault(settings: Settings) -> None:
    shutil.rmtree(settings.packages)
    left = sorted(settings.project.rglob("*"))
    for command in (check, publish):
        with pytest.raises(SettingsFault, match="datapackages"):
            command(settings)
    assert sorted(settings.project.rglob("*")) == left


def test_losing_the_cache_changes_nothing_but_time(settings: Settings) -> None:
    publish(settings)
    first = whole(settings.site)
    publish(settings)
    assert whole(settings.site) == first
    shutil.rmtree(settings.cache)
    publish(settings)
    assert whole(settings.site) == first


def test_a_cache_that_takes_nothing_changes_nothing_but_time(settings: Settings) -> None:
    publish(settings)
    first = whole(settings.site)
    shutil.rmtree(settings.cache)
    settings.cache.write_text("no folder", "utf-8")
    publish(settings)
    assert whole(settings.site) == first


def test_the_command_line_starts_without_heavy_libraries() -> None:
    code = f"import sys, disclosure.cli; print(*(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_build_asks_nothing_of_the_network(settings: Settings) -> None:
    done = run(settings, OFFLINE, "--workers", "1")  # one process, so that the refusal holds everywhere
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX limits and signals")
def test_a_full_disk_leaves_the_site_that_was_there(settings: Settings) -> None:
    publish(settings)
    before = whole(settings.site)
    retitle(settings)
    done = run(settings, NO_ROOM)
    assert done.returncode == 3, done.stdout
    assert "Traceback" not in done.stderr
    assert whole(settings.site) == before


def retitle(settings: Settings) -> None:
    """Change what stands on every page."""
    rules = settings.project / "rules/site.toml"
    text = rules.read_text("utf-8")
    assert OLD_TITLE in text
    rules.write_text(text.replace(OLD_TITLE, NEW_TITLE), "utf-8")


def new_pages(settings: Settings) -> int:
    """How many pages of the staging folder have the new title by now."""
    staged = settings.site.with_name(f".{settings.site.name}.staging")
    found = 0
    for page in staged.rglob("*.html"):
        with suppress(FileNotFoundError):  # it is being replaced at this very moment
            found += NEW_TITLE.encode() in page.read_bytes()
    return found


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX limits and signals")
@pytest.mark.parametrize("pages", [0, 1, 20])
def test_a_build_that_is_killed_leaves_the_site_that_was_there(settings: Settings, pages: int) -> None:
    """Killed while it reads, when the first page of the new edition stands, and when many of them do."""
    publish(settings)
    before = whole(settings.site)
    retitle(settings)
    words = [sys.executable, "-m", "disclosure", "--project", str(settings.project), "--out", str(settings.site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while new_pages(settings) < pages and time.monotonic() < deadline:
        assert process.poll() is None, "the build was done before it could be killed"
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert new_pages(settings) >= pages
    assert whole(settings.site) == before
    publish(settings)
    after = whole(settings.site)
    chinese = [text for address, text in after[0].items() if address.endswith(".html") and address[:3] != "en/"]
    assert all(NEW_TITLE.encode() in text for text in chinese)
    shutil.rmtree(settings.cache)
    shutil.rmtree(settings.site)
    publish(settings)
    assert whole(settings.site) == after


def test_all_hands_have_ended_before_the_staging_folder_is_let_go(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a hand writes after that would reach the site that the next build publishes."""
    told: list[str] = []

    def telling(name: str) -> None:
        real = getattr(pipeline, name)

        @contextmanager
        def told_about(*given: object) -> Iterator[object]:
            with real(*given) as it:
                told.append(f"{name} begins")
                yield it
            told.append(f"{name} has ended")

        monkeypatch.setattr(pipeline, name, told_about)

    telling("staging")
    telling("crew")
    publish(settings)
    assert told == ["staging begins", "crew begins", "crew has ended", "staging has ended"]


@pytest.mark.skipif(os.name != "posix", reason="needs a file system with links")
def test_a_file_that_did_not_change_keeps_its_time_and_one_that_was_tampered_with_does_not(settings: Settings) -> None:
    publish(settings)
    pages = sorted(path for path in settings.site.rglob("*.html"))
    for page in pages:
        os.utime(page, (1_000_000_000, 1_000_000_000))
    good = pages[0].read_bytes()
    pages[0].write_bytes(good.replace(b"<h1", b"<H1"))
    os.utime(pages[0], (1_000_000_000, 1_000_000_000))
    publish(settings)
    assert pages[0].read_bytes() == good
    assert pages[0].stat().st_mtime > 1_000_000_000
    assert {page.stat().st_mtime for page in pages[1:]} == {1_000_000_000}
    assert {page.stat().st_nlink for page in pages} == {2}, "the staging folder is a double of the site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site and its cache as a build left them, with rules, templates and prose of its own."""
    folder = tmp_path_factory.mktemp("built")
    project = Path(shutil.copytree(COUNTRY, folder / "country"))
    for name in ("templates", "docs", "rules"):
        if not (project / name).exists():
            shutil.copytree(ROOT / name, project / name)
    publish(Settings(project, project / "datapackages", folder / "site"))
    return folder


EDITS = {
    "a progress figure": ("datapackages/*/*.csv", ",yearly_change,2019,1,-3.1,", ",yearly_change,2019,1,-3.2,"),
}
