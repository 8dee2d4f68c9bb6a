"""Take in news that the processor sent by itself."""

from collections.abc import Mapping
from datetime import datetime

from serai.payments.ports import (
    ChargeResult,
    DisputeResult,
    ProcessorEvent,
    Processors,
    RefundResult,
)
from serai.payments.usecases.confirm_refund import settle_refund
from serai.payments.usecases.settle_dispute import settle_dispute
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.wiring import bound


def take_in_webhook(
    processor: str, headers: Mapping[str, str], body: bytes, *, now: datetime
) -> bool:
    """
    Check the signature, and act on the news once however often it is delivered.

    Returns:
        Whether this delivery was the first of its id.

    Raises:
        UnknownProcessor: webhooks of this processor are not taken here.
        WebhookRefused: signature missing, wrong or too old; body not readable.
        PaymentNotFound: it speaks of a payment that is not ours.
        RefundNotFound: it speaks of a refund that is not ours.
        AmountDisagrees: the processor's amount is not the payment's.
    """
    news = bound(Processors).named(processor).verify_webhook(headers, body, now=now)
    with unit_of_work():
        first = _first_time(processor, news, now)
        if first:
            _act(processor, news, now)
    return first


def _first_time(processor: str, news: ProcessorEvent, now: datetime) -> bool:
    return bool(
        execute(
            "INSERT INTO payments_receivedwebhook (processor, webhook_id, received_at)"
            " VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [processor, news.event_id, now],
        )
    )


def _act(processor: str, news: ProcessorEvent, now: datetime) -> None:
    if isinstance(news.result, ChargeResult):
        settle_from_processor(news.result, source=Source.WEBHOOK, now=now)
    elif isinstance(news.result, RefundResult):
        settle_refund(news.result, now=now)
    elif isinstance(news.result, DisputeResult):
        settle_dispute(news.result, processor=processor, now=now)
