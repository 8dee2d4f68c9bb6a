"""Codes in bulk, and codes that somebody chose."""

import pytest
from factories.catalog import a_channel
from factories.ordering import counted
from factories.pricing import NOW
from factories.promotions import a_coupon, a_draft, a_promotion

from serai.plumbing.db import rows
from serai.pricing.domain.promotions.coupon_code import BadCouponCode
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.queries.promotions.promotion_of_id import PromotionTakesNoCoupons
from serai.pricing.usecases.promotions.add_coupon import CouponExists
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.make_coupons import (
    BadCouponCount,
    MakeCoupons,
    make_coupons,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _channel(db: None) -> None:
    a_channel()


def test_a_hundred_thousand_codes_are_made_at_once_and_none_is_like_another():
    opened = a_draft(needs_coupon=True)

    with counted() as statements:
        made = make_coupons(
            MakeCoupons(promotion_id=opened.id, count=100_000, prefix="may-"), now=NOW
        )

    assert made.count == 100_000
    assert len(statements) <= 2
    assert rows(
        "SELECT count(*), count(DISTINCT code), min(length(code)), max(length(code)),"
        " bool_and(code LIKE 'MAY%%'), bool_and(most_uses = 1) FROM pricing_coupon"
    ) == [(100_000, 100_000, 15, 15, True, True)]


@pytest.mark.parametrize("count", [0, -1, 100_001])
def test_too_few_or_too_many_are_refused(count):
    opened = a_draft(needs_coupon=True)

    with pytest.raises(BadCouponCount):
        make_coupons(MakeCoupons(promotion_id=opened.id, count=count), now=NOW)

    assert rows("SELECT count(*) FROM pricing_coupon_batch") == [(0,)]


def test_a_promotion_that_needs_no_code_takes_none_nor_one_that_has_ended():
    free, ended = a_promotion("free"), a_promotion("ended", needs_coupon=True)
    change_promotion_state(ended.id, PromotionAction.END, now=NOW)

    for each in (free, ended):
        with pytest.raises(PromotionTakesNoCoupons):
            make_coupons(MakeCoupons(promotion_id=each.id, count=1), now=NOW)
        with pytest.raises(PromotionTakesNoCoupons):
            a_coupon(each.id)


def test_a_code_opens_one_promotion():
    spring = a_promotion("spring", needs_coupon=True)
    winter = a_promotion("winter", needs_coupon=True)
    assert a_coupon(spring.id, "save-10") == "SAVE10"

    with pytest.raises(CouponExists):
        a_coupon(winter.id, "SAVE 10")


def test_a_code_of_strange_signs_is_refused():
    spring = a_promotion("spring", needs_coupon=True)

    with pytest.raises(BadCouponCode):
        a_coupon(spring.id, "50%")
