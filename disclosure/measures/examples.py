"""Published calculations, computed again by our own formulas."""

from collections.abc import Callable
from decimal import Decimal
from inspect import isfunction, signature

from disclosure.errors import SettingsFault
from disclosure.measures import formulas
from disclosure.model.rules import WorkedExample


def recomputed(example: WorkedExample) -> Decimal:
    """The result of a worked example by our own formula, unrounded; raises `SettingsFault` where there is none."""
    arguments = {name: list(value) if isinstance(value, tuple) else value for name, value in example.arguments.items()}
    try:
        return Decimal(_formula(example)(**arguments))
    except (ArithmeticError, TypeError, ValueError) as fault:
        raise SettingsFault(code="example_not_computed", example=example.id, detail=fault) from fault


def _formula(example: WorkedExample) -> Callable[..., Decimal]:
    """The formula that an example names, if it takes arguments of these names."""
    found = vars(formulas).get(example.formula)
    if not isfunction(found) or found.__module__ != formulas.__name__ or example.formula.startswith("_"):
        raise SettingsFault(code="example_no_formula", example=example.id, formula=example.formula)
    signature(found).bind(**example.arguments)
    return found
