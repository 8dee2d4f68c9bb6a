"""Staff issues, replaces and withdraws gift cards, and says whose a bank line is."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from back_office.test_actions import press
from django.conf import settings
from django.test import Client
from factories.catalog import a_channel

from serai.customers.public import Register, register
from serai.kernel import clock
from serai.kernel.money import Money
from serai.payments.models import BankLine, GiftCard
from serai.payments.ports import CaptureAt
from serai.payments.public import bank_account, gift_card, gift_card_of_code, store_credit
from serai.payments.queries.bank_lines import puzzling_bank_lines
from serai.payments.queries.instalments.offered_terms import offered_terms
from serai.payments.queries.methods import MethodSetting, methods_as_told
from serai.payments.usecases.take_in_bank_lines import CreditLine, take_in_bank_lines

pytestmark = pytest.mark.django_db
CARDS = "/admin/payments/giftcard/"
GIVEN = {"amount": "50.00", "currency": "usd", "recipient_email": "", "reason": "Sorry"}


def test_a_card_is_issued_and_its_code_is_shown_once(owner: Client):
    page = press(owner, f"{CARDS}issue/", **GIVEN)

    code = re.search(r"The code is (\S+)\. It is not shown again", page)
    assert code is not None
    card = gift_card_of_code(code[1], secret=settings.SERAI_SECRET, now=clock.now())
    assert (card.available, card.source) == (Money(5000, "USD"), "given")
    again = owner.get(f"{CARDS}{card.id}/change/").content.decode()
    assert code[1] not in again
    assert "50.00 USD" in again
    assert "gift card issued" in again


def test_an_amount_that_is_none_is_refused(owner: Client):
    press(owner, f"{CARDS}issue/", **GIVEN | {"amount": "0"})

    assert not GiftCard.objects.exists()


def test_a_lost_card_is_replaced_and_a_stolen_one_withdrawn(owner: Client):
    press(owner, f"{CARDS}issue/", **GIVEN)
    old = GiftCard.objects.get()

    page = press(owner, f"{CARDS}{old.pk}/replace/", reason="Lost")
    new = GiftCard.objects.exclude(pk=old.pk).get()
    assert "It is not shown again" in page
    press(owner, f"{CARDS}{new.pk}/withdraw/", reason="Stolen")

    assert gift_card(old.pk, now=clock.now()).replaced_by == new.pk
    assert gift_card(new.pk, now=clock.now()).state == "withdrawn"


def test_a_line_that_fits_no_payment_is_refused_with_a_sentence(owner: Client):
    line = CreditLine("1", date(2026, 3, 14), Money(897, "USD"), "Ann", "no reference")
    take_in_bank_lines("main", [line], now=clock.now())
    kept = BankLine.objects.get()
    address = f"/admin/payments/bankline/{kept.pk}/"
    assert "no reference" in owner.get(f"{address}change/").content.decode()

    page = press(owner, f"{address}match/", payment=str(uuid4()))

    assert "waits for no transfer" in page
    assert BankLine.objects.get().payment_id is None


@pytest.mark.parametrize("action", ["replace", "withdraw"])
def test_who_may_only_look_changes_no_card(owner: Client, clerk, action: str):
    press(owner, f"{CARDS}issue/", **GIVEN)
    card = GiftCard.objects.get()

    clerk("payments.view_giftcard").post(f"{CARDS}{card.pk}/{action}/", {"reason": "x"})

    assert gift_card(card.pk, now=clock.now()).state == "active"


def a_line(ref: str = "1", amount: int = 897, text: str = "no reference") -> BankLine:
    line = CreditLine(ref, date(2026, 3, 14), Money(amount, "USD"), "Ann", text)
    take_in_bank_lines("main", [line], now=clock.now())
    return BankLine.objects.get(line_ref=ref)


def test_money_that_is_nobodys_is_given_back_once(owner: Client):
    line = a_line()
    address = f"/admin/payments/bankline/{line.pk}/"

    assert "Transfers that are nobody&#x27;s" in owner.get("/admin/").content.decode()
    press(owner, f"{address}give-back/", reason="Sent back to Ann")
    again = press(owner, f"{address}give-back/", reason="Twice")
    matched = press(owner, f"{address}match/", payment=str(uuid4()))

    line.refresh_from_db()
    assert (line.given_back_minor, line.given_back_note) == (897, "Sent back to Ann")
    assert "Nothing of this bank line" in again
    assert "no such bank line" in matched
    assert puzzling_bank_lines() == []
    assert "given back" in owner.get("/admin/payments/bankline/").content.decode()


def test_lists_show_what_waits(owner: Client):
    line = a_line()

    nobodys = owner.get("/admin/payments/bankline/?whose=nobody").content.decode()
    odd = owner.get("/admin/payments/bankline/?whose=odd").content.decode()

    assert str(line.pk) in nobodys
    assert str(line.pk) not in odd
    for waits in ("money", "shopper", "processor", "capture"):
        assert owner.get(f"/admin/payments/payment/?waits={waits}").status_code == 200


IBAN = "DE89 3704 0044 0532 0130 00"
ACCOUNT = {"holder": "Serai Ltd", "iban": IBAN, "bic": "", "bank": "Bank", "days_to_pay": "10"}


def test_a_channels_account_is_set_and_changed(owner: Client):
    a_channel()
    accounts = "/admin/payments/bankaccount/"

    press(owner, f"{accounts}set/", channel_code="web", **ACCOUNT)
    wrong = press(owner, f"{accounts}web/account/", **ACCOUNT | {"iban": "DE00 1"})
    press(owner, f"{accounts}web/account/", **ACCOUNT | {"holder": "Serai GmbH"})

    assert "is no IBAN" in wrong
    account = bank_account("web")
    assert account is not None
    assert (account.holder, account.iban, account.days_to_pay) == (
        "Serai GmbH",
        "DE89370400440532013000",
        10,
    )


METHODS = "/admin/payments/paymentmethod/"


def test_the_methods_of_a_channel_are_rows(owner: Client):
    a_channel()
    rows = {
        "methods-method": ["card", "bank_transfer", ""],
        "methods-processor": ["local", "bank_transfer", ""],
        "methods-capture_at": ["hand_over", "now", "now"],
        "methods-lowest": ["", "20.00", ""],
        "methods-highest": ["500.00", "", ""],
        "methods-is_offered": ["yes", "no", "yes"],
    }
    every = owner.get(f"{METHODS}of/web/").content.decode()

    more = owner.post(f"{METHODS}of/web/", rows | {"more_rows": "methods"})
    answer = owner.post(f"{METHODS}of/web/", rows)
    wrong = owner.post(f"{METHODS}of/web/", rows | {"methods-processor": ["cash", "cash", ""]})

    assert "selected>card</option>" in every
    assert more.content.decode().count('name="methods-method"') == 6
    assert answer.status_code == 302
    assert methods_as_told("web") == (
        MethodSetting("card", "local", CaptureAt.HAND_OVER, None, 50000),
        MethodSetting("bank_transfer", "bank_transfer", CaptureAt.NOW, 2000, is_offered=False),
    )
    assert wrong.status_code == 422
    assert "cash does not take card" in wrong.content.decode()
    assert "2 methods" in owner.get(METHODS).content.decode()


TERMS = "/admin/payments/instalmentterms/"


def test_the_terms_of_a_channel_are_rows(owner: Client):
    a_channel()
    rows = {
        "terms-parts": ["3", ""],
        "terms-step": ["1", ""],
        "terms-every": ["month", ""],
        "terms-least": ["50.00", ""],
        "terms-most": ["500.00", ""],
        "terms-fee": ["", ""],
        "terms-interest": ["12", ""],
    }

    answer = owner.post(f"{TERMS}of/web/", rows)
    wrong = owner.post(f"{TERMS}of/web/", rows | {"terms-interest": ["much", ""]})

    assert answer.status_code == 302
    [offer] = offered_terms("web")
    assert (offer.terms.parts, offer.terms.interest) == (3, Decimal("0.12"))
    assert wrong.status_code == 422
    assert "is no rate" in wrong.content.decode()
    assert 'value="500.00"' in owner.get(f"{TERMS}of/web/").content.decode()
    assert "1 terms" in owner.get(TERMS).content.decode()


def test_who_may_only_look_sets_no_methods(owner: Client, clerk):
    a_channel()
    looker = clerk("payments.view_paymentmethod")

    assert looker.get(f"{METHODS}of/web/").status_code == 200
    assert looker.post(f"{METHODS}of/web/", {}).status_code == 403
    assert owner.get(f"{METHODS}of/nowhere/").status_code == 404


def test_store_credit_is_granted_once_taken_back_and_told(owner: Client):
    a_channel()
    ann = register(Register("ann@example.org", "nine green turtles"), now=clock.now()).id
    page = f"/admin/store-credit/?customer={ann}"
    grant = {"amount": "20.00", "currency": "USD", "reason": "Sorry", "key": "k1", "step": "grant"}

    for _ in range(2):
        owner.post(page, grant)
    owner.post(
        page, grant | {"step": "take_back", "amount": "5", "key": "k2", "reason": "Too much"}
    )
    refused = owner.post(
        page, grant | {"step": "take_back", "amount": "50", "key": "k3"}, follow=True
    )
    nothing = owner.post(page, grant | {"amount": "ten", "key": "k4"}, follow=True)

    found = owner.get("/admin/store-credit/?customer=ann@example.org").content.decode()
    assert store_credit(ann, "USD").available == Money(1500, "USD")
    for words in ("15.00 USD", "Sorry", "Too much", "Store credit"):
        assert words in found
    assert "less than 50.00 USD" in refused.content.decode()
    assert nothing.status_code == 200
    assert (
        "Nobody has this address."
        in owner.get("/admin/store-credit/?customer=nobody@example.org").content.decode()
    )


def test_who_may_only_look_grants_no_credit(owner: Client, clerk):
    a_channel()
    ann = register(Register("ann@example.org", "nine green turtles"), now=clock.now()).id
    page = f"/admin/store-credit/?customer={ann}"
    looker = clerk("payments.view_giftcard")

    refused = looker.post(page, {"amount": "1", "currency": "USD", "reason": "x", "key": "k"})

    assert (looker.get(page).status_code, refused.status_code) == (200, 403)
    assert store_credit(ann, "USD").balance == Money(0, "USD")


def test_credit_is_not_shown_to_whoever_may_not_see_it(clerk):
    assert clerk("payments.view_payment").get("/admin/store-credit/").status_code == 403
