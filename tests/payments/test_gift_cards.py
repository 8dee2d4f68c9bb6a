"""Gift cards: codes nobody guesses, worth on the ledger, and what happens when they end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from payments.makers import NOW

from serai.kernel.money import Money
from serai.ledger.public import BREAKAGE, InsufficientBalance, balance_of, ledger_disagreements
from serai.ledger.usecases.expire_lots import expire_lots
from serai.payments.domain.amount import NothingToPay
from serai.payments.domain.gift_card_code import GiftCardNotFound, code_of, plain
from serai.payments.models import GiftCard
from serai.payments.queries.balances import GIFT_CARDS_ISSUED, card_account
from serai.payments.queries.gift_cards.gift_card_view import (
    GiftCardUnusable,
    gift_card,
    gift_card_of_code,
    gift_cards_of_customer,
)
from serai.payments.usecases.gift_cards.issue_gift_card import (
    CodeTaken,
    GiftCardSource,
    IssueGiftCard,
    issue_gift_card,
)
from serai.payments.usecases.gift_cards.keep_gift_card import keep_gift_card
from serai.payments.usecases.gift_cards.refill_gift_card import AT_LEAST, refill_gift_card
from serai.payments.usecases.gift_cards.send_gift_card import send_gift_card
from serai.payments.usecases.gift_cards.withdraw_gift_card import (
    replace_gift_card,
    withdraw_gift_card,
)
from serai.payments.usecases.spend_balance import (
    BalanceTooSmall,
    capture_balance,
    hold_balance,
    release_balance,
)
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound

pytestmark = pytest.mark.django_db
SECRET = b"s" * 32
FIFTY = Money(5000, "EUR")


def issued(amount=FIFTY, source=GiftCardSource.GIVEN, **wishes):
    command = IssueGiftCard(amount=amount, source=source, **wishes)
    return issue_gift_card(command, secret=SECRET, now=NOW)


def spend(card, minor, payment_id=None):
    payment_id = payment_id or uuid4()
    amount = Money(minor, card.issued.currency)
    account = card_account(card.id, amount.currency)
    hold_balance(account, amount, payment_id=payment_id, method="gift_card", now=NOW)
    capture_balance(amount, payment_id=payment_id, method="gift_card", now=NOW)
    return payment_id


def test_a_card_is_found_by_its_code_however_it_is_typed():
    card = issued()
    code = code_of(card.id, secret=SECRET)

    assert gift_card_of_code(code, secret=SECRET, now=NOW) == card
    typed = f"  {code.lower().replace('-', ' ')} ".replace("0", "o").replace("1", "i")
    assert gift_card_of_code(typed, secret=SECRET, now=NOW).id == card.id
    assert (card.state, card.available, card.balance) == ("active", FIFTY, FIFTY)


def test_a_code_is_stored_as_a_digest_only():
    card = issued()
    code = plain(code_of(card.id, secret=SECRET))

    row = GiftCard.objects.values().get(pk=card.id)

    assert code not in repr(row)
    assert len(bytes(row["code_digest"])) == 32
    assert code_of(card.id, secret=b"t" * 32) != code_of(card.id, secret=SECRET)


@pytest.mark.parametrize("code", ["", "1234567", "x" * 33, "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "\x00" * 16])
def test_a_code_that_is_none_is_refused_without_a_hint(code):
    with pytest.raises(GiftCardNotFound):
        gift_card_of_code(code, secret=SECRET, now=NOW)


def test_what_a_card_is_worth_is_owed_on_the_ledger():
    card = issued(source=GiftCardSource.SOLD)

    assert balance_of(card_account(card.id, "EUR")) == 5000
    assert balance_of(GIFT_CARDS_ISSUED.of("sold", "EUR")) == 5000
    assert ledger_disagreements() == []


def test_a_card_worth_nothing_is_refused():
    with pytest.raises(NothingToPay):
        issued(Money(0, "EUR"))

    assert not GiftCard.objects.exists()


def test_a_card_brought_from_elsewhere_keeps_its_code():
    card = issued(source=GiftCardSource.BROUGHT, code="OLD-SHOP-12345")

    assert gift_card_of_code("oldshop12345", secret=SECRET, now=NOW).id == card.id
    assert card.last4 == "2345"
    with pytest.raises(CodeTaken):
        issued(source=GiftCardSource.BROUGHT, code="0LD SH0P I2345")


def test_a_sold_piece_is_issued_once():
    order = uuid4()
    issued(order_id=order, piece=1)

    with pytest.raises(CodeTaken):
        issued(order_id=order, piece=1)
    issued(order_id=order, piece=2)
    assert GiftCard.objects.count() == 2


def test_what_an_open_order_holds_cannot_be_spent_twice():
    card, payment_id = issued(), uuid4()
    account = card_account(card.id, "EUR")
    hold_balance(account, Money(4000, "EUR"), payment_id=payment_id, method="gift_card", now=NOW)

    assert gift_card(card.id, now=NOW).available == Money(1000, "EUR")
    with pytest.raises(BalanceTooSmall):
        hold_balance(account, Money(1001, "EUR"), payment_id=uuid4(), method="gift_card", now=NOW)

    release_balance(payment_id=payment_id, now=NOW)
    release_balance(payment_id=payment_id, now=NOW)
    assert gift_card(card.id, now=NOW).available == FIFTY


def test_a_card_spent_to_the_last_cent_is_empty():
    card = issued()

    spend(card, 5000)

    left = gift_card(card.id, now=NOW)
    assert (left.state, left.balance, left.available) == ("empty", Money(0, "EUR"), Money(0, "EUR"))
    with pytest.raises(GiftCardUnusable) as refusal:
        left.must_pay(channel_code="web", currency="EUR")
    assert refusal.value.reason == "empty"


def test_money_comes_back_once_to_the_card_it_came_from():
    card = issued()
    payment_id = spend(card, 3000)

    for _ in range(2):
        refill_gift_card(card.id, Money(1200, "EUR"), payment_id=payment_id, key="r1", now=NOW)

    assert gift_card(card.id, now=NOW).available == Money(3200, "EUR")
    assert ledger_disagreements() == []


def test_an_expired_card_pays_nothing_and_its_rest_is_breakage():
    card = issued(expires_at=NOW + timedelta(days=1))
    spend(card, 2000)
    later = NOW + timedelta(days=2)

    gone = gift_card(card.id, now=later)
    assert (gone.state, gone.available) == ("expired", Money(0, "EUR"))
    assert expire_lots(now=later) == 1
    assert gift_card(card.id, now=later).balance == Money(0, "EUR")
    assert balance_of(BREAKAGE.of("payments.gift_card", "EUR")) == 3000


def test_money_that_comes_back_to_an_expired_card_can_be_used_for_ninety_days():
    card = issued(expires_at=NOW + timedelta(days=1))
    payment_id = spend(card, 5000)
    later = NOW + timedelta(days=30)

    refill_gift_card(card.id, FIFTY, payment_id=payment_id, key="r1", now=later)
    refill_gift_card(
        card.id, FIFTY, payment_id=payment_id, key="r1", now=later + timedelta(hours=1)
    )

    back = gift_card(card.id, now=later)
    assert (back.state, back.available) == ("active", FIFTY)
    assert back.expires_at == later + timedelta(hours=1) + AT_LEAST


def test_a_lost_card_is_replaced_with_what_was_left_and_gets_what_comes_back():
    old = issued()
    payment_id = spend(old, 1500)

    new = replace_gift_card(old.id, reason="lost", secret=SECRET, now=NOW)
    refill_gift_card(old.id, Money(500, "EUR"), payment_id=payment_id, key="r1", now=NOW)

    assert gift_card(old.id, now=NOW).state == "withdrawn"
    assert gift_card(old.id, now=NOW).replaced_by == new.id
    assert gift_card(new.id, now=NOW).available == Money(4000, "EUR")
    assert code_of(new.id, secret=SECRET) != code_of(old.id, secret=SECRET)
    with pytest.raises(GiftCardUnusable):
        replace_gift_card(old.id, reason="lost", secret=SECRET, now=NOW)


def test_what_is_left_on_a_withdrawn_card_is_taken_back_once():
    card = issued()
    payment_id = spend(card, 1000)

    for _ in range(2):
        assert withdraw_gift_card(card.id, reason="fraud", now=NOW).state == "withdrawn"

    assert balance_of(GIFT_CARDS_ISSUED.of("given", "EUR")) == 1000
    with pytest.raises(GiftCardUnusable):
        refill_gift_card(card.id, Money(1, "EUR"), payment_id=payment_id, key="r1", now=NOW)


def test_a_card_that_must_be_whole_is_not_withdrawn_while_an_order_holds_some_of_it():
    card = issued()
    hold_balance(
        card_account(card.id, "EUR"),
        Money(1000, "EUR"),
        payment_id=uuid4(),
        method="gift_card",
        now=NOW,
    )

    with pytest.raises(InsufficientBalance), transaction.atomic():
        withdraw_gift_card(card.id, reason="mistake", now=NOW, whole=FIFTY)

    assert gift_card(card.id, now=NOW).state == "active"
    assert gift_card(card.id, now=NOW).available == Money(4000, "EUR")


@pytest.mark.parametrize(
    ("wishes", "where", "reason"),
    [
        ({"channel_code": "fr"}, ("web", "EUR"), "other_channel"),
        ({}, ("web", "USD"), "other_currency"),
    ],
)
def test_a_card_pays_only_where_it_is_good(wishes, where, reason):
    card = issued(**wishes)

    with pytest.raises(GiftCardUnusable) as refusal:
        card.must_pay(channel_code=where[0], currency=where[1])

    assert refusal.value.reason == reason


def test_a_card_is_kept_in_one_account():
    card, ann = issued(), uuid4()
    code = code_of(card.id, secret=SECRET)

    for _ in range(2):
        assert keep_gift_card(ann, code, secret=SECRET, now=NOW).customer_id == ann
    with pytest.raises(GiftCardUnusable) as refusal:
        keep_gift_card(uuid4(), code, secret=SECRET, now=NOW)

    assert refusal.value.reason == "kept_by_another"
    assert [mine.id for mine in gift_cards_of_customer(ann, now=NOW)] == [card.id]


@pytest.mark.parametrize("locale", ["en", "he", "ru", "be", "ka", "ar", "pt-PT", "fi"])
def test_the_recipient_is_written_to_in_their_language(locale, settings):
    letters: list[Letter] = []

    class Box:
        def send(self, letter: Letter) -> None:
            letters.append(letter)

    before = bound(Mailer)
    bind(Mailer, Box())
    try:
        settings.SERAI_SECRET = SECRET
        card = issued(
            recipient_email="bob@example.org",
            message="Happy <birthday>",
            locale=locale,
            expires_at=NOW + timedelta(days=365),
        )
        send_gift_card(card.id)
    finally:
        bind(Mailer, before)

    [letter] = letters
    assert letter.to == "bob@example.org"
    assert code_of(card.id, secret=SECRET) in letter.text
    assert "Happy &lt;birthday&gt;" in letter.html
    assert letter.key == f"gift-card-{card.id}"
