"""What every location should get of one article, and from where."""

import numpy as np
from numpy.typing import NDArray

from serai.inventory.models import Proposal
from serai.inventory.usecases.demand.need import Known, Need, Reason, of_days
from serai.inventory.usecases.demand.where_from import from_somewhere
from serai_science.replenish.order_up_to import Order, Terms, order
from serai_science.replenish.protection import Protection

REVIEW_DAYS = 7


def work_out(known: Known, row: int, at: NDArray[np.int64]) -> list[Proposal]:
    """
    Return the proposals for one article.

    Args:
        known: what is known.
        row: the article's row.
        at: its rows in `Places`.
    """
    goods = known.goods
    demand = of_days(known, row, at, int(goods.days[row]) + REVIEW_DAYS)
    position = known.where.position[at].astype(np.float64)
    up_to = np.maximum(demand.quantile(goods.service[row]), goods.shelf[row])
    made = order(
        position,
        reorder_point=up_to,
        up_to=up_to,
        terms=Terms(goods.pack[row], goods.minimum[row], goods.most[row]),
        sold_before_expiry=_while_fresh(known, row, at),
    )
    due = np.flatnonzero(made.units > 0)
    if not due.size:
        return []
    held = np.maximum(position, 0)
    gain = demand.sold_of(held + made.units) - demand.sold_of(held)
    needs = [
        Need(
            int(at[each]),
            int(made.units[each]),
            int(up_to[each]),
            Protection(demand.mean[each : each + 1], demand.variance[each : each + 1]),
            float(gain[each]),
            _reasons(known, row, made, int(each), float(up_to[each] - demand.mean[each])),
        )
        for each in due
    ]
    return from_somewhere(known, row, needs, demand)


def _while_fresh(known: Known, row: int, at: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what will be sold, nine times in ten, while goods that are ordered now are good."""
    life = known.goods.shelf_life[row]
    if not np.isfinite(life):
        return np.full(at.size, np.inf)
    return of_days(known, row, at, int(known.goods.days[row] + life)).quantile(0.1)


def _reasons(known: Known, row: int, made: Order, at: int, safety: float) -> list[Reason]:
    """Return the three that weigh most: what bound the order, how sure it is, what moved the forecast."""
    bound = {"shelf_life": made.by_life, "room": made.by_room, "pack": made.by_pack}
    found: list[Reason] = [
        {"code": code, "units": round(float(units[at]))}
        for code, units in bound.items()
        if abs(units[at]) >= 1
    ]
    days = int(known.goods.days[row]) + REVIEW_DAYS
    mean = known.foreseen
    moved = [each for each in mean.reasons[row] if each >= 0]
    if mean.own is not None and moved:
        found.insert(0, {"code": "first_weeks", "own": round(100 * float(mean.own[row]))})
    found.append({"code": "expected", "days": days})
    found.append(
        {"code": "service", "class": known.goods.classes[row], "units": round(max(safety, 0.0), 1)}
    )
    if mean.is_new[row]:
        found.append({"code": "new"})
    found += [{"code": "forecast", "column": mean.names[each]} for each in moved]
    if not moved:
        found.append({"code": "usual"})
    return found[:3]
