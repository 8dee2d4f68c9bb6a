"""Receive goods at locations."""

from collections.abc import Sequence
from datetime import datetime

from serai.inventory.domain.entry import StockEntry, check_entries
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.usecases.write_movements import write_movements


def receive(entries: Sequence[StockEntry], *, now: datetime) -> int:
    """
    Add delivered units to the stock: all entries, or none. Returns how many movements were written.

    Raises:
        EntriesRefused: a quantity below one, or otherwise senseless.
        StockMisfit: impossibly many units in one place.
    """
    check_entries(entries, least=1)
    return write_movements(entries, reason=MovementReason.RECEIPT, now=now)
