"""Limits of promotions and coupons: kept in the order's transaction, given back when it comes to nothing."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from factories.catalog import a_channel
from factories.ordering import counted
from factories.pricing import NOW
from factories.promotions import a_coupon, a_promotion

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.queries.promotions.promotion_view import promotion
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.redeem_promotions import (
    PromotionUsedUp,
    Use,
    redeem_promotions,
)
from serai.pricing.usecases.promotions.release_promotions import release_promotions
from serai.pricing.usecases.promotions.stop_coupon import stop_coupon

pytestmark = pytest.mark.django_db
ANN, BOB = Holder(uuid4(), "ann@example.org"), Holder(None, "bob@example.org")


@pytest.fixture(autouse=True)
def _channel(db: None) -> None:
    a_channel()


def use(promotion_id: UUID, minor: int = 100, coupon: str = "") -> Use:
    return Use(promotion_id, Money(minor, "USD"), coupon)


def order(*uses: Use, holder: Holder = ANN, now=NOW) -> UUID:
    order_id = uuid4()
    redeem_promotions(uses, order_id=order_id, holder=holder, now=now)
    return order_id


def refused(*uses: Use, holder: Holder = ANN, now=NOW) -> bool:
    with pytest.raises(PromotionUsedUp):
        order(*uses, holder=holder, now=now)
    return True


def test_a_promotion_without_limits_is_noted_and_used_again_and_again():
    free = a_promotion()

    orders = {order(use(free.id)) for _ in range(3)}

    found = rows("SELECT order_id, amount_minor, released_at FROM pricing_redemption")
    assert {(row[0], *row[1:]) for row in found} == {(each, 100, None) for each in orders}


def test_no_promotion_costs_no_statement():
    with counted() as statements:
        redeem_promotions([], order_id=uuid4(), holder=ANN, now=NOW)

    assert statements == []


def test_an_order_with_a_limited_coupon_takes_five_statements():
    limited = a_promotion(needs_coupon=True, most_uses=9, most_per_customer=1)
    code = a_coupon(limited.id)

    with counted() as statements:
        order(use(limited.id, coupon=code))

    assert len(statements) == 5


def test_a_limit_of_uses_is_the_number_of_orders():
    twice = a_promotion(most_uses=2)
    order(use(twice.id))
    order(use(twice.id))

    assert refused(use(twice.id))
    assert promotion(twice.id).limits.uses == 2


def test_a_budget_is_never_exceeded_not_even_by_a_cent():
    ten = a_promotion(budget="10.00")
    order(use(ten.id, 999))

    assert refused(use(ten.id, 2))
    order(use(ten.id, 1))
    assert promotion(ten.id).limits.given == Money(1000, "USD")


def test_a_paused_promotion_is_not_redeemed():
    paused = a_promotion()
    change_promotion_state(paused.id, PromotionAction.PAUSE, now=NOW)

    assert refused(use(paused.id))


def test_a_code_that_works_once_works_once():
    opened = a_promotion(needs_coupon=True)
    code = a_coupon(opened.id, most_uses=1)
    order(use(opened.id, coupon=code))

    assert refused(use(opened.id, coupon=code), holder=BOB)


def test_a_code_is_for_its_own_promotion():
    spring, winter = a_promotion("spring", needs_coupon=True), a_promotion("winter")
    code = a_coupon(spring.id)

    assert refused(use(winter.id, coupon=code))


def test_a_code_that_is_over_stopped_or_somebody_elses_is_refused():
    opened = a_promotion(needs_coupon=True)
    over = a_coupon(opened.id, "OVER", valid_until=NOW + timedelta(days=1))
    stopped = a_coupon(opened.id, "STOPPED")
    personal = a_coupon(opened.id, "PERSONAL", customer_id=ANN.customer_id)
    stop_coupon(stopped, now=NOW)

    assert refused(use(opened.id, coupon=over), now=NOW + timedelta(days=1))
    assert refused(use(opened.id, coupon=stopped))
    assert refused(use(opened.id, coupon=personal), holder=BOB)
    order(use(opened.id, coupon=personal))


def test_once_per_customer_counts_the_account_and_the_address():
    once = a_promotion(most_per_customer=1)
    order(use(once.id))

    assert refused(use(once.id))
    assert refused(use(once.id), holder=Holder(None, " ANN@example.org"))
    assert refused(use(once.id), holder=Holder(ANN.customer_id, "another@example.org"))
    order(use(once.id), holder=BOB)


def test_a_code_once_per_customer_works_for_everybody_once():
    opened = a_promotion(needs_coupon=True)
    code = a_coupon(opened.id, most_per_customer=1)
    order(use(opened.id, coupon=code))
    order(use(opened.id, coupon=code), holder=BOB)

    assert refused(use(opened.id, coupon=code))


def test_what_an_order_used_is_free_again_when_it_comes_to_nothing():
    limited = a_promotion(
        needs_coupon=True, most_uses=1, budget="5.00", most_per_customer=1, currency="USD"
    )
    code = a_coupon(limited.id, most_uses=1, most_per_customer=1)
    failed = order(use(limited.id, 500, code))

    release_promotions(failed, now=NOW)
    release_promotions(failed, now=NOW)

    assert promotion(limited.id).limits.uses == 0
    order(use(limited.id, 500, code))
    assert refused(use(limited.id, 1, code), holder=BOB)


def test_a_refusal_counts_nothing():
    first, second = a_promotion("first", most_uses=5), a_promotion("second", most_uses=1)
    order(use(second.id))

    assert refused(use(first.id), use(second.id))
    assert promotion(first.id).limits.uses == 0
    assert rows("SELECT count(*) FROM pricing_redemption") == [(1,)]


def test_an_order_without_promotions_is_released_in_one_statement():
    with counted() as statements:
        release_promotions(uuid4(), now=NOW)

    assert len(statements) == 1
