"""One reading of one metric of one experiment: what is known, and when more will be."""

from dataclasses import dataclass, replace
from enum import Enum
from math import ceil, isfinite

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.critical import any_time_critical, any_time_p_value
from serai_science.experiment.cuped import adjusted
from serai_science.experiment.distributions import normal_quantile, two_sided
from serai_science.experiment.estimate import Estimate, estimate_means
from serai_science.experiment.interval import difference_interval, lift_interval
from serai_science.experiment.power import days_needed
from serai_science.experiment.ratio import linearised
from serai_science.experiment.sample_ratio import SampleRatio, check_sample_ratio
from serai_science.experiment.several_arms import dunnett_critical


class Verdict(Enum):
    """What is known about an arm."""

    BETTER = "better"
    """Better than the control, for certain."""
    WORSE = "worse"
    """Worse than the control, for certain."""
    ALIKE = "alike"
    """Neither for certain, and no difference that would matter."""
    UNKNOWN = "not yet known"
    """More subjects are needed."""
    UNSOUND = "unsound"
    """The arms did not get their shares of subjects: find out why before believing anything."""


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What was agreed before the experiment began.

    Attributes:
        share: each arm's share of the subjects, control first, > 0.
        subjects: how many subjects are planned in all arms, >= 1. Where intervals are valid at any time they
            are tightest there; a fixed-horizon reading gives no verdict before.
        worth: the smallest relative lift that matters, > 0.
        level: confidence of all arms' intervals together, in (0, 1).
        power: chance of finding a lift of `worth`, in (0, 1).
        any_time: valid however often one looks; False for one look at the end.
        larger_is_better: False for returns, complaints, seconds.
        least: subjects that each arm needs before an interval means anything.
    """

    share: tuple[float, ...]
    subjects: int
    worth: float
    level: float = 0.95
    power: float = 0.8
    any_time: bool = True
    larger_is_better: bool = True
    least: int = 100

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if len(self.share) < 2 or min(self.share) <= 0:
            raise ValueError("An experiment has two arms or more, each with a positive share.")
        if self.subjects < 1 or self.worth <= 0 or not (0 < self.level < 1 and 0 < self.power < 1):
            raise ValueError("A plan's sizes are positive, and its probabilities between 0 and 1.")


@dataclass(frozen=True, slots=True)
class ArmReading:
    """
    What is known of one arm beside the control.

    Attributes:
        arm: its number, >= 1.
        subjects: how many were shown it.
        mean: the metric, adjusted when covariates were given.
        difference: mean minus the control's mean.
        difference_low: lower end of its interval.
        difference_high: upper end.
        lift: difference / control, NaN when the control's mean is not positive.
        lift_low: lower end of its interval; -inf when nothing is known.
        lift_high: upper end; inf when nothing is known.
        p_value: of no difference; honest at any look if the plan says so. For this arm by itself.
        verdict: the interval in a word.
        subjects_left: how many more subjects, in all arms, until a lift of `worth` would be found with the
            plan's power (with one look at the end: until that end). 0 when the verdict is known, or when so
            many have been seen; None when it cannot be said.
        days_left: the same in days; None when it cannot be said.
    """

    arm: int
    subjects: int
    mean: float
    difference: float
    difference_low: float
    difference_high: float
    lift: float
    lift_low: float
    lift_high: float
    p_value: float
    verdict: Verdict
    subjects_left: int | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What is known of one metric.

    Attributes:
        subjects: in all arms.
        control_subjects: in arm 0.
        control_mean: the metric there.
        arms: one for each arm but the control.
        sample_ratio: whether the arms got their shares.
        explained: share of the noise that the covariates took out; 0 without.
        progress: subjects / planned subjects.
    """

    subjects: int
    control_subjects: int
    control_mean: float
    arms: tuple[ArmReading, ...]
    sample_ratio: SampleRatio
    explained: float
    progress: float


