"""Reading a package: its descriptor by a closed profile, its schemas as the house keeps them, then its tables."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure.model.findings import Finding, Findings, Place, Severity
from disclosure.model.rules import DisclosureLimits
from disclosure.model.tables import Column, Dataset, Table
from disclosure.model.text import Text
from disclosure.sources.cells import field_rules
from disclosure.sources.tables import Layout, read_table

DESCRIPTOR = "datapackage.json"
MAX_DESCRIPTOR_BYTES = 1_000_000
NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
ENCODINGS = ("utf-8", "gb18030")

PACKAGE_FIELDS: Mapping[str, type] = {
    "$schema": str, "name": str, "id": str, "title": str, "description": str, "version": str, "created": str,
    "homepage": str, "keywords": list, "licenses": list, "contributors": list, "sources": list, "languages": list,
    "translations": dict, "dataDate": str, "status": str, "verification": str, "resources": list,
}  # fmt: skip
PACKAGE_REQUIRED = (
    "name", "title", "description", "version", "created", "licenses", "contributors", "dataDate", "status",
    "verification", "resources",
)  # fmt: skip
RESOURCE_FIELDS: Mapping[str, type] = {
    "name": str, "title": str, "description": str, "path": str, "type": str, "format": str, "mediatype": str,
    "encoding": str, "dialect": dict, "schema": str, "translations": dict,
}  # fmt: skip
RESOURCE_REQUIRED = ("name", "title", "path", "encoding", "schema")

Descriptor = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReadPackages:
    """What stands in the packages folder, and what is wrong with it."""

    datasets: tuple[Dataset, ...]
    findings: Findings


def read_packages(folder: Path, schemas: Path, kinds: Collection[str], limits: DisclosureLimits) -> ReadPackages:
    """Every package below `folder`, in name order; all findings at once. Tables with unsound rows are there for further
    checks, and name those rows."""
    findings: list[Finding] = []
    house = {kind: _house_schema(schemas / f"{kind}.schema.json") for kind in kinds}
    datasets = []
    for package in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        reader = _PackageReader(package, house, limits, findings)
        if (dataset := reader.read()) is not None:
            datasets.append(dataset)
    if not datasets and not findings:
        findings.append(Finding("F003", Severity.ERROR, Place(DESCRIPTOR), folder.name, {"missing": DESCRIPTOR}))
    return ReadPackages(tuple(datasets), Findings.of(findings))


@dataclass(frozen=True, slots=True)
class HouseSchema:
    """A Table Schema as the house keeps it: its bytes, to compare copies with, and its content."""

    data: bytes
    content: Mapping[str, object]


def _house_schema(file: Path) -> HouseSchema:
    data = file.read_bytes()
    return HouseSchema(data, json.loads(data))


class _PackageReader:
    """Reads one package folder; what is wrong goes to the shared list of findings."""

    def __init__(
        self, folder: Path, house: Mapping[str, HouseSchema], limits: DisclosureLimits, findings: list[Finding]
    ) -> None:
        self._folder, self._house, self._limits, self._findings = folder, house, limits, findings

    def report(self, code: str, file: str, value: str = "", **facts: str) -> None:
        severity = Severity.NOTICE if code == "F012" else Severity.ERROR
        self._findings.append(Finding(code, severity, Place(f"{self._folder.name}/{file}"), value, facts))

    def read(self) -> Dataset | None:
        before = len(self._findings)
        links = [path.name for path in self._folder.rglob("*") if path.is_symlink()]
        for name in ([self._folder.name] if self._folder.is_symlink() else []) + links:
            self.report("F011", name, name, problem="link")
        descriptor = self._descriptor() if len(self._findings) == before else None
        if descriptor is None or not self._is_profile_kept(descriptor):
            return None
        resources = [item for item in _list(descriptor, "resources") if isinstance(item, dict)]
        tables = [table for resource in resources if (table := self._table(resource)) is not None]
        self._note_strangers(resources)
        return _dataset(descriptor, tables) if tables else None

    def _descriptor(self) -> Descriptor | None:
        file = self._folder / DESCRIPTOR
        if not file.is_file():
            self.report("F003", DESCRIPTOR, missing=DESCRIPTOR)
            return None
        try:
            return _strict_json(file)
        except (ValueError, RecursionError) as fault:
            self.report("F016", DESCRIPTOR, problem=str(fault)[:200])
            return None

    def _is_profile_kept(self, descriptor: Descriptor) -> bool:
        problems = [*_profile_problems(descriptor, PACKAGE_FIELDS, PACKAGE_REQUIRED)]
        for resource in _list(descriptor, "resources"):
            if not isinstance(resource, dict):
                problems.append(("resources", "type"))
                continue
            problems += _profile_problems(resource, RESOURCE_FIELDS, RESOURCE_REQUIRED)
        names = [
            descriptor.get("name"),
            *(r.get("name") for r in _list(descriptor, "resources") if isinstance(r, dict)),
        ]
        problems += [("name", "name") for name in names if not (isinstance(name, str) and NAME.fullmatch(name))]
        if descriptor.get("name") != self._folder.name:
            problems.append(("name", "folder"))
        if len(set(map(str, names[1:]))) < len(names) - 1:
            problems.append(("resources", "repeated"))
        if not _list(descriptor, "resources"):
            problems.append(("resources", "empty"))
        for name, problem in problems:
            self.report("F013", DESCRIPTOR, name, problem=problem)
        return not problems and self._does_frictionless_accept(descriptor)

    def _does_frictionless_accept(self, descriptor: Descriptor) -> bool:
        """Whether the standard's own reader finds the descriptor valid (its words are never shown raw)."""
        from frictionless import Package

        errors = list(Package.metadata_validate(dict(descriptor)))
        for error in errors:
            self.report("F013", DESCRIPTOR, str(error.note)[:120], problem="standard")
        return not errors

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
        dialect = resource.get("dialect", {})
        encoding = str(resource["encoding"])
        if encoding not in ENCODINGS:
            self.report("F013", DESCRIPTOR, encoding, problem="encoding")
            return None
        delimiter = str(dialect.get("delimiter", ",")) if isinstance(dialect, dict) else ","
        key = tuple(str(name) for name in _list(schema, "primaryKey"))
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
            if path.name not in known:
                self.report("F012", path.name, path.name)


