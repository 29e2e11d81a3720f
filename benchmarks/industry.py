"""A synthetic industry of any size: products with levels, enterprises, installations, listings in every standing, and
retrofits, as the packages of a real one. The same size and seed always give the same bytes.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

Row = Mapping[str, str]
PRODUCTS = 6
PERIOD = "2020"
SYLLABLES = "青白赤蓝金银石松云江湖岭川原溪桥禾桦枫岩湾泉柳梅竹荷稻麦谷山"
SPREAD = 30
"""Percent of a level by which figures lie around it."""
EDITIONS = """[2018]
name = { zh = "合成 2018 年版", en = "Synthetic edition 2018" }
valid_from = "2018-01-01"
valid_to = ""
document = "synthetic-plan"
note = { zh = "合成数据", en = "Synthetic" }
"""
LISTS = """[small_cells]
least_units = 3
largest_share = "85"
law = { zh = "合成", en = "Synthetic" }

[duty]
yearly_share = "10"
final_share = "30"
first_year = 2019
final_year = 2023
longest_years = 3
document = "synthetic-plan"
anchor = "第一条"
quote = "合成数据"
longest_anchor = "第一条"
longest_quote = "合成数据"

[names]
prefixes = ["合成"]
legal_forms = ["有限公司"]

[words]
nothing = ["无"]
law = ["办法"]
no_law = ["方法"]
denials = ["无"]
no_denials = ["无锡"]
vague = ["有"]
relating = ["有关"]

