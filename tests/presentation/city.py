"""An invented city with a few firms: every kind of product, both levels reached, missed and exactly met, and each
standing that may be named."""

from dataclasses import replace
from decimal import Decimal

from disclosure.measures.derive import derive_release
from disclosure.measures.listing import Remains
from disclosure.model.days import Day, day_of, find_day
from disclosure.model.efficiency import (
    Aggregate,
    EfficiencyLevel,
    EfficiencyRecord,
    Enterprise,
    Installation,
    LimitGrade,
    Listing,
    Product,
    Reported,
    Retrofit,
    RetrofitStep,
    Tier,
)
from disclosure.model.lists import Open, Standing, Tombstone
from disclosure.model.periods import Period
from disclosure.model.records import Document, Provenance, Region, Sector, ValueStatus
from disclosure.model.release import Records, Release
from disclosure.model.rules import Rules
from disclosure.model.text import Text

AS_OF = "2026-06-01"
NUMBER, NONE = ValueStatus.NUMBER, ValueStatus.NOT_PUBLISHED


def where(table: str, row: int, document: str = "city-list") -> Provenance:
    return Provenance(document, f"第 {row} 行", "虚构", (), "sample-city-units", table, row)


def region(code: str, zh: str, en: str, kind: str, parent: str | None) -> Region:
    return Region(code, Text(zh, en), zh, kind, parent, "none", "", "", (), "", where("regions", 2))


def product(code: str, zh: str, en: str, unit: str, **more: object) -> Product:
    own = Product(
        code, Text("水泥制造", "Cement"), Text(zh, en), Text(""), Text("单位产品综合能耗", "Energy per unit of product"),
        unit, "lower_is_better", "10k_t", "GB 16780-2021", "3011", "", where("products", 2),
    )  # fmt: skip
    return replace(own, **more)  # type: ignore[arg-type]


PRODUCTS = (
    product("cement_clinker", "水泥熟料", "Cement clinker", "kgce_per_t"),
    product("converter_steel", "转炉钢", "Converter steel", "kgce_per_t",
            field=Text("炼钢", "Steel"), kind=Text("转炉", "converter"), standard="GB 21256-2013"),
    product("waste_heat", "余热发电", "Waste-heat power", "percent", field=Text("余热", "Waste heat"),
            quantity=Text("余热利用率", "Use of waste heat"), direction="higher_is_better", standard=""),
    product("lime", "石灰", "Lime", "kgce_per_t", standard=""),
    product("data_center_large", "大型数据中心", "Large data centre", "one", field=Text("数据中心", "Data centres"),
            quantity=Text("电能利用效率（PUE）", "Power usage effectiveness (PUE)"), capacity_unit="", standard=""),
)  # fmt: skip


def level(code: str, edition: str, benchmark: str, baseline: str, unit: str) -> EfficiencyLevel:
    return EfficiencyLevel(
        code, edition, Decimal(benchmark) if benchmark else None, NUMBER if benchmark else NONE,
        Decimal(baseline) if baseline else None, NUMBER if baseline else NONE, unit, "", where("levels", 2, "levels"),
    )  # fmt: skip


LEVELS = (
    level("cement_clinker", "2021", "100", "117", "kgce_per_t"),
    level("cement_clinker", "2023", "100", "117", "kgce_per_t"),
    level("converter_steel", "2021", "-30", "-10", "kgce_per_t"),
    level("waste_heat", "2021", "95", "90", "percent"),
    level("lime", "2021", "", "", "kgce_per_t"),
    level("data_center_large", "2021", "", "1.3", "one"),
)
GRADES = (LimitGrade("GB 16780-2021", "熟料", "", "单位产品综合能耗", (Decimal(100), Decimal(107), Decimal(117)),
                     "kgce_per_t", "", where("grades", 2)),)  # fmt: skip
FIRMS = {
    "e-1": ("示例青禾水泥有限公司", "Sample Qinghe Cement", "990101"),
    "e-2": ("示例云杉钢铁有限公司", "", "990102"),
    "e-3": ("示例长汀数据有限公司", "Sample Changting Data", "990102"),
}
UNITS = (
    # code, name, firm, product, value, listing, more of the listing
    ("u-1", "1 号熟料线", "e-1", "cement_clinker", "100", "advanced"),
    ("u-2", "2 号熟料线", "e-1", "cement_clinker", "129", "lagging"),
    ("u-3", "3 号熟料线", "e-1", "cement_clinker", "117", "level"),
    ("u-4", "1 号转炉", "e-2", "converter_steel", "-12", "level"),
    ("u-5", "2 号转炉", "e-2", "converter_steel", "-4", "lagging"),
    ("u-6", "余热机组", "e-2", "waste_heat", "88", "lagging"),
    ("u-7", "一号机房", "e-3", "data_center_large", "1.42", "lagging"),
    ("u-8", "二号机房", "e-3", "data_center_large", "1.25", "frontrunner"),
    ("u-9", "石灰窑", "e-2", "lime", "", "level"),
)


def record(code: str, value: str, period: str = "2025", **more: object) -> EfficiencyRecord:
    own = EfficiencyRecord(
        code, Period.parse(period), Decimal(value) if value else None,
        Reported.FIGURE if value else Reported.NOT_REPORTED, value, "kgce_per_t", "2021", None, "示例市节能监察支队",
        day_of("2026-01-20"), "supervision", "示例市能效清单办法第六条", "", None, "", "", where("records", int(code[2:])),
    )  # fmt: skip
    return replace(own, **more)  # type: ignore[arg-type]


