"""An assessment in words: figures, every line of arithmetic, what printed precision leaves open, what is missing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from disclosure.model.levels import Grade, Level, Metric
from disclosure.model.periods import Period
from disclosure.model.records import Observation, Target
from disclosure.model.release import Assessment, LevelChange, Step
from disclosure.presentation import addresses, vintages
from disclosure.presentation.view import View
from disclosure.presentation.wording import MINUS, places_apart, places_of

PLACES = 2
"""Decimals of computed percentages, unless more are needed to show why a light is what it is."""
PROJECTED = "projected_reduction"
"""The formula of results that stand in for the end of their year."""


def limits(light: Assessment, metric: Metric) -> tuple[Decimal, ...]:
    """The thresholds that the rule's grade puts on a metric, so that no rounding hides on which side a figure lies."""
    bounds = light.grade.bounds if light.grade else ()
    found = (
        limit
        for bound in bounds
        if bound.metric is metric
        for limit in (bound.above, bound.at_least, bound.at_most, bound.below)
    )
    return tuple(limit for limit in found if limit is not None)


WHOLE = "all"
"""The sector that is the whole society."""


def places(light: Assessment) -> int:
    """The decimals at which achieved and required stand apart as they do unrounded."""
    if light.achieved is None or light.required is None:
        return PLACES
    least = PLACES if light.unit == "percent" else max(places_of(item.value) for item in light.inputs)
    return places_apart(light.achieved, (light.required, Decimal(0)), least)


def amount(view: View, light: Assessment, value: Decimal) -> str:
    """What was achieved or required: a fall without a word, a rise named as such, a total with its unit."""
    if light.unit == "percent" and value < 0:
        return moved(view, light, value)
    shown, is_computed = _as_set(light, value)
    return view.wording.quantity(view.wording.number(shown, places(light) if is_computed else None), light.unit)


def moved(view: View, light: Assessment, value: Decimal) -> str:
    """The same inside a sentence: 下降 15.99%, 上升 9.50%, 6 191.49 万吨标准煤."""
    if light.unit != "percent":
        return amount(view, light, value)
    shown, is_computed = _as_set(light, value)
    return view.wording.change(-shown, "percent", places(light) if is_computed else None)


def _as_set(light: Assessment, value: Decimal) -> tuple[Decimal, bool]:
    """The value as its target prints it where it is that target (16, not 16.00), and whether it is computed."""
    target = light.target.value if light.target else None
    if target is None or abs(target) != abs(value):
        return value, True
    return abs(target).copy_sign(value), False


def gap(view: View, light: Assessment) -> str:
    """How far the result lies from what is required: 少降 2.65, 多降 0.30, or the total used beyond the cap."""
    if light.gap is None:
        return ""
    return _gap_words(view, light, light.gap, view.wording.number(abs(light.gap), _gap_places(light)))


def _gap_words(view: View, light: Assessment, value: Decimal, amount: str) -> str:
    kind = "reduction" if light.unit == "percent" else "total"
    side = "behind" if value > 0 else "ahead" if value < 0 else "even"
    return view.word(f"gap.{kind}.{side}", amount=amount)


def _gap_places(light: Assessment) -> int:
    least = PLACES if light.unit == "percent" else places(light)
    return places_apart(light.gap or Decimal(0), (Decimal(0),), max(least, places(light)))


def gap_sentence(view: View, light: Assessment) -> str:
    """The gap with its unit, for a sentence."""
    if light.gap is None:
        return ""
    decimals = _gap_places(light)
    if light.unit == "percent":
        amount = view.wording.points(abs(light.gap), decimals)
    else:
        amount = view.wording.quantity(view.wording.number(abs(light.gap), decimals), light.unit)
    return _gap_words(view, light, light.gap, amount)


def result_sentence(view: View, light: Assessment) -> str:
    """What the light rests on: 2016—2020 年累计上升 9.50%，进度要求下降 14%，少降 23.50 个百分点。"""
    if light.achieved is None or light.required is None:
        return reason(view, light)
    sentence = view.word(
        f"evidence.sentence.{light.yardstick}" if light.unit == "percent" else "evidence.sentence.total",
        span=view.period(span(view, light)),
        period=view.period(light.period),
        achieved=moved(view, light, light.achieved),
        required=moved(view, light, light.required),
        gap=gap_sentence(view, light),
    )
    if part := sector(view, light):
        sentence = view.word("evidence.in_sector", sector=part, sentence=sentence)
    return view.word("sentence.after", first=sentence, second=caveat(view, light)) if light.caveat else sentence


