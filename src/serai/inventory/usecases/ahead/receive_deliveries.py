"""Receive what was expected: it is in stock, and those who wait have it first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS, EntriesRefused, EntryFault, StockEntry
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.models import ExpectedDelivery
from serai.inventory.usecases.ahead.allot_units import serve_locked
from serai.inventory.usecases.ahead.lock_queue import lock_queue
from serai.inventory.usecases.ahead.tell_waiting import tell_waiting
from serai.inventory.usecases.write_movements import write_movements
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class Arrived:
    """So many units have come of a delivery; `is_last`: the rest of it never will."""

    delivery_id: UUID
    units: int
    is_last: bool = False


class DeliveryNotFound(DomainError):
    """There is no such expected delivery, or it is over."""

    code = "inventory.delivery_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, delivery_id: UUID) -> None:
        self.delivery_id = delivery_id
        super().__init__("There is no such delivery to come.")


@unit_of_work()
def receive_deliveries(arrived: Sequence[Arrived], *, now: datetime) -> int:
    """
    Put what came into stock and give it to those who wait, in one transaction; return to how many.

    More than was expected may come. What is left of a delivery stays expected unless nothing more of it comes.

    Raises:
        EntriesRefused: a quantity below one, impossibly high, or a delivery named twice.
        DeliveryNotFound: there is none, or it is over.
    """
    _check(arrived)
    wanted = {each.delivery_id: each for each in arrived}
    variants = ExpectedDelivery.objects.filter(pk__in=list(wanted)).values_list(
        "variant_id", flat=True
    )
    lock_queue(sorted(set(variants)))
    found = {
        row.pk: row
        for row in ExpectedDelivery.objects.select_for_update()
        .filter(pk__in=list(wanted), is_over=False)
        .order_by("pk")
    }
    for delivery_id in wanted:
        if delivery_id not in found:
            raise DeliveryNotFound(delivery_id)
    for row in found.values():
        came = wanted[row.pk]
        row.received += came.units
        row.is_over = came.is_last or row.received >= row.quantity
        row.updated_at = now
        row.save(update_fields=["received", "is_over", "updated_at"])
    entries = [
        StockEntry(row.variant_id, row.location_id, wanted[row.pk].units, row.reference)
        for row in found.values()
    ]
    references = [row.pk for row in found.values()]
    write_movements(entries, reason=MovementReason.RECEIPT, now=now, references=references)
    touched = sorted({row.variant_id for row in found.values()})
    served = sum(serve_locked(variant_id, now=now) for variant_id in touched)
    tell_waiting(touched, now=now)
    return served


def _check(arrived: Sequence[Arrived]) -> None:
    seen: set[UUID] = set()
    faults = []
    for line, each in enumerate(arrived, 1):
        if not 1 <= each.units <= MOST_UNITS:
            faults.append(EntryFault(line, "units", f"Must be between 1 and {MOST_UNITS:,}."))
        if each.delivery_id in seen:
            faults.append(EntryFault(line, "delivery", "Named twice."))
        seen.add(each.delivery_id)
    if faults:
        raise EntriesRefused(faults)
