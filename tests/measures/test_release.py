from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.measures.changes import derived_changes, issued_changes
from disclosure.model.levels import Level, Yardstick
from disclosure.model.release import Assessment, Release
from disclosure.model.rules import Rules
from disclosure.releasing import releases_of
from tests.conftest import observation, target

YEARLY: Mapping[str, tuple[str, ...]] = {
    "150000": ("-4.06", "-1.57", "10.86", "4.49", "6.89"),
}


def light(release: Release, scope: str, period: str, region: str, dimension: str = "intensity") -> Assessment:
    barometer = next(b for b in release.barometers if b.scope.id == scope and b.period.code == period)
    return next(
        found
        for found in barometer.assessments
        if (found.region, found.dimension, found.yardstick) == (region, dimension, Yardstick.PLAN_SCHEDULE)
    )


def test_the_eight_complete_regions_of_the_13th_plan_light_up(release: Release) -> None:
    barometer = next(b for b in release.barometers if b.scope.id == "provinces-13th-plan" and b.period.code == "2020")
    judged = {found.region: found.level for found in barometer.assessments if found.level.is_judged}
    assert judged == {
        "110000": Level.ON_TRACK, "120000": Level.ON_TRACK, "150000": Level.SEVERE, "310000": Level.ON_TRACK,
        "330000": Level.SEVERE, "340000": Level.STRAINED, "360000": Level.ON_TRACK, "410000": Level.ON_TRACK,
    }  # fmt: skip


def test_inner_mongolia_rises_as_an_independent_chain_of_fractions_says(release: Release) -> None:
    found = light(release, "provinces-13th-plan", "2020", "150000")
    remaining = Fraction(1)
    for change in YEARLY["150000"]:
        remaining *= 1 + Fraction(change) / 100
    expected = (1 - remaining) * 100
    assert found.achieved == Decimal(expected.numerator) / Decimal(expected.denominator)
    assert found.level is Level.SEVERE
    assert found.possible_grades == ()
    assert [item.role for item in found.inputs] == ["target", *["yearly_change"] * 5]
    assert [step.formula for step in found.steps] == [
        "cumulative_reduction", "required_reduction", "shortfall", "gap_share", "progress", "required_progress",
    ]  # fmt: skip


def test_anhui_is_not_presented_as_plainly_behind(release: Release) -> None:
    found = light(release, "provinces-13th-plan", "2020", "340000")
    assert found.level is Level.STRAINED
    assert found.required == Decimal(16)
    assert found.achieved is not None
    assert Decimal("15.98") < found.achieved < Decimal(16)
    assert [grade.level for grade in found.possible_grades] == [Level.ON_TRACK]
    contradicted = [d for d in release.discrepancies["340000"] if d.code == "official_differs"]
    assert contradicted[0].facts["grade"] == "超额完成"


def test_a_region_without_all_its_figures_is_not_assessed_and_names_the_years(release: Release) -> None:
    found = light(release, "provinces-13th-plan", "2020", "430000")
    assert found.level is Level.NOT_ASSESSED
    assert found.reason is not None
    assert [period.code for period in found.reason.missing] == ["2017", "2019"]


def test_a_target_in_words_is_a_named_state(release: Release) -> None:
    found = light(release, "hohhot-14th-plan", "2025", "150100", "total")
    assert found.level is Level.NOT_ASSESSED
    assert found.reason is not None
    assert found.reason.code == "target_in_words"


def test_the_total_of_inner_mongolia_is_held_against_four_fifths_of_its_increment(release: Release) -> None:
    found = light(release, "provinces-13th-plan", "2019", "150000", "total")
    assert (found.achieved, found.required, found.unit) == (Decimal(6562), Decimal("2852.8"), "10k_tce")
    assert found.level is Level.SEVERE


def derived(check: Callable[[Path], Committed], rules: Rules, folder: Path) -> Release:
    committed = check(folder)
    assert not committed.findings.blocking, list(committed.findings)
    return releases_of(committed.datasets, rules, None).real


