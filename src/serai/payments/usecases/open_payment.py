"""Open a payment for a cart."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.ports import PaymentProcessor
from serai.payments.queries.payment_view import PAYMENT_COLUMNS, PaymentView
from serai.plumbing.db import dict_rows
from serai.plumbing.idempotency import IdempotencyKey, write_once
from serai.plumbing.wiring import bound


class NothingToPay(DomainError):
    """A payment of zero, or less, was asked for."""

    code = "payments.nothing_to_pay"
    kind = Kind.REJECTED

    def __init__(self, amount: Money) -> None:
        self.amount = amount
        super().__init__(f"A payment must be of more than nothing; {amount} was asked for.")


@dataclass(frozen=True)
class OpenPayment:
    """
    What is to be paid.

    `cart_id` names the cart, or whatever else is being paid; `purpose` tells payments of one order
    apart that are legitimately several.
    """

    cart_id: UUID
    channel_code: str
    amount: Money
    method: str = "card"
    purpose: str = "order"


_COLUMNS = ", ".join(PAYMENT_COLUMNS)
_OPEN = f"""
INSERT INTO payments_payment (
  id, cart_id, channel_code, purpose, method, state, amount_minor, currency, processor, opened_at,
  label, captured_minor, refunding_minor, refunded_minor, processor_reference, token, return_url,
  failure_code, action_url, holds_order)
VALUES (%s, %s, %s, %s, %s, 'created', %s, %s, %s, %s, '', 0, 0, 0, '', '', '', '', '', false)
ON CONFLICT (cart_id, purpose) WHERE state = 'created' DO UPDATE
SET amount_minor = excluded.amount_minor, currency = excluded.currency,
    method = excluded.method, processor = excluded.processor
RETURNING {_COLUMNS}
"""  # noqa: S608


def open_payment(
    command: OpenPayment, *, now: datetime, key: IdempotencyKey | None = None
) -> PaymentView:
    """
    Open a payment, or bring the one already open for this cart up to date; one statement.

    Args:
        command: what is to be paid.
        now: the present instant.
        key: the request's idempotency key; when given, the statement keeps its answer too, and it
            must run outside a unit of work.

    Raises:
        NothingToPay: the amount is not above zero.
    """
    if command.amount.minor <= 0:
        raise NothingToPay(command.amount)
    params: list[Any] = [
        uuid7(),
        command.cart_id,
        command.channel_code,
        command.purpose,
        command.method,
        command.amount.minor,
        command.amount.currency,
        bound(PaymentProcessor).name,  # type: ignore[type-abstract]
        now,
    ]
    if key is None:
        return PaymentView.of(dict_rows(_OPEN, params)[0])
    row = write_once(_OPEN, params, key=key)
    assert row is not None, "an insert always returns its row"
    return PaymentView.of_json(row)
