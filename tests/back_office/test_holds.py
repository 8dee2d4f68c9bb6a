"""Held orders in the back office: the queue, the decision, the rules."""

from uuid import UUID

import pytest
from back_office.test_actions import an_order, press
from django.test import Client
from factories.holds import a_hold_rule
from factories.ordering import a_paid_order

from serai.kernel.clock import now
from serai.ordering.domain.review.hold_state import RuleMode
from serai.ordering.models import HoldRule
from serai.ordering.queries.review.hold_view import holds_of_order
from serai.ordering.usecases.review.hold_order import HoldOrder, hold_order
from serai.ordering.usecases.review.review_order import review_order

pytest_plugins = ["ordering.conftest"]
pytestmark = pytest.mark.django_db

TREE = '{"combinator": "and", "rules": [{"field": "total", "operator": ">", "value": 3}]}'


def test_an_order_is_held_and_released_with_the_name_of_who_did_it(owner: Client):
    order = an_order()

    press(owner, f"/admin/ordering/order/{order.pk}/hold/", reason="Phone number is dead")
    [hold] = holds_of_order(order.pk)
    press(owner, f"/admin/ordering/hold/{hold.id}/release/", reason="Rang back")

    [hold] = holds_of_order(order.pk)
    assert (hold.state, hold.opened_by, hold.decided_by) == ("released", "owner", "owner")
    assert (hold.name, hold.note) == ("Phone number is dead", "Rang back")


def test_a_rejected_order_is_cancelled(owner: Client):
    order = an_order()
    hold = hold_order(HoldOrder(order.pk, "Stolen card"), now=now())

    press(owner, f"/admin/ordering/hold/{hold.id}/reject/", reason="Confirmed by the bank")

    order.refresh_from_db()
    assert (order.state, order.reason) == ("cancelled", "Confirmed by the bank")


def test_the_queue_and_the_order_s_page_say_why(owner: Client):
    a_hold_rule("total", ">", 3)
    order = an_order()
    review_order(order.pk, now=now())

    queue = owner.get("/admin/ordering/hold/?state__exact=open").content.decode()
    page = owner.get(f"/admin/ordering/order/{order.pk}/change/").content.decode()
    start = owner.get("/admin/").content.decode()

    assert "Large orders" in queue
    assert "It matches: Total" in queue
    assert "Large orders" in page
    assert "Orders held for review" in start


def test_who_may_only_look_is_offered_no_decision(clerk):
    order = an_order()
    hold = hold_order(HoldOrder(order.pk, "Stolen card"), now=now())
    reader = clerk("ordering.view_hold", "ordering.view_order")

    page = reader.get(f"/admin/ordering/hold/{hold.id}/change/")
    refused = reader.post(f"/admin/ordering/hold/{hold.id}/release/", {"reason": "I say so"})

    assert page.status_code == 200
    assert "Release" not in page.content.decode()
    assert refused.status_code == 403
    assert holds_of_order(order.pk)[0].state == "open"


def test_a_rule_is_written_in_the_editor_and_tried_first(owner: Client):
    page = press(
        owner, "/admin/ordering/holdrule/write/", name="Large", mode="shadow", conditions=TREE
    )

    [rule] = HoldRule.objects.all()
    assert (rule.name, rule.mode, rule.version) == ("Large", "shadow", 1)
    assert "Total, in the order&#x27;s currency is more than 3" in page


def test_the_editor_counts_the_orders_of_the_past_week(owner: Client, shop):
    orders = [UUID(a_paid_order(MILK=count)[1]["id"]) for count in (1, 9, 20)]
    for order_id in orders:
        review_order(order_id, now=now())
    tree = TREE.replace('"value": 3', '"value": 10')

    answer = owner.post("/admin/ordering/holdrule/matches/", {"conditions": tree}).json()

    assert answer["matches"] == 2


def test_a_rule_is_switched_off_and_deleted(owner: Client):
    rule = a_hold_rule()
    change = {"name": rule.name, "mode": "off", "conditions": TREE, "version": rule.version}

    press(owner, f"/admin/ordering/holdrule/{rule.id}/write/", **change)
    assert HoldRule.objects.get().mode == RuleMode.OFF
    press(owner, f"/admin/ordering/holdrule/{rule.id}/delete_row/")

    assert not HoldRule.objects.exists()
