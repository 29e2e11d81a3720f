"""Parts that are as they were are taken over from the published site; everything else is made, and the whole checked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import PlanFault
from disclosure.model.siteplan import Chart, Data, Entry, Part, SitePlan
from disclosure.publishing.cache import Cache
from disclosure.publishing.crew import crew
from disclosure.publishing.desk import survey
from disclosure.publishing.rendering import Rendered, Workshop, render
from disclosure.publishing.staging import MARKER, staging

Build = Callable[[SitePlan], Rendered]


def no_chart(_chart: Chart, _theme: Mapping[str, object]) -> Mapping[str, object]:
    raise AssertionError("no part of these plans draws anything")


@pytest.fixture
def build(tmp_path: Path) -> Build:
    for name in ("templates", "docs", "rules"):
        (tmp_path / name).mkdir()
    mkdocs = tmp_path / "mkdocs.yml"

    def one(plan: SitePlan) -> Rendered:
        with crew(1) as hands, staging(tmp_path / "site") as folder:
            shop = Workshop(
                tmp_path / "templates", tmp_path / "docs", mkdocs, tmp_path / "rules",
                Cache(tmp_path / "cache"), hands, survey(hands, folder.path), no_chart, lambda _done, _all: None,
            )  # fmt: skip
            rendered = render(plan, folder.path, shop)
            folder.switch()
        return rendered

    return one


class Maker:
    """A part of one file, or several, that counts how often it was made."""

    def __init__(self, name: str, *addresses: str) -> None:
        self.name, self.addresses, self.made = name, addresses, 0

    def part(self, excerpt: bytes = b"1", word: str = "as committed") -> Part:
        def recipes() -> Iterable[Entry]:
            self.made += 1
            return [(address, Data({"word": word})) for address in self.addresses]

        return Part(self.name, lambda: excerpt, recipes, lambda: word)


def plan_of(*parts: Part, common: bytes = b"") -> SitePlan:
    def front(summaries: Mapping[str, object]) -> Iterable[Entry]:
        return [("front.json", Data(dict(summaries)))]

    return SitePlan(parts, front, common, {}, {})


def test_a_part_is_made_once_while_its_excerpt_is_the_same(build: Build, tmp_path: Path) -> None:
    left, right = Maker("left", "left/index.json"), Maker("right", "right.json")
    first = build(plan_of(left.part(), right.part()))
    again = build(plan_of(left.part(), right.part(b"2", "corrected")))
    assert (left.made, right.made) == (1, 2)
    assert first.files == again.files == 3
    assert "corrected" in (tmp_path / "site/right.json").read_text("utf-8")


def test_the_front_is_made_from_the_summaries_of_kept_and_new_parts_in_the_order_of_the_plan(
    build: Build, tmp_path: Path
) -> None:
    left, right = Maker("left", "left.json"), Maker("right", "right.json")
    build(plan_of(left.part(), right.part()))
    build(plan_of(left.part(b"2", "corrected"), right.part()))
    front = (tmp_path / "site/front.json").read_text("utf-8")
    assert front == '{\n "left": "corrected",\n "right": "as committed"\n}\n'


@pytest.mark.parametrize(
    ("harm", "made"), [("tampered", 2), ("replaced", 1), ("deleted", 1), ("replaced by a link", 1)]
)
def test_a_published_file_that_is_not_as_it_was_written_is_mended(
    build: Build, tmp_path: Path, harm: str, made: int
) -> None:
    """Only what was done to the file itself, under both its names, makes its part be made again."""
    maker, file = Maker("part", "first.json", "part.json", "last.json"), tmp_path / "site/part.json"
    build(plan_of(maker.part()))
    good = file.read_bytes()
    if harm != "tampered":
        file.unlink()
    if harm in ("tampered", "replaced"):
        file.write_bytes(good.replace(b"committed", b"invented!"))
    if harm == "replaced by a link":
        (tmp_path / "elsewhere").write_bytes(good)
        file.symlink_to(tmp_path / "elsewhere")
    assert build(plan_of(maker.part())).files == 4
    assert (maker.made, file.read_bytes(), file.is_symlink()) == (made, good, False)


def test_what_all_parts_share_is_shared_by_all_parts(build: Build) -> None:
    maker = Maker("part", "part.json")
    build(plan_of(maker.part(), common=b"a"))
    build(plan_of(maker.part(), common=b"b"))
    assert maker.made == 2


def test_rules_and_templates_are_shared_by_all_parts(build: Build, tmp_path: Path) -> None:
    maker = Maker("part", "part.json")
    for made, name in enumerate(("rules/site.toml", "templates/base.html"), 2):
        build(plan_of(maker.part()))
        (tmp_path / name).write_text("changed", "utf-8")
        build(plan_of(maker.part()))
        assert maker.made == made


def test_two_recipes_for_one_address_never_reach_the_site(build: Build, tmp_path: Path) -> None:
    build(plan_of(Maker("left", "same.json").part()))
    with pytest.raises(PlanFault, match=r"same\.json"):
        build(plan_of(Maker("left", "same.json").part(), Maker("right", "same.json").part(word="another")))
    assert "as committed" in (tmp_path / "site/same.json").read_text("utf-8")


def test_a_front_page_may_not_claim_the_address_of_a_part(build: Build) -> None:
    plan = plan_of(Maker("left", "left.json").part())
    with pytest.raises(PlanFault, match=r"left\.json"):
        build(replace(plan, front=lambda _summaries: [("left.json", Data({}))]))


def test_what_changed_is_named_with_what_is_gone(build: Build) -> None:
    left, right, gone = Maker("left", "left.json"), Maker("right", "right.json"), Maker("gone", "gone.json")
    first = build(plan_of(left.part(), right.part(), gone.part()))
    again = build(plan_of(left.part(), right.part(b"2", "corrected")))
    assert first.changed == {"left.json", "right.json", "gone.json", "front.json"}
    assert again.changed - {MARKER} == {"right.json", "gone.json", "front.json"}
