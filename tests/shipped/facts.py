"""What the shipped data says, counted and recomputed for the sentences of each page, without the pages' own code."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from functools import cached_property
from math import prod

from disclosure.measures.comparing import compare
from disclosure.model.comparisons import Comparison
from disclosure.model.later import grouped
from disclosure.model.levels import Level, Yardstick
from disclosure.model.periods import Period
from disclosure.model.records import Measure, Observation, OfficialAssessment, Processing, Provision, Taken, Target
from disclosure.model.release import Assessment, Barometer, IssuedBarometer, Release
from disclosure.model.tables import Dataset
from disclosure.model.text import Text
from tests.shipped import list_facts

HAS_LETTER_AND_DIGIT = re.compile(r"(?=.*\d)(?=.*[^\W\d_])", re.DOTALL)
SHORTEST = 4
"""Shorter texts are no names: they are numbers with a sign or a unit."""
ROUTES = (
    ("home", r"index\.html"),
    ("archive", r"barometer/(?P<code>[\w-]+)/archive/index\.html"),
    ("issue", r"barometer/(?P<code>[\w-]+)/(?P<period>\d{4}[\w-]*)/index\.html"),
    ("newest", r"barometer/(?P<code>[\w-]+)/index\.html"),
    ("tasks", r"region/(?P<code>[\w-]+)/tasks/index\.html"),
    ("region", r"region/(?P<code>[\w-]+)/index\.html"),
    ("product", r"(?:sample/)?product/(?P<code>\w+)/index\.html"),
    (
        "list",
        r"(?:sample/)?list/(?P<code>advanced|level|lagging|frontrunner|corrected)/(?:by-\w+/)?(?:index|page-\d+)\.html",
    ),
    ("lists", r"(?:sample/)?(?:list|product)/(?:retrofit/|data-centers/)?index\.html"),
    ("unit", r"unit/(?P<code>[\w-]+)/index\.html"),
    ("enterprise", r"enterprise/(?P<code>[\w-]+)/index\.html"),
    ("indicator", r"indicator/(?P<code>\w+)/index\.html"),
    ("coverage", r"data/coverage/index\.html"),
    ("dataset", r"data/(?P<code>[\w-]+)/index\.html"),
    ("document", r"doc/(?P<code>[\w-]+)/(?:text/)?(?:index|page-\d+)\.html"),
)
"""What a page is about, by its address; all others are about everything."""


@dataclass(frozen=True, slots=True)
class About:
    """What a page is about."""

    kind: str
    code: str = ""
    period: str = ""


def about(address: str) -> About:
    """What stands at an address.

    >>> about("en/region/150100/tasks/index.html")
    About(kind='tasks', code='150100', period='')
    """
    for kind, pattern in ROUTES:
        if found := re.fullmatch(pattern, address.removeprefix("en/")):
            known = found.groupdict()
            return About(kind, known.get("code", ""), known.get("period", ""))
    return About("all")


@dataclass(frozen=True)
class Facts:
    """The release, and every dataset of the plan."""

    release: Release
    datasets: Mapping[str, Dataset]
    _periods: dict[About, set[Period]] = field(default_factory=dict)
    _listed: dict[About, Sequence[object]] = field(default_factory=dict)

    @cached_property
    def lights(self) -> Sequence[Assessment]:
        """All our lights."""
        return [light for barometer in self.release.barometers for light in barometer.assessments]

    @cached_property
    def by_region(self) -> Mapping[str, Sequence[Assessment]]:
        return grouped((light.region, light) for light in self.lights)

    @cached_property
    def taken_by_region(self) -> Mapping[str, Sequence[Taken]]:
        return grouped((record.region, record) for record in self.release.taken)

    @cached_property
    def taken_by_document(self) -> Mapping[str, Sequence[Taken]]:
        return grouped((record.provenance.document, record) for record in self.release.taken)

    @cached_property
    def compared(self) -> Mapping[str, Sequence[Comparison]]:
        """What was issued about each region beside our lights."""
        issued = grouped((light.region, light) for light in self.release.official)
        rules, ours = self.release.rules, self.by_region
        return {code: compare(issued.get(code, ()), ours.get(code, ()), rules) for code in self.release.regions}

    def observations(self, region: str) -> list[Observation]:
        return [one for one in self.taken_by_region.get(region, ()) if isinstance(one, Observation)]

    def targets(self, region: str) -> list[Target]:
        return [one for one in self.taken_by_region.get(region, ()) if isinstance(one, Target)]

    def provisions(self, region: str) -> list[Provision]:
        return [one for one in self.taken_by_region.get(region, ()) if isinstance(one, Provision)]

    def taken(self, page: About) -> Sequence[Taken]:
        """The records that a page is about."""
        if page.kind in {"region", "tasks"}:
            return self.taken_by_region.get(page.code, ())
        if page.kind == "document":
            return self.taken_by_document.get(page.code, ())
        if page.kind == "indicator":
            return [one for one in self.release.observations if one.indicator == page.code]
        if page.kind in {"issue", "newest"}:
            members = {light.region for light in self.lights_of(page)}
            return [one for code in members for one in self.taken_by_region.get(code, ())]
        return self.release.taken

    def lights_of(self, page: About) -> Sequence[Assessment]:
        """The lights that a page is about."""
        if page.kind in {"region", "tasks"}:
            return self.by_region.get(page.code, ())
        issue = self.issue(page)
        return issue.assessments if issue and page.kind != "home" else self.lights

    def issue(self, page: About) -> Barometer | None:
        """The issue of one of our barometers that a page shows: the newest with a light, where it names none."""
        scope = self.release.rules.site.home_scope if page.kind == "home" else page.code
        issues = self.release.derived.get(scope, ()) if page.kind in {"home", "issue", "newest"} else ()
        if page.period or not issues:
            return next((issue for issue in issues if issue.period.code == page.period), None)
        return newest_lit(issues)

    def issued(self, page: About) -> IssuedBarometer | None:
        """The issue of an authority's barometer that a page shows: the newest, where it names none."""
        issues = [issue for issue in self.release.issued if issue.scope.id == page.code]
        if page.period or not issues:
            return next((issue for issue in issues if issue.period.code == page.period), None)
        return issues[-1]

    def periods(self, page: About) -> Collection[Period]:
        """The periods of the barometer that a page belongs to, and of the records and lights that it is about."""
        if page not in self._periods:
            numbers = (Target, Observation, OfficialAssessment)
            found = {issue.period for issue in self.release.derived.get(page.code, ())}
            found |= {issue.period for issue in self.release.issued if issue.scope.id == page.code}
            found |= {light.period for light in self.lights_of(page)}
            self._periods[page] = found | {one.period for one in self.taken(page) if isinstance(one, numbers)}
        return self._periods[page]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Texts with digits that stand in registers, rules and descriptors, the longest first."""
        release = self.release
        registers = (release.regions, release.sectors, release.indicators, release.documents, release.anomalies)
        lists, rules = release.lists, release.rules
        registers = (*registers, lists.products, lists.enterprises, lists.installations, rules.editions)
        nouns = [
            *(noun for register in registers for noun in register.values()),
            *release.rules.scopes,
            *release.rules.rule_sets.values(),
            release.rules.site,
        ]
        texts = {text for noun in nouns for text in texts_in(noun)}
        for dataset in self.datasets.values():
            texts |= {*texts_in(dataset.title), *texts_in(dataset.description), dataset.licence_name}
            texts |= {text for table in dataset.tables for text in texts_in(table.title)}
            texts |= {title for title, _ in dataset.sources}
        return longest_first(texts)

    def chained(self, region: str, indicator: str, sector: str, years: Iterable[int]) -> Decimal | None:
        """The cumulative change in percent that published yearly changes compound to; None where one is missing."""
        newest: dict[str, Observation] = {}
        for point in sorted(self.observations(region), key=lambda one: one.vintage):
            series = (point.indicator, point.sector, point.measure)
            if series == (indicator, sector, Measure.YEARLY_CHANGE) and point.is_usable:
                newest[point.period.code] = point
        found = [newest.get(str(year)) for year in years]
        if not all(found):
            return None
        factors = (1 + (point.value or Decimal(0)) / 100 for point in found if point)
        return (prod(factors, start=Decimal(1)) - 1) * 100

    def exact(self, page: About) -> Iterator[tuple[Decimal, str]]:
        """Every number that a page may show beside those of its own counts, with its kind."""
        for record in self.taken(page):
            if isinstance(record, Target | Observation) and record.value is not None:
                yield record.value, kind_of(record.unit)
        for light in self.lights_of(page):
            yield from derived(light)
        for record in self.listed(page):
            yield from ((value, kind_of(unit)) for value, unit in list_facts.amounts(record))

    def listed(self, page: About) -> Sequence[object]:
        """The records of levels and installations that a page is about."""
        if page not in self._listed:
            self._listed[page] = list(dict.fromkeys(list_facts.records(self.release, page.kind, page.code)))
        return self._listed[page]

    def list_days(self, page: About) -> Collection[str]:
        """The days, times and periods of these records."""
        return {day for record in self.listed(page) for day in list_facts.days(self.release, record)}

    def list_words(self, page: About) -> Collection[str]:
        """What these records say word for word."""
        return {text for record in self.listed(page) for text in list_facts.words(record)}


def derived(light: Assessment) -> Iterator[tuple[Decimal, str]]:
    """The numbers behind one light; shares in percent."""
    kind = kind_of(light.unit)
    for value in (light.achieved, light.required, light.remaining):
        if value is not None:
            yield value, kind
    if light.gap is not None:
        yield light.gap, "points" if kind == "percent" else kind
        yield light.gap, "plain"
    for step in light.steps:
        for value in (step.result, *step.operands.values()):
            for one in value if isinstance(value, tuple) else (value,):
                yield (one * 100, "percent") if step.unit == "share" else (one, "plain")
                yield one, "plain"


def kind_of(unit: str) -> str:
    """How a number of a unit reads."""
    return {"percent": "percent", "percentage_point": "points"}.get(unit, "plain")


def is_cut(record: Target | Observation) -> bool:
    """Whether the digits are not the document's own."""
    return record.processing in {Processing.UNIT_CONVERTED, Processing.COMPUTED}


