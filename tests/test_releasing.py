"""What a build publishes on a day: nobody is named who may not be, nothing held back is shown, and the sample stands apart."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.catalogue import records_of
from disclosure.measures.withholding import disclosed, open_cases, public_on, tombstones
from disclosure.model.days import day_of
from disclosure.model.efficiency import Tier
from disclosure.model.list_rules import SmallCells
from disclosure.model.lists import Standing
from disclosure.model.rules import Rules
from disclosure.model.tables import Dataset
from disclosure.model.text import Text
from disclosure.releasing import releases_of
from tests.registry import (
    PROCEDURE,
    UNDECIDED,
    Cells,
    dataset,
    enterprise,
    installation,
    listing,
    product,
    record,
    table,
)

NAMES = {"a": "甲厂", "b": "乙厂", "c": "丙厂", "d": "丁厂", "e": "戊厂", "f": "己厂"}
PROCEDURES = {"p": PROCEDURE}
CELLS = SmallCells(3, Decimal(85), Text("规定"))


def registry(is_sample: bool = False) -> Dataset:
    """甲 listed, 乙 pending, 丙 withdrawn in August, 丁 without an entry, 戊 dismissed, 己 announced in September."""
    return dataset(
        "lists",
        table("products", "product", [product()]),
        table("enterprises", "enterprise", [enterprise(f"e-{code}", name) for code, name in NAMES.items()]),
        table("installations", "installation", [installation(code, f"{name}一线", f"e-{code}") for code, name in NAMES.items()]),
        table("records", "efficiency-record", [record(code, "120") for code in NAMES] + [record("a", "119", "2024")]),
        table(
            "listings",
            "listing",
            [
                listing("l-1", "a"),
                listing("l-2", "b", notice_date="2026-05-25", **UNDECIDED),
                listing("l-3", "c", withdrawn_on="2026-08-01", withdrawn_reason="复核"),
                listing("l-5", "e", **{**UNDECIDED, "decision": "not_listed", "decided_on": "2026-03-25"}, outcome_reason="申辩成立"),
                listing("l-6", "f", notice_date="2026-09-01", **UNDECIDED),
            ],
        ),
        table("retrofits", "retrofit", [
            {"code": "r-1", "installation_code": "a", "goal": "baseline", "decided_on": "2026-04-01", "deadline": "2028-04-01"},
            {"code": "r-2", "installation_code": "c", "goal": "baseline", "decided_on": "2026-04-01", "deadline": "2028-04-01"},
        ]),
        table("steps", "retrofit-step", [
            {"retrofit_code": code, "number": "1", "title": "招标", "due": "2026-12-01"} for code in ("r-1", "r-2")
        ]),
        is_sample=is_sample,
    )  # fmt: skip


def shown(day: str) -> str:
    """Everything that the datasets still hold on a day."""
    data = [registry()]
    public = public_on(records_of(data), PROCEDURES, day_of(day))
    return "\n".join(
        ",".join(row) for found in disclosed(data, public, day_of(day)) for table in found.tables for row in table.rows
    )


@pytest.mark.parametrize(
    ("day", "named"),
    [
        ("2026-03-01", set()), ("2026-03-17", set()), ("2026-03-24", set()), ("2026-03-25", {"甲", "丙"}),
        ("2026-07-31", {"甲", "丙"}), ("2026-08-01", {"甲"}), ("2029-03-24", {"甲"}), ("2029-03-25", set()),
    ],
)  # fmt: skip
def test_only_those_are_named_whose_entry_stands_on_the_day(day: str, named: set[str]) -> None:
    text = shown(day)
    assert {name[0] for name in NAMES.values() if name in text} == named


def test_rows_that_lead_to_an_unnamed_installation_go_with_it() -> None:
    text = shown("2026-08-01")
    assert "r-1" in text
    assert not any(trace in text for trace in ("r-2", "l-2", "l-3", "l-5", "l-6", "e-b", "e-c", "丁厂"))


@pytest.mark.parametrize("day", ["2026-03-01", "2026-08-01"])
def test_a_table_says_whether_rows_of_it_are_withheld(day: str) -> None:
    sound = replace(
        registry(), tables=(*registry().tables[:1], table("firms", "enterprise", [enterprise("e-a", "甲厂")]))
    )
    data = [registry(), sound]
    public = public_on(records_of([registry()]), PROCEDURES, day_of(day))
    first, second = disclosed(data, public, day_of(day))
    assert [found.kind for found in first.tables if found.is_withheld] == [
        found.kind for found in first.tables if found.kind != "product"
    ]
    assert [found.is_withheld for found in second.tables] == [False, not public.enterprises]


def test_a_figure_that_is_still_open_is_withheld_from_a_named_installation() -> None:
    data = registry()
    again = [*data.tables[:4], table("listings", "listing", [
        listing("l-1", "a", period="2024"), listing("l-7", "a", notice_date="2026-05-25", **UNDECIDED)])]  # fmt: skip
    found = replace(data, tables=tuple(again))
    public = public_on(records_of([found]), PROCEDURES, day_of("2026-06-01"))
    rows = next(disclosed([found], public, day_of("2026-06-01"))).tables[3].rows
    assert [row[1] for row in rows if row[0] == "a"] == ["2024"]


@pytest.mark.parametrize(("day", "reason"), [("2026-07-31", ""), ("2026-08-01", "复核")])
def test_what_is_entered_ahead_of_its_day_is_not_published(day: str, reason: str) -> None:
    data = registry()
    rows = [listing("l-1", "a", corrected_on="2026-08-01", corrected_document=reason or "复核")]
    found = replace(data, tables=(*data.tables[:4], table("listings", "listing", rows)))
    public = public_on(records_of([found]), PROCEDURES, day_of(day))
    shown = next(disclosed([found], public, day_of(day))).tables[4]
    names = [column.name for column in shown.columns]
    assert shown.rows[0][names.index("corrected_document")] == reason
    assert shown.rows[0][names.index("corrected_on")] == ("2026-08-01" if reason else "")


def test_a_figure_without_an_entry_of_its_own_is_not_published() -> None:
    """It would give a named installation a tier before any notice."""
    text = shown("2026-08-01")
    assert "120" in text
    assert "119" not in text


@pytest.mark.parametrize(
    ("decided", "is_told"), [("2026-02-20", True), ("2026-03-01", False), ("2026-08-01", False), ("2026-09-01", True)]
)
def test_a_retrofit_does_not_tell_of_an_entry_that_is_gone(decided: str, is_told: bool) -> None:
    """The entry of March was withdrawn; the one that stands was noticed in September."""
    data = registry()
    entries = [
        listing("l-1", "a", notice_date="2026-03-01", withdrawn_on="2026-04-01", withdrawn_reason="复核"),
        listing("l-9", "a", period="2024", notice_date="2026-09-01", decided_on="2026-09-20"),
    ]
    project = {
        "code": "r-1",
        "installation_code": "a",
        "goal": "baseline",
        "decided_on": decided,
        "deadline": "2028-01-01",
    }
    tables = (*data.tables[:4], table("listings", "listing", entries), table("retrofits", "retrofit", [project]))
    known = records_of([replace(data, tables=tables)])
    assert ("r-1" in public_on(known, PROCEDURES, day_of("2026-10-01")).retrofits) is is_told


def test_a_retrofit_is_not_told_before_it_is_ordered() -> None:
    known = records_of([registry()])
    assert not public_on(known, PROCEDURES, day_of("2026-03-31")).retrofits
    assert public_on(known, PROCEDURES, day_of("2026-04-01")).retrofits == {"r-1", "r-2"}


def test_the_sample_never_moves_the_day_of_real_data(rules: Rules) -> None:
    data = [registry(), replace(registry(is_sample=True), name="later", created="2027-01-01")]
    assert releases_of(data, rules, None).real.as_of == "2026-06-01"


def mended(older: Cells, newer: Cells, value: str = "99", done: str = "2026-05-18") -> Dataset:
    """甲 with an entry that stands until 2029 and one that was corrected on 20 May 2026 and ends on 1 August."""
    data = registry()
    levels = {"product_code": "clinker", "edition": "2023", "benchmark_level": "100", "baseline_level": "117"}
    corrected = {"corrected_on": "2026-05-20", "corrected_document": "文号二", "valid_to": "2026-08-01"}
    return replace(data, tables=(
        *data.tables[:3],
        table("levels", "efficiency-level", [levels]),
        table("records", "efficiency-record", [record("a", "140", one) for one in ("2023", "2024", "2025", "2025-H1")]),
        table("listings", "listing", [listing("l-1", "a", **older), listing("l-2", "a", **{**corrected, **newer})]),
        table("retrofits", "retrofit", [
            {"code": "r-1", "installation_code": "a", "goal": "baseline", "decided_on": "2026-04-01",
             "deadline": "2028-04-01", "completed_on": done, "value_after": value},
        ]),
    ))  # fmt: skip


def tiers_of(data: Dataset, rules: Rules, day: str) -> tuple[Tier, list[Tier]]:
    """How 甲 counts on a day, and what each of its entries that stand was made for."""
    known = replace(rules, lists=replace(rules.lists, procedures=PROCEDURES))
    lists = releases_of([data], known, day).real.lists
    return lists.current["a"].tier, [placing.judgement.tier for placing in lists.placings if placing.judgement]


@pytest.mark.parametrize(
    ("older", "newer", "after"),
    [
        ({"period": "2023"}, {}, Tier.ADVANCED), ({"list": "level"}, {}, Tier.ADVANCED),
        ({"period": "2025-H1"}, {}, Tier.ADVANCED), ({"period": "2025"}, {"period": "2024"}, Tier.LAGGING),
        ({"period": "2025-H1"}, {"period": "2024"}, Tier.LAGGING),
        # Whoever takes an entry down does not undo the retrofit; who is never listed was never corrected.
        ({"period": "2023"}, {"withdrawn_on": "2026-08-01", "withdrawn_reason": "复核"}, Tier.ADVANCED),
        ({"period": "2023"}, {"decision": "not_listed"}, Tier.LAGGING),
    ],
)  # fmt: skip
def test_an_older_entry_does_not_make_lagging_again_what_was_corrected(
    rules: Rules, older: Cells, newer: Cells, after: Tier
) -> None:
    assert tiers_of(mended(older, newer), rules, "2026-08-02") == (after, [Tier.LAGGING])


@pytest.mark.parametrize(
    ("day", "tier", "entries"),
    [("2026-05-19", Tier.LAGGING, 2), ("2026-05-20", Tier.ADVANCED, 2), ("2026-08-01", Tier.ADVANCED, 2),
     ("2026-08-02", Tier.ADVANCED, 1), ("2029-03-24", Tier.ADVANCED, 1)],
)  # fmt: skip
def test_a_correction_holds_from_its_day_on_whatever_becomes_of_its_entry(
    rules: Rules, day: str, tier: Tier, entries: int
) -> None:
    found, made = tiers_of(mended({"period": "2023"}, {}), rules, day)
    assert (found, len(made)) == (tier, entries)


@pytest.mark.parametrize("change", [{"value": "117.1"}, {"done": "2025-12-31"}, {"done": "2026-05-21"}])
def test_a_correction_that_is_over_counts_only_with_a_retrofit_that_explains_it(rules: Rules, change: Cells) -> None:
    """Without one nobody could see why, and would know that something is hidden."""
    assert tiers_of(mended({"period": "2023"}, {}, **change), rules, "2026-08-02")[0] is Tier.LAGGING


@pytest.mark.parametrize(
    ("newer", "after"),
    [
        ({"withdrawn_on": "2026-05-20"}, Tier.LAGGING), ({"withdrawn_on": "2026-05-21"}, Tier.ADVANCED),
        ({"withdrawn_on": "2026-03-25"}, Tier.LAGGING), ({"valid_to": "2026-05-19"}, Tier.LAGGING),
        ({"valid_to": "2026-05-20"}, Tier.ADVANCED),
    ],
)  # fmt: skip
def test_an_entry_corrects_only_while_it_stands(rules: Rules, newer: Cells, after: Tier) -> None:
    data = mended({"period": "2023"}, {"withdrawn_reason": "复核", **newer} if "withdrawn_on" in newer else newer)
    assert tiers_of(data, rules, "2026-08-02")[0] is after


@pytest.mark.parametrize(
    ("decided", "after"),
    [("2026-05-19", Tier.ADVANCED), ("2026-05-20", Tier.LAGGING), ("2026-07-01", Tier.LAGGING)],
)
def test_an_entry_that_was_decided_after_a_correction_speaks_again(rules: Rules, decided: str, after: Tier) -> None:
    data = mended({"period": "2025", "notice_date": "2026-04-01", "decided_on": decided}, {"period": "2025"})
    assert tiers_of(data, rules, "2026-08-02")[0] is after


def test_of_two_corrections_the_later_one_counts_also_when_its_entry_is_over(rules: Rules) -> None:
    """The older entry was corrected in 2024 by a retrofit to 110, which the one of 2026 to 99 went beyond."""
    older = {"period": "2023", "notice_date": "2024-01-02", "decided_on": "2024-02-01", "corrected_on": "2024-06-01"}
    data = mended({**older, "corrected_document": "文号一"}, {})
    first = {"code": "r-0", "installation_code": "a", "goal": "baseline", "decided_on": "2024-03-01",
             "deadline": "2026-03-01", "completed_on": "2024-05-20", "value_after": "110"}  # fmt: skip
    retrofits = data.tables[-1]
    names = [column.name for column in retrofits.columns]
    row = tuple(first.get(name, "") for name in names)
    data = replace(data, tables=(*data.tables[:-1], replace(retrofits, rows=(row, *retrofits.rows))))
    for day, tier in [("2024-06-01", Tier.BETWEEN), ("2026-05-20", Tier.ADVANCED), ("2026-08-02", Tier.ADVANCED)]:
        assert tiers_of(data, rules, day)[0] is tier, day


def test_what_remains_names_nobody() -> None:
    records = records_of([registry()])
    stones = tombstones(records, PROCEDURES, day_of("2026-09-01"), CELLS)
    assert [(stone.code, stone.standing, stone.on.isoformat(), stone.reason) for stone in stones] == [
        ("l-3", Standing.WITHDRAWN, "2026-08-01", "复核"),
        ("l-5", Standing.DISMISSED, "2026-03-25", "申辩成立"),
    ]
    cases = open_cases(records, PROCEDURES, day_of("2026-09-01"), CELLS)
    assert [(case.product, case.window_end.isoformat(), case.is_undecided) for case in cases] == [
        ("clinker", "2026-06-09", True), ("clinker", "2026-09-16", False),
    ]  # fmt: skip
    text = repr((stones, cases))
    assert not any(name in text for name in NAMES.values())


@pytest.mark.parametrize(("count", "product"), [(2, ""), (3, "lime"), (4, "lime")])
def test_a_product_of_few_installations_is_not_said_of_a_case_without_a_name(count: int, product: str) -> None:
    """All installations count, whether they are named or not; those of other products do not."""
    codes = [f"k-{number}" for number in range(count)]
    kilns = [{**installation(code, f"{code} 窑", "e-a"), "product_code": "lime"} for code in codes]
    found = dataset(
        "few",
        table("installations", "installation", [*kilns, *(installation(code, code, "e-a") for code in NAMES)]),
        table("listings", "listing", [
            listing("l-1", "k-0", notice_date="2026-05-25", **UNDECIDED), listing("l-2", "k-1", withdrawn_on="2026-04-01"),
        ]),
    )  # fmt: skip
    records, day = records_of([found]), day_of("2026-06-01")
    assert [case.product for case in open_cases(records, PROCEDURES, day, CELLS)] == [product]
    assert [stone.product for stone in tombstones(records, PROCEDURES, day, CELLS)] == [product]
    assert [case.product for case in open_cases(records, PROCEDURES, day, None)] == [""]


def test_cases_without_a_product_come_last_among_those_of_a_day() -> None:
    kiln = {**installation("k", "窑", "e-a"), "product_code": "lime"}
    found = dataset(
        "few",
        table("installations", "installation", [kiln, *(installation(code, code, "e-a") for code in NAMES)]),
        table("listings", "listing", [
            listing(code, unit, notice_date="2026-05-25", **UNDECIDED) for code, unit in (("l-1", "k"), ("l-2", "a"))
        ]),
    )  # fmt: skip
    cases = open_cases(records_of([found]), PROCEDURES, day_of("2026-06-01"), CELLS)
    assert [case.product for case in cases] == ["clinker", ""]


def test_an_entry_whose_procedure_nobody_laid_down_is_not_named() -> None:
    assert public_on(records_of([registry()]), {}, day_of("2026-06-01")).installations == set()


def test_the_share_that_would_let_one_be_inferred_is_not_published() -> None:
    rows = [{"region_code": "1", "product_code": "clinker", "value": "100", "units": "5", "largest_share": "40"}]
    data = dataset("sums", table("sums", "aggregate", rows))
    day = day_of("2026-06-01")
    found = next(disclosed([data], public_on(records_of([]), {}, day), day)).tables[0]
    assert "largest_share" not in [column.name for column in found.columns]
    assert "40" not in found.rows[0]


def test_a_package_that_is_held_back_appears_on_its_day(rules: Rules) -> None:
    held = dataset("later", embargo="2026-12-31", created="2026-12-31")
    data = [registry(), held]
    assert releases_of(data, rules, None).real.as_of == "2026-06-01"
    names = {
        day: {found.name for found in releases_of(data, rules, day).real.datasets}
        for day in ("2026-12-30", "2026-12-31")
    }
    assert names == {"2026-12-30": {"lists"}, "2026-12-31": {"lists", "later"}}


def test_the_sample_stands_apart_and_is_left_out_without_a_trace(rules: Rules) -> None:
    shows = replace(rules, lists=replace(rules.lists, procedures=PROCEDURES))
    data = [registry(is_sample=True)]
    found = releases_of(data, shows, None)
    assert found.sample
    assert found.sample.is_sample
    assert not found.real.lists.installations
    assert set(found.sample.lists.installations) == {"a", "c"}
    marked = found.sample.datasets[0]
    assert all(table.columns[-1].name == "sample" for table in marked.tables)
    assert all(row[-1] == "true" for table in marked.tables for row in table.rows)
    assert marked.title.zh.startswith("示例数据")
    hidden = releases_of(data, replace(shows, site=replace(shows.site, sample=None)), None)
    assert hidden.sample is None
    assert not hidden.real.datasets
