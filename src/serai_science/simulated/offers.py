"""A run of offers whose effect is known, because it is made up."""

from collections.abc import Sequence

import numpy as np

from serai_science.offers.effect import Seen


def made_up_run(
    truth: Sequence[float], *, people: int, kept: float, rng: np.random.Generator
) -> Seen:
    """
    Return a run to people some of whom would have bought anyway.

    How likely each is to buy anyway is known before; half of all do. Whoever is won back spends as others do, and
    uses the offer.

    Args:
        truth: the shares in the order of `serai_science.offers.effect.NAMES`.
        people: how many.
        kept: the share that a lot keeps from the offer.
        rng: where chance comes from.

    Example:
        >>> run = made_up_run([0.1, 0.0, 0.3], people=1000, kept=0.2, rng=np.random.default_rng(1))
        >>> bool(run.bought[run.sent].mean() > run.bought[~run.sent].mean()), int(run.used[~run.sent].sum())
        (True, 0)
    """
    wins_back, lifts, used_by = truth
    leaning = rng.normal(size=people)
    anyway = rng.random(people) < 1 / (1 + np.exp(-leaning))
    sent = rng.random(people) >= kept
    won = sent & ~anyway & (rng.random(people) < wins_back)
    amount = rng.gamma(2, 25, people)
    spend = np.where(anyway, amount * np.where(sent, 1 + lifts, 1.0), np.where(won, amount, 0.0))
    used = won | (sent & anyway & (rng.random(people) < used_by))
    return Seen(
        sent,
        (anyway | won).astype(np.float64),
        spend,
        used.astype(np.float64),
        leaning[:, None],
    )
