"""Goods go to those who wait in the order in which they came, and deliveries are received once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, in_days, pre_ordered, queue_of, wait
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, counts, stocked

from serai.inventory.events import WaitingAllotted, WaitingMoved
from serai.inventory.models import ExpectedDelivery
from serai.inventory.public import (
    Arrived,
    Delivery,
    DeliveryNotFound,
    EntriesRefused,
    allot_units,
    expect_deliveries,
    receive_deliveries,
    stock_disagreements,
    tell_waiting,
)
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea() -> UUID:
    """Return an article of which DC1 has nothing."""
    a_location("DC1")
    return a_variant("TEA").id


def of(published: Callable[[], list], kind: type) -> list:
    return [each for each in published() if isinstance(each, kind)]


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_goods_go_to_those_who_came_first_and_the_last_of_them_gets_a_part(
    tea: UUID, published: Callable[[], list]
):
    terms, orders = back_ordered("TEA", most=20), [uuid7() for _ in range(3)]
    for nth, order_id in enumerate(orders):
        wait(tea, 2, terms, of=order_id, now=NOW + minutes(nth))

    stocked(tea, a_location("DC1"), 3)
    assert allot_units([tea], now=NOW + minutes(9)) == 2

    assert queue_of(tea) == [(2, 2, 0, "over"), (2, 1, 0, "waiting"), (2, 0, 0, "waiting")]
    assert [(each.waits_for, each.units) for each in of(published, WaitingAllotted)] == [
        (orders[0], 2),
        (orders[1], 1),
    ]
    assert counts(tea) == {"DC1": (0, 0)}
    assert stock_disagreements() == []
    assert allot_units(now=NOW + minutes(10)) == 0


def test_an_order_that_is_not_paid_gets_nothing_and_holds_nobody_up(tea: UUID):
    terms = back_ordered("TEA", most=20)
    wait(tea, 2, terms, agreed=False)
    wait(tea, 2, terms, now=NOW + minutes(1))

    stocked(tea, a_location("DC1"), 2)
    allot_units(now=NOW + minutes(2))

    assert queue_of(tea) == [(2, 0, 0, "held"), (2, 2, 0, "over")]


def test_a_delivery_is_in_stock_and_allotted_in_one_transaction(
    tea: UUID, published: Callable[[], list]
):
    terms = back_ordered("TEA")
    delivery = expected("TEA", 10, 11, 13)
    wait(tea, 4, terms)

    assert receive_deliveries([Arrived(delivery, 6)], now=NOW) == 1

    assert counts(tea) == {"DC1": (2, 0)}
    row = ExpectedDelivery.objects.get(pk=delivery)
    assert (row.received, row.is_over) == (6, False)
    [allotted] = of(published, WaitingAllotted)
    assert (allotted.units, allotted.channel_code) == (4, "web")


def test_the_last_part_of_a_delivery_ends_it_and_it_cannot_be_received_again(tea: UUID):
    back_ordered("TEA")
    delivery = expected("TEA", 10, 11, 13)
    receive_deliveries([Arrived(delivery, 6, is_last=True)], now=NOW)

    with pytest.raises(DeliveryNotFound):
        receive_deliveries([Arrived(delivery, 4)], now=NOW)

    assert counts(tea) == {"DC1": (6, 0)}


def test_deliveries_said_again_stand_as_said_last_and_one_of_nothing_is_called_off(tea: UUID):
    delivery = expected("TEA", 10, 11, 13)

    assert expected("TEA", 12, 11, 13) == delivery
    assert ExpectedDelivery.objects.get().quantity == 12
    expect_deliveries([Delivery("PO-1", "TEA", "DC1", 0, in_days(1), in_days(1))], now=NOW)
    assert ExpectedDelivery.objects.get().is_over


def test_a_delivery_that_makes_no_sense_is_refused_with_its_line(tea: UUID):
    fine = Delivery("PO-1", "TEA", "DC1", 3, in_days(1), in_days(2))
    bad = Delivery("PO-2", "TEA", "DC1", 3, in_days(2), in_days(1))

    with pytest.raises(EntriesRefused) as refusal:
        expect_deliveries([fine, bad, fine], now=NOW)

    assert [(each.line, each.field) for each in refusal.value.errors] == [
        (2, "last_on"),
        (3, "reference"),
    ]
    assert not ExpectedDelivery.objects.exists()


def test_who_waits_is_told_when_the_delivery_comes_later(tea: UUID, published: Callable[[], list]):
    terms, mine = back_ordered("TEA"), uuid7()
    expected("TEA", 10, 11, 13)
    wait(tea, 4, terms, of=mine)

    expected("TEA", 10, 18, 20)

    [moved] = of(published, WaitingMoved)
    assert (moved.waits_for, moved.is_later) == (mine, True)
    assert (moved.first_on, moved.last_on) == (in_days(18), in_days(20))
    assert tell_waiting([tea], now=NOW) == 0


def test_what_comes_sooner_is_no_delay(tea: UUID, published: Callable[[], list]):
    terms = back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    wait(tea, 4, terms)

    expected("TEA", 10, 5, 6)

    assert [each.is_later for each in of(published, WaitingMoved)] == [False]


def test_of_an_overdue_delivery_nobody_knows_the_day(tea: UUID, published: Callable[[], list]):
    terms = back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    wait(tea, 4, terms)

    assert tell_waiting([tea], now=NOW + timedelta(days=14)) == 1

    [moved] = of(published, WaitingMoved)
    assert (moved.last_on, moved.is_later) == (None, True)


def test_a_release_that_moves_is_told(tea: UUID, published: Callable[[], list]):
    terms, mine = pre_ordered("TEA", in_days(20)), uuid7()
    expected("TEA", 10, 11, 13)
    wait(tea, 4, terms, of=mine)

    pre_ordered("TEA", in_days(30))

    [moved] = of(published, WaitingMoved)
    assert (moved.waits_for, moved.release_on, moved.is_later) == (mine, in_days(30), True)
