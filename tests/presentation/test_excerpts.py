"""A part sees its own excerpt and nothing else, and the excerpt holds everything that the part shows."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from types import NoneType

from disclosure.measures.coverage import Cited, cited_by_document
from disclosure.measures.derive import derive_release
from disclosure.model.release import Records
from disclosure.model.siteplan import Part
from disclosure.model.text import Text
from disclosure.presentation import (
    addresses,
    barometer_pages,
    indicator_pages,
    issued_pages,
    region_pages,
    region_register,
)
from disclosure.presentation.document_counts import taken_by_document
from disclosure.presentation.excerpts import Excerpts, fingerprint, said
from disclosure.presentation.parts import parts_of
from disclosure.presentation.view import View
from tests.presentation.conftest import views_of


def test_a_region_s_excerpt_holds_all_that_its_page_shows(shipped: Sequence[View]) -> None:
    cut = Excerpts(shipped)
    for code in shipped[0].release.regions:
        for whole, own in zip(shipped, cut.of_regions(cut.family(code)), strict=True):
            assert dict(region_pages.pages(own, code)) == dict(region_pages.pages(whole, code)), code
        assert region_register.summary(cut.of_regions(cut.family(code)), code) == region_register.summary(shipped, code)


def test_a_barometer_s_excerpt_holds_all_that_its_pages_show(shipped: Sequence[View]) -> None:
    cut = Excerpts(shipped)
    for scope in shipped[0].release.rules.scopes:
        room = issued_pages if scope.kind == "issued" else barometer_pages
        for whole, own in zip(shipped, cut.of_scope(scope), strict=True):
            assert dict(room.pages(own, scope)) == dict(room.pages(whole, scope)), scope.id
            assert barometer_pages.card(own, scope) == barometer_pages.card(whole, scope)


def test_an_indicator_s_excerpt_holds_all_that_its_page_shows(shipped: Sequence[View]) -> None:
    cut, release = Excerpts(shipped), shipped[0].release
    for code in release.indicators:
        targets = tuple(target for target in release.targets if target.indicator == code)
        points = tuple(point for point in release.observations if point.indicator == code)
        for whole, own in zip(shipped, cut.of_numbers(targets, points), strict=True):
            assert indicator_pages.page(own, code) == indicator_pages.page(whole, code)


def test_a_region_s_excerpt_knows_no_other_region(shipped: Sequence[View]) -> None:
    own = Excerpts(shipped).of_regions(("150000",))[0]
    assert set(own.indexes.observations) == set(own.indexes.targets) == set(own.indexes.assessments) == {"150000"}
    assert {light.region for issues in own.indexes.issued.values() for issue in issues for light in issue.lights} == {
        "150000"
    }
    assert (own.release.observations, own.release.targets, own.release.barometers) == ((), (), ())


def names(parts: Iterator[Part]) -> dict[str, bytes]:
    return {part.name: part.excerpt() for part in parts}


def test_a_corrected_figure_changes_the_excerpts_that_it_stands_in_and_no_others(
    shipped: Sequence[View], records: Records
) -> None:
    release = shipped[0].release
    place = next(i for i, point in enumerate(release.observations) if point.region == "340000")
    corrected = replace(release.observations[place], note="更正")
    observations = (*release.observations[:place], corrected, *release.observations[place + 1 :])
    other = views_of(derive_release(replace(records, observations=observations), release.datasets, release.rules))
    before, after = names(parts_of(shipped)), names(parts_of(other))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert {"region/340000", "region/000000", "barometer/provinces-13th-plan"} <= changed
    assert not {"region/150000", "region/150100", "barometer/hohhot-14th-plan"} & changed


def test_a_corrected_provision_changes_its_region_and_its_document_and_no_others(
    shipped: Sequence[View], records: Records
) -> None:
    release = shipped[0].release
    first, *rest = records.provisions
    other = replace(records, provisions=(replace(first, note="更正"), *rest))
    before = names(parts_of(shipped))
    after = names(parts_of(views_of(derive_release(other, release.datasets, release.rules))))
    changed = {name for name in before if before[name] != after[name]}
    document = first.provenance.document
    own = {f"region/{first.region}", f"document/{document}/1", f"document/{document}/text"}
    assert own <= changed
    assert {name for name in changed - own if not name.startswith("barometer/")} <= {
        f"region/{code}" for code, region in release.regions.items() if first.region in (region.parent, code)
    } | {f"region/{release.regions[first.region].parent}"}


def test_every_page_of_a_document_knows_how_much_was_taken_from_it(shipped: Sequence[View], records: Records) -> None:
    release = shipped[0].release
    first = next(point for point in release.observations if point.region == "340000")
    far = replace(first, region="150100", provenance=replace(first.provenance, row=10_000))
    longer = replace(records, observations=(*records.observations, far))
    before = names(parts_of(shipped))
    after = names(parts_of(views_of(derive_release(longer, release.datasets, release.rules))))
    code = first.provenance.document
    assert {fact.region for fact in taken_by_document(release)[code]}.isdisjoint({far.region})
    assert before[f"document/{code}/1"] != after[f"document/{code}/1"]
    assert after.keys() - before.keys() == {f"document/{code}/{addresses.part_of(far.provenance)}"}


def test_a_renamed_installation_changes_the_pages_of_the_documents_that_its_records_cite(city_zh: View) -> None:
    release = replace(city_zh.release, is_sample=False)
    lists, cited = release.lists, cited_by_document(release)
    code = next(code for code in release.documents if cited.get(code, Cited()).units)
    first = lists.installations[cited[code].units[0]]
    renamed = {**lists.installations, first.code: replace(first, name=Text("换了名字"))}
    other = replace(release, lists=replace(lists, installations=renamed))
    before, after = (names(parts_of((replace(city_zh, release=one),))) for one in (release, other))
    assert before[f"document/{code}/1"] != after[f"document/{code}/1"]


def others(value: object) -> Iterator[object]:
    """A record with one thing in it changed, for each thing in it; another value for what is no record."""
    if is_dataclass(value):
        for field in fields(value):
            for other in others(getattr(value, field.name)):
                yield replace(value, **{field.name: other})
    elif isinstance(value, Enum):
        yield next(member for member in type(value) if member is not value)
    else:
        yield {str: "?", int: 977, Decimal: Decimal("977.0"), tuple: ("?",), NoneType: "?"}[type(value)]


def test_a_record_that_differs_in_anything_says_something_else(records: Records) -> None:
    changed = 0
    for record in (records.targets[0], records.observations[0], records.official[0], records.provisions[0]):
        assert said(record) == said(replace(record))
        for other in others(record):
            assert said(other) != said(record), other
            changed += 1
    assert changed > 60


def test_words_do_not_run_together_in_a_fingerprint() -> None:
    assert fingerprint(("a, b",)) != fingerprint(("a", "b"))
    assert fingerprint("a", "b") != fingerprint("ab")
    assert fingerprint(Decimal("1.0")) != fingerprint(Decimal("1"))
