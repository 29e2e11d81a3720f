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
whatever the formulas themselves would get wrong, as the lights are taken from them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.model.release import Assessment, Release
from disclosure.model.siteplan import SitePlan
from disclosure.model.text import LANGUAGES
from disclosure.presentation import evidence
from disclosure.presentation.site import present
from disclosure.presentation.view import View
from disclosure.sources.wording import read_wording
from tests.shipped.facts import about
from tests.shipped.jury import Jury, texts
from tests.shipped.reading import NUMBER

ROOT = Path(__file__).parents[2]
ZHEJIANG = "region/330000/index.html"


@pytest.fixture(scope="module")
def plan(release: Release) -> SitePlan:
    return present(release, read_wording(ROOT / "templates"))


@pytest.fixture(scope="module")
def jury(release: Release, plan: SitePlan) -> Jury:
    return Jury(release, plan)


def test_every_number_of_every_sentence_stands_in_the_data(jury: Jury) -> None:
    assert list(jury.faults()) == []


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
    ],
)
def test_a_spoiled_sentence_is_lost(jury: Jury, address: str, true: str, spoiled: str) -> None:
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


def test_a_changed_digit_is_noticed_nine_times_in_ten(jury: Jury) -> None:
    """Every ninth page: what gets through are labels of other periods, cells, and sentences that another region of the
    same barometer could say; of answers, results and counts nothing does."""
    caught, missed = 0, []
    for address, recipe in jury.pages[::9]:
        page, reader = about(address), jury.readers[recipe.language]
        for text in dict.fromkeys(texts(recipe.context)):
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
