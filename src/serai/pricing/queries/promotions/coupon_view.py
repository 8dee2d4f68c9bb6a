"""Coupons as staff see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.pricing.models import Coupon


class CouponNotFound(DomainError):
    """There is no such coupon."""

    code = "pricing.coupon_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"There is no coupon {said!r}.")


@dataclass(frozen=True, slots=True)
class CouponView:
    """
    A code and what is left of it; a limit that is `None` does not limit.

    `state` is "open", "used_up", "over" (its time has passed) or "stopped".
    """

    id: int
    promotion_id: UUID
    batch_id: UUID | None
    code: str
    most_uses: int | None
    most_per_customer: int | None
    customer_id: UUID | None
    valid_until: datetime | None
    uses: int
    state: str

    @classmethod
    def of(cls, row: Coupon, *, now: datetime) -> Self:
        """Return the view of a row."""
        return cls(
            id=row.pk,
            promotion_id=row.promotion_id,
            batch_id=row.batch_id,
            code=row.code,
            most_uses=row.most_uses,
            most_per_customer=row.most_per_customer,
            customer_id=row.customer_id,
            valid_until=row.valid_until,
            uses=row.uses,
            state=_state(row, now),
        )


def _state(row: Coupon, now: datetime) -> str:
    if row.stopped_at is not None:
        return "stopped"
    if row.valid_until is not None and row.valid_until <= now:
        return "over"
    if row.most_uses is not None and row.uses >= row.most_uses:
        return "used_up"
    return "open"
