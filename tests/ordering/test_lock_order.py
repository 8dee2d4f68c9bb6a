"""Who lets an order go locks what whoever places one locks, in the same order, on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from factories.inventory import hold
from factories.ordering import CHALLENGE, an_article, approve, ready_to_order, states
from factories.promotions import a_promotion
from factories.waiting import until_waiting

from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.ordering.domain.holds import HOLD
from serai.ordering.domain.paying import Paying
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.fail_order import fail_order
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
            assert len(rows("SELECT id FROM inventory_balance FOR UPDATE")) == 3
        going.result(60)

    assert states()[0] in ("cancelled", "failed")
    assert rows("SELECT uses FROM pricing_promotion_budget") == [(0,)]
