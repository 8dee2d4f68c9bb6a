"""What a slot as a whole is worth, in plain sentences."""

from datetime import datetime
from math import isfinite

from serai.decisions.domain.metric import Metric
from serai.decisions.domain.reading_words import (
    ALIKE,
    BETTER,
    UNKNOWN,
    WORSE,
    days_words,
    interval_words,
)
from serai.decisions.domain.slot import OutcomeKind, Slot
from serai.kernel.told import Told
from serai_science.experiment.reading import ArmReading, Verdict

_IN_MINOR = frozenset({OutcomeKind.ORDER, OutcomeKind.COST, OutcomeKind.MARGIN})
_VERDICTS = {
    Verdict.BETTER: BETTER,
    Verdict.WORSE: WORSE,
    Verdict.ALIKE: ALIKE,
    Verdict.UNKNOWN: UNKNOWN,
    Verdict.UNSOUND: Told(
        "holdout_unsound", "not to be trusted: the holdout did not get its share"
    ),
}


def mean_words(metric: Metric, mean: float) -> str:
    """
    Return the mean of a metric as people write it; sums of money in hundredths of their unit.

    Example:
        >>> from serai.decisions.domain.metric import METRICS
        >>> mean_words(METRICS["clicked"], 0.1234), mean_words(METRICS["revenue"], -1234.5)
        ('12.3 %', '−12.35')
    """
    if metric.what == "any":
        return f"{mean:.1%}".replace("%", " %")
    money = metric.what == "value" and metric.kind in _IN_MINOR
    return f"{mean / 100 if money else mean:,.2f}".replace("-", "−")


def off_words() -> Told:
    """Return what can be said of a slot that is off."""
    return Told(
        "off",
        "Off: everybody gets what the shop always showed, and nothing is noted, so there is nothing to compare. In"
        " shadow one would see what a policy would do.",
    )


def shadow_words(
    since: datetime,
    decisions: int,
    agreed: int,
    takes: tuple[int, int, int],
    ends: tuple[float, float] | None,
) -> Told:
    """
    Return what is known of a policy that decides in shadow.

    Args:
        since: when the slot was switched.
        decisions: how many were noted.
        agreed: in how many the policy would have put first what stood first.
        takes: how much was taken, how much of it stood first, and how much the policy would have put first.
        ends: of the difference of the last two as shares; `None` where only one thing is shown at a time.
    """
    if not decisions:
        nothing = "In shadow since {day}: nothing was decided yet."
        return Told("shadow_nothing", nothing, {"day": since.date()})
    facts = {"day": since.date(), "agreed": _share(agreed, decisions), "decisions": decisions}
    agrees = Told(
        "shadow_agrees",
        "In shadow since {day}: the policy agrees in {agreed} of {decisions:,} decisions.",
        facts,
    )
    taken, first, beside = takes
    if ends is None or not taken:
        return agrees
    return Told(
        "shadow_beside",
        "{agrees} Of {taken:,} that were taken, {first} stood first and {beside} would have stood first:"
        " {interval}, although what stands first is taken more often.",
        {
            "agrees": agrees,
            "taken": taken,
            "first": _share(first, taken),
            "beside": _share(beside, taken),
            "interval": interval_words(*ends),
        },
    )


def nobody_held_out_words(since: datetime) -> Told:
    """Return what can be said of a slot that is on for everybody."""
    return Told(
        "nobody_held_out",
        "On for everybody since {day}: with nobody held out, what it is worth cannot be known. Give it a holdout of"
        " a few per cent.",
        {"day": since.date()},
    )


def on_words(slot: Slot, since: datetime, reward: Metric, reading: ArmReading, held: float) -> Told:
    """
    Return what a slot that is on brings beside its holdout, by its reward.

    Args:
        slot: where.
        since: when it was switched.
        reward: the metric.
        reading: everybody outside the holdout beside it.
        held: the mean of the holdout.
    """
    if not reading.subjects:
        nothing = "On since {day}: nothing was decided yet."
        return Told("on_nothing", nothing, {"day": since.date()})
    return Told(
        "on",
        "On since {day}. {metric}: {here} of {count:,} {subjects}, {there} of those held out; {change}",
        {
            "day": since.date(),
            "metric": reward.named(slot.subjects),
            "here": mean_words(reward, reading.mean),
            "count": reading.subjects,
            "subjects": Told("subjects", slot.subjects),
            "there": mean_words(reward, held),
            "change": change_words(reward, reading),
        },
    )


def verdict_of(reading: ArmReading) -> Verdict:
    """Return what is known of a metric; one without a positive mean to compare with is judged by its difference."""
    if reading.verdict is not Verdict.UNKNOWN or reading.lift == reading.lift:
        return reading.verdict
    if reading.difference_low > 0:
        return Verdict.BETTER
    return Verdict.WORSE if reading.difference_high < 0 else Verdict.UNKNOWN


def change_words(metric: Metric, reading: ArmReading) -> Told:
    """Return the interval of a metric and what it means, in words that end a sentence."""
    verdict = verdict_of(reading)
    if verdict is not Verdict.UNSOUND and not (reading.mean or reading.difference):
        return Told("nothing_came", "nothing came of it yet.")
    facts = {"interval": _interval(metric, reading), "verdict": _VERDICTS[verdict]}
    if verdict is Verdict.UNKNOWN and reading.days_left:
        days = days_words(reading.days_left)
        return Told("change_days", "{interval}: {verdict}; about {days}.", {**facts, "days": days})
    return Told("change", "{interval}: {verdict}.", facts)


def _interval(metric: Metric, reading: ArmReading) -> Told:
    if reading.lift == reading.lift or not isfinite(reading.difference_low):
        return interval_words(reading.lift_low, reading.lift_high)
    ends = reading.difference_low, reading.difference_high
    low, high = (("+" if end > 0 else "") + mean_words(metric, end) for end in ends)
    return Told("difference", "a difference between {low} and {high}", {"low": low, "high": high})


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
