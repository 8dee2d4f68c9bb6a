"""What many do at once who want what is not there, with real threads and processes on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from factories.ahead import back_ordered, expected, queue_of, wait
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, counts, stocked

from serai.inventory.public import (
    Arrived,
    DeliveryNotFound,
    OutOfStock,
    allot_units,
    give_up_places,
    receive_deliveries,
    sold_ahead,
    stock_disagreements,
)
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Start every act at the same moment, each in a thread of its own; count results and refusals."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except (OutOfStock, DeliveryNotFound) as no:
            return type(no).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


@pytest.fixture
def tea() -> UUID:
    """Return an article of which DC1 has nothing."""
    a_location("DC1")
    return a_variant("TEA").id


def test_of_many_who_want_a_place_exactly_as_many_get_one_as_there_are(tea: UUID):
    terms = back_ordered("TEA", most=10)

    met = at_once(*(lambda: wait(tea, 1, terms) for _ in range(30)))

    assert met == {"done": 10, "OutOfStock": 20}
    assert len(queue_of(tea)) == 10


def test_many_processes_take_no_more_places_than_are_expected(tea: UUID):
    back_ordered("TEA")
    expected("TEA", 10, 5, 6)
    connection.close()

    with get_context("fork").Pool(4) as pool:
        taken = sum(pool.map(_buyer_in_a_process, [tea] * 4, 1))

    assert taken == 10
    assert len(queue_of(tea)) == 10


def _buyer_in_a_process(variant_id: UUID) -> int:
    taken = 0
    for _ in range(6):
        with suppress(OutOfStock):
            taken += len(wait(variant_id, 1, sold_ahead("web")[variant_id]))
    connection.close()
    return taken


def test_goods_are_given_once_whoever_gives_them_at_the_same_time(tea: UUID):
    terms, orders = back_ordered("TEA", most=40), [uuid7() for _ in range(20)]
    for order_id in orders:
        wait(tea, 1, terms, of=order_id)
    stocked(tea, a_location("DC1"), 12)

    gives = [lambda: allot_units([tea], now=NOW) for _ in range(4)]
    leaves = [lambda mine=order_id: give_up_places(mine) for order_id in orders[:6]]
    at_once(*gives, *leaves)
    allot_units(now=NOW)

    rows = queue_of(tea)
    given, stopped = sum(row[1] for row in rows), sum(row[2] for row in rows)
    assert all(row[1] + row[2] <= row[0] for row in rows)
    assert given == 12
    assert stopped <= 6
    assert counts(tea) == {"DC1": (0, 0)}
    assert stock_disagreements() == []


def test_a_delivery_that_two_receive_at_once_comes_once(tea: UUID):
    terms = back_ordered("TEA")
    delivery = expected("TEA", 5, 5, 6)
    wait(tea, 3, terms)

    met = at_once(*(lambda: receive_deliveries([Arrived(delivery, 5)], now=NOW) for _ in range(4)))

    assert met == {"done": 1, "DeliveryNotFound": 3}
    assert counts(tea) == {"DC1": (2, 0)}


def test_selling_ahead_receiving_and_leaving_at_once_never_waits_for_ever(tea: UUID):
    terms = back_ordered("TEA", most=50)
    delivery = expected("TEA", 30, 5, 6)
    mine = uuid7()
    wait(tea, 2, terms, of=mine)

    met = at_once(
        *(lambda: wait(tea, 1, terms) for _ in range(8)),
        lambda: receive_deliveries([Arrived(delivery, 10)], now=NOW),
        lambda: allot_units(now=NOW),
        lambda: expected("TEA", 40, 7, 9),
        lambda: give_up_places(mine),
        lambda: back_ordered("TEA", most=60),
    )

    assert met == {"done": 13}
    assert stock_disagreements() == []
