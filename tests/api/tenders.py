"""Gift cards, transfers and refunds by hand for the calls of the whole API."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.conf import settings

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments import public as payments
from serai.payments.models import BankLine
from serai.payments.usecases.note_money import note_money
from serai.payments.usecases.set_bank_account import SetBankAccount, set_bank_account
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True)
class TenderThings:
    """What calls name, made once for all tests of a file."""

    card_id: UUID
    code: str
    promised: UUID
    to_match: UUID
    line_id: UUID
    refund_id: UUID
    channel_code: str


def tender_things() -> TenderThings:
    """Make them."""
    card_id = a_gift_card()
    return TenderThings(
        card_id=card_id,
        code=payments.code_of(card_id, secret=settings.SERAI_SECRET),
        promised=a_promised_payment(),
        to_match=a_promised_payment(),
        line_id=a_bank_line(),
        refund_id=a_refund_by_hand(),
        channel_code=an_account(),
    )


FIVE = Money(500, "USD")
IBAN = "DE89370400440532013000"


def a_gift_card() -> UUID:
    """Issue a gift card of five dollars."""
    command = payments.IssueGiftCard(amount=FIVE, source=payments.GiftCardSource.GIVEN)
    return payments.issue_gift_card(command, secret=settings.SERAI_SECRET, now=clock.now()).id


def a_promised_payment(method: str = payments.BANK_TRANSFER) -> UUID:
    """Return a payment of an order that is nobody's, whose money is to come by itself."""
    command = payments.StartPayment(
        cart_id=uuid7(),
        order_id=uuid7(),
        channel_code="web",
        amount=FIVE,
        token="",
        return_url="",
        method=method,
    )
    with unit_of_work():
        request = payments.start_payment(command, now=clock.now())
    result = payments.charge_payment(request, now=clock.now())
    payments.settle_from_processor(result, source=payments.Source.CALL, now=clock.now())
    return request.payment_id


def a_refund_by_hand() -> UUID:
    """Return a refund that people are to pay out."""
    payment_id = a_promised_payment()
    note_money(payment_id, now=clock.now())
    command = payments.RefundPayment(payment_id, key=uuid4().hex, reason="Damaged")
    return payments.refund_payment(command, now=clock.now()).id


def a_bank_line() -> UUID:
    """Return a line that is nobody's yet."""
    line = BankLine.objects.create(
        account="main",
        line_ref=uuid4().hex,
        booked_on=date(2026, 3, 14),
        amount_minor=500,
        currency="USD",
        finding="no_reference",
        noted_at=clock.now(),
    )
    return line.pk


def an_account() -> str:
    """Let the channel take transfers; return its code."""
    set_bank_account(SetBankAccount("web", "Serai Ltd", IBAN), now=clock.now())
    return "web"
