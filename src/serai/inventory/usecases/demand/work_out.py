"""What every location should get of one article, and from where."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.inventory.domain.proposal_state import ProposalKind
from serai.inventory.models import Proposal
from serai.inventory.queries.demand.foreseen import Arrays
from serai.inventory.queries.demand.positions import Articles, Places
from serai.kernel.ids import uuid7
from serai_science.replenish.order_up_to import Order, Terms, order
from serai_science.replenish.protection import Protection
from serai_science.replenish.share_out import allocate

REVIEW_DAYS = 7
Reason = dict[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known when proposals are worked out."""

    foreseen: Arrays
    goods: Articles
    where: Places
    version: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class _Need:
    """Units that a place should get, of its row in `Places`."""

    place: int
    units: int
    up_to: int
    demand: Protection
    gain: float
    reasons: list[Reason]


def work_out(known: Known, row: int, at: NDArray[np.int64]) -> list[Proposal]:
    """
    Return the proposals for one article.

    Args:
        known: what is known.
        row: the article's row.
        at: its rows in `Places`.
    """
    goods = known.goods
    demand = _of_days(known, row, at, int(goods.days[row]) + REVIEW_DAYS)
    position = known.where.position[at].astype(np.float64)
    up_to = demand.quantile(goods.service[row])
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
        _Need(
            int(at[each]),
            int(made.units[each]),
            int(up_to[each]),
            Protection(demand.mean[each : each + 1], demand.variance[each : each + 1]),
            float(gain[each]),
            _reasons(known, row, made, int(each), float(up_to[each] - demand.mean[each])),
        )
        for each in due
    ]
    centre = known.where.centre_of(row)
    own = int(np.ceil(demand.mean[at == centre].sum())) if centre is not None else 0
    return _from_somewhere(known, row, needs, centre, own)


def _from_somewhere(
    known: Known, row: int, needs: list[_Need], centre: int | None, own: int
) -> list[Proposal]:
    """Give from a distribution centre what it can spare, then order the rest."""
    given = _given(known, needs, centre, own) if centre is not None else {}
    pack, proposals = int(known.goods.pack[row]), []
    for need in needs:
        moved = given.get(need.place, 0)
        if moved and centre is not None:
            source = known.where.location[centre]
            proposals.append(_proposal(known, row, need, moved, source))
        rest = -(-max(need.units - moved, 0) // pack) * pack
        if rest:
            proposals.append(_proposal(known, row, need, rest, None))
    return proposals


def _given(known: Known, needs: list[_Need], centre: int, own: int) -> dict[int, int]:
    """Return what the centre gives to each place: all it asks for, or where each unit is likeliest to be sold."""
    others = [need for need in needs if need.place != centre]
    spare = max(int(known.where.free[centre]) - own, 0)
    if sum(need.units for need in others) <= spare:
        return {need.place: need.units for need in others}
    demand = Protection(
        np.concatenate([need.demand.mean for need in others]),
        np.concatenate([need.demand.variance for need in others]),
    )
    held = np.array([max(int(known.where.position[need.place]), 0) for need in others], np.float64)
    shared = allocate(demand, held, spare)
    return {need.place: int(units) for need, units in zip(others, shared, strict=True)}


def _proposal(known: Known, row: int, need: _Need, units: int, source: UUID | None) -> Proposal:
    goods, where, today = known.goods, known.where, known.now.date()
    kind = ProposalKind.ORDER if source is None else ProposalKind.MOVE
    return Proposal(
        id=uuid7(),
        kind=kind,
        variant_id=goods.ids[row],
        location_id=where.location[need.place],
        source_id=source,
        supplier=goods.supplier[row] if source is None else "",
        units=units,
        position=int(where.position[need.place]),
        up_to=need.up_to,
        expected=round(float(need.demand.mean[0]), 2),
        gain=round(need.gain * min(units / need.units, 1), 3),
        first_on=goods.first_on[row] if source is None else today + timedelta(1),
        last_on=goods.last_on[row] if source is None else today + timedelta(3),
        reasons=need.reasons,
        model_version=known.version,
        made_at=known.now,
    )


def _while_fresh(known: Known, row: int, at: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what will be sold, nine times in ten, while goods that are ordered now are good."""
    life = known.goods.shelf_life[row]
    if not np.isfinite(life):
        return np.full(at.size, np.inf)
    return _of_days(known, row, at, int(known.goods.days[row] + life)).quantile(0.1)


def _of_days(known: Known, row: int, at: NDArray[np.int64], days: int) -> Protection:
    """Return the demand of the coming days; beyond what is foreseen, as in its last week."""
    foreseen, columns = known.foreseen, known.where.column[at]
    weeks = np.clip(days / 7 - np.arange(foreseen.mean.shape[1]), 0, 1)
    weeks[-1] += max(days / 7 - weeks.size, 0)
    by_week = np.where(columns[:, None] >= 0, foreseen.mean_at[row, columns], 0.0) * weeks
    mean = by_week.sum(axis=1).astype(np.float64)
    together = ((by_week**2).sum(axis=1) + mean**2) / 2
    late = (known.goods.spread_days[row] * mean / max(days, 1)) ** 2
    return Protection(mean, mean + float(foreseen.lumpiness[row]) * together + late)


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
    found.append({"code": "expected", "days": days})
    found.append(
        {"code": "service", "class": str(mean.classes[row]), "units": round(max(safety, 0.0), 1)}
    )
    if mean.is_new[row]:
        found.append({"code": "new"})
    found += [{"code": "forecast", "column": mean.names[each]} for each in mean.reasons[row]]
    return found[:3]
