"""Add a coupon with a code that somebody chose."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.promotions.coupon_code import normal_code
from serai.pricing.models import Coupon
from serai.pricing.queries.promotions.coupon_view import CouponView
from serai.pricing.queries.promotions.promotion_of_id import must_take_coupons


class CouponExists(DomainError):
    """The code is taken: a code opens one promotion."""

    code = "pricing.coupon_exists"
    kind = Kind.CONFLICT

    def __init__(self, coupon_code: str) -> None:
        self.coupon_code = coupon_code
        super().__init__(f"The code {coupon_code} is in use already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCoupon:
    """A code, the promotion that it opens, and what limits it; `customer_id` is the only one who may."""

    promotion_id: UUID
    code: str
    most_uses: int | None = None
    most_per_customer: int | None = None
    customer_id: UUID | None = None
    valid_until: datetime | None = None


@unit_of_work()
def add_coupon(command: AddCoupon, *, now: datetime) -> CouponView:
    """
    Let a code open a promotion.

    Raises:
        PromotionNotFound: no such promotion.
        PromotionTakesNoCoupons: it applies without a coupon, or is over.
        BadCouponCode: no code can look like this.
        CouponExists: the code is in use already.
    """
    code = normal_code(command.code)
    must_take_coupons(command.promotion_id)
    try:
        row = Coupon.objects.create(
            promotion_id=command.promotion_id,
            code=code,
            most_uses=command.most_uses,
            most_per_customer=command.most_per_customer,
            customer_id=command.customer_id,
            valid_until=command.valid_until,
            made_at=now,
        )
    except IntegrityError:
        raise CouponExists(code) from None
    return CouponView.of(row, now=now)
