"""Checks on the finished site before anybody sees it: every link leads somewhere, nothing runs or comes from elsewhere,
and what lies in the folder is what was planned."""

import posixpath
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import PlanFault, RenderFault
from disclosure.publishing.doubles import sweep

LINK = (re.compile(r'href="(?<=\shref=")([^"]*)"'), re.compile(r'src(?<=\ssrc)(?:set)?="([^"]*)"'))
ANCHOR = re.compile(r'id="(?<=\sid=")([^"]*)"')
"""Patterns that begin with letters are found ten times as fast; what stands before those is looked at when they are."""
FETCHED = re.compile(
    r'<(?:link|img|source|script|iframe|object|embed|video|audio)\b[^>]*\s(?:href|src|srcset|data)="(?:https?:)?//'
)
ELSEWHERE = "//"
"""Stands on every page from which something is fetched."""
SCRIPT = re.compile(r'<script\b(?![^>]*type="application/ld\+json")')
FORBIDDEN = (re.compile(r"on(?<=\son)[a-z]+\s*="), re.compile(r"style(?<=\sstyle)\s*="))
"""What may stand in text, but not inside a tag: a handler or a style."""
BARE = re.compile(r"=\s*[^\s\"]")
NAMED = re.compile(r"\s(?:href|src|srcset|id)\s*\Z")
"""What must not stand before a bare value inside a tag: an address or anchor has double quotes."""
FOREIGN_STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?:[a-z]+:)?//", re.IGNORECASE)
FOREIGN_DRAWING = re.compile(r"<(?:script|foreignObject|image)\b|\s(?:xlink:)?href\s*=|\son[a-z]+\s*=", re.IGNORECASE)
CANONICAL = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>')
SCHEMES = ("http://", "https://", "mailto:", "tel:")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
PLAIN = re.compile(r"\w[\w-]*(?:[./]\w[\w-]*)*(?:#[\w.-]+)?")
"""A path of names without a step back or an empty one, with or without an anchor."""
MAX_SHOWN = 8
SHOWN = 120
"""Characters of a fault that are shown."""


class Outline(NamedTuple):
    """What other pages may link to on a page, and where it links itself. Thousands of them are packed and unpacked in
    every build, which a few long texts bear best."""

    address: str
    ids: str
    """Its anchors, one on a line."""
    targets: str
    """Addresses of this site, with `#anchor` where one is named, one on a line."""


class Shared(NamedTuple):
    """Elements that stand alike on many pages, and the address under which they were rendered for all of them."""

    address: str
    html: str

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends as elements do: a page without it is a page still."""
        text = self.html.strip()
        return text.startswith("<") and text.endswith(">")


def outline(address: str, html: str, base_path: str = "/", shared: Iterable[Shared] = ()) -> Outline:
    """The links and anchors of a page; raises `RenderFault` for what runs, or is fetched from elsewhere, or cannot be
    read by these checks. What it shares with other pages is read once for all of them."""
    ids: set[str] = set()
    targets: set[str] = set()
    for part in shared:
        if not part.is_whole or part.html not in html:
            continue
        html = html.replace(part.html, "", 1)
        anchors, own, others = _outline_of_shared(part, base_path)
        ids |= anchors
        targets.update(address + target for target in own)
        targets |= others
    _check(address, html)
    ids.update(ANCHOR.findall(html))
    links = {link for pattern in LINK for link in pattern.findall(html)}
    targets.update(_resolved(address, unescape(link) if "&" in link else link, base_path) for link in links)
    return Outline(address, "\n".join(sorted(ids - {""})), "\n".join(sorted(targets - {""})))


@lru_cache(maxsize=1024)
def _outline_of_shared(part: Shared, base_path: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """The anchors of what pages share, where it links to on the page itself, and elsewhere."""
    found = outline(part.address, part.html, base_path)
    targets = frozenset(found.targets.split("\n"))
    own = frozenset(target for target in targets if target.startswith(f"{part.address}#"))
    here = tuple(target.removeprefix(part.address) for target in own)
    return frozenset(found.ids.split("\n")), here, targets - own


def _check(address: str, html: str) -> None:
    """Raise `RenderFault` for what a page must not hold."""
    if SCRIPT.search(html):
        raise RenderFault(code="page_script", address=address)
    if forbidden := _forbidden(html):
        raise RenderFault(code="page_attribute", address=address, found=forbidden[-SHOWN:])
    if ELSEWHERE in html and (found := FETCHED.search(CANONICAL.sub("", html))):
        raise RenderFault(code="page_foreign", address=address, found=found[0][:SHOWN])


def _forbidden(html: str) -> str:
    """An attribute in a tag that no page of ours has, after the tag's beginning; empty where there is none."""
    named = [found for pattern in FORBIDDEN for found in pattern.finditer(html)]
    bare = [
        found for found in BARE.finditer(html) if NAMED.search(html, html.rfind("<", 0, found.start()), found.start())
    ]
    for found in (*named, *bare):
        opened = html.rfind("<", 0, found.start())
        if opened > html.rfind(">", 0, found.start()):
            return html[opened : found.end()]
    return ""


