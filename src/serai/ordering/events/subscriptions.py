"""Facts about subscriptions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told

_OF_SUBSCRIPTION = {
    "subscription_id": Told("The subscription.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1"),
    "channel_code": Told("The channel it orders in.", "web"),
    "interval": Told("How often it orders: 10d, 2w, 1m.", "2w"),
}


@dataclass(frozen=True, slots=True)
class _OfSubscription:
    """What every fact of a subscription tells."""

    subscription_id: UUID
    channel_code: str
    customer_id: UUID
    interval: str


@dataclass(frozen=True, slots=True)
class SubscriptionStarted(_OfSubscription, Event):
    """Somebody has subscribed; the first order is made in a moment. Version 1."""

    outside: ClassVar = Outside("subscription.started", _OF_SUBSCRIPTION, subject="subscription_id")


@dataclass(frozen=True, slots=True)
class SubscriptionRenewed(_OfSubscription, Event):
    """A period was ordered and its money is there, or sure to come. Version 1."""

    outside: ClassVar = Outside(
        "subscription.renewed",
        {
            **_OF_SUBSCRIPTION,
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("Which order of the subscription it is, from 1.", 3),
        },
        subject="subscription_id",
    )

    order_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class SubscriptionPastDue(_OfSubscription, Event):
    """A period could not be ordered; it is tried again. `failure_code` says why. Version 1."""

    outside: ClassVar = Outside(
        "subscription.past_due",
        {**_OF_SUBSCRIPTION, "failure_code": Told("Why.", "card_declined")},
        subject="subscription_id",
    )

    failure_code: str


@dataclass(frozen=True, slots=True)
class SubscriptionPaused(_OfSubscription, Event):
    """It orders nothing until it is resumed: its owner says so, or the last try failed. Version 1."""

    outside: ClassVar = Outside("subscription.paused", _OF_SUBSCRIPTION, subject="subscription_id")


@dataclass(frozen=True, slots=True)
class SubscriptionResumed(_OfSubscription, Event):
    """It orders again. Version 1."""

    outside: ClassVar = Outside("subscription.resumed", _OF_SUBSCRIPTION, subject="subscription_id")


@dataclass(frozen=True, slots=True)
class SubscriptionCancelled(_OfSubscription, Event):
    """It orders nothing any more. Version 1."""

    outside: ClassVar = Outside(
        "subscription.cancelled", _OF_SUBSCRIPTION, subject="subscription_id"
    )
