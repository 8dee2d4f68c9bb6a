"""The row of a promotion."""

from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.pricing.domain.promotions.promotion_state import PromotionState
from serai.pricing.models import PromotionRow


class PromotionNotFound(DomainError):
    """There is no such promotion."""

    code = "pricing.promotion_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, promotion_id: UUID) -> None:
        self.promotion_id = promotion_id
        super().__init__(f"There is no promotion {promotion_id}.")


class PromotionTakesNoCoupons(DomainError):
    """A code would open nothing: the promotion applies without one, or it is over."""

    code = "pricing.promotion_takes_no_coupons"
    kind = Kind.CONFLICT

    def __init__(self, promotion_code: str) -> None:
        self.promotion_code = promotion_code
        super().__init__(f"{promotion_code!r} applies without a coupon, or it is over.")


def promotion_row(promotion_id: UUID, *, lock: bool = False) -> PromotionRow:
    """
    Return the row; one statement.

    Raises:
        PromotionNotFound: there is none.
    """
    found = PromotionRow.objects.filter(pk=promotion_id)
    row = (found.select_for_update() if lock else found).first()
    if row is None:
        raise PromotionNotFound(promotion_id)
    return row


def promotion_id_of(code: str) -> UUID | None:
    """Return the id of the promotion that staff call so, if there is one; one statement."""
    return PromotionRow.objects.filter(code=code).values_list("pk", flat=True).first()


def must_take_coupons(promotion_id: UUID) -> PromotionRow:
    """
    Return the row of a promotion that coupons open; one statement.

    Raises:
        PromotionNotFound: there is none.
        PromotionTakesNoCoupons: it applies without a coupon, or is over.
    """
    row = promotion_row(promotion_id)
    if not row.needs_coupon or row.state == PromotionState.ENDED:
        raise PromotionTakesNoCoupons(row.code)
    return row
