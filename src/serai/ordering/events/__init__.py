"""Facts that ordering publishes."""

from serai.ordering.events.changes import (
    ChangeLapsed,
    ChangeProposed,
    OrderChanged,
    ReturnApproved,
    ReturnEnded,
    ReturnReceived,
    ReturnRequested,
    ReturnSettled,
)
from serai.ordering.events.orders import (
    DeliveryRatesChanged,
    GiftCardsSold,
    OrderCancelled,
    OrderFailed,
    OrderFulfilled,
    OrderHeld,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderReleased,
)
from serai.ordering.events.papers import (
    PaperIssued,
)
from serai.ordering.events.subscriptions import (
    SubscriptionCancelled,
    SubscriptionPastDue,
    SubscriptionPaused,
    SubscriptionRenewed,
    SubscriptionResumed,
    SubscriptionStarted,
)
from serai.ordering.events.substitutions import SubstituteOffered

__all__ = [
    "ChangeLapsed",
    "ChangeProposed",
    "DeliveryRatesChanged",
    "GiftCardsSold",
    "OrderCancelled",
    "OrderChanged",
    "OrderFailed",
    "OrderFulfilled",
    "OrderHeld",
    "OrderPaid",
    "OrderPlaced",
    "OrderRefunded",
    "OrderReleased",
    "PaperIssued",
    "ReturnApproved",
    "ReturnEnded",
    "ReturnReceived",
    "ReturnRequested",
    "ReturnSettled",
    "SubscriptionCancelled",
    "SubscriptionPastDue",
    "SubscriptionPaused",
    "SubscriptionRenewed",
    "SubscriptionResumed",
    "SubscriptionStarted",
    "SubstituteOffered",
]
