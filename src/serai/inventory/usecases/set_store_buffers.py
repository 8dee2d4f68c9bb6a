"""Say how many units stores keep back from those who order to collect."""

from collections.abc import Sequence

from serai.inventory.domain.store_buffer import StoreBuffer
from serai.inventory.models import StoreBufferRow
from serai.inventory.queries.store_buffers import forget_store_buffers
from serai.plumbing.db import forget_with_work, unit_of_work


@unit_of_work()
def set_store_buffers(buffers: Sequence[StoreBuffer]) -> int:
    """
    Make or replace buffers; one of no units goes. Return how many were told; two statements.

    What is reserved stays reserved. Every process follows within ten seconds.
    """
    StoreBufferRow.objects.bulk_create(
        [
            StoreBufferRow(location_id=each.location_id, category=each.category, units=each.units)
            for each in buffers
        ],
        update_conflicts=True,
        unique_fields=["location", "category"],
        update_fields=["units"],
    )
    StoreBufferRow.objects.filter(units=0).delete()
    forget_with_work(forget_store_buffers)
    return len(buffers)
