"""Money that comes when the stock or the order has gone."""

import pytest
from factories.inventory import a_location, counts, hold
from factories.ordering import CHALLENGE, approve, ready_to_order, send_webhooks, states
from ordering.test_tenders import a_card, left_on, place, with_tender
from payments.makers import charges_of

from serai.inventory.public import release
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.ordering.domain.holds import HOLD
from serai.ordering.events import OrderCancelled, OrderPlaced, OrderRefunded
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


def events_of(published, kind: type) -> list:
    return [event for event in published() if isinstance(event, kind)]


def waiting_for_the_bank(shop, **quantities: int):
    checkout = ready_to_order(**quantities)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"])
    return checkout, order


def test_a_reservation_that_ran_out_is_made_anew(shop, published, deliver):
    checkout, _ = waiting_for_the_bank(shop, MILK=2)
    release_expired(now=clock.now() + HOLD)

    send_webhooks(shop)
    deliver()

    assert states() == ["paid"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (98, 0)}
    assert len(events_of(published, OrderPlaced)) == 1


def test_stock_lost_after_the_capture_gives_the_money_back(shop, published, deliver):
    checkout, order = waiting_for_the_bank(shop, MILK=60)
    milk = checkout.cart["lines"][0]["variant_id"]
    later = clock.now() + HOLD
    release_expired(now=later)
    hold({milk: 50}, now=later)

    returned = checkout.shopper.post(f"/orders/{order['id']}/payment-return", {}).json()
    deliver()

    assert (returned["state"], returned["reason"]) == ("cancelled", "stock_lost")
    assert counts(milk) == {"DC1": (100, 50)}
    assert [(status, refunded) for _, status, _, refunded in charges_of(shop)] == [
        ("captured", 60 * 199)
    ]
    assert events_of(published, OrderPlaced) == []
    assert len(events_of(published, OrderCancelled)) == 1
    [refunded] = events_of(published, OrderRefunded)
    assert (refunded.refund_minor, refunded.reason) == (60 * 199, "stock_lost")
    shown = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (shown["refunded"]["minor"], shown["payment"]["state"]) == (60 * 199, "refunded")


@pytest.mark.django_db(transaction=True)  # what must hold at a commit is looked at
def test_stock_lost_after_a_gift_card_and_a_card_have_paid_gives_both_back(shop, deliver):
    gift_card, code = a_card(100)
    checkout = with_tender(ready_to_order(MILK=60), code=code)
    order = place(checkout, CHALLENGE).json()
    approve(shop, order["action"]["url"])
    later = clock.now() + HOLD
    release_expired(now=later)
    hold({checkout.cart["lines"][0]["variant_id"]: 50}, now=later)

    returned = checkout.shopper.post(f"/orders/{order['id']}/payment-return", {}).json()
    deliver()

    assert (returned["state"], returned["reason"]) == ("cancelled", "stock_lost")
    assert left_on(gift_card) == 100
    [(_, status, _, refunded)] = charges_of(shop)
    assert (status, refunded) == ("captured", checkout.total - 100)


def test_stock_lost_while_the_processor_thinks_is_told_at_once(shop, published, deliver):
    checkout = ready_to_order(MILK=60)
    milk = checkout.cart["lines"][0]["variant_id"]
    charge = shop.charge

    def charge_slowly(request, *, now):
        [(order_id,)] = rows("SELECT id FROM ordering_order")
        release(order_id, now=now)
        hold({milk: 50}, now=now, of=uuid7())
        return charge(request, now=now)

    shop.charge = charge_slowly
    response = checkout.place()
    deliver()

    assert (response.status_code, response.json()["code"]) == (409, "ordering.stock_lost")
    assert states() == ["cancelled"]
    assert [refunded for *_, refunded in charges_of(shop)] == [60 * 199]
    assert len(events_of(published, OrderRefunded)) == 1


def test_money_that_comes_for_a_failed_order_goes_back(shop, published, deliver):
    from serai.payments.public import (
        Source,
        charge_status,
        payments_of_order,
        settle_from_processor,
    )
    from serai.payments.usecases.settle_from_processor import ChargeResult, ChargeStatus

    checkout, order = waiting_for_the_bank(shop, MILK=2)
    [payment] = payments_of_order(order["id"])
    lost = ChargeResult(str(payment.id), ChargeStatus.FAILED, payment.amount)
    settle_from_processor(lost, source=Source.RECOVERY, now=clock.now())
    deliver()
    assert states() == ["failed"]

    send_webhooks(shop)
    deliver()

    assert charge_status(payment.id).status is ChargeStatus.CAPTURED
    assert states() == ["failed"]
    assert [refunded for *_, refunded in charges_of(shop)] == [payment.amount.minor]
    assert [event.reason for event in events_of(published, OrderRefunded)] == ["order_given_up"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (100, 0)}


def test_a_pickup_is_reserved_anew_only_where_it_waits(shop, deliver):
    from factories.inventory import stocked
    from factories.ordering import CONTACT, a_cart

    checkout = a_cart(MILK=5)
    milk = checkout.cart["lines"][0]["variant_id"]
    stocked(milk, a_location("S1", channel=None, kind="store"), 5)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)
    checkout.cart = checkout.shopper.put(
        f"{checkout.path}/delivery", {"code": "pickup", "location": "S1"}
    ).json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"])
    later = clock.now() + HOLD
    release_expired(now=later)
    hold({milk: 1}, now=later, location_id=a_location("S1", channel=None, kind="store").id)

    send_webhooks(shop)
    deliver()

    assert states() == ["cancelled"]
    assert counts(milk) == {"DC1": (100, 0), "S1": (5, 1)}
