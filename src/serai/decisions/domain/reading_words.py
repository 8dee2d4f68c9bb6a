"""What is known of an experiment, in plain sentences."""

from math import isfinite

from serai.kernel.told import Told
from serai_science.experiment.reading import ArmReading, Verdict

BETTER = Told("better", "better, for certain")
WORSE = Told("worse", "worse, for certain")
ALIKE = Told("alike", "no difference that would matter")
UNKNOWN = Told("unknown", "not yet known")
_VERDICTS = {
    Verdict.BETTER: BETTER,
    Verdict.WORSE: WORSE,
    Verdict.ALIKE: ALIKE,
    Verdict.UNKNOWN: UNKNOWN,
    Verdict.UNSOUND: Told(
        "unsound", "not to be trusted: the arms did not get their shares of subjects"
    ),
}


def share_words(share: float) -> str:
    """
    Return a relative change as people write it.

    Example:
        >>> share_words(-0.003), share_words(0.0214)
        ('−0.3 %', '+2.1 %')
    """
    return f"{share:+.1%}".replace("-", "−").replace("%", " %")


def interval_words(low: float, high: float) -> Told:
    """
    Return the ends of an interval in words.

    Example:
        >>> str(interval_words(-0.003, 0.021))
        'between −0.3 % and +2.1 %'
    """
    if not isfinite(low) and not isfinite(high):
        return Told("anything", "anything is possible")
    if not isfinite(high):
        return Told("at_least", "at least {low}", {"low": share_words(low)})
    if not isfinite(low):
        return Told("at_most", "at most {high}", {"high": share_words(high)})
    ends = {"low": share_words(low), "high": share_words(high)}
    return Told("between", "between {low} and {high}", ends)


def reading_sentence(arm: str, reading: ArmReading) -> Told:
    """Return what is known of one arm, and how long it may take to know more."""
    facts = {
        "arm": arm,
        "interval": interval_words(reading.lift_low, reading.lift_high),
        "verdict": _VERDICTS[reading.verdict],
    }
    if reading.verdict is Verdict.UNKNOWN and reading.days_left:
        days = days_words(reading.days_left)
        return Told(
            "arm_days", "{arm}: {interval}: {verdict}; about {days}.", {**facts, "days": days}
        )
    if reading.verdict is Verdict.UNKNOWN and reading.subjects_left:
        return Told(
            "arm_subjects",
            "{arm}: {interval}: {verdict}; about {subjects:,} more subjects.",
            {**facts, "subjects": reading.subjects_left},
        )
    return Told("arm", "{arm}: {interval}: {verdict}.", facts)


def days_words(days: int) -> Told:
    """Return a number of days that are still to come."""
    if days == 1:
        return Told("one_day", "1 more day")
    return Told("days", "{days:,} more days", {"days": days})
