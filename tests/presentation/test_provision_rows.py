"""When something that a document lays down is due, in words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from disclosure.presentation import provision_rows
from disclosure.presentation.view import View


@pytest.mark.parametrize(
    ("deadline", "cadence", "zh", "en"),
    [
        ("2025", "", "期限 2025 年", "due 2025"),
        ("2022-02", "", "期限 2022 年 2 月", "due February 2022"),
        ("2022-02-28", "once", "期限 2022 年 2 月 28 日", "due 28 February 2022"),
        ("", "yearly", "每年", "every year"),
        ("", "", "", ""),
    ],
)
def test_a_deadline_is_a_date_in_words_and_goes_before_the_cadence(
    shipped: Sequence[View], deadline: str, cadence: str, zh: str, en: str
) -> None:
    provision = replace(shipped[0].release.provisions[0], deadline=deadline, cadence=cadence)
    assert tuple(provision_rows.when(view, provision).lower() for view in shipped) == (zh, en.lower())
