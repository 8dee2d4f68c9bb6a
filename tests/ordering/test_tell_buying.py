"""Segments know what customers bought: after each order, change and cancellation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from factories.catalog import categories
from factories.ordering import (
    Shopper,
    a_customer_id,
    an_article,
    counted,
    ready_to_order,
    staff,
)

from serai.customers.public import (
    RecordConsent,
    WriteSegment,
    members_of_segment,
    record_consent,
    why_in_segment,
    write_segment,
)
from serai.kernel import clock
from serai.kernel.conditions import Moment, Words
from serai.ordering.usecases.tell_buying import tell_all_buying, tell_buying
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import execute, rows

pytestmark = pytest.mark.django_db(transaction=True)


def a_buyer() -> UUID:
    """Return an account that allows profiling."""
    customer_id = a_customer_id()
    yes = RecordConsent(
        customer_id=customer_id, purpose="profiling", granted=True, text_version="1", source="test"
    )
    record_consent(yes, now=clock.now())
    return customer_id


def bought(customer_id: UUID, **quantities: int) -> dict[str, Any]:
    shopper = Shopper(token=issue_shopper_token(customer_id, clock.now()))
    placed = ready_to_order(shopper, **quantities).place()
    assert placed.status_code == 201, placed.content
    return placed.json()


def sums() -> list[tuple[Any, ...]]:
    return rows(
        "SELECT customer_id, currency, orders, spent_minor, average_minor FROM customers_buying"
        " ORDER BY customer_id"
    )


def goods(customer_id: UUID) -> set[tuple[str, str]]:
    return set(rows("SELECT kind, key FROM customers_bought WHERE customer_id = %s", [customer_id]))


def members(field: str, operator: str, value: Any, *, days: int = 0) -> list[UUID]:
    """Return who is in a segment of one rule, so many days from now."""
    now = clock.now()
    rule = {"field": field, "operator": operator, "value": value}
    made = write_segment(
        WriteSegment(code=f"s{now.timestamp():.6f}", name="S", conditions={"rules": [rule]}),
        now=now,
    )
    at = Moment(now + timedelta(days=days))
    found = members_of_segment(made.id, purpose="profiling", at=at).items
    for each in found:
        assert why_in_segment(made.id, each, purpose="profiling", at=at, words=Words()).belongs
    return found


def test_an_order_is_known_to_segments_a_moment_later(shop: Any, deliver: Callable[[], int]):
    ann, ben = a_buyer(), a_buyer()
    total = bought(ann, MILK=2)["totals"]["total"]["minor"]
    bought(ann, MILK=1, BREAD=1)
    bought(ben, BREAD=1)
    deliver()

    both = [ann, ben]
    assert members("orders.count", ">=", 1) == both
    assert members("orders.count", ">", 1) == [ann]
    assert members("bought.article", "containsAny", ["MILK"]) == [ann]
    assert members("bought.article_30", "containsAny", ["BREAD"], days=29) == both
    assert members("bought.article_30", "containsAny", ["BREAD"], days=31) == []
    assert members("bought.article_90", "containsAny", ["BREAD"], days=31) == both
    assert members("orders.days_since", ">=", 10, days=9) == []
    assert members("orders.days_since", ">=", 10, days=11) == both
    assert members("orders.last_on", "withinLast", 30, days=5) == both
    assert members("orders.spent", ">", {"amount": f"{total / 100:.2f}", "currency": "USD"}) == [
        ann
    ]


def test_who_does_not_allow_profiling_is_in_no_segment_of_purchases(
    shop: Any, deliver: Callable[[], int]
):
    bought(a_customer_id(), MILK=2)
    deliver()

    assert members("bought.article", "containsAny", ["MILK"]) == []


def test_an_order_that_is_called_off_is_forgotten(shop: Any, deliver: Callable[[], int]):
    ann = a_buyer()
    kept, gone = bought(ann, BREAD=1), bought(ann, MILK=2)
    deliver()
    assert sums()[0][2] == 2

    called_off = staff().post(f"/orders/{gone['id']}/cancellation", {"reason": "x"})
    deliver()

    assert called_off.status_code == 200
    total = kept["totals"]["total"]["minor"]
    assert sums() == [(ann, "USD", 1, total, total)]
    assert ("article", "MILK") not in goods(ann)
    staff().post(f"/orders/{kept['id']}/cancellation", {"reason": "x"})
    deliver()
    assert (sums(), goods(ann)) == ([], set())


def test_units_that_are_called_off_are_money_that_was_not_spent(
    shop: Any, deliver: Callable[[], int]
):
    ann = a_buyer()
    order = bought(ann, MILK=3, BREAD=1)
    deliver()
    before = sums()[0][3]

    answer = staff().post(
        f"/orders/{order['id']}/cancelled-lines",
        {"lines": [{"position": 1, "units": 2}], "reason": "too many"},
    )
    deliver()

    assert answer.status_code in (200, 201), answer.content
    assert sums()[0][3] == before - 2 * 199


def test_a_guest_is_told_of_by_nobody(shop: Any):
    checkout = ready_to_order(MILK=1)

    with counted() as spent:
        assert checkout.place().status_code == 201

    assert not [each for each in spent if "customers_buying" in each]
    assert rows("SELECT 1 FROM procrastinate_jobs WHERE args::text LIKE '%%tell_buying%%'") == []


def test_what_nobody_heard_of_is_found_at_night(shop: Any, deliver: Callable[[], int]):
    ann = a_buyer()
    bought(ann, MILK=2)
    deliver()
    told = sums()
    execute("DELETE FROM customers_buying")
    execute("DELETE FROM customers_bought")

    assert tell_all_buying() >= 1

    assert sums() == told
    assert ("article", "MILK") in goods(ann)


def test_who_tell_at_once_lose_no_order(shop: Any):
    ann = a_buyer()
    for _ in range(3):
        bought(ann, MILK=1)

    def tell(_: int) -> None:
        try:
            tell_buying([ann])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tell, range(12)))

    assert sums()[0][2] == 3


def test_many_customers_cost_as_many_statements_as_one(shop: Any):
    buyers = [a_buyer() for _ in range(4)]
    for each in buyers:
        bought(each, MILK=1)

    with counted() as one:
        tell_buying(buyers[:1])
    with counted() as many:
        tell_buying(buyers)

    assert len(one) == len(many) <= 9


def test_categories_count_with_those_above_them_and_so_do_brands(
    shop: Any, deliver: Callable[[], int]
):
    categories(
        {"slug": "grocery", "name": "Grocery"}, {"slug": "tea", "name": "Tea", "parent": "grocery"}
    )
    an_article("TEA", "3.00", category="tea", brand="Acme")
    ann, ben = a_buyer(), a_buyer()
    bought(ann, TEA=1)
    bought(ben, MILK=1)
    deliver()

    assert members("bought.category_90", "containsAny", ["grocery"]) == [ann]
    assert members("bought.category_90", "containsAny", ["grocery/tea"]) == [ann]
    assert members("bought.brand", "containsAny", ["Acme"]) == [ann]
    assert members("bought.brand_365", "containsNone", ["Acme"]) == [ben]
