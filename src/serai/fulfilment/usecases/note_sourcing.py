"""Keep why an order is sent from where it is."""

from uuid import UUID

import msgspec

from serai.fulfilment.domain.sourcing.plan import SourcingPlan
from serai.plumbing.db import execute


def note_sourcing(order_id: UUID, plan: SourcingPlan) -> None:
    """Keep the plan's reasons until the order's groups are opened, which copy them; one statement."""
    execute(
        "INSERT INTO fulfilment_sourcing_decision (order_id, why, token) VALUES (%s, %s::jsonb, %s)"
        " ON CONFLICT (order_id) DO UPDATE SET why = excluded.why, token = excluded.token",
        [order_id, msgspec.json.encode(plan.why).decode(), plan.token],
    )
