"""Transfer goods from one location to another."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from serai.inventory.domain.entry import StockEntry, TransferEntry, check_entries
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.usecases.write_movements import write_movements
from serai.kernel.ids import uuid7


def transfer(entries: Sequence[TransferEntry], *, now: datetime) -> int:
    """
    Move units between locations: all entries, or none.

    The two movements of an entry share a reference. Returns how many movements were written.

    Raises:
        EntriesRefused: a quantity below one, or from and to the same place.
        StockMisfit: a location would keep fewer units than are reserved there.
    """
    check_entries(entries, least=1)
    both_sides = [
        (
            StockEntry(entry.variant_id, entry.from_location_id, -entry.quantity, entry.note),
            StockEntry(entry.variant_id, entry.to_location_id, entry.quantity, entry.note),
        )
        for entry in entries
    ]
    references = [uuid7() for _ in entries]
    return write_movements(
        list(chain.from_iterable(both_sides)),
        reason=MovementReason.TRANSFER,
        now=now,
        references=list(chain.from_iterable((one, one) for one in references)),
    )
