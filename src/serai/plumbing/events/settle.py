"""Events that need no handling any more, because their readers are about to look at everything."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from serai.kernel.clock import now
from serai.plumbing.db import execute, rows
from serai.plumbing.events.publish import DELIVER


@dataclass(frozen=True, slots=True)
class WaitingDelivery:
    """An event that one subscription has not handled yet."""

    event_id: UUID
    subscription: str


def waiting_deliveries(subscriptions: Collection[str]) -> list[WaitingDelivery]:
    """
    Return what waits for these subscriptions now.

    What these events tell is committed: whoever reads the tables afterwards sees it.
    """
    found = rows(
        "SELECT (args->>'event_id')::uuid, args->>'subscription' FROM procrastinate_jobs"
        " WHERE status = 'todo' AND task_name = %s AND args->>'subscription' = ANY(%s)",
        [DELIVER, list(subscriptions)],
    )
    return [WaitingDelivery(*row) for row in found]


def settle(deliveries: Sequence[WaitingDelivery]) -> None:
    """Count these events as handled: everything that they tell has been read since they were listed."""
    execute(
        "INSERT INTO plumbing_receipt (event_id, subscription, handled_at)"
        " SELECT *, %s FROM unnest(%s::uuid[], %s::text[]) ON CONFLICT DO NOTHING",
        [
            now(),
            [each.event_id for each in deliveries],
            [each.subscription for each in deliveries],
        ],
    )
