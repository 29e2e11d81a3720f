"""Reading a package: its descriptor by a closed profile, its schemas as the house keeps them, then its tables."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import SettingsFault
from disclosure.model.archive import ArchivedText
from disclosure.model.findings import Finding, Findings, Place, Severity
from disclosure.model.rules import DisclosureLimits
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import Text
from disclosure.sources.archive import FOLDER as ARCHIVE
from disclosure.sources.archive import read_archive
from disclosure.sources.cells import field_rules
from disclosure.sources.profiles import NAME, Descriptor, breaches, listed
from disclosure.sources.standard import Standard
from disclosure.sources.tables import Layout, read_table

DESCRIPTOR = "datapackage.json"
REGISTER = "document"
"""The kind of table that registers documents; it holds their codes first."""
MAX_DESCRIPTOR_BYTES = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ReadPackages:
    """What stands in the packages folder, and what is wrong with it."""

    datasets: tuple[Dataset, ...]
    findings: Findings
    forms: tuple[Table, ...] = ()
    """An empty table of each kind that there may be, with its columns."""


def read_packages(
    folder: Path, schemas: Path, kinds: Collection[str], limits: DisclosureLimits, standard: Standard
) -> ReadPackages:
    """Every package below `folder`, in name order; all findings at once. Tables with unsound rows are there for further
    checks, and name those rows."""
    findings: list[Finding] = []
    house = {kind: _house_schema(schemas / f"{kind}.schema.json", standard) for kind in kinds}
    datasets = []
    for package in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        reader = _PackageReader(package, house, limits, standard, findings)
        if (dataset := reader.read()) is not None:
            datasets.append(dataset)
    if not datasets and not findings:
        findings.append(Finding("F003", Severity.ERROR, Place(DESCRIPTOR), folder.name, {"missing": DESCRIPTOR}))
    forms = (
        Table(kind, kind, _text(schema.content, "title"), _columns(schema.content), (), ())
        for kind, schema in house.items()
    )
    return ReadPackages(tuple(datasets), Findings.of(findings), tuple(forms))


@dataclass(frozen=True, slots=True)
class HouseSchema:
    """A Table Schema as the house keeps it: its bytes, to compare copies with, and its content."""

    data: bytes
    content: Mapping[str, object]


def _house_schema(file: Path, standard: Standard) -> HouseSchema:
    """The house's schema; raises `SettingsFault` with its name where it is no Table Schema that can be kept."""
    data = file.read_bytes()
    try:
        content = json.loads(data)
        notes = standard.schema_fault(content)
        names = set() if notes else {rule.name for rule in field_rules(content)}
    except (ValueError, RecursionError, LookupError, TypeError, ArithmeticError, re.error) as fault:
        raise SettingsFault(code="schema", file=file.name, detail=fault) from fault
    if notes:
        raise SettingsFault(code="schema", file=file.name, detail=notes)
    if strangers := [key for key in listed(content, "primaryKey") if key not in names]:
        raise SettingsFault(code="schema_key", file=file.name, name=strangers[0])
    return HouseSchema(data, content)


