"""A file and a key: bought, found by the letter's link, downloaded, used up and taken back, over HTTP only."""

import re
from base64 import b64encode
from urllib.parse import urlsplit

import pytest
from django.test import Client
from factories.ordering import CONTACT, Shopper, card

from serai.discovery.public import reindex

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_wire(merchant):
    """Have the merchant sell SONG as a file of two downloads at 3.00, and GAME as keys at 20.00."""
    song = {"sku": "SONG", "name": "song.mp3", "content_type": "audio/mpeg"}
    for path, body in (
        ("/products", {"rows": [
            {"sku": "SONG", "name": "A song", "channels": ["web"]},
            {"sku": "GAME", "name": "A game", "channels": ["web"]},
        ]}),
        ("/prices", {"prices": [
            {"sku": "SONG", "channel": "web", "amount": "3.00"},
            {"sku": "GAME", "channel": "web", "amount": "20.00"},
        ]}),
        ("/article-terms", {"rows": [
            {"sku": "SONG", "nature": "file"}, {"sku": "GAME", "nature": "keys"},
        ]}),
        ("/digital-files",
         song | {"content": b64encode(b"la la").decode(), "most_downloads": 2, "days": 10}),
        ("/licence-keys", {"sku": "GAME", "keys": ["AAAA-1111"]}),
    ):  # fmt: skip
        response = merchant.post(path, body)
        assert response.status_code == 200, response.content
    reindex()
    return merchant


def buy(shopper: Shopper, **units: int):
    lines = [{"sku": sku, "quantity": quantity} for sku, quantity in units.items()]
    made = shopper.post("/carts", {"lines": lines}).json()
    shopper.token, path = made["token"], f"/carts/{made['id']}"
    cart = shopper.put(f"{path}/contact", CONTACT).json()
    assert cart["needs_delivery"] is False
    shopper.post(f"{path}/payment", {"method": "card"})
    total = cart["totals"]["total"]["minor"]
    return shopper.post(f"{path}/order", {"expected_total_minor": total, "card": card()})


def test_it_comes_with_its_money_is_downloaded_so_often_and_goes_with_its_money(
    by_wire, letters, deliver
):
    ann = Shopper()
    order = buy(ann, SONG=1, GAME=1).json()
    deliver()

    [letter] = letters()
    text = letter.get_body(("plain",)).get_content()
    [link] = re.findall(r"https?://\S+/orders/\S+", text)
    assert urlsplit(link).path == f"/orders/{order['id']}"
    seen = ann.get(f"{urlsplit(link).path}/digital").json()
    assert [key["text"] for key in seen["keys"]] == ["AAAA-1111"]
    [download] = seen["downloads"]
    file = urlsplit(download["url"]).path
    got = [Client().get(file) for _ in range(3)]
    assert [each.status_code for each in got] == [200, 200, 404]
    assert (got[0].content, got[0]["Content-Type"]) == (b"la la", "audio/mpeg")
    assert ann.get(f"/orders/{order['id']}").json()["state"] == "fulfilled"
    assert ann.get(f"/orders/{order['id']}/digital").json()["downloads"][0]["left"] == 0

    refund = by_wire.post(f"/orders/{order['id']}/refunds", {"reason": "It does not start"})
    assert refund.status_code == 202, refund.content
    deliver()

    after = ann.get(f"/orders/{order['id']}/digital").json()
    assert (after["downloads"][0]["revoked"], after["downloads"][0]["url"]) == (True, "")
    assert [(key["text"], key["revoked"]) for key in after["keys"]] == [("", True)]


def test_a_link_that_was_not_used_up_is_shut_by_the_refund(by_wire, deliver):
    ann = Shopper()
    order = buy(ann, SONG=1).json()
    deliver()
    [download] = ann.get(f"/orders/{order['id']}/digital").json()["downloads"]

    by_wire.post(f"/orders/{order['id']}/refunds", {"reason": "Bought twice"})
    deliver()

    assert Client().get(urlsplit(download["url"]).path).status_code == 404


def test_the_last_key_is_sold_once_and_no_stranger_reads_it(by_wire, deliver):
    order = buy(Shopper(), GAME=1).json()
    deliver()

    stranger = Shopper(token=Shopper().post("/carts", {"lines": []}).json()["token"])
    late = stranger.post("/carts", {"lines": [{"sku": "GAME", "quantity": 1}]})

    assert stranger.get(f"/orders/{order['id']}/digital").status_code == 404
    refused = late if late.status_code == 409 else buy(Shopper(), GAME=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.out_of_stock")
