"""Give places back: others may be promised them."""

from uuid import UUID

from serai.plumbing.db import rows


def free_places(order_id: UUID, location_id: UUID | None = None) -> int:
    """
    Give back the places that an order has, everywhere or at one location; return how many.

    One statement. Safe to repeat, and for orders that never had any.
    """
    [(freed,)] = rows(_FREE, {"order": order_id, "location": location_id})
    return int(freed)


_FREE = """
WITH site AS MATERIALIZED (
  SELECT location_id FROM fulfilment_site
  WHERE location_id IN (
    SELECT location_id FROM fulfilment_booking
    WHERE order_id = %(order)s
      AND (%(location)s::uuid IS NULL OR location_id = %(location)s::uuid))
  ORDER BY location_id FOR NO KEY UPDATE
), gone AS (
  DELETE FROM fulfilment_booking AS booking USING site
  WHERE booking.order_id = %(order)s AND booking.location_id = site.location_id
  RETURNING booking.location_id, booking.day
), locked AS MATERIALIZED (
  SELECT load.id, load.taken, load.places FROM fulfilment_day_load AS load
  JOIN gone USING (location_id, day)
  ORDER BY load.location_id, load.day
  FOR UPDATE OF load
), freed AS (
  UPDATE fulfilment_day_load AS load SET taken = locked.taken - 1, places = locked.places
  FROM locked WHERE load.id = locked.id
)
SELECT count(*) FROM gone"""
