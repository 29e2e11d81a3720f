"""The story, told once: rules and packages are read and judged, a release is derived, planned, written, switched."""

import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.catalogue import Committed, read_checked
from disclosure.errors import SettingsFault
from disclosure.model.findings import Findings
from disclosure.model.rules import Rules
from disclosure.model.text import Language
from disclosure.presentation.charts import specification
from disclosure.presentation.site import present
from disclosure.publishing.cache import Cache
from disclosure.publishing.crew import Crew, crew
from disclosure.publishing.desk import prepare, survey
from disclosure.publishing.rendering import Rendered, Workshop, render
from disclosure.publishing.staging import Staging, staging
from disclosure.releasing import releases_of
from disclosure.sources.locations import find_folder
from disclosure.sources.rules import read_rules
from disclosure.sources.wording import read_wording


def _ignore(_done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a project stands, and how this run was asked to build it."""

    project: Path
    packages: Path
    site: Path
    as_of: str | None = None
    is_draft: bool = False
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    progress: Callable[[int, int], None] = _ignore

    @property
    def cache(self) -> Path:
        """The folder of costly results; deleting it costs time, nothing else."""
        return self.project / ".disclosure" / "cache"

    def folder(self, name: str) -> Path:
        """The project's own folder or file of this name, else the one installed with the package."""
        return find_folder(self.project, name)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: its findings and, when it published, what was written."""

    committed: Committed
    rendered: Rendered | None
    seconds: Mapping[str, float]
    as_of: str = ""
    """The day of the edition that was published."""
    has_lists: bool = False
    """Whether the edition has entries of lists, which come and go with its day."""

    @property
    def findings(self) -> Findings:
        """What is wrong with the data."""
        return self.committed.findings

    @property
    def packages(self) -> int:
        """How many packages could be read."""
        return len(self.committed.datasets)

    @property
    def rows(self) -> int:
        """How many rows they hold."""
        return sum(len(table.rows) for dataset in self.committed.datasets for table in dataset.tables)


class Clock:
    """Seconds by stage, for the closing summary."""

    def __init__(self) -> None:
        """Start with no stage."""
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = time.perf_counter() - start


def check(settings: Settings) -> Outcome:
    """Read and judge the packages; write nothing."""
    _demand_packages(settings)
    clock = Clock()
    with clock.stage("read"):
        committed = _read(settings, read_rules(settings.folder("rules")), None)
    return Outcome(committed, None, clock.seconds)


def publish(settings: Settings) -> Outcome:
    """Read, judge, derive, plan, write and switch; refused data and any fault leave the published site untouched."""
    _demand_packages(settings)
    with staging(settings.site) as folder, crew(settings.workers) as hands, _no_search_for_cycles():
        return _publish(settings, hands, folder)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Frozen values hold no cycles; looking for some among millions of them takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _publish(settings: Settings, hands: Crew, folder: Staging) -> Outcome:
    clock = Clock()
    shop = _workshop(settings, hands, folder)
    prepare(hands)
    with clock.stage("read"):
        rules = read_rules(settings.folder("rules"))
        words = read_wording(settings.folder("templates"))
        committed = _read(settings, rules, shop.cache)
    if committed.findings.blocking:
        return Outcome(committed, None, clock.seconds)
    with clock.stage("plan"):
        releases = releases_of(committed.datasets, rules, settings.as_of)
        plan = present(releases.real, words, settings.is_draft, releases.sample, committed.forms)
    with clock.stage("render"):
        rendered = render(plan, folder.path, shop)
    with clock.stage("switch"):
        folder.switch(rendered.changed)
    shown = [releases.real, *([releases.sample] if releases.sample else [])]
    return Outcome(
        committed, rendered, clock.seconds, releases.real.as_of, any(release.lists.is_any for release in shown)
    )


def words_of(settings: Settings, language: Language) -> Mapping[str, str]:
    """The interface words of one language, for messages."""
    return read_wording(settings.folder("templates"))[language]


def _demand_packages(settings: Settings) -> None:
    """Raise `SettingsFault` where there is nothing to read, before anything is made beside it."""
    if not settings.packages.is_dir():
        raise SettingsFault(code="no_packages", folder=settings.packages)


def _read(settings: Settings, rules: Rules, memory: Cache | None) -> Committed:
    return read_checked(settings.packages, settings.folder("schemas"), rules, memory)


def _workshop(settings: Settings, hands: Crew, folder: Staging) -> Workshop:
    return Workshop(
        templates=settings.folder("templates"),
        docs=settings.folder("docs"),
        mkdocs=settings.folder("mkdocs.yml"),
        rules=settings.folder("rules"),
        cache=Cache(settings.cache),
        crew=hands,
        standing=survey(hands, folder.path),
        spec_of=specification,
        report=settings.progress,
    )
