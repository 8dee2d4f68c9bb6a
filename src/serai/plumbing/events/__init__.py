"""
Events: facts that one context publishes and others react to.

`publish` writes to the outbox inside the business transaction, together with one job per subscription.
Each handler runs in its own unit of work with its receipt (the inbox), so it takes effect once however
often it is delivered; one that keeps failing becomes a dead letter.
"""

from serai.kernel.events import Event, event_types
from serai.plumbing.events.deliver import deliver
from serai.plumbing.events.publish import handled_here, publish
from serai.plumbing.events.settle import WaitingDelivery, settle, waiting_deliveries
from serai.plumbing.events.subscribe import subscribe, subscriptions

__all__ = [
    "Event",
    "WaitingDelivery",
    "deliver",
    "event_types",
    "handled_here",
    "publish",
    "settle",
    "subscribe",
    "subscriptions",
    "waiting_deliveries",
]
