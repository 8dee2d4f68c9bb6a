"""What is known of a customer and a product at a moment: habits, rhythm, the kind, the product itself."""

import polars as pl

from serai_science.next_basket.candidates import candidates
from serai_science.next_basket.neighbours import liking
from serai_science.next_basket.offered import offered_products
from serai_science.next_basket.offers import as_offers, with_offers

_OF_PAIR = (
    "near times share half30 half60 half120 fade95 fade80 last5 last10 last20 since trips_since gap"
    " gap_spread gap_middle overdue overdue_middle rising share_of_kind rank near_rank"
)
_OF_KIND = (
    "kind_trips kind_half60 kind_since kind_products kind_gap kind_overdue group_half60 group_since"
)
_OF_CUSTOMER = "trips size size_lately gap_of_trips gap_lately trip_since trip_overdue"
_OF_PRODUCT = "lines buyers lately half90 warming again usual_gap several mean_liking"
_OF_OFFER = (
    "told front shown told_last shown_last told_usually shown_usually told_more told_when_bought"
    " shown_when_bought told_when_sold told_to_customer"
)
FEATURES = f"{_OF_PAIR} {_OF_KIND} {_OF_CUSTOMER} {_OF_PRODUCT} {_OF_OFFER}".split()
"""The columns that a ranker learns from; days, counts and ratios, null where there is nothing to say."""


def describe(log: pl.DataFrame, *, now: float, offers: pl.DataFrame | None = None) -> pl.DataFrame:
    """
    Return the candidates of every customer with everything that is known of them.

    Args:
        log: purchases before `now`, as `as_log` returns them.
        now: the present, days.
        offers: what is advertised and when, as `as_offers` returns it; `None` where nobody knows.

    Returns:
        Columns customer, product and `FEATURES`, one line per candidate, sorted by customer.

    Notes:
        Ages are in days, "trips" are baskets. Time O(lines log lines) plus the neighbours' share.
    """
    age = now - pl.col("day")
    trips = _trips(log)
    plan = as_offers() if offers is None else offers
    lines = with_offers(
        log.join(trips, on=["customer", "basket"]).with_columns(age.alias("age")), plan
    )
    wanted = candidates(liking(log, now=now))
    products, offered = _products(lines), offered_products(lines, plan, now)
    known = (
        wanted.join(_habits(lines, wanted), on=["customer", "product"], how="left")
        .join(_customers(trips, now), on="customer")
        .join(_told_to(lines), on="customer")
        .join(products, on="product")
        .join(_kinds(lines), on=["customer", "kind"], how="left")
        .join(_groups(lines), on=["customer", "group"], how="left")
        .join(offered, on="product")
    )
    return _compare(known).select("customer", "product", *FEATURES).sort("customer", "product")


def _trips(log: pl.DataFrame) -> pl.DataFrame:
    """Number the baskets of each customer back from the latest, 0."""
    baskets = log.group_by("customer", "basket").agg(
        pl.col("day").first().alias("trip_day"), pl.len().alias("trip_size")
    )
    back = baskets.sort(["customer", "trip_day", "basket"], descending=[False, True, True])
    return back.with_columns(
        pl.int_range(pl.len()).over("customer").alias("ago"),
        (pl.col("trip_day") - pl.col("trip_day").shift(-1)).over("customer").alias("trip_gap"),
    )


def _faded(half_life: float) -> pl.Expr:
    return (0.5 ** (pl.col("age") / half_life)).sum()


