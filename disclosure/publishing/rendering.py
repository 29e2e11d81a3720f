"""From a plan to files: every recipe becomes bytes, in worker processes, costly ones from the cache."""

import inspect
import json
import multiprocessing
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError

from disclosure.errors import RenderFault
from disclosure.model.siteplan import Archive, Asset, Chart, Data, Page, Prose, Recipe, SitePlan, TableFile, Workbook
from disclosure.model.text import Language
from disclosure.publishing.cache import Cache, digest
from disclosure.publishing.drawing import compile_spec, draw_svg
from disclosure.publishing.outputs import Outline, check_links, outline
from disclosure.publishing.prose import ProseJob, render_prose
from disclosure.publishing.tablefiles import table_bytes
from disclosure.publishing.templating import Equipment, environment
from disclosure.publishing.workbooks import archive_bytes, workbook_bytes

SpecOf = Callable[[Chart, Mapping[str, object]], Mapping[str, object]]
"""The Vega-Lite specification of a chart's kind in a theme; the presentation room makes it."""
LIBRARIES = ("jinja2", "markdown", "mkdocs", "nh3", "pyarrow", "vl-convert-python", "xlsxwriter")
"""Libraries whose version may change the bytes of a cached result."""
CHUNKS_PER_WORKER = 6
COSTLY = (Workbook, Archive, Chart, TableFile)


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools of rendering: folders, cache, how many hands, and who knows the charts."""

    templates: Path
    docs: Path
    mkdocs: Path
    cache: Cache
    workers: int
    spec_of: SpecOf
    report: Callable[[int, int], None]
    """Called with the files written so far and all files."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was written."""

    files: int
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Written:
    """One file that a worker wrote."""

    size: int
    outline: Outline | None


def render(plan: SitePlan, into: Path, shop: Workshop) -> Rendered:
    """Write every address of the plan below `into`, then check the whole; raises `RenderFault` or `PlanFault`."""
    bench = Bench(plan, into, shop)
    written = [*bench.write_prose(), *_distributed(bench, bench.addresses())]
    check_links((item.outline for item in written if item.outline), plan.recipes)
    shop.cache.prune()
    return Rendered(len(written), sum(item.outline is not None for item in written), sum(item.size for item in written))


class Bench:
    """Everything a worker needs to write any address of one plan."""

    def __init__(self, plan: SitePlan, into: Path, shop: Workshop) -> None:
        """Compile what the plan's charts need; environments are made when a page asks for one."""
        self.plan, self.into, self.shop = plan, into, shop
        theme_file = shop.templates / "chart-theme.toml"
        theme_text = theme_file.read_text("utf-8") if theme_file.exists() else ""
        self.theme = tomllib.loads(theme_text)
        self.edition = _edition(theme_text)
        self.compiled = self._compile()
        self.environments: dict[Language, Environment] = {}
        base = next((str(chrome.get("base_url", "")) for chrome in plan.chrome.values()), "")
        self.base_path = urlsplit(base).path.rstrip("/") + "/"

    def _compile(self) -> dict[str, str]:
        """The compiled Vega of every kind and width that the plan draws, from the cache where it is known."""
        kinds = {_kind_key(recipe): recipe for recipe in self.plan.recipes.values() if isinstance(recipe, Chart)}
        source = Path(inspect.getfile(self.shop.spec_of)).read_bytes()
        names = {key: digest("vega", self.edition, key, source) for key in kinds}
        found = {key: self.shop.cache.fetch(name) for key, name in names.items()}
        missing = {key: kinds[key] for key, data in found.items() if data is None}
        made = _compiled_aside(self.shop.spec_of, missing, self.theme) if missing else {}
        for key, vega in made.items():
            self.shop.cache.store(names[key], vega.encode())
        return {**{key: data.decode() for key, data in found.items() if data is not None}, **made}

    def addresses(self) -> list[str]:
        """Every address but the prose, which MkDocs renders in one go."""
        return [address for address, recipe in self.plan.recipes.items() if not isinstance(recipe, Prose)]

    def equipment(self, language: Language) -> Equipment:
        """What the pages of a language have at hand."""
        return Equipment(language, self.plan.chrome[language], self.plan.words[language], self.base_path)

    def write(self, address: str) -> Written:
        """Write one address."""
        recipe = self.plan.recipes[address]
        try:
            return self.save(address, self._made(recipe))
        except TemplateError as fault:
            raise RenderFault(f"{address}: {fault}") from fault

    def save(self, address: str, data: bytes) -> Written:
        """Put bytes at an address, and read the links of a page."""
        file = self.into / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        is_page = address.endswith(".html")
        return Written(len(data), outline(address, data.decode(), self.base_path) if is_page else None)

    def _made(self, recipe: Recipe) -> bytes:
        if isinstance(recipe, Page):
            return self._page(recipe)
        if isinstance(recipe, COSTLY):
            return self._cached(recipe)
        if isinstance(recipe, Data):
            return _json(recipe.content)
        if isinstance(recipe, Asset):
            return (self.shop.templates / "assets" / recipe.source).read_bytes()
        raise RenderFault(f"nobody writes {type(recipe).__name__}")

    def _page(self, recipe: Page) -> bytes:
        env = self.environments.get(recipe.language)
        if env is None:
            env = environment(self.shop.templates, self.equipment(recipe.language))
            self.environments[recipe.language] = env
        return env.get_template(recipe.template).render(recipe.context).encode()

    def _cached(self, recipe: Workbook | Archive | Chart | TableFile) -> bytes:
        if isinstance(recipe, TableFile) and recipe.format != "parquet":
            return table_bytes(recipe)
        compiled = self.compiled[_kind_key(recipe)] if isinstance(recipe, Chart) else ""
        name = digest(type(recipe).__name__, self.edition, compiled, repr(recipe))
        found = self.shop.cache.fetch(name)
        return found if found is not None else self.shop.cache.store(name, self._costly(recipe, compiled))

    def _costly(self, recipe: Workbook | Archive | Chart | TableFile, compiled: str) -> bytes:
        if isinstance(recipe, Chart):
            return draw_svg(compiled, recipe.rows, self.theme)
        if isinstance(recipe, Workbook):
            return workbook_bytes(recipe)
        return archive_bytes(recipe) if isinstance(recipe, Archive) else table_bytes(recipe)

    def write_prose(self) -> Iterator[Written]:
        """Write the pages that MkDocs renders, from the cache while nothing they depend on has changed."""
        by_language: dict[Language, dict[str, tuple[str, Prose]]] = {}
        for address, recipe in self.plan.recipes.items():
            if isinstance(recipe, Prose):
                by_language.setdefault(recipe.language, {})[recipe.source] = (address, recipe)
        for language, recipes in by_language.items():
            for address, data in self._prose(language, recipes).items():
                yield self.save(address, data)

    def _prose(self, language: Language, recipes: Mapping[str, tuple[str, Prose]]) -> Mapping[str, bytes]:
        docs, equipment = self.shop.docs / language, self.equipment(language)
        sources = [
            path for folder in (docs, self.shop.templates) for path in sorted(folder.rglob("*")) if path.is_file()
        ]
        parts = [path.read_bytes() for path in (self.shop.mkdocs, *sources)]
        name = digest("prose", self.edition, repr(recipes), repr(equipment), *parts)
        keys = {address: digest(name, address) for address, _ in recipes.values()}
        found = {address: self.shop.cache.fetch(key) for address, key in keys.items()}
        kept = {address: data for address, data in found.items() if data is not None}
        if len(kept) == len(keys):
            return kept
        job = ProseJob(language, docs, self.shop.templates, self.shop.mkdocs, recipes, equipment)
        return {address: self.shop.cache.store(keys[address], data) for address, data in render_prose(job).items()}


