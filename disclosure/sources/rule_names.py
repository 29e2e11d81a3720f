"""Names in rules: no two things of a kind have the same, and what a rule names is described."""

from collections import Counter
from collections.abc import Iterable, Iterator

from disclosure.errors import SettingsFault
from disclosure.model.rules import Rules


def _scope_ids(rules: Rules) -> tuple[str, ...]:
    return tuple(scope.id for scope in rules.scopes)


def repeated(file: str, ids: Iterable[str]) -> Iterator[SettingsFault]:
    """A fault for each name that a file gives twice."""
    twice = (id_ for id_, count in Counter(ids).items() if count > 1)
    return (SettingsFault(code="rule_repeated", where=file, key=id_) for id_ in twice)


def wrong_names(rules: Rules) -> Iterator[SettingsFault]:
    """What is wrong with names in rules: two scopes share one, nobody describes it, or what it names cannot serve."""
    yield from repeated("rules/scopes.toml", _scope_ids(rules))
    for dimension in rules.dimensions.values():
        yield from _unknown(
            f"rules/dimensions.toml: {dimension.id}: exempt_when_incentive_met", "dimension",
            filter(None, [dimension.exempt_when_incentive_met]), rules.dimensions,
        )  # fmt: skip
    for rule_set in rules.rule_sets.values():
        yield from _unknown(f"rules/barometer: {rule_set.id}", "dimension", rule_set.dimensions, rules.dimensions)
    for scope in rules.scopes:
        where = f"rules/scopes.toml: {scope.id}"
        yield from _unknown(where, "dimension", scope.dimensions, rules.dimensions)
        yield from _unknown(where, "rule_set", [scope.rule_set] if scope.kind == "derived" else (), rules.rule_sets)
    yield from _unknown("rules/grades.toml", "dimension", [rules.grades.dimension], rules.dimensions)
    yield from _unknown("rules/figures.toml", "dimension", [rules.figures.dimension], rules.dimensions)
    yield from _unknown(
        "rules/site.toml", "scope", [rules.site.home_scope, *rules.site.scopes_beside], _scope_ids(rules)
    )
    if any(scope.id == rules.site.home_scope and scope.kind != "derived" for scope in rules.scopes):
        yield SettingsFault(code="rule_home", name=rules.site.home_scope)


def _unknown(where: str, noun: str, names: Iterable[str], known: Iterable[str]) -> Iterator[SettingsFault]:
    strangers = (name for name in names if name not in set(known))
    return (SettingsFault(code=f"no_{noun}", where=where, name=name) for name in strangers)
