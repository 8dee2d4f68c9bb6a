"""Tills that tell the same at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from factories.catalog import NOW
from factories.inventory import a_location, stocked
from factories.tills import LATER, a_return, a_sale, line, stock
from msgspec.structs import replace

from serai.catalog.public import variants_of_skus
from serai.inventory.public import stock_disagreements
from serai.kernel.money import Money
from serai.ledger.public import balance_of, ledger_disagreements
from serai.ordering.domain.tills.operation import MoneyMoved, PaidWith
from serai.ordering.models import Order, OrderChange
from serai.ordering.models import TillOperation as Row
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.tills.merge_operations import merge_operations, settle_waiting
from serai.ordering.usecases.tills.set_up_till import SetUpTill, set_up_till
from serai.payments import public as payments
from serai.payments.usecases.note_money import MONEY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tills(shop):
    """Return two tills in STORE-1, where the books have 100 MILK."""
    milk = variants_of_skus(["MILK"])["MILK"]
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 100)
    return [
        set_up_till(SetUpTill(code, code, "STORE-1", "web"), now=NOW).id for code in ("T1", "T2")
    ]


def at_once(*batches):
    """Merge batches in threads that begin together; each is a till and its operations."""
    barrier = Barrier(len(batches))

    def run(batch):
        barrier.wait()
        try:
            return merge_operations(batch[0], batch[1], now=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(batches)) as threads:
        return list(threads.map(run, batches))


def test_the_same_batch_from_six_connections_is_merged_once(tills):
    sales = [a_sale(line(quantity=2), receipt=number) for number in range(1, 6)]
    batches = [sales, sales[::-1]] * 3

    answers = at_once(*((tills[0], batch) for batch in batches))

    assert all(each.state == "merged" for answer in answers for each in answer)
    assert (Order.objects.count(), stock()) == (5, 90)
    assert balance_of(MONEY.of("cash", "USD")) == 5 * 398
    assert (ledger_disagreements(), stock_disagreements()) == ([], [])


def test_a_return_at_one_till_meets_its_sale_from_another(tills):
    pairs = [
        (sale := a_sale(line(quantity=2), receipt=number), a_return(sale, receipt=number))
        for number in range(1, 9)
    ]

    at_once((tills[0], [sale for sale, _ in pairs]), (tills[1], [back for _, back in pairs[::-1]]))
    settle_waiting(now=LATER)

    assert not Row.objects.exclude(state="merged").exists()
    assert OrderChange.objects.count() == 8
    assert {standing_order(sale.id).total_minor for sale, _ in pairs} == {199}
    assert stock() == 100 - 8
    assert (ledger_disagreements(), stock_disagreements()) == ([], [])


def test_a_gift_card_is_spent_once_however_many_tills_take_it(tills):
    command = payments.IssueGiftCard(amount=Money(398, "USD"), source=payments.GiftCardSource.GIVEN)
    issued = payments.issue_gift_card(command, secret=settings.SERAI_SECRET, now=NOW)
    code = payments.code_of(issued.id, secret=settings.SERAI_SECRET)
    moved = (MoneyMoved(PaidWith.GIFT_CARD, 398, reference=code),)
    sales = [
        replace(sale, act=replace(sale.act, paid=moved))
        for sale in (a_sale(line(quantity=2), receipt=number) for number in (1, 2, 3))
    ]

    answers = at_once(
        (tills[0], [sales[0]]),
        (tills[0], [sales[0]]),
        (tills[1], [sales[1]]),
        (tills[1], sales[2:]),
    )

    states = [answer[0].state for answer in answers]
    assert states[0] == states[1]
    assert [states[0], *states[2:]].count("merged") == 1
    assert (Order.objects.count(), stock()) == (1, 98)
    assert payments.gift_card(issued.id, now=LATER).available.minor == 0
    assert Row.objects.filter(state="refused").count() == 2
    assert (ledger_disagreements(), stock_disagreements()) == ([], [])
