"""One recipe becomes one file: rendered, drawn or packed, costly ones from the cache, and checked as what it is."""

import hashlib
import inspect
import json
import os
import pickle
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, get_args

from jinja2 import TemplateError

from disclosure.errors import PlanFault, RenderFault
from disclosure.model.siteplan import Archive, Asset, Chart, Data, Page, Recipe, TableFile, TextFile, Workbook
from disclosure.model.text import Language
from disclosure.publishing.cache import Cache, digest
from disclosure.publishing.doubles import clear_way
from disclosure.publishing.drawing import compile_spec, draw_svg
from disclosure.publishing.outputs import Outline, Shared, check_asset, outline
from disclosure.publishing.tablefiles import table_bytes
from disclosure.publishing.templating import Equipment, Press, press
from disclosure.publishing.workbooks import archive_bytes, workbook_bytes

Costly = Workbook | Archive | Chart | TableFile
COSTLY = get_args(Costly)
SpecOf = Callable[[Chart, Mapping[str, object]], Mapping[str, object]]
"""The Vega-Lite specification of a chart's kind in a theme; the presentation room makes it."""


class Written(NamedTuple):
    """One file of the site."""

    address: str
    size: int
    digest: bytes
    """SHA-256 of its bytes."""
    outline: Outline | None
    """What a page links to, and what may be linked to on it; None for anything but pages."""


def outlines(files: Iterable[Written]) -> Sequence[Outline]:
    """The outlines of the pages among some files."""
    return [file.outline for file in files if file.outline]


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that is needed to write any recipe of one plan."""

    into: Path
    """A double of the published site, that is to become the next one."""
    templates: Path
    cache: Cache
    theme: Mapping[str, object]
    edition: str
    """What every cached result depends on besides its recipe."""
    spec_of: SpecOf
    equipment: Mapping[Language, Equipment]
    presses: dict[Language, Press] = field(default_factory=dict)
    """Made when the first page of a language asks for one; a bench travels without any."""
    compiled: dict[str, str] = field(default_factory=dict)
    """The compiled Vega of every kind and width of chart that was drawn here."""

    def write(self, address: str, recipe: Recipe) -> Written:
        """Write one address."""
        try:
            return self._page(address, recipe) if isinstance(recipe, Page) else self.save(address, self._made(recipe))
        except TemplateError as fault:
            raise RenderFault(code="template", address=address, detail=fault) from fault

    def save(self, address: str, data: bytes) -> Written:
        """Put bytes at an address, and check them as what they are."""
        if address.endswith((".css", ".svg")):
            check_asset(address, data.decode())
        return self._put(address, data, self._outline(address, data.decode()) if address.endswith(".html") else None)

    def _page(self, address: str, recipe: Page) -> Written:
        press = self._press(recipe.language)
        html = press.render(recipe.template, recipe.context)
        return self._put(address, html.encode(), self._outline(address, html, press.parts))

    def _put(self, address: str, data: bytes, outlined: Outline | None) -> Written:
        name = hashlib.sha256(data).digest()
        if not self._make(address, data) and not self._stands(address, name):
            clear_way(self.into, address)
            if not self._make(address, data):
                raise PlanFault(f"two recipes claim {address}")
        return Written(address, len(data), name, outlined)

    def _make(self, address: str, data: bytes) -> bool:
        """Make a new file, and the folders on its way; False where something stands there, such as the published file
        under a second name: it is never written into."""
        file = f"{self.into}/{address}"
        try:
            try:
                _write(file, data)
            except FileNotFoundError:  # in a new folder
                _make_folder(os.path.dirname(file))  # noqa: PTH120  # thousands of times a build
                _write(file, data)
        except (FileExistsError, NotADirectoryError):
            return False
        return True

    def _stands(self, address: str, name: bytes) -> bool:
        file = f"{self.into}/{address}"
        try:
            if not stat.S_ISREG(os.lstat(file).st_mode):
                return False
            with open(file, "rb") as stream:  # noqa: PTH123  # thousands of times a build
                return hashlib.sha256(stream.read()).digest() == name
        except OSError:
            return False

    def _outline(self, address: str, html: str, shared: Sequence[Shared] = ()) -> Outline:
        return outline(address, html, next((one.base_path for one in self.equipment.values()), "/"), shared)

    def _made(self, recipe: Recipe) -> bytes:
        if isinstance(recipe, COSTLY):
            return self._cached(recipe)
        if isinstance(recipe, Data):
            return _json(recipe.content)
        if isinstance(recipe, TextFile):
            return recipe.text.encode()
        if isinstance(recipe, Asset):
            return (self.templates / "assets" / recipe.source).read_bytes()
        raise RenderFault(f"nobody writes {type(recipe).__name__}")

    def _press(self, language: Language) -> Press:
        if language not in self.presses:
            equipment = self.equipment[language]
            self.presses[language] = press(self.templates, equipment, self.cache.folder, self.edition)
        return self.presses[language]

    def _cached(self, recipe: Costly) -> bytes:
        if isinstance(recipe, TableFile) and recipe.format != "parquet":
            return table_bytes(recipe)
        ground = self._vega(recipe) if isinstance(recipe, Chart) else ""
        name = digest(type(recipe).__name__, self.edition, ground, pickle.dumps(recipe))
        found = self.cache.fetch(name)
        return found if found is not None else self.cache.store(name, self._costly(recipe))

    def _costly(self, recipe: Costly) -> bytes:
        if isinstance(recipe, Chart):
            return draw_svg(self._vega(recipe), recipe.rows, self.theme, recipe.mark)
        if isinstance(recipe, Workbook):
            return workbook_bytes(recipe)
        return archive_bytes(recipe) if isinstance(recipe, Archive) else table_bytes(recipe)

    def _vega(self, recipe: Chart) -> str:
        """The compiled Vega of a chart's kind, width and words, compiled once."""
        key = repr((recipe.kind, recipe.width, sorted(recipe.words.items())))
        if key not in self.compiled:
            name = digest("vega", self.edition, key, Path(inspect.getfile(self.spec_of)).read_bytes())
            found = self.cache.fetch(name)
            if found is None:
                found = self.cache.store(name, compile_spec(self.spec_of(recipe, self.theme)).encode())
            self.compiled[key] = found.decode()
        return self.compiled[key]


def _make_folder(folder: str) -> None:
    with suppress(FileExistsError):  # another hand was first
        try:
            os.mkdir(folder)  # noqa: PTH102  # thousands of times a build
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def _write(file: str, data: bytes) -> None:
    with open(file, "xb") as stream:  # noqa: PTH123  # thousands of times a build
        stream.write(data)


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
