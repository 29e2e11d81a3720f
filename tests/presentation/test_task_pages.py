"""What documents ask of a region: one row a task, with its deadline, those who answer for it, and its progress."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation, Target
from disclosure.model.release import Release
from disclosure.model.siteplan import Page
from disclosure.presentation import task_pages
from disclosure.presentation.indexes import Indexes
from disclosure.presentation.view import View

CITY = "150100"


def page(view: View, code: str = CITY) -> Page:
    ((_, found),) = task_pages.entries(view, code)
    assert isinstance(found, Page)
    return found


def rows(view: View, code: str = CITY) -> list[dict[str, object]]:
    return [row for group in page(view, code).context["groups"] for row in group["rows"]]  # type: ignore[attr-defined]


def row(view: View, name: str, code: str = CITY) -> dict[str, object]:
    (found,) = (one for one in rows(view, code) if one["what"]["text"] == name)  # type: ignore[index]
    return found


def with_point(view: View, point: Observation) -> View:
    release: Release = replace(view.release, observations=(*view.release.observations, point))
    return replace(view, release=release, indexes=Indexes.of(release))


def goal(view: View, indicator: str) -> Target:
    return next(target for target in view.indexes.targets[CITY] if target.indicator == indicator)


def test_energy_targets_stay_on_the_region_s_page_and_all_others_are_tasks(shipped: Sequence[View]) -> None:
    view = shipped[0]
    named = {target.indicator for group in task_pages.tasks(view, CITY) for target in group}
    assert named.isdisjoint({"energy_intensity", "energy_consumption"})
    others = {target.indicator for target in view.indexes.targets[CITY]} - {"energy_intensity", "energy_consumption"}
    assert named == others


def test_the_numbers_of_one_task_stand_in_one_row(shipped: Sequence[View]) -> None:
    found = row(shipped[0], "焦炭单位产品综合能耗")
    assert found["figure"]["text"] == "110 千克标准煤/吨"  # type: ignore[index]
    assert found["figure"]["note"] == "比基期累计 下降 19.7%；比基期增量 −27.02 千克标准煤/吨"  # type: ignore[index]
    assert found["progress"]["note"] == "2020 年：137.02 千克标准煤/吨"  # type: ignore[index]
    assert [flag["text"] for flag in found["what"]["flags"]] == ["原文如此 A17"]  # type: ignore[index]


def test_a_task_says_its_bound_its_deadline_and_who_answers_for_it(shipped: Sequence[View]) -> None:
    zh, en = shipped
    assert row(zh, "绿色工厂")["figure"]["text"] == "35 家"  # type: ignore[index]
    assert row(zh, "绿色工厂")["due"] == "到 2025 年"
    assert row(zh, "达到能效标杆水平的产能比例")["figure"]["text"] == "超过 30%"  # type: ignore[index]
    assert row(en, "Share of capacity at the benchmark level of efficiency")["figure"]["text"] == "more than 30%"  # type: ignore[index]
    groups = page(zh).context["groups"]
    assert groups[0]["responsible"].startswith("市工业和信息化局、发展改革委")  # type: ignore[index]


def test_progress_is_what_was_published_since_the_task_began(shipped: Sequence[View]) -> None:
    view = shipped[0]
    target = goal(view, "green_factories")
    before = Observation(
        CITY, target.sector, target.indicator, Measure.LEVEL, Period.parse("2020"), 1, Decimal(20), target.value_status,
        "20", target.unit, "final", target.processing, "", (), target.provenance,
    )  # fmt: skip
    assert row(view, "绿色工厂")["progress"]["text"] == "尚无公开进展"  # type: ignore[index]
    assert row(with_point(view, before), "绿色工厂")["progress"]["text"] == "尚无公开进展"  # type: ignore[index]
    assert row(with_point(view, before), "绿色工厂")["progress"]["note"] == "2020 年：20 家"  # type: ignore[index]
    after = replace(before, period=Period.parse("2021"), value=Decimal(24), as_printed="24")
    assert row(with_point(view, after), "绿色工厂")["progress"]["text"] == "2021 年：24 家"  # type: ignore[index]
    elsewhere = replace(after, sector="steel")
    assert row(with_point(view, elsewhere), "绿色工厂")["progress"]["text"] == "尚无公开进展"  # type: ignore[index]


def test_the_answer_counts_tasks_progress_and_provisions(shipped: Sequence[View]) -> None:
    view = shipped[0]
    count, provisions = len(task_pages.tasks(view, CITY)), len(view.indexes.provisions[CITY])
    assert page(view).context["answer"] == (
        f"呼和浩特市：文件提出 {count} 项任务和指标，都还没有公开的进展；另有 {provisions} 条规定"
    )
    assert task_pages.answer(view, CITY, 3, 1, 2) == (
        "呼和浩特市：文件提出 3 项任务和指标，1 项有公开的进展；另有 2 条规定"
    )
    assert task_pages.answer(view, CITY, 0, 0, 2) == "呼和浩特市：文件提出 2 条规定"


def test_a_draft_s_task_says_that_it_is_one(shipped: Sequence[View]) -> None:
    groups = page(shipped[0], "370200").context["groups"]
    assert {group["status"] for group in groups} == {"征求意见稿"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["110000", "150102"])
def test_a_region_of_which_nothing_else_is_asked_has_no_such_page(shipped: Sequence[View], code: str) -> None:
    assert list(task_pages.entries(shipped[0], code)) == []
