"""Orders are counted by the network that they come from, of which no address is kept."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from factories.holds import a_hold_rule
from factories.ordering import CONTACT, DECLINED, OK, Checkout, Shopper, ready_to_order

from serai.kernel import clock
from serai.ordering.domain.review.network import network_digest
from serai.ordering.queries.review.hold_view import holds_of_order
from serai.ordering.usecases.review.count_velocity import forget_velocity
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
_STILL = "4000002760000016"


def from_address(address: str, email: str = "ann@example.org") -> Checkout:
    client = Client(headers={"X-Forwarded-For": address})
    checkout = ready_to_order(Shopper(client=client), MILK=1)
    contact = CONTACT | {"email": email}
    checkout.cart = checkout.shopper.put(f"{checkout.path}/contact", contact).json()
    return checkout


def bought(address: str, email: str = "ann@example.org", number: str = OK) -> UUID:
    response = from_address(address, email).place(number)
    assert response.status_code == 201, response.content
    return UUID(response.json()["id"])


def test_many_orders_from_one_network_are_held_whatever_their_names_and_cards(shop, deliver):
    a_hold_rule("network.orders_hour", ">", 2, name="Many from one network")
    orders = [
        bought("203.0.113.7", "ann@example.org"),
        bought("203.0.113.7", "bob@example.org", _STILL),
        bought("198.51.100.1", "cid@example.org"),
        bought("203.0.113.7", "dan@example.org"),
    ]

    deliver()

    assert [len(holds_of_order(order_id)) for order_id in orders] == [0, 0, 0, 1]
    [hold] = holds_of_order(orders[-1])
    assert hold.why == "It matches: Orders in an hour, by network address is more than 2."
    assert hold.reasons == [{"field": "network.orders_hour", "operator": ">", "found": 3}]


def test_many_names_from_one_network_are_seen(shop, deliver):
    a_hold_rule("network.emails_week", "=", 2, name="Two names")
    orders = [bought("203.0.113.7", email) for email in ("ann@example.org", "bob@example.org")]

    deliver()

    assert [len(holds_of_order(order_id)) for order_id in orders] == [0, 1]


def test_cards_that_are_tried_out_from_one_network_are_seen(shop, deliver):
    a_hold_rule("network.failures_day", ">=", 2, name="Cards tried out")
    for email in ("ann@example.org", "bob@example.org"):
        assert from_address("203.0.113.7", email).place(DECLINED).status_code == 422
    held, free = bought("203.0.113.7", "cid@example.org"), bought("198.51.100.1")

    deliver()

    assert [len(holds_of_order(order_id)) for order_id in (held, free)] == [1, 0]


def test_devices_of_one_household_are_one_network(shop, deliver):
    a_hold_rule("network.orders_hour", "=", 2, name="The second")
    orders = [bought("2001:db8:1:2::1"), bought("2001:db8:1:2:ffff::9"), bought("2001:db8:1:3::1")]

    deliver()

    assert [len(holds_of_order(order_id)) for order_id in orders] == [0, 1, 0]


def test_what_is_kept_tells_no_address_to_who_has_not_the_secret(shop):
    bought("203.0.113.7")

    [(kept,)] = rows("SELECT network FROM ordering_order")
    assert bytes(kept) == network_digest("203.0.113.7", secret=settings.SERAI_SECRET)
    assert bytes(kept) != network_digest("203.0.113.7", secret=b"another")
    assert bytes(kept) not in {
        sha256(text).digest() for text in (b"203.0.113.7", b"\xcb\x00\x71\x07")
    }
    assert network_digest("not an address", secret=b"s") is None


def test_it_is_forgotten_with_the_counts_of_orders_that_failed_too(shop, deliver):
    bought("203.0.113.7")
    assert from_address("203.0.113.7").place(DECLINED).status_code == 422
    deliver()

    forget_velocity(now=clock.now() + timedelta(days=14))
    assert rows("SELECT count(network) FROM ordering_order") == [(2,)]
    forget_velocity(now=clock.now() + timedelta(days=16))
    assert rows("SELECT count(network) FROM ordering_order") == [(0,)]
    assert rows("SELECT count(*) FROM ordering_velocity") == [(0,)]


def test_a_server_of_our_own_is_nobodys_network(shop, deliver):
    a_hold_rule("network.orders_hour", ">", 0, name="Any")
    orders = [bought("127.0.0.1"), bought("nonsense")]

    deliver()

    assert [len(holds_of_order(order_id)) for order_id in orders] == [0, 0]
    assert rows("SELECT count(network) FROM ordering_order") == [(0,)]
