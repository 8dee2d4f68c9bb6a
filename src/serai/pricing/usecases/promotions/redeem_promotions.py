"""
Use promotions up for an order, in the transaction that writes the order.

Each limit is a conditional update of the row that counts, so of two who want the last use one gets it. Rows
are locked in the order of their keys: budgets, coupons, customers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.plumbing.db import execute, rows, unit_of_work
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.usecases.promotions.change_version import change_promotions


class PromotionUsedUp(DomainError):
    """A limit was reached between the cart's price and its order."""

    code = "pricing.promotion_used_up"
    kind = Kind.CONFLICT

    def __init__(self, promotion_ids: Sequence[UUID]) -> None:
        self.promotion_ids = list(promotion_ids)
        super().__init__("A promotion in this cart is used up by now.")


@dataclass(frozen=True, slots=True)
class Use:
    """A promotion that an order uses, what it gives, and the code that opened it."""

    promotion_id: UUID
    amount: Money
    coupon: str = ""


@unit_of_work()
def redeem_promotions(
    uses: Sequence[Use], *, order_id: UUID, holder: Holder, now: datetime
) -> None:
    """
    Count the uses of an order. Joins the caller's transaction; five statements at most, none for no uses.

    What the order used before and gave back counts again, even if it has ended since.

    Args:
        uses: which promotions, each once.
        order_id: whose.
        holder: whose limits count.
        now: the present instant.

    Raises:
        PromotionUsedUp: a limit is reached, or a coupon does not count any more; nothing is counted.
    """
    if not uses:
        return
    limits = _active(uses, order_id)
    reached = _take_budgets(uses)
    coupons = _take_coupons(uses, holder, now)
    subjects = _take_holders(uses, limits, coupons, holder)
    execute(
        _NOTE,
        {
            "promotions": [use.promotion_id for use in uses],
            "coupons": [coupons[use.coupon].id if use.coupon else None for use in uses],
            "amounts": [use.amount.minor for use in uses],
            "currencies": [use.amount.currency for use in uses],
            "holders": [
                "{" + ",".join(f'"\\\\x{each.hex()}"' for each in subjects[use.promotion_id]) + "}"
                for use in uses
            ],
            "order": order_id,
            "now": now,
        },
    )
    if reached:
        change_promotions()


# The locks let other orders through, and hold back whoever writes the promotion or its first limit.
_ACTIVE = """
SELECT id, most_per_customer FROM pricing_promotion AS p
WHERE id = ANY(%s::uuid[]) AND (state = 'active' OR EXISTS (
  SELECT FROM pricing_redemption AS r WHERE r.order_id = %s AND r.promotion_id = p.id))
ORDER BY id FOR KEY SHARE OF p
"""


def _active(uses: Sequence[Use], order_id: UUID) -> dict[UUID, int | None]:
    """Return how often one customer may use each promotion."""
    found = dict(rows(_ACTIVE, [[use.promotion_id for use in uses], order_id]))
    _refuse([use.promotion_id for use in uses if use.promotion_id not in found])
    return found


_BUDGETS = """
WITH wanted AS (
  SELECT * FROM unnest(%(promotions)s::uuid[], %(amounts)s::bigint[]) AS w (promotion_id, amount)),
locked AS MATERIALIZED (
  SELECT promotion_id FROM pricing_promotion_budget
  WHERE promotion_id = ANY(%(promotions)s::uuid[])
  ORDER BY promotion_id FOR UPDATE),
taken AS (
  UPDATE pricing_promotion_budget AS b
  SET uses = b.uses + 1, given_minor = b.given_minor + wanted.amount
  FROM wanted JOIN locked USING (promotion_id)
  WHERE b.promotion_id = wanted.promotion_id
    AND (b.most_uses IS NULL OR b.uses < b.most_uses)
    AND (b.budget_minor IS NULL OR b.given_minor + wanted.amount <= b.budget_minor)
  RETURNING b.promotion_id, b.uses = b.most_uses OR b.given_minor = b.budget_minor AS reached)
SELECT locked.promotion_id, taken.promotion_id IS NOT NULL, taken.reached
FROM locked LEFT JOIN taken USING (promotion_id)
"""


def _take_budgets(uses: Sequence[Use]) -> bool:
    """Count the uses of limited promotions and return whether one is used up by this."""
    found = rows(
        _BUDGETS,
        {
            "promotions": [use.promotion_id for use in uses],
            "amounts": [use.amount.minor for use in uses],
        },
    )
    _refuse([promotion_id for promotion_id, taken, _ in found if not taken])
    return any(reached for _, _, reached in found)


