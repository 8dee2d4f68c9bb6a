"""Take goods in that come back from a buyer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import StockEntry, check_entries
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.usecases.write_movements import write_movements


def take_back(entries: Sequence[StockEntry], *, reference: UUID, now: datetime) -> int:
    """
    Add units to the stock that came back from a buyer, and write why. Returns the number of movements.

    Args:
        entries: what came back, to where.
        reference: the order; the movements carry it.
        now: the present instant.

    Raises:
        EntriesRefused: a quantity below one, or otherwise senseless.
    """
    check_entries(entries, least=1)
    return write_movements(
        entries,
        reason=MovementReason.RETURN,
        now=now,
        references=[reference] * len(entries),
    )
