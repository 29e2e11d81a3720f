"""Seconds, peak memory and bytes per stage: a cold build, a rebuild after one changed cell, and checking.

python -m benchmarks.run                        the shipped data
python -m benchmarks.run --regions 1000         a synthetic country of that many regions
python -m benchmarks.run --rows 1000000         checking that many synthetic rows
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.country import ROOT, YEARS_OF_SERIES, write_country

SAMPLE_SECONDS = 0.1
PAGE = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1_000_000
REGIONS_OF_ROWS = 100
VALUE, PRINTED, QUOTE = 6, 8, 16
"""Columns of a table of observations."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command line as it was measured from outside."""

    seconds: float
    peak: int
    """Bytes of memory of the process and its children together. What they share is counted for each, so that they never
    hold more; counting it once would keep a third of a processor core busy."""
    said: Mapping[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure builds and checks.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--regions", type=int)
    size.add_argument("--rows", type=int)
    parser.add_argument("--installations", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "project"
        if given.rows:
            write_country(project, REGIONS_OF_ROWS, series=given.rows // len(YEARS_OF_SERIES))
            show(f"check of about {given.rows:,} rows", measure("check", project), project)
            return
        if given.regions:
            write_country(project, given.regions, given.installations)
        else:
            for name in ("datapackages", "rules"):
                shutil.copytree(ROOT / name, project / name)
        show("check", measure("check", project), project)
        show("cold build", measure("build", project), project)
        show("unchanged", measure("build", project), project)
        change_one_cell(project)
        show("one changed cell", measure("build", project), project)


def measure(command: str, project: Path) -> Run:
    """Run one command on a project; stops where it is refused."""
    start = time.perf_counter()
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    words = [sys.executable, "-m", "disclosure", command, "--format", "json", "--project", str(project)]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    said, complaint = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        sys.exit(f"{command} failed ({process.returncode}): {complaint or said[:2000]}")
    return Run(seconds, peak[0], json.loads(said))


def _watch(process: "subprocess.Popen[str]", peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_memory(pid) for pid in _family(process.pid)))
        time.sleep(SAMPLE_SECONDS)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    return [pid, *(member for child in children for member in _family(int(child)))]


def _memory(pid: int) -> int:
    """Bytes of memory that a process holds (Linux)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except OSError:
        return 0


def change_one_cell(project: Path) -> None:
    """Correct the last digit of one yearly change, as an editor would."""
    name = "provinces-progress/yearly-changes.csv"
    file = project / "datapackages" / name
    if not file.exists():
        file = project / "datapackages" / "progress" / "observations.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if ",yearly_change,2019," in line)
    cells = lines[place].split(",")
    changed = cells[VALUE][:-1] + ("1" if cells[VALUE][-1] != "1" else "2")
    for column in (PRINTED, QUOTE):
        cells[column] = cells[column].replace(cells[VALUE].lstrip("-"), changed.lstrip("-"))
    cells[VALUE] = changed
    file.write_text("".join([*lines[:place], ",".join(cells), *lines[place + 1 :]]), "utf-8")


def show(title: str, run: Run, project: Path) -> None:
    """Print one run, with the bytes that each stage read or wrote."""
    stages = run.said["seconds"]
    print(f"\n{title}: {run.seconds:.2f} s, {run.peak / MEGABYTE:.0f} MB at most, {run.said['rows']} rows")
    print("  seconds: ", ", ".join(f"{name} {spent:.2f}" for name, spent in dict(stages).items()))  # type: ignore[call-overload]
    print(f"  bytes:    read {_size(project / 'datapackages'):,}", end="")
    print("".join(f", {kind} {size:,}" for kind, size in written(project / "site").items()), flush=True)


def written(site: Path) -> Mapping[str, int]:
    """Bytes of the site by kind of file, the largest first."""
    sizes: dict[str, int] = {}
    for file in site.rglob("*"):
        if file.is_file():
            sizes[file.suffix or file.name] = sizes.get(file.suffix or file.name, 0) + file.stat().st_size
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
