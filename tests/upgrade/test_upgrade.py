"""A shop of an earlier version opens with this one, and nothing of it is lost."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from running_shop import CARD, RunningShop, a_folder
from upgrade.postgres_programs import run_program

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
KEPT = sorted(Path(__file__).parent.glob("shop-*.sql.gz"))


class Kept(NamedTuple):
    """A shop of then that runs now, and what was told of it then."""

    shop: RunningShop
    told: dict[str, Any]


@pytest.fixture(scope="module", params=KEPT, ids=lambda path: path.name.split(".")[0])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    dump: Path = request.param
    told = json.loads(dump.with_name(dump.name.replace(".sql.gz", ".json")).read_text())
    with a_folder() as folder:
        shop = RunningShop(folder)
        shop.shop_key, shop.staff_key = told["shop_key"], told["staff_key"]
        try:
            shop.server.start()
            run_program(
                "psql", shop.server.url, "--quiet", given=gzip.decompress(dump.read_bytes())
            )
            shop.start()
            yield Kept(shop, told)
        finally:
            shop.stop()


def test_a_shop_was_kept():
    assert KEPT


def test_its_orders_are_what_they_were_and_can_still_be_called_off(kept: Kept):
    for order in kept.told["orders"].values():
        seen = kept.shop.get(f"/api/shop/orders/{order['id']}", order["token"])

        assert seen.status == 200, seen
        assert {name: seen.json[name] for name in ("id", "number", "state")} == {
            name: order[name] for name in ("id", "number", "state")
        }
        assert order["totals"].items() <= seen.json["totals"].items()
    paid = kept.told["orders"]["paid"]
    path = f"/api/shop/orders/{paid['id']}/cancellation"
    gone = kept.shop.call("POST", path, {"reason": "Too late."}, token=paid["token"])
    assert (gone.status, gone.json["state"]) == (200, "cancelled"), gone


def test_its_books_and_its_stock_agree(kept: Kept):
    assert "Everything agrees." in kept.shop.command("-m", "serai.config.cli", "check")


def test_what_was_begun_then_is_finished_now(kept: Kept):
    shop, cart = kept.shop, kept.told["cart"]
    path, token = f"/api/shop/carts/{cart['id']}", cart["token"]
    address = {
        "line1": "1 Main",
        "city": "Cincinnati",
        "region": "OH",
        "postcode": "45202",
        "country": "US",
    }
    contact = {"email": "later@demo.example", "name": "Later", "address": address}
    assert shop.call("PUT", f"{path}/contact", contact, token=token).status == 200
    seen = shop.call("PUT", f"{path}/delivery", {"code": "standard"}, token=token)
    assert shop.call("POST", f"{path}/payment", {"method": "card"}, token=token).status in (
        200,
        201,
    )
    body = {"expected_total_minor": seen.json["totals"]["total"]["minor"], "card": CARD}

    placed = shop.call("POST", f"{path}/order", body, token=token)

    assert (placed.status, placed.json["state"]) == (201, "paid"), placed