def _resolved(address: str, link: str, base_path: str) -> str:
    top = "../" * address.count("/")
    if top and _climbs(link, top):  # nearly all links
        return link[len(top) :]
    if link.startswith(SCHEMES):
        return ""
    if found := SCHEME.match(link):
        raise RenderFault(code="link_scheme", address=address, found=found[0])
    path, _, anchor = link.partition("#")
    if not path:
        whole = address
    elif path.startswith("/"):
        whole = path.removeprefix(base_path)
    else:
        whole = joined(address, path)
    return f"{whole}#{anchor}" if anchor else whole


@lru_cache(maxsize=65536)
def _climbs(link: str, top: str) -> bool:
    """Whether a link goes to the top of the site, and from there down a plain path."""
    return link.startswith(top) and bool(PLAIN.fullmatch(link, len(top)))


def joined(address: str, path: str) -> str:
    """The address that a relative path means on a page.

    >>> joined("region/150100/index.html", "../../assets/site.css")
    'assets/site.css'
    """
    folders, rest = address.split("/")[:-1], path
    while rest.startswith("../") and folders:
        folders.pop()
        rest = rest[3:]
    if not rest or rest.startswith((".", "/")) or "/." in rest or "//" in rest or rest.endswith("/"):  # none of ours
        return posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
    return "/".join([*folders, rest])


def check_asset(address: str, text: str) -> None:
    """Raise `RenderFault` where a style sheet or a drawing runs something or fetches anything from elsewhere."""
    found = FOREIGN_STYLE.search(text)
    if found is None and address.endswith(".svg"):
        found = FOREIGN_DRAWING.search(text)
    if found:
        raise RenderFault(code="asset_foreign", address=address, found=found[0][:SHOWN])


def settle_folder(folder: Path, addresses: Collection[str]) -> None:
    """Leave exactly the files of the plan below `folder`, and nothing of an earlier edition; raises `PlanFault` where
    one of them is missing."""
    if lost := sorted(frozenset(addresses) - sweep(folder, addresses)):
        raise PlanFault(f"not written: {'; '.join(lost[:MAX_SHOWN])}")


class Links:
    """Where the pages of a site lead, gathered as they come."""

    def __init__(self) -> None:
        """No page yet."""
        self._pages: dict[str, Outline] = {}
        self._anchors: set[str] = set()
        self._targets: set[str] = set()

    def add(self, pages: Collection[Outline]) -> None:
        """Remember pages, with what may be linked to on them."""
        for page in pages:
            self._pages[page.address] = page
            self._anchors.update(f"{page.address}#{id_}" for id_ in page.ids.split("\n"))
        self._targets.update("\n".join(page.targets for page in pages).split("\n"))

    def check(self, addresses: frozenset[str]) -> None:
        """Raise `PlanFault` naming the links that lead to no address of the plan, or to no anchor of their page."""
        lost = {target for target in self._targets - addresses - self._anchors if not self._is_file(target, addresses)}
        if lost:
            links = ((page.address, target) for page in self._pages.values() for target in page.targets.split("\n"))
            broken = [(address, target) for address, target in links if target in lost]
            shown = "; ".join(f"{page} → {target}" for page, target in broken[:MAX_SHOWN])
            raise PlanFault(code="links_nowhere", count=len(broken), shown=shown)

    def _is_file(self, target: str, addresses: frozenset[str]) -> bool:
        """Whether a place in something that is no page is meant; a page without links has the empty target."""
        path = target.partition("#")[0]
        return not target or (path in addresses and path not in self._pages)
