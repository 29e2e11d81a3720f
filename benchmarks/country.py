"""A synthetic country of N regions and M installations, as data packages and rules of the real shape.

python -m benchmarks.country FOLDER --regions 1000 --installations 0

Names, codes and numbers are invented; the same size and seed always give the same bytes. A third of the regions miss a
year, so that every state of a light occurs. A series is a sector of its own in one region, with ten years of
consumption: what a million rows are made of.
"""

import argparse
import csv
import json
import random
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import isqrt
from pathlib import Path

from benchmarks.industry import tables, write_list_rules

ROOT = Path(__file__).resolve().parent.parent
COUNTRY = 900000
PLAN = range(2016, 2021)
LEVEL_YEARS = range(2015, 2021)
YEARS_OF_SERIES = range(2011, 2021)
SYLLABLES = "青白赤蓝金银石松云江湖岭川原溪桥禾桦枫岩湾泉柳梅竹荷稻麦谷山"
SHARED_RULES = ("units.toml", "dimensions.toml", "figures.toml", "grades.toml", "limits.toml", "worked_examples.toml")
SCOPES_BESIDE = 3
Row = Mapping[str, str]
INTENSITY = {"indicator_code": "energy_intensity", "measure": "yearly_change", "unit": "percent"}
CONSUMPTION = {"indicator_code": "energy_consumption", "measure": "level", "unit": "10k_tce"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a synthetic country: data packages and rules.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--regions", type=int, default=1000)
    parser.add_argument("--installations", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = write_country(given.folder, given.regions, given.installations, given.seed)
    print(f"{given.folder}: {rows} rows")


def write_country(folder: Path, regions: int, installations: int = 0, seed: int = 1, series: int = 0) -> int:
    """Write packages and rules below `folder`; the number of rows."""
    chance = random.Random(seed)
    tree = tuple(_tree(regions))
    write_rules(folder / "rules", [code for code, parent in tree if parent == COUNTRY])
    write_list_rules(folder / "rules")
    packages = folder / "datapackages"
    reference = {
        "regions": ("region", _regions(tree)),
        "sectors": ("sector", _sectors(series)),
        "indicators": ("indicator", _indicators()),
        "documents": ("document", _documents()),
    }
    codes = [code for code, _ in tree]
    progress = {"observations": ("observation", _observations(codes, chance))}
    if series:
        progress["series"] = ("observation", _many(codes, series, chance))
    industry = tables(codes, installations, chance) if installations else {}
    return (
        write_package(packages / "reference", reference)
        + write_package(packages / "targets", {"targets": ("target", _targets(codes, chance))})
        + write_package(packages / "progress", progress)
        + (write_package(packages / "industry", industry) if industry else 0)
    )


def _tree(regions: int) -> Iterator[tuple[int, int]]:
    """Codes of regions with their parents: about as many provinces as each province has counties."""
    provinces = max(1, isqrt(regions))
    for place in range(regions):
        yield COUNTRY + 1 + place, COUNTRY if place < provinces else COUNTRY + 1 + place % provinces


def _name(code: int) -> str:
    place = code - COUNTRY
    letters = [SYLLABLES[place // len(SYLLABLES) ** power % len(SYLLABLES)] for power in range(3)]
    return "".join(letters)


def _source(document: str, anchor: str) -> Row:
    return {"source_document": document, "source_anchor": anchor, "source_quote": "合成数据"}


def _regions(tree: Iterable[tuple[int, int]]) -> Iterator[Row]:
    register = _source("synthetic-register", "登记表")
    yield {
        "code": str(COUNTRY), "name": "合成国", "name_en": "Synthetic Country", "short_name": "合成国",
        "kind": "country", "code_scheme": "local", **register,
    }  # fmt: skip
    for code, parent in tree:
        kind, suffix = ("province", "省") if parent == COUNTRY else ("county", "县")
        name = _name(code)
        yield {
            "code": str(code), "name": name + suffix, "name_en": f"{kind.title()} {code - COUNTRY}",
            "short_name": name, "kind": kind, "parent": str(parent), "code_scheme": "local", **register,
        }  # fmt: skip


def _sectors(series: int) -> Iterator[Row]:
    yield {"code": "all", "name": "全社会", "name_en": "Whole society", **_source("synthetic-register", "领域")}
    for number in range(1, series + 1):
        yield {
            "code": _sector(number), "name": f"合成领域{number}", "name_en": f"Sector {number}",
            **_source("synthetic-register", "领域"),
        }  # fmt: skip


def _sector(number: int) -> str:
    return f"sector_{number}"


def _indicators() -> Iterator[Row]:
    with (ROOT / "datapackages" / "reference" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"] in {"energy_intensity", "energy_consumption"}:
                yield {**row, "source_also": "", **_source("synthetic-register", "指标")}


def _documents() -> Iterator[Row]:
    titles = {"synthetic-register": "合成国登记表", "synthetic-plan": "合成国规划", "synthetic-bulletin": "合成国公报"}
    for code, title in titles.items():
        yield {
            "code": code, "title": title, "title_en": code.replace("-", " "), "issuer": "合成国", "issued": "2021",
            "status": "in_force", "verification": "transcribed", "note": "合成数据，不是真实文件。",
        }  # fmt: skip


def _targets(codes: Sequence[int], chance: random.Random) -> Iterator[Row]:
    for code in codes:
        basic = Decimal(chance.randint(100, 180)) / 10
        source = _source("synthetic-plan", f"地区 {code}")
        common = {"region_code": str(code), "sector_code": "all", "nature": "binding", "status": "in_force", **source}
        fall = {**common, "indicator_code": "energy_intensity", "unit": "percent", "processing": "sign_reversed"}
        for kind, value in (("basic", basic), ("incentive", basic + Decimal("1.5"))):
            yield {
                **fall, "measure": "cumulative_change", "period": f"{PLAN[0]}-{PLAN[-1]}", "kind": kind,
                "value": f"-{value}", "value_as_printed": str(value),
            }  # fmt: skip
        for year in PLAN:
            yearly = (basic / len(PLAN)).quantize(Decimal("0.01"))
            yield {
                **fall, "measure": "yearly_change", "period": str(year), "kind": "basic", "value": f"-{yearly}",
                "value_as_printed": str(yearly),
            }  # fmt: skip
        cap = str(chance.randint(1000, 9000))
        yield {
            **common, "indicator_code": "energy_consumption", "measure": "level", "period": f"{PLAN[0]}-{PLAN[-1]}",
            "kind": "basic", "value": cap, "value_as_printed": cap, "unit": "10k_tce", "processing": "none",
        }  # fmt: skip


def _observations(codes: Sequence[int], chance: random.Random) -> Iterator[Row]:
    for code in codes:
        missing = chance.choice((0, 0, PLAN[2]))
        for year in PLAN:
            change = str(Decimal(chance.randint(-500, 50)) / 100)
            if year != missing:
                yield _observation({**INTENSITY, "region_code": str(code), "sector_code": "all"}, year, change)
        level = chance.randint(800, 8000)
        for year in LEVEL_YEARS:
            level += chance.randint(-20, 60)
            yield _observation({**CONSUMPTION, "region_code": str(code), "sector_code": "all"}, year, str(level))


def _many(codes: Sequence[int], series: int, chance: random.Random) -> Iterator[Row]:
    for number in range(1, series + 1):
        region, level = str(codes[number % len(codes)]), chance.randint(5000, 9000)
        series = {**CONSUMPTION, "region_code": region, "sector_code": _sector(number)}
        for year in YEARS_OF_SERIES:
            amount = f"{(level + chance.randint(-400, 400)) / 10:.1f}"
            yield _observation(series, year, amount)


def _observation(series: Row, year: int, value: str) -> Row:
    return {
        **series, "period": str(year), "vintage": "1", "value": value, "value_as_printed": value, "status": "final",
        "processing": "none", **_source("synthetic-bulletin", f"{year} 年"),
    }  # fmt: skip


def write_package(folder: Path, tables: Mapping[str, tuple[str, Iterable[Row]]]) -> int:
    """Write a descriptor, the schemas and the tables of a package; the number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, (kind, rows) in tables.items():
        shutil.copy(ROOT / "schemas" / f"{kind}.schema.json", folder)
        columns = [field["name"] for field in json.loads((folder / f"{kind}.schema.json").read_bytes())["fields"]]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            for row in rows:
                writer.writerow(row)
                count += 1
    described = _descriptor(folder.name, {name: kind for name, (kind, _) in tables.items()})
    (folder / "datapackage.json").write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return count


def _descriptor(name: str, kinds: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "name": name, "title": f"合成国 {name}", "description": f"合成的 {name}，用来测速。", "version": "1.0.0",
        "created": "2021-06-01T00:00:00Z", "licenses": [{"name": "CC-BY-4.0"}], "contributors": [{"title": "合成国"}],
        "translations": {"en": {"title": f"Synthetic {name}", "description": f"Synthetic {name}, to measure."}},
        "dataDate": "2020-12-31", "status": "final", "verification": "transcribed",
        "resources": [
            {
                "name": table, "title": table, "path": f"{table}.csv", "type": "table", "format": "csv",
                "mediatype": "text/csv", "encoding": "utf-8", "schema": f"{kind}.schema.json",
            }
            for table, kind in kinds.items()
        ],
    }  # fmt: skip


def write_rules(folder: Path, provinces: Sequence[int]) -> None:
    """Write the country's scopes, one for the provinces and one for the counties of each, beside the shipped rules."""
    (folder / "barometer").mkdir(parents=True, exist_ok=True)
    for name in SHARED_RULES:
        shutil.copy(ROOT / "rules" / name, folder)
    shutil.copy(ROOT / "rules" / "barometer" / "national-2020.toml", folder / "barometer")
    scopes = [_scope("provinces", COUNTRY, "province"), *(_scope(f"counties-{c}", c, "county") for c in provinces)]
    (folder / "scopes.toml").write_text("\n".join(scopes), "utf-8")
    beside = json.dumps([f"counties-{code}" for code in provinces[:SCOPES_BESIDE]])
    site = (ROOT / "rules" / "site.toml").read_text("utf-8")
    site = re.sub(r"(?m)^home_scope = .*$", 'home_scope = "provinces"', site)
    site = re.sub(r"(?m)^scopes_beside = .*$", f"scopes_beside = {beside}", site)
    (folder / "site.toml").write_text(site, "utf-8")


def _scope(identifier: str, parent: int, kind: str) -> str:
    words = f'{{ zh = "合成范围 {identifier}", en = "Synthetic {identifier}" }}'
    periods = json.dumps([str(year) for year in PLAN])
    return f"""[[scope]]
id = "{identifier}"
name = {words}
summary = {words}
kind = "derived"
parent = "{parent}"
region_kinds = ["{kind}"]
includes_parent = false
plan = "{PLAN[0]}-{PLAN[-1]}"
periods = {periods}
rule_set = "national-2020"
rule_set_note = {words}
sector = "all"
dimensions = ["intensity", "total"]
scheme = ""
"""


if __name__ == "__main__":
    main()
