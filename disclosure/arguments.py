"""What the command line was asked for: commands and options, their help, and what is wrong with them, in words."""

import argparse
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from disclosure.presentation.wording import Wording

COMMANDS = ("build", "check", "serve", "test")
HELP = frozenset({"-h", "--help"})
WRONG_USAGE = 2
HIGHEST_PORT = 65535
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,5}", re.ASCII)


def parsed(given: Sequence[str], wording: Wording) -> argparse.Namespace:
    """The command and its options; ends the program with the exit code 2, in plain words, where they are wrong."""
    parser = parser_of(wording)
    try:
        options, unknown = parser.parse_known_args(_with_command(given))
    except argparse.ArgumentError as wrong:
        name = (wrong.argument_name or "").rpartition("/")[2]
        wanted = wording.word(f"cli.wanted.{name.strip('-').replace('-', '_')}")
        shown = wording.word("cli.positional") if name == "command" else name
        _refuse(parser, wording.word("cli.wrong", name=shown, wanted=wanted))
    if unknown:
        _refuse(parser, wording.word("cli.unknown", found=" ".join(unknown)))
    return options


def _refuse(parser: argparse.ArgumentParser, words: str) -> NoReturn:
    parser.exit(WRONG_USAGE, f"{parser.format_usage()}{words}\n")


def _with_command(given: Sequence[str]) -> list[str]:
    """The arguments with the command in front; `build` where none is named. Every option but help takes a value."""
    is_value = False
    for place, word in enumerate(given):
        if not is_value and not word.startswith("-"):
            return [word, *given[:place], *given[place + 1 :]]
        is_value = not is_value and "=" not in word and word not in HELP
    return list(given) if HELP & set(given) else ["build", *given]


def parser_of(wording: Wording) -> argparse.ArgumentParser:
    """All commands and options, with their help in the words of one language."""
    manners = _manners(wording)
    shared = argparse.ArgumentParser(**manners)
    _add_options(shared, wording)
    purpose, codes = wording.word("cli.description"), wording.word("cli.epilog")
    parser = argparse.ArgumentParser("disclosure", description=purpose, epilog=codes, parents=[shared], **manners)
    commands = parser.add_subparsers(dest="command", title=wording.word("cli.positional"), required=True)
    for name in COMMANDS:
        what = wording.word(f"cli.{name}")
        command = commands.add_parser(name, parents=[shared], help=what, description=what, **manners)
        if name == "serve":
            command.add_argument("--port", type=_port, default=8000, help=wording.word("cli.option_port"))
    return parser


class Help(argparse.HelpFormatter):
    """Help whose one built-in word is ours."""

    def __init__(self, prog: str, usage: str) -> None:
        """Write help that begins with `usage`."""
        super().__init__(prog)
        self._usage = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin with our word for usage."""
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


def _manners(wording: Wording) -> dict[str, Any]:
    """How our parsers behave: they raise what is wrong rather than saying it in English, and guess no option."""
    return {
        "formatter_class": lambda prog: Help(prog, wording.word("cli.usage")),
        "add_help": False,
        "allow_abbrev": False,
        "exit_on_error": False,
    }


def _add_options(shared: argparse.ArgumentParser, wording: Wording) -> None:
    """The options that every command takes."""
    group = shared.add_argument_group(wording.word("cli.options"))
    group.add_argument("-h", "--help", action="help", help=wording.word("cli.option_help"))
    group.add_argument("--project", type=Path, default=Path.cwd(), help=wording.word("cli.option_project"))
    group.add_argument("--packages", type=Path, help=wording.word("cli.option_packages"))
    group.add_argument("--out", type=Path, help=wording.word("cli.option_out"))
    group.add_argument("--as-of", type=_date, help=wording.word("cli.option_as_of"))
    group.add_argument("--lang", choices=("zh", "en"), default="zh", help=wording.word("cli.option_lang"))
    group.add_argument("--format", choices=("text", "json"), default="text", help=wording.word("cli.option_format"))
    workers = os.cpu_count() or 1
    group.add_argument("--workers", type=_workers, default=workers, help=wording.word("cli.option_workers"))


def _date(text: str) -> str:
    """A day that exists; raises `ValueError` for any other text."""
    if not DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text).isoformat()


def _port(text: str) -> int:
    return _number(text, 0, HIGHEST_PORT)


def _workers(text: str) -> int:
    return _number(text, 1, 99999)


def _number(text: str, least: int, most: int) -> int:
    if not NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise ValueError(text)
    return int(text)


def early(given: Sequence[str]) -> Mapping[str, str]:
    """Language and project folder as far as they are named: help and errors need them before anything is judged."""
    parser = argparse.ArgumentParser(prog="disclosure", add_help=False, allow_abbrev=False)
    for name in ("--lang", "--project"):
        parser.add_argument(name, nargs="?")
    found, _ = parser.parse_known_args(list(given))
    return {name: value for name, value in vars(found).items() if value is not None}