class _PackageReader:
    """Reads one package folder; what is wrong goes to the shared list of findings."""

    def __init__(
        self,
        folder: Path,
        house: Mapping[str, HouseSchema],
        limits: DisclosureLimits,
        standard: Standard,
        findings: list[Finding],
    ) -> None:
        self._folder, self._house, self._limits = folder, house, limits
        self._standard, self._findings = standard, findings

    def report(self, code: str, file: str, value: str = "", **facts: str) -> None:
        """Tell of a fault in a file of the package."""
        severity = Severity.NOTICE if code == "F012" else Severity.ERROR
        self._findings.append(Finding(code, severity, Place(f"{self._folder.name}/{file}"), value, facts))

    def read(self) -> Dataset | None:
        """The package; None where it cannot be read."""
        before = len(self._findings)
        links = [path.name for path in self._folder.rglob("*") if path.is_symlink()]
        for name in ([self._folder.name] if self._folder.is_symlink() else []) + links:
            self.report("F011", name, name, problem="link")
        descriptor = self._descriptor() if len(self._findings) == before else None
        if descriptor is None or not self._is_profile_kept(descriptor):
            return None
        resources = [item for item in listed(descriptor, "resources") if isinstance(item, dict)]
        tables = [table for resource in resources if (table := self._table(resource)) is not None]
        self._note_strangers(resources)
        return _dataset(descriptor, tables, self._archive(tables, resources)) if tables else None

    def _archive(self, tables: Iterable[Table], resources: Iterable[Descriptor]) -> Mapping[str, ArchivedText]:
        """The texts of the documents that this package registers; none while a register of them cannot be read."""
        registers = [table for table in tables if table.kind == REGISTER]
        if len(registers) < sum(resource["schema"] == f"{REGISTER}.schema.json" for resource in resources):
            return {}
        codes = {row[0] for table in registers for row in table.rows}
        return read_archive(self._folder, codes, self._findings)

    def _descriptor(self) -> Descriptor | None:
        file = self._folder / DESCRIPTOR
        if not file.is_file():
            self.report("F003", DESCRIPTOR, missing=DESCRIPTOR)
            return None
        try:
            return _strict_json(file)
        except _Unsound as fault:
            self.report("F016", DESCRIPTOR, **fault.facts)
            return None

    def _is_profile_kept(self, descriptor: Descriptor) -> bool:
        found = list(breaches(descriptor, self._folder.name, self._limits))
        for breach in found:
            self.report(breach.fault.code, DESCRIPTOR, breach.value, **breach.fault.facts)
        return not found and self._does_frictionless_accept(descriptor)

    def _does_frictionless_accept(self, descriptor: Descriptor) -> bool:
        """Whether the standard's own reader finds the descriptor valid; of its words only the property is shown."""
        properties = self._standard.package_faults(descriptor)
        for named in properties:
            self.report("F013", DESCRIPTOR, named, problem="standard")
        return not properties

    def _table(self, resource: Descriptor) -> Table | None:
        path = self._member(str(resource["path"]), ".csv")
        schema_file = self._member(str(resource["schema"]), ".schema.json")
        if path is None or schema_file is None:
            return None
        kind = schema_file.name.removesuffix(".schema.json")
        house = self._house.get(kind)
        if house is None:
            self.report("F014", schema_file.name, kind, problem="unknown", expected=", ".join(sorted(self._house)))
            return None
        if schema_file.read_bytes() != house.data:
            self.report("F014", schema_file.name, kind, problem="differs", expected=schema_file.name)
        return self._read(resource, path, kind, house.content)

    def _member(self, name: str, ending: str) -> Path | None:
        """A file directly inside the package, by a plain name; anything else is refused."""
        stem = name.removesuffix(ending)
        if not name.endswith(ending) or not NAME.fullmatch(stem):
            self.report("F011", DESCRIPTOR, name, problem="path", expected=f"name{ending}")
            return None
        path = self._folder / name
        if not path.is_file() or path.resolve().parent != self._folder.resolve():
            self.report("F003", name, missing=name)
            return None
        return path

    def _read(self, resource: Descriptor, path: Path, kind: str, schema: Mapping[str, object]) -> Table | None:
        dialect, encoding = resource.get("dialect", {}), str(resource["encoding"])
        delimiter = str(dialect.get("delimiter", ",")) if isinstance(dialect, dict) else ","
        key = tuple(str(name) for name in listed(schema, "primaryKey"))
        layout = Layout(f"{self._folder.name}/{path.name}", encoding, delimiter, tuple(field_rules(schema)), key)
        reading = read_table(path, layout, self._limits)
        self._findings.extend(reading.findings)
        if not reading.is_legible:
            return None
        faults = {row: frozenset(columns) for row, columns in reading.faults.items()}
        title, columns = _text(resource, "title"), _columns(schema)
        return Table(str(resource["name"]), kind, title, columns, key, tuple(reading.rows), faults)

    def _note_strangers(self, resources: Iterable[Descriptor]) -> None:
        known = {DESCRIPTOR, *(str(r["path"]) for r in resources), *(str(r["schema"]) for r in resources)}
        for path in sorted(self._folder.iterdir()):
            if path.name not in known and not (path.name == ARCHIVE and path.is_dir()):
                self.report("F012", path.name, path.name)


