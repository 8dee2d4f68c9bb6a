"""What the clock tidies up, and news that is none of our business."""

from datetime import timedelta

import pytest
from factories.ordering import a_cart, a_paid_order, states
from payments.makers import a_card

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.usecases.forget_carts import KEPT, forget_carts
from serai.payments.public import (
    RefundPayment,
    Source,
    StartPayment,
    charge_payment,
    refund_payment,
    settle_from_processor,
    start_payment,
)
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


def test_carts_that_nobody_came_back_for_are_forgotten_and_orders_stay(shop):
    a_cart(MILK=1)
    shopper, order = a_paid_order(MILK=1)

    assert forget_carts(now=clock.now() + KEPT - timedelta(minutes=1)) == 0
    assert forget_carts(now=clock.now() + KEPT + timedelta(minutes=1)) == 2
    assert rows("SELECT * FROM ordering_cart") == []
    assert shopper.get(f"/orders/{order['id']}").json()["state"] == "paid"


def test_a_payment_of_something_else_is_passed_over(shop, deliver):
    now = clock.now()
    command = StartPayment(
        cart_id=uuid7(),
        order_id=uuid7(),
        channel_code="web",
        amount=Money(500, "USD"),
        token=shop.tokenise(a_card(), now=now).token,
        return_url="https://shop.example",
        purpose="gift_card",
    )
    result = charge_payment(start_payment(command, now=now), now=now)
    payment = settle_from_processor(result, source=Source.CALL, now=now).payment
    refund_payment(RefundPayment(payment.id, key="r", reason="Sorry"), now=now)

    deliver()

    assert states() == []
