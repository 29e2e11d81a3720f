"""From a plan to files: every recipe becomes bytes, in worker processes, costly ones from the cache."""

import inspect
import pickle
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from disclosure.model.siteplan import Archive, Chart, Prose, SitePlan, Workbook
from disclosure.model.text import Language
from disclosure.publishing.bench import Bench, Parcel, Written, kind_key
from disclosure.publishing.cache import Cache, digest
from disclosure.publishing.crew import Crew
from disclosure.publishing.drawing import compile_spec
from disclosure.publishing.outputs import check_folder, check_links
from disclosure.publishing.prose import ProseJob, render_prose
from disclosure.publishing.templating import Equipment

SpecOf = Callable[[Chart, Mapping[str, object]], Mapping[str, object]]
"""The Vega-Lite specification of a chart's kind in a theme; the presentation room makes it."""
LIBRARIES = ("jinja2", "markdown", "mkdocs", "nh3", "pyarrow", "vl-convert-python", "xlsxwriter")
"""Libraries whose version may change the bytes of a cached result."""
MOST_IN_A_CHUNK = 64
CHUNKS_PER_WORKER = 6


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools of rendering: folders, cache, how many hands, and who knows the charts."""

    templates: Path
    docs: Path
    mkdocs: Path
    published: Path
    cache: Cache
    crew: Crew
    spec_of: SpecOf
    report: Callable[[int, int], None]
    """Called with the files written so far and all files."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was written."""

    files: int
    pages: int
    bytes: int


def render(plan: SitePlan, into: Path, shop: Workshop) -> Rendered:
    """Write every address of the plan below `into`, then check the whole; raises `RenderFault` or `PlanFault`."""
    bench = _bench_for(plan, into, shop)
    written = [*_write_prose(plan, bench, shop), *_distributed(plan, bench, shop)]
    check_links((item.outline for item in written if item.outline), plan.recipes)
    check_folder(into, plan.recipes)
    shop.cache.prune()
    return Rendered(len(written), sum(item.outline is not None for item in written), sum(item.size for item in written))


def _bench_for(plan: SitePlan, into: Path, shop: Workshop) -> Bench:
    theme_file = shop.templates / "chart-theme.toml"
    theme_text = theme_file.read_text("utf-8") if theme_file.exists() else ""
    theme, edition = tomllib.loads(theme_text), _edition(theme_text)
    base = next((str(chrome.get("base_url", "")) for chrome in plan.chrome.values()), "")
    base_path = urlsplit(base).path.rstrip("/") + "/"
    equipment = {
        language: Equipment(language, chrome, plan.words[language], base_path)
        for language, chrome in plan.chrome.items()
    }
    compiled = _compiled(plan, shop, theme, edition)
    pages = digest(edition, repr(equipment), *_contents(shop.templates))
    return Bench(into, shop.published, shop.templates, shop.cache, theme, edition, pages, compiled, equipment, {})


def _contents(*folders: Path) -> Iterator[str | bytes]:
    """The names and bytes of all files below folders, in order."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix()
                yield path.read_bytes()


def _compiled(plan: SitePlan, shop: Workshop, theme: Mapping[str, object], edition: str) -> Mapping[str, str]:
    """The compiled Vega of every kind and width that the plan draws, from the cache where it is known."""
    kinds = {kind_key(recipe): recipe for recipe in plan.recipes.values() if isinstance(recipe, Chart)}
    source = Path(inspect.getfile(shop.spec_of)).read_bytes()
    names = {key: digest("vega", edition, key, source) for key in kinds}
    found = {key: shop.cache.fetch(name) for key, name in names.items()}
    jobs = [(key, shop.spec_of, kinds[key], theme) for key, data in found.items() if data is None]
    made = dict(shop.crew.map(_compile_one, jobs))
    for key, vega in made.items():
        shop.cache.store(names[key], vega.encode())
    return {**{key: data.decode() for key, data in found.items() if data is not None}, **made}


def _compile_one(job: tuple[str, SpecOf, Chart, Mapping[str, object]]) -> tuple[str, str]:
    key, spec_of, recipe, theme = job
    return key, compile_spec(spec_of(recipe, theme))


def _edition(theme: str) -> str:
    """What every cached result depends on besides its recipe: the theme, this room's code and the libraries it uses."""
    sources = (file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return digest(theme, *sources, *map(_release_of, LIBRARIES))


def _release_of(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:  # a successor that takes its place under another name
        return library


def _write_prose(plan: SitePlan, bench: Bench, shop: Workshop) -> Iterator[Written]:
    """Write the pages that MkDocs renders, from the cache while nothing they depend on has changed."""
    by_language: dict[Language, dict[str, tuple[str, Prose]]] = {}
    for address, recipe in plan.recipes.items():
        if isinstance(recipe, Prose):
            by_language.setdefault(recipe.language, {})[recipe.source] = (address, recipe)
    for language, recipes in by_language.items():
        job = ProseJob(language, shop.docs / language, shop.templates, shop.mkdocs, recipes, bench.equipment[language])
        for address, data in _prose(job, bench).items():
            yield bench.save(address, data)


def _prose(job: ProseJob, bench: Bench) -> Mapping[str, bytes]:
    parts = (job.settings.read_bytes(), *_contents(job.docs))
    name = digest("prose", bench.pages_edition, repr(job.recipes), *parts)
    keys = {address: digest(name, address) for address, _ in job.recipes.values()}
    found = {address: bench.cache.fetch(key) for address, key in keys.items()}
    kept = {address: data for address, data in found.items() if data is not None}
    if len(kept) == len(keys):
        return kept
    return {address: bench.cache.store(keys[address], data) for address, data in render_prose(job).items()}


def _distributed(plan: SitePlan, bench: Bench, shop: Workshop) -> Iterator[Written]:
    """Write everything but prose in worker processes, the costliest kinds first and dealt out in turn."""
    recipes = {address: recipe for address, recipe in plan.recipes.items() if not isinstance(recipe, Prose)}
    order = sorted(recipes, key=lambda address: not isinstance(recipes[address], Workbook | Archive))
    entries = [(address, Parcel.of(recipes[address])) for address in order]
    parts = max(shop.crew.workers * CHUNKS_PER_WORKER, len(entries) // MOST_IN_A_CHUNK)
    packed = pickle.dumps(bench)
    jobs = [(packed, chunk) for part in range(parts) if (chunk := entries[part::parts])]
    done = 0
    for written in shop.crew.map(_write_all, jobs):
        done += len(written)
        shop.report(done, len(entries))
        yield from written


def _write_all(job: tuple[bytes, Sequence[tuple[str, Parcel]]]) -> list[Written]:
    packed, entries = job
    bench = _unpacked(packed)
    return [bench.write(address, parcel) for address, parcel in entries]


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Bench:
    """One bench per process and plan, so that its presses serve every chunk."""
    bench: Bench = pickle.loads(packed)  # noqa: S301  # packed by this very program a moment ago
    return bench
