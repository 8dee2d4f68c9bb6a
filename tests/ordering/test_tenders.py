"""Gift cards, store credit and points pay for orders, alone, together and beside a card."""

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from factories.inventory import counts
from factories.ordering import (
    CHALLENGE,
    DECLINED,
    Shopper,
    approve,
    card,
    counted,
    ready_to_order,
    send_webhooks,
    staff,
    states,
)
from factories.points import give_points, points_of
from payments.makers import charges_of

from serai.catalog.public import variants_of_skus
from serai.kernel import clock
from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements
from serai.ordering.events import OrderPlaced
from serai.ordering.usecases.resolve_placing import resolve_placing
from serai.payments import public as payments
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
)
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import execute, rows

pytestmark = pytest.mark.django_db
TOTAL = 897
"""Two MILK at 1.99 and 4.99 for delivery."""


def a_card(minor: int, currency: str = "USD", **wishes) -> tuple[payments.GiftCardView, str]:
    command = payments.IssueGiftCard(
        amount=Money(minor, currency), source=payments.GiftCardSource.GIVEN, **wishes
    )
    issued = payments.issue_gift_card(command, secret=settings.SERAI_SECRET, now=clock.now())
    return issued, payments.code_of(issued.id, secret=settings.SERAI_SECRET)


def left_on(gift_card: payments.GiftCardView) -> int:
    return payments.gift_card(gift_card.id, now=clock.now()).available.minor


def a_customer() -> tuple[UUID, Shopper]:
    from factories.ordering import a_customer_id

    customer_id = a_customer_id()
    return customer_id, Shopper(token=issue_shopper_token(customer_id, clock.now()))


def with_tender(checkout, method="gift_card", **said):
    response = checkout.shopper.post(f"{checkout.path}/tenders", {"method": method, **said})
    assert response.status_code == 200, response.content
    checkout.cart = response.json()
    return checkout


def place(checkout, number: str | None = None, *, due: int | None = None, key: str | None = None):
    due = checkout.cart["due"]["minor"] if due is None else due
    body = {"expected_total_minor": checkout.total, "expected_due_minor": due}
    if number:
        body["card"] = card(number)
    return checkout.shopper.post(f"{checkout.path}/order", body, key=key)


def settled(order_id: str) -> list[tuple[str, str, int, int]]:
    """Return method, state, captured and refunded of the payments of an order."""
    return rows(
        "SELECT method, state, captured_minor, refunded_minor FROM payments_payment"
        " WHERE order_id = %s ORDER BY id",
        [order_id],
    )


def owed_by_tenders() -> int:
    """What the processors of the house owe the shop: nothing, whenever nobody is writing."""
    [(total,)] = rows(
        "SELECT coalesce(sum(abs(balance)), 0) FROM ledger_account WHERE kind = 'payments.receivable'"
        " AND (owner LIKE 'gift_card/%%' OR owner LIKE 'store_credit/%%')"
    )
    return int(total)


def test_an_order_paid_in_full_by_gift_card_needs_no_other_payment(shop, published):
    gift_card, code = a_card(1000)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    assert checkout.cart["due"]["minor"] == 0
    assert checkout.cart["tenders"] == [
        {
            "method": "gift_card",
            "source": str(gift_card.id),
            "label": f"•••• {gift_card.last4}",
            "amount": {"amount": "8.97", "minor": TOTAL, "currency": "USD"},
        }
    ]

    response = place(checkout)

    assert response.status_code == 201, response.content
    order = response.json()
    assert (order["state"], order["due"]["minor"]) == ("paid", 0)
    assert order["payment"]["method"] == "gift_card"
    assert settled(order["id"]) == [("gift_card", "captured", TOTAL, 0)]
    assert left_on(gift_card) == 1000 - TOTAL
    assert charges_of(shop) == []
    assert len([event for event in published() if isinstance(event, OrderPlaced)]) == 1
    assert counts(variants_of_skus(["MILK"])["MILK"].id) == {"DC1": (98, 0)}
    assert (owed_by_tenders(), ledger_disagreements()) == (0, [])
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["tenders"] == order["tenders"]


def test_an_order_paid_by_gift_card_needs_no_choice_of_a_method(shop):
    _, code = a_card(5000)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    execute("UPDATE ordering_cart SET payment = jsonb_set(payment, '{method}', '\"\"')")

    assert place(checkout).status_code == 201


