"""How long after a price is set through the staff's API a listing of the shop shows it."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter, sleep
from typing import Any

from benchmarks._servers import VAR, platform
from benchmarks._staff import call, staff_key, wait_for_events
from serai.config.measurement import Measurement
from serai.plumbing.postgres.embedded import EmbeddedPostgres

CHANGES = 10
IN_A_ROW = 6  # every process of the api has to show it: so many fresh connections say the same
PATIENCE = 30.0
SHOP_KEY = "pk_demo_web"
LISTING = "/api/shop/products?in_stock=1&sort=popular&limit=24"


def measure() -> Iterator[Measurement]:
    """Yield the median and the longest time from sending a price to its standing in the listing."""
    url = EmbeddedPostgres(VAR / "postgres").url
    with platform() as port:
        key = staff_key("prices:write")
        wait_for_events(url)
        before = {card["sku"]: card["price"]["minor"] for card in _cards(port)[:CHANGES]}
        times = [_seconds_until_shown(port, key, sku, price + 1) for sku, price in before.items()]
        _set_prices(port, key, before)
    yield Measurement(
        name=f"a price until every process lists it, longest of {len(times)}",
        value=max(times),
        unit="s",
        bar=2.0,
        at_most=True,
        note=f"median {median(times):.2f} s; from sending it, through event, worker and projection",
    )


def _seconds_until_shown(port: int, key: str, sku: str, minor: int) -> float:
    """
    Return the time from sending a price until it is shown and never again the one before.

    Raises:
        RuntimeError: it was not shown in time.
    """
    started = perf_counter()
    _set_prices(port, key, {sku: minor})
    shown_at, in_a_row = 0.0, 0
    while (elapsed := perf_counter() - started) < PATIENCE:
        shown = next((card["price"]["minor"] for card in _cards(port) if card["sku"] == sku), None)
        if shown != minor:
            in_a_row = 0
        elif in_a_row == 0:
            shown_at = perf_counter() - started
            in_a_row = 1
        else:
            in_a_row += 1
        if in_a_row == IN_A_ROW:
            return shown_at
        sleep(0.01)
    raise RuntimeError(f"The price of {sku} was not listed within {elapsed:.0f} s.")


def _set_prices(port: int, key: str, minor: dict[str, int]) -> None:
    prices = [
        {"sku": sku, "channel": "web", "amount": f"{value // 100}.{value % 100:02d}"}
        for sku, value in minor.items()
    ]
    call(port, "POST", "/api/staff/prices", key, {"prices": prices})


def _cards(port: int) -> list[dict[str, Any]]:
    return list(call(port, "GET", LISTING, SHOP_KEY)["items"])
