"""Where a document was read, as a way out of the site; and the ways in that readers need."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from disclosure.measures.coverage import Cited, cited_by_document
from disclosure.model.siteplan import Page
from disclosure.presentation import document_counts, document_pages, indicator_pages, issued_pages, region_register
from disclosure.presentation.site import chrome
from disclosure.presentation.view import View


def reading_at(view: View, address: str) -> View:
    document = replace(view.release.documents["bulletin"], read_at=address)
    return replace(view, release=replace(view.release, documents={"bulletin": document}))


def read_at(view: View, address: str) -> Mapping[str, str]:
    _, page = document_pages.page(reading_at(view, address), "bulletin", 1, (), document_counts.Found(0, 0, (1,)))
    assert isinstance(page, Page)
    facts = page.context["facts"]
    assert isinstance(facts, tuple)
    return next(fact for fact in facts if fact["label"] == view.word("document.read_at"))


@pytest.mark.parametrize(
    ("address", "leads_to", "host"),
    [
        ("stats.gov.cn/a/t1.html?id=1", "http://stats.gov.cn/a/t1.html?id=1", "stats.gov.cn"),
        ("https://www.gov.cn/", "https://www.gov.cn/", "www.gov.cn"),
        ("HTTP://gov.cn:8080/x", "HTTP://gov.cn:8080/x", "gov.cn"),
        ("125.72.25.21/method/1.html", "http://125.72.25.21/method/1.html", "125.72.25.21"),
    ],
)
def test_a_document_leads_to_the_page_on_which_it_was_read(zh: View, address: str, leads_to: str, host: str) -> None:
    fact = read_at(zh, address)
    assert (fact["text"], fact["outside"], fact["host"]) == (address, leads_to, host)


@pytest.mark.parametrize(
    "address", ["gov.cn", "sxlmgt.com, page 1.shtml", "javascript://gov.cn/x", "gov/x", "a.cn/x y", "//gov.cn/x"]
)
def test_what_is_no_address_of_a_page_leads_nowhere(zh: View, address: str) -> None:
    fact = read_at(zh, address)
    assert fact["text"] == address
    assert "outside" not in fact


def test_a_document_without_an_address_says_so(zh: View, en: View) -> None:
    assert read_at(zh, "")["text"] == "没有公开网址"
    assert read_at(en, "")["text"] == "No public address is known"


def test_the_register_leads_outside_too(zh: View) -> None:
    _, page = document_pages.register_page(reading_at(zh, "stats.gov.cn/a.html"))
    listing = page.context["listing"]  # type: ignore[union-attr]
    assert listing["rows"][0][0]["outside"] == "http://stats.gov.cn/a.html"


def test_the_handbook_is_linked_from_every_page(zh: View, en: View) -> None:
    assert chrome(zh)["handbook"] == "handbook/index.html"
    assert chrome(en)["handbook"] == "en/handbook/index.html"


def test_registers_and_official_issues_offer_the_committed_tables_that_hold_them(zh: View, en: View) -> None:
    committed = [
        {"label": "CSV", "address": "data/progress/progress-observation.csv"},
        {"label": "Excel 用 CSV", "address": "data/progress/progress-observation.excel.csv"},
        {"label": "数据说明与更多格式", "page": "data/progress/index.html"},
    ]
    entries = [
        document_pages.register_page(zh),
        indicator_pages.register_page(zh),
        region_register.register_page(zh, ()),
        *issued_pages.pages(zh, zh.release.rules.get_scope("national-barometer")),
    ]
    assert len(entries) == 7
    assert [list(page.context["files"]) for _, page in entries] == [committed] * 7  # type: ignore[union-attr, call-overload]
    _, page = indicator_pages.register_page(en)
    assert page.context["files"][-1]["page"] == "en/data/progress/index.html"  # type: ignore[union-attr, index]


def test_a_page_says_how_old_the_whole_site_is_and_a_dataset_how_old_it_is_itself(zh: View, en: View) -> None:
    zh, en = (replace(view, release=replace(view.release, data_date="2025-03-18")) for view in (zh, en))
    assert zh.dates()[0] == "全站数据更新到 2025 年 3 月 18 日"
    assert zh.dates("2020-12-31")[0] == "这个数据集截至 2020 年 12 月 31 日"
    assert en.dates("2020-12-31")[0] == "This dataset: data to 31 December 2020"
    assert len(zh.dates("2020-12-31")) == len(zh.dates())


def test_the_short_cells_of_the_register_are_never_broken(zh: View) -> None:
    _, page = document_pages.register_page(zh)
    listing = page.context["listing"]  # type: ignore[union-attr]
    assert [column["label"] for column in listing["columns"] if column["is_short"]] == ["有效性"]  # type: ignore[index, call-overload]


def cited_page(view: View, code: str, found: document_counts.Found) -> Mapping[str, Any]:
    _, page = document_pages.page(view, code, 1, (), found)
    assert isinstance(page, Page)
    return page.context


def test_a_document_says_what_is_published_on_its_basis_and_leads_to_the_installations(city_zh: View) -> None:
    code, cited = next(iter(cited_by_document(city_zh.release).items()))
    context = cited_page(city_zh, code, document_counts.Found(0, 0, (1,), cited))
    assert "以它为依据公布的有" in context["answer"]
    assert all(str(count) in context["answer"] for _, count in cited.kinds)
    links = [link["address"] for link in context["units"]["links"]]
    assert links == [f"unit/{unit}/index.html" for unit in cited.units]
    assert not context["units"]["more"]


def test_at_most_fifty_installations_stand_on_the_page_of_a_document(
    city_zh: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_counts, "MOST_UNITS", 2)
    code, cited = max(cited_by_document(city_zh.release).items(), key=lambda one: len(one[1].units))
    context = cited_page(city_zh, code, document_counts.Found(0, 0, (1,), cited))
    assert len(cited.units) > len(context["units"]["links"]) == 2
    assert context["units"]["more"] == "这里列出前 2 套，其余的见"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (document_counts.Found(0, 0, (1,)), "本站今天没有公布取自这份文件的数"),
        (document_counts.Found(0, 2, (1,)), "本站收录了其中 2 条规定"),
        (document_counts.Found(1, 2, (1,)), "本站收录了其中 1 个数、2 条规定"),
        (document_counts.Found(1, 0, (1,), beside=3), "本站收录了其中 1 个数"),
        (document_counts.Found(0, 0, (1,), beside=3), "本站公布的 3 项数字和规定取自别的文件，也载于这份文件"),
        (document_counts.Found(0, 0, (1,), Cited((("entries", 4), ("steps", 1)))), "以它为依据公布的有清单条目 4 条、改造节点 1 个"),
        (document_counts.Found(5, 0, (1,), Cited((("sums", 4),))), "本站收录了其中 5 个数；以它为依据公布的还有汇总数 4 个"),
    ],
)  # fmt: skip
def test_nothing_is_said_of_what_a_document_gave_none_of(zh: View, found: document_counts.Found, said: str) -> None:
    item = zh.release.documents["bulletin"]
    assert document_counts.answer(zh, item, found) == f"{zh.text(item.title)}：{said}"


def test_what_is_printed_by_two_documents_counts_for_both_and_once_for_each(city_zh: View) -> None:
    lists = city_zh.release.lists
    placing, *others = lists.placings
    listing = placing.listing
    own = listing.provenance.document
    twice = replace(listing.provenance, also=("notice", own))
    both = replace(placing, listing=replace(listing, provenance=twice))
    release = replace(city_zh.release, lists=replace(lists, placings=(both, *others)))
    found = cited_by_document(release)
    assert found["notice"] == Cited((("entries", 1),), (listing.installation,))
    assert found[own] == cited_by_document(city_zh.release)[own]