def read_experiment(
    value: NDArray[np.floating],
    arm: NDArray[np.integer],
    plan: Plan,
    *,
    denominator: NDArray[np.floating] | None = None,
    covariates: NDArray[np.floating] | None = None,
    per_day: float | None = None,
) -> Reading:
    """
    Read one metric of an experiment.

    Args:
        value: (n,) array, one number per exposed subject: 0 or 1 for a conversion, an amount, or the numerator
            of a ratio. See `exposure` for who is a subject.
        arm: (n,) array of arms, 0 is the control.
        plan: what was agreed before.
        denominator: (n,) array, for a metric that is a ratio of sums.
        covariates: (n,) or (n, m) array known before the first exposure; see `cuped.adjusted`.
        per_day: new subjects a day in all arms, for `days_left`.

    Returns:
        The reading. It is a pure function of its arguments: the same rows give the same words.

    Raises:
        ValueError: an arm is outside the plan, or a ratio's denominator is zero.

    Notes:
        Time O(n m^2). Lifts by Fieller's theorem; several arms by Dunnett's critical value at a fixed end and
        by Bonferroni at any time. `subjects_left` follows from `worth` and the noise, never from the effect seen
        so far: Hoenig & Heisey (2001), The American Statistician 55(1).

    Example:
        >>> clicks = np.repeat([1.0, 0, 1, 0], [100, 900, 130, 870])
        >>> plan = Plan(share=(0.5, 0.5), subjects=4_000, worth=0.1)
        >>> [found] = read_experiment(clicks, np.repeat([0, 1], 1_000), plan, per_day=500).arms
        >>> round(found.lift, 3), found.verdict.value, found.days_left
        (0.3, 'not yet known', 119)
    """
    k = len(plan.share)
    if arm.size and not 0 <= arm.min() <= arm.max() < k:
        raise ValueError("An arm is not in the plan.")
    metric, explained, common = np.asarray(value, np.float64), 0.0, 0.0
    if denominator is not None:
        metric = linearised(metric, denominator, arm, n_arms=k)
    if covariates is not None and arm.size:
        freed = adjusted(metric, covariates, arm, n_arms=k)
        metric, explained, common = freed.value, freed.explained, freed.common
    return read_estimate(
        estimate_means(metric, arm, n_arms=k, common=common),
        plan,
        per_day=per_day,
        explained=explained,
    )


def read_estimate(
    estimate: Estimate, plan: Plan, *, per_day: float | None = None, explained: float = 0.0
) -> Reading:
    """
    Read one metric of an experiment whose means are known already, such as those of `estimate_moments`.

    Args:
        estimate: of as many arms as the plan has, control first.
        plan: what was agreed before.
        per_day: new subjects a day in all arms, for `days_left`.
        explained: share of the noise that was taken out before, in [0, 1].

    Returns:
        The reading; the same as `read_experiment` gives for the subjects behind the means.

    Example:
        >>> from serai_science.experiment.estimate import estimate_moments
        >>> clicks = estimate_moments(np.array([1_000, 1_000]), np.array([100, 130]), np.array([100, 130]))
        >>> [found] = read_estimate(clicks, Plan((0.5, 0.5), subjects=4_000, worth=0.1), per_day=500).arms
        >>> round(found.lift, 3), found.verdict.value, found.days_left
        (0.3, 'not yet known', 119)
    """
    ratio = check_sample_ratio(estimate.n.astype(np.int64), np.array(plan.share))
    subjects = int(estimate.n.sum())
    return Reading(
        subjects=subjects,
        control_subjects=int(estimate.n[0]),
        control_mean=float(estimate.mean[0]),
        arms=_read_arms(estimate, plan, sound=ratio.ok, per_day=per_day),
        sample_ratio=ratio,
        explained=explained,
        progress=subjects / plan.subjects,
    )


