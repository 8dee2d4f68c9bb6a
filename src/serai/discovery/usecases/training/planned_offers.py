"""What merchants planned and promotions lowered, as the offers that trees learn from."""

from datetime import datetime
from uuid import UUID

import numpy as np
import polars as pl

from serai.discovery.domain.planned_kind import CUT, FRONT, SHOWN, TOLD, says
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.lines import Lines, products_of_variants
from serai.inventory.public import planned_weeks
from serai.pricing.public import lowered_prices
from serai_science.next_basket.offers import as_offers

_DAY, _FAR = 86_400.0, 36_500.0
_SHARES = (TOLD, FRONT, SHOWN)
_COLUMNS = {
    "variant": pl.Binary,
    "start": pl.Float64,
    "end": pl.Float64,
    **dict.fromkeys(_SHARES, pl.Float64),
}


def plan_of(channel_code: str) -> pl.DataFrame:
    """
    Return what is on offer and when, for learning: known plans of merchants, and prices that promotions lowered.

    Returns:
        Columns variant (16 bytes), start and end (days since 1 January 1970), told, front, shown (shares).
    """
    return pl.concat([_planned(), _lowered(channel_code)])


def offers_among(plan: pl.DataFrame, lines: Lines, assortment: Assortment) -> pl.DataFrame | None:
    """
    Return a plan by the places of products, on the clock of the purchases; `None` where nothing is planned.

    A product is offered where any variant of it is.
    """
    ids = np.array(plan["variant"].to_list(), "S16")
    placed = plan.with_columns(
        pl.Series("product", products_of_variants(ids, assortment.facts)),
        pl.col("start", "end") - lines.until,
    ).filter(pl.col("product") >= 0)
    if placed.is_empty():
        return None
    return as_offers(placed.group_by("product", "start", "end").agg(pl.col(*_SHARES).max()))


def _planned() -> pl.DataFrame:
    """Return a line per article and week; a price cut is told of everywhere, its share is of the price."""
    weeks = planned_weeks()
    if not weeks.variant:
        return pl.DataFrame(schema=_COLUMNS)
    share, what = pl.col("share"), pl.col("what")
    by_kind = pl.DataFrame(
        {"variant": weeks.variant, "start": weeks.monday, "kind": weeks.kind, "share": weeks.share}
    ).with_columns(what=pl.col("kind").replace_strict({kind: says(kind) for kind in {*weeks.kind}}))
    told = by_kind.group_by("variant", "start").agg(
        pl.max_horizontal(
            share.filter(what == TOLD).max().fill_null(0.0), (what == CUT).any().cast(pl.Float64)
        ).alias(TOLD),
        share.filter(what == FRONT).sum().clip(0, 1).alias(FRONT),
        share.filter(what == SHOWN).max().fill_null(0.0).alias(SHOWN),
    )
    names = told["variant"].unique()
    ids = pl.DataFrame({"name": names, "id": [UUID(name).bytes for name in names]})
    return told.join(ids, left_on="variant", right_on="name").select(
        pl.col("id").alias("variant"),
        pl.col("start").cast(pl.Float64),
        (pl.col("start") + 7).cast(pl.Float64).alias("end"),
        *_SHARES,
    )


def _lowered(channel_code: str) -> pl.DataFrame:
    """Return the times in which promotions lowered prices for everyone; they are told of at the article."""
    found = [
        (each.variant_id.bytes, _day(each.since) // 1, _day(each.until), 1.0, 0.0, 0.0)
        for each in lowered_prices(channel_code)
    ]
    return pl.DataFrame(found, schema=_COLUMNS, orient="row")


def _day(instant: datetime | None) -> float:
    return instant.timestamp() / _DAY if instant else _FAR
