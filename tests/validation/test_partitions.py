"""An issue of a barometer puts each region in exactly one level; whoever breaks that is named, lists are left alone."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.findings import Finding, Severity
from disclosure.presentation.messages import as_data
from disclosure.presentation.wording import Wording
from disclosure.sources.wording import read_wording
from tests.conftest import ROOT

Check = Callable[[Path], Committed]
Write = Callable[..., Path]
Row = Mapping[str, str]
WORDS = {"zh": read_wording(ROOT / "templates")["zh"], "en": read_wording(ROOT / "templates")["en"]}
THREE = {"110000": "1", "120000": "2", "130000": "3"}


def row(region: str, level: str, period: str = "2011-H1", yardstick: str = "annual_task", **more: str) -> Row:
    return {
        "scheme": "national_barometer", "region_code": region, "period": period, "dimension": "intensity",
        "yardstick": yardstick, "level": level, "result_as_printed": f"{level}级", "basis": "named",
        "source_document": "barometer-2011-h1", "source_anchor": "样例", "source_quote": "样例", **more,
    }  # fmt: skip


def issue(period: str, levels: Mapping[str, str], **more: str) -> list[Row]:
    return [row(region, level, period, **more) for region, level in levels.items()]


def found(committed: Committed) -> list[Finding]:
    assert not committed.findings.blocking, list(committed.findings)
    return [finding for finding in committed.findings if finding.code == "D328"]


@pytest.fixture
def told(write_package: Write, check: Check) -> Callable[[Sequence[Row]], list[Finding]]:
    return lambda rows: found(check(write_package("official-assessment", rows)))


def told_of(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(one.facts["problem"], one.facts["period"], one.facts.get("code", "")) for one in findings]


def test_a_region_in_two_levels_of_one_issue_is_told_at_its_last_row(
    told: Callable[[Sequence[Row]], list[Finding]],
) -> None:
    (finding,) = told([*issue("2011-H1", THREE), row("120000", "3")])
    assert (finding.severity, finding.place.row, finding.place.field) == (Severity.WARNING, 5, "result_as_printed")
    assert finding.facts["problem"] == "twice"
    assert (finding.facts["results"], finding.facts["anomaly"]) == ("2级 / 3级", "")


def test_other_issues_dimensions_and_yardsticks_have_levels_of_their_own(
    told: Callable[[Sequence[Row]], list[Finding]],
) -> None:
    other = {"110000": "3", "120000": "3", "130000": "1"}
    rows = [
        *issue("2011-H1", THREE), *issue("2013-H1", other), *issue("2011-H1", other, yardstick="plan_schedule"),
        *issue("2011-H1", other, dimension="total"),
    ]  # fmt: skip
    assert told(rows) == []


def test_a_region_that_the_issue_names_elsewhere_is_missed(told: Callable[[Sequence[Row]], list[Finding]]) -> None:
    short = {"110000": "1", "130000": "3"}
    findings = told([*issue("2011-H1", THREE), *issue("2011-H1", short, yardstick="plan_schedule")])
    assert told_of(findings) == [("missing", "2011-H1", "120000")]
    assert (findings[0].facts["region"], findings[0].facts["yardstick"]) == ("天津市", "plan_schedule")
    assert (findings[0].place.file, findings[0].place.row) == ("sample/table.csv", None)


def test_a_region_is_missed_where_all_of_at_least_two_other_issues_name_it(
    told: Callable[[Sequence[Row]], list[Finding]],
) -> None:
    short = {"110000": "1", "130000": "3"}
    assert told([*issue("2011-H1", short), *issue("2013-H1", THREE)]) == []
    findings = told([*issue("2011-H1", short), *issue("2013-H1", THREE), *issue("2014-H1", THREE)])
    assert told_of(findings) == [("missing", "2011-H1", "120000")]
    rows = [*issue("2011-H1", short), *issue("2013-H1", THREE), *issue("2014-H1", short), *issue("2015-H1", THREE)]
    assert told(rows) == []


@pytest.mark.parametrize("listed", [{"110000": "1"}, {"110000": "1", "120000": "2"}, {"110000": "3"}])
def test_nobody_is_missing_from_a_list(
    told: Callable[[Sequence[Row]], list[Finding]], listed: Mapping[str, str]
) -> None:
    """The severe ones alone, without the mildest level; or one level alone."""
    rows = [*issue("2011-H1", THREE), *issue("2013-H1", THREE), *issue("2014-H1", listed)]
    assert told(rows) == []


def test_an_issue_that_says_the_other_regions_claims_to_be_whole(
    told: Callable[[Sequence[Row]], list[Finding]],
) -> None:
    whole = [*issue("2011-H1", THREE), *issue("2013-H1", THREE)]
    rest = [row("110000", "3", "2014-H1", basis="remainder"), row("130000", "3", "2014-H1", basis="remainder")]
    assert told_of(told([*whole, *rest])) == [("missing", "2014-H1", "120000")]


def test_a_region_that_is_named_without_a_level_is_not_missing(told: Callable[[Sequence[Row]], list[Finding]]) -> None:
    rows = [*issue("2011-H1", THREE), *issue("2013-H1", THREE), *issue("2014-H1", {**THREE, "120000": ""})]
    assert told(rows) == []


def test_grades_in_words_are_lists_but_have_one_region_once(told: Callable[[Sequence[Row]], list[Finding]]) -> None:
    words = {"110000": "完成", "120000": "未完成"}
    rows = [
        row(region, "", period, "unstated", scheme="national_grade", dimension="overall", result_as_printed=word)
        for period in ("2011", "2012", "2013")
        for region, word in words.items()
    ]
    assert told([*rows[:5]]) == []
    again = {**rows[0], "result_as_printed": "超额完成"}
    assert told_of(told([*rows, again])) == [("twice", "2011", "")]


def test_a_damaged_row_is_not_said_to_be_missing(write_package: Write, check: Check) -> None:
    short = issue("2011-H1", {"110000": "1", "120000": "7", "130000": "3"}, yardstick="plan_schedule")
    committed = check(write_package("official-assessment", [*issue("2011-H1", THREE), *short]))
    assert committed.findings.blocking
    assert "D328" not in {finding.code for finding in committed.findings}


def test_the_shipped_issues_break_it_twice_and_both_are_on_record(committed: Committed) -> None:
    missing, twice = found(committed)
    assert told_of([missing, twice]) == [("missing", "2011-H1", "140000"), ("twice", "2011-H1", "")]
    assert (twice.place.row, twice.row_key) == (
        57, "national_barometer | 610000 | 2011-H1 | intensity | plan_schedule | 三级预警",
    )  # fmt: skip
    assert (missing.facts["anomaly"], twice.facts["anomaly"]) == ("C06", "C06")


@pytest.mark.parametrize(
    ("language", "on_record"),
    [
        ("zh", "已登记为异常 C06，照原样公布，不用再改。"),
        ("en", "Registered as anomaly C06 and published as printed: nothing to mend."),
    ],
)
def test_a_finding_on_record_says_so_and_any_other_does_not(
    committed: Committed, language: str, on_record: str
) -> None:
    wording = Wording("zh" if language == "zh" else "en", WORDS[language])
    missing, twice = found(committed)
    for finding in (missing, twice):
        assert as_data(finding, wording)["fix"] == on_record
    fresh = Finding(missing.code, missing.severity, missing.place, facts={**missing.facts, "anomaly": ""})
    assert on_record not in str(as_data(fresh, wording)["fix"])
    assert "山西省" in str(as_data(fresh, wording)["reason"])
