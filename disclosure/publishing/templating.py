"""The Jinja environment of the house: autoescape, undefined names fail, words and relative links at hand."""

import os
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from disclosure.errors import RenderFault
from disclosure.model.text import Language
from disclosure.publishing import qrcodes
from disclosure.publishing.outputs import Shared

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


SPECIAL = re.compile("[&<>'\"]").search
"""Finds what HTML gives a meaning; most texts hold none of it."""
WORD = re.compile(r"""\{\{ word\((["'])([\w.]+)\1\) \}\}""")
"""Words without facts where a template shows them."""

CALLED_AS_THEY_ARE = frozenset({Macro, MethodType})
SURROUNDINGS = ("_loop_vars", "_block_vars")
"""What Jinja adds to every call for functions that ask for their context."""


def escaped(value: object) -> str:
    """What `markupsafe.escape` gives, three times as fast for plain texts, of which a page has hundreds."""
    if type(value) is Markup or (type(value) is str and not SPECIAL(value)):
        return value
    return escape(value)


class Worded(FileSystemLoader):
    """Templates with the words of one language in them, so that these are not looked up again for every page."""

    def __init__(self, folder: Path, words: Mapping[str, str]) -> None:
        """The folder of the templates, and the words by their keys."""
        super().__init__(folder)
        self._words = words

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text; words that are none, or that a template would take for something, are left to `word`."""
        source, path, is_current = super().get_source(environment, template)
        return WORD.sub(self._said, source), path, is_current

    def _said(self, found: re.Match[str]) -> str:
        said = str(escape(self._words.get(found[2], "")))
        is_plain = said.strip() == said != "" and "{" not in said and "}" not in said
        return said if is_plain else found[0]


class PlainTemplate(Template):
    """A compiled template with a quicker escape."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # the name that Jinja gives it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template of compiled code, in whose own names `escape` is ours."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = escaped
        return made


class PlainContext(Context):
    """What a template sees. Macros and methods, such as those of `Press`, are called as they are: none of ours asks for
    more, as functions may that Jinja marks."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """What a macro or a function gives."""
        if type(obj) not in CALLED_AS_THEY_ARE:
            return super().call(obj, *args, **kwargs)
        for name in SURROUNDINGS:
            kwargs.pop(name, None)
        return obj(*args, **kwargs)


class PlainValues(Environment):
    """An environment whose contexts are plain mappings: `item.title` is the value under a key, and never a method."""

    template_class = PlainTemplate
    context_class = PlainContext

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
        self.parts: list[Shared] = []
        """What the page shares with others."""
        self._shared: dict[tuple[str, str, str], Shared] = {}
        env.autoescape, env.undefined = True, StrictUndefined
        env.globals.update(site=equipment.chrome, word=self.word, chinese=self._chinese(), shared=self.shared)
        env.filters["link"] = self.link
        env.filters["qr"] = qrcodes.code

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """A page from its template and context; its address stands in the context's `page`."""
        self.page, self.parts = context["page"]["address"], []
        return self.env.get_template(template).render(context)

    def word(self, key: str, /, **facts: object) -> str:
        """The words under a dotted key with its facts; raises `RenderFault` for an unknown key or fact."""
        try:
            return self.equipment.words[key].format_map(facts)
        except (KeyError, IndexError, ValueError) as fault:
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
                self._shared[key] = Shared(anywhere, self.env.get_template(template).render(facts))
            finally:
                self.page = page
        self.parts.append(self._shared[key])
        return Markup(self._shared[key].html)  # noqa: S704  # escaped there

    def _chinese(self) -> str:
        """The `lang` of Chinese fragments; empty on Chinese pages."""
        return "" if self.equipment.language == "zh" else self.word("language.other_code")


def _bytecode(folder: Path, edition: str, language: Language) -> BytecodeCache | None:
    """Where compiled templates are kept, by language; None where the folder takes nothing, which costs time only."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder), f"%s-{language}-{edition[:16]}") if os.access(folder, os.W_OK) else None


def press(templates: Path, equipment: Equipment, compiled: Path, edition: str) -> Press:
    """What renders the pages of one language; compiled templates are kept below `compiled`."""
    env = PlainValues(
        loader=Worded(templates, equipment.words),
        autoescape=True,
        bytecode_cache=_bytecode(compiled / "templates", edition, equipment.language),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    return Press(env, equipment)


def relative(page: str, address: str) -> str:
    """The link from one address to another.

    >>> relative("en/region/150100/index.html", "assets/site.css")
    '../../../assets/site.css'
    >>> relative("index.html", "region/150100/index.html#target")
    'region/150100/index.html#target'
    """
    folder, steps = page[: page.rfind("/") + 1], 0
    while not address.startswith(folder):
        folder, steps = folder[: folder.rfind("/", 0, -1) + 1], steps + 1
    return "../" * steps + address[len(folder) :]
