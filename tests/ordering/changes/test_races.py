"""Many change one order at once, with real threads on PostgreSQL: each unit leaves once, its money once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from factories.inventory import a_location
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    buyer_of,
    given_back,
    handed_over,
    no_differences,
    on_hand,
)
from ordering.test_tenders import a_card, left_on

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.differences.pay_by_tender import pay_by_tender
from serai.ordering.usecases.differences.pay_difference import PayDifference
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start every act at the same moment, each in a thread of its own; what they return, or refuse with."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(10)
            return act()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_units_are_called_off_twice_at_most(shop):
    _, order_id, _ = a_bought_order(MILK=2, BREAD=1)
    calls = [CancelLines(order_id, f"call {n}", {1: 1}, "less") for n in range(6)]

    answers = at_once(*(partial(cancel_lines, call, now=clock.now()) for call in calls))

    assert sum(not isinstance(answer, DomainError) for answer in answers) == 2
    assert standing_order(order_id).lines[1].quantity == 0
    assert (given_back(order_id), on_hand("MILK")) == (398, 100)
    books_agree()
    no_differences()


def test_one_parcel_is_taken_in_once(shop):
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    asked = request_return(RequestReturn(order_id, "one", lines), now=clock.now())
    command = ReceiveReturn(asked.id, a_location("DC1").id, [InspectedUnits(1, restocked=1)])

    at_once(*[partial(receive_return, command, now=clock.now())] * 5)

    assert (given_back(order_id), on_hand("MILK")) == (199, 99)
    books_agree()


def test_goods_leave_or_are_called_off_and_never_both(shop):
    _, order_id, bought = a_bought_order(MILK=3)
    call = CancelLines(order_id, "call", {1: 3}, "all of it")

    at_once(
        partial(cancel_lines, call, now=clock.now()),
        partial(fulfil_order, order_id, now=clock.now()),
    )

    gone = order(order_id).state == "fulfilled"
    assert on_hand("MILK") == (97 if gone else 100)
    assert given_back(order_id) == (0 if gone else bought["totals"]["total"]["minor"])
    books_agree()
    no_differences()


def test_units_are_announced_once(shop):
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    lines = [ReturnedUnits(1, 2, ReturnReason.OTHER)]
    asks = [RequestReturn(order_id, f"ask {n}", lines) for n in range(4)]

    answers = at_once(*(partial(request_return, ask, now=clock.now()) for ask in asks))

    assert sum(not isinstance(answer, DomainError) for answer in answers) == 1


def test_two_gift_cards_at_once_pay_a_difference_once(shop):
    shopper, order_id, _ = a_bought_order(MILK=2)
    body = {"add": [{"sku": "BREAD", "quantity": 1}], "reason": "Some bread, too"}
    change_id = UUID(shopper.post(f"/orders/{order_id}/edits", body).json()["id"])
    cards = [a_card(1000) for _ in range(4)]
    command = PayDifference(order_id, change_id, "")
    pays = [
        partial(
            pay_by_tender,
            buyer_of(order_id),
            command,
            method="gift_card",
            claim=code,
            now=clock.now(),
        )
        for _, code in cards
    ]

    answers = at_once(*pays)

    assert sum(not isinstance(answer, DomainError) for answer in answers) == 1
    assert sorted(left_on(each) for each, _ in cards) == [750, 1000, 1000, 1000]
    assert standing_order(order_id).lines[2].quantity == 1
    books_agree()
    no_differences()
