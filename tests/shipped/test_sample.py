"""The invented city: what its script writes is what is committed, and every standing is there on its day."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.measures.withholding import LISTED_KINDS
from disclosure.model.efficiency import Tier
from disclosure.model.levels import Level, Yardstick
from disclosure.model.lists import Lists, Standing
from disclosure.model.release import Assessment, Release
from disclosure.model.rules import Rules
from disclosure.releasing import Releases, releases_of
from sample import city
from sample.firms import firms, units
from sample.lists import UNNAMED
from sample.packing import write_packages
from tests.conftest import ROOT

DEFAULT = "2026-11-21"
PACKAGES = ROOT / "datapackages"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NAMED = {
    "2026-03-01": 0, "2026-03-02": 0, "2026-03-17": 0, "2026-03-24": 0, "2026-03-25": 27, "2026-04-30": 31,
    "2026-05-06": 30, "2026-06-24": 30, "2026-06-25": 57, "2026-08-03": 56, "2026-09-14": 55, "2026-09-24": 55,
    "2026-09-25": 54, "2026-10-20": 54, "2026-10-31": 54, "2026-11-01": 53, DEFAULT: 53, "2026-11-22": 52,
    "2026-12-31": 52,
}  # fmt: skip
"""How many entries may be named on each day."""
OPEN = {
    "2026-03-01": (0, 0), "2026-03-02": (28, 0), "2026-03-17": (28, 0), "2026-03-18": (0, 28), "2026-03-25": (0, 0),
    "2026-10-12": (2, 0), "2026-10-27": (2, 0), "2026-10-28": (0, 2), DEFAULT: (3, 2), "2026-11-25": (3, 2),
    "2026-11-26": (0, 5), "2026-12-06": (0, 5), "2026-12-07": (2, 5),
}  # fmt: skip
"""How many cases are within their window, and how many await a decision, on each day."""


@pytest.fixture(scope="module")
def releases(committed: Committed, rules: Rules) -> Releases:
    return releases_of(committed.datasets, rules, None)


@pytest.fixture(scope="module")
def shown(releases: Releases) -> Release:
    assert releases.sample
    return releases.sample


def on(committed: Committed, rules: Rules, day: str) -> Lists:
    sample = releases_of(committed.datasets, rules, day).sample
    assert sample
    return sample.lists


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def rows(package: str, table: str) -> list[dict[str, str]]:
    with (PACKAGES / package / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(release: Release) -> Iterator[str]:
    """Every cell and word of the datasets that a release publishes."""
    for dataset in release.datasets:
        yield from (dataset.title.zh, dataset.title.en, dataset.description.zh, dataset.description.en)
        yield from (cell for table in dataset.tables for row in table.rows for cell in row)


def sounds_of(words: tuple[str, ...]) -> set[str]:
    return {firm.sound for firm in firms() if firm.word in words}


def test_the_script_writes_the_very_bytes_that_are_committed(tmp_path: Path) -> None:
    write_packages(city.packages(), tmp_path)
    written = files(tmp_path)
    committed = {name: data for name, data in files(PACKAGES).items() if name.startswith("sample-city-")}
    assert sorted(written) == sorted(committed)
    assert [name for name in written if written[name] != committed[name]] == []


def test_the_default_day_is_the_latest_date_of_what_does_not_wait(shown: Release, releases: Releases) -> None:
    assert shown.as_of == releases.real.as_of == DEFAULT
    assert "sample-city-2025-final" not in {dataset.name for dataset in shown.datasets}


def test_no_real_release_knows_the_city(releases: Releases) -> None:
    assert not [code for code in releases.real.regions if code.startswith("99")]
    assert not [found.name for found in releases.real.datasets if found.name.startswith("sample-")]
    assert releases.real.lists.installations == {}


def test_every_standing_is_there_on_the_default_day(shown: Release) -> None:
    placed = Counter((placing.listing.list, placing.standing) for placing in shown.lists.placings)
    assert placed == {
        ("advanced", Standing.LISTED): 13, ("level", Standing.LISTED): 26, ("lagging", Standing.LISTED): 9,
        ("lagging", Standing.CORRECTED): 2, ("frontrunner", Standing.LISTED): 3,
    }  # fmt: skip
    assert Counter(stone.standing for stone in shown.lists.tombstones) == {
        Standing.WITHDRAWN: 3, Standing.EXPIRED: 2, Standing.DISMISSED: 1,
    }  # fmt: skip
    assert len(shown.lists.installations) == 50
    assert len(shown.lists.enterprises) == 27


@pytest.mark.parametrize(("day", "named"), NAMED.items())
def test_as_many_entries_are_named_as_the_script_says(committed: Committed, rules: Rules, day: str, named: int) -> None:
    assert len(on(committed, rules, day).placings) == named


@pytest.mark.parametrize(("day", "cases"), OPEN.items())
def test_as_many_cases_are_open(committed: Committed, rules: Rules, day: str, cases: tuple[int, int]) -> None:
    counted = Counter(case.is_undecided for case in on(committed, rules, day).open)
    assert (counted[False], counted[True]) == cases


def test_names_that_may_not_be_named_stand_in_nothing_that_is_published(shown: Release) -> None:
    published = "\n".join(texts(shown))
    for why, words in UNNAMED.items():
        sounds = sounds_of(words)
        assert len(sounds) == len(words)
        assert [word for word in {*words, *sounds} if word in published] == [], why
    assert all(
        firm.word in published for firm in firms() if firm.word not in {w for ws in UNNAMED.values() for w in ws}
    )


def test_what_has_expired_was_named_before(committed: Committed, rules: Rules) -> None:
    sample = releases_of(committed.datasets, rules, "2026-09-24").sample
    assert sample
    published = "\n".join(texts(sample))
    assert all(word in published for word in UNNAMED["expired"])
    assert [word for word in ("雪笺", "烛影", "苔痕") if word in published] == []


def test_words_of_unnamed_firms_stand_in_tables_that_are_withheld_only(committed: Committed) -> None:
    words = {word for found in UNNAMED.values() for word in found}
    for dataset in committed.datasets:
        for table in dataset.tables:
            if table.kind not in LISTED_KINDS:
                cells = "\n".join(cell for row in table.rows for cell in row)
                assert [word for word in words if word in cells] == [], f"{dataset.name}/{table.name}"


def test_figures_lie_on_both_sides_of_both_levels_and_exactly_on_them(shown: Release) -> None:
    judged = [found for records in shown.lists.efficiency.values() for found in records]
    products = {unit.code: unit.firm.product for unit in units()}
    levelled = {product for product in products.values() if not product.startswith("data_center")}
    at = {
        name: {products[found.record.installation] for found in judged if getattr(found, name) == 0}
        for name in ("over_benchmark", "over_baseline")
    }
    assert at["over_benchmark"] == levelled
    assert levelled | {"data_center_large", "data_center_cluster"} == at["over_baseline"]
    for tier in (Tier.ADVANCED, Tier.BETWEEN, Tier.LAGGING):
        assert levelled <= {products[found.record.installation] for found in judged if found.tier is tier}, tier
    kinds = {found.tier for found in judged}
    assert kinds >= {Tier.NOT_REPORTED, Tier.EXEMPT}
    assert any(found.record.value is not None and found.record.value < 0 for found in judged)


def test_replies_have_every_outcome_and_the_public_ones_keep_their_words(shown: Release) -> None:
    entries = rows("sample-city-lists", "listings")
    outcomes = Counter(entry["reply_outcome"] for entry in entries if entry["reply"] == "received")
    assert outcomes == {"rejected": 2, "partly_upheld": 1, "upheld": 1, "": 2}
    replied = [placing.listing for placing in shown.lists.placings if placing.listing.reply == "received"]
    assert {listing.reply_outcome for listing in replied} == {"rejected", "partly_upheld"}
    assert all(len(listing.reply_text) > 30 for listing in replied)


def test_retrofits_are_done_running_late_and_overdue(shown: Release) -> None:
    retrofits = [one for found in shown.lists.retrofits.values() for one in found]
    assert Counter(one.completed_on is not None for one in retrofits) == {True: 8, False: 10}
    assert [one.code for one in retrofits if not one.completed_on and one.deadline.isoformat() < DEFAULT] == ["r-013"]
    steps = [step for found in shown.lists.steps.values() for step in found]
    states = Counter(
        ("late" if step.done_on > step.due else "done")
        if step.done_on
        else ("overdue" if step.due.isoformat() < DEFAULT else "due")
        for step in steps
    )
    assert min(states[state] for state in ("done", "late", "overdue", "due")) >= 4


def issued() -> dict[str, str]:
    """The day of each document of the city."""
    known = [*rows("sample-city-reference", "documents"), *rows("sample-city-2025-final", "documents")]
    return {row["code"]: row["issued"] for row in known}


@pytest.mark.parametrize(
    ("package", "table", "days"),
    [
        ("sample-city-installations", "records", ("assessed_on",)),
        ("sample-city-lists", "listings", ("decided_on",)),
        ("sample-city-lists", "retrofits", ("decided_on", "completed_on")),
        ("sample-city-lists", "steps", ("done_on",)),
    ],
)
def test_no_row_tells_of_what_came_after_its_document(package: str, table: str, days: tuple[str, ...]) -> None:
    on = issued()
    late = [row for row in rows(package, table) for day in days if row[day] > on[row["source_document"]]]
    assert late == []


def test_retrofits_name_the_plan_that_ordered_them() -> None:
    on = issued()
    for row in rows("sample-city-lists", "retrofits"):
        assert row["source_also"].startswith("sample-retrofit-20")
        assert 0 <= int(on[row["source_also"]][-2:]) - int(row["decided_on"][-2:]) <= 3
        assert on[row["source_also"]][:7] == row["decided_on"][:7]


def test_figures_stand_in_a_document_of_their_origin_and_quotes_print_them() -> None:
    kinds = {"supervision": "sample-supervision-", "audit": "sample-audit-", "self_declared": "sample-declared-"}
    amended = []
    for row in rows("sample-city-installations", "records"):
        whole = {row["source_document"], row["source_also"]}
        assert kinds[row["origin"]] + row["period"] in whole, row
        assert row["value_as_printed"] in row["source_quote"].split("（")[0].split(" "), row
        if "原核定值" in row["source_quote"]:
            amended.append(row)
    (row,) = amended
    entry = next(
        one for one in rows("sample-city-lists", "listings") if one["installation_code"] == row["installation_code"]
    )
    before = re.search(r"原核定值 (\d+)", row["source_quote"])
    assert before
    first, amended_to = (f"{int(value):,} 千瓦时/吨" for value in (before[1], row["value"]))
    assert f"由 {first}改为 {amended_to}" in entry["outcome_reason"]
    assert first in row["note"]
    assert amended_to in row["note"]
    assert entry["reply_date"] < row["assessed_on"] == entry["decided_on"]
    assert entry["decided_by"] in row["assessed_by"]
    assert (row["source_document"], entry["reply_outcome"]) == (entry["source_document"], "partly_upheld")


def test_what_was_accepted_after_a_retrofit_is_not_worse_than_what_was_listed_for_correction(shown: Release) -> None:
    corrected = [one for one in shown.lists.placings if one.standing is Standing.CORRECTED]
    assert len(corrected) == 2
    for placing in corrected:
        assert placing.judgement
        assert placing.current
        assert (placing.judgement.tier, placing.current.tier) == (Tier.LAGGING, Tier.BETWEEN)


def test_every_article_that_the_city_cites_stands_in_its_archived_rules(committed: Committed) -> None:
    text = next(
        found.texts["sample-list-rules"].text for found in committed.datasets if found.texts.get("sample-list-rules")
    )
    cited = [
        cell
        for dataset in committed.datasets
        if dataset.is_sample
        for table in dataset.tables
        for row in table.rows
        for cell in row
    ]
    articles = {
        article for cell in cited for article in re.findall(r"办法(?:（虚构）)?(第[一二三四五六七八九十]+条)", cell)
    }
    assert articles == {"第四条", "第五条", "第八条"}
    assert all(f"\n{article} " in text for article in {*articles, "第六条"})


def test_counts_of_tiers_agree_on_lists_and_in_tallies(shown: Release) -> None:
    """What stands on a list of a tier counts in it; a doubtful figure adds nothing, a corrected entry counts elsewhere."""
    lists = shown.lists
    today = Counter(found.tier for found in lists.current.values())
    on = Counter(one.listing.list for one in lists.placings if one.standing is Standing.LISTED)
    assert (today[Tier.ADVANCED], today[Tier.LAGGING]) == (on["advanced"], on["lagging"])
    others = sum(today[tier] for tier in (Tier.BETWEEN, Tier.NOT_REPORTED, Tier.EXEMPT))
    assert others == on["level"] + sum(one.standing is Standing.CORRECTED for one in lists.placings)
    assert today[Tier.UNKNOWN] == 0


def light(release: Release, scope: str, period: str, region: str, dimension: str) -> Assessment:
    issue = next(issue for issue in release.derived[scope] if issue.period.code == period)
    return next(
        found
        for found in issue.assessments
        if (found.region, found.dimension, found.yardstick) == (region, dimension, Yardstick.PLAN_SCHEDULE)
    )


@pytest.mark.parametrize(
    ("region", "levels"),
    [
        ("990101", (Level.ON_TRACK, Level.ON_TRACK, Level.ON_TRACK, Level.ON_TRACK)),
        ("990102", (Level.SEVERE, Level.SEVERE, Level.SEVERE, Level.STRAINED)),
        ("990103", (Level.ON_TRACK, Level.ON_TRACK, Level.STRAINED, Level.SEVERE)),
        ("990104", (Level.STRAINED, Level.STRAINED, Level.NOT_ASSESSED, Level.NOT_ASSESSED)),
    ],
)
def test_lights_rise_and_fall_and_one_is_missing(shown: Release, region: str, levels: tuple[Level, ...]) -> None:
    found = tuple(light(shown, "sample-city", str(year), region, "intensity").level for year in range(2021, 2025))
    assert found == levels


def test_part_of_a_year_is_projected_and_the_last_year_waits(shown: Release) -> None:
    part = light(shown, "sample-city", "2025-Q1Q3", "990106", "intensity")
    assert part.level is Level.STRAINED
    assert part.caveat
    assert part.caveat.code == "projected_to_year_end"
    last = light(shown, "sample-city", "2025", "990101", "intensity")
    assert (last.level, last.reason and last.reason.code) == (Level.NOT_ASSESSED, "missing_observations")


def test_a_met_incentive_exempts_the_total_now_in_industry_and_later_in_the_whole_society(
    shown: Release, committed: Committed, rules: Rules
) -> None:
    assert light(shown, "sample-city-industry", "2025", "990101", "total").level is Level.EXEMPT
    later = releases_of(committed.datasets, rules, "2026-12-31").sample
    assert later
    assert light(later, "sample-city", "2025", "990101", "intensity").level is Level.ON_TRACK
    assert light(later, "sample-city", "2025", "990101", "total").level is Level.EXEMPT


def test_every_name_says_that_it_is_a_sample_and_is_borne_once() -> None:
    names = [row["name"] for row in rows("sample-city-installations", "enterprises")]
    assert len(names) == len(set(names)) == 43
    assert all(name.startswith("示例") and name.endswith("有限公司") for name in names)
    devices = [row["name"] for row in rows("sample-city-installations", "installations")]
    assert len(devices) == len(set(devices)) == 66
    documents = [*rows("sample-city-reference", "documents"), *rows("sample-city-2025-final", "documents")]
    assert all("虚构" in row["title"] and "(fictional)" in row["title_en"] for row in documents)


def test_credit_codes_lie_in_no_real_region_and_have_both_check_signs() -> None:
    codes = [code for row in rows("sample-city-installations", "enterprises") if (code := row["credit_code"])]
    assert len(codes) == len(set(codes)) == 39
    for code in codes:
        assert re.fullmatch(r"91990[1][0-9]{2}MA[0-9]{6}[0-9X][0-9A-HJ-NPQRTUWXY]", code)
        body, check = code[8:16], code[16]
        weighted = sum(int(sign, 36) * weight for sign, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
        assert "0123456789X".index(check) == (11 - weighted % 11) % 11
        powers = (pow(3, place, 31) for place in range(17))
        total = sum(SIGNS.index(sign) * power for sign, power in zip(code, powers, strict=False))
        assert SIGNS.index(code[17]) == (31 - total % 31) % 31


def test_sums_are_of_many_and_no_subtraction_leaves_a_few() -> None:
    listed = {row["installation_code"] for row in rows("sample-city-lists", "listings") if row["decision"] == "listed"}
    for row in rows("sample-city-installations", "aggregates"):
        of = [unit for unit in units() if unit.firm.product == row["product_code"]]
        assert int(row["units"]) >= 3
        assert Decimal(row["largest_share"]) <= 85
        assert row["region_code"] == "990100"
        if row["quantity"] == "capacity":
            assert int(row["units"]) == len(of)
            assert sum(unit.code not in listed for unit in of) >= 3


def test_the_whole_society_of_the_city_is_the_sum_of_its_regions() -> None:
    used = {
        (row["region_code"], row["period"]): Decimal(row["value"])
        for row in rows("sample-city-barometer", "yearly")
        if row["indicator_code"] == "energy_consumption"
    }
    for year in range(2020, 2025):
        parts = [used[f"99010{number}", str(year)] for number in range(1, 7)]
        assert used["990100", str(year)] == sum(parts)
