"""The one module that knows MkDocs: it renders the prose into a scratch folder, inside our own templates."""

import logging
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment, TemplateError
from markupsafe import Markup

from disclosure.errors import RenderFault
from disclosure.model.siteplan import Prose
from disclosure.model.text import Language
from disclosure.publishing.templating import Equipment, Press

ALLOWED_ATTRIBUTES: Mapping[str, set[str]] = {
    "*": {"id"},
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "code": set(),
}
FOLDER_LINK = re.compile(r'href="((?:\.\./)*(?:[\w-]+/)*)(#[^"]*)?"')


@dataclass(frozen=True, slots=True)
class ProseJob:
    """One language's prose: where it stands, and the recipe of each page by its path below the language's folder."""

    language: Language
    docs: Path
    templates: Path
    settings: Path
    """`mkdocs.yml`."""
    recipes: Mapping[str, tuple[str, Prose]]
    """Source path → (address, recipe)."""
    equipment: Equipment


def render_prose(job: ProseJob) -> dict[str, bytes]:
    """The pages of one language by address; raises `RenderFault` where MkDocs warns or a page is missing."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    links = [path for path in job.docs.rglob("*") if path.is_symlink()]
    if links:
        raise RenderFault(code="prose_link", file=links[0].name)
    with tempfile.TemporaryDirectory() as scratch, _warnings() as warnings:
        try:
            config = load_config(
                str(job.settings),
                docs_dir=str(job.docs),
                site_dir=scratch,
                theme={"name": None, "custom_dir": str(job.templates), "locale": "en"},
                nav=None,
            )
            config.plugins["house"] = _house_plugin(job)
            build(config)
        except (MkDocsException, TemplateError, SystemExit) as fault:
            raise RenderFault(
                code="prose", folder=f"docs/{job.language}", detail="; ".join(warnings) or fault
            ) from fault
        return _collected(job, Path(scratch))


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of, which its own exception only counts."""
    said: list[str] = []

    class Listener(logging.Handler):
        """Keeps the words of warnings."""

        def emit(self, record: logging.LogRecord) -> None:
            """Keep one."""
            said.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def _collected(job: ProseJob, folder: Path) -> dict[str, bytes]:
    pages = {}
    for source, (address, _) in job.recipes.items():
        stem = source.removesuffix(".md").removesuffix("index").rstrip("/")
        file = folder / stem / "index.html"
        if not file.is_file():
            raise RenderFault(code="prose_missing", file=f"docs/{job.language}/{source}")
        pages[address] = file.read_bytes()
    return pages


def _house_plugin(job: ProseJob):  # type: ignore[no-untyped-def]  # MkDocs is imported only when prose is rendered
    from mkdocs.plugins import BasePlugin

    class HousePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs calls its own metaclass untyped
        """Gives MkDocs' environment our words and links, and each page its recipe's context."""

        def on_env(self, env: Environment, /, *, config: object, files: object) -> Environment:
            """Equip the environment as our own pages' is."""
            self.press = Press(env, job.equipment)
            return env

        def on_page_content(self, html: str, /, *, page: Any, config: object, files: object) -> str:
            """Keep only what prose needs."""
            if "<img" in html:
                raise RenderFault(code="prose_picture", file=f"docs/{job.language}/{page.file.src_uri}")
            return sanitized(html)

        def on_page_context(self, context: Any, /, *, page: Any, config: object, nav: object) -> Any:
            """Place the page as its recipe says, with the rendered Markdown as its content."""
            source = page.file.src_uri
            recipe = job.recipes.get(source)
            if recipe is None:
                raise RenderFault(code="prose_unplanned", file=f"docs/{job.language}/{source}")
            self.press.page = recipe[0]
            content = Markup(page.content)  # noqa: S704  # sanitized above
            return {**context, **recipe[1].context, "content": content, "sections": page.meta.get("sections", ())}

    return HousePlugin()


def sanitized(html: str) -> str:
    """Prose with an allow-list of tags and addresses, and links to folders made explicit."""
    clean = nh3.clean(
        html,
        attributes={name: set(names) for name, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return FOLDER_LINK.sub(_explicit, clean)


def _explicit(found: re.Match[str]) -> str:
    folder, anchor = found[1], found[2] or ""
    return f'href="{folder}index.html{anchor}"' if folder else found[0]
