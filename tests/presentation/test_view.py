"""What every page shares: here the title of the window."""

from disclosure.presentation import addresses
from disclosure.presentation.view import LONGEST_TITLE, View


def head_title(view: View, title: str) -> object:
    return view.chrome_of(addresses.updates, {"title": title})["head_title"]


def test_a_title_names_the_site_while_both_fit(zh: View) -> None:
    site = " · 节能目标数据公开"
    fits = "甲" * (LONGEST_TITLE - len(site))
    assert head_title(zh, fits) == fits + site
    assert head_title(zh, fits + "甲") == fits + "甲"


def test_a_title_that_does_not_fit_alone_is_shortened(zh: View) -> None:
    fits = "甲" * LONGEST_TITLE
    assert head_title(zh, fits) == fits
    assert head_title(zh, fits + "甲") == "甲" * (LONGEST_TITLE - 1) + "…"