def whole_sentence(view: View, light: Assessment) -> str:
    """What the light rests on, and what it could be too."""
    sentence, others = result_sentence(view, light), possible(view, light)
    return view.word("sentence.after", first=sentence, second=others) if others else sentence


def caveat(view: View, light: Assessment) -> str:
    """What must be known beside a light; nothing for most."""
    if light.caveat is None:
        return ""
    return view.word(f"caveat.{light.caveat.code}", **{"period": view.period(light.period), **light.caveat.facts})


def span(view: View, light: Assessment) -> Period:
    """What a cumulative result covers: from the plan's start to the reporting period, or to the year's end that it
    stands in for."""
    plan = view.release.rules.get_scope(light.scope).plan
    if plan is None:
        return light.period
    return plan.up_to(Period.of_year(light.period.last_year) if _is_projected(light) else light.period)


def _is_projected(light: Assessment) -> bool:
    return any(step.formula == PROJECTED for step in light.steps)


def possible(view: View, light: Assessment) -> str:
    """“按公布精度，也可能为…”, or nothing where the printed precision leaves one grade."""
    others = light.possible_grades
    if not others:
        return ""
    return view.word("evidence.possible", grades=view.wording.list(view.text(grade.label) for grade in others))


def light(view: View, assessment: Assessment) -> Mapping[str, str]:
    """A light with what it could be too within the printed precision."""
    shown, note = view.light(assessment.level, assessment.grade), doubt(view, assessment)
    return {**shown, "doubt": note} if note else shown


def doubt(view: View, assessment: Assessment) -> str:
    """What a light could be too within the printed precision, in short; nothing where there is no other."""
    others = other_colours(view, assessment)
    return view.word("barometer.row_possible", names=others) if others else ""


def other_colours(view: View, light: Assessment) -> str:
    """The colours that a light could have too within the printed precision; nothing where there is no other."""
    return view.wording.list(view.text(grade.colour) for grade in light.possible_grades)


def reason(view: View, light: Assessment) -> str:
    """Why there is no light, naming exactly what is missing."""
    if light.reason is None:
        return ""
    facts: dict[str, object] = {"printed": "", **light.reason.facts}
    if light.reason.missing:
        facts["missing"] = view.wording.periods(light.reason.missing)
    return view.word(f"reason.{light.reason.code}", **facts)


def reason_with_target(view: View, light: Assessment) -> str:
    """The reason, after the target that is waiting for its figures."""
    target = light.target
    if target is None or target.value is None or light.achieved is not None:
        return reason(view, light)
    return view.word("evidence.waiting", target=view.recorded(target), reason=reason(view, light))


def change_sentence(view: View, change: LevelChange, has_numbers: bool = True) -> str:
    """某地能耗强度由三级预警上升为一级预警 — upward is always towards the more severe."""
    before = level_label(view, change.before, change.before_label if has_numbers else "")
    after = level_label(view, change.after, change.after_label if has_numbers else "")
    return view.word(
        "change_sentence.worse" if change.is_worse else "change_sentence.better",
        region=view.region(change.region),
        dimension=dimension(view, change.dimension),
        yardstick=view.word(f"yardstick.{change.yardstick}"),
        before=before,
        after=after,
    )


def level_label(view: View, level: Level, number: str) -> str:
    """A level as a change names it: by its issuer's number in Chinese, by its colour in English."""
    number = number or view.word(f"level.{level}.number")
    return view.word("change_sentence.label", number=number, name=view.word(f"level.{level}.name"))


def dimension(view: View, id_: str) -> str:
    """A dimension's name; the word for `overall`, which is no dimension of the rules."""
    found = view.release.rules.dimensions.get(id_)
    return view.text(found.name) if found else view.word(f"dimension.{id_}")


def sector(view: View, light: Assessment) -> str:
    """The part of the economy that a light is about; empty for the whole society."""
    return "" if light.sector == WHOLE else view.text(view.release.sectors[light.sector].name)


