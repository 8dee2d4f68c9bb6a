"""A refill plan from the merchant's desk to the shopper's fourth order, over HTTP."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from factories.ordering import Shopper
from journeys.test_one_click_over_http import a_known_shopper, keep

from serai.kernel.clock import now
from serai.ordering.usecases.subscriptions.announce_periods import announce_periods
from serai.ordering.usecases.subscriptions.order_period import order_due_periods

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = "4000000000009995"
PLAN = {"name": "Refill", "intervals": ["2w", "1m"], "skus": ["MILK", "BREAD"]}
WISH = {"plan_code": "refill", "lines": [{"sku": "MILK", "quantity": 2}], "interval": "2w"}


def offered(merchant: Shopper) -> None:
    made = merchant.put("/subscription-plans/web/refill", PLAN)
    assert made.status_code == 200, made.content


def subscribed(ann: Shopper) -> dict:
    quote = ann.post("/subscriptions/quote", WISH)
    assert quote.status_code == 200, quote.content
    total = quote.json()["totals"]["total"]["minor"]
    made = ann.post("/subscriptions", {**WISH, "expected_total_minor": total})
    assert made.status_code == 201, made.content
    return made.json()


def let_days_pass(until: str) -> None:
    """Let the shop's clocks run until the morning of a day."""
    today, last = now().date(), date.fromisoformat(until)
    while today <= last:
        morning = datetime.combine(today, time(6, 30, tzinfo=UTC))
        announce_periods(now=morning)
        order_due_periods(now=morning)
        today += timedelta(days=1)


def test_milk_comes_every_two_weeks_is_changed_skipped_paused_and_ended(
    merchant, processor, stock, charges, letters, deliver
):
    offered(merchant)
    ann = a_known_shopper(processor)
    assert [plan["code"] for plan in ann.get("/subscription-plans?sku=MILK").json()["items"]] == [
        "refill"
    ]
    made = subscribed(ann)
    path = f"/subscriptions/{made['id']}"

    deliver()
    first = ann.get(path).json()
    assert [(each["number"], each["state"]) for each in first["periods"]] == [
        (2, "open"),
        (1, "ordered"),
    ]
    assert stock("MILK")["DC1"] == (98, 0)
    assert [status for status, _, _ in charges()] == ["captured"]

    changed = ann.patch(path, {"lines": [{"sku": "MILK", "quantity": 1}], "interval": "1m"})
    assert changed.status_code == 200, changed.content
    let_days_pass(changed.json()["next_on"])
    deliver()
    second = ann.get(path).json()
    assert second["periods"][1]["state"] == "ordered"
    order = ann.get(f"/orders/{second['periods'][1]['order_id']}").json()
    assert (order["state"], order["lines"][0]["quantity"]) == ("paid", 1)
    assert any("Your next order on" in letter["Subject"] for letter in letters())

    skipped = ann.post(f"{path}/skip", {}).json()
    assert skipped["next_on"] > second["next_on"]
    paused = ann.post(f"{path}/pause", {"reason": "On holiday"}).json()
    assert (paused["state"], paused["next_on"]) == ("paused", None)
    assert ann.post(f"{path}/skip", {}).status_code == 409
    assert ann.post(f"{path}/resume", {}).json()["state"] == "active"
    assert ann.post(f"{path}/cancellation", {}).json()["state"] == "cancelled"
    let_days_pass(skipped["next_on"])
    deliver()
    assert len(charges()) == 2
    assert letters()[-1]["Subject"] == "Your subscription has ended"


def test_a_refused_card_is_told_and_another_one_pays(
    merchant, processor, charges, letters, deliver
):
    offered(merchant)
    ann = a_known_shopper(processor, REFUSED)
    path = f"/subscriptions/{subscribed(ann)['id']}"

    deliver()
    refused = ann.get(path).json()
    assert (refused["state"], refused["reason"]) == ("past_due", "insufficient_funds")
    assert "Your order could not be made" in [letter["Subject"] for letter in letters()]
    other = keep(ann, processor, "4242424242424242")
    assert ann.patch(path, {"instrument_id": other["id"]}).status_code == 200
    deliver()

    assert ann.get(path).json()["state"] == "active"
    assert [status for status, _, _ in charges()] == ["failed", "captured"]


def test_staff_see_and_end_a_subscription(merchant, processor, deliver):
    offered(merchant)
    ann = a_known_shopper(processor)
    made = subscribed(ann)
    deliver()

    [listed] = merchant.get("/subscriptions?state=active").json()["items"]
    ended = merchant.post(f"/subscriptions/{made['id']}/cancellation", {"reason": "Asked by phone"})

    assert listed["id"] == made["id"]
    assert (ended.status_code, ended.json()["state"]) == (200, "cancelled")


def test_what_is_bought_every_week_is_suggested(merchant, processor):
    ann = a_known_shopper(processor)

    needs = ann.get("/next-needs")

    assert (needs.status_code, needs.json()) == (200, {"items": []})