def test_a_gift_card_and_a_card_pay_an_order_together(shop):
    gift_card, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    assert checkout.cart["due"]["minor"] == 397

    order = place(checkout, "4242424242424242").json()

    assert order["state"] == "paid"
    assert settled(order["id"]) == [
        ("gift_card", "captured", 500, 0),
        ("card", "captured", 397, 0),
    ]
    assert [(status, minor) for _, status, minor, *_ in charges_of(shop)] == [("captured", 397)]
    assert left_on(gift_card) == 0
    assert owed_by_tenders() == 0


def test_several_tenders_pay_in_the_order_in_which_they_were_chosen(shop):
    customer_id, shopper = a_customer()
    first, one = a_card(100)
    second, two = a_card(1000)
    grant(customer_id, 300)
    give_points(customer_id, 250)
    checkout = ready_to_order(shopper, MILK=2)
    with_tender(checkout, code=one)
    with_tender(checkout, "points", most_minor=200)
    with_tender(checkout, "store_credit")
    with_tender(checkout, code=two)
    assert [each["amount"]["minor"] for each in checkout.cart["tenders"]] == [100, 200, 300, 297]

    order = place(checkout).json()

    assert order["state"] == "paid"
    assert [row[0] for row in settled(order["id"])] == [
        "gift_card",
        "points",
        "store_credit",
        "gift_card",
    ]
    assert (left_on(first), left_on(second)) == (0, 703)
    assert points_of(customer_id) == 50
    assert payments.store_credit(customer_id, "USD").available.minor == 0


def grant(customer_id: UUID, minor: int) -> None:
    command = GrantStoreCredit(customer_id, Money(minor, "USD"), "sorry", key=uuid4().hex)
    grant_store_credit(command, now=clock.now())


def test_a_declined_card_lets_go_what_the_gift_card_held(shop):
    gift_card, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)

    response = place(checkout, DECLINED)

    assert response.status_code == 422
    assert left_on(gift_card) == 500
    assert states() == ["failed"]
    again = checkout.shopper.get(checkout.path).json()
    assert (again["state"], again["due"]["minor"]) == ("open", 397)
    assert place(checkout, "4242424242424242").status_code == 201
    assert left_on(gift_card) == 0


def test_while_the_bank_asks_what_the_gift_card_holds_is_nobody_elses(shop):
    gift_card, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    waiting = place(checkout, CHALLENGE)
    assert waiting.status_code == 202
    assert left_on(gift_card) == 0

    approve(shop, waiting.json()["action"]["url"])
    send_webhooks(shop, times=2)
    from serai.ordering.usecases.follow_payment import follow_payment

    [payment_id] = [
        each.id
        for each in payments.payments_of_order(UUID(waiting.json()["id"]))
        if each.purpose == "order"
    ]
    for _ in range(2):
        follow_payment(UUID(waiting.json()["id"]), payments.payment(payment_id), now=clock.now())

    assert states() == ["paid"]
    assert settled(waiting.json()["id"])[0] == ("gift_card", "captured", 500, 0)
    assert owed_by_tenders() == 0


def test_another_sum_than_was_shown_is_never_taken(shop):
    gift_card, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    payments.hold_balance(
        payments.card_account(gift_card.id, "USD"),
        Money(200, "USD"),
        payment_id=uuid4(),
        method="gift_card",
        now=clock.now(),
    )

    response = place(checkout, "4242424242424242")

    assert (response.status_code, response.json()["code"]) == (409, "ordering.tenders_changed")
    assert response.json()["facts"]["due"]["minor"] == 597
    assert (states(), charges_of(shop)) == ([], [])
    assert place(checkout, "4242424242424242", due=597).status_code == 201


def test_who_does_not_say_what_is_left_to_be_paid_is_refused(shop):
    _, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)

    response = checkout.place()

    assert response.json()["code"] == "ordering.tenders_changed"


def test_the_same_request_twice_takes_the_gift_card_once(shop):
    gift_card, code = a_card(1000)
    checkout = with_tender(ready_to_order(MILK=2), code=code)

    first, second = place(checkout, key="k"), place(checkout, key="k")

    assert first.json()["id"] == second.json()["id"]
    assert left_on(gift_card) == 1000 - TOTAL


def test_an_order_paid_by_tenders_that_was_left_behind_by_a_crash_is_finished(shop, monkeypatch):
    gift_card, code = a_card(1000)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    monkeypatch.setattr("serai.ordering.usecases.place_order.confirm_order", lambda *_, **__: 1 / 0)
    assert place(checkout).status_code == 500
    assert (states(), left_on(gift_card)) == (["placing"], 1000 - TOTAL)

    execute("UPDATE ordering_order SET recover_after = now() - interval '1 minute'")
    resolve_placing(now=clock.now())
    resolve_placing(now=clock.now())

    assert states() == ["paid"]
    assert owed_by_tenders() == 0


