"""Targets and observations of the invented city: energy intensity, total energy use, public institutions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from sample.packing import Row, read, rounded, source
from sample.places import CITY, DISTRICTS, NAMES

FACTS = read("progress")
PLAN, FIRST, LAST = "2021-2025", 2021, 2025
PARTS = (
    ("2025-Q1", "sample-quarter-2025-q1", "一季度", Decimal("0.26")),
    ("2025-H1", "sample-quarter-2025-h1", "上半年", Decimal("0.50")),
    ("2025-Q1Q3", "sample-quarter-2025-q3", "前三季度", Decimal("0.74")),
)
"""Each part of the last year: its period, its document, its words, and which part of the year's energy is used then."""
HUNDRED = Decimal(100)
UNPUBLISHED = "-2.60"
"""The change behind a total where the change itself was not published."""
INTENSITY, TOTAL = "energy_intensity", "energy_consumption"
PLAN_DOCUMENT, TASKS = "sample-plan-2021-2025", "sample-annual-tasks"
Facts = Mapping[str, Any]


def targets() -> Iterator[Row]:
    """The targets of the plan and of each year, for the whole society and for industry."""
    for code in NAMES:
        yield from _targets(code, "all", FACTS["city"] if code == CITY else FACTS["all"][code])
        yield from _targets(code, "industry", FACTS["industry"][code])


def _targets(code: str, sector: str, facts: Facts) -> Iterator[Row]:
    what = "单位工业增加值能耗" if sector == "industry" else "单位地区生产总值能耗"
    for kind, goal, word in zip(("basic", "incentive"), facts["goals"], ("基本", "激励"), strict=True):
        yield _fall(code, sector, goal, (f"附件 1 {NAMES[code]}", f"{what}{word}目标 降低{goal}%"), kind)
    for year, task in enumerate(facts.get("tasks", ()), start=FIRST):
        said = (f"{year} 年 {NAMES[code]}", f"{year}年{what}降低{task}%")
        yield {**_fall(code, sector, task, said, "basic", TASKS), "measure": "yearly_change", "period": str(year)}
    yield _cap(code, sector, *facts["cap"])


def _fall(code: str, sector: str, value: str, said: tuple[str, str], kind: str, document: str = PLAN_DOCUMENT) -> Row:
    """A reduction that is asked for over the plan."""
    return {
        "region_code": code, "sector_code": sector, "indicator_code": INTENSITY, "measure": "cumulative_change",
        "period": PLAN, "kind": kind, "value": f"-{value}", "value_as_printed": value, "unit": "percent",
        "nature": "binding", "status": "in_force", "processing": "sign_reversed", "note": "虚构。",
        **source(document, *said),
    }  # fmt: skip


def _cap(code: str, sector: str, form: str, amount: str) -> Row:
    """How the total is bounded: by an increment over the plan, by a level in its last year, or in words alone."""
    words = {"increment": f"能源消费增量不超过{amount}万吨标准煤", "level": f"能源消费总量不超过{amount}万吨标准煤"}
    number = form in words
    return {
        "region_code": code, "sector_code": sector, "indicator_code": TOTAL, "measure": form if number else "level",
        "period": str(LAST) if form == "level" else PLAN, "kind": "basic", "value": amount if number else "",
        "value_status": "" if number else "in_words", "value_as_printed": f"不超过{amount}" if number else amount,
        "bound": "at_most" if number else "", "unit": "10k_tce", "nature": "expected", "status": "in_force",
        "processing": "none", "note": "虚构。",
        **source(PLAN_DOCUMENT, f"附件 2 {NAMES[code]}", words.get(form, amount)),
    }  # fmt: skip


def yearly() -> Iterator[Row]:
    """What was published for whole years of the whole society, with a revision and the levels side by side."""
    years = range(FIRST - 1, LAST)
    for code in NAMES:
        for year in years:
            yield from _year(code, "all", year, f"sample-bulletin-{year}")
    yield _revised()
    for code in NAMES:
        yield from (_level(code, year) for year in (years[0], years[-1]))


def industry() -> Iterator[Row]:
    """What was published for industry, the last year of the plan among it."""
    for code in NAMES:
        for year in range(FIRST - 1, LAST + 1):
            yield from _year(code, "industry", year, "sample-industry-2025")


def final() -> Iterator[Row]:
    """The figures of the plan's last year, which wait for their day."""
    for code in NAMES:
        yield from _year(code, "all", LAST, "sample-bulletin-2025")


def _year(code: str, sector: str, year: int, document: str) -> Iterator[Row]:
    series, anchor = series_of(code, sector), f"{year} 年 {NAMES[code]}"
    if year >= FIRST:
        value = series.changes[year - FIRST]
        revised = FACTS["revised"]
        if (code, year, sector) == (revised["region"], revised["year"], "all"):
            value = revised["first"]
        yield _change(code, sector, str(year), value, (document, anchor))
    used = rounded(series.energy[year - FIRST + 1], 1)
    yield _amount(code, sector, str(year), used, (document, anchor))


def _revised() -> Row:
    revised = FACTS["revised"]
    code, year = revised["region"], revised["year"]
    value = series_of(code, "all").changes[year - FIRST]
    row = _change(code, "all", str(year), value, ("sample-revision-2022", f"{NAMES[code]}"))
    return {**row, "vintage": "2", "note": "虚构。按普查结果修订。"}


def _level(code: str, year: int) -> Row:
    """The intensity itself, which one bulletin prints for all regions side by side."""
    series, printed = series_of(code, "all"), ""
    if "" not in series.changes[: year - FIRST + 1]:
        printed = rounded(series.intensity[year - FIRST + 1], 3)
    quote = f"{NAMES[code]} {printed or '未公布'}"
    return {
        **_fact(code, "all", INTENSITY, str(year)), "measure": "level", "value": printed, "value_as_printed": printed,
        "value_status": "" if printed else "not_published", "unit": "tce_per_10k_yuan", "processing": "none",
        **source("sample-bulletin-2024", f"附表 {year} 年 {NAMES[code]}", quote),
    }  # fmt: skip


