"""What can be kept of a cart: by each service, or at one place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from serai.fulfilment.domain.parcel_promise import ParcelPromise, Point, Way, parcel_promises
from serai.fulfilment.domain.promise import Question, delivery_promise
from serai.fulfilment.queries.network import Known, known_now
from serai.fulfilment.queries.promises import stock_of
from serai.fulfilment.queries.whereabouts import Address, near_of
from serai.inventory.public import free_units

Plan = tuple[ParcelPromise, ...]
"""What each location keeps that sends part of the goods; empty: nothing is promised."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What somebody wants, and from whom.

    Attributes:
        items: units by variant.
        channel_code: who sells.
        near: where the shopper is, if known.
    """

    items: Mapping[UUID, int]
    channel_code: str
    near: Point | None = None


def delivery_plans(wanted: Wanted, services: Collection[str], *, now: datetime) -> dict[str, Plan]:
    """
    Return what can be kept by each service, as far as it can bring everything from stock that is free.

    One statement; none without sites.
    """
    known = known_now(now)
    carriers = [known.network.services[code] for code in services if code in known.network.services]
    if not known.network.sites or not carriers or not wanted.items:
        return {}
    free = [row for row in free_units(wanted.items, wanted.channel_code) if row.sells]
    asked = Question(
        stock_of(known.network, wanted.items, free),
        np.array(list(wanted.items.values()), np.int64),
        known.taken,
        wanted.near,
        now,
    )
    found = {}
    for carrier in carriers:
        promise = delivery_promise(known.network, carrier, asked)
        if promise is not None:
            found[carrier.code] = plan_from(
                promise.parcels, service=carrier.code, near=wanted.near, now=now
            )
    return found


def delivery_plan(wanted: Wanted, service: str, *, now: datetime) -> Plan:
    """
    Return what a service can keep; empty when it cannot.

    A channel that sells from one place needs no look at the stock to know who sends: no statement. Whoever
    shows the promise says beside it what is out of stock, and nothing is agreed without the goods.
    """
    known = known_now(now)
    only = _only_place(known, wanted.channel_code)
    if only is not None:
        return plan_from([only], service=service, near=wanted.near, now=now)
    return delivery_plans(wanted, [service], now=now).get(service, ())


def near_postcode(country: str, postcode: str, *, now: datetime) -> Point | None:
    """
    Return about where a postcode is; `None` where the shop's own locations do not tell, or nothing is promised.

    A region is too wide for a promise: who is in it may be far from its middle. Usually without a statement.
    """
    if not known_now(now).network.sites or not postcode:
        return None
    return near_of(Address(country, postcode=postcode))


def plan_from(
    location_ids: Collection[UUID],
    *,
    service: str | None,
    near: Point | None = None,
    now: datetime,
) -> Plan:
    """
    Return what can be kept when these locations send, or goods wait at one of them; no statement.

    Args:
        location_ids: who sends.
        service: the code of the delivery service; `None`: the shopper collects.
        near: where the shopper is, if known.
        now: the present instant.
    """
    known = known_now(now)
    network = known.network
    if any(each not in network.rows for each in location_ids):
        return ()
    carrier = None if service is None else network.services.get(service)
    if service is not None and carrier is None:
        return ()
    rows = [network.rows[each] for each in location_ids]
    return parcel_promises(network, rows, Way(carrier, near), taken=known.taken, now=now)


def _only_place(known: Known, channel_code: str) -> UUID | None:
    sells = known.sells.get(channel_code, ())
    return sells[0] if len(sells) == 1 and sells[0] in known.network.rows else None
