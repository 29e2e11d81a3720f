"""The Jinja environment of the house: autoescape, undefined names fail, words and relative links at hand."""

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from disclosure.errors import RenderFault
from disclosure.model.text import Language
from disclosure.publishing import qrcodes

NOT_FOUND = "404.html"
NOWHERE = "*"
"""The name of a folder that no address has."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What every page of a language has at hand: the chrome, the words, and the path the site is served under."""

    language: Language
    chrome: Mapping[str, object]
    words: Mapping[str, str]
    base_path: str
    """`/` or the sub-path of the site's address; only pages at unknown depth (404) need it."""


class PlainValues(Environment):
    """An environment whose contexts are plain mappings: `item.title` is the value under a key, and never a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value under a mapping's key, undefined where it has none; the attribute of anything else."""
        if type(obj) is not dict:
            return super().getattr(obj, attribute)
        return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as they are: a chain of mappings, which templates of their own globals need, is copied slowly."""
        return {**self.globals, **d} if d else self.globals


class Press:
    """The environment of one language, and the page that it renders at the moment: links are relative to that page."""

    def __init__(self, env: Environment, equipment: Equipment) -> None:
        """Give an environment (ours or MkDocs') the words, the chrome and the links of a language."""
        self.env, self.equipment, self.page = env, equipment, ""
        self._shared: dict[tuple[str, str, str], Markup] = {}
        env.autoescape, env.undefined = True, StrictUndefined
        env.globals.update(site=equipment.chrome, word=self.word, chinese=self._chinese(), shared=self.shared)
        env.filters["link"] = self.link
        env.filters["qr"] = qrcodes.code

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """A page from its template and context; its address stands in the context's `page`."""
        self.page = context["page"]["address"]
        return self.env.get_template(template).render(context)

    def word(self, key: str, /, **facts: object) -> str:
        """The words under a dotted key with its facts; raises `RenderFault` for an unknown key or fact."""
        try:
            return self.equipment.words[key].format_map(facts)
        except KeyError as fault:
            raise RenderFault(code="word", language=self.equipment.language, key=key, detail=fault) from fault

    def link(self, address: str) -> str:
        """The link from the page to an address; absolute on the page for wrong addresses, whose depth is unknown."""
        if self.page.endswith(NOT_FOUND):
            return f"{self.equipment.base_path}{address}"
        return relative(self.page, address)

    def shared(self, template: str, **facts: object) -> Markup:
        """What stands alike on every page of a depth, rendered once for these facts; its links begin at the top."""
        anywhere = self.page if self.page.endswith(NOT_FOUND) else NOWHERE + f"/{NOWHERE}" * self.page.count("/")
        key = (template, anywhere, repr(facts))
        if key not in self._shared:
            page, self.page = self.page, anywhere
            try:
                self._shared[key] = Markup(self.env.get_template(template).render(facts))  # noqa: S704  # escaped there
            finally:
                self.page = page
        return self._shared[key]

    def _chinese(self) -> str:
        """The `lang` of Chinese fragments; empty on Chinese pages."""
        return "" if self.equipment.language == "zh" else self.word("language.other_code")


def _bytecode(folder: Path, edition: str) -> BytecodeCache | None:
    """Where compiled templates are kept; None where the folder takes nothing, which costs time only."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder), f"%s-{edition[:16]}") if os.access(folder, os.W_OK) else None


def press(templates: Path, equipment: Equipment, compiled: Path, edition: str) -> Press:
    """What renders the pages of one language; compiled templates are kept below `compiled`."""
    env = PlainValues(
        loader=FileSystemLoader(templates),
        autoescape=True,
        bytecode_cache=_bytecode(compiled / "templates", edition),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return Press(env, equipment)


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
