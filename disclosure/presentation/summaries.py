"""What the front pages say of each part of the site: small frozen values that outlive the part's making."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.model.text import Language
from disclosure.presentation.view import Cell

Worded = Mapping[Language, Mapping[str, object]]
"""The same plain values in each language."""


@dataclass(frozen=True, slots=True)
class RegionSummary:
    """A region in the register."""

    is_lit: bool
    """Whether any of its lights was ever judged."""
    rows: Mapping[Language, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class DatasetSummary:
    """A dataset in the index and in the catalogue for programs."""

    rows: int
    cards: Worded
    entry: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ScopeSummary:
    """A scope with its newest answer, how many lights of each issue show which level, and its dataset."""

    cards: Worded
    levels: tuple[Mapping[str, object], ...]
    """Of derived issues only, ascending by period."""
    dataset: DatasetSummary
