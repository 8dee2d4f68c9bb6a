"""What tills told: merged once, whatever comes again, late, or in disorder."""

import random
from dataclasses import replace as data_replace
from datetime import timedelta

import pytest
from django.db import transaction
from factories.catalog import NOW
from factories.inventory import a_location, stocked
from factories.ordering import an_article
from factories.pricing import listed
from factories.tills import LATER, SHIFT, a_return, a_sale, line, stock, told
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from serai.catalog.public import ArticleTerms, set_article_terms, variants_of_skus
from serai.inventory.models import Balance, Movement
from serai.inventory.public import stock_disagreements
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ledger.public import balance_of, ledger_disagreements
from serai.ordering.domain.tills.check_operation import check_operation
from serai.ordering.domain.tills.operation import (
    BadOperation,
    BroughtBack,
    Closing,
    Drawer,
    MoneyMoved,
    Opening,
    OperationKind,
    OperationState,
    PaidWith,
    Return,
    Sale,
    TillOperation,
)
from serai.ordering.domain.tills.shift import KeptOperation, sum_shift
from serai.ordering.events import OrderFulfilled, OrderPlaced
from serai.ordering.models import Order, OrderChange
from serai.ordering.models import TillOperation as Row
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.money_disagreements import check_orders
from serai.ordering.queries.order_view import order
from serai.ordering.queries.tills.shift_report import shift_report
from serai.ordering.usecases.tills.merge_operations import (
    ID_REUSED,
    merge_operations,
    settle_waiting,
)
from serai.ordering.usecases.tills.set_up_till import SetUpTill, TillRefused, set_up_till
from serai.payments.public import payments_of_order
from serai.payments.usecases.note_money import MONEY
from serai.pricing.public import ListKind, OpenPriceList, open_price_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(shop):
    """Return a till in STORE-1, where the books have 5 MILK."""
    milk = variants_of_skus(["MILK"])["MILK"]
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 5)
    return set_up_till(SetUpTill("T1", "First till", "STORE-1", "web"), now=NOW)


def merge(till, *operations):
    return merge_operations(till.id, operations, now=LATER)


def kinds(merged) -> list[str]:
    return [conflict.kind.value for conflict in merged.conflicts]


# --- a sale -------------------------------------------------------------------------------------


def test_a_sale_is_an_order_that_is_paid_and_handed_over(till, published):
    sale = a_sale(line(quantity=2), line("BREAD", unit=250, off=50), receipt=7)

    [merged] = merge(till, sale)

    assert (merged.state, merged.order_id, kinds(merged)) == ("merged", sale.id, ["short_stock"])
    seen = order(sale.id)
    assert (seen.state, seen.totals.total, seen.due.minor) == ("fulfilled", Money(598, "USD"), 0)
    assert [(each.sku, each.quantity, each.line_total.minor) for each in seen.lines] == [
        ("MILK", 2, 398),
        ("BREAD", 1, 200),
    ]
    assert seen.placed_at == NOW
    assert stock() == 3
    told_of = {type(event) for event in published()}
    assert {OrderPlaced, OrderFulfilled} <= told_of
    assert balance_of(MONEY.of("cash", "USD")) == 598
    assert ledger_disagreements() == []
    assert stock_disagreements() == []


def test_prices_are_those_agreed_at_the_till(till):
    sale = a_sale(line(unit=150))

    [merged] = merge(till, sale)

    assert order(sale.id).totals.total.minor == 150
    [conflict] = merged.conflicts
    assert (conflict.kind, conflict.expected, conflict.found) == ("other_price", "1.99", "1.50")


def test_a_price_of_the_tills_store_is_no_surprise(till):
    milk = variants_of_skus(["MILK"])["MILK"].id
    for store, price in (("STORE-1", "1.50"), ("STORE-2", "1.40")):
        open_price_list(
            OpenPriceList(store.lower(), store, "web", ListKind.FIXED, store=store), now=NOW
        )
        listed(store.lower(), milk, price, now=NOW)

    [merged] = merge(till, a_sale(line(unit=150)))

    assert list(merged.conflicts) == []


def test_cash_and_card_are_payments_of_their_own(till):
    sale = a_sale(line(quantity=2), paid={"cash": 100, "card": 298})

    merge(till, sale)

    found = [(each.method, each.captured.minor, each.state) for each in payments_of_order(sale.id)]
    assert sorted(found) == [
        ("card_at_terminal", 298, "captured"),
        ("cash_at_store", 100, "captured"),
    ]
    assert balance_of(MONEY.of("terminal", "USD")) == 298
    assert check_orders(NOW - timedelta(days=1), NOW + timedelta(days=1)).differences == []


