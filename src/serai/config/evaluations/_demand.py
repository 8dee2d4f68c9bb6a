"""Weekly demand for evaluations: the demo's year, or a file of one's own."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from serai.config.complete_journey.source import table
from serai.inventory.domain.feasts import feasts_of
from serai.inventory.domain.season import season_of
from serai_science.forecast.assemble import assemble
from serai_science.forecast.calendar import Calendar, calendar
from serai_science.forecast.panel import Numbers, Panel

HORIZON = 4
_FIRST_MONDAY = date(2017, 1, 2)
_GROUPS = ("department", "product_category", "product_type")
_POSITIONS = {
    "display": pl.col("display_location") != "0",
    "leaflet": pl.col("mailer_location") != "0",
    **{f"leaflet {each}": pl.col("mailer_location") == each for each in "ADHF"},
    "shelf end": pl.col("display_location").is_in(["3", "5", "6", "7"]),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """
    What was sold and planned, week by week.

    Attributes:
        sold: product, location, week (0 is the first whole week), quantity, amount, discount, visits.
        planned: product, location, week and the columns of the plan in [0, 1].
        products: product and its groups, from the widest to the narrowest.
        weeks: the Mondays.
        country: whose feasts people keep.
    """

    sold: pl.DataFrame
    planned: pl.DataFrame
    products: pl.DataFrame
    weeks: tuple[date, ...]
    country: str = "US"

    @property
    def plan_names(self) -> list[str]:
        """Return the names of what is planned."""
        return [c for c in self.planned.columns if c not in {"product", "location", "week"}]

    def best_sellers(self, known: int, k: int) -> list[int]:
        """Return the `k` products with the largest quantity in the known weeks."""
        past = self.sold.filter(pl.col("week") < known)
        total = past.group_by("product").agg(pl.col("quantity").sum())
        best = total.sort(["quantity", "product"], descending=[True, False]).head(k)
        return best["product"].to_list()

    def largest(self, known: int, k: int) -> list[int]:
        """Return the `k` locations with the largest sales in the known weeks."""
        past = self.sold.filter(pl.col("week") < known)
        total = past.group_by("location").agg(pl.col("amount").sum())
        return (
            total.sort(["amount", "location"], descending=[True, False])
            .head(k)["location"]
            .to_list()
        )

    def panel(self, products: list[int], known: int) -> Panel:
        """Return the chain's demand of products, with the plan of four weeks ahead."""
        places = _places("product", products).rename({"place": "series"})
        sold = self.sold.join(places, on="product").rename({"week": "period"})
        planned = self.planned.join(places, on="product").rename({"week": "period"})
        stores = max(1, self.planned["location"].n_unique())
        shares = planned.group_by("series", "period").agg(
            pl.col(name).sum() / stores for name in self.plan_names
        )
        kinds = places.join(self.products, on="product", how="left", maintain_order="left")
        last = min(known + HORIZON, len(self.weeks))
        return assemble(
            sold,
            shares,
            kinds.select(self.products.columns[1:]),
            self._calendar(last),
            known=known,
        )

    def grid(self, column: str, products: list[int], locations: list[int]) -> Numbers:
        """Return (P, L, N) sums of a column of what was sold, or means of one of the plan."""
        table = self.sold if column in self.sold.columns else self.planned
        lines = table.join(_places("product", products), on="product").join(
            _places("location", locations).rename({"place": "at"}), on="location"
        )
        values = np.zeros((len(products), len(locations), len(self.weeks)))
        np.add.at(
            values,
            (lines["place"].to_numpy(), lines["at"].to_numpy(), lines["week"].to_numpy()),
            lines[column].to_numpy(),
        )
        return values

    def _calendar(self, weeks: int) -> Calendar:
        years = range(self.weeks[0].year, self.weeks[-1].year + 2)
        kept = feasts_of(self.country, years)
        return calendar(
            self.weeks[:weeks],
            holidays=kept.holidays,
            feasts=kept.feasts,
            closed=kept.closed,
            months=season_of(self.country),
        )


def demand(data: Path) -> Demand:
    """
    Return the demo's year without fuel and coupons, or the file at `data`.

    A file is Parquet or CSV with one line a product, location and week; see `docs/algorithms/forecast.md`.
    """
    return _own(data) if data.is_file() else _groceries()


def _groceries() -> Demand:
    products = table("products").select("product_id", *_GROUPS).collect()
    other = (pl.col("department") == "FUEL") | pl.col("product_category").is_in(
        ["FUEL", "COUPON/MISC ITEMS"]
    )
    goods = products.filter(~other.fill_null(value=False)).rename({"product_id": "product"})
    sold = (
        table("transactions")
        .filter((pl.col("quantity") > 0) & (pl.col("week") >= 2))
        .rename({"product_id": "product", "store_id": "location"})
        .join(goods.lazy().select("product"), on="product", how="semi")
        .group_by("product", "location", pl.col("week") - 2)
        .agg(
            pl.col("quantity").sum(),
            pl.col("sales_value").sum().alias("amount"),
            pl.col("retail_disc").sum().alias("discount"),
            pl.len().alias("visits"),
        )
        .collect()
    )
    worth = sold.group_by("product").agg(pl.col("quantity").sum()).filter(pl.col("quantity") >= 25)
    planned = (
        table("promotions")
        .filter(pl.col("week") >= 2)
        .rename({"product_id": "product", "store_id": "location"})
        .join(worth.lazy(), on="product", how="semi")
        .select(
            "product",
            "location",
            pl.col("week") - 2,
            *(found.cast(pl.Float64).alias(name) for name, found in _POSITIONS.items()),
        )
        .collect()
    )
    weeks = tuple(_FIRST_MONDAY + timedelta(weeks=week) for week in range(52))
    return Demand(sold.sort("product", "location", "week"), planned, goods, weeks)


def _own(path: Path) -> Demand:
    lines = (
        pl.read_csv(path, try_parse_dates=True) if path.suffix == ".csv" else pl.read_parquet(path)
    )
    lines = lines.with_columns(_whole(lines, name) for name in ("product", "location"))
    starts = sorted(lines["start"].unique())
    weeks = tuple(
        starts[0] + timedelta(weeks=at) for at in range((starts[-1] - starts[0]).days // 7 + 1)
    )
    placed = lines.with_columns(((pl.col("start") - starts[0]).dt.total_days() // 7).alias("week"))
    optional = {"amount": 0.0, "discount": 0.0, "visits": 1}
    sold = placed.with_columns(
        pl.lit(value).alias(name) for name, value in optional.items() if name not in placed.columns
    )
    groups = [name for name in ("department", "category", "kind") if name in placed.columns]
    plan = [name for name in placed.columns if name.startswith("plan_")]
    products = placed.group_by("product").agg(pl.col(name).drop_nulls().first() for name in groups)
    if not groups:
        products = products.with_columns(pl.col("product").alias("kind"))
    keys = ("product", "location", "week")
    return Demand(
        sold.filter(pl.col("quantity") > 0).select(*keys, "quantity", *optional),
        placed.select(*keys, *plan) if plan else placed.select(*keys, pl.lit(0.0).alias("plan_")),
        products,
        weeks,
        country="",
    )


def _whole(lines: pl.DataFrame, name: str) -> pl.Expr:
    if name not in lines.columns:
        return pl.lit(0).cast(pl.Int64).alias(name)
    return pl.col(name).rank("dense").cast(pl.Int64).alias(name)


def _places(name: str, values: list[int]) -> pl.DataFrame:
    return pl.DataFrame(
        {name: values, "place": range(len(values))}, schema={name: pl.Int64, "place": pl.Int64}
    )