def _strict_json(file: Path) -> Descriptor:
    if file.stat().st_size > MAX_DESCRIPTOR_BYTES:
        raise ValueError(f"{file.stat().st_size} bytes")
    content = json.loads(
        file.read_bytes().decode("utf-8"), object_pairs_hook=_without_repeats, parse_constant=_refuse_constant
    )
    if not isinstance(content, dict):
        raise ValueError("{ … }")
    return content


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(next(name for name in names if names.count(name) > 1))
    return made


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def _profile_problems(
    descriptor: Descriptor, fields: Mapping[str, type], required: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for name, value in descriptor.items():
        if name not in fields:
            yield name, "unknown"
        elif not isinstance(value, fields[name]):
            yield name, "type"
    for name in required:
        if not descriptor.get(name):
            yield name, "missing"


def _list(descriptor: Mapping[str, object], name: str) -> list[object]:
    value = descriptor.get(name, [])
    return value if isinstance(value, list) else [value]


def _text(descriptor: Mapping[str, object], name: str) -> Text:
    """A word of a descriptor with its English translation."""
    translations = descriptor.get("translations")
    english = translations.get("en", {}) if isinstance(translations, dict) else {}
    return Text(str(descriptor.get(name, "")), str(english.get(name, "")) if isinstance(english, dict) else "")


def _columns(schema: Mapping[str, object]) -> tuple[Column, ...]:
    fields = [field for field in _list(schema, "fields") if isinstance(field, dict)]
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


def _dataset(descriptor: Descriptor, tables: Iterable[Table]) -> Dataset:
    licence, contributor = _first(descriptor, "licenses"), _first(descriptor, "contributors")
    sources = [item for item in _list(descriptor, "sources") if isinstance(item, dict)]
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
        keywords=tuple(str(word) for word in _list(descriptor, "keywords")),
        sources=tuple((str(item.get("title", "")), str(item.get("path", ""))) for item in sources),
        tables=tuple(tables),
        descriptor=descriptor,
    )


def _first(descriptor: Descriptor, name: str) -> Mapping[str, object]:
    return next((item for item in _list(descriptor, name) if isinstance(item, dict)), {})
