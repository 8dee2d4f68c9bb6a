"""Gift cards that are sold: issued once their money is there, and taken back with it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from factories.ordering import CONTACT, a_cart, a_paid_order, an_article, ready_to_order, staff

from serai.kernel import clock
from serai.kernel.money import Money
from serai.ledger.public import balance_of, ledger_disagreements
from serai.ordering.domain.sold_cards import SoldCards, pieces
from serai.ordering.events import GiftCardsSold
from serai.ordering.usecases.issue_sold_cards import issue_sold_cards
from serai.ordering.usecases.withdraw_sold_cards import withdraw_disputed_cards
from serai.payments import public as payments
from serai.payments.models import GiftCard
from serai.payments.queries.balances import GIFT_CARDS_ISSUED
from serai.payments.queries.bank_account import forget_accounts
from serai.payments.usecases.gift_cards.withdraw_gift_card import replace_gift_card
from serai.payments.usecases.note_money import note_money
from serai.payments.usecases.set_bank_account import SetBankAccount, set_bank_account
from serai.plumbing.db import execute, rows
from serai.plumbing.events import deliver as deliver_event
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound
from serai.pricing.domain.tax.policy import TaxPolicy
from serai.pricing.public import set_tax_policy

pytestmark = pytest.mark.django_db
SECRET = settings.SERAI_SECRET


@pytest.fixture
def cards(shop):
    """Sell gift cards of 50.00 and of 25.00."""
    an_article("GIFT50", "50.00", tax_class="gift_card")
    an_article("GIFT25", "25.00", tax_class="gift_card")
    return shop


@pytest.fixture
def mailbox(shop) -> Iterator[list[Letter]]:
    """Return the letters that are sent meanwhile."""
    letters: list[Letter] = []

    class Box:
        def send(self, letter: Letter) -> None:
            letters.append(letter)

    before = bound(Mailer)
    bind(Mailer, Box())
    yield letters
    bind(Mailer, before)


def sold(order) -> list[payments.SoldCardView]:
    return payments.sold_cards_of_order(UUID(order["id"]), now=clock.now())


def out(order) -> list[int]:
    return [each.card.available.minor for each in sold(order) if each.is_out]


def spend(each: payments.SoldCardView, minor: int) -> None:
    account = payments.card_account(each.card.id, "USD")
    payments.hold_balance(
        account, Money(minor, "USD"), payment_id=uuid4(), method="gift_card", now=clock.now()
    )


def test_each_unit_of_a_paid_line_is_a_card_of_its_own(cards, deliver, mailbox):
    _, order = a_paid_order(GIFT50=2, GIFT25=1, MILK=1)
    assert not GiftCard.objects.exists()

    deliver()

    assert out(order) == [5000, 5000, 2500]
    codes = [payments.code_of(each.card.id, secret=SECRET) for each in sold(order)]
    letters = [letter for letter in mailbox if letter.key.startswith("gift-card-")]
    assert [letter.to for letter in letters] == ["ann@example.org"] * 3
    assert all(code in letter.text for code, letter in zip(codes, letters, strict=True))
    assert {each.card.source for each in sold(order)} == {"sold"}


def test_an_order_without_gift_cards_tells_nothing_of_them(cards, published):
    a_paid_order(MILK=1)

    assert not [event for event in published() if isinstance(event, GiftCardsSold)]


def test_sold_cards_are_owed_and_not_earned(cards, deliver):
    _, order = a_paid_order(GIFT50=1, MILK=1)
    deliver()

    [(received,)] = rows(
        "SELECT -sum(balance) FROM ledger_account WHERE kind = 'payments.received'"
    )
    assert balance_of(GIFT_CARDS_ISSUED.of("sold", "USD")) == 5000
    assert received - balance_of(GIFT_CARDS_ISSUED.of("sold", "USD")) == 199
    assert balance_of(payments.card_account(sold(order)[0].card.id, "USD")) == 5000
    assert ledger_disagreements() == []


def test_gift_cards_pay_no_tax_when_they_are_sold(cards):
    set_tax_policy(
        "web", name="Ohio", rates={"standard": Decimal("0.0725"), "delivery": Decimal(0)}
    )

    a_paid_order(GIFT50=1, MILK=1)

    assert rows("SELECT sku, tax_minor, total_minor FROM ordering_order_line ORDER BY sku") == [
        ("GIFT50", 0, 5000),
        ("MILK", 14, 213),
    ]


@pytest.mark.parametrize("contained", [False, True])
def test_prices_with_tax_contain_none_of_it_for_a_gift_card(contained):
    rates = {"standard": Decimal("0.19")}
    policy = TaxPolicy("VAT", inclusive=True, rates=rates, contained=rates if contained else {})

    assert (policy.rate("gift_card"), policy.contained_rate("gift_card")) == (0, 0)
    assert policy.parts_of("gift_card") == ()


def test_the_same_news_twice_issues_each_card_once(cards, deliver):
    _, order = a_paid_order(GIFT50=2)
    [(event_id,)] = rows("SELECT id FROM plumbing_event WHERE type = 'ordering.GiftCardsSold'")

    for _ in range(2):
        deliver_event(event_id, "ordering.issue_sold_cards")
    deliver()
    assert issue_sold_cards(UUID(order["id"]), secret=SECRET, now=clock.now()) == 0

    assert out(order) == [5000, 5000]
    assert balance_of(GIFT_CARDS_ISSUED.of("sold", "USD")) == 10000


def test_a_crash_between_two_cards_leaves_none_and_the_next_try_issues_both(cards, monkeypatch):
    _, order = a_paid_order(GIFT50=2)
    order_id = UUID(order["id"])
    issue, tries = payments.issue_gift_card, []

    def crash_at_the_second(command, **said):
        tries.append(command.piece)
        return issue(command, **said) if len(tries) != 2 else 1 / 0

    monkeypatch.setattr(payments, "issue_gift_card", crash_at_the_second)
    with pytest.raises(ZeroDivisionError):
        issue_sold_cards(order_id, secret=SECRET, now=clock.now())
    assert not GiftCard.objects.exists()

    assert issue_sold_cards(order_id, secret=SECRET, now=clock.now()) == 2
    assert tries == [1, 2, 1, 2]
    assert out(order) == [5000, 5000]


def test_no_card_is_issued_before_its_money_is_there(cards, deliver):
    forget_accounts()
    set_bank_account(SetBankAccount("web", "Serai", "DE89 3704 0044 0532 0130 00"), now=clock.now())
    checkout = ready_to_order(GIFT50=1)
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "bank_transfer"})
    placed = checkout.shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": checkout.total}
    )
    order = placed.json()
    deliver()
    assert order["state"] == "accepted"
    assert issue_sold_cards(UUID(order["id"]), secret=SECRET, now=clock.now()) == 0

    [payment] = payments.payments_of_order(UUID(order["id"]))
    note_money(payment.id, now=clock.now())
    deliver()

    assert out(order) == [5000]
    forget_accounts()


def test_an_order_called_off_before_its_cards_were_issued_gets_none(cards, deliver):
    shopper, order = a_paid_order(GIFT50=1)

    assert shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "no"}).status_code == 200
    deliver()

    assert not GiftCard.objects.exists()


def test_an_order_called_off_takes_its_unused_cards_back(cards, deliver):
    shopper, order = a_paid_order(GIFT50=2, MILK=1)
    deliver()

    response = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"})
    assert response.status_code == 200, response.content
    deliver()

    assert [each.card.state for each in sold(order)] == ["withdrawn", "withdrawn"]
    assert balance_of(GIFT_CARDS_ISSUED.of("sold", "USD")) == 0
    assert ledger_disagreements() == []


def test_an_order_whose_card_is_used_cannot_be_called_off(cards, deliver):
    shopper, order = a_paid_order(GIFT50=2, MILK=1)
    deliver()
    spend(sold(order)[0], 1)

    response = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"})

    assert (response.status_code, response.json()["code"]) == (409, "ordering.gift_card_spent")
    assert out(order) == [4999, 5000]
    after = shopper.get(f"/orders/{order['id']}").json()
    assert (after["state"], after["refunded"]["minor"]) == ("paid", 0)


def test_a_refund_takes_back_only_as_many_cards_as_its_money_was_for(cards, deliver):
    _, order = a_paid_order(GIFT50=2, MILK=1)
    deliver()
    path = f"/orders/{order['id']}/refunds"

    goods = staff().post(path, {"amount_minor": 199, "reason": "late"})
    assert goods.status_code == 202, goods.content
    assert out(order) == [5000, 5000]
    one = staff().post(path, {"amount_minor": 5000, "reason": "one too many"})
    assert one.status_code == 202
    assert out(order) == [5000]
    spend(sold(order)[0], 2000)
    other = staff().post(path, {"amount_minor": 1, "reason": "the other as well"})
    assert other.json()["code"] == "ordering.gift_card_spent"
    deliver()

    assert out(order) == [3000]


def test_cards_are_issued_for_the_money_that_was_kept(cards, deliver):
    _, order = a_paid_order(GIFT50=2)
    staff().post(f"/orders/{order['id']}/refunds", {"amount_minor": 5000, "reason": "one"})

    deliver()

    assert out(order) == [5000]


def test_a_card_that_was_replaced_is_taken_back_too(cards, deliver):
    shopper, order = a_paid_order(GIFT50=1, MILK=1)
    deliver()
    lost = sold(order)[0].card.id
    new = replace_gift_card(lost, reason="lost", secret=SECRET, now=clock.now())

    shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"})

    assert payments.gift_card(new.id, now=clock.now()).state == "withdrawn"


def test_money_that_the_bank_took_back_takes_the_card_along(cards, deliver):
    _, order = a_paid_order(GIFT50=2)
    deliver()
    spend(sold(order)[0], 100)
    execute("UPDATE payments_payment SET disputed_minor = captured_minor")

    withdraw_disputed_cards(UUID(order["id"]), now=clock.now())

    assert out(order) == [4900]


def test_what_is_left_of_a_line_is_shared_to_the_cent():
    line = SoldCards(3, 1000)

    assert line.worths() == [334, 333, 333]
    assert [(each.number, each.worth) for each in pieces([SoldCards(3, 2), line])] == [
        (1, 1),
        (2, 1),
        (4, 334),
        (5, 333),
        (6, 333),
    ]


def named(checkout, *recipients, sku="GIFT50"):
    path = f"{checkout.path}/lines/{sku}/recipients"
    return checkout.shopper.put(path, {"recipients": list(recipients)})


def test_cards_go_to_whom_they_are_for_and_the_others_to_whoever_ordered(cards, deliver, mailbox):
    checkout = ready_to_order(GIFT50=2)
    noa = {
        "email": " Noa@Example.org",
        "name": "Noa",
        "message": "Happy birthday!\nSee you soon.",
        "sender": "Ann",
    }

    reply = named(checkout, noa)
    more = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "GIFT50", "quantity": 1})
    checkout.cart = checkout.shopper.get(checkout.path).json()
    order = checkout.place().json()
    deliver()

    [line] = reply.json()["lines"]
    assert line["recipients"][0]["email"] == "noa@example.org"
    assert len(more.json()["lines"][0]["recipients"]) == 1
    letters = {letter.to: letter for letter in mailbox if letter.key.startswith("gift-card-")}
    assert sorted(letters) == ["ann@example.org", "noa@example.org"]
    text = letters["noa@example.org"].text
    for words in ("Noa", "Happy birthday!", "See you soon.", "— Ann", "$50.00"):
        assert words in text
    assert "Happy birthday!" not in letters["ann@example.org"].text
    assert [each.card.recipient_email for each in sold(order)] == [
        "noa@example.org",
        "ann@example.org",
        "ann@example.org",
    ]


def test_a_card_is_sent_in_the_morning_of_its_day(cards):
    checkout = ready_to_order(GIFT50=1)
    day = clock.now().date() + timedelta(days=30)
    named(checkout, {"email": "noa@example.org", "send_on": day.isoformat()})

    order = checkout.place().json()
    issue_sold_cards(UUID(order["id"]), secret=SECRET, now=clock.now())

    assert out(order) == [5000]
    morning = datetime.combine(day, time(8), ZoneInfo("America/New_York"))
    assert GiftCard.objects.get().send_at == morning
    waiting = rows(
        "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name LIKE %s", ["%send_gift_card"]
    )
    assert waiting == [(morning,)]


@pytest.mark.parametrize(
    ("recipients", "field"),
    [
        ([{"email": "noa"}], "email"),
        ([{"email": "noa@example.org", "send_on": "2020-01-01"}], "send_on"),
        ([{"email": "noa@example.org", "name": "a\u202eb"}], "name"),
        ([{"email": "noa@example.org"}] * 2, "quantity"),
    ],
)
def test_what_cannot_be_right_of_a_recipient_is_told(cards, recipients, field):
    checkout = ready_to_order(GIFT50=1)

    refused = named(checkout, *recipients)

    assert refused.status_code == 422, refused.content
    problem = refused.json()
    assert problem["code"] == "ordering.bad_recipient"
    assert problem["facts"]["field"] == field
    assert checkout.shopper.get(checkout.path).json()["lines"][0]["recipients"] == []


def test_only_gift_cards_have_recipients(cards):
    checkout = ready_to_order(MILK=1)

    refused = named(checkout, {"email": "noa@example.org"}, sku="MILK")
    absent = named(checkout, {"email": "noa@example.org"})

    assert refused.json()["code"] == "ordering.not_a_gift_card"
    assert absent.status_code == 404
    assert checkout.shopper.get(checkout.path).json()["lines"][0]["recipients"] is None


def test_an_order_of_cards_alone_asks_for_no_delivery(cards, deliver):
    checkout = a_cart(GIFT25=1)

    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    checkout.cart = checkout.shopper.get(checkout.path).json()
    placed = checkout.place()

    assert checkout.cart["needs_delivery"] is False
    assert placed.status_code == 201, placed.content
    deliver()
    assert out(placed.json()) == [2500]


def reserved_skus() -> list[str]:
    """Return what is reserved, or was taken for an order."""
    found = rows(
        "SELECT v.sku FROM inventory_reservation AS r, unnest(r.variant_ids) AS each (id)"
        " JOIN catalog_variant AS v ON v.id = each.id ORDER BY v.sku"
    )
    return [sku for (sku,) in found]


def test_a_gift_card_needs_no_stock_on_the_books(shop, deliver):
    an_article("GIFT25", "25.00", stock=0, tax_class="gift_card")
    checkout = a_cart(GIFT25=2, MILK=1)
    [card_line, _] = checkout.shopper.get(checkout.path).json()["lines"]
    assert card_line["availability"] == "in"

    for path, body in (("/contact", CONTACT), ("/delivery", {"code": "standard"})):
        checkout.cart = checkout.shopper.put(checkout.path + path, body).json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    placed = checkout.place()

    assert placed.status_code == 201, placed.content
    deliver()
    assert reserved_skus() == ["MILK"]


def test_nothing_but_gift_cards_reserves_nothing(shop, deliver):
    an_article("GIFT25", "25.00", stock=0, tax_class="gift_card")
    checkout = a_cart(GIFT25=1)
    checkout.cart = checkout.shopper.put(f"{checkout.path}/contact", CONTACT).json()
    assert checkout.cart["needs_delivery"] is False
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})

    placed = checkout.place()

    assert placed.status_code == 201, placed.content
    deliver()
    assert checkout.shopper.get(f"/orders/{placed.json()['id']}").json()["state"] == "fulfilled"
    assert GiftCard.objects.count() == 1
    assert reserved_skus() == []
