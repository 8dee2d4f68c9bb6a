"""Gift cards and credit pay at tills: looked at and taken here, once, or the sale is not."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from factories.catalog import NOW
from factories.inventory import a_location, stocked
from factories.ordering import a_customer_id
from factories.tills import LATER, SHIFT, a_return, a_sale, line, stock
from msgspec.structs import replace

from serai.catalog.public import variants_of_skus
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ledger.public import balance_of, ledger_disagreements
from serai.ordering.domain.tills.operation import MoneyMoved, PaidWith
from serai.ordering.models import Order
from serai.ordering.models import TillOperation as Row
from serai.ordering.queries.money_disagreements import check_orders
from serai.ordering.queries.order_view import order
from serai.ordering.queries.tills.shift_report import shift_report
from serai.ordering.usecases.tills.merge_operations import merge_operations
from serai.ordering.usecases.tills.set_up_till import SetUpTill, set_up_till
from serai.payments import public as payments
from serai.payments.usecases.note_money import MONEY
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(shop):
    """Return a till in STORE-1, where the books have 5 MILK."""
    milk = variants_of_skus(["MILK"])["MILK"]
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 5)
    return set_up_till(SetUpTill("T1", "First till", "STORE-1", "web"), now=NOW)


@pytest.fixture
def gift_card(shop):
    """Return the code of a gift card of 3.00, and a function that says what is left on it."""
    command = payments.IssueGiftCard(amount=Money(300, "USD"), source=payments.GiftCardSource.GIVEN)
    made = payments.issue_gift_card(command, secret=settings.SERAI_SECRET, now=NOW)
    code = payments.code_of(made.id, secret=settings.SERAI_SECRET)
    return code, lambda: payments.gift_card(made.id, now=LATER).available.minor


def paid_by(code: str, on_card: int, cash: int = 0, units: int = 2, **said):
    moved = [MoneyMoved(PaidWith.GIFT_CARD, on_card, reference=code)]
    moved += [MoneyMoved(PaidWith.CASH, cash)] if cash else []
    sale = a_sale(line(quantity=units), **said)
    return _with(sale, tuple(moved))


def _with(sale, moved):
    return replace(sale, act=replace(sale.act, paid=moved))


def merge(till, *operations):
    return merge_operations(till.id, operations, now=LATER)


def all_adds_up() -> bool:
    checked = check_orders(NOW - timedelta(days=1), NOW + timedelta(days=1))
    return (ledger_disagreements(), checked.differences) == ([], [])


def test_a_card_pays_a_part_and_cash_the_rest(till, gift_card, deliver):
    code, left = gift_card
    sale = paid_by(code, 300, cash=98)

    first = merge(till, sale)
    again = merge(till, sale, sale)
    deliver()

    assert [each.state for each in (*first, *again)] == ["merged"] * 3
    seen = order(sale.id)
    assert (left(), balance_of(MONEY.of("cash", "USD")), seen.due.minor) == (0, 98, 0)
    assert [(part.method, part.amount.minor) for part in seen.tenders] == [("gift_card", 300)]
    assert (seen.payment.method, seen.state) == ("cash_at_store", "fulfilled")
    assert all_adds_up()


def test_a_card_alone_pays(till, gift_card, deliver):
    code, left = gift_card
    sale = paid_by(code, 199, units=1)

    merge(till, sale)
    deliver()

    seen = order(sale.id)
    assert (left(), seen.payment, seen.due.minor, stock()) == (101, None, 0, 4)
    assert all_adds_up()


def test_a_card_with_too_little_refuses_the_sale_and_nothing_is_taken(till, gift_card):
    code, left = gift_card
    sale = paid_by(code, 398, receipt=1)
    other = a_sale(line(quantity=2), receipt=1)

    refused, merged = merge(till, sale, other)

    assert (refused.state, refused.order_id) == ("refused", None)
    [conflict] = refused.conflicts
    assert (conflict.kind, conflict.expected, conflict.found) == ("tender_refused", "300", "398")
    assert (left(), Order.objects.count(), stock()) == (300, 1, 3)
    # Paid otherwise, the sale keeps its receipt's number.
    assert (merged.state, merged.conflicts) == ("merged", ())
    report = shift_report(till.id, SHIFT)
    assert (report.sales, report.operations) == (1, 2)
    assert (report.by_card.minor, report.expected_cash.minor, report.sold.minor) == (0, 398, 398)
    assert all_adds_up()


def test_one_card_twice_in_a_sale_is_one_card(till, gift_card):
    code, left = gift_card
    twice = (MoneyMoved(PaidWith.GIFT_CARD, 199, reference=code),) * 2

    [merged] = merge(till, _with(a_sale(line(quantity=2)), twice))

    assert (merged.state, left()) == ("refused", 300)


@pytest.mark.parametrize("code", ["", "7KX9-M2P4-0QRT-ZB5C"])
def test_a_code_of_no_card_is_refused(till, code):
    [merged] = merge(till, paid_by(code, 398))

    assert (merged.state, [each.kind for each in merged.conflicts]) == (
        "refused",
        ["tender_refused"],
    )
    assert merged.problem.startswith("There is no such gift card")


def test_a_code_is_not_kept(till, gift_card):
    code, _ = gift_card
    merge(till, paid_by(code, 300, cash=98), paid_by(code, 398, receipt=2))

    kept = [json.dumps(row.payload, ensure_ascii=False) for row in Row.objects.all()]

    assert [code in text for text in kept] == [False, False]
    assert all(code[-4:] in text for text in kept)


def test_a_customers_credit_pays_for_that_customer_alone(till, deliver):
    customer_id = a_customer_id()
    command = GrantStoreCredit(customer_id, Money(500, "USD"), "sorry", key="once")
    grant_store_credit(command, now=NOW)
    moved = (MoneyMoved(PaidWith.CREDIT, 398),)
    theirs = _with(a_sale(line(quantity=2), customer_id=customer_id), moved)
    nobodys = _with(a_sale(line(quantity=2), receipt=2), moved)

    merged, refused = merge(till, theirs, nobodys)
    deliver()

    assert (merged.state, refused.state) == ("merged", "refused")
    assert payments.store_credit(customer_id, "USD").available.minor == 102
    assert all_adds_up()


def test_what_comes_back_goes_back_on_the_card_after_the_cash(till, gift_card, deliver):
    code, left = gift_card
    sale = paid_by(code, 300, cash=98)
    merge(till, sale)
    deliver()
    back = a_return(sale, units=1, minor=199)
    moved = (MoneyMoved(PaidWith.CASH, 98), MoneyMoved(PaidWith.GIFT_CARD, 101))

    [wrong] = merge(till, back)
    [right] = merge(till, _back(back, moved))
    deliver()

    assert (wrong.state, right.state) == ("refused", "merged")
    assert "101 goes back on gift cards" in wrong.problem
    assert (left(), balance_of(MONEY.of("cash", "USD"))) == (101, 0)
    assert order(sale.id).refunded.minor == 199
    report = shift_report(till.id, SHIFT)
    assert report.by_tender.minor == 300 - 101
    assert all_adds_up()


def _back(back, moved):
    return replace(back, id=uuid7(), act=replace(back.act, paid_out=moved, receipt=3))
