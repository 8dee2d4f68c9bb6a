"""Start a payment: the last write before the processor is called."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.domain.amount import refuse_nothing
from serai.payments.ports import CaptureAt, ChargeRequest
from serai.payments.queries.routes import CARD, route_of
from serai.plumbing.db import rows


class PaymentIsLive(DomainError):
    """The order has a payment that is captured or under way; a second would take money twice."""

    code = "payments.payment_is_live"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID) -> None:
        self.order_id = order_id
        super().__init__("This order is paid, or its payment is under way.")


@dataclass(frozen=True)
class StartPayment:
    """
    What is to be paid, and with what.

    `cart_id` names the cart, or whatever else the order came from; `purpose` tells payments of one order
    apart that are legitimately several.
    """

    cart_id: UUID
    order_id: UUID
    channel_code: str
    amount: Money
    token: str
    """What stands for the card, from the processor."""
    return_url: str
    """Where the processor's page sends the shopper back to."""
    method: str = CARD
    purpose: str = "order"
    is_collection: bool = False
    """What was agreed to before: it is taken at once, and never too little or too much for the method."""
    with_goods: bool = False
    """Only set the money aside, where the processor can, and take it with the goods: they come later."""


_START = """
WITH started AS (
  INSERT INTO payments_payment (
    id, cart_id, order_id, channel_code, purpose, method, state, amount_minor, currency, processor,
    token, return_url, started_at, holds_order, label, captured_minor, refunding_minor,
    refunded_minor, processor_reference, failure_code, action_url, capture_at)
  VALUES (
    %(id)s, %(cart_id)s, %(order_id)s, %(channel_code)s, %(purpose)s, %(method)s, 'processing',
    %(amount)s, %(currency)s, %(processor)s, %(token)s, %(return_url)s, %(now)s, true, '',
    0, 0, 0, '', '', '', %(capture_at)s)
  RETURNING id)
INSERT INTO payments_paymentstep
  (payment_id, state, source, failure_code, processor_reference, happened_at)
SELECT id, 'processing', 'start', '', '', %(now)s FROM started
RETURNING payment_id
"""


def start_payment(command: StartPayment, *, now: datetime) -> ChargeRequest:
    """
    Write the payment of an order as under way; one statement.

    Belongs into the transaction that writes the order in `placing`: once that is committed, whatever
    happens to the call, `recover_processing` finds the payment and finishes it. The answer is what
    `charge_payment` takes, after the commit.

    Raises:
        NothingToPay: the amount is not above zero.
        MethodNotOffered: the channel takes no payments of this kind.
        PaymentIsLive: the order is paid, or its payment is under way.
    """
    refuse_nothing(command.amount)
    collects = command.is_collection
    fitting = None if collects else command.amount
    route = route_of(command.channel_code, command.method, fitting)
    capture_at = CaptureAt.NOW if collects else route.capture_at
    if command.with_goods and not collects and route.processor.abilities.captures_later:
        capture_at = CaptureAt.HAND_OVER
    params = {
        "id": uuid7(),
        "cart_id": command.cart_id,
        "order_id": command.order_id,
        "channel_code": command.channel_code,
        "purpose": command.purpose,
        "method": command.method,
        "amount": command.amount.minor,
        "currency": command.amount.currency,
        "processor": route.processor.name,
        "capture_at": capture_at.value,
        "token": command.token,
        "return_url": command.return_url,
        "now": now,
    }
    try:
        [(payment_id,)] = rows(_START, params)
    except IntegrityError as refusal:
        if "payment_one_live_a_purpose" not in str(refusal):
            raise
        raise PaymentIsLive(command.order_id) from None
    return ChargeRequest(
        payment_id=payment_id,
        amount=command.amount,
        token=command.token,
        return_url=command.return_url,
        method=command.method,
        capture_at=capture_at,
        processor=route.processor.name,
        order_id=command.order_id,
    )
