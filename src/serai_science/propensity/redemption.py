"""The chance that a customer uses an offer."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai_science.linear.logistic import LogisticLine, fit_logistic
from serai_science.propensity.describe import Past, describe_offer, matrix

Numbers = NDArray[np.float64]
_RIDGE = 100.0


@dataclass(frozen=True, slots=True)
class Redemption:
    """
    The chance that an offer is used, from `describe.FEATURES` and the kinds of offers it was learned on.

    `rows` pairs of customer and offer taught it.
    """

    line: LogisticLine
    kinds: tuple[str, ...]
    rows: int

    def chance(self, described: pl.DataFrame) -> Numbers:
        """Return the chance for each described customer; (n,) in 0..1."""
        return self.line.chance(matrix(described, self.kinds))


class NobodyRedeemed(ValueError):
    """Nobody used an offer, or everybody did: there is nothing to tell apart."""

    def __init__(self) -> None:
        super().__init__("Nobody used an offer, or everybody did: there is nothing to tell apart.")


def learn_redemption(past: Past, offers: list[int], *, start: int) -> Redemption:
    """
    Learn from offers that are over who used them.

    Args:
        past: what happened.
        offers: which to learn from.
        start: the first day of the history.

    Raises:
        NobodyRedeemed: nobody used an offer, or everybody did.

    Notes:
        With few who redeem at all a line with strong shrinkage does better than trees. Deterministic.
    """
    described = pl.concat([describe_offer(past, offer, start=start) for offer in offers])
    used = used_by(past, described)
    if not used.size or used.min() == used.max():
        raise NobodyRedeemed
    kinds = tuple(sorted(described["kind"].unique().to_list()))
    line = fit_logistic(matrix(described, kinds), used, ridge=_RIDGE, logs=True)
    return Redemption(line, kinds, used.size)


def used_by(past: Past, described: pl.DataFrame) -> Numbers:
    """Return 1 for each described customer who used the offer, 0 for the others; (n,)."""
    pairs = past.redeemed.select("customer", "offer").unique().with_columns(used=pl.lit(1.0))
    found = described.select("customer", "offer").join(pairs, on=["customer", "offer"], how="left")
    return found["used"].fill_null(0.0).to_numpy()
