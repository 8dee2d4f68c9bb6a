"""Who sends an order, where the slot `sourcing` decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from serai.decisions.public import (
    Candidates,
    Context,
    OutcomeKind,
    Slot,
    Subject,
    decide,
    declare_facts,
    declare_slot,
    is_deciding,
)
from serai.fulfilment.domain.parts_of_order import Spot
from serai.fulfilment.domain.reaches import far, transit_days
from serai.fulfilment.domain.sourcing.costs import Floats, Ints, sourcing_costs, unit_costs
from serai.fulfilment.domain.sourcing.plan import SourcingPlan, why
from serai.fulfilment.domain.sourcing.strategies import (
    ORDER,
    Planned,
    Strategy,
    least_cost,
    planned,
)
from serai.fulfilment.domain.sourcing.terms import SourcingTerms
from serai.fulfilment.queries.network import Known, known_now
from serai.fulfilment.queries.plans import Wanted
from serai.fulfilment.queries.promises import stock_of
from serai.fulfilment.queries.sourcing_terms import sourcing_terms
from serai.inventory.public import came_at, free_units
from serai.kernel.conditions import Choice, Field, FieldType
from serai_science.promise import ready
from serai_science.promise.readiness import NEVER

declare_facts(
    Field(
        "strategy",
        FieldType.CHOICE,
        "strategy of sourcing",
        choices=tuple(Choice(each.value, each.value.replace("_", " ")) for each in Strategy),
    ),
    Field("parcels", FieldType.NUMBER, "parcels of the plan"),
    Field("cost_minor", FieldType.NUMBER, "cost of the plan in minor units"),
)
SOURCING = declare_slot(
    Slot(
        code="sourcing",
        name="Which locations send an order",
        candidates="strategies, each with its own plan; the first is the channel's priorities",
        reward=OutcomeKind.KEPT,
        tells=(OutcomeKind.KEPT, OutcomeKind.COST),
        subjects="buyers",
        guardrails=("kept",),
        attribution=timedelta(days=30),
    )
)


def sourcing_decides(channel_code: str) -> bool:
    """Return whether the slot is in shadow or on in a channel: whether there is anything to plan."""
    return is_deciding(SOURCING.code, channel_code)


@dataclass(frozen=True, slots=True)
class _Asked:
    known: Known
    wanted: Wanted
    stock: Ints
    ranks: Floats
    km: Floats
    terms: SourcingTerms


def sourcing_plan(
    wanted: Wanted, service: str, *, subject: str, rng: np.random.Generator, now: datetime
) -> SourcingPlan | None:
    """
    Return who should send what; `None` where nothing is to be decided.

    That is where the slot is off, where the channel sells from one location that sends parcels, or where nobody
    has said how locations work: then nothing is read at all. Otherwise one statement, two where age matters.

    Args:
        wanted: what, from whom, to where.
        service: the code of the delivery service.
        subject: for whom: an account, or an order of nobody's.
        rng: where chance comes from.
        now: the present instant.
    """
    if not sourcing_decides(wanted.channel_code):
        return None
    known = known_now(now)
    carrier = known.network.services.get(service)
    senders = [
        each
        for each in known.sells.get(wanted.channel_code, ())
        if each in known.network.rows and known.network.ships[known.network.rows[each]]
    ]
    if carrier is None or len(senders) < 2 or not wanted.items:
        return None
    asked = _asked(known, wanted, senders, sourcing_terms(wanted.channel_code))
    quantities = np.array(list(wanted.items.values()), np.int64)
    _, at_most = transit_days(carrier, asked.km, known=wanted.near is not None)
    goes = (at_most >= 0) & np.isfinite(asked.ranks) & _opens(known, now)
    goes &= known.network.covers(carrier.code, wanted.near)
    costs = sourcing_costs(
        known.network,
        carrier,
        asked.terms,
        km=np.where(goes, asked.km, np.inf),
        load=_load(known),
        units=unit_costs(
            known.network, asked.stock, quantities, _days_old(asked, now), asked.terms
        ),
    )
    plans = [planned(each, asked.stock, quantities, costs, ranks=asked.ranks) for each in ORDER]
    decision = decide(
        SOURCING.code,
        Subject("buyer", subject),
        Context(wanted.channel_code, now, rng),
        Candidates(
            [each.strategy.value for each in plans],
            np.array([-each.cost - each.trifle for each in plans]),
            lambda place: _facts(plans[place]),
        ),
        limit=1,
    )
    chosen = plans[decision.items[0].place]
    told = why(
        chosen,
        plans,
        known.network,
        costs,
        least=least_cost(asked.stock, quantities, costs),
    )
    told["decision"] = decision.explain.sentence()
    spots = _spots(chosen, known, wanted.items)
    return SourcingPlan(chosen.strategy, spots, told, decision.items[0].token)


def _facts(plan: Planned) -> Mapping[str, Any]:
    return {
        "strategy": plan.strategy.value,
        "parcels": plan.parcels,
        "cost_minor": round(plan.cost),
    }


def _asked(known: Known, wanted: Wanted, senders: list[UUID], terms: SourcingTerms) -> _Asked:
    network = known.network
    free = [row for row in free_units(wanted.items, wanted.channel_code) if row.sells]
    ranks = np.full(len(network.sites), np.inf)
    ranks[[network.rows[each] for each in senders]] = np.arange(len(senders))
    stock = stock_of(network, wanted.items, free)
    return _Asked(known, wanted, stock, ranks, far(network, wanted.near), terms)


def _opens(known: Known, now: datetime) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    network = known.network
    shifts = network.table.with_taken(known.taken)
    late = ready(shifts, network.handling[:, 1], now=int(now.timestamp()) // 60)
    return np.asarray(late < NEVER)


def _load(known: Known) -> Floats:
    """Return the share of today's places that are taken at each site."""
    places = np.array(
        [np.inf if site.daily_orders is None else site.daily_orders for site in known.network.sites]
    )
    today = known.taken[:, 1]
    return np.where(places > 0, np.minimum(today / np.maximum(places, 1), 1.0), 1.0)


def _days_old(asked: _Asked, now: datetime) -> Floats | None:
    if not asked.terms.ageing_minor:
        return None
    network, items = asked.known.network, list(asked.wanted.items)
    days = np.zeros(asked.stock.shape)
    senders = [network.sites[row].location_id for row in np.flatnonzero(asked.stock.any(axis=1))]
    for (variant_id, location_id), at in came_at(items, senders).items():
        days[network.rows[location_id], items.index(variant_id)] = (now - at).days
    return days


def _spots(plan: Planned, known: Known, items: Mapping[UUID, int]) -> tuple[Spot, ...]:
    variants, sites = list(items), known.network.sites
    return tuple(
        Spot(variants[column], sites[row].location_id, int(plan.units[row, column]))
        for row, column in zip(*np.nonzero(plan.units), strict=True)
    )