def test_a_district_of_hohhot_lights_up_when_its_progress_is_committed(
    packages: Path, write_package: Callable[..., Path], check: Callable[[Path], Committed], rules: Rules
) -> None:
    dark = light(derived(check, rules, packages), "hohhot-14th-plan", "2021", "150102")
    assert dark.reason is not None
    assert (dark.level, [period.code for period in dark.reason.missing]) == (Level.NOT_ASSESSED, ["2021"])
    write_package("observation", [observation(region_code="150102")], name="hohhot-progress")
    lit = light(derived(check, rules, packages), "hohhot-14th-plan", "2021", "150102")
    assert lit.level is Level.ON_TRACK
    assert lit.achieved == Decimal("3.5")


@pytest.mark.parametrize(
    ("printed", "level"),
    [("10", Level.ON_TRACK), ("9.0", Level.STRAINED), ("8.9", Level.SEVERE), ("9.9", Level.STRAINED)],
)
def test_a_gap_of_exactly_ten_percent_is_level_two(
    packages: Path, write_package: Callable[..., Path], check: Callable[[Path], Committed], rules: Rules,
    printed: str, level: Level,
) -> None:  # fmt: skip
    rows = [target(region_code="150102", value="-10", value_as_printed="10", source_document="nbs-bulletin-2018")]
    write_package("target", rows, name="other-target")
    (packages / "hohhot-targets-2021-2025" / "targets.csv").write_text(
        "\n".join(
            line
            for line in (packages / "hohhot-targets-2021-2025" / "targets.csv").read_text("utf-8").splitlines()
            if not line.startswith("150102")
        )
        + "\n",
        "utf-8",
    )
    made = observation(
        measure="cumulative_change", period="2021-2025", value=f"-{printed}", value_as_printed=printed,
        processing="sign_reversed",
    )  # fmt: skip
    write_package("observation", [made], name="hohhot-progress")
    found = light(derived(check, rules, packages), "hohhot-14th-plan", "2025", "150102")
    assert found.level is level


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": "0", "value_as_printed": "0"}, "target_not_positive"),
        ({"value": "4", "value_as_printed": "4", "processing": "none"}, "target_not_positive"),
        ({"value": "", "value_status": "range", "value_as_printed": "-4.0~-4.5"}, "target_is_range"),
        ({"value": "", "value_status": "in_words", "value_as_printed": "合理控制"}, "target_in_words"),
        ({"status": "draft"}, "no_target"),
    ],
)
def test_what_cannot_be_judged_is_never_guessed(
    packages: Path, write_package: Callable[..., Path], check: Callable[[Path], Committed], rules: Rules,
    change: Mapping[str, str], reason: str,
) -> None:  # fmt: skip
    file = packages / "hohhot-targets-2021-2025" / "targets.csv"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("150102")]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    write_package("target", [target(region_code="150102", **change)], name="other-target")
    write_package("observation", [observation()], name="hohhot-progress")
    found = light(derived(check, rules, packages), "hohhot-14th-plan", "2021", "150102")
    assert not found.level.is_judged
    assert found.reason is not None
    assert found.reason.code == reason


def test_two_targets_of_equal_standing_are_not_chosen_between(
    packages: Path, write_package: Callable[..., Path], check: Callable[[Path], Committed], rules: Rules
) -> None:
    write_package("target", [target(region_code="150102", source_document="nbs-bulletin-2018")], name="other-target")
    write_package("observation", [observation()], name="hohhot-progress")
    found = light(derived(check, rules, packages), "hohhot-14th-plan", "2021", "150102")
    assert found.reason is not None
    assert found.reason.code == "conflicting_targets"


def test_issued_levels_change_as_the_two_issues_say(release: Release) -> None:
    issue = next(i for i in release.issued if i.period.code == "2021-H1")
    assert issue.previous is not None
    assert issue.previous.code == "2021-Q1"
    printed = {(found.region, found.dimension): found.as_printed for found in issue.lights}
    for change in issue.changes:
        assert printed[change.region, change.dimension] == change.after_label


