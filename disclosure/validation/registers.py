"""Registers that contradict themselves, and rules that name what no register holds."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.rules import Rules, Scope
from disclosure.validation.references import REGISTER_KINDS
from disclosure.validation.rows import Sheet

SCOPES, DIMENSIONS, FIGURES, RANGES = (f"rules/{name}.toml" for name in ("scopes", "dimensions", "figures", "ranges"))
LISTS, EDITIONS = "rules/lists.toml", "rules/editions.toml"
REFERENCE = "reference/datapackage.json"
MAY_BE_ABSENT = frozenset({"anomalies", "products", "enterprises", "installations", "retrofits"})
"""Registers that a project without anything to register leaves out."""
STEP = " → "


def check_registers(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """One code stands in one register only, whichever package holds it, and no region lies within itself."""
    for kind in REGISTER_KINDS.values():
        first: dict[str, str] = {}
        for sheet in (sheet for sheet in sheets if sheet.table.kind == kind):
            for number, (code,) in sheet.picked("code"):
                seen = first.setdefault(code, f"{sheet.file}:{number}")
                if seen != f"{sheet.file}:{number}":
                    yield sheet.finding("R205", Severity.ERROR, number, "code", {"first": seen})
    yield from _namesakes(sheets)
    yield from _circles(sheets)


def _namesakes(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Regions that lie side by side under one name; one that is past may leave its name to its successor."""
    first: dict[tuple[str, ...], str] = {}
    for sheet in (sheet for sheet in sheets if sheet.table.kind == "region"):
        for number, (code, *named, valid_to) in sheet.picked("code", "name", "parent", "valid_to"):
            seen = code if valid_to else first.setdefault(tuple(named), code)
            if seen != code:
                yield sheet.finding("R204", Severity.ERROR, number, "name", {"first": seen})


def _circles(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Each circle of regions once, at the first of its rows."""
    regions = [sheet for sheet in sheets if sheet.table.kind == "region"]
    parents = {code: parent for sheet in regions for _, (code, parent) in sheet.picked("code", "parent")}
    names = {code: name for sheet in regions for _, (code, name) in sheet.picked("code", "name")}
    reported: set[str] = set()
    for sheet in regions:
        for number, (code,) in sheet.picked("code"):
            circle = _circle(code, parents)
            if circle and reported.isdisjoint(circle):
                reported.update(circle)
                facts = {"circle": STEP.join(names[member] for member in (*circle, code))}
                yield sheet.finding("R211", Severity.ERROR, number, "parent", facts)


def _circle(code: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The regions from `code` upwards until it comes again; none where it does not."""
    path = [code]
    while (above := parents.get(path[-1], "")) and above != code:
        if above in path:
            return ()
        path.append(above)
    return tuple(path) if above == code else ()


def check_rules(sheets: Sequence[Sheet], rules: Rules) -> Iterator[Finding]:
    """Every region, sector, indicator and document that the rules name is registered; no scope is without regions."""
    known = {register: _codes(sheets, kind) for register, kind in REGISTER_KINDS.items()}
    for register, codes in known.items():
        if not codes and register not in MAY_BE_ABSENT:
            yield Finding("R209", Severity.ERROR, Place(REFERENCE), facts={"problem": "absent", "register": register})
    for dimension in rules.dimensions.values():
        yield from _unknown(DIMENSIONS, dimension.id, dimension.indicator, "indicators", known)
    for name, code in (("consumption", rules.figures.consumption), ("comparison", rules.figures.comparison)):
        yield from _unknown(FIGURES, name, code, "indicators", known) if code else ()
    for code in rules.ranges.products:
        yield from _unknown(RANGES, "product", code, "indicators", known)
    for scope in _judged_scopes(sheets, rules):
        yield from _unknown(SCOPES, scope.id, scope.parent, "regions", known)
        yield from _unknown(SCOPES, scope.id, scope.sector, "sectors", known)
        if scope.kind == "derived" and scope.parent in known["regions"] and not _has_regions(scope, sheets):
            facts = {"problem": "empty", "name": scope.id, "parent": scope.parent}
            yield Finding("R209", Severity.ERROR, Place(SCOPES), ", ".join(scope.region_kinds), facts)
    yield from _documents(sheets, rules)


def _documents(sheets: Sequence[Sheet], rules: Rules) -> Iterator[Finding]:
    """What editions, procedures and the duty rest on is registered, and invented only where they are."""
    realms = {code: s.is_sample for s in sheets if s.table.kind == "document" for _, code in s.column("code")}
    cited = [(EDITIONS, edition.code, edition.document, False) for edition in rules.editions.values()]
    if rules.lists.duty:
        cited.append((LISTS, "duty", rules.lists.duty.document, False))
    for procedure in rules.lists.procedures.values():
        if not procedure.is_sample or _has_sample(sheets, rules):
            cited.append((LISTS, procedure.id, procedure.document, procedure.is_sample))
    for file, name, code, is_sample in cited if realms else ():
        if realms.get(code) is not is_sample:
            problem = ("real" if is_sample else "sample") if code in realms else "unknown"
            facts = {"problem": problem, "name": name, "code": code, "register": "documents"}
            yield Finding("R209", Severity.ERROR, Place(file), code, facts)


def _has_sample(sheets: Sequence[Sheet], rules: Rules) -> bool:
    """Whether the packages of the sample are there and the site shows it."""
    return rules.site.sample is not None and any(sheet.is_sample for sheet in sheets)


def _judged_scopes(sheets: Sequence[Sheet], rules: Rules) -> tuple[Scope, ...]:
    """The scopes of real places, and those of the sample where it is shown."""
    has_sample = _has_sample(sheets, rules)
    return tuple(scope for scope in rules.scopes if has_sample or not scope.is_sample)


def _codes(sheets: Sequence[Sheet], kind: str) -> frozenset[str]:
    return frozenset(code for sheet in sheets if sheet.table.kind == kind for _, code in sheet.column("code"))


def _has_regions(scope: Scope, sheets: Sequence[Sheet]) -> bool:
    regions = (row for s in sheets if s.table.kind == "region" for _, row in s.picked("parent", "kind"))
    return scope.includes_parent or any(
        parent == scope.parent and kind in scope.region_kinds for parent, kind in regions
    )


def _unknown(file: str, name: str, code: str, register: str, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    if known[register] and code not in known[register]:
        facts = {"problem": "unknown", "name": name, "code": code, "register": register}
        yield Finding("R209", Severity.ERROR, Place(file), code, facts)
