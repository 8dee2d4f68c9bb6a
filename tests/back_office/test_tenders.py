"""Staff issues, replaces and withdraws gift cards, and says whose a bank line is."""

import re
from datetime import date
from uuid import uuid4

import pytest
from back_office.test_actions import press
from django.conf import settings
from django.test import Client

from serai.kernel import clock
from serai.kernel.money import Money
from serai.payments.models import BankLine, GiftCard
from serai.payments.public import gift_card, gift_card_of_code
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
