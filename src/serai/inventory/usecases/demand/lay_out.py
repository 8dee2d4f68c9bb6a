"""From facts to the panel that forecasts are learned on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from serai.catalog.public import facts_of_variants
from serai.inventory.domain.feasts import feasts_of
from serai.inventory.domain.season import season_of
from serai.inventory.queries.demand.planned import PLANNED_PROMOTION
from serai.inventory.queries.demand.sold import daily_sales, monday_of, weekly_sales
from serai.inventory.queries.demand.stocked import Stocked
from serai.inventory.usecases.demand.add_weather import with_weather
from serai.plumbing import facts
from serai.plumbing.db import rows
from serai_science.forecast.assemble import assemble
from serai_science.forecast.calendar import calendar
from serai_science.forecast.days import DayKinds, day_kinds, day_shares
from serai_science.forecast.panel import Numbers, Panel

HORIZON, MOST_WEEKS, YOUNG = 4, 104, 8
"""Weeks ahead, weeks that are learned from, weeks for which an article is new."""
_LIVELY = 0.1
_GROUPS = ("department", "category", "kind")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """
    What is learned from.

    Attributes:
        panel: the chain's demand.
        sold: (V, L, T), units at each location.
        variants: the series.
        locations: the columns of `sold`; `None` is the shop's own orders.
        first_week: the first week ahead, since the first Monday of 1970.
        daily: (V, T, 7), units of each day.
        kinds: what the days of all weeks are, known and ahead.
        ever: (A, T), units of every article that was new at some time, also of those that are not among the V.
        amount: (V,), what was paid for each in the last thirteen weeks, minor units.
    """

    panel: Panel
    sold: Numbers
    variants: tuple[UUID, ...]
    locations: tuple[UUID | None, ...]
    first_week: int
    daily: Numbers
    kinds: DayKinds
    ever: Numbers
    amount: Numbers

    def day_shares(self, known: int) -> Numbers:
        """Return the share of each day of the weeks after `known` ones, from what was sold in these; (V, H, 7)."""
        kinds = self.kinds.until(known + HORIZON)
        return day_shares(self.daily[:, :known], kinds)


def lay_out(*, now: datetime, most: int, stocked: Sequence[Stocked] = ()) -> LaidOut | None:
    """
    Lay out the weeks that are over, up to the last one with trade; `None` where there is nothing to lay out.

    Args:
        now: the week of this instant is not over yet.
        most: how many articles: those that sold most.
        stocked: what is laid out too, whether it has been sold or not.
    """
    offset, country = _clock(now), _country()
    lines = facts.table("sale_line")
    weekly = weekly_sales(lines, offset=offset).to_polars()
    this_week = int((now.timestamp() + offset) // 86_400 - 4) // 7
    weekly = _with_trade(weekly.filter(pl.col("week") < this_week))
    if weekly.is_empty() and not stocked:
        return None
    first, known = _weeks(weekly, this_week)
    series = _series(weekly, stocked, most)
    placed = weekly.join(series, on="variant_id").with_columns(period=pl.col("week") - first)
    variants = tuple(UUID(each) for each in series["variant_id"])
    starts = [monday_of(first + week) for week in range(known + HORIZON)]
    kept = feasts_of(country, range(starts[0].year, starts[-1].year + 2))
    days = calendar(
        starts,
        holidays=kept.holidays,
        feasts=kept.feasts,
        closed=kept.closed,
        months=season_of(country) if known < 2 * 52 else (1.0,) * 12,
    )
    planned = with_weather(_planned(series, first), starts, series=len(series), known=known)
    panel = assemble(placed, planned, _groups(variants), days, known=known)
    sellers = {*placed["location_id"], *(each.seller for each in stocked)}
    locations = sorted(sellers, key=lambda each: each or "")
    recent = placed.filter(pl.col("period") >= known - 13)
    return LaidOut(
        panel,
        _at_locations(placed, locations, panel.demand.shape),
        variants,
        tuple(UUID(each) if each else None for each in locations),
        first + known,
        _by_day(daily_sales(lines, offset=offset).to_polars(), series, first, known),
        day_kinds(starts[0], known + HORIZON, feasts=kept.feasts, closed=kept.closed),
        _ever_new(weekly, first, known),
        _sums(recent, "amount", len(variants)),
    )


def _weeks(weekly: pl.DataFrame, this_week: int) -> tuple[int, int]:
    """Return the first week that is known, and how many are."""
    if weekly.is_empty():
        return this_week, 0
    first, last = int(weekly["week"].min()), int(weekly["week"].max())  # type: ignore[arg-type]
    return first, last - first + 1


def _series(weekly: pl.DataFrame, stocked: Sequence[Stocked], most: int) -> pl.DataFrame:
    """Return the articles and their places: those that sold most, then what lies in stock."""
    best = weekly.group_by("variant_id").agg(pl.col("quantity").sum())
    best = best.sort(["quantity", "variant_id"], descending=[True, False])
    names = [*best["variant_id"], *(str(each.variant_id) for each in stocked)]
    chosen = list(dict.fromkeys(names))[:most]
    return pl.DataFrame({"variant_id": chosen}, schema={"variant_id": pl.String}).with_row_index(
        "series"
    )


def _clock(now: datetime) -> int:
    """Return how far the shop's clock is ahead of UTC, seconds: that of most channels."""
    zones = rows(
        "SELECT time_zone FROM catalog_channel GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    offset = now.astimezone(ZoneInfo(zones[0][0])).utcoffset() if zones else None
    return int((offset or timedelta()).total_seconds())


def _country() -> str:
    found = rows(
        "SELECT country FROM inventory_location GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    return str(found[0][0]) if found else ""


def _with_trade(weekly: pl.DataFrame) -> pl.DataFrame:
    """Return the weeks up to the last lively one: a shop that stood still is foreseen from where it stopped."""
    visits = weekly.group_by("week").agg(pl.col("visits").sum()).sort("week")
    if visits.is_empty():
        return weekly
    lively = visits.filter(pl.col("visits") >= _LIVELY * pl.col("visits").median())
    last = int(lively["week"].max())  # type: ignore[arg-type]
    return weekly.filter(pl.col("week").is_between(last - MOST_WEEKS + 1, last))


def _planned(series: pl.DataFrame, first: int) -> pl.DataFrame:
    plan = facts.table(PLANNED_PROMOTION.name).to_polars()
    days = pl.col("starts_on").cast(pl.Int32).cast(pl.Int64)
    placed = (
        plan.join(series, on="variant_id")
        .with_columns(period=(days - 4) // 7 - first)
        .sort("received_at")
        .unique(["series", "period", "kind"], keep="last", maintain_order=True)
    )
    if placed.is_empty():
        return pl.DataFrame(schema={"series": pl.Int64, "period": pl.Int64})
    wide = placed.pivot("kind", index=["series", "period"], values="share")
    used = placed.group_by("kind").agg(pl.col("share").sum()).sort("share", descending=True)
    laid: pl.DataFrame = wide.select("series", "period", *used["kind"].to_list())
    return laid


def _groups(variants: tuple[UUID, ...]) -> pl.DataFrame:
    known = facts_of_variants(variants)
    paths = [sorted(known[each].categories, key=len) if each in known else [] for each in variants]
    columns = {
        name: [path[min(at, len(path) - 1)] if path else "" for path in paths]
        for at, name in enumerate(_GROUPS)
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(_GROUPS, pl.String))


def _at_locations(
    placed: pl.DataFrame, locations: list[str | None], shape: tuple[int, ...]
) -> Numbers:
    sold = np.zeros((shape[0], len(locations), shape[1]))
    column = {each: at for at, each in enumerate(locations)}
    at = np.array([column[each] for each in placed["location_id"]], dtype=np.int64)
    where = placed["series"].to_numpy(), at, placed["period"].to_numpy()
    np.add.at(sold, where, placed["quantity"].to_numpy())
    return sold


def _by_day(daily: pl.DataFrame, series: pl.DataFrame, first: int, known: int) -> Numbers:
    """Return (V, T, 7) units of each day of the known weeks."""
    units = np.zeros((len(series), 7 * known))
    placed = daily.join(series, on="variant_id").with_columns(at=pl.col("day") - 4 - 7 * first)
    inside = placed.filter(pl.col("at").is_between(0, 7 * known - 1))
    at = inside["series"].to_numpy(), inside["at"].to_numpy()
    np.add.at(units, at, inside["quantity"].to_numpy())
    return units.reshape(len(series), known, 7)


def _ever_new(weekly: pl.DataFrame, first: int, known: int) -> Numbers:
    """Return (A, T) units of the articles that were first sold after the first weeks."""
    begun = weekly.group_by("variant_id").agg(pl.col("week").min())
    new = begun.filter(pl.col("week") >= first + YOUNG).sort("variant_id").select("variant_id")
    lines = weekly.join(new.with_row_index("place"), on="variant_id")
    units = np.zeros((len(new), known))
    at = lines["place"].to_numpy(), lines["week"].to_numpy() - first
    np.add.at(units, at, lines["quantity"].to_numpy())
    return units


def _sums(lines: pl.DataFrame, column: str, count: int) -> Numbers:
    total = np.zeros(count)
    np.add.at(total, lines["series"].to_numpy(), lines[column].to_numpy())
    return total