def _read_arms(
    estimate: Estimate, plan: Plan, *, sound: bool, per_day: float | None
) -> tuple[ArmReading, ...]:
    trusted = replace(estimate, own=np.where(estimate.n >= plan.least, estimate.own, np.inf))
    progress = trusted.information / _planned_information(plan)
    critical = _critical(trusted.n, plan, progress)
    difference, lift = difference_interval(trusted, critical), lift_interval(trusted, critical)
    p_value, needed = _p_value(trusted, plan, progress), _needed(trusted, plan)
    total = float(estimate.n.sum())
    ended = plan.any_time or total >= plan.subjects
    readings = []
    for each in range(estimate.n.size - 1):
        low, high = float(lift.low[each]), float(lift.high[each])
        verdict = _verdict(low, high, plan) if ended else Verdict.UNKNOWN
        verdict = verdict if sound else Verdict.UNSOUND
        left = _left(verdict, float(needed[each]), total)
        readings.append(
            ArmReading(
                arm=each + 1,
                subjects=int(estimate.n[each + 1]),
                mean=float(estimate.mean[each + 1]),
                difference=float(difference.middle[each]),
                difference_low=float(difference.low[each]),
                difference_high=float(difference.high[each]),
                lift=float(lift.middle[each]),
                lift_low=low,
                lift_high=high,
                p_value=float(p_value[each]),
                verdict=verdict,
                subjects_left=left,
                days_left=_days(left, per_day),
            )
        )
    return tuple(readings)


def _planned_information(plan: Plan) -> NDArray[np.float64]:
    n = np.array(plan.share) / sum(plan.share) * plan.subjects
    found: NDArray[np.float64] = n[0] * n[1:] / (n[0] + n[1:])
    return found


def _critical(
    n: NDArray[np.float64], plan: Plan, progress: NDArray[np.float64]
) -> NDArray[np.float64]:
    if plan.any_time:
        return any_time_critical(progress, level=1 - (1 - plan.level) / progress.size)
    return np.full(progress.size, dunnett_critical(np.maximum(n, 1), level=plan.level))


def _p_value(estimate: Estimate, plan: Plan, progress: NDArray[np.float64]) -> NDArray[np.float64]:
    error = estimate.difference_error
    z = np.where(error > 0, estimate.difference / np.where(error > 0, error, 1), 0)
    return any_time_p_value(z, progress, level=plan.level) if plan.any_time else two_sided(z)


def _needed(estimate: Estimate, plan: Plan) -> NDArray[np.float64]:
    """Subjects in all arms with which a lift of `worth` would be found: the squared error shrinks as 1 / N."""
    comparisons, worth = estimate.n.size - 1, plan.worth * estimate.mean[0]
    if not plan.any_time:
        return np.full(comparisons, float(plan.subjects))
    if worth <= 0:
        return np.full(comparisons, np.inf)
    planned = _critical(np.array(plan.share), plan, np.ones(comparisons))
    reach = planned + normal_quantile(plan.power)
    needed: NDArray[np.float64] = (reach * estimate.difference_error / worth) ** 2
    needed *= estimate.n.sum()
    return needed


def _verdict(low: float, high: float, plan: Plan) -> Verdict:
    worst, best = (low, high) if plan.larger_is_better else (-high, -low)
    if worst > 0:
        return Verdict.BETTER
    if best < 0:
        return Verdict.WORSE
    return Verdict.ALIKE if -plan.worth < worst and best < plan.worth else Verdict.UNKNOWN


def _left(verdict: Verdict, needed: float, total: float) -> int | None:
    if verdict is Verdict.UNSOUND or not isfinite(needed):
        return None
    return 0 if verdict is not Verdict.UNKNOWN else max(ceil(needed - total), 0)


def _days(left: int | None, per_day: float | None) -> int | None:
    if left is None or (left and per_day is None):
        return None
    return days_needed(left, per_day=per_day or 0, whole_weeks=False)
