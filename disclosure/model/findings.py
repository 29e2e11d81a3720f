"""What the checks found wrong in the data: values, never exceptions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding stops: an error refuses the data, a warning and a notice let it through."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is, in the words of the person who opens the file in Excel."""

    file: str
    """Relative to the packages folder, with forward slashes."""
    row: int | None = None
    """The row as Excel shows it; the header is row 1."""
    column: int | None = None
    """Counted from 1."""
    field: str = ""
    field_title: str = ""

    @property
    def column_letter(self) -> str:
        """The column's letter in Excel.

        >>> Place("a.csv", column=28).column_letter
        'AB'
        """
        letters, number = "", self.column or 0
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the data; its words stand in `templates/wording/` under `finding.<code>`."""

    code: str
    severity: Severity
    place: Place
    value: str = ""
    """What stands there, shortened for display where it is shown."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """The named facts that the finding's wording speaks of, such as `expected`."""
    row_key: str = ""
    """The row's key in words, such as 玉泉区｜能耗强度｜2021."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one run: what makes a file hard to read first, as the rest may follow from it, then by place."""

    items: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding], registers: Collection[str] = ()) -> "Findings":
        """Collect and sort findings; those of the files of `registers`, which others refer to, come early."""
        return cls(tuple(sorted(findings, key=lambda finding: (_rank(finding, registers), *_order(finding)))))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __add__(self, other: "Findings") -> "Findings":
        return Findings.of((*self.items, *other.items))

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.items)

    @property
    def blocking(self) -> bool:
        """Whether any finding refuses the data."""
        return self.count(Severity.ERROR) > 0


def _rank(finding: Finding, registers: Collection[str]) -> int:
    if finding.code.startswith("F") and finding.severity is not Severity.NOTICE:
        return 0
    return 1 if finding.place.file in registers else 2


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place
    return place.file, place.row or 0, place.column or 0, finding.code
