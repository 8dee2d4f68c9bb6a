"""Payments as others see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Payment


class PaymentNotFound(DomainError):
    """There is no such payment."""

    code = "payments.payment_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, payment: UUID | str) -> None:
        self.payment = str(payment)
        super().__init__(f"There is no payment {payment}.")


@dataclass(frozen=True)
class PaymentView:
    """One payment."""

    id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    method: str
    label: str
    """How the means of payment is shown, such as `Visa •••• 4242`; empty until it is known."""
    state: PaymentState
    amount: Money
    captured: Money
    refunding: Money
    """Asked back, not yet confirmed."""
    refunded: Money
    processor: str
    processor_reference: str
    failure_code: str
    action_url: str
    """Where the shopper must go while the state is `requires_action`."""
    started_at: datetime
    settled_at: datetime | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return the view of a row that has `PAYMENT_COLUMNS`."""
        currency = row["currency"]
        return cls(
            id=row["id"],
            order_id=row["order_id"],
            cart_id=row["cart_id"],
            channel_code=row["channel_code"],
            purpose=row["purpose"],
            method=row["method"],
            label=row["label"],
            state=PaymentState(row["state"]),
            amount=Money(row["amount_minor"], currency),
            captured=Money(row["captured_minor"], currency),
            refunding=Money(row["refunding_minor"], currency),
            refunded=Money(row["refunded_minor"], currency),
            processor=row["processor"],
            processor_reference=row["processor_reference"],
            failure_code=row["failure_code"],
            action_url=row["action_url"],
            started_at=row["started_at"],
            settled_at=row["settled_at"],
        )


PAYMENT_COLUMNS = (
    "id",
    "order_id",
    "cart_id",
    "channel_code",
    "purpose",
    "method",
    "label",
    "state",
    "amount_minor",
    "captured_minor",
    "refunding_minor",
    "refunded_minor",
    "currency",
    "processor",
    "processor_reference",
    "failure_code",
    "action_url",
    "started_at",
    "settled_at",
)


def payment(payment_id: UUID) -> PaymentView:
    """
    Return one payment; one statement.

    Raises:
        PaymentNotFound: no such payment.
    """
    row = Payment.objects.filter(pk=payment_id).values(*PAYMENT_COLUMNS).first()
    if row is None:
        raise PaymentNotFound(payment_id)
    return PaymentView.of(row)


def payments_of_order(order_id: UUID) -> list[PaymentView]:
    """Return every payment of an order, oldest first; one statement."""
    found = Payment.objects.filter(order_id=order_id).order_by("started_at", "pk")
    return [PaymentView.of(row) for row in found.values(*PAYMENT_COLUMNS)]
