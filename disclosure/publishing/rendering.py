"""From a plan to files: parts that are as they were stay as they stand, the others are made by worker processes."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from platform import python_version
from urllib.parse import urlsplit

from disclosure.errors import PlanFault
from disclosure.model.siteplan import Entry, Prose, SitePlan
from disclosure.model.text import Language
from disclosure.publishing.bench import Bench, SpecOf, Written, outlines
from disclosure.publishing.cache import Cache, digest
from disclosure.publishing.crew import Crew
from disclosure.publishing.desk import Desk
from disclosure.publishing.ledger import Ledger, Made
from disclosure.publishing.outputs import Links, settle_folder
from disclosure.publishing.prose import ProseJob, render_prose
from disclosure.publishing.templating import Equipment

LIBRARIES = (
    "altair",
    "babel",
    "jinja2",
    "markdown",
    "mkdocs",
    "nh3",
    "pyarrow",
    "pypinyin",
    "vl-convert-python",
    "xlsxwriter",
    "zxing-cpp",
)
"""Libraries whose version may change the bytes of a cached result."""
CODE = Path(__file__).parents[1]
FRONT = "front"
"""The part that is made anew in every build."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools of rendering: folders, cache, how many hands, and who knows the charts."""

    templates: Path
    docs: Path
    mkdocs: Path
    rules: Path
    cache: Cache
    crew: Crew
    standing: Callable[[], Mapping[str, bytes]]
    """The SHA-256 of every file that stands in the staging folder, by address; asked for before anything is written."""
    spec_of: SpecOf
    report: Callable[[int, int], None]
    """Called with the parts begun so far and all parts."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was written."""

    files: int
    pages: int
    bytes: int
    changed: frozenset[str]
    """The addresses where something else stands now, or nothing any more."""


def render(plan: SitePlan, into: Path, shop: Workshop) -> Rendered:
    """Write every address of the plan below `into`, then check the whole; raises `RenderFault` or `PlanFault`."""
    bench = bench_for(plan, into, shop)
    ledger, links = Ledger(shop.cache, _everything(plan, bench, shop)), Links()
    parts, front = _made(plan, ledger, links, bench, shop)
    files = [*chain.from_iterable(part.files for part in parts.values()), *front]
    addresses = _unclaimed(file.address for file in files)
    settled = shop.crew.start(_settle, (into, addresses))
    shop.crew.release()
    ledger.write(parts)
    links.check(addresses)
    settled()
    standing = shop.standing()
    changed = {file.address for file in files if standing.get(file.address) != file.digest}
    return Rendered(
        files=len(files),
        pages=sum(file.outline is not None for file in files),
        bytes=sum(file.size for file in files),
        changed=frozenset(changed | (standing.keys() - addresses)),
    )


def _settle(job: tuple[Path, frozenset[str]]) -> None:
    settle_folder(*job)


def _made(
    plan: SitePlan, ledger: Ledger, links: Links, bench: Bench, shop: Workshop
) -> tuple[Mapping[str, Made], Sequence[Written]]:
    """Every part of the site by name, kept as it stands or made, and the files of the front pages."""
    desk = Desk(bench, shop.crew, links)
    standing = shop.standing()
    kept: dict[str, Made] = {}
    summaries: dict[str, object] = {}
    for number, part in enumerate(plan.parts):
        shop.report(number, len(plan.parts))
        known = ledger.find(part)
        if known is not None and known.stands(standing):
            kept[part.name], summaries[part.name] = known, known.summary
        else:
            desk.write(part.name, part.recipes())
            summaries[part.name] = part.summary()
    prose = list(_write_front(list(plan.front(summaries)), desk, bench, shop))
    # While the hands are busy:
    shop.cache.prune()
    links.add(outlines(chain(prose, *(part.files for part in kept.values()))))
    written = desk.finish()
    parts = {name: kept.get(name) or Made(tuple(written[name]), summary) for name, summary in summaries.items()}
    return parts, [*prose, *written[FRONT]]


def _unclaimed(addresses: Iterable[str]) -> frozenset[str]:
    """All addresses; raises `PlanFault` where one was written twice."""
    seen: set[str] = set()
    for address in addresses:
        if address in seen:
            raise PlanFault(f"two recipes claim {address}")
        seen.add(address)
    return frozenset(seen)


def _everything(plan: SitePlan, bench: Bench, shop: Workshop) -> str:
    """What every part depends on besides its excerpt: all code, templates, words and rules, and what parts share."""
    chrome = repr(sorted(plan.chrome.items()))
    return digest(
        bench.edition, plan.common, chrome, *_contents(CODE, "*.py"), *_contents(shop.templates), *_contents(shop.rules)
    )


def bench_for(plan: SitePlan, into: Path, shop: Workshop) -> Bench:
    """What the hands need to write the recipes of a plan."""
    theme_file = shop.templates / "chart-theme.toml"
    theme = theme_file.read_text("utf-8") if theme_file.exists() else ""
    base = next((str(chrome.get("base_url", "")) for chrome in plan.chrome.values()), "")
    base_path = urlsplit(base).path.rstrip("/") + "/"
    equipment = {
        language: Equipment(language, chrome, plan.words[language], base_path)
        for language, chrome in plan.chrome.items()
    }
    return Bench(into, shop.templates, shop.cache, tomllib.loads(theme), _edition(theme), shop.spec_of, equipment)


def _contents(folder: Path, pattern: str = "*") -> Iterator[str | bytes]:
    """The names and bytes of the files below a folder, in order."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            yield path.read_bytes()


def _edition(theme: str) -> str:
    """What every cached result depends on besides its recipe: the theme, this room's code and the libraries it uses."""
    sources = (file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return digest(theme, python_version(), *sources, *map(_release_of, LIBRARIES))


def _release_of(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:  # a successor that takes its place under another name
        return library


def _write_front(entries: Iterable[Entry], desk: Desk, bench: Bench, shop: Workshop) -> Iterator[Written]:
    """Have the front pages written; prose is rendered here meanwhile."""
    prose: dict[Language, dict[str, tuple[str, Prose]]] = {}
    rest: list[Entry] = []
    for address, recipe in entries:
        if isinstance(recipe, Prose):
            prose.setdefault(recipe.language, {})[recipe.source] = (address, recipe)
        else:
            rest.append((address, recipe))
    desk.write(FRONT, rest)
    for language, recipes in prose.items():
        job = ProseJob(language, shop.docs / language, shop.templates, shop.mkdocs, recipes, bench.equipment[language])
        for address, data in _prose(job, bench).items():
            yield bench.save(address, data)


def _prose(job: ProseJob, bench: Bench) -> Mapping[str, bytes]:
    """The pages that MkDocs renders, from the cache while nothing they depend on has changed."""
    parts = (job.settings.read_bytes(), *_contents(job.docs), *_contents(job.templates))
    name = digest("prose", bench.edition, repr(job.equipment), repr(job.recipes), *parts)
    keys = {address: digest(name, address) for address, _ in job.recipes.values()}
    found = {address: bench.cache.fetch(key) for address, key in keys.items()}
    kept = {address: data for address, data in found.items() if data is not None}
    if len(kept) == len(keys):
        return kept
    return {address: bench.cache.store(keys[address], data) for address, data in render_prose(job).items()}
