"""Guardrails: what must not get worse by more than one is ready to pay."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.estimate import Estimate
from serai_science.experiment.interval import lift_interval


class Guard(Enum):
    """What is known about a guardrail."""

    KEPT = "kept"
    """The harm is smaller than the margin, for certain."""
    BROKEN = "broken"
    """There is harm, for certain, and it may be larger than the margin."""
    OPEN = "open"
    """Not yet known."""


@dataclass(frozen=True, slots=True)
class Guardrail:
    """
    A guardrail's state for one arm.

    Attributes:
        state: what is known.
        low: smallest lift that the data allow.
        high: largest.
    """

    state: Guard
    low: float
    high: float


def check_guardrail(
    estimate: Estimate,
    critical: NDArray[np.floating] | float,
    *,
    margin: float,
    larger_is_better: bool = True,
) -> tuple[Guardrail, ...]:
    """
    Test each arm for non-inferiority to the control.

    Args:
        estimate: of k arms.
        critical: standard errors to either side, broadcast against (k - 1,). For one look at a one-sided 5 %
            that is `fixed_critical(0.90)`.
        margin: the relative harm that would be borne, > 0; 0.01 is one per cent.
        larger_is_better: False for returns, complaints, seconds.

    Returns:
        One for each arm but the control.

    Raises:
        ValueError: the margin is not positive: nothing can be proven not to be worse at all.

    Notes:
        Source: CONSORT extension for non-inferiority, Piaggio et al. (2012), JAMA 308(24).

    Example:
        >>> seconds = Estimate(*map(np.array, ([9.0, 9], [1.0, 1.001], [1e-6, 1e-6], 0.0)))
        >>> [found] = check_guardrail(seconds, 1.645, margin=0.01, larger_is_better=False)
        >>> found.state.value, round(found.high, 4)
        ('kept', 0.0033)
    """
    if margin <= 0:
        raise ValueError("A guardrail needs a positive margin.")
    lift = lift_interval(estimate, critical)
    return tuple(
        Guardrail(_state(low, high, margin, larger_is_better=larger_is_better), low, high)
        for low, high in zip(lift.low.tolist(), lift.high.tolist(), strict=True)
    )


def _state(low: float, high: float, margin: float, *, larger_is_better: bool) -> Guard:
    worst, best = (low, high) if larger_is_better else (-high, -low)
    if worst > -margin:
        return Guard.KEPT
    return Guard.BROKEN if best < 0 else Guard.OPEN