def test_what_the_books_do_not_have_is_sold_and_told(till):
    sale = a_sale(line(quantity=7))

    [merged] = merge(till, sale)

    [conflict] = merged.conflicts
    assert (conflict.kind, conflict.subject, conflict.expected, conflict.found) == (
        "short_stock", "MILK", "5", "7",
    )  # fmt: skip
    assert stock() == 0
    moves = Movement.objects.filter(reference=sale.id).order_by("id")
    assert [(each.reason, each.quantity) for each in moves] == [("adjustment", 2), ("sale", -7)]


def test_a_set_takes_its_parts_from_the_store_and_puts_them_back(till):
    an_article("BOX", "4.00", stock=0, parts=["2 x MILK", "BREAD"])
    sale = a_sale(line("BOX", quantity=3, unit=400))

    [merged] = merge(till, sale)

    assert {(each.subject, each.found) for each in merged.conflicts} == {
        ("BREAD", "3"),
        ("MILK", "6"),
    }
    [sold] = order(sale.id).lines
    assert [(part.sku, part.units) for part in sold.parts] == [("MILK", 2), ("BREAD", 1)]
    assert (stock("MILK"), stock("BREAD")) == (0, 0)
    merge(till, a_return(sale, minor=400))
    assert (stock("MILK"), stock("BREAD")) == (2, 1)
    assert standing_order(sale.id).lines[1].quantity == 2
    assert stock_disagreements() == []


def test_what_is_promised_to_others_stays_promised(till):
    Balance.objects.filter(location__code="STORE-1").update(reserved=4)

    [merged] = merge(till, a_sale(line(quantity=3)))

    assert kinds(merged) == ["short_stock"]
    balance = Balance.objects.get(variant__sku="MILK", location__code="STORE-1")
    assert (balance.on_hand, balance.reserved) == (4, 4)


def test_what_nobody_knows_is_kept_under_its_name(till):
    sale = a_sale(line("OLD-CODE"), customer_id=uuid7())

    [merged] = merge(till, sale)

    assert kinds(merged) == ["unknown_customer", "unknown_article"]
    [only] = order(sale.id).lines
    assert (only.variant_id, only.name) == (None, "Name of OLD-CODE")


def test_regulated_goods_are_told_when_nobody_checked(till):
    set_article_terms({"MILK": ArticleTerms(minimum_age=18)}, now=NOW)

    unchecked, checked = merge(till, a_sale(receipt=1), a_sale(receipt=2, age_checked=True))

    assert (kinds(unchecked), kinds(checked)) == (["age_not_checked"], [])


def test_a_clock_that_is_ahead_does_not_sell_tomorrow(till):
    sale = replace(a_sale(), occurred_at=LATER + timedelta(days=1))

    [merged] = merge(till, sale)

    assert kinds(merged) == ["clock_ahead"]
    assert order(sale.id).placed_at == LATER


def test_a_gift_costs_nothing_and_is_paid_with_nothing(till):
    sale = a_sale(line(off=199), paid={"cash": 0})

    [merged] = merge(till, sale)

    assert merged.state == "merged"
    assert (order(sale.id).totals.total.minor, payments_of_order(sale.id)) == (0, [])


# --- again, late, in disorder -------------------------------------------------------------------


def test_what_comes_again_changes_nothing_and_is_told_the_same(till, published):
    sale = a_sale()
    first = merge(till, sale)
    before = len(published())

    assert merge(till, sale, sale) == [*first, *first]

    assert (stock(), Order.objects.count(), len(published())) == (4, 1, before)


def test_an_id_that_comes_with_another_content_changes_nothing(till):
    sale = a_sale()
    merge(till, sale)

    [merged] = merge(till, replace(sale, cashier="Dave"))

    assert (merged.state, merged.problem) == (OperationState.REFUSED, ID_REUSED)
    assert Row.objects.get().cashier == "Carol"


def test_a_number_that_two_receipts_have_is_told_and_both_are_kept(till):
    first, second = merge(till, a_sale(receipt=5), a_sale(receipt=5))

    assert (kinds(first), kinds(second)) == ([], ["receipt_taken"])
    assert Order.objects.count() == 2


def test_what_does_not_add_up_is_kept_and_moves_nothing(till):
    wrong = a_sale(paid={"cash": 100})

    bad, good = merge(till, wrong, a_sale(receipt=2))

    assert (bad.state, bad.problem) == ("refused", "The goods cost 199, and 100 was paid.")
    assert good.state == "merged"
    assert (stock(), Order.objects.count()) == (4, 1)
    assert Row.objects.get(pk=wrong.id).payload["act"]["receipt"] == 1


