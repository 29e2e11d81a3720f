import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from disclosure.errors import SwitchFault
from disclosure.publishing import staging as module
from disclosure.publishing.staging import MARKER, recover, staging

FILES = 60
WRITER = f"""
import sys
from pathlib import Path
from disclosure.publishing.staging import staging

def moment(name):
    print(name, flush=True)
    sys.stdin.readline()

with staging(Path(sys.argv[1])) as folder:
    moment("begun")
    for number in range({FILES}):
        if number == {FILES // 2}:
            moment("half written")
        file = folder.path / f"{{number}}.html"
        file.unlink(missing_ok=True)
        file.write_text("b" * 2000)
    moment("written")
    folder.switch()
    moment("switched")
moment("done")
"""
"""Publishes edition b, and waits for a line at each moment."""


@contextmanager
def writing(site: Path, until: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that publishes edition b and has come to a moment, where it waits."""
    command = [sys.executable, "-c", WRITER, str(site)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        while (said := child.stdout.readline().strip()) != until:
            assert said, until
            proceed(child)
        yield child


def proceed(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def killed(child: "subprocess.Popen[str]") -> int:
    """Kill a process; what it ended with."""
    child.send_signal(signal.SIGKILL)
    return child.wait()


def publish(site: Path, edition: str, changed: Collection[str] | None = None) -> None:
    with staging(site) as folder:
        for number in range(FILES):
            (folder.path / f"{number}.html").unlink(missing_ok=True)
            (folder.path / f"{number}.html").write_text(edition * 2000, "utf-8")
        folder.switch(changed)


def edition_of(site: Path) -> set[str]:
    names = {path.name for path in site.iterdir()}
    assert names == {*(f"{number}.html" for number in range(FILES)), MARKER}
    return {path.read_text("utf-8")[:1] for path in site.glob("*.html")}


def files_of(folder: Path) -> set[tuple[str, int]]:
    return {(path.name, path.stat().st_ino) for path in folder.iterdir()}


def test_a_switch_replaces_the_whole_site(tmp_path: Path) -> None:
    publish(tmp_path / "site", "a")
    publish(tmp_path / "site", "b")
    assert edition_of(tmp_path / "site") == {"b"}
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock", ".site.staging"}


@pytest.mark.parametrize("few", [0, FILES])
def test_outside_of_a_build_the_staging_folder_is_a_double_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(module, "FEW", few)
    site, double = tmp_path / "site", tmp_path / ".site.staging"
    publish(site, "a")
    publish(site, "b", changed=[f"{number}.html" for number in range(FILES)])
    assert files_of(double) == files_of(site)
    with pytest.raises(OSError, match="disk"), staging(site) as folder:
        (folder.path / "0.html").unlink()
        (folder.path / "secret.html").write_text("c", "utf-8")
        raise OSError("disk full")
    assert files_of(double) == files_of(site)


def test_where_nothing_was_published_a_failure_leaves_no_staging_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="disk"), staging(tmp_path / "site") as folder:
        (folder.path / "0.html").write_text("a", "utf-8")
        raise OSError("disk full")
    assert {path.name for path in tmp_path.iterdir()} == {".site.lock"}


def test_the_first_edition_has_no_double_until_another_build_begins(tmp_path: Path) -> None:
    site, double = tmp_path / "site", tmp_path / ".site.staging"
    publish(site, "a")
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock"}
    with staging(site) as folder:
        assert folder.path == double
        assert files_of(double) == files_of(site)


def test_a_staging_folder_that_is_a_link_is_never_followed(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for _ in range(2):
        publish(site, "a")
    elsewhere.mkdir()
    (elsewhere / "thesis.doc").write_text("mine", "utf-8")
    (tmp_path / ".site.staging").rename(tmp_path / "moved")
    (tmp_path / ".site.staging").symlink_to(elsewhere)
    publish(site, "b")
    shutil.rmtree(tmp_path / ".site.staging")
    (tmp_path / ".site.staging").write_text("a file", "utf-8")
    publish(site, "b")
    assert edition_of(site) == {"b"}
    assert [file.name for file in elsewhere.iterdir()] == ["thesis.doc"]


def test_a_failure_before_the_switch_leaves_the_old_site_whole(tmp_path: Path) -> None:
    publish(tmp_path / "site", "a")
    with pytest.raises(OSError, match="disk"), staging(tmp_path / "site") as folder:
        (folder.path / "0.html").unlink()
        (folder.path / "0.html").write_text("b", "utf-8")
        raise OSError("disk full")
    assert edition_of(tmp_path / "site") == {"a"}


@pytest.mark.parametrize(
    ("moment", "edition"), [("begun", "a"), ("half written", "a"), ("written", "a"), ("switched", "b"), ("done", "b")]
)
def test_a_kill_at_a_known_moment_leaves_the_old_or_the_new_site_whole(
    tmp_path: Path, moment: str, edition: str
) -> None:
    site = tmp_path / "site"
    publish(site, "a")
    with writing(site, moment) as child:
        assert edition_of(tmp_path / ".site.staging") == {
            "begun": {"a"}, "half written": {"a", "b"}, "written": {"b"}, "switched": {"a"}, "done": {"b"}
        }[moment]  # fmt: skip
        assert killed(child) == -signal.SIGKILL
    recover(site)
    assert edition_of(site) == {edition}
    with staging(site) as folder:
        assert files_of(folder.path) == files_of(site)
        folder.switch([])
    assert files_of(tmp_path / ".site.staging") == files_of(site)
    publish(site, "c")
    assert edition_of(site) == {"c"}


def test_a_kill_around_the_switch_leaves_the_old_or_the_new_site_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    chance = random.Random(7)  # noqa: S311  # moments, not secrets
    for _ in range(12):
        publish(site, "a")
        with writing(site, "written") as child:
            proceed(child)
            time.sleep(chance.uniform(0, 0.002))
            assert killed(child) == -signal.SIGKILL
        recover(site)
        assert edition_of(site) in ({"a"}, {"b"})


def test_a_full_disk_leaves_the_old_site_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "a")

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    command = [sys.executable, "-c", WRITER, str(site)]
    done = subprocess.run(command, preexec_fn=small_disk, input="\n" * 9, capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[:2] == ["begun", ""]
    assert "File too large" in done.stderr
    assert edition_of(site) == {"a"}


def test_a_run_that_was_cut_between_two_renames_is_finished_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "a")
    site.rename(tmp_path / ".site.old")
    recover(site)
    assert edition_of(site) == {"a"}


def test_without_the_system_call_two_renames_do_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    publish(tmp_path / "site", "a")
    publish(tmp_path / "site", "b")
    assert edition_of(tmp_path / "site") == {"b"}


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine", "utf-8")
    with pytest.raises(SwitchFault, match="not_ours"):
        publish(tmp_path / "site", "a")
    assert (tmp_path / "site" / "thesis.doc").read_text("utf-8") == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_two_builds_never_meet(tmp_path: Path) -> None:
    with staging(tmp_path / "site"), pytest.raises(SwitchFault, match="under_way"), staging(tmp_path / "site"):
        pass


def test_the_root_of_the_disk_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SwitchFault, match="not_a_site"), staging(Path(tmp_path.anchor)):
        pass