@dataclass(frozen=True, slots=True)
class _Taken:
    id: int
    most_per_customer: int | None


_COUPONS = """
WITH locked AS MATERIALIZED (
  SELECT id FROM pricing_coupon WHERE code = ANY(%(codes)s::text[]) ORDER BY id FOR UPDATE)
UPDATE pricing_coupon AS c SET uses = c.uses + 1
FROM locked, pricing_promotion AS p
WHERE c.id = locked.id AND p.id = c.promotion_id AND p.state = 'active' AND c.stopped_at IS NULL
  AND (c.valid_until IS NULL OR c.valid_until > %(now)s)
  AND (c.most_uses IS NULL OR c.uses < c.most_uses)
  AND (c.customer_id IS NULL OR c.customer_id = %(customer)s::uuid)
RETURNING c.code, c.id, c.promotion_id, c.most_per_customer
"""


def _take_coupons(uses: Sequence[Use], holder: Holder, now: datetime) -> dict[str, _Taken]:
    wanted = {use.coupon: use.promotion_id for use in uses if use.coupon}
    if not wanted:
        return {}
    params = {"codes": list(wanted), "customer": holder.customer_id, "now": now}
    found = rows(_COUPONS, params)
    taken = {
        code: _Taken(coupon_id, most)
        for code, coupon_id, promotion_id, most in found
        if wanted[code] == promotion_id
    }
    _refuse([promotion_id for code, promotion_id in wanted.items() if code not in taken])
    return taken


_HOLDERS = """
WITH wanted AS (
  SELECT * FROM unnest(%(subjects)s::bytea[], %(promotions)s::uuid[], %(most)s::int[])
    AS w (subject, promotion_id, most))
INSERT INTO pricing_holder_use AS u (subject, promotion_id, uses)
SELECT subject, promotion_id, 1 FROM wanted ORDER BY subject
ON CONFLICT (subject) DO UPDATE SET uses = u.uses + 1
WHERE u.uses < (SELECT most FROM wanted WHERE wanted.subject = excluded.subject)
RETURNING subject
"""


def _take_holders(
    uses: Sequence[Use],
    limits: dict[UUID, int | None],
    coupons: dict[str, _Taken],
    holder: Holder,
) -> dict[UUID, list[bytes]]:
    """Count the uses of this customer where they are limited; the subjects counted, by promotion."""
    wanted: list[tuple[bytes, UUID, int]] = []
    for use in uses:
        of_coupon = coupons[use.coupon].most_per_customer if use.coupon else None
        for kind, name, most in (
            ("promotion", str(use.promotion_id), limits[use.promotion_id]),
            ("coupon", use.coupon, of_coupon),
        ):
            if most is not None:
                subjects = holder.subjects(f"{kind} {name}")
                wanted += [(subject, use.promotion_id, most) for subject in subjects]
    counted: dict[UUID, list[bytes]] = {use.promotion_id: [] for use in uses}
    for subject, promotion_id, _ in wanted:
        counted[promotion_id].append(subject)
    if wanted:
        params: dict[str, Any] = {
            "subjects": [name for name, _, _ in wanted],
            "promotions": [promotion_id for _, promotion_id, _ in wanted],
            "most": [most for _, _, most in wanted],
        }
        taken = {bytes(subject) for (subject,) in rows(_HOLDERS, params)}
        _refuse([promotion_id for name, promotion_id, _ in wanted if name not in taken])
    return counted


_NOTE = """
INSERT INTO pricing_redemption (promotion_id, coupon_id, order_id, amount_minor, currency, holders,
  redeemed_at)
SELECT w.promotion_id, w.coupon_id, %(order)s::uuid, w.amount, w.currency, w.holders::bytea[],
  %(now)s::timestamptz
FROM unnest(%(promotions)s::uuid[], %(coupons)s::bigint[], %(amounts)s::bigint[],
    %(currencies)s::text[], %(holders)s::text[])
  AS w (promotion_id, coupon_id, amount, currency, holders)
ON CONFLICT (order_id, promotion_id) DO UPDATE
SET coupon_id = excluded.coupon_id, amount_minor = excluded.amount_minor, holders = excluded.holders,
  redeemed_at = excluded.redeemed_at, released_at = NULL
"""


def _refuse(promotion_ids: Sequence[UUID]) -> None:
    if promotion_ids:
        raise PromotionUsedUp(sorted(set(promotion_ids)))
