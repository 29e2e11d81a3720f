"""A region's page: the answer, every line of its arithmetic, its history, and its twins."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.model.levels import Level
from disclosure.model.periods import Period
from disclosure.model.quantities import Interval
from disclosure.model.records import Observation, OfficialAssessment
from disclosure.model.release import Step
from disclosure.model.siteplan import Data, Page, TableFile
from disclosure.presentation import evidence, region_pages, region_register
from disclosure.presentation.view import View


def page(view: View, code: str) -> dict[str, object]:
    prefix = "en/" if view.language == "en" else ""
    found = dict(region_pages.pages(view, code))[f"{prefix}region/{code}/index.html"]
    assert isinstance(found, Page)
    return dict(found.context)


def test_the_answer_names_the_light_and_its_period(zh: View, en: View) -> None:
    assert page(zh, "010000")["answer"] == "甲省：能耗强度红灯（2020 年）"
    assert page(en, "010000")["answer"] == "Region 010000: Energy intensity: Red light (2020)"


def test_the_answer_names_the_other_light_that_printed_precision_leaves_open(zh: View, en: View) -> None:
    newest = [light for code in ("010000", "020000") for light in region_pages.newest(zh.indexes.assessments[code])]
    red, green = (light for light in newest if light.level.is_judged)
    assert green.grade
    open_light = replace(red, possible_grades=(green.grade,))
    assert region_pages.answer(zh, "010000", (open_light,)) == "甲省：能耗强度红灯（2020 年）；按公布精度，也可能为绿灯"
    assert region_pages.answer(en, "010000", (open_light,)) == (
        "Region 010000: Energy intensity: Red light (2020); within the printed precision, it could also be: Green light"
    )
    total = replace(green, dimension="total")
    assert region_pages.answer(zh, "010000", (open_light, total)) == (
        "甲省：能耗强度红灯、能源消费总量绿灯（2020 年）；按公布精度，能耗强度也可能为绿灯"
    )


def test_the_sentence_says_what_happened_against_what_was_required(zh: View) -> None:
    assert page(zh, "010000")["lede"] == (
        "2018—2020 年能耗强度累计上升 7.64%，同期进度要求是下降 14%，少降 21.64 个百分点。",
    )


def test_the_arithmetic_stands_line_by_line_with_real_numbers(zh: View) -> None:
    steps = page(zh, "010000")["lights"][0]["steps"]
    assert [("".join(step["parts"])) for step in steps] == [
        "1 − (1 − 4.06%) × (1 + 10.86%) × (1 + 1.2%) = −7.64%",
        "规划期满，要求就是规划目标 14%",
        "14% − (−7.64%) = 21.64%",
        "21.64% ÷ 14% = 154.5%",
        "ln(1 − (−7.64%)) ÷ ln(1 − 14%) = −48.79%",
        "3 ÷ 3 = 100%",
    ]


def test_inputs_lead_to_the_row_on_the_page_of_their_document(zh: View) -> None:
    source = page(zh, "010000")["lights"][0]["inputs"][0]["source"]
    assert source["address"] == "doc/bulletin/index.html#progress-observation-2"


def test_a_region_with_nothing_says_so(zh: View, en: View) -> None:
    assert page(zh, "040000")["answer"] == "丁省：还没有收录到目标和进展数据"
    assert page(en, "040000")["answer"] == "Region 040000: no target and no progress on record yet"


def test_official_lights_stand_in_the_history_as_issued(zh: View) -> None:
    history = page(zh, "010000")["history"]
    (group,) = history["groups"]
    issued, ours = group["rows"]
    assert "".join(year["century"] + year["year"] for year in history["years"]) == "".join(map(str, range(2011, 2021)))
    assert [[item["light"]["name"] for item in cell] for cell in issued["cells"]] == [["三级"], [], ["一级"], *[[]] * 7]
    assert [item["part"] for cell in issued["cells"] for item in cell] == ["上半年"] * 2
    assert [[item["light"]["name"] for item in cell] for cell in ours["cells"]] == [[]] * 7 + [["红灯"]] * 3
    assert [item["address"] for item in ours["cells"][-1]] == ["barometer/provinces-13th-plan/2020/index.html"]


def test_a_region_without_lights_or_grades_has_no_strip(zh: View) -> None:
    assert page(zh, "040000")["history"] == {}


def test_twins_stand_once_for_both_languages(zh: View) -> None:
    plan = dict(region_pages.pages(zh, "010000"))
    assert isinstance(plan["region/010000/index.csv"], TableFile)
    twin = plan["region/010000/index.json"]
    assert isinstance(twin, Data)
    assert twin.content["lights"][-1]["yardstick"] == "plan_schedule"
    assert [record["value"] for record in twin.content["records"]] == ["-14", "-4.06", "10.86", "1.2"]


def test_the_gap_of_a_total_is_divided_in_its_own_unit(zh: View) -> None:
    """6,372 below a cap of 7,461 is 85.4 % of it; neither amount is a percentage."""
    light = next(light for light in zh.indexes.assessments["010000"] if light.level.is_judged)
    operands = {"gap": Decimal(-6372), "required": Decimal(7461)}
    share = operands["gap"] / operands["required"]
    step = Step("gap_share", operands, share, Interval(share, share), "share")
    facts = {"achieved": Decimal(1089), "required": Decimal(7461), "gap": operands["gap"], "target": None}
    inputs = tuple(replace(item, value=Decimal(1089)) for item in light.inputs[:1])
    total = replace(light, dimension="total", unit="10k_tce", inputs=inputs, steps=(step,), **facts)
    assert [step["parts"] for step in evidence.steps(zh, total)] == [("(−6,372) ÷ 7,461 = −85.4%",)]


def unlit(view: View, *official: OfficialAssessment) -> View:
    """The last province, without a target or a light of ours, and what an authority issued about it."""
    own = tuple(replace(light, region="040000") for light in official)
    return replace(view, indexes=replace(view.indexes, official={"040000": own}))


def level(view: View, period: str, **changed: object) -> OfficialAssessment:
    return replace(view.release.official[0], period=Period.parse(period), **changed)  # type: ignore[arg-type]


def test_a_region_without_a_light_of_ours_names_the_newest_official_one(zh: View, en: View) -> None:
    lights = (level(zh, "2021-H1", level=2), level(zh, "2020", level=1), level(zh, "2021-H1", yardstick="growth"))
    assert region_pages.answer(unlit(zh, *lights), "040000", ()) == (
        "丁省：还没有本站的灯；官方公布：能耗强度（规划进度）二级、能耗强度（能耗增速）三级，2021 年上半年"
    )
    grade = level(zh, "2014", level=None, as_printed="基本完成", dimension="overall", yardstick="unstated")
    assert region_pages.answer(unlit(zh, grade), "040000", ()) == ("丁省：还没有本站的灯；官方公布：基本完成，2014 年")
    assert "officially: Energy intensity (Plan schedule) level three, 2020" in (
        region_pages.answer(unlit(en, level(en, "2020")), "040000", ())
    )


def newest_cells(view: View, code: str) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Our newest light in the register, and the newest official one."""
    *_, derived, issued = region_register.summary((view,), code).rows[view.language]
    return derived, issued


