"""Promotions for an order that changes: those in force, and those that it was agreed with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.cart_to_price import Allowance, Coupon
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.domain.promotions.schedule import ALWAYS
from serai.pricing.queries.promotions.entitlement import Entitlement, entitlement
from serai.pricing.queries.promotions.running import (
    RunningPromotions,
    facts_asked,
    running_promotions,
)

_AS_AGREED = """
SELECT p.id, v.rule, p.most_per_customer, b.promotion_id IS NOT NULL, b.most_uses - b.uses,
  b.budget_minor - b.given_minor, r.amount_minor, coalesce(c.code, '')
FROM pricing_promotion AS p
LEFT JOIN LATERAL (
  SELECT rule FROM pricing_promotion_version
  WHERE promotion_id = p.id
  ORDER BY (written_at <= %(placed_at)s) DESC,
    CASE WHEN written_at <= %(placed_at)s THEN -version ELSE version END
  LIMIT 1) AS v ON p.id = ANY(%(ever)s::uuid[])
LEFT JOIN pricing_promotion_budget AS b ON b.promotion_id = p.id
LEFT JOIN pricing_redemption AS r
  ON r.order_id = %(order)s AND r.promotion_id = p.id AND r.released_at IS NULL
LEFT JOIN pricing_coupon AS c ON c.id = r.coupon_id
WHERE p.id = ANY(%(ever)s::uuid[] || %(limited)s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class ChangingOrder:
    """An order that changes: what it has earned since it was placed, by whom, and the codes that it came with."""

    id: UUID
    channel_code: str
    currency: str
    placed_at: datetime
    ever: Collection[UUID]
    """Every promotion that has ever given it something."""
    codes: Sequence[str]
    """Of coupons, as they are kept."""
    holder: Holder


@dataclass(frozen=True, slots=True)
class _Known:
    """A promotion as the order may use it: what is left of it, and what the order uses now."""

    promotion: Promotion | None
    """As it was written when the order was placed."""
    most_per_customer: int | None
    is_counted: bool
    uses_left: int | None
    budget_left: int | None
    held_minor: int | None
    """What it gives the order; `None`: the order uses it no more, or never did."""
    coupon: str

    @property
    def is_kept(self) -> bool:
        """Return whether it counts as it was written then: the order uses it, or nobody counts its uses."""
        if self.promotion is None or self.held_minor is not None:
            return self.promotion is not None
        limited = self.is_counted or self.most_per_customer is not None
        return not limited and not self.promotion.needs_coupon

    def allowance(self, currency: str) -> Allowance:
        """Return what is left for the order: what it uses it may use on, and of a budget what it was given."""
        held, left = self.held_minor, self.budget_left
        budget = None if left is None else Money(max(left, 0) + (held or 0), currency)
        uses = None if self.uses_left is None or held is not None else max(self.uses_left, 0)
        return Allowance(uses, budget)


def promotions_as_agreed(
    order: ChangingOrder, *, now: datetime
) -> tuple[RunningPromotions, Entitlement]:
    """
    Return what an order that changes is asked of, and what its buyer may use of it now.

    What it uses counts as it was written when it was placed, whatever the hour, and has no end; it stays used, and
    of a budget it may get what is left beside what it was given. Others count as they run now, within what is left
    of them. What the order has lost counts like others where its uses are counted or a code opens it, else as it was.

    One statement, none where nothing is limited and the order has earned nothing; and those of `entitlement`.

    Raises:
        ChannelNotFound: no such channel.
    """
    running = running_promotions(order.channel_code)
    known = _known(order, running) if order.ever or running.limited else {}
    kept = {key: each.promotion for key, each in known.items() if each.is_kept and each.promotion}
    held = {key for key, each in known.items() if each.held_minor is not None}
    others = [each.promotion for each in running.rules.here if each.promotion.id not in kept]
    asked = replace(
        running,
        rules=running.rules.of([*others, *kept.values()]),
        allowances={key: each.allowance(order.currency) for key, each in known.items()},
        per_customer={key: most for key, most in running.per_customer.items() if key not in held},
        asked=running.asked.union(*map(facts_asked, kept.values())),
    )
    used = {key: each.coupon for key, each in known.items() if key in held and each.coupon}
    codes = [code for code in order.codes if code not in used.values()]
    entitled = entitlement(asked, codes, order.holder, now=now)
    coupons = [each for each in entitled.coupons if each.promotion_id not in used]
    mine = [Coupon(code, key) for key, code in used.items()]
    return asked, replace(entitled, coupons=(*coupons, *mine))


def _known(order: ChangingOrder, running: RunningPromotions) -> Mapping[UUID, _Known]:
    params: dict[str, Any] = {
        "order": order.id,
        "placed_at": order.placed_at,
        "ever": list(order.ever),
        "limited": list(running.limited),
    }
    return {
        promotion_id: _Known(
            None if rule is None else replace(read_promotion(rule), schedule=ALWAYS), *rest
        )
        for promotion_id, rule, *rest in rows(_AS_AGREED, params)
    }
