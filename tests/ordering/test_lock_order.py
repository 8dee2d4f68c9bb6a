"""Who lets an order go locks what whoever places one locks, in the same order, on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from factories.inventory import a_location, hold
from factories.ordering import CHALLENGE, an_article, approve, ready_to_order, states
from factories.promotions import a_promotion
from factories.waiting import until_waiting
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    buyer_of,
    handed_over,
    no_differences,
    on_hand,
)
from ordering.test_tenders import a_card, left_on, place, with_tender

from serai.catalog.public import variants_of_skus
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.domain.holds import HOLD
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.ordering.usecases.differences.begin_difference import PayDifference
from serai.ordering.usecases.differences.look_into_tenders import NamedTender
from serai.ordering.usecases.differences.pay_difference import pay_difference
from serai.ordering.usecases.fail_order import fail_order
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
from serai.payments.adapters.local.processor import LocalProcessor
from serai.plumbing.db import execute, rows, unit_of_work

pytestmark = pytest.mark.django_db(transaction=True)


def cancelled(shop: LocalProcessor) -> Callable[[], object]:
    placed = ready_to_order(RARE=1).place().json()
    command = CancelOrder(UUID(placed["id"]), "not wanted")
    return lambda: cancel_order(command, now=clock.now())


def failed(shop: LocalProcessor) -> Callable[[], object]:
    placing = ready_to_order(RARE=1).place(CHALLENGE).json()
    paying = Paying("failed", "card")
    return lambda: fail_order(UUID(placing["id"]), paying, "declined", now=clock.now())


def without_goods(shop: LocalProcessor) -> Callable[[], object]:
    checkout = ready_to_order(RARE=1)
    placing = checkout.place(CHALLENGE).json()
    approve(shop, placing["action"]["url"])
    later = clock.now() + HOLD
    release_expired(now=later)
    hold({UUID(checkout.cart["lines"][0]["variant_id"]): 5}, now=later)
    return lambda: checkout.shopper.post(f"/orders/{placing['id']}/payment-return", {})


@pytest.mark.parametrize(
    "begun", [cancelled, failed, without_goods], ids=lambda each: each.__name__
)
def test_the_goods_of_an_order_are_locked_after_its_promotions(shop, begun):
    an_article("RARE", "9.99", stock=5)
    three = a_promotion(most_uses=3)
    let_go = begun(shop)

    def elsewhere() -> Any:
        try:
            return let_go()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():  # as whoever places an order: first its promotions, then its goods
            execute(
                "SELECT FROM pricing_promotion_budget WHERE promotion_id = %s FOR UPDATE",
                [three.id],
            )
            going = pool.submit(elsewhere)
            until_waiting()
            assert rows("SELECT count(*) FROM inventory_balance") == [(3,)]
            assert len(rows("SELECT id FROM inventory_balance FOR UPDATE NOWAIT")) == 3
        going.result(60)

    assert states()[0] in ("cancelled", "failed")
    assert rows("SELECT uses FROM pricing_promotion_budget") == [(0,)]


def meets(act: Callable[[], object], first: str, then: str) -> None:
    """
    Let `act` wait for rows that are locked here, and lock others here meanwhile: it must not have them yet.

    Args:
        act: what somebody else does.
        first: the query of what is locked before it begins.
        then: the query of what is locked while it waits.
    """

    def elsewhere() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            assert rows(f"{first} FOR UPDATE")
            going = pool.submit(elsewhere)
            until_waiting()
            assert rows(f"{then} FOR UPDATE NOWAIT")
        going.result(60)


CARDS = "SELECT id FROM ledger_account WHERE kind = 'payments.gift_card' ORDER BY id"
STOCK = "SELECT id FROM inventory_balance ORDER BY variant_id, location_id"
BUDGETS = "SELECT promotion_id FROM pricing_promotion_budget"


def test_the_goods_of_an_order_are_taken_after_what_its_gift_card_holds(shop):
    gift_card, code = a_card(300)
    checkout = with_tender(ready_to_order(MILK=2), code=code)
    placing = place(checkout, CHALLENGE).json()
    approve(shop, placing["action"]["url"])

    meets(
        lambda: checkout.shopper.post(f"/orders/{placing['id']}/payment-return", {}), CARDS, STOCK
    )

    assert (states(), left_on(gift_card), on_hand("MILK")) == (["paid"], 0, 98)


def test_the_goods_of_a_difference_come_after_what_its_gift_card_holds(shop, deliver):
    shopper, order_id, _ = a_bought_order(MILK=2)
    gift_card, code = a_card(100)
    edit = EditOrder(order_id, "more", {"BREAD": 1}, {}, "Some bread, too")
    change = edit_order(edit, now=clock.now())
    paying = PayDifference(
        order_id,
        change.id,
        "https://shop.example",
        payments.Card(CHALLENGE, "12/30", "123"),
        tenders=(NamedTender("gift_card", code),),
    )
    begun = pay_difference(buyer_of(order_id), paying, now=clock.now())
    approve(shop, begun.action_url)
    path = f"/orders/{order_id}/changes/{change.id}/payment-return"

    meets(lambda: shopper.post(path, {}), CARDS, STOCK)

    deliver()
    assert (left_on(gift_card), on_hand("BREAD")) == (0, 99)
    books_agree()
    no_differences()


def test_goods_that_come_back_are_taken_in_after_promotions_are_counted(shop):
    a_promotion(most_uses=3, minimum={"spend": "3.00"})
    set_change_terms("web", PromotionsAfter.WORK_OUT_AGAIN, changed_by="", now=clock.now())
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    asked = request_return(RequestReturn(order_id, "one", lines), now=clock.now())
    command = ReceiveReturn(asked.id, a_location("DC1").id, [InspectedUnits(1, restocked=1)])

    meets(lambda: receive_return(command, now=clock.now()), BUDGETS, STOCK)

    assert rows("SELECT uses FROM pricing_promotion_budget") == [(0,)]
    assert on_hand("MILK") == 99


def test_goods_that_go_and_goods_that_come_are_locked_together(shop):
    milk, bread = (variants_of_skus([sku])[sku].id for sku in ("MILK", "BREAD"))
    (first, first_id), (second, second_id) = sorted(
        [("MILK", milk), ("BREAD", bread)], key=lambda pair: pair[1]
    )
    _, order_id, _ = a_bought_order(**{second: 3})
    swap = EditOrder(order_id, "swap", {first: 1}, {1: 2}, "the other one")
    one = "SELECT id FROM inventory_balance WHERE variant_id = '{}'"

    meets(lambda: edit_order(swap, now=clock.now()), one.format(first_id), one.format(second_id))

    assert (on_hand(first), on_hand(second)) == (99, 99)
    books_agree()
