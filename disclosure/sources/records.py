"""From the rows of a sound table to records; nothing is judged here, the reader has done that."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from disclosure.model.periods import Period
from disclosure.model.records import (
    Anomaly,
    Document,
    Further,
    Indicator,
    Measure,
    Observation,
    OfficialAssessment,
    Processing,
    Provenance,
    Provision,
    Region,
    Sector,
    Target,
    ValueStatus,
)
from disclosure.model.tables import Table
from disclosure.model.text import Text

Cells = Mapping[str, str]
Build = Callable[[Cells, Provenance], object]


def build_records(package: str, table: Table, build: Build) -> Iterator[object]:
    """One record per row, with where it comes from."""
    names = tuple(column.name for column in table.columns)
    for number, row in enumerate(table.rows, start=2):
        cells = dict(zip(names, row, strict=True))
        yield build(cells, _provenance(cells, package, table.name, number))


def _provenance(cells: Cells, package: str, table: str, row: int) -> Provenance:
    return Provenance(
        document=cells.get("source_document") or cells.get("code", ""),
        anchor=cells.get("source_anchor", ""),
        quote=cells.get("source_quote", ""),
        also=split(cells.get("source_also", "")),
        package=package,
        table=table,
        row=row,
        more=Further.listed(cells.get("source_more", "")),
    )


def split(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip()) if text else ()


def build_region(cells: Cells, provenance: Provenance) -> Region:
    """A region from its row."""
    return Region(
        code=cells["code"],
        name=Text(cells["name"], cells["name_en"]),
        short_name=cells["short_name"] or cells["name"],
        kind=cells["kind"],
        parent=cells["parent"] or None,
        code_scheme=cells["code_scheme"],
        valid_from=cells["valid_from"],
        valid_to=cells["valid_to"],
        aliases=split(cells["aliases"]),
        note=cells["note"],
        provenance=provenance,
    )


def build_sector(cells: Cells, provenance: Provenance) -> Sector:
    """A sector from its row."""
    return Sector(cells["code"], Text(cells["name"], cells["name_en"]), provenance)


def build_indicator(cells: Cells, provenance: Provenance) -> Indicator:
    """An indicator from its row."""
    return Indicator(
        code=cells["code"],
        name=Text(cells["name"], cells["name_en"]),
        definition=Text(cells["definition"], cells["definition_en"]),
        unit=cells["unit"],
        direction=cells["direction"],
        caliber=Text(cells["caliber"], cells["caliber_en"]),
        price_base=Text(cells["price_base"], cells["price_base_en"]),
        formula=cells["formula"],
        provenance=provenance,
    )


def build_document(cells: Cells, provenance: Provenance) -> Document:
    """A document from its row; it is its own source."""
    return Document(
        code=cells["code"],
        title=Text(cells["title"], cells["title_en"]),
        index_number=cells["index_number"],
        number=cells["number"],
        issuer=cells["issuer"],
        written=cells["written"],
        issued=cells["issued"],
        status=cells["status"],
        read_at=cells["read_at"],
        verification=cells["verification"],
        note=cells["note"],
        provenance=provenance,
    )


def build_target(cells: Cells, provenance: Provenance) -> Target:
    """A target from its row."""
    return Target(
        region=cells["region_code"],
        sector=cells["sector_code"],
        indicator=cells["indicator_code"],
        measure=Measure(cells["measure"]),
        period=Period.parse(cells["period"]),
        kind=cells["kind"],
        value=decimal_of(cells["value"]),
        value_status=ValueStatus(cells["value_status"]),
        as_printed=cells["value_as_printed"],
        bound=cells["bound"],
        unit=cells["unit"],
        nature=cells["nature"],
        status=cells["status"],
        processing=Processing(cells["processing"]),
        responsible=split(cells["responsible"]),
        note=cells["note"],
        anomaly=split(cells["anomaly"]),
        provenance=provenance,
    )


def build_observation(cells: Cells, provenance: Provenance) -> Observation:
    """An observation from its row."""
    return Observation(
        region=cells["region_code"],
        sector=cells["sector_code"],
        indicator=cells["indicator_code"],
        measure=Measure(cells["measure"]),
        period=Period.parse(cells["period"]),
        vintage=int(cells["vintage"]),
        value=decimal_of(cells["value"]),
        value_status=ValueStatus(cells["value_status"]),
        as_printed=cells["value_as_printed"],
        unit=cells["unit"],
        status=cells["status"],
        processing=Processing(cells["processing"]),
        note=cells["note"],
        anomaly=split(cells["anomaly"]),
        provenance=provenance,
    )


def build_official(cells: Cells, provenance: Provenance) -> OfficialAssessment:
    """A level or grade as issued, from its row."""
    return OfficialAssessment(
        scheme=cells["scheme"],
        region=cells["region_code"],
        period=Period.parse(cells["period"]),
        dimension=cells["dimension"],
        yardstick=cells["yardstick"],
        level=int(cells["level"]) if cells["level"] else None,
        as_printed=cells["result_as_printed"],
        colour_as_printed=cells["colour_as_printed"],
        basis=cells["basis"],
        note=cells["note"],
        anomaly=split(cells["anomaly"]),
        provenance=provenance,
    )


def build_provision(cells: Cells, provenance: Provenance) -> Provision:
    """A provision of a document from its row."""
    return Provision(
        code=cells["code"],
        region=cells["region_code"],
        kind=cells["kind"],
        title=Text(cells["title"], cells["title_en"]),
        cadence=cells["cadence"],
        deadline=cells["deadline"],
        responsible=split(cells["responsible"]),
        status=cells["status"],
        note=cells["note"],
        anomaly=split(cells["anomaly"]),
        provenance=provenance,
    )


def build_anomaly(cells: Cells, provenance: Provenance) -> Anomaly:
    """An anomaly from its row."""
    return Anomaly(
        code=cells["code"],
        kind=cells["kind"],
        title=Text(cells["title"], cells["title_en"]),
        printed=cells["printed"],
        found=Text(cells["found"], cells["found_en"]),
        treatment=Text(cells["treatment"], cells["treatment_en"]),
        check=split(cells["check"]),
        provenance=provenance,
    )


def decimal_of(text: str) -> Decimal | None:
    """The number of a cell, or None where it is empty."""
    return Decimal(text) if text else None
