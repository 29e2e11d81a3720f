import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT


def disclosure(
    *arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    command = [sys.executable, "-m", "disclosure", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A publisher's folder: data, rules, templates and prose, nothing else."""
    folder = tmp_path / "publisher"
    for name in ("datapackages", "rules", "templates", "docs"):
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


def test_a_build_publishes_a_site_and_says_what_it_did(project: Path) -> None:
    done = disclosure("--project", str(project))
    assert done.returncode == 0, done.stderr
    assert "6 个数据包" in done.stdout
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
    page = project / "templates" / "pages" / "region.html"
    page.write_text(page.read_text("utf-8") + "{{ nobody.knows }}", "utf-8")
    template = project / "templates" / "pages" / "updates.html"
    template.write_text("{% extends 'base.html' %}{% block main %}{{ nobody.knows }}{% endblock %}", "utf-8")
    done = disclosure("build", "--project", str(project))
    assert done.returncode == 3
    assert "没有完成" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(project / "site") == before


def test_two_builds_are_byte_identical_whatever_the_zone_locale_folder_and_hands(project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project, tmp_path / "another" / "place"))
    one = disclosure(
        "--project", str(project), "--workers", "1", env={"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"}
    )
    two = disclosure(
        "--project", str(other), "--workers", "2", env={"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "2", "LC_ALL": "C"}
    )
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert digest(project / "site") == digest(other / "site")


def test_json_is_one_object_and_nothing_else(project: Path) -> None:
    spoil(project)
    done = disclosure("check", "--format", "json", "--lang", "en", "--project", str(project))
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["refused"], answer["errors"]) == (1, True, 1)
    finding = answer["findings"][0]
    assert (finding["code"], finding["file"], finding["row"], finding["column_letter"], finding["value"]) == (
        "C102", "hohhot-targets-2021-2025/targets.csv", 4, "G", "１１",
    )  # fmt: skip
    assert finding["facts"]["expected"] == "11"


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("--as-of", "yesterday"), ("build", "--format", "xml"), ("--lang", "fr")]
)
def test_wrong_usage_is_exit_code_two(arguments: Sequence[str]) -> None:
    done = disclosure(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


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
    assert disclosure("--as-of", "2030-01-02", "--project", str(project)).returncode == 0
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
