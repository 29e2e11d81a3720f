"""The closed profile of a descriptor: its properties, their kinds and values, and the hygiene of its words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from disclosure.model.rules import DisclosureLimits
from disclosure.model.tables import RESERVED_NAMES
from disclosure.sources.cells import Fault, is_date, judge_words

NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}", re.ASCII)
MOMENT = re.compile(r"(?P<date>.{10})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z", re.ASCII)
ENCODINGS = ("utf-8", "gb18030")
DELIMITERS = (",", ";", "\t", "|")

PACKAGE_FIELDS: Mapping[str, type] = {
    "$schema": str, "name": str, "id": str, "title": str, "description": str, "version": str, "created": str,
    "homepage": str, "keywords": list, "licenses": list, "contributors": list, "sources": list, "languages": list,
    "translations": dict, "dataDate": str, "status": str, "verification": str, "resources": list,
    "sample": bool, "embargoUntil": str,
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
ITEMS: Mapping[str, type] = {
    "keywords": str, "languages": str, "licenses": dict, "contributors": dict, "sources": dict, "resources": dict
}  # fmt: skip
ITEM_REQUIRED: Mapping[str, str] = {"licenses": "name", "contributors": "title", "sources": "title"}
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "verification": ("transcribed", "issuer_checked", "no_original"), "status": ("provisional", "final"),
    "type": ("table",), "format": ("csv",), "mediatype": ("text/csv",), "encoding": ENCODINGS,
}  # fmt: skip
"""The values of closed properties; a package that is neither provisional nor final is not published."""
DAYS = ("dataDate", "embargoUntil")
TRANSLATED = frozenset({"title", "description"})
ADDRESSES = frozenset({"email"})
"""Properties that hold an address on purpose."""

Descriptor = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Breach:
    """What a descriptor does wrong: the property or text, and the fault."""

    value: str
    fault: Fault


def breaches(descriptor: Descriptor, folder: str, limits: DisclosureLimits) -> Iterator[Breach]:
    """Everything by which a descriptor breaks the profile."""
    resources = [item for item in listed(descriptor, "resources") if isinstance(item, dict)]
    yield from _shape(descriptor, PACKAGE_FIELDS, PACKAGE_REQUIRED)
    yield from _names(descriptor, resources, folder)
    yield from _dates(descriptor)
    for resource in resources:
        yield from _shape(resource, RESOURCE_FIELDS, RESOURCE_REQUIRED)
        yield from _dialect(resource.get("dialect"))
    yield from _words(descriptor, limits)


def _breach(value: str, problem: str, **facts: str) -> Breach:
    return Breach(value, Fault("F013", {"problem": problem, **facts}))


def _shape(descriptor: Descriptor, fields: Mapping[str, type], required: Iterable[str]) -> Iterator[Breach]:
    for name, value in descriptor.items():
        if name not in fields:
            yield _breach(name, "unknown")
        elif not isinstance(value, fields[name]):
            yield _breach(name, "type")
        else:
            yield from _content(name, value)
    for name in required:
        if not descriptor.get(name):
            yield _breach(name, "missing")


def _content(name: str, value: object) -> Iterator[Breach]:
    """What a property of the right kind holds that it must not hold."""
    if isinstance(value, list):
        yield from _items(name, value)
    elif name == "translations":
        yield from _translations(value)
    elif value and name in ALLOWED and value not in ALLOWED[name]:
        problem = "encoding" if name == "encoding" else "allowed"
        yield _breach(f"{name}: {value}", problem, expected=", ".join(ALLOWED[name]))


def _items(name: str, items: Iterable[object]) -> Iterator[Breach]:
    """Lists hold items of one kind, and those that are shown have what is shown."""
    needed = ITEM_REQUIRED.get(name)
    for item in items:
        if not isinstance(item, ITEMS[name]):
            yield _breach(name, "type")
        elif needed and isinstance(item, dict) and not (isinstance(item.get(needed), str) and item[needed]):
            yield _breach(f"{name}: {needed}", "missing")


def _translations(value: object) -> Iterator[Breach]:
    """Words in English, and nothing else."""
    english = value.get("en", {}) if isinstance(value, dict) and value.keys() <= {"en"} else None
    is_sound = isinstance(english, dict) and english.keys() <= TRANSLATED
    if not is_sound or not isinstance(english, dict) or not all(isinstance(text, str) for text in english.values()):
        yield _breach("translations", "translations")


def _names(descriptor: Descriptor, resources: Collection[Descriptor], folder: str) -> Iterator[Breach]:
    names = [descriptor.get("name"), *(resource.get("name") for resource in resources)]
    for name in names:
        if not (isinstance(name, str) and NAME.fullmatch(name)):
            yield _breach("name", "name")
        elif name in RESERVED_NAMES:
            yield _breach(name, "reserved", expected=", ".join(sorted(RESERVED_NAMES)))
    if descriptor.get("name") != folder:
        yield _breach("name", "folder")
    if len(set(map(str, names[1:]))) < len(names) - 1:
        yield _breach("resources", "repeated")
    if not listed(descriptor, "resources"):
        yield _breach("resources", "empty")


def _dates(descriptor: Descriptor) -> Iterator[Breach]:
    """Days of the calendar, and a version of three numbers."""
    version, created = descriptor.get("version"), descriptor.get("created")
    if isinstance(version, str) and version and not VERSION.fullmatch(version):
        yield _breach(f"version: {version}", "version")
    found = MOMENT.fullmatch(created) if isinstance(created, str) and created else None
    if isinstance(created, str) and created and not (found and is_date(found["date"])):
        yield _breach(f"created: {created}", "created")
    for name in DAYS:
        day = descriptor.get(name)
        if isinstance(day, str) and day and not is_date(day):
            yield _breach(f"{name}: {day}", "date")


def _dialect(dialect: object) -> Iterator[Breach]:
    """Of a dialect the reader honours the delimiter and nothing else."""
    if not isinstance(dialect, dict):
        return
    for name in dialect:
        if name != "delimiter":
            yield _breach(f"dialect: {name}", "dialect")
    if dialect.get("delimiter", ",") not in DELIMITERS:
        yield _breach(f"delimiter: {dialect['delimiter']}", "delimiter")


def _words(descriptor: Descriptor, limits: DisclosureLimits) -> Iterator[Breach]:
    """Every text, as free of harm as a cell; a property for an address may hold one."""
    judge = partial(judge_words, limits)
    for name, text in _texts(descriptor):
        fault = judge(text)
        if fault and not (name in ADDRESSES and fault.facts.get("kind") == "email"):
            yield Breach(text, fault)


def _texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside, with the name of the property that holds it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "dialect":
                yield from _texts(item, key)


def listed(descriptor: Mapping[str, object], name: str) -> list[object]:
    """The list under a property; none when it is absent, and a single thing as a list of one."""
    value = descriptor.get(name, [])
    return value if isinstance(value, list) else [value]
