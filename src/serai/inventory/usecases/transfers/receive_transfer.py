"""Receive a transfer: what came is on the shelf, what did not is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import StockEntry
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.domain.transfer_state import TRANSFER_STATES, TransferAction, TransferState
from serai.inventory.models import TransferLine
from serai.inventory.usecases.transfers.lock_transfer import Locked, lock_transfer
from serai.inventory.usecases.transfers.plan_transfer import check_units
from serai.inventory.usecases.write_movements import write_movements
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class ReceiveTransfer:
    """
    What came.

    Attributes:
        transfer_id: of which transfer.
        by: who received it.
        units: by SKU, from 0; all that was sent and has not come yet unless given.
        is_last: nothing more of it will come; what is missing is lost.
    """

    transfer_id: UUID
    by: str
    units: Mapping[str, int] | None = None
    is_last: bool = False


@unit_of_work()
def receive_transfer(command: ReceiveTransfer, *, now: datetime) -> None:
    """
    Put what came on the shelf of the location that gets it; more than was sent may come.

    The transfer is over when as much of every article came as was sent, or when nothing more will come.

    Raises:
        TransferNotFound: there is none.
        IllegalTransition: it is not on its way.
        EntriesRefused: articles that are not on it, or senseless quantities.
        StockMisfit: impossibly many units in one place.
    """
    locked = lock_transfer(command.transfer_id, TransferAction.RECEIVE)
    came = _came(locked, command.units)
    for sku, units in came.items():
        locked.lines[sku].received += units
    arrived = [(locked.lines[sku], units) for sku, units in came.items() if units]
    row = locked.row
    write_movements(
        [
            StockEntry(line.variant_id, row.target_id, units, f"from {row.source.code}")
            for line, units in arrived
        ],
        reason=MovementReason.TRANSFER,
        now=now,
        references=[row.pk] * len(arrived),
    )
    TransferLine.objects.bulk_update([line for line, _ in arrived], ["received"])
    if command.is_last or all(line.received >= line.sent for line in locked.lines.values()):
        row.state = TRANSFER_STATES.advance(TransferState.SENT, TransferAction.CLOSE)
        row.received_by, row.received_at = command.by[:200], now
        row.save(update_fields=["state", "received_by", "received_at"])


def _came(locked: Locked, units: Mapping[str, int] | None) -> dict[str, int]:
    if units is None:
        return {sku: max(line.sent - line.received, 0) for sku, line in locked.lines.items()}
    told = check_units(units, least=0)
    locked.refuse_strangers(told)
    return told
