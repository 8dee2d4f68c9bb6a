"""Wine, pills and a present, from the cart to the hand-over, over HTTP."""

from base64 import b64encode

import pytest
from factories.ordering import Checkout, Shopper, an_article, ready_to_order

pytestmark = pytest.mark.django_db
PDF = b64encode(b"%PDF-1.7\n%%EOF\n").decode()
CHECKED = {"outcome": "passed", "document": "passport", "where": "door", "checked_by": "Dana"}


def say(merchant: Shopper, *rows: dict) -> None:
    answer = merchant.post("/article-terms", {"rows": list(rows)})
    assert answer.status_code == 200, answer.content


def bought(checkout: Checkout, deliver) -> str:
    checkout.cart = checkout.shopper.get(checkout.path).json()
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    deliver()
    return placed.json()["id"]


def groups(merchant: Shopper, order_id: str) -> list[dict]:
    found = merchant.get(f"/fulfilment-groups?order_id={order_id}").json()["items"]
    return [merchant.get(f"/fulfilment-groups/{each['id']}").json() for each in found]


def sell_wine(merchant: Shopper) -> None:
    an_article("WINE", "9.00")
    say(merchant, {"sku": "WINE", "minimum_age": 18, "regime": "alcohol"})
    law = {"regime": "alcohol", "country": "US", "minimum_age": 21, "asks_birth_date": True}
    assert merchant.put("/sale-rules", {"items": [law]}).status_code == 200


def test_wine_is_declared_and_delivered_with_a_check_at_the_door(merchant, charges, deliver):
    sell_wine(merchant)
    checkout = ready_to_order(WINE=1, MILK=1)
    refused = checkout.place()
    assert refused.json()["code"] == "ordering.age_not_declared"
    for born_on, status in ((None, 422), ("2015-01-01", 422), ("1990-05-01", 200)):
        told = checkout.shopper.put(f"{checkout.path}/age", {"born_on": born_on})
        assert told.status_code == status, told.content
    order_id = bought(checkout, deliver)

    [group] = groups(merchant, order_id)
    path = f"/fulfilment-groups/{group['id']}"
    assert [line["minimum_age"] for line in group["lines"]] == [21, 0]
    assert merchant.post(f"{path}/hand-over", {}).status_code == 200
    assert merchant.post(f"{path}/delivery").json()["code"] == "fulfilment.age_check_needed"
    assert merchant.post(f"{path}/age-checks", CHECKED).status_code == 200
    assert merchant.post(f"{path}/delivery").json()["state"] == "delivered"


def test_wine_that_nobody_old_enough_takes_comes_back_and_is_paid_back(merchant, charges, deliver):
    sell_wine(merchant)
    young = ready_to_order(WINE=2, MILK=1)
    young.shopper.put(f"{young.path}/age", {"born_on": "1990-05-01"})
    second = bought(young, deliver)
    [group] = groups(merchant, second)
    path = f"/fulfilment-groups/{group['id']}"
    merchant.post(f"{path}/hand-over", {})
    deliver()
    failed = {**CHECKED, "outcome": "failed", "document": "none"}
    assert merchant.post(f"{path}/age-checks", failed).status_code == 200
    deliver()
    [back] = merchant.get("/returns").json()["items"]
    received = {
        "location_id": group["location"]["id"],
        "lines": [{"position": 1, "restocked": 2}],
    }
    done = merchant.post(f"/returns/{back['id']}/receipt", received)
    assert done.status_code == 200, done.content
    deliver()
    assert young.shopper.get(f"/orders/{second}").json()["refunded"]["minor"] == 1800


def test_pills_wait_for_the_pharmacist_and_are_refilled_once(merchant, charges, deliver):
    for sku in ("PILLS", "DROPS"):
        an_article(sku, "10.00")
        say(merchant, {"sku": sku, "needs_prescription": True})
    checkout = ready_to_order(PILLS=1, DROPS=1)
    handed = checkout.shopper.post(
        f"{checkout.path}/prescriptions", {"name": "rezept.pdf", "content": PDF}
    )
    assert handed.status_code == 200, handed.content
    order_id = bought(checkout, deliver)
    assert [each["order_id"] for each in merchant.get("/prescriptions").json()["items"]] == [
        order_id
    ]
    assert groups(merchant, order_id)[0]["state"] == "held"

    dossier = merchant.get(f"/orders/{order_id}/prescription").json()
    file_id = dossier["files"][0]["id"]
    assert merchant.get(f"/prescriptions/{file_id}").json()["content"] == PDF
    released = {
        "position": 1,
        "action": "release",
        "prescription_id": file_id,
        "refills": 1,
        "valid_until": "2099-12-31",
    }
    refused = {"position": 2, "action": "refuse", "reason": "Not on it"}
    decided = merchant.post(
        f"/orders/{order_id}/prescription-decisions", {"decisions": [released, refused]}
    )
    assert decided.status_code == 200, decided.content
    deliver()
    assert groups(merchant, order_id)[0]["state"] == "open"
    assert checkout.shopper.get(f"/orders/{order_id}").json()["refunded"]["minor"] == 1000

    again = bought(ready_to_order(PILLS=1), deliver)
    source = decided.json()["lines"][0]["id"]
    refill = {"position": 1, "action": "release", "refill_of": source}
    path = f"/orders/{again}/prescription-decisions"
    assert merchant.post(path, {"decisions": [refill]}).status_code == 200
    third = bought(ready_to_order(PILLS=1), deliver)
    path = f"/orders/{third}/prescription-decisions"
    assert merchant.post(path, {"decisions": [refill]}).json()["code"] == "ordering.bad_decision"


def test_a_present_is_wrapped_and_what_is_called_off_is_unwrapped(merchant, charges, deliver):
    an_article("WRAP", "3.00", stock=0)
    say(merchant, {"sku": "WRAP", "nature": "service"})
    offered = {"items": [{"sku": "WRAP", "per": "unit"}]}
    assert merchant.put("/gift-wraps/web", offered).status_code == 200
    checkout = ready_to_order(MILK=2, BREAD=1)
    wrapped = checkout.shopper.put(f"{checkout.path}/wrapping", {"sku": "MILK", "wrap": "WRAP"})
    assert wrapped.status_code == 200, wrapped.content
    order_id = bought(checkout, deliver)
    assert [
        line["wraps"] for line in checkout.shopper.get(f"/orders/{order_id}").json()["lines"]
    ] == [
        None,
        None,
        1,
    ]

    body = {"lines": [{"position": 1, "units": 1}], "reason": "One is enough"}
    assert checkout.shopper.post(f"/orders/{order_id}/cancelled-lines", body).status_code == 200
    deliver()
    assert checkout.shopper.get(f"/orders/{order_id}").json()["refunded"]["minor"] == 199 + 300