def test_a_tender_can_be_taken_out_again_and_asked_for_less(shop):
    _, code = a_card(1000)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    with_tender(checkout, code=code, most_minor=100)
    assert [each["amount"]["minor"] for each in checkout.cart["tenders"]] == [100]

    source = checkout.cart["tenders"][0]["source"]
    for _ in range(2):
        response = checkout.shopper.delete(f"{checkout.path}/tenders/gift_card/{source}")
        assert response.status_code == 200
    assert (response.json()["tenders"], response.json()["due"]["minor"]) == ([], TOTAL)


def test_choosing_a_method_keeps_the_tenders(shop):
    _, code = a_card(100)
    checkout = with_tender(ready_to_order(MILK=2), code=code)

    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})

    assert len(checkout.shopper.get(checkout.path).json()["tenders"]) == 1


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"method": "gift_card", "code": "NOSUCHCARD"}, 404, "payments.gift_card_not_found"),
        ({"method": "gift_card"}, 404, "payments.gift_card_not_found"),
        ({"method": "seashells"}, 404, "ordering.tender_not_found"),
        ({"method": "store_credit"}, 409, "ordering.no_store_credit"),
    ],
)
def test_what_cannot_pay_is_refused(shop, said, status, code):
    checkout = ready_to_order(MILK=2)

    response = checkout.shopper.post(f"{checkout.path}/tenders", said)

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_sixth_tender_is_refused(shop):
    checkout = ready_to_order(MILK=2)
    for _ in range(5):
        with_tender(checkout, code=a_card(10)[1])

    response = checkout.shopper.post(
        f"{checkout.path}/tenders", {"method": "gift_card", "code": a_card(10)[1]}
    )

    assert response.json()["code"] == "ordering.too_many_tenders"


def test_a_cart_without_tenders_is_shown_in_four_statements(shop):
    checkout = ready_to_order(MILK=2)
    checkout.shopper.get(checkout.path)

    with counted() as statements:
        cart = checkout.shopper.get(checkout.path).json()

    assert len(statements) == 4
    assert (cart["tenders"], cart["due"]["minor"]) == ([], TOTAL)


def test_a_cancelled_order_gives_back_to_everything_that_paid(shop, deliver):
    gift_card, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    order = place(checkout, "4242424242424242").json()

    response = checkout.shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"})
    assert response.status_code == 200, response.content
    deliver()

    assert settled(order["id"]) == [
        ("gift_card", "captured", 500, 500),
        ("card", "captured", 397, 397),
    ]
    assert left_on(gift_card) == 500
    after = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (after["state"], after["refunded"]["minor"]) == ("cancelled", TOTAL)
    assert (owed_by_tenders(), ledger_disagreements()) == (0, [])


def test_a_refund_goes_to_the_card_first_and_then_to_the_gift_card(shop, deliver):
    gift_card, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    order = place(checkout, "4242424242424242").json()

    first = staff().post(f"/orders/{order['id']}/refunds", {"amount_minor": 450, "reason": "late"})
    assert first.status_code == 202, first.content
    assert (
        first.json()["amount"]["minor"],
        [each["amount"]["minor"] for each in first.json()["further"]],
    ) == (397, [53])
    deliver()
    assert settled(order["id"]) == [
        ("gift_card", "captured", 500, 53),
        ("card", "captured", 397, 397),
    ]
    assert left_on(gift_card) == 53

    too_much = staff().post(
        f"/orders/{order['id']}/refunds", {"amount_minor": 448, "reason": "late"}
    )
    assert too_much.json()["code"] == "payments.refund_too_large"
    rest = staff().post(f"/orders/{order['id']}/refunds", {"reason": "all"})
    assert rest.status_code == 202
    deliver()
    assert left_on(gift_card) == 500
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["refunded"]["minor"] == TOTAL
    assert owed_by_tenders() == 0


def test_a_refund_asked_for_twice_with_one_key_is_given_once(shop, deliver):
    _, code = a_card(500)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    order = place(checkout, "4242424242424242").json()
    path, body = f"/orders/{order['id']}/refunds", {"amount_minor": 450, "reason": "late"}

    one, two = staff().post(path, body, key="k"), staff().post(path, body, key="k")
    deliver()

    assert one.json() == two.json()
    assert sum(row[3] for row in settled(order["id"])) == 450
