"""Take places for an order, so that nobody else is promised them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from serai.fulfilment.domain.network import Network
from serai.fulfilment.domain.parcel_promise import (
    Point,
    Way,
    open_days,
    parcel_promises,
)
from serai.fulfilment.domain.timetable import HORIZON
from serai.fulfilment.queries.network import Known, Plan, known_now
from serai.fulfilment.queries.plans import plan_of_sites
from serai.fulfilment.usecases.free_places import free_places
from serai.plumbing.db import rows, unit_of_work


@unit_of_work()
def book_places(
    order_id: UUID,
    location_ids: Collection[UUID],
    *,
    service: str | None,
    near: Point | None = None,
    now: datetime,
) -> Plan:
    """
    Take one place at each location on its first day that has one; return what each can keep.

    One statement; none where locations take as many orders as come. A place that the order has already is
    kept. Two orders never get the same last place: the count and its bound are one row. Sites are locked
    before their days, and whoever also changes stock takes or frees places first: everybody locks in this
    order.

    Empty, with nothing taken, when one of the locations has no place within three weeks, or is not known to
    work at all: then nothing can be promised.

    Args:
        order_id: who takes the places.
        location_ids: where.
        service: the code of the delivery service; `None`: the shopper collects.
        near: where the shopper is, if known.
        now: the present instant.
    """
    known = known_now(now)
    network = known.network
    carrier = None if service is None else network.services.get(service)
    at = [network.rows[each] for each in sorted(set(location_ids)) if each in network.rows]
    if len(at) != len(set(location_ids)) or (service is not None and carrier is None):
        return ()
    limited = [row for row in at if network.sites[row].daily_orders is not None]
    booked = _taken(network, order_id, limited, now) if limited else {}
    found: Plan = ()
    if not limited:
        found = plan_of_sites(known, at, service=service, near=near, now=now)
    elif len(booked) == len(limited):
        found = parcel_promises(
            network, at, Way(carrier, near), taken=known.taken, now=now, booked=booked
        )
    if booked and not found:
        free_places(order_id)
    elif found:
        _note(known, booked)
    return found


def _note(known: Known, booked: Mapping[int, int]) -> None:
    """Let this process know at once; for as long as what it knows is good, one order too many does no harm."""
    for row, day in booked.items():
        if 0 <= day < HORIZON:
            known.take(row, day)


def _taken(
    network: Network, order_id: UUID, limited: list[int], now: datetime
) -> Mapping[int, int]:
    """Return the days, after the table's first, whose places the order has now, by row."""
    first = network.table.first_day
    options = [(row, day) for row in limited for day in open_days(network, row, now=now)]
    wanted = {
        "order": order_id,
        "locations": [network.sites[row].location_id for row, _ in options],
        "days": [first + timedelta(days=day) for _, day in options],
        "places": [network.sites[row].daily_orders for row, _ in options],
    }
    booked: dict[int, int] = {}
    for _ in range(HORIZON):  # somebody may take the last place of a day at this very moment
        *found, (_, _, somebody_was_first) = rows(_TAKE, wanted)
        booked = {network.rows[at]: (day - first).days for at, day, _ in found}
        if not somebody_was_first:
            break
    return booked


_TAKE = """
WITH option AS MATERIALIZED (
  SELECT * FROM unnest(%(locations)s::uuid[], %(days)s::date[], %(places)s::int[])
    AS o (location_id, day, places)
), site AS MATERIALIZED (
  SELECT location_id FROM fulfilment_site
  WHERE location_id = ANY(%(locations)s::uuid[]) ORDER BY location_id FOR NO KEY UPDATE
), mine AS MATERIALIZED (
  SELECT location_id, day FROM fulfilment_booking WHERE order_id = %(order)s
), picked AS MATERIALIZED (
  SELECT DISTINCT ON (location_id) location_id, day, option.places
  FROM option JOIN site USING (location_id)
  LEFT JOIN fulfilment_day_load AS load USING (location_id, day)
  WHERE coalesce(load.taken, 0) < option.places
    AND location_id NOT IN (SELECT location_id FROM mine)
  ORDER BY location_id, day
), took AS (
  INSERT INTO fulfilment_day_load AS load (location_id, day, taken, places)
  SELECT location_id, day, 1, places FROM picked ORDER BY location_id
  ON CONFLICT (location_id, day)
    DO UPDATE SET taken = load.taken + 1, places = excluded.places
    WHERE load.taken < excluded.places
  RETURNING location_id, day
), booked AS (
  INSERT INTO fulfilment_booking (order_id, location_id, day)
  SELECT %(order)s, location_id, day FROM took
)
SELECT location_id, day, false FROM mine
UNION ALL SELECT location_id, day, false FROM took
UNION ALL SELECT NULL, NULL, (SELECT count(*) FROM picked) > (SELECT count(*) FROM took)"""