[[procedure]]
id = "synthetic"
name = { zh = "合成程序", en = "Synthetic procedure" }
window_days = 15
longest_months = 36
document = "synthetic-plan"
anchor = "第一条"
note = { zh = "合成数据", en = "Synthetic" }
"""


def write_list_rules(folder: Path) -> None:
    """The rules of the synthetic lists."""
    (folder / "editions.toml").write_text(EDITIONS, "utf-8")
    (folder / "lists.toml").write_text(LISTS, "utf-8")


def tables(
    regions: Sequence[int], installations: int, chance: random.Random
) -> Mapping[str, tuple[str, Iterable[Row]]]:
    """Every table about installations, by name, with its kind."""
    lines = [_Line(number, regions, chance) for number in range(1, installations + 1)]
    return {
        "products": ("product", _products()),
        "levels": ("efficiency-level", _levels()),
        "enterprises": ("enterprise", _enterprises(lines)),
        "installations": ("installation", (line.installation() for line in lines)),
        "efficiency": ("efficiency-record", (line.record() for line in lines)),
        "listings": ("listing", (line.listing() for line in lines)),
        "retrofits": ("retrofit", (line.retrofit() for line in lines if line.is_mended)),
        "retrofit-steps": ("retrofit-step", (step for line in lines if line.is_mended for step in line.steps())),
    }


def _source(anchor: str) -> Row:
    return {"source_document": "synthetic-bulletin", "source_anchor": anchor, "source_quote": "合成数据"}


def _name(number: int) -> str:
    return "".join(SYLLABLES[number // len(SYLLABLES) ** power % len(SYLLABLES)] for power in range(4))


def _benchmark(product: int) -> int:
    return 100 * product


def _baseline(product: int) -> int:
    return 120 * product


def _products() -> Iterator[Row]:
    for number in range(1, PRODUCTS + 1):
        yield {
            "code": f"product_{number}", "field": f"合成领域{number}", "field_en": f"Field {number}",
            "name": f"合成产品{number}", "name_en": f"Product {number}", "quantity": "单位产品综合能耗",
            "quantity_en": "Energy use per unit of product", "unit": "kgce_per_t", "direction": "lower_is_better",
            "capacity_unit": "10k_t", **_source(f"产品 {number}"),
        }  # fmt: skip


def _levels() -> Iterator[Row]:
    for number in range(1, PRODUCTS + 1):
        yield {
            "product_code": f"product_{number}", "edition": "2018", "benchmark_level": str(_benchmark(number)),
            "baseline_level": str(_baseline(number)), "unit": "kgce_per_t", **_source(f"水平 {number}"),
        }  # fmt: skip


def _enterprises(lines: Iterable["_Line"]) -> Iterator[Row]:
    for code, line in {line.enterprise: line for line in lines}.items():
        yield {
            "code": code, "name": f"合成{_name(line.firm)}制造有限公司", "name_en": f"Maker {line.firm}",
            "region_code": line.region, "sector_code": "all", **_source(f"企业 {line.firm}"),
        }  # fmt: skip


class _Line:
    """One production line, its figure and its entry."""

    def __init__(self, number: int, regions: Sequence[int], chance: random.Random) -> None:
        self.number, self.firm = number, (number + 1) // 2
        self.code, self.enterprise = f"u-{number}", f"e-{self.firm}"
        self.region = str(regions[self.firm % len(regions)])
        self.product = self.firm % PRODUCTS + 1
        around = Decimal(chance.randint(-SPREAD * 10, SPREAD * 10)) / 1000
        self.value = (_baseline(self.product) * (1 + around)).quantize(Decimal("0.1"))
        self.state = chance.choices(("listed", "pending", "withdrawn", "expired"), (90, 5, 3, 2))[0]
        self.capacity = chance.randint(20, 400)
        self.is_mended = self.list == "lagging" and self.state == "listed" and chance.random() < 0.5

    @property
    def list(self) -> str:
        if self.value > _baseline(self.product):
            return "lagging"
        return "advanced" if self.value <= _benchmark(self.product) else "level"

    def installation(self) -> Row:
        return {
            "code": self.code, "name": f"{self.number} 号线", "name_en": f"Line {self.number}",
            "enterprise_code": self.enterprise, "region_code": self.region, "product_code": f"product_{self.product}",
            "capacity": str(self.capacity), "commissioned": "2010", "status": "operating",
            **_source(f"装置 {self.number}"),
        }  # fmt: skip

    def record(self) -> Row:
        return {
            "installation_code": self.code, "period": PERIOD, "value": str(self.value),
            "value_as_printed": str(self.value), "unit": "kgce_per_t", "edition": "2018", "assessed_by": "合成监察队",
            "assessed_on": "2021-01-03", "origin": "supervision", "legal_basis": "合成办法第五条",
            **_source(f"记录 {self.number}"),
        }  # fmt: skip

    def listing(self) -> Row:
        begun = {
            "code": f"l-{self.number}", "list": self.list, "installation_code": self.code, "period": PERIOD,
            "procedure": "synthetic", "notice_date": "2021-05-25" if self.state == "pending" else "2021-01-04",
            "reply": "none", **_source(f"清单 {self.number}"),
        }  # fmt: skip
        if self.state == "pending":
            return begun
        end = {"valid_to": "2021-05-31" if self.state == "expired" else "2024-01-31"}
        if self.state == "withdrawn":
            end |= {"withdrawn_on": "2021-04-01", "withdrawn_reason": "复核发现原值不成立"}
        decision = {
            "decision": "listed",
            "decided_on": "2021-02-01",
            "decided_by": "合成国",
            "document_number": "合成〔2021〕1 号",
        }
        return {**begun, **decision, **end}

    def retrofit(self) -> Row:
        return {
            "code": f"r-{self.number}", "installation_code": self.code, "title": "余热利用改造",
            "title_en": "Heat recovery",
            "goal": "baseline", "capacity": str(self.capacity), "decided_on": "2021-02-10", "deadline": "2023-12-31",
            **_source(f"改造 {self.number}"),
        }  # fmt: skip

    def steps(self) -> Iterator[Row]:
        for number, due in enumerate(("2021-06-30", "2022-06-30", "2023-06-30"), start=1):
            yield {
                "retrofit_code": f"r-{self.number}", "number": str(number), "title": f"第 {number} 步",
                "title_en": f"Step {number}", "due": due, **_source(f"改造 {self.number}"),
            }  # fmt: skip