def quarterly() -> Iterator[Row]:
    """What was published for parts of the plan's last year."""
    for code in NAMES:
        series = series_of(code, "all")
        for change, (period, document, words, share) in zip(series.parts, PARTS, strict=True):
            said = (document, f"{words} {NAMES[code]}")
            yield {**_change(code, "all", period, change, said), "status": "preliminary"}
            used = rounded(series.energy[-1] * share, 1)
            yield {**_amount(code, "all", period, used, said), "status": "preliminary"}


def _change(code: str, sector: str, period: str, value: str, said: tuple[str, str]) -> Row:
    """A change of intensity against the same period of the year before; no value where none was published."""
    printed, word = value.lstrip("-"), "降低" if value.startswith("-") else "上升"
    return {
        **_fact(code, sector, INTENSITY, period), "measure": "yearly_change", "value": value,
        "value_status": "" if value else "not_published", "value_as_printed": printed or "暂未公布", "unit": "percent",
        "processing": "sign_reversed" if value.startswith("-") else "none",
        **source(*said, f"{NAMES[code]} {word}{printed}%" if value else f"{NAMES[code]} 暂未公布"),
    }  # fmt: skip


def _amount(code: str, sector: str, period: str, value: str, said: tuple[str, str]) -> Row:
    return {
        **_fact(code, sector, TOTAL, period), "measure": "level", "value": value, "value_as_printed": value,
        "unit": "10k_tce", "processing": "none", **source(*said, f"{NAMES[code]} 能源消费总量{value}万吨标准煤"),
    }  # fmt: skip


def _fact(code: str, sector: str, indicator: str, period: str) -> Row:
    return {
        "region_code": code, "sector_code": sector, "indicator_code": indicator, "period": period, "vintage": "1",
        "status": "final", "note": "虚构。",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """What a region used from the year before the plan to its last one, and the changes as they are printed."""

    energy: Sequence[Decimal]
    """In 10,000 tce."""
    output: Sequence[Decimal]
    """Its product in units of 100 million yuan."""
    changes: Sequence[str]
    """Of intensity, from the plan's first year; empty where none was published."""
    parts: Sequence[str]

    @property
    def intensity(self) -> Sequence[Decimal]:
        """Energy per product of each year, in tce per 10,000 yuan."""
        return [used / made for used, made in zip(self.energy, self.output, strict=True)]


@cache
def series_of(code: str, sector: str) -> Series:
    """The series of a region; the city's whole society is the sum of its districts."""
    if code == CITY and sector == "all":
        return _sum([series_of(district, sector) for district in DISTRICTS])
    facts = FACTS[sector][code]
    start, intensity = map(Decimal, facts["base"])
    energy, output = [start], [start / intensity]
    for growth, change in zip(facts["growth"], facts["change"], strict=True):
        output.append(output[-1] * (1 + Decimal(growth) / HUNDRED))
        intensity *= 1 + Decimal(change or UNPUBLISHED) / HUNDRED
        energy.append(Decimal(rounded(output[-1] * intensity, 1)))
    return Series(energy, output, facts["change"], facts.get("parts", []))


def _sum(districts: Sequence[Series]) -> Series:
    energy = [sum(year, Decimal(0)) for year in zip(*(one.energy for one in districts), strict=True)]
    output = [sum(year, Decimal(0)) for year in zip(*(one.output for one in districts), strict=True)]
    levels = [used / made for used, made in zip(energy, output, strict=True)]
    changes = [rounded((now / before - 1) * HUNDRED, 2) for before, now in pairwise(levels)]
    return Series(energy, output, changes, FACTS["city"]["parts"])


def institution_targets() -> Iterator[Row]:
    """What public institutions of the city are to save by the end of the plan."""
    indicators = (("area", "单位建筑面积能耗"), ("person", "人均综合能耗"))
    for (of, words), goal in zip(indicators, FACTS["institutions"]["goals"], strict=True):
        said = (f"附件 3 {words}", f"公共机构{words}降低{goal}%")
        row = _fall(CITY, "public_institutions", goal, said, "basic")
        yield {**row, "indicator_code": f"public_institution_{of}_energy"}


def institutions() -> Iterator[Row]:
    """Energy of public institutions per area and per person, and how many are recognised as frugal."""
    indicators = (
        ("area", "public_institution_area_energy", "kgce_per_m2", "千克标准煤/平方米"),
        ("person", "public_institution_person_energy", "kgce_per_person", "千克标准煤/人"),
    )
    for code in NAMES:
        facts = FACTS["institutions"][code]
        for name, indicator, unit, words in indicators:
            for year, value in enumerate(facts[name], start=FIRST - 1):
                yield _measured(code, (indicator, unit, words), str(year), value)
        yield _measured(code, ("frugal_institutions", "institution", "家"), str(LAST - 1), facts["frugal"])


def _measured(code: str, what: tuple[str, str, str], period: str, value: str) -> Row:
    indicator, unit, words = what
    quote = f"{NAMES[code]} {value} {words}" if value else f"{NAMES[code]} 暂未公布"
    return {
        **_fact(code, "public_institutions", indicator, period), "measure": "level", "value": value, "unit": unit,
        "value_status": "" if value else "not_published", "value_as_printed": value or "暂未公布", "processing": "none",
        **source("sample-institutions-2024", f"{period} 年 {NAMES[code]}", quote),
    }  # fmt: skip
