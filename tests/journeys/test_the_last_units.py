"""Sixty-four real buyers want the last ten units."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from running_shop import RunningShop, a_folder

pytestmark = pytest.mark.slow

BUYERS, UNITS, PROCESSES = 64, 10, 4


def _buy(shop: RunningShop, cart: dict) -> tuple[int, str]:
    answer = shop.place(cart)
    return answer.status, answer.json.get("code", answer.json.get("state", ""))


def _buy_in_threads(
    var: Path, port: int, shop_key: str, carts: list[dict]
) -> list[tuple[int, str]]:
    shop = RunningShop(var)
    shop.port, shop.shop_key = port, shop_key
    with ThreadPoolExecutor(len(carts)) as threads:
        return list(threads.map(lambda cart: _buy(shop, cart), carts))


@pytest.fixture(scope="module")
def shop():
    with a_folder() as folder:
        shop = RunningShop(folder)
        try:
            shop.prepare([{"sku": "LAST", "name": "The last ones", "price": "2.50"}], stock=UNITS)
            shop.start()
            yield shop
        finally:
            shop.stop()


def test_exactly_as_many_orders_as_units_and_clear_refusals_for_the_rest(shop):
    carts = [shop.ready_cart("LAST") for _ in range(BUYERS)]

    share = BUYERS // PROCESSES
    with ProcessPoolExecutor(PROCESSES) as processes:
        waiting = [
            processes.submit(
                _buy_in_threads,
                shop.var,
                shop.port,
                shop.shop_key,
                carts[i * share : (i + 1) * share],
            )
            for i in range(PROCESSES)
        ]
        outcomes = Counter(outcome for future in waiting for outcome in future.result())

    assert outcomes == {(201, "paid"): UNITS, (409, "inventory.out_of_stock"): BUYERS - UNITS}
    assert shop.sql("SELECT sum(on_hand), sum(reserved) FROM inventory_balance") == [(0, 0)]
    assert shop.sql("SELECT count(*) FROM ordering_order WHERE state = 'paid'") == [(UNITS,)]
    assert shop.sql("SELECT count(*) FROM ordering_order WHERE state <> 'paid'") == [(0,)]
    assert shop.sql(
        "SELECT sum(captured_minor) = sum(total_minor) FROM payments_payment p"
        " JOIN ordering_order o ON o.id = p.order_id"
    ) == [(True,)]
