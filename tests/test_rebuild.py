"""After any edit, a build that takes over what it can gives the very site that a build from nothing gives."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure.pipeline import Settings, publish
from tests.conftest import ROOT
from tests.golden.tree import COUNTRY, digests, texts


class Edit(NamedTuple):
    """A text in a file of the project, and what replaces it."""

    file: str
    before: str
    after: str


EDITS = {
    "a progress figure": Edit(
        "datapackages/sample-progress/observations.csv",
        ",2016,1,-3.6,,-3.6,percent,final,none,,,sample-bulletin,2016 年公报：900100,-3.6,",
        ",2016,1,-1.6,,-1.6,percent,final,none,,,sample-bulletin,2016 年公报：900100,-1.6,",
    ),
    "a target": Edit(
        "datapackages/sample-targets/targets.csv",
        ",basic,-15,,15,,percent,binding,in_force,sign_reversed,,,,sample-plan,附件：900100，2016-2020,青禾省 15 16.5 5200,",
        ",basic,-16,,16,,percent,binding,in_force,sign_reversed,,,,sample-plan,附件：900100，2016-2020,白桦省 16 8000,",
    ),
    "a grade as issued": Edit(
        "datapackages/sample-levels/grades.csv",
        "national_grade,900200,2020,overall,unstated,,完成,",
        "national_grade,900200,2020,overall,unstated,,未完成,",
    ),
    "a level as issued": Edit(
        "datapackages/sample-levels/barometers.csv",
        "national_barometer,900100,2019-H1,intensity,plan_schedule,3,三级预警,",
        "national_barometer,900100,2019-H1,intensity,plan_schedule,1,一级预警,",
    ),
    "a region's name": Edit("datapackages/reference/regions.csv", "青禾省,Qinghe,青禾,", "青苗省,Qingmiao,青苗,"),
    "a document's title": Edit("datapackages/reference/documents.csv", "示例国登记表", "示例国总登记表"),
    "an indicator's definition": Edit(
        "datapackages/reference/indicators.csv", "一年消费的各种能源之和", "全年消费的能源"
    ),
    "a package's title": Edit("datapackages/sample-progress/datapackage.json", '"title": "', '"title": "更正：'),
    "a package's version": Edit("datapackages/sample-progress/datapackage.json", '"version": "1.', '"version": "2.'),
    "a threshold": Edit("rules/barometer/sample-2020.toml", '"0.10"', '"0.30"'),
    "a scope's name": Edit("rules/scopes.toml", "示例国各省", "示例国的各省"),
    "a word": Edit("templates/wording/zh-CN/region.toml", '"全部地区"', '"所有地区"'),
    "a template": Edit("templates/pages/region.html", "<h1", '<h1 id="title"'),
    "prose": Edit("docs/zh/about.md", "# ", "# 新 "),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with templates and prose of its own, and its site and cache as a build left them."""
    folder = tmp_path_factory.mktemp("built")
    project = Path(shutil.copytree(COUNTRY, folder / "country"))
    for name in ("templates", "docs"):
        shutil.copytree(ROOT / name, project / name)
    publish(settings_in(folder))
    return folder


def settings_in(folder: Path) -> Settings:
    return Settings(folder / "country", folder / "country" / "datapackages", folder / "site")


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_what_is_taken_over_is_what_would_be_made_anew(built: Path, tmp_path: Path, edit: Edit) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "built"))
    settings, file = settings_in(folder), folder / "country" / edit.file
    text = file.read_text("utf-8")
    assert edit.before in text
    file.write_text(text.replace(edit.before, edit.after), "utf-8")
    assert publish(settings).rendered
    again = texts(settings.site), digests(settings.site)
    assert again[0] != texts(built / "site")
    shutil.rmtree(settings.cache)
    shutil.rmtree(settings.site)
    assert publish(settings).rendered
    anew = texts(settings.site), digests(settings.site)
    assert sorted(address for address in anew[0] if again[0].get(address) != anew[0][address]) == []
    assert again == anew
