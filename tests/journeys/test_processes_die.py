"""Any process is killed at any moment during two hundred checkouts and more; nothing is lost, nothing is doubled."""

import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest
from running_shop import ADDRESS, CARD, RunningShop, a_folder

from serai.kernel.ids import uuid7

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

CHECKOUTS, BUYERS, UNITS, KILLS = 200, 8, 1000, 12
VICTIMS = ("granian", "serai.config.worker", "granian", "postgres")


@pytest.fixture(scope="module")
def shop():
    with a_folder() as folder:
        shop = RunningShop(folder, durable=True)
        try:
            shop.prepare([{"sku": "MILK", "name": "Milk", "price": "2.50"}], stock=UNITS)
            shop.start()
            yield shop
        finally:
            shop.stop()


def _patiently(act, until: float) -> Any:
    """Repeat a call, as a client does, while the connection breaks or the shop says to come again."""
    while True:
        try:
            answer = act()
            if answer.status < 500 and answer.status != 429 and not _in_progress(answer):
                return answer
        except OSError:
            pass
        assert monotonic() < until, "The shop did not come back."
        sleep(0.2)


def _in_progress(answer: Any) -> bool:
    return answer.status in (202, 409) and "Retry-After" in answer.headers


def _buy(shop: RunningShop, number: int) -> str:
    """Buy one bottle with every retry that a good client makes; return the order's id."""
    until = monotonic() + 300
    keys, chance = [str(uuid7()) for _ in range(3)], random.Random(number)
    lines = {"lines": [{"sku": "MILK", "quantity": 1}]}
    made = _patiently(lambda: shop.call("POST", "/api/shop/carts", lines, key=keys[0]), until)
    assert made.status == 201, made
    path, token = f"/api/shop/carts/{made.json['id']}", made.json["token"]

    def step(method: str, end: str, body: dict[str, Any], key: str | None = None) -> Any:
        sleep(chance.uniform(0, 0.5))
        done = _patiently(
            lambda: shop.call(method, f"{path}/{end}", body, token=token, key=key), until
        )
        assert done.status in (200, 201), done
        return done.json

    step("PUT", "contact", {"email": f"b{number}@demo.example", "name": "B", "address": ADDRESS})
    cart = step("PUT", "delivery", {"code": "standard"})
    step("POST", "payment", {"method": "card"}, keys[1])
    order = {"expected_total_minor": cart["totals"]["total"]["minor"], "card": CARD}
    for attempt in range(5):
        key = keys[2] if attempt == 0 else str(uuid7())
        placed = _patiently(
            lambda k=key: shop.call("POST", f"{path}/order", order, token=token, key=k), until
        )
        assert placed.status in (200, 201, 202), placed
        settled = _settled(shop, placed.json, token, until)
        if settled["state"] == "paid":
            return settled["id"]
        assert settled["state"] == "failed", settled
    raise AssertionError("The payment failed five times.")


def _settled(shop: RunningShop, order: dict[str, Any], token: str, until: float) -> dict[str, Any]:
    """Look at an order, as its page does, until it is known whether it is paid."""
    while order["state"] == "placing":
        sleep(0.5)
        page = f"/api/shop/orders/{order['id']}"
        seen = _patiently(lambda p=page: shop.get(p, token), until)
        assert seen.status == 200, seen
        order = seen.json
    return order


def _buy_until(shop: RunningShop, over: Event, buyer: int) -> list[str]:
    """Buy this buyer's share of the checkouts, and go on until the last process has been killed."""
    orders: list[str] = []
    while len(orders) < CHECKOUTS // BUYERS or not over.is_set():
        orders.append(_buy(shop, buyer + BUYERS * len(orders)))
    return orders


def _kill_now_and_then(shop: RunningShop) -> None:
    chance, killed = random.Random(11), 0
    while killed < KILLS:
        sleep(chance.uniform(0.5, 2.5))
        victim = chance.choice(VICTIMS)
        pids = _postgres(shop) if victim == "postgres" else shop.pids(victim)
        if pids:
            shop.kill(chance.choice(pids))
            killed += 1


def _postgres(shop: RunningShop) -> list[int]:
    try:
        return [int((shop.server.folder / "postmaster.pid").read_text().split()[0])]
    except (FileNotFoundError, IndexError):
        return []


def test_every_paid_order_exists_once_and_is_charged_once(shop):
    over = Event()
    with ThreadPoolExecutor(BUYERS) as buyers:
        bought = [buyers.submit(_buy_until, shop, over, buyer) for buyer in range(BUYERS)]
        try:
            _kill_now_and_then(shop)
        finally:
            over.set()
    orders = [order for buyer in bought for order in buyer.result()]
    shop.stop()
    shop.start()
    _until_settled(shop)

    assert len(set(orders)) == len(orders) >= CHECKOUTS
    assert shop.sql("SELECT count(*) FROM ordering_order WHERE state = 'paid'") == [(len(orders),)]
    assert shop.sql(
        "SELECT count(*) FROM ordering_order WHERE state NOT IN ('paid', 'failed')"
    ) == [(0,)]
    assert _charges(shop) == len(orders)
    assert shop.sql("SELECT count(*) FROM plumbing_event WHERE type = 'ordering.OrderPlaced'") == [
        (len(orders),)
    ]
    assert shop.sql("SELECT sum(on_hand), sum(reserved) FROM inventory_balance") == [
        (UNITS - len(orders), 0)
    ]
    assert "Everything agrees." in shop.command("-m", "serai.config.cli", "check")


def _until_settled(shop: RunningShop) -> None:
    """Wait until recovery has resolved what was left and every event is handled."""
    until = monotonic() + 90
    unsettled = (
        "SELECT (SELECT count(*) FROM ordering_order WHERE state = 'placing')"
        " + (SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock IS NULL AND (status = 'doing'"
        " OR status = 'todo' AND coalesce(scheduled_at <= now(), true)))"
    )
    while shop.sql(unsettled) != [(0,)]:
        assert monotonic() < until, _what_is_left(shop)
        sleep(1)


def _what_is_left(shop: RunningShop) -> str:
    """The jobs and orders that are not settled, and what the workers said of themselves."""
    jobs = shop.sql(
        "SELECT id, task_name, status, attempts, scheduled_at, lock, queueing_lock, worker_id,"
        " args FROM procrastinate_jobs WHERE status IN ('todo', 'doing') ORDER BY id LIMIT 40"
    )
    placing = shop.sql("SELECT id, state FROM ordering_order WHERE state = 'placing'")
    workers = shop.sql("SELECT id, last_heartbeat, now() FROM procrastinate_workers")
    said = [line for line in shop.log().splitlines() if line.startswith("worker")]
    return "\n".join(map(str, [*jobs, *placing, *workers, *said[-60:]]))


def _charges(shop: RunningShop) -> int:
    with sqlite3.connect(shop.var / "local-processor.sqlite3") as book:
        [(count,)] = book.execute(
            "SELECT count(*) FROM charge WHERE status = 'captured'"
        ).fetchall()
    return int(count)
