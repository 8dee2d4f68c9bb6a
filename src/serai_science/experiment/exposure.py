"""Who counts: subjects who were really shown their arm, from the moment they were."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Exposed:
    """
    The subjects of an experiment.

    Attributes:
        subject: (n,) array of subjects, ascending.
        arm: (n,) array, the arm that each was shown.
        at: (n,) array, when it was shown first, seconds since any epoch.
        crossed: how many subjects were left out because they were shown two arms (a second device, a changed
            salt). More than a few per mille spoil the experiment.
    """

    subject: NDArray[np.int64]
    arm: NDArray[np.int64]
    at: NDArray[np.float64]
    crossed: int


def first_exposures(
    subject: NDArray[np.integer], arm: NDArray[np.integer], at: NDArray[np.floating]
) -> Exposed:
    """
    Return each subject's first exposure, without those who were shown two arms.

    Whoever was assigned but never came to the place where the arms differ is not counted: their outcomes are the
    same in all arms and only add noise.

    Args:
        subject: (m,) array of subjects, >= 0.
        arm: (m,) array of arms, >= 0.
        at: (m,) array, seconds since any epoch.

    Returns:
        The subjects.

    Notes:
        Time O(m log m); deterministic. Source: Kohavi, Tang & Xu (2020), chapter 20 (triggering).

    Example:
        >>> found = first_exposures(np.array([7, 7, 8, 8]), np.array([1, 1, 0, 1]), np.array([5.0, 3, 1, 2]))
        >>> found.subject.tolist(), found.at.tolist(), found.crossed
        ([7], [3.0], 1)
    """
    order = np.lexsort((at, subject))
    who, shown, when = subject[order], arm[order], np.asarray(at, np.float64)[order]
    starts = np.flatnonzero(np.diff(who, prepend=-1))
    if not starts.size:
        return Exposed(np.array([], np.int64), np.array([], np.int64), np.array([]), 0)
    one_arm = np.minimum.reduceat(shown, starts) == np.maximum.reduceat(shown, starts)
    kept = starts[one_arm]
    return Exposed(
        who[kept].astype(np.int64),
        shown[kept].astype(np.int64),
        when[kept],
        int(starts.size - kept.size),
    )


def outcomes_after(
    exposed: Exposed,
    subject: NDArray[np.integer],
    at: NDArray[np.floating],
    value: NDArray[np.floating],
    *,
    window: float,
) -> NDArray[np.float64]:
    """
    Return what each subject brought within `window` after the first exposure.

    Args:
        exposed: n subjects.
        subject: (m,) array, whose outcome; others than the exposed are ignored.
        at: (m,) array, when, seconds since the same epoch.
        value: (m,) array, how much.
        window: seconds, > 0. The same for all subjects, or the early ones have more time than the late.

    Returns:
        (n,) array, sums in the order of `exposed.subject`.

    Example:
        >>> exposed = Exposed(np.array([7]), np.array([1]), np.array([10.0]), 0)
        >>> outcomes_after(exposed, np.array([7, 7, 9]), np.array([9.0, 12, 12]), np.ones(3), window=5).tolist()
        [1.0]
    """
    return _summed(exposed, subject, at, value, (0.0, window))


def outcomes_before(
    exposed: Exposed,
    subject: NDArray[np.integer],
    at: NDArray[np.floating],
    value: NDArray[np.floating],
    *,
    window: float,
) -> NDArray[np.float64]:
    """
    Return what each subject brought within `window` before the first exposure: a covariate for `cuped.adjusted`.

    Args:
        exposed: n subjects.
        subject: (m,) array, whose outcome.
        at: (m,) array, when, seconds since the same epoch.
        value: (m,) array, how much.
        window: seconds, > 0.

    Returns:
        (n,) array, sums in the order of `exposed.subject`.

    Example:
        >>> exposed = Exposed(np.array([7]), np.array([1]), np.array([10.0]), 0)
        >>> outcomes_before(exposed, np.array([7, 7, 7]), np.array([1.0, 9, 10]), np.ones(3), window=5).tolist()
        [1.0]
    """
    return _summed(exposed, subject, at, value, (-window, 0.0))


def _summed(
    exposed: Exposed,
    subject: NDArray[np.integer],
    at: NDArray[np.floating],
    value: NDArray[np.floating],
    bounds: tuple[float, float],
) -> NDArray[np.float64]:
    n = exposed.subject.size
    place = np.searchsorted(exposed.subject, subject)
    place = np.where(place < n, place, 0)
    if not n:
        return np.zeros(0)
    since = np.asarray(at, np.float64) - exposed.at[place]
    counts = (exposed.subject[place] == subject) & (bounds[0] <= since) & (since < bounds[1])
    weights = np.asarray(value, np.float64)[counts]
    return np.bincount(place[counts], weights=weights, minlength=n).astype(np.float64)
