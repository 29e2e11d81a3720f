"""The regions of the invented city and the documents that its numbers are said to stand in."""

from collections.abc import Iterator

from sample.packing import Row, read, source

CITY = "990100"
FACTS = read("places")
NAMES = {code: name for code, name, *_ in FACTS["regions"]}
"""The name of each region, the city first."""
DISTRICTS = tuple(code for code in NAMES if code != CITY)
DOCUMENT_COLUMNS = ("code", "title", "title_en", "number", "issuer", "written", "issued")


def regions() -> Iterator[Row]:
    """The register of regions."""
    for code, name, name_en, kind in FACTS["regions"]:
        yield {
            "code": code, "name": name, "name_en": name_en, "short_name": name, "kind": kind,
            "parent": "" if code == CITY else CITY, "code_scheme": "local", "note": "虚构的地区，不是任何真实的地方。",
            **source("sample-code-table", f"代码 {code}", f"{code} {name}"),
        }  # fmt: skip


def documents() -> Iterator[Row]:
    """The register of documents."""
    return _documents("documents")


def final_documents() -> Iterator[Row]:
    """The document of the release that waits for its day."""
    return _documents("final_documents")


def _documents(group: str) -> Iterator[Row]:
    for values in FACTS[group]:
        known = dict(zip(DOCUMENT_COLUMNS, values, strict=True))
        yield {**known, "status": "in_force", "verification": "no_original", "note": "虚构，只用于示例。"}
