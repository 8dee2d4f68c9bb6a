"""From purchases and past offers to what is known of each customer whom an offer is sent to."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

_QUARTER, _MEMORY, _NEVER = 91.0, 60.0, 366
_SPANS = {"all": None, "quarter": 91, "month": 28}
_COUNTS = (
    "trips",
    "days",
    "spend",
    "lines",
    "discount",
    "coupon_trips",
    "coupon_lines",
    "coupon_money",
)
_OWN = ("own_lines", "own_products", "own_trips", "own_spend", "own_coupons")

FEATURES = (
    *(f"{count}_{span}" for span in _SPANS for count in _COUNTS),
    *(f"{own}_{span}" for span in ("all", "month") for own in _OWN),
    "since", "since_coupon", "fading_coupon", "coupon_share", "own_share",
    "coupons_that_fit", "share_that_fits",
    "redemptions", "redeemed_offers", "redemptions_month", "since_redemption", "fading_redemption",
    "offers_before", "redemption_rate", "redemptions_an_offer",
    "coupons", "products", "length", "history",
)  # fmt: skip
"""The columns that `describe_offer` returns beside customer, offer and kinds of offers."""


@dataclass(frozen=True, slots=True)
class Past:
    """
    What happened, in frames; a day is a whole number.

    Attributes:
        lines: customer, basket, product, day, amount, discount, coupon (money off by a coupon).
        offers: offer, kind, start, end: the days it begins and ends.
        sent: customer, offer.
        products: offer, coupon, product: what its coupons are for.
        redeemed: customer, offer, day.
    """

    lines: pl.DataFrame
    offers: pl.DataFrame
    sent: pl.DataFrame
    products: pl.DataFrame
    redeemed: pl.DataFrame


def describe_offer(past: Past, offer: int, *, start: int) -> pl.DataFrame:
    """
    Return what is known of each customer whom an offer is sent to, from nothing on or after its first day.

    Args:
        past: what happened; later rows are left out here.
        offer: which.
        start: the first day of the history, so that totals are told a quarter of a year.

    Returns:
        customer, offer, kind and `FEATURES`; counts of all time are a quarter of a year.
    """
    [facts] = past.offers.filter(pl.col("offer") == offer).to_dicts()
    now = int(facts["start"])
    people = past.sent.filter(pl.col("offer") == offer).select("customer").unique().sort("customer")
    lines = past.lines.filter(pl.col("day") < now).join(people, on="customer", how="semi")
    products = past.products.filter(pl.col("offer") == offer)
    known = people
    for part in (
        _buying(lines, now),
        _own_products(lines, products, now),
        _redeeming(past, now),
        _offers_before(past, now),
    ):
        known = known.join(part, on="customer", how="left")
    quarters = max(now - start, 1) / _QUARTER
    return (
        known.with_columns(
            pl.col(each).fill_null(_NEVER) for each in ("since", "since_coupon", "since_redemption")
        )
        .fill_null(0)
        .with_columns(
            pl.lit(offer).alias("offer"),
            pl.lit(facts["kind"]).alias("kind"),
            pl.lit(products["coupon"].n_unique()).alias("coupons"),
            pl.lit(products["product"].n_unique()).alias("products"),
            pl.lit(facts["end"] - now).alias("length"),
            pl.lit(now - start).alias("history"),
            (pl.col("coupon_trips_all") / (pl.col("trips_all") + 3)).alias("coupon_share"),
            (pl.col("own_trips_all") / (pl.col("trips_all") + 3)).alias("own_share"),
            _faded("since_coupon").alias("fading_coupon"),
            _faded("since_redemption").alias("fading_redemption"),
            (pl.col("coupons_that_fit") / (products["coupon"].n_unique() + 1)).alias(
                "share_that_fits"
            ),
            ((pl.col("redeemed_offers") + 0.3) / (pl.col("offers_before") + 3)).alias(
                "redemption_rate"
            ),
            (pl.col("redemptions") / (pl.col("offers_before") + 1)).alias("redemptions_an_offer"),
        )
        .with_columns(
            (pl.col(f"{each}_all") / quarters).alias(f"{each}_all") for each in (*_COUNTS, *_OWN)
        )
        .select("customer", "offer", "kind", pl.col(FEATURES).cast(pl.Float64))
    )


def matrix(described: pl.DataFrame, kinds: tuple[str, ...]) -> NDArray[np.float64]:
    """Return `FEATURES` and a column for each kind of offer, its rate of redemption beside it; (n, k)."""
    columns = [
        expression
        for kind in kinds
        for expression in (
            (pl.col("kind") == kind).cast(pl.Float64).alias(f"is_{kind}"),
            ((pl.col("kind") == kind) * pl.col("redemption_rate")).alias(f"rate_{kind}"),
        )
    ]
    return described.select(*FEATURES, *columns).to_numpy()


def _buying(lines: pl.DataFrame, now: int) -> pl.DataFrame:
    trips = lines.group_by("customer", "basket", "day").agg(
        pl.col("amount").sum().alias("spend"),
        pl.len().alias("lines"),
        pl.col("discount").sum(),
        (pl.col("coupon") > 0).sum().alias("coupon_lines"),
        pl.col("coupon").sum().alias("coupon_money"),
    )
    return trips.group_by("customer").agg(
        *(each for span, days in _SPANS.items() for each in _counted(span, days, now)),
        (now - pl.col("day").max()).alias("since"),
        (now - pl.col("day").filter(pl.col("coupon_lines") > 0).max()).alias("since_coupon"),
    )


def _counted(span: str, days: int | None, now: int) -> list[pl.Expr]:
    inside = pl.lit(value=True) if days is None else pl.col("day") >= now - days
    sums = ("spend", "lines", "discount", "coupon_lines", "coupon_money")
    return [
        inside.sum().alias(f"trips_{span}") if days else pl.len().alias(f"trips_{span}"),
        pl.col("day").filter(inside).n_unique().alias(f"days_{span}"),
        (inside & (pl.col("coupon_lines") > 0)).sum().alias(f"coupon_trips_{span}"),
        *(pl.col(each).filter(inside).sum().alias(f"{each}_{span}") for each in sums),
    ]


def _own_products(lines: pl.DataFrame, products: pl.DataFrame, now: int) -> pl.DataFrame:
    """Return how much each bought of what the offer's coupons are for, and how many of the coupons fit."""
    meant = lines.join(products.select("product").unique(), on="product", how="semi")
    bought = meant.group_by("customer").agg(
        each for span in ("all", "month") for each in _own_counts(span, _SPANS[span], now)
    )
    fit = (
        products.join(meant.select("customer", "product").unique(), on="product")
        .group_by("customer")
        .agg(pl.col("coupon").n_unique().alias("coupons_that_fit"))
    )
    return bought.join(fit, on="customer", how="left")


