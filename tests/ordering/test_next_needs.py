"""What somebody is likely to need next, from the gaps between their own purchases."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from factories.ordering import Shopper, a_customer_id, a_paid_order, counted
from factories.subscriptions import a_plan

from serai.kernel import clock
from serai.ordering.queries.subscriptions.next_needs import median_gap, next_needs
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import execute

pytestmark = pytest.mark.django_db


def bought(customer_id: UUID, sku: str, *days_ago: int) -> None:
    token = issue_shopper_token(customer_id, clock.now())
    for days in days_ago:
        _, order = a_paid_order(Shopper(token=token), **{sku: 1})
        placed_at = clock.now() - timedelta(days=days)
        execute("UPDATE ordering_order SET placed_at = %s WHERE id = %s", [placed_at, order["id"]])


def test_the_median_gap_says_when_and_the_plan_how_often(shop):
    a_plan(intervals=("1w", "2w", "1m"))
    customer_id = a_customer_id()
    bought(customer_id, "MILK", 50, 37, 24, 11)

    [need] = next_needs(customer_id, "web", now=clock.now())

    today = clock.now().date()
    assert (need.sku, need.every_days) == ("MILK", 13)
    assert (need.last_on, need.likely_on) == (today - timedelta(11), today + timedelta(2))
    assert (need.plan_code, need.interval) == ("refill", "2w")


def test_twice_is_no_habit_and_what_was_given_up_is_not_suggested(shop):
    customer_id = a_customer_id()
    bought(customer_id, "MILK", 20, 10)
    bought(customer_id, "BREAD", 100, 90, 80)

    assert next_needs(customer_id, "web", now=clock.now()) == []


def test_it_takes_three_statements_however_much_was_bought(shop):
    a_plan()
    customer_id = a_customer_id()
    bought(customer_id, "MILK", 30, 20, 10)
    bought(customer_id, "BREAD", 30, 20, 10)

    with counted() as statements:
        needs = next_needs(customer_id, "web", now=clock.now())

    assert [need.sku for need in needs] == ["BREAD", "MILK"]
    assert len(statements) == 3


def test_one_long_holiday_does_not_change_the_gap():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in (0, 7, 14, 60, 67)]

    assert median_gap(days) == 7
