"""Build, check, preview or test the site: prepares its own environment when needed, then hands over.

python3 build.py            check datapackages/ and build site/
python3 build.py test       run the whole test suite
python3 build.py --help     everything else
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
FAILED = 3
HELP = (
    "运行环境没有装好，请检查网络（Debian 还要 apt install python3-venv）后再试 / "
    "The environment could not be prepared; check the network (Debian also needs python3-venv) and try again"
)


def main() -> int:
    """Prepare the environment that the command needs, and run the command inside it."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file must say so under an older Python
        print("需要 Python 3.11 或更新的版本 / Python 3.11 or newer is needed", file=sys.stderr)
        return FAILED
    lock = ROOT / ("requirements-test.lock" if "test" in sys.argv[1:] else "requirements.lock")
    if not is_ready(lock) and not prepare(lock):
        return FAILED
    command = [str(PYTHON), "-m", "disclosure", *sys.argv[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606  # our own interpreter takes this process over
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  # our own interpreter


def stamp(lock: Path) -> Path:
    """The file that says that everything in a lock file was installed."""
    return ENVIRONMENT / f"{lock.stem}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"


def is_ready(lock: Path) -> bool:
    """Whether the environment holds what the lock file asks for (the test lock holds everything)."""
    stamped = any(stamp(file).exists() for file in {lock, ROOT / "requirements-test.lock"})
    return stamped and wanted(lock) <= installed()


def wanted(lock: Path) -> set[str]:
    """The packages that a lock file asks for on every system."""
    lines = lock.read_text("utf-8").splitlines()
    return {plain(line.partition("==")[0]) for line in lines if "==" in line and line[0].isalnum() and ";" not in line}


def installed() -> set[str]:
    """The packages that the environment's own interpreter finds; none where it was replaced or does not run."""
    folder = answer("-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    return {plain(found.name.partition("-")[0]) for found in Path(folder).glob("*.dist-info")} if folder else set()


def plain(name: str) -> str:
    """A package's name in one spelling."""
    return name.strip().lower().replace("_", "-").replace(".", "-")


def answer(*question: str) -> str:
    """What the environment's interpreter prints; nothing where it does not run."""
    try:
        asked = subprocess.run([str(PYTHON), *question], capture_output=True, check=True, encoding="utf-8")  # noqa: S603  # our own
    except (OSError, subprocess.CalledProcessError):
        return ""
    return asked.stdout.strip()


def prepare(lock: Path) -> bool:
    """Create the environment and install the lock file with hashes; False, with a plain message, when it fails."""
    print(f"正在准备运行环境 .venv（只需一次）/ Preparing .venv from {lock.name} (once)", flush=True)
    for old in ENVIRONMENT.glob("requirements*-*"):
        old.unlink()
    try:
        if not has_pip():
            venv.create(ENVIRONMENT, with_pip=True, clear=ENVIRONMENT.exists())
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        subprocess.run([str(PYTHON), *install, "--require-hashes", "-r", str(lock)], check=True)  # noqa: S603  # our own
    except (OSError, subprocess.CalledProcessError, KeyboardInterrupt) as fault:
        print(f"{HELP}: {fault}", file=sys.stderr)
        return False
    stamp(lock).write_text("", "utf-8")
    return True


def has_pip() -> bool:
    """Whether the environment is there and whole (an interrupted run may have left one without pip)."""
    return bool(answer("-m", "pip", "--version"))


if __name__ == "__main__":
    sys.exit(main())
