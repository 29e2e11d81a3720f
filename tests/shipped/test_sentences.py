"""Every number in every sentence of the shipped site stands in the data.

Each text of each page, in both languages, is read back without the code that wrote it. A text is true when

- it is a wording template without places, so that its numbers are fixed; or
- a reader of its template (`read_*.py`) finds everything that stands in the template's places in the data: results as
  one whole (span, achieved, required and their difference belong to one light), counts recounted, dates and years; or
- it consists of such sentences, one after the other; or
- nothing is left of its numbers once names from registers, rules and descriptors are taken out, and each number that is
  left is a committed one of the records that the page is about, printed in one of their texts, or one behind their
  lights, rounded as it is shown. Years and counts alone are never taken for such a number: they need a reader.

What this cannot catch: a right number in the sentence of another region of the same barometer, or in another cell of the
same page, as long as all of a sentence belongs together; the words around the numbers (names, colours, months and parts
of years in words); numbers in Chinese numerals; the cells of tables (`rows`), drawings and downloads, which other tests
compare; prose that people wrote, and formulas with their published examples, which are recomputed where they are run; and
whatever the formulas themselves would get wrong, as the lights are taken from them. Tiers, distances, lists and retrofits
are recomputed from their records.

The pages that the fictional sample adds are judged by the same readers over the sample's own release. Not read there: the
cells of tables, which also hold what is compared in other tests; QR codes, bars and the places of marks on them; and
pages about real places, which say nothing of the sample but how to get there.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.catalogue import Committed
from disclosure.model.release import Assessment, Release
from disclosure.model.rules import Rules
from disclosure.model.siteplan import SitePlan
from disclosure.model.text import LANGUAGES
from disclosure.presentation import evidence
from disclosure.presentation.site import present
from disclosure.presentation.view import View
from disclosure.releasing import releases_of
from disclosure.sources.wording import read_wording
from tests.shipped.facts import about
from tests.shipped.jury import Jury, texts
from tests.shipped.read_products import unit_name
from tests.shipped.reading import NUMBER

ROOT = Path(__file__).parents[2]
ZHEJIANG = "region/330000/index.html"


@pytest.fixture(scope="module")
def sample_jury(committed: Committed, rules: Rules, plan: SitePlan) -> Jury:
    """A jury for the pages that the sample adds to the site, over what the sample itself publishes."""
    both, words = releases_of(committed.datasets, rules, None), read_wording(ROOT / "templates")
    assert both.sample
    return Jury(both.sample, present(both.real, words, False, both.sample), {address for address, _ in plan.entries()})


@pytest.fixture(scope="module")
def plan(release: Release) -> SitePlan:
    return present(release, read_wording(ROOT / "templates"))


@pytest.fixture(scope="module")
def jury(release: Release, plan: SitePlan) -> Jury:
    return Jury(release, plan)


def test_every_number_of_every_sentence_stands_in_the_data(jury: Jury) -> None:
    assert list(jury.faults()) == []


def test_every_number_of_the_sample_stands_in_the_sample(sample_jury: Jury) -> None:
    assert list(sample_jury.faults()) == []


def test_the_sample_is_read_on_pages_of_every_kind(sample_jury: Jury) -> None:
    kinds = {about(address).kind for address, _ in sample_jury.pages}
    assert kinds >= {
        "unit",
        "enterprise",
        "product",
        "list",
        "lists",
        "region",
        "issue",
        "newest",
        "dataset",
        "document",
    }
    silent = [address for address, recipe in sample_jury.pages if not any(texts(recipe.context))]
    assert silent == []


def test_every_page_has_a_sentence_that_is_read(jury: Jury) -> None:
    """Nothing would be found where nothing is looked at."""
    silent = {address for address, recipe in jury.pages if not any(texts(recipe.context))}
    assert silent <= {"404.html", "en/404.html", "data/index.html", "en/data/index.html"}


@pytest.mark.parametrize(
    ("address", "true", "spoiled"),
    [
        # achieved and required the other way round
        (ZHEJIANG, "累计下降 8.26%，同期进度要求是下降 17%", "累计下降 17%，同期进度要求是下降 8.26%"),
        # a fall told as a rise, and a result told as being ahead
        (ZHEJIANG, "累计下降 8.26%，", "累计上升 8.26%，"),
        (ZHEJIANG, "少降 8.74 个百分点", "多降 8.74 个百分点"),
        # counts that are one off, or change places
        ("index.html", "31 个地区中 2 个", "31 个地区中 3 个"),
        ("index.html", "2 个亮红灯、1 个亮黄灯", "1 个亮红灯、2 个亮黄灯"),
        ("en/index.html", "the other 23 lack", "the other 24 lack"),
        ("region/index.html", "其中 21 个", "其中 22 个"),
        ("barometer/national-barometer/archive/index.html", "20 个一致，1 个不同", "1 个一致，20 个不同"),
        ("barometer/national-barometer/2021-H1/index.html", "一级 9 个、二级 10 个", "一级 10 个、二级 9 个"),
        # another year, another plan, another unit
        (ZHEJIANG, "2016—2020 年能耗强度", "2016—2019 年能耗强度"),
        ("region/140000/index.html", "2021 年上半年", "2020 年上半年"),
        ("region/000000/index.html", "375,000 万吨标准煤、", "375,000%、"),
        ("region/000000/index.html", "少降 1.31 个百分点", "少降 1.13 个百分点"),
        ("region/000000/index.html", "公布 1 次，另有 1 个", "公布 2 次，另有 1 个"),
        (
            "region/150000/tasks/index.html",
            "提出 6 项任务和指标，都还没有公开的进展；另有 16 条",
            "提出 16 项任务和指标，都还没有公开的进展；另有 6 条",
        ),
        # benchmark and baseline the other way round, another edition, one product more
        (
            "product/cement_clinker/index.html",
            "标杆水平 100 千克标准煤/吨，基准水平 117",
            "标杆水平 117 千克标准煤/吨，基准水平 100",
        ),
        ("product/cement_clinker/index.html", "2023 年版：", "2021 年版："),
        ("product/converter_process/index.html", "标杆水平 −30", "标杆水平 30"),
        ("product/index.html", "44 个产品的能效水平，其中 18 个", "44 个产品的能效水平，其中 19 个"),
        ("product/index.html", "260 / 380", "260 / 435"),
        ("list/index.html", "11 月 21 日", "11 月 20 日"),
        ("doc/read-uebench/index.html", "共 115 行", "共 116 行"),
        ("data/coverage/index.html", "1465 条记录", "1350 条记录"),
    ],
)
def test_a_spoiled_sentence_is_lost(jury: Jury, address: str, true: str, spoiled: str) -> None:
    is_lost_when_spoiled(jury, address, true, spoiled)


UNIT = "unit/u-001/index.html"
CEMENT, RETROFITS = "sample/product/cement_clinker/index.html", "sample/list/retrofit/index.html"


@pytest.mark.parametrize(
    ("address", "true", "spoiled"),
    [
        # a distance with the share of the other level, on the other side, to the other level
        (UNIT, "少用 0.4 千克标准煤（低\xa00.4%）；", "少用 0.4 千克标准煤（低\xa014.9%）；"),
        (UNIT, "每吨比基准水平少用 17.4", "每吨比基准水平多用 17.4"),
        (UNIT, "每吨比基准水平少用 17.4", "每吨比标杆水平少用 17.4"),
        (UNIT, "99.6 − 117 = −17.4 < 0", "99.6 − 117 = −17.4 > 0"),
        (UNIT, "标杆水平 100 千克", "标杆水平 117 千克"),
        (UNIT, "2025 年单位产品综合能耗 99.6", "2024 年单位产品综合能耗 99.6"),
        (UNIT, "2026 年 3 月 17 日", "2026 年 3 月 18 日"),
        ("en/" + UNIT, "reaches the benchmark level; it uses 0.4", "reaches the benchmark level; it uses 0.5"),
        (UNIT, "截至 2026 年 11 月 21 日", "截至 2026 年 11 月 20 日"),
        ("enterprise/e-001/index.html", "：2 套装置", "：3 套装置"),
        # counts of a list, a heading, a tier, a drawing
        ("sample/list/lagging/index.html", "在列 9 条，涉及 6 个", "在列 6 条，涉及 9 个"),
        ("sample/list/lagging/index.html", "product-cement_clinker\t2 条", "product-cement_clinker\t1 条"),
        ("sample/list/lagging/index.html", "13,000 / 13,350", "13,000 / 13,388"),
        ("sample/list/lagging/index.html", "（高\xa00.3%）", "（高\xa01.6%）"),
        ("sample/list/index.html", "先进 13 条，落后 9 条，已整改 2 条；另有 5 件", "先进 9 条，落后 13 条，已整改 2 条；另有 5 件"),
        ("sample/list/index.html", "落后 9 条，已整改 2 条；另有 5 件", "落后 9 条，已整改 3 条；另有 5 件"),
        ("sample/list/index.html", "落后：低于基准水平\t9", "落后：低于基准水平\t11"),
        ("sample/list/index.html", "公示 15 天", "公示 36 天"),
        (CEMENT, "2 套达到标杆，2 套低于基准", "2 套达到标杆，3 套低于基准"),
        (CEMENT, "26.5% 达到标杆，29.5% 低于", "26.5% 达到标杆，41.8% 低于"),
        (CEMENT, "合计 1,088 万吨/年", "合计 1,089 万吨/年"),
        (CEMENT, "另有 1 件公示中", "另有 2 件公示中"),
        ("sample/list/data-centers/index.html", "（集群内）：上限 1.25", "（集群内）：上限 1.3"),
        # retrofits: ordered and finished, whose capacity, another year
        (RETROFITS, "已下达 284 万吨/年（占行业产能的 11.9%），已完成 184 万吨/年（7.7%）", "已下达 184 万吨/年（占行业产能的 7.7%），已完成 284 万吨/年（11.9%）"),
        (RETROFITS, "到 2025 年底完成 7.7%；", "到 2025 年底完成 11.9%；"),
        (RETROFITS, "cement_clinker\t2024 年\t184\t7.7%\t0", "cement_clinker\t2024 年\t184\t4.2%\t0"),
        (RETROFITS, "（2025 年，公布的汇总数，16 套装置）；分子：其中可以点名的 9 套", "（2025 年，公布的汇总数，16 套装置）；分子：其中可以点名的 16 套"),
        (RETROFITS, "一个项目最长 3 年", "一个项目最长 5 年"),
        ("sample/index.html", "27 家虚构的企业", "50 家虚构的企业"),
        ("region/990102/index.html", "有 12 套装置", "有 21 套装置"),
    ],
)  # fmt: skip
def test_a_spoiled_sentence_of_the_sample_is_lost(sample_jury: Jury, address: str, true: str, spoiled: str) -> None:
    is_lost_when_spoiled(sample_jury, address, true, spoiled)


def is_lost_when_spoiled(jury: Jury, address: str, true: str, spoiled: str) -> None:
    found = [text for text in said(jury, address) if true in text]
    reader, page = jury.readers["en" if address.startswith("en/") else "zh"], about(address)
    assert found
    assert all(not jury.lost(reader, page, text) for text in found)
    assert all(jury.lost(reader, page, text.replace(true, spoiled)) for text in found)


def said(jury: Jury, address: str) -> Iterator[str]:
    """The texts of one page."""
    return texts(next(recipe for at, recipe in jury.pages if at == address).context)


def swapped(sentence: Callable[[View, Assessment], str]) -> Callable[[View, Assessment], str]:
    return lambda view, light: sentence(view, replace(light, achieved=light.required, required=light.achieved))


def one_off(sentence: Callable[[View, Assessment], str]) -> Callable[[View, Assessment], str]:
    return lambda view, light: sentence(view, replace(light, gap=(light.gap or 0) + 1))


@pytest.mark.parametrize("mistake", [swapped, one_off])
def test_a_mistake_in_the_code_is_found_in_both_languages(
    release: Release, monkeypatch: pytest.MonkeyPatch, mistake: Callable[..., Callable[[View, Assessment], str]]
) -> None:
    monkeypatch.setattr(evidence, "result_sentence", mistake(evidence.result_sentence))
    wrong = Jury(release, present(release, read_wording(ROOT / "templates")))
    wrong.pages = [(address, recipe) for address, recipe in wrong.pages if address.endswith(ZHEJIANG)]
    assert {fault.split(":")[0] for fault in wrong.faults()} == {ZHEJIANG, f"en/{ZHEJIANG}"}


@pytest.mark.parametrize("of", ["jury", "sample_jury"])
def test_a_changed_digit_is_noticed(of: str, request: pytest.FixtureRequest) -> None:
    """Every ninth page: what gets through are labels of other periods, cells, and sentences that another region of the
    same barometer could say; of answers, results and counts nothing does. Names of installations say nothing that could
    be wrong: with another number they are another's."""
    jury: Jury = request.getfixturevalue(of)
    caught, missed = 0, []
    for address, recipe in jury.pages[::9]:
        page, reader = about(address), jury.readers[recipe.language]
        names = {unit_name(reader, unit) for unit in reader.facts.release.lists.installations.values()}
        for text in dict.fromkeys(texts(recipe.context)):
            if text in names:
                continue
            for spoiled in () if jury.is_fixed(reader, page, text) else one_digit_off(reader.plain(text)):
                is_caught = bool(jury.lost(reader, page, spoiled))
                caught += is_caught
                missed += [] if is_caught else [(address, spoiled)]
    assert caught > 9 * len(missed), missed[:20]


def one_digit_off(text: str) -> Iterator[str]:
    """A text with the last digit of one of its numbers changed, for each of them."""
    for found in NUMBER.finditer(text):
        end = found.start("digits") + len(found["digits"].rstrip(","))
        yield f"{text[: end - 1]}{(int(text[end - 1]) + 1) % 10}{text[end:]}"


def test_both_languages_are_read(jury: Jury) -> None:
    assert {recipe.language for _, recipe in jury.pages} == {*LANGUAGES}
