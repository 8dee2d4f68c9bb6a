"""Orders that were handed over."""

import pytest
from factories.inventory import counts
from factories.ordering import CHALLENGE, a_paid_order, ready_to_order, staff, written

from serai.catalog.public import variants_of_skus
from serai.kernel.ids import uuid7
from serai.ordering.events import OrderFulfilled

pytestmark = pytest.mark.django_db


def milk_in_stock() -> dict[str, tuple[int, int]]:
    return counts(variants_of_skus(["MILK"])["MILK"].id)


def test_a_paid_order_is_handed_over_once(shop, published):
    shopper, order = a_paid_order(MILK=2)
    before = milk_in_stock()

    first = staff().post(f"/orders/{order['id']}/fulfilment")
    again = staff().post(f"/orders/{order['id']}/fulfilment")

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["state"] == again.json()["state"] == "fulfilled"
    assert first.json()["can_cancel"] is False
    assert shopper.get(f"/orders/{order['id']}").json()["state"] == "fulfilled"
    [told] = [event for event in published() if isinstance(event, OrderFulfilled)]
    assert (str(told.order_id), told.number) == (order["id"], order["number"])
    assert milk_in_stock() == before


def test_what_was_handed_over_cannot_be_cancelled_but_money_can_go_back(shop):
    shopper, order = a_paid_order(MILK=2)
    staff().post(f"/orders/{order['id']}/fulfilment")

    refused = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})
    refund = staff().post(
        f"/orders/{order['id']}/refunds", {"reason": "bruised", "amount_minor": 100}
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "state.illegal_transition")
    assert refund.status_code == 202


def test_only_a_paid_order_can_be_handed_over(shop, published):
    _, cancelled = a_paid_order(MILK=1)
    staff().post(f"/orders/{cancelled['id']}/cancellation", {"reason": "sold out"})
    waiting = ready_to_order(MILK=1).place(CHALLENGE).json()
    before = written()

    answers = [
        staff().post(f"/orders/{order_id}/fulfilment")
        for order_id in (cancelled["id"], waiting["id"], uuid7())
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 404]
    assert written() == before
    assert not [event for event in published() if isinstance(event, OrderFulfilled)]
