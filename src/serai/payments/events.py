"""Facts that payments publishes. Each carries every amount, so that books can be kept from them alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True)
class PaymentCaptured(Event):
    """
    The processor took the money of a payment, or a further part of it: `capture_minor` now.

    It may arrive after `PaymentFailed`: the processor's word came late. Whoever gave the order up
    in the meantime refunds.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.captured",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "amount_minor": Told("What was asked for, in minor units.", 1999),
            "captured_minor": Told("What was taken so far.", 1999),
            "capture_minor": Told("What was taken now.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "method": Told("How it was paid.", "card"),
            "processor": Told("Who took the money.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    captured_minor: int
    refunded_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str
    capture_minor: int = 0


@dataclass(frozen=True)
class PaymentPending(Event):
    """
    The payment is accepted, and its money will come by itself: a transfer, cash at the door.

    Version 1.
    """

    payment_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str


@dataclass(frozen=True)
class PaymentAuthorised(Event):
    """
    The processor has set the amount of a payment aside. Nothing is taken yet.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.authorised",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "authorised_minor": Told("What is set aside, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "method": Told("How it was paid.", "card"),
            "processor": Told("Who set it aside.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    authorised_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str
    expires_at: datetime | None


@dataclass(frozen=True)
class PaymentReleased(Event):
    """
    `release_minor` of what was set aside will not be taken: given up, run out, or left by the last capture.

    Version 1.
    """

    payment_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    release_minor: int
    released_minor: int
    captured_minor: int
    currency: str


@dataclass(frozen=True)
class PaymentFailed(Event):
    """
    A payment ended without taking money: refused (`failed`) or given up (`voided`).

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.failed",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "amount_minor": Told("What was asked for, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "method": Told("How it was paid.", "card"),
            "processor": Told("Who took the money.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
            "state": Told("failed or voided.", "failed"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str
    state: str
    failure_code: str


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """
    The processor gave `refund_minor` of a payment back; `refunded_minor` is the sum so far.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.refunded",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "refund_id": Told("The refund.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e2"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "refund_minor": Told("What went back now, in minor units.", 500),
            "refunded_minor": Told("What has gone back so far.", 500),
            "currency": Told("ISO 4217.", "EUR"),
            "processor": Told("Who took the money.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    refund_id: UUID
    refund_key: str
    order_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    captured_minor: int
    refund_minor: int
    refunded_minor: int
    currency: str
    reason: str
    processor: str
    processor_reference: str


@dataclass(frozen=True)
class RefundRefused(Event):
    """
    The processor will not give `refund_minor` back: someone of the staff must look.

    Version 1.
    """

    payment_id: UUID
    refund_id: UUID
    refund_key: str
    order_id: UUID
    channel_code: str
    refund_minor: int
    currency: str
    reason: str
    failure_code: str


@dataclass(frozen=True)
class CaptureRefused(Event):
    """
    The processor will not take `capture_minor` of what was set aside: someone of the staff must look.

    Version 1.
    """

    payment_id: UUID
    capture_id: UUID
    capture_key: str
    order_id: UUID
    channel_code: str
    purpose: str
    capture_minor: int
    currency: str
    reason: str
    failure_code: str


@dataclass(frozen=True)
class PaymentDisputed(Event):
    """
    A shopper's bank has taken `dispute_minor` of a payment back; it can be contested until `due_at`.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.disputed",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "dispute_id": Told("The dispute.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e3"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "dispute_minor": Told("What the bank took back, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "processor": Told("Who had taken the money.", "local"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    dispute_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    dispute_minor: int
    captured_minor: int
    currency: str
    reason: str
    due_at: datetime | None
    processor: str


@dataclass(frozen=True)
class DisputeDecided(Event):
    """
    A bank has decided a dispute: `won`, the amount is ours again; `lost`, it stays with the shopper.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.dispute_decided",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "dispute_id": Told("The dispute.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e3"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "outcome": Told("won or lost.", "won"),
            "dispute_minor": Told("What it was about, in minor units.", 1999),
            "charged_back_minor": Told("What banks have taken back for good so far.", 0),
            "currency": Told("ISO 4217.", "EUR"),
            "processor": Told("Who had taken the money.", "local"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    dispute_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    outcome: str
    dispute_minor: int
    charged_back_minor: int
    captured_minor: int
    currency: str
    processor: str


@dataclass(frozen=True)
class PaymentMethodsChanged(Event):
    """
    A channel takes other methods of payment from now on.

    Version 1.
    """

    channel_code: str


@dataclass(frozen=True)
class InstalmentPlanAgreed(Event):
    """
    An order is paid in parts, and the first is paid: `total_minor` is its price, `charge_minor` what lending costs.

    Version 1.
    """

    outside: ClassVar = Outside(
        "instalment_plan.agreed",
        {
            "plan_id": Told("The plan.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e4"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("The price of the goods, in minor units.", 30000),
            "charge_minor": Told("What it costs to pay in parts.", 600),
            "currency": Told("ISO 4217.", "EUR"),
            "parts": Told("How many parts it has, the first with them.", 4),
        },
        subject="plan_id",
    )

    plan_id: UUID
    order_id: UUID
    customer_id: UUID
    channel_code: str
    total_minor: int
    charge_minor: int
    currency: str
    parts: int


@dataclass(frozen=True)
class InstalmentPaid(Event):
    """
    A part of a plan was paid; with `number` 0 all that was open.

    Version 1.
    """

    outside: ClassVar = Outside(
        "instalment.paid",
        {
            "plan_id": Told("The plan.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e4"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "payment_id": Told("What paid it.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "number": Told("Which part; 0: all that was open.", 2),
            "paid_minor": Told("What was paid, in minor units.", 7650),
            "open_minor": Told("What is still to be paid.", 15300),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="plan_id",
    )

    plan_id: UUID
    order_id: UUID
    customer_id: UUID
    channel_code: str
    payment_id: UUID
    number: int
    paid_minor: int
    open_minor: int
    currency: str


@dataclass(frozen=True)
class InstalmentMissed(Event):
    """
    The kept card could not be charged for a part; `try_on` is when it is charged again, if at all.

    Version 1.
    """

    outside: ClassVar = Outside(
        "instalment.missed",
        {
            "plan_id": Told("The plan.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e4"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "number": Told("Which part.", 2),
            "due_minor": Told("What is to be paid for it, in minor units.", 7650),
            "currency": Told("ISO 4217.", "EUR"),
            "attempts": Told("How often the card was charged in vain.", 1),
            "try_on": Told("When it is charged again; null: no more.", "2026-12-04"),
            "failure_code": Told("Why it failed.", "card_declined"),
        },
        subject="plan_id",
    )

    plan_id: UUID
    order_id: UUID
    customer_id: UUID
    channel_code: str
    number: int
    due_minor: int
    currency: str
    attempts: int
    try_on: date | None
    failure_code: str


@dataclass(frozen=True)
class InstalmentPlanDefaulted(Event):
    """
    A part failed so often that its card is charged no more by itself: people take over.

    Version 1.
    """

    outside: ClassVar = Outside(
        "instalment_plan.defaulted",
        {
            "plan_id": Told("The plan.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e4"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "number": Told("Which part failed.", 2),
            "open_minor": Told("What is still to be paid in all, in minor units.", 22950),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="plan_id",
    )

    plan_id: UUID
    order_id: UUID
    customer_id: UUID
    channel_code: str
    number: int
    open_minor: int
    currency: str


@dataclass(frozen=True)
class InstalmentPlanEnded(Event):
    """
    Nothing of a plan is to be paid any more: `paid`, `paid_off` early, `returned`, or `waived` by staff.

    Version 1.
    """

    outside: ClassVar = Outside(
        "instalment_plan.ended",
        {
            "plan_id": Told("The plan.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e4"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "ended_by": Told("paid, paid_off, returned or waived.", "paid"),
        },
        subject="plan_id",
    )

    plan_id: UUID
    order_id: UUID
    customer_id: UUID
    channel_code: str
    ended_by: str
