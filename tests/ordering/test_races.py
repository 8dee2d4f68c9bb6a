"""What many do at once, with real threads through HTTP on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from factories.inventory import counts
from factories.ordering import (
    CHALLENGE,
    Shopper,
    a_cart,
    a_paid_order,
    an_article,
    approve,
    card,
    ready_to_order,
    send_webhooks,
    states,
)
from payments.makers import charges_of

from serai.inventory.public import stock_disagreements
from serai.kernel import clock
from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements
from serai.ordering.events import OrderPlaced
from serai.ordering.usecases.issue_sold_cards import issue_sold_cards
from serai.payments.public import (
    GiftCardSource,
    IssueGiftCard,
    code_of,
    issue_gift_card,
    payments_of_order,
    sold_cards_of_order,
)
from serai.payments.public import gift_card as gift_card_view
from serai.payments.queries.bank_account import forget_accounts
from serai.payments.queries.bank_lines import puzzling_bank_lines
from serai.payments.usecases.set_bank_account import SetBankAccount, set_bank_account
from serai.payments.usecases.take_in_bank_lines import (
    BankLineNotFound,
    CreditLine,
    match_bank_line,
    take_in_bank_lines,
)
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start every act at the same moment, each in a thread of its own; what they return, in order."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def told(responses: list[Any]) -> Counter[str]:
    """Count the answers by status and, for refusals, by code."""
    return Counter(
        f"{response.status_code} {response.json().get('code', '')}".strip()
        for response in responses
    )


def test_of_two_buyers_of_the_last_unit_one_gets_it(shop):
    rare = an_article("RARE", "9.99", stock=1)
    first, second = ready_to_order(RARE=1), ready_to_order(RARE=1)

    answers = at_once(first.place, second.place)

    assert told(answers) == {"201": 1, "409 inventory.out_of_stock": 1}
    assert counts(rare.id) == {"DC1": (0, 0)}
    assert (states(), len(charges_of(shop))) == (["paid"], 1)


def test_of_24_buyers_of_the_last_5_units_exactly_5_get_one(shop, published):
    rare = an_article("RARE", "9.99", stock=5)
    checkouts = [ready_to_order(RARE=1) for _ in range(24)]

    answers = at_once(*(checkout.place for checkout in checkouts))

    assert told(answers) == {"201": 5, "409 inventory.out_of_stock": 19}
    assert counts(rare.id) == {"DC1": (0, 0)}
    assert rows("SELECT state, count(*) FROM inventory_reservation GROUP BY 1") == [
        ("fulfilled", 5)
    ]
    assert states() == ["paid"] * 5
    assert len(charges_of(shop)) == 5
    assert [type(event) for event in published()].count(OrderPlaced) == 5
    assert stock_disagreements() == []


def test_two_articles_wanted_in_opposite_order_do_not_block_each_other(shop):
    checkouts = [ready_to_order(MILK=1, BREAD=1) for _ in range(6)]
    checkouts += [ready_to_order(BREAD=1, MILK=1) for _ in range(6)]

    answers = at_once(*(checkout.place for checkout in checkouts))

    assert told(answers) == {"201": 12}
    assert stock_disagreements() == []


def test_a_double_click_is_one_order(shop, published):
    checkout = ready_to_order(MILK=2)

    answers = at_once(*(lambda: checkout.place(key="once") for _ in range(6)))

    assert {response.status_code for response in answers} <= {201, 202}
    assert len({response.json()["id"] for response in answers}) == 1
    assert (states(), len(charges_of(shop))) == (["paid"], 1)
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def test_two_windows_on_one_cart_are_one_order(shop):
    checkout = ready_to_order(MILK=2)

    answers = at_once(*(checkout.place for _ in range(6)))

    assert told(answers) == {"201": 1, "409 ordering.cart_closed": 5}
    assert (states(), len(charges_of(shop))) == (["paid"], 1)


def test_one_key_with_two_bodies_at_once_is_one_order(shop):
    checkout = ready_to_order(MILK=2)
    path = f"{checkout.path}/order"
    bodies = [
        {"expected_total_minor": checkout.total, "card": card() | {"cvc": cvc}}
        for cvc in ("123", "456")
    ]

    answers = at_once(
        *(lambda body=body: checkout.shopper.post(path, body, key="once") for body in bodies)
    )

    assert told(answers) == {"201": 1, "422 idempotency.key_reused": 1}
    assert (states(), len(charges_of(shop))) == (["paid"], 1)


def test_the_browser_and_the_webhook_arrive_together(shop, published, deliver):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"])
    back = f"/orders/{order['id']}/payment-return"

    at_once(
        *(lambda: checkout.shopper.post(back, {}) for _ in range(4)),
        *(lambda: send_webhooks(shop) for _ in range(4)),
    )
    deliver()

    assert states() == ["paid"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (98, 0)}
    assert [type(event) for event in published()].count(OrderPlaced) == 1
    assert [refunded for *_, refunded in charges_of(shop)] == [0]


def test_many_additions_at_once_lose_nothing_and_make_one_line(shop):
    checkout = a_cart(MILK=1)
    path = f"{checkout.path}/lines"

    answers = at_once(
        *(lambda: checkout.shopper.post(path, {"sku": "BREAD", "quantity": 1}) for _ in range(6))
    )

    cart = checkout.shopper.get(checkout.path).json()
    assert told(answers) == {"200": 6}
    assert {line["sku"]: line["quantity"] for line in cart["lines"]} == {"MILK": 1, "BREAD": 6}
    assert cart["version"] == 7


def test_one_addition_sent_many_times_at_once_adds_once(shop):
    checkout = a_cart(MILK=1)
    path, body = f"{checkout.path}/lines", {"sku": "BREAD", "quantity": 2}

    at_once(*(lambda: checkout.shopper.post(path, body, key="once") for _ in range(6)))

    cart = checkout.shopper.get(checkout.path).json()
    assert {line["sku"]: line["quantity"] for line in cart["lines"]} == {"MILK": 1, "BREAD": 2}


def test_a_cart_begun_many_times_at_once_under_one_key_is_one(shop):
    body = {"lines": [{"sku": "MILK", "quantity": 1}]}

    answers = at_once(*(lambda: Shopper().post("/carts", body, key="once") for _ in range(6)))

    assert len({response.json()["id"] for response in answers}) == 1
    assert len({response.json()["token"] for response in answers}) == 1
    assert rows("SELECT count(*) FROM ordering_cart") == [(1,)]


def test_an_account_that_begins_carts_everywhere_has_one(shop, an_account):
    ann = an_account()
    body = {"lines": [{"sku": "MILK", "quantity": 1}]}

    answers = at_once(*(lambda: Shopper(token=ann.token).post("/carts", body) for _ in range(6)))

    assert told(answers) == {"201": 6}
    mine = ann.get("/carts/mine").json()
    assert {line["sku"]: line["quantity"] for line in mine["lines"]} == {"MILK": 6}


def test_a_cart_claimed_twice_at_once_is_merged_once(shop, an_account):
    guest, ann = a_cart(MILK=3), an_account()
    body = {"cart_token": guest.shopper.token}

    answers = at_once(
        *(lambda: Shopper(token=ann.token).post(f"{guest.path}/claim", body) for _ in range(4))
    )

    assert told(answers)["200"] == 1
    mine = ann.get("/carts/mine").json()
    assert {line["sku"]: line["quantity"] for line in mine["lines"]} == {"MILK": 3}


def test_an_order_cancelled_by_two_at_once_is_refunded_once(shop, deliver):
    checkout = ready_to_order(MILK=2)
    order = checkout.place().json()
    path = f"/orders/{order['id']}/cancellation"

    answers = at_once(
        *(lambda: checkout.shopper.post(path, {"reason": "mistake"}) for _ in range(4))
    )
    deliver()

    assert told(answers) == {"200": 1, "409 state.illegal_transition": 3}
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (100, 0)}
    assert [refunded for *_, refunded in charges_of(shop)] == [897]


def test_of_two_orders_that_spend_one_gift_card_at_once_one_gets_it(shop):
    gift_card = issue_gift_card(
        IssueGiftCard(amount=Money(1000, "USD"), source=GiftCardSource.GIVEN),
        secret=settings.SERAI_SECRET,
        now=clock.now(),
    )
    code = code_of(gift_card.id, secret=settings.SERAI_SECRET)
    orders = []
    for _ in range(2):
        checkout = ready_to_order(MILK=2)
        tender = {"method": "gift_card", "code": code}
        cart = checkout.shopper.post(f"{checkout.path}/tenders", tender).json()
        assert cart["due"]["minor"] == 0
        body = {"expected_total_minor": checkout.total, "expected_due_minor": 0}
        orders.append(partial(checkout.shopper.post, f"{checkout.path}/order", body))

    answers = at_once(*orders)

    refusals = {"409 payments.balance_too_small", "409 ordering.tenders_changed"}
    found = told(answers)
    assert found.pop("201") == 1
    assert set(found) <= refusals
    assert found.total() == 1
    assert card_left(gift_card.id) == 1000 - 897
    assert ledger_disagreements() == []


def test_a_card_that_is_spent_while_its_order_is_called_off_pays_or_goes_back_never_both(shop):
    an_article("GIFT", "10.00", tax_class="gift_card")
    shopper, order = a_paid_order(GIFT=1)
    issue_sold_cards(UUID(order["id"]), secret=settings.SERAI_SECRET, now=clock.now())
    [sold] = sold_cards_of_order(UUID(order["id"]), now=clock.now())
    code = code_of(sold.card.id, secret=settings.SERAI_SECRET)
    checkout = ready_to_order(MILK=2)
    checkout.shopper.post(f"{checkout.path}/tenders", {"method": "gift_card", "code": code})
    body = {"expected_total_minor": checkout.total, "expected_due_minor": 0}

    spent, called_off = at_once(
        lambda: checkout.shopper.post(f"{checkout.path}/order", body),
        lambda: shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"}),
    )

    assert sorted((spent.status_code, called_off.status_code)) in ([200, 409], [201, 409])
    assert card_left(sold.card.id) == (103 if spent.status_code == 201 else 0)
    assert ledger_disagreements() == []


def test_a_bank_line_that_two_match_at_once_pays_once(shop):
    forget_accounts()
    set_bank_account(SetBankAccount("web", "Serai", "DE89 3704 0044 0532 0130 00"), now=clock.now())
    found = []
    for _ in range(2):
        checkout = ready_to_order(MILK=2)
        checkout.shopper.post(f"{checkout.path}/payment", {"method": "bank_transfer"})
        placed = checkout.shopper.post(
            f"{checkout.path}/order", {"expected_total_minor": checkout.total}
        )
        found += payments_of_order(UUID(placed.json()["id"]))
    forget_accounts()
    line = CreditLine("line 1", date(2026, 3, 14), Money(897, "USD"), "Ann", "no reference")
    take_in_bank_lines("main", [line], now=clock.now())
    [kept] = puzzling_bank_lines()

    def match(payment_id: UUID) -> str:
        try:
            return match_bank_line(kept.id, payment_id, now=clock.now())
        except BankLineNotFound:
            return "not found"

    outcomes = at_once(*(partial(match, each.id) for each in found))

    assert sorted(outcomes) == ["not found", "paid"]
    assert sorted(states()) == ["accepted", "accepted"]  # the news is delivered later
    assert sorted(payments_of_order(each.order_id)[0].captured.minor for each in found) == [0, 897]


def card_left(card_id: UUID) -> int:
    return gift_card_view(card_id, now=clock.now()).available.minor


def test_the_last_units_sold_in_sets_and_alone_at_once_are_sold_once(shop):
    tea = an_article("TEA", "4.00", stock=12)
    mug = an_article("MUG", "5.00", stock=100)
    an_article("BOX", "9.99", stock=0, parts=["MUG", "2 x TEA"])
    an_article("PAIR", "7.00", stock=0, parts=["TEA", "MUG"])
    sets = [ready_to_order(BOX=1) for _ in range(5)] + [ready_to_order(PAIR=1) for _ in range(5)]
    alone = [ready_to_order(TEA=1) for _ in range(5)]

    answers = at_once(*(checkout.place for checkout in [*sets, *alone]))

    assert set(told(answers)) == {"201", "409 inventory.out_of_stock"}
    boxes, pairs, teas = (
        sum(answer.status_code == 201 for answer in answers[first : first + 5])
        for first in (0, 5, 10)
    )
    left = 12 - 2 * boxes - pairs - teas
    assert counts(tea.id) == {"DC1": (left, 0)}
    assert counts(mug.id) == {"DC1": (100 - boxes - pairs, 0)}
    assert left == 0
    assert stock_disagreements() == []
