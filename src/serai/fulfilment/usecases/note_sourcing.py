"""Keep why an order is sent from where it is."""

from uuid import UUID

import msgspec

from serai.fulfilment.domain.sourcing.plan import SourcingPlan
from serai.plumbing.db import execute


def note_sourcing(order_id: UUID, plan: SourcingPlan) -> None:
    """Keep the plan's reasons until the order's groups are opened, which copy them; one statement."""
    execute(
        "INSERT INTO fulfilment_sourcing_decision (order_id, why) VALUES (%s, %s::jsonb)"
        " ON CONFLICT (order_id) DO UPDATE SET why = excluded.why",
        [order_id, msgspec.json.encode(plan.why).decode()],
    )
