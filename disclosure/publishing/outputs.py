"""Checks on the finished pages before anybody sees them: every link leads somewhere, nothing is fetched elsewhere."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from disclosure.errors import PlanFault, RenderFault

REFERENCE = re.compile(r'\s(?:(href|src|srcset))="([^"]*)"')
IDENTIFIER = re.compile(r'\sid="([^"]*)"')
FETCHED = re.compile(
    r'<(?:link|img|source|script|iframe|object|embed|video|audio)\b[^>]*\s(?:href|src|srcset|data)="(?:https?:)?//'
)
SCRIPT = re.compile(r'<script\b(?![^>]*type="application/ld\+json")')
CANONICAL = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>')
SCHEMES = ("http://", "https://", "mailto:", "tel:")
MAX_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Outline:
    """What other pages may link to on a page, and where it links itself."""

    address: str
    ids: frozenset[str]
    targets: frozenset[str]
    """Addresses of this site, with `#anchor` where one is named."""


def outline(address: str, html: str, base_path: str = "/") -> Outline:
    """The links and anchors of a page; raises `RenderFault` for a script or anything fetched from elsewhere."""
    if SCRIPT.search(html):
        raise RenderFault(f"{address}: the page holds a script")
    if found := FETCHED.search(CANONICAL.sub("", html)):
        raise RenderFault(f"{address}: fetched from another site: {found[0][:120]}")
    targets = {
        target for _, link in REFERENCE.findall(html) if (target := _resolved(address, unescape(link), base_path))
    }
    return Outline(address, frozenset(IDENTIFIER.findall(html)), frozenset(targets))


def _resolved(address: str, link: str, base_path: str) -> str:
    if link.startswith(SCHEMES):
        return ""
    path, _, anchor = link.partition("#")
    if not path:
        whole = address
    elif path.startswith("/"):
        whole = path.removeprefix(base_path)
    else:
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
    return f"{whole}#{anchor}" if anchor else whole


def check_links(outlines: Iterable[Outline], addresses: Iterable[str]) -> None:
    """Raise `PlanFault` naming the links that lead to no address of the plan, or to no anchor of their page."""
    pages = {page.address: page for page in outlines}
    known = frozenset(addresses)
    broken = list(_broken(pages, known))
    if broken:
        shown = "; ".join(f"{page} → {target}" for page, target in broken[:MAX_SHOWN])
        raise PlanFault(f"{len(broken)} links lead nowhere: {shown}")


def _broken(pages: Mapping[str, Outline], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    for page in pages.values():
        for target in sorted(page.targets):
            path, _, anchor = target.partition("#")
            linked = pages.get(path)
            if path not in known or (anchor and linked is not None and anchor not in linked.ids):
                yield page.address, target
