"""Names of enterprises and installations where they would outlive their entry: one that is over leaves none behind.

Names stand only in rows that are withheld with the entry."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from disclosure.measures.withholding import LISTED_KINDS
from disclosure.model.findings import Finding, Place, Severity
from disclosure.model.list_rules import ListRules
from disclosure.model.tables import Column, Dataset
from disclosure.validation.books import Books, Line
from disclosure.validation.names import SHORTEST, Names, fold
from disclosure.validation.own_names import NO_SOUND, OwnName, own_names, sounds_of
from disclosure.validation.rows import Sheet

CODE = "P407"
REASONS = frozenset({"withdrawn_reason", "outcome_reason"})
"""What is published of an entry when it is gone."""
CODED = ("enterprise", "installation", "listing", "retrofit")
"""The kinds whose codes stand in addresses."""
COMMON = frozenset({"product", "sector", "indicator"})
"""The kinds whose names are nobody's."""
DEVICE = "installation "
"""Before the code of an installation, as an enterprise may have the same."""
LEADING = 2
"""Characters of a name, each a syllable."""
NO_LETTER = re.compile(r"[^a-z0-9]+")


def check_naming(
    sheets: Sequence[Sheet], datasets: Sequence[Dataset], books: Books, rules: ListRules
) -> Iterator[Finding]:
    """All places where a name would stay when its entry is gone."""
    if not books.of("enterprise") and not books.of("installation"):
        return
    owned = own_names(books, rules)
    common = _common(sheets)
    firms = tuple(_firms(books, owned, common))
    by_realm = {realm: Names((*firms, *_devices(books, realm))) for realm in (False, True)}
    for sheet in sheets:
        if sheet.table.kind not in LISTED_KINDS:
            yield from _table(sheet, by_realm[sheet.is_sample])
    for kind in sorted(LISTED_KINDS):
        yield from _rows(books.of(kind), books, by_realm)
    for entry in books.of("listing"):
        yield from _reasons(entry, by_realm[entry.sheet.is_sample], books)
    for line in (line for kind in CODED for line in books.of(kind)):
        yield from _code(line, _about(line, books)[0], owned, common)
    for dataset in datasets:
        yield from _package(dataset, by_realm[dataset.is_sample])


def _firms(books: Books, owned: Mapping[str, OwnName], common: str) -> Iterator[tuple[str, str]]:
    """What identifies an enterprise, with its code; what stands in a name of `common` things too is not its own."""
    for line in books.of("enterprise"):
        yield from ((line[column], line["code"]) for column in ("name", "name_en", "credit_code"))
        own = owned[line["code"]]
        if len(own.core) >= SHORTEST and own.core not in common:
            yield from ((name, line["code"]) for name in (own.stem, own.core))


def _common(sheets: Sequence[Sheet]) -> str:
    """The names of everything that is registered and is nobody, folded."""
    named = (sheet for sheet in sheets if sheet.table.kind in COMMON)
    return "\n".join(fold(name) for sheet in named for (name,) in sheet.distinct("name"))


def _devices(books: Books, is_sample: bool) -> Iterator[tuple[str, str]]:
    """The names of installations of one realm that a single one bears; what many are called identifies none."""
    bearers: dict[str, list[str]] = {}
    for line in books.of("installation"):
        if line.sheet.is_sample is is_sample:
            bearers.setdefault(fold(line["name"]), []).append(line["code"])
    return ((name, DEVICE + codes[0]) for name, codes in bearers.items() if len(codes) == 1)


def _about(line: Line, books: Books) -> tuple[Line | None, Line | None]:
    """The enterprise and the installation that a row is about and is withheld with; None where that is not known."""
    if "retrofit_code" in line.cells:
        line = books.retrofits.get(line["retrofit_code"], line)
    installation = books.installations.get(line["installation_code"]) if "installation_code" in line.cells else line
    if installation is None or "enterprise_code" not in installation.cells:
        return (line if line.sheet.table.kind == "enterprise" else None), None
    return books.enterprises.get(installation["enterprise_code"]), installation


