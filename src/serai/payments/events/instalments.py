"""Plans of instalments."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


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
