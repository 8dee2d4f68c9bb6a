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
_FIRST_MONDAY, _ZONE = date(2017, 1, 2), "America/New_York"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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
        days: product, day (0 is the first Monday) and quantity, where days are known.
    """

    sold: pl.DataFrame
    planned: pl.DataFrame
    products: pl.DataFrame
    weeks: tuple[date, ...]
    country: str = "US"
    days: pl.DataFrame | None = None

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

    def by_day(self, products: list[int]) -> Numbers:
        """Return (P, N, 7) units of products on each day, all locations together."""
        if self.days is None:
            raise ValueError("Only weeks are known.")
        lines = self.days.join(_places("product", products), on="product")
        values = np.zeros((len(products), 7 * len(self.weeks)))
        np.add.at(
            values,
            (lines["place"].to_numpy(), lines["day"].to_numpy()),
            lines["quantity"].to_numpy(),
        )
        return values.reshape(len(products), len(self.weeks), 7)

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
    return Demand(
        sold.sort("product", "location", "week"), planned, goods, weeks, days=_grocery_days(goods)
    )


def _grocery_days(goods: pl.DataFrame) -> pl.DataFrame:
    """Return what was sold on each day of the shops' clock."""
    at = pl.col("transaction_timestamp").dt.replace_time_zone("UTC").dt.convert_time_zone(_ZONE)
    day = (at.dt.date() - pl.lit(_FIRST_MONDAY)).dt.total_days()
    return (
        table("transactions")
        .filter(pl.col("quantity") > 0)
        .select(pl.col("product_id").alias("product"), day.alias("day"), "quantity")
        .join(goods.lazy().select("product"), on="product", how="semi")
        .filter(pl.col("day").is_between(0, 52 * 7 - 1))
        .group_by("product", "day")
        .agg(pl.col("quantity").sum())
        .sort("product", "day")
        .collect()
    )


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
        days=_days_of(placed) if set(_DAYS) <= set(placed.columns) else None,
    )


def _days_of(placed: pl.DataFrame) -> pl.DataFrame:
    """Return what was sold on each day from columns that are named after weekdays."""
    long = placed.unpivot(on=list(_DAYS), index=["product", "week"], value_name="quantity")
    place = pl.col("variable").replace_strict({name: at for at, name in enumerate(_DAYS)})
    summed = long.with_columns(day=7 * pl.col("week") + place).group_by("product", "day")
    return summed.agg(pl.col("quantity").fill_null(0).sum()).sort("product", "day")


def _whole(lines: pl.DataFrame, name: str) -> pl.Expr:
    if name not in lines.columns:
        return pl.lit(0).cast(pl.Int64).alias(name)
    return pl.col(name).rank("dense").cast(pl.Int64).alias(name)


def _places(name: str, values: list[int]) -> pl.DataFrame:
    return pl.DataFrame(
        {name: values, "place": range(len(values))}, schema={name: pl.Int64, "place": pl.Int64}
    )