def _own_counts(span: str, days: int | None, now: int) -> list[pl.Expr]:
    inside = pl.col("day") >= (now - days if days else -(10**9))
    return [
        inside.sum().alias(f"own_lines_{span}"),
        pl.col("product").filter(inside).n_unique().alias(f"own_products_{span}"),
        pl.col("basket").filter(inside).n_unique().alias(f"own_trips_{span}"),
        pl.col("amount").filter(inside).sum().alias(f"own_spend_{span}"),
        (inside & (pl.col("coupon") > 0)).sum().alias(f"own_coupons_{span}"),
    ]


def _redeeming(past: Past, now: int) -> pl.DataFrame:
    return (
        past.redeemed.filter(pl.col("day") < now)
        .group_by("customer")
        .agg(
            pl.len().alias("redemptions"),
            pl.col("offer").n_unique().alias("redeemed_offers"),
            (pl.col("day") >= now - 28).sum().alias("redemptions_month"),
            (now - pl.col("day").max()).alias("since_redemption"),
        )
    )


def _offers_before(past: Past, now: int) -> pl.DataFrame:
    earlier = past.sent.join(past.offers.filter(pl.col("start") < now), on="offer", how="semi")
    return earlier.group_by("customer").agg(pl.len().alias("offers_before"))


def _faded(column: str) -> pl.Expr:
    return (-pl.col(column) / _MEMORY).exp()
