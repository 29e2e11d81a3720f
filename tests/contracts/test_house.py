"""The house keeps its own rules: floors, sizes, words, types and style."""

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from disclosure.arguments import parser_of
from disclosure.errors import BuildFault
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT

MODULES = sorted((ROOT / "disclosure").rglob("*.py"))
WORDED = {*(ROOT / "disclosure").rglob("*.py"), *(ROOT / "templates").rglob("*.html")}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_go_down_only() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_types_are_strict() -> None:
    done = run("mypy", "--strict", "disclosure", "build.py")
    assert done.returncode == 0, done.stdout


def test_the_style_is_kept() -> None:
    done = run("ruff", "check", "disclosure", "build.py", "tests")
    assert done.returncode == 0, done.stdout


def functions(module: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_and_modules_stay_small(module: Path) -> None:
    assert module.read_text("utf-8").count("\n") <= 300
    long = [node.name for node in functions(module) if (node.end_lineno or 0) - node.lineno + 1 > 30]
    assert long == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_and_colours_stand_outside_the_code(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
    assert [text for text in texts if CHINESE.search(text) or HEX_COLOUR.fullmatch(text)] == []


def test_every_word_asked_for_is_there_in_both_languages() -> None:
    words = read_wording(ROOT / "templates")["zh"]
    asked = {
        key
        for file in WORDED
        for key in re.findall(r"""\bword\(\s*["']([a-z_]+(?:\.[A-Za-z_0-9]+)+)["']""", file.read_text("utf-8"))
    }
    assert len(asked) > 100
    assert sorted(asked - words.keys()) == []


def test_every_finding_that_the_code_reports_has_words() -> None:
    words = read_wording(ROOT / "templates")["zh"]
    codes = {
        code
        for room in ("sources", "validation")
        for file in (ROOT / "disclosure" / room).glob("*.py")
        for code in re.findall(r'"([FCRDP]\d{3})"', file.read_text("utf-8"))
    }
    assert len(codes) > 30
    worded = {key.split(".")[1] for key in words if key.startswith("finding.")}
    assert codes == worded


def test_every_fault_that_names_its_words_has_them_with_its_facts() -> None:
    words = read_wording(ROOT / "templates")["en"]
    named = list(faults_with_words())
    assert len(named) > 8
    for code, facts in named:
        asked = {name for _, name, _, _ in Formatter().parse(words[f"fault.{code}"]) if name}
        assert asked <= facts, code
    kinds = {kind.kind for kind in (BuildFault, *BuildFault.__subclasses__())}
    assert {f"fault.{kind}" for kind in kinds} <= words.keys()


def faults_with_words() -> Iterator[tuple[str, set[str]]]:
    """The code and the facts of each fault that is raised with words of its own."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            named = {keyword.arg: keyword.value for keyword in getattr(node, "keywords", ()) if keyword.arg}
            code = named.pop("code", None)
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).endswith("Fault")
                and isinstance(code, ast.Constant)
            ):
                yield str(code.value), set(named)


def test_no_template_marks_text_as_safe_or_writes_style_or_script() -> None:
    for file in (ROOT / "templates").rglob("*.html"):
        text = file.read_text("utf-8")
        assert "|safe" not in text.replace(" ", ""), file
        assert " style=" not in text, file
        assert not re.search(r"<script(?! type=\"application/ld\+json\")", text), file


def test_every_component_says_what_it_takes() -> None:
    for file in (ROOT / "templates" / "components").rglob("*.html"):
        assert file.read_text("utf-8").startswith("{#"), file


def words_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every command and every long option that a parser knows."""
    for action in parser._actions:
        yield from (option for option in action.option_strings if option.startswith("--"))
        for name, command in action.choices.items() if isinstance(action.choices, dict) else ():
            yield name
            yield from words_of(command)


def test_every_command_and_option_is_in_the_readme() -> None:
    asked = set(words_of(parser_of(Wording("en", read_wording(ROOT / "templates")["en"]))))
    assert {"build", "--port", "--help"} <= asked
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = "\n".join(line for line in readme.splitlines() if line.startswith("| `"))
    assert sorted(word for word in asked if f"`{word}" not in rows) == []
