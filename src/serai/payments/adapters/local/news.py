"""What the processor tells by itself: written with the charge, delivered later."""

import sqlite3
from datetime import datetime
from typing import Literal

import msgspec

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.ports import (
    ChargeResult,
    ChargeStatus,
    RefundResult,
    RefundStatus,
    WebhookRefused,
)


class News(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a webhook."""

    type: Literal["charge", "refund"]
    timestamp: datetime
    key: str
    status: str
    amount_minor: int
    currency: str
    reference: str
    failure_code: str = ""
    action_url: str = ""
    label: str = ""


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


def post(book: sqlite3.Connection, item: News, *, now: datetime, times: int = 1) -> None:
    """Put news into the book's list of webhooks to deliver; twice means the same one twice."""
    row = (new_secret("msg_"), msgspec.json.encode(item), now.timestamp())
    for _ in range(times):
        book.execute("INSERT INTO webhook (id, body, due_at) VALUES (?, ?, ?)", row)


def read(body: bytes) -> ChargeResult | RefundResult:
    """
    Return what the body of a webhook says.

    Raises:
        WebhookRefused: the body is not news of this processor.
    """
    try:
        item = msgspec.json.decode(body, type=News)
        amount = Money(item.amount_minor, item.currency)
        if item.type == "refund":
            status = RefundStatus(item.status)
            return RefundResult(item.key, status, amount, item.reference, item.failure_code)
        return ChargeResult(
            key=item.key,
            status=ChargeStatus(item.status),
            amount=amount,
            reference=item.reference,
            failure_code=item.failure_code,
            action_url=item.action_url,
            label=item.label,
        )
    except (msgspec.DecodeError, ValueError):
        raise WebhookRefused("body_unreadable", "The body is not news of this processor.") from None
