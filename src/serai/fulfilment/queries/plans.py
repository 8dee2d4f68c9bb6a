"""What can be kept of a cart: by each service, or at one place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from serai.fulfilment.domain.parcel_promise import Point, Way, parcel_promises
from serai.fulfilment.domain.promise import Question, delivery_promise
from serai.fulfilment.queries.network import Known, Plan, known_now
from serai.fulfilment.queries.promises import stock_of
from serai.fulfilment.queries.whereabouts import Address, near_of
from serai.inventory.public import free_units


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
    if service is not None and service not in network.services:
        return ()
    return plan_of_sites(
        known, [network.rows[each] for each in location_ids], service=service, near=near, now=now
    )


def plan_of_sites(
    known: Known,
    sites: Sequence[int],
    *,
    service: str | None,
    near: Point | None,
    now: datetime,
) -> Plan:
    """
    Return what can be kept when these sites send; it changes by the minute, and is worked out once in it.

    Args:
        known: from what it is worked out.
        sites: their rows.
        service: the code of one of the network's services; `None`: the shopper collects.
        near: where the shopper is, if known.
        now: the present instant.
    """
    asked = (tuple(sites), service, near, int(now.timestamp()) // 60)
    found = known.plans.get(asked)
    if found is None:
        way = Way(None if service is None else known.network.services[service], near)
        found = parcel_promises(known.network, sites, way, taken=known.taken, now=now)
        known.plans[asked] = found
    return found


def _only_place(known: Known, channel_code: str) -> UUID | None:
    sells = known.sells.get(channel_code, ())
    return sells[0] if len(sells) == 1 and sells[0] in known.network.rows else None
