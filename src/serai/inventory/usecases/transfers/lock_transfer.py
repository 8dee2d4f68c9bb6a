"""A transfer and its lines, locked until whoever changes them is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.domain.transfer_state import TRANSFER_STATES, TransferAction, TransferState
from serai.inventory.models import Transfer, TransferLine
from serai.inventory.queries.transfers.transfer_view import TransferNotFound


@dataclass(frozen=True, slots=True)
class Locked:
    """A transfer, its lines by SKU, and the state that follows from what is about to happen."""

    row: Transfer
    lines: dict[str, TransferLine]
    becomes: TransferState

    def refuse_strangers(self, skus: Iterable[str]) -> None:
        """
        Check that articles are on the transfer.

        Raises:
            EntriesRefused: some are not.
        """
        faults = [
            EntryFault(line, "sku", f"{sku!r} is not on this transfer.")
            for line, sku in enumerate(skus, 1)
            if sku not in self.lines
        ]
        if faults:
            raise EntriesRefused(faults)


def lock_transfer(transfer_id: UUID, action: TransferAction) -> Locked:
    """
    Lock a transfer, then read its lines; the transfer's row guards both.

    Raises:
        TransferNotFound: there is none.
        IllegalTransition: it stands where this cannot happen.
    """
    row = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("source", "target")
        .filter(pk=transfer_id)
        .first()
    )
    if row is None:
        raise TransferNotFound(transfer_id)
    becomes = TRANSFER_STATES.advance(TransferState(row.state), action)
    lines = TransferLine.objects.filter(transfer=row).select_related("variant")
    return Locked(row, {line.variant.sku: line for line in lines.order_by("variant_id")}, becomes)
