"""Parts that are as they were stay as they stand; everything else is made, and the whole checked."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from disclosure.errors import PlanFault
from disclosure.model.siteplan import Chart, Data, Entry, Part, SitePlan
from disclosure.publishing.cache import Cache
from disclosure.publishing.crew import crew
from disclosure.publishing.desk import survey
from disclosure.publishing.rendering import Rendered, Workshop, render
from disclosure.publishing.staging import MARKER, staging


class Build(Protocol):
    """Publishes a plan."""

    def __call__(self, plan: SitePlan, workers: int = 1) -> Rendered: ...


SURVEYED: list[bool] = []


def asked(standing: Callable[[], Mapping[str, bytes]]) -> Callable[[], Mapping[str, bytes]]:
    """Note when the survey of the staging folder has come back."""
    SURVEYED.clear()

    def noted() -> Mapping[str, bytes]:
        found = standing()
        SURVEYED.append(True)
        return found

    return noted


def files_of(folder: Path) -> Mapping[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def no_chart(_chart: Chart, _theme: Mapping[str, object]) -> Mapping[str, object]:
    raise AssertionError("no part of these plans draws anything")


@pytest.fixture
def build(tmp_path: Path) -> Build:
    for name in ("templates", "docs", "rules"):
        (tmp_path / name).mkdir()
    mkdocs = tmp_path / "mkdocs.yml"

    def one(plan: SitePlan, workers: int = 1) -> Rendered:
        with staging(tmp_path / "site") as folder, crew(workers) as hands:
            shop = Workshop(
                tmp_path / "templates", tmp_path / "docs", mkdocs, tmp_path / "rules",
                Cache(tmp_path / "cache"), hands, asked(survey(hands, folder.path)), no_chart, lambda _done, _all: None,
            )  # fmt: skip
            rendered = render(plan, folder.path, shop)
            folder.switch(rendered.changed)
        return rendered

    return one


class Maker:
    """A part of one file, or several, that counts how often it was made."""

    def __init__(self, name: str, *addresses: str) -> None:
        self.name, self.addresses, self.made = name, addresses, 0

    def part(self, excerpt: bytes = b"1", word: str = "as committed") -> Part:
        def recipes() -> Iterable[Entry]:
            assert SURVEYED, "nothing is written before all that stands has been read"
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


@pytest.mark.parametrize("editions", [1, 2])
@pytest.mark.parametrize(
    ("harm", "made"), [("tampered", 2), ("replaced", 1), ("deleted", 1), ("replaced by a link", 1)]
)
def test_a_published_file_that_is_not_as_it_was_written_is_mended(
    build: Build, tmp_path: Path, harm: str, made: int, editions: int
) -> None:
    """Only what was done to the file itself, under both its names, makes its part be made again; in the first edition
    it has one name only."""
    maker, file = Maker("part", "first.json", "part.json", "last.json"), tmp_path / "site/part.json"
    for _ in range(editions):
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
    assert (maker.made, file.read_bytes(), file.is_symlink()) == (made if editions > 1 else 2, good, False)


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


def test_when_a_build_has_failed_nothing_is_written_any_more(build: Build, tmp_path: Path) -> None:
    """The hands of a failed build end before anybody else may begin."""
    site, double = tmp_path / "site", tmp_path / ".site.staging"
    many = Maker("many", *(f"{number}.json" for number in range(300)))

    def fail() -> Iterable[Entry]:
        raise PlanFault("a fault")

    build(plan_of(many.part()), workers=2)
    before = files_of(site)
    with pytest.raises(PlanFault, match="a fault"):
        build(plan_of(many.part(b"2", "never published " * 20_000), Part("last", bytes, fail, str)), workers=2)
    assert files_of(site) == files_of(double) == before
    time.sleep(0.5)
    assert files_of(double) == before


def test_after_every_build_the_staging_folder_is_a_double_of_the_site(build: Build, tmp_path: Path) -> None:
    site, double = tmp_path / "site", tmp_path / ".site.staging"
    left, right, gone = Maker("left", "left/a.json"), Maker("right", "right/a.json"), Maker("gone", "gone/a.json")
    build(plan_of(left.part(), gone.part()))
    for plan in (
        plan_of(left.part(), right.part(), gone.part()),
        plan_of(left.part(b"2", "corrected"), right.part()),
        plan_of(right.part(b"2", "corrected")),
    ):
        build(plan)
        assert files_of(double) == files_of(site)
    assert files_of(site).keys() == {"right/a.json", "front.json"}


def test_nothing_is_written_through_a_folder_that_is_a_link(build: Build, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    left = Maker("left", "left/a.json")
    build(plan_of(left.part()))
    (site / "left").rename(elsewhere)
    (site / "left").symlink_to(elsewhere)
    good = (elsewhere / "a.json").read_bytes()
    for word in ("once", "twice", "thrice"):
        build(plan_of(left.part(word.encode(), word)))
        assert not (site / "left").is_symlink()
        assert word in (site / "left/a.json").read_text("utf-8")
    assert [file.read_bytes() for file in elsewhere.iterdir()] == [good]