def test_the_register_holds_our_light_and_the_official_one_apart(zh: View) -> None:
    derived, shown = newest_cells(unlit(zh, level(zh, "2021-H1", level=2)), "040000")
    assert (derived["text"], shown["note"]) == ("还没有灯", "能耗强度 2021 年上半年")
    assert shown["light"] == {**zh.light(Level.STRAINED), "name": "二级"}
    grade = level(zh, "2014", level=None, as_printed="完成", dimension="overall")
    assert newest_cells(unlit(zh, grade), "040000")[1]["text"] == "完成"
    assert [cell["light"]["level"] for cell in newest_cells(zh, "010000")] == ["severe", "severe"]
    assert [cell["text"] for cell in newest_cells(zh, "040000")] == ["还没有灯", "没有收录到"]


@pytest.mark.parametrize(("year", "is_old"), [("2017", True), ("2018", False), ("2020", False)])
def test_a_light_from_before_the_plan_of_home_says_its_year_first(zh: View, year: str, is_old: bool) -> None:
    judged = [light for light in zh.indexes.assessments["010000"] if light.level.is_judged]
    lights = (replace(judged[0], period=Period.parse(year)),)
    shown, _ = newest_cells(replace(zh, indexes=replace(zh.indexes, assessments={"010000": lights})), "010000")
    period, said = f"{year} 年", "能耗强度（规划进度）"
    assert (shown.get("before", ""), shown["note"]) == ((period, said) if is_old else ("", f"{said} {period}"))


@pytest.mark.parametrize(
    ("status", "note", "anomaly", "mark", "remark"),
    [
        ("final", "", (), "", {}),
        ("preliminary", "", (), "初步数", {}),
        ("estimate", "", (), "估计数", {}),
        ("unstated", "只有一个来源。", (), "未注明是否最终", {"label": "说明", "text": "只有一个来源。", "lang": ""}),
        ("final", "印错。", ("C02",), "", {"label": "原文如此", "text": "印错。", "lang": ""}),
        ("final", "", ("C02",), "", {"label": "原文如此", "text": "C02", "lang": ""}),
    ],
)
def test_a_number_used_says_how_sure_it_is_and_what_is_odd_about_it(
    zh: View, status: str, note: str, anomaly: tuple[str, ...], mark: str, remark: Mapping[str, str]
) -> None:
    light = next(light for light in zh.indexes.assessments["010000"] if light.level.is_judged)
    used = next(item for item in light.inputs if isinstance(item.record, Observation))
    changed = replace(used, record=replace(used.record, status=status, note=note, anomaly=anomaly))
    (shown,) = evidence.inputs(zh, replace(light, inputs=(changed,)))
    assert (shown["status"], shown["note"]) == (mark, remark)


def test_the_status_of_a_target_is_no_doubt_about_a_number(zh: View) -> None:
    light = next(light for light in zh.indexes.assessments["010000"] if light.level.is_judged)
    target = next(item for item in light.inputs if item.role == "target")
    assert next(evidence.inputs(zh, replace(light, inputs=(target,))))["status"] == ""
