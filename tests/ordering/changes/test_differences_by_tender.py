"""What an order became dearer is paid with a gift card or credit, all at once or not at all."""

from datetime import timedelta
from uuid import UUID

import pytest
from factories.inventory import a_location
from factories.ordering import Shopper, a_customer_id, a_paid_order
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    given_back,
    handed_over,
    no_differences,
)
from ordering.test_tenders import a_card, left_on, owed_by_tenders

from serai.kernel import clock
from serai.kernel.money import Money
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.differences.withdraw_change import lapse_changes
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.payments import public as payments
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
)
from serai.plumbing.auth import issue_shopper_token

pytestmark = pytest.mark.django_db
BREAD = 250


def _dearer(shopper: Shopper, order_id) -> str:
    body = {"add": [{"sku": "BREAD", "quantity": 1}], "reason": "Some bread, too"}
    change = shopper.post(f"/orders/{order_id}/edits", body).json()
    return f"/orders/{order_id}/changes/{change['id']}/payment"


def _credit(customer_id, minor: int) -> None:
    command = GrantStoreCredit(customer_id, Money(minor, "USD"), reason="Sorry", key="grant")
    grant_store_credit(command, now=clock.now())


def test_a_gift_card_pays_a_difference_and_gets_it_back(shop, deliver):
    shopper, order_id, bought = a_bought_order(MILK=2)
    gift_card, code = a_card(1000)
    path = _dearer(shopper, order_id)
    tender = {"tender": {"method": "gift_card", "code": code}}

    paid = shopper.post(path, tender, key="once").json()
    again = shopper.post(path, tender, key="once").json()

    assert paid == again
    assert (paid["change"]["state"], paid["payment_state"]) == ("in_force", "captured")
    assert left_on(gift_card) == 1000 - BREAD
    assert standing_order(order_id).total_minor == bought["totals"]["total"]["minor"] + BREAD

    off = {"lines": [{"position": 2, "units": 1}], "reason": "changed_mind"}
    assert shopper.post(f"/orders/{order_id}/cancelled-lines", off).status_code == 200
    deliver()
    assert left_on(gift_card) == 1000
    assert given_back(order_id) == BREAD
    assert owed_by_tenders() == 0
    books_agree()
    no_differences()


def test_credit_pays_a_difference_and_only_its_owners(shop, deliver):
    customer_id = a_customer_id()
    _credit(customer_id, 400)
    shopper, placed = a_paid_order(Shopper(issue_shopper_token(customer_id, clock.now())), MILK=2)
    path = _dearer(shopper, placed["id"])
    by_credit = {"tender": {"method": "store_credit"}}

    stranger, order_id, _ = a_bought_order(MILK=1)
    refused = stranger.post(_dearer(stranger, order_id), by_credit)
    assert refused.json()["code"] == "ordering.no_store_credit"

    assert shopper.post(path, by_credit).json()["change"]["state"] == "in_force"
    deliver()
    assert payments.store_credit(customer_id, "USD").available.minor == 400 - BREAD
    books_agree()
    no_differences()


def test_an_exchange_is_paid_with_a_gift_card(shop, deliver):
    shopper, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    gift_card, code = a_card(1000)
    swap = {
        "lines": [{"position": 1, "units": 1, "reason": "other"}],
        "wanted": [{"sku": "BREAD", "quantity": 1}],
    }
    asked = shopper.post(f"/orders/{order_id}/returns", swap).json()
    counted = InspectedUnits(1, restocked=1)
    receipt = ReceiveReturn(UUID(asked["id"]), a_location("DC1").id, [counted])
    waits = receive_return(receipt, now=clock.now())
    path = f"/orders/{order_id}/changes/{waits.change_id}/payment"

    paid = shopper.post(path, {"tender": {"method": "gift_card", "code": code}})

    assert paid.json()["change"]["state"] == "in_force"
    assert left_on(gift_card) == 1000 - 51
    deliver()
    books_agree()
    no_differences()


@pytest.mark.parametrize(
    ("tender", "code"),
    [
        ({"method": "gift_card"}, "ordering.tender_too_small"),
        ({"method": "instalments"}, "ordering.no_instalments_for_it"),
        ({"method": "favours"}, "ordering.tender_not_found"),
    ],
)
def test_what_cannot_pay_all_of_it_pays_nothing(shop, tender, code):
    shopper, order_id, _ = a_bought_order(MILK=2)
    gift_card, said = a_card(BREAD - 1)
    if tender["method"] == "gift_card":
        tender = {**tender, "code": said}
    path = _dearer(shopper, order_id)

    refused = shopper.post(path, {"tender": tender})

    assert refused.json()["code"] == code
    assert left_on(gift_card) == BREAD - 1
    assert standing_order(order_id).waits_for is not None
    books_agree()


def test_what_lapsed_takes_nothing_from_a_gift_card(shop, deliver):
    shopper, order_id, _ = a_bought_order(MILK=2)
    gift_card, code = a_card(1000)
    path = _dearer(shopper, order_id)
    assert lapse_changes(now=clock.now() + timedelta(days=3)) == 1

    refused = shopper.post(path, {"tender": {"method": "gift_card", "code": code}})

    assert refused.json()["code"] == "ordering.change_is_settled"
    assert left_on(gift_card) == 1000
    books_agree()
