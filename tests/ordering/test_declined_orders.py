"""Cards that are declined."""

import pytest
from factories.inventory import counts
from factories.ordering import (
    DECLINED,
    ready_to_order,
    states,
)
from payments.makers import charges_of

from serai.catalog.public import variants_of_skus
from serai.ordering.events import OrderFailed, OrderPlaced

pytestmark = pytest.mark.django_db


def milk() -> object:
    return variants_of_skus(["MILK"])["MILK"].id


def test_a_declined_card_fails_the_order_and_opens_the_cart(shop, published):
    checkout = ready_to_order(MILK=2)

    response = checkout.place(DECLINED)

    assert (response.status_code, response.json()["code"]) == (422, "payments.payment_declined")
    assert states() == ["failed"]
    assert counts(milk()) == {"DC1": (100, 0)}
    shown = checkout.shopper.get(checkout.path).json()
    assert (shown["state"], shown["order_id"]) == ("open", None)
    assert [type(event) for event in published()].count(OrderFailed) == 1
    assert OrderPlaced not in [type(event) for event in published()]


def test_another_card_makes_another_order(shop):
    checkout = ready_to_order(MILK=2)
    checkout.place(DECLINED)

    response = checkout.place()

    assert response.status_code == 201
    assert states() == ["failed", "paid"]
    assert counts(milk()) == {"DC1": (98, 0)}
    assert [status for _, status, *_ in charges_of(shop)] == ["failed", "captured"]


def test_a_declined_order_repeated_is_declined_again_and_not_charged_again(shop):
    checkout = ready_to_order(MILK=2)

    first, second = (checkout.place(DECLINED, key="once") for _ in range(2))

    assert (first.status_code, second.status_code) == (422, 422)
    assert first.json()["code"] == second.json()["code"] == "payments.payment_declined"
    assert len(charges_of(shop)) == 1
    assert states() == ["failed"]
