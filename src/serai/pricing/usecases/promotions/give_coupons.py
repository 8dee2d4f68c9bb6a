"""Give each of many customers a code of their own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from serai.plumbing.db import copy_into, unit_of_work
from serai.pricing.domain.promotions.coupon_code import RANDOM_LETTERS, codes_of
from serai.pricing.queries.promotions.promotion_of_id import must_take_coupons

_COLUMNS = (
    "code", "promotion_id", "most_uses", "customer_id", "valid_until", "made_at",
)  # fmt: skip


@unit_of_work()
def give_coupons(
    promotion_id: UUID,
    customer_ids: Sequence[UUID],
    *,
    valid_until: datetime,
    now: datetime,
    random: Callable[[int], bytes] = token_bytes,
) -> dict[UUID, str]:
    """
    Make a code for each customer, which works once and for nobody else; two statements for any number.

    Args:
        promotion_id: what the codes open.
        customer_ids: whose they are, each once.
        valid_until: when they end.
        now: the present instant.
        random: gives so many random bytes, fit for secrets.

    Raises:
        PromotionNotFound: no such promotion.
        PromotionTakesNoCoupons: it applies without a coupon, or is over.
    """
    must_take_coupons(promotion_id)
    codes = dict(
        zip(customer_ids, codes_of("", random(len(customer_ids) * RANDOM_LETTERS)), strict=True)
    )
    copy_into(
        "pricing_coupon",
        _COLUMNS,
        ((code, promotion_id, 1, customer, valid_until, now) for customer, code in codes.items()),
    )
    return codes
