"""The register of regions: one line for each, with its newest light of ours and what an authority last issued."""

from collections.abc import Sequence

from disclosure.model.records import OfficialAssessment
from disclosure.model.release import Assessment
from disclosure.model.siteplan import Entry
from disclosure.presentation import addresses, comparisons, downloads, evidence, region_records
from disclosure.presentation.region_pages import is_of_old, newest
from disclosure.presentation.summaries import RegionSummary
from disclosure.presentation.view import Cell, View, cell, column, table


def summary(views: Sequence[View], code: str) -> RegionSummary:
    """The line of the register about one region, in every language."""
    is_lit = any(light.level.is_judged for light in views[0].indexes.assessments.get(code, ()))
    return RegionSummary(is_lit, {view.language: _row(view, code) for view in views})


def _row(view: View, code: str) -> tuple[Cell, ...]:
    kind = view.word(f"region_kind.{view.release.regions[code].kind}")
    return view.region_link(code), cell(kind), cell(code), _derived(view, code), _issued(view, code)


def _derived(view: View, code: str) -> Cell:
    """The newest light of ours."""
    judged = [light for light in newest(view.indexes.assessments.get(code, ())) if light.level.is_judged]
    return _ours(view, judged[0]) if judged else cell(view.word("region.no_light"), is_quiet=True)


def _issued(view: View, code: str) -> Cell:
    """The newest level or grade of an authority."""
    official = region_records.newest_official(view, code)
    return _official(view, official[0]) if official else cell(view.word("region.no_official"), is_quiet=True)


def _ours(view: View, light: Assessment) -> Cell:
    yardstick, period = view.word(f"yardstick.{light.yardstick}"), view.period(light.period)
    dimension = view.word("region.by_yardstick", subject=evidence.subject(view, light), yardstick=yardstick)
    shown = evidence.light(view, light)
    if is_of_old(view, light.period):
        return cell("", light=shown, before=period, note=dimension)
    return cell("", light=shown, note=f"{dimension} {period}")


def _official(view: View, light: OfficialAssessment) -> Cell:
    note = f"{evidence.dimension(view, light.dimension)} {view.period(light.period)}"
    if light.level is None:
        return cell(light.as_printed, lang=view.chinese, note=note)
    return cell("", light=comparisons.issued_light(view, light), note=note)


def register_page(view: View, regions: Sequence[RegionSummary]) -> Entry:
    """The register of all regions with the newest light of each."""
    lit = sum(region.is_lit for region in regions)
    sentence = view.word("region.index_answer", count=len(regions), lit=lit)
    facts = {
        "title": view.word("region.title_index"),
        "description": sentence,
        "section": "regions",
        "trail": ({"label": view.word("nav.regions"), "address": ""},),
    }
    latest = view.word("region.latest_unit")
    columns = [
        *(column(view.word(f"region.{key}"), is_plain=True) for key in ("title_index", "kind", "code")),
        *(column(view.word(f"region.{key}"), unit=latest) for key in ("latest", "latest_official")),
    ]
    rows = [region.rows[view.language] for region in regions]
    register = table(view.word("region.index_caption"), columns, rows)
    files = downloads.committed(view, (region.provenance for region in view.release.regions.values()))
    return view.page("pages/regions.html", addresses.regions, facts, answer=sentence, register=register, files=files)
