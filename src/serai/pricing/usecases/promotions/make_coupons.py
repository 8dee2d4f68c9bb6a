"""Make codes that nobody can guess, up to 100,000 at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import copy_into, unit_of_work
from serai.pricing.domain.promotions.coupon_code import RANDOM_LETTERS, codes_of, normal_prefix
from serai.pricing.models import CouponBatch
from serai.pricing.queries.promotions.promotion_of_id import must_take_coupons

MOST_AT_ONCE = 100_000


class BadCouponCount(DomainError):
    """So many codes are not made at once."""

    code = "pricing.bad_coupon_count"
    kind = Kind.REJECTED

    def __init__(self, count: int) -> None:
        self.count, self.most = count, MOST_AT_ONCE
        super().__init__(f"1 to {MOST_AT_ONCE} codes are made at once; not {count}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCoupons:
    """
    How many codes open a promotion, and what limits each.

    `most_uses` is 1 for codes that work once; without it a code has no limit of its own.
    """

    promotion_id: UUID
    count: int
    prefix: str = ""
    most_uses: int | None = 1
    most_per_customer: int | None = None
    valid_until: datetime | None = None
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class MadeCoupons:
    """The batch, and how many codes it has."""

    batch_id: UUID
    count: int


def make_coupons(
    command: MakeCoupons, *, now: datetime, random: Callable[[int], bytes] = token_bytes
) -> MadeCoupons:
    """
    Make codes in one batch; 100,000 take about two seconds.

    Args:
        command: how many, and their limits.
        now: the present instant.
        random: gives so many random bytes, fit for secrets.

    Raises:
        PromotionNotFound: no such promotion.
        PromotionTakesNoCoupons: it applies without a coupon, or is over.
        BadCouponCount: not 1 to 100,000.
        BadCouponCode: the prefix cannot begin a code.
    """
    if not 1 <= command.count <= MOST_AT_ONCE:
        raise BadCouponCount(command.count)
    prefix = normal_prefix(command.prefix)
    with unit_of_work():
        must_take_coupons(command.promotion_id)
        batch = CouponBatch.objects.create(
            id=uuid7(),
            promotion_id=command.promotion_id,
            prefix=prefix,
            count=command.count,
            made_by=command.made_by[:64],
            made_at=now,
        )
        rest = (
            batch.pk,
            command.promotion_id,
            command.most_uses,
            command.most_per_customer,
            command.valid_until,
            now,
        )
        codes = codes_of(prefix, random(command.count * RANDOM_LETTERS))
        made = copy_into(
            "pricing_coupon",
            (
                "code",
                "batch_id",
                "promotion_id",
                "most_uses",
                "most_per_customer",
                "valid_until",
                "made_at",
            ),
            ((code, *rest) for code in codes),
        )
    return MadeCoupons(batch.pk, made)
