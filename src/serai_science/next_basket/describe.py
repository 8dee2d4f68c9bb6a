"""What is known of a customer and a product at a moment: habits, rhythm, the kind, the product itself."""

import numpy as np
import polars as pl

from serai_science.next_basket.candidates import Candidates, candidates
from serai_science.next_basket.habits import habits, of_kinds
from serai_science.next_basket.market import of_customers, of_products
from serai_science.next_basket.neighbours import liking
from serai_science.next_basket.offered import offered_products
from serai_science.next_basket.offers import as_offers
from serai_science.next_basket.purchases import as_purchases
from serai_science.runs import at

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
"""The columns that a ranker learns from; days, counts and ratios, NaN where there is nothing to say."""


def describe(log: pl.DataFrame, *, now: float, offers: pl.DataFrame | None = None) -> pl.DataFrame:
    """
    Return the candidates of every customer with everything that is known of them.

    Args:
        log: purchases before `now`, as `as_log` returns them.
        now: the present, days.
        offers: what is advertised and when, as `as_offers` returns it; `None` where nobody knows.

    Returns:
        Columns customer, product and `FEATURES`, one line per candidate, sorted by customer and product.

    Notes:
        Ages are in days, "trips" are baskets. Time O(lines log lines) plus the neighbours' share.
    """
    plan = as_offers() if offers is None else offers
    bought = as_purchases(log, plan, now=now)
    known = habits(bought)
    wanted = _sorted(candidates(liking(known.liking(bought))))
    first = now - float(bought.age.max(initial=1.0))
    products = {
        **of_products(bought, known),
        **offered_products(bought.products, plan, first=first, now=now),
    }
    pair = known.runs.find(wanted.customer * bought.products.size + wanted.product)
    columns = {
        "customer": bought.customers[wanted.customer],
        "product": bought.products[wanted.product],
        "near": wanted.near,
        **{name: at(values, pair) for name, values in known.columns.items()},
        **of_kinds(bought, known, wanted.customer, wanted.product),
        **{name: values[wanted.customer] for name, values in of_customers(bought).items()},
        **{name: values[wanted.product] for name, values in products.items()},
    }
    return _compare(pl.DataFrame(columns)).select("customer", "product", *FEATURES)


def _sorted(wanted: Candidates) -> Candidates:
    order = np.lexsort((wanted.product, wanted.customer))
    return Candidates(wanted.customer[order], wanted.product[order], wanted.near[order])


def _compare(known: pl.DataFrame) -> pl.DataFrame:
    """Add what relates one figure to another; a product never bought has been bought zero times."""
    counted = "times half30 half60 half120 fade95 fade80 last5 last10 last20".split()
    of = pl.col
    return known.with_columns(of(*counted).fill_nan(0)).with_columns(
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
