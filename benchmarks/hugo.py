"""Rendering and writing region pages: ours beside Hugo's, for the same pages of a synthetic country.

python -m benchmarks.hugo --regions 1000

Ours: the pages of the plan, two worker processes, an empty cache, every link read for the later check; the processes
are ready, as they are in a build, where they start while data is read. Hugo: each page's context as the JSON front
matter of a content file, laid out by `hugo_layouts/region.html`; reading the content counts, as the data reaches Hugo
no other way.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.country import ROOT, write_country
from disclosure.catalogue import read_checked
from disclosure.measures.derive import derive_release
from disclosure.model.siteplan import Page, SitePlan
from disclosure.presentation.charts import specification
from disclosure.presentation.site import present
from disclosure.publishing import rendering
from disclosure.publishing.cache import Cache
from disclosure.publishing.crew import Crew, crew
from disclosure.publishing.desk import Desk
from disclosure.publishing.outputs import Links
from disclosure.sources.rules import read_rules
from disclosure.sources.wording import read_wording

LAYOUTS = Path(__file__).parent / "hugo_layouts"
TEMPLATE = "pages/region.html"
WORKERS = 2
MOST_APART = 0.15
"""How far the bytes of the two sites may lie apart before the comparison is refused."""
CONFIGURATION: Mapping[str, object] = {
    "baseURL": "http://localhost/",
    "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
}


@dataclass(frozen=True, slots=True)
class Made:
    """One run: its seconds, and what it wrote."""

    seconds: float
    pages: int
    bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare our rendering with Hugo's.")
    parser.add_argument("--regions", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    hugo = shutil.which("hugo")
    if hugo is None:
        print("Hugo is not installed, so there is nothing to compare with.")
        return
    with tempfile.TemporaryDirectory() as scratch, crew(WORKERS) as hands:
        folder = Path(scratch)
        plan, pages = region_pages(folder / "project", given.regions)
        write_source(plan, pages, folder / "source")
        list(hands.map(abs, range(WORKERS)))
        rounds = [(ours(plan, pages, folder, hands), theirs(hugo, folder)) for _ in range(given.rounds)]
    show(rounds)


def region_pages(project: Path, regions: int) -> tuple[SitePlan, Mapping[str, Page]]:
    """The plan of a synthetic country's site, and its region pages in both languages."""
    write_country(project, regions)
    rules = read_rules(project / "rules")
    committed = read_checked(project / "datapackages", ROOT / "schemas", rules)
    release = derive_release(committed.records(), committed.datasets, rules, None)
    plan = present(release, read_wording(ROOT / "templates"))
    entries = plan.entries()
    return plan, {at: page for at, page in entries if isinstance(page, Page) and page.template == TEMPLATE}


def ours(plan: SitePlan, pages: Mapping[str, Page], folder: Path, hands: Crew) -> Made:
    """Render and write the pages with an empty cache. Checking links is left out: they lead to pages left out."""
    site, cache = folder / "ours", folder / "cache"
    for old in (site, cache):
        shutil.rmtree(old, ignore_errors=True)
    site.mkdir()
    shop = rendering.Workshop(
        ROOT / "templates", ROOT / "docs", ROOT / "mkdocs.yml", ROOT / "rules", Cache(cache),
        hands, dict, specification, lambda _done, _all: None,
    )  # fmt: skip
    start = time.perf_counter()
    desk = Desk(rendering.bench_for(plan, site, shop), hands, Links())
    desk.write("pages", pages.items())
    desk.finish()
    return _made(time.perf_counter() - start, site)


def write_source(plan: SitePlan, pages: Mapping[str, Page], source: Path) -> None:
    """The same pages as Hugo takes them: contexts as front matter, words and chrome as data, one layout."""
    for name in ("content/region", "data/chrome", "data/words", "layouts/region", "layouts/partials"):
        (source / name).mkdir(parents=True)
    (source / "config.json").write_text(json.dumps(CONFIGURATION), "utf-8")
    shutil.copy(LAYOUTS / "region.html", source / "layouts" / "region" / "single.html")
    shapes = (ROOT / "templates" / "components" / "lights.html").read_text("utf-8").partition("\n")[2]
    (source / "layouts" / "partials" / "lights.html").write_text(shapes, "utf-8")
    for language, chrome in plan.chrome.items():
        (source / "data" / "chrome" / f"{language}.json").write_text(json.dumps(chrome), "utf-8")
        (source / "data" / "words" / f"{language}.json").write_text(json.dumps(plan.words[language]), "utf-8")
    for number, (address, page) in enumerate(pages.items()):
        matter = json.dumps({"url": f"/{address}", "context": page.context}, ensure_ascii=False)
        (source / "content" / "region" / f"{number}.html").write_text(f"{matter}\n", "utf-8")


def theirs(hugo: str, folder: Path) -> Made:
    """Build the same pages with Hugo, as it uses the processors by itself."""
    site = folder / "theirs"
    shutil.rmtree(site, ignore_errors=True)
    words = [hugo, "--source", str(folder / "source"), "--destination", str(site), "--cacheDir", str(folder / "hugo")]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"hugo failed ({done.returncode}): {done.stderr or done.stdout}")
    return _made(seconds, site)


def _made(seconds: float, site: Path) -> Made:
    sizes = [file.stat().st_size for file in site.rglob("*.html")]
    return Made(seconds, len(sizes), sum(sizes))


def show(rounds: list[tuple[Made, Made]]) -> None:
    """Print each round and the middle one of their ratios; stops where the two sites are not the same size."""
    own, other = rounds[-1]
    print(f"ours: {own.pages} pages, {own.bytes:,} bytes; Hugo: {other.pages} pages, {other.bytes:,} bytes")
    if own.pages != other.pages or abs(other.bytes / own.bytes - 1) > MOST_APART:
        sys.exit("The two sites are not alike, so their times say nothing.")
    for own, other in rounds:
        print(f"ours {own.seconds:.2f} s, Hugo {other.seconds:.2f} s")
    ratio = statistics.median(own.seconds / other.seconds for own, other in rounds)
    print(f"ours takes {ratio:.2f} of Hugo's time")


if __name__ == "__main__":
    main()
