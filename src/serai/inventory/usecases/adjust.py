"""Adjust stock: units were found, lost, broken or stolen."""

from collections.abc import Sequence
from datetime import datetime

from serai.inventory.domain.entry import MOST_UNITS, StockEntry, check_entries
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.usecases.write_movements import write_movements


def adjust(entries: Sequence[StockEntry], *, now: datetime) -> int:
    """
    Add units, or with quantities below zero take them away: all entries, or none.

    Returns how many movements were written.

    Raises:
        EntriesRefused: a quantity of zero, or otherwise senseless.
        StockMisfit: fewer units would be left than are reserved.
    """
    check_entries(entries, least=-MOST_UNITS)
    return write_movements(entries, reason=MovementReason.ADJUSTMENT, now=now)
