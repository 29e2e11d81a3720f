"""What an authority issued beside our own light, in words: each pair, how many agree, and why the rest do not count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.measures.changes import level_of
from disclosure.measures.comparing import compare
from disclosure.model.comparisons import Comparison, Outcome
from disclosure.model.levels import Level
from disclosure.model.records import OfficialAssessment
from disclosure.presentation import addresses, evidence
from disclosure.presentation.view import View

COUNTED = (Outcome.AGREES, Outcome.DIFFERS)
"""The outcomes of a comparison in the full sense."""


def compared(view: View, code: str) -> tuple[Comparison, ...]:
    """Everything that was issued about a region, each beside our light."""
    lights = view.indexes.assessments.get(code, ())
    return compare(view.indexes.official.get(code, ()), lights, view.release.rules)


def numbered(view: View, level: Level) -> Mapping[str, str]:
    """An issued level named by its number, for the authority's colours changed over the years."""
    return {**view.light(level), "name": view.word(f"level.{level}.number")}


def issued_light(view: View, light: OfficialAssessment) -> Mapping[str, str]:
    """An issued light, named by its number."""
    return numbered(view, level_of(light))


def ours(view: View, found: Comparison) -> Mapping[str, str]:
    """Our light beside an issued one: its shape, whose and when, its colour word; nothing where none stands there."""
    if found.ours is None:
        return {}
    shown = evidence.light(view, found.ours)
    period = view.period(found.ours.period)
    return {
        "level": shown["level"],
        "name": shown["name"],
        "whose": view.word("comparison.whose", period=period),
        "text": view.word("comparison.ours", period=period, name=shown["name"]),
        "doubt": shown.get("doubt", ""),
    }


def totals(found: Iterable[Comparison]) -> Mapping[Outcome, int]:
    """How many there are of each outcome, those of which there is none included."""
    counts = Counter(one.outcome for one in found)
    return {outcome: counts[outcome] for outcome in Outcome}


def counts(view: View, found: Sequence[Comparison]) -> tuple[str, ...]:
    """The counts in sentences: compared, side by side, and neither with the reasons."""
    count = totals(found)
    counted = sum(count[outcome] for outcome in COUNTED)
    known = {
        "counted": counted,
        "beside": count[Outcome.BESIDE],
        "not_compared": count[Outcome.NOT_COMPARED],
    }
    facts = {
        "agrees": count[Outcome.AGREES],
        "differs": count[Outcome.DIFFERS],
        "reasons": view.wording.list(_reasons(view, found)),
    }
    return tuple(view.word(f"comparison.{key}", count=number, **facts) for key, number in known.items() if number)


def _reasons(view: View, found: Sequence[Comparison]) -> Iterator[str]:
    for code, count in reasons(found).items():
        yield view.word("comparison.reason_count", reason=view.word(f"comparison.reason.{code}"), count=count)


def reasons(found: Iterable[Comparison]) -> Mapping[str, int]:
    """Why issued lights are not compared, the most frequent reason first."""
    codes = Counter(one.reason for one in found if one.outcome is Outcome.NOT_COMPARED)
    return dict(codes.most_common())


def unlike(view: View, found: Comparison) -> Mapping[str, object]:
    """An issued light or grade that looks otherwise than ours: where, both of them, and what is known to part them."""
    issued, is_grade = found.issued, found.issued.level is None
    words = view.word(
        "comparison.unlike_grade" if is_grade else "comparison.unlike",
        period=view.period(issued.period),
        dimension=evidence.dimension(view, issued.dimension),
        issued=issued.as_printed if is_grade else issued_light(view, issued)["name"],
        ours=ours(view, found).get("text", ""),
    )
    return {
        "label": view.region(issued.region),
        "address": addresses.region(view.language, issued.region),
        "text": words,
        "remarks": tuple(_remarks(view, found)),
        "note": issued.note,
        "lang": view.chinese,
    }


def _remarks(view: View, found: Comparison) -> Iterator[str]:
    """What our light rests on, and what is known to part it from the issued one."""
    if found.ours is None:
        return
    yield evidence.whole_sentence(view, found.ours)
    rule = view.text(view.release.rules.rule_sets[found.ours.rule_set].name)
    for code in found.causes or (found.reason,):
        yield view.word(f"comparison.cause.{code}", rule=rule)


def is_unlike(found: Comparison) -> bool:
    """Whether an issued light stands beside one of ours of another level."""
    if found.outcome is Outcome.DIFFERS:
        return True
    return bool(found.outcome is Outcome.BESIDE and found.ours and found.ours.level is not level_of(found.issued))
