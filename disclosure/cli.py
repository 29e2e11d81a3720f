"""The command line: build, check, serve, test."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

from disclosure.arguments import WRONG_USAGE, early, parsed
from disclosure.errors import BuildFault
from disclosure.model.text import Language
from disclosure.pipeline import Outcome, Settings, check, publish, words_of
from disclosure.presentation.messages import as_data, as_text, counts, fault_text
from disclosure.presentation.wording import Wording

DONE, REFUSED, FAILED = 0, 1, 3
DETAILS = "DISCLOSURE_DETAILS"
"""The variable of the environment that asks for the place in the program where a fault arose."""
MEGABYTE = 1_000_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 data refused, 2 usage, 3 the build itself failed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        wording = _wording(given)
        return _run(parsed(given, wording), wording)
    except (BuildFault, OSError) as fault:
        _say_fault(given, fault)
    except KeyboardInterrupt:
        print(_wording(given).word("cli.interrupted"), file=sys.stderr)
    except Exception as fault:  # noqa: BLE001  # the last resort: a mistake of ours must not look like refused data
        _say_fault(given, fault)
    return FAILED


def _say_fault(given: Sequence[str], fault: Exception) -> None:
    """One plain sentence; for programs as an object too. The words themselves may be what is missing."""
    try:
        wording = _wording(given)
        words, said = fault_text(fault, wording), wording.word("cli.fault", fault=fault_text(fault, wording))
    except BuildFault:
        words = said = str(fault)
    print(said, file=sys.stderr)
    if os.environ.get(DETAILS):
        traceback.print_exception(fault)
    if "json" in given or "--format=json" in given:
        print(json.dumps({"refused": False, "fault": words}, ensure_ascii=False))


def _wording(given: Sequence[str]) -> Wording:
    """The words of the language that the arguments ask for."""
    known = early(given)
    language: Language = "en" if known.get("lang") == "en" else "zh"
    project = Path(known.get("project", Path.cwd()))
    return Wording(language, words_of(Settings(project, project, project), language))


def _run(options: argparse.Namespace, wording: Wording) -> int:
    settings = Settings(
        project=options.project,
        packages=options.packages or options.project / "datapackages",
        site=options.out or options.project / "site",
        as_of=options.as_of,
        workers=options.workers,
    )
    if options.command == "test":
        return _test(settings, wording)
    if options.command == "serve":
        from disclosure.preview import serve

        return serve(settings, wording, options.port)
    work = check if options.command == "check" else publish
    outcome = work(settings) if options.format == "json" else _with_progress(work, settings, wording)
    _say(outcome, settings, wording, options)
    return REFUSED if outcome.findings.blocking else DONE


def _with_progress(work: Callable[[Settings], Outcome], settings: Settings, wording: Wording) -> Outcome:
    """Run with a progress bar on a terminal, and plain lines elsewhere."""
    print(wording.word("cli.checking", folder=settings.packages))
    if not sys.stderr.isatty():
        return work(settings)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(wording.word("cli.rendering"), total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return work(replace(settings, progress=advance))


def _say(outcome: Outcome, settings: Settings, wording: Wording, options: argparse.Namespace) -> None:
    if options.format == "json":
        print(json.dumps(_data(outcome, wording, options.command), ensure_ascii=False, indent=1))
        return
    for line in as_text(outcome.findings, wording):
        print(line)
    print(wording.word("cli.summary", packages=outcome.packages, rows=outcome.rows, **counts(outcome.findings)))
    if outcome.rendered:
        size = f"{outcome.rendered.bytes / MEGABYTE:.1f}"
        written = outcome.rendered
        print(wording.word("cli.summary_site", pages=written.pages, files=written.files, size=size))
        print(_day(outcome, settings, wording))
    print(_seconds(outcome.seconds, wording))
    print(_verdict(outcome, settings, wording))


def _day(outcome: Outcome, settings: Settings, wording: Wording) -> str:
    """The day of the edition; where it was not given, that entries of lists go by it."""
    key = "given" if settings.as_of else "of_data_lists" if outcome.has_lists else "of_data"
    return wording.word(f"cli.day.{key}", day=outcome.as_of)


def _seconds(seconds: Mapping[str, float], wording: Wording) -> str:
    stages = [
        wording.word("cli.stage", name=wording.word(f"cli.stages.{name}"), seconds=f"{spent:.2f}")
        for name, spent in seconds.items()
    ]
    total = wording.word("cli.total", seconds=f"{sum(seconds.values()):.2f}")
    return wording.word("sentence.separator").join([*stages, total])


def _verdict(outcome: Outcome, settings: Settings, wording: Wording) -> str:
    if outcome.findings.blocking:
        return wording.word("cli.refused")
    if outcome.rendered is None:
        return wording.word("cli.checked")
    return wording.word("cli.published", site=settings.site / "index.html")


def _data(outcome: Outcome, wording: Wording, command: str) -> Mapping[str, object]:
    written = outcome.rendered
    return {
        "command": command,
        "refused": outcome.findings.blocking,
        "packages": outcome.packages,
        "rows": outcome.rows,
        **counts(outcome.findings),
        "site": {"pages": written.pages, "files": written.files, "bytes": written.bytes} if written else None,
        "as_of": outcome.as_of,
        "seconds": {name: round(spent, 3) for name, spent in outcome.seconds.items()},
        "findings": [as_data(finding, wording) for finding in outcome.findings],
    }


def _test(settings: Settings, wording: Wording) -> int:
    """Run the test suite of a checkout."""
    if not (settings.project / "tests").is_dir():
        print(wording.word("cli.no_tests"), file=sys.stderr)
        return WRONG_USAGE
    if not any(map(shutil.which, BROWSERS)):
        print(wording.word("cli.no_browser"), flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2"]
    return subprocess.run(command, cwd=settings.project, check=False).returncode  # noqa: S603  # our own command
