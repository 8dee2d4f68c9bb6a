"""What is known of an experiment, in plain sentences."""

from math import isfinite

from serai_science.experiment.reading import ArmReading, Verdict

_VERDICTS = {
    Verdict.BETTER: "better, for certain",
    Verdict.WORSE: "worse, for certain",
    Verdict.ALIKE: "no difference that would matter",
    Verdict.UNKNOWN: "not yet known",
    Verdict.UNSOUND: "not to be trusted: the arms did not get their shares of subjects",
}


def share_words(share: float) -> str:
    """
    Return a relative change as people write it.

    Example:
        >>> share_words(-0.003), share_words(0.0214)
        ('−0.3 %', '+2.1 %')
    """
    return f"{share:+.1%}".replace("-", "−").replace("%", " %")


def interval_words(low: float, high: float) -> str:
    """
    Return the ends of an interval in words.

    Example:
        >>> interval_words(-0.003, 0.021)
        'between −0.3 % and +2.1 %'
    """
    if not isfinite(low) and not isfinite(high):
        return "anything is possible"
    if not isfinite(high):
        return f"at least {share_words(low)}"
    if not isfinite(low):
        return f"at most {share_words(high)}"
    return f"between {share_words(low)} and {share_words(high)}"


def reading_sentence(arm: str, reading: ArmReading) -> str:
    """Return what is known of one arm, and how long it may take to know more."""
    known = f"{arm}: {interval_words(reading.lift_low, reading.lift_high)}"
    sentence = f"{known}: {_VERDICTS[reading.verdict]}"
    if reading.verdict is not Verdict.UNKNOWN:
        return f"{sentence}."
    if reading.days_left:
        days = "day" if reading.days_left == 1 else "days"
        return f"{sentence}; about {reading.days_left} more {days}."
    if reading.subjects_left:
        return f"{sentence}; about {reading.subjects_left:,} more subjects."
    return f"{sentence}."