def subject(view: View, light: Assessment) -> str:
    """What a light is about: its dimension, with the part of the economy where it is not the whole."""
    name, part = dimension(view, light.dimension), sector(view, light)
    return view.word("evidence.of_sector", sector=part, dimension=name) if part else name


def grade_condition(view: View, grade: Grade) -> Mapping[str, object]:
    """A grade's light with the condition in the issuer's words."""
    return {"light": view.light(grade.level, grade), "condition": view.text(grade.condition)}


def steps(view: View, light: Assessment) -> Iterator[Mapping[str, object]]:
    """Every line of the arithmetic: its name, the formula with real numbers, and where the formula is explained."""
    for step in light.steps:
        yield {
            "name": view.word(f"formula.{step.formula}.name"),
            "parts": tuple(_layout(view, light, step).split("^")),
            "address": addresses.formula(view.language, step.formula),
        }


def _layout(view: View, light: Assessment, step: Step) -> str:
    """The formula with numbers; text between two `^` is raised."""
    facts = {name: _operand(view, light, step, name, value) for name, value in step.operands.items()}
    result = _number(view, light, step, step.result)
    is_end = "elapsed" in facts and facts.get("elapsed") == facts.get("length")
    key = f"formula.{step.formula}.{'layout_end' if is_end else 'layout'}"
    return view.word(key if view.wording.has(key) else f"formula.{step.formula}.layout", **facts, result=result)


def _operand(view: View, light: Assessment, step: Step, name: str, value: Decimal | tuple[Decimal, ...]) -> str:
    if isinstance(value, tuple):
        return view.word("formula.times").join(_factor(view, item) for item in value)
    if name in {"elapsed", "length"}:
        return view.wording.number(value.normalize() if value % 1 else value.quantize(Decimal(1)))
    is_amount = step.formula == "gap_share" and light.unit != "percent"
    number = view.wording.number(value, places(light)) if is_amount else _number(view, light, step, value)
    return view.word("formula.negative", amount=number) if number.startswith(MINUS) else number


def _factor(view: View, reduction: Decimal) -> str:
    """One year's factor: (1 − 3.20%) for a fall, (1 + 10.86%) for a rise."""
    key = "formula.factor_fall" if reduction >= 0 else "formula.factor_rise"
    percent = abs(reduction) * 100
    return view.word(key, amount=view.wording.percent(percent, places=max(places_of(reduction) - 2, 0)))


def _number(view: View, light: Assessment, step: Step, value: Decimal) -> str:
    if step.unit != "share":
        return view.wording.number(value, places(light))
    if step.formula == "gap_share" and value == step.result:
        return view.wording.share(value, *limits(light, Metric.GAP_SHARE), Decimal(0))
    percent = value * 100
    if light.target is not None and light.target.value is not None and percent == abs(light.target.value):
        return view.wording.quantity(view.wording.number(abs(light.target.value)), "percent")
    is_whole = percent == percent.to_integral_value()
    return view.wording.percent(percent, Decimal(0), places=0 if is_whole else places(light))


def inputs(view: View, light: Assessment) -> Iterator[Mapping[str, object]]:
    """The committed numbers that the light rests on, each with its printed string and its source."""
    for item in light.inputs:
        yield {
            "role": view.word(f"input.{item.role}", period=view.period(item.record.period)),
            "value": view.recorded(item.record),
            "printed": item.record.as_printed,
            "status": _uncertain(view, item.record),
            "note": _remark(view, item.record),
            "vintages": {},
            **({} if isinstance(item.record, Target) else vintages.linked(view, item.record)),
            "source": view.source(item.record.provenance),
        }


def _uncertain(view: View, record: Target | Observation) -> str:
    """How final a measured number is, where it is not said to be final."""
    is_sure = isinstance(record, Target) or record.status == "final"
    return "" if is_sure else view.word(f"input_status.{record.status}")


def _remark(view: View, record: Target | Observation) -> Mapping[str, str]:
    """What must be known of a number: its note, marked as the original's where the number is odd there."""
    if not record.note and not record.anomaly:
        return {}
    label = view.word("note.anomaly" if record.anomaly else "note.label")
    return {"label": label, "text": record.note or view.wording.list(record.anomaly), "lang": view.chinese}
