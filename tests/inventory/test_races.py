"""What many do at once, with real threads and real processes on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain
from multiprocessing import get_context
from random import Random
from threading import Barrier
from time import monotonic
from uuid import UUID

import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.inventory import HOLD, NOW, a_location, counts, hold, stocked, stocked_all
from factories.waiting import until_waiting

from serai.inventory.models import Movement
from serai.inventory.public import (
    OutOfStock,
    ReservationBusy,
    ReservationLost,
    StockEntry,
    StockMisfit,
    adjust,
    fulfil_reservation,
    import_stock,
    receive,
    release,
    reservation,
    restock,
    stock_disagreements,
)
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db(transaction=True)

PROCESSES, THREADS = 4, 16


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Start every act at the same moment, each in a thread of its own; count results and refusals."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            return f"{type(act()).__name__}"
        except (OutOfStock, ReservationBusy, ReservationLost, IllegalTransition, StockMisfit) as no:
            return type(no).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def test_of_many_buyers_exactly_as_many_as_there_are_units_succeed():
    milk = a_variant("MILK").id
    for code, units in (("A", 3), ("B", 4), ("C", 3)):
        stocked(milk, a_location(code), units)

    met = at_once(*(lambda: hold({milk: 1}) for _ in range(40)))

    assert met == {"ReservationView": 10, "OutOfStock": 30}
    assert counts(milk) == {"A": (3, 3), "B": (4, 4), "C": (3, 3)}
    assert stock_disagreements() == []


def test_buyers_in_many_processes_get_exactly_what_there_is():
    milk = a_variant("MILK").id
    stocked(milk, a_location("DC1"), 10)
    connection.close()

    with get_context("fork").Pool(PROCESSES) as pool:
        met = Counter(chain.from_iterable(pool.map(_buyer_in_a_process, [milk] * PROCESSES, 1)))

    assert met == {"NoneType": 10, "OutOfStock": PROCESSES * THREADS - 10}
    assert counts(milk) == {"DC1": (0, 0)}
    assert stock_disagreements() == []


def test_carts_in_opposite_order_never_deadlock():
    shelf = a_location("DC1")
    variants = [a_variant(f"SKU-{number}").id for number in range(6)]
    stocked_all(variants, shelf, 100_000)

    def shop(seed: int) -> None:
        chance = Random(seed)
        for _ in range(40):
            cart = chance.sample(variants, 4)
            if seed % 2:
                cart.reverse()
            order = hold(dict.fromkeys(cart, 1)).reservation_of
            (fulfil_reservation if chance.random() < 0.5 else release)(order, now=NOW)

    met = at_once(*(lambda seed=seed: shop(seed) for seed in range(12)))

    assert met == {"NoneType": 12}
    assert stock_disagreements() == []


def test_a_lock_that_was_waited_for_shows_the_newest_numbers():
    milk = a_variant("MILK").id
    stocked(milk, a_location("DC1"), 5)
    other = hold({milk: 5}).reservation_of
    released = Barrier(2)

    def release_slowly() -> None:
        with unit_of_work():
            release(other, now=NOW)
            released.wait()
            until_waiting()

    def buy_meanwhile() -> object:
        released.wait()
        return hold({milk: 5})

    met = at_once(release_slowly, buy_meanwhile)

    assert met["ReservationView"] == 1
    assert counts(milk) == {"DC1": (5, 5)}


def test_one_order_reserved_twice_at_once_holds_once():
    milk, shelf = a_variant("MILK").id, a_location("DC1")
    stocked(milk, shelf, 100)
    for _ in range(10):
        order = uuid7()

        met = at_once(*(lambda order=order: hold({milk: 2}, of=order) for _ in range(4)))

        assert met["ReservationView"] >= 1
        assert met.keys() <= {"ReservationView", "ReservationBusy"}
        assert sum(line.quantity for line in reservation(order).lines) == 2
    assert counts(milk) == {"DC1": (100, 20)}
    assert stock_disagreements() == []


def test_webhook_and_browser_fulfil_once():
    milk = a_variant("MILK").id
    stocked(milk, a_location("DC1"), 10)
    order = hold({milk: 3}).reservation_of

    met = at_once(*(lambda: fulfil_reservation(order, now=NOW) for _ in range(6)))

    assert met == {"ReservationView": 6}
    assert Movement.objects.filter(reason="sale").count() == 1
    assert counts(milk) == {"DC1": (7, 0)}


def test_fulfilment_and_release_at_once_leave_one_winner():
    milk = a_variant("MILK").id
    stocked(milk, a_location("DC1"), 100)
    for _ in range(15):
        order = hold({milk: 1}).reservation_of

        at_once(
            lambda order=order: fulfil_reservation(order, now=NOW),
            lambda order=order: release(order, now=NOW),
            lambda: release_expired(now=NOW + HOLD),
        )

    assert counts(milk)["DC1"][1] == 0
    assert stock_disagreements() == []


def test_an_expired_hold_is_given_to_one_of_many():
    milk = a_variant("MILK").id
    stocked(milk, a_location("DC1"), 1)
    hold({milk: 1})

    met = at_once(
        *(lambda: hold({milk: 1}, now=NOW + HOLD) for _ in range(8)),
        *(lambda: release_expired(now=NOW + HOLD) for _ in range(2)),
    )

    # While someone else has the old hold in hand its unit may look taken, but it is never given twice.
    assert met["ReservationView"] <= 1
    assert counts(milk)["DC1"] == (1, met["ReservationView"])
    assert stock_disagreements() == []


@pytest.mark.slow
def test_whatever_happens_at_once_the_books_agree():
    places = [a_location(code, priority=priority) for priority, code in enumerate("ABC")]
    a_location("A", channel="till")
    variants = [a_variant(f"SKU-{number}").id for number in range(5)]
    for place in places:
        stocked_all(variants, place, 12)
    until = monotonic() + 5
    shared = [uuid7() for _ in range(3)]

    def live(seed: int) -> None:
        chance = Random(seed)
        orders: list[UUID] = []
        while monotonic() < until:
            try:
                _act(chance, variants, places, orders, shared)
            except (OutOfStock, ReservationBusy, ReservationLost, IllegalTransition, StockMisfit):
                continue

    met = at_once(*(lambda seed=seed: live(seed) for seed in range(10)))

    assert met == {"NoneType": 10}
    assert stock_disagreements() == []


def _act(chance: Random, variants, places, orders: list[UUID], shared: list[UUID]) -> None:
    now = NOW + timedelta(minutes=chance.randint(0, 40))
    order = chance.choice(orders + shared)
    entry = StockEntry(chance.choice(variants), chance.choice(places).id, chance.randint(1, 3))
    match chance.randint(0, 11):
        case 0:
            fulfil_reservation(order, now=now)
        case 1:
            restock(order, now=now)
        case 2:
            release_expired(now=now)
        case 3:
            receive([entry], now=now)
        case 4:
            adjust([StockEntry(entry.variant_id, entry.location_id, -entry.quantity)], now=now)
        case 5:
            levels = [(v, place.id, 12) for v in variants for place in chance.sample(places, 2)]
            import_stock(levels, now=now)
        case 6 | 7:
            release(order, now=now)
        case _:
            cart = {v: chance.randint(1, 4) for v in chance.sample(variants, chance.randint(1, 4))}
            of = order if chance.random() < 0.3 else uuid7()
            where = chance.choice([None, *[place.id for place in places]])
            orders.append(of)
            hold(cart, of=of, now=now, location_id=where, channel=chance.choice(["web", "till"]))


def _buyer_in_a_process(variant_id: UUID) -> list[str]:
    """Buy one unit in each of many threads; every other order falls through once before."""

    def buy() -> None:
        order = uuid7()
        hold({variant_id: 1}, of=order)
        if order.int % 2:
            release(order, now=NOW)
            hold({variant_id: 1}, of=order)
        fulfil_reservation(order, now=NOW)

    return list(at_once(*[buy] * THREADS).elements())
