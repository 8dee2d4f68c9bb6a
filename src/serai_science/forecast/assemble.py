"""From tables of what was sold and what is planned to a panel."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai_science.forecast.calendar import Calendar
from serai_science.forecast.panel import Panel

Numbers = NDArray[np.float64]

SOLD = ("series", "period", "quantity", "amount", "discount", "visits")


def assemble(
    sold: pl.DataFrame,
    planned: pl.DataFrame,
    groups: pl.DataFrame,
    calendar: Calendar,
    *,
    known: int,
) -> Panel:
    """
    Lay tables out as arrays.

    Args:
        sold: columns of `SOLD`: `series` and `period` are places from 0, `quantity` is units, `amount` is what was
            paid and `discount` what had been taken off, both in one currency's units, `visits` baskets. One line
            for each pair that sold; periods from `known` on are left out.
        planned: series, period and any further columns, which become the plan; what is missing is 0.
        groups: one line a series in order, one column a group from the widest to the narrowest.
        calendar: of all periods, known and planned.
        known: how many periods are known.
    """
    shape = groups.height, calendar.periods
    past = sold.filter(pl.col("period") < known)
    demand = _laid(past, "quantity", shape)[:, :known]
    amount, taken = (
        _laid(past, "amount", shape)[:, :known],
        _laid(past, "discount", shape)[:, :known],
    )
    before = amount + taken
    nothing = np.full(demand.shape, np.nan)
    price = np.divide(before, demand, out=nothing.copy(), where=demand > 0)
    discount = np.divide(taken, before, out=nothing, where=(demand > 0) & (before > 0))
    names = tuple(name for name in planned.columns if name not in {"series", "period"})
    return Panel(
        demand=demand,
        plan=_plan(planned, names, shape),
        price=price,
        discount=discount,
        visits=_laid(past, "visits", shape)[:, :known],
        groups={name: _codes(groups[name]) for name in groups.columns},
        calendar=calendar,
        plan_names=names,
    )


def _laid(lines: pl.DataFrame, column: str, shape: tuple[int, int]) -> Numbers:
    values = np.zeros(shape)
    at = lines["series"].to_numpy(), lines["period"].to_numpy()
    np.add.at(values, at, lines[column].to_numpy())
    return values


def _plan(planned: pl.DataFrame, names: Sequence[str], shape: tuple[int, int]) -> Numbers:
    plan = np.zeros((*shape, len(names)))
    inside = planned.filter(pl.col("period").is_between(0, shape[1] - 1))
    at = inside["series"].to_numpy(), inside["period"].to_numpy()
    for place, name in enumerate(names):
        plan[(*at, place)] = inside[name].fill_null(0).to_numpy()
    return plan


def _codes(names: pl.Series) -> NDArray[np.int64]:
    codes: NDArray[np.int64] = (names.rank("dense").fill_null(0).cast(pl.Int64) - 1).to_numpy()
    return np.maximum(codes, 0)
