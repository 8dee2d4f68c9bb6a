"""What Stripe tells by webhooks."""

from typing import Any

import msgspec

from serai.payments.adapters.stripe.objects import charge_of, dispute_of, key_of, refund_of
from serai.payments.ports import (
    ChargeResult,
    DisputeResult,
    ProcessorEvent,
    RefundResult,
    WebhookRefused,
)

EVENTS = (
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
    "refund.created",
    "refund.failed",
    "refund.updated",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
)
"""What an endpoint should be subscribed to; whatever else comes is taken in and means nothing here."""


class _Data(msgspec.Struct):
    object: dict[str, Any]


class _Event(msgspec.Struct):
    id: str
    type: str
    data: _Data


def read(body: bytes) -> ProcessorEvent:
    """
    Return the news in a body whose signature is good.

    Raises:
        WebhookRefused: it is not an event.
    """
    try:
        event = msgspec.json.decode(body, type=_Event)
        return ProcessorEvent(event.id, _result(event) if event.type in EVENTS else None)
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        raise WebhookRefused("body_unreadable", "The body is not an event of Stripe's.") from None


def _result(event: _Event) -> ChargeResult | RefundResult | DisputeResult | None:
    thing = event.data.object
    if event.type.startswith("payment_intent."):
        return charge_of(thing) if key_of(thing) else None
    if event.type.startswith("refund."):
        refund = refund_of(thing)
        return refund if refund.key else None
    return dispute_of(thing)
