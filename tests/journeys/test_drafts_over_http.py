"""An offer that staff makes up and a shopper pays at its link, over HTTP only."""

from datetime import timedelta

import pytest
from factories.ordering import CONTACT, Shopper, card

from serai.kernel import clock
from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db


def a_body(**said) -> dict:
    return {
        "channel_code": "web",
        "lines": [
            {"sku": "MILK", "quantity": 10, "unit_minor": 150, "reason": "A case of ten"},
            {"sku": "BREAD", "quantity": 1},
        ],
        "discount_minor": 100,
        "discount_reason": "For waiting",
        "note": "As we spoke about on the telephone.",
        "expires_at": (clock.now() + timedelta(days=3)).isoformat(),
        **said,
    }


def test_an_offer_is_made_up_handed_on_paid_and_seen_by_staff(merchant, stock):
    draft = merchant.post("/drafts", a_body()).json()
    assert (draft["state"], draft["reasons"]) == ("open", {"MILK": "A case of ten"})
    *_, cart_id, token = draft["link"].split("/")

    ann = Shopper(token=token)
    path = f"/carts/{cart_id}"
    seen = ann.get(path).json()
    assert (seen["offer"]["note"], seen["offer"]["over"]) == (
        "As we spoke about on the telephone.",
        False,
    )
    assert ann.patch(f"{path}/lines/MILK", {"quantity": 99}).status_code == 409
    ann.put(f"{path}/contact", CONTACT)
    ann.put(f"{path}/delivery", {"code": "standard", "location": None})
    ann.post(f"{path}/payment", {"method": "card"})
    order = ann.post(
        f"{path}/order", {"expected_total_minor": 1500 + 250 - 100 + 499, "card": card()}
    )

    assert (order.status_code, order.json()["state"]) == (201, "paid")
    assert order.json()["totals"]["discount"]["minor"] == 100
    assert stock("MILK")["DC1"] == (90, 0)
    assert merchant.get(f"/drafts/{cart_id}").json()["order_id"] == order.json()["id"]
    assert merchant.get("/drafts").json()["items"][0]["state"] == "ordered"


def test_an_offer_that_is_taken_back_is_not_ordered(merchant):
    draft = merchant.post("/drafts", a_body(contact=CONTACT, delivery="standard")).json()
    assert merchant.post(f"/drafts/{draft['id']}/withdrawal").json()["state"] == "withdrawn"
    *_, cart_id, token = draft["link"].split("/")
    ann = Shopper(token=token)
    ann.post(f"/carts/{cart_id}/payment", {"method": "card"})

    order = ann.post(
        f"/carts/{cart_id}/order",
        {"expected_total_minor": draft["cart"]["totals"]["total"]["minor"], "card": card()},
    )

    assert (order.status_code, order.json()["code"]) == (409, "ordering.draft_over")


def test_prices_of_its_own_need_the_right_to_give_them(merchant):
    ensure_api_key("sk_test_clerk", "clerk", ["drafts:write", "drafts:read"], "web")
    clerk = Shopper(key="sk_test_clerk", area="staff")

    for own in ({}, {"lines": [{"sku": "MILK", "quantity": 1}]}):
        refused = clerk.post("/drafts", a_body(**own))
        assert (refused.status_code, refused.json()["facts"]) == (403, {"scope": "drafts:price"})
    plain = a_body(lines=[{"sku": "MILK", "quantity": 1}], discount_minor=0, discount_reason="")

    assert clerk.post("/drafts", plain).status_code == 200


def test_staff_places_what_is_paid_at_the_door(merchant):
    draft = merchant.post("/drafts", a_body(contact=CONTACT, delivery="standard")).json()
    total = draft["cart"]["totals"]["total"]["minor"]

    order = merchant.post(
        f"/drafts/{draft['id']}/order",
        {"method": "cash_on_delivery", "expected_total_minor": total},
    )

    assert (order.status_code, order.json()["state"], order.json()["due"]["minor"]) == (
        201, "accepted", total,
    )  # fmt: skip
