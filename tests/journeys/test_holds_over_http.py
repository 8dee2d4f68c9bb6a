"""An order that looks like fraud: held, looked into, released or rejected, over HTTP."""

import pytest
from factories.ordering import Shopper, a_paid_order, ready_to_order

pytestmark = pytest.mark.django_db
LARGE = {
    "name": "Large first orders",
    "conditions": {
        "combinator": "and",
        "rules": [
            {"field": "total", "operator": ">", "value": 40},
            {"field": "customer.orders", "operator": "=", "value": 0},
        ],
    },
}
ABROAD = {
    "name": "Card from abroad",
    "conditions": {"rules": [{"field": "card.abroad", "operator": "=", "value": True}]},
    "mode": "on",
}


def held(merchant: Shopper) -> list[str]:
    return [hold["order_id"] for hold in merchant.get("/holds").json()["items"]]


def test_a_rule_is_tried_switched_on_and_holds_until_staff_decide(
    merchant, stock, charges, deliver
):
    rule = merchant.post("/hold-rules", LARGE)
    assert rule.status_code == 201, rule.content
    _, tried = a_paid_order(MILK=30)
    deliver()
    [would] = merchant.get(f"/orders/{tried['id']}/holds").json()["items"]
    assert (would["state"], held(merchant)) == ("shadow", [])

    on = {**LARGE, "mode": "on", "version": rule.json()["version"]}
    assert merchant.put(f"/hold-rules/{rule.json()['id']}", on).status_code == 200
    buyer, order = a_paid_order(MILK=30)
    deliver()
    assert held(merchant) == [order["id"]]
    refused = merchant.post(f"/orders/{order['id']}/fulfilment")
    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.order_is_held")
    assert "Large first orders" in refused.json()["detail"]
    assert [status for status, _, _ in charges()] == ["captured", "captured"]

    why = {"reason": "Rang the shopper: all is well"}
    released = merchant.post(f"/orders/{order['id']}/release", why)
    assert released.status_code == 200, released.content
    assert merchant.post(f"/orders/{order['id']}/fulfilment").status_code == 200
    assert buyer.get(f"/orders/{order['id']}").json()["state"] == "fulfilled"


def test_a_rejected_order_gives_goods_and_money_back(merchant, stock, charges, deliver):
    assert merchant.post("/hold-rules", ABROAD).status_code == 201
    checkout = ready_to_order(MILK=4)
    order = checkout.place("4000002760000016").json()
    deliver()
    assert held(merchant) == [order["id"]]

    rejected = merchant.post(f"/orders/{order['id']}/rejection", {"reason": "Stolen card"})
    deliver()

    assert (rejected.status_code, rejected.json()["state"]) == (200, "cancelled")
    assert held(merchant) == []
    assert stock("MILK")["DC1"] == (100, 0)
    [(_, taken, back)] = charges()
    assert taken == back


def test_many_orders_in_an_hour_are_held_beyond_the_limit(merchant, deliver):
    rule = {"field": "card.orders_hour", "operator": ">", "value": 2}
    limit = {"name": "One card, many orders", "conditions": {"rules": [rule]}, "mode": "on"}
    assert merchant.post("/hold-rules", limit).status_code == 201

    orders = [a_paid_order(MILK=1)[1]["id"] for _ in range(4)]
    deliver()

    assert held(merchant) == orders[2:]
