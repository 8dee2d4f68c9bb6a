"""Right calls of the payments whose money is set aside, or taken back by a bank."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from factories.ordering import card

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.models import PaymentMethod
from serai.payments.ports import CaptureAt, Card
from serai.payments.public import (
    CARD,
    Source,
    StartPayment,
    charge_payment,
    settle_from_processor,
    start_payment,
)
from serai.payments.queries.methods import forget_methods
from serai.payments.usecases.settle_dispute import settle_dispute

PRICE = Money(1999, "USD")


@dataclass(frozen=True)
class SomeMoney:
    """Payments that are no order of anybody's."""

    set_aside: UUID
    disputed: UUID
    dispute: UUID


def some_money(processor: LocalProcessor) -> SomeMoney:
    """Have an amount set aside, and another taken back by a bank."""
    disputed = _paid(processor, CaptureAt.NOW)
    return SomeMoney(
        set_aside=_paid(processor, CaptureAt.HAND_OVER),
        disputed=disputed,
        dispute=_dispute_of(disputed, processor),
    )


def payment_calls(
    money: SomeMoney, plain: Callable[..., Callable[[], Any]]
) -> dict[str, Callable[[], Any]]:
    """Return the calls by operation."""
    return {
        "payment_timeline": plain(payment_id=money.set_aside),
        "capture_payment": plain(
            {"amount": {"minor": 500, "currency": "USD"}, "reason": "First parcel sent"},
            payment_id=money.set_aside,
        ),
        "release_payment": plain(payment_id=money.set_aside),
        "undecided_disputes": plain(),
        "disputes_of_payment": plain(payment_id=money.disputed),
        "answer_dispute": plain({"evidence": "Signed delivery note"}, dispute_id=money.dispute),
        "payment_methods_of_channel": plain(channel_code="web"),
        "set_payment_methods": plain(
            {"methods": [{"method": "card", "processor": "local", "capture_at": "hand_over"}]},
            channel_code="web",
        ),
    }


def _paid(processor: LocalProcessor, capture_at: CaptureAt) -> UUID:
    PaymentMethod.objects.filter(channel_code="web").delete()
    PaymentMethod.objects.create(
        channel_code="web", method=CARD, processor="local", capture_at=capture_at
    )
    forget_methods()
    now = clock.now()
    token = processor.tokenise(Card(**card()), now=now).token
    request = start_payment(
        StartPayment(uuid7(), uuid7(), "web", PRICE, token, "https://shop.example"), now=now
    )
    settle_from_processor(charge_payment(request, now=now), source=Source.CALL, now=now)
    PaymentMethod.objects.filter(channel_code="web").delete()
    forget_methods()
    return request.payment_id


def _dispute_of(payment_id: UUID, processor: LocalProcessor) -> UUID:
    charge = processor.status_of(str(payment_id))
    assert charge is not None
    now = clock.now()
    opened = processor.open_dispute(charge.reference, PRICE, reason="fraudulent", now=now)
    assert opened is not None
    return settle_dispute(opened, processor="local", now=now).id
