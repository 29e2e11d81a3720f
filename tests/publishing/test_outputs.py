import posixpath
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from disclosure.errors import PlanFault, RenderFault
from disclosure.publishing.outputs import Links, Outline, check_asset, joined, outline, settle_folder
from disclosure.publishing.prose import sanitized
from disclosure.publishing.templating import relative


def links_lead_somewhere(pages: Sequence[Outline], addresses: Sequence[str]) -> None:
    links = Links()
    for page in pages:
        links.add([page])
    links.check(frozenset(addresses))


def test_a_link_to_no_address_is_found() -> None:
    page = outline("region/1/index.html", '<p><a href="../2/index.html">x</a></p>')
    links_lead_somewhere([page], ["region/1/index.html", "region/2/index.html"])
    with pytest.raises(PlanFault, match=r"region/2/index\.html"):
        links_lead_somewhere([page], ["region/1/index.html"])


def test_a_link_to_no_anchor_of_its_page_is_found() -> None:
    there = outline("b.html", '<h2 id="here">x</h2>')
    links_lead_somewhere([outline("a.html", '<p><a href="b.html#here">x</a></p>'), there], ["a.html", "b.html"])
    links_lead_somewhere(
        [outline("a.html", '<p><a href="b.csv#row=5">x</a></p>'), there], ["a.html", "b.html", "b.csv"]
    )
    with pytest.raises(PlanFault, match="b.html#gone"):
        links_lead_somewhere([outline("a.html", '<p><a href="b.html#gone">x</a></p>'), there], ["a.html", "b.html"])


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../../list/index.html#by-a.b", "list/index.html#by-a.b"),
        ("../../list//index.html", "list/index.html"),
        ("../../list/./index.html", "list/index.html"),
        ("../../list/../index.html", "index.html"),
        ("../../../index.html", "../index.html"),
        ("../../.hidden", ".hidden"),
        ("../u-2/index.html", "unit/u-2/index.html"),
    ],
)
def test_links_from_the_top_are_followed_as_a_browser_does(link: str, target: str) -> None:
    assert outline("unit/u-1/index.html", f'<p><a href="{link}">x</a></p>').targets == target


def test_absolute_links_of_the_page_for_wrong_addresses_are_followed_below_the_sub_path() -> None:
    page = outline("404.html", '<p><a href="/open/data/index.html">x</a></p>', "/open/")
    assert page.targets == "data/index.html"


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/a.png">',
        '<link rel="stylesheet" href="//example.org/a.css">',
        "<script>alert(1)</script>",
        '<script src="a.js"></script>',
        '<iframe src="http://example.org/"></iframe>',
        '<p onclick="x()">x</p>',
        '<p style="color:red">x</p>',
        "<a href='b.html'>x</a>",
        "<img src=a.png>",
        '<a href="javascript:x()">x</a>',
        '<a href="data:text/html,x">x</a>',
    ],
)
def test_nothing_is_fetched_from_elsewhere_and_nothing_runs(html: str) -> None:
    with pytest.raises(RenderFault):
        outline("a.html", html)


def test_a_citation_may_lead_to_another_site_and_data_blocks_are_no_scripts() -> None:
    outline("a.html", '<a href="https://example.org/">x</a><script type="application/ld+json">{}</script>')


def test_words_of_a_text_are_no_attributes() -> None:
    outline("a.html", "<p>x style = y, onset = 1, id=2</p>")


IN_A_TAG = re.compile(r"<[^>]*\s(?:(?:on[a-z]+|style)\s*=|(?:href|src|srcset|id)\s*=\s*[^\s\"])")
PIECES = ("<p", ">", " ", "onclick", "style", "id", "src", "=", '"', "x", "\n")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_an_attribute_is_forbidden_exactly_where_it_stands_inside_a_tag(html: str) -> None:
    try:
        outline("a.html", html)
        is_refused = False
    except RenderFault:
        is_refused = True
    assert is_refused == bool(IN_A_TAG.search(html))


def test_links_are_relative_and_explicit() -> None:
    assert relative("index.html", "en/index.html") == "en/index.html"
    assert relative("en/region/1/index.html", "en/region/2/index.html#a") == "../2/index.html#a"
    assert relative("en/index.html", "index.html") == "../index.html"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ("<script>x</script><p>a</p>", "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="../method/#gap">a</a>', '<a href="../method/index.html#gap">a</a>'),
        ('<a href="https://example.org/">a</a>', '<a href="https://example.org/">a</a>'),
    ],
)
def test_prose_keeps_only_what_prose_needs(html: str, expected: str) -> None:
    assert sanitized(html) == expected


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("a.css", "@import 'b.css'"),
        ("a.css", "p{background:url(https://example.org/a.png)}"),
        ("a.css", "p{background:url( '//example.org/a.png')}"),
        ("a.svg", "<svg><style>@import 'b.css'</style></svg>"),
        ("a.svg", "<svg><script>x()</script></svg>"),
        ("a.svg", "<svg><g onload='x()'/></svg>"),
        ("a.svg", '<svg><use xlink:href="b.svg#c"/></svg>'),
    ],
)
def test_style_sheets_and_drawings_run_nothing_and_fetch_nothing(address: str, text: str) -> None:
    with pytest.raises(RenderFault):
        check_asset(address, text)


def test_a_plain_style_sheet_and_a_plain_drawing_pass() -> None:
    check_asset("a.css", "p{color:red;background:url(a.svg)}")
    check_asset(
        "a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><style>text{fill:red}</style><text>on x=1</text></svg>'
    )


def test_the_folder_holds_what_was_planned_and_nothing_else(tmp_path: Path) -> None:
    for address in ("a/index.html", "a/gone.html", "gone/index.html"):
        (tmp_path / address).parent.mkdir(exist_ok=True)
        (tmp_path / address).write_text("", "utf-8")
    settle_folder(tmp_path, ["a/index.html"])
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")} == {"a", "a/index.html"}
    with pytest.raises(PlanFault, match=r"not written: b\.html"):
        settle_folder(tmp_path, ["a/index.html", "b.html"])


NAMES = st.sampled_from(["a", "b.c", "..", ".", "...", ".a", "a.", ""])


@example(["a"], ["..", "", "a"])
@example(["a"], ["..", ""])
@given(st.lists(st.sampled_from(["a", "b"]), max_size=3), st.lists(NAMES, min_size=1, max_size=6))
def test_a_relative_path_means_what_the_standard_s_own_reader_says(folders: list[str], names: list[str]) -> None:
    path = "/".join(names)
    assume(path and not path.startswith("/"))
    address = "/".join([*folders, "index.html"])
    assert joined(address, path) == posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
