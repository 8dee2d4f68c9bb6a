"""An experiment on the home page, from the first switch to a reading, over HTTP with shoppers in processes."""

from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any

import pytest
from running_shop import RunningShop, a_folder

pytestmark = pytest.mark.slow
GOODS = [{"sku": f"TEA-{n}", "name": f"Tea {n}", "price": f"{n + 1}.00"} for n in range(8)]
SHOPPERS = 400
FIRST_VISITORS = [f"a-first-visitor-{number:02}" for number in range(20)]


@pytest.fixture(scope="module")
def shop() -> Iterator[RunningShop]:
    with a_folder() as var:
        running = RunningShop(var)
        running.prepare(GOODS, stock=1000)
        scopes = ["--scope", "decisions:read", "--scope", "decisions:write"]
        running.staff_key = running.command(
            "-m", "serai.config.cli", "key", "experimenter", *scopes
        ).strip()
        running.start()
        yield running
        running.stop()


def staff(shop: RunningShop, method: str, path: str, body: Any = None) -> Any:
    answer = shop.call(method, f"/api/staff{path}", body, staff=True)
    assert answer.status in (200, 201), answer
    return answer.json


def searched(shop: RunningShop, visitor: str) -> list[dict[str, Any]]:
    answer = shop.call("GET", "/api/shop/search?q=tea", visitor=visitor)
    assert answer.status == 200, answer
    return answer.json["items"]


def sees_dear_things(shop: RunningShop, visitor: str) -> bool:
    first = searched(shop, visitor)[0]
    return "decision_token" in first and first["price"]["minor"] >= 500


def every_process_has_the_experiment(shop: RunningShop) -> bool:
    """Ask until one of the second arm is found, then whether every process puts it there."""
    found = next((each for each in FIRST_VISITORS if sees_dear_things(shop, each)), None)
    return found is not None and all(sees_dear_things(shop, found) for _ in range(30))


def soon(done: Any, patience: float = 120) -> Any:
    """Return what `done` returns as soon as it is true."""
    deadline = monotonic() + patience
    while not (found := done()):
        assert monotonic() < deadline, "It did not happen in time."
        sleep(0.2)
    return found


def test_shoppers_of_two_arms_end_in_a_reading(shop: RunningShop):
    dear = {"rules": [{"field": "price_minor", "operator": ">=", "value": 500}]}
    staff(shop, "POST", "/policies", {
        "code": "dear-first", "kind": "rules", "parameters": {"rules": [{"when": dear, "places": 99}]},
    })  # fmt: skip
    staff(shop, "PUT", "/decision-slots/search.ranking/web", {"mode": "on", "holdout": 0.0})
    made = staff(shop, "POST", "/experiments", {
        "code": "dear-first", "name": "Dear things first", "slot": "search.ranking",
        "channel_code": "web", "metric": "clicked", "planned_subjects": SHOPPERS,
        "arms": [{"code": "control"}, {"code": "dear", "policy": "dear-first"}],
    })  # fmt: skip
    staff(shop, "POST", f"/experiments/{made['id']}/start", {})
    soon(lambda: every_process_has_the_experiment(shop))
    clicks, bought = 0, None
    later = (f"visitor-{number:05}" for number in range(SHOPPERS))
    for number, visitor in enumerate([*FIRST_VISITORS, *later]):
        first = searched(shop, visitor)[0]
        likes_it = first["price"]["minor"] >= 500 or number % 10 == 0
        if likes_it:
            told = {"outcomes": [{"token": first["decision_token"], "kind": "click"}]}
            for _ in range(2):  # a reader reloads
                assert shop.call("POST", "/api/shop/outcomes", told).status == 200
            clicks += 1
            bought = bought or first
    assert bought
    line = {"sku": bought["sku"], "quantity": 1, "decision_token": bought["decision_token"]}
    assert shop.call("POST", "/api/shop/carts", {"lines": [line]}).status == 201

    def read() -> Any:
        return staff(shop, "GET", f"/experiments/{made['id']}/reading")

    soon(lambda: read()["subjects"] == SHOPPERS + len(FIRST_VISITORS))
    found = read()
    [arm] = found["metric"]["arms"]
    recorded = shop.sql("SELECT kind, count(*) FROM decisions_outcome GROUP BY kind ORDER BY kind")
    assert recorded == [("cart", 1), ("click", clicks)]
    assert found["sample_ratio_ok"]
    assert arm["verdict"] == "better"
    assert arm["sentence"].endswith(": better, for certain.")
    assert round(arm["mean"], 1) == 1.0
