"""Orders whose money is set aside and taken as they are handed over: what changes of them do to it."""

from collections.abc import Iterator

import pytest
from factories.ordering import an_article
from ordering.changes.lives import OrderLife
from ordering.changes.makers import no_differences

from serai.payments import public as payments
from serai.payments.models import PaymentMethod
from serai.payments.queries.methods import forget_methods

MILK, TEA = 1, 2


@pytest.fixture
def life(shop) -> Iterator[OrderLife]:
    """Buy two of one article by a card that is charged as the order is handed over."""
    for sku, price in (("MILK", "1.99"), ("BREAD", "2.50"), ("TEA", "3.33")):
        an_article(sku, price, stock=100)
    PaymentMethod.objects.filter(channel_code="web", method="card").delete()
    PaymentMethod.objects.create(
        channel_code="web",
        method=payments.CARD,
        processor="local",
        capture_at=payments.CaptureAt.HAND_OVER,
    )
    forget_methods()
    yield OrderLife(shop, "hand_over", {"MILK": 2})
    forget_methods()


@pytest.mark.django_db
def test_a_difference_that_is_let_go_whole_beside_money_let_go_in_part_is_no_difference(life):
    life.take_off(MILK)
    life.add_one("TEA")
    life.pay(1)
    life.take_off(TEA)
    life.hand_over_all(0)
    no_differences()

    life.come_to_rest()

    states = [each.state for each in payments.payments_of_order(life.id)]
    assert sorted(states) == [payments.PaymentState.CAPTURED, payments.PaymentState.VOIDED]
    no_differences()
