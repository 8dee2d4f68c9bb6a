"""Policies at play in shops whose best answer is known: what did learning cost?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.bandits.beta_arms import BetaArms
from serai_science.bandits.gaussian_arms import GaussianArms
from serai_science.bandits.linear_arms import LinearArms


@dataclass(frozen=True, slots=True)
class Regret:
    """
    What was lost against always showing the best arm, on average over the shops.

    Attributes:
        policy: (rounds,) array, lost by the policy up to each round, unit of the reward.
        uniform: (rounds,) array, lost by showing any arm with equal chance.
    """

    policy: NDArray[np.float64]
    uniform: NDArray[np.float64]

    @property
    def share(self) -> float:
        """Return the policy's regret at the end, as a share of uniform's."""
        return float(self.policy[-1] / self.uniform[-1])

    @property
    def exponent(self) -> float:
        """
        Return b of regret = a * rounds^b, fitted on a logarithmic scale to the last nine tenths.

        1 is linear: nothing is learnt. Below 1 the loss per round goes to nothing.
        """
        n = self.policy.size
        at = np.unique(np.geomspace(n / 10, n, 50).astype(int)) - 1
        slope, _ = np.polyfit(np.log(at + 1), np.log(self.policy[at]), 1)
        return float(slope)


RATES = np.linspace(0.02, 0.11, 10)
"""Click rates of ten arms: from 2 to 11 per cent, each one point apart."""


def play_thompson_on_clicks(*, rounds: int, shops: int, rng: np.random.Generator) -> Regret:
    """
    Let Thompson sampling with a flat belief learn which of ten arms is clicked most (`RATES`).

    Args:
        rounds: decisions per shop.
        shops: independent repetitions, played side by side.
        rng: where chance comes from.
    """
    k = RATES.size
    arms, offset = BetaArms.fresh(shops * k), k * np.arange(shops)
    lost = np.empty(rounds)
    for turn in range(rounds):
        shown = arms.drawn(rng).reshape(shops, k).argmax(axis=1)
        clicked = rng.random(shops) < RATES[shown]
        arms = arms.learned(offset + shown, clicked.astype(np.float64))
        lost[turn] = (RATES.max() - RATES[shown]).mean()
    return _regret(lost, float((RATES.max() - RATES).mean()))


MEANS = np.linspace(1.0, 2.8, 10)
"""Money per exposure of ten arms; its standard deviation is 2."""


def play_thompson_on_money(*, rounds: int, shops: int, rng: np.random.Generator) -> Regret:
    """
    Let Thompson sampling learn which of ten arms earns most (`MEANS`), not knowing the noise.

    Args:
        rounds: decisions per shop.
        shops: independent repetitions, played side by side.
        rng: where chance comes from.
    """
    k = MEANS.size
    arms = GaussianArms.fresh(shops * k, mean=2, deviation=2)
    offset, lost = k * np.arange(shops), np.empty(rounds)
    for turn in range(rounds):
        shown = arms.drawn(rng).reshape(shops, k).argmax(axis=1)
        earned = MEANS[shown] + 2 * rng.standard_normal(shops)
        arms = arms.learned(offset + shown, earned)
        lost[turn] = (MEANS.max() - MEANS[shown]).mean()
    return _regret(lost, float((MEANS.max() - MEANS).mean()))


def play_lin_ucb(*, rounds: int, shops: int, rng: np.random.Generator) -> Regret:
    """
    Let LinUCB with alpha 1 learn which of ten arms suits whom.

    Five standard normal features; each arm's true coefficients are drawn once per shop, N(0, 1/5); the reward's
    noise has standard deviation 1, as large as the signal.

    Args:
        rounds: decisions per shop.
        shops: independent repetitions, played side by side.
        rng: where chance comes from.
    """
    k, d = 10, 5
    truth = rng.standard_normal((shops, k, d)) / d**0.5
    arms, offset, each = LinearArms.fresh(shops * k, d), k * np.arange(shops), np.arange(shops)
    lost, by_chance = np.zeros(rounds), np.zeros(rounds)
    for turn in range(rounds):
        x = rng.standard_normal((shops, d))
        earns = np.einsum("skd,sd->sk", truth, x)
        hoped = arms.upper(np.repeat(x, k, axis=0), alpha=1.0)
        shown = hoped.reshape(shops, k).argmax(axis=1)
        got = earns[each, shown] + rng.standard_normal(shops)
        arms = arms.learned(x, offset + shown, got)
        lost[turn] = (earns.max(axis=1) - earns[each, shown]).mean()
        by_chance[turn] = (earns.max(axis=1) - earns.mean(axis=1)).mean()
    return Regret(np.cumsum(lost), np.cumsum(by_chance))


def _regret(lost: NDArray[np.float64], uniform: float) -> Regret:
    by_chance = uniform * np.arange(1.0, lost.size + 1)
    return Regret(np.cumsum(lost), by_chance)
