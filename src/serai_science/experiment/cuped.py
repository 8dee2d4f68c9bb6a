"""CUPED: what could be foreseen before the experiment is taken out of its noise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Adjusted:
    """
    A metric freed of what the covariates foretold.

    Attributes:
        value: (n,) array; its mean over an arm is the adjusted metric.
        common: squared standard error that all arms share, for `estimate_means`.
        explained: share of the variance within arms that is gone, in [0, 1]: with one covariate the square
            of its correlation with the metric.
    """

    value: NDArray[np.float64]
    common: float
    explained: float


def adjusted(
    value: NDArray[np.floating],
    covariates: NDArray[np.floating],
    arm: NDArray[np.integer],
    *,
    n_arms: int,
) -> Adjusted:
    """
    Take out of each subject's value what was known about the subject before.

    y - (c - mean(c))'θ, where θ is the regression of the value on the covariates within arms. The difference
    of two arms keeps its expectation because an arm is drawn without looking at c.

    Args:
        value: (n,) array, one number per subject.
        covariates: (n, m) or (n,) array of what was known **before the first exposure**; anything that the arm
            can change spoils the experiment. A NaN is someone about whom nothing was known: it counts as the
            mean, with a column of its own that says so.
        arm: (n,) array of arms in [0, n_arms).
        n_arms: arms, the control included.

    Returns:
        The adjusted values. Collinear or constant covariates do no harm.

    Notes:
        Time O(n m^2); deterministic. Source: Deng, Xu, Kohavi & Walker (2013), WSDM; several covariates as in
        Lin (2013), Annals of Applied Statistics 7(1), with a common slope.

    Example:
        >>> before, arm = np.array([1.0, 2, 3, 1, 2, 3]), np.array([0, 0, 0, 1, 1, 1])
        >>> found = adjusted(2 * before + arm, before, arm, n_arms=2)
        >>> found.value.round(6).tolist(), round(found.explained, 6)
        ([4.0, 4.0, 4.0, 5.0, 5.0, 5.0], 1.0)
    """
    known = _complete(np.asarray(covariates, np.float64).reshape(value.size, -1))
    subjects = np.maximum(np.bincount(arm, minlength=n_arms), 1)
    y = value - (np.bincount(arm, weights=value, minlength=n_arms) / subjects)[arm]
    within = np.column_stack(
        [
            column - (np.bincount(arm, weights=column, minlength=n_arms) / subjects)[arm]
            for column in known.T
        ]
    )
    slope = np.linalg.lstsq(within, y, rcond=None)[0]
    foretold = (known - known.mean(axis=0)) @ slope
    total = float(y @ y)
    rest = y - within @ slope
    return Adjusted(
        value - foretold,
        float(foretold.var() / value.size),
        1 - float(rest @ rest) / total if total > 0 else 0.0,
    )


def _complete(covariates: NDArray[np.float64]) -> NDArray[np.float64]:
    missing = np.isnan(covariates)
    known = np.maximum((~missing).sum(axis=0), 1)
    mean = np.where(missing, 0, covariates).sum(axis=0) / known
    says_so = missing[:, missing.any(axis=0)].astype(np.float64)
    return np.column_stack([np.where(missing, mean, covariates), says_so])
