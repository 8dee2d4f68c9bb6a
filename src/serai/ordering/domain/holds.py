"""How long things wait while an order is being placed."""

from datetime import datetime, timedelta

HOLD = timedelta(minutes=30)
"""How long stock stays reserved for an order whose payment is under way.

Longer than payments keeps trying (about ten minutes), so that stock is hardly ever lost after a capture.
"""

LOOK_AGAIN = timedelta(minutes=2)
"""How long after its placing an order is looked at again when nothing was heard of its payment."""


def held_until(placed_at: datetime) -> datetime:
    """Return until when the stock of an order stays reserved."""
    return placed_at + HOLD


def recover_after(instant: datetime) -> datetime:
    """Return when an order is looked at again."""
    return instant + LOOK_AGAIN
