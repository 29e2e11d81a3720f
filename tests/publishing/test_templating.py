"""What the environment of the templates gives pages: words, links from where they stand, parts that many pages share."""

from pathlib import Path

import pytest

from disclosure.publishing.templating import Equipment, Press, press


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