@pytest.mark.parametrize("level_elsewhere", [1, 2, 3])
def test_a_region_printed_in_two_levels_at_once_is_not_compared(release: Release, level_elsewhere: int) -> None:
    issue = next(i for i in release.issued if i.period.code == "2011-H1")
    twice = [found for found in issue.lights if found.region == "610000" and found.yardstick == "plan_schedule"]
    assert [found.level for found in twice] == [2, 3]
    once = next(found for found in issue.lights if found.yardstick == "plan_schedule" and found.region == "110000")
    other = [replace(found, level=level_elsewhere) for found in (once, twice[0])]
    there, back = issued_changes(issue.lights, other), issued_changes(other, issue.lights)
    moved = ["110000"] * (once.level != level_elsewhere)
    assert [change.region for change in there] == moved
    assert [(change.region, change.yardstick) for change in back if change.region in {"110000", "610000"}] == [
        (region, "plan_schedule") for region in moved
    ]


def test_a_region_printed_twice_is_still_compared_by_the_other_yardstick(release: Release) -> None:
    issue = next(i for i in release.issued if i.period.code == "2013-H1")
    assert issue.previous is not None
    assert issue.previous.code == "2011-H1"
    changes = [(c.yardstick, c.before_label, c.after_label, c.is_worse) for c in issue.changes if c.region == "610000"]
    assert changes == [("annual_task", "二级预警", "三级预警", False)]


def test_contradictions_of_the_sources_are_named(release: Release) -> None:
    chains = {
        (d.region, d.period.code): (d.printed, d.computed)
        for found in release.discrepancies.values()
        for d in found
        if d.code == "chain_differs"
    }
    printed, computed = chains["150000", "2016-2019"]
    assert printed == Decimal("9.5")
    assert computed is not None
    assert round(computed, 2) == Decimal("9.39")


def test_the_shipped_lights_change_seven_times(release: Release) -> None:
    changes = [
        (
            barometer.scope.id,
            barometer.period.code,
            change.region,
            change.before_label,
            change.after_label,
            change.is_worse,
        )
        for barometer in release.barometers
        for change in barometer.changes
    ]
    assert changes == [
        ("provinces-13th-plan", "2017", "150000", "三级", "二级", True),
        ("provinces-13th-plan", "2018", "150000", "二级", "一级", True),
        ("provinces-13th-plan", "2019", "330000", "三级", "二级", True),
        ("provinces-13th-plan", "2020", "330000", "二级", "一级", True),
        ("provinces-13th-plan", "2020", "340000", "三级", "二级", True),
        ("provinces-12th-plan", "2012", "330000", "一级", "三级", False),
        ("provinces-12th-plan", "2012", "440000", "二级", "三级", False),
    ]


def test_a_change_lies_between_two_judged_lights_of_one_region_dimension_and_yardstick(release: Release) -> None:
    now = light(release, "provinces-13th-plan", "2020", "340000")
    then = light(release, "provinces-13th-plan", "2019", "340000")
    assert [(change.before, change.after) for change in derived_changes([then], [now])] == [
        (Level.ON_TRACK, Level.STRAINED)
    ]
    assert [change.is_worse for change in derived_changes([now], [then])] == [False]
    unlike = (
        replace(then, level=now.level), replace(then, level=Level.NOT_ASSESSED), replace(then, level=Level.EXEMPT),
        replace(then, region="330000"), replace(then, dimension="total"), replace(then, yardstick=Yardstick.ANNUAL_TASK),
    )  # fmt: skip
    assert [derived_changes([other], [now]) for other in unlike] == [()] * len(unlike)
    assert derived_changes([then], [replace(now, level=Level.NOT_ASSESSED)]) == ()
    assert derived_changes([], [now]) == ()