def _table(sheet: Sheet, names: Names) -> Iterator[Finding]:
    """A table that is published whatever becomes of entries; each distinct text is looked at once."""
    for column in filter(_is_free, sheet.table.columns):
        texts = sheet.distinct(column.name)
        hits = {text: name for (text,) in texts if (name := _first(names, text))}
        for number, text in sheet.column(column.name) if hits else ():
            if text in hits:
                facts = {"problem": "text", "name": hits[text]}
                yield sheet.finding(CODE, Severity.ERROR, number, column.name, facts)


def _is_free(column: Column) -> bool:
    """Whether a column holds words rather than codes."""
    return column.type == "string" and not (column.refers_to or column.allowed or "pattern" in column.constraints)


def _first(names: Names, text: str) -> str:
    return next((name for name, _ in names.find(text)), "")


def _rows(lines: Sequence[Line], books: Books, by_realm: Mapping[bool, Names]) -> Iterator[Finding]:
    """A row names no other enterprise or installation than its own, as these may have to stay unnamed."""
    free = [column.name for column in lines[0].sheet.table.columns if _is_free(column)] if lines else []
    columns = [name for name in free if name not in REASONS]
    found_in = {realm: cache(partial(_found, names)) for realm, names in by_realm.items()}
    for line in lines:
        find = found_in[line.sheet.is_sample]
        named = [(column, found) for column in columns if (found := find(line.cells[column]))]
        firm, device = _about(line, books) if named else (None, None)
        if firm is None:  # whose row it is must be known, or its own name would seem another's
            continue
        own = {firm["code"], *([DEVICE + device["code"]] if device else [])}
        for column, found in named:
            other = next((name for name, bearers in found if own.isdisjoint(bearers)), "")
            if other:
                yield line.refuse(CODE, column, "another", name=other)


def _found(names: Names, text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(names.find(text))


def _reasons(entry: Line, names: Names, books: Books) -> Iterator[Finding]:
    """A reason names nobody, its own installation least of all."""
    installation = books.installations.get(entry["installation_code"])
    own = installation["name"] if installation else ""
    for column in sorted(REASONS):
        name = _first(names, entry[column]) or (own if own and fold(own) in fold(entry[column]) else "")
        if name:
            yield entry.refuse(CODE, column, "reason", name=name)


def _code(line: Line, firm: Line | None, owned: Mapping[str, OwnName], common: str) -> Iterator[Finding]:
    """A code is not made of its enterprise's name, as it is written, sounds or begins, nor of its credit code.

    The first two syllables are what people call a firm by, unless things that are nobody's are called so too. Sounds
    begin where a word of the code does, as letters within one make a syllable by chance.
    """
    if firm is None:
        return
    code = f"-{NO_LETTER.sub('-', line['code'])}-"
    for column in ("name_en", "credit_code"):
        name = NO_LETTER.sub("-", firm[column].lower()).strip("-")
        if len(name) >= SHORTEST and f"-{name}-" in code:
            yield line.refuse(CODE, "code", "code", name=firm[column])
    words = NO_SOUND.split(line["code"])
    if sum(map(len, words)) < SHORTEST:  # no sound is so short
        return
    endings = ["".join(words[place:]) for place in range(len(words))]
    core = owned[firm["code"]].core
    syllables = len(core) if core[:LEADING] in common else LEADING
    if any(ending.startswith(sounds_of(core, syllables)) for ending in endings):
        yield line.refuse(CODE, "code", "code", name=core)


def _package(dataset: Dataset, names: Names) -> Iterator[Finding]:
    """What a package says of itself, and the texts that it archives."""
    for text in _words(dataset.descriptor):
        if name := _first(names, text):
            place = Place(f"{dataset.name}/datapackage.json")
            yield Finding(CODE, Severity.ERROR, place, text, {"problem": "package", "name": name})
    for code, archived in dataset.texts.items():
        for number, name in names.find_in_lines(archived.text.splitlines()):
            place = Place(f"{dataset.name}/archive/{code}.txt", number)
            yield Finding(CODE, Severity.ERROR, place, name, {"problem": "archive", "name": name})


def _words(value: object) -> Iterator[str]:
    """Every text of a descriptor, however deep it stands."""
    if isinstance(value, str):
        yield value
    inner: Iterable[object] = ()
    if isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    for one in inner:
        yield from _words(one)
