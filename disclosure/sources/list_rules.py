"""Rules of lists and editions, read from TOML."""

from collections.abc import Mapping
from dataclasses import fields

from disclosure.model.list_rules import Duty, Edition, ListRules, Procedure, SmallCells, Words
from disclosure.sources.entries import Entry


def editions_of(entry: Entry) -> Mapping[str, Edition]:
    """The editions of levels by code."""
    return {table.name: _edition(table) for table in entry.tables()}


def _edition(entry: Entry) -> Edition:
    return Edition(
        code=entry.name,
        name=entry.text("name"),
        valid_from=entry.partial_date("valid_from"),
        valid_to=entry.partial_date("valid_to", ""),
        document=entry.string("document"),
        fields=entry.whole("fields") if "fields" in entry.values else None,
        note=entry.text("note"),
    )


def lists_of(entry: Entry) -> ListRules:
    """The rules of lists; nothing in them has a default."""
    procedures = tuple(map(_procedure, entry.list("procedure")))
    cells, duty, names, words = map(entry.table, ("small_cells", "duty", "names", "words"))
    return ListRules(
        procedures={procedure.id: procedure for procedure in procedures},
        small_cells=SmallCells(cells.whole("least_units"), cells.decimal("largest_share"), cells.text("law")),
        duty=_duty(duty),
        legal_forms=names.texts("legal_forms"),
        prefixes=names.texts("prefixes"),
        words=Words(**{one.name: words.texts(one.name) for one in fields(Words)}),
    )


def _procedure(entry: Entry) -> Procedure:
    procedure = Procedure(
        id=entry.identity("id"),
        name=entry.text("name"),
        window_days=entry.whole("window_days"),
        longest_months=entry.whole("longest_months"),
        document=entry.string("document"),
        anchor=entry.string("anchor"),
        note=entry.text("note"),
        is_sample=entry.flag("sample", default=False),
        contact=entry.text("contact") if "contact" in entry.values else None,
    )
    for name in ("window_days", "longest_months"):
        if entry.whole(name) < 1:
            raise entry.fault(name, "above_zero")
    return procedure


def _duty(entry: Entry) -> Duty:
    return Duty(
        yearly_share=entry.decimal("yearly_share"),
        final_share=entry.decimal("final_share"),
        first_year=entry.whole("first_year"),
        final_year=entry.whole("final_year"),
        document=entry.string("document"),
        anchor=entry.string("anchor"),
        quote=entry.string("quote"),
        longest_years=entry.whole("longest_years"),
        longest_anchor=entry.string("longest_anchor"),
        longest_quote=entry.string("longest_quote"),
    )
