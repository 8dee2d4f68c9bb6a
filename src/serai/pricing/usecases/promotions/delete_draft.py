"""Delete a promotion that never applied."""

from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.promotions.promotion_state import PromotionState
from serai.pricing.models import Coupon, CouponBatch
from serai.pricing.queries.promotions.promotion_of_id import promotion_row
from serai.pricing.usecases.promotions.change_version import change_promotions


class PromotionWasActive(DomainError):
    """Orders may rest on it: it can be ended, not deleted."""

    code = "pricing.promotion_was_active"
    kind = Kind.CONFLICT

    def __init__(self, promotion_code: str) -> None:
        self.promotion_code = promotion_code
        super().__init__(f"{promotion_code!r} was active, so it stays readable. End it instead.")


@unit_of_work()
def delete_draft(promotion_id: UUID) -> None:
    """
    Forget a draft with its coupons.

    Raises:
        PromotionNotFound: no such promotion.
        PromotionWasActive: it is no draft any more.
    """
    row = promotion_row(promotion_id, lock=True)
    if row.state != PromotionState.DRAFT:
        raise PromotionWasActive(row.code)
    Coupon.objects.filter(promotion=row).delete()
    CouponBatch.objects.filter(promotion=row).delete()
    row.versions.all().delete()
    row.delete()
    change_promotions()
