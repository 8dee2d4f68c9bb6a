"""Which coupons were used, by which orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.pricing.models import Redemption


@dataclass(frozen=True, slots=True)
class CouponUse:
    """An order that used a coupon, and what it was given for it."""

    order_id: UUID
    given: Money
    at: datetime


def coupon_uses(codes: Sequence[str]) -> dict[str, CouponUse]:
    """Return the latest use of each code, as it is kept, that was used and not given back; one statement."""
    found = (
        Redemption.objects.filter(coupon__code__in=codes, released_at__isnull=True)
        .order_by("redeemed_at", "pk")
        .values_list("coupon__code", "order_id", "amount_minor", "currency", "redeemed_at")
    )
    return {
        code: CouponUse(order_id, Money(minor, currency), at)
        for code, order_id, minor, currency, at in found
    }
