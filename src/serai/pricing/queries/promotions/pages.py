"""Pages of promotions and of their coupons."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows
from serai.pricing.domain.promotions.coupon_code import shown_code
from serai.pricing.models import Coupon
from serai.pricing.queries.promotions.coupon_view import CouponView
from serai.pricing.queries.promotions.promotion_of_id import promotion_row
from serai.pricing.queries.promotions.promotion_view import PromotionView, promotions

LARGEST_PAGE = 500


class BatchNotFound(DomainError):
    """The promotion has no such batch of coupons."""

    code = "pricing.coupon_batch_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, batch_id: UUID) -> None:
        self.batch_id = batch_id
        super().__init__(f"There is no batch of coupons {batch_id} here.")


def promotion_page(
    *, state: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[PromotionView]:
    """
    Return promotions by their codes; one statement.

    Raises:
        BadCursor: the cursor is not one of this list.
    """
    after = decode_cursor(cursor, str)[0] if cursor else ""
    found = promotions(state=state, after=after, limit=limit + 1)
    more = encode_cursor(found[limit - 1].code) if len(found) > limit else None
    return Page(found[:limit], more)


def coupon_page(
    promotion_id: UUID, *, now: datetime, cursor: str | None = None, limit: int = 50
) -> Page[CouponView]:
    """
    Return the coupons of a promotion, oldest first; two statements.

    Raises:
        PromotionNotFound: no such promotion.
        BadCursor: the cursor is not one of this list.
    """
    after = decode_cursor(cursor, int)[0] if cursor else 0
    promotion_row(promotion_id)
    found = list(
        Coupon.objects.filter(promotion=promotion_id, pk__gt=after).order_by("pk")[: limit + 1]
    )
    more = encode_cursor(found[limit - 1].pk) if len(found) > limit else None
    return Page([CouponView.of(row, now=now) for row in found[:limit]], more)


def codes_of_batch(promotion_id: UUID, batch_id: UUID) -> list[str]:
    """
    Return the codes that were made together, as people read them; one statement.

    Raises:
        BatchNotFound: the promotion has no such batch.
    """
    found = rows(
        "SELECT c.code, b.prefix FROM pricing_coupon AS c"
        " JOIN pricing_coupon_batch AS b ON b.id = c.batch_id"
        " WHERE c.promotion_id = %s AND c.batch_id = %s ORDER BY c.id",
        [promotion_id, batch_id],
    )
    if not found:
        raise BatchNotFound(batch_id)
    return [shown_code(code, prefix) for code, prefix in found]
