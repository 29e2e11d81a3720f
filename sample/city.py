"""Writes the data packages of the invented city; the same bytes every time. Run `python -m sample.city`.

What stands on which day (the procedure is sample-2026: a window of 15 days after the day of notice):

- 2026-03-01  nothing: no notice has begun.
- 2026-03-02  the first notice: 28 cases are open, nobody is named.
- 2026-03-17  the last day of that window; from 2026-03-18 its cases await a decision, still without a name.
- 2026-03-25  the first decision: 27 entries, one dismissed (reply upheld); another reply was rejected.
- 2026-04-30  four front runners.
- 2026-05-06  an entry that rests on the figures of 2024 is withdrawn; its installation stays on the list of levels.
- 2026-06-25  the second decision: 27 more entries; one reply was upheld in part, one rejected.
- 2026-08-03  a withdrawal for a meter that was wrong; 2026-09-14 another, for a converter that is gone.
- 2026-09-25  the first entry has expired (valid to 2026-09-24); 2026-11-01 a front runner (valid to 2026-10-31).
- 2026-10-12  the third notice; since 2026-10-28 its two cases await a decision.
- 2026-10-20  a lagging entry is corrected after its retrofit; 2026-11-02 another.
- 2026-11-10  the fourth notice, three cases; its window runs to 2026-11-25.
- 2026-11-21  THE DEFAULT DAY, the latest date of the packages that do not wait: listed on all four lists, corrected,
              pending, awaiting a decision, dismissed, expired, withdrawn, and two notices that begin later. One entry
              of the list of levels (valid to 2026-11-21) is named for the last time.
- 2026-12-07  the fifth notice, two cases, of which nothing is known before.
- 2026-12-31  the release of 2025: the lights of the plan's last year come on, and the total of one district is exempt.
              In industry, whose bulletin of 2025 is out, one district's total is exempt on the default day already.

Facts stand in the TOML files beside this module; what they leave open follows from a seed.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sample import firms, lists, places, progress
from sample.packing import ROOT, Package, Row, Sheet, read, write_packages

ROWS: Mapping[str, Callable[[], Iterable[Row]]] = {
    "sample-city-reference/regions": places.regions,
    "sample-city-reference/documents": places.documents,
    "sample-city-barometer/targets": progress.targets,
    "sample-city-barometer/yearly": progress.yearly,
    "sample-city-barometer/quarterly": progress.quarterly,
    "sample-city-barometer/industry": progress.industry,
    "sample-city-institutions/targets": progress.institution_targets,
    "sample-city-institutions/observations": progress.institutions,
    "sample-city-installations/enterprises": firms.enterprises,
    "sample-city-installations/installations": firms.installations,
    "sample-city-installations/records": firms.records,
    "sample-city-installations/aggregates": firms.aggregates,
    "sample-city-lists/listings": lists.listings,
    "sample-city-lists/retrofits": lists.retrofits,
    "sample-city-lists/steps": lists.steps,
    "sample-city-2025-final/documents": places.final_documents,
    "sample-city-2025-final/observations": progress.final,
}
"""What makes the rows of each table."""


def packages() -> tuple[Package, ...]:
    """All packages of the city."""
    return tuple(
        Package(**{**facts, "sheets": tuple(_sheet(facts["name"], *titles) for titles in facts["sheets"])})
        for facts in read("packages")["package"]
    )


def _sheet(package: str, name: str, kind: str, title: str, title_en: str) -> Sheet:
    return Sheet(name, kind, title, title_en, tuple(ROWS[f"{package}/{name}"]()))


if __name__ == "__main__":
    write_packages(packages(), Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "datapackages")
