"""The command line: build, check, serve, test."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

from disclosure.errors import BuildFault
from disclosure.model.text import Language
from disclosure.pipeline import Outcome, Settings, check, publish, words_of
from disclosure.presentation.messages import as_data, as_text, counts
from disclosure.presentation.wording import Wording

DONE, REFUSED, USAGE, FAILED = 0, 1, 2, 3
COMMANDS = ("build", "check", "serve", "test")
MEGABYTE = 1_000_000
HELP = frozenset({"-h", "--help"})
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AS_OF = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 data refused, 2 usage, 3 the build itself failed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        wording = _wording(given)
        options = _parser(wording).parse_args(_with_command(given))
        return _run(options, wording)
    except (BuildFault, OSError) as fault:
        _say_fault(given, fault)
    except KeyboardInterrupt:
        print(_wording(given).word("cli.interrupted"), file=sys.stderr)
    return FAILED


def _say_fault(given: Sequence[str], fault: BuildFault | OSError) -> None:
    """One plain sentence; for programs as an object too. The words themselves may be what is missing."""
    try:
        words = _wording(given).word("cli.fault", fault=fault)
    except BuildFault:
        words = str(fault)
    print(words, file=sys.stderr)
    if "json" in given or "--format=json" in given:
        print(json.dumps({"refused": False, "fault": str(fault)}, ensure_ascii=False))


def _wording(given: Sequence[str]) -> Wording:
    """The words of the language that the arguments ask for, before they are parsed (help needs them)."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", default="zh")
    early.add_argument("--project", type=Path, default=Path.cwd())
    known, _ = early.parse_known_args(list(given))
    language: Language = "en" if known.lang == "en" else "zh"
    settings = Settings(known.project, known.project, known.project)
    return Wording(language, words_of(settings, language))


def _with_command(given: Sequence[str]) -> list[str]:
    """The arguments with the command in front; `build` where none is named. Every option but help takes a value."""
    is_value = False
    for place, word in enumerate(given):
        if not is_value and not word.startswith("-"):
            return [word, *given[:place], *given[place + 1 :]]
        is_value = not is_value and "=" not in word and word not in HELP
    return list(given) if HELP & set(given) else ["build", *given]


def _parser(wording: Wording) -> argparse.ArgumentParser:
    shared = _options(wording)
    parser = argparse.ArgumentParser(
        prog="disclosure",
        description=wording.word("cli.description"),
        epilog=wording.word("cli.epilog"),
        add_help=False,
        parents=[shared],
    )
    commands = parser.add_subparsers(dest="command", title=wording.word("cli.positional"), required=True)
    for name in COMMANDS:
        words = wording.word(f"cli.{name}")
        command = commands.add_parser(name, parents=[shared], help=words, description=words, add_help=False)
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help=wording.word("cli.option_port"))
    return parser


def _options(wording: Wording) -> argparse.ArgumentParser:
    """The options that every command takes."""
    shared = argparse.ArgumentParser(add_help=False)
    group = shared.add_argument_group(wording.word("cli.options"))
    group.add_argument("-h", "--help", action="help", help=wording.word("cli.option_help"))
    group.add_argument("--project", type=Path, default=Path.cwd(), help=wording.word("cli.option_project"))
    group.add_argument("--packages", type=Path, help=wording.word("cli.option_packages"))
    group.add_argument("--out", type=Path, help=wording.word("cli.option_out"))
    group.add_argument("--as-of", type=_as_of(wording), help=wording.word("cli.option_as_of"))
    group.add_argument("--lang", choices=("zh", "en"), default="zh", help=wording.word("cli.option_lang"))
    group.add_argument("--format", choices=("text", "json"), default="text", help=wording.word("cli.option_format"))
    workers = os.cpu_count() or 1
    group.add_argument("--workers", type=int, default=workers, help=wording.word("cli.option_workers"))
    return shared


def _as_of(wording: Wording) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not AS_OF.fullmatch(text):
            raise argparse.ArgumentTypeError(wording.word("cli.as_of_wrong"))
        return text

    return parse


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
    print(_seconds(outcome.seconds, wording))
    print(_verdict(outcome, settings, wording))


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
        "seconds": {name: round(spent, 3) for name, spent in outcome.seconds.items()},
        "findings": [as_data(finding, wording) for finding in outcome.findings],
    }


def _test(settings: Settings, wording: Wording) -> int:
    """Run the test suite of a checkout."""
    if not (settings.project / "tests").is_dir():
        print(wording.word("cli.no_tests"), file=sys.stderr)
        return USAGE
    if not any(map(shutil.which, BROWSERS)):
        print(wording.word("cli.no_browser"), flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2"]
    return subprocess.run(command, cwd=settings.project, check=False).returncode  # noqa: S603  # our own command
