"""Many experiments with a known effect: how often is a reading right?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.critical import any_time_critical, fixed_critical
from serai_science.experiment.cuped import adjusted
from serai_science.experiment.estimate import Estimate, estimate_means
from serai_science.experiment.interval import lift_interval
from serai_science.experiment.reading import Plan, Reading, read_experiment
from serai_science.simulated.outcomes import KINDS


@dataclass(frozen=True, slots=True)
class Hits:
    """
    How often intervals held the truth.

    Attributes:
        held: share of experiments in which all intervals held the true lift.
        found: share in which some interval left out a lift of zero.
    """

    held: float
    found: float


def read_at_the_end(
    kind: str,
    *,
    lifts: tuple[float, ...],
    times: int,
    subjects: int,
    rng: np.random.Generator,
) -> Hits:
    """
    Simulate experiments that are read once, with the whole of `read_experiment`.

    Args:
        kind: of outcome, one of `KINDS`.
        lifts: the true lift of each arm but the control.
        times: experiments.
        subjects: in each arm of each experiment.
        rng: where chance comes from.

    Returns:
        How often all the 95 % intervals held the truth.
    """
    k = len(lifts) + 1
    plan = Plan(share=(1.0,) * k, subjects=k * subjects, worth=0.01, any_time=False)
    arm = np.repeat(np.arange(k), subjects)
    lift = np.array((0.0, *lifts))
    held = found = 0
    for _ in range(times):
        reading = _read_one(kind, lift[arm], arm, plan, rng)
        held += all(
            each.lift_low <= truth <= each.lift_high
            for each, truth in zip(reading.arms, lifts, strict=True)
        )
        found += any(not each.lift_low <= 0 <= each.lift_high for each in reading.arms)
    return Hits(held / times, found / times)


def read_all_the_time(
    kind: str, *, lift: float, times: int, subjects: int, fixed: bool, rng: np.random.Generator
) -> Hits:
    """
    Simulate experiments that are read after every subject; a miss at any look is a miss.

    Args:
        kind: of outcome without denominator or covariate, one of `KINDS`.
        lift: the true lift of the arm.
        times: experiments.
        subjects: in each arm at the end; read from the hundredth on. The sequence is tuned for a fifth of them,
            so that many looks come after the planned end too.
        fixed: use intervals made for one look, to show what peeking does to them.
        rng: where chance comes from.

    Returns:
        How often the intervals of all looks held the truth.
    """
    n = np.arange(100, subjects + 1, dtype=np.float64)
    critical = (
        np.full(n.size, fixed_critical(0.95))
        if fixed
        else any_time_critical(n / (subjects / 5), level=0.95)
    )
    held = found = 0
    for first in range(0, times, 100):
        block = min(100, times - first)
        lifts = np.broadcast_to(np.array([0.0, lift]), (block, subjects, 2))
        interval = lift_interval(
            _running(KINDS[kind](lifts, rng).value, n), critical[None, :, None]
        )
        held += int(interval.holds(lift).all(axis=(1, 2)).sum())
        found += int((~interval.holds(0.0)).any(axis=(1, 2)).sum())
    return Hits(held / times, found / times)


def share_of_false_alarms(*, times: int, subjects: int, rng: np.random.Generator) -> float:
    """
    Return how often one look at two equal arms finds a difference at 95 %: 0.05 if all is right.

    Args:
        times: experiments, all at once: conversions of ten per cent.
        subjects: in each arm.
        rng: where chance comes from.
    """
    n = np.full((times, 2), float(subjects))
    mean = rng.binomial(subjects, 0.1, (times, 2)) / subjects
    own = mean * (1 - mean) / (subjects - 1)
    estimate = Estimate(n, mean, own, np.zeros(times))
    return float((~lift_interval(estimate, fixed_critical(0.95)).holds(0.0)).mean())


def variance_left_by_cuped(*, times: int, subjects: int, rng: np.random.Generator) -> float:
    """
    Return the variance of adjusted differences over experiments, divided by that of plain ones.

    Theory says 1 - 0.7^2 = 0.51 for the correlation of 0.7 in `spending_with_history`.

    Args:
        times: experiments.
        subjects: in each arm.
        rng: where chance comes from.
    """
    arm = np.repeat([0, 1], subjects)
    plain, freed = np.empty(times), np.empty(times)
    for turn in range(times):
        drawn = KINDS["spend with CUPED"](np.zeros(arm.size), rng)
        assert drawn.before is not None
        without = adjusted(drawn.value, drawn.before, arm, n_arms=2)
        plain[turn] = estimate_means(drawn.value, arm, n_arms=2).difference[0]
        freed[turn] = estimate_means(without.value, arm, n_arms=2).difference[0]
    return float(freed.var() / plain.var())


def _read_one(
    kind: str,
    lift: NDArray[np.float64],
    arm: NDArray[np.integer],
    plan: Plan,
    rng: np.random.Generator,
) -> Reading:
    drawn = KINDS[kind](lift, rng)
    return read_experiment(
        drawn.value, arm, plan, denominator=drawn.denominator, covariates=drawn.before
    )


def _running(value: NDArray[np.float64], n: NDArray[np.float64]) -> Estimate:
    """Estimate after each subject: the same as `estimate_means` of the first n of each arm."""
    start = int(n[0]) - 1
    total = np.cumsum(value, axis=1)[:, start:]
    squares = np.cumsum(value**2, axis=1)[:, start:]
    count = n[None, :, None]
    mean = total / count
    own = np.maximum(squares - count * mean**2, 0) / ((count - 1) * count)
    return Estimate(np.broadcast_to(count, mean.shape), mean, own, np.zeros(mean.shape[:-1]))
