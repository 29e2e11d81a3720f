"""Indicators: who has which target, the newest figures of every scope, and what to mind in comparing them."""

from collections.abc import Mapping, Sequence

import pytest

from disclosure.model.siteplan import Page
from disclosure.presentation import indicator_pages
from disclosure.presentation.view import View


def page(view: View, code: str) -> Mapping[str, object]:
    _, found = indicator_pages.page(view, code)
    assert isinstance(found, Page)
    return found.context


def texts(table: object) -> list[list[str]]:
    assert isinstance(table, Mapping)
    return [[str(cell["text"]) for cell in row] for row in table["rows"]]


def test_targets_of_different_scopes_stand_apart_with_their_bounds(shipped: Sequence[View]) -> None:
    shown = page(shipped[0], "pue")["targets"]
    assert isinstance(shown, Mapping)
    found = [(row[0]["text"], row[0].get("note", ""), row[2]["text"]) for row in shown["rows"]]
    assert found == [
        ("内蒙古自治区", "大型及以上（大型和超大型）数据中心", "不超过 1.3"),
        ("内蒙古自治区", "集群内数据中心", "不超过 1.25"),
        ("内蒙古自治区", "数据中心（普遍）", "不超过 1.5"),
        ("呼和浩特市", "新建大型、超大型数据中心", "不超过 1.2"),
        ("呼和浩特市", "大型及以上（大型和超大型）数据中心", "1.2；下降 29%（比基期累计）"),
        ("东胜区", "现有数据中心", "不超过 1.3"),
    ]


def test_basic_and_incentive_targets_are_told_apart(shipped: Sequence[View]) -> None:
    rows = texts(page(shipped[0], "energy_intensity")["targets"])
    city = next(row for row in rows if row[0] == "新城区")
    assert city[2] == "下降 11%（基本目标）；下降 12.5%（激励目标）"


def test_cautions_follow_from_the_figures(shipped: Sequence[View]) -> None:
    labels = {
        code: [caution["label"] for caution in page(shipped[0], code)["cautions"]]  # type: ignore[attr-defined]
        for code in ("pue", "ferrosilicon_energy", "industrial_energy_intensity")
    }
    assert labels["pue"] == ["口径", "范围不同", "出处不同"]
    assert "范围不同" not in labels["ferrosilicon_energy"]
    assert labels["industrial_energy_intensity"][-1] == "征求意见稿"


def test_flagged_figures_lead_to_the_register_of_anomalies(shipped: Sequence[View]) -> None:
    found = page(shipped[1], "pue")["anomalies"]
    assert [(one["code"], one["address"]) for one in found] == [  # type: ignore[attr-defined]
        ("A17", "en/anomaly/index.html#A17"), ("A19", "en/anomaly/index.html#A19"),
    ]  # fmt: skip


def test_the_newest_figures_are_of_every_scope_and_doubt_stands_beside_them(shipped: Sequence[View]) -> None:
    (shown,) = page(shipped[0], "converter_energy")["tables"]  # type: ignore[misc, attr-defined]
    ((place, _, value, *_),) = shown["rows"]
    assert (place["text"], place["note"], value["text"]) == ("呼和浩特市", "钢铁", "1,761 千克标准煤/吨（存疑）")
    assert [flag["text"] for flag in value["flags"]] == ["原文如此 A16"]


@pytest.mark.parametrize("language", [0, 1])
def test_the_register_tells_which_indicators_several_documents_speak_of(shipped: Sequence[View], language: int) -> None:
    view = shipped[language]
    _, found = indicator_pages.register_page(view)
    assert isinstance(found, Page)
    shared, single = map(texts, found.context["listings"])  # type: ignore[arg-type]
    assert len(shared) + len(single) == len(view.release.indicators)
    assert all(int(row[3]) >= 2 for row in shared)
    assert all(int(row[3]) <= 1 for row in single)
    names = {row[0] for row in shared}
    wanted = (
        "energy_intensity", "energy_consumption", "pue", "coal_share", "green_building_share",
        "public_institution_area_energy", "public_institution_person_energy",
    )  # fmt: skip
    assert {view.text(view.release.indicators[code].name) for code in wanted} <= names


def test_an_indicator_of_which_nothing_is_known_has_no_tables(shipped: Sequence[View]) -> None:
    code = "no_figures"
    view = shipped[0]
    assert indicator_pages.targets(view, code) == ()
    assert indicator_pages.newest(view, code) == ()
