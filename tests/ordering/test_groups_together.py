"""The groups of many orders are opened together, by as many statements as those of one."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.holds import a_hold_rule
from factories.ordering import a_paid_order

from serai.fulfilment.public import groups_of_order
from serai.kernel import clock
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.queries.review.hold_view import holds_of_order
from serai.ordering.usecases.open_order_groups import open_groups_of_orders, open_order_groups
from serai.plumbing.db import execute
from serai.plumbing.events import deliver_together, subscriptions

pytestmark = pytest.mark.django_db
OPENING = "ordering.open_order_groups"


def bought(count: int, **quantities: int) -> list[UUID]:
    return [UUID(a_paid_order(**quantities)[1]["id"]) for _ in range(count)]


def statements(order_ids: list[UUID]) -> int:
    with CaptureQueriesContext(connection) as asked:
        open_groups_of_orders(order_ids, now=clock.now())
    return len(asked)


def opened(order_id: UUID) -> list[tuple[int, str, list[tuple[int, int]]]]:
    return [
        (group.number, group.state.value, [(line.position, line.left) for line in group.lines])
        for group in groups_of_order(order_id)
    ]


def test_the_number_of_statements_does_not_grow_with_the_orders(shop):
    one, *many = bought(6, MILK=2)

    assert statements([one]) == statements(many)

    assert [opened(order_id) for order_id in (one, *many)] == [[(1, "open", [(1, 2)])]] * 6


def test_together_and_alone_they_come_out_alike(shop):
    alone, together = bought(2, MILK=3)

    open_order_groups(alone, now=clock.now())
    open_groups_of_orders([together], now=clock.now())

    assert opened(alone) == opened(together)


def test_opened_again_among_others_nothing_changes(shop):
    first, second = bought(2)
    open_groups_of_orders([first], now=clock.now())
    [before] = groups_of_order(first)

    open_groups_of_orders([second, first], now=clock.now())

    assert groups_of_order(first) == (before,)
    assert len(groups_of_order(second)) == 1


def test_of_orders_that_are_looked_at_together_a_limit_lets_as_many_through_as_it_says(shop):
    a_hold_rule("email.orders_hour", ">", 3, name="Many in an hour")
    orders = bought(5)

    open_groups_of_orders(orders, now=clock.now())

    assert [len(holds_of_order(order_id)) for order_id in orders] == [0, 0, 0, 1, 1]
    assert [opened(order_id)[0][1] for order_id in orders] == ["open"] * 3 + ["held"] * 2


def test_those_reviewed_before_count_for_those_that_come_together(shop):
    a_hold_rule("email.orders_hour", ">", 3, name="Many in an hour")
    first, *others = bought(4)

    open_groups_of_orders(others, now=clock.now())
    open_groups_of_orders([first], now=clock.now())

    assert [len(holds_of_order(order_id)) for order_id in (first, *others)] == [1, 0, 0, 0]


def test_an_order_that_does_not_exist_is_told(shop):
    [order_id] = bought(1)

    with pytest.raises(OrderNotFound):
        open_groups_of_orders([order_id, uuid4()], now=clock.now())

    assert groups_of_order(order_id) == ()


@pytest.mark.django_db(transaction=True)
def test_an_order_that_cannot_be_opened_holds_up_no_other(shop):
    execute("DELETE FROM procrastinate_jobs")
    first, broken, last = bought(3)
    execute("UPDATE ordering_order SET delivery = '{\"kind\": 7}' WHERE id = %s", [broken])

    taken = deliver_together(subscriptions()[OPENING])

    assert taken == 3
    assert [len(groups_of_order(order_id)) for order_id in (first, broken, last)] == [1, 0, 1]
