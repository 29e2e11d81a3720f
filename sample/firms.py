"""The enterprises and installations of the invented city, with what they used and what all of them sum up to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sample.packing import Row, read, rounded, source, spread
from sample.places import CITY

FACTS = read("firms")
YEARS = ("2024", "2025")
REGISTER = "sample-unit-register"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
UNREGISTERED = 9
"""Every so many firms has no credit code in the register."""
STATES = {"nr": "not_reported", "ex": "exempt"}
PRINTED = {"nr": "未报送", "ex": "不参加核定"}
CONSENT = "2026-01-15 同意书第 {number} 号（虚构）"
ORIGINS = ("audit", "self_declared")
RESULTS = {"supervision": "sample-supervision", "audit": "sample-audit", "self_declared": "sample-declared"}
"""The document of each year that the figures of an origin stand in."""
ASSESSORS = {
    "supervision": "示例市节能监察支队（虚构）",
    "audit": "示例市能源审计中心（虚构）",
    "self_declared": "企业申报，示例市节能监察支队（虚构）审核",
}


@dataclass(frozen=True, slots=True)
class Firm:
    """An enterprise with what its installations are."""

    number: int
    word: str
    sound: str
    product: str
    region: str
    figures: tuple[tuple[str, str], ...]
    """The printed figures of each installation, one for each year."""
    status: str

    @property
    def code(self) -> str:
        """The code of the register, which says nothing of the name."""
        return f"e-{self.number:03d}"

    @property
    def facts(self) -> Mapping[str, Any]:
        """What all firms of its product share."""
        facts: Mapping[str, Any] = FACTS["product"][self.product]
        return facts

    @property
    def name(self) -> str:
        """The full name."""
        return f"示例{self.word}{self.facts['firm'][0]}有限公司"

    @property
    def name_en(self) -> str:
        """The full name in English."""
        return f"Sample {self.sound} {self.facts['firm'][1]} Co., Ltd."


@dataclass(frozen=True, slots=True)
class Unit:
    """An installation."""

    number: int
    place: int
    """Which one of its firm it is, from 1."""
    firm: Firm

    @property
    def code(self) -> str:
        """The code of the register."""
        return f"u-{self.number:03d}"

    @property
    def key(self) -> str:
        """How the files of facts name it."""
        return f"{self.firm.word} {self.place}"

    @property
    def name(self) -> str:
        """Its name."""
        return f"{self.firm.word} {self.place} {self.firm.facts['device'][0]}"

    @property
    def name_en(self) -> str:
        """Its name in English."""
        return f"{self.firm.sound} {self.firm.facts['device'][1]} {self.place}"

    @property
    def capacity(self) -> Decimal | None:
        """In the product's unit of capacity; None for data centres."""
        if "capacity" not in self.firm.facts:
            return None
        whole = spread(f"capacity of {self.code}", *self.firm.facts["capacity"])
        return Decimal(whole).scaleb(-self.firm.facts.get("scale", 0))

    def printed(self, year: str) -> str:
        """The figure of a year as the file of facts has it."""
        return self.firm.figures[self.place - 1][YEARS.index(year)]

    def output(self, year: str) -> Decimal | None:
        """What it made, in 10,000 t; None where there is no figure."""
        if self.capacity is None or not find_number(self.printed(year)):
            return None
        return Decimal(rounded(self.capacity * spread(f"use of {self.code} in {year}", 70, 95) / 100, 2))


def find_number(printed: str) -> str:
    """The digits of a printed figure; empty where it holds none.

    >>> find_number("1183?"), find_number("nr")
    ('1183', '')
    """
    number = printed.rstrip("?")
    return "" if number in STATES else number


@cache
def firms() -> tuple[Firm, ...]:
    """All enterprises."""
    return tuple(
        Firm(
            number, found["word"][0], found["word"][1], found["product"], found["region"],
            tuple((before, last) for before, last in found["figures"]), found.get("status", "operating"),
        )
        for number, found in enumerate(FACTS["firm"], start=1)
    )  # fmt: skip


@cache
def units() -> tuple[Unit, ...]:
    """All installations."""
    placed = [(place, firm) for firm in firms() for place in range(1, len(firm.figures) + 1)]
    return tuple(Unit(number, place, firm) for number, (place, firm) in enumerate(placed, start=1))


def enterprises() -> Iterator[Row]:
    """The register of enterprises."""
    for firm in firms():
        yield {
            "code": firm.code, "name": firm.name, "name_en": firm.name_en, "region_code": firm.region,
            "credit_code": "" if firm.number % UNREGISTERED == 0 else credit_code(firm),
            "sector_code": firm.facts["sector"], "note": "虚构的企业。",
            **source(REGISTER, f"企业 {firm.number}", f"{firm.number} {firm.name}"),
        }  # fmt: skip


def credit_code(firm: Firm) -> str:
    """A unified social credit code (GB 32100-2015) in a region that is not assigned, with both of its check signs."""
    body = "MA" + "".join(SIGNS[spread(f"sign {place} of {firm.code}", 0, 9)] for place in range(6))
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, BODY_WEIGHTS, strict=True))
    organisation = body + "0123456789X"[-total % 11]
    head = f"91{firm.region}{organisation}"
    whole = sum(SIGNS.index(sign) * pow(3, place, len(SIGNS)) for place, sign in enumerate(head))
    return head + SIGNS[-whole % len(SIGNS)]


