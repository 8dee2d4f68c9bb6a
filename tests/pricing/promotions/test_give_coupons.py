"""Codes for many customers: each has their own, and only they can use it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from factories.pricing import NOW
from factories.promotions import a_promotion

from serai.kernel.money import Money
from serai.pricing.public import Holder, PromotionUsedUp, Use, coupon_uses, redeem_promotions
from serai.pricing.queries.promotions.promotion_of_id import PromotionTakesNoCoupons
from serai.pricing.usecases.promotions.give_coupons import give_coupons
from serai.pricing.usecases.promotions.release_promotions import release_promotions

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)


def use(promotion_id, code, customer, order):
    redeem_promotions(
        [Use(promotion_id, Money(500, "USD"), code)],
        order_id=order,
        holder=Holder(customer),
        now=NOW,
    )


def test_many_get_a_code_of_their_own_in_few_statements(django_assert_max_num_queries):
    promotion = a_promotion(needs_coupon=True).id
    people = [uuid4() for _ in range(500)]

    with django_assert_max_num_queries(4):
        codes = give_coupons(promotion, people, valid_until=LATER, now=NOW)

    assert list(codes) == people
    assert len(set(codes.values())) == 500


def test_nobody_else_can_use_it_and_its_owner_once():
    promotion = a_promotion(needs_coupon=True).id
    owner, order = uuid4(), uuid4()
    code = give_coupons(promotion, [owner], valid_until=LATER, now=NOW)[owner]

    with pytest.raises(PromotionUsedUp):
        use(promotion, code, uuid4(), uuid4())
    use(promotion, code, owner, order)
    with pytest.raises(PromotionUsedUp):
        use(promotion, code, owner, uuid4())

    found = coupon_uses([code, "UNUSED"])
    assert {name: (each.order_id, each.given) for name, each in found.items()} == {
        code: (order, Money(500, "USD"))
    }


def test_a_use_that_was_given_back_is_none():
    promotion = a_promotion(needs_coupon=True).id
    owner, order = uuid4(), uuid4()
    code = give_coupons(promotion, [owner], valid_until=LATER, now=NOW)[owner]
    use(promotion, code, owner, order)

    release_promotions(order, now=NOW)

    assert coupon_uses([code]) == {}


def test_a_promotion_without_coupons_has_none_to_give():
    with pytest.raises(PromotionTakesNoCoupons):
        give_coupons(a_promotion().id, [uuid4()], valid_until=LATER, now=NOW)
