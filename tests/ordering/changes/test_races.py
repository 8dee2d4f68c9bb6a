"""Many change one order at once, with real threads on PostgreSQL: each unit leaves once, its money once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from factories.inventory import a_location
from factories.ordering import OK, Shopper, ready_to_order
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    buyer_of,
    given_back,
    handed_over,
    no_differences,
    on_hand,
)
from ordering.test_tenders import a_card, left_on, place, with_tender

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.queries.changes.change_view import change_of_order, changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.differences.begin_difference import PayDifference
from serai.ordering.usecases.differences.look_into_tenders import NamedTender
from serai.ordering.usecases.differences.pay_difference import pay_difference
from serai.ordering.usecases.differences.withdraw_change import lapse_changes, withdraw_change
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.refund_order import RefundOrder, refund_order
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
from serai.payments import public as payments

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start every act at the same moment, each in a thread of its own; what they return, or refuse with."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(60)
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
    pays = [_pay_with(order_id, change_id, code) for _, code in cards]

    answers = at_once(*pays)

    assert sum(not isinstance(answer, DomainError) for answer in answers) == 1
    assert sorted(left_on(each) for each, _ in cards) == [750, 1000, 1000, 1000]
    assert standing_order(order_id).lines[2].quantity == 1
    books_agree()
    no_differences()


def _pay_with(
    order_id: UUID, change_id: UUID, *codes: str, card: bool = False
) -> Callable[[], Any]:
    tenders = tuple(NamedTender("gift_card", code) for code in codes)
    asked = payments.Card(OK, "12/30", "123") if card else None
    command = PayDifference(order_id, change_id, "https://shop.example", asked, tenders=tenders)
    return partial(pay_difference, buyer_of(order_id), command, now=clock.now())


def _to_pay(shopper: Shopper, order_id: UUID) -> UUID:
    body = {"add": [{"sku": "BREAD", "quantity": 1}], "reason": "Some bread, too"}
    return UUID(shopper.post(f"/orders/{order_id}/edits", body).json()["id"])


def test_one_gift_card_pays_parts_of_many_differences_and_never_more_than_it_has(shop, deliver):
    bought = [a_bought_order(MILK=1) for _ in range(4)]
    gift_card, code = a_card(300)
    pays = [
        _pay_with(order_id, _to_pay(shopper, order_id), code, card=True)
        for shopper, order_id, _ in bought
    ]

    answers = at_once(*pays)

    deliver()
    paid = sum(not isinstance(answer, DomainError) for answer in answers)
    by_card = sum(
        each.captured.minor
        for _, order_id, _ in bought
        for each in payments.payments_of_order(order_id)
        if each.purpose.startswith("change") and each.method == "card"
    )
    assert paid  # the others were told that somebody was faster
    assert by_card + 300 - left_on(gift_card) == 250 * paid
    books_agree()
    no_differences()


@pytest.mark.parametrize("ends", ["cancel", "withdraw", "lapse"])
def test_a_difference_is_paid_in_parts_or_called_off_and_never_both(shop, deliver, ends):
    shopper, order_id, _ = a_bought_order(MILK=2)
    change_id = _to_pay(shopper, order_id)
    gift_card, code = a_card(100)
    late = clock.now() + timedelta(days=2, hours=1)
    other = {
        "cancel": partial(cancel_order, CancelOrder(order_id, "no more"), now=clock.now()),
        "withdraw": partial(withdraw_change, order_id, change_id, now=clock.now()),
        "lapse": partial(lapse_changes, now=late),
    }[ends]

    at_once(_pay_with(order_id, change_id, code, card=True), other)

    deliver()
    seen = order(order_id)
    [change] = changes_of_order(order_id)
    counts = change.state == "in_force" and seen.state != "cancelled"
    assert left_on(gift_card) == (0 if counts else 100)
    kept = sum(
        each.refundable.minor
        for each in payments.payments_of_order(order_id)
        if each.purpose.startswith("change")
    )
    assert kept == (250 if counts else 0)
    books_agree()
    no_differences()


def test_refunds_and_a_cancellation_give_a_gift_card_back_once(shop, deliver):
    gift_card, code = a_card(300)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    order_id = UUID(place(checkout, OK).json()["id"])
    assert left_on(gift_card) == 0
    refunds = [RefundOrder(order_id, f"r{n}", "sorry", amount_minor=250) for n in range(4)]

    at_once(
        *(partial(refund_order, each, now=clock.now()) for each in refunds),
        partial(cancel_order, CancelOrder(order_id, "no more"), now=clock.now()),
    )

    deliver()
    assert (left_on(gift_card), given_back(order_id)) == (300, 897)
    assert order(order_id).refunded.minor == 897
    books_agree()
    no_differences()


def test_units_called_off_and_an_edit_paid_with_a_gift_card_agree(shop, deliver):
    shopper, order_id, _ = a_bought_order(MILK=3)
    change_id = _to_pay(shopper, order_id)
    gift_card, code = a_card(1000)
    call = CancelLines(order_id, "call", {1: 1}, "less")

    at_once(
        _pay_with(order_id, change_id, code),
        partial(cancel_lines, call, now=clock.now()),
        partial(fulfil_order, order_id, now=clock.now()),
    )

    deliver()
    counts = change_of_order(order_id, change_id).state == "in_force"
    assert left_on(gift_card) == (750 if counts else 1000)
    books_agree()
    no_differences()
