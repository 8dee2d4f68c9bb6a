"""Bring what an order uses of promotions to what it earns by now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import execute, rows, unit_of_work
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.usecases.promotions.change_version import change_promotions
from serai.pricing.usecases.promotions.redeem_promotions import (
    PromotionUsedUp,
    Use,
    redeem_promotions,
)
from serai.pricing.usecases.promotions.release_promotions import release_promotions

_HELD = """
SELECT promotion_id, amount_minor FROM pricing_redemption
WHERE order_id = %s AND released_at IS NULL ORDER BY promotion_id FOR UPDATE
"""
# Whoever counts locks budgets, coupons and customers in this order; what is let go and what is taken are
# locked together, so that two orders that exchange uses do not wait for one another.
_BUDGETS = """
SELECT FROM pricing_promotion_budget WHERE promotion_id = ANY(%s::uuid[])
ORDER BY promotion_id FOR UPDATE
"""
_COUPONS = """
SELECT FROM pricing_coupon AS c
WHERE c.code = ANY(%s::text[]) OR c.id IN (
  SELECT coupon_id FROM pricing_redemption WHERE order_id = %s AND coupon_id IS NOT NULL)
ORDER BY c.id FOR UPDATE
"""
_MOVE = """
WITH wanted AS (
  SELECT * FROM unnest(%(promotions)s::uuid[], %(more)s::bigint[]) AS w (promotion_id, more)),
moved AS (
  UPDATE pricing_promotion_budget AS b SET given_minor = b.given_minor + wanted.more
  FROM wanted
  WHERE b.promotion_id = wanted.promotion_id
    AND (wanted.more < 0 OR b.budget_minor IS NULL OR b.given_minor + wanted.more <= b.budget_minor)
  RETURNING b.promotion_id)
UPDATE pricing_redemption AS r SET amount_minor = r.amount_minor + wanted.more
FROM wanted
WHERE r.order_id = %(order)s AND r.promotion_id = wanted.promotion_id
  AND (r.promotion_id IN (SELECT promotion_id FROM moved) OR NOT EXISTS (
    SELECT FROM pricing_promotion_budget AS b WHERE b.promotion_id = r.promotion_id))
RETURNING r.promotion_id, r.promotion_id IN (SELECT promotion_id FROM moved)
"""


@unit_of_work()
def change_uses(
    uses: Sequence[Use],
    *,
    order_id: UUID,
    holder: Holder,
    now: datetime,
    gives_back: bool = True,
) -> None:
    """
    Count for an order exactly these uses: what it used before and is not there is free again.

    Joins the caller's transaction, which has locked the order; a second call changes nothing. One statement where
    nothing changes.

    Args:
        uses: which promotions, each once.
        order_id: whose.
        holder: whose limits count.
        now: the present instant.
        gives_back: whether what it uses no more is let go; else only what is new is taken.

    Raises:
        PromotionUsedUp: a limit is reached, or a coupon does not count any more; nothing is counted.
    """
    held: dict[UUID, int] = dict(rows(_HELD, [order_id]))
    wanted = {use.promotion_id: use for use in uses}
    lost = held.keys() - wanted.keys() if gives_back else set()
    more = {
        key: by
        for key in held.keys() & wanted.keys()
        if (by := wanted[key].amount.minor - held[key]) and (gives_back or by > 0)
    }
    new = [use for use in uses if use.promotion_id not in held]
    if not lost and not more and not new:
        return
    _lock({*lost, *more, *(use.promotion_id for use in new)}, new, order_id)
    if lost:
        release_promotions(order_id, now=now, only=lost)
    if more:
        _move(more, order_id)
    redeem_promotions(new, order_id=order_id, holder=holder, now=now)


def _lock(promotion_ids: Collection[UUID], new: Sequence[Use], order_id: UUID) -> None:
    execute(_BUDGETS, [sorted(promotion_ids)])
    execute(_COUPONS, [[use.coupon for use in new if use.coupon], order_id])


def _move(more: Mapping[UUID, int], order_id: UUID) -> None:
    """Give more or less of promotions that stay used."""
    params = {"promotions": list(more), "more": list(more.values()), "order": order_id}
    moved: dict[UUID, bool] = dict(rows(_MOVE, params))
    if moved.keys() != more.keys():
        raise PromotionUsedUp(sorted(more.keys() - moved.keys()))
    if any(moved.values()):
        change_promotions()
