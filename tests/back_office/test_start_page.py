"""The first page says how the day goes and what waits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from serai.config.back_office.hours_plot import hours_plot
from serai.config.back_office.start_page import start_page
from serai.kernel.ids import uuid7
from serai.ordering.models import Order
from serai.plumbing.db import execute

NOON = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create(username="boss", is_staff=True, is_superuser=True)


def an_order(placed_at: datetime, *, state: str = "paid", total: int = 1999) -> Order:
    order_id = uuid7()
    order = Order.objects.create(
        id=order_id,
        number=str(order_id),
        state=state,
        channel_code="web",
        locale="en",
        email="ada@example.com",
        currency="EUR",
        items_minor=total,
        delivery_minor=0,
        discount_minor=0,
        tax_minor=0,
        total_minor=total,
        placed_at=placed_at,
    )
    order.lines.create(
        position=1,
        sku="MILK-1",
        name="Milk",
        quantity=1,
        unit_price=Decimal(total) / 100,
        items_minor=total,
        discount_minor=0,
        total_minor=total,
    )
    return order


def figures(boss: User, now: datetime = NOON) -> dict[str, str]:
    return {card.title: card.figure for card in start_page(boss, now=now).cards}


def test_only_todays_paid_orders_count(boss: User):
    an_order(NOON - timedelta(hours=1))
    an_order(NOON - timedelta(hours=2), total=1)
    an_order(NOON - timedelta(hours=1), state="failed")
    an_order(NOON - timedelta(days=1, hours=1))
    an_order(NOON - timedelta(hours=1), state="completed")

    found = figures(boss)

    assert found["Orders today"] == "2"
    assert found["Revenue today"] == "20.00 EUR"


def test_yesterday_is_compared_until_the_same_hour(boss: User):
    an_order(NOON - timedelta(days=1, hours=2))
    an_order(NOON - timedelta(days=1) + timedelta(hours=3))

    [orders, revenue, *_] = start_page(boss, now=NOON).cards

    assert orders.note == "1 yesterday until now"
    assert revenue.note == "19.99 EUR yesterday until now"


def test_what_waits_is_listed_with_advice(boss: User):
    an_order(NOON - timedelta(hours=1), state="placing")
    execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
        " VALUES ('events', 'plumbing.deliver', '{}', 'failed')"
    )

    page = start_page(boss, now=NOON)

    assert [(item.title, item.count) for item in page.waiting] == [
        ("Dead letters", 1),
        ("Orders without an answer", 1),
    ]
    assert figures(boss)["Waiting"] == "2"


def test_an_empty_shop_says_what_will_be_here(owner: Client):
    page = owner.get("/admin/").content.decode()

    assert "No orders yet." in page
    assert "Nothing. Jobs that failed for good" in page


def test_the_side_bar_offers_what_one_may_open(owner: Client, clerk: Callable[..., Client]):
    everything = owner.get("/admin/").content.decode()
    little = clerk("catalog.view_product").get("/admin/").content.decode()

    assert "back_office/back_office.css" in everything
    for address in ("ordering/order", "inventory/movement", "plumbing/deadletter", "auth/user"):
        assert f'href="/admin/{address}/"' in everything
        assert f'href="/admin/{address}/"' not in little
    assert 'href="/admin/catalog/product/"' in little


def test_who_may_not_see_sales_sees_none(clerk: Callable[..., Client]):
    an_order(datetime.now(UTC))

    page = clerk().get("/admin/").content.decode()

    assert "Revenue today" not in page
    assert "ada@example.com" not in page


def test_the_page_costs_the_same_on_a_busy_day(boss: User, django_assert_max_num_queries):
    for minute in range(30):
        an_order(NOON - timedelta(minutes=minute))

    with django_assert_max_num_queries(13):
        start_page(boss, now=NOON)


def test_the_plot_tells_its_sums_to_who_cannot_see_it():
    plot = hours_plot([0] * 23 + [3], [1] * 24, 23)

    assert 'aria-label="3 orders today, 24 in the whole of yesterday."' in plot
    assert plot.count("<rect") == 24
