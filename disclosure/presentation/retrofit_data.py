"""Retrofits against the duty as rows of a dataset: each share with its arithmetic and with what it is held against."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, partial

from disclosure.measures.retrofitting import Industry, Progress, Yearly, progress, verdict_of, verdict_of_year
from disclosure.model.days import day_of
from disclosure.model.list_rules import Duty
from disclosure.model.lists import Lists
from disclosure.model.release import Release
from disclosure.presentation.derived_datasets import Row, exact

YEARS, TOTALS = "retrofit-years", "retrofit-totals"
_ABOUT = ("product_code", "product", "region_code", "region_name")
_CAPACITY = ("industry_capacity", "capacity_unit", "capacity_basis", "capacity_period")
COLUMNS: Mapping[str, Row] = {
    YEARS: (
        *_ABOUT, "year", "ordered_capacity", "completed_capacity", *_CAPACITY, "ordered_share", "completed_share",
        "required_share", "share_arithmetic", "verdict",
    ),
    TOTALS: (
        *_ABOUT, "ordered_capacity", "completed_capacity", "in_time_capacity", "final_year", *_CAPACITY,
        "ordered_share", "completed_share", "in_time_share", "required_share", "share_arithmetic", "verdict",
        "not_counted",
    ),
}  # fmt: skip
KEYS: Mapping[str, Row] = {YEARS: ("product_code", "region_code", "year"), TOTALS: ("product_code", "region_code")}
NUMBERS = (
    "ordered_capacity", "completed_capacity", "in_time_capacity", "industry_capacity", "ordered_share",
    "completed_share", "in_time_share", "required_share",
)  # fmt: skip
INTEGERS = ("year", "final_year", "not_counted")


def found(release: Release) -> tuple[Progress, ...]:
    """Every product that is retrofitted, everywhere and by region, on the day of a release; nothing without a duty.

    The published sums of the region that lies in no other stand for everywhere.
    """
    duty = release.rules.lists.duty
    root = next((code for code, region in release.regions.items() if not region.parent), "")
    within = cache(partial(_within, release))
    return tuple(progress(release.lists, duty, root, day_of(release.as_of), within)) if duty else ()


def _within(release: Release, code: str) -> tuple[str, ...]:
    """A region and those that it lies in."""
    region = release.regions.get(code)
    return (code, *(_within(release, region.parent) if region and region.parent else ()))


def rows(release: Release) -> Mapping[str, tuple[Row, ...]]:
    """The rows of both tables; the region of everywhere is empty."""
    duty, all_ = release.rules.lists.duty, found(release)
    if duty is None:
        return {YEARS: (), TOTALS: ()}
    return {
        YEARS: tuple(_year(release, duty, one, year) for one in all_ for year in one.years),
        TOTALS: tuple(_total(release, duty, one) for one in all_),
    }


def _year(release: Release, duty: Duty, whole: Progress, year: Yearly) -> Row:
    is_due = duty.first_year <= year.year <= duty.final_year
    return (
        *(*_about(release, whole), str(year.year), exact(year.ordered), exact(year.done)),
        *_capacity(release.lists, whole),
        *(exact(year.ordered_share), exact(year.done_share), exact(duty.yearly_share) if is_due else ""),
        *(_arithmetic(year.ordered, whole.industry, year.ordered_share), verdict_of_year(duty, year, whole)),
    )


def _total(release: Release, duty: Duty, whole: Progress) -> Row:
    sums = (exact(whole.ordered), exact(whole.done), exact(whole.in_time), str(duty.final_year))
    shares = (exact(whole.ordered_share), exact(whole.done_share), exact(whole.in_time_share), exact(duty.final_share))
    arithmetic = _arithmetic(whole.in_time, whole.industry, whole.in_time_share)
    return (
        *(*_about(release, whole), *sums, *_capacity(release.lists, whole), *shares),
        *(arithmetic, verdict_of(whole), str(len(whole.others))),
    )


def region_name(release: Release, code: str) -> str:
    """The Chinese name of a region; empty for everywhere, and where the register lacks it."""
    found = release.regions.get(code)
    return found.name.zh if found else ""


def _about(release: Release, whole: Progress) -> Row:
    product = release.lists.products[whole.product]
    name = " ".join(filter(None, (product.name.zh, product.kind.zh)))
    return product.code, name, whole.region, region_name(release, whole.region)


def _capacity(lists: Lists, whole: Progress) -> Row:
    industry, unit = whole.industry, lists.products[whole.product].capacity_unit
    published = industry.aggregate
    basis = "published" if published else "unknown" if industry.capacity is None else "named"
    return exact(industry.capacity), unit, basis, published.period.code if published else ""


def _arithmetic(part: Decimal, industry: Industry, share: Decimal | None) -> str:
    """How a share is made, as a sum to follow: `100 / 800 * 100 = 12.5`."""
    return "" if share is None else f"{exact(part)} / {exact(industry.capacity)} * 100 = {exact(share)}"
