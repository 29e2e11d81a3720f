"""One recipe becomes one file: rendered, drawn or packed, or taken from the cache, and checked as what it is."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from jinja2 import TemplateError

from disclosure.errors import RenderFault
from disclosure.model.siteplan import Archive, Asset, Chart, Data, Page, Recipe, TableFile, Workbook
from disclosure.model.text import Language
from disclosure.publishing.cache import Cache, digest
from disclosure.publishing.drawing import draw_svg
from disclosure.publishing.outputs import Outline, check_asset, outline, packed_outline, unpacked_outline
from disclosure.publishing.tablefiles import table_bytes
from disclosure.publishing.templating import Equipment, Press, press
from disclosure.publishing.workbooks import archive_bytes, workbook_bytes

Costly = Workbook | Archive | Chart | TableFile
COSTLY = get_args(Costly)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A recipe on its way to a worker; its bytes also name what is made from it, so that a kept result stays packed."""

    packed: bytes
    is_page: bool

    @classmethod
    def of(cls, recipe: Recipe) -> "Parcel":
        """Pack a recipe."""
        return cls(pickle.dumps(recipe), isinstance(recipe, Page))

    def unpacked(self) -> Recipe:
        """The recipe."""
        recipe: Recipe = pickle.loads(self.packed)  # noqa: S301  # packed by this very program a moment ago
        return recipe


@dataclass(frozen=True, slots=True)
class Written:
    """One file that a worker wrote."""

    size: int
    outline: Outline | None


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything a worker needs to write any recipe of one plan."""

    into: Path
    published: Path
    """The site as it is published now."""
    templates: Path
    cache: Cache
    theme: Mapping[str, object]
    edition: str
    """What every cached result depends on besides its recipe."""
    pages_edition: str
    """What every page depends on besides its recipe: the edition, the templates, and what a language has at hand."""
    compiled: Mapping[str, str]
    """The compiled Vega of every kind and width of chart."""
    equipment: Mapping[Language, Equipment]
    presses: dict[Language, Press]
    """Made when the first page of a language asks for one; a bench travels without any."""

    def write(self, address: str, parcel: Parcel) -> Written:
        """Write one address."""
        try:
            if parcel.is_page:
                return self._write_page(address, parcel)
            return self.save(address, self._made(parcel))
        except TemplateError as fault:
            raise RenderFault(f"{address}: {fault}") from fault

    def save(self, address: str, data: bytes) -> Written:
        """Put bytes at an address, and check them as what they are."""
        self._put(address, data)
        if address.endswith((".css", ".svg")):
            check_asset(address, data.decode())
        return Written(len(data), self._outline(address, data) if address.endswith(".html") else None)

    def _write_page(self, address: str, parcel: Parcel) -> Written:
        """A page with what it links to, both from the cache while nothing they depend on has changed."""
        name = digest("Page", self.pages_edition, parcel.packed)
        kept = self.cache.fetch(name)
        if kept is None:
            html = self._page(parcel.unpacked())
            kept = self.cache.store(name, packed_outline(self._outline(address, html)) + html)
        outlined, html = unpacked_outline(address, kept)
        self._put(address, html)
        return Written(len(html), outlined)

    def _put(self, address: str, data: bytes) -> None:
        """Write a file, or link the published one where it holds the same bytes, and so keeps its time."""
        file, published = self.into / address, self.published / address
        file.parent.mkdir(parents=True, exist_ok=True)
        if not (_holds(published, data) and _is_linked(published, file)):
            file.write_bytes(data)

    def _outline(self, address: str, html: bytes) -> Outline:
        return outline(address, html.decode(), next((one.base_path for one in self.equipment.values()), "/"))

    def _made(self, parcel: Parcel) -> bytes:
        recipe = parcel.unpacked()
        if isinstance(recipe, COSTLY):
            return self._cached(recipe, parcel.packed)
        if isinstance(recipe, Data):
            return _json(recipe.content)
        if isinstance(recipe, Asset):
            return (self.templates / "assets" / recipe.source).read_bytes()
        raise RenderFault(f"nobody writes {type(recipe).__name__}")

    def _cached(self, recipe: Costly, packed: bytes) -> bytes:
        if isinstance(recipe, TableFile) and recipe.format != "parquet":
            return table_bytes(recipe)
        name = digest(type(recipe).__name__, self._ground(recipe), packed)
        found = self.cache.fetch(name)
        return found if found is not None else self.cache.store(name, self._costly(recipe))

    def _ground(self, recipe: Costly) -> str:
        """What the bytes depend on besides the recipe."""
        return self.edition + (self.compiled[kind_key(recipe)] if isinstance(recipe, Chart) else "")

    def _costly(self, recipe: Costly) -> bytes:
        if isinstance(recipe, Chart):
            return draw_svg(self.compiled[kind_key(recipe)], recipe.rows, self.theme)
        if isinstance(recipe, Workbook):
            return workbook_bytes(recipe)
        return archive_bytes(recipe) if isinstance(recipe, Archive) else table_bytes(recipe)

    def _page(self, recipe: Recipe) -> bytes:
        if not isinstance(recipe, Page):
            raise RenderFault(f"{type(recipe).__name__} is no page")
        own = self.presses.get(recipe.language)
        if own is None:
            own = press(self.templates, self.equipment[recipe.language], self.cache.folder, self.edition)
            self.presses[recipe.language] = own
        return own.render(recipe.template, recipe.context).encode()


def _holds(file: Path, data: bytes) -> bool:
    """Whether a file is there with exactly these bytes."""
    try:
        is_alike = file.stat(follow_symlinks=False).st_size == len(data) and file.is_file() and not file.is_symlink()
        return is_alike and file.read_bytes() == data
    except OSError:
        return False


def _is_linked(file: Path, other: Path) -> bool:
    """Give a file a second name; False where the file system has no links."""
    try:
        other.hardlink_to(file)
    except OSError:
        return False
    return True


def kind_key(recipe: Chart) -> str:
    """The name of a chart's kind, width and words: what is compiled once."""
    return repr((recipe.kind, recipe.width, sorted(recipe.words.items())))


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
