"""Start a payment: the last write before the processor is called."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.domain.amount import refuse_nothing
from serai.payments.ports import CaptureAt, ChargeRequest
from serai.payments.queries.routes import CARD, route_of
from serai.plumbing.db import StatementPart, rows


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


class BegunPayment(Struct, frozen=True):
    """A payment that is to be written: what its processor will be asked, and the part of a statement."""

    request: ChargeRequest
    part: StatementPart


_PART = """payment AS (
  INSERT INTO payments_payment (
    id, cart_id, order_id, channel_code, purpose, method, state, amount_minor, currency, processor,
    token, return_url, started_at, holds_order, label, captured_minor, refunding_minor,
    refunded_minor, processor_reference, failure_code, action_url, capture_at)
  VALUES (
    %(paid_id)s, %(paid_cart)s, %(paid_order)s, %(paid_channel)s, %(paid_purpose)s,
    %(paid_method)s, 'processing', %(paid_amount)s, %(paid_currency)s, %(paid_processor)s,
    %(paid_token)s, %(paid_return_url)s, %(paid_from)s, true, '', 0, 0, 0, '', '', '',
    %(paid_capture_at)s))"""
"""Its start is no step of its own: the payment tells when it was, and what it was about."""


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
    begun = payment_to_start(command, now=now)
    try:
        rows(f"WITH {begun.part.text} SELECT 1", begun.part.params)
    except IntegrityError as refusal:
        if "payment_one_live_a_purpose" not in str(refusal):
            raise
        raise PaymentIsLive(command.order_id) from None
    return begun.request


def payment_to_start(command: StartPayment, *, now: datetime) -> BegunPayment:
    """
    Return the payment of a new order, for the statement that writes the order; no statement.

    As `start_payment` otherwise: an order that nobody knows yet has no payment under way.

    Raises:
        NothingToPay: the amount is not above zero.
        MethodNotOffered: the channel takes no payments of this kind.
    """
    refuse_nothing(command.amount)
    collects = command.is_collection
    fitting = None if collects else command.amount
    route = route_of(command.channel_code, command.method, fitting)
    capture_at = CaptureAt.NOW if collects else route.capture_at
    if command.with_goods and not collects and route.processor.abilities.captures_later:
        capture_at = CaptureAt.HAND_OVER
    request = ChargeRequest(
        payment_id=uuid7(),
        amount=command.amount,
        token=command.token,
        return_url=command.return_url,
        method=command.method,
        capture_at=capture_at,
        processor=route.processor.name,
        order_id=command.order_id,
    )
    params = {
        "paid_id": request.payment_id,
        "paid_cart": command.cart_id,
        "paid_order": command.order_id,
        "paid_channel": command.channel_code,
        "paid_purpose": command.purpose,
        "paid_method": command.method,
        "paid_amount": command.amount.minor,
        "paid_currency": command.amount.currency,
        "paid_processor": route.processor.name,
        "paid_token": command.token,
        "paid_return_url": command.return_url,
        "paid_from": now,
        "paid_capture_at": capture_at.value,
    }
    return BegunPayment(request, StatementPart(_PART, params))