def installations() -> Iterator[Row]:
    """The register of installations."""
    for unit in units():
        month = spread(f"month of {unit.code}", 1, 12)
        idle = unit.key in FACTS["idle"]["names"]
        yield {
            "code": unit.code, "name": unit.name, "name_en": unit.name_en, "enterprise_code": unit.firm.code,
            "region_code": unit.firm.region, "product_code": unit.firm.product,
            "capacity": "" if unit.capacity is None else f"{unit.capacity:f}",
            "commissioned": f"{spread(f'year of {unit.code}', 2004, 2019)}-{month:02d}",
            "status": "idle" if idle else unit.firm.status, "note": "虚构的装置。",
            **source(REGISTER, f"装置 {unit.number}", f"{unit.number} {unit.name}"),
        }  # fmt: skip


def records() -> Iterator[Row]:
    """The efficiency records of both years."""
    for year in YEARS:
        for unit in units():
            if printed := unit.printed(year):
                yield _record(unit, year, printed)


def _record(unit: Unit, year: str, printed: str) -> Row:
    number, state = find_number(printed), STATES.get(printed, "doubtful" if printed.endswith("?") else "")
    shown = number or PRINTED[printed]
    note = FACTS["exempt"][unit.key] if state == "exempt" else ""
    if state == "doubtful":
        note = "数字疑有颠倒，已请企业核对；核对前不判档次。"
    where, day, body = assessed_in(unit, year), f"{int(year) + 1}-02-20", ASSESSORS[_origin(unit.firm)]
    if amended := FACTS["amended"].get(f"{unit.key} {year}"):
        before = amended["before"]
        note = amended["note"].format(before=f"{int(before):,}", after=f"{int(number):,}")
        quote, first = f"{where['source_quote']}（原核定值 {before}）", where["source_document"]
        where = source(amended["document"], where["source_anchor"], quote, first)
        day, body = amended["on"], amended["by"]
    return {
        "installation_code": unit.code, "period": year, "value": number, "value_status": state,
        "value_as_printed": shown, "unit": unit.firm.facts["unit"], "edition": unit.firm.facts["edition"],
        "assessed_by": body, "assessed_on": day,
        **_lawful(unit.firm), **_output(unit, year), "note": note, **where,
    }  # fmt: skip


def assessed_in(unit: Unit, year: str) -> Row:
    """Where the figure of a year stands, as it was first assessed."""
    shown = find_number(unit.printed(year)) or PRINTED[unit.printed(year)]
    place = f"{RESULTS[_origin(unit.firm)]}-{year}"
    return source(place, f"附表 {unit.number}", f"{unit.number} {unit.name} {shown}")


def _origin(firm: Firm) -> str:
    return next((name for name in ORIGINS if firm.word in FACTS["origin"][name]), "supervision")


def _lawful(firm: Firm) -> Row:
    """Where a figure comes from and why it may be published."""
    origin = _origin(firm)
    consent = CONSENT.format(number=firm.number) if origin == "self_declared" else ""
    return {"origin": origin, "legal_basis": "示例市企业能效清单管理办法（虚构）第五条", "consent": consent}


def _output(unit: Unit, year: str) -> Row:
    """The output, where the firm agreed to have it published."""
    made = unit.output(year) if unit.firm.word in FACTS["origin"]["output"] else None
    if made is None:
        return {}
    return {"output": f"{made:f}", "output_consent": CONSENT.format(number=unit.firm.number)}


def aggregates() -> Iterator[Row]:
    """What all installations of a product sum up to in the last year, where no single one can be told from it."""
    for product, facts in FACTS["product"].items():
        made = {unit: amount for unit in units() if unit.firm.product == product and (amount := unit.output("2025"))}
        if not made:
            continue
        yield _sum(product, "output", "10k_t", list(made.values()))
        if facts["unit"] == "kgce_per_t" and product != "converter_process":
            used = [amount * Decimal(find_number(unit.printed("2025"))) / 1000 for unit, amount in made.items()]
            yield _sum(product, "energy", "10k_tce", used)
        if product == "cement_clinker":
            sizes = [unit.capacity for unit in units() if unit.firm.product == product and unit.capacity]
            yield _sum(product, "capacity", "10k_t_per_year", sizes)


def _sum(product: str, quantity: str, unit: str, amounts: list[Decimal]) -> Row:
    total, count = sum(amounts, Decimal(0)), len(amounts)
    value = rounded(total, 1)
    return {
        "region_code": CITY, "product_code": product, "period": "2025", "quantity": quantity, "value": value,
        "unit": unit, "units": str(count), "largest_share": rounded(max(amounts) / total * 100, 1), "note": "虚构。",
        **source("sample-supervision-2025", f"汇总表 {product} {quantity}", f"{count} 台（套）合计 {value}"),
    }  # fmt: skip
