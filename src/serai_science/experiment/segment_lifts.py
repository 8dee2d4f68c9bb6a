"""The lift of each arm in each segment, ready to be compared."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.cuped import adjusted
from serai_science.experiment.estimate import Estimate, estimate_means
from serai_science.experiment.segments import Segments, compare_segments


@dataclass(frozen=True, slots=True)
class SegmentLifts:
    """
    One arm over the segments.

    Attributes:
        segment: (s,) array, the segments that say enough: `least` subjects in the arm and the control, and a
            control mean that is positive beyond doubt.
        compared: their lifts, told apart from noise; None when no segment says enough.
    """

    segment: NDArray[np.int64]
    compared: Segments | None


def lifts_by_segment(
    value: NDArray[np.floating],
    arm: NDArray[np.integer],
    segment: NDArray[np.integer],
    *,
    n_arms: int,
    covariates: NDArray[np.floating] | None = None,
    least: int = 100,
) -> tuple[SegmentLifts, ...]:
    """
    Return how each arm's lift differs between segments, for one look.

    Args:
        value: (n,) array, one number per subject; see `ratio.linearised` for ratios.
        arm: (n,) array of arms in [0, n_arms), 0 is the control.
        segment: (n,) array of segments, >= 0, known before the first exposure; -1 for none.
        n_arms: arms, the control included.
        covariates: (n,) or (n, m) array; see `cuped.adjusted`.
        least: subjects that an arm needs in a segment.

    Returns:
        One for each arm but the control; errors of lifts by the delta method.

    Notes:
        Time O(n m^2 + n s) for s segments.

    Example:
        >>> arm, segment = np.tile([0, 1], 1_000), np.repeat([0, 1], 1_000)
        >>> bought = np.tile([1.0, 1, 0, 1], 500)
        >>> [found] = lifts_by_segment(bought, arm, segment, n_arms=2)
        >>> found.segment.tolist(), found.compared.effect.tolist()
        ([0, 1], [1.0, 1.0])
    """
    names = np.unique(segment[segment >= 0]).astype(np.int64)
    estimates = []
    for name in names:
        here = segment == name
        metric, common = np.asarray(value, np.float64)[here], 0.0
        if covariates is not None:
            freed = adjusted(metric, np.asarray(covariates)[here], arm[here], n_arms=n_arms)
            metric, common = freed.value, freed.common
        estimates.append(estimate_means(metric, arm[here], n_arms=n_arms, common=common))
    return tuple(_of_arm(names, estimates, each, least) for each in range(1, n_arms))


def _of_arm(
    names: NDArray[np.int64], estimates: list[Estimate], arm: int, least: int
) -> SegmentLifts:
    kept, effect, error = [], [], []
    for name, estimate in zip(names.tolist(), estimates, strict=True):
        control, other = float(estimate.mean[0]), float(estimate.mean[arm])
        own = np.sqrt(estimate.own[0] + estimate.common)
        if min(estimate.n[0], estimate.n[arm]) < least or control <= 3 * own:
            continue
        ratio = other / control
        spread = estimate.own[arm] + ratio**2 * estimate.own[0] + (1 - ratio) ** 2 * estimate.common
        if spread > 0:
            kept.append(name)
            effect.append(ratio - 1)
            error.append(float(np.sqrt(spread)) / control)
    compared = compare_segments(np.array(effect), np.array(error)) if kept else None
    return SegmentLifts(np.array(kept, np.int64), compared)
