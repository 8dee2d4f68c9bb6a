"""
Events: facts that one context publishes and others react to.

`publish` writes to the outbox inside the business transaction, together with one job per subscription.
Each handler runs in its own unit of work with its receipt (the inbox), so it takes effect once however
often it is delivered; one that keeps failing becomes a dead letter. What follows every order is handled many
at a time (`subscribe_together`).
"""

from serai.kernel.events import Event, event_types
from serai.plumbing.events.deliver import deliver
from serai.plumbing.events.deliver_together import deliver_together, delivery_batches
from serai.plumbing.events.publish import handled_here, publish
from serai.plumbing.events.settle import WaitingDelivery, settle, waiting_deliveries
from serai.plumbing.events.subscribe import subscribe, subscribe_together, subscriptions

__all__ = [
    "Event",
    "WaitingDelivery",
    "deliver",
    "deliver_together",
    "delivery_batches",
    "event_types",
    "handled_here",
    "publish",
    "settle",
    "subscribe",
    "subscribe_together",
    "subscriptions",
    "waiting_deliveries",
]
