"""The shipped rules with a procedure of lists for real packages, which no authority has laid down yet."""

from dataclasses import replace

import pytest

from disclosure.model.rules import Rules
from disclosure.sources.rules import read_rules
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def rules() -> Rules:
    shipped = read_rules(ROOT / "rules")
    sample = shipped.lists.procedures["sample-2026"]
    real = replace(sample, id="city-2026", is_sample=False, document="nbs-bulletin-2020", anchor="第四条")
    return replace(shipped, lists=replace(shipped.lists, procedures={"sample-2026": sample, "city-2026": real}))
