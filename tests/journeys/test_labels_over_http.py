"""A label is bought, the carrier tells where the parcel is, and the shopper sees it arrive, over HTTP only."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from factories.ordering import ready_to_order

from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier, news_of, told
from serai.fulfilment.adapters.local_carrier.signature import signed_headers
from serai.fulfilment.ports import TrackingStatus
from serai.kernel import clock
from serai.plumbing.wiring import bound

pytestmark = pytest.mark.django_db
Deliver = Callable[[], int]


def scanned(tracking: str, status: TrackingStatus) -> tuple[dict[str, str], bytes]:
    """Have the carrier see a parcel; return the webhook that it sends."""
    carrier = bound(LocalCarrier)
    carrier.scan(tracking, status, place="Dayton")
    scan = carrier.book.connection().execute("SELECT * FROM scan ORDER BY number DESC").fetchone()
    body = told(news_of(scan))
    secret = carrier.webhook_secret
    return signed_headers(scan["id"], body, secret=secret, now=clock.now()), body


def hears(headers: dict[str, str], body: bytes) -> Any:
    address = "/api/webhooks/carriers/local"
    return Client().generic("POST", address, body, "application/json", headers=headers)


def test_a_label_is_bought_followed_and_seen_to_arrive(merchant, stock, letters, deliver):
    checkout = ready_to_order(MILK=2)
    order = checkout.place().json()
    deliver()
    [group] = merchant.get(f"/fulfilment-groups?order_id={order['id']}").json()["items"]
    path = f"/fulfilment-groups/{group['id']}"
    rates = merchant.get(f"{path}/rates").json()["items"]
    assert rates[0]["cost"]["minor"] == min(rate["cost"]["minor"] for rate in rates)

    parcel = merchant.post(f"{path}/parcels", {"weight_g": 900}, key="once").json()
    again = merchant.post(f"{path}/parcels", {"weight_g": 900}, key="once").json()
    assert (again["id"], again["tracking_number"]) == (parcel["id"], parcel["tracking_number"])
    label = Client().get(urlsplit(parcel["pdf_url"]).path)
    assert (label.status_code, label.content[:5]) == (200, b"%PDF-")
    zpl = Client().get(urlsplit(parcel["zpl_url"]).path).content.decode()
    assert parcel["tracking_number"] in zpl

    def part() -> dict[str, Any]:
        [only] = checkout.shopper.get(f"/orders/{order['id']}/parts").json()["items"]
        return dict(only)

    for status, state in (
        (TrackingStatus.ACCEPTED, "shipped"),
        (TrackingStatus.OUT_FOR_DELIVERY, "shipped"),
        (TrackingStatus.DELIVERED, "delivered"),
    ):
        news = scanned(parcel["tracking_number"], status)
        assert [hears(*news).json()["news"] for _ in range(2)] == [1, 0]
        deliver()
        assert (part()["state"], part()["tracking_url"]) == (state, parcel["tracking_url"])

    assert checkout.shopper.get(f"/orders/{order['id']}").json()["state"] == "fulfilled"
    assert stock("MILK")["DC1"] == (98, 0)
    assert sum("on its way" in str(letter["Subject"]) for letter in letters()) == 1
    heard = merchant.get(f"/parcels/{parcel['id']}").json()
    assert {each["status"] for each in heard["news"]} == {
        "accepted",
        "out_for_delivery",
        "delivered",
    }


def test_news_that_the_carrier_did_not_sign_move_nothing(merchant, deliver):
    checkout = ready_to_order(MILK=1)
    order = checkout.place().json()
    deliver()
    [group] = merchant.get(f"/fulfilment-groups?order_id={order['id']}").json()["items"]
    parcel = merchant.post(f"/fulfilment-groups/{group['id']}/parcels", {}).json()
    headers, body = scanned(parcel["tracking_number"], TrackingStatus.ACCEPTED)

    forged = hears(headers, body.replace(b"accepted", b"delivered"))
    deliver()

    assert forged.status_code == 401
    assert merchant.get(f"/fulfilment-groups/{group['id']}").json()["state"] == group["state"]


def test_a_label_that_was_not_used_is_given_back_and_the_next_box_has_its_own(merchant, deliver):
    checkout = ready_to_order(MILK=1)
    order = checkout.place().json()
    deliver()
    [group] = merchant.get(f"/fulfilment-groups?order_id={order['id']}").json()["items"]
    path = f"/fulfilment-groups/{group['id']}/parcels"
    first = merchant.post(path, {}).json()

    void = merchant.delete(f"/parcels/{first['id']}/label")
    second = merchant.post(path, {}).json()

    assert (void.status_code, void.json()["state"]) == (200, "void")
    assert second["tracking_number"] != first["tracking_number"]
    hears(*scanned(second["tracking_number"], TrackingStatus.DELIVERED))
    deliver()
    assert merchant.get(f"/fulfilment-groups/{group['id']}").json()["state"] == "delivered"
    used = merchant.delete(f"/parcels/{second['id']}/label")
    assert used.status_code == 409, used.content