def listing(code: str, name: str, installation: str, **more: object) -> Listing:
    own = Listing(
        code, name, installation, Period.parse("2025"), "sample-2026", day_of("2026-02-02"), "none", None, "", "", "",
        "listed", day_of("2026-03-02"), "示例市发展改革委", "示例发改〔2026〕1 号", day_of("2029-03-01"), None, "", None,
        "", "", where("listings", int(installation[2:])),
    )  # fmt: skip
    return replace(own, **more)  # type: ignore[arg-type]


REPLIED = {"reply": "received", "reply_date": day_of("2026-02-10"), "reply_outcome": "partly_upheld",
           "reply_text": "2025 年 8 月检修 40 天，折算后应为 121 千克标准煤/吨。\n请予复核。",
           "outcome_reason": "检修期已按实扣除，复核后仍低于基准水平。"}  # fmt: skip
CORRECTED = {"corrected_on": day_of("2026-05-20"), "corrected_document": "示例发改〔2026〕7 号"}


def installation(code: str, name: str, firm: str, made: str) -> Installation:
    capacity = None if made.startswith("data") else Decimal(100)
    return Installation(
        code, Text(name), firm, FIRMS[firm][2], made, capacity, "2012-06", "operating", "", where("units", 2)
    )


def retrofit(code: str, of: str, goal: str, decided: str, done: Day | None, capacity: str = "100") -> Retrofit:
    return Retrofit(
        code, of, Text("篦冷机改造"), goal, Decimal(capacity), day_of(decided), day_of("2027-12-31"), done,
        "示例市工信局" if done else "", Decimal(-31) if done else None, "", where("retrofits", 2),
    )  # fmt: skip


def step(number: int, title: str, due: str, done: str = "") -> RetrofitStep:
    return RetrofitStep("r-1", number, Text(title), day_of(due), find_day(done), where("steps", number))


def records() -> Records:
    """Everything that is committed about the city and may be named."""
    more: dict[str, dict[str, object]] = {"u-2": REPLIED, "u-5": CORRECTED}
    return Records(
        regions=(region("990100", "示例市", "Sample City", "city", None), region("990101", "青禾区", "Qinghe", "district", "990100"),
                 region("990102", "云杉区", "Yunshan", "district", "990100")),
        sectors=(Sector("all", Text("全社会", "Whole society"), where("sectors", 2)),),
        documents=tuple(
            Document(code, Text(title), "", "", "示例市", "", "2026", "in_force", "", "transcribed", "", where("documents", 2))
            for code, title in (("city-list", "示例市能效清单（虚构）"), ("levels", "能效水平（虚构）"))
        ),
        products=PRODUCTS,
        levels=LEVELS,
        grades=GRADES,
        enterprises=tuple(
            Enterprise(code, Text(zh, en), "91990100MA00000000", place, "all", "", where("firms", 2))
            for code, (zh, en, place) in FIRMS.items()
        ),
        installations=tuple(installation(*unit[:4]) for unit in UNITS),
        efficiency=(record("u-2", "133", "2024"), *(record(unit[0], unit[4]) for unit in UNITS)),
        listings=tuple(listing(f"x-{unit[0][2:]}", unit[5], unit[0], **more.get(unit[0], {})) for unit in UNITS),
        retrofits=(retrofit("r-1", "u-2", "benchmark", "2025-04-01", None),
                   retrofit("r-2", "u-5", "benchmark", "2024-05-01", day_of("2026-05-18")),
                   retrofit("r-3", "u-6", "baseline", "2025-05-01", None, "40")),
        steps=(step(1, "方案评审", "2025-09-30", "2025-09-12"), step(2, "设备到货", "2026-04-30"), step(3, "验收", "2027-10-31")),
        aggregates=(Aggregate("990100", "cement_clinker", Period.parse("2025"), "capacity", Decimal(800), "10k_t", 6, "",
                              where("aggregates", 2)),),
    )  # fmt: skip


REMAINS = Remains(
    (Tombstone("x-90", "lagging", "cement_clinker", Standing.WITHDRAWN, day_of("2026-04-01"), "计量有误"),
     Tombstone("x-91", "lagging", "converter_steel", Standing.EXPIRED, day_of("2026-03-15"), "")),
    (Open("lagging", "cement_clinker", day_of("2026-06-09"), False), Open("lagging", "cement_clinker", day_of("2026-06-09"), False),
     Open("advanced", "converter_steel", day_of("2026-05-20"), True)),
)  # fmt: skip


def city(rules: Rules, known: Records | None = None, remains: Remains = REMAINS, as_of: str = AS_OF) -> Release:
    """The release of the city, as a fictional one."""
    found = derive_release(known or records(), (), rules, as_of, remains)
    return replace(found, is_sample=True, data_date="2025-12-31")


def country(rules: Rules) -> Release:
    """A release that knows products and their levels, and no installation."""
    known = records()
    bare = Records(
        regions=known.regions,
        sectors=known.sectors,
        documents=known.documents,
        products=known.products,
        levels=known.levels,
        grades=known.grades,
    )
    return derive_release(bare, (), rules, AS_OF)


__all__ = ["Tier", "city", "country"]
