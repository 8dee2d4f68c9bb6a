"""Whatever happens to an order, what orders want from one another is locked in the order that is written down."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from factories.ahead import back_ordered
from factories.inventory import a_location, hold, stocked
from factories.locks import SHARED, Lock, Transaction, locks_noted
from factories.ordering import (
    CHALLENGE,
    DECLINED,
    OK,
    Checkout,
    an_article,
    approve,
    ready_to_order,
    states,
)
from factories.promotions import a_coupon, a_promotion
from factories.subscriptions import a_plan, a_subscriber, subscribed
from factories.tills import LATER, a_return, a_sale, line
from msgspec.structs import replace
from ordering.changes.life_shop import AHEAD, SKUS, WAYS, promote_everything
from ordering.changes.lives import ACTIONS, Crash, OrderLife
from ordering.test_promotions_in_carts import enter
from ordering.test_subscriptions import period_id
from ordering.test_tenders import a_card, place, with_tender

from serai.catalog.public import variants_of_skus
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.domain.holds import HOLD
from serai.ordering.domain.tills.operation import MoneyMoved, PaidWith
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.ordering.usecases.subscriptions.order_period import order_period
from serai.ordering.usecases.tills.merge_operations import merge_operations
from serai.ordering.usecases.tills.set_up_till import SetUpTill, set_up_till
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.queries.methods import forget_methods

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ideas" / "one-order-of-locks.md"
_ROW = re.compile(r"^\| (\d) \|[^|]+\|([^|]+)\|$", re.MULTILINE)
_IN_ONE_ORDER_OF_KEYS = ("pricing_promotion_budget", "inventory_balance")
"""Tables of which one transaction may lock rows by several statements only if the later keys are greater."""


def the_order() -> list[str]:
    """Return the tables as the page names them, the books of payments last."""
    return [
        name
        for number, names in _ROW.findall(PAGE.read_text())
        for name in re.findall(r"`(\w+)`", names)
        if number != "8"
    ]


ORDER = the_order()


def place_of(lock: Lock) -> int:
    return len(ORDER) if lock.at_close else ORDER.index(lock.table)


def turned_around(transactions: list[Transaction]) -> set[str]:
    """Return, in words, which locks were taken before one that comes earlier."""
    found = set()
    for transaction in transactions:
        for at, later in enumerate(transaction.locks):
            for earlier in transaction.locks[:at]:
                if place_of(earlier) > place_of(later):
                    found.add(
                        f"{later.table} ({later.sent_by}) after {earlier.table} ({earlier.sent_by})"
                    )
                if (
                    later.table == earlier.table
                    and later.table in _IN_ONE_ORDER_OF_KEYS
                    and min(later.keys) < max(earlier.keys)
                ):
                    found.add(
                        f"more of {later.table} ({later.sent_by}) after some ({earlier.sent_by})"
                    )
    return found


def _slow(way: str) -> Any:
    return way if way == "gift_card" else pytest.param(way, marks=pytest.mark.slow)


@pytest.fixture
def a_lively_shop(shop) -> Iterator:
    for sku, price in zip(SKUS, ("1.99", "2.50", "3.33"), strict=True):
        an_article(sku, price, stock=1_000)
    an_article(AHEAD, "4.25", stock=1)
    back_ordered(AHEAD, most=1_000)
    promote_everything()
    set_change_terms("web", PromotionsAfter.WORK_OUT_AGAIN, changed_by="", now=clock.now())
    forget_methods()
    yield shop
    forget_methods()


def test_the_page_names_every_table_that_is_looked_at():
    assert list(SHARED) == ORDER
    assert [number for number, _ in _ROW.findall(PAGE.read_text())] == list("12345678")


@pytest.mark.parametrize("way", [_slow(way) for way in WAYS if way != "collected"])
def test_an_order_and_all_that_happens_to_it_lock_in_one_order(a_lively_shop, way):
    chance = Random(WAYS.index(way))
    actions = chance.sample(ACTIONS, len(ACTIONS))
    wanted = {"MILK": 4, "BREAD": 2, AHEAD: 2}

    with locks_noted() as transactions:
        for some in (actions[::3], actions[1::3], actions[2::3]):
            _full_shelves()
            life = OrderLife(a_lively_shop, way, wanted)
            for action in some:
                with suppress(Crash, DomainError):
                    action(life, chance.randrange(12))
            life.come_to_rest()

    assert turned_around(transactions) == set()
    seen = {lock.table for transaction in transactions for lock in transaction.locks}
    assert {"ordering_order", "ledger_account", "inventory_balance"} <= seen


def _full_shelves() -> None:
    """Let the next life find goods: what was missed in one is written off."""
    warehouse = a_location("DC1")
    for variant in variants_of_skus(SKUS).values():
        stocked(variant.id, warehouse, 1_000)


def test_orders_of_all_kinds_lock_in_one_order(shop, deliver):
    """Codes with limits, several tenders, a declined card, lost goods, a refill, and a sale at a till."""
    spring = a_promotion(needs_coupon=True, most_uses=9, most_per_customer=5)
    a_coupon(spring.id, "SPRING24", most_uses=9)
    an_article("RARE", "9.99", stock=1)
    milk = variants_of_skus(["MILK"])["MILK"]
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 5)
    till = set_up_till(SetUpTill("T1", "First till", "STORE-1", "web"), now=clock.now())
    a_plan()
    subscriber = a_subscriber(shop)

    with locks_noted() as transactions:
        placed = place(_by_two_cards(MILK=2), OK).json()
        cancel_order(CancelOrder(UUID(placed["id"]), "not wanted"), now=clock.now())
        assert place(_by_two_cards(MILK=2), DECLINED).status_code == 422
        _lose_goods(shop)
        assert order_period(period_id(subscribed(subscriber).id), now=clock.now())
        _, code = a_card(100)
        sale = a_sale(line(quantity=2), paid={"cash": 298})
        by_card = MoneyMoved(PaidWith.GIFT_CARD, 100, reference=code)
        sale = replace(sale, act=replace(sale.act, paid=(by_card, *sale.act.paid)))
        merge_operations(till.id, [sale, a_return(sale)], now=LATER)
        deliver()

    assert states() == ["cancelled", "failed", "cancelled", "paid", "fulfilled"]
    assert turned_around(transactions) == set()
    seen = {lock.table for transaction in transactions for lock in transaction.locks}
    assert {"pricing_coupon", "pricing_holder_use", "pricing_promotion_budget"} <= seen


def _by_two_cards(**quantities: int) -> Checkout:
    checkout = ready_to_order(**quantities)
    assert enter(checkout, "SPRING24").status_code == 200
    for _ in range(2):
        with_tender(checkout, code=a_card(100)[1])
    return checkout


def _lose_goods(shop: LocalProcessor) -> None:
    """Pay an order whose goods somebody else has got meanwhile."""
    checkout = with_tender(ready_to_order(RARE=1), code=a_card(100)[1])
    placing = place(checkout, CHALLENGE).json()
    approve(shop, placing["action"]["url"])
    later = clock.now() + HOLD
    release_expired(now=later)
    hold({UUID(checkout.cart["lines"][0]["variant_id"]): 1}, now=later)
    back = checkout.shopper.post(f"/orders/{placing['id']}/payment-return", {})
    assert back.json()["state"] == "cancelled", back.json()
