"""What the processor tells by itself: written with the charge, delivered later."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local.cards import country_of, fingerprint_of
from serai.payments.ports import (
    ChargeResult,
    ChargeStatus,
    DisputeResult,
    DisputeStatus,
    RefundResult,
    RefundStatus,
    WebhookRefused,
)


class News(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a webhook."""

    type: Literal["charge", "refund", "dispute"]
    timestamp: datetime
    key: str
    status: str
    amount_minor: int
    currency: str
    reference: str
    failure_code: str = ""
    action_url: str = ""
    label: str = ""
    captured_minor: int = 0
    released_minor: int = 0
    expires_at: datetime | None = None
    dispute: str = ""
    reason: str = ""
    due_at: datetime | None = None


def of_charge(result: ChargeResult, *, now: datetime) -> News:
    """Return the news of a charge."""
    return News(
        type="charge",
        timestamp=now,
        key=result.key,
        status=result.status.value,
        amount_minor=result.amount.minor,
        currency=result.amount.currency,
        reference=result.reference,
        failure_code=result.failure_code,
        action_url=result.action_url,
        label=result.label,
        captured_minor=result.taken.minor,
        released_minor=result.given_up.minor,
        expires_at=result.expires_at,
    )


def of_refund(result: RefundResult, *, now: datetime) -> News:
    """Return the news of a refund."""
    return News(
        type="refund",
        timestamp=now,
        key=result.key,
        status=result.status.value,
        amount_minor=result.amount.minor,
        currency=result.amount.currency,
        reference=result.reference,
        failure_code=result.failure_code,
    )


def of_dispute(result: DisputeResult, *, now: datetime) -> News:
    """Return the news of a dispute; its key is the charge's."""
    return News(
        type="dispute",
        timestamp=now,
        key=result.charge_key,
        status=result.status.value,
        amount_minor=result.amount.minor,
        currency=result.amount.currency,
        reference=result.charge_reference,
        dispute=result.reference,
        reason=result.reason,
        due_at=result.due_at,
    )


def post(book: sqlite3.Connection, item: News, *, now: datetime, times: int = 1) -> None:
    """Put news into the book's list of webhooks to deliver; twice means the same one twice."""
    row = (new_secret("msg_"), msgspec.json.encode(item), now.timestamp())
    for _ in range(times):
        book.execute("INSERT INTO webhook (id, body, due_at) VALUES (?, ?, ?)", row)


def read(body: bytes) -> ChargeResult | RefundResult | DisputeResult:
    """
    Return what the body of a webhook says.

    Raises:
        WebhookRefused: the body is not news of this processor.
    """
    try:
        return _READERS[(item := msgspec.json.decode(body, type=News)).type](item)
    except (msgspec.DecodeError, ValueError):
        raise WebhookRefused("body_unreadable", "The body is not news of this processor.") from None


def _charge(item: News) -> ChargeResult:
    return ChargeResult(
        key=item.key,
        status=ChargeStatus(item.status),
        amount=Money(item.amount_minor, item.currency),
        reference=item.reference,
        failure_code=item.failure_code,
        action_url=item.action_url,
        label=item.label,
        card_country=country_of(item.label) if item.label else "",
        card_fingerprint=fingerprint_of(item.label) if item.label else "",
        captured=Money(item.captured_minor, item.currency),
        released=Money(item.released_minor, item.currency),
        expires_at=item.expires_at,
    )


def _refund(item: News) -> RefundResult:
    amount = Money(item.amount_minor, item.currency)
    status = RefundStatus(item.status)
    return RefundResult(item.key, status, amount, item.reference, item.failure_code)


def _dispute(item: News) -> DisputeResult:
    return DisputeResult(
        reference=item.dispute,
        status=DisputeStatus(item.status),
        amount=Money(item.amount_minor, item.currency),
        charge_reference=item.reference,
        charge_key=item.key,
        reason=item.reason,
        due_at=item.due_at,
    )


_READERS: dict[str, Callable[[News], ChargeResult | RefundResult | DisputeResult]] = {
    "charge": _charge,
    "refund": _refund,
    "dispute": _dispute,
}
