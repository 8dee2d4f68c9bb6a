"""A difference is paid by gift cards, credit and a card together, or by none of them."""

from uuid import UUID

import pytest
from factories.ordering import CHALLENGE, DECLINED, OK, Shopper, a_customer_id, a_paid_order, card
from ordering.changes.makers import books_agree, no_differences, pay
from ordering.changes.test_differences_by_tender import _credit
from ordering.test_tenders import a_card, left_on, owed_by_tenders

from serai.kernel import clock
from serai.ordering.queries.changes.standing_order import standing_order
from serai.payments import public as payments
from serai.payments.public import PaymentDeclined
from serai.plumbing.auth import issue_shopper_token

pytestmark = pytest.mark.django_db
BREADS = 500


@pytest.fixture
def dearer(shop):
    """Let a customer with credit of 1.50 want two bread more: customer, shopper, order and the change's path."""
    customer_id = a_customer_id()
    _credit(customer_id, 150)
    shopper, placed = a_paid_order(Shopper(issue_shopper_token(customer_id, clock.now())), MILK=2)
    body = {"add": [{"sku": "BREAD", "quantity": 2}], "reason": "Some bread, too"}
    change = shopper.post(f"/orders/{placed['id']}/edits", body).json()
    path = f"/orders/{placed['id']}/changes/{change['id']}/payment"
    return customer_id, shopper, UUID(placed["id"]), path


def _named(code: str, **most) -> list[dict]:
    return [{"method": "gift_card", "code": code, **most}, {"method": "store_credit"}]


def _credit_of(customer_id: UUID) -> int:
    return payments.store_credit(customer_id, "USD").available.minor


def _paid(order_id: UUID) -> list[tuple[str, str, int, int]]:
    found = payments.payments_of_order(order_id)
    return sorted(
        (each.purpose, each.method, each.captured.minor, each.refunded.minor)
        for each in found
        if each.purpose != "order"
    )


def test_a_gift_card_credit_and_a_card_pay_one_difference_as_it_was_told_before(dearer, deliver):
    customer_id, shopper, order_id, path = dearer
    gift_card, code = a_card(200)

    told = shopper.post(f"{path}/quote", {"tenders": _named(code)}).json()

    assert [each["amount"]["minor"] for each in told["tenders"]] == [200, 150]
    assert (told["difference"]["minor"], told["due"]["minor"]) == (BREADS, 150)
    assert left_on(gift_card) == 200

    body = {"tenders": _named(code), "expected_due_minor": 150, "card": card(OK)}
    paid = shopper.post(path, body, key="once").json()
    assert paid == shopper.post(path, body, key="once").json()

    assert (paid["change"]["state"], paid["payment_state"]) == ("in_force", "captured")
    assert (left_on(gift_card), _credit_of(customer_id)) == (0, 0)
    assert _paid(order_id) == [
        ("change 1", "card", 150, 0),
        ("change 1 tender 1", "gift_card", 200, 0),
        ("change 1 tender 2", "store_credit", 150, 0),
    ]
    deliver()
    assert owed_by_tenders() == 0
    books_agree()
    no_differences()


def test_what_paid_last_is_given_back_first_as_the_quote_says(dearer, deliver):
    customer_id, shopper, order_id, path = dearer
    gift_card, code = a_card(200)
    body = {"tenders": _named(code), "card": card(OK)}
    assert shopper.post(path, body).status_code == 200
    off = {"remove": [{"position": 2, "units": 2}]}

    told = shopper.post(f"/orders/{order_id}/edits/quote", off).json()["ways_back"]

    assert [(each["method"], each["amount"]["minor"], each["was_taken"]) for each in told] == [
        ("card", 150, True),
        ("store_credit", 150, True),
        ("gift_card", 200, True),
    ]
    gone = {"lines": off["remove"], "reason": "changed_mind"}
    assert shopper.post(f"/orders/{order_id}/cancelled-lines", gone).status_code == 200
    deliver()
    assert (left_on(gift_card), _credit_of(customer_id)) == (200, 150)
    assert [refunded for *_, refunded in _paid(order_id)] == [150, 200, 150]
    books_agree()
    no_differences()


def test_a_refused_card_frees_what_the_others_hold_and_another_card_pays(dearer, deliver):
    customer_id, shopper, order_id, path = dearer
    gift_card, code = a_card(200)
    body = {"tenders": _named(code), "card": card(DECLINED)}

    refused = shopper.post(path, body)

    assert refused.json()["code"] == "payments.payment_declined"
    assert (left_on(gift_card), _credit_of(customer_id)) == (200, 150)
    assert standing_order(order_id).waits_for is not None
    assert shopper.post(path, body | {"card": card(OK)}).status_code == 200
    deliver()
    assert (left_on(gift_card), _credit_of(customer_id)) == (0, 0)
    books_agree()
    no_differences()


def test_two_purses_that_pay_everything_ask_nobody_outside(dearer, deliver):
    customer_id, shopper, order_id, path = dearer
    gift_card, code = a_card(400)

    paid = shopper.post(path, {"tenders": _named(code), "expected_due_minor": 0})

    assert paid.json()["change"]["state"] == "in_force"
    assert (left_on(gift_card), _credit_of(customer_id)) == (0, 50)
    assert _paid(order_id) == [
        ("change 1", "store_credit", 100, 0),
        ("change 1 tender 1", "gift_card", 400, 0),
    ]
    deliver()
    books_agree()
    no_differences()


def test_no_more_is_used_of_a_gift_card_than_the_shopper_wishes(dearer):
    customer_id, shopper, order_id, path = dearer
    gift_card, code = a_card(400)
    body = {"tenders": _named(code, most_minor=50), "card": card(OK)}

    assert shopper.post(path, body).status_code == 200

    assert (left_on(gift_card), _credit_of(customer_id)) == (350, 0)
    assert _paid(order_id)[0] == ("change 1", "card", 300, 0)


def test_another_amount_than_was_shown_takes_nothing(dearer):
    customer_id, shopper, order_id, path = dearer
    gift_card, code = a_card(200)
    body = {"tenders": _named(code), "card": card(OK), "expected_due_minor": 100}

    refused = shopper.post(path, body).json()

    assert (refused["code"], refused["facts"]["due"]["minor"]) == ("ordering.tenders_changed", 150)
    assert (left_on(gift_card), _credit_of(customer_id)) == (200, 150)
    assert _paid(order_id) == []


def test_purses_that_leave_something_and_no_card_pay_nothing(dearer):
    _, shopper, order_id, path = dearer
    gift_card, code = a_card(200)

    refused = shopper.post(path, {"tenders": _named(code)}).json()

    assert refused["code"] == "ordering.tender_too_small"
    assert left_on(gift_card) == 200
    assert _paid(order_id) == []


def test_an_order_called_off_frees_what_waits_beside_a_card(dearer, deliver):
    _, shopper, order_id, path = dearer
    gift_card, code = a_card(200)
    change_id = UUID(path.split("/")[-2])
    with pytest.raises(PaymentDeclined):
        pay(order_id, change_id, DECLINED, codes=[code])
    waits = pay(order_id, change_id, CHALLENGE, codes=[code])
    assert (waits.payment_state, left_on(gift_card)) == ("requires_action", 0)

    cancelled = shopper.post(f"/orders/{order_id}/cancellation", {"reason": "No more"})

    assert cancelled.status_code == 200
    deliver()
    assert left_on(gift_card) == 200
    books_agree()
    no_differences()
