"""Promotions and a thousand codes, from staff's first draft to what they would have given: real processes."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from typing import Any

import pytest
from running_shop import RunningShop, a_folder

pytestmark = pytest.mark.slow

PRICE, DELIVERY = 1000, 495


@pytest.fixture(scope="module")
def shop():
    with a_folder() as folder:
        shop = RunningShop(folder)
        try:
            shop.prepare([{"sku": "MILK", "name": "Whole milk", "price": "10.00"}], stock=100)
            scopes = ("prices:read", "prices:write", "orders:read", "orders:write")
            options = [word for scope in scopes for word in ("--scope", scope)]
            shop.staff_key = shop.command(
                "-m", "serai.config.cli", "key", "promoters", *options
            ).strip()
            shop.start()
            with_two_promotions(shop)
            yield shop
        finally:
            shop.stop()


def with_two_promotions(shop: RunningShop) -> None:
    """Write them before the first shopper comes: other processes follow a change within five seconds."""
    shop.welcome = a_promotion(shop, "welcome", name="Ten off", needs_coupon=True)
    half = a_promotion(
        shop,
        "first-come",
        name="Half off",
        needs_coupon=True,
        budget="5.00",
        benefit={"kind": "order_off", "off": {"percent": "50"}},
    )
    staff_says(shop, "POST", f"/promotions/{half}/coupons", {"code": "HALF"})


def staff_says(shop: RunningShop, method: str, path: str, body: Any = None) -> Any:
    answer = shop.call(method, f"/api/staff{path}", body, staff=True)
    assert answer.status in (200, 201), answer
    return answer.json


def a_promotion(shop: RunningShop, code: str, **more: Any) -> str:
    """Write a promotion that takes ten per cent off and activate it; return its id."""
    limits = {"budget": more.pop("budget", None)}
    benefit = {"kind": "order_off", "off": {"percent": "10"}}
    rule = {"code": code, "name": code, "currency": "USD", "benefit": benefit, **more}
    draft = staff_says(shop, "POST", "/promotions", {"rule": rule, **limits})
    assert draft["state"] == "draft"
    path = f"/promotions/{draft['id']}/state"
    assert staff_says(shop, "PUT", path, {"action": "activate"})["state"] == "active"
    return draft["id"]


def a_cart(shop: RunningShop, quantity: int = 1) -> dict[str, Any]:
    """Return a guest's cart that only waits for a code and for its order."""
    return shop.ready_cart("MILK", quantity)


def entered(shop: RunningShop, cart: dict[str, Any], code: str) -> dict[str, Any]:
    path = f"/api/shop/carts/{cart['id']}/codes"
    answer = shop.call("PUT", path, {"code": code}, token=cart["token"])
    assert answer.status == 200, answer
    return {**answer.json, "token": cart["token"]}


def seen(shop: RunningShop, cart: dict[str, Any]) -> dict[str, Any]:
    answer = shop.get(f"/api/shop/carts/{cart['id']}", token=cart["token"])
    return {**answer.json, "token": cart["token"]}


def adds_up(told: dict[str, Any]) -> bool:
    """
    Return whether a cart's or an order's money is the same by sums, by line and by promotion.

    A cart tells what a line costs before discounts, an order what it costs after them.
    """
    sums = {name: amount["minor"] for name, amount in told["totals"].items() if is_money(amount)}
    lines = sum(line["line_total"]["minor"] for line in told["lines"])
    of_lines = sum(line["discount"]["minor"] for line in told["lines"])
    given = sum(each["amount"]["minor"] for each in told["discounts"])
    before = lines + of_lines if "number" in told else lines
    return (
        sums["total"] == sums["items"] - sums["discount"] + sums["delivery"] + sums["tax"]
        and sums["items"] == before
        and sums["discount"] == given == of_lines
        and min(sums.values()) >= 0
    )


def is_money(value: Any) -> bool:
    return isinstance(value, dict) and "minor" in value


def eventually(ask: Any, wanted: Any) -> None:
    """Wait until a question is answered as wanted: background work comes in seconds."""
    deadline = monotonic() + 60
    while (found := ask()) != wanted and monotonic() < deadline:
        sleep(0.2)
    assert found == wanted


def codes_of_a_batch(shop: RunningShop, count: int) -> list[str]:
    wanted = {"count": count, "prefix": "WELCOME", "most_uses": 1}
    path = f"/promotions/{shop.welcome}/coupon-batches"
    batch = staff_says(shop, "POST", path, wanted)
    return staff_says(shop, "GET", f"{path}/{batch['batch_id']}/codes")["codes"]


def an_order_with(shop: RunningShop, code: str) -> dict[str, Any]:
    placed = shop.place(entered(shop, a_cart(shop, 2), code))
    assert placed.status == 201, placed
    return placed.json


