"""How an installation's figure stands between the two levels of its product."""

from decimal import Decimal

from disclosure.model.efficiency import EfficiencyLevel, EfficiencyRecord, Product, Reported, Retrofit, Tier
from disclosure.model.lists import Judgement
from disclosure.model.records import ValueStatus


def judge(record: EfficiencyRecord, product: Product, level: EfficiencyLevel | None) -> Judgement:
    """The tier of a record with the distance to each level.

    Equal to the benchmark level counts as reaching it, and equal to the baseline level is not below it (document 142 of
    Inner Mongolia, 2022, part 3, section 1: "reach the benchmark", "below the baseline"). Levels may be negative, so
    that distances are differences, never ratios.
    """
    if record.value_status is Reported.NOT_REPORTED:
        return Judgement(Tier.NOT_REPORTED, record, level)
    if record.value_status is Reported.EXEMPT:
        return Judgement(Tier.EXEMPT, record, level)
    if record.value is None or record.value_status is not Reported.FIGURE or level is None:
        return Judgement(Tier.UNKNOWN, record, level)
    above = _worse(record.value, product, level)
    return Judgement(tier_of(*above), record, level, *above)


def judge_corrected(found: Judgement, product: Product, retrofit: Retrofit | None) -> Judgement:
    """How an installation counts once the entry that a judgement led to was corrected: by the figure that was accepted
    after its retrofit, and in no tier where none is known."""
    accepted = retrofit.value_after if retrofit else None
    if accepted is None or found.level is None:
        return Judgement(Tier.UNKNOWN, found.record, found.level, retrofit=retrofit)
    above = _worse(accepted, product, found.level)
    return Judgement(tier_of(*above), found.record, found.level, *above, retrofit)


def _worse(value: Decimal, product: Product, level: EfficiencyLevel) -> tuple[Decimal | None, Decimal | None]:
    """How much worse a value is than the benchmark and than the baseline level."""
    benchmark, baseline = usable(level)
    return worse_by(value, benchmark, product.is_lower_better), worse_by(value, baseline, product.is_lower_better)


def usable(level: EfficiencyLevel) -> tuple[Decimal | None, Decimal | None]:
    """The benchmark and the baseline level, None where there is none to judge by: none published, or a doubtful one."""
    return (
        level.benchmark_level if level.benchmark_status is ValueStatus.NUMBER else None,
        level.baseline_level if level.baseline_status is ValueStatus.NUMBER else None,
    )


def tier_of(over_benchmark: Decimal | None, over_baseline: Decimal | None) -> Tier:
    """The tier that follows from how much worse a figure is than each level; None where no level is published.

    >>> tier_of(Decimal(0), Decimal(-17)), tier_of(Decimal(17), Decimal(0)), tier_of(Decimal(18), Decimal(1))
    (<Tier.ADVANCED: 'advanced'>, <Tier.BETWEEN: 'between'>, <Tier.LAGGING: 'lagging'>)
    """
    if over_baseline is not None and over_baseline > 0:
        return Tier.LAGGING
    if over_benchmark is not None and over_benchmark <= 0:
        return Tier.ADVANCED
    return Tier.UNKNOWN if over_baseline is None else Tier.BETWEEN


def worse_by(value: Decimal, level: Decimal | None, is_lower_better: bool) -> Decimal | None:
    """How much worse a value is than a level, exactly.

    >>> worse_by(Decimal("-12"), Decimal("-10"), True), worse_by(Decimal("88"), Decimal("90"), False)
    (Decimal('-2'), Decimal('2'))
    """
    if level is None:
        return None
    return value - level if is_lower_better else level - value
