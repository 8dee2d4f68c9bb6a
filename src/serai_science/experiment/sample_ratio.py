"""Did the arms get their shares? If not, something between the draw and the count is broken."""

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.distributions import chi_square_tail


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """
    How the subjects fell on the arms.

    Attributes:
        seen: subjects in each arm.
        expected: what the shares foretell.
        p_value: of Pearson's chi-square test, for one look.
        any_time_p_value: honest however often one looks.
        ok: False when `any_time_p_value` is below the level of alarm: no reading is to be trusted.
    """

    seen: tuple[int, ...]
    expected: tuple[float, ...]
    p_value: float
    any_time_p_value: float
    ok: bool


def check_sample_ratio(
    subjects: NDArray[np.integer], share: NDArray[np.floating], *, alarm: float = 0.01
) -> SampleRatio:
    """
    Compare the subjects of each arm with the shares that were drawn for.

    Args:
        subjects: (k,) array, subjects in each arm, >= 0.
        share: (k,) array, > 0; they are scaled to sum to one.
        alarm: the chance of a false alarm over the whole life of the experiment, in (0, 1).

    Returns:
        Both p-values. The second comes from Dirichlet mixtures of four widths, centred on the shares.

    Raises:
        ValueError: the two have different lengths, or a share is not positive.

    Notes:
        Time O(k). Source: Fabijan et al. (2019), KDD; Lindon & Malek (2022), Anytime-valid inference for
        multinomial count data, NeurIPS.

    Example:
        >>> found = check_sample_ratio(np.array([821588, 815482]), np.array([1, 1]))
        >>> f"{found.p_value:.1e}", found.ok  # Kohavi, Tang & Xu (2020), chapter 21, print 1.8E-6
        ('1.8e-06', False)
    """
    if subjects.shape != share.shape or np.any(share <= 0):
        raise ValueError("Every arm needs a positive share.")
    fair = np.asarray(share, np.float64) / np.sum(share)
    total = int(subjects.sum())
    expected = fair * total
    statistic = float(((subjects - expected) ** 2 / np.maximum(expected, 1e-300)).sum())
    any_time = min(1.0, exp(-max(_log_evidence(subjects, fair), 0.0)))
    return SampleRatio(
        tuple(int(each) for each in subjects),
        tuple(float(each) for each in expected),
        chi_square_tail(statistic, subjects.size - 1) if total else 1.0,
        any_time,
        any_time >= alarm,
    )


_WEIGHTS = (10.0, 100.0, 1_000.0, 10_000.0)
"""How many subjects each mixture is worth: the first sees gross imbalance early, the last a few per cent late."""


def _log_evidence(subjects: NDArray[np.integer], fair: NDArray[np.float64]) -> float:
    """Log of the mixtures' mean likelihood over the likelihood of the fair shares."""
    each = np.array([_log_evidence_of(weight, subjects, fair) for weight in _WEIGHTS])
    return float(each.max() + np.log(np.exp(each - each.max()).mean()))


def _log_evidence_of(
    weight: float, subjects: NDArray[np.integer], fair: NDArray[np.float64]
) -> float:
    total = float(subjects.sum())
    found = lgamma(weight) - lgamma(weight + total)
    for seen, share in zip(subjects.tolist(), fair.tolist(), strict=True):
        found += lgamma(weight * share + seen) - lgamma(weight * share) - seen * log(share)
    return found