def newest_lit(issues: Sequence[Barometer]) -> Barometer:
    lit = [issue for issue in issues if any(light.level.is_judged for light in issue.assessments)]
    return (lit or list(issues))[-1]


def lead(issue: Barometer) -> tuple[str, Yardstick]:
    """What the answer of a barometer counts: the first dimension judged by the plan's schedule, else by the task."""
    judged = {(light.dimension, light.yardstick) for light in issue.assessments if light.level.is_judged}
    order = [(one, by) for one in issue.scope.dimensions for by in (Yardstick.PLAN_SCHEDULE, Yardstick.ANNUAL_TASK)]
    known = {(light.dimension, light.yardstick) for light in issue.assessments}
    return next((pair for pair in order if pair in judged), next(pair for pair in order if pair in known))


def tally(issue: Barometer, pair: tuple[str, Yardstick]) -> Counter[Level]:
    """How many lights of each level an issue has by one dimension and yardstick."""
    return Counter(light.level for light in issue.assessments if (light.dimension, light.yardstick) == pair)


def texts_in(noun: object) -> Iterator[str]:
    """Every text inside a noun that reads as a name or a sentence with digits."""
    if isinstance(noun, str):
        if len(noun) >= SHORTEST and HAS_LETTER_AND_DIGIT.search(noun):
            yield noun
    elif isinstance(noun, Text):
        yield from (text for side in (noun.zh, noun.en) for text in texts_in(side))
    elif is_dataclass(noun):
        for one in fields(noun):
            yield from texts_in(getattr(noun, one.name))
    elif isinstance(noun, tuple | list):
        for item in noun:
            yield from texts_in(item)


def longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*texts, *(text.replace(" %", "\u00a0%") for text in texts)}, key=len, reverse=True))
