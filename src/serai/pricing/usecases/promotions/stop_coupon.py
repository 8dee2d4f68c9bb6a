"""Let a coupon open nothing any more."""

from datetime import datetime

from serai.plumbing.db import unit_of_work
from serai.pricing.domain.promotions.coupon_code import normal_code
from serai.pricing.models import Coupon
from serai.pricing.queries.promotions.coupon_view import CouponNotFound, CouponView


@unit_of_work()
def stop_coupon(code: str, *, now: datetime) -> CouponView:
    """
    Stop a code; orders that used it keep what it gave. A second call changes nothing.

    Raises:
        CouponNotFound: no such code.
        BadCouponCode: no code can look like this.
    """
    row = Coupon.objects.select_for_update().filter(code=normal_code(code)).first()
    if row is None:
        raise CouponNotFound(code)
    if row.stopped_at is None:
        row.stopped_at = now
        row.save(update_fields=["stopped_at"])
    return CouponView.of(row, now=now)
