"""Who reads which sentence: each wording template with digits in its places has a reader that asks the data, not the
pages' code, whether what stands there is true."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from disclosure.model.periods import Period
from disclosure.model.records import Observation, Target
from tests.shipped.facts import About, Facts
from tests.shipped.reading import Number, Phrases, numbers


class Slots(dict[str, str]):
    """What stands in the places of a template, remembering which of them a reader looked at."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__(found)
        self.looked_at: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.looked_at.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        self.looked_at.add(name)
        return super().get(name, default)


Ask = Callable[["Reader", About, str, Slots], bool]
READERS: dict[str, Ask] = {}
"""Who reads a template, by its key."""
CLAIMS: dict[str, Ask] = {}
"""By what a template with few words of its own is known although what stands in its places is wrong."""
FELL, ROSE = -1, 1


def reads(*keys: str) -> Callable[[Ask], Ask]:
    """Register the reader of some templates."""

    def register(ask: Ask) -> Ask:
        READERS.update(dict.fromkeys(keys, ask))
        return ask

    return register


def claims(*keys: str) -> Callable[[Ask], Ask]:
    """Register by what some templates are known."""

    def register(ask: Ask) -> Ask:
        CLAIMS.update(dict.fromkeys(keys, ask))
        return ask

    return register


@dataclass(frozen=True)
class Reader:
    """The readers of one language, and the data they ask."""

    phrases: Phrases
    facts: Facts

    def understood(self, page: About, text: str) -> str:
        """The key of a template that said a text truly; empty where none did."""
        return next((key for key in READERS if self.is_true(page, key, text)), "")

    def is_true(self, page: About, key: str, text: str) -> bool:
        """Whether a text is made of a template and all that stands in its places is so: what its reader did not look
        at may hold names of registers, but no other number."""
        found = self.phrases.slots(key, text)
        if found is None:
            return False
        slots = Slots(found)
        return READERS[key](self, page, key, slots) and not any(
            numbers(self.plain(self.nameless(said))) for name, said in found.items() if name not in slots.looked_at
        )

    def nameless(self, text: str) -> str:
        """A text without the names of registers, rules and descriptors."""
        for name in self.facts.names if any(letter.isdigit() for letter in text) else ():
            text = text.replace(name, " ")
        return text

    def refuted(self, page: About, text: str) -> str:
        """The key of a template that a text was made of, although what stands in its places is wrong."""
        return next((key for key in READERS if self.is_claimed(page, key, text)), "")

    def is_claimed(self, page: About, key: str, text: str) -> bool:
        """Whether a text can be of no other template."""
        if not self.phrases.is_told(key) and key not in CLAIMS:
            return False
        slots = self.phrases.slots(key, text)
        return slots is not None and (key not in CLAIMS or CLAIMS[key](self, page, key, Slots(slots)))

    def word(self, key: str) -> str:
        return self.phrases.texts[key]

    def name(self, text: object) -> str:
        return text.in_language(self.phrases.language).replace(" %", "\u00a0%")  # type: ignore[attr-defined]

    def dimension(self, id_: str) -> str:
        known = self.facts.release.rules.dimensions.get(id_)
        return self.name(known.name) if known else self.word(f"dimension.{id_}")

    def is_pair(self, slots: Slots, dimension: str, yardstick: str) -> bool:
        """Whether a sentence names this dimension and yardstick."""
        return (slots["dimension"], slots["yardstick"]) == (
            self.dimension(dimension),
            self.word(f"yardstick.{yardstick}"),
        )

    def moved(self, text: str) -> tuple[int, Number] | None:
        """A fall or rise in words with its amount; None where the text is neither."""
        for key, side in (("change.fall", FELL), ("change.rise", ROSE)):
            slots = self.phrases.slots(key, text)
            if slots is not None and len(found := numbers(self.plain(slots["amount"]))) == 1:
                return side, found[0]
        return (FELL, Number(Decimal(0), "", 0, "percent")) if text == self.word("change.none") else None

    def plain(self, text: str) -> str:
        """A text without the units whose names hold digits."""
        for unit in self.facts.release.rules.units.values():
            if any(letter.isdigit() for letter in self.name(unit.symbol)):
                text = text.replace(self.name(unit.symbol), "")
        return text

    def says(self, text: str, value: Decimal, unit: str) -> bool:
        """Whether a text says a committed or derived number: a change with its direction, an amount without."""
        if (found := self.moved(text)) is not None and unit == "percent":
            side, number = found
            return (
                number.shows(abs(value)) and (value == 0 or (side == FELL) == (value < 0)) and number.kind == "percent"
            )
        shown = numbers(self.plain(text))
        return len(shown) == 1 and shown[0].shows(value) and (shown[0].kind == "percent") == (unit == "percent")

    def says_record(self, text: str, record: Target | Observation) -> bool:
        """Whether a text says the number of a record, with whatever bounds or doubts it."""
        if record.value is None:
            return text in {record.as_printed, self.word(f"value_status.{record.value_status}")}
        bare = text
        bounds = [f"{kind}.{record.bound}" for kind in ("bound", "bound_change")] if isinstance(record, Target) else []
        for key in (*bounds, "value_status.doubted"):
            slots = self.phrases.slots(key, bare) if key in self.phrases.texts else None
            bare = slots["value"] if slots else bare
        return self.says(bare, record.value, record.unit)

    def at(self, text: str, period: Period) -> bool:
        """Whether a text names a period by its years; months in digits must be its own too."""
        return is_at(text, period)


@lru_cache(1 << 18)
def is_at(text: str, period: Period) -> bool:
    named = [int(number.value) for number in numbers(text)]
    years = sorted({period.first_year, period.last_year})
    months = [period.first_month, period.last_month] if period.kind.startswith("M") else []
    return named in (years, [*years, *dict.fromkeys(months)], [*dict.fromkeys(months), *years])


def is_count(text: str, count: int) -> bool:
    return text.replace(",", "") == str(count)


def of_region(reader: Reader, page: About, text: str) -> tuple[About, str] | None:
    """A sentence about one region of a barometer: 内蒙古自治区：… The rest is about that region alone."""
    colon = reader.word("site.colon")
    for code, region in reader.facts.release.regions.items():
        if text.startswith(start := reader.name(region.name) + colon):
            return replace(page, kind="region", code=code), text.removeprefix(start)
    return None