def _compiled_aside(spec_of: SpecOf, kinds: Mapping[str, Chart], theme: Mapping[str, object]) -> Mapping[str, str]:
    """Compile kinds in a process of its own: the compiler starts threads, and a process with threads must not fork."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return dict(pool.map(_compile_one, [(key, spec_of, recipe, theme) for key, recipe in kinds.items()]))


def _compile_one(job: tuple[str, SpecOf, Chart, Mapping[str, object]]) -> tuple[str, str]:
    key, spec_of, recipe, theme = job
    return key, compile_spec(spec_of(recipe, theme))


def _edition(theme: str) -> str:
    """What every cached result depends on besides its recipe: the theme, this room's code and the libraries it uses."""
    sources = (file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return digest(theme, *sources, *(f"{name} {version(name)}" for name in LIBRARIES))


def _kind_key(recipe: Chart) -> str:
    return repr((recipe.kind, recipe.width, sorted(recipe.words.items())))


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


_bench: Bench | None = None


def _inherit(bench: Bench) -> None:
    global _bench  # noqa: PLW0603  # a worker process has one bench for its whole life
    _bench = bench


def _write_all(addresses: Sequence[str]) -> list[Written]:
    if _bench is None:
        raise RenderFault("a worker has no bench")
    return [_bench.write(address) for address in addresses]


def _distributed(bench: Bench, addresses: Sequence[str]) -> Iterator[Written]:
    """Write addresses in worker processes, dealt out in turn so that costly kinds are spread."""
    _inherit(bench)
    parts = max(1, bench.shop.workers * CHUNKS_PER_WORKER)
    chunks = [chunk for part in range(parts) if (chunk := addresses[part::parts])]
    done = 0
    for written in _mapped(bench, chunks):
        done += len(written)
        bench.shop.report(done, len(addresses))
        yield from written


def _mapped(bench: Bench, chunks: Sequence[Sequence[str]]) -> Iterator[list[Written]]:
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if bench.shop.workers < 2 or not can_fork:
        yield from map(_write_all, chunks)
        return
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(bench.shop.workers, context) as pool:
            yield from pool.map(_write_all, chunks)
    except BrokenExecutor as fault:
        raise RenderFault(f"a worker process ended early: {fault}") from fault
