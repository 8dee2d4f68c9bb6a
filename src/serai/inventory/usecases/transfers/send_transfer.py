"""Send a transfer: its goods leave the location that gives, and are on their way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import EntriesRefused, EntryFault, StockEntry
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.domain.transfer_state import TransferAction
from serai.inventory.models import TransferLine
from serai.inventory.usecases.transfers.lock_transfer import Locked, lock_transfer
from serai.inventory.usecases.transfers.plan_transfer import check_units
from serai.inventory.usecases.write_movements import write_movements
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class SendTransfer:
    """
    What really leaves.

    Attributes:
        transfer_id: of which transfer.
        by: who sends it.
        units: by SKU, where they are others than planned; from 0. What is not named goes as planned.
    """

    transfer_id: UUID
    by: str
    units: Mapping[str, int] | None = None


@unit_of_work()
def send_transfer(command: SendTransfer, *, now: datetime) -> None:
    """
    Take its units from the location that gives. They are nowhere to be sold until they are received.

    Raises:
        TransferNotFound: there is none.
        IllegalTransition: it was sent or called off.
        EntriesRefused: articles that are not on it, senseless quantities, or nothing at all.
        StockMisfit: fewer units are there than are to leave, or they are promised to orders.
    """
    locked = lock_transfer(command.transfer_id, TransferAction.SEND)
    others = check_units(command.units, least=0) if command.units else {}
    locked.refuse_strangers(others)
    for line in locked.lines.values():
        line.sent = others.get(line.variant.sku, line.units)
    leaving = [line for line in locked.lines.values() if line.sent]
    if not leaving:
        raise EntriesRefused([EntryFault(1, "units", "Nothing leaves: call it off instead.")])
    _take(locked, leaving, now)
    TransferLine.objects.bulk_update(leaving, ["sent"])
    row = locked.row
    row.state, row.sent_by, row.sent_at = locked.becomes, command.by[:200], now
    row.save(update_fields=["state", "sent_by", "sent_at"])


def _take(locked: Locked, leaving: list[TransferLine], now: datetime) -> None:
    row = locked.row
    write_movements(
        [
            StockEntry(line.variant_id, row.source_id, -line.sent, f"to {row.target.code}")
            for line in leaving
        ],
        reason=MovementReason.TRANSFER,
        now=now,
        references=[row.pk] * len(leaving),
    )
