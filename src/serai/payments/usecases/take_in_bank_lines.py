"""Find out whose money it is that came in at the bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.creditor_reference import references_in
from serai.payments.domain.later import BANK_TRANSFER
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import BankLine, Payment
from serai.payments.usecases.note_money import note_money
from serai.plumbing.db import unit_of_work


class BankLineNotFound(DomainError):
    """There is no such bank line, or it was found to be somebody's already, or given back."""

    code = "payments.bank_line_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, line_id: UUID) -> None:
        self.line_id = line_id
        super().__init__("There is no such bank line that is nobody's yet.")


class LineDoesNotFit(DomainError):
    """The bank line cannot be this payment: it waits for no transfer, or for another currency."""

    code = "payments.line_does_not_fit"
    kind = Kind.CONFLICT

    def __init__(self, line_id: UUID, payment_id: UUID) -> None:
        self.line_id, self.payment_id = line_id, payment_id
        super().__init__("This payment waits for no transfer in the currency of the line.")


@dataclass(frozen=True)
class CreditLine:
    """A credit as the bank tells it; `line_ref` is the bank's own name of the line."""

    line_ref: str
    booked_on: date
    amount: Money
    payer: str = ""
    text: str = ""


@dataclass(frozen=True)
class TakenIn:
    """How many lines were new, how many were found to be a payment, and how many payments are whole now."""

    new: int
    matched: int
    paid: int


def take_in_bank_lines(account: str, lines: Sequence[CreditLine], *, now: datetime) -> TakenIn:
    """
    Keep the lines of a statement and match each to the payment whose reference it tells.

    A line that is there already changes nothing, so overlapping statements do no harm. Each line is a
    transaction of its own. Several lines may make up one payment; it is captured when they reach it. What
    cannot be matched stays, with the reason in one word, for people to look at.
    """
    new = matched = paid = 0
    for line in lines:
        outcome = _take_in(account, line, now)
        new += outcome is not None
        matched += outcome in ("matched", "paid")
        paid += outcome == "paid"
    return TakenIn(new, matched, paid)


@unit_of_work()
def match_bank_line(line_id: UUID, payment_id: UUID, *, now: datetime) -> str:
    """
    Let a line that is nobody's be a payment's, because people say so; return what came of it.

    Raises:
        BankLineNotFound: no such line, or it was matched.
        LineDoesNotFit: the payment waits for no transfer, or for another currency.
    """
    found = BankLine.objects.select_for_update().filter(pk=line_id, payment=None)
    line = found.filter(given_back_at=None).first()
    if line is None:
        raise BankLineNotFound(line_id)
    payment = Payment.objects.filter(pk=payment_id, method=BANK_TRANSFER).first()
    if payment is None or payment.currency != line.currency:
        raise LineDoesNotFit(line_id, payment_id)
    return _attach(line, payment, now)


@unit_of_work()
def _take_in(account: str, line: CreditLine, now: datetime) -> str | None:
    kept, is_new = BankLine.objects.get_or_create(
        account=account,
        line_ref=line.line_ref,
        defaults={
            "booked_on": line.booked_on,
            "amount_minor": line.amount.minor,
            "currency": line.amount.currency,
            "payer": line.payer,
            "text": line.text,
            "noted_at": now,
        },
    )
    if not is_new:
        return None
    told = references_in(line.text)
    payment = (
        Payment.objects.filter(method=BANK_TRANSFER, processor_reference__in=told)
        .order_by("started_at", "pk")
        .first()
        if told
        else None
    )
    if payment is None or payment.currency != kept.currency:
        kept.finding = _why_not(told, payment)
        kept.save(update_fields=["finding"])
        return "unmatched"
    return _attach(kept, payment, now)


def here_for(payment_id: UUID) -> int:
    """Return what has come in for a payment and was not given back, minor units; one statement."""
    sums = BankLine.objects.filter(payment_id=payment_id).aggregate(
        came=Sum("amount_minor"), went=Sum("given_back_minor")
    )
    return (sums["came"] or 0) - (sums["went"] or 0)


def _why_not(told: Sequence[str], payment: Payment | None) -> str:
    if payment is not None:
        return "other_currency"
    return "unknown_reference" if told else "no_reference"


def _attach(line: BankLine, payment: Payment, now: datetime) -> str:
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    line.payment_id, line.finding = payment.pk, ""
    line.save(update_fields=["payment_id"])
    there = here_for(payment.pk)
    was_captured = locked.state == PaymentState.CAPTURED
    if was_captured:
        line.finding = "paid_twice"
    elif there < locked.amount_minor:
        line.finding = "short"
    elif there > locked.amount_minor:
        line.finding = "overpaid"
    line.save(update_fields=["finding"])
    if was_captured or there < locked.amount_minor:
        return "matched"
    note_money(payment.pk, now=now)
    return "paid"
