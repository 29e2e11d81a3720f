"""A country of four provinces: one far behind, one on track, one without its figures, one without a target."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.catalogue import Committed, records_of
from disclosure.measures.derive import derive_release
from disclosure.model.periods import Period
from disclosure.model.records import (
    Document,
    Indicator,
    Measure,
    Observation,
    OfficialAssessment,
    Processing,
    Provenance,
    Region,
    Sector,
    Target,
    ValueStatus,
)  # fmt: skip
from disclosure.model.release import Records, Release
from disclosure.model.rules import Rules
from disclosure.model.text import LANGUAGES, Text
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View
from disclosure.presentation.wording import Wording
from disclosure.releasing import releases_of
from disclosure.sources.rules import read_rules
from disclosure.sources.wording import read_wording
from tests.presentation.city import city, country

PROJECT = Path(__file__).parents[2]
PLAN = Period.parse("2018-2020")
CHANGES = {"01": ("-4.06", "10.86", "1.2"), "02": ("-5.0", "-4.0", "-3.0"), "03": ("-2.0", "", "-2.0")}


def where(row: int) -> Provenance:
    return Provenance("bulletin", "表 1", "原文", (), "progress", "observation", row)


def region(code: str, name: str, kind: str = "province", parent: str | None = "000000") -> Region:
    return Region(code, Text(name, f"Region {code}"), name, kind, parent, "gb_t_2260", "", "", (), "", where(2))


def target(code: str, value: str) -> Target:
    return Target(
        f"{code}0000", "all", "energy_intensity", Measure.CUMULATIVE_CHANGE, PLAN, "basic", Decimal(value),
        ValueStatus.NUMBER, value.lstrip("-"), "", "percent", "binding", "in_force", Processing.SIGN_REVERSED, (), "",
        (), where(int(code) + 1),
    )  # fmt: skip


def observation(code: str, year: int, value: str) -> Observation:
    return Observation(
        f"{code}0000", "all", "energy_intensity", Measure.YEARLY_CHANGE, Period.parse(str(year)), 1, Decimal(value),
        ValueStatus.NUMBER, value, "percent", "final", Processing.NONE, "", (), where(year),
    )  # fmt: skip


def issued(period: str, level: int) -> OfficialAssessment:
    return OfficialAssessment(
        "national_barometer", "010000", Period.parse(period), "intensity", "plan_schedule", level, "", "", "named", "",
        (), where(level),
    )  # fmt: skip


@pytest.fixture(scope="session")
def rules() -> Rules:
    known = read_rules(PROJECT / "rules")
    derived, official = known.get_scope("provinces-13th-plan"), known.get_scope("national-barometer")
    periods = tuple(Period.parse(year) for year in ("2018", "2019", "2020"))
    scopes = (replace(derived, plan=PLAN, periods=periods), official)
    return replace(known, scopes=scopes, site=replace(known.site, scopes_beside=("national-barometer",)))


@pytest.fixture(scope="session")
def release(rules: Rules) -> Release:
    names = {"01": "甲省", "02": "乙省", "03": "丙省", "04": "丁省"}
    records = Records(
        (region("000000", "全国", "country", None), *(region(f"{code}0000", name) for code, name in names.items())),
        (Sector("all", Text("全社会", "Whole society"), where(2)),),
        (Indicator("energy_intensity", Text("能耗强度", "Energy intensity"), Text(""), "percent", "lower_is_better",
                   Text(""), Text(""), "", where(2)),),
        (Document("bulletin", Text("公报"), "", "", "统计局", "", "2021", "in_force", "", "transcribed", "", where(2)),),
        (target("01", "-14"), target("02", "-11"), target("03", "-10")),
        tuple(
            observation(code, year, value)
            for code, values in CHANGES.items()
            for year, value in zip((2018, 2019, 2020), values, strict=True)
            if value
        ),
        (issued("2011-H1", 3), issued("2013-H1", 1)),
    )  # fmt: skip
    return derive_release(records, (), rules, "2021-06-01")


@pytest.fixture(scope="session")
def views(release: Release) -> dict[str, View]:
    return dict(zip(LANGUAGES, views_of(release), strict=True))


@pytest.fixture(scope="session")
def zh(views: dict[str, View]) -> View:
    return views["zh"]


@pytest.fixture(scope="session")
def en(views: dict[str, View]) -> View:
    return views["en"]


@pytest.fixture(scope="session")
def records(committed: Committed) -> Records:
    return records_of([dataset for dataset in committed.datasets if not dataset.is_sample])


@pytest.fixture(scope="session")
def shipped(committed: Committed) -> Sequence[View]:
    """The shipped data by the shipped rules, in each language."""
    return views_of(releases_of(committed.datasets, read_rules(PROJECT / "rules"), None).real)


def views_of(release: Release) -> Sequence[View]:
    """A view of a release in each language."""
    words, indexes = read_wording(PROJECT / "templates"), Indexes.of(release)
    return tuple(
        View(release, Wording(language, words[language], release.rules.units), indexes, is_first=language == "zh")
        for language in LANGUAGES
    )


@pytest.fixture(scope="session")
def city_zh(rules: Rules) -> View:
    """The invented city with its lists."""
    return views_of(city(rules))[0]


@pytest.fixture(scope="session")
def city_en(rules: Rules) -> View:
    return views_of(city(rules))[1]


@pytest.fixture(scope="session")
def country_zh(rules: Rules) -> View:
    """A country that knows products and levels, and no installation."""
    return views_of(country(rules))[0]