def test_a_thousand_codes_are_made_and_one_is_entered_and_told(shop):
    codes = codes_of_a_batch(shop, 1000)
    assert len(set(codes)) == 1000
    plain = a_cart(shop, 2)
    assert adds_up(plain)
    assert plain["discounts"] == []

    cart = entered(shop, plain, codes[0].lower().replace("-", " "))

    assert adds_up(cart)
    assert [each["state"] for each in cart["codes"]] == ["applied"]
    [discount] = cart["discounts"]
    assert (discount["name"], discount["amount"]["minor"]) == ("Ten off", 200)
    reasons = staff_says(shop, "GET", f"/carts/{cart['id']}/promotions")["items"]
    assert {each["code"]: each["outcome"] for each in reasons} == {
        "welcome": "applied",
        "first-come": "needs_coupon",
    }


def test_what_the_cart_shows_is_paid_and_the_code_is_used_up_for_the_next(shop):
    [code] = codes_of_a_batch(shop, 1)

    order = an_order_with(shop, code)

    assert adds_up(order)
    assert (order["state"], order["due"]["minor"]) == ("paid", 0)
    assert order["totals"]["total"]["minor"] == 2 * PRICE - 200 + DELIVERY
    [given] = staff_says(shop, "GET", f"/promotions/{shop.welcome}/given")["items"]
    assert given["orders"] >= 1
    assert given["amount"]["minor"] >= 200
    following = a_cart(shop)
    path = f"/api/shop/carts/{following['id']}/codes"
    refused = shop.call("PUT", path, {"code": code}, token=following["token"])
    assert (refused.status, refused.json["code"]) == (422, "ordering.coupon_refused")
    assert refused.json["facts"]["reason"] == "used_up"
    assert seen(shop, following)["totals"] == following["totals"]


def test_an_order_that_is_called_off_gives_code_and_money_back(shop):
    [code] = codes_of_a_batch(shop, 1)
    order = an_order_with(shop, code)
    path, total = f"/orders/{order['id']}", order["totals"]["total"]["minor"]
    given = f"/promotions/{shop.welcome}/given"
    before = staff_says(shop, "GET", given)["items"]

    staff_says(shop, "POST", f"{path}/cancellation", {"reason": "By mistake"})

    eventually(lambda: staff_says(shop, "GET", path)["refunded"]["minor"], total)
    assert adds_up(staff_says(shop, "GET", path))
    after = staff_says(shop, "GET", given)["items"]
    assert orders_of(after) == orders_of(before) - 1
    again = entered(shop, a_cart(shop), code)
    assert adds_up(again)
    assert [each["state"] for each in again["codes"]] == ["applied"]
    assert shop.place(again).status == 201


def orders_of(given: list[dict[str, Any]]) -> int:
    return sum(each["orders"] for each in given)


def test_a_budget_for_one_of_two_shoppers_changes_the_price_of_the_other(shop):
    carts = [entered(shop, a_cart(shop), "HALF") for _ in range(2)]
    assert [cart["discounts"][0]["amount"]["minor"] for cart in carts] == [500, 500]
    assert all(adds_up(cart) for cart in carts)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(shop.place, carts))

    outcomes = Counter(each.json.get("code", each.json.get("state")) for each in answers)
    assert outcomes == {"paid": 1, "ordering.price_changed": 1}
    for cart, answer in zip(carts, answers, strict=True):
        if answer.status == 201:
            assert adds_up(answer.json)
            continue
        shown = seen(shop, cart)
        assert adds_up(shown)
        assert shown["totals"]["total"]["minor"] == PRICE + DELIVERY
        later = shop.place(shown)
        assert (later.status, adds_up(later.json)) == (201, True)


def test_what_a_draft_would_have_given_to_these_orders_is_told(shop):
    rule = {
        "code": "from-thirty-five",
        "name": "Five off",
        "currency": "USD",
        "minimum": {"spend": "35.00"},
        "benefit": {"kind": "order_off", "off": {"amount": "5.00"}},
    }
    draft = staff_says(shop, "POST", "/promotions", {"rule": rule})
    orders = [shop.place(a_cart(shop, quantity)).status for quantity in (1, 4)]
    assert orders == [201, 201]
    today = datetime.now(UTC).date()
    path = (
        f"/promotions/{draft['id']}/simulation?channel=web"
        f"&since={today - timedelta(days=1)}&until={today + timedelta(days=1)}"
    )

    eventually(lambda: staff_says(shop, "GET", path)["reached"], 1)

    told = staff_says(shop, "GET", path)
    assert (told["taken"]["minor"], told["sales_reached"]["minor"]) == (500, 4 * PRICE)
    assert sum(day["cost"]["minor"] for day in told["days"]) == told["cost"]["minor"] == 500
