"""
Keep a shop as it is today, so that later versions can be tried on it.

Run `python tests/upgrade/keep_a_shop.py` with a release: it opens a shop, buys, calls off and sends back over HTTP,
and writes `shop-DAY.sql.gz`, its database, and `shop-DAY.json`, what was told of it. Kept shops are never changed.
"""

import gzip
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from running_shop import CARD, RunningShop, a_folder  # noqa: E402 - the path comes first
from upgrade.postgres_programs import run_program  # noqa: E402 - the path comes first

PRODUCTS = [
    {"sku": "MILK", "name": "Milk", "price": "2.50"},
    {"sku": "BREAD", "name": "Rye bread", "price": "3.20"},
]
STOCK = 100


def main() -> None:
    """Open a shop, let it live, and keep it."""
    with a_folder() as folder:
        shop = RunningShop(folder)
        try:
            shop.prepare(PRODUCTS, STOCK)
            shop.start()
            told = _live(shop)
            _until_all_is_handled(shop)
            if shop.process:
                shop.process.terminate()
                shop.process.wait(180)
            shop.server.start()
            dump = run_program("pg_dump", shop.server.url, "--no-owner", "--no-privileges")
        finally:
            shop.stop()
    name = f"shop-{datetime.now(UTC):%Y-%m-%d}"
    told |= {"shop_key": shop.shop_key, "staff_key": shop.staff_key}
    (HERE / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n")
    (HERE / f"{name}.sql.gz").write_bytes(gzip.compress(dump, mtime=0))


def _live(shop: RunningShop) -> dict[str, Any]:
    """Buy, call off, ask for money back, and leave a cart behind."""
    orders = {}
    for name in ("paid", "cancelled", "refunded"):
        cart = shop.ready_cart("MILK", 2, email=f"{name}@demo.example")
        placed = shop.call(
            "POST",
            f"/api/shop/carts/{cart['id']}/order",
            {"expected_total_minor": cart["totals"]["total"]["minor"], "card": CARD},
            token=cart["token"],
        )
        assert placed.status == 201, placed
        orders[name] = {"id": placed.json["id"], "token": cart["token"]}
    gone = orders["cancelled"]
    path = f"/api/shop/orders/{gone['id']}/cancellation"
    assert shop.call("POST", path, {"reason": "No."}, token=gone["token"]).status == 200
    path = f"/api/staff/orders/{orders['refunded']['id']}/refunds"
    back = shop.call("POST", path, {"reason": "Sour.", "amount_minor": 100}, staff=True)
    assert back.status == 202, back
    left = shop.call("POST", "/api/shop/carts", {"lines": [{"sku": "BREAD", "quantity": 3}]}).json
    _until_all_is_handled(shop)
    for order in orders.values():
        seen = shop.get(f"/api/shop/orders/{order['id']}", order["token"]).json
        order |= {"number": seen["number"], "state": seen["state"], "totals": seen["totals"]}
    return {"orders": orders, "cart": {"id": left["id"], "token": left["token"]}}


def _until_all_is_handled(shop: RunningShop) -> None:
    waits = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' OR status = 'todo'"
    waits += " AND coalesce(scheduled_at <= now(), true) AND queueing_lock IS NULL"
    until = monotonic() + 60
    while shop.sql(waits) != [(0,)]:
        assert monotonic() < until, shop.log()
        sleep(0.5)


if __name__ == "__main__":
    main()
