"""When something that a document lays down is due, in words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from disclosure.presentation import provision_rows
from disclosure.presentation.view import View


@pytest.mark.parametrize(
    ("deadline", "cadence", "zh", "en"),
    [
        ("2025", "", "2025 年前", "by 2025"),
        ("2022-02", "", "2022 年 2 月前", "by February 2022"),
        ("2022-02-28", "once", "2022 年 2 月 28 日前", "by 28 February 2022"),
        ("", "yearly", "每年", "every year"),
        ("", "", "", ""),
    ],
)
def test_a_deadline_is_a_date_in_words_and_goes_before_the_cadence(
    shipped: Sequence[View], deadline: str, cadence: str, zh: str, en: str
) -> None:
    provision = replace(shipped[0].release.provisions[0], deadline=deadline, cadence=cadence)
    assert tuple(provision_rows.when(view, provision).lower() for view in shipped) == (zh, en.lower())
