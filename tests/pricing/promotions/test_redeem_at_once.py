"""Limits of promotions while many order at once, with real threads on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from factories.catalog import a_channel
from factories.pricing import NOW
from factories.promotions import a_coupon, a_promotion

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.queries.promotions.promotion_view import promotion
from serai.pricing.usecases.promotions.redeem_promotions import (
    PromotionUsedUp,
    Use,
    redeem_promotions,
)
from serai.pricing.usecases.promotions.release_promotions import release_promotions

pytestmark = pytest.mark.django_db(transaction=True)
CENT = Money(100, "USD")


@pytest.fixture(autouse=True)
def _channel(transactional_db: None) -> None:
    a_channel()


def at_once(count: int, act: Callable[[int], None]) -> int:
    """Let so many threads act at the same moment; return how many were not refused."""
    start = Barrier(count)

    def run(number: int) -> int:
        start.wait()
        try:
            act(number)
        except PromotionUsedUp:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(count) as pool:
        return sum(pool.map(run, range(count)))


def test_of_twelve_orders_three_get_the_last_three_uses():
    three = a_promotion(most_uses=3)

    done = at_once(
        12,
        lambda number: redeem_promotions(
            [Use(three.id, CENT)], order_id=uuid4(), holder=Holder(uuid4()), now=NOW
        ),
    )

    assert done == 3
    assert promotion(three.id).limits.uses == 3
    assert rows("SELECT count(*) FROM pricing_redemption") == [(3,)]


def test_a_budget_for_four_orders_pays_four():
    ten = a_promotion(budget="4.50")

    done = at_once(
        10,
        lambda number: redeem_promotions(
            [Use(ten.id, CENT)], order_id=uuid4(), holder=Holder(uuid4()), now=NOW
        ),
    )

    assert done == 4
    assert promotion(ten.id).limits.given == Money(400, "USD")


def test_a_code_that_works_once_works_once_for_all_who_press_together():
    opened = a_promotion(needs_coupon=True)
    code = a_coupon(opened.id, most_uses=1)

    done = at_once(
        8,
        lambda number: redeem_promotions(
            [Use(opened.id, CENT, code)], order_id=uuid4(), holder=Holder(uuid4()), now=NOW
        ),
    )

    assert done == 1


def test_one_customer_in_many_windows_uses_it_once():
    once = a_promotion(most_per_customer=1)
    ann = Holder(uuid4(), "ann@example.org")

    done = at_once(
        8,
        lambda number: redeem_promotions(
            [Use(once.id, CENT)], order_id=uuid4(), holder=ann, now=NOW
        ),
    )

    assert done == 1


def test_orders_of_the_same_promotions_in_another_order_do_not_lock_each_other_out():
    first, second = a_promotion("first", most_uses=100), a_promotion("second", most_uses=100)
    both = [Use(first.id, CENT), Use(second.id, CENT)]

    done = at_once(
        12,
        lambda number: redeem_promotions(
            both[:: 1 if number % 2 else -1], order_id=uuid4(), holder=Holder(uuid4()), now=NOW
        ),
    )

    assert done == 12
    assert promotion(first.id).limits.uses == promotion(second.id).limits.uses == 12


def test_orders_that_come_and_go_leave_the_counts_right():
    five = a_promotion(most_uses=5, budget="100.00")

    def come_and_go(number: int) -> None:
        order_id = uuid4()
        redeem_promotions([Use(five.id, CENT)], order_id=order_id, holder=Holder(uuid4()), now=NOW)
        if number % 2:
            release_promotions(order_id, now=NOW)

    at_once(12, come_and_go)

    [(standing, given)] = rows(
        "SELECT count(*), sum(amount_minor) FROM pricing_redemption WHERE released_at IS NULL"
    )
    limits = promotion(five.id).limits
    assert (limits.uses, limits.given) == (standing, Money(int(given), "USD"))
