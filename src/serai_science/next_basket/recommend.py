"""From scores to ten products for everybody."""

import numpy as np
import polars as pl
from numpy.typing import NDArray


def best_for_each(
    pairs: pl.DataFrame, score: NDArray[np.floating], log: pl.DataFrame, *, k: int = 10
) -> pl.DataFrame:
    """
    Return the `k` best-scored products of every customer, best first.

    Ties go to what more baskets hold. Who has fewer than `k` candidates gets what sells best besides.

    Args:
        pairs: columns customer, product.
        score: (n,) array, one per pair; larger is better.
        log: the purchases that say what sells best.
        k: how many, >= 1.

    Returns:
        Columns customer, product, place (0 is the first).
    """
    sold = log.group_by("product").len("sold").sort(["sold", "product"], descending=[True, False])
    ranked = pairs.select("customer", "product").with_columns(pl.Series("score", score, pl.Float64))
    everybody = ranked.select("customer").unique(maintain_order=True)
    fill = everybody.join(sold.head(2 * k).select("product"), how="cross").join(
        ranked, on=["customer", "product"], how="anti"
    )
    filled = pl.concat([ranked, fill.with_columns(pl.lit(-np.inf).alias("score"))])
    ordered = filled.join(sold, on="product").sort(
        ["customer", "score", "sold", "product"], descending=[False, True, True, False]
    )
    best = ordered.group_by("customer", maintain_order=True).head(k)
    return best.with_columns(pl.int_range(pl.len()).over("customer").alias("place")).select(
        "customer", "product", "place"
    )