def test_a_return_that_comes_before_its_sale_waits_for_it(till):
    sale = a_sale(line(quantity=2))
    back = a_return(sale)

    [waits] = merge(till, back)
    assert waits.state == "waiting"
    merge(till, sale)

    [after] = merge(till, back)
    assert (after.state, kinds(after)) == ("merged", [])
    assert (stock(), standing_order(sale.id).total_minor) == (4, 199)


def a_day(seed: int) -> list[TillOperation]:
    """Return a shift of two tills' worth of sales and returns."""
    chance = random.Random(seed)
    day: list[TillOperation] = [told(Opening(5_000))]
    for receipt in range(1, 4):
        quantity = chance.randint(1, 3)
        total = 199 * quantity
        cash = chance.choice([0, 50, total])
        sale = a_sale(
            line(quantity=quantity), receipt=2 * receipt, paid={"cash": cash, "card": total - cash}
        )
        day.append(sale)
        if chance.random() < 0.7:
            day.append(a_return(sale, receipt=2 * receipt + 1, restock=chance.random() < 0.5))
    day.append(told(Drawer(-1_000, "To the bank")))
    return [*day, told(Closing(4_000, len(day) + 1))]


def state_of_everything() -> tuple:
    orders = sorted(
        (order_id, standing_order(order_id).total_minor)
        for order_id in Order.objects.values_list("pk", flat=True)
    )
    report = None
    if Row.objects.exists():
        report = data_replace(shift_report(Row.objects.first().till_id, SHIFT))
    return (
        stock(),
        orders,
        OrderChange.objects.count(),
        balance_of(MONEY.of("cash", "USD")),
        balance_of(MONEY.of("terminal", "USD")),
        report,
    )


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_doubling_of_batches_ends_the_same(till, seed):
    milk = variants_of_skus(["MILK"])["MILK"]
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 50)
    day = a_day(seed)
    ends = []
    for round_number in range(3):
        chance = random.Random(100 * seed + round_number)
        batch = [*day, *chance.choices(day, k=4)] if round_number else day
        if round_number:
            chance.shuffle(batch)
        point = transaction.savepoint()
        at = chance.randint(1, len(batch) - 1) if round_number else 1
        for part in (batch[:at], batch[at:]):
            merge(till, *part)
        settle_waiting(now=LATER)
        assert not Row.objects.exclude(state="merged").exists()
        assert ledger_disagreements() == []
        assert stock_disagreements() == []
        ends.append(state_of_everything())
        transaction.savepoint_rollback(point)

    assert ends[1] == ends[0]
    assert ends[2] == ends[0]


# --- returns ------------------------------------------------------------------------------------


def test_a_return_is_a_document_of_its_sale_and_pays_out(till, deliver):
    sale = a_sale(line(quantity=3))
    back = a_return(sale, units=2, minor=398)

    _, merged = merge(till, sale, back)
    deliver()

    assert (merged.state, kinds(merged), merged.order_id) == ("merged", [], sale.id)
    assert (stock(), standing_order(sale.id).total_minor) == (4, 199)
    assert order(sale.id).refunded.minor == 398
    assert balance_of(MONEY.of("cash", "USD")) == 199
    assert check_orders(NOW - timedelta(days=1), NOW + timedelta(days=1)).differences == []
    assert ledger_disagreements() == []


def test_what_cannot_be_sold_again_is_not_put_back(till):
    sale = a_sale(line(quantity=2))

    merge(till, sale, a_return(sale, restock=False))

    assert stock() == 3


def test_what_the_till_kept_is_a_fee(till):
    sale = a_sale(line(quantity=2))

    _, merged = merge(till, sale, a_return(sale, minor=150))

    assert kinds(merged) == []
    assert standing_order(sale.id).total_minor == 398 - 150


def test_more_money_or_more_units_than_there_were_is_told(till):
    sale = a_sale(line(quantity=1))

    _, merged = merge(till, sale, a_return(sale, units=2, minor=500))

    assert kinds(merged) == ["too_much_back", "too_much_back"]
    assert standing_order(sale.id).total_minor == 0


def test_money_that_left_by_another_way_leaves_the_right_drawer(till, deliver):
    sale = a_sale(paid={"card": 199})

    _, merged = merge(till, sale, a_return(sale))
    deliver()

    assert kinds(merged) == ["other_tender"]
    assert balance_of(MONEY.of("cash", "USD")) == -199
    assert balance_of(MONEY.of("terminal", "USD")) == 199


