"""What the environment of the templates gives pages: words, links from where they stand, parts that many pages share."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from disclosure.errors import RenderFault
from disclosure.publishing.outputs import Shared, outline
from disclosure.publishing.templating import Equipment, Press, escaped, press


@pytest.fixture
def house(tmp_path: Path) -> Press:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "nav.html").write_text('<a href="{{ target|link }}">{{ label }}</a>', "utf-8")
    (folder / "page.html").write_text(
        '{{ shared("nav.html", label=label, target="list/index.html") }} {{ page.address|link }}', "utf-8"
    )
    return press(folder, Equipment("zh", {}, {}, "/energy/"), tmp_path, "test")


def shown(house: Press, address: str, label: str = "<清单>") -> str:
    return house.render("page.html", {"page": {"address": address}, "label": label})


def test_a_shared_part_links_from_the_top_at_every_depth(house: Press) -> None:
    for _ in range(2):  # as it is rendered, and as it was
        assert shown(house, "index.html") == '<a href="list/index.html">&lt;清单&gt;</a> index.html'
        assert shown(house, "unit/u-1/index.html") == '<a href="../../list/index.html">&lt;清单&gt;</a> index.html'
        assert shown(house, "unit/u-2/index.html") == '<a href="../../list/index.html">&lt;清单&gt;</a> index.html'
        assert shown(house, "list/index.html") == '<a href="../list/index.html">&lt;清单&gt;</a> index.html'


def test_a_shared_part_links_absolutely_on_the_page_for_wrong_addresses(house: Press) -> None:
    assert shown(house, "index.html").startswith('<a href="list/index.html">')
    assert shown(house, "404.html") == '<a href="/energy/list/index.html">&lt;清单&gt;</a> /energy/404.html'


def test_a_shared_part_is_rendered_for_each_of_its_facts(house: Press) -> None:
    assert [shown(house, "index.html", label)[26:27] for label in ("甲", "乙", "甲")] == ["甲", "乙", "甲"]


class Said(str):
    """A text with a tag of its own."""

    def __html__(self) -> str:
        return f"<b>{self.lower()}</b>"


@given(st.one_of(st.text("&<>'\"a晴 "), st.text().map(Markup), st.text("<a&").map(Said), st.integers(), st.none()))
def test_the_quick_escape_gives_what_the_library_gives(value: object) -> None:
    assert escaped(value) == escape(value)


WORDS = {"greeting": "<晴> & 雨", "open": "{{ 7 }}", "facts": "{count} 个"}


def said(tmp_path: Path, template: str, words: dict[str, str] = WORDS) -> str:
    (tmp_path / "page.html").write_text(template, "utf-8")
    house = press(tmp_path, Equipment("zh", {}, words, "/"), tmp_path, "test")
    return house.render("page.html", {"page": {"address": "index.html"}})


def test_words_in_a_template_are_text_of_the_page_and_nothing_more(tmp_path: Path) -> None:
    assert said(tmp_path, """<p title="{{ word("greeting") }}">{{ word('greeting') }}</p>""") == (
        '<p title="&lt;晴&gt; &amp; 雨">&lt;晴&gt; &amp; 雨</p>'
    )
    assert said(tmp_path, '{{ word("facts", count=3) }}') == "3 个"
    assert said(tmp_path, '{{ word("open") }}') == "{ 7 }"
    assert said(tmp_path, '{{ word("shut") }}', {"shut": "7 }}"}) == "7 }"
    assert said(tmp_path, '{{ word("blank") }}{% if true %}7{% endif %}', {"blank": " "}) == " 7"


@pytest.mark.parametrize("key", ["facts", "unknown"])
def test_words_that_lack_a_fact_or_do_not_exist_are_refused_where_they_are_said(tmp_path: Path, key: str) -> None:
    template = f'{{{{ word("{key}") }}}}'
    assert said(tmp_path, f"{{% if false %}}{template}{{% endif %}}") == ""
    with pytest.raises(RenderFault):
        said(tmp_path, template)


def test_changed_words_show_in_a_template_that_was_compiled_before(tmp_path: Path) -> None:
    template = '<p>{{ word("greeting") }}</p>'
    assert said(tmp_path, template) == "<p>&lt;晴&gt; &amp; 雨</p>"
    assert said(tmp_path, template, {"greeting": "阴"}) == "<p>阴</p>"


def test_a_macro_is_called_with_what_it_takes_in_a_loop_and_in_a_block(tmp_path: Path) -> None:
    macro = "{% macro twice(x, mark='!') %}{{ x }}{{ x }}{{ mark }}{% endmacro %}"
    template = macro + "{% block all %}{% for x in (1, 2) %}{{ twice(x, mark='<') }}{% endfor %}{% endblock %}"
    (tmp_path / "macro.html").write_text(macro, "utf-8")
    template = "{% from 'macro.html' import twice %}" + template.removeprefix(macro)
    assert said(tmp_path, template) == "11&lt;22&lt;"


def test_the_outline_of_a_page_is_the_same_with_its_shared_parts_read_apart(tmp_path: Path) -> None:
    nav = '<nav id="top"><a href="{{ target|link }}">x</a><a href="#main">y</a></nav>'
    (tmp_path / "nav.html").write_text(nav, "utf-8")
    page = '{{ shared("nav.html", target="list/index.html") }}<main id="main"><a href="{{ page.address|link }}#b">z</a></main>'
    (tmp_path / "page.html").write_text(page, "utf-8")
    house = press(tmp_path, Equipment("zh", {}, {}, "/"), tmp_path, "test")
    for address in ("index.html", "unit/u-1/index.html"):
        html = house.render("page.html", {"page": {"address": address}})
        assert len(house.parts) == 1
        assert outline(address, html, "/", house.parts) == outline(address, html)


def test_a_shared_part_is_checked_like_the_rest_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "nav.html").write_text('<nav onclick="x()"></nav>', "utf-8")
    (tmp_path / "page.html").write_text('{{ shared("nav.html") }}', "utf-8")
    house = press(tmp_path, Equipment("zh", {}, {}, "/"), tmp_path, "test")
    html = house.render("page.html", {"page": {"address": "index.html"}})
    with pytest.raises(RenderFault):
        outline("index.html", html, "/", house.parts)


def test_a_part_that_is_no_whole_element_or_not_on_the_page_is_not_taken_from_it() -> None:
    script = "<p>x</p><script>1</script>ipt"
    with pytest.raises(RenderFault):
        outline("a.html", script, "/", [Shared("*", "ipt")])
    absent = Shared("*", '<p id="here">y</p>')
    assert outline("a.html", '<p><a href="#here">x</a></p>', "/", [absent]).ids == ""
    twice = "<p>x</p>"
    assert outline("a.html", twice, "/", [Shared("*", "<p>x</p>")] * 2) == outline("a.html", twice)
