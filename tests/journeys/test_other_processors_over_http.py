"""An order paid through Stripe, and one paid later at a provider's page; at night the books agree."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from factories.ordering import Shopper, ready_to_order, staff
from payments.makers import CHALLENGE, DECLINED, OK
from payments.stripe_vendor import StripeVendor, a_fresh_vendor, signed

from serai.kernel import clock
from serai.ordering.usecases.check_money import check_money
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.adapters.pay_later.provider import PayLater
from serai.payments.adapters.stripe.statement import StripeStatement
from serai.payments.ports import Books, Processors
from serai.payments.queries.reconciliation.difference_view import difference_page
from serai.plumbing.wiring import bind, bound

pytestmark = pytest.mark.django_db
TOTAL = 2 * 199 + 499


@pytest.fixture
def stripe(merchant, processor, a_folder: Path) -> Iterator[StripeVendor]:
    """Let Stripe take the shop's cards."""
    for vendor in a_fresh_vendor(a_folder):
        bind(Processors, Processors(vendor.processor))
        bind(Books, Books((StripeStatement(vendor.processor.connection),)))
        yield vendor


@pytest.fixture
def pay_later(merchant, processor, a_folder: Path) -> Iterator[PayLater]:
    """Let the shop's shoppers pay later, too."""
    book = Book(a_folder / "pay-later.sqlite3", patience=timedelta(seconds=5))
    made = PayLater(book, "http://testserver/pay-later", "key", b"secret of tests")
    bind(PayLater, made)
    bind(Processors, Processors(*bound(Processors), made))
    bind(Books, Books((LocalStatement(processor.book), LocalStatement(book, "pay_later"))))
    yield made
    book.close()


def place(checkout, token: str) -> Any:
    body = {"expected_total_minor": checkout.total, "token": token}
    return checkout.shopper.post(f"{checkout.path}/order", body)


def send_news(stripe: StripeVendor) -> list[int]:
    """Deliver everything that Stripe has to tell, twice; the answers' statuses."""
    return [
        Client()
        .post(
            "/api/webhooks/payments/stripe",
            json.dumps(event),
            "application/json",
            headers=signed(json.dumps(event).encode(), clock.now()),
        )
        .status_code
        for event in stripe.events() * 2
    ]


def state_of(shopper: Shopper, order: dict[str, Any]) -> str:
    return str(shopper.get(f"/orders/{order['id']}").json()["state"])


def tonight() -> list[str]:
    """Run the nightly check; what it finds."""
    check = check_money(now=clock.now() + timedelta(days=1))
    assert check.movements
    assert check.unread == []
    return [difference.sentence for difference in difference_page().items]


def test_an_order_is_paid_through_stripe_and_partly_given_back(stripe, stock, deliver):
    checkout = ready_to_order(MILK=2)

    placed = place(checkout, stripe.token(OK))
    order = placed.json()
    refund = {"amount_minor": 199, "reason": "One was sour"}
    asked = staff().post(f"/orders/{order['id']}/refunds", refund)
    deliver()

    assert (placed.status_code, order["state"]) == (201, "paid")
    assert asked.status_code == 202
    assert stock("MILK")["DC1"] == (98, 0)
    assert set(send_news(stripe)) == {200}
    told = staff().get(f"/orders/{order['id']}").json()
    assert told["refunded"]["minor"] == 199
    assert tonight() == []


def test_a_card_that_stripe_declines_leaves_the_cart_open(stripe, stock):
    checkout = ready_to_order(MILK=2)

    declined = place(checkout, stripe.token(DECLINED))
    paid = place(checkout, stripe.token(OK))

    assert declined.json()["code"] == "payments.payment_declined"
    assert (declined.status_code, paid.status_code) == (422, 201)
    assert stock("MILK")["DC1"] == (98, 0)


@pytest.mark.parametrize("way", ["return", "webhook"])
def test_a_shopper_confirms_on_the_banks_page(stripe, deliver, way: str):
    checkout = ready_to_order(MILK=2)
    order = place(checkout, stripe.token(CHALLENGE)).json()
    assert order["state"] == "placing"
    reference = order["action"]["url"].rpartition("/")[2]

    stripe.ask("POST", f"/_config/approve/{reference}", "answer=approve",
               "application/x-www-form-urlencoded")  # fmt: skip
    if way == "return":
        checkout.shopper.post(f"/orders/{order['id']}/payment-return", {})
    else:
        assert set(send_news(stripe)) == {200}
        deliver()

    assert state_of(checkout.shopper, order) == "paid"
    assert tonight() == []


def test_a_chargeback_at_stripe_reaches_the_books(stripe, deliver):
    checkout = ready_to_order(MILK=2)
    order = place(checkout, stripe.token(OK)).json()
    [event] = [one for one in stripe.events() if one["type"] == "payment_intent.succeeded"]
    intent = event["data"]["object"]["id"]

    dispute = stripe.open_dispute(intent, TOTAL)
    send_news(stripe)
    stripe.decide_dispute(dispute, "lost")
    send_news(stripe)
    deliver()

    refused = staff().post(f"/orders/{order['id']}/refunds", {"reason": "Sorry"})
    assert refused.status_code == 409


def test_an_order_is_paid_later_at_the_providers_page(pay_later, stock, deliver):
    checkout = ready_to_order(MILK=2)
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "pay_later"})

    waiting = place(checkout, "")
    order = waiting.json()
    page = order["action"]["url"].removeprefix("http://testserver")
    shown = Client().get(page)
    back = Client().post(page, {"answer": "approve"})["Location"]
    checkout.shopper.post(f"/orders/{order['id']}/payment-return", {})

    assert (waiting.status_code, order["state"]) == (202, "placing")
    assert "2.99" in shown.content.decode()
    assert order["id"] in back
    assert state_of(checkout.shopper, order) == "paid"
    assert stock("MILK")["DC1"] == (98, 0)
    assert tonight() == []


def test_the_providers_news_is_enough(pay_later, deliver):
    checkout = ready_to_order(MILK=2)
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "pay_later"})
    order = place(checkout, "").json()
    Client().post(order["action"]["url"].removeprefix("http://testserver"), {"answer": "approve"})

    for webhook_id, body in pay_later.book.connection().execute("SELECT id, body FROM webhook"):
        headers = signed_headers(webhook_id, body, secret=b"secret of tests", now=clock.now())
        answer = Client().generic(
            "POST", "/api/webhooks/payments/pay_later", body, "application/json", headers=headers
        )
        assert answer.status_code == 200
    deliver()

    assert state_of(checkout.shopper, order) == "paid"
