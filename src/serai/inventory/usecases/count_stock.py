"""Count stock: someone went to the shelf and looked."""

from collections.abc import Sequence
from datetime import datetime

from serai.inventory.domain.entry import StockEntry, check_entries
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.usecases.write_movements import write_movements


def count_stock(entries: Sequence[StockEntry], *, now: datetime) -> int:
    """
    Make the stock what was counted; the movements are the differences. All entries, or none.

    Returns how many differences there were.

    Raises:
        EntriesRefused: a quantity below zero, or one place counted twice.
        StockMisfit: fewer units were found than are reserved.
    """
    check_entries(entries, least=0, once=True)
    return write_movements(entries, reason=MovementReason.COUNT, now=now, absolute=True)
