"""What every history of sales keeps to."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.past_orders import was_ordered

from serai.ordering.adapters.sales_history import OrderedSales
from serai.pricing.ports import ArticleWindow, SalesHistory, SoldInWindow, WeeklySales

SUNDAY = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
WEEK = 2968
"""Weeks from Monday 29 December 1969 to the one of that Sunday."""


@pytest.fixture(params=[OrderedSales])
def history(request: pytest.FixtureRequest, db: None) -> SalesHistory:
    return request.param()


def test_a_shop_that_sold_nothing_has_no_history(history: SalesHistory):
    found = history.weekly()

    assert (found.variants.size, found.variant.size, found.orders) == (0, 0, {})


def test_weeks_say_how_many_for_how_much_at_how_many_prices(history: SalesHistory):
    milk, tea = a_variant("MILK").id, a_variant("TEA").id
    was_ordered((milk, 2, 200, 0), (tea, 1, 450, 50), at=SUNDAY - timedelta(days=1))
    was_ordered((milk, 1, 100, 0), at=SUNDAY)
    was_ordered((milk, 3, 360, 30), at=SUNDAY)
    was_ordered((milk, 1, 120, 0), at=SUNDAY + timedelta(hours=1))

    found = history.weekly()

    assert _rows(found) == {
        (milk, WEEK): (6, 630, 2, 3),
        (milk, WEEK + 1): (1, 120, 1, 1),
        (tea, WEEK): (1, 400, 1, 1),
    }
    assert found.orders == {WEEK: 3, WEEK + 1: 1}
    pairs = list(zip(found.variant.tolist(), found.week.tolist(), strict=True))
    assert pairs == sorted(pairs)


@pytest.mark.parametrize("state", ["placing", "failed", "cancelled"])
def test_what_was_not_bought_is_left_out(history: SalesHistory, state: str):
    was_ordered((a_variant("MILK").id, 1, 100, 0), at=SUNDAY, state=state)

    assert history.weekly().variant.size == 0


def test_what_was_free_and_what_is_no_goods_is_left_out(history: SalesHistory):
    milk = a_variant("MILK").id
    was_ordered((milk, 1, 100, 100), at=SUNDAY)
    was_ordered((milk, 0, 100, 0), at=SUNDAY)
    was_ordered((milk, 700, 100, 0), at=SUNDAY)

    assert history.weekly().variant.size == 0


def test_a_window_says_what_was_sold_of_its_article_in_its_time(history: SalesHistory):
    milk, tea, day = a_variant("MILK").id, a_variant("TEA").id, timedelta(days=1)
    was_ordered((milk, 2, 200, 20), (tea, 1, 450, 50), at=SUNDAY)
    was_ordered((milk, 1, 100, 0), at=SUNDAY + day)
    was_ordered((milk, 5, 500, 0), at=SUNDAY, state="cancelled")
    windows = [
        ArticleWindow(tea, SUNDAY + day, SUNDAY + 2 * day),
        ArticleWindow(milk, SUNDAY, SUNDAY + day),
        ArticleWindow(milk, SUNDAY, SUNDAY + 2 * day),
    ]

    assert history.in_windows("web", windows) == [
        SoldInWindow(1, milk, 2, 180),
        SoldInWindow(2, milk, 3, 280),
    ]
    assert history.in_windows("stores", windows) == history.in_windows("web", []) == []


def _rows(found: WeeklySales) -> dict[tuple[UUID, int], tuple[float, ...]]:
    ids = [UUID(bytes=bytes(raw).ljust(16, b"\0")) for raw in found.variants]
    return {
        (ids[variant], int(week)): tuple(told)
        for variant, week, *told in zip(
            found.variant,
            found.week,
            found.units,
            found.paid_minor,
            found.prices,
            found.lines,
            strict=True,
        )
    }
