"""What a buyer may use: their coupons, and what is left of limited promotions for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import rows
from serai.pricing.domain.cart_to_price import Allowance, Coupon
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.queries.promotions.running import RunningPromotions


@dataclass(frozen=True, slots=True)
class Entitlement:
    """
    Coupons that count, what is left of promotions, and why the other codes do not count.

    The words are "unknown", "stopped", "over", "used_up", "somebody_elses", "used_by_you" and "not_here".
    """

    coupons: tuple[Coupon, ...] = ()
    allowances: Mapping[UUID, Allowance] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    promotion_id: UUID
    most_per_customer: int | None
    refused: str


def entitlement(
    running: RunningPromotions, codes: Sequence[str], holder: Holder, *, now: datetime
) -> Entitlement:
    """
    Return what a buyer may use now; no statement without codes and limits of one customer, else two at most.

    Args:
        running: what is in force where they buy.
        codes: of coupons, as they are kept.
        holder: who buys; an unknown one has used nothing.
        now: the present instant.
    """
    if not codes and not running.per_customer:
        return Entitlement(allowances=running.allowances)
    coupons = _coupons(codes, holder, now) if codes else {}
    used = _used(running, coupons, holder)
    refused = {code: "unknown" for code in codes if code not in coupons}
    for code, coupon in coupons.items():
        spent = coupon.most_per_customer is not None and used[code] >= coupon.most_per_customer
        reason = coupon.refused or ("used_by_you" if spent else "")
        if not reason and running.rules.ready(coupon.promotion_id) is None:
            reason = "not_here"
        if reason:
            refused[code] = reason
    left = dict(running.allowances)
    for promotion_id, most in running.per_customer.items():
        mine = most - used[str(promotion_id)]
        known = left.get(promotion_id, Allowance())
        uses = mine if known.uses is None else min(mine, known.uses)
        left[promotion_id] = replace(known, uses=max(uses, 0))
    counting = tuple(
        Coupon(code, coupons[code].promotion_id) for code in codes if code not in refused
    )
    return Entitlement(counting, left, refused)


_COUPONS = """
SELECT code, promotion_id, most_per_customer,
  CASE WHEN stopped_at IS NOT NULL THEN 'stopped'
       WHEN valid_until <= %(now)s THEN 'over'
       WHEN uses >= most_uses THEN 'used_up'
       WHEN customer_id <> %(customer)s::uuid OR customer_id IS NOT NULL AND %(customer)s::uuid IS NULL
         THEN 'somebody_elses'
       ELSE '' END
FROM pricing_coupon WHERE code = ANY(%(codes)s::text[])
"""


def _coupons(codes: Sequence[str], holder: Holder, now: datetime) -> dict[str, _Found]:
    params = {"codes": list(codes), "customer": holder.customer_id, "now": now}
    return {code: _Found(*rest) for code, *rest in rows(_COUPONS, params)}


def _used(
    running: RunningPromotions, coupons: Mapping[str, _Found], holder: Holder
) -> dict[str, int]:
    """Return how often the buyer has used each limited promotion (by id) and coupon (by code)."""
    subjects: dict[bytes, str] = {}
    limited = [("promotion", str(promotion_id)) for promotion_id in running.per_customer]
    limited += [
        ("coupon", code) for code, coupon in coupons.items() if coupon.most_per_customer is not None
    ]
    for kind, name in limited:
        subjects |= dict.fromkeys(holder.subjects(f"{kind} {name}"), name)
    used = dict.fromkeys((name for _, name in limited), 0)
    if subjects:
        query = "SELECT subject, uses FROM pricing_holder_use WHERE subject = ANY(%s)"
        for subject, uses in rows(query, [list(subjects)]):
            name = subjects[bytes(subject)]
            used[name] = max(used[name], uses)
    return used
