"""What a slot as a whole is worth, in plain sentences."""

from datetime import datetime
from math import isfinite

from serai.decisions.domain.metric import Metric
from serai.decisions.domain.reading_words import interval_words
from serai.decisions.domain.slot import OutcomeKind, Slot
from serai_science.experiment.reading import ArmReading, Verdict

_IN_MINOR = frozenset({OutcomeKind.ORDER, OutcomeKind.COST, OutcomeKind.MARGIN})
_VERDICTS = {
    Verdict.BETTER: "better, for certain",
    Verdict.WORSE: "worse, for certain",
    Verdict.ALIKE: "no difference that would matter",
    Verdict.UNKNOWN: "not yet known",
    Verdict.UNSOUND: "not to be trusted: the holdout did not get its share",
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


def off_words() -> str:
    """Return what can be said of a slot that is off."""
    return (
        "Off: everybody gets what the shop always showed, and nothing is noted, so there is nothing to compare."
        " In shadow one would see what a policy would do."
    )


def shadow_words(
    since: datetime,
    decisions: int,
    agreed: int,
    takes: tuple[int, int, int],
    ends: tuple[float, float] | None,
) -> str:
    """
    Return what is known of a policy that decides in shadow.

    Args:
        since: when the slot was switched.
        decisions: how many were noted.
        agreed: in how many the policy would have put first what stood first.
        takes: how much was taken, how much of it stood first, and how much the policy would have put first.
        ends: of the difference of the last two as shares; `None` where only one thing is shown at a time.
    """
    begun = f"In shadow since {_day(since)}"
    if not decisions:
        return f"{begun}: nothing was decided yet."
    said = f"{begun}: the policy agrees in {_share(agreed, decisions)} of {decisions:,} decisions."
    taken, first, beside = takes
    if ends is None or not taken:
        return said
    return (
        f"{said} Of {taken:,} that were taken, {_share(first, taken)} stood first and {_share(beside, taken)} would"
        f" have stood first: {interval_words(*ends)}, although what stands first is taken more often."
    )


def nobody_held_out_words(since: datetime) -> str:
    """Return what can be said of a slot that is on for everybody."""
    return (
        f"On for everybody since {_day(since)}: with nobody held out, what it is worth cannot be known."
        " Give it a holdout of a few per cent."
    )


def on_words(slot: Slot, since: datetime, reward: Metric, reading: ArmReading, held: float) -> str:
    """
    Return what a slot that is on brings beside its holdout, by its reward.

    Args:
        slot: where.
        since: when it was switched.
        reward: the metric.
        reading: everybody outside the holdout beside it.
        held: the mean of the holdout.
    """
    begun = f"On since {_day(since)}"
    if not reading.subjects:
        return f"{begun}: nothing was decided yet."
    here, there = mean_words(reward, reading.mean), mean_words(reward, held)
    return (
        f"{begun}. {metric_name(reward, slot)}: {here} of {reading.subjects:,} {slot.subjects},"
        f" {there} of those held out; {change_words(reward, reading)}"
    )


def metric_name(metric: Metric, slot: Slot) -> str:
    """
    Return what a metric is called where it is known who or what is decided about.

    Example:
        >>> from serai.decisions.domain.metric import METRICS
        >>> articles = Slot("a.slot", "A slot", "this and that", subjects="articles")
        >>> metric_name(METRICS["ordered"], articles), metric_name(METRICS["revenue"], articles)
        ('Articles who ordered', 'Revenue per article')
    """
    name = metric.name.replace("Subjects", slot.subjects.capitalize())
    return name.replace("subject", slot.subjects.removesuffix("s"))


def verdict_of(reading: ArmReading) -> Verdict:
    """Return what is known of a metric; one without a positive mean to compare with is judged by its difference."""
    if reading.verdict is not Verdict.UNKNOWN or reading.lift == reading.lift:
        return reading.verdict
    if reading.difference_low > 0:
        return Verdict.BETTER
    return Verdict.WORSE if reading.difference_high < 0 else Verdict.UNKNOWN


def change_words(metric: Metric, reading: ArmReading) -> str:
    """Return the interval of a metric and what it means, in words that end a sentence."""
    verdict = verdict_of(reading)
    if verdict is not Verdict.UNSOUND and not (reading.mean or reading.difference):
        return "nothing came of it yet."
    said = f"{_interval(metric, reading)}: {_VERDICTS[verdict]}"
    if verdict is Verdict.UNKNOWN and reading.days_left:
        days = "day" if reading.days_left == 1 else "days"
        return f"{said}; about {reading.days_left:,} more {days}."
    return f"{said}."


def _interval(metric: Metric, reading: ArmReading) -> str:
    if reading.lift == reading.lift or not isfinite(reading.difference_low):
        return interval_words(reading.lift_low, reading.lift_high)
    ends = reading.difference_low, reading.difference_high
    low, high = (("+" if end > 0 else "") + mean_words(metric, end) for end in ends)
    return f"a difference between {low} and {high}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _day(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y}"
