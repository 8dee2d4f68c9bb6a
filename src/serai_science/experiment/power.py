"""How many subjects, how many days: before the experiment and during it."""

from dataclasses import dataclass
from math import ceil, inf, sqrt

import numpy as np

from serai_science.experiment.critical import any_time_critical, fixed_critical
from serai_science.experiment.distributions import normal_below, normal_quantile


@dataclass(frozen=True, slots=True)
class Design:
    """
    What an experiment is to find out about one arm and the control.

    Attributes:
        share: shares of all subjects, control and arm, > 0. Further arms take the rest.
        level: confidence, in (0, 1). With k arms beside the control use 1 - (1 - level) / k.
        power: chance of finding an effect that is there, in (0, 1).
        any_time: read by confidence sequences at will, rather than once at the end.
        explained: share of the variance that covariates take out, in [0, 1): the square of the correlation
            for one covariate.
    """

    share: tuple[float, float] = (0.5, 0.5)
    level: float = 0.95
    power: float = 0.8
    any_time: bool = False
    explained: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        within = 0 < self.level < 1 and 0 < self.power < 1 and 0 <= self.explained < 1
        if not within or min(self.share) <= 0 or sum(self.share) > 1 + 1e-9:
            raise ValueError("A design's shares and probabilities are between 0 and 1.")

    @property
    def critical(self) -> float:
        """Return the standard errors to either side at the planned end."""
        if self.any_time:
            return float(any_time_critical(1.0, level=self.level))
        return fixed_critical(self.level)


def subjects_for_mean(
    *, mean: float, deviation: float, lift: float, design: Design | None = None
) -> int:
    """
    Return how many subjects are needed, in all arms, to find a lift of a mean.

    Args:
        mean: of the control, > 0.
        deviation: standard deviation over subjects, > 0, the same in both arms.
        lift: the smallest that matters, relative, not 0; 0.02 is two per cent.
        design: what to find out; without one equal arms, 95 %, power 80 %, one look.

    Returns:
        Subjects, rounded up. With `design.any_time` they suffice for the last look; earlier looks may end it.

    Raises:
        ValueError: the mean or the deviation is not positive, or the lift is 0.

    Notes:
        N = (critical + z_power)^2 (v / s_0 + v / s_1) / (lift mean)^2.
        Source: van Belle (2008), Statistical Rules of Thumb, 2nd ed., chapter 2.

    Example:
        >>> subjects_for_mean(mean=1, deviation=1, lift=0.2)  # Cohen's d of 0.2: 393 in each arm
        785
    """
    if mean <= 0 or deviation <= 0:
        raise ValueError("The mean and the deviation are positive.")
    return _subjects(lift * mean, deviation**2, deviation**2, design or Design())


def subjects_for_rate(*, rate: float, lift: float, design: Design | None = None) -> int:
    """
    Return how many subjects are needed, in all arms, to find a lift of a conversion rate.

    Args:
        rate: of the control, in (0, 1).
        lift: the smallest that matters, relative, not 0; the new rate must stay in (0, 1).
        design: what to find out; without one equal arms, 95 %, power 80 %, one look.

    Returns:
        Subjects, rounded up.

    Raises:
        ValueError: a rate is outside (0, 1), or the lift is 0.

    Notes:
        Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., section
        4.2, without continuity correction and with separate variances.

    Example:
        >>> subjects_for_rate(rate=0.1, lift=0.2)  # 10 % to 12 %: 3,839 in each arm
        7677
    """
    after = rate * (1 + lift)
    if not (0 < rate < 1 and 0 < after < 1):
        raise ValueError("Both rates are between 0 and 1.")
    return _subjects(after - rate, rate * (1 - rate), after * (1 - after), design or Design())


def power_for_mean(
    subjects: int, *, mean: float, deviation: float, lift: float, design: Design | None = None
) -> float:
    """
    Return the chance of finding a lift of a mean with so many subjects.

    Args:
        subjects: in all arms, >= 2.
        mean: of the control, > 0.
        deviation: standard deviation over subjects, > 0.
        lift: the true effect, relative.
        design: as for `subjects_for_mean`; its `power` does not matter.

    Returns:
        A number in (0, 1), at the planned end.

    Example:
        >>> round(power_for_mean(785, mean=1, deviation=1, lift=0.2), 2)
        0.8
    """
    plan = design or Design()
    variance = deviation**2 * (1 - plan.explained) * (1 / plan.share[0] + 1 / plan.share[1])
    z = abs(lift * mean) / sqrt(variance / subjects)
    beyond = normal_below(np.array([z - plan.critical, -z - plan.critical]))
    return float(beyond.sum())


def detectable_lift(
    subjects: int, *, mean: float, deviation: float, design: Design | None = None
) -> float:
    """
    Return the smallest lift of a mean that so many subjects would show.

    Args:
        subjects: in all arms, >= 2.
        mean: of the control, > 0.
        deviation: standard deviation over subjects, > 0.
        design: as for `subjects_for_mean`.

    Returns:
        Relative lift, > 0.

    Example:
        >>> round(detectable_lift(785, mean=1, deviation=1), 2)
        0.2
    """
    plan = design or Design()
    variance = deviation**2 * (1 - plan.explained) * (1 / plan.share[0] + 1 / plan.share[1])
    return (plan.critical + normal_quantile(plan.power)) * sqrt(variance / subjects) / mean


def days_needed(subjects: float, *, per_day: float, whole_weeks: bool = True) -> int | None:
    """
    Return how many days it takes to see so many subjects.

    Args:
        subjects: new subjects still to come; 0 and less need no day.
        per_day: new subjects a day. They become fewer as the days go by, since visitors come back: give the
            rate of the last full week.
        whole_weeks: round up to weeks, so that every weekday counts alike.

    Returns:
        Days; None when nobody comes, or when it would take more than ten years.

    Example:
        >>> days_needed(10_000, per_day=1_100), days_needed(10_000, per_day=1_100, whole_weeks=False)
        (14, 10)
    """
    if subjects <= 0:
        return 0
    days = subjects / per_day if per_day > 0 else inf
    if days > 3653:
        return None
    return 7 * ceil(days / 7) if whole_weeks else ceil(days)


def _subjects(difference: float, control: float, arm: float, design: Design) -> int:
    if difference == 0:
        raise ValueError("No number of subjects shows an effect of zero.")
    variance = (control / design.share[0] + arm / design.share[1]) * (1 - design.explained)
    reach = design.critical + normal_quantile(design.power)
    return ceil(reach**2 * variance / difference**2)
