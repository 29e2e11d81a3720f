import errno
import gc
import gzip
import hashlib
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from disclosure.__main__ import main as command
from disclosure.arguments import parsed
from disclosure.cli import main
from disclosure.errors import PlanFault, RenderFault, SwitchFault
from disclosure.presentation.messages import fault_text
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT, small_packages
from tests.golden.tree import COUNTRY

SHIPPED = ("datapackages", "rules", "templates", "docs")


def disclosure(
    *arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    command = [sys.executable, "-m", "disclosure", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A publisher's folder that a test may spoil: the packages for tests, rules, templates and prose, nothing else."""
    folder = copied(tmp_path, "rules", "templates", "docs")
    small_packages(folder / "datapackages")
    return folder


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped project as a publisher has it."""
    return copied(tmp_path, *SHIPPED)


def copied(place: Path, *names: str) -> Path:
    """A publisher's folder with these of the shipped ones."""
    folder = place / "publisher"
    for name in names:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def digest(folder: Path) -> Mapping[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def spoil(project: Path) -> None:
    file = project / "datapackages" / "hohhot-targets-2021-2025" / "targets.csv"
    file.write_text(file.read_text("utf-8").replace(",-11,", ",１１,", 1), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    """The shipped project, built once, and what the command said."""
    project = copied(tmp_path_factory.mktemp("built"), *SHIPPED)
    return project, disclosure("--project", str(project))


def test_the_first_answer_fits_the_first_round_trip(
    built: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    site = built[0] / "site"
    kinds = ("region", "indicator", "data", "doc")
    pages = ("index.html", "anomaly/index.html", *(f"{kind}/*/index.html" for kind in kinds))
    answers = {
        file.relative_to(site).as_posix(): len(gzip.compress(file.read_bytes(), 6))
        for language in ("", "en/")
        for page in pages
        for file in site.glob(language + page)
    }
    assert {"index.html", "en/region/150000/index.html", "doc/hohhot-14th-plan/index.html"} <= answers.keys()
    assert {page: size for page, size in answers.items() if size > 14 * 1024} == {}


def test_a_build_publishes_a_site_and_says_what_it_did(
    built: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    project, done = built
    assert done.returncode == 0, done.stderr
    packages = [folder for folder in (ROOT / "datapackages").iterdir() if folder.is_dir()]
    assert f"{len(packages)} 个数据包" in done.stdout
    assert "发布日期 2026-11-21（数据里最晚的发布日期）；清单条目按这一天算" in done.stdout
    for page in (
        "index.html",
        "en/index.html",
        "region/150000/index.html",
        "data/barometer-provinces-13th-plan/index.html",
        "404.html",
    ):
        assert (project / "site" / page).is_file(), page
    status = json.loads((project / "site" / "status.json").read_text("utf-8"))
    last = next(b for b in status["barometers"] if (b["scope"], b["period"]) == ("provinces-13th-plan", "2020"))
    assert (last["levels"]["severe"], last["levels"]["strained"], last["levels"]["on_track"]) == (2, 1, 5)


def test_refused_data_leaves_the_site_that_was_there_whole(project: Path) -> None:
    assert disclosure("build", "--project", str(project)).returncode == 0
    before = digest(project / "site")
    spoil(project)
    done = disclosure("build", "--project", str(project))
    assert done.returncode == 1
    assert "C102" in done.stdout
    assert "第 4 行 G 列" in done.stdout
    assert "网站没有改动" in done.stdout
    assert digest(project / "site") == before


def test_a_failing_build_leaves_the_site_that_was_there_whole(project: Path) -> None:
    assert disclosure("build", "--project", str(project)).returncode == 0
    before = digest(project / "site")
    template = project / "templates" / "pages" / "updates.html"
    template.write_text("{% extends 'base.html' %}{% block main %}{{ nobody.knows }}{% endblock %}", "utf-8")
    done = disclosure("build", "--project", str(project))
    assert done.returncode == 3
    assert "没有完成" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(project / "site") == before


def test_two_builds_are_byte_identical_whatever_the_zone_locale_folder_and_hands(shipped: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(shipped, tmp_path / "another" / "place"))
    one = disclosure(
        "--project", str(shipped), "--workers", "1", env={"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"}
    )
    two = disclosure(
        "--project", str(other), "--workers", "2", env={"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "2", "LC_ALL": "C"}
    )
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert digest(shipped / "site") == digest(other / "site")


def test_json_is_one_object_and_nothing_else(project: Path) -> None:
    spoil(project)
    done = disclosure("check", "--format", "json", "--lang", "en", "--project", str(project))
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["refused"], answer["errors"]) == (1, True, 1)
    (finding,) = answer["findings"]
    assert (finding["code"], finding["file"], finding["row"], finding["column_letter"], finding["value"]) == (
        "C102", "hohhot-targets-2021-2025/targets.csv", 4, "G", "１１",
    )  # fmt: skip
    assert finding["facts"]["expected"] == "11"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nonsense",), "命令"), (("build", "check"), "check"), (("--bogus", "1"), "--bogus"), (("--pack", "x"), "--pack"),
        (("--as-of", "yesterday"), "--as-of"), (("--as-of", "2026-13-45"), "--as-of"), (("--as-of", "2026-02-29"), "--as-of"),
        (("build", "--format", "xml"), "--format"), (("--format",), "--format"), (("--lang", "fr"), "--lang"),
        (("--lang",), "--lang"), (("--out",), "--out"), (("--workers", "0"), "--workers"), (("--workers", "two"), "--workers"),
        (("serve", "--port", "65536"), "--port"), (("serve", "--port", "-1"), "--port"), (("--help=3",), "--help"),
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_two_and_said_in_the_language_asked_for(
    arguments: Sequence[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert usage_error(arguments, capsys)[0].startswith("用法：disclosure ")
    said = usage_error(arguments, capsys)[-1]
    assert said.startswith(named) or said == f"不认识：{' '.join(word for word in arguments if word != 'build')}"
    assert not re.search("invalid|unrecognized|expected|argument", said)
    if "--lang" not in arguments:
        english = usage_error((*arguments, "--lang", "en"), capsys)
        assert english[0].startswith("usage: disclosure ")
        assert english[-1].isascii()


def usage_error(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    "option", ["--port 0", "--port 65535", "--workers 1", "--as-of 2024-02-29", "--as-of=2026-11-21"]
)
def test_the_limits_of_an_option_are_still_right_usage(option: str) -> None:
    words = read_wording(ROOT / "templates")["en"]
    assert parsed(["serve", *option.split()], Wording("en", words)).command == "serve"


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "程序出了没有料到的错误"), ("en", "the program met something unforeseen")]
)
def test_what_nobody_foresaw_is_one_plain_sentence_that_says_how_to_see_more(
    language: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["--project", str(COUNTRY), "--out", "no\0name", "--workers", "1", "--lang", language]
    assert main(arguments) == 3
    plain = capsys.readouterr().err
    assert re.search(f"{said}.*DISCLOSURE_DETAILS", plain)
    assert (plain.count("\n"), "Traceback" in plain) == (1, False)
    monkeypatch.setenv("DISCLOSURE_DETAILS", "1")
    assert main(arguments) == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_site_at_the_root_of_the_disk_is_refused_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(COUNTRY), "--out", ROOT.anchor, "--workers", "1"]) == 3
    assert "不能用作网站的文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "in_words"), [("zh", "[一-鿿]{4}"), ("en", "folder")])
def test_a_fault_is_an_object_for_programs_too(
    language: str, in_words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--packages", str(tmp_path / "none"), "--format", "json", "--lang", language]) == 3
    heard = capsys.readouterr()
    answer = json.loads(heard.out)
    assert answer["refused"] is False
    assert re.search(in_words, answer["fault"])
    assert answer["fault"] in heard.err


@pytest.mark.parametrize(
    ("fault", "zh", "en"),
    [
        (SwitchFault(code="under_way", site="site"), "另一次生成正在写 site，等它结束再试", "another build is writing site; try again when it is done"),
        (PlanFault("a → b"), "页面和链接对不上：a → b", "pages and links do not fit together: a → b"),
        (OSError(errno.ENOSPC, "No space"), "磁盘满了；腾出空间再试", "the disk is full; make room and try again"),
        (PermissionError(errno.EACCES, "no", "site/.x"), "没有权限读写 site/.x；请改这个文件或文件夹的权限，或换一个有权限的文件夹（--out、--project）", "no permission to read or write site/.x; change the rights of this file or folder, or use another one (--out, --project)"),
        (OSError(errno.EADDRINUSE, "in use"), "这个端口已经有程序在用；用 --port 换一个，例如 --port 8001", "another program uses this port; choose one with --port, such as --port 8001"),
        (OSError(errno.EIO, "I/O"), "系统没能做到：[Errno 5] I/O", "the system could not do it: [Errno 5] I/O"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_both_languages(fault: Exception, zh: str, en: str) -> None:
    words = read_wording(ROOT / "templates")
    assert fault_text(fault, Wording("zh", words["zh"])) == zh
    assert fault_text(fault, Wording("en", words["en"])) == en


def test_a_fault_keeps_its_words_on_the_way_from_a_worker_process() -> None:
    fault = RenderFault(code="prose_missing", file="docs/zh/about.md")
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301  # our own bytes
    assert (again.code, again.facts, str(again)) == (fault.code, fault.facts, str(fault))


@pytest.mark.parametrize(
    ("given", "ahead"),
    [
        ([], 1),
        (["build", "--lang", "en"], 1),
        (["serve"], 1),
        (["check"], 0),
        (["--lang", "en", "test"], 0),
        (["-h"], 0),
    ],
)
def test_only_commands_that_build_run_ahead(given: Sequence[str], ahead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "argv", ["disclosure", *given])
    monkeypatch.setattr("disclosure.publishing.crew.run_ahead", lambda: told.append("ahead"))
    monkeypatch.setattr("disclosure.cli.main", lambda: told.append("run") or 3)
    assert command() == 3
    assert told == ["ahead"] * ahead + ["run"]
    gc.unfreeze()


@pytest.mark.parametrize(("language", "word"), [("zh", "退出码"), ("en", "Exit codes")])
def test_help_speaks_both_languages(language: str, word: str) -> None:
    done = disclosure("--help", "--lang", language)
    assert done.returncode == 0
    assert word in done.stdout


def test_a_missing_rules_file_is_one_plain_sentence(project: Path) -> None:
    (project / "rules" / "site.toml").unlink()
    done = disclosure("check", "--project", str(project))
    assert done.returncode == 3
    assert "site.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_options_stand_before_or_after_the_command(project: Path) -> None:
    assert disclosure("--project", str(project), "check").returncode == 0
    assert disclosure("check", "--project", str(project)).returncode == 0


def test_the_publication_date_can_be_given(project: Path) -> None:
    done = disclosure("--as-of", "2030-01-02", "--project", str(project))
    assert (done.returncode, "发布日期 2030-01-02\n" in done.stdout) == (0, True)
    assert json.loads((project / "site" / "status.json").read_text("utf-8"))["as_of"] == "2030-01-02"
    assert "2030 年 1 月 2 日" in (project / "site" / "index.html").read_text("utf-8")


def test_the_installed_package_builds_a_publisher_s_folder(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target"]
    subprocess.run([*install, str(target), str(ROOT)], check=True, capture_output=True)
    command = [sys.executable, "-c", "import sys; from disclosure.cli import main; sys.exit(main())", "build"]
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "index.html").is_file()
    assert (target / "disclosure" / "bundled" / "schemas" / "target.schema.json").is_file()
