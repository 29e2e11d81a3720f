"""From the rows of sound tables to records about levels and installations."""

from collections.abc import Mapping
from decimal import Decimal

from disclosure.model.days import Day, day_of
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
from disclosure.model.periods import Period
from disclosure.model.records import Provenance, ValueStatus
from disclosure.model.text import Text
from disclosure.sources.records import decimal_of

Cells = Mapping[str, str]


def build_product(cells: Cells, provenance: Provenance) -> Product:
    """A product class from its row."""
    return Product(
        code=cells["code"],
        field=Text(cells["field"], cells["field_en"]),
        name=Text(cells["name"], cells["name_en"]),
        kind=Text(cells["class"], cells["class_en"]),
        quantity=Text(cells["quantity"], cells["quantity_en"]),
        unit=cells["unit"],
        direction=cells["direction"],
        capacity_unit=cells["capacity_unit"],
        standard=cells["standard"],
        industry_code=cells["industry_code"],
        note=cells["note"],
        provenance=provenance,
    )


def build_level(cells: Cells, provenance: Provenance) -> EfficiencyLevel:
    """The two levels of a product in one edition from their row."""
    return EfficiencyLevel(
        product=cells["product_code"],
        edition=cells["edition"],
        benchmark_level=decimal_of(cells["benchmark_level"]),
        benchmark_status=ValueStatus(cells["benchmark_level_status"]),
        baseline_level=decimal_of(cells["baseline_level"]),
        baseline_status=ValueStatus(cells["baseline_level_status"]),
        unit=cells["unit"],
        note=cells["note"],
        provenance=provenance,
    )


def build_grade(cells: Cells, provenance: Provenance) -> LimitGrade:
    """The grades of a mandatory standard from their row."""
    return LimitGrade(
        standard=cells["standard"],
        product=cells["product"],
        kind=cells["class"],
        quantity=cells["quantity"],
        grades=(decimal_of(cells["grade_1"]), decimal_of(cells["grade_2"]), decimal_of(cells["grade_3"])),
        unit=cells["unit"],
        note=cells["note"],
        provenance=provenance,
    )


def build_enterprise(cells: Cells, provenance: Provenance) -> Enterprise:
    """An enterprise from its row."""
    return Enterprise(
        code=cells["code"],
        name=Text(cells["name"], cells["name_en"]),
        credit_code=cells["credit_code"],
        region=cells["region_code"],
        sector=cells["sector_code"],
        note=cells["note"],
        provenance=provenance,
    )


def build_installation(cells: Cells, provenance: Provenance) -> Installation:
    """An installation from its row."""
    return Installation(
        code=cells["code"],
        name=Text(cells["name"], cells["name_en"]),
        enterprise=cells["enterprise_code"],
        region=cells["region_code"],
        product=cells["product_code"],
        capacity=decimal_of(cells["capacity"]),
        commissioned=cells["commissioned"],
        status=cells["status"],
        note=cells["note"],
        provenance=provenance,
    )


def build_efficiency(cells: Cells, provenance: Provenance) -> EfficiencyRecord:
    """An efficiency record from its row."""
    return EfficiencyRecord(
        installation=cells["installation_code"],
        period=Period.parse(cells["period"]),
        value=decimal_of(cells["value"]),
        value_status=Reported(cells["value_status"]),
        as_printed=cells["value_as_printed"],
        unit=cells["unit"],
        edition=cells["edition"],
        declared_tier=Tier(cells["declared_tier"]) if cells["declared_tier"] else None,
        assessed_by=cells["assessed_by"],
        assessed_on=_day(cells["assessed_on"]),
        origin=cells["origin"],
        legal_basis=cells["legal_basis"],
        consent=cells["consent"],
        output=decimal_of(cells["output"]),
        output_consent=cells["output_consent"],
        note=cells["note"],
        provenance=provenance,
    )


def build_listing(cells: Cells, provenance: Provenance) -> Listing:
    """An entry of a list from its row."""
    return Listing(
        code=cells["code"],
        list=cells["list"],
        installation=cells["installation_code"],
        period=Period.parse(cells["period"]),
        procedure=cells["procedure"],
        notice_date=day_of(cells["notice_date"]),
        reply=cells["reply"],
        reply_date=_day(cells["reply_date"]),
        reply_text=cells["reply_text"],
        reply_outcome=cells["reply_outcome"],
        outcome_reason=cells["outcome_reason"],
        decision=cells["decision"],
        decided_on=_day(cells["decided_on"]),
        decided_by=cells["decided_by"],
        document_number=cells["document_number"],
        valid_to=_day(cells["valid_to"]),
        withdrawn_on=_day(cells["withdrawn_on"]),
        withdrawn_reason=cells["withdrawn_reason"],
        corrected_on=_day(cells["corrected_on"]),
        corrected_document=cells["corrected_document"],
        note=cells["note"],
        provenance=provenance,
    )


def build_retrofit(cells: Cells, provenance: Provenance) -> Retrofit:
    """A retrofit from its row."""
    return Retrofit(
        code=cells["code"],
        installation=cells["installation_code"],
        title=Text(cells["title"], cells["title_en"]),
        goal=cells["goal"],
        capacity=decimal_of(cells["capacity"]),
        decided_on=day_of(cells["decided_on"]),
        deadline=day_of(cells["deadline"]),
        completed_on=_day(cells["completed_on"]),
        accepted_by=cells["accepted_by"],
        value_after=decimal_of(cells["value_after"]),
        note=cells["note"],
        provenance=provenance,
    )


def build_step(cells: Cells, provenance: Provenance) -> RetrofitStep:
    """A milestone of a retrofit from its row."""
    return RetrofitStep(
        retrofit=cells["retrofit_code"],
        number=int(cells["number"]),
        title=Text(cells["title"], cells["title_en"]),
        due=day_of(cells["due"]),
        done_on=_day(cells["done_on"]),
        provenance=provenance,
    )


def build_aggregate(cells: Cells, provenance: Provenance) -> Aggregate:
    """A sum over installations from its row."""
    return Aggregate(
        region=cells["region_code"],
        product=cells["product_code"],
        period=Period.parse(cells["period"]),
        quantity=cells["quantity"],
        value=Decimal(cells["value"]),
        unit=cells["unit"],
        units=int(cells["units"]),
        note=cells["note"],
        provenance=provenance,
    )


def _day(text: str) -> Day | None:
    return day_of(text) if text else None
