"""A bought order is changed, sent out, returned and exchanged: over HTTP only, and its money adds up."""

from typing import Any

import pytest
from factories.ordering import DECLINED, Shopper, card, ready_to_order, staff

pytestmark = pytest.mark.django_db
TOTAL = 4 * 199 + 499


@pytest.fixture
def bought(merchant) -> tuple[Shopper, str]:
    """Buy four MILK as a guest; the shopper and the order."""
    checkout = ready_to_order(MILK=4)
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    return checkout.shopper, placed.json()["id"]


def life_of(shopper: Shopper, order_id: str) -> dict[str, Any]:
    shown = shopper.get(f"/orders/{order_id}/life")
    assert shown.status_code == 200, shown.content
    return dict(shown.json())


def refunded(order_id: str) -> int:
    return int(staff().get(f"/orders/{order_id}").json()["refunded"]["minor"])


def warehouse(merchant: Shopper) -> str:
    found = merchant.get("/locations")
    return str(next(each["id"] for each in found.json()["items"] if each["code"] == "DC1"))


def test_an_order_is_changed_before_it_leaves(bought, deliver):
    shopper, order_id = bought
    off = {"lines": [{"position": 1, "units": 1}], "reason": "changed_mind"}
    assert shopper.post(f"/orders/{order_id}/cancelled-lines", off).status_code == 200

    edit = {"add": [{"sku": "BREAD", "quantity": 2}], "reason": "Some bread, too"}
    change = shopper.post(f"/orders/{order_id}/edits", edit).json()
    assert (change["state"], change["due"]["minor"]) == ("awaiting_payment", 500)
    path = f"/orders/{order_id}/changes/{change['id']}/payment"
    assert shopper.post(path, {"card": card(DECLINED)}).status_code == 422
    paid = shopper.post(path, {"card": card()}, key="pressed once")
    again = shopper.post(path, {"card": card()}, key="pressed once")
    assert paid.json() == again.json()
    assert paid.json()["change"]["state"] == "in_force"
    match = {"position": 1, "unit_minor": 150, "reason": "1.50 at the corner"}
    assert staff().post(f"/orders/{order_id}/price-matches", match).status_code == 200
    deliver()

    life = life_of(shopper, order_id)
    assert [(line["sku"], line["quantity"]) for line in life["lines"]] == [
        ("MILK", 3),
        ("BREAD", 2),
    ]
    assert life["total"]["minor"] == TOTAL - 199 + 500 - 147
    assert [each["kind"] for each in life["changes"]] == ["cancel_lines", "edit", "price_match"]
    assert refunded(order_id) == 199 + 147


def test_goods_come_back_and_are_exchanged(merchant, bought, deliver):
    shopper, order_id = bought
    assert staff().post(f"/orders/{order_id}/fulfilment").status_code == 200
    deliver()

    [line] = shopper.get(f"/orders/{order_id}/returnable").json()["lines"]
    assert (line["units"], line["worth"]["minor"], line["refusal"]) == (4, 796, "")
    back = {"lines": [{"position": 1, "units": 1, "reason": "damaged"}]}
    asked = shopper.post(f"/orders/{order_id}/returns", back).json()
    assert (asked["state"], bool(asked["label"])) == ("approved", True)
    counted = {"position": 1, "written_off": 1, "condition": "leaking"}
    receipt = {"location_id": warehouse(merchant), "lines": [counted]}
    settled = staff().post(f"/returns/{asked['id']}/receipt", receipt).json()
    assert (settled["state"], settled["refund"]["minor"]) == ("settled", 199)

    swap = {
        "lines": [{"position": 1, "units": 1, "reason": "other"}],
        "wanted": [{"sku": "BREAD", "quantity": 1}],
    }
    told = shopper.post(f"/orders/{order_id}/returns/quote", swap).json()
    assert (told["worth"]["minor"], told["refund"]["minor"], told["due"]["minor"]) == (199, 0, 51)
    wanted = shopper.post(f"/orders/{order_id}/returns", swap).json()
    good = {"location_id": warehouse(merchant), "lines": [{"position": 1, "restocked": 1}]}
    waits = staff().post(f"/returns/{wanted['id']}/receipt", good).json()
    assert (waits["state"], waits["due"]["minor"]) == ("received", 51)
    path = f"/orders/{order_id}/changes/{waits['change_id']}/payment"
    assert shopper.post(path, {"card": card()}).status_code == 200
    deliver()

    shown = shopper.get(f"/returns/{wanted['id']}").json()
    assert shown["state"] == "settled"
    life = life_of(shopper, order_id)
    assert [(line["sku"], line["quantity"]) for line in life["lines"]] == [
        ("MILK", 2),
        ("BREAD", 1),
    ]
    assert life["total"]["minor"] == TOTAL - 199 + 51
    assert refunded(order_id) == 199


def test_rules_say_what_may_come_back(bought, deliver):
    shopper, order_id = bought
    staff().post(f"/orders/{order_id}/fulfilment")
    deliver()
    rules = {"rules": [{"days": 0}]}
    assert staff().put("/return-rules/web", rules).status_code == 200

    back = {"lines": [{"position": 1, "units": 1, "reason": "other"}]}
    refused = shopper.post(f"/orders/{order_id}/returns", back)

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.cannot_come_back")
    assert staff().post(f"/orders/{order_id}/returns", back).json()["state"] == "approved"


def test_nobody_sees_or_changes_what_another_bought(bought):
    _, order_id = bought
    stranger = ready_to_order(MILK=1).shopper

    for path in ("life", "returnable", "returns"):
        assert stranger.get(f"/orders/{order_id}/{path}").status_code == 404
    off = {"lines": [{"position": 1, "units": 1}], "reason": "x"}
    assert stranger.post(f"/orders/{order_id}/cancelled-lines", off).status_code == 404


def test_a_discount_that_is_no_longer_earned_is_told_and_taken_back(merchant, deliver):
    terms = {"promotions": "work_out_again"}
    assert staff().put("/change-terms/web", terms).status_code == 200
    rule = {
        "code": "from-five",
        "name": "Five and more",
        "currency": "USD",
        "minimum": {"spend": "5.00"},
        "benefit": {"kind": "order_off", "off": {"percent": "10"}},
    }
    draft = merchant.post("/promotions", {"rule": rule}).json()
    assert (
        merchant.put(f"/promotions/{draft['id']}/state", {"action": "activate"}).status_code == 200
    )
    checkout = ready_to_order(MILK=3)
    placed, shopper = checkout.place().json(), checkout.shopper
    assert placed["totals"]["discount"]["minor"] == 60
    off = {"lines": [{"position": 1, "units": 1}], "reason": "changed_mind"}

    wanted = {"remove": off["lines"]}
    quote = shopper.post(f"/orders/{placed['id']}/edits/quote", wanted).json()
    done = shopper.post(f"/orders/{placed['id']}/cancelled-lines", off).json()
    deliver()

    assert (quote["refund"]["minor"], quote["promotions"]["lost"]) == (139, ["Five and more"])
    assert done["change"]["refund"] == quote["refund"]
    life = life_of(shopper, placed["id"])
    assert life["total"]["minor"] == 2 * 199 + 499
    assert life["changes"][0]["promotions"]["lost"] == ["Five and more"]
    assert refunded(placed["id"]) == 139
