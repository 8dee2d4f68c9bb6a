"""A channel may take the money with the goods: it is set aside with the order, taken at hand-over."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.inventory import counts
from factories.ordering import (
    CHALLENGE,
    DECLINED,
    TIME_OUT,
    Shopper,
    approve,
    ready_to_order,
    send_webhooks,
    staff,
)
from payments.makers import charges_of

from serai.catalog.public import variants_of_skus
from serai.config.checks import run_checks
from serai.kernel import clock
from serai.ledger.public import trial_balance
from serai.ordering.events import OrderPaid, OrderPlaced
from serai.ordering.usecases.check_money import check_money
from serai.payments.models import PaymentMethod
from serai.payments.public import CARD, CaptureAt, PaymentState, payments_of_order
from serai.payments.queries.methods import forget_methods
from serai.payments.usecases.recover_processing import recover_processing
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(shop) -> Iterator[Any]:
    """Open the shop; its channel takes cards' money with the goods."""
    PaymentMethod.objects.create(
        channel_code="web", method=CARD, processor="local", capture_at=CaptureAt.HAND_OVER
    )
    forget_methods()
    yield shop
    forget_methods()


def an_agreed_order(number: str = "4242424242424242") -> tuple[Shopper, dict[str, Any]]:
    checkout = ready_to_order(MILK=2)
    placed = checkout.place(number)
    return checkout.shopper, placed.json() | {"status": placed.status_code}


def shown(order: dict[str, Any]) -> dict[str, Any]:
    return staff().get(f"/orders/{order['id']}").json()


def payment_of(order: dict[str, Any]) -> Any:
    [only] = payments_of_order(UUID(order["id"]))
    return only


def milk_in_stock() -> dict[str, tuple[int, int]]:
    return counts(variants_of_skus(["MILK"])["MILK"].id)


def received() -> int:
    return sum(
        row.credit - row.debit for row in trial_balance().rows if row.kind == "payments.received"
    )


def test_an_order_is_agreed_when_its_amount_is_set_aside(later, published):
    _, order = an_agreed_order()

    assert (order["status"], order["state"]) == (201, "accepted")
    assert order["payment"]["state"] == "authorised"
    assert order["due"]["minor"] == 0
    assert milk_in_stock() == {"DC1": (98, 0)}
    assert payment_of(order).state is PaymentState.AUTHORISED
    assert received() == 0
    assert [type(e) for e in published()].count(OrderPlaced) == 1


def test_the_money_is_taken_with_the_goods(later, deliver, published):
    _, order = an_agreed_order()

    handed_over = staff().post(f"/orders/{order['id']}/fulfilment")
    deliver()

    assert handed_over.status_code == 200
    after = shown(order)
    assert (after["state"], after["payment"]["state"]) == ("fulfilled", "captured")
    assert payment_of(order).captured.minor == order["totals"]["total"]["minor"]
    assert received() == order["totals"]["total"]["minor"]
    assert [type(e) for e in published()].count(OrderPaid) == 1
    assert list(run_checks()) == []
    assert check_money(now=clock.now()).found == 0


def test_goods_handed_over_twice_are_paid_once(later, deliver):
    _, order = an_agreed_order()

    for _ in range(2):
        staff().post(f"/orders/{order['id']}/fulfilment")
        deliver()

    total = order["totals"]["total"]["minor"]
    assert charges_of(later) == [(str(payment_of(order).id), "captured", total, 0)]


def test_money_taken_in_parts_by_staff_pays_the_order_with_the_last(later, deliver, published):
    _, order = an_agreed_order()
    total, payment = order["totals"]["total"]["minor"], payment_of(order)

    for minor in (100, total - 100):
        body = {"amount": {"minor": minor, "currency": "USD"}, "reason": "Parcel"}
        assert staff().post(f"/payments/{payment.id}/captures", body).status_code == 202
        deliver()
        state = "paid" if minor > 100 else "accepted"
        assert shown(order)["state"] == state

    assert payment_of(order).captured.minor == total
    assert [type(e) for e in published()].count(OrderPaid) == 1
    assert list(run_checks()) == []


def test_a_cancelled_order_lets_its_amount_go_and_takes_nothing(later, deliver):
    shopper, order = an_agreed_order()

    cancelled = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "by mistake"})
    deliver()

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    standing = payment_of(order)
    assert (standing.state, standing.captured.minor) == (PaymentState.VOIDED, 0)
    assert milk_in_stock() == {"DC1": (100, 0)}
    assert received() == 0


def test_a_partly_taken_order_that_is_cancelled_gives_back_and_lets_go(later, deliver):
    shopper, order = an_agreed_order()
    body = {"amount": {"minor": 100, "currency": "USD"}, "reason": "Parcel"}
    staff().post(f"/payments/{payment_of(order).id}/captures", body)
    deliver()

    staff().post(f"/orders/{order['id']}/cancellation", {"reason": "sold out"})
    deliver()

    standing = payment_of(order)
    assert (standing.captured.minor, standing.refunded.minor) == (100, 100)
    assert not standing.capturable
    assert received() == 0
    assert shopper.get(f"/orders/{order['id']}").json()["refunded"]["minor"] == 100


def test_a_bank_that_asks_agrees_on_the_order_whichever_news_comes_first(later, deliver):
    _, order = an_agreed_order(CHALLENGE)
    assert order["state"] == "placing"

    approve(later, order["action"]["url"])
    send_webhooks(later, times=2)
    deliver()

    assert (shown(order)["state"], milk_in_stock()) == ("accepted", {"DC1": (98, 0)})


def test_an_answer_that_never_came_agrees_on_the_order_later(later, deliver):
    _, order = an_agreed_order(TIME_OUT)
    assert order["state"] == "placing"

    send_webhooks(later)
    deliver()

    assert shown(order)["state"] == "accepted"


def test_a_declined_card_sets_nothing_aside(later):
    refused = ready_to_order(MILK=2).place(DECLINED)

    assert refused.status_code == 422
    assert milk_in_stock() == {"DC1": (100, 0)}


def test_goods_stay_when_what_was_set_aside_has_run_out(later, deliver):
    _, order = an_agreed_order()
    late = clock.now() + timedelta(days=8)
    later.lapse(now=late)
    recover_processing(now=late)
    deliver()

    refused = staff().post(f"/orders/{order['id']}/fulfilment")

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.not_paid_yet")
    after = shown(order)
    assert (after["state"], after["payment"]["state"]) == ("accepted", "voided")
    assert after["due"] == order["totals"]["total"]
    assert staff().post(f"/orders/{order['id']}/cancellation", {"reason": "unpaid"}).json()[
        "state"
    ] == ("cancelled")


def test_a_plain_order_is_as_quick_as_before(shop):
    _, order = an_agreed_order()

    assert order["state"] == "paid"
    assert rows("SELECT count(*) FROM payments_capture") == [(0,)]
