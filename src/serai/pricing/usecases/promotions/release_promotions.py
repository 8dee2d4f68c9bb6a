"""Let go of the promotions of an order that came to nothing, or that it earns no more."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import execute, rows, unit_of_work
from serai.pricing.usecases.promotions.change_version import change_promotions

_RELEASE = """
UPDATE pricing_redemption SET released_at = %(now)s
WHERE order_id = %(order)s AND released_at IS NULL
  AND (%(only)s::uuid[] IS NULL OR promotion_id = ANY(%(only)s::uuid[]))
RETURNING promotion_id, coupon_id, amount_minor, holders
"""
_BUDGETS = """
WITH freed AS (
  SELECT * FROM unnest(%(promotions)s::uuid[], %(amounts)s::bigint[]) AS f (promotion_id, amount)),
locked AS MATERIALIZED (
  SELECT promotion_id FROM pricing_promotion_budget
  WHERE promotion_id = ANY(%(promotions)s::uuid[])
  ORDER BY promotion_id FOR UPDATE)
UPDATE pricing_promotion_budget AS b
SET uses = b.uses - 1, given_minor = b.given_minor - freed.amount
FROM freed JOIN locked USING (promotion_id)
WHERE b.promotion_id = freed.promotion_id
"""
_COUPONS = """
WITH locked AS MATERIALIZED (
  SELECT id FROM pricing_coupon WHERE id = ANY(%s::bigint[]) ORDER BY id FOR UPDATE)
UPDATE pricing_coupon AS c SET uses = c.uses - 1 FROM locked WHERE c.id = locked.id
"""
_HOLDERS = """
WITH locked AS MATERIALIZED (
  SELECT subject FROM pricing_holder_use WHERE subject = ANY(%s::bytea[])
  ORDER BY subject FOR UPDATE)
UPDATE pricing_holder_use AS u SET uses = u.uses - 1 FROM locked WHERE u.subject = locked.subject
"""


@unit_of_work()
def release_promotions(
    order_id: UUID, *, now: datetime, only: Collection[UUID] | None = None
) -> None:
    """
    Free what an order used. Joins the caller's transaction; a second call changes nothing.

    One statement for an order without promotions.

    Args:
        order_id: whose.
        now: the present instant.
        only: these promotions; `None`: all.
    """
    params = {"now": now, "order": order_id, "only": None if only is None else list(only)}
    freed = rows(_RELEASE, params)
    if not freed:
        return
    promotions, coupons, amounts, holders = zip(*freed, strict=True)
    limited = execute(_BUDGETS, {"promotions": list(promotions), "amounts": list(amounts)})
    if any(coupons):
        execute(_COUPONS, [[coupon for coupon in coupons if coupon is not None]])
    subjects = [bytes(subject) for each in holders for subject in each]
    if subjects:
        execute(_HOLDERS, [subjects])
    if limited:
        change_promotions()
