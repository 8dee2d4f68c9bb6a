"""How well ten recommended products meet the next basket."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Hits:
    """
    One figure per customer of the truth, in the order of their numbers.

    Attributes:
        recall: (n,) array, the share of the basket that was recommended.
        ndcg: (n,) array, hits discounted by 1 / log2(place + 2), divided by the best possible.
        hit: (n,) array, 1 where anything was met.
    """

    recall: NDArray[np.float64]
    ndcg: NDArray[np.float64]
    hit: NDArray[np.float64]


def hits(recommended: pl.DataFrame, truth: pl.DataFrame, *, k: int = 10) -> Hits:
    """
    Compare recommendations with what was bought.

    Args:
        recommended: columns customer, product, place.
        truth: columns customer, product; every customer here is measured.
        k: places that count.

    Example:
        >>> given = pl.DataFrame({"customer": [1, 1], "product": [5, 6], "place": [0, 1]})
        >>> bought = pl.DataFrame({"customer": [1, 1], "product": [6, 7]})
        >>> measured = hits(given, bought)
        >>> float(measured.recall[0]), round(float(measured.ndcg[0]), 3)
        (0.5, 0.387)
    """
    gain = 1 / (pl.col("place") + 2).log(2)
    met = recommended.filter(pl.col("place") < k).join(truth, on=["customer", "product"])
    found = met.group_by("customer").agg(pl.len().alias("found"), gain.sum().alias("gained"))
    sizes = truth.group_by("customer").len("size").sort("customer")
    each = sizes.join(found, on="customer", how="left", maintain_order="left").fill_null(0)
    best = np.cumsum(1 / np.log2(np.arange(k) + 2))
    size, count = each["size"].to_numpy(), each["found"].to_numpy().astype(np.float64)
    return Hits(
        recall=count / size,
        ndcg=each["gained"].to_numpy() / best[np.minimum(size, k) - 1],
        hit=(count > 0).astype(np.float64),
    )
