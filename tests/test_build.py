"""build.py on a fresh machine: it prepares its own environment once, says so, and hands everything over."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

HANDED_OVER = "import sys; print('handed over:', *sys.argv[1:]); sys.exit(7)"
MISSING = f"no-such-package==1.0 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing to install, whose command line only says what it was given."""
    shutil.copy(ROOT / "build.py", tmp_path)
    for name in ("requirements.lock", "requirements-test.lock"):
        (tmp_path / name).write_text("# nothing\n", "utf-8")
    (tmp_path / "disclosure").mkdir()
    (tmp_path / "disclosure" / "__main__.py").write_text(HANDED_OVER, "utf-8")
    return tmp_path


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    wheels = str(checkout / "wheels")
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels, "PYTHONUTF8": "1"}
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_environment_is_prepared_once_and_the_command_handed_over(checkout: Path) -> None:
    first, second = run(checkout, "check", "--lang", "en"), run(checkout, "check")
    assert first.returncode == second.returncode == 7
    assert first.stdout.splitlines()[0].startswith("正在准备运行环境")
    assert first.stdout.splitlines()[1:] == ["handed over: check --lang en"]
    assert second.stdout == "handed over: check\n"


def test_an_interrupted_installation_is_noticed(checkout: Path) -> None:
    assert run(checkout).returncode == 7
    for stamp in (checkout / ".venv").glob("requirements*"):
        stamp.unlink()
    shutil.rmtree(next((checkout / ".venv").rglob("site-packages/pip")))
    again = run(checkout)
    assert again.returncode == 7
    assert "Preparing .venv" in again.stdout


def test_a_changed_lock_file_is_installed(checkout: Path) -> None:
    assert run(checkout).returncode == 7
    (checkout / "requirements.lock").write_text("# still nothing\n", "utf-8")
    assert "Preparing .venv from requirements.lock" in run(checkout).stdout
    assert "Preparing .venv from requirements-test.lock" in run(checkout, "test").stdout
    assert "Preparing" not in run(checkout).stdout


@pytest.fixture
def stocked(checkout: Path) -> Path:
    """A checkout that needs one package, which its command line loads."""
    (checkout / "wheels").mkdir()
    wheel = checkout / "wheels" / "Sample_Thing-1.0-py3-none-any.whl"
    facts = "Sample_Thing-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("sample_thing.py", "")
        archive.writestr(f"{facts}/METADATA", "Metadata-Version: 2.1\nName: Sample-Thing\nVersion: 1.0\n")
        archive.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(
            f"{facts}/RECORD", f"sample_thing.py,,\n{facts}/METADATA,,\n{facts}/WHEEL,,\n{facts}/RECORD,,\n"
        )
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lines = (f"sample-thing==1.0 --hash=sha256:{digest}", f"nowhere==1 ; sys_platform == 'none' --hash=sha256:{digest}")
    (checkout / "requirements.lock").write_text("\n".join(lines), "utf-8")
    (checkout / "disclosure" / "__main__.py").write_text("import sample_thing\n" + HANDED_OVER, "utf-8")
    return checkout


def lose_the_packages(checkout: Path) -> None:
    for found in (checkout / ".venv").rglob("[Ss]ample_[Tt]hing*"):
        shutil.rmtree(found) if found.is_dir() else found.unlink()


def replace_the_interpreter(checkout: Path) -> None:
    """As when the system's Python became a newer one, which looks for its packages elsewhere."""
    library = next((checkout / ".venv" / "lib").glob("python3*"))
    library.rename(library.with_name("python3.0"))


def break_the_interpreter(checkout: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text("#!/nowhere/python\n", "utf-8")
    python.chmod(0o755)


@pytest.mark.parametrize("happen", [lose_the_packages, replace_the_interpreter, break_the_interpreter])
def test_a_stale_environment_is_noticed_and_prepared_again(stocked: Path, happen: Callable[[Path], None]) -> None:
    assert run(stocked).returncode == 7
    assert "Preparing" not in run(stocked).stdout
    happen(stocked)
    again = run(stocked)
    assert (again.returncode, "Preparing .venv" in again.stdout) == (7, True), again.stderr
    assert run(stocked).stdout == "handed over:\n"


def test_an_installation_that_fails_says_so_plainly_and_is_tried_again(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text(MISSING, "utf-8")
    failed = run(checkout)
    assert failed.returncode == 3
    assert "运行环境没有装好" in failed.stderr
    assert "Traceback" not in failed.stderr
    (checkout / "requirements.lock").write_text("# nothing\n", "utf-8")
    assert run(checkout).returncode == 7


def test_an_older_python_is_told_what_is_needed(checkout: Path) -> None:
    older = "import runpy, sys; sys.version_info = (3, 10); runpy.run_path('build.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", older], cwd=checkout, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        3,
        "需要 Python 3.11 或更新的版本 / Python 3.11 or newer is needed\n",
    )
    assert not (checkout / ".venv").exists()