class _Unsound(ValueError):
    """A descriptor that is not sound JSON, with the facts of its finding's words."""

    def __init__(self, problem: str, **facts: str) -> None:
        super().__init__(problem)
        self.facts = {"problem": problem, **facts}


def _strict_json(file: Path) -> Descriptor:
    """The descriptor as it stands; raises `_Unsound`."""
    if file.stat().st_size > MAX_DESCRIPTOR_BYTES:
        raise _Unsound("large", limit=str(MAX_DESCRIPTOR_BYTES))
    data = file.read_bytes()
    if data.startswith(BYTE_ORDER_MARK):
        raise _Unsound("mark")
    content = _parsed(data)
    if not isinstance(content, dict):
        raise _Unsound("object")
    return content


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode(), object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
    except UnicodeDecodeError as fault:
        raise _Unsound("encoding", line=str(data.count(b"\n", 0, fault.start) + 1)) from fault
    except json.JSONDecodeError as fault:
        raise _Unsound("syntax", line=str(fault.lineno), column=str(fault.colno)) from fault
    except RecursionError as fault:
        raise _Unsound("deep") from fault
    except _Unsound:
        raise
    except ValueError as fault:  # a number longer than Python converts
        raise _Unsound("constant", found="0…9") from fault


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Unsound("repeated", name=next(name for name in names if names.count(name) > 1))
    return made


def _refuse_constant(name: str) -> object:
    raise _Unsound("constant", found=name)


def _text(descriptor: Mapping[str, object], name: str) -> Text:
    """A word of a descriptor with its English translation."""
    translations = descriptor.get("translations")
    english = translations.get("en", {}) if isinstance(translations, dict) else {}
    return Text(str(descriptor.get(name, "")), str(english.get(name, "")) if isinstance(english, dict) else "")


def _columns(schema: Mapping[str, object]) -> tuple[Column, ...]:
    fields = [field for field in listed(schema, "fields") if isinstance(field, dict)]
    rules = field_rules(schema)
    return tuple(
        Column(
            rule.name,
            _text(field, "title"),
            _text(field, "description"),
            rule.type,
            rule.is_required,
            rule.allowed,
            rule.refers_to,
            str(field.get("example", "")),
            field.get("constraints", {}),
        )
        for field, rule in zip(fields, rules, strict=True)
    )


def _dataset(descriptor: Descriptor, tables: Iterable[Table], texts: Mapping[str, ArchivedText]) -> Dataset:
    licence, contributor = _first(descriptor, "licenses"), _first(descriptor, "contributors")
    sources = [item for item in listed(descriptor, "sources") if isinstance(item, dict)]
    return Dataset(
        name=str(descriptor["name"]),
        title=_text(descriptor, "title"),
        description=_text(descriptor, "description"),
        version=str(descriptor["version"]),
        created=str(descriptor["created"])[:10],
        data_date=str(descriptor["dataDate"]),
        licence_name=str(licence.get("name", "")),
        licence_title=str(licence.get("title", "")),
        licence_path=str(licence.get("path", "")),
        publisher=str(contributor.get("title", "")),
        contact=str(contributor.get("email", contributor.get("path", ""))),
        verification=str(descriptor["verification"]),
        keywords=tuple(str(word) for word in listed(descriptor, "keywords")),
        sources=tuple((str(item.get("title", "")), str(item.get("path", ""))) for item in sources),
        tables=tuple(tables),
        descriptor=descriptor,
        texts=texts,
        is_sample=descriptor.get("sample") is True,
        embargo_until=str(descriptor.get("embargoUntil", "")),
    )


def _first(descriptor: Descriptor, name: str) -> Mapping[str, object]:
    return next((item for item in listed(descriptor, name) if isinstance(item, dict)), {})