def _habits(lines: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    pair = ["customer", "product"]
    mine = lines.join(wanted.select(pair), on=pair, how="semi").sort(*pair, "day")
    again = (pl.col("customer") == pl.col("customer").shift()) & (
        pl.col("product") == pl.col("product").shift()
    )
    paced = mine.with_columns(pl.when(again).then(pl.col("day").diff()).alias("pause"))
    return paced.group_by(pair).agg(
        pl.len().alias("times"),
        *(_faded(days).alias(f"half{days}") for days in (30, 60, 120)),
        *((share ** pl.col("ago")).sum().alias(f"fade{share * 100:.0f}") for share in (0.95, 0.8)),
        *((pl.col("ago") < trips).sum().alias(f"last{trips}") for trips in (5, 10, 20)),
        pl.col("age").min().alias("since"),
        pl.col("ago").min().alias("trips_since"),
        pl.col("pause").mean().alias("gap"),
        pl.col("pause").std().alias("gap_spread"),
        pl.col("pause").median().alias("gap_middle"),
        pl.col("told").mean().alias("told_when_bought"),
        pl.col("shown").mean().alias("shown_when_bought"),
    )


def _customers(trips: pl.DataFrame, now: float) -> pl.DataFrame:
    gap, size = pl.col("trip_gap"), pl.col("trip_size")
    return trips.group_by("customer").agg(
        pl.len().alias("trips"),
        size.mean().alias("size"),
        size.filter(pl.col("ago") < 10).mean().alias("size_lately"),
        gap.mean().alias("gap_of_trips"),
        gap.filter(pl.col("ago") < 10).mean().alias("gap_lately"),
        (now - pl.col("trip_day").max()).alias("trip_since"),
    )


def _told_to(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.group_by("customer").agg(pl.col("told").mean().alias("told_to_customer"))


def _products(lines: pl.DataFrame) -> pl.DataFrame:
    pairs = lines.group_by("product", "customer").agg(
        pl.len().alias("times"),
        _faded(120).alias("liking"),
        ((pl.col("day").max() - pl.col("day").min()) / (pl.len() - 1)).alias("gap"),
    )
    repeated = pairs.group_by("product").agg(
        pl.len().alias("buyers"),
        (pl.col("times") > 1).mean().alias("several"),
        (1 - pl.len() / pl.col("times").sum()).alias("again"),
        pl.col("gap").filter(pl.col("times") > 1).median().alias("usual_gap"),
        pl.col("liking").mean().alias("mean_liking"),
    )
    sold = lines.group_by("product").agg(
        pl.len().alias("lines"),
        _faded(14).alias("lately"),
        _faded(90).alias("half90"),
        pl.col("kind").first(),
        pl.col("group").first(),
    )
    return sold.join(repeated, on="product")


def _kinds(lines: pl.DataFrame) -> pl.DataFrame:
    """Say how a customer buys a kind of product, whichever product of it."""
    kinds = lines.group_by("customer", "kind").agg(
        pl.col("basket").n_unique().alias("kind_trips"),
        _faded(60).alias("kind_half60"),
        pl.col("age").min().alias("kind_since"),
        pl.col("product").n_unique().alias("kind_products"),
        (pl.col("age").max() - pl.col("age").min()).alias("life"),
    )
    return kinds.with_columns((pl.col("life") / (pl.col("kind_trips") - 1)).alias("kind_gap")).drop(
        "life"
    )


def _groups(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.group_by("customer", "group").agg(
        _faded(60).alias("group_half60"), pl.col("age").min().alias("group_since")
    )


def _compare(known: pl.DataFrame) -> pl.DataFrame:
    """Add what relates one figure to another; a product never bought has been bought zero times."""
    counted = "times half30 half60 half120 fade95 fade80 last5 last10 last20".split()
    of = pl.col
    return known.with_columns(of(*counted).fill_null(0)).with_columns(
        (of("times") / of("trips")).alias("share"),
        (of("since") / of("gap")).alias("overdue"),
        (of("since") / of("gap_middle")).alias("overdue_middle"),
        (of("half30") / of("half120")).alias("rising"),
        (of("half60") / of("kind_half60")).alias("share_of_kind"),
        (of("kind_since") / of("kind_gap")).alias("kind_overdue"),
        (of("trip_since") / of("gap_of_trips")).alias("trip_overdue"),
        (of("lately") / of("half90")).alias("warming"),
        (of("told") - of("told_usually")).alias("told_more"),
        of("half120").rank(descending=True).over("customer").alias("rank"),
        of("near").rank(descending=True).over("customer").alias("near_rank"),
    )
