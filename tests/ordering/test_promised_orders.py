"""What a cart and an order promise has stock and places behind it, and stays what was agreed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from factories.inventory import a_location, hold, stocked
from factories.ordering import (
    DECLINED,
    Checkout,
    a_cart,
    a_paid_order,
    an_article,
    counted,
    ready_to_order,
)

from serai.fulfilment.models import Booking, DayLoad
from serai.fulfilment.public import (
    DeliveryService,
    Reach,
    SetSite,
    groups_of_order,
    set_delivery_services,
    set_sites,
)
from serai.fulfilment.queries.network import forget_network
from serai.kernel import clock
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.open_order_groups import open_order_groups

pytestmark = pytest.mark.django_db
ALWAYS = ("00:00-24:00",) * 7


@pytest.fixture(autouse=True)
def _fresh_network() -> Iterator[None]:
    forget_network()
    yield
    forget_network()


def sites(daily_orders: int | None = None) -> None:
    """Let DC1 send at any time of any day; standard takes two to three days, express one."""
    set_sites([SetSite("DC1", "UTC", ALWAYS, 0, 0, 0, daily_orders, ships=True, collection=1440)])
    every_day = (True,) * 7
    set_delivery_services(
        [
            DeliveryService("standard", every_day, (Reach(20_040, 2, 3),)),
            DeliveryService("express", every_day, (Reach(20_040, 1, 1),)),
        ]
    )


def today() -> date:
    return clock.now().date()


def in_days(first: int, last: int) -> dict[str, str]:
    return {
        "earliest": (today() + timedelta(days=first)).isoformat(),
        "latest": (today() + timedelta(days=last)).isoformat(),
    }


def options(checkout: Checkout) -> dict[str, dict]:
    items = checkout.shopper.get(f"{checkout.path}/delivery-options").json()["items"]
    return {each["code"]: each for each in items}


def test_without_sites_the_days_of_the_rate_table_are_told_and_nothing_is_promised(shop):
    checkout = ready_to_order(MILK=1)

    order = checkout.place().json()

    assert order["delivery"]["eta"] == in_days(2, 4)
    assert order["delivery"]["promise"] is None


def test_each_way_says_what_it_can_keep(shop):
    sites()

    found = options(a_cart(MILK=1))

    assert found["standard"]["eta"] == in_days(2, 3)
    assert found["express"]["eta"] == in_days(1, 1)
    assert found["express"]["promise"]["parcels"] == 1


def test_more_than_there_is_is_promised_by_nobody(shop):
    sites()

    found = options(a_cart(MILK=101))

    assert {each["promise"] for each in found.values()} == {None}


def test_a_cart_whose_goods_are_gone_promises_nothing(shop):
    sites()
    checkout = ready_to_order(MILK=1)
    shown = checkout.shopper.get(checkout.path).json()["delivery"]

    a_paid_order(MILK=100)
    gone = checkout.shopper.get(checkout.path).json()["delivery"]

    assert (shown["eta"], shown["promise"]["parcels"]) == (in_days(2, 3), 1)
    assert gone["promise"] is None


def test_a_pick_up_is_promised_while_the_store_has_it(shop):
    sites()
    store = a_location("S1", channel=None, kind="store")
    set_sites([SetSite("S1", "UTC", ALWAYS, 30, 90, 0, 10)])
    checkout = a_cart(MILK=2)
    variant_id = checkout.cart["lines"][0]["variant_id"]
    stocked(variant_id, store, 2)

    checkout.shopper.put(f"{checkout.path}/delivery", {"code": "pickup", "location": "S1"})
    there = checkout.shopper.get(checkout.path).json()["delivery"]["promise"]
    hold({variant_id: 1}, location_id=store.id)
    gone = checkout.shopper.get(checkout.path).json()["delivery"]["promise"]

    assert there["parcels"] == 1
    assert gone is None


def test_the_promise_is_copied_into_the_order(shop):
    sites()
    shopper, order = a_paid_order(MILK=1)
    set_delivery_services([DeliveryService("standard", (True,) * 7, (Reach(20_040, 9, 9),))])

    read = shopper.get(f"/orders/{order['id']}").json()["delivery"]

    assert read == order["delivery"]
    assert read["eta"] == in_days(2, 3)


def test_the_groups_of_an_order_know_what_they_keep(shop):
    sites()
    _, order = a_paid_order(MILK=1)

    open_order_groups(order["id"], now=clock.now())

    [group] = groups_of_order(order["id"])
    assert group.promised_latest.isoformat() == order["delivery"]["promise"]["latest"].replace(
        "Z", "+00:00"
    )
    assert group.due_by is not None
    assert group.told_latest == group.promised_latest


def test_a_plain_cart_spends_no_statement_more_where_as_many_orders_are_taken_as_come(shop):
    sites()
    a_paid_order(MILK=1)

    with counted() as statements:
        a_paid_order(MILK=1)

    assert len(statements) <= 15, "\n".join(statements)


def test_a_place_that_is_counted_costs_one_statement(shop):
    sites(daily_orders=50)
    a_paid_order(MILK=1)

    with counted() as statements:
        a_paid_order(MILK=1)

    assert len(statements) <= 16, "\n".join(statements)
    assert list(DayLoad.objects.values_list("day", "taken", "places")) == [(today(), 2, 50)]


def test_when_the_day_is_full_the_next_is_promised(shop):
    sites(daily_orders=1)

    _, first = a_paid_order(MILK=1)
    _, second = a_paid_order(MILK=1)

    assert [each["delivery"]["eta"] for each in (first, second)] == [in_days(2, 3), in_days(3, 4)]


def test_who_was_shown_an_earlier_day_is_asked_again_and_nothing_is_taken(shop):
    sites(daily_orders=1)
    checkout = ready_to_order(MILK=1)
    shown = checkout.shopper.get(checkout.path).json()["delivery"]["eta"]["latest"]
    a_paid_order(MILK=1)

    refused = checkout.place(expected_by=shown)
    again = checkout.shopper.get(checkout.path).json()["delivery"]["eta"]
    accepted = checkout.place(expected_by=again["latest"])

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.promise_changed")
    assert again == in_days(3, 4)
    assert accepted.status_code == 201
    assert Booking.objects.count() == 2


def test_a_declined_order_gives_its_place_back(shop):
    sites(daily_orders=1)
    declined = ready_to_order(MILK=1).place(DECLINED)
    _, order = a_paid_order(MILK=1)

    assert declined.status_code == 422
    assert order["delivery"]["eta"] == in_days(2, 3)


def test_a_cancelled_order_gives_its_place_back(shop):
    sites(daily_orders=1)
    _, order = a_paid_order(MILK=1)

    cancel_order(CancelOrder(order["id"], "changed my mind"), now=clock.now())
    _, another = a_paid_order(MILK=1)

    assert another["delivery"]["eta"] == in_days(2, 3)
    assert Booking.objects.count() == 1


def test_goods_that_come_from_elsewhere_after_all_are_promised_from_there(shop):
    sites(daily_orders=5)
    tea = an_article("TEA", stock=1)
    other = a_location("DC2", priority=1)
    stocked(tea.id, other, 1)
    set_sites([SetSite("DC2", "UTC", ALWAYS, 0, 0, 0, 5, ships=True, collection=0)])
    checkout = ready_to_order(TEA=1)
    a_paid_order(TEA=1)

    order = checkout.place().json()

    booked = Booking.objects.filter(order_id=order["id"])
    assert [each.location.code for each in booked] == ["DC2"]
    assert order["delivery"]["eta"] == in_days(3, 4)


@pytest.mark.django_db(transaction=True)
def test_many_orders_at_once_never_take_more_places_than_there_are(shop):
    sites(daily_orders=3)
    checkouts = [ready_to_order(MILK=1) for _ in range(10)]

    def buy(checkout: Checkout) -> dict:
        try:
            return checkout.place().json()
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        orders = list(pool.map(buy, checkouts))

    promised = sorted(order["delivery"]["eta"]["latest"] for order in orders)
    assert promised == sorted(in_days(2, 3 + n // 3)["latest"] for n in range(10))
    assert all(load.taken <= 3 for load in DayLoad.objects.all())
