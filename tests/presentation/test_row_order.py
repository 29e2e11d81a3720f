"""The order of rows never matters: the pages and the dataset about lists say the same however tables are shuffled."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.measures.listing import Remains
from disclosure.measures.withholding import open_cases, tombstones
from disclosure.model.days import day_of
from disclosure.model.periods import Period
from disclosure.model.release import Records, Release
from disclosure.model.rules import Rules
from disclosure.presentation import list_site, region_units
from disclosure.presentation.derived_datasets import Words
from disclosure.presentation.efficiency_dataset import efficiency_dataset
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View
from tests.presentation.city import AS_OF, CORRECTED, city, installation, listing, record, records, retrofit

TABLES = (
    "enterprises", "installations", "efficiency", "listings", "retrofits", "steps", "aggregates", "levels",
)  # fmt: skip
"""Every table of lists; products, grades and regions stand as their registers have them."""


def crowded() -> Records:
    """The city where everything that has a last or a first of its kind has several, some of them on one day."""
    known = records()
    again = {"decided_on": day_of("2026-03-02"), "notice_date": day_of("2026-02-02")}
    pending = {"decision": "", "decided_on": None, "valid_to": None, "notice_date": day_of("2026-05-25")}
    gone = {"withdrawn_on": day_of("2026-04-01"), "withdrawn_reason": "计量有误"}
    done = retrofit("r-4", "u-5", "benchmark", "2024-05-01", day_of("2026-05-18"))
    return replace(
        known,
        installations=(*known.installations, *(installation(f"u-{n}", f"{n} 号线", "e-1", "lime") for n in (20, 21))),
        efficiency=(*known.efficiency, record("u-5", "-2", "2024"), record("u-5", "-1", "2023")),
        listings=(
            *known.listings,
            listing("x-51", "lagging", "u-5", period=Period.parse("2024"), **again, **CORRECTED),
            listing("x-52", "lagging", "u-5", period=Period.parse("2023"), **again),
            listing("x-53", "frontrunner", "u-1", **again),
            *(listing(f"y-{n}", "lagging", f"u-{n}", **more) for n, more in ((20, pending), (21, gone))),
        ),
        retrofits=(
            *known.retrofits,
            replace(done, value_after=Decimal(-20)),
            replace(done, code="r-5", value_after=None),
        ),
        aggregates=(*known.aggregates, replace(known.aggregates[0], period=Period.parse("2024"), value=Decimal(700))),
    )


def release_of(known: Records, rules: Rules) -> Release:
    facts = (known, rules.lists.procedures, day_of(AS_OF), rules.lists.small_cells)
    return city(rules, known, Remains(tombstones(*facts), open_cases(*facts)))


def told(view: View, release: Release, words: Words) -> Mapping[str, object]:
    """Everything that is said of lists: each page with its address, each region's section, the rows of the dataset."""
    own = replace(view, release=release, indexes=Indexes.of(release))
    pages = {address: repr(page) for address, page in list_site.pages(own)}
    sections = {code: region_units.section(own, code) for code in release.regions}
    return {**pages, **sections, **{table.name: table.rows for table in efficiency_dataset(release, words).tables}}


@settings(max_examples=5, deadline=None)
@given(mix=st.randoms())
def test_the_order_of_rows_never_matters(city_zh: View, city_en: View, mix: Random) -> None:
    rules, known = city_zh.release.rules, crowded()
    words: Words = {"zh": city_zh.wording, "en": city_en.wording}
    mixed: dict[str, Any] = {name: tuple(mix.sample(rows := getattr(known, name), len(rows))) for name in TABLES}
    expected = told(city_zh, release_of(known, rules), words)
    found = told(city_zh, release_of(replace(known, **mixed), rules), words)
    assert list(found) == list(expected)
    assert [name for name in expected if found[name] != expected[name]] == []
