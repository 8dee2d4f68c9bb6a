"""Payments as others see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Payment
from serai.payments.ports import CaptureAt


class PaymentNotFound(DomainError):
    """There is no such payment."""

    code = "payments.payment_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, payment: UUID | str) -> None:
        self.payment = str(payment)
        super().__init__(f"There is no payment {payment}.")


class PaymentView(Struct, frozen=True):
    """One payment."""

    id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    method: str
    label: str
    """How the means of payment is shown, such as `Visa •••• 4242`; empty until it is known."""
    card_country: str
    """Where the card was issued, ISO 3166-1 alpha-2; empty where nobody knows."""
    card_fingerprint: str
    """The processor's name of the card itself; empty where it has none."""
    state: PaymentState
    capture_at: CaptureAt
    amount: Money
    authorised: Money
    """What was set aside, or taken at once."""
    capturing: Money
    """Asked to be taken, not yet confirmed."""
    released: Money
    """What was set aside and will not be taken."""
    captured: Money
    refunding: Money
    """Asked back, not yet confirmed."""
    refunded: Money
    disputed: Money
    """Taken back by a bank that has not decided yet."""
    charged_back: Money
    """Taken back for good."""
    processor: str
    processor_reference: str
    failure_code: str
    action_url: str
    """Where the shopper must go while the state is `requires_action`."""
    started_at: datetime
    settled_at: datetime | None
    expires_at: datetime | None
    """Until when the amount stays set aside."""

    @property
    def capturable(self) -> Money:
        """Return what is set aside and can still be taken."""
        if self.state not in (PaymentState.AUTHORISED, PaymentState.CAPTURED):
            return Money(0, self.amount.currency)
        return self.authorised - self.released - self.captured

    @property
    def refundable(self) -> Money:
        """Return what was taken and can still be given back."""
        left = self.captured - self.refunded - self.refunding - self.disputed - self.charged_back
        return max(left, Money(0, left.currency))

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
            card_country=row["card_country"],
            card_fingerprint=row["card_fingerprint"],
            state=PaymentState(row["state"]),
            capture_at=CaptureAt(row["capture_at"]),
            amount=Money(row["amount_minor"], currency),
            authorised=Money(row["authorised_minor"], currency),
            capturing=Money(row["capturing_minor"], currency),
            released=Money(row["released_minor"], currency),
            captured=Money(row["captured_minor"], currency),
            refunding=Money(row["refunding_minor"], currency),
            refunded=Money(row["refunded_minor"], currency),
            disputed=Money(row["disputed_minor"], currency),
            charged_back=Money(row["charged_back_minor"], currency),
            processor=row["processor"],
            processor_reference=row["processor_reference"],
            failure_code=row["failure_code"],
            action_url=row["action_url"],
            started_at=row["started_at"],
            settled_at=row["settled_at"],
            expires_at=row["expires_at"],
        )


PAYMENT_COLUMNS = (
    "id",
    "order_id",
    "cart_id",
    "channel_code",
    "purpose",
    "method",
    "label",
    "card_country",
    "card_fingerprint",
    "state",
    "capture_at",
    "amount_minor",
    "authorised_minor",
    "capturing_minor",
    "released_minor",
    "captured_minor",
    "refunding_minor",
    "refunded_minor",
    "disputed_minor",
    "charged_back_minor",
    "currency",
    "processor",
    "processor_reference",
    "failure_code",
    "action_url",
    "started_at",
    "settled_at",
    "expires_at",
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


def locked_payment(payment_id: UUID) -> PaymentView:
    """
    Return one payment and keep it from changing until the transaction ends; one statement.

    Raises:
        PaymentNotFound: no such payment.
    """
    locked = Payment.objects.select_for_update().filter(pk=payment_id)
    row = locked.values(*PAYMENT_COLUMNS).first()
    if row is None:
        raise PaymentNotFound(payment_id)
    return PaymentView.of(row)


def payments_of_order(order_id: UUID) -> list[PaymentView]:
    """Return every payment of an order, oldest first; one statement."""
    found = Payment.objects.filter(order_id=order_id).order_by("started_at", "pk")
    return [PaymentView.of(row) for row in found.values(*PAYMENT_COLUMNS)]
