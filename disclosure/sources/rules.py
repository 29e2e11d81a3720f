"""Rules: what officials may change without a programmer, read from TOML with decimals kept exact."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from disclosure.model.levels import Bound, Grade, Ladder, Level, Metric, RuleSet, Yardstick
from disclosure.model.list_rules import Edition, ListRules
from disclosure.model.periods import Period
from disclosure.model.rules import (
    NO_RANGES,
    SCOPE_KINDS,
    Dimension,
    DirectionWords,
    DisclosureLimits,
    FigureRules,
    GradeRules,
    ProductRange,
    Ranges,
    Rules,
    SampleFacts,
    Scope,
    SiteFacts,
    SlipLimits,
    Unit,
    WorkedExample,
)
from disclosure.model.tables import MAX_DECIMAL_DIGITS, MAX_INTEGER_DIGITS
from disclosure.model.text import Text
from disclosure.sources.entries import Entry, read_entry
from disclosure.sources.list_rules import editions_of, lists_of
from disclosure.sources.rule_names import repeated, wrong_names

Made = TypeVar("Made")
BOUNDS_OF_TARGETS = ("at_least", "more_than", "at_most", "less_than", "about")
LIMITS_OF_BOUNDS = ("above", "at_least", "at_most", "below")


def read_rules(folder: Path) -> Rules:
    """All rules of a site; raises `SettingsFault` naming file and key where one is missing, malformed or unknown."""
    rule_sets = [read_entry(file, _rule_set) for file in sorted((folder / "barometer").glob("*.toml"))]
    scopes = read_entry(folder / "scopes.toml", lambda entry: tuple(map(_scope, entry.list("scope"))))
    no_editions: Mapping[str, Edition] = {}
    units = read_entry(folder / "units.toml", lambda entry: tuple(map(_unit, entry.tables())))
    dimensions = read_entry(folder / "dimensions.toml", lambda entry: tuple(map(_dimension, entry.tables())))
    rules = Rules(
        site=read_entry(folder / "site.toml", _site),
        units={unit.code: unit for unit in units},
        dimensions={dimension.id: dimension for dimension in dimensions},
        rule_sets={rule_set.id: rule_set for rule_set in rule_sets},
        scopes=scopes,
        limits=read_entry(folder / "limits.toml", _limits),
        worked_examples=read_entry(
            folder / "worked_examples.toml", lambda entry: tuple(map(_example, entry.list("example")))
        ),
        grades=read_entry(folder / "grades.toml", _grades),
        figures=read_entry(folder / "figures.toml", _figures),
        ranges=_optional(folder / "ranges.toml", _ranges, NO_RANGES),
        editions=_optional(folder / "editions.toml", editions_of, no_editions),
        lists=_optional(folder / "lists.toml", lists_of, ListRules()),
    )
    for fault in chain(repeated("rules/barometer", (item.id for item in rule_sets)), wrong_names(rules)):
        raise fault
    return rules


def _optional(file: Path, make: Callable[[Entry], Made], absent: Made) -> Made:
    """What a file says that a site may do without."""
    return read_entry(file, make) if file.exists() else absent


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
        is_demonstration=entry.flag("is_demonstration", default=False),
        next_update=entry.string("next_update", ""),
        sample=_sample(entry.table("sample")) if "sample" in entry.values else None,
    )


def _sample(entry: Entry) -> SampleFacts | None:
    facts = SampleFacts(entry.text("mark"), entry.text("note"))
    return facts if entry.flag("is_shown") else None


def _unit(entry: Entry) -> Unit:
    factor = entry.decimal("factor")
    if factor <= 0:
        raise entry.fault("factor", "above_zero")
    makes_tce = entry.decimal("makes_tce") if "makes_tce" in entry.values else None
    if makes_tce is not None and makes_tce <= 0:
        raise entry.fault("makes_tce", "above_zero")
    return Unit(entry.name, entry.text("symbol"), entry.text("name"), entry.string("family"), factor, makes_tce)


def _dimension(entry: Entry) -> Dimension:
    return Dimension(
        entry.name, entry.text("name"), entry.string("indicator"), entry.string("exempt_when_incentive_met", "")
    )


def _grades(entry: Entry) -> GradeRules:
    names = tuple(Text(item.string("zh"), item.string("en")) for item in entry.list("name"))
    scheme, dimension = entry.string("scheme"), entry.string("dimension")
    return GradeRules(scheme, dimension, entry.texts("met"), entry.texts("missed"), names)


def _figures(entry: Entry) -> FigureRules:
    return FigureRules(entry.string("dimension"), entry.string("consumption"), entry.string("comparison"))


def _ranges(entry: Entry) -> Ranges:
    return Ranges({item.name: _range(item) for item in entry.table("product").tables()}, entry.decimal("reach"))


def _range(entry: Entry) -> ProductRange:
    if entry.decimal("low") > entry.decimal("high"):
        raise entry.fault("low", "low_first")
    return ProductRange(entry.string("unit"), entry.decimal("low"), entry.decimal("high"), entry.text("source"))


def _limits(entry: Entry) -> DisclosureLimits:
    limits = DisclosureLimits(
        max_file_bytes=entry.whole("max_file_bytes"),
        max_rows=entry.whole("max_rows"),
        max_columns=entry.whole("max_columns"),
        max_cell_characters=entry.whole("max_cell_characters"),
        max_whole_digits=entry.whole("max_whole_digits"),
        max_decimals=entry.whole("max_decimals"),
        first_year=entry.whole("first_year"),
        last_year=entry.whole("last_year"),
        harmless_texts=entry.texts("harmless_texts"),
        subtotal_words=frozenset(entry.texts("subtotal_words")),
        slip=_slip(entry.table("slip")),
        direction=_direction(entry.table("direction")),
        bounds=_bounds(entry.table("bounds")),
    )
    if not 2 <= limits.first_year <= limits.last_year <= 9998:
        raise entry.fault("first_year", "first_year")
    if limits.max_whole_digits > MAX_INTEGER_DIGITS:
        raise entry.fault("max_whole_digits", "at_most", most=MAX_INTEGER_DIGITS)
    if limits.max_whole_digits + limits.max_decimals > MAX_DECIMAL_DIGITS:
        raise entry.fault("max_decimals", "digits_together", most=MAX_DECIMAL_DIGITS)
    return limits


def _bounds(entry: Entry) -> Mapping[str, str]:
    """The words of each bound, the longest first: 不超过 holds 超过."""
    words = {word: bound for bound in BOUNDS_OF_TARGETS for word in entry.texts(bound)}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


def _direction(entry: Entry) -> DirectionWords:
    return DirectionWords(entry.texts("falls"), entry.texts("rises"), entry.texts("between"))


def _slip(entry: Entry) -> SlipLimits:
    factors = tuple(sorted(entry.decimals("factors")))
    if not factors or factors[0] <= 1:
        raise entry.fault("factors", "above_one")
    return SlipLimits(factors, entry.decimal("least"), entry.decimal("most"), entry.whole("least_figures"))


def _scope(entry: Entry) -> Scope:
    plan = entry.string("plan", "")
    scope = Scope(
        id=entry.identity("id"),
        name=entry.text("name"),
        summary=entry.text("summary"),
        kind=entry.one_of("kind", SCOPE_KINDS),
        parent=entry.string("parent"),
        region_kinds=entry.texts("region_kinds"),
        includes_parent=entry.flag("includes_parent", default=False),
        plan=entry.made("plan", _plan, "plan") if plan else None,
        periods=tuple(sorted(entry.all_made("periods", Period.parse, "periods"))),
        rule_set=entry.string("rule_set", ""),
        rule_set_note=entry.text("rule_set_note"),
        sector=entry.string("sector", "all"),
        dimensions=entry.texts("dimensions"),
        scheme=entry.string("scheme", ""),
        is_sample=entry.flag("sample", default=False),
    )
    _check_whole(entry, scope)
    return scope


def _check_whole(entry: Entry, scope: Scope) -> None:
    """Raise `SettingsFault` where a scope lacks what its kind needs."""
    if not scope.dimensions:
        raise entry.fault("dimensions", "dimension")
    if scope.kind == "issued" and not scope.scheme:
        raise entry.fault("scheme", "scheme")
    if scope.kind == "derived" and scope.plan is None:
        raise entry.fault("plan", "plan")
    if scope.kind == "derived" and not _are_within(scope.plan, scope.periods):
        raise entry.fault("periods", "periods_of_plan", plan=entry.string("plan"))


def _are_within(plan: Period | None, periods: Sequence[Period]) -> bool:
    """Whether there are periods, each once, inside the plan."""
    is_inside = plan is not None and all(plan.contains(period) for period in periods)
    return is_inside and 0 < len(periods) == len(set(periods))


def _plan(code: str) -> Period:
    period = Period.parse(code)
    if not period.is_plan:
        raise ValueError(code)
    return period


def _rule_set(entry: Entry) -> RuleSet:
    return RuleSet(
        id=entry.identity("id"),
        version=entry.string("version"),
        name=entry.text("name"),
        valid_from=entry.partial_date("valid_from"),
        valid_to=entry.partial_date("valid_to", ""),
        document=entry.string("document"),
        anchor=entry.string("anchor"),
        quote=entry.string("quote"),
        note=entry.text("note"),
        is_published=entry.flag("is_published", default=True),
        yardsticks=entry.all_made("yardsticks", Yardstick, "one_of", known=", ".join(Yardstick)),
        dimensions=entry.texts("dimensions"),
        ladders=tuple(_ladder(item) for item in entry.list("ladder")),
    )


def _ladder(entry: Entry) -> Ladder:
    return Ladder(entry.texts("period_kinds"), tuple(_grade(item) for item in entry.list("grade")))


def _grade(entry: Entry) -> Grade:
    return Grade(
        level=entry.made("level", _judged_level, "one_of", known="severe, strained, on_track"),
        number=entry.string("number", ""),
        colour=entry.text("colour"),
        meaning=entry.text("meaning"),
        label=entry.text("label"),
        condition=entry.text("condition"),
        bounds=tuple(_bound(item) for item in entry.list("bounds")),
    )


def _judged_level(name: str) -> Level:
    level = Level(name)
    if not level.is_judged:
        raise ValueError(name)
    return level


def _bound(entry: Entry) -> Bound:
    limits = {key: entry.optional_decimal(key) for key in LIMITS_OF_BOUNDS}
    bound = Bound(entry.made("metric", Metric, "one_of", known=", ".join(Metric)), **limits)
    entry.refuse_strangers()
    if all(limit is None for limit in limits.values()):
        raise entry.fault("metric", "limit", known=", ".join(LIMITS_OF_BOUNDS))
    return bound


def _example(entry: Entry) -> WorkedExample:
    arguments = entry.table("arguments")
    return WorkedExample(
        id=entry.string("id"),
        formula=entry.string("formula"),
        title=entry.text("title"),
        arguments={key: _argument(arguments, key) for key in arguments.values},
        result=entry.decimal("result"),
        places=entry.whole("places"),
        unit=entry.string("unit"),
        document=entry.string("document"),
        anchor=entry.string("anchor"),
        quote=entry.string("quote"),
    )


def _argument(entry: Entry, key: str) -> object:
    if isinstance(entry.values[key], int):
        return entry.whole(key)
    return entry.decimals(key) if isinstance(entry.values[key], list) else entry.decimal(key)
