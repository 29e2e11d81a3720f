"""Rules: what officials may change without a programmer, read from TOML with decimals kept exact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from disclosure.errors import SettingsFault
from disclosure.model.levels import Bound, Grade, Ladder, Level, Metric, RuleSet, Yardstick
from disclosure.model.periods import Period
from disclosure.model.rules import Dimension, DisclosureLimits, Rules, Scope, SiteFacts, Unit, WorkedExample
from disclosure.model.text import Text
from disclosure.sources.wording import load_toml

Made = TypeVar("Made")


def read_rules(folder: Path) -> Rules:
    """All rules of a site; raises `SettingsFault` naming file and key where one is missing or malformed."""
    rule_sets = (_rule_set(Entry.load(file)) for file in sorted((folder / "barometer").glob("*.toml")))
    rules = Rules(
        site=_site(Entry.load(folder / "site.toml")),
        units={entry.name: _unit(entry) for entry in Entry.load(folder / "units.toml").tables()},
        dimensions={entry.name: _dimension(entry) for entry in Entry.load(folder / "dimensions.toml").tables()},
        rule_sets={rule_set.id: rule_set for rule_set in rule_sets},
        scopes=tuple(_scope(entry) for entry in Entry.load(folder / "scopes.toml").list("scope")),
        limits=_limits(Entry.load(folder / "limits.toml")),
        worked_examples=tuple(_example(entry) for entry in Entry.load(folder / "worked_examples.toml").list("example")),
        met_grades=Entry.load(folder / "grades.toml").texts("met"),
    )
    _check_names(rules)
    return rules


def _check_names(rules: Rules) -> None:
    """Raise `SettingsFault` where a rule names a rule set, scope or dimension that no file describes."""
    for scope in rules.scopes:
        if scope.kind == "derived" and scope.rule_set not in rules.rule_sets:
            raise SettingsFault(f"rules/scopes.toml: {scope.id}: no rule set is called {scope.rule_set!r}")
        unknown = set(scope.dimensions) - rules.dimensions.keys()
        if unknown:
            raise SettingsFault(f"rules/scopes.toml: {scope.id}: no dimension is called {sorted(unknown)[0]!r}")
    known = {scope.id for scope in rules.scopes}
    for name in (rules.site.home_scope, *rules.site.scopes_beside):
        if name not in known:
            raise SettingsFault(f"rules/site.toml: no scope is called {name!r}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a TOML file, with getters that say where a value is missing or malformed."""

    where: str
    name: str
    values: Mapping[str, object]

    @classmethod
    def load(cls, file: Path) -> "Entry":
        """The whole file as one table."""
        return cls(f"rules/{file.name}", file.stem, load_toml(file))

    def fault(self, key: str, expected: str) -> SettingsFault:
        """What to raise when `key` is not `expected`."""
        return SettingsFault(f"{self.where}: {key}: expected {expected}, found {self.values.get(key)!r}")

    def tables(self) -> list["Entry"]:
        """The tables inside, by name."""
        return [self.table(key) for key in self.values]

    def table(self, key: str) -> "Entry":
        """The table under `key`."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self.fault(key, "a table")
        return Entry(f"{self.where}: {key}", key, value)

    def list(self, key: str) -> list["Entry"]:
        """The array of tables under `key`; none when it is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(key, "an array of tables")
        return [Entry(f"{self.where}: {key} {place}", key, item) for place, item in enumerate(value, start=1)]

    def string(self, key: str, default: str | None = None) -> str:
        """The text under `key`."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, "a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`; empty when it is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(key, "a list of texts")
        return tuple(value)

    def text(self, key: str) -> Text:
        """The words under `key` in both languages."""
        value = self.values.get(key)
        if not isinstance(value, dict) or not isinstance(value.get("zh"), str):
            raise self.fault(key, 'words such as { zh = "…", en = "…" }')
        return Text(value["zh"], str(value.get("en", "")))

    def flag(self, key: str, default: bool = False) -> bool:
        """The true or false under `key`."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, "true or false")
        return value

    def whole(self, key: str) -> int:
        """The whole number under `key`."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(key, "a whole number")
        return value

    def made(self, key: str, make: Callable[[str], Made], expected: str) -> Made:
        """The text under `key` turned into a noun."""
        try:
            return make(self.string(key))
        except (ValueError, InvalidOperation) as fault:
            raise self.fault(key, expected) from fault

    def decimal(self, key: str) -> Decimal:
        """The exact decimal under `key`, written as a text such as "0.10"."""
        return self.made(key, Decimal, 'a number as text, such as "0.10"')

    def optional_decimal(self, key: str) -> Decimal | None:
        """The exact decimal under `key`, or None when it is absent."""
        return self.decimal(key) if key in self.values else None


def _site(entry: Entry) -> SiteFacts:
    licence = entry.table("licence")
    return SiteFacts(
        title=entry.text("title"),
        tagline=entry.text("tagline"),
        base_url=entry.string("base_url").rstrip("/"),
        publisher=entry.text("publisher"),
        contact=entry.text("contact"),
        footer=tuple((item.text("label"), item.string("value")) for item in entry.list("footer")),
        home_scope=entry.string("home_scope"),
        scopes_beside=entry.texts("scopes_beside"),
        licence_name=licence.string("name"),
        licence_title=licence.text("title"),
        licence_path=licence.string("path"),
        is_demonstration=entry.flag("is_demonstration"),
        next_update=entry.string("next_update", ""),
    )


def _unit(entry: Entry) -> Unit:
    return Unit(entry.name, entry.text("symbol"), entry.text("name"), entry.string("family"), entry.decimal("factor"))


def _dimension(entry: Entry) -> Dimension:
    return Dimension(
        entry.name, entry.text("name"), entry.string("indicator"), entry.string("exempt_when_incentive_met", "")
    )


def _limits(entry: Entry) -> DisclosureLimits:
    return DisclosureLimits(
        max_file_bytes=entry.whole("max_file_bytes"),
        max_rows=entry.whole("max_rows"),
        max_columns=entry.whole("max_columns"),
        max_cell_characters=entry.whole("max_cell_characters"),
        harmless_texts=entry.texts("harmless_texts"),
        subtotal_words=frozenset(entry.texts("subtotal_words")),
    )


def _scope(entry: Entry) -> Scope:
    plan = entry.string("plan", "")
    return Scope(
        id=entry.string("id"),
        name=entry.text("name"),
        summary=entry.text("summary"),
        kind=entry.string("kind"),
        parent=entry.string("parent"),
        region_kinds=entry.texts("region_kinds"),
        includes_parent=entry.flag("includes_parent"),
        plan=entry.made("plan", Period.parse, "a plan such as 2016-2020") if plan else None,
        periods=_periods(entry),
        rule_set=entry.string("rule_set", ""),
        rule_set_note=entry.text("rule_set_note"),
        sector=entry.string("sector", "all"),
        dimensions=entry.texts("dimensions"),
        scheme=entry.string("scheme", ""),
    )


def _periods(entry: Entry) -> tuple[Period, ...]:
    try:
        return tuple(sorted(Period.parse(code) for code in entry.texts("periods")))
    except ValueError as fault:
        raise entry.fault("periods", 'periods such as "2020" or "2021-H1"') from fault


def _rule_set(entry: Entry) -> RuleSet:
    return RuleSet(
        id=entry.string("id"),
        version=entry.string("version"),
        name=entry.text("name"),
        valid_from=entry.string("valid_from"),
        valid_to=entry.string("valid_to", ""),
        document=entry.string("document"),
        anchor=entry.string("anchor"),
        quote=entry.string("quote"),
        note=entry.text("note"),
        is_published=entry.flag("is_published", default=True),
        yardsticks=_yardsticks(entry),
        dimensions=entry.texts("dimensions"),
        ladders=tuple(_ladder(item) for item in entry.list("ladder")),
    )


def _yardsticks(entry: Entry) -> tuple[Yardstick, ...]:
    try:
        return tuple(Yardstick(name) for name in entry.texts("yardsticks"))
    except ValueError as fault:
        raise entry.fault("yardsticks", "annual_task or plan_schedule") from fault


def _ladder(entry: Entry) -> Ladder:
    return Ladder(entry.texts("period_kinds"), tuple(_grade(item) for item in entry.list("grade")))


def _grade(entry: Entry) -> Grade:
    return Grade(
        level=entry.made("level", Level, "severe, strained or on_track"),
        number=entry.string("number", ""),
        colour=entry.text("colour"),
        label=entry.text("label"),
        condition=entry.text("condition"),
        bounds=tuple(_bound(item) for item in entry.list("bounds")),
    )


def _bound(entry: Entry) -> Bound:
    limits = {key: entry.optional_decimal(key) for key in ("above", "at_least", "at_most", "below")}
    return Bound(entry.made("metric", Metric, "a metric such as gap_share"), **limits)


def _example(entry: Entry) -> WorkedExample:
    return WorkedExample(
        id=entry.string("id"),
        formula=entry.string("formula"),
        title=entry.text("title"),
        arguments={key: _argument(entry.table("arguments"), key) for key in entry.table("arguments").values},
        result=entry.decimal("result"),
        places=entry.whole("places"),
        unit=entry.string("unit"),
        document=entry.string("document"),
        anchor=entry.string("anchor"),
        quote=entry.string("quote"),
    )


def _argument(entry: Entry, key: str) -> object:
    if isinstance(entry.values[key], int):
        return entry.values[key]
    if isinstance(entry.values[key], list):
        return tuple(Decimal(text) for text in entry.texts(key))
    return entry.decimal(key)
