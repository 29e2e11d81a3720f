"""Lists, tiers and retrofits as a dataset beside the committed ones: one flat table for readers, every tier and share
with its arithmetic, and what remains of entries that may not be named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from disclosure.measures.tiers import usable
from disclosure.model.days import Day
from disclosure.model.lists import Judgement, Lists, Placing, Standing
from disclosure.model.release import Release
from disclosure.model.tables import Column, Dataset, Table
from disclosure.presentation import list_addresses, retrofit_data
from disclosure.presentation.derived_datasets import Row, Words, both, derived_dataset, exact

_UNIT = (
    "installation_code", "installation", "enterprise_code", "enterprise", "region_code", "region_name", "product_code",
    "product",
)  # fmt: skip
_FIGURE = (
    "period", "value", "value_status", "accepted_value", "unit", "edition", "benchmark_level", "baseline_level",
    "over_benchmark", "over_baseline", "tier",
)  # fmt: skip
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "lists": (
        "entry_code", "list", "standing", *_UNIT, "credit_code", "capacity", "capacity_unit", *_FIGURE, "notice_date",
        "window_end", "reply", "reply_outcome", "decided_on", "decided_by", "document_number", "valid_to",
        "corrected_on", "corrected_document", "source_document", "source_anchor",
    ),
    "tiers": (
        *_UNIT, *_FIGURE, "arithmetic", "declared_tier", "assessed_by", "assessed_on", "origin", "legal_basis",
        "source_document", "source_anchor", "source_quote", "accepted_on", "accepted_by", "accepted_source_document",
        "accepted_source_anchor",
    ),
    "open": ("list", "product_code", "window_end", "is_undecided", "cases"),
    "removed": ("entry_code", "list", "product_code", "standing", "since", "removal_reason"),
    **retrofit_data.COLUMNS,
}  # fmt: skip
_KEYS: Mapping[str, Row] = {
    "lists": ("entry_code",),
    "tiers": ("installation_code", "period"),
    "open": ("list", "product_code", "window_end", "is_undecided"),
    "removed": ("entry_code",),
    **retrofit_data.KEYS,
}
_GUESSED = {("open", "product_code"), ("removed", "product_code")}
_MAY_BE_EMPTY = _GUESSED | {(name, "region_code") for name in retrofit_data.KEYS}
"""Columns of keys that are empty where they would let an installation be guessed, or where everywhere is meant."""
_TYPES = {
    **dict.fromkeys(
        ("value", "accepted_value", "benchmark_level", "baseline_level", "over_benchmark", "over_baseline", "capacity"),
        "number",
    ),
    **dict.fromkeys(
        ("window_end", "notice_date", "decided_on", "valid_to", "corrected_on", "since", "accepted_on"), "date"
    ),
    **dict.fromkeys(retrofit_data.NUMBERS, "number"),
    **dict.fromkeys(("cases", *retrofit_data.INTEGERS), "integer"),
    "is_undecided": "boolean",
}
_TOLD = {"value": "tier_value"}
"""Columns that say something else here than in the datasets of barometers."""
_REGISTERS = {
    "region_code": "regions", "product_code": "products", "source_document": "documents", "unit": "units",
    "accepted_source_document": "documents",
    "installation_code": "installations", "enterprise_code": "enterprises",
}  # fmt: skip


def efficiency_dataset(release: Release, words: Words) -> Dataset:
    """The dataset of one release; its tables hold nothing that may not be named."""
    lists = release.lists
    rows: Mapping[str, Iterable[Row]] = {
        "lists": (_listed(release, placing) for placing in lists.placings),
        "tiers": _tiers(release),
        "open": _open(lists),
        "removed": _removed(lists),
        **retrofit_data.rows(release),
    }
    return derived_dataset(
        release,
        name=list_addresses.efficiency_dataset(list_addresses.SAMPLE if release.is_sample else ""),
        title=both(words, "derived.efficiency.title"),
        description=both(words, "derived.efficiency.description"),
        keywords=tuple(words["zh"].word("derived.efficiency.keywords").split(";")),
        sources=tuple((dataset.title.zh, "") for dataset in release.datasets),
        tables=tuple(
            Table(
                name, "derived", both(words, f"derived.{name}.title"), _columns(name, words), _KEYS[name], tuple(made)
            )
            for name, made in rows.items()
        ),
    )


def _columns(table: str, words: Words) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=name,
            title=both(words, f"derived.column.{_TOLD.get(name, name)}.title"),
            description=both(words, f"derived.column.{_TOLD.get(name, name)}.description"),
            type=_TYPES.get(name, "string"),
            is_required=name in _KEYS[table] and (table, name) not in _MAY_BE_EMPTY,
            refers_to=_REGISTERS.get(name, ""),
        )
        for name in _COLUMNS[table]
    )


def _listed(release: Release, placing: Placing) -> Row:
    lists, listing = release.lists, placing.listing
    source = listing.provenance
    installed = lists.installations[listing.installation]
    facts = (lists.enterprises[installed.enterprise].credit_code, exact(installed.capacity))
    judged = _figure(placing.current) if placing.current else (listing.period.code, *("" for _ in _FIGURE[1:]))
    days = (listing.notice_date.isoformat(), placing.window_end.isoformat())
    decision = (listing.reply, listing.reply_outcome, _iso(listing.decided_on), listing.decided_by)
    return (
        *(listing.code, listing.list, placing.standing),
        *_unit(release, listing.installation),
        *(*facts, lists.products[installed.product].capacity_unit),
        *judged,
        *(*days, *decision, listing.document_number, _iso(listing.valid_to), _iso(listing.corrected_on)),
        *(listing.corrected_document, source.document, source.anchor),
    )


def _unit(release: Release, code: str) -> Row:
    lists = release.lists
    installed = lists.installations[code]
    product, firm = lists.products[installed.product], lists.enterprises[installed.enterprise]
    name = " ".join(filter(None, (product.name.zh, product.kind.zh)))
    region = retrofit_data.region_name(release, installed.region)
    return code, installed.name.zh, firm.code, firm.name.zh, installed.region, region, product.code, name


def _figure(judged: Judgement) -> Row:
    record, level = judged.record, judged.level
    benchmark, baseline = usable(level) if level else (None, None)
    over = (exact(judged.over_benchmark), exact(judged.over_baseline))
    held = (record.edition, exact(benchmark), exact(baseline))
    figure = (exact(record.value), record.value_status, exact(judged.accepted), record.unit)
    return record.period.code, *figure, *held, *over, judged.tier


def _tiers(release: Release) -> Iterator[Row]:
    """Every judgement as it counts today: that of a corrected entry by the figure that was accepted, and the newest one
    as the installation counts."""
    lists = release.lists
    corrected = {
        (placing.listing.installation, placing.listing.period): placing.current
        for placing in lists.placings
        if placing.standing is Standing.CORRECTED
    }
    for code, found in lists.efficiency.items():
        for judged in found[:-1]:
            yield _tier(release, corrected.get((code, judged.record.period)) or judged)
        yield _tier(release, lists.current[code])


def _tier(release: Release, judged: Judgement) -> Row:
    record, source = judged.record, judged.record.provenance
    basis = (record.assessed_by, _iso(record.assessed_on), record.origin, record.legal_basis)
    return (
        *_unit(release, record.installation),
        *_figure(judged),
        *(_arithmetic(judged), record.declared_tier or "", *basis),
        *(source.document, source.anchor, source.quote),
        *_acceptance(judged),
    )


def _acceptance(judged: Judgement) -> Row:
    """When and by whom the figure was accepted that counts instead of the record's, and where that stands."""
    retrofit = judged.retrofit
    if retrofit is None:
        return ("", "", "", "")
    source = retrofit.provenance
    return _iso(retrofit.completed_on), retrofit.accepted_by, source.document, source.anchor


def _arithmetic(judged: Judgement) -> str:
    """How much worse than each level, as a sum to follow: `118 - 100 = 18; 118 - 117 = 1`."""
    level, value = judged.level, judged.value
    if level is None or value is None:
        return ""
    held = zip(usable(level), (judged.over_benchmark, judged.over_baseline), strict=True)
    return "; ".join(
        f"{exact(value)} - {exact(limit)} = {exact(over)}"
        if over == value - limit
        else f"{exact(limit)} - {exact(value)} = {exact(over)}"
        for limit, over in held
        if limit is not None and over is not None
    )


def _open(lists: Lists) -> Iterator[Row]:
    cases = Counter((case.list, case.product, case.window_end.isoformat(), case.is_undecided) for case in lists.open)
    for (name, product, end, is_undecided), count in sorted(cases.items()):
        yield name, product, end, "true" if is_undecided else "false", str(count)


def _removed(lists: Lists) -> Iterator[Row]:
    for stone in lists.tombstones:
        yield stone.code, stone.list, stone.product, stone.standing, stone.on.isoformat(), stone.reason


def _iso(day: Day | None) -> str:
    return day.isoformat() if day else ""
