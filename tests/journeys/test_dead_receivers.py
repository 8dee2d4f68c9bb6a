"""A real shop with receivers that are dead, slow and well: orders flow, and nobody waits for another."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from outbound.receivers import Receiver, receiving
from running_shop import RunningShop, a_folder
from standardwebhooks import Webhook

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ORDERS = 40
TRIES = """
SELECT count(*) FROM plumbing_webhook_attempt AS a
JOIN plumbing_webhook_delivery AS d ON d.id = a.delivery_id WHERE d.endpoint_id = %s"""


@pytest.fixture(scope="module")
def shop() -> Iterator[RunningShop]:
    with a_folder() as folder:
        shop = RunningShop(folder)
        shop.environment["SERAI_OUTBOUND_ALLOW"] = "127.0.0.0/8"
        try:
            shop.prepare([{"sku": "MILK", "name": "Milk", "price": "2.50"}], stock=10_000)
            shop.staff_key = shop.command(
                "-m", "serai.config.cli", "key", "erp", "--scope", "webhooks:read",
                "--scope", "webhooks:write", "--scope", "orders:read",
            ).strip()  # fmt: skip
            shop.start()
            yield shop
        finally:
            shop.stop()


def subscribe(shop: RunningShop, url: str, *event_types: str) -> dict[str, Any]:
    body = {"label": url, "url": url, "event_types": event_types or ("order.placed",)}
    made = shop.call("POST", "/api/staff/webhook-endpoints", body, staff=True)
    assert made.status == 201, made
    return made.json


def remove(shop: RunningShop, *endpoints: dict[str, Any]) -> None:
    for one in endpoints:
        path = f"/api/staff/webhook-endpoints/{one['id']}"
        assert shop.call("DELETE", path, staff=True).status == 204


def buy(shop: RunningShop) -> str:
    placed = shop.place(shop.ready_cart("MILK"))
    assert placed.status == 201, placed
    return str(placed.json["id"])


def subjects(receiver: Receiver) -> list[str]:
    return [json.loads(one.body)["subject"] for one in list(receiver.messages)]


def wait_for_all(receiver: Receiver, orders: list[str], patience: float = 120) -> None:
    receiver.wait_for(lambda: set(orders) <= set(subjects(receiver)), patience)


def test_dead_and_slow_receivers_harm_nobody(shop: RunningShop):
    with receiving() as well, receiving(wait=60) as slow, socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, never listening: every call is refused
        dead_url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        told = [subscribe(shop, url) for url in (well.url, slow.url, dead_url)]
        with ThreadPoolExecutor(4) as buyers:
            orders = list(buyers.map(lambda _: buy(shop), range(ORDERS)))
        wait_for_all(well, orders)
        dead = dead_endpoint(shop, told[2])

        assert sorted(subjects(well)) == sorted(orders)
        for message in well.messages:
            Webhook(told[0]["secret"]).verify(message.body, dict(message.headers))
        assert len(slow.messages) <= 16
        assert dead["failures"] >= 5
        assert dead["paused_until"] is not None
        waiting = shop.sql(
            "SELECT count(*) FROM plumbing_webhook_delivery"
            " WHERE endpoint_id = %s AND state = 'waiting'",
            [told[2]["id"]],
        )
        assert waiting == [(ORDERS,)]
        assert shop.sql("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'") == [(0,)]
        slow.closing.set()
        remove(shop, *told)


def dead_endpoint(shop: RunningShop, told: dict[str, Any]) -> dict[str, Any]:
    deadline = monotonic() + 60
    while True:
        seen = shop.call("GET", f"/api/staff/webhook-endpoints/{told['id']}", staff=True).json
        if seen["paused_until"]:
            return seen
        assert monotonic() < deadline, seen
        sleep(0.2)


def test_a_receiver_that_comes_back_gets_everything(shop: RunningShop):
    with receiving(status=503) as receiver:
        told = subscribe(shop, receiver.url)
        orders = [buy(shop) for _ in range(8)]
        receiver.wait_for(lambda: len(receiver.messages) >= 5)
        dead_endpoint(shop, told)
        receiver.wait_for(lambda: shop.sql(TRIES, [told["id"]]) == [(len(receiver.messages),)])
        receiver.status = 204
        path = f"/api/staff/webhook-endpoints/{told['id']}"
        shop.call("PATCH", path, {"active": True}, staff=True)
        since = {"what": "failed", "since": "2026-01-01T00:00:00Z"}
        shop.call("POST", f"{path}/replay", since, staff=True)
        delivered = "SELECT count(*) FROM plumbing_webhook_delivery WHERE state = 'delivered'"
        until = monotonic() + 60
        while shop.sql(f"{delivered} AND endpoint_id = %s", [told["id"]]) != [(8,)]:
            assert monotonic() < until
            sleep(0.1)

        assert set(subjects(receiver)) == set(orders)
        remove(shop, told)


def test_killing_the_worker_loses_nothing_and_ids_stay(shop: RunningShop):
    """kill -9 in the middle of calls: what was under way comes again, under the same id, some seconds later."""
    with receiving(wait=0.15) as receiver:
        told = subscribe(shop, receiver.url)
        orders: list[str] = []
        for _ in range(3):
            before = len(set(receiver.ids))
            orders += [buy(shop) for _ in range(12)]
            receiver.wait_for(lambda known=before: len(set(receiver.ids)) > known, 60)
            for pid in shop.pids("serai.config.worker"):
                shop.kill(pid)
        wait_for_all(receiver, orders)
        remove(shop, told)

    by_order: dict[str, set[str]] = {}
    for message in receiver.messages:
        event = json.loads(message.body)
        by_order.setdefault(event["subject"], set()).add(message.headers["webhook-id"])
    assert set(by_order) == set(orders)
    assert all(len(ids) == 1 for ids in by_order.values())
