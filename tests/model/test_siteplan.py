import pytest

from disclosure.errors import PlanFault
from disclosure.model.siteplan import Asset, SitePlan


def test_two_recipes_for_one_address_are_found_before_anything_is_rendered() -> None:
    with pytest.raises(PlanFault, match=r"assets/site\.css"):
        SitePlan.of([("assets/site.css", Asset("a")), ("assets/site.css", Asset("b"))], {}, {})


def test_the_order_of_a_plan_does_not_depend_on_who_came_first() -> None:
    entries = [("b", Asset("b")), ("a", Asset("a"))]
    assert (
        list(SitePlan.of(entries, {}, {}).recipes) == list(SitePlan.of(reversed(entries), {}, {}).recipes) == ["a", "b"]
    )
