"""The Jinja environment of the house: autoescape, undefined names fail, words and relative links at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from disclosure.errors import RenderFault
from disclosure.model.text import Language

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Equipment:
    """What every page of a language has at hand: the chrome, the words, and the path the site is served under."""

    language: Language
    chrome: Mapping[str, object]
    words: Mapping[str, str]
    base_path: str
    """`/` or the sub-path of the site's address; only pages at unknown depth (404) need it."""


def environment(templates: Path, equipment: Equipment, compiled: Path, edition: str) -> Environment:
    """The environment that renders the pages of one language; compiled templates are kept below `compiled`."""
    folder = compiled / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    made = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=FileSystemBytecodeCache(str(folder), f"%s-{edition[:16]}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return equip(made, equipment)


def equip(env: Environment, equipment: Equipment) -> Environment:
    """Give an environment (ours or MkDocs') the words, the chrome and the links of a language."""
    words = equipment.words

    def word(key: str, **facts: object) -> str:
        try:
            return words[key].format_map(facts)
        except KeyError as fault:
            raise RenderFault(f"templates/wording ({equipment.language}): {key} {fault}") from fault

    @pass_context
    def link(context: Context, address: str) -> str:
        page = context["page"]["address"]
        return f"{equipment.base_path}{address}" if page.endswith(NOT_FOUND) else relative(page, address)

    env.autoescape, env.undefined = True, StrictUndefined
    env.globals.update(site=equipment.chrome, word=word)
    env.filters["link"] = link
    return env


@lru_cache(maxsize=65536)
def relative(page: str, address: str) -> str:
    """The link from one address to another.

    >>> relative("en/region/150100/index.html", "assets/site.css")
    '../../../assets/site.css'
    >>> relative("index.html", "region/150100/index.html#target")
    'region/150100/index.html#target'
    """
    here, there = page.split("/")[:-1], address.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])
