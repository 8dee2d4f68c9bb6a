"""
Switch-back experiments: stores take turns, block by block of days, between as it was and as it is tried.

The plan is balanced: of each two blocks a unit is treated in one, and in each block half of the units are. So neither
what a store is like nor what a week brings can pass for an effect. What is read compares each unit with itself in the
same weeks as the others; its error is of units, whose blocks hang together, and its p-value comes from drawing the
plan again as it was drawn, which holds for any noise (Bojinov, Simchi-Levi & Zhao 2023, "Design and analysis of
switchback experiments", Management Science 69(7); Cameron & Miller 2015 on clusters).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.distributions import normal_quantile

Floats = NDArray[np.float64]
Plan = NDArray[np.int64]
LEAST_UNITS, LEAST_BLOCKS = 4, 2


@dataclass(frozen=True, slots=True)
class Switchback:
    """
    What is known of the effect.

    Attributes:
        control: mean of the blocks as it was, unit of the value.
        effect: what the treatment adds to it.
        error: its standard error, units taken as clusters.
        low: where the interval begins, and `high`, where it ends.
        p_value: how often plans drawn anew look as unlike nothing as this one, in (0, 1].
        carried_over: what a treatment adds to the block after it; far from 0, blocks or wash-out are too short.
        carried_over_error: its standard error.
        units: how many were read, and `blocks`.
    """

    control: float
    effect: float
    error: float
    low: float
    high: float
    p_value: float
    carried_over: float
    carried_over_error: float
    units: int
    blocks: int


def draw_plan(units: int, blocks: int, rng: np.random.Generator) -> Plan:
    """
    Return (units, blocks), 1 where a unit is treated.

    Of each two blocks that follow each other a random half of the units is treated in the first and the others in the
    second; an odd unit falls to either half by chance.

    Args:
        units: at least 4.
        blocks: even, at least 2.
        rng: where chance comes from.

    Raises:
        ValueError: too few units, or blocks that are not even.
    """
    if units < LEAST_UNITS or blocks < LEAST_BLOCKS or blocks % 2:
        raise ValueError("A plan takes at least 4 units and an even number of blocks.")
    plan = np.zeros((units, blocks), np.int64)
    for first in range(0, blocks, 2):
        half = units // 2 + int(rng.integers(units % 2 + 1))
        chosen = rng.permutation(units)[:half]
        plan[chosen, first] = 1
        plan[:, first + 1] = 1 - plan[:, first]
    return plan


def read_switchback(
    value: Floats, plan: Plan, rng: np.random.Generator, *, level: float = 0.95, draws: int = 499
) -> Switchback:
    """
    Read a switch-back experiment.

    Args:
        value: (units, blocks), the mean of a day in each block, days of wash-out left out.
        plan: (units, blocks), 1 where a unit was treated; blocks in pairs, as `draw_plan` made them.
        rng: where the plans that are drawn anew come from.
        level: confidence of the interval, in (0, 1).
        draws: how many plans are drawn anew.

    Raises:
        ValueError: fewer than 4 units or 2 blocks, or an odd number of blocks.

    Notes:
        Time O(draws units blocks). The interval takes Student's t with units less one degrees of freedom.
    """
    units, blocks = value.shape
    if units < LEAST_UNITS or blocks < LEAST_BLOCKS or blocks % 2:
        raise ValueError("At least 4 units and an even number of blocks are needed.")
    flat = _within(value)
    effect, error = _effect(flat, _within(plan.astype(np.float64)))
    far = abs(effect) / error if error > 0 else np.inf
    as_far = 1
    for _ in range(draws):
        other = draw_plan(units, blocks, rng).astype(np.float64)
        drawn, drawn_error = _effect(flat, _within(other))
        as_far += abs(drawn) >= far * drawn_error * (1 - 1e-9)
    over, over_error = _carried_over(value, plan)
    reach = _student(level, units - 1) * error
    return Switchback(
        control=float(value[plan == 0].mean()),
        effect=effect,
        error=error,
        low=effect - reach,
        high=effect + reach,
        p_value=as_far / (draws + 1),
        carried_over=over,
        carried_over_error=over_error,
        units=units,
        blocks=blocks,
    )


def _within(table: Floats) -> Floats:
    """Return a table with the means of its rows and of its columns taken out."""
    found: Floats = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    return found


def _effect(flat: Floats, treated: Floats) -> tuple[float, float]:
    """Return the least-squares effect and its standard error, rows taken as clusters (CR1)."""
    moved = float((treated**2).sum())
    if moved <= 0:
        return 0.0, float("inf")
    effect = float((treated * flat).sum()) / moved
    scores = (treated * (flat - effect * treated)).sum(axis=1)
    clusters = flat.shape[0]
    return effect, float(np.sqrt((scores**2).sum() * clusters / (clusters - 1))) / moved


def _carried_over(value: Floats, plan: Plan) -> tuple[float, float]:
    """Return what the treatment of the block before adds, the treatment of the block itself taken out."""
    if value.shape[1] < 2 * LEAST_BLOCKS:
        return 0.0, float("inf")
    now, before = (_within(each.astype(np.float64)) for each in (plan[:, 1:], plan[:, :-1]))
    flat = _within(value[:, 1:])
    share = (now * now).sum()
    slopes = [float((now * each).sum() / share) if share > 0 else 0.0 for each in (flat, before)]
    return _effect(flat - slopes[0] * now, before - slopes[1] * now)


def _student(level: float, degrees: int) -> float:
    """
    Return how many standard errors an interval reaches under Student's t.

    The expansion of Fisher and Cornish; off by less than 0.02 from 3 degrees of freedom on.
    """
    z, v = normal_quantile((1 + level) / 2), float(degrees)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / v + second / v**2 + third / v**3 + fourth / v**4