def test_nothing_comes_back_twice(till):
    sale = a_sale()

    *_, second = merge(till, sale, a_return(sale), a_return(sale, receipt=3))

    assert (second.state, second.problem) == (
        "refused", "Nothing of what came back was left of the sale.",
    )  # fmt: skip
    assert stock() == 5


# --- shifts -------------------------------------------------------------------------------------


def test_a_shift_is_final_when_everything_has_come(till):
    opening, sale = told(Opening(10_000)), a_sale(line(quantity=2), paid={"cash": 300, "card": 98})
    drawer, closing = told(Drawer(-5_000, "To the bank")), told(Closing(5_290, 4))

    merge(till, opening, closing, sale)
    early = shift_report(till.id, SHIFT)
    merge(till, drawer)
    report = shift_report(till.id, SHIFT)

    assert (early.is_final, early.missing, early.difference) == (False, 1, None)
    assert (report.is_final, report.missing) == (True, 0)
    assert (report.sold.minor, report.by_card.minor) == (398, 98)
    assert (report.expected_cash.minor, report.counted_cash.minor) == (5_300, 5_290)
    assert report.difference == Money(-10, "USD")


def test_numbers_that_are_missing_are_named():
    found = [
        KeptOperation(OperationKind.SALE, OperationState.MERGED, 1, 1, receipt=number)
        for number in (4, 7, 9)
    ]

    assert sum_shift(found).missing_receipts == (5, 6, 8)


@given(
    cash=st.lists(st.integers(min_value=1, max_value=10_000), max_size=8), seed=st.integers(0, 99)
)
@settings(max_examples=50, deadline=None)
def test_the_order_of_operations_does_not_matter_to_a_report(cash, seed):
    found = [
        KeptOperation(OperationKind.SALE, OperationState.MERGED, 2 * minor, minor, receipt=n)
        for n, minor in enumerate(cash, 1)
    ]
    mixed = random.Random(seed).sample(found, len(found))

    assert sum_shift(mixed) == sum_shift(found)
    assert sum_shift(found).expected_minor == sum(cash)
    assert sum_shift(found).card_minor == sum(cash)


# --- what makes no sense ------------------------------------------------------------------------

_SALE = Sale(1, (line(),), (MoneyMoved(PaidWith.CASH, 199),))


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("no lines", replace(_SALE, lines=())),
        ("no units", replace(_SALE, lines=(line(quantity=0),), paid=())),
        ("a line that does not add up", replace(_SALE, lines=(replace(line(), total_minor=1),))),
        ("a discount above the price", replace(_SALE, lines=(line(off=200),))),
        ("more tax than price", replace(_SALE, lines=(replace(line(), tax_included_minor=200),))),
        ("paid below zero", replace(_SALE, paid=(MoneyMoved(PaidWith.CASH, -199),))),
        ("too little paid", replace(_SALE, paid=())),
        ("a return of nothing", Return(1, SHIFT, (), (MoneyMoved(PaidWith.CASH, 1),), "x")),
        ("nothing paid out", Return(1, SHIFT, (BroughtBack(1, 1),), (), "x")),
        (
            "a line twice",
            Return(1, SHIFT, (BroughtBack(1, 1), BroughtBack(1, 1)),
                   (MoneyMoved(PaidWith.CASH, 1),), "x"),
        ),
        ("no cash moved", Drawer(0, "x")),
        ("a drawer below zero", Opening(-1)),
        ("a shift of nothing", Closing(0, 0)),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)  # fmt: skip
def test_what_contradicts_itself_is_refused(name, act):
    with pytest.raises(BadOperation):
        check_operation(act)


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "no good"), ("location", "DC1"), ("location", "NONE"), ("channel_code", "none")],
)
def test_a_till_stands_in_a_store_and_sells_for_a_channel(till, field, value):
    said = {"code": "T2", "name": "x", "location": "STORE-1", "channel_code": "web", field: value}

    with pytest.raises(TillRefused) as refusal:
        set_up_till(SetUpTill(**said), now=NOW)

    assert refusal.value.field == field


def test_a_till_does_not_move(till):
    a_location("STORE-2", kind="store", priority=2)

    with pytest.raises(TillRefused):
        set_up_till(SetUpTill("T1", "x", "STORE-2", "web"), now=NOW)

    renamed = set_up_till(SetUpTill("T1", "Door", "STORE-1", "web", is_active=False), now=NOW)
    assert (renamed.id, renamed.name, renamed.is_active) == (till.id, "Door", False)
