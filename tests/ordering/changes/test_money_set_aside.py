"""Orders whose money is set aside and taken as they are handed over: what changes of them do to it."""

from collections.abc import Iterator

import pytest
from factories.ordering import an_article
from ordering.changes.lives import OrderLife
from ordering.changes.makers import given_back, no_differences

from serai.kernel import clock
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.changes.match_price import MatchPrice, match_price
from serai.ordering.usecases.changes.write_change import MoneyIsUnderWay
from serai.payments import public as payments
from serai.payments.models import PaymentMethod
from serai.payments.queries.methods import forget_methods
from serai.plumbing.db import execute

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
    execute("DELETE FROM procrastinate_jobs")  # what other tests have left is not this order's
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


@pytest.mark.django_db
def test_what_is_taken_off_while_money_is_being_taken_goes_back_to_the_shopper(life):
    life.hand_over_all(0)
    cheaper = MatchPrice(life.id, "cheaper", MILK, 99, "seen for less")
    with pytest.raises(MoneyIsUnderWay):
        match_price(cheaper, now=clock.now())
    assert changes_of_order(life.id) == []

    life.come_to_rest()
    match_price(cheaper, now=clock.now())
    life.come_to_rest()

    assert given_back(life.id) == 200
    [paid] = payments.payments_of_order(life.id)
    assert (paid.captured - paid.refunded).minor == standing_order(life.id).total_minor
    no_differences()


@pytest.mark.django_db
def test_a_document_that_lapses_while_its_money_is_being_taken_does_not_stop_the_others(life):
    life.hand_over_all(0)
    life.announce_exchange(2)
    life.take_in(0)
    [waits] = changes_of_order(life.id)
    life.lapse(0)

    life.come_to_rest()
    life.lapse(0)
    life.come_to_rest()

    states = {each.state: each for each in changes_of_order(life.id)}
    assert states["lapsed"].id == waits.id
    assert given_back(life.id) == states["in_force"].refund.minor > 0
    no_differences()
