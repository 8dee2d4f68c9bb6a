"""What a merchant plans to advertise: known before it begins, so that forecasts may use it."""

import numpy as np
import polars as pl

from serai_science.runs import Codes, Numbers, Runs, find

_SHARES = ("told", "front", "shown")
COLUMNS = {
    "product": pl.Int64,
    "start": pl.Float64,
    "end": pl.Float64,
    **dict.fromkeys(_SHARES, pl.Float64),
}
"""
`start` and `end` are moments in days, as in the log. The rest are shares of the stores, in [0, 1]: that tell of
the offer (leaflet, mail, banner), that tell of it on the front or back page, that show it on display.
"""


def as_offers(lines: pl.DataFrame | None = None) -> pl.DataFrame:
    """
    Return offers with the columns of `COLUMNS` in their types; without lines, none.

    Args:
        lines: has at least product, start and end; an offer without shares is told of everywhere.

    Raises:
        ValueError: a column is missing.

    Example:
        >>> as_offers(pl.DataFrame({"product": [7], "start": [0], "end": [7]})).row(0)
        (7, 0.0, 7.0, 1.0, 0.0, 0.0)
    """
    if lines is None:
        return pl.DataFrame(schema=COLUMNS)
    missing = [name for name in ("product", "start", "end") if name not in lines.columns]
    if missing:
        raise ValueError(f"The offers lack {', '.join(missing)}.")
    silent = not any(name in lines.columns for name in _SHARES)
    given = lines.with_columns(
        pl.lit(float(silent and name == "told")).alias(name)
        for name in _SHARES
        if name not in lines.columns
    )
    return given.select(pl.col(name).cast(kind) for name, kind in COLUMNS.items()).sort(
        "product", "start"
    )


def offers_at(offers: pl.DataFrame, day: float) -> pl.DataFrame:
    """Return one line per product on offer at a moment: product and the largest shares."""
    running = offers.filter((pl.col("start") <= day) & (pl.col("end") > day))
    return running.group_by("product").agg(pl.col(*_SHARES).max())


def shares_when_bought(
    product: Codes, day: Numbers, products: Codes, offers: pl.DataFrame
) -> tuple[Numbers, Numbers]:
    """
    Return which share of the stores told of each line's product, and which showed it, when it was bought.

    Of overlapping offers of a product the one that began last counts.

    Args:
        product: (n,) places in `products`.
        day: (n,) moments, days.
        products: the products' numbers, sorted.
        offers: as `as_offers` returns them.

    Notes:
        Offers are sorted by product and start. Time O(n log offers).
    """
    offered = Runs.of(offers["product"].to_numpy())
    place = np.repeat(find(products, offered.key), offered.size)
    sold = np.flatnonzero(place >= 0)
    if not sold.size or not day.size:
        return np.zeros(day.size), np.zeros(day.size)
    place, start, end = (
        place[sold],
        offers["start"].to_numpy()[sold],
        offers["end"].to_numpy()[sold],
    )
    first = min(start.min(), day.min())
    span = max(start.max(), day.max()) - first + 1
    begun = place * span + (start - first)
    latest = np.searchsorted(begun, product * span + (day - first), side="right") - 1
    runs = (latest >= 0) & (place[latest] == product) & (end[latest] > day)
    told, shown = (
        np.where(runs, offers[name].to_numpy()[sold][latest], 0.0) for name in ("told", "shown")
    )
    return told, shown


def told_before(offers: pl.DataFrame, *, first: float, now: float) -> pl.DataFrame:
    """
    Return how much of the time between two moments each product was told of and shown.

    Args:
        offers: as `as_offers` returns them.
        first: the first moment, days, < `now`.
        now: the present, days.

    Returns:
        Columns product, told_usually, front_usually, shown_usually: means over time of the shares.
    """
    past = offers.filter((pl.col("start") < now) & (pl.col("end") > first))
    days = pl.col("end").clip(first, now) - pl.col("start").clip(first, now)
    return past.group_by("product").agg(
        ((pl.col(name) * days).sum() / (now - first)).alias(f"{name}_usually") for name in _SHARES
    )
