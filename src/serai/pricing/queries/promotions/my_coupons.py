"""The coupons that are a customer's own and can still be used."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from serai.pricing.domain.promotions.coupon_code import shown_code
from serai.pricing.models import Coupon, PromotionRow

MOST = 100


@dataclass(frozen=True, slots=True)
class MyCoupon:
    """A code of one's own: what it opens, and until when it works."""

    code: str
    name: str
    valid_until: datetime | None


def my_coupons(
    customer_id: UUID, *, channel_code: str, locale: str, now: datetime
) -> list[MyCoupon]:
    """
    Return a customer's own coupons that open something in a channel, those that end first before the others.

    One statement, and at most `MOST`. Codes that anybody may type are nobody's own.
    """
    rows = (
        Coupon.objects.select_related("promotion")
        .filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=now),
            Q(most_uses__isnull=True) | Q(uses__lt=F("most_uses")),
            customer_id=customer_id,
            stopped_at__isnull=True,
            promotion__state="active",
        )
        .order_by(F("valid_until").asc(nulls_last=True), "pk")[:MOST]
    )
    return [
        MyCoupon(shown_code(row.code), _name(row.promotion, locale), row.valid_until)
        for row in rows
        if channel_code in (row.promotion.rule.get("channels") or [channel_code])
    ]


def _name(promotion: PromotionRow, locale: str) -> str:
    known = promotion.names
    name: str = known.get(locale) or known.get(locale.partition("-")[0]) or promotion.name
    return name
