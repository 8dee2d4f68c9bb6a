"""Start the charge of a payment: the last write before the processor is called."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.ports import ChargeRequest
from serai.plumbing.db import rows


class PaymentNotOpen(DomainError):
    """No payment is open for this cart: none was opened, or its charge was started already."""

    code = "payments.payment_not_open"
    kind = Kind.CONFLICT

    def __init__(self, cart_id: UUID) -> None:
        self.cart_id = cart_id
        super().__init__("No payment is open for this cart. Open one first.")


class PaymentIsLive(DomainError):
    """The order has a payment that is captured or under way; a second would take money twice."""

    code = "payments.payment_is_live"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID) -> None:
        self.order_id = order_id
        super().__init__("This order is paid, or its payment is under way.")


@dataclass(frozen=True)
class StartCharge:
    """The open payment of `cart_id` becomes the payment of `order_id`, for exactly `amount`."""

    cart_id: UUID
    order_id: UUID
    amount: Money
    token: str
    """What stands for the card, from the processor."""
    return_url: str
    """Where the processor's page sends the shopper back to."""
    purpose: str = "order"


_START = """
WITH started AS (
  UPDATE payments_payment
  SET state = 'processing', holds_order = true, order_id = %(order_id)s, amount_minor = %(amount)s,
      currency = %(currency)s, token = %(token)s, return_url = %(return_url)s, started_at = %(now)s
  WHERE cart_id = %(cart_id)s AND purpose = %(purpose)s AND state = 'created'
  RETURNING id),
step AS (
  INSERT INTO payments_paymentstep
    (payment_id, state, source, failure_code, processor_reference, happened_at)
  SELECT id, 'processing', 'start', '', '', %(now)s FROM started)
SELECT id FROM started
"""


def start_charge(command: StartCharge, *, now: datetime) -> ChargeRequest:
    """
    Bind the open payment to its order and mark it as under way; one statement.

    Belongs into the transaction that writes the order in `placing`: once that is committed, whatever
    happens to the call, `recover_processing` finds the payment and finishes it. The answer is what
    `charge_payment` takes, after the commit.

    Raises:
        PaymentNotOpen: no payment is open for this cart.
        PaymentIsLive: the order is paid, or its payment is under way.
    """
    params = {
        "cart_id": command.cart_id,
        "purpose": command.purpose,
        "order_id": command.order_id,
        "amount": command.amount.minor,
        "currency": command.amount.currency,
        "token": command.token,
        "return_url": command.return_url,
        "now": now,
    }
    try:
        started = rows(_START, params)
    except IntegrityError as refusal:
        if "payment_one_live_a_purpose" not in str(refusal):
            raise
        raise PaymentIsLive(command.order_id) from None
    if not started:
        raise PaymentNotOpen(command.cart_id)
    [(payment_id,)] = started
    return ChargeRequest(payment_id, command.amount, command.token, command.return_url)
