"""Delivery rates, as staff changes them."""

from typing import Any

import pytest
from api.order_calls import A_RATE
from factories.ordering import RATES, ready_to_order, staff

from serai.ordering.events import DeliveryRatesChanged
from serai.ordering.public import delivery_rates

pytestmark = pytest.mark.django_db
ADDRESS = "/delivery-rates/web"


def test_rates_are_read_and_replaced(shop, published):
    before = staff().get(ADDRESS).json()["rates"]
    free = {**A_RATE, "from_minor": 5000, "price_minor": 0}

    after = staff().put(ADDRESS, {"rates": [A_RATE, free]})
    again = staff().put(ADDRESS, {"rates": [free, A_RATE]})

    assert len(before) == len(RATES)
    assert (after.status_code, again.status_code) == (200, 200)
    assert staff().get(ADDRESS).json() == after.json() == again.json()
    assert {(rate["code"], rate["from_minor"]) for rate in after.json()["rates"]} == {
        ("standard", 0),
        ("standard", 5000),
    }
    assert [e for e in published() if isinstance(e, DeliveryRatesChanged)] == [
        DeliveryRatesChanged("web")
    ]


def test_what_was_read_can_be_written_back(shop, published):
    read = staff().get(ADDRESS).json()

    assert staff().put(ADDRESS, read).json() == read
    assert not [event for event in published() if isinstance(event, DeliveryRatesChanged)]


@pytest.mark.parametrize(
    ("rates", "line"),
    [
        ([{**A_RATE, "earliest_days": 5}], 1),
        ([A_RATE, A_RATE], 2),
        ([A_RATE, {**A_RATE, "from_minor": 10, "kind": "pickup"}], 2),
    ],
)
def test_a_table_that_makes_no_sense_changes_nothing(shop, rates: list[Any], line: int):
    refused = staff().put(ADDRESS, {"rates": rates})

    assert (refused.status_code, refused.json()["code"]) == (422, "ordering.bad_delivery_rate")
    assert refused.json()["facts"]["line"] == line
    assert len(delivery_rates("web")) == len(RATES)


def test_an_unknown_channel_has_no_rates(shop):
    assert staff().get("/delivery-rates/nowhere").status_code == 404
    assert staff().put("/delivery-rates/nowhere", {"rates": []}).status_code == 404


def test_a_cart_that_has_chosen_keeps_its_price(shop):
    checkout = ready_to_order(MILK=1)
    staff().put(ADDRESS, {"rates": [{**A_RATE, "price_minor": 999}]})

    placed = checkout.place()

    assert placed.status_code == 201
    assert placed.json()["totals"]["delivery"]["minor"] == 499
