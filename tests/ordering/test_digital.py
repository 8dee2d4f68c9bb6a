"""What comes by wire: delivered with its money, limited, and taken back with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from api.digital import sell_by_wire
from django.db import connection
from django.test import Client
from factories.ordering import CONTACT, DECLINED, Shopper, card, staff

from serai.kernel import clock
from serai.ordering.domain.digital.download_link import DownloadOver, check_download, sign_download
from serai.ordering.models import DownloadGrant, LicenceKey, Order
from serai.ordering.queries.digital.digital_view import digital_of_order
from serai.ordering.usecases.digital.deliver_digital import deliver_digital
from serai.ordering.usecases.digital.stock_digital import (
    AddFile,
    DigitalRefused,
    add_file,
    add_keys,
)
from serai.ordering.usecases.digital.take_back_digital import take_back_digital

pytestmark = pytest.mark.django_db
SECRET = b"x" * 32


@pytest.fixture
def by_wire(shop):
    """Sell SONG as a file of two downloads at 3.00, and GAME as keys, of which there are two, at 20.00."""
    sell_by_wire()
    add_file(
        AddFile("SONG", "lied für dich.mp3", "audio/mpeg", b"la la", most_downloads=2, days=10),
        now=clock.now(),
    )
    add_keys("GAME", ["AAAA", "BBBB"], now=clock.now())


def bought(number: str | None = None, **units: int):
    """Return who has ordered, and the answer."""
    shopper = Shopper()
    lines = [{"sku": sku, "quantity": quantity} for sku, quantity in units.items()]
    made = shopper.post("/carts", {"lines": lines}).json()
    shopper.token, path = made["token"], f"/carts/{made['id']}"
    seen = shopper.put(f"{path}/contact", CONTACT).json()
    if seen["needs_delivery"]:
        seen = shopper.put(f"{path}/delivery", {"code": "standard", "location": None}).json()
    shopper.post(f"{path}/payment", {"method": "card"})
    total = seen["totals"]["total"]["minor"]
    paying = card(number) if number else card()
    return shopper, shopper.post(f"{path}/order", {"expected_total_minor": total, "card": paying})


def fetch(url: str):
    return Client().get(urlsplit(url).path)


def test_files_and_keys_come_with_their_money(by_wire, deliver):
    shopper, answer = bought(SONG=1, GAME=2)
    order_id = answer.json()["id"]
    assert answer.status_code == 201, answer.content
    deliver()

    seen = shopper.get(f"/orders/{order_id}/digital").json()

    assert [key["text"] for key in seen["keys"]] == ["AAAA", "BBBB"]
    [download] = seen["downloads"]
    assert (download["name"], download["left"], download["size"]) == ("lied für dich.mp3", 2, 5)
    assert shopper.get(f"/orders/{order_id}").json()["state"] == "fulfilled"
    file = fetch(download["url"])
    assert (file.status_code, file.content, file["Content-Type"]) == (200, b"la la", "audio/mpeg")
    assert "lied%20f%C3%BCr%20dich.mp3" in file["Content-Disposition"]


def test_goods_beside_them_go_their_own_way(by_wire, deliver):
    shopper, answer = bought(SONG=1, MILK=1)
    deliver()

    assert len(shopper.get(f"/orders/{answer.json()['id']}/digital").json()["downloads"]) == 1
    assert shopper.get(f"/orders/{answer.json()['id']}").json()["state"] == "paid"


def test_a_file_is_downloaded_so_often_and_no_more(by_wire, deliver):
    shopper, answer = bought(SONG=1)
    deliver()
    url = shopper.get(f"/orders/{answer.json()['id']}/digital").json()["downloads"][0]["url"]

    statuses = [fetch(url).status_code for _ in range(3)]

    assert statuses == [200, 200, 404]
    after = shopper.get(f"/orders/{answer.json()['id']}/digital").json()["downloads"][0]
    assert (after["left"], after["url"]) == (0, "")


def test_what_is_not_paid_is_not_delivered(by_wire, deliver):
    _, answer = bought(DECLINED, SONG=1, GAME=1)
    assert answer.status_code == 422, answer.content
    deliver()

    assert not DownloadGrant.objects.exists()
    assert LicenceKey.objects.filter(order_id__isnull=True).count() == 2


def test_money_that_goes_back_takes_files_and_keys_along(by_wire, deliver):
    shopper, answer = bought(SONG=1, GAME=1)
    order_id = answer.json()["id"]
    deliver()
    url = shopper.get(f"/orders/{order_id}/digital").json()["downloads"][0]["url"]
    staff().post(f"/orders/{order_id}/refunds", {"amount_minor": 100, "reason": "Late"})
    deliver()
    assert fetch(url).status_code == 200

    staff().post(f"/orders/{order_id}/refunds", {"reason": "All of it"})
    deliver()

    seen = shopper.get(f"/orders/{order_id}/digital").json()
    assert (seen["downloads"][0]["revoked"], seen["downloads"][0]["url"]) == (True, "")
    assert seen["keys"] == [{**seen["keys"][0], "text": "", "revoked": True}]
    assert fetch(url).status_code == 404
    assert LicenceKey.objects.filter(order_id__isnull=True).count() == 1


def test_a_pool_that_is_empty_sells_no_more(by_wire):
    _, answer = bought(GAME=3)

    assert (answer.status_code, answer.json()["code"]) == (409, "inventory.out_of_stock")
    assert answer.json()["facts"]["free"] == 2
    assert LicenceKey.objects.filter(order_id__isnull=True).count() == 2
    assert not Order.objects.exists()


def test_to_deliver_and_to_take_back_again_changes_nothing(by_wire, deliver):
    _, answer = bought(SONG=1, GAME=1)
    deliver()
    order_id = UUID(answer.json()["id"])

    assert deliver_digital(order_id, now=clock.now()) is False
    assert take_back_digital(order_id, now=clock.now()) == 0
    assert len(digital_of_order(order_id, now=clock.now()).keys) == 1


def test_keys_and_files_belong_to_articles_that_come_by_wire(by_wire):
    with pytest.raises(DigitalRefused):
        add_keys("SONG", ["CCCC"], now=clock.now())
    with pytest.raises(DigitalRefused):
        add_file(AddFile("MILK", "x", "text/plain", b"x"), now=clock.now())
    assert add_keys("GAME", ["BBBB", "CCCC", "CCCC"], now=clock.now()) == 1


def test_a_link_opens_one_file_for_a_while():
    one, other = UUID(int=1), UUID(int=2)
    ends = clock.now() + timedelta(hours=1)
    signed = sign_download(one, ends=ends, secret=SECRET)

    check_download(one, signed, secret=SECRET, now=clock.now())
    for grant, text, now in (
        (other, signed, clock.now()),
        (one, signed[:-1], clock.now()),
        (one, "9" + signed, clock.now()),
        (one, "nonsense", clock.now()),
        (one, signed, ends),
    ):
        with pytest.raises(DownloadOver):
            check_download(grant, text, secret=SECRET, now=now)


@pytest.mark.django_db(transaction=True)
def test_two_keys_and_six_buyers_make_two_orders(by_wire):
    barrier = Barrier(6)

    def buy(_: int) -> int:
        barrier.wait()
        try:
            return bought(GAME=1)[1].status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        statuses = sorted(threads.map(buy, range(6)))

    assert statuses == [201, 201, 409, 409, 409, 409]
    held = LicenceKey.objects.filter(order_id__isnull=False).values_list("order_id", flat=True)
    assert len(set(held)) == 2
