"""Customers see the coupons that are theirs and can still be used."""

from datetime import timedelta
from uuid import uuid4

import pytest
from factories.catalog import NOW, a_channel
from factories.promotions import a_coupon, a_promotion

from serai.kernel.money import Money
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.public import Holder, Use, give_coupons, redeem_promotions
from serai.pricing.queries.promotions.my_coupons import my_coupons
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.stop_coupon import stop_coupon

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(db):
    a_channel()
    return a_promotion("five-off", needs_coupon=True, names={"he": "חמישה שקלים הנחה"}).id


def mine(person, *, locale="en", channel="web", after=timedelta(0)):
    return my_coupons(person, channel_code=channel, locale=locale, now=NOW + after)


def given(promotion, *people, days=14):
    return give_coupons(promotion, people, valid_until=NOW + timedelta(days=days), now=NOW)


def test_one_sees_ones_own_in_ones_language_and_nobody_elses(five):
    ann, ben = uuid4(), uuid4()
    codes = given(five, ann, ben)
    a_coupon(five, "FOR-ALL")

    [english], [hebrew] = mine(ann), mine(ann, locale="he-IL")

    assert english.code.replace("-", "") == codes[ann]
    assert (english.name, hebrew.name) == ("Five Off", "חמישה שקלים הנחה")
    assert english.valid_until == NOW + timedelta(days=14)


def test_what_ends_first_stands_first(five):
    ann = uuid4()
    ten = a_promotion("ten-off", needs_coupon=True).id
    given(five, ann, days=20)
    given(ten, ann, days=3)

    assert [each.name for each in mine(ann)] == ["Ten Off", "Five Off"]


def test_what_is_used_over_stopped_paused_or_of_another_channel_is_not_shown(five):
    used, over, stopped, paused, elsewhere = (uuid4() for _ in range(5))
    codes = given(five, used, over, stopped)
    redeem_promotions(
        [Use(five, Money(500, "USD"), codes[used])], order_id=uuid4(), holder=Holder(used), now=NOW
    )
    stop_coupon(codes[stopped], now=NOW)
    resting = a_promotion("resting", needs_coupon=True).id
    given(resting, paused)
    change_promotion_state(resting, PromotionAction.PAUSE, now=NOW)
    a_channel("b2b")
    given(a_promotion("b2b-only", needs_coupon=True, channels=["b2b"]).id, elsewhere)

    assert mine(used) == mine(stopped) == mine(paused) == mine(elsewhere) == []
    assert (len(mine(over)), mine(over, after=timedelta(days=14))) == (1, [])
    assert len(mine(elsewhere, channel="b2b")) == 1


def test_it_takes_one_statement(five, django_assert_num_queries):
    ann = uuid4()
    given(five, ann)

    with django_assert_num_queries(1):
        mine(ann)
